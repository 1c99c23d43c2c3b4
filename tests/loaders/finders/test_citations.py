"""Cited documents: titles in 《》 with the number behind them."""

import pytest

from loaders.finders import citations, header
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import outline


def cited(raw: str) -> list[tuple[str, str | None, int]]:
    done = outline(lay_out(normalise(raw)))
    return [(c.title, c.number, len(c.spans or [c.span])) for c in citations.find(done, header.find(done))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《水法》和《关于节水的意见》（国发[2019]6 号），", [("关于节水的意见", "国发〔2019〕6号", 1)]),
        # printed twice: one entry with both places
        (
            "按照《关于节水的意见》（国发〔2019〕6号）要求，落实《关于节水的意见》精神",
            [("关于节水的意见", "国发〔2019〕6号", 2)],
        ),
        # a title inside a title is part of it
        ("落实《市政府关于印发<节水行动方案>的通知》", [("市政府关于印发〈节水行动方案〉的通知", None, 1)]),
        # what people read and hear is no document
        ("通过《市民论坛》、《百姓之声》、市政府网站等平台听取意见。", []),
        # three in a row
        (
            "根据《节水条例》《取水管理办法》《水资源费规定》",
            [("节水条例", None, 1), ("取水管理办法", None, 1), ("水资源费规定", None, 1)],
        ),
        # a short form of a document named before; a form to fill in
        (
            "按照《关于节水的意见》（国发〔2019〕6号，以下简称《节水意见》）和《实施方案》，落实《节水意见》，填写《用水申请审批表》",
            [("关于节水的意见", "国发〔2019〕6号", 1)],
        ),
        # one number is one document, however its issuer is printed
        (
            "根据《国务院关于节水的意见》（国发〔2019〕6号），落实国务院《关于节水的意见》（国发〔2019〕6号）",
            [("国务院关于节水的意见", "国发〔2019〕6号", 2)],
        ),
        # what a body counts without brackets
        (
            "根据《取水办法》（市政府令第58号）和《关于税费的公告》（财政部 税务总局公告2021年第13号）",
            [("取水办法", "市政府令第58号", 1), ("关于税费的公告", "财政部税务总局公告2021年第13号", 1)],
        ),
        # newspapers are no documents
        ("在《经济日报》刊登", []),
        # the number of a standard is not part of its title
        ("参照《节水型企业评价导则 GB/T 7119-2018》", [("节水型企业评价导则", None, 1)]),
    ],
)
def test_citations(text: str, found: list[tuple[str, str | None, int]]) -> None:
    assert [c for c in cited(f"玉溪市水利局关于节水的通知\n{text}。") if len(c[0]) > 3] == found


def test_laws_of_few_characters_and_the_portals_word_on_a_document() -> None:
    assert cited(
        "时效：根据《市政府关于清理文件的决定》（玉政〔2017〕16号），宣布失效\n玉溪市水利局关于节水的通知\n依据《水法》《建筑法》。\n一、做好。\n二、落实。"
    ) == [("水法", None, 1), ("建筑法", None, 1)]


def test_what_is_forwarded_or_approved_is_no_citation() -> None:
    assert (
        cited(
            "玉溪市人民政府转发市水利局关于节水工作意见的通知\n市水利局《关于进一步加强节水工作的意见》已经市政府同意，现转发给你们。"
        )
        == []
    )
    assert (
        cited(
            "玉溪市人民政府转发市水利局关于节水工作安排的通知\n市政府同意市水利局、市财政\n局《关于2003年节水工作的报告》，现转发给你们。"
        )
        == []
    )
    assert (
        cited(
            "玉溪市人民政府关于印发节水两个规定的通知\n市水利局会同市财政局拟定的《节水管理规定》和《节水奖励规定》已经市政府第3次常务会议通过，现印发给你们。"
        )
        == []
    )


def test_what_is_handed_on_is_no_citation_though_it_has_a_number() -> None:
    assert (
        cited(
            "玉溪市人民政府转发节水处罚规范的通知\n现将市水利局《关于印发节水处罚规范的通知》（玉水〔2011〕14号）转发给你们。"
        )
        == []
    )


