"""Rows of annex tables: cells under their columns, merged and empty cells, rows that name a group."""

from loaders.extract import extract
from loaders.facts import Task

HEAD = "遂宁市人民政府办公室关于印发遂宁市2024年工作方案的通知\n遂府办发〔2024〕3号\n各县（市、区）人民政府：\n现印发给你们。\n遂宁市人民政府办公室\n2024年2月1日\n附件\n任务分工表\n"
COLUMNS = "序号\t重点任务\t具体举措\t牵头单位\t配合单位\t完成时限\n"


def rows(table: str) -> list[Task]:
    found = extract(HEAD + table)
    assert not [s for s in found.signals if s.kind == "table_row"]
    return found.tasks


def units(task: Task) -> list[tuple[str, str]]:
    return [(u.name, u.role) for u in task.units]


def test_columns_give_roles_and_a_named_group_the_section() -> None:
    first, second = rows(
        COLUMNS
        + "一、产业发展\n1\t建园区\t建设产业园一座。\t市经信局\t市财政局、市税务局\t6月底前\n二\t民生保障\n2\t建学校\t新建小学两所。\t市教育局\t各县区\t持续推进\n"
    )
    assert (first.section, first.title, first.text) == ("产业发展", "建园区", "建设产业园一座。")
    assert units(first) == [("市经信局", "lead"), ("市财政局", "support"), ("市税务局", "support")]
    assert first.deadline
    assert (first.deadline.raw, first.deadline.date) == ("6月底前", "2024-06-30")
    assert (second.section, second.title) == ("民生保障", "建学校")
    assert second.deadline
    assert second.deadline.date is None


def test_a_heading_right_above_a_table_names_its_first_group_and_is_no_task() -> None:
    head = HEAD.replace("任务分工表\n", "2024年任务清单\n一、产业发展（1项）\n")
    facts = extract(
        head
        + "序号\t重点任务\t牵头单位\t时限\n1\t建设产业园\t市经信局\t6月底前\n二、民生保障（1项）\n2\t新建学校\t市教育局\t9月底前\n"
    )
    assert [(t.path, t.section, t.text) for t in facts.tasks] == [
        ("表1", "产业发展（1项）", "建设产业园"),
        ("表2", "民生保障（1项）", "新建学校"),
    ]


def test_people_who_answer_are_no_units() -> None:
    first, second = rows(
        "序号\t重点任务\t牵头领导\t牵头单位\t责任人\n1\t建设产业园\t张三\t市经信局\t李四\n2\t新建学校\t王五\t市教育局\t赵六\n"
    )
    assert (units(first), units(second)) == ([("市经信局", "lead")], [("市教育局", "lead")])


def test_who_leads_in_person_is_no_unit_and_the_pages_buttons_are_no_cell() -> None:
    head = "附件1\n2024年任务分解表\n序号\n目标任务\n牵头领导\n牵头单位\n完成时限\n"
    (task, last) = rows(head + "1\n修桥。\n王某\n县交通局\n9月底前\n2\n修路。\n李某\n县公路局\n12月底前\n分享到：\n")
    assert units(task) == [("县交通局", "lead")]
    assert last.deadline
    assert last.deadline.raw == "12月底前"


def test_verbs_in_a_cell_and_the_title_above_the_head() -> None:
    facts = extract(
        HEAD.replace("附件\n任务分工表\n", "一、任务\n（一）建园区。建好园区。\n重点任务分工\n")
        + "序号\t重点工作\t负责部门\n1\t建设产业园\t市经信局牵头，市财政局、科技局等按职责分工负责\n2\t引进企业\t市商务局会同有关部门\n"
    )
    body, first, second = facts.tasks
    assert body.text == "建好园区。"
    assert units(first) == [("市经信局", "lead"), ("市财政局", "responsible"), ("市科技局", "responsible")]
    assert units(second) == [("市商务局", "responsible")]


def test_a_merged_cell_is_filled_an_empty_one_is_not() -> None:
    tabs = "1\t建园区\t建设产业园一座。\t市经信局\t市财政局\t6月底前\n2\t\t引进企业三家。\t市商务局\t\t12月底前\n"
    merged = rows(COLUMNS + tabs)[1]
    assert merged.section == "建园区"
    assert merged.filled == ["section"]
    # 牵头单位 is printed, so 配合单位 is empty and not merged
    assert units(merged) == [("市商务局", "lead")]


