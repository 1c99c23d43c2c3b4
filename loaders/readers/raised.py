"""Raised text: the mark of a note is no part of the sentence that it stands in, a power belongs to its unit."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\[［【（(]?\s*(\d{1,3}|[①-⑳]|[*＊]+)\s*[\]］】）)]?")
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str, before: str) -> str | None:
    """What a raised text prints behind `before` (the line up to it); None for the mark of a note, which is left out: it would run into
    a number. At the start of a line the mark opens the note itself.

    >>> raised("2", "占地3km"), raised("2", "建成100家"), raised("2", "")
    ('²', None, '[2] ')
    """
    mark = _MARK.fullmatch(text)
    if not mark:
        return text
    if not before.strip():
        return f"[{mark[1]}] "
    last = before[-1]
    if text.isdecimal() and last.isascii() and last.isalnum():
        return text.translate(_POWERS)
    return None
