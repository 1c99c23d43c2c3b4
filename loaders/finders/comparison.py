"""Body against annex table: which row restates which item, and where the two disagree.

A row restates an item when their texts share clauses, not because titles or numbers agree: rows may be split,
reordered, or made of a goal that no item repeats.
"""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from loaders.facts import Discrepancy, Task

_CLAUSE = re.compile(r"[^，；。]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:[万亿]?[\u4e00-\u9fff%]{0,2})")
_NOISE = re.compile(r"[\s、“”（）()：—\-]")
# Two clauses are one with other words in it above this ratio of common characters: …和缺失环节开展 / …和补链环节开展.
_SAME = 0.72


def _clauses(text: str) -> list[str]:
    return [c.strip() for c in _CLAUSE.findall(text) if len(c.strip()) > 1]


def _key(clause: str) -> str:
    return _NOISE.sub("", clause)


def _ratio(a: str, b: str) -> float:
    """How much two clauses share, in order: 0 below _SAME, up to 1."""
    return fuzz.ratio(a, b, score_cutoff=100 * _SAME) / 100


def restatements(tasks: list[Task]) -> list[tuple[str, str]]:
    """(path of a table row, path of the body item that it restates), at most one item a row, in printed order."""
    body = [t for t in tasks if t.origin == "body"]
    rows = [t for t in tasks if t.origin == "table"]
    holders: dict[str, list[int]] = {}
    for n, task in enumerate(body):
        for clause in {_key(c) for c in _clauses(task.text)}:
            holders.setdefault(clause, []).append(n)
    pairs = []
    for row in rows:
        keys = [_key(c) for c in _clauses(row.text)]
        shared: Counter[int] = Counter()
        for key in keys:
            if len(key) >= 4:
                for n in holders.get(key, ()):
                    shared[n] += len(key)
        if not shared:
            for key in keys:
                for clause, owners in holders.items():
                    if len(key) >= 8 and _ratio(key, clause):
                        for n in owners:
                            shared[n] += len(key)
        if shared:
            # a tie goes to the item printed first
            best = max(shared.items(), key=lambda found: (found[1], -found[0]))[0]
            pairs.append((row.path, body[best].path))
    return pairs


def discrepancies(tasks: list[Task], pairs: list[tuple[str, str]]) -> list[Discrepancy]:
    """Where rows and items disagree: other units, another number for the same thing, other clauses.

    A row without an item, or an item without a row, is a disagreement of text with None on the other side. The rows of
    one item are compared with it together for text, each by itself for units.
    """
    by_path = {t.path: t for t in tasks}
    rows = [t for t in tasks if t.origin == "table"]
    if not rows or all(t.origin == "table" for t in tasks):
        return []
    found: list[Discrepancy] = []
    item_of = dict(pairs)
    rows_of: dict[str, list[Task]] = {}
    for row_path, item_path in pairs:
        rows_of.setdefault(item_path, []).append(by_path[row_path])
    for task in tasks:
        if task.origin == "body":
            restated = rows_of.get(task.path, [])
            for row in restated:
                found += _units(task, row)
            found += _texts(task, restated)
        elif task.path not in item_of:
            found.append(_entry(None, task, "text", [], _clauses(task.text)))
    return found


def _entry(body: Task | None, row: Task | None, field: str, body_only: list[str], table_only: list[str]) -> Discrepancy:
    first = body or row
    if first is None:
        raise ValueError("a discrepancy needs a side")
    sides = [t for t in (body, row) if t]
    return Discrepancy(
        span=first.span,
        quote=first.quote,
        spans=[t.span for t in sides] if len(sides) > 1 else None,
        body=body.ordinal if body else None,
        table=row.ordinal if row else None,
        body_path=body.path if body else None,
        table_path=row.path if row else None,
        field=field,
        body_only=body_only,
        table_only=table_only,
        body_quote=body.quote if body else None,
        table_quote=row.quote if row else None,
    )


def _units(item: Task, row: Task) -> list[Discrepancy]:
    here, there = [u.name for u in item.units], [u.name for u in row.units]
    body_only = [n for n in here if n not in there]
    table_only = [n for n in there if n not in here]
    return [_entry(item, row, "units", body_only, table_only)] if body_only or table_only else []


def _texts(item: Task, rows: list[Task]) -> list[Discrepancy]:
    if not rows:
        return [_entry(item, None, "text", _clauses(item.text), [])]
    row_keys = {_key(c) for row in rows for c in _clauses(row.text)}
    item_clauses = _clauses(item.text)
    item_keys = {_key(c) for c in item_clauses}
    left = [c for c in item_clauses if _key(c) not in row_keys]
    found = []
    for n, row in enumerate(rows):
        extra = [c for c in _clauses(row.text) if _key(c) not in item_keys]
        numbers: tuple[list[str], list[str]] = ([], [])
        texts: tuple[list[str], list[str]] = ([], [])
        for clause in extra:
            twin = max(left, key=lambda other, c=clause: _ratio(_key(c), _key(other)), default=None)  # type: ignore[misc]
            if twin is not None and _ratio(_key(clause), _key(twin)):
                left.remove(twin)
                side = numbers if Counter(_NUMBER.findall(clause)) != Counter(_NUMBER.findall(twin)) else texts
                side[0].append(twin)
                side[1].append(clause)
            else:
                (numbers if _NUMBER.search(clause) else texts)[1].append(clause)
        if n == len(rows) - 1:
            texts[0].extend(left)
        for field, (body_only, table_only) in (("number", numbers), ("text", texts)):
            if body_only or table_only:
                found.append(_entry(item, row, field, body_only, table_only))
    return found