def test_cells_on_lines_of_their_own_read_as_cells_between_tabs() -> None:
    body = "1\t建园区\t1.建产业园。\n2.引企业。\t市经信局\n市科技局\t市财政局\t6月底前\n2\t建学校\t新建小学两所。\t市教育局\t各县区\t全年\n"
    tabs, upright = rows(COLUMNS + body), rows((COLUMNS + body.replace("\n市科技局", "、市科技局")).replace("\t", "\n"))
    assert [(t.text, t.section, t.deadline and t.deadline.date, units(t)) for t in tabs] == [
        (t.text, t.section, t.deadline and t.deadline.date, units(t)) for t in upright
    ]
    assert tabs[0].text == "1.建产业园。2.引企业。"
    assert units(tabs[0])[:2] == [("市经信局", "lead"), ("市科技局", "lead")]


def test_cells_between_bars_read_as_cells_between_tabs() -> None:
    head = ["序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限"]
    body = [
        ["1", "建园区", "建产业园。", "市经信局", "", "6月底"],
        ["2", "", "引企业。", "市商务局", "各县区", "长期坚持"],
    ]
    tabs = rows("\n".join("\t".join(row) for row in (head, *body)))
    ruled = "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * 6, *body))
    drawn = "\n├──┼──┤\n".join("│" + "│".join(row) + "│" for row in (head, *body))
    for text in (ruled, drawn):
        read = rows(text)
        assert [(t.path, t.section, t.text, [(u.name, u.role) for u in t.units]) for t in read] == [
            (t.path, t.section, t.text, [(u.name, u.role) for u in t.units]) for t in tabs
        ]
        assert [t.deadline and t.deadline.raw for t in read] == ["6月底", "长期坚持"]
    assert [(u.name, u.role) for u in tabs[1].units] == [("市商务局", "lead"), ("各县区", "support")]


def test_cells_on_lines_without_numbers_are_rows_told_by_units_and_deadlines() -> None:
    lines = "重点任务 具体内容 牵头单位 完成时限 建园区 建产业园。 市经信局 6月底 改园区。 市经信局、市财政局 12月 引企业 引企业。 市商务局 长期"
    read = rows(lines.replace(" ", "\n"))
    assert [(t.section, t.text) for t in read] == [
        ("建园区", "建产业园。"),
        ("建园区", "改园区。"),
        ("引企业", "引企业。"),
    ]
    assert [t.filled for t in read] == [[], ["section"], []]
    assert [t.deadline and t.deadline.date for t in read] == ["2024-06-30", "2024-12-31", None]


def test_a_head_of_two_rows_names_the_parts_of_a_spanning_cell() -> None:
    """As html and docx print it: 责任单位 spans 牵头 and 配合, what a cell covers is empty between tabs."""
    first, second = rows(
        "序号\t重点任务\t责任单位\t\t完成时限\n\t\t牵头\t配合\t\n"
        "1\t建设产业园一座。\t市经信局\t市财政局\t6月底前\n2\t新建小学两所。\t\t市教育局 市财政局\t12月底前\n"
    )
    assert units(first) == [("市经信局", "lead"), ("市财政局", "support")]
    assert units(second) == [("市教育局", "support"), ("市财政局", "support")]


def test_a_number_merged_downwards_stands_for_several_duties() -> None:
    first, second, third = rows(
        "序号\t重点任务\t责任单位\n1\t建设产业园一座。\t市经信局\n\t改造厂房10处。\t市住建局\n2\t新建小学两所。\t市教育局\n"
    )
    assert [(t.path, t.units[0].name) for t in (first, second, third)] == [
        ("表1", "市经信局"),
        ("表1#2", "市住建局"),
        ("表2", "市教育局"),
    ]


def test_a_last_cell_merged_downwards_is_empty_in_the_rows_below() -> None:
    first, second, third = rows(
        "序号\t重点任务\t责任单位\n1\t建设产业园一座。\t市经信局\n2\t改造厂房10处。\t\n3\t新建小学两所。\t市教育局\n备注：按月报送。\n"
    )
    assert [t.units[0].name for t in (first, second, third)] == ["市经信局", "市经信局", "市教育局"]
    assert second.filled == ["units"]


def test_units_a_line_in_a_cell_are_parted_by_a_space() -> None:
    """A space inside a name (市住房 建设局) is still no gap between two."""
    first, second = rows(
        "序号\t重点任务\t责任单位\n1\t建设产业园一座。\t市教育局 市财政局 各县（市、区）人民政府\n2\t改造厂房10处。\t市住房 建设局\n"
    )
    assert [name for name, _ in units(first)] == ["市教育局", "市财政局", "各县（市、区）人民政府"]
    assert [name for name, _ in units(second)] == ["市住房建设局"]


