"""Facts -> rows: nothing dangles, everything has evidence, keys come from content."""

import random
import re
from datetime import date

import goldfacts
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import check_rows, digest
from graph.schema import EDGE, ENTITIES, FACTS, NODE, edge_properties
from loaders import facts as F
from loaders.anchors import Anchor, Place
from loaders.decisions import Decision
from loaders.rows import make
from loaders.source import Source

TEXT = """某某市人民政府办公厅关于印发某某行动方案的通知
一、主要任务
（一）培育产业
1.发展机器人。培育机器人产业链，围绕“零部件、整机”成链，细分领域包括服务机器人等，建设机器人平台。
（责任单位：市科技局、市财政局、市科技局）
2.支持坪山区依托某某园建设机器人产业集群，用好专项资金，企业不少于10家。
表 1 发展机器人 6月30日 市科技局
三、在某某工作领导小组下设专班，专班办公室设在市科技局，成员包括市科技局、市财政局。
根据《国务院关于某事的意见》（国发〔2018〕1号）制定。
"""


def at(text, nth=1):
    """The span of the n-th occurrence of a text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(text, start + 1)
    return (start, start + len(text))


def fact(record, printed, nth=1, /, **values):
    return record(span=at(printed, nth), quote=printed, **values)


def sample():
    """A document with every kind of fact."""
    facts = F.Facts(
        document=F.Header(
            title="深圳市人民政府办公厅关于印发某某行动方案的通知",
            enclosed_title="某某行动方案",
            issuer="深圳市人民政府办公厅",
            issued_on="2023-04-28",
            jurisdiction="深圳市",
            spans={"title": at(TEXT.split("\n")[0]), "issuer": at("某某市人民政府办公厅")},
        )
    )
    facts.sections = [
        fact(F.Section, "一、主要任务", ordinal="一", title="主要任务", parent=None, path="一"),
        fact(F.Section, "（一）培育产业", ordinal="（一）", title="培育产业", parent="一", path="一（一）"),
    ]
    item = TEXT[TEXT.index("1.发展") : TEXT.index("2.支持")].rstrip()
    second = TEXT[TEXT.index("2.支持") : TEXT.index("表 1")].rstrip()
    row = "表 1 发展机器人 6月30日 市科技局"
    facts.tasks = [
        fact(
            F.Task, item, origin="body", ordinal=1, path="一（一）1", section="培育产业", title="发展机器人", text=item,
            units=[
                F.UnitRole(span=at("市科技局"), quote="市科技局", name="市科技局", role="lead", spans=[at("市科技局"), at("市科技局", 2)]),
                fact(F.UnitRole, "市财政局", name="市财政局", role="support"),
            ],
            quota={"市财政局": 2},
        ),
        fact(F.Task, second, origin="body", ordinal=2, path="一（一）2", section="培育产业", title=None, text=second),
        fact(
            F.Task, row, origin="table", ordinal=1, path="表1", section="培育产业", title="发展机器人", text="发展机器人",
            units=[fact(F.UnitRole, "市科技局", 3, name="市科技局", role="responsible")],
            deadline=fact(F.Deadline, "6月30日", raw="6月30日", date="2023-06-30"),
            filled=["section"],
        ),
    ]  # fmt: skip
    facts.restates = [("表1", "一（一）1")]
    facts.goals = [
        fact(
            F.Goal, "企业不少于10家", scope="一（一）2", origin="body", metric="企业", comparator=">=", value=10, unit="家",
            due="2023-12-31", due_basis="plan_year", text="企业不少于10家",
        )
    ]  # fmt: skip
    facts.chains = [
        fact(
            F.Chain, "机器人产业链", name="机器人产业链",
            segments=[fact(F.Name, "零部件", name="零部件"), fact(F.Name, "整机", name="整机")],
            subfields=[fact(F.Name, "服务机器人", name="服务机器人")],
        )
    ]  # fmt: skip
    facts.districts = [fact(F.Name, "坪山区", name="坪山区")]
    role = "支持坪山区依托某某园建设机器人产业集群"
    facts.district_roles = [
        fact(
            F.DistrictRole,
            role,
            district="坪山区",
            chains=["机器人产业链"],
            carriers=["某某园"],
            platforms=["机器人平台"],
        )
    ]
    facts.platforms = [fact(F.Aliased, "机器人平台", name="机器人平台", kind="digital")]
    facts.measures = [fact(F.Name, "专项资金", name="专项资金")]
    facts.organisations = [
        fact(F.Aliased, "某某工作领导小组", name="某某工作领导小组", kind="leading_group"),
        fact(F.Aliased, "专班", name="专班", kind="leading_group"),
        fact(F.Aliased, "专班办公室", name="专班办公室", kind="leading_group"),
        fact(F.Aliased, "市科技局", name="市科技局", kind="government", aliases=["深圳市科技局"]),
    ]
    facts.unit_groups = [
        fact(
            F.UnitGroup, "成员", name="专班成员",
            members=[fact(F.Name, "市科技局", 5, name="市科技局"), fact(F.Name, "市财政局", 2, name="市财政局")],
        )
    ]  # fmt: skip
    facts.cites = [fact(F.Citation, "国务院关于某事的意见", title="国务院关于某事的意见", number="国发〔2018〕1号")]
    facts.discrepancies = [
        fact(
            F.Discrepancy, row, body=1, table=1, body_path="一（一）1", table_path="表1", field="units",
            body_only=["市财政局"], body_quote=item, table_quote=row,
        )
    ]  # fmt: skip
    facts.corrections = [
        fact(
            F.Correction, "市财政局", action="correct", fact="tasks.units", before={"role": "lead"}, after={"role": "support"},
            why="配合", by="李",
        )
    ]  # fmt: skip
    facts.contacts = [fact(F.Contact, "市科技局", name="市科技局", phone="0755-12345678")]
    facts.signals = [F.Signal(kind="unread", span=at("三、"), why="no rule")]
    return facts


def source(text, sha256="0" * 64):
    return Source(text=text, name="some.txt", kind="txt", sha256=sha256, size=len(text.encode()))


def made(facts=None, text=TEXT):
    return make(facts or sample(), source(text))


def triples(rows, edge):
    names = {row["id"]: row.get("full_name") or row.get("path") or row.get("title") or row.get("text") or row.get("name")
             for found in rows.nodes.values() for row in found}  # fmt: skip
    return {
        (names[row["from"]], names[row["to"]])
        for (kind, _, _), found in rows.edges.items()
        if kind == edge
        for row in found
    }


def test_the_rows_fit_the_schema():
    rows = made().rows
    assert check_rows(rows) == rows  # nothing doubled, nothing dangling, nothing without a mention
    unused = set(NODE) - set(rows.nodes)
    assert unused == {"Ambiguity"}  # every name leads somewhere
    assert set(EDGE) - {kind for kind, _, _ in rows.edges} == {"HAS_AMBIGUITY", "READ_AS"}


def test_an_open_name_and_a_decided_one():
    facts = sample()
    facts.unit_groups[0].members.append(fact(F.Name, "市财政局", 2, name="鼓楼区政府"))
    rows = make(facts, source(TEXT)).rows
    (node,) = rows.nodes["Ambiguity"]
    assert (node["printed"], node["kind"], node["verdict"], node["meaning"]) == (
        "鼓楼区政府",
        "Unit",
        None,
        "鼓楼区政府",
    )
    assert "南京市鼓楼区人民政府" in node["candidates"]
    assert node["quote"].endswith("成员包括市科技局、市财政局")  # the sentence around the name
    decision = Decision("鼓楼区政府", "same", "南京市鼓楼区人民政府", by="审核人")
    decided = make(facts, source(TEXT), (decision,)).rows
    (node,) = decided.nodes["Ambiguity"]
    assert (node["verdict"], node["meaning"], node["by"]) == ("same", "南京市鼓楼区人民政府", "审核人")
    (led,) = decided.edges["READ_AS", "Ambiguity", "Unit"]
    assert led["to"] in {row["id"] for row in decided.nodes["Unit"] if row["full_name"] == "南京市鼓楼区人民政府"}
    assert check_rows(decided) == decided


def test_every_row_has_all_properties_and_true_evidence():
    rows = made().rows
    for label, found in rows.nodes.items():
        wanted = {p.name for p in NODE[label].properties if not p.derived}
        for row in found:
            assert wanted <= set(row)
            if label in FACTS:
                assert TEXT[row["span_start"] : row["span_end"]] == row["quote"]
    for (kind, _, _), found in rows.edges.items():
        wanted = {"from", "to"} | {p.name for p in edge_properties(EDGE[kind]) if not p.derived}
        for row in found:
            assert set(row) == wanted
            printed = re.sub(r"\s", "", TEXT[row["span_start"] : row["span_end"]])
            assert re.sub(r"\s", "", row["quote"]) == printed


def test_what_the_document_states():
    rows = made().rows
    item, row = "一（一）1", "表1"
    assert triples(rows, "RESPONSIBLE_FOR") == {
        ("深圳市科学技术局", item),
        ("深圳市财政局", item),
        ("深圳市科学技术局", row),
    }
    assert triples(rows, "RESTATES") == {(row, item)}
    assert triples(rows, "HAS_GOAL") == {("一（一）2", "企业不少于10家")}
    assert triples(rows, "SUPPORTS") == {("广东省深圳市坪山区", "深圳市机器人产业链")}
    assert triples(rows, "RELIES_ON") == {("广东省深圳市坪山区", "深圳市某某园")}
    assert triples(rows, "BUILDS") == {("广东省深圳市坪山区", "深圳市机器人平台")}
    assert triples(rows, "HOSTED_BY") == {("深圳市专班办公室（某某行动方案）", "深圳市科学技术局")}
    assert ("深圳市专班（某某行动方案）", "深圳市某某领导小组") in triples(rows, "PART_OF")
    assert ("广东省深圳市坪山区", "广东省深圳市") in triples(rows, "PART_OF")
    assert triples(rows, "USES") == {("一（一）2", "深圳市专项资金")}
    assert triples(rows, "CONCERNS") == {
        (item, "深圳市机器人产业链"),
        (item, "深圳市机器人平台"),
        ("一（一）2", "深圳市机器人产业链"),
        ("一（一）2", "深圳市机器人平台"),
        ("一（一）2", "广东省深圳市坪山区"),
    }


def test_role_quota_and_times_printed():
    found = made().rows.edges["RESPONSIBLE_FOR", "Unit", "Task"]
    kept = [(r["role"], r["position"], r["quota"], r["times_printed"]) for r in found]
    assert kept == [("lead", 1, None, 2), ("support", 2, 2.0, 1), ("responsible", 1, None, 1)]


def test_the_documents_own_row():
    (own,) = (row for row in made().rows.nodes["Document"] if row["loaded"])
    assert own["issued_on"] == date(2023, 4, 28)
    assert own["jurisdiction"] == "深圳市"
    assert own["raw_text"] == TEXT
    assert (own["file_kind"], own["anchors"]) == ("txt", None)
    assert own["signals"] == 1


def test_the_places_in_the_file_are_kept_packed():
    printed = Source(
        text=TEXT,
        name="a.pdf",
        kind="pdf",
        sha256="0" * 64,
        size=1,
        anchors=(Anchor(0, Place(page=1)), Anchor(24, Place(page=2))),
    )
    (own,) = (row for row in make(sample(), printed).rows.nodes["Document"] if row["loaded"])
    assert (own["file_kind"], own["anchors"]) == ("pdf", '[["page"],[0,1],[24,2]]')


def test_a_cited_document_is_a_stub_with_the_citations_words():
    rows = made().rows
    stub = [row for row in rows.nodes["Document"] if not row["loaded"]]
    (cite,) = rows.edges["CITES", "Document", "Document"]
    assert [row["id"] for row in stub] == [cite["to"]]
    assert (cite["title"], cite["number"]) == ("国务院关于某事的意见", "国发〔2018〕1号")


def test_contacts_stay_out_of_the_graph():
    rows = made().rows
    kept = [v for found in rows.nodes.values() for row in found for k, v in row.items() if k != "raw_text"]
    kept += [v for found in rows.edges.values() for row in found for v in row.values()]
    assert not any("0755" in str(v) for v in kept)


def test_the_order_of_facts_changes_nothing_but_places():
    turned = sample()
    for name in ("chains", "platforms", "measures", "districts", "organisations", "cites", "goals", "unit_groups"):
        getattr(turned, name).reverse()
    assert digest(made(turned).rows) == digest(made().rows)


def test_a_restarted_numbering_gives_tasks_of_their_own():
    facts = sample()
    facts.tasks.append(
        fact(
            F.Task,
            "三、在某某",
            origin="body",
            ordinal=1,
            path="一（一）1",
            section=None,
            title="另一项",
            text="另一项",
        )
    )
    rows = check_rows(made(facts).rows)
    assert len({row["id"] for row in rows.nodes["Task"]}) == 4


def test_a_unit_printed_in_two_forms_answers_once():
    facts = sample()
    facts.tasks[0].units.append(fact(F.UnitRole, "市科技局", 2, name="深圳市科技局", role="support"))
    found = made(facts).rows.edges["RESPONSIBLE_FOR", "Unit", "Task"]
    assert [(r["role"], r["position"], r["times_printed"]) for r in found[:2]] == [("lead", 1, 3), ("support", 2, 1)]


def test_what_cannot_be_kept_is_a_signal():
    facts = sample()
    facts.document.published_on = "2023-02-30"
    facts.restates.append(("表9", "一（一）1"))
    facts.unit_groups[0].members.append(fact(F.Name, "市财政局", 2, name="鼓楼区政府"))
    result = made(facts)
    assert sorted(s.kind for s in result.signals) == ["bad_date", "dangling", "unresolved"]
    (own,) = (row for row in result.rows.nodes["Document"] if row["loaded"])
    assert own["signals"] == 4
    assert own["published_on"] is None
    check_rows(result.rows)


def test_a_document_that_says_nothing_of_itself():
    facts = F.Facts(document=F.Header())
    rows = check_rows(make(facts, source("\n\n某某\n")).rows)
    assert {label: len(found) for label, found in rows.nodes.items()} == {"Document": 1}


def test_documents_without_a_name_do_not_replace_each_other():
    ids = set()
    for sha256 in ("0" * 64, "1" * 64):
        facts = sample()
        facts.document = F.Header(issuer="深圳市人民政府", jurisdiction="深圳市")
        result = make(facts, source(TEXT, sha256))
        assert [s.kind for s in result.signals] == ["unnamed"]
        ids.add(check_rows(result.rows).document_id)
    assert len(ids) == 2


def test_a_city_in_the_plan_of_its_province_may_support_a_chain():
    facts = sample()
    facts.document.jurisdiction = "广东省"
    facts.place_roles, facts.district_roles = facts.district_roles, []
    facts.place_roles[0].district = "深圳市"
    result = made(facts)
    check_rows(result.rows)
    assert ("SUPPORTS", "Jurisdiction", "IndustryChain") in result.rows.edges
    assert ("SUPPORTS", "District", "IndustryChain") not in result.rows.edges


NAMES = ["市城建局", "省住建厅", "住建部", "领导小组", "领导小组办公室", "各区政府", "市、区财政", "鼓楼区政府", "南山区", "某合作区",
         "深圳大学", "长安大学", "市", "", "国务院有关部门", "“淘宝商城”", "区", "中共市委", "办公室"]  # fmt: skip
PLACES = [None, "国家", "浙江省", "深圳市", "坪山区", "柳河县", "鼓楼区", "上海市", "某某市", "某某开发区"]
name = st.sampled_from([n for n in NAMES if n])


@st.composite
def documents(draw):
    """Facts whose names and spans are drawn at random: whatever finders give, the rows hold together."""
    length = len(TEXT)

    def some(record, /, **values):
        start = draw(st.integers(0, length - 2))
        end = draw(st.integers(start + 1, length))
        spans = [(start, end), at("市科技局")] if draw(st.booleans()) else None
        return record(span=(start, end), quote=TEXT[start:end], spans=spans, **values)

    facts = F.Facts(
        document=F.Header(
            title=draw(st.sampled_from([None, "关于某事的通知", "国务院关于某事的通知"])),
            number=draw(st.sampled_from([None, "国发〔2018〕1号"])),
            issuer=draw(st.sampled_from([None, "国务院", "市城建局、市财政局", "中共柳河县委 柳河县人民政府"])),
            jurisdiction=draw(st.sampled_from(PLACES)),
        )
    )
    for _ in range(draw(st.integers(0, 3))):
        units = [some(F.UnitRole, name=draw(name), role="lead") for _ in range(draw(st.integers(0, 3)))]
        facts.tasks.append(
            some(
                F.Task,
                origin="body",
                ordinal=1,
                path=draw(st.sampled_from("12")),
                section=None,
                title=None,
                text="",
                units=units,
            )
        )
        facts.organisations.append(some(F.Aliased, name=draw(name), kind="leading_group", aliases=[draw(name)]))
        facts.unit_groups.append(some(F.UnitGroup, name=draw(name), members=[some(F.Name, name=draw(name))]))
        facts.district_roles.append(
            some(F.DistrictRole, district=draw(name), chains=[draw(name)], carriers=[draw(name)])
        )
        facts.platforms.append(some(F.Aliased, name=draw(name), kind="digital", aliases=[draw(name)]))
        facts.chains.append(some(F.Chain, name=draw(name), segments=[some(F.Name, name=draw(name))]))
        facts.cites.append(some(F.Citation, title=draw(name), number=None))
    return facts


@given(documents())
def test_rows_of_any_facts_hold_together(facts):
    rows = check_rows(make(facts, source(TEXT)).rows)
    for label, found in rows.nodes.items():
        if label in FACTS or label in ENTITIES:
            assert found
    for found in rows.edges.values():
        for row in found:
            assert 0 <= row["span_start"] < row["span_end"] <= len(TEXT)


@pytest.mark.parametrize("sample_name", sorted(goldfacts.SAMPLES))
def test_the_gold_facts_of_the_samples(sample_name):
    raw = goldfacts.raw_text(sample_name)
    facts = goldfacts.facts_of(goldfacts.gold(sample_name), raw)
    result = make(facts, source(raw))
    rows = check_rows(result.rows)
    assert result.signals == []
    assert len(rows.nodes["Task"]) == len(facts.tasks)
    assert len(rows.nodes["Goal"]) == len(facts.goals)
    shuffled = facts.organisations[:]
    random.Random(3).shuffle(shuffled)
    facts.organisations = shuffled
    again = make(facts, source(raw)).rows
    assert {row["id"] for row in again.nodes["Unit"]} == {row["id"] for row in rows.nodes["Unit"]}
