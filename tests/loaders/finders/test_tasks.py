"""Which items are tasks, and what each of them carries."""

import pytest

from loaders.extract import extract
from loaders.facts import Facts, Task
from loaders.finders.tasks import no_duties

HEAD = "遂宁市人民政府办公室关于印发遂宁市{year}工作方案的通知\n遂府办发〔2024〕3号\n各县（市、区）人民政府：\n现印发给你们。\n遂宁市人民政府办公室\n2024年2月1日\n"


def read(body: str, year: str = "") -> Facts:
    return extract(HEAD.format(year=year) + body)


def tasks(body: str) -> list[tuple[str, str | None]]:
    return [(t.path, t.title) for t in read(body).tasks]


def only(body: str, year: str = "") -> Task:
    found = read(body, year).tasks
    assert len(found) == 1
    return found[0]


def test_when_and_about_what_something_is_held_is_no_duty() -> None:
    text = "关于办好节水周的通知\n各县：\n一、时间和主题\n1.时间：2016年5月8日至14日\n2.主题：节水优先\n二、主要活动\n1.开放水厂。组织参观。\n2.开放实验室。组织体验。"
    assert [t.title for t in extract(text).tasks] == ["开放水厂", "开放实验室"]


def test_arabic_items_under_duty_headings_and_their_headings_are_sections() -> None:
    body = "一、总体要求\n（一）基本原则\n1.问题导向。坚持问题导向。\n2.稳妥有序。积极稳妥。\n二、任务\n（一）建平台\n1.建设平台。建好平台。\n2.开放数据。开放好。\n三、保障措施\n（一）加强领导。加强领导好。"
    assert tasks(body) == [("二（一）1", "建设平台"), ("二（一）2", "开放数据")]
    assert [s.path for s in read(body).sections] == ["一", "一（一）", "二", "二（一）", "三", "三（一）"]


def test_bracketed_items_where_arabic_ones_stand_only_under_principles() -> None:
    body = "一、总体要求\n（一）指导思想。以新思想为指导。\n（二）基本原则。\n1.问题导向。坚持问题导向。\n二、任务\n（一）建平台。建好平台。\n（二）开放数据。开放好。\n三、保障措施\n（一）加强领导。加强领导好。"
    assert tasks(body) == [("二（一）", "建平台"), ("二（二）", "开放数据"), ("三（一）", "加强领导")]


PARTS = "一、提高认识。各地要重视。\n二、{}。各地要做到：\n（一）建立制度。建好制度。\n（二）完善机制。建好机制。\n三、加强管理。做好管理。\n四、严格检查。做好检查。\n五、加强领导。做好领导。\n"


@pytest.mark.parametrize(
    ("heading", "paths"),
    [
        ("抓好落实", ["一", "二", "三", "四", "五"]),  # most parts are one text each
        ("重点任务", ["二（一）", "二（二）"]),  # a heading that says where the duties stand
    ],
)
def test_parts_of_which_few_have_points(heading: str, paths: list[str]) -> None:
    assert [t.path for t in read(PARTS.format(heading)).tasks] == paths


def test_a_letter_on_how_requests_were_handled_assigns_nothing() -> None:
    letter = "国务院办公厅关于陕西省所提建议办理情况的函\n国办函〔2004〕971号\n陕西省人民政府：\n现将有关情况函复如下：\n一、关于机场问题。你省请求支持。财政部提出：将研究办理。\n二、关于道路问题。你省请求支持。\n国务院办公厅\n2004年10月15日\n"
    assert extract(letter).tasks == []


def test_half_of_the_parts_in_points_are_parts_still() -> None:
    body = "一、提高认识。各地要重视。\n二、抓好落实。各地要做到：\n（一）建立制度。建好制度。\n（二）完善机制。建好机制。\n三、严格检查。做好检查。"
    assert [t.path for t in read(body).tasks] == ["一", "二", "三"]


@pytest.mark.parametrize(
    "closing",
    [
        "本方案自2024年3月1日起施行，有效期5年。",
        "本意见由市教育局负责解释。",
        "本措施有效期至2026年12月31日。",
        "上述政策适用于所有学校，执行期限为2024年1月1日至2026年12月31日。",
    ],
)
def test_what_says_when_it_is_in_force_is_no_text_of_the_last_item(closing: str) -> None:
    task = only("一、任务\n（一）建学校。新建小学两所。（责任单位：市教育局）\n" + closing)
    assert (task.text, task.deadline) == ("新建小学两所。", None)


def test_indicators_that_somebody_answers_for_are_tasks() -> None:
    body = "一、主要指标\n1.投资增长8%。（责任单位：市发改委）\n二、主要任务\n2.建学校三所。（责任单位：市教育局）"
    assert [t.path for t in read(body).tasks] == ["一1", "二2"]
    assert [t.path for t in read(body.replace("（责任单位：市发改委）", "")).tasks] == ["二2"]


