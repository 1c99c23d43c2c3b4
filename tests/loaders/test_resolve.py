"""Names inside a document -> identities: whose body it is, what is one node, what stays open."""

from dataclasses import replace

import pytest

from graph.ids import fold_title
from loaders.facts import Aliased, Facts, Header, UnitGroup
from loaders.resolve import NOWHERE, Resolver, district_kind, fold_number, issuer_in_title

AT = (0, 1)


def document(jurisdiction, *, organisations=(), groups=(), **header):
    facts = Facts(document=Header(jurisdiction=jurisdiction, **header))
    facts.organisations = [
        Aliased(span=AT, quote=name, name=name, kind=kind, aliases=list(aliases))
        for name, kind, aliases in organisations
    ]
    facts.unit_groups = [UnitGroup(span=AT, quote=name, name=name, aliases=list(aliases)) for name, aliases in groups]
    return Resolver(facts)


def owner(resolver, printed):
    unit = resolver.unit(printed, AT)
    return unit.home.key, unit.name


@pytest.mark.parametrize(
    ("jurisdiction", "printed", "expected"),
    [
        # the document's own bodies, with and without the prefix of the level
        ("武汉市", "市城建局", ("武汉市", "城乡建设局")),
        ("武汉市", "武汉市城建局", ("武汉市", "城乡建设局")),
        ("武汉市", "城建局", ("武汉市", "城乡建设局")),
        ("武汉市", "市市场监管局", ("武汉市", "市场监督管理局")),
        ("武汉市", "武汉市市场监管局", ("武汉市", "市场监督管理局")),
        ("武汉市", "市场监管局", ("武汉市", "市场监督管理局")),
        ("武汉市", "市政务服务大数据局", ("武汉市", "政务服务和大数据管理局")),
        ("厦门市", "市市政园林局", ("厦门市", "市政园林局")),
        ("厦门市", "市政园林局", ("厦门市", "市政园林局")),
        ("武汉市", "市委网信办", ("武汉市", "委网络安全和信息化委员会办公室")),
        ("武汉市", "武汉市委网信办", ("武汉市", "委网络安全和信息化委员会办公室")),
        # one government, however short
        ("深圳市", "市政府", ("深圳市", "人民政府")),
        ("深圳市", "深圳市人民政府", ("深圳市", "人民政府")),
        ("深圳市", "市政府办公厅", ("深圳市", "人民政府办公厅")),
        # bodies of the levels around
        ("武汉市", "省住建厅", ("湖北省", "住房和城乡建设厅")),
        ("武汉市", "住建部", ("国家", "住房和城乡建设部")),
        ("武汉市", "国家发展改革委办公厅", ("国家", "国家发展和改革委员会办公厅")),
        ("坪山区", "市财政局", ("深圳市", "财政局")),
        ("坪山区", "区财政局", ("深圳市坪山区", "财政局")),
        ("坪山区", "坪山区财政局", ("深圳市坪山区", "财政局")),
        ("深圳市坪山区", "区财政局", ("深圳市坪山区", "财政局")),
        ("柳河县", "中共柳河县委", ("通化市柳河县", "委")),
        ("柳河县", "县财政局", ("通化市柳河县", "财政局")),
        ("上海市", "市财政局", ("上海市", "财政局")),
        ("广西壮族自治区", "自治区财政厅", ("广西壮族自治区", "财政厅")),
        # a short form that every city has is national in a national document alone
        ("国家", "发展改革委", ("国家", "国家发展和改革委员会")),
        ("武汉市", "发展改革委", ("武汉市", "发展和改革委员会")),
        ("武汉市", "教育部门", ("武汉市", "教育部门")),
        # bodies of places that the name tells
        ("深圳市", "龙岗区政府", ("深圳市龙岗区", "人民政府")),
        ("浙江省", "杭州市政府", ("杭州市", "人民政府")),
        ("浙江省", "浙江金融监管局", ("浙江省", "金融监督管理局")),
        ("浙江省", "人行浙江省分行", ("浙江省", "中国人民银行浙江省分行")),
        ("武汉市", "深圳市财政局", ("深圳市", "财政局")),
        # every published form of one name is one body
        *[
            ("武汉市", form, ("武汉市", "发展和改革委员会"))
            for form in ("武汉市发展和改革委员会", "市发改委", "发改委", "市发展改革委")
        ],
        ("浙江省", "省人力社保厅", ("浙江省", "人力资源和社会保障厅")),
        ("坪山区", "区发改局", ("深圳市坪山区", "发展和改革局")),
        ("武汉市", "市府办", ("武汉市", "人民政府办公室")),
        # a place may have its own usual form: reviewed lines of identities.tsv
        ("深圳市", "市住建局", ("深圳市", "住房和建设局")),
        ("坪山区", "区住房建设局", ("深圳市坪山区", "住房和建设局")),
        ("武汉市", "市住建局", ("武汉市", "住房和城乡建设局")),
        ("浙江省", "省建设厅", ("浙江省", "住房和城乡建设厅")),
        ("湖北省", "省建设厅", ("湖北省", "建设厅")),
        # 市网信办 and 市委网信办 are two name boards of one office
        ("武汉市", "市网信办", ("武汉市", "委网络安全和信息化委员会办公室")),
        # national bodies, and their branches in places
        ("武汉市", "国家工信部", ("国家", "工业和信息化部")),
        ("国家", "林业和草原局", ("国家", "国家林业和草原局")),
        ("国家", "卫生健康委员会", ("国家", "国家卫生健康委员会")),
        ("武汉市", "国家税务总局武汉市税务局", ("武汉市", "税务局")),
        ("武汉市", "市税务局", ("武汉市", "税务局")),
        ("杭州市", "国家金融监督管理总局浙江监管局", ("浙江省", "金融监督管理局")),
        ("武汉市", "中国证监会湖北监管局", ("湖北省", "证券监督管理局")),
        ("武汉市", "湖北证监局", ("湖北省", "证券监督管理局")),
        ("武汉市", "中国人民银行湖北省分行", ("湖北省", "中国人民银行湖北省分行")),
        ("江苏省", "国家统计局江苏调查总队", ("江苏省", "国家统计局江苏调查总队")),
        # a zone by its published short form, and its council
        ("武汉市", "东湖高新区管委会", ("武汉市", "武汉东湖新技术开发区管委会")),
        ("武汉市", "武汉经开区管委会", ("武汉市", "武汉经济技术开发区管委会")),
        ("武汉市", "武汉经济技术开发区管委会", ("武汉市", "武汉经济技术开发区管委会")),
        ("安徽省", "合肥高新区", ("合肥市", "合肥高新技术产业开发区")),
        ("合肥市", "高新区管委会", ("合肥市", "高新区管委会")),  # of which of its zones?
        # a county that begins with the short name of its city; a national institution that no list has
        ("长沙市", "长沙县政府", ("长沙市长沙县", "人民政府")),
        ("浙江省", "国家图书馆", ("国家", "国家图书馆")),
        ("浙江省", "省国家安全厅", ("浙江省", "国家安全厅")),
        # firms and universities belong to the document unless they name a place
        ("深圳市", "地铁集团", ("深圳市", "地铁集团")),
        ("深圳市", "南方科技大学", ("深圳市", "南方科技大学")),
        ("深圳市", "哈尔滨工业大学（深圳）", ("深圳市", "哈尔滨工业大学（深圳）")),
        ("深圳市", "浙江大学", ("浙江省", "浙江大学")),
        ("深圳市", "中山大学", ("深圳市", "中山大学")),
        ("深圳市", "长安大学", ("深圳市", "长安大学")),
        # joint and collective units stay as printed
        ("深圳市", "市、区建筑工务署", ("深圳市", "、区建筑工务署")),
        ("深圳市", "深圳市、区建筑工务署", ("深圳市", "、区建筑工务署")),
        ("深圳市", "各区政府", ("深圳市", "各区人民政府")),
        ("深圳市", "各区人民政府", ("深圳市", "各区人民政府")),
        ("深圳市", "区教育局", ("深圳市", "区教育局")),
        ("武汉市", "省有关部门", ("湖北省", "有关部门")),
        ("国家", "各省级人民政府", ("国家", "各省级人民政府")),
        ("武汉市", "国务院有关部门", ("国家", "国务院有关部门")),
        # quotation marks and spaces are no part of a name
        ("武汉市", "“市城建局 ”", ("武汉市", "城乡建设局")),
    ],
)
def test_whose_unit_it_is(jurisdiction, printed, expected):
    resolver = document(jurisdiction)
    assert owner(resolver, printed) == expected
    assert resolver.signals == []


