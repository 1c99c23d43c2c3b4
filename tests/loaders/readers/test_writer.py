"""Lines and tables become one text with a place for every stretch."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.anchors import Place, places
from loaders.readers.writer import Cell, Writer


def cell(*lines, columns=1, rows=1):
    return Cell([[(line, None)] for line in lines], columns, rows)


def text_of(*rows):
    writer = Writer()
    writer.table(rows)
    return writer.content().text


def test_a_paragraph_a_line():
    writer = Writer()
    writer.line([("一、", None), ("总体要求", None)])
    writer.line([(" \u3000\u00a0\u200b", None)])
    writer.line([("武汉市\r\n深圳市", None)])
    assert writer.content().text == "一、总体要求\n武汉市\n深圳市\n"


def test_a_blank_line_around_a_table_and_none_at_the_edges():
    writer = Writer()
    writer.table([[cell("序号"), cell("任务")]])
    writer.line([("附件", None)])
    writer.table([[cell("1"), cell("建设")]])
    writer.table([[cell("2"), cell("改造")]])
    assert writer.content().text == "序号\t任务\n\n附件\n\n1\t建设\n\n2\t改造\n"


def test_breaks_tabs_and_runs_of_spaces_in_a_cell_are_one_space():
    assert text_of([cell("市教育局\n\t 市财政局 ", "\u3000市科技局"), cell("1")]) == "市教育局 市财政局 市科技局\t1\n"


def test_pieces_of_one_line_of_a_cell_are_not_parted():
    writer = Writer()
    writer.table([[Cell([[("市", None), ("教育局", None)], [("市财政局", None)]]), cell("1")]])
    assert writer.content().text == "市教育局 市财政局\t1\n"


def test_a_merged_cell_prints_once():
    """Down: in its first row; across: in its first column."""
    assert text_of(
        [cell("类别", rows=2), cell("责任", columns=2)],
        [cell("牵头"), cell("配合")],
        [cell("产业"), cell("甲局"), cell("乙局")],
    ) == "类别\t责任\t\n\t牵头\t配合\n产业\t甲局\t乙局\n"  # fmt: skip


def test_a_merged_last_column_leaves_its_place_empty():
    assert text_of(
        [cell("1"), cell("建设"), cell("甲局", rows=3)], [cell("2"), cell("改造")], [cell("3"), cell("开工")]
    ) == ("1\t建设\t甲局\n2\t改造\t\n3\t开工\t\n")


def test_columns_without_text_go():
    """All cells span two columns of which the second prints nothing."""
    assert (
        text_of([cell("序号", columns=2), cell("任务")], [cell("1", columns=2), cell("建设")])
        == "序号\t任务\n1\t建设\n"
    )


def test_a_page_may_say_that_a_cell_spans_a_million():
    assert text_of([cell("表", columns=10**6, rows=10**6)], [cell("1"), cell("2")]) == "表\t\t\n\t1\t2\n"


def test_rows_without_text_are_not_written():
    assert text_of([cell(""), cell(" ")], [cell("1")]) == "1\n"
    assert text_of([cell("")]) == ""


def test_what_is_left_out_is_kept_with_its_place():
    writer = Writer()
    writer.line([("通知", None)])
    writer.leave_out("site", "navigation", "首页 \n 新闻")
    writer.leave_out("site", "navigation", " \n ")
    writer.line([("一、", None)])
    (left,) = writer.content().ignored
    assert (left.span, left.text) == ((3, 3), "首页 新闻")


@given(
    st.lists(st.lists(st.tuples(st.text("市局1 ", min_size=1), st.integers(1, 5)), min_size=1), min_size=1),
    st.booleans(),
)
def test_every_stretch_leads_to_its_place(lines, as_table):
    """Each piece gets a number of its own, as printed and as place; what is written there is what the place holds."""
    pieces = [
        [(f"{text}<{a}_{b}>", Place(row=a, cell=b)) for b, (text, _) in enumerate(line)] for a, line in enumerate(lines)
    ]
    writer = Writer()
    if as_table:
        writer.table(
            [
                [Cell([[piece]], columns=line[n][1]) for n, piece in enumerate(row)]
                for row, line in zip(pieces, lines, strict=True)
            ]
        )
    else:
        for line in pieces:
            writer.line(line)
    content = writer.content()
    for row in pieces:
        for text, place in row:
            start = content.text.index(f"<{place.row}_{place.cell}>")
            assert places(content.anchors, (start, start + 3)) == [place], (text, content)
