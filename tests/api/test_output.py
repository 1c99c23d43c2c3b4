"""What a table, a CSV file and a JSON text look like."""

import csv
import io
import re
import sys

import pytest
from rich.cells import cell_len

from api.output import print_csv, print_table, safe_cell, shown_columns, text_of, to_json

ROWS = [
    {"unit": "绵阳市住房和城乡建设委员会", "tasks": 12, "first_deadline": "2024-06-30"},
    {"unit": "市财政局", "tasks": 3, "first_deadline": None},
]
COLUMNS = ["unit", "tasks", "first_deadline"]


class Terminal(io.StringIO):
    """A terminal that remembers what was printed on it."""

    def isatty(self) -> bool:
        return True

    def shown(self) -> list[str]:
        """The lines on the screen, without the marks that make them bold."""
        return re.sub(r"\x1b\[[0-9;]*m", "", self.getvalue()).splitlines()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch):
    def of_width(width: int) -> Terminal:
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")
        return screen

    return of_width


@pytest.mark.parametrize("width", [40, 60, 200])
def test_a_table_fits_the_terminal_and_loses_no_character(terminal, width):
    screen = terminal(width)
    print_table(COLUMNS, ROWS)
    assert max(map(cell_len, screen.shown())) <= width
    seen = "".join("".join(screen.shown()).split())
    for character in "绵阳市住房和城乡建设委员会市财政局":
        assert character in seen
    assert "12" in seen
    assert "first_deadline" in seen or width < 60


def test_columns_of_a_table_line_up_under_wide_characters(terminal):
    screen = terminal(100)
    print_table(COLUMNS, ROWS)
    lines = [line for line in screen.shown() if "12" in line or " 3 " in line]
    ends = {cell_len(line[: line.index(number) + len(number)]) for line, number in zip(lines, ("12", "3"), strict=True)}
    assert len(ends) == 1


def test_a_terminal_too_narrow_for_columns_shows_rows_as_blocks(terminal):
    screen = terminal(20)
    print_table(COLUMNS, ROWS)
    assert ["tasks", "12"] in [line.split() for line in screen.shown()]
    assert max(map(cell_len, screen.shown())) <= 20


def test_in_a_pipe_nothing_is_folded_cut_or_coloured(capsys):
    long = "推进智能建造与新型建筑工业化协同发展" * 30
    print_table(["text", "n"], [{"text": long, "n": 1}])
    out = capsys.readouterr().out
    assert any(long in line and line.rstrip().endswith("1") for line in out.splitlines())
    assert "\x1b" not in out


def test_text_that_looks_like_markup_is_printed_as_it_is(capsys):
    print_table(["text"], [{"text": "[bold]x[/bold] :smile: [/]"}])
    assert "[bold]x[/bold] :smile: [/]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (["市、区建筑工务署", "市财政局"], "市、区建筑工务署；市财政局"),
        (30.0, "30"),
        (0.5, "0.5"),
        (True, "yes"),
        (
            [
                {"label": "Unit", "name": "甲", "relationship": None, "direction": None},
                {"label": "Task", "name": "乙", "relationship": "RESPONSIBLE_FOR", "direction": "out"},
                {"label": "Unit", "name": "丙", "relationship": "RESPONSIBLE_FOR", "direction": "in"},
            ],
            "甲 -[RESPONSIBLE_FOR]-> 乙 <-[RESPONSIBLE_FOR]- 丙",
        ),
    ],
)
def test_cells(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("cell", ["=", "+=", ">=", "-5", "+3.2%", "-1,000", "市财政局", "", "12", "~"])
def test_comparators_and_numbers_go_to_excel_as_they_are(cell):
    assert safe_cell(cell) == cell


@pytest.mark.parametrize(
    "cell", ["=1+1", "=HYPERLINK(1)", "+A1", "-A1", "@SUM(A1)", "\t=1+1", "\r=A1", "＝1+1", "-2+3+cmd|' /C calc'!A0"]
)
def test_a_cell_that_a_spreadsheet_would_calculate_becomes_text(cell):
    assert safe_cell(cell) == f"'{cell}"


def test_excel_gets_a_mark_and_program_csv_the_plain_values(capsys):
    rows = [{"a": "=1+1", "b": '他说"好"，\n是'}]
    print_csv(["a", "b"], rows, excel=True)
    excel = capsys.readouterr().out
    print_csv(["a", "b"], rows)
    plain = capsys.readouterr().out
    assert excel.startswith("\ufeffa,b\r\n'=1+1,")
    assert list(csv.reader(io.StringIO(plain))) == [["a", "b"], ["=1+1", '他说"好"，\n是']]


def test_json_keeps_chinese_and_makes_dates_iso_strings():
    import datetime

    assert to_json({"市": datetime.date(2024, 6, 30)}, indent=None) == '{"市": "2024-06-30"}'


def test_evidence_is_shown_on_demand():
    columns = ["date", "title", "quote", "document", "document_id", "span_start", "span_end"]
    assert shown_columns(columns, quotes=False) == ["date", "title"]
    assert shown_columns(columns, quotes=True) == ["date", "title", "quote", "document"]
    both = ["field", "body_quote", "table_quote", "quote", "document_id"]
    assert shown_columns(both, quotes=False) == ["field"]
    assert shown_columns(both, quotes=True) == ["field", "body_quote", "table_quote"]


def test_a_width_that_is_set_holds_without_a_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    print_table(["text", "n"], [{"text": "推进智能建造与新型建筑工业化协同发展" * 5, "n": 1}])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 60