@pytest.mark.parametrize(
    ("jurisdiction", "printed", "full"),
    [
        ("武汉市", "市城建局", "武汉市城乡建设局"),
        ("武汉市", "住建部", "住房和城乡建设部"),
        ("深圳市", "市、区建筑工务署", "深圳市、区建筑工务署"),
        ("深圳市", "市属国有企业", "深圳市属国有企业"),
        ("深圳市", "龙岗区政府", "深圳市龙岗区人民政府"),
        ("深圳市", "深圳大学", "深圳大学"),
    ],
)
def test_full_name(jurisdiction, printed, full):
    unit = document(jurisdiction).unit(printed, AT)
    assert unit.home.full(unit.name) == full


def test_units_of_two_jurisdictions_never_merge():
    ids = {document(city).unit("市财政局", AT).id for city in ("武汉市", "深圳市", "湖北省", "坪山区")}
    # in a province 市财政局 is a body of some city: not resolved, and apart from all others
    assert len(ids) == 3
    assert document("坪山区").unit("市财政局", AT).id == document("深圳市").unit("市财政局", AT).id


def test_the_same_body_has_one_id_in_every_document():
    assert document("武汉市").unit("省住建厅", AT).id == document("湖北省").unit("省住建厅", AT).id
    assert document("武汉市").unit("住建部", AT).id == document("国家").unit("住房城乡建设部", AT).id


