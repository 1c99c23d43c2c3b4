"""Numbered items make a tree, with headings parted from text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract import extract
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.numerals import plan_end, to_int
from loaders.text.outline import Outline, marker, outline


def read(raw: str) -> Outline:
    return outline(lay_out(normalise(raw)))


def shape(raw: str) -> list[tuple[str, str | None]]:
    return [(item.path, item.title) for item in read(raw).walk()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、总体要求", ("一", 1, "一", 2)),
        ("（十二）加强监管", ("（一）", 12, "（十二）", 4)),
        ("14.优化模式", ("1", 14, "14", 3)),
        ("3、优化模式", ("1", 3, "3", 2)),
        ("（3）优化", ("（1）", 3, "（3）", 3)),
        ("②优化", ("①", 2, "②", 1)),
        ("第三条为了", ("条", 3, "第三条", 3)),
        ("第12条 为了", ("条", 12, "第12条", 5)),
        ("第二章 职责", ("章", 2, "第二章", 4)),
        ("1.2 建设平台", ("1.1", 2, "1.2", 4)),
        ("2.5亿元资金", None),
        ("2023年工作", None),
        ("三是加强", None),
        ("一批项目", None),
        ("", None),
    ],
)
def test_markers(text: str, found: tuple[str, int, str, int] | None) -> None:
    assert marker(text) == found


def chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    digits = "零一二三四五六七八九"
    return ((digits[tens] if tens > 1 else "") + "十" if tens else "") + (digits[ones] if ones else "")


@given(st.integers(1, 99))
def test_every_numeral_in_every_marker(n: int) -> None:
    assert to_int(chinese(n)) == to_int(str(n)) == n
    for text in (
        f"{chinese(n)}、甲",
        f"（{chinese(n)}）甲",
        f"{n}.甲",
        f"（{n}）甲",
        f"第{chinese(n)}条甲",
        f"第{n}条甲",
    ):
        found = marker(text)
        assert found
        assert found[1] == n


@pytest.mark.parametrize("text", ["", "十A", "第三", "3.5"])
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        to_int(text)


def test_a_five_year_plan_ends_in_its_fifth_year() -> None:
    assert [plan_end(number) for number in ("七", "十", "十四", "二十")] == [1990, 2005, 2025, 2055]


def test_the_usual_tree_with_headings_of_every_form() -> None:
    assert shape(
        "一、总体目标\n（一）发展产业：建成基地6个。\n二、任务\n（一）完善体系。\n1.出台政策。研究政策。\n2.健全标准。编制标准。\n"
        "（二）推进建设\n3.抓好试点。开展试点。\n三、保障\n（一）加强领导。各单位要落实责任。\n（二）强化督查。定期督查。"
    ) == [
        ("一", "总体目标"),
        ("一（一）", "发展产业"),
        ("二", "任务"),
        ("二（一）", "完善体系"),
        ("二（一）1", "出台政策"),
        ("二（一）2", "健全标准"),
        ("二（二）", "推进建设"),
        ("二（二）3", "抓好试点"),
        ("三", "保障"),
        ("三（一）", "加强领导"),
        ("三（二）", "强化督查"),
    ]


def test_items_without_headings_have_none() -> None:
    assert shape(
        "一、措施\n（一）将许可审批权限下放至各县。（负责部门：市住建局）\n（二）支持企业开展试点。（负责部门：市商务局）"
    ) == [
        ("一", "措施"),
        ("一（一）", None),
        ("一（二）", None),
    ]


def test_a_short_text_before_a_bracket_is_a_heading_only_where_others_are() -> None:
    headed = "一、措施\n（一）完善规划。编制规划。（市住建局负责）\n（二）加强监管。（市住建局负责）"
    assert shape(headed)[1:] == [("一（一）", "完善规划"), ("一（二）", "加强监管")]


def test_a_line_that_only_assigns_is_no_text_under_a_heading() -> None:
    assert shape(
        "一、措施\n1.新建学校三所。\n责任单位：市教育局\n完成时限：12月底\n2.改造道路五条\n（市住建局牵头，各区配合）"
    ) == [
        ("一", "措施"),
        ("一1", None),
        ("一2", None),
    ]
    assert shape("一、措施\n1.新建学校\n新建三所学校。\n责任单位：市教育局")[1] == ("一1", "新建学校")


def test_a_table_of_contents_is_no_outline() -> None:
    contents = "目  录\n第一章 总体要求……1\n第一节 目标……- 2 -\n第二章 任务\t6\n"
    text = "第一章 总体要求\n第一节 目标\n加快发展。\n第二章 任务\n抓好落实。"
    assert shape(contents + text) == shape(text)
    # a line 目录 without a second print of its headings hides nothing
    assert shape("目录\n" + text) == shape(text)


def test_numbered_points_of_a_box_are_text() -> None:
    boxed = "第一章 创新\n第一节 平台\n建设平台。\n专栏1 重点平台\n1.实验室。总投资三亿元。\n2.研究院。\n第二节 企业\n1.培育。培育企业。\n专栏2 企业\n1.龙头企业。\n2.扶持。扶持企业。"
    assert [path for path, _ in shape(boxed)] == [
        "第一章",
        "第一章第一节",
        "第一章第二节",
        "第一章第二节1",
        "第一章第二节2",
    ]


def test_headings_numbered_without_a_stop_and_named_numbers() -> None:
    emergency = "1 总则\n1.1 目的\n提高能力。\n2 组织体系\n2.1 指挥部\n市长任总指挥。\n2.1.1 职责\n统一指挥。"
    assert [path for path, _ in shape(emergency)] == ["1", "1.1", "2", "2.1", "2.1.1"]
    # a short line that only begins with a number is none
    assert [path for path, _ in shape("一、任务\n5个专班\n2组织体系\n做好。")] == ["一"]
    named = "一、任务\n任务1：建阵地。新建中心。\n任务2：建队伍。培训社工。"
    assert shape(named)[1:] == [("一1", "建阵地"), ("一2", "建队伍")]


def test_a_sentence_that_opens_a_list_is_no_heading() -> None:
    assert shape("第一条 申报应当具备下列条件：\n（一）依法注册。\n第二条 支持加工。\n（一）奖励。") == [
        ("第一条", None),
        ("第一条（一）", None),
        ("第二条", "支持加工"),
        ("第二条（一）", None),
    ]


def test_a_second_regulation_starts_afresh() -> None:
    done = read(
        "甲管理办法\n第一章 总则\n第一条 为了甲。\n第二条 管好甲。\n乙管理办法（试行）\n第一条 为了乙。\n第二条 管好乙。"
    )
    assert [item.path for item in done.walk()] == ["第一章", "第一章第一条", "第一章第二条", "第一条", "第二条"]
    assert [done.text[s:e] for item in done.walk() for s, e in item.body] == [
        "为了甲。",
        "管好甲。",
        "为了乙。",
        "管好乙。",
    ]


def test_articles_stand_over_or_under_bracketed_numbers() -> None:
    assert [
        path
        for path, _ in shape(
            "第一章 总则\n第一条【宗旨】为了发展。\n第二条 支持下列项目：\n（一）甲类。\n（二）乙类。\n第三条 其他。"
        )
    ] == [
        "第一章",
        "第一章第一条",
        "第一章第二条",
        "第一章第二条（一）",
        "第一章第二条（二）",
        "第一章第三条",
    ]
    assert [
        path
        for path, _ in shape("一、支持\n（一）奖励\n第1条 给予奖励。\n第2条 给予补助。\n（二）补贴\n第3条 给予补贴。")
    ] == [
        "一",
        "一（一）",
        "一（一）第1条",
        "一（一）第2条",
        "一（二）",
        "一（二）第3条",
    ]


def test_signature_and_annex_end_the_last_item() -> None:
    done = read(
        "一、任务\n（一）建设。抓好建设。\n特此通知。\n泸州市人民政府办公室\n2024年3月5日\n附件：1.分工表\n名词解释\n1.甲：是指乙。"
    )
    text = [done.text[s:e] for item in done.walk() for s, e in item.body if not item.annex]
    assert text == ["抓好建设。", "特此通知。"]
    assert [item.annex for item in done.walk()] == [False, False, True]


@pytest.mark.parametrize("asked", ["以上报告如无不妥，请批转各地执行。", "以上意见当否，请批示。"])
def test_what_a_report_asks_for_at_its_end_belongs_to_no_item(asked: str) -> None:
    done = read(f"一、加强管理。\n二、县水利局会同县财政局做好收费。\n{asked}")
    assert [done.text[s:e] for item in done.walk() for s, e in item.body] == [
        "加强管理。",
        "县水利局会同县财政局做好收费。",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "一、甲\n",
                "（一）乙。丙\n",
                "1.丁\n",
                "第二条 戊\n",
                "（2）己\n",
                "文。\n",
                "附件\n",
                "①庚\n",
                "第一章\n",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_any_order_of_markers_makes_a_tree_that_covers_its_text(raw: str) -> None:
    done = read(raw)
    for item in done.walk():
        assert item.start < item.end <= len(done.text)
        for child in item.children:
            assert child.parent is item
            assert item.start <= child.start
            assert child.end <= item.end
    starts = [item.start for item in done.walk()]
    assert starts == sorted(starts)


def test_articles_may_be_headed_in_round_brackets() -> None:
    done = read(
        "第一条（目的和依据）为鼓励发展，制定本办法。\n第二条（资金支持）给予资助。\n第三条（一）建立名录。\n第四条（以下简称总部），是指机构。\n"
    )
    assert [item.title for item in done.walk() if item.kind == "条"][:2] == ["目的和依据", "资金支持"]
    assert [item.title for item in done.walk() if item.kind == "条"][3] is None


def test_articles_on_the_document_itself_are_formal() -> None:
    """Purpose, scope, terms and coming into force; a text of an article that more text follows is no heading."""
    items = list(
        read(
            "第一条 为加强桥梁管理，根据《桥梁法》，结合实际，制定本办法。\n第二条 在本市从事养护的，适用本办法。\n"
            "第三条 本办法所称桥梁，是指跨河桥梁。\n前款桥梁不含便桥。\n第四条 市交通局负责养护。\n第五条 本办法自2021年1月1日起施行。"
        ).walk()
    )
    assert [item.formal for item in items] == [True, True, True, False, True]
    assert [item.title for item in items] == [None] * 5


def test_a_number_may_open_the_text_of_an_item() -> None:
    """11.121人才工程 is the eleventh item; 3.142 is a value."""
    done = read("一、抓项目\n10.学者项目。择优遴选。\n11.121人才工程项目。培养后备人才。\n12.博士后项目。加强资助。")
    assert [(item.value, item.title) for item in done.walk() if item.kind == "1"] == [
        (10, "学者项目"),
        (11, "121人才工程项目"),
        (12, "博士后项目"),
    ]
    assert marker("3.142万亿元") is None


@pytest.mark.parametrize("words", ["9月底前印发清单。", "12月31日前完成验收。", "3月至5月开展排查。"])
def test_a_month_behind_a_number_belongs_to_the_words(words: str) -> None:
    """3.9月底前印发清单 is the third item and no 3.9; so with a full-width stop."""
    for stop in ".．":
        done = read(f"一、建机制\n1{stop}修订规程。\n2{stop}开展检查。\n3{stop}{words}\n4{stop}总结经验。")
        assert [(i.value, i.kind) for i in done.items[0].children] == [(n, "1") for n in (1, 2, 3, 4)]


def test_a_decimal_number_of_months_is_no_item() -> None:
    done = read("1.1 建设周期\n1.2 平均缩短3.5个月。\n1.3 验收")
    assert [i.printed for i in done.walk()] == ["1.1", "1.2", "1.3"]


@pytest.mark.parametrize(
    "listed",
    [
        "附件：1.养老服务方案\n2.养老服务清单",
        "附件：\n1.养老服务方案\n2.养老服务清单",
        "附件：1.养老服务方案（试行）\n      2.养老服务清单\n      3.检查表",
    ],
)
def test_a_list_of_attachments_over_several_lines_holds_no_items(listed: str) -> None:
    notice = "常德市人民政府关于检查养老服务的通知\n常政发〔2023〕5号\n各县人民政府：\n请各县自查。\n{}\n常德市人民政府\n2023年5月1日\n附件1\n养老服务方案\n1.建设机构。建设机构两家。\n2.培训人员。培训人员。\n"
    facts = extract(notice.format(listed))
    assert [(t.path, t.title) for t in facts.tasks] == [("1", "建设机构"), ("2", "培训人员")]
    assert [s for s in facts.signals if s.kind == "numbering"] == []


def test_a_text_may_end_with_what_is_attached() -> None:
    """Headings below 附件： without text under them name attachments; with text under them they are a plan's."""
    notice = "关于清理文件的通知\n各县：\n现予公布。\n附件：\n"
    assert shape(notice + "一、废止的文件目录\n二、失效的文件目录\n2023年5月1日") == []
    assert shape(
        notice
        + "一、清理范围\n各县制发的全部文件，以及部门制发的文件都要清理。\n二、清理步骤\n自查之后上报，由县政府统一审定公布。"
    ) == [
        ("一", "清理范围"),
        ("二", "清理步骤"),
    ]


