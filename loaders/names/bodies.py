"""National bodies by name: ministries, commissions, administrations, party departments (`data/README.md`).

Some short forms name one body wherever they stand (住建部); others do so only in a national document, since every city
has its own 发展改革委. Bodies that a reform ended are kept: older documents print them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Body(NamedTuple):
    """A national body. `kind` as of a Unit (government, enterprise, other); `group` its place in the published list
    (组成部门, 直属机构, 已撤销, ...); `since` and `until` the years of its name where known."""

    name: str
    short: tuple[str, ...]
    national_short: tuple[str, ...]
    kind: str
    group: str
    since: int | None
    until: int | None


class _Index(NamedTuple):
    anywhere: dict[str, Body]
    national: dict[str, Body]


@lru_cache(maxsize=1)
def _index() -> _Index:
    anywhere: dict[str, Body] = {}
    national: dict[str, Body] = {}
    for line in files("loaders").joinpath("data", "bodies.tsv").read_text("utf-8").split("\n")[1:]:
        if not line:
            continue
        name, short, national_short, kind, group, since, until = line.split("\t")
        body = Body(
            name,
            tuple(filter(None, short.split("、"))),
            tuple(filter(None, national_short.split("、"))),
            kind,
            group,
            int(since) if since else None,
            int(until) if until else None,
        )
        for form in (name, *body.short):
            anywhere[form] = body
        for form in body.national_short:
            national[form] = body
    return _Index(anywhere, national)


def find(name: str, *, national: bool = False) -> Body | None:
    """The body of a full or short name, with 国家 in front or without: 国家工信部, 工信部. `national`: in a national document,
    where 发展改革委 and 林业和草原局 need no 国家."""
    index = _index()
    if found := index.anywhere.get(name):
        return found
    if name.startswith("国家") and (found := index.anywhere.get(name[2:])) and found.name.endswith(("部", "署", "会")):
        return found
    return (index.national.get(name) or index.anywhere.get(f"国家{name}")) if national else None


def leading(text: str, *, national: bool = False) -> tuple[str, Body] | None:
    """The body that a text begins with, by its longest form, and that form: 住建部关于… -> (住建部, its body)."""
    for cut in range(min(len(text), _longest()), 1, -1):
        if body := find(text[:cut], national=national):
            return text[:cut], body
    return None


def names(*, national: bool = False) -> frozenset[str]:
    """All printed forms that `find` knows, for finders that scan a text."""
    index = _index()
    return frozenset((*index.anywhere, *index.national)) if national else frozenset(index.anywhere)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, names(national=True))) + len("国家")


def forms(name: str) -> tuple[str, ...]:
    """All listed forms of a body's full name, sorted; () where no list has it."""
    body = _index().anywhere.get(name)
    return tuple(sorted({body.name, *body.short, *body.national_short})) if body and body.name == name else ()
