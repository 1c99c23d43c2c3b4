"""What can go wrong with one file; every message is one line: what is wrong, where, what to do."""

from graph.errors import PolicygraphError


class LoaderError(PolicygraphError):
    """A file or text that cannot be loaded."""


class ReadError(LoaderError):
    """A file that cannot be read as text: missing, empty, too large, not text, unknown encoding."""


class UnknownKind(ReadError):
    """A file whose ending names a kind that is not read."""


class NotPolicy(LoaderError):
    """A text that can be read but is no policy document."""


class CorrectionsError(LoaderError):
    """A file of corrections that cannot be applied: no TOML, an unknown fact or field, a value of the wrong kind."""


class WorkersUnavailable(PolicygraphError):
    """The processes that a load is spread over cannot be started or reached, or are gone."""


class OtherProgram(WorkersUnavailable):
    """A worker runs another version of the rules."""


class DecisionsError(LoaderError):
    """A file of decisions that cannot be used, or a decision that cannot be taken."""


class RefusedDecision(LoaderError):
    """A decision about a name that cannot be: a name that nobody prints, bodies that are never one, names in a circle."""
