"""Chains: described, numbered or listed by name as something to build; never in passing."""

import pytest

from loaders.facts import Header
from loaders.finders import chains
from tests.loaders.reading import check_evidence, read


def plain(text):
    return [(c.name, [s.name for s in c.segments], [s.name for s in c.subfields]) for c in chains.find(read(text))]


def test_a_paragraph_with_links_and_subfields():
    raw = (
        "1.聚焦重点产业链。大力培育低空装备、卫星应用等空天产业链。\n"
        "低空装备产业链。围绕“材料与部件、动力系统（电机、电池等）、整机制造”成链，细分领域包括工业无人机、飞行汽车等。\n"
        "卫星应用产业链：围绕“芯片与模组、终端、运营服务”成链，重点发展导航服务、遥感服务等领域。"
    )
    assert plain(raw) == [
        ("低空装备产业链", ["材料与部件", "动力系统（电机、电池等）", "整机制造"], ["工业无人机", "飞行汽车"]),
        ("卫星应用产业链", ["芯片与模组", "终端", "运营服务"], ["导航服务", "遥感服务"]),
    ]
    found = chains.find(read(raw))
    assert [c.quote for c in found] == ["低空装备产业链", "卫星应用产业链"]
    assert len(found[0].spans) == 2
    check_evidence(raw, *found, *(s for c in found for s in (*c.segments, *c.subfields)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # numbered, with streams
        (
            "（一）动力电池产业链。上游重点发展正极材料、负极材料，中游布局电芯、模组，下游拓展储能、回收利用等。",
            ("动力电池产业链", ["正极材料", "负极材料", "电芯", "模组", "储能", "回收利用"], []),
        ),
        # links with a printed count, which decides what 和 parts
        (
            "智能终端产业链。主要包括设计研发、核心器件和整机组装三大环节，重点领域包括手机、可穿戴设备等。",
            ("智能终端产业链", ["设计研发", "核心器件", "整机组装"], ["手机", "可穿戴设备"]),
        ),
        (
            "工业软件产业链。环节包括研发设计、生产控制与优化、运维服务。",
            ("工业软件产业链", ["研发设计", "生产控制与优化", "运维服务"], []),
        ),
        # links by 环节, with what each grows
        (
            "储能产业链。电芯环节重点发展长时电芯、固态电芯；系统环节突破热管理；应用环节布局虚拟电厂。",
            ("储能产业链", ["电芯", "系统", "应用"], ["长时电芯", "固态电芯"]),
        ),
        ("储能产业链。补齐隔膜、电解液等薄弱环节。", ("储能产业链", ["隔膜", "电解液"], [])),
        (
            "储能产业链。上游加快突破隔膜、电解液等关键材料，中游做大电池系统，下游拓展电站运维。",
            ("储能产业链", ["隔膜", "电解液", "电池系统", "电站运维"], []),
        ),
        # a numbered heading that builds it
        ("（二）做强绿色家电产业链\n支持企业扩大产能。", ("绿色家电产业链", [], [])),
        ("3.打造都市食品产业链。支持企业扩大产能。", ("都市食品产业链", [], [])),
    ],
)
def test_forms_of_description(text, expected):
    assert plain(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("聚焦集成电路、新型显示和生物医药三条重点产业链。", ["集成电路产业链", "新型显示产业链", "生物医药产业链"]),
        (
            "聚焦集成电路、新能源汽车和智能网联汽车等12条重点产业链，提出意见。",
            ["集成电路产业链", "新能源汽车和智能网联汽车产业链"],
        ),
        ("加快打造轨道交通、航空航天等优势产业链，提升能级。", ["轨道交通产业链", "航空航天产业链"]),
        # a count that agrees makes up for the verb
        ("围绕中药材、花卉两条特色产业链，建立专班。", ["中药材产业链", "花卉产业链"]),
        ("“3”即储能、氢能、光伏三大支柱产业链，“1”即量子信息。", ["储能产业链", "氢能产业链", "光伏产业链"]),
        # 产业链 at each name; names with brackets
        ("聚焦储能产业链、氢能产业链、现代家居产业链。", ["储能产业链", "氢能产业链", "现代家居产业链"]),
        (
            "做大做强装备（机床、机器人）、食品（含预制菜）产业链。",
            ["装备（机床、机器人）产业链", "食品（含预制菜）产业链"],
        ),
        # two lists joined
        (
            "聚焦储能、氢能等优势产业链和量子、基因等新兴产业链。",
            ["储能产业链", "氢能产业链", "量子产业链", "基因产业链"],
        ),
        # numbered items that are names
        ("一、重点产业链\n1.储能产业链；\n2.氢能产业链。\n二、保障\n加强领导。", ["储能产业链", "氢能产业链"]),
    ],
)
def test_lists_behind_a_verb_of_building(text, expected):
    assert [name for name, _, _ in plain(text)] == expected


def test_a_table_with_a_column_of_chains():
    text = "序号\t产业链\t链长\t牵头单位\n1\t集成电路\t张某\t市经信局\n2\t生物医药产业链\t李某\t市科技局\n"
    assert [name for name, _, _ in plain(text)] == ["集成电路产业链", "生物医药产业链"]


