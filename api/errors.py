"""Errors of using the program itself; what goes wrong below has its own types in graph/ and loaders/."""

from __future__ import annotations

from graph.errors import (
    AmbiguousName,
    MissingParameter,
    PolicygraphError,
    RefusedQuery,
    UnknownName,
    UnknownParameter,
    UnknownQuestion,
    WrongParameter,
)
from loaders.errors import RefusedDecision


class WrongUse(PolicygraphError):
    """The program was called wrongly (exit status 2): a bad setting, an argument that is no key=value."""


def is_wrong_use(error: PolicygraphError) -> bool:
    """Whether the caller can put it right by calling differently (exit status 2), rather than the world (1)."""
    return isinstance(
        error,
        (
            WrongUse,
            UnknownQuestion,
            UnknownName,
            UnknownParameter,
            WrongParameter,
            MissingParameter,
            AmbiguousName,
            RefusedQuery,
            RefusedDecision,
        ),
    )


class NoPort(PolicygraphError):
    """The service cannot listen where it should."""