def test_words_broken_over_the_lines_of_a_cell_are_whole_again() -> None:
    cells = """1
改革
深化改革，出台方
案，明确分工。
市国资委
市财政局、市审
计局、各县区
3月底
2
养老
建设机构2家。
市民政局
市财政局
市卫生健康
委
长期
坚持"""
    read = rows("序号\n任务\n具体内容\n牵头单位\n配合单位\n完成时限\n" + cells + "\n联系人：某某\n")
    assert [(t.title, t.text) for t in read] == [("改革", "深化改革，出台方案，明确分工。"), ("养老", "建设机构2家。")]
    assert [[u.name for u in t.units] for t in read] == [
        ["市国资委", "市财政局", "市审计局", "各县区"],
        ["市民政局", "市财政局", "市卫生健康委"],
    ]
    assert [t.deadline and t.deadline.raw for t in read] == ["3月底", "长期坚持"]


def test_rows_that_a_department_picked_from_a_larger_table() -> None:
    """The numbers leave gaps, and groups without rows stand one below the other."""
    table = """序号

重点工作

主要责任单位

协同配合单位

一、预期目标

4

粮食总产量稳定在8万吨以上。

县农业农村局

各乡镇人民政府，县气象局。

二、扩大开放

三、改善民生

37

改造危桥3座。

县交通运输局

县财政局、县水利局

52

新建公厕6座。

县城管局

县住建局
"""
    first, second, third = rows(table)
    assert [t.ordinal for t in (first, second, third)] == [4, 37, 52]
    assert units(first) == [("县农业农村局", "lead"), ("各乡镇人民政府", "support"), ("县气象局", "support")]
    assert (second.section, units(third)) == ("改善民生", [("县城管局", "lead"), ("县住建局", "support")])


def test_a_bar_behind_each_cell_on_a_line_of_its_own() -> None:
    cells = "序号 |\n目标任务 |\n分管 领导 |\n牵头单位 |\n责任单位 |\n9 |\n新河大桥年底前建成通车。 |\n王某 |\n县交通局 |\n县财政局 |\n10 |\n建设水库。 |\n李某 |\n县水利局 |\n各乡镇 |\n"
    bridge, lake = rows(cells)
    assert units(bridge) == [("县交通局", "lead"), ("县财政局", "responsible")]
    assert (lake.ordinal, lake.deadline) == (10, None)
    # a table without a column of dates says them in its duties
    assert bridge.deadline
    assert (bridge.deadline.raw, bridge.deadline.date) == ("年底前", "2024-12-31")


def test_groups_above_rows_without_numbers_a_cell_a_line() -> None:
    """A group stands on a line of its own; （一） in front of a row is its first cell."""
    head = "重点工作\n具体举措\n牵头单位\n配合单位\n完成时限\n"
    cells = """一、改善路网
（一）修路
改造县道30公里。
县交通运输局
县财政局、各乡镇人民政府
10月底前
加固桥梁4座。
县交通运输局
县水利局
全年
二、方便就医
（二）建院
改建卫生院2所。
县卫生健康局
县发展改革局
持续推进
"""
    read = rows(head + cells)
    assert [t.text for t in read] == ["改造县道30公里。", "加固桥梁4座。", "改建卫生院2所。"]
    assert [t.deadline and t.deadline.date for t in read] == ["2024-10-31", "2024-12-31", None]
    assert units(read[2]) == [("县卫生健康局", "lead"), ("县发展改革局", "support")]


def test_names_of_columns_may_be_spread_over_them() -> None:
    """One space parts the cells, and the letters of a wide column's name; so between bars."""
    first, second = rows("序号 工 作 任 务 牵头单位\n1 建设产业园一座 市经信局\n2 新建小学两所 市教育局\n")
    assert units(first) == [("市经信局", "lead")]
    assert second.text == "新建小学两所"
    barred = rows("序号 | 任 务 内 容 | 牵 头 部 门 | 配 合 部 门 |\n1 | 建设产业园 | 市经信局 | 市财政局 |\n")
    assert units(barred[0]) == [("市经信局", "lead"), ("市财政局", "support")]


def test_a_broadcaster_is_a_unit_of_a_cell() -> None:
    lines = "任务内容 责任单位 配合单位 完成时间 做好宣传报道工作。 县委宣传部 县广播电视台 持续开展 抓好扬尘防治工作。 县住建局 县城管局 7月底前制定方案"
    first, second = rows(lines.replace(" ", "\n"))
    assert units(first) == [("县委宣传部", "responsible"), ("县广播电视台", "support")]
    assert second.deadline
    assert (second.deadline.raw, second.deadline.date) == ("7月底前制定方案", "2024-07-31")


