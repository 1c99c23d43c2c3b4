"""Organisations: where their names begin and end, what kind they are, which names are one."""

import pytest

from loaders.facts import Header, Task, UnitRole
from loaders.finders import organisations
from tests.loaders.reading import check_evidence, of, read


def names(text, jurisdiction="成都市"):
    return [o.name for o in organisations.find(read(text), header=of(jurisdiction))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs, prepositions and conjunctions in front never stick
        ("由市发改委牵头，会同市财政局和市商务局研究制定。", ["市发改委", "市财政局", "市商务局"]),
        ("请积极持续向住建部、省住建厅报送经验材料。", ["住建部", "省住建厅"]),
        ("在市委金融办指导下，市地方金融监管局联合市工商联开展。", ["市委金融办", "市地方金融监管局", "市工商联"]),
        ("办公室主任由县商务局局长和县工信局局长兼任。", ["县商务局", "县工信局"]),
        # 和 inside a name parts nothing; 市市场监管局 keeps both 市; 全市 opens no name
        (
            "市市场监管局、市规划和自然资源局及市国资委要协同，全市形成合力。",
            ["市市场监管局", "市规划和自然资源局", "市国资委"],
        ),
        # party committees and their organs
        ("经市委、市政府同意，报省委宣传部备案。", ["市委", "市政府", "省委宣传部"]),
        (
            "自治区党委、自治区人民政府决定，自治区发展改革委牵头。",
            ["自治区党委", "自治区人民政府", "自治区发展改革委"],
        ),
        # branches of national bodies and banks
        (
            "国家税务总局成都市税务局、成都海关、人行四川省分行负责。",
            ["国家税务总局成都市税务局", "成都海关", "人行四川省分行"],
        ),
        # 会同县 is a county, but behind a body 会同 is a verb
        ("县商务局会同县财政局、县统计局负责。", ["县商务局", "县财政局", "县统计局"]),
        ("由中国建设银行四川省分行承办。", ["中国建设银行四川省分行"]),
        # districts and zones
        (
            "锦江区人民政府、四川天府新区管委会、成都高新区管委会和杭州高新区（滨江）管委会要落实责任。",
            ["锦江区人民政府", "四川天府新区管委会", "成都高新区管委会", "杭州高新区（滨江）管委会"],
        ),
        ("上海自贸试验区临港新片区管委会、浦东新区科经委", ["上海自贸试验区临港新片区管委会", "浦东新区科经委"]),
        # bodies that every level has one of
        (
            "市人大常委会、市政协、市中级人民法院、团市委、市妇联",
            ["市人大常委会", "市政协", "市中级人民法院", "团市委", "市妇联"],
        ),
        ("国务院办公厅、国务院国资委、中央网信办", ["国务院办公厅", "国务院国资委", "中央网信办"]),
    ],
)
def test_boundaries_of_public_bodies(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各区财政局和市、区城管局落实，各区（市）县政府实施。",
        "相关部门、主管部门、有关单位和各级政府要加强协同。",
        "部署举办全国大会，全部干部在大厅集合，优化布局、顾全大局。",
        "鼓励保险公司、商业银行、大型企业集团和国内外高水平大学参与。",
        "社区、园区、辖区和城市共建，市场监管更严，市级财政资金下达。",
        "各省、自治区、直辖市人民政府：",
        "（国办发〔2019〕35号）（成发改委〔2020〕1号）",
        "建立领导小组联席会议制度。",
        "《成都市发展改革委工作规则》",
    ],
)
def test_what_names_no_organisation(text):
    assert names(text) == []


def test_enterprises_and_universities_without_their_classes():
    text = "支持四川大学、西南交通大学等高校与成都轨道集团、兴城集团及哈尔滨工业大学（深圳）合作，组织成都交子金融控股集团有限公司参与。"
    found = organisations.find(read(text), header=of("成都市"))
    assert [(o.name, o.kind) for o in found] == [
        ("四川大学", "university"),
        ("西南交通大学", "university"),
        ("成都轨道集团", "enterprise"),
        ("兴城集团", "enterprise"),
        ("哈尔滨工业大学（深圳）", "university"),
        ("成都交子金融控股集团有限公司", "enterprise"),
    ]


