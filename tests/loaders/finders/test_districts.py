"""Districts: named ones, and the roles that sentences give them."""

import pytest

from loaders.facts import Aliased, Chain, Task
from loaders.finders import chains, districts, platforms
from tests.loaders.reading import check_evidence, of, read

AT = {"span": (0, 1), "quote": ""}
CHAINS = [Chain(name=n, **AT) for n in ("低空装备产业链", "卫星应用产业链", "工业互联网产业链", "互联网产业链")]


def roles(text, jurisdiction="成都市", known=CHAINS, platforms=()):
    o = read(text)
    found = districts.find_roles(o, districts.look(o, of(jurisdiction)), chains=known, platforms=platforms)
    return [(r.district, r.chains, r.carriers, r.platforms, r.themes) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a carrier and a chain
        (
            "推动锦江区依托“白鹭湾生态谷”建设以低空装备为核心的空天产业集群。",
            [("锦江区", ["低空装备产业链"], ["白鹭湾生态谷"], [], [])],
        ),
        # two chains in one object; the second district's verb is elided; the longer of two names that overlap
        (
            "支持武侯区建设卫星应用和工业互联网产业集群，青羊区建设低空装备产业集群。",
            [
                ("武侯区", ["卫星应用产业链", "工业互联网产业链"], [], [], []),
                ("青羊区", ["低空装备产业链"], [], [], []),
            ],
        ),
        # the main verb stands once, at the end
        (
            "支持武侯区依托三国创意园、金牛区依托环交大科技园拓宽人工智能在交通领域的应用场景。",
            [("武侯区", [], ["三国创意园"], [], ["人工智能"]), ("金牛区", [], ["环交大科技园"], [], ["人工智能"])],
        ),
        (
            "支持武侯区依托川港服务创新合作区、金牛区依托天府科学城拓宽人工智能的应用场景。",
            [
                ("武侯区", [], ["川港服务创新合作区"], [], ["人工智能"]),
                ("金牛区", [], ["天府科学城"], [], ["人工智能"]),
            ],
        ),
        # another's deed, though no district is known there, is not this one's
        (
            "锦江区重点发展文创，经开区、高新区发展低空装备产业，蓉北经开区打造卫星应用产业集群。",
            [("锦江区", [], [], [], ["文创"]), ("蓉北经开区", ["卫星应用产业链"], [], [], [])],
        ),
        # both do it
        (
            "支持武侯区、双流区发展低空装备产业链。",
            [("武侯区", ["低空装备产业链"], [], [], []), ("双流区", ["低空装备产业链"], [], [], [])],
        ),
        # a platform as the core, themes in a list
        (
            "鼓励成华区以数字文创服务平台为核心，探索版权交易。",
            [("成华区", [], [], ["数字文创服务平台"], ["版权交易"])],
        ),
        (
            "支持龙泉驿区探索区块链、人工智能等数字业态与汽车产业融合发展。",
            [("龙泉驿区", [], [], [], ["区块链", "人工智能"])],
        ),
        # its government acts
        ("率先由市水务局在水厂项目，新都区政府在“工业上楼”项目实施。", [("新都区", [], [], [], ["“工业上楼”项目"])]),
        # a zone that no list has
        ("蓉欧国际贸易合作区探索数字提单法定化。", [("蓉欧国际贸易合作区", [], [], [], ["数字提单法定化"])]),
        # a short form of the city's own district, behind a verb of support
        (
            "支持郫都、温江发展卫星应用产业。",
            [("郫都区", ["卫星应用产业链"], [], [], []), ("温江区", ["卫星应用产业链"], [], [], [])],
        ),
        # short forms of the city's own districts that open a clause in a row
        (
            "优化布局，青白江、新都重点发展卫星应用产业。",
            [("青白江区", ["卫星应用产业链"], [], [], []), ("新都区", ["卫星应用产业链"], [], [], [])],
        ),
        # 等 with its noun between the list and what it does
        (
            "支持武侯区、双流区等区县积极发展低空装备产业链。",
            [("武侯区", ["低空装备产业链"], [], [], []), ("双流区", ["低空装备产业链"], [], [], [])],
        ),
        # a listed new area
        ("支持天府新区建设低空装备产业集群。", [("天府新区", ["低空装备产业链"], [], [], [])]),
    ],
)
def test_roles(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "在锦江区建设低空装备产业集群。",
        "对武侯区企业建设的项目给予奖励。",
        "支持综合保税区优化产业结构，各园区建设平台。",
        "要会同有关部门建立完善促进综合保税区发展的机制。",
        "支持高新区建设低空装备产业集群。",
        "《支持锦江区建设低空装备产业集群的意见》",
        "支持南山区建设低空装备产业集群。",
    ],
)
def test_no_role(text):
    assert roles(text) == []


def test_the_description_of_a_chain_says_where_it_is_at_home():
    text = (
        "一、重点产业链\n1.低空装备产业链。重点发展无人机。空间布局：以武侯区、成都高新区为核心。\n"
        "2.卫星应用产业链。主要承载地为金牛区，其他区协同。\n二、保障\n区域布局：青羊区。"
    )
    o = read(text)
    found = districts.find_roles(o, districts.look(o, of("成都市")), chains=chains.find(o))
    assert [(r.district, r.chains) for r in found] == [
        ("武侯区", ["低空装备产业链"]),
        ("成都高新区", ["低空装备产业链"]),
        ("金牛区", ["卫星应用产业链"]),
    ]


