"""What loads are measured with: made-up documents that differ, can be made again, and read without a signal; and the contest."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import load
from bench.contest import Contestant, Results, contest
from bench.documents import document, documents
from bench.made import Made
from graph.records import DocumentRows
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


def test_a_run_prints_its_table_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "out" / "load.md"
    arguments = ["--stores", "ladybug", "--sizes", "3", "--only", "policygraph", "COPY", "--out", str(kept)]
    monkeypatch.setattr(sys, "argv", ["bench.load", *arguments])
    assert load.main() == 0
    printed = capsys.readouterr().out
    assert kept.read_text("utf-8") == printed
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.splitlines() if line.startswith("| ")]
    assert [row[:2] for row in rows[2:]] == [
        ["policygraph, 1 document", "3"],
        ["policygraph, 100 documents", "3"],
        ["ladybug COPY of files, all at once", "3"],
    ]
    assert all(float(row[3]) > 0 for row in rows[2:])


def test_who_fails_or_would_take_too_long_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loaded: list[int] = []

    def good(given: Sequence[DocumentRows]) -> None:
        loaded.append(len(given))

    def late(given: Sequence[DocumentRows]) -> None:
        if len(given) > 6:
            raise ValueError("too many\nat once")

    def bad(_: Sequence[DocumentRows]) -> None:
        raise ValueError("never works")

    field = [Contestant(name, work, lambda _: False) for name, work in (("good", good), ("late", late), ("bad", bad))]
    results = Results(until=float("inf"))
    results.cost["slow", 6] = 60_000.0
    field.append(Contestant("slow", good, lambda _: False))
    contest(field, Made(tmp_path, 8), [6, 8], lambda: 0, results)
    printed = capsys.readouterr().out
    assert "bad: cannot take part: ValueError: never works" in printed
    assert "| late | 8 | failed: ValueError: too many |" in printed
    assert "| slow | 8 | left out: would take 480 s |" in printed
    assert results.ratio["good", 8] == 1.0
    assert loaded == [5, 5, 6, 6, 6, 8, 8, 8]
