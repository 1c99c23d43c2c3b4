"""docs/analysts.md: every query of the page, with what it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_answers import _embedded, _samples, store

from api.output import print_answer
from graph.ask import ask_cypher
from graph.store import Store

__all__ = ["_embedded", "_samples", "store"]

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "analysts.md").read_text("utf-8")
_PARAM = re.compile(r"^:param (\w+) => '(.*)';$", re.M)


@dataclass
class Worked:
    """A worked question: its query, and the form for the embedded store where that needs another."""

    title: str
    params: dict[str, str]
    query: str
    printed: str
    embedded: str | None


def worked() -> list[Worked]:
    found = []
    for title, text in re.findall(r"^### \d+\. ([^\n]*)\n(.*?)(?=^##)", PAGE, re.M | re.S):
        queries = re.findall(r"```cypher\n(.*?)```", text, re.S)
        printed = re.findall(r"```text\n(.*?)```", text, re.S)
        assert len(queries) in (1, 2)
        assert len(printed) == 1
        found.append(
            Worked(title, dict(_PARAM.findall(text)), queries[0], printed[0], queries[1] if queries[1:] else None)
        )
    return found


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_there_are_ten() -> None:
    assert len(worked()) == 10


@pytest.mark.parametrize("question", worked(), ids=lambda question: question.title)
def test_a_query_answers_what_the_page_prints(
    question: Worked, store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # the page shows tables at full width
    own_form = store.dialect == "ladybug" and question.embedded
    answer = ask_cypher(store, question.embedded if own_form else question.query, question.params)
    assert answer.rows
    if own_form and "nodes(p)" in question.query:  # the other form gives names and titles apart
        shown = {tuple(u or t for u, t in zip(row["units"], row["tasks"], strict=True)) for row in answer.rows}
        assert shown == {
            tuple(re.sub(r"^\S+ ", "", step) for step in re.split("；", line.strip()))
            for line in lines(question.printed)[2:]
        }
        return
    print_answer(answer, answer.columns)
    assert lines(capsys.readouterr().out) == lines(question.printed)
