"""What the command line prints of documents, questions and facts, for a person to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from api import output

if TYPE_CHECKING:
    from graph.catalogue import Parameter, Question
    from loaders.facts import Facts, Task

_SIGNALS_SHOWN = 15


def print_questions(catalogue: Mapping[str, Question], form: str) -> None:
    """The questions with their parameters; a parameter that may be absent stands in brackets."""
    if form == "json":
        output.print_json([describe_question(question) for question in catalogue.values()])
        return
    columns = ["question", "asks", "parameters"]
    rows = [
        {
            "question": question.name,
            "asks": f"{question.title} {question.title_zh}",
            "parameters": " ".join(p.name if p.required else f"[{p.name}]" for p in question.parameters),
        }
        for question in catalogue.values()
    ]
    _print(columns, rows, form)


def describe_question(question: Question) -> dict[str, Any]:
    """A question as the list of questions shows it, here and over HTTP."""
    return {
        "name": question.name,
        "title": question.title,
        "title_zh": question.title_zh,
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "required": p.required,
                "default": shown_default(p),
                "least": p.least,
                "most": p.most,
                "choices": p.choices,
                "meaning": p.meaning,
            }
            for p in question.parameters
        ],
        "columns": [{"name": c.name, "type": c.type} for c in question.columns],
    }


def shown_default(parameter: Parameter) -> str | int | bool | None:
    """The default that a person reads; None where an absent parameter means no limit ('' and the ends of the calendar)."""
    default = parameter.default
    return None if default == "" or isinstance(default, date) else default


def print_documents(documents: Sequence[Mapping[str, Any]], form: str) -> None:
    """The documents of a store, and how much was read from each."""
    if form == "json":
        output.print_json(documents)
        return
    columns = ["id", "title", "number", "jurisdiction", "issued_on", "tasks", "goals", "discrepancies", "signals"]
    if not documents and form == "table":
        print("no documents; `policygraph load FILE` reads one")
        return
    _print(columns, documents, form)


def _print(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], form: str) -> None:
    if form == "table":
        output.print_table(columns, rows)
    else:
        output.print_csv(columns, rows, excel=form == "excel")


def print_facts(facts: Facts) -> None:
    """The facts of a document: its header, how many there are of each kind, its tasks, what no rule reads."""
    head = facts.document
    shown = ("title", "enclosed_title", "number", "issuer", "issued_on", "published_on", "jurisdiction", "source")
    for field in shown:
        value = getattr(head, field)
        if value:
            print(f"{field.replace('_', ' ')}: {value}")
    kinds = {
        kind: len(found)
        for kind, found in ((name, getattr(facts, name)) for name in facts.__dataclass_fields__)
        if isinstance(found, list) and found
    }
    print("facts: " + (", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in kinds.items()) or "none"))
    if facts.tasks:
        output.print_table(["path", "task", "units", "deadline"], [_task_row(task) for task in facts.tasks])
    _print_signals(facts)


def _task_row(task: Task) -> dict[str, str]:
    first_clause = task.text.split("。")[0]
    return {
        "path": task.path,
        "task": task.title or (first_clause if len(first_clause) <= 40 else first_clause[:39] + "…"),
        "units": "、".join(unit.name for unit in task.units),
        "deadline": "" if task.deadline is None else task.deadline.date or task.deadline.raw,
    }


def _print_signals(facts: Facts) -> None:
    if not facts.signals:
        print("signals: none; every line was read")
        return
    kinds = Counter(signal.kind for signal in facts.signals)
    print("signals (what no rule reads): " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    for signal in facts.signals[:_SIGNALS_SHOWN]:
        print(f"  {signal.span[0]}-{signal.span[1]} {signal.kind}: {output.one_line(signal.why)}")
    if len(facts.signals) > _SIGNALS_SHOWN:
        print(f"  and {len(facts.signals) - _SIGNALS_SHOWN} more; --json lists all")