def test_a_list_behind_the_last_of_several_points_belongs_to_what_they_stand_under() -> None:
    body = "一、任务\n（一）建学校\n1.选址。做好选址。\n2.施工。抓好施工。\n责任单位：市教育局\n（二）修道路\n1.设计。做好设计。\n2.施工。抓好施工。\n责任单位：市交通局"
    assert tasks(body) == [("一（一）", "建学校"), ("一（二）", "修道路")]
    # each point has its own list
    assert tasks(
        body.replace("1.选址。做好选址。", "1.选址。做好选址。\n责任单位：市住建局").replace(
            "1.设计。做好设计。", "1.设计。做好设计。\n责任单位：市住建局"
        )
    ) == [
        ("一（一）1", "选址"),
        ("一（一）2", "施工"),
        ("一（二）1", "设计"),
        ("一（二）2", "施工"),
    ]


def test_articles() -> None:
    body = "第一章 总则\n第一条 为了发展，制定本办法。\n第二章 职责\n第二条 县政府应当加强领导。\n第三条 县水利局负责监督。\n第三章 附则\n第四条 本办法自印发之日起施行。"
    assert [t.path for t in read(body).tasks] == ["第二章第二条", "第二章第三条"]


def test_an_item_of_another_level_with_its_own_list_is_a_task() -> None:
    body = "一、任务\n（一）建平台\n1.建设平台。建好平台。（责任单位：市数据局）\n2.开放数据。开放好。（责任单位：市数据局）\n二、保障\n（一）加强监督。做好督查。（责任单位：市政府办公室）\n（二）加强宣传。做好宣传。"
    assert tasks(body) == [("一（一）1", "建设平台"), ("一（一）2", "开放数据"), ("二（一）", "加强监督")]


def test_the_measures_below_as_many_items_are_what_is_done() -> None:
    body = (
        "一、任务\n（一）放宽准入。（市商务局牵头）\n具体措施：\n1.公布清单。（市商务局负责）\n2.清理限制。（市发改委负责）\n"
        "（二）整治审批。（市司法局牵头）\n"
    )
    assert [t.path for t in read(body).tasks] == ["一（一）1", "一（一）2", "一（二）"]


def test_a_sentence_that_says_who_leads_leaves_the_other_sentences_theirs() -> None:
    body = (
        "一、任务\n（一）公开目录。财政部要按时完成公开。\n（二）公开教育信息。教育信息由教育部牵头，科技部配合落实。\n"
    )
    assert [[u.name for u in t.units] for t in read(body).tasks] == [["财政部"], ["教育部", "科技部"]]


def test_how_to_send_opinions_is_no_duty() -> None:
    found = extract(
        "自贡市农业农村局关于《乡村政策》公开征求意见的公告\n起草了《乡村政策（征求意见稿）》。公众可提出意见：\n"
        "1.登陆自贡市农业农村局网站，对征求意见稿提出意见。\n2.通过信函的方式将意见寄至龙南街828号，邮编：321017。\n自贡市农业农村局\n2023年6月2日"
    )
    assert found.tasks == []


def test_what_a_unit_heads_is_its_duty() -> None:
    found = extract(
        "自贡市校园治理方案\n制定本方案。\n一、职责分工\n（一）县教体局。主要负责校园安全工作。\n（二）县公安局。牵头加强巡逻。\n（三）学校。落实责任。"
    ).tasks
    assert [[(u.name, u.role) for u in t.units] for t in found] == [
        [("县教体局", "responsible")],
        [("县公安局", "lead")],
        [],
    ]


def test_restarting_numbers_make_paths_of_their_own() -> None:
    body = "一、任务\n（一）甲事。办好甲事。\n一、保障\n（一）乙事。办好乙事。"
    assert [t.path for t in read(body).tasks] == ["一（一）", "一（一）#2"]


def test_text_is_without_heading_and_list() -> None:
    task = only("一、任务\n（一）建平台。建好平台（含数据库）。用好平台。（责任单位：市数据局）")
    assert (task.text, task.section, task.title) == ("建好平台（含数据库）。用好平台。", "任务", "建平台")
    assert [(u.name, u.role) for u in task.units] == [("市数据局", "responsible")]


def test_first_listed_leads_from_there_on() -> None:
    found = read(
        "一、任务\n（一）甲事。办好甲事。（市教育局、市财政局负责）\n（二）乙事。办好乙事。（市教育局、市财政局负责，列第一位者为牵头单位，下同）\n（三）丙事。办好丙事。（市民政局、市财政局负责）"
    ).tasks
    assert [[u.role for u in t.units] for t in found] == [
        ["responsible"] * 2,
        ["lead", "responsible"],
        ["lead", "responsible"],
    ]