def test_aliases_of_a_leading_group_are_one_node():
    name = "武汉市某某试点建设领导小组"
    resolver = document(
        "武汉市", organisations=[(name, "leading_group", ("武汉市某某试点建设工作领导小组", "领导小组"))]
    )
    ids = {resolver.unit(x, AT).id for x in (name, "武汉市某某试点建设工作领导小组", "领导小组", "“领导小组”")}
    assert len(ids) == 1
    office = {resolver.unit(x, AT).id for x in (f"{name}办公室", "领导小组办公室")}
    assert len(office) == 1
    assert office.isdisjoint(ids)
    assert owner(resolver, "领导小组办公室") == ("武汉市", "某某试点建设领导小组办公室")
    assert owner(resolver, "领导小组成员单位") == ("武汉市", "某某试点建设领导小组成员单位")


def test_a_bare_group_belongs_to_its_document():
    one, two = document("武汉市", title="甲通知"), document("武汉市", title="乙通知")
    for name in ("领导小组", "领导小组办公室", "各成员单位", "工作专班"):
        assert one.unit(name, AT).id != two.unit(name, AT).id
        assert one.unit(name, AT).name == f"{name}（甲通知）"
    assert one.unit("各区人民政府", AT).id == two.unit("各区人民政府", AT).id


def test_a_bare_group_is_the_one_that_the_document_names():
    resolver = document(
        "浙江省", organisations=[("浙江省某某（甲乙）领导小组办公室", "leading_group", ("领导小组办公室",))]
    )
    assert owner(resolver, "领导小组") == ("浙江省", "某某（甲乙）领导小组")
    assert owner(resolver, "领导小组办公室") == ("浙江省", "某某（甲乙）领导小组办公室")
    assert owner(resolver, "领导小组成员单位") == ("浙江省", "某某（甲乙）领导小组成员单位")
    assert owner(resolver, "专班")[1].startswith("专班（")
    two = document("浙江省", organisations=[(f"省{x}领导小组", "leading_group", ()) for x in "甲乙"])
    assert owner(two, "领导小组")[1].startswith("领导小组（")
    assert [s.kind for s in two.signals] == ["unresolved"]


def test_a_short_name_of_two_groups_stays_unresolved():
    resolver = document(
        "武汉市",
        title="甲通知",
        organisations=[
            ("甲领导小组", "leading_group", ("领导小组",)),
            ("乙领导小组", "leading_group", ("领导小组",)),
        ],
    )
    unit = resolver.unit("领导小组", (5, 9))
    assert unit.id not in {resolver.unit(x, AT).id for x in ("甲领导小组", "乙领导小组")}
    assert [(s.kind, s.span) for s in resolver.signals] == [("unresolved", (5, 9))]
    assert "甲领导小组" in resolver.signals[0].why
    resolver.unit("领导小组", (20, 24))
    assert len(resolver.signals) == 1  # said once


def test_a_place_of_two_cities_stays_unresolved():
    resolver = document("国家")
    unit = resolver.unit("南山区政府", AT)
    assert (unit.home, unit.name) == (NOWHERE, "南山区政府")
    assert "深圳市南山区" in resolver.signals[0].why
    assert "鹤岗市南山区" in resolver.signals[0].why
    assert unit.id != document("深圳市").unit("南山区政府", AT).id