def test_a_number_tells_a_plan_from_the_order_of_its_duties() -> None:
    assert cited(
        "玉溪市人民政府关于印发玉溪市节水规划责任分解的通知\n玉政发〔2024〕3号\n根据《玉溪市节水规划》（玉政发〔2023〕6号），制定本分解。"
    ) == [("玉溪市节水规划", "玉政发〔2023〕6号", 1)]


def test_what_a_reply_approves_is_cited() -> None:
    assert cited(
        "国务院关于《云南省空间规划》的批复\n国函〔2023〕150号\n云南省人民政府：\n原则同意《云南省空间规划》。"
    ) == [("云南省空间规划", None, 2)]


def test_the_enclosed_plan_is_no_citation() -> None:
    assert (
        cited(
            "关于印发《玉溪市节水方案》的通知\n现将《玉溪市节水方案》印发给你们。\n玉溪市水利局\n2020年1月2日\n玉溪市节水方案\n一、任务"
        )
        == []
    )


def test_the_notice_that_a_sentence_names_is_cited_with_its_number() -> None:
    """印发《…》的通知 is the document itself on the line of its title only."""
    assert cited(
        "玉溪市人民政府关于印发《玉溪市取水方案》的通知\n玉政发〔2024〕3号\n根据省人民政府关于印发《云南省取水方案》的通知（云政发〔2023〕8号）精神，制定本方案。"
    ) == [("云南省取水方案", "云政发〔2023〕8号", 1)]


def test_the_plan_whose_duties_a_document_divides_is_cited() -> None:
    assert cited(
        "玉溪市节水规划任务分工方案\n玉政发〔2024〕3号\n《玉溪市节水规划》已经印发，为落实规划，制定本方案。"
    ) == [("玉溪市节水规划", None, 1)]


@pytest.mark.parametrize(
    ("named", "listed"),
    [
        ("对照《节水任务分解表》（附件1）和《节水评价规定》（见附件2）", ""),
        ("对照《节水任务分解表》和《节水评价规定》", "附件：1.节水任务分解表\n2.节水评价规定\n"),
        ("对照《节水任务分解表》", "附件：节水任务分解表\n"),
    ],
)
def test_what_is_attached_is_no_citation(named: str, listed: str) -> None:
    raw = f"玉溪市人民政府关于抓好节水的通知\n玉政发〔2024〕3号\n各县人民政府：\n{named}，抓好落实。\n{listed}玉溪市人民政府\n2024年3月1日"
    assert cited(raw) == []


@pytest.mark.parametrize(
    "form",
    [
        "项目申报书",
        "专家推荐书",
        "合作协议书",
        "法人授权书",
        "质量保证书",
        "技术鉴定书",
        "水费年度申报表（A类，2017年版）",
    ],
)
def test_a_form_to_fill_in_is_no_citation(form: str) -> None:
    assert cited(f"某市申报办法\n一、申报\n单位填写《{form}》，按《某市项目管理办法》报送。") == [
        ("某市项目管理办法", None, 1)
    ]


def test_what_is_sent_under_short_names_is_no_citation() -> None:
    assert (
        cited(
            "玉溪市人民政府印发关于促进节水的意见和计划的通知\n玉政发〔2024〕3号\n市政府制定了《关于促进节水的意见》和《关于水价改革的年度安排》（以下简称《意见》和《安排》），现将《意见》和《安排》印发你们。"
        )
        == []
    )


def test_a_paper_whose_office_answers_is_no_citation() -> None:
    assert cited("三、联系方式\n《水利建设》杂志社 某某 0431-86908346\n《节水教育》编辑部") == []


def test_plans_that_a_notice_sends_in_a_row_are_no_citations() -> None:
    assert not cited(
        "玉溪市水利局关于印发《玉溪市节水“三个全覆盖”方案》的通知\n现将《玉溪市节水宣传方案》《玉溪市取水监测方案》和《玉溪市水价方案》一并印发给你们，请落实。"
    )


@pytest.mark.parametrize(
    "made", ["汇总形成了《全省大型灌区名录》，现予以公布", "我们制定了《灌区资金使用办法》。现印发给你们"]
)
def test_what_the_issuer_made_and_makes_known_is_no_citation(made: str) -> None:
    assert cited(f"各县水利局：\n按照《灌区技术标准》，{made}。") == [("灌区技术标准", None, 1)]