def test_a_table_whose_chains_have_heads():
    text = "序号\t产业名称\t链长\t链主企业\n1\t储能\t张某\t甲公司\n2\t氢能\t李某\t乙公司\n"
    assert [name for name, _, _ in plain(text)] == ["储能产业链", "氢能产业链"]


def test_a_row_of_chains_may_have_an_empty_cell():
    """A tab counts it; a cell a line leaves no trace of it, but the name still follows the number."""
    tabs = "序号\t主导产业链（2条）\t链长\t牵头单位\t链主企业\n1\t储能\t张某\t市经信局\t\n2\t氢能\t\t市科技局\t乙公司\n"
    lines = "序号\n产业链名称\n链长\n牵头单位\n链主企业\n1\n储能产业链\n张某\n市经信局\n2\n氢能产业链\n李某\n市科技局\n乙公司\n"
    for text in (tabs, lines):
        assert [name for name, _, _ in plain(text)] == ["储能产业链", "氢能产业链"]


@pytest.mark.parametrize("verb", ["推动", "加快", "围绕"])
@pytest.mark.parametrize("tail", ["建链强链", "建设"])
def test_chains_that_are_worked_on_are_listed_whatever_opens_them(verb, tail):
    text = (
        f"（一）强基础。{verb}氢能、生物医药等重点产业链{tail}。\n（二）抓招商。推动产业链延链补链，加强产业链建设。\n"
    )
    assert [name for name, _, _ in plain(text)] == ["氢能产业链", "生物医药产业链"]


@pytest.mark.parametrize(
    "text",
    [
        "梳理形成智能建造产业链重点工作，明确产业链年度目标。",
        "（一）聚焦重点产业链。推动产业链上下游整合。",
        "（四）延伸产业链条，打造检测维修中心。",
        "（三）构建产业生态，培育壮大产业链。",
        "（二）推进农机装备全产业链协同发展。",
        "推动创新链、产业链、资金链、人才链深度融合。",
        "围绕集成电路、生物医药等产业链开展招商。",
        "深度融入国际产业链、价值链、供应链。",
        "补齐集成电路、工业软件等产业链短板。",
        "探索区块链应用，打造完整产业链。",
        "支持人形机器人产业链中试平台建设。",
        "《加快培育集成电路、新型显示等产业链》",
        "（一）明确重点产业链。分行业制定方案。",
        "构建研发设计、生产制造、销售服务产业链。",
        "围绕中药材、花卉等特色产业链开展招商。",
    ],
)
def test_in_passing_there_is_none(text):
    assert plain(text) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("合肥市关于加快储能产业链发展的实施意见", ["储能产业链"]),
        ("《合肥市中药材（含饮片）产业链三年行动计划》", ["中药材（含饮片）产业链"]),
        # a kind, all of a chain, two things at once
        ("合肥市关于实施重点产业链链长制的意见", []),
        ("合肥市推行产业链链长制工作方案", []),
        ("合肥市农业全产业链发展方案", []),
        ("合肥市制造业产业链链长制行动方案", []),
        ("合肥市关于稳定汽车产业链供应链的意见", []),
    ],
)
def test_the_title_names_one(title, expected):
    raw = f"{title}\n一、总体要求\n加强领导。"
    header = Header(title=title.strip("《》"), spans={"title": (0, len(title))})
    assert [c.name for c in chains.find(read(raw), header)] == expected


def test_base():
    assert chains.base("低空装备产业链") == "低空装备"


def test_three_named_in_full_are_worked_on_whatever_word_opens_the_list():
    names = [name for name, _, _ in plain("（一）强链。围绕铜加工产业链、船舶产业链、制鞋产业链，绘制图谱，引进项目。")]
    assert names == ["铜加工产业链", "船舶产业链", "制鞋产业链"]
    names = [name for name, _, _ in plain("（一）强链。重点推进白酒产业链、化学纤维产业链、激光装备产业链等建设。")]
    assert names == ["白酒产业链", "化学纤维产业链", "激光装备产业链"]
    assert plain("（一）强链。围绕铜加工产业链、船舶产业链，引进项目。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two that 和, 与 or 及 join; parts of one, and other things that are joined, are none
        ("聚焦商业航天和脑机接口产业链，强化招商。", ["商业航天产业链", "脑机接口产业链"]),
        ("做大做强现代种业与智能农机等优势产业链。", ["现代种业产业链", "智能农机产业链"]),
        ("聚焦石化和新材料两条产业链。", ["石化产业链", "新材料产业链"]),
        ("聚焦乘用车和零部件产业链。", []),
        ("聚焦强链和补链产业链，聚焦产业转型和完善产业链。", []),
        # the printed count says which joint parts
        ("聚焦芯片、软件、机床及刀具和家电4条产业链。", ["芯片产业链", "软件产业链", "机床及刀具产业链", "家电产业链"]),
        ("培育芯片、软件、薄膜及制品三条产业链。", ["芯片产业链", "软件产业链", "薄膜及制品产业链"]),
        # each with where it is
        (
            "打造以甲县、乙县等为重点依托的纺织产业链；以丙县为重点依托的造船产业链。",
            ["纺织产业链", "造船产业链"],
        ),
    ],
)
def test_names_that_no_mark_parts(text, expected):
    assert [name for name, _, _ in plain(text)] == expected
