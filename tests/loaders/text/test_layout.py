"""Lines become paragraphs: broken lines are joined, stray spaces go, table cells stay apart."""

from loaders.text.clean import normalise
from loaders.text.layout import Paragraph, lay_out


def paragraphs(raw: str) -> list[Paragraph]:
    return lay_out(normalise(raw)).paragraphs


def broken(text: str, width: int, indent: str = "") -> str:
    """A print-out of a text: each paragraph broken at a number of characters, its first line indented."""
    out = []
    for paragraph in text.split("\n"):
        whole = indent + paragraph
        out += [whole[i : i + width] for i in range(0, len(whole), width)]
    return "\n".join(out)


PLAN = """一、总体要求
坚持以人民为中心的发展思想，完整准确全面贯彻新发展理念，加快建设现代化产业体系，推动全市装备制造业高质量发展，打造具有全国影响力的制造基地。
二、重点任务
（一）培育壮大龙头企业。实施龙头企业培育工程，支持企业兼并重组、做大做强，引导企业加大研发投入，到2026年培育超百亿元企业两家。（责任单位：市经济和信息化局、市科技局、市国资委）
（二）完善产业配套体系。绘制产业链图谱，梳理关键零部件清单，开展补链强链招商，推动上下游企业协同发展，提高本地配套率，增强产业链韧性和安全水平。（责任单位：市商务局、市发展改革委、各县区人民政府）
三、保障措施
各有关部门要加强统筹协调，落实工作责任，细化工作举措，形成工作合力，确保各项任务按期完成，重大事项及时报告市政府，适时组织开展督促检查。"""


def test_lines_broken_at_the_page_width_are_joined() -> None:
    for indent in ("", "　　"):
        assert [p.text for p in paragraphs(broken(PLAN, 27, indent))] == PLAN.split("\n")


def test_a_title_that_fills_its_line_ends_before_whom_it_addresses() -> None:
    title = "江城市人民政府关于深化完善政策支持东湖地区发展的若干意见"
    for below in ("各区人民政府，市政府各部门：", "江府发〔2023〕130号"):
        found = paragraphs(broken(f"{title}\n{below}\n{PLAN}", len(title)))
        assert [p.text for p in found[:2]] == [title, below]


def test_lines_of_a_web_page_stay_paragraphs() -> None:
    assert [p.text for p in paragraphs(PLAN)] == PLAN.split("\n")


def test_a_page_number_inside_a_sentence_does_not_part_it() -> None:
    lines = broken(PLAN, 27).split("\n")
    lines[5:5] = ["", "— 2 —"]
    assert [p.text for p in paragraphs("\n".join(lines))] == PLAN.split("\n")


def test_a_title_broken_inside_its_marks_is_one_line() -> None:
    assert [p.text for p in paragraphs("市政府关于印发《政务公开\n试点工作方案》的通知\n各区政府：")] == [
        "市政府关于印发《政务公开试点工作方案》的通知",
        "各区政府：",
    ]


def test_stray_spaces_go_but_words_stay_apart() -> None:
    assert [p.text for p in paragraphs("第 1 0 条  鼓励 企业发展 5G\u00a0network 建设\n2024 年8 月6 日")] == [
        "第10条鼓励企业发展5G network建设",
        "2024年8月6日",
    ]