def test_several_duties_under_one_number_a_cell_a_line() -> None:
    """The second prints its own date, and units where they change."""
    read = rows(
        "序号\n民生实事\n责任单位\n完成时限\n1\n新建公园1座。\n市园林局\n市住建局\n9月底前\n2\n建设敬老院。\n市民政局\n6月开工\n改造日间照料站。\n12月底前\n修缮旧校舍。\n市教育局\n8月底前\n3\n新建泵站。\n市水利局\n5月底前\n"
    )
    assert [(t.ordinal, t.text) for t in read] == [
        (1, "新建公园1座。"),
        (2, "建设敬老院。"),
        (2, "改造日间照料站。"),
        (2, "修缮旧校舍。"),
        (3, "新建泵站。"),
    ]
    assert [[u.name for u in t.units] for t in read[1:4]] == [["市民政局"], ["市民政局"], ["市教育局"]]
    assert [t.deadline and t.deadline.date for t in read[1:4]] == ["2024-06-30", "2024-12-31", "2024-08-31"]


def test_the_name_beside_a_merged_number_is_the_title_of_each_of_its_duties() -> None:
    read = rows(
        "序号\t项目名称\t主要内容\t牵头单位\n1\t就医\t新建诊所2家。\t市卫健委\n\t\t培训医生30名。\t市人社局\n2\t出行\t修路8公里。\t市交通局\n"
    )
    assert [(t.ordinal, t.section, t.title) for t in read] == [(1, None, "就医"), (1, None, "就医"), (2, None, "出行")]


def test_a_head_that_names_fewer_columns_than_its_rows_fill() -> None:
    """The print spans 工作任务 over two columns and the number; rows below leave out what is merged above them."""
    first, second = rows(
        "工作任务 | 具体要求 | 责任单位 | 时限要求 | ||\n"
        "一、主动公开。 | （一）公开规划。 | 1 | 公开规划全文，附上图件和说明。 | 市发展改革委 | 持续推进 |\n"
        "2 | 公开年度预算和绩效目标。 | 市财政局牵头，市审计局等政府有关部门负责 | 2024年6月底前 | ||\n"
    )
    assert [(t.ordinal, t.text) for t in (first, second)] == [
        (1, "公开规划全文，附上图件和说明。"),
        (2, "公开年度预算和绩效目标。"),
    ]
    assert units(first) == [("市发展改革委", "responsible")]
    assert units(second) == [("市财政局", "lead"), ("市审计局", "responsible")]
    assert second.deadline
    assert second.deadline.date == "2024-06-30"


def test_a_group_may_be_named_by_how_many_rows_it_has_a_cell_a_line() -> None:
    """主要责任单位 beside no other column of units says nothing of who leads."""
    first, second, third = rows(
        "序号\n名称\n工作任务\n主要责任单位\n年度主要目标（2项）\n1\n财政\n财政收入增长5%\n市财政局、国税局\n2\n外贸\n出口增长6%\n市商务局、宁波海关\n重点工作（1项）\n3\n创新\n新增研发中心4家。\n市科技局\n"
    )
    assert [(t.ordinal, t.section, t.title) for t in (first, second, third)] == [
        (1, "年度主要目标（2项）", "财政"),
        (2, "年度主要目标（2项）", "外贸"),
        (3, "重点工作（1项）", "创新"),
    ]
    assert units(first) == [("市财政局", "responsible"), ("市国税局", "responsible")]
    assert units(second) == [("市商务局", "responsible"), ("宁波海关", "responsible")]


def test_bars_that_fill_a_row_up_to_its_width_are_no_empty_cells() -> None:
    """The cells merged above are left out on the left; what the page says of the document stands below its table."""
    first, second, third = rows(
        "类别 | 事项名称 | 年度任务 | 责任单位 | 分管领导 | 监督电话 |\n"
        "教育 | 建设学校 | 新建小学两所，九月招生。 | 教育局 | 张三 | 123456 |\n"
        "改造操场 | 改造农村学校操场十处。 | 教育局、体育局 | 张三 | 123456 | |\n"
        "卫生 | 建设医院 | 市医院新院区主体完工。 | 卫健局 | 李四 | 123457 |\n"
        "索引号： | 1137000/2024-01 | 成文日期： | 2024-02-01 |\n"
    )
    assert units(first) == [("教育局", "responsible")]
    assert (second.title, units(second)) == ("改造操场", [("教育局", "responsible"), ("体育局", "responsible")])
    assert units(third) == [("卫健局", "responsible")]