def test_the_issuer_of_a_cited_title_is_named():
    text = "根据《国家发展改革委等部门关于推动消费的通知》《四川省人民政府办公厅关于印发方案的通知》制定。"
    assert names(text) == ["国家发展改革委", "四川省人民政府办公厅"]


def test_wordings_of_one_body_are_one_record_with_all_its_places():
    raw = "成都市人民政府办公厅\n经市政府同意，市政府办公厅印发，住房和城乡建设部、住建部指导，成都市人民政府解释。"
    found = {o.name: o for o in organisations.find(read(raw), header=of("成都市"))}
    assert {n: o.aliases for n, o in found.items()} == {
        "成都市人民政府办公厅": ["市政府办公厅"],
        "成都市人民政府": ["市政府"],
        "住房和城乡建设部": ["住建部"],
    }
    assert len(found["成都市人民政府"].spans) == 2
    check_evidence(raw, *found.values())


def test_a_district_in_its_own_document():
    found = organisations.find(
        read("深圳市坪山区人民政府办公室、坪山区人民政府办公室、区政府、坪山区人民政府"), header=of("坪山区")
    )
    assert [(o.name, o.aliases) for o in found] == [
        ("深圳市坪山区人民政府办公室", ["坪山区人民政府办公室"]),
        ("坪山区人民政府", ["区政府"]),
    ]


def test_a_leading_group_with_its_short_forms_and_its_office():
    text = (
        "成立成都市低空经济发展工作领导小组（以下简称“领导小组”），低空经济领导小组下设招商引资工作专班。"
        "领导小组办公室设在市经信局，专班每月向领导小组报告，经工作专班审核。各级领导小组、若干工作专班不在此列。"
    )
    found = organisations.find(read(text), header=of("成都市"))
    assert [(o.name, o.kind, o.aliases) for o in found] == [
        ("成都市低空经济发展工作领导小组", "leading_group", ["领导小组", "低空经济领导小组"]),
        ("招商引资工作专班", "leading_group", ["工作专班", "专班"]),
        ("领导小组办公室", "leading_group", []),
        ("市经信局", "government", []),
    ]


def test_a_bare_form_stays_apart_where_two_groups_may_be_meant():
    text = "成都市甲领导小组和成都市乙领导小组协同。领导小组每月会商。"
    found = organisations.find(read(text), header=of("成都市"))
    assert {o.name: o.aliases for o in found} == {"成都市甲领导小组": [], "成都市乙领导小组": [], "领导小组": []}


def test_short_forms_of_ministries_hold_in_national_documents_only():
    text = "发展改革委、标准委负责。"
    assert names(text, "国家") == ["发展改革委", "标准委"]
    assert names(text, "成都市") == []


def test_a_signature_broken_over_two_lines_gets_its_full_name_from_the_head():
    header = Header(jurisdiction="浙江省", issuer="浙江省制造业领导小组办公室")
    found = organisations.find(read("浙江省制造业\n\n领导小组办公室\n\n2024年9月2日"), header=header)
    assert [(o.name, o.aliases) for o in found] == [("浙江省制造业领导小组办公室", ["领导小组办公室"])]


def test_units_whose_prefix_stands_elsewhere_come_from_the_tasks():
    raw = "（责任单位：省科技厅、工业和信息化厅、各市政府）"
    o = read(raw)
    at = o.text.index("工业和信息化厅")
    unit = UnitRole(name="省工业和信息化厅", role="responsible", **o.at(at, at + 7))
    group = UnitRole(name="各市政府", role="responsible", **o.at(len(raw) - 5, len(raw) - 1))
    task = Task(
        origin="body", ordinal=1, path="1", section=None, title=None, text="", units=[unit, group], **o.at(0, 1)
    )
    found = organisations.find(o, header=of("浙江省"), tasks=[task, task])
    assert [(x.name, x.kind) for x in found] == [("省科技厅", "government"), ("省工业和信息化厅", "government")]
    check_evidence(raw, *found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市轨道集团", "enterprise"),
        ("浙江大学", "university"),
        ("哈尔滨工业大学（深圳）", "university"),
        ("招商引资专班", "leading_group"),
        ("省数据局", "government"),
        ("之江实验室", "other"),
    ],
)
def test_kinds_by_shape(name, kind):
    assert organisations.kind_of(name) == kind
