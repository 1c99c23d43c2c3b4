"""Local bodies by published names: full and short forms, functions, reforms, what is reviewed."""

import pytest

from loaders.names import bodies, departments, places

WUHAN, HUBEI = places.find("武汉市")[0], places.find("湖北省")[0]


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        # one field, or several joined by 和 or nothing
        ("财政局", ["finance"]),
        ("住房和城乡建设局", ["construction", "housing"]),
        ("城乡建设局", ["construction"]),
        ("住房保障和房屋管理局", ["housing"]),
        ("文化广电旅游体育局", ["culture_tourism", "radio_television", "sports"]),
        ("政务服务和大数据管理局", ["data", "government_services"]),
        # the longest word counts: 农业农村 is no 农业 and 农村, 公共资源交易 no 公共服务
        ("农业农村局", ["agriculture"]),
        ("公共资源交易监督管理局", ["public_resources"]),
        # 委 in front is the party's
        ("委宣传部", ["publicity"]),
        ("委网络安全和信息化委员会办公室", ["cyberspace"]),
        # names that are no field and an end
        ("人民政府", ["government"]),
        ("人民政府办公厅", ["government_office"]),
        ("总工会", ["trade_union"]),
        # national names
        ("住房和城乡建设部", ["construction", "housing"]),
        ("国家发展和改革委员会", ["development_reform"]),
        ("中国银行保险监督管理委员会", ["financial_supervision"]),
        ("国家工商行政管理总局", ["market_regulation"]),
        # a word that no list has: nothing is guessed
        ("前海管理局", []),
        ("教育投资局", []),
        ("领导小组办公室", []),
        ("地铁集团", []),
    ],
)
def test_functions(name, functions):
    assert list(departments.functions(name)) == functions


def test_counterparts_have_one_function_and_are_two_names():
    wuhan = departments.full_name("城建局", WUHAN)
    shenzhen = departments.full_name("住房建设局", places.find("深圳市")[0])
    assert wuhan != shenzhen
    assert set(departments.functions(wuhan)) & set(departments.functions(shenzhen)) == {"construction"}


def test_no_form_means_two_bodies():
    seen = {}
    for stem, short, ends in departments._rows("departments.tsv"):
        for end in departments._several(ends) or ("",):
            full = stem + departments._WHOLE_ENDS.get(end, end)
            for form in (stem, *departments._several(short)):
                assert seen.setdefault(form + end, full) == full
    assert len(seen) > 500


def test_every_word_says_one_function():
    seen = {}
    for function, _, names, words in departments._rows("functions.tsv"):
        for sort, cell in (("name", names), ("word", words)):
            for word in departments._several(cell):
                assert seen.setdefault((sort, word), function) == function


def test_names_of_reforms_and_reviewed_lines_are_listed():
    known = set(departments._by_full()) | {body.name for body in bodies._index().anywhere.values()}
    named = {x for level in departments._reforms().values() for n, r in level.items() for x in (n, *r.successors)}
    named |= {x for verdict in departments.verdicts() for x in (verdict.name, verdict.other)}
    assert sorted(named - known) == []


def test_reforms_lead_forward():
    for level in departments._reforms().values():
        for name, reform in level.items():
            for after in reform.successors:
                later = level.get(after)
                assert later is None or later.year >= reform.year, (name, after)
                seen, chain = {name}, [after]
                while chain:
                    at = chain.pop()
                    assert at not in seen, f"{name} comes back to {at}"
                    chain += level[at].successors if at in level else ()


@pytest.mark.parametrize(
    ("name", "place", "successors", "year"),
    [
        ("工商行政管理局", WUHAN, ("市场监督管理局",), 2018),
        ("食品药品监督管理局", WUHAN, ("市场监督管理局",), 2018),
        ("食品药品监督管理局", HUBEI, ("市场监督管理局", "药品监督管理局"), 2018),
        ("环境保护厅", HUBEI, ("生态环境厅",), 2018),
        ("扶贫开发办公室", WUHAN, ("乡村振兴局",), 2021),
        ("乡村振兴局", WUHAN, ("农业农村局",), 2023),
        ("国家工商行政管理总局", places.NATION, ("国家市场监督管理总局",), 2018),
    ],
)
def test_reforms(name, place, successors, year):
    reform = departments.reform(name, place)
    assert reform
    assert (reform.successors, reform.year) == (successors, year)


def test_bodies_of_today_were_not_ended():
    for name in ("市场监督管理局", "生态环境局", "数据局", "农业农村局", "发展和改革委员会"):
        assert departments.reform(name, WUHAN) is None


def test_what_never_is_one_body():
    assert "housing" in departments.apart("住房保障和房屋管理局", "城乡建设局")
    assert "2018" in departments.apart("市场监督管理局", "工商行政管理局")
    assert departments.apart("城乡建设局", "财政局") is None


def test_every_form_of_a_body_is_known():
    assert {"发改委", "发展改革委", "发展和改革委员会"} <= set(departments.forms("发展和改革委员会", WUHAN))
    shenzhen = departments.forms("住房和建设局", places.find("深圳市")[0])
    assert {"住建局", "住房建设局"} <= set(shenzhen)
    assert departments.forms("前海管理局", WUHAN) == ()