def test_a_cell_that_is_missing_among_units_is_that_of_who_supports() -> None:
    """协作单位 support too; a cell a line leaves no trace of an empty cell."""
    head = "序号\n工作任务\n牵头领导\n牵头单位\n协作单位\n配合单位\n完成时限\n"
    first, second = rows(
        head
        + "1\n建设产业园一座。\n张三\n市经信局\n市财政局\n各县区\n全年\n2\n新建小学两所。\n李四\n市教育局\n市住建局\n9月底\n"
    )
    assert units(first) == [("市经信局", "lead"), ("市财政局", "support"), ("各县区", "support")]
    assert units(second) == [("市教育局", "lead"), ("市住建局", "support")]


def test_the_last_column_may_have_a_name_of_its_own_a_cell_a_line() -> None:
    head = "序号\n产业链名称\n链长\n牵头单位\n主要承载地\n"
    first, second = rows(head + "1\n纺织产业链\n张三\n市经信局\n城东园区\n2\n食品产业链\n李四\n市商务局\n城西园区\n")
    assert (units(first), units(second)) == ([("市经信局", "lead")], [("市商务局", "lead")])


def test_a_head_a_cell_a_line_may_not_name_the_column_of_the_numbers() -> None:
    lines = "工作任务 具体要求 责任科室 时限要求 主动公开 1 公布年度计划。 办公室 6月底前 解读政策 2 丰富解读形式。 各科室 长期坚持 3 回应关切。 办公室 全年"
    first, second, third = rows(lines.replace(" ", "\n") + "\n")
    assert [t.section for t in (first, second, third)] == ["主动公开", "解读政策", "解读政策"]
    assert [t.text for t in (first, second, third)] == ["公布年度计划。", "丰富解读形式。", "回应关切。"]
    assert [units(t) for t in (second, third)] == [[("各科室", "responsible")], [("办公室", "responsible")]]
    assert third.deadline
    assert third.deadline.date == "2024-12-31"


def test_narrow_columns_break_names_and_cells_over_lines() -> None:
    """序 / 号, 牵头 / 单位, 完成时 / 限; a group merged above leaves no line in the rows below."""
    table = """序
号
类别
工作任务
牵头领
导
牵头
单位
配合单
位
完成时
限
1
改善路网
新修大桥两座，加固危
桥五座。
张三
县交通
局
县财政局、县公
路局
11月底
前
2
整修县道三条，全长四
十公里。
张三
县公路
局
各乡镇
全年
3
方便就医
改建卫生院两所。
李四
县卫健
局
县财政局
持续推
进
"""
    first, second, third = rows(table)
    assert [t.text for t in (first, second)] == ["新修大桥两座，加固危桥五座。", "整修县道三条，全长四十公里。"]
    assert [t.section or t.title for t in (first, second, third)] == ["改善路网", "改善路网", "方便就医"]
    assert units(first) == [("县交通局", "lead"), ("县财政局", "support"), ("县公路局", "support")]
    assert units(second) == [("县公路局", "lead"), ("各乡镇", "support")]
    assert [t.deadline and t.deadline.raw for t in (first, second, third)] == ["11月底前", "全年", "持续推进"]


def test_broken_cells_of_rows_without_numbers() -> None:
    lines = "领域 重点任务 具体举措 责任单位 完成时限 便民 建平台 建设便民服务平台一个，接入事+项百项。 市数据局、市政务+局 3月底+前 建窗口 设立综合窗口五个。 市政务局 6月 惠企 送政策 走访企业百家。 市工信局 全年"
    first, second, third = rows(lines.replace(" ", "\n").replace("+", "\n") + "\n")
    assert [t.title for t in (first, second, third)] == ["建平台", "建窗口", "送政策"]
    assert first.text == "建设便民服务平台一个，接入事项百项。"
    assert [name for name, _ in units(first)] == ["市数据局", "市政务局"]
    assert [t.deadline and t.deadline.date for t in (first, second, third)] == [
        "2024-03-31",
        "2024-06-30",
        "2024-12-31",
    ]


def test_a_numbered_cell_is_no_group_of_rows() -> None:
    """（一） opens the third line of a row, and no number follows."""
    first, second = rows(
        "序号\n类别\n工作任务\n牵头单位\n完成时限\n1\n简政\n放权\n（一）公布目录。\n市编办\n6月底\n2\n（二）清理事项。\n市司法局\n全年\n"
    )
    assert [t.text for t in (first, second)] == ["（一）公布目录。", "（二）清理事项。"]
    assert (units(first), units(second)) == ([("市编办", "lead")], [("市司法局", "lead")])


def test_who_judges_a_duty_does_not_answer_for_it() -> None:
    first, second = rows(
        "序号\t考核内容\t责任部门\t评分部门\n1\t修桥三座。\t市交通局\t市督查室\n2\t建校两所。\t市教育局\t市考核办\n"
    )
    assert (units(first), units(second)) == ([("市交通局", "responsible")], [("市教育局", "responsible")])