@pytest.mark.parametrize(
    ("gloss", "mark"),
    [
        ("第一个逗号前为牵头单位，多个牵头部门的按职责分工负责，下同", "，"),
        ("“，”前的单位为牵头单位，下同", "，"),
        ("分号前为牵头单位，下同", "；"),
    ],
)
def test_those_before_the_first_mark_lead(gloss: str, mark: str) -> None:
    """Several lead; a collective never does; where no such mark stands in a list all of it leads."""
    facts = read(
        f"一、任务\n（一）甲事。办好甲事。（责任单位：市教育局、市财政局{mark}市民政局、市水务局；{gloss}）\n"
        f"（二）乙事。办好乙事。（责任单位：市民政局、各县（市、区）政府{mark}市财政局）\n（三）丙事。办好丙事。（责任单位：市教育局、市民政局）"
    )
    assert [[u.role for u in t.units] for t in facts.tasks] == [
        ["lead", "lead", "responsible", "responsible"],
        ["lead", "responsible", "responsible"],
        ["lead", "lead"],
    ]
    assert not [s for s in facts.signals if s.kind == "responsibility"]


def test_the_union_of_several_lists_and_printed_duplicates() -> None:
    facts = read("一、任务\n（一）甲事。办好甲事。（市教育局负责）办好乙事。（市民政局、市教育局、市民政局负责）")
    assert [u.name for u in facts.tasks[0].units] == ["市教育局", "市民政局"]
    assert [(d.ordinal, d.name, len(d.spans or [])) for d in facts.printed_duplicates] == [(1, "市民政局", 2)]


def test_a_deadline_printed_in_the_list_or_in_the_text() -> None:
    assert (
        only("一、任务\n（一）甲事。办好甲事。（责任单位：市教育局，完成时限：2024年6月底前）").deadline.date
        == "2024-06-30"
    )  # type: ignore[union-attr]
    assert only("一、任务\n（一）甲事。于9月底前办好甲事。", "2024年").deadline.date == "2024-09-30"  # type: ignore[union-attr]


def test_prose_gives_units_and_quotas_where_no_item_has_a_list() -> None:
    task = only(
        "一、任务\n（一）开展试点。市水利局、市林业局分别遴选不少于2个项目开展试点；市教育局至少选择一个学校。各区政府要加强领导。"
    )
    assert [u.name for u in task.units] == ["市水利局", "市林业局", "市教育局", "各区政府"]
    assert task.quota == {"市水利局": 2, "市林业局": 2, "市教育局": 1}


TABLE = """附件
工作任务分解表
序号 重点工作 工作要点 任务清单 完成时限 责任单位
1 健全制度 完善政策 研究制定扶持政策，完善配套措施。 6月30日 市住建局、市财政局
2 健全标准 编制智能建造地方标准，组织宣贯培训。 全年 市住建局
3 组织专家评审地方标准，按程序发布实施。 9月30日 市住建局、市市场监管局
4 培育产业 招引企业 开展产业链招商活动，引进一批龙头企业。 全年 市商务局、市住建局、市商务局
"""


def test_rows_of_a_table_with_merged_cells() -> None:
    facts = read("一、任务\n（一）甲事。办好甲事情。\n" + TABLE, "2024年")
    rows = [t for t in facts.tasks if t.origin == "table"]

    assert [(t.path, t.section, t.title, t.filled) for t in rows] == [
        ("表1", "健全制度", "完善政策", []),
        ("表2", "健全制度", "健全标准", ["section"]),
        ("表3", "健全制度", "健全标准", ["section", "title"]),
        ("表4", "培育产业", "招引企业", []),
    ]
    assert [(t.deadline.raw, t.deadline.date) for t in rows if t.deadline] == [
        ("6月30日", "2024-06-30"),
        ("全年", "2024-12-31"),
        ("9月30日", "2024-09-30"),
        ("全年", "2024-12-31"),
    ]
    assert [u.name for u in rows[2].units] == ["市住建局", "市市场监管局"]
    assert [(d.origin, d.ordinal, d.name) for d in facts.printed_duplicates] == [("table", 4, "市商务局")]


def test_lead_and_support_columns() -> None:
    rows = read(
        "一、任务\n（一）甲事。办好甲事情。\n序号\t任务\t牵头单位\t配合单位\t完成时限\n1\t建设数据平台，汇聚各类数据。\t市数据局\t市财政局、市公安局\t2024年底\n"
    ).tasks[1:]
    assert [(u.name, u.role) for u in rows[0].units] == [
        ("市数据局", "lead"),
        ("市财政局", "support"),
        ("市公安局", "support"),
    ]


