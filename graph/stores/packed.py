"""Rows as one string, the quickest way into ladybug.

Measured on ladybug 0.22: of what a load costs, most is turning a list of Python dicts into a parameter, value by value (2.2 ms for the
390 values of a document's RESPONSIBLE_FOR). One string that the database splits costs a thirtieth of that (0.07 ms), and a list of
lists of strings half. COPY inside a transaction that rolls back ends the process.

Control characters part rows, fields and items, and stand for null and for what is empty, since `string_split` drops an empty
part. A value that holds one of them itself cannot be packed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.records import Row

ROW, FIELD, ITEM, NULL, EMPTY = "\x1e", "\x1f", "\x1d", "\x1c", "\x1b"
_MARKS = re.compile(f"[{ROW}{FIELD}{ITEM}{NULL}{EMPTY}]")


def pack(rows: Sequence[Row], names: Sequence[str]) -> str | None:
    """The named values of each row, in the order of the names; None where a value cannot be packed."""
    texts: list[str] = []
    lines: list[str] = []
    for row in rows:
        fields: list[str] = []
        for name in names:
            value = row[name]
            if value is None:
                fields.append(NULL)
            elif isinstance(value, str):
                texts.append(value)
                fields.append(value or EMPTY)
            elif isinstance(value, list):
                if "" in value:
                    return None
                texts += value
                fields.append(ITEM.join(value) or EMPTY)
            else:
                fields.append(_word(value))
        lines.append(FIELD.join(fields))
    return None if _MARKS.search("".join(texts)) else ROW.join(lines)


def unpacked(number: int, kind: str) -> str:
    """The expression for field `number` (from 1) of a row that was split into `r`, as a value of ladybug's type `kind`."""
    field = f"r[{number}]"
    if kind == "STRING":
        return f"CASE {field} WHEN '{NULL}' THEN NULL WHEN '{EMPTY}' THEN '' ELSE {field} END"
    if kind == "STRING[]":
        items = f"string_split({field}, '{ITEM}')"
        return f"CASE {field} WHEN '{NULL}' THEN NULL WHEN '{EMPTY}' THEN CAST([] AS STRING[]) ELSE {items} END"
    return f"CAST(NULLIF({field}, '{NULL}') AS {kind})"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)