def test_whatever_body_answers_its_column_is_one_of_units() -> None:
    first, second = rows(
        "| 序号 | 重点工作 | 目标任务 | 责任领导 | 责任站所 |\n| 1 | 产业发展 | 签约项目两个。 | 张三 | 经济发展办 |\n| 2 | 社会治理 | 化解积案。 | 李四 | 司法所、各村 |\n"
    )
    assert (units(first), units(second)) == (
        [("经济发展办", "responsible")],
        [("司法所", "responsible"), ("各村", "responsible")],
    )


def test_a_table_that_names_no_duty_lists_what_stands_before_its_units() -> None:
    first, second = rows(
        "序号\t产业链名称\t联系领导\t牵头部门\t重点企业\n1\t轨道交通产业链\t张三\t市经信局\t甲公司\n2\t食品产业链\t李四\t市商务局\t\n"
    )
    assert [t.text for t in (first, second)] == ["轨道交通产业链", "食品产业链"]
    assert units(second) == [("市商务局", "lead")]


def test_a_head_of_two_rows_a_cell_a_line() -> None:
    """责任单位 spans 牵头单位 and 配合单位, which stand below all other names."""
    head = "序号\n重点任务\n责任单位\n完成时限\n牵头单位\n配合单位\n"
    first, second = rows(
        head + "1\n修桥三座。\n市交通局\n市财政局、各县区\n6月底\n2\n建校两所。\n市教育局\n市住建局\n9月底\n"
    )
    assert units(first) == [("市交通局", "lead"), ("市财政局", "support"), ("各县区", "support")]
    assert units(second) == [("市教育局", "lead"), ("市住建局", "support")]
    assert first.deadline
    assert first.deadline.date == "2024-06-30"


def test_units_may_stand_in_front_of_the_numbers_of_their_duties() -> None:
    """A unit is merged over several rows; a cell a line it stands between the date of one and the number of the next."""
    lines = "责任单位 序号 工作任务 完成时限 市交通局 1 修桥三座。 6月底 2 修路十里。 长期推进 市教育局、市财政局 3 建校两所。 9月底"
    bridge, road, school = rows(lines.replace(" ", "\n") + "\n")
    assert [t.text for t in (bridge, road, school)] == ["修桥三座。", "修路十里。", "建校两所。"]
    assert units(bridge) == units(road) == [("市交通局", "responsible")]
    assert units(school) == [("市教育局", "responsible"), ("市财政局", "responsible")]
    assert road.deadline
    assert road.deadline.raw == "长期推进"


def test_a_group_may_stand_in_front_of_the_numbers_of_its_rows() -> None:
    lines = "考核项目 序号 考核指标 单位 年度目标 责任部门 评分部门 农业 1 粮食产量 万吨 3 县农业局+县粮食局 市农业局 2 生猪存栏 万头 5 县农业局 市农业局 旅游 3 游客人数 万人次 9 县文旅局 市文旅局"
    grain, pigs, guests = rows(lines.replace(" ", "\n").replace("+", "\n") + "\n")
    assert [t.section or t.title for t in (grain, pigs, guests)] == ["农业", "农业", "旅游"]
    assert units(grain) == [("县农业局", "responsible"), ("县粮食局", "responsible")]
    assert units(guests) == [("县文旅局", "responsible")]


def test_the_head_again_at_the_top_of_a_page_ends_a_row_a_cell_a_line() -> None:
    head = "序号\n工作任务\n牵头单位\n配合单位\n完成时限\n"
    first, second = rows(
        head
        + "1\n公布目录，定期更\n新。\n市编办\n市直各部\n门\n10 月底前\n— 3 —\n"
        + head
        + "2\n公开预算。\n市财政\n局\n市融媒体\n中心\n全年\n"
    )
    assert units(first) == [("市编办", "lead"), ("市直各部门", "support")]
    assert units(second) == [("市财政局", "lead"), ("市融媒体中心", "support")]
    assert [t.deadline and t.deadline.date for t in (first, second)] == ["2024-10-31", "2024-12-31"]


def test_a_cell_may_hold_keys() -> None:
    (first, second) = rows(
        "序号\t项目名称\t工作内容\t责任分工\t完成时限\n1\t建园\t建园两所。\t牵头单位：市教育局；配合单位：市财政局，各县区\t9月底\n"
        "2\t修路\t修路十里。\t市交通局牵头，市公路局配合\t全年\n"
    )
    assert units(first) == [("市教育局", "lead"), ("市财政局", "support"), ("各县区", "support")]
    assert units(second) == [("市交通局", "lead"), ("市公路局", "support")]


