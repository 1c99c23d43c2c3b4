"""Answers as a person or a program reads them: a table, JSON, CSV.

Files and pipes get UTF-8 whatever the terminal speaks. Tables fit the terminal: cells fold, and where a terminal is too
narrow for its columns, each row is printed as a block of lines. Into a file or a pipe nothing is cut, folded or coloured.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from graph.ask import Answer

Row = Mapping[str, Any]

_OFFSETS = {"document_id", "span_start", "span_end"}
_LEAST_WIDTH = 9  # screen cells a column needs to be read as a column: four Chinese characters and a gap
_BOM = "\ufeff"  # Excel reads a CSV file as UTF-8 only behind one

# What a spreadsheet would calculate: see `safe_cell`.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_USERINFO = re.compile(r"(?<=://)[^/@\s]+@")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def shown_columns(columns: Sequence[str], *, quotes: bool) -> list[str]:
    """The columns of a question's answer that a table shows.

    Ids and offsets are for programs; sentences and their document take much room, so they are shown on demand.
    """
    sentences = {column for column in columns if column.endswith("_quote")} or {"quote"}
    hidden = _OFFSETS | {"quote", "document"} | sentences
    on_demand = sentences | {"document"}
    return [column for column in columns if column not in hidden or (quotes and column in on_demand)]


def text_of(value: Any) -> str:
    """One cell as text: lists joined by ；, a step of a path as an arrow to its name, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        if value and all(isinstance(step, Mapping) and "relationship" in step for step in value):
            return path_text(value)
        return "；".join(map(text_of, value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=plain)
    return str(value)


def path_text(steps: Sequence[Row]) -> str:
    """The steps of a path on one line: `A -[BUILDS]-> B <-[PROMOTES]- C`; a step's relationship leads to it."""
    parts: list[str] = []
    for step in steps:
        if step["relationship"]:
            back = step.get("direction") == "in"
            parts.append(f"{'<' if back else ''}-[{step['relationship']}]-{'' if back else '>'}")
        parts.append(text_of(step.get("name")))
    return " ".join(parts)


def plain(value: Any) -> Any:
    """A value as JSON knows it: dates as ISO strings, anything else that is not plain as its text."""
    return value.isoformat() if isinstance(value, date) else str(value)


def to_json(value: Any, *, indent: int | None = 2) -> str:
    """JSON with Chinese as it is; dates are ISO strings."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=plain)


def answer_dict(answer: Answer) -> dict[str, Any]:
    """The answer in the shape of `--json` and of HTTP."""
    return {
        "question": answer.question,
        "params": dict(answer.params),
        "columns": list(answer.columns),
        "rows": answer.rows,
        "truncated": answer.truncated,
        "notes": list(answer.notes),
    }


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(to_json(value))


def safe_cell(cell: str) -> str:
    """A cell that a spreadsheet shows and never calculates.

    A spreadsheet takes a cell that begins with = + - @ for a formula, so text from a document could call out of the
    sheet. Such a cell gets the apostrophe that spreadsheets use to mark text. Not so numbers (-5, +3.2%), which must stay
    numbers, and cells of signs alone (the comparators = and +=), which hold nothing to calculate: Excel shows them as
    they are.
    """
    if not _FORMULA.match(cell) or _NUMBER.fullmatch(cell) or not re.search(r"\w", cell):
        return cell
    return f"'{cell}"


def print_csv(columns: Sequence[str], rows: Iterable[Row], *, excel: bool = False) -> None:
    """Print rows as CSV. `excel`: with a byte order mark, CRLF, and cells made safe (see `safe_cell`)."""
    writer = csv.writer(sys.stdout, lineterminator="\r\n" if excel else "\n")
    made = safe_cell if excel else str
    if excel:
        sys.stdout.write(_BOM)
    writer.writerow(columns)
    writer.writerows([made(text_of(row.get(column))) for column in columns] for row in rows)


def print_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Print rows as a table that fits the terminal, or COLUMNS where that is set; at full width into a file or a pipe."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console = _console()
    bounded = _is_bounded()
    if bounded and console.width < _LEAST_WIDTH * len(columns):
        print_blocks(columns, rows)
        return
    cells = [[text_of(row.get(column)) for column in columns] for row in rows]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, column in enumerate(columns):
        numbers = bool(rows) and all(isinstance(row.get(column), (int, float)) for row in rows)
        widest = max((len(row[index]) for row in cells), default=0)
        table.add_column(
            Text(column),
            justify="right" if numbers else "left",
            overflow="fold",
            no_wrap=not bounded,
            min_width=min(widest, _LEAST_WIDTH) if bounded else None,
        )
    for row in cells:
        table.add_row(*map(Text, row))
    _print(console, table, bounded)


def print_blocks(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Print each row as lines of a name and its value: for sentences, and for a terminal too narrow for a table."""
    from rich.table import Table
    from rich.text import Text

    console = _console()
    for number, row in enumerate(rows):
        if number:
            print()
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(no_wrap=True, style="bold")
        block.add_column(overflow="fold")
        for column in columns:
            cell = text_of(row.get(column))
            if cell:
                block.add_row(Text(column), Text(cell))
        _print(console, block, _is_bounded())


def _is_bounded() -> bool:
    return sys.stdout.isatty() or "COLUMNS" in os.environ


def _print(console: Console, table: Table, bounded: bool) -> None:
    from rich.measure import Measurement

    if not bounded:
        unbounded = console.options.update(width=1_000_000)
        console.width = max(console.width, Measurement.get(console, unbounded, table).maximum)
    console.print(table)


def _console() -> Console:
    """A console on standard output: coloured on a terminal, plain elsewhere."""
    from rich.console import Console

    class Ours(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would exit with 1; `main` knows what a closed pipe means

    return Ours(file=sys.stdout, highlight=False, markup=False)


def print_answer(answer: Answer, columns: Sequence[str], *, blocks: bool = False) -> None:
    """These columns of the answer as a table (or as blocks, where they hold sentences), its notes below."""
    if answer.rows:
        (print_blocks if blocks else print_table)(columns, answer.rows)
        if blocks and answer.notes:
            print()
    elif not answer.notes:
        print("no rows")
    for note in answer.notes:
        print(f"note: {note}")


def print_styled(parts: Iterable[tuple[str, str]]) -> None:
    """Print (text, style) parts as one flow: coloured on a terminal, as they are elsewhere."""
    from rich.text import Text

    _console().print(Text.assemble(*parts), soft_wrap=True, end="")


def one_line(text: str) -> str:
    """Text on one line, for a message."""
    return " ".join(text.split())


def without_password(text: str) -> str:
    """Text with the `user:password@` of every URL in it cut out: no message, log or page may show it."""
    return _USERINFO.sub("", text)


def warn(message: str) -> None:
    """A line on standard error."""
    print(f"policygraph: {without_password(one_line(message))}", file=sys.stderr, flush=True)