def test_a_city_prefix_in_a_province_stays_unresolved():
    resolver = document("湖北省")
    assert resolver.unit("市财政局", AT).home == NOWHERE
    assert [s.kind for s in resolver.signals] == ["unresolved"]


@pytest.mark.parametrize(
    ("jurisdiction", "header", "key"),
    [
        ("武汉市", {}, "武汉市"),
        ("国家", {}, "国家"),
        ("坪山区", {}, "深圳市坪山区"),
        ("深圳市坪山区", {}, "深圳市坪山区"),
        ("鼓楼区", {"issuer": "南京市鼓楼区人民政府"}, "南京市鼓楼区"),
        ("鼓楼区", {"title": "福州市鼓楼区关于某事的通知"}, "福州市鼓楼区"),
        ("鼓楼区", {}, "鼓楼区"),
        (None, {}, ""),
    ],
)
def test_the_documents_home(jurisdiction, header, key):
    resolver = document(jurisdiction, **header)
    assert resolver.home.key == key
    assert [s.kind for s in resolver.signals] == (["unresolved"] if key == "鼓楼区" else [])


@pytest.mark.parametrize(
    ("jurisdiction", "printed", "expected"),
    [
        ("深圳市", "龙岗区", ("龙岗区", "440307")),
        ("深圳市", "南山", ("南山区", "440305")),
        ("坪山区", "坪山区", ("坪山区", "440310")),
        ("上海市", "浦东新区", ("浦东新区", "310115")),
        ("安徽省", "合肥高新区", ("合肥高新技术产业开发区", "340176")),
        ("国家", "两江新区", ("两江新区", "500000")),
        ("湖北省", "东湖高新区", ("武汉东湖新技术开发区", "420100")),
    ],
)
def test_listed_districts(jurisdiction, printed, expected):
    found = document(jurisdiction).district(printed, AT)
    assert (found.label, found.name, found.home.place.code) == ("District", *expected)


def test_a_district_is_one_node_whether_it_acts_or_issues():
    assert document("深圳市").district("坪山区", AT).id == document("坪山区").home.id


def test_zones_without_a_code_belong_to_their_city():
    shenzhen, wuhan = document("深圳市"), document("武汉市")
    zone = shenzhen.district("某某特别合作区", AT)
    assert (zone.label, zone.kind, zone.home.key) == ("District", "zone", "深圳市")
    assert zone.id != wuhan.district("某某特别合作区", AT).id
    assert zone.id == shenzhen.district("深圳市某某特别合作区", AT).id
    assert shenzhen.signals == []


def test_an_ambiguous_district_stays_unresolved():
    resolver = document("国家")
    assert resolver.district("鼓楼区", AT).home == NOWHERE
    assert [s.kind for s in resolver.signals] == ["unresolved"]


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("龙岗区", "county", "district"),
        ("柳河县", "county", "county"),
        ("义乌市", "county", "county"),
        ("鄂温克族自治旗", "county", "county"),
        ("浦东新区", "county", "new_area"),
        ("雄安新区", "zone", "new_area"),
        ("大庆高新技术产业开发区", "zone", "zone"),
        ("某某合作区", "", "zone"),
    ],
)
def test_district_kind(name, level, kind):
    assert district_kind(name, level) == kind


@pytest.mark.parametrize(
    "printed",
    [
        "国发〔2018〕41号",
        "国发[2018]41号",
        "国发【2018】41号",
        "国发(2018)41号",
        "国发（2018） 41 号",
        "国发〔２０１８〕４１号",
        "国发〔2018〕041号",
    ],
)
def test_numbers_in_one_form(printed):
    assert fold_number(printed) == "国发〔2018〕41号"


def test_titles_in_one_form():
    assert fold_title("关于印发《某办法（试行）》的通知") == fold_title("关于印发<某办法(试行)>的 通知")
    assert fold_title("某办法") != fold_title("某办法（试行）")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("国务院关于某事的通知", ("国务院", "关于某事的通知")),
        ("住房和城乡建设部等部门关于某事的意见", ("住房和城乡建设部等部门", "关于某事的意见")),
        ("国务院办公厅转发某局报告的通知", ("国务院办公厅", "转发某局报告的通知")),
        ("关于某事的通知", ("", "关于某事的通知")),
        ("中华人民共和国某某法", ("", "中华人民共和国某某法")),
    ],
)
def test_issuer_in_title(title, expected):
    assert issuer_in_title(title) == expected