def test_quarters_are_columns_and_no_duties() -> None:
    first, second = rows(
        "序号\t项目名称\t一季度\t二季度\t三季度\t四季度\t牵头单位\n1\t产业园\t完成设计。\t开工。\t封顶。\t投用。\t市商务局\n2\t大桥\t立项。\t招标。\t开工。\t架梁。\t市交通局\n"
    )
    assert [t.text for t in (first, second)] == ["产业园", "大桥"]
    assert (units(first), units(second)) == ([("市商务局", "lead")], [("市交通局", "lead")])


SHARED = [
    ["序号", "重点任务", "责任分工", "责任单位", "完成时限"],
    ["1", "整治企业", "制定方案，明确标准。", "市环保局", "3月底"],
    ["", "", "停止供水供电。", "市水务集团、市供电公司", "6月底"],
    ["2", "整治河湖", "排查台账。", "市水利局", "4月底"],
    ["", "", "拆除违建三处。", "各县区", "10月底"],
    ["3", "复绿矿山", "复绿百亩。", "市林业局", "11月底"],
]


def test_rows_that_leave_out_their_number_in_each_layout() -> None:
    """责任分工 beside 责任单位 says what each is to do; number and name are merged over several of them."""
    layouts = [
        "\n".join("\t".join(row) for row in SHARED),
        "\n".join("\t".join(filter(None, row)) for row in SHARED),
        "\n".join(" ".join(filter(None, row)) for row in SHARED),
        "\n".join("  ".join(filter(None, row)) for row in SHARED),
        "\n".join("| " + " | ".join(row) + " |" for row in SHARED),
        "\n".join("\n".join(filter(None, row)) for row in SHARED),
        "\n".join("\n".join(filter(None, row)) for row in SHARED).replace("水务集团、市供", "水务集团、市供\n"),
    ]
    for text in layouts:
        found = rows(text + "\n")
        assert [(t.ordinal, t.title, t.text) for t in found] == [
            (1, "整治企业", "制定方案，明确标准。"),
            (1, "整治企业", "停止供水供电。"),
            (2, "整治河湖", "排查台账。"),
            (2, "整治河湖", "拆除违建三处。"),
            (3, "复绿矿山", "复绿百亩。"),
        ], text
        assert [name for name, _ in units(found[1])] == ["市水务集团", "市供电公司"]
        assert [t.deadline and t.deadline.raw for t in found] == ["3月底", "6月底", "4月底", "10月底", "11月底"]


def test_an_empty_cell_in_a_row_that_leaves_out_what_is_merged() -> None:
    first, second, third = rows(
        "序号 | 领域 | 重点工作 | 具体措施 | 牵头单位 | 参与单位 | 责任人 | 备注 |\n"
        "1 | 政务 | 一次办 | 上线事项十五个。 | 区审批局 | 区市监局 | 张三 |  |\n"
        "2 | 压减时限 | 许可事项时限压减八成。 | 区审批局 |  | 张三 |  ||\n"
        "3 | 推行容缺受理，编制清单。 | 区审批局 | 区直各部门 | 张三 | 6月底 |||\n"
    )
    assert [t.title for t in (first, second, third)] == ["一次办", "压减时限", "压减时限"]
    assert units(second) == [("区审批局", "lead")]
    assert units(third) == [("区审批局", "lead"), ("区直各部门", "support")]


def test_units_in_front_of_a_number_may_be_several_lines() -> None:
    lines = "责任单位 序号 工作任务 完成时限 市交通局 1 修桥三座。 全年 市教育局、市财+政局 2 建校两所。 9月底"
    bridge, school = rows(lines.replace(" ", "\n").replace("+", "\n") + "\n")
    assert bridge.deadline
    assert bridge.deadline.raw == "全年"
    assert units(school) == [("市教育局", "responsible"), ("市财政局", "responsible")]


def test_a_head_may_say_in_brackets_who_leads() -> None:
    table = "序号\t工作任务\t责任单位（列第一位的为牵头单位）\t完成时间\n1\t公开政策。\t市发改委、市财政局\t6月底\n2\t公开预算。\t市财政局、各县区\t全年\n"
    for text in (table, table.replace("\t", " "), table.replace("\t", "\n")):
        first, second = rows(text)
        assert units(first) == [("市发改委", "lead"), ("市财政局", "responsible")]
        assert units(second) == [("市财政局", "lead"), ("各县区", "responsible")]


def test_sentences_state_the_duty_beside_a_column_of_names() -> None:
    """工作任务 holds the names of the rows, one of them merged; 目标要求 says what is to be done."""
    first, second, third = rows(
        "序号\t工作任务\t目标要求\t责任单位\n1\t稳岗\t返还保险费，惠及企业百家。\t市人社局\n2\t培训\t培训两千人次。\t市教育局\n3\t\t新增高技能人才八十人。\t市人社局\n"
    )
    assert [t.text for t in (first, second, third)] == [
        "返还保险费，惠及企业百家。",
        "培训两千人次。",
        "新增高技能人才八十人。",
    ]


