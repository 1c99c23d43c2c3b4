"""The file of a person's decisions, and what they change in one document."""

from dataclasses import replace

import pytest

from loaders.decisions import Decision, read_decisions, write_decisions
from loaders.errors import DecisionsError
from loaders.facts import Aliased, Facts, Header
from loaders.resolve import Resolver, named

AT = (0, 1)
HEADER = "name\tverdict\tmeaning\tcity\tdocument\tby\ton\twhy\n"


def resolver(jurisdiction, *decisions, groups=(), **header):
    facts = Facts(document=Header(jurisdiction=jurisdiction, **header))
    facts.organisations = [
        Aliased(span=AT, quote=name, name=name, kind="leading_group", aliases=["领导小组"]) for name in groups
    ]
    return Resolver(facts, tuple(decisions))


def full(unit):
    return unit.home.full(unit.name)


def test_a_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "folder" / "d.tsv"
    decisions = (
        Decision(
            "南山区政府", "same", "深圳市南山区人民政府", city="湖北省", by="甲", on="2024-01-02", why="两\t行\n字"
        ),
        Decision("武汉市城乡建设局", "separate"),
    )
    write_decisions(path, decisions)
    assert read_decisions(path) == (decisions[1], replace(decisions[0], why="两 行 字"))
    assert read_decisions(tmp_path / "none.tsv") == ()
    assert path.read_text("utf-8").startswith(HEADER)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,verdict\n", ":1: the first line is not name verdict"),
        (HEADER + "南山区政府\tmaybe\n", ":2: needs a name, and same or separate"),
        (HEADER + "\n\tsame\t深圳市\n", ":3: needs a name"),
        (HEADER + "南山区政府\tsame\n", ":2: same needs a meaning"),
        (HEADER + "南山区政府\tseparate\t深圳市\n", ":2: same needs a meaning, separate has none"),
        (HEADER + "甲\tseparate\n甲\tseparate\n", "two decisions about 甲"),
        (HEADER + "甲\tsame\t乙\n乙\tsame\t丙\n丙\tsame\t甲\n", "甲 -> 乙 -> 丙 -> 甲 leads in a circle"),
        (HEADER + "甲\tsame\t甲\n", "甲 -> 甲 leads in a circle"),
        (HEADER + "\t".join("甲" * 9) + "\n", ":2: 9 cells, not 8"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, text, why):
    path = tmp_path / "d.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(DecisionsError) as caught:
        read_decisions(path)
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_open_name_means_what_a_person_says():
    decision = Decision("南山区政府", "same", "深圳市南山区人民政府")
    national, shenzhen, hegang = (resolver(city, decision) for city in ("国家", "深圳市", "鹤岗市"))
    unit = national.unit("南山区政府", AT)
    assert full(unit) == "深圳市南山区人民政府"
    assert unit.id == shenzhen.unit("区政府", AT).id or unit.id == shenzhen.unit("南山区政府", AT).id
    assert national.signals == []
    assert [(o.printed, o.decision) for o in national.opened] == [("南山区政府", decision)]
    # where the name is not open, the decision says nothing
    assert full(hegang.unit("南山区政府", AT)) == "鹤岗市南山区人民政府"
    assert hegang.opened == []


def test_a_decision_holds_in_its_city_and_document_alone():
    here = Decision("南山区政府", "same", "深圳市南山区人民政府", city="湖北省")
    there = Decision("南山区政府", "same", "鹤岗市南山区人民政府", document="鄂政发[2023]1号")
    assert full(resolver("湖北省", here, there).unit("南山区政府", AT)) == "深圳市南山区人民政府"
    assert (
        full(resolver("湖北省", here, there, number="鄂政发〔2023〕1号").unit("南山区政府", AT))
        == "鹤岗市南山区人民政府"
    )
    other = resolver("湖南省", here)
    assert full(other.unit("南山区政府", AT)) == "南山区政府"
    assert [s.kind for s in other.signals] == ["unresolved"]


def test_a_body_that_is_another_is_that_everywhere():
    decision = Decision("武汉市大数据管理局", "same", "武汉市政务服务和大数据管理局")
    wuhan, hubei = resolver("武汉市", decision), resolver("湖北省", decision)
    ids = {wuhan.unit(x, AT).id for x in ("市大数据局", "大数据管理局", "市政务服务大数据局")}
    assert ids == {hubei.unit("武汉市大数据局", AT).id}
    assert resolver("深圳市", decision).unit("市大数据局", AT).name == "大数据管理局"


def test_decisions_follow_one_another():
    first = Decision("武汉市大数据管理局", "same", "武汉市政务服务和大数据管理局")
    second = Decision("武汉市政务服务和大数据管理局", "same", "武汉市政务服务管理局")
    assert resolver("武汉市", first, second).unit("市大数据局", AT).name == "政务服务管理局"


def test_separate_keeps_the_node_and_ends_the_question():
    undecided, decided = resolver("国家"), resolver("国家", Decision("南山区政府", "separate"))
    assert decided.unit("南山区政府", AT).id == undecided.unit("南山区政府", AT).id
    assert (len(undecided.signals), decided.signals) == (1, [])


def test_a_district_and_the_documents_own_place():
    decision = Decision("鼓楼区", "same", "南京市鼓楼区", document="关于某事的通知")
    own = resolver("鼓楼区", decision, title="关于某事的通知")
    assert own.home.key == "南京市鼓楼区"
    assert own.document_id == resolver("鼓楼区", title="关于某事的通知").document_id  # a decision never changes it
    assert full(own.unit("区财政局", AT)) == "南京市鼓楼区财政局"
    assert resolver("鼓楼区", replace(decision, document=""), title="关于某事的通知").home.key == "鼓楼区"
    district = resolver("国家", replace(decision, document="")).district("鼓楼区", AT)
    assert (district.label, district.home.key) == ("District", "南京市鼓楼区")


def test_the_group_that_a_short_name_means():
    groups = ("武汉市甲试点领导小组", "武汉市乙试点领导小组")
    decision = Decision("领导小组", "same", "武汉市乙试点领导小组", document="甲通知")
    unit = resolver("武汉市", decision, groups=groups, title="甲通知").unit("领导小组", AT)
    assert unit.id == resolver("武汉市", groups=groups, title="甲通知").unit(groups[1], AT).id


def test_a_decision_that_means_nothing_is_a_signal():
    found = resolver("国家", Decision("南山区政府", "same", "某某机构"))
    assert full(found.unit("南山区政府", AT)) == "南山区政府"
    assert any("means nothing" in signal.why for signal in found.signals)


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Unit", "武汉市城建局", "武汉市城乡建设局"),
        ("Unit", "深圳市南山区政府", "深圳市南山区人民政府"),
        ("Unit", "发展改革委", None),  # of which place?
        ("Unit", "国家发展改革委", "国家发展和改革委员会"),
        ("Unit", "南山区政府", None),  # two places
        ("Unit", "领导小组", None),
        ("District", "深圳市南山区", "南山区"),
        ("District", "南山区", None),
        ("Jurisdiction", "武汉市", "武汉市"),
    ],
)
def test_what_a_full_name_means_without_a_document(label, name, expected):
    found = named(label, name)
    assert (found and (full(found) if label == "Unit" else found.name)) == expected
