"""A row whose cells stand a cell a line: which lines are which cell, though the page breaks some and leaves some out."""

import pytest

from loaders.text.cells import ends_row, kinds, parted, right_cells, shown, states_duty

NAMES = ["", "类别", "工作任务", "具体要求", "牵头单位", "配合单位", "完成时限"]


def cells(lines: str, names: list[str] = NAMES, rows: tuple[str, ...] = ()) -> dict[str, str]:
    known = shown([row.split("/") for row in rows], names) if rows else None
    found = parted(lines.split("/"), names, known)
    assert found
    left = lines.split("/")
    return {names[n]: "".join(left.pop(0) for _ in range(count)) for n, count in found[1]}


def test_a_column_holds_what_its_name_says() -> None:
    names = ["", "产业链", "链长", "牵头单位", "链主企业", "工作目标", "主要任务", "备注", "办结时限"]
    assert kinds(["", "指标", "单位", "责任单位"]) == ["number", "text", "figure", "units"]
    assert kinds(names) == ["number", "label", "person", "units", "any", "label", "text", "any", "due"]
    assert states_duty([(1, "事项"), (4, "发展目标")]) == 1
    assert states_duty([(1, "名称"), (4, "地点")]) == 4
    assert states_duty([(1, "名称"), (4, "地点")], 3) == 1


def test_words_broken_over_lines_are_one_cell() -> None:
    row = "3/改善路网/（三）修桥修路/新修跨河大桥两座，加固危桥/五座。/县交通局/县财政局、县公/路局/2031年11月底/前"
    assert list(cells(row).values())[1:] == [
        "改善路网",
        "（三）修桥修路",
        "新修跨河大桥两座，加固危桥五座。",
        "县交通局",
        "县财政局、县公路局",
        "2031年11月底前",
    ]


def test_what_other_rows_show_tells_which_label_is_left_out() -> None:
    """The group is merged above; the points are numbered （一）, and no line of the group is as wide as this one."""
    whole = "1/改善路网/（一）修桥修路/新修大桥两座。/县交通局/县财政局/全年"
    row = "2/（二）疏浚全县各条/河道/疏浚河道三条，整修泵站/五处。/县水利局/县财政局/9月底"
    found = cells(row, rows=(whole, row, whole.replace("1/", "3/").replace("（一）", "（三）")))
    assert found["工作任务"] == "（二）疏浚全县各条河道"
    assert "类别" not in found


def test_sentences_end_where_cells_do() -> None:
    names = ["", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "责任人"]
    row = "1/部分管网老化失/修。/管网全部更新改/造。/更换管道九公里，/每月巡查。/立行/立改/县住建局、县城/管局/张三"
    assert list(cells(row, names).values())[1:4] == [
        "部分管网老化失修。",
        "管网全部更新改造。",
        "更换管道九公里，每月巡查。",
    ]
    assert cells(row, names)["责任单位"] == "县住建局、县城管局"
    assert cells(row, names)["责任人"] == "张三"


def test_a_gap_may_stand_within_the_name_of_a_unit() -> None:
    names = ["", "指标", "预期效果", "牵头处室", "备注"]
    assert cells("3/示范项目数量/40项/规划与产业 发展处", names)["牵头处室"] == "规划与产业 发展处"


def test_who_supports_may_be_nobody_and_a_name_may_tell_of_no_unit() -> None:
    names = ["", "工作任务", "牵头单位", "配合单位", "完成时限"]
    assert cells("1/修桥。/县交通局/全年", names) == {
        "": "1",
        "工作任务": "修桥。",
        "牵头单位": "县交通局",
        "完成时限": "全年",
    }
    assert cells("1/修桥。/县交通局/各责任主体/全年", names)["配合单位"] == "各责任主体"


@pytest.mark.parametrize(
    ("lines", "name", "size"),
    [
        ("2031年9月底/前", "完成时限", 2),
        ("2031年9月/修路。", "完成时限", 1),
        ("持续推进/二", "时间节点", 1),
        ("县教育局/建校。", "责任单位", 1),
        ("修桥两座。/县教育局", "责任单位", 0),
    ],
)
def test_what_stands_under_the_last_name_ends_a_row(lines: str, name: str, size: int) -> None:
    assert ends_row(lines.split("/"), name) == size


def test_units_a_line_are_few_for_who_leads() -> None:
    names = ["", "工作任务", "牵头单位", "配合单位", "完成时限"]
    found = cells("1/修桥。/县交通局/县财政局/县水利局/全年", names)
    assert (found["牵头单位"], found["配合单位"]) == ("县交通局", "县财政局县水利局")


def test_names_a_line_each_are_told_from_a_broken_one() -> None:
    names = ["", "工作任务", "牵头单位", "配合单位", "完成时限"]
    found = cells("1/公开目录。/市政府办/公室/省工商局/广东出入境检验检疫局/全年", names)
    assert (found["牵头单位"], found["配合单位"]) == ("市政府办公室", "省工商局广东出入境检验检疫局")


def test_the_cells_of_a_row_without_a_number_stand_under_the_last_names() -> None:
    names = ["序号", "任务", "分工", "单位", "完成时限"]
    assert right_cells(["停水停电。", "市供电公司", "6月底"], names) == [2, 3, 4]
    assert right_cells(["停水停电。", "6月底", "市供电公司"], names) == []
    assert right_cells(["市供电公司"], names) == []


def test_a_row_with_a_line_for_each_column_is_parted_so() -> None:
    """The second ends in a stop as well, and could go on with the first."""
    names = ["", "内容与要求", "进展情况", "责任单位"]
    found = cells("2/推进重大项目攻坚，确保有效投资增长10%以上。/1-2月，投资下降12.7%。/市发改委", names)
    assert (found["内容与要求"], found["进展情况"], found["责任单位"]) == (
        "推进重大项目攻坚，确保有效投资增长10%以上。",
        "1-2月，投资下降12.7%。",
        "市发改委",
    )
