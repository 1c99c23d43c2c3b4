"""A reading report: every place shows what was read from it, and plain counts find what no rule read."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from loaders.corrections import parse
from loaders.facts import Facts, Header
from loaders.prepare import read_facts
from loaders.read import read, read_bytes
from loaders.report import Report, make_report

TEXT = """绿川市人民政府办公室关于印发绿川市水务提升行动方案的通知
绿川政办〔2024〕8号
各区人民政府：
一、主要任务
（一）整治河道(dào)。2024年底前完成清淤50公里。（牵头单位：市水务局；配合单位：市财政局）
（三）建设泵站。2032年6月底前建成泵站3座，补助每座30万元。（责任单位：市水务局、市城管局）
（四）普查管网。依据《城镇排水条例》开展普查，三季度前报告。

绿川市人民政府办公室
2024年3月1日
"""


NAMED = 'name = "x"'


def reported(text: str = TEXT, corrections: str | None = None) -> Report:
    source = replace(read_bytes(text.encode(), "plan.txt"), corrections=corrections)
    return make_report(source, read_facts(source))


def over(report: Report, words: str) -> set[tuple[str, str]]:
    """(kind, label) of all marks over the first place of these words."""
    at = TEXT.index(words)
    piece = next(p for p in report.pieces if p.start <= at < p.end)
    return {(report.marks[n].kind, report.marks[n].label) for n in piece.marks}


def check(report: Report, name: str) -> tuple[int, int, list[str]]:
    (found,) = [c for c in report.checks if c.name == name]
    return found.expected, found.found, [text for _, text in found.missed]


def test_each_place_shows_the_facts_it_states():
    report = reported()
    assert over(report, "市水务局；") >= {("tasks", "一（一）"), ("units", "lead")}
    assert over(report, "2024年底前") >= {("tasks", "一（一）"), ("deadlines", "2024-12-31")}
    assert any(kind == "goals" and label.endswith("泵站 = 3座") for kind, label in over(report, "3座"))
    assert ("document", "number") in over(report, "绿川政办")
    assert ("ignored", "cleaned") in over(report, "dào")


def test_the_narrowest_mark_is_the_last_so_that_a_unit_shows_inside_its_task():
    report = reported()
    at = TEXT.index("市财政局")
    piece = next(p for p in report.pieces if p.start <= at < p.end)
    kinds = [report.marks[n].kind for n in piece.marks]
    assert kinds.index("tasks") < kinds.index("units")


def test_a_gap_in_the_numbers_is_expected_and_not_found():
    expected, found, missed = check(reported(), "numbers run on")
    assert expected - found == 1
    assert missed[0].startswith("（三） follows （一）")


def test_quantities_that_are_no_goal_are_named():
    expected, found, missed = check(reported(), "quantities read as goals")
    assert (expected, found, missed) == (3, 2, ["30万元"])


def test_tasks_without_a_unit_are_named():
    assert check(reported(), "tasks with a unit") == (3, 2, ["一（四） 普查管网"])


def test_lists_that_speak_of_units_are_counted_without_the_rules():
    assert check(reported(), "lists of units read") == (3, 3, [])
    unread = reported(TEXT.replace("三季度前报告。", "三季度前报告，由谁来牵头另定。"))
    assert check(unread, "lists of units read")[2] == ["由谁来牵头"]


def test_a_table_that_skips_a_row_says_which():
    rows = "\n".join(f"{n}\t普查管网{n}\t2024年底前\t市水务局" for n in (1, 2, 4))
    report = reported(TEXT + "附件\n任务分解表\n序号\t任务\t完成时限\t责任单位\n" + rows + "\n")
    assert check(report, "table rows run on") == (4, 3, ["row 3"])


def test_a_correction_shows_where_it_was_made():
    toml = (
        '[[correct]]\nfact = "tasks"\nwhere = {path = "一（三）"}\nset = {title = "建泵站"}\nwhy = "short"\nby = "Li"'
    )
    report = reported(corrections=toml)
    assert ("corrections", "correct tasks") in over(report, "建成泵站")
    assert [c.why for c in report.corrections] == ["short"]


def test_each_mark_offers_an_entry_that_the_corrections_file_takes():
    report = reported()
    filled = {m.entry for m in report.marks if m.entry.startswith("[[")}
    assert {e.split("\n")[1] for e in filled} >= {'fact = "tasks"', 'fact = "tasks.units"', 'fact = "goals"'}
    for entry in filled:
        kind = entry.split("\n")[1].split('"')[1]
        given = {"goals": "value = 1", "tasks.units": 'role = "lead"'}
        given |= dict.fromkeys(("tasks", "sections", "cites", "document"), 'title = "x"')
        mended = entry.replace("set = {  }", f"set = {{ {given.get(kind, NAMED)} }}").replace('why = ""', 'why = "w"')
        assert parse(mended, "x")


def test_the_pieces_of_every_real_document_are_its_text(document):
    source = read(document)
    report = make_report(source, read_facts(source))
    assert "".join(p.text for p in report.pieces) == source.text
    assert 0 < report.covered <= 1
    for found in report.checks:
        assert 0 <= found.found <= found.expected
        assert found.expected - found.found == len(found.missed)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_pieces_carry_exactly_the_marks_over_them(spans):
    text = "绿川市人民政府办公室关于水务的通知，一二三四五六七八九十。"
    facts = Facts(document=Header(spans={f"f{n}": (min(s), min(max(s), len(text))) for n, s in enumerate(spans)}))
    report = make_report(read_bytes(text.encode(), "a.txt"), facts)
    assert "".join(p.text for p in report.pieces) == text
    for piece in report.pieces:
        for at in range(piece.start, piece.end):
            assert set(piece.marks) == {n for n, m in enumerate(report.marks) if m.start <= at < m.end}