def test_a_day_in_full_is_a_date_of_its_row_a_cell_a_line() -> None:
    """It may look like the day below a table; a slash says that nobody supports, a dash that no day is set."""
    first, second, third = rows(
        "序号\n任务名称\n工作举措\n主责单位\n协同单位\n时限要求\n1\n创建景区\n创建景区两家。\n州文旅局\n州林草局；各县\n2024年12月31日前\n"
        "2\n建厕所\n新建厕所九座。\n州文旅局\n/\n2024年10月31日\n3\n开线路\n恢复跨境线路。\n州外事办\n甲海关、甲—乙合作区管委会\n—\n2024年2月1日\n"
    )
    assert units(first) == [("州文旅局", "lead"), ("州林草局", "support"), ("各县", "support")]
    assert units(second) == [("州文旅局", "lead")]
    assert units(third) == [("州外事办", "lead"), ("甲海关", "support"), ("甲—乙合作区管委会", "support")]
    assert [t.deadline and t.deadline.date for t in (first, second, third)] == ["2024-12-31", "2024-10-31", None]


def test_a_heading_behind_the_last_row_is_no_part_of_its_date() -> None:
    facts = extract(
        HEAD.replace("附件\n任务分工表\n", "一、任务\n分工如下：\n")
        + "序号\n任务\n责任单位\n完成时限\n1\n修桥三座，加\n固危桥。\n市交通局\n全年\n2\n建校。\n市教育局\n2024年6月\n"
        + "三、保障措施\n（一）加强领导。市政府成立专班。\n（二）加大投入。市财政安排资金。\n"
    )
    assert [t.deadline and t.deadline.raw for t in facts.tasks if t.origin == "table"] == ["全年", "2024年6月"]
    assert [t.title for t in facts.tasks if t.origin == "body"] == ["加强领导", "加大投入"]


def test_who_takes_part_is_a_column_of_units_whatever_it_calls_them() -> None:
    first, second = rows(
        "重点任务  工作举措  牵头司局  参与司局  完成时间\n完善制度  修订专业目录。  职成司  高教司、法规司  2024年6月\n提升质量  遴选专业群五十个。  职成司  财务司  2024年9月\n"
    )
    assert units(first) == [("职成司", "lead"), ("高教司", "support"), ("法规司", "support")]
    assert units(second) == [("职成司", "lead"), ("财务司", "support")]


def test_rows_have_the_numbers_that_open_their_names() -> None:
    """No column holds numbers; the number is no part of the name."""
    first, second, third = rows(
        "类别 | 事项名称 | 年度任务 | 责任单位 |\n教育 | 14.建设学校 | 新建小学两所。 | 教育局 |\n15.改造操场 | 改造操场十处。 | 教育局、体育局 | |\n卫生 | 16.建设医院 | 新院区主体完工。 | 卫健局 |\n"
    )
    assert [(t.ordinal, t.title, t.section) for t in (first, second, third)] == [
        (14, "建设学校", "教育"),
        (15, "改造操场", "教育"),
        (16, "建设医院", "卫生"),
    ]
    bridge, road = rows("工作任务\t责任单位\t完成时限\n1.修桥三座。\t市交通局\t全年\n2.修路十里。\t市公路局\t6月底\n")
    assert [(t.ordinal, t.text) for t in (bridge, road)] == [(1, "修桥三座。"), (2, "修路十里。")]


def test_spaces_around_numbers_part_no_cells() -> None:
    """Where single spaces part the cells, a page may set others around numbers and Latin words."""
    base, app, bridge = rows(
        "序号 领域 工作任务 责任单位 完成时限\n1 网络 建设 5G 基站 800 个。 市工信局、市住建局 12 月底前\n"
        "2 服务 推广 APP 应用 3 项。 市数据局 6 月底\n3 交通 修桥三座。 市交通局 全年\n"
    )
    assert [t.text for t in (base, app, bridge)] == ["建设5G基站800个。", "推广APP应用3项。", "修桥三座。"]
    assert [t.section for t in (base, app, bridge)] == [None, None, None]
    assert [t.title for t in (base, app, bridge)] == ["网络", "服务", "交通"]
    assert [name for name, _ in units(base)] == ["市工信局", "市住建局"]
    assert [t.deadline and t.deadline.raw for t in (base, app, bridge)] == ["12月底前", "6月底", "全年"]