def test_a_line_without_a_stop_above_who_answers_for_it_is_a_heading() -> None:
    """Among lines that are all like it, with commas or without."""
    assert shape(
        "一、年度目标\n（一）财政收入增长4%\n责任单位：县财政局\n（二）新增就业2000人，失业率控制在4%以内\n责任单位：县人社局"
    ) == [
        ("一", "年度目标"),
        ("一（一）", "财政收入增长4%"),
        ("一（二）", "新增就业2000人，失业率控制在4%以内"),
    ]


def test_a_heading_that_runs_on_into_its_text() -> None:
    assert shape(
        "一、总体要求以习近平新时代中国特色社会主义思想为指导，加快发展。\n二、主要目标到2025年，产值增长。\n三、主要任务"
    ) == [
        ("一", "总体要求"),
        ("二", "主要目标"),
        ("三", "主要任务"),
    ]


def test_what_tells_how_to_read_a_plan_is_no_part_of_it() -> None:
    outline = read(
        "江城市任务分解意见\n说明\n1.本意见逐条分解任务。\n2.主要负责单位为责任单位。\n一、发展指标\n1.增加值增长。"
    )
    assert [item.formal for item in outline.walk()] == [True, True, False, False]


def test_contents_whose_text_is_cut_off() -> None:
    lines = "一、发展形势……………… 1\n（一）全球形势……………… 1\n（二）我省现状 ……… 5\n二、总体思路………… 10"
    assert shape(f"智能江城发展规划\n目录\n{lines}") == []


def test_what_a_page_says_of_a_plan_in_short_is_no_part_of_it() -> None:
    assert shape(
        "某省布局新产业\n①建设创新中心，引进3家企业。\n②加快建设项目。\n近日，某省印发计划，全文如下。\n一、建设园区\n①引进企业。②建设道路。"
    )[0] == (
        "一",
        "建设园区",
    )