HEADS = ["序 号", "重点任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [["1", "建产业园。", "市经信局", "市财政局", "6月底"], ["2", "引企业。", "市商务局", "各县区", "全年"]]


def cells(found: list[Paragraph]) -> list[list[str]]:
    text = "\n".join(p.text for p in found)
    return [[text[s:e] for s, e in p.cells] for p in found if p.cells]


def test_cells_on_lines_of_their_own_are_rows() -> None:
    upright = "\n".join(cell for row in (HEADS, *ROWS) for cell in row)
    found = paragraphs(f"附件\n任务分工表\n{upright}\n抄送：市委办公室。\n备用")

    assert cells(found) == [["序号", *HEADS[1:]], *ROWS]
    assert [p.text for p in found if not p.cells] == ["附件", "任务分工表", "抄送：市委办公室。", "备用"]
    # a list of numbers and short lines without such a head is none
    assert not cells(
        paragraphs(upright.replace("牵头单位", "说明").replace("配合单位", "注").replace("完成时限", "其他"))
    )


def test_a_cell_of_several_lines_is_one_cell() -> None:
    upright = [
        *HEADS,
        "一、产业发展",
        "1",
        "1.建产业园。",
        "2.引进企业。",
        "市经信局",
        "市财政局",
        "6月底",
        "2",
        "办展会。",
        "市商务局",
        "全年",
    ]
    assert cells(paragraphs("\n".join(upright)))[1:] == [
        ["一、产业发展"],
        ["1", "1.建产业园。\n2.引进企业。", "市经信局", "市财政局", "6月底"],
        ["2", "办展会。", "市商务局", "全年"],
    ]
    tabs = "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t1.建产业园。\n2.引进企业。\t市经信局\n市科技局\t市财政局\t6月底\n2\t办展会。\t市商务局\t市贸促会\t全年\n以上按月报送。"
    assert cells(paragraphs(tabs))[1:] == [
        ["1", "1.建产业园。\n2.引进企业。", "市经信局\n市科技局", "市财政局", "6月底"],
        ["2", "办展会。", "市商务局", "市贸促会", "全年"],
    ]
    assert paragraphs(tabs)[-1].text == "以上按月报送。"


def test_the_cells_of_a_table_stay_apart() -> None:
    found = paragraphs(
        "附件\n序号 重点任务 责任单位 完成时限\n1 建设产业园 市经信局 6月底\n2 引进企业\t市商务局\t全年\n以上任务按月报送"
    )

    assert [bool(p.cells) for p in found] == [False, True, True, True, False]
    assert found[1].head
    cells = found[2].cells or []
    text = "\n".join(p.text for p in found)
    assert [text[s:e] for s, e in cells] == ["1", "建设产业园", "市经信局", "6月底"]


def test_a_page_on_one_line_with_a_space_for_each_line_break() -> None:
    """Two or more numbers behind stops tell it; the signature, the day and the plan's title part there too."""
    head = "各乡镇人民政府： 现将《平江县治水方案》印发给你们。 平江县人民政府 2021年4月20日 平江县治水方案 为治理河道，制定本方案。"
    body = f"一、 总体要求 （一）指导思想。{'坚持系统治理，' * 40}统筹推进。 （二）主要目标。三年见效。 二、重点任务 1.清理河道。清好河道。 2.修复岸线。修好岸线。"
    assert [p.text for p in paragraphs(f"{head} {body}") if len(p.text) < 30] == [
        "各乡镇人民政府：",
        "现将《平江县治水方案》印发给你们。",
        "平江县人民政府",
        "2021年4月20日",
        "平江县治水方案",
        "为治理河道，制定本方案。",
        "一、总体要求",
        "（二）主要目标。三年见效。",
        "二、重点任务",
        "1.清理河道。清好河道。",
        "2.修复岸线。修好岸线。",
    ]
    once = f"加强治理。{'坚持系统治理，' * 40}包括 （一）清淤 （二）护岸 （三）绿化"
    assert len(paragraphs(once)) == 1


def test_few_lines_among_many_headings_are_joined_where_they_are_cut_alike() -> None:
    headings = "\n".join(f"{n}.建设{name}" for n, name in enumerate("河湖库渠坝堰塘井泉湾溪沟洲滩岛港", 1))
    text = f"{PLAN}\n{headings}\n{headings}\n{headings}"
    assert [p.text for p in paragraphs(broken(text, 29))] == text.split("\n")


def test_a_head_on_one_line_is_parted_where_its_line_breaks_were() -> None:
    rest = "\n现将有关事项通知如下。\n一、开展检查。各单位要自查。\n二、按时报送。各单位要报送。"
    for head, wanted in (
        # number first, or behind the title; who issues it stays with the title, and a word spread out stays whole
        (
            "云溪县人民政府办公室 关于印发《云溪县 河道管护办法》的通知 云政办发〔2023〕4号 各乡镇人民政府，县直各单位：",
            [
                "云溪县人民政府办公室关于印发《云溪县河道管护办法》的通知",
                "云政办发〔2023〕4号",
                "各乡镇人民政府，县直各单位：",
            ],
        ),
        (
            "云政发〔2023〕5号 云溪县人民政府关于加强河道管护的 通 知 各乡镇人民政府，县直各单位： 现将有关事项通知如下。",
            [
                "云政发〔2023〕5号",
                "云溪县人民政府关于加强河道管护的通知",
                "各乡镇人民政府，县直各单位：",
                "现将有关事项通知如下。",
            ],
        ),
    ):
        assert [p.text for p in paragraphs(head + rest)][: len(wanted)] == wanted


def test_who_signs_and_the_day_stand_alone_though_the_line_above_is_full() -> None:
    lines = broken(PLAN, 27, "　　").split("\n")
    body = PLAN.split("\n")
    full = "各乡镇要按月报送进展，县直有关部门要加强调度，确保落实见效。"[-27:]
    below = [full, "江城县人民政府", "2023年3月1日"]
    assert [p.text for p in paragraphs("\n".join([*lines, *below]))] == [*body, *below]


def test_what_opens_no_paragraph_goes_on_and_what_opens_one_does_not() -> None:
    plan = (
        PLAN
        + "\n各部门要根据《江城市装备制造业高质量发展规划》（江政发〔2023〕4号）精神做好各项工作，推动任务全面落实到位。"
    )
    lines = broken(plan, 27).split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("各部门要根据"))
    # the number of a citation on the line below its title, which is short of the page's width
    lines[at:] = [
        "各部门要根据《江城市装备制造业高质量发展规划》",
        "（江政发〔2023〕4号）精神做好各项工作，推动任务全面",
        "落实到位。",
    ]
    assert [p.text for p in paragraphs("\n".join(lines))] == plan.split("\n")
    # a plan's title fills its line; the sentence that opens the plan is no part of it
    title = "江城市推进装备制造业高质量发展三年行动工作的实施方案"
    body = "为全面贯彻落实省委、省政府决策部署，加快推进全市装备制造业转型升级，结合我市实际情况，制定本实施方案。"
    found = paragraphs(broken(f"{title}\n{body}\n{PLAN}", len(title)))
    assert [p.text for p in found[:2]] == [title, body]