def test_cities_act_in_the_plan_of_their_province_and_are_no_districts():
    text = "支持杭州、宁波发展低空装备产业链，温州市建设卫星应用产业集群。在绍兴市试点，杭州市余杭区落实。"
    o = read(text)
    sights = districts.look(o, of("浙江省"))
    found = districts.find_roles(o, sights, chains=CHAINS)
    assert [(r.district, r.chains) for r in found] == [
        ("杭州市", ["低空装备产业链"]),
        ("宁波市", ["低空装备产业链"]),
        ("温州市", ["卫星应用产业链"]),
    ]
    assert {r.district for r in found} <= sights.larger
    assert [n.name for n in districts.find(o, sights)] == ["余杭区"]


def test_a_grade_is_no_theme():
    assert roles("支持锦江区建设特色产业集群。") == []


def test_a_chain_that_the_document_does_not_have_is_a_theme():
    assert roles("支持锦江区发展时尚消费产业链。", known=[]) == [("锦江区", [], [], [], ["时尚消费"])]


def test_a_platform_of_the_document():
    known = [Aliased(name="低空飞行管理系统", **AT)]
    assert roles("支持彭州市建设低空飞行管理系统。", platforms=known)[0][3] == ["低空飞行管理系统"]


def test_evidence_and_the_item_around_it():
    raw = "一、任务\n1.布局。支持武侯区发展低空装备产业链，青羊区发展卫星应用产业链。\n2.保障。加强领导。"
    o = read(raw)
    items = [i for i in o.walk() if i.kind == "1"]
    tasks = [
        Task(origin="body", ordinal=i.value, path=i.path, section=None, title=None, text="", **o.at(i.start, i.end))
        for i in items
    ]
    found = districts.find_roles(o, districts.look(o, of("成都市")), tasks=tasks, chains=CHAINS)
    assert [(r.district, r.item, r.path) for r in found] == [("武侯区", 1, "一1"), ("青羊区", 1, "一1")]
    assert found[0].text == "支持武侯区发展低空装备产业链，青羊区发展卫星应用产业链。"
    check_evidence(raw, *found)


@pytest.mark.parametrize(
    ("text", "jurisdiction", "expected"),
    [
        ("浦东新区政府、奉贤区负责，临港地区落实。", "上海市", ["浦东新区", "奉贤区"]),
        ("向社区、园区延伸，县城建设，市区改造，各区落实。", "上海市", []),
        # a namesake of another city, and names that several places share
        ("对口支援南山区，锦江区负责。", "成都市", ["锦江区"]),
        ("朝阳区、浦东新区试点。", "国家", ["浦东新区"]),
        # inside other words, and common nouns, there is none
        ("沿海城市、振兴城市经济、专项城市更新，高安市场，港口区域。", "国家", []),
        ("推进市和县改革，示范县创建，西南山区发展。", "安徽省", []),
        ("改造老城区，建设新城区。老城区政府、洛龙区负责。", "洛阳市", ["老城区", "洛龙区"]),
        ("海城市、兴城市和海城市政府落实。", "辽宁省", ["海城市", "兴城市"]),
        # the city in front says which is meant
        ("推广北京市朝阳区、深圳市南山区的经验，朝阳区试点。", "国家", ["朝阳区", "南山区"]),
        ("《锦江区条例》", "成都市", []),
        ("坪山区企业申报，区政府审定。", "坪山区", ["坪山区"]),
        # zones: listed, with the city in front, as a body; not one of another city, not a kind
        (
            "依托成都高新区、天府新区建设核心区，由蓉东新区管委会落实。",
            "成都市",
            ["成都高新区", "天府新区", "蓉东新区"],
        ),
        ("四川天府新区、绵阳高新区协作。", "四川省", ["天府新区", "绵阳高新区"]),
        ("学习杭州高新区经验，各开发区、综合保税区、国家级新区落实。", "成都市", []),
    ],
)
def test_named_districts(text, jurisdiction, expected):
    o = read(text)
    assert [n.name for n in districts.find(o, districts.look(o, of(jurisdiction)))] == expected


def test_zones_of_a_kind_are_none_of_their_own():
    o = read("把成都经济技术开发区、绵阳经济技术开发区等国家级经开区打造成为创新的引领区。")
    found = districts.find_roles(o, districts.look(o, of("四川省")))
    assert "绵阳经济技术开发区等国家级经开区" not in {r.district for r in found}


def test_zones_that_act_are_named_too():
    o = read("蓉欧国际贸易合作区探索数字提单。锦江区配合，锦江区落实。")
    found = districts.find_roles(o, districts.look(o, of("成都市")))
    named = districts.find(o, districts.look(o, of("成都市")), roles=found)
    assert [(n.name, len(n.spans or [1])) for n in named] == [("锦江区", 2), ("蓉欧国际贸易合作区", 1)]


def test_chains_and_platforms_as_found():
    text = "空天产业链。围绕“材料、整机”成链。\n支持锦江区以空天综合服务平台为核心，建设空天产业集群。"
    o = read(text)
    built = chains.find(o)
    role = districts.find_roles(
        o, districts.look(o, of("成都市")), chains=built, platforms=platforms.find(o, chains=built)
    )[0]
    assert (role.chains, role.platforms) == (["空天产业链"], ["空天综合服务平台"])
