"""Tables drawn with lines, and bars that close a cell a line: the rows that they print, and the way back to the raw text."""

from itertools import pairwise

from loaders.extract import extract
from loaders.text.boxes import unbarred, unboxed
from loaders.text.clean import Clean, normalise

BOX = """附件
┌──┬──────┬────┬─────┐
│序号│工作任务    │牵头单位│配合单位  │
├──┼──────┼────┼─────┤
│1   │疏浚河道三条，│县水利局│县财政局、│
│    │年底前完工。  │        │县发展改革│
│    │              │        │局        │
├──┼──────┼────┼─────┤
│2   │整修泵站。    │县农业局│县水利局  │
│    │              │        │县供电公司│
└──┴──────┴────┴─────┘
联系人：某某
"""


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in unboxed(normalise(text)).text.split("\n") if "\t" in line]


def runs_lead_back(clean: Clean) -> bool:
    """Whether each character of a text stands in the raw one where the text says, but those printed for a bar or a break."""
    raw = normalise(clean.raw).text
    return len(raw) == len(clean.raw) and all(
        clean.text[at] in (clean.raw[clean.raw_at(at)], "\t", "\n", " ", "，", "、") for at in range(len(clean.text))
    )


def test_the_lines_of_a_drawn_cell_are_one_cell() -> None:
    """A space of the box parts two lines where the first does not fill its cell."""
    assert rows(BOX) == [
        ["序号", "工作任务", "牵头单位", "配合单位"],
        ["1", "疏浚河道三条，年底前完工。", "县水利局", "县财政局、县发展改革局"],
        ["2", "整修泵站。", "县农业局", "县水利局 县供电公司"],
    ]
    assert runs_lead_back(unboxed(normalise(BOX)))


def test_a_drawn_table_gives_tasks_whose_names_are_whole() -> None:
    head = "某县人民政府办公室关于印发某县2031年水利工作任务分工的通知\n某政办发〔2031〕2号\n某县人民政府办公室\n2031年2月3日\n"
    first, second = extract(head + BOX).tasks
    assert first.text == "疏浚河道三条，年底前完工。"
    assert [(u.name, u.role) for u in first.units] == [
        ("县水利局", "lead"),
        ("县财政局", "support"),
        ("县发展改革局", "support"),
    ]
    assert [u.name for u in second.units] == ["县农业局", "县水利局", "县供电公司"]
    assert first.deadline
    assert first.deadline.date == "2031-12-31"


def test_the_quote_of_a_raw_span_is_whole_where_lines_changed_their_order() -> None:
    clean = unboxed(normalise(BOX))
    for name in ("县发展改革局", "疏浚河道三条，年底前完工。", "县水利局"):
        at = clean.text.index(name)
        span = clean.raw_span(at, at + len(name))
        assert clean.quote(span) == name
        assert clean.cleaned_at(span[0]) == at
    spans = [clean.raw_span(at, at + 1) for at in range(len(clean.text))]
    assert all(clean.cleaned_at(start) == at for at, (start, _) in enumerate(spans))
    assert any(later < before for before, later in pairwise(spans))


def test_a_cell_merged_downwards_is_drawn_without_a_rule() -> None:
    """A list mark opens a duty of its own, though no line parts it from the one above."""
    text = """┌───┬────┬────┐
│任务  │责任单位│时限    │
├───┼────┼────┤
│△修桥│县交通局│9月底前 │
│三座  ├────┤        │
│△修路│县公路局│        │
├───┼────┼────┤
│建校  │县教育局│全年    │
│      ├────┼────┤
│      │县住建局│6月底前 │
└───┴────┴────┘
"""
    assert rows(text)[1:] == [
        ["△修桥三座", "县交通局", "9月底前"],
        ["△修路", "县公路局", ""],
        ["建校", "县教育局", "全年"],
        ["", "县住建局", "6月底前"],
    ]


def test_rows_of_a_box_without_rules_between_them_open_with_their_numbers() -> None:
    text = "+----+------+--------+\n|序号|任务  |责任单位|\n+----+------+--------+\n|1   |修桥  |县交通局|\n|    |三座。|        |\n|2   |修路。|县公路局|\n+----+------+--------+\n"
    assert rows(text)[1:] == [["1", "修桥 三座。", "县交通局"], ["2", "修路。", "县公路局"]]


def test_a_bar_on_a_line_of_its_own_closes_a_cell() -> None:
    lines = "序号 任务 责任单位 完成时限 1 修桥。+修路。 县交通局 年底前 2 建校。 县教育局 全年"
    alone = "任务分工\n" + lines.replace(" ", "\n|\n").replace("+", "\n") + "\n|\n"
    behind = "任务分工\n" + lines.replace(" ", " |\n").replace("+", "\n") + " |\n"
    for text in (alone, behind):
        assert unbarred(normalise(text)).text.split() == ["任务分工", *lines.replace("+", " ").split()]
    assert unbarred(normalise("甲 |\n乙 |\n丙 |\n丁 |\n戊 |\n己 |\n庚 |\n")).text.count("|") == 7  # names no columns