CITED = "深圳市人民政府办公厅关于印发某某措施的通知"


@pytest.mark.parametrize(
    ("city", "title"),
    [
        ("武汉市", CITED),
        ("深圳市", CITED),
        ("深圳市", "市人民政府办公厅关于印发〈某某措施〉的通知"),
        ("深圳市", "市政府办公厅关于印发《某某措施》的通知"),
        ("坪山区", "市政府办公厅关于印发某某措施的通知"),
    ],
)
def test_a_document_and_its_citation_have_one_id(city, title):
    whole = document("深圳市", title=CITED, issuer="深圳市人民政府办公厅")
    short = document("深圳市", title="关于印发某某措施的通知", issuer="深圳市人民政府办公厅")
    assert document(city).cited(title, None) == whole.document_id == short.document_id


def test_the_office_of_a_leading_group_is_the_same_issuer_everywhere():
    name = "武汉市某某领导小组办公室"
    aliases = [("武汉市某某建设工作领导小组办公室", "leading_group", (name, "领导小组办公室"))]
    own = document("武汉市", title="关于某事的通知", issuer=name, organisations=aliases)
    assert document("深圳市").cited(f"{name}关于某事的通知", None) == own.document_id


def test_numbers_decide_before_titles():
    one = document("深圳市", title=CITED, number="深府办〔2022〕1号")
    assert document("武汉市").cited("随便什么", "深府办[2022]1号") == one.document_id
    assert one.document_id != document("深圳市", title=CITED, number="深府办〔2022〕2号").document_id


def test_joint_issuers_are_known_by_the_first():
    whole = document("国家", title="关于某事的意见", issuer="住房和城乡建设部、国家发展改革委、科技部")
    assert document("武汉市").cited("住房和城乡建设部等部门关于某事的意见", None) == whole.document_id


@pytest.mark.parametrize(
    "printed", ["中共柳河县委 柳河县人民政府", "中共柳河县委柳河县人民政府", "中共柳河县委、柳河县人民政府"]
)
def test_party_and_government_of_a_county(printed):
    whole = document("柳河县", title="关于某事的意见", issuer="中共柳河县委、柳河县人民政府")
    assert document("国家").cited(f"{printed}关于某事的意见", None) == whole.document_id


def test_the_same_title_of_two_cities_is_two_documents():
    ids = {
        document(city, title="关于某事的通知", issuer=f"{city}人民政府").document_id for city in ("武汉市", "深圳市")
    }
    assert len(ids) == 2


def test_platforms_are_known_by_the_documents_main_name():
    facts = Facts(document=Header(jurisdiction="武汉市"))
    facts.platforms = [Aliased(span=AT, quote="", name="某系统建设平台", kind="digital", aliases=["建设平台"])]
    resolver = Resolver(facts)
    assert resolver.platform("建设平台").id == resolver.platform("某系统建设平台").id
    assert resolver.platform("武汉市某系统建设平台").id == resolver.platform("某系统建设平台").id
    assert resolver.platform("湖北省某平台").home.key == "湖北省"


def test_chains_of_two_cities_stay_apart():
    ids = {document(city).chain("某某产业链").id for city in ("武汉市", "深圳市")}
    assert len(ids) == 2


def test_kinds():
    resolver = document(
        "深圳市",
        organisations=[("某中心", "other", ()), ("各区政府", "government", ())],
        groups=[("各区政府", ())],
    )
    kinds = {
        name: resolver.unit_kind(name)
        for name in ("市财政局", "某中心", "各区政府", "市、区财政", "某领导小组办公室", "地铁集团", "深圳大学", "龙岗区", "财政部")
    }  # fmt: skip
    assert kinds == {
        "市财政局": "government",
        "某中心": "other",
        "各区政府": "group",
        "市、区财政": "group",
        "某领导小组办公室": "leading_group",
        "地铁集团": "enterprise",
        "深圳大学": "university",
        "龙岗区": "government",
        "财政部": "government",
    }


def test_identities_do_not_depend_on_what_was_asked_before():
    first, second = document("武汉市"), document("武汉市")
    names = ["市城建局", "省住建厅", "住建部", "领导小组", "各区人民政府"]
    forward = {n: first.unit(n, AT) for n in names}
    backward = {n: second.unit(n, AT) for n in reversed(names)}
    assert forward == backward
    assert replace(first.home) == second.home
