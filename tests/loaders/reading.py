"""Short texts as outlines, for the tests of the finders."""

from loaders.facts import Header
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import Outline, outline


def read(text: str) -> Outline:
    """The outline of a raw text."""
    return outline(lay_out(normalise(text)))


def of(jurisdiction: str) -> Header:
    """The head of a document of a city, a province or the nation (国家)."""
    return Header(jurisdiction=jurisdiction)


def check_evidence(raw: str, *facts) -> None:
    """raw[start:end], cleaned, is the quote, and the first of all spans is the span."""
    for fact in facts:
        assert normalise(raw[slice(*fact.span)]).text.replace("\n", "") == fact.quote.replace("\n", "")
        assert fact.spans is None or (fact.spans[0] == fact.span and len(fact.spans) > 1)
