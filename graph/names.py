"""What a name in a question means: any printed form, a full name, or an id -> one node.

A name is never guessed: one that fits several things is an error that lists them, one that fits nothing an error with the
nearest names. Width, spaces and quotation marks do not count.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.catalogue import lookups
from graph.errors import AmbiguousName, Candidate, UnknownName
from graph.ids import label_of
from graph.indexed import any_part
from graph.records import Row
from graph.remembering import Moment, Source

PLACES = ("Jurisdiction", "District")
_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Named:
    """The node that a name means; `name` is how answers show it."""

    id: str
    label: str
    name: str


@lru_cache(maxsize=1 << 16)  # the names of a store are compared again and again
def fold(text: str) -> str:
    """The form in which names are compared: one width, no spaces, no quotation marks, lower case."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Pi", "Pf") and c not in "\"'"
    ).lower()


def lookup(store: Source, name: str, **params: object) -> list[Row]:
    """The rows of a query of `cypher/lookup/`."""
    query = lookups()[name].text(store.dialect)
    rows = store.look_up(query, params) if isinstance(store, Moment) else store.read(query, params)
    return rows.dicts()


def resolve(store: Source, given: str, labels: Sequence[str], *, city: str = "", what: str = "name") -> Named:
    """The one node among `labels` that `given` means; of several, the one that documents of `city` (an id) mention.

    Raises UnknownName, or AmbiguousName with the candidates.
    """
    found = _candidates(store, given, labels)
    if len(found) > 1 and city:
        found = _of_city(store, found, city) or found
    if len(found) > 1:  # what one jurisdiction prints for short may be the full name of one thing alone
        found = [row for row in found if fold(row.get("full_name") or "") == fold(given)] or found
    if not found:
        if not lookup(store, "loaded")[0]["holds_some"]:
            raise UnknownName(f"the store holds no document yet, so {given!r} names nothing: load one first.")
        raise UnknownName(f"no document read prints the {what} {given!r}.", nearest(store, given, labels))
    if len(found) > 1:
        raise AmbiguousName(f"{given!r} means several things", [_candidate(row) for row in found])
    return Named(found[0]["id"], found[0]["label"], found[0]["name"] or found[0]["id"])


def _candidates(store: Source, given: str, labels: Sequence[str]) -> list[Row]:
    """Nodes of these labels that are printed so; else units that published lists call so; else those whose folded names
    agree; else places that begin so."""
    exact = [row for row in lookup(store, "named", forms=_forms(given)) if row["label"] in labels]
    if label_of(given):
        exact = [row for row in exact if row["id"] == given]
    if exact:
        return exact
    if "Unit" in labels and (known := lookup(store, "known-as", forms=_forms(given))):
        return known
    key = fold(given)
    alike = _alike(store, given, labels)
    same = [row for row in alike if key in {fold(form) for form in _names(row)}]
    if same or len(key) < 2:
        return same
    # 东城 for 东城区: people drop the end of a place's name, and of no other's
    return [row for row in alike if row["label"] in PLACES and any(fold(x).startswith(key) for x in _names(row))]


def _forms(given: str) -> list[str]:
    normal = unicodedata.normalize("NFKC", given).strip()
    return list(dict.fromkeys([given, given.strip(), normal]))


def _alike(store: Source, given: str, labels: Sequence[str]) -> list[Row]:
    """Nodes of these labels that may have been meant, best first where the store can tell; all of them where it cannot."""
    params: dict[str, object] = {"labels": sorted(labels)}
    if "words" in lookups()["alike"].on(store.dialect).filled:
        params["words"] = any_part(fold(given))
        if not params["words"]:
            return []
    return lookup(store, "alike", **params)


def _names(row: Row) -> list[str]:
    return [form for form in (row["name"], row["full_name"], *(row["aliases"] or ())) if form]


def _of_city(store: Source, rows: list[Row], city: str) -> list[Row]:
    ids = [row["id"] for row in rows]
    mentioned = {row["id"] for row in lookup(store, "mentioned-in", city=city, ids=ids)}
    return [row for row in rows if row["id"] in mentioned]


def nearest(store: Source, given: str, labels: Sequence[str]) -> list[str]:
    """The known names that are most like an unknown one, best first."""
    shown: dict[str, str] = {}
    for row in _alike(store, given, labels):
        for form in _names(row):
            shown.setdefault(fold(form), form)
    near = difflib.get_close_matches(fold(given), shown, n=_NEAREST, cutoff=0.4)
    return [shown[key] for key in near]


def _candidate(row: dict[str, Any]) -> Candidate:
    return Candidate(label=row["label"], name=row["full_name"] or row["name"], city=row["jurisdiction"], id=row["id"])
