"""What can go wrong, by what the caller can do about it.

`str(error)` is one line: what is wrong, where, what to do. The command line prints it, HTTP puts it into a problem
document, so no caller formats an error of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict


class Candidate(TypedDict):
    """One thing that a name may mean."""

    label: str
    name: str
    city: str | None
    id: str


class PolicygraphError(Exception):
    """Base of every error that a user can act on."""


class SchemaError(PolicygraphError):
    """The declared schema contradicts itself."""


class CatalogueError(PolicygraphError):
    """A question's file is wrong; the message begins with the file."""


class RowsError(PolicygraphError):
    """The rows of a document do not fit the schema, or name a node that nobody made. Nothing of them is stored."""


class StoreUnavailable(PolicygraphError):
    """The store cannot be opened or reached, is held by another process, or its disk is full."""


class SchemaMismatch(StoreUnavailable):
    """The store was written by another version of the schema."""


class StoreReadOnly(StoreUnavailable):
    """A change was asked of a store that was opened for reading."""


class _Nearest(PolicygraphError):
    """An unknown word, with the known words nearest to it (best first)."""

    def __init__(self, message: str, nearest: Iterable[str] = ()) -> None:
        self.nearest: list[str] = list(nearest)
        hint = f" Did you mean {_either(self.nearest)}?" if self.nearest else ""
        super().__init__(f"{message}{hint}")


class UnknownQuestion(_Nearest):
    """No question has this name."""


class UnknownParameter(_Nearest):
    """The question takes no such parameter."""


class UnknownName(_Nearest):
    """No document read prints this name."""


class MissingParameter(PolicygraphError):
    """A parameter without a default was not given."""


class WrongParameter(PolicygraphError):
    """A parameter has a value that its type or its choices do not allow."""


class AmbiguousName(PolicygraphError):
    """A name that means several things; `candidates` lists them."""

    def __init__(self, message: str, candidates: Sequence[Candidate]) -> None:
        self.candidates: list[Candidate] = list(candidates)
        listed = "; ".join(f"{c['label']} {c['name']} ({c['city'] or '-'}) {c['id']}" for c in self.candidates)
        super().__init__(f"{message}: {listed}. Give city=, or one of these ids.")


class RefusedQuery(PolicygraphError):
    """A query of the user's own that does more than read the graph, or that is no Cypher."""


class TimeLimit(PolicygraphError):
    """A query took longer, or more memory, than it may."""


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
