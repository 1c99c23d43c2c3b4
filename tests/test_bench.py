"""The made-up documents that loads are measured with: they differ, they can be made again, and they read without a signal."""

from __future__ import annotations

from bench.documents import document, documents
from loaders.extract import extract


def test_documents_differ_and_can_be_made_again() -> None:
    texts = [text for _, text in documents(60)]
    assert len(set(texts)) == 60
    assert [text for _, text in documents(5, start=40)] == texts[40:45]


def test_they_read_without_a_signal() -> None:
    read = [extract(document(k)) for k in range(24)]

    assert [s for facts in read for s in facts.signals] == []
    assert all(len(f.tasks) >= 5 and all(t.units for t in f.tasks) for f in read)
    assert all(len(f.goals) == 3 and len(f.cites) == 2 for f in read)
    assert len({f.document.number for f in read}) == 24
    assert {f.chains[0].name for f in read[::4]}
    assert len({f.document.jurisdiction for f in read}) > 10
