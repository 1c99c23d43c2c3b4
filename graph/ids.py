"""Identifiers that come from content alone, so that machines agree without asking each other."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

SEPARATOR = "\x1f"  # ASCII "unit separator": no printed text holds it, so ("a", "bc") and ("ab", "c") stay apart
ID = re.compile(r"([a-z]+)-[0-9a-f]{16}")


def node_id(label: str, *key_parts: object) -> str:
    """The id of the node that these key parts name: `task-9f2c01…`, the label and 16 hex digits of a SHA-256.

    `label` is a label of the schema; `key_parts` are the parts listed as its key there, in that order. None counts as ''.
    """
    key = SEPARATOR.join("" if part is None else str(part) for part in key_parts)
    return f"{label.lower()}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=4096)
def fold_title(title: str) -> str:
    """A title without marks, spaces and width, which printers change: 关于印发〈X（试行）〉的通知 -> 关于印发X试行的通知."""
    return "".join(c for c in unicodedata.normalize("NFKC", title) if c.isalnum()).lower()


def title_key(title: str | None) -> str | None:
    """What stands for a title in an index, however it is marked: no database can keep a long text in one."""
    folded = fold_title(title or "")
    return node_id("title", folded) if folded else None


def other_title_key(title: str | None, issuer: str | None) -> str | None:
    """The key of the title with its issuer in front where it is printed without, and without where it is printed with."""
    folded, front = fold_title(title or ""), fold_title(issuer or "")
    if not folded or not front:
        return None
    return title_key(folded.removeprefix(front) if folded.startswith(front) else front + folded)


def label_of(identifier: str) -> str | None:
    """The lower-case label that an id names (`task` for `task-9f2c…`), or None where the text has not the form of an id."""
    match = ID.fullmatch(identifier)
    return match[1] if match else None