def test_a_row_that_fits_no_head_is_a_signal() -> None:
    facts = read("一、任务\n（一）甲事。办好甲事情。\n" + TABLE + "5 甲 乙 丙 丁 戊 己 庚\n", "2024年")
    assert [s.kind for s in facts.signals if s.kind == "table_row"] == ["table_row"]


@pytest.mark.parametrize("heading", ["主要预期目标", "预期目标", "主要指标"])
def test_aims_that_name_who_answers_for_them_are_tasks(heading: str) -> None:
    body = f"一、{heading}\n1.外贸进出口增长4%。\n牵头单位：市商务局\n2.建成一批绿色园区。\n二、重点任务\n3.引进企业12家。\n牵头单位：市工信局"
    assert [path for path, _ in tasks(body)] == ["一1", "二3"]


@pytest.mark.parametrize(
    "title",
    [
        "总体要求",
        "指导思想",
        "基本原则",
        "工作目标",
        "主要目标",
        "发展目标",
        "总体思路",
        "总体要求和主要目标",
        "重要意义",
        "适用范围",
        "总则",
        "附则",
        "工作原则",
        "指导思想和目标任务",
        "指导思想、原则和目标",
        "消防安全现状和面临的形势",
        "“十二五”期间消防工作状况",
    ],
)
def test_headings_without_duties(title: str) -> None:
    assert no_duties(title)


@pytest.mark.parametrize(
    "title",
    [
        "主要任务",
        "工作要点",
        "保障措施",
        "组织实施",
        "工作要求",
        "重点任务",
        "支持范围",
        "加强组织领导",
        "完善目标考核",
        "目标任务",
        None,
    ],
)
def test_headings_with_duties(title: str | None) -> None:
    assert not no_duties(title)


def test_a_line_without_a_stop_above_its_list_is_a_title() -> None:
    """One with figures too, but where a neighbour is a sentence it is read as text."""
    body = "一、重点任务\n（一）整治道路保洁\n责任单位：市城管局\n（二）改造老旧小区20个\n责任单位：市住建局\n"
    assert tasks(body) == [("一（一）", "整治道路保洁"), ("一（二）", "改造老旧小区20个")]
    assert tasks(body.replace("道路保洁", "道路保洁。"))[1] == ("一（二）", None)


@pytest.mark.parametrize("aims", ["2024年主要预期目标", "2024年经济社会发展主要目标", "目标定位"])
def test_aims_with_who_answers_may_be_numbered_otherwise_than_the_work(aims: str) -> None:
    body = f"一、{aims}\n（一）工业增加值增长8%。（责任单位：市经信局）\n（二）投资增长9%。（责任单位：市发改委）\n（三）出口增长7%。（责任单位：市商务局）\n二、重点工作\n（一）做强产业\n1.建设产业园。（责任单位：市经信局）\n2.引进企业。（责任单位：市商务局）\n"
    assert [path for path, _ in tasks(body)] == ["一（一）", "一（二）", "一（三）", "二（一）1", "二（一）2"]


HEAD_OF_MARKS = "海宁市人民政府办公室关于印发海宁市养老工作方案的通知\n海政办发〔2024〕8号\n"


def test_a_mark_before_a_unit_leads_where_the_text_says_so() -> None:
    told = "一、任务\n（一）甲事。办好甲事。（责任单位：☆教育局、财政局。标☆的为牵头单位，下同。）\n（二）乙事。办好乙事。（责任单位：财政局、★民政局、☆卫健局，各镇街。）"
    first, second = extract(HEAD_OF_MARKS + told).tasks
    assert [(u.name, u.role) for u in first.units] == [("教育局", "lead"), ("财政局", "responsible")]
    assert [u.name for u in second.units if u.role == "lead"] == ["卫健局"]
    untold = extract(HEAD_OF_MARKS + told.replace("标☆的为牵头单位，下同。", ""))
    assert {u.role for t in untold.tasks for u in t.units} == {"responsible"}


def test_members_on_the_line_below_who_leads_them_support() -> None:
    task = only("1.做强产业。加快发展。\n牵头单位：市水务局\n成员单位：市财政局、市审计局等\n")
    assert [(u.name, u.role) for u in task.units] == [
        ("市水务局", "lead"),
        ("市财政局", "support"),
        ("市审计局", "support"),
    ]


def test_a_part_that_only_tells_how_things_stand_is_no_task() -> None:
    assert tasks("一、开启新征程\n（一）发展基础。产值增长。\n二、建设园区\n引进企业。") == [("二", "建设园区")]