def test_spaces_part_units_where_no_mark_does() -> None:
    for printed, wanted in (
        ("责任单位：市科 技局、市统计局、医药园区管委 会", "责任单位：市科技局、市统计局、医药园区管委会"),
        ("责任单位：各镇 人民政府", "责任单位：各镇人民政府"),
        ("责任单位：市教育局 市财政局", "责任单位：市教育局 市财政局"),
    ):
        assert [p.text for p in paragraphs(printed)] == [wanted]


def test_a_sentence_with_spaces_is_no_head_of_a_table() -> None:
    text = "一、各牵头单位要按照《 2023 年江城市政府工作主要任务分解\n表》做好落实。"
    assert all(not p.cells for p in paragraphs(text))


def test_a_line_that_starts_inside_of_a_sentence_like_an_item_goes_on() -> None:
    lines = broken(PLAN, 27).split("\n")
    for line, below in (
        ("对取得证书的企业给予支持，优先支持大健康产业中取得国家的", "一、二、三类新药证书的产品。"),
        ("对年度产值增长较快的企业给予支持，前款奖励与本意见规定的", "第二条规定的奖励不可重复享受。"),
        ("对年度产值增长较快的企业给予支持，同时不再享受本意见第四条", "（二）款规定的奖励。"),
    ):
        found = paragraphs("\n".join([*lines, line, below]))
        assert found[-1].text == line + below


