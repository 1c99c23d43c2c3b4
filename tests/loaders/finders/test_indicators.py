"""Indicator tables: text of a table and the goals of its rows, each layout under its reason."""

import pytest

from loaders.finders import indicators, tables
from tests.loaders.reading import check_evidence, read

HEAD = "专栏1 主要指标\n"
TABLE = [
    # a column of units, a base year, cumulative values in brackets
    (
        "指标\t单位\t2020年\t2025年\t属性\n研发经费投入强度\t%\t2.3\t2.8\t预期性\n能耗强度降低\t%\t—\t〔13.5〕\t约束性\n",
        [("研发经费投入强度", "=", 2.8, "%", "2025-12-31"), ("能耗强度降低", "=", 13.5, "%", "2025-12-31")],
    ),
    # numbered, with words at the value
    (
        "序号\t指标名称\t单位\t2020年实际值\t2025年目标值\n1\t优良天数比率\t%\t80\t>85\n2\t规上企业数\t家\t3000\t5000左右\n",
        [("优良天数比率", ">", 85, "%", "2025-12-31"), ("规上企业数", "~", 5000, "家", "2025-12-31")],
    ),
    # the unit behind the indicator, a group merged down on the left
    (
        "类别\t指标\t2020年\t2025年\n创新\t研发投入强度（%）\t2.3\t2.8\n\t发明专利拥有量（件）\t12\t20\n绿色\t废水排放下降（%）\t—\t10\n",
        [
            ("研发投入强度", "=", 2.8, "%", "2025-12-31"),
            ("发明专利拥有量", "=", 20, "件", "2025-12-31"),
            ("废水排放下降", "=", 10, "%", "2025-12-31"),
        ],
    ),
    # spaces between the cells, and each cell on a line of its own
    (
        "序号 指标 单位 2020年 2025年 属性\n1 森林覆盖率 % 60 61以上 约束性\n2 床位数 张 3000 5000 预期性\n",
        [("森林覆盖率", ">=", 61, "%", "2025-12-31"), ("床位数", "=", 5000, "张", "2025-12-31")],
    ),
    (
        "序号\n指标\n单位\n2020年\n2025年\n属性\n1\n森林覆盖率\n%\n60\n61\n约束性\n2\n床位数\n张\n3000\n5000\n预期性\n",
        [("森林覆盖率", "=", 61, "%", "2025-12-31"), ("床位数", "=", 5000, "张", "2025-12-31")],
    ),
    # a target for each year to come
    (
        "指标\t2021年\t2022年\t2023年\n产值（亿元）\t200\t250\t300\n",
        [("产值", "=", 250, "亿元", "2022-12-31"), ("产值", "=", 300, "亿元", "2023-12-31")],
    ),
    # the yearly rate where the target year is empty
    (
        "指标\t单位\t2020年\t2025年\t年均增长\n地区生产总值\t%\t3.5\t—\t6左右\n劳动生产率\t万元/人\t12\t17\t7\n",
        [("地区生产总值", "~", 6, "%", "2025-12-31"), ("劳动生产率", "=", 17, "万元/人", "2025-12-31")],
    ),
    # a cell without a number, and a table that measures nothing
    ("指标\t单位\t2020年\t2025年\n污染物排放量\t吨\t120\t完成上级任务\n", []),
    ("序号\t重点工作\t完成时限\t责任单位\n1\t建设园区3个。\t2025年\t市商务局\n", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[tuple[str, str, float, str, str]]) -> None:
    raw = HEAD + text + "二、任务\n加强领导。"
    o = read(raw)
    found = indicators.find(o, tables.find(o)[0], issue_year=2021)
    assert [(g.metric, g.comparator, g.value, g.unit, g.due) for g in found] == expected
    check_evidence(raw, *found)


def test_a_chapter_below_a_table_of_spaces_is_no_row_of_it() -> None:
    o = read(HEAD + "指标 单位 2020年 2025年\n床位数 张 3000 5000\n第三章 主要任务\n第一节 扩大供给\n新建医院3所。")
    assert [len(t.rows) for t in tables.find(o)[0]] == [1]
    assert [i.title for i in o.walk()] == ["主要任务", "扩大供给"]


def test_without_a_year_of_issue_the_last_year_is_the_target() -> None:
    o = read(HEAD + "指标\t单位\t2020年\t2022年\t2025年\n床位数\t张\t3000\t4000\t5000\n")
    assert [g.value for g in indicators.find(o, tables.find(o)[0])] == [5000]


def test_indicators_without_numbers_a_cell_a_line() -> None:
    """The group on the left may be merged with that of the row above; the last rows end where no values follow."""
    o = read(
        HEAD
        + "类别\n\n指标\n\n2020年\n\n2025年\n\n规模\n\n床位数（张）\n\n3000\n\n5000\n\n入住率（% ）\n\n50\n\n80\n\n队伍\n\n护理员（人）\n\n400\n\n900\n\n二、任务\n加强领导。"
    )
    found = indicators.find(o, tables.find(o)[0], issue_year=2021)
    assert [(g.metric, g.value, g.unit) for g in found] == [
        ("床位数", 5000, "张"),
        ("入住率", 80, "%"),
        ("护理员", 900, "人"),
    ]
