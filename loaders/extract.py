"""Raw text -> facts: clean, lay out, outline, then one finder a kind of fact. A pure function of the text.

Nothing is resolved here, and nothing is dropped in silence: what no rule reads becomes a signal.
"""

from __future__ import annotations

from loaders.clean import normalise
from loaders.errors import NotPolicy
from loaders.facts import Facts
from loaders.layout import lay_out
from loaders.outline import outline

__all__ = ["NotPolicy", "extract"]


def extract(text: str, *, name: str | None = None) -> Facts:
    """Read one document.

    Raises NotPolicy, with what is missing, for a text that is no policy document (a poem, a news item without duties).
    """
    return read_outline(outline(lay_out(normalise(text))), name)