def test_a_title_over_whom_it_addresses_and_one_that_goes_on_are_told_apart() -> None:
    lines = broken(PLAN, 27).split("\n")
    # whom it addresses, by name, below a title that fills its line
    title, addressed = "关于印发《江城市推进装备制造业发展实施方案》的通知", "东县、西县、南湖县人民政府，新区各部门："
    found = paragraphs("\n".join([title, addressed, *lines]))
    assert [p.text for p in found[:2]] == [title, addressed]
    # a plan's title breaks before 和
    found = paragraphs("\n".join(["江城市装备制造业发展第十四个五年规划", "和重大工程任务分工方案", *lines]))
    assert found[0].text == "江城市装备制造业发展第十四个五年规划和重大工程任务分工方案"


def test_a_full_line_that_ends_in_a_semicolon_goes_on() -> None:
    lines = broken(PLAN, 27).split("\n")
    text = "主要预期目标是全市装备制造业增加值增百分之八点五左右；规模以上工业企业数量稳步增加。"
    found = paragraphs("\n".join([*lines, text[:27], text[27:]]))
    assert text[26] == "；"
    assert found[-1].text == text


def test_the_next_item_may_stand_behind_a_gap_on_the_line_of_the_one_before() -> None:
    for printed, wanted in (
        (
            "（一）鼓励研发。支持建立研发总部。（市科技局） （二）强化转化。建设中试基地。（市科技局）",
            ["（一）鼓励研发。支持建立研发总部。（市科技局）", "（二）强化转化。建设中试基地。（市科技局）"],
        ),
        ("1.建设园区，完善道路。 2.引进企业。", ["1.建设园区，完善道路。", "2.引进企业。"]),
        # a reference to another item does not count on
        (
            "（一）鼓励研发，按照本条规定办理。 （三）项所列除外。",
            ["（一）鼓励研发，按照本条规定办理。（三）项所列除外。"],
        ),
    ):
        assert [p.text for p in paragraphs(printed)] == wanted


def test_a_title_printed_twice_is_two_lines() -> None:
    title = "江城市人民政府关于推进装备制造业高质量发展工作的通知"
    assert [p.text for p in paragraphs(f"{title}\n{title}\n{broken(PLAN, 27)}")[:2]] == [title, title]


def test_what_follows_a_head_on_its_line_is_parted_too() -> None:
    text = (
        "云溪县人民政府关于印发《云溪县河道管护办法》的通知 云政发〔2023〕4号 各乡镇人民政府： 现将《云溪县河道管护办法》印发给你们。 "
        "云溪县人民政府 2023年3月1日 （此件公开发布） 云溪县河道管护办法 为加强管护，制定本办法。 一、适用范围 本办法适用于全县。 附  则"
    )
    assert [p.text for p in paragraphs(text)] == [
        "云溪县人民政府关于印发《云溪县河道管护办法》的通知",
        "云政发〔2023〕4号",
        "各乡镇人民政府：",
        "现将《云溪县河道管护办法》印发给你们。",
        "云溪县人民政府",
        "2023年3月1日",
        "（此件公开发布）",
        "云溪县河道管护办法",
        "为加强管护，制定本办法。",
        "一、适用范围",
        "本办法适用于全县。",
        "附则",
    ]


def test_a_page_on_one_line_parted_by_wide_gaps() -> None:
    body = "坚持系统治理，" * 20
    text = f"云溪县治水方案  为治理河道，制定本方案。  一、总体要求  （一）思想。{body}统筹推进。  （二）目标。{body}三年见效。  二、任务。  1.清理河道。{body}清好。"
    assert [p.text for p in paragraphs(text) if len(p.text) < 30] == [
        "云溪县治水方案",
        "为治理河道，制定本方案。",
        "一、总体要求",
        "二、任务。",
    ]
