"""Two invented documents as rows, small but complete: every label and relationship of the schema occurs.

They share a national body, which they print differently, and a cited document; both have a 市财政局 of their own. The first has
an annex table that restates one item, adds another and disagrees once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.ids import node_id
from graph.records import DocumentRows
from graph.schema import EDGE, NODE

NATION = node_id("Jurisdiction", "100000")
CITED = node_id("Document", "国发〔2020〕1号")


class Rows:
    """Builds the rows of one document; every fact gets the next ten characters as its span."""

    def __init__(self, number: str, city: str, **header: Any) -> None:
        self.id = node_id("Document", number)
        self.city = city
        self.city_id = node_id("Jurisdiction", city)
        self.at = 0
        self.rows = DocumentRows(self.id, "0" * 64)
        raw = f"{city}的文件。" * 100
        own = {"number": number, "jurisdiction": city, "jurisdiction_id": self.city_id, "loaded": True, "raw_text": raw}
        own |= {"title": f"{city}关于建设的通知", "file_name": "a.docx", "signals": 0}
        own |= {"file_kind": "docx", "anchors": '[["paragraph"],[0,1],[6,2]]'}
        self.node("Document", self.id, **own | header)
        self.entity("Jurisdiction", self.city_id, city, name=city, full_name=city, level="city")
        self.edge("APPLIES_TO", ("Document", self.id), ("Jurisdiction", self.city_id))

    def evidence(self) -> dict[str, Any]:
        self.at += 10
        return {
            "document_id": self.id,
            "span_start": self.at,
            "span_end": self.at + 10,
            "quote": f"{self.city}第{self.at}字",
        }

    def node(self, label: str, ident: str, **own: Any) -> str:
        blank = {prop.name: None for prop in NODE[label].properties if not prop.derived}
        evidence = self.evidence() if NODE[label].sort == "fact" else {}
        rows = self.rows.nodes.setdefault(label, [])
        if all(row["id"] != ident for row in rows):
            rows.append({**blank, **evidence, "id": ident, **own})
        return ident

    def edge(self, edge: str, source: tuple[str, str], target: tuple[str, str], **own: Any) -> None:
        blank = {prop.name: None for prop in EDGE[edge].properties if not prop.derived}
        row = {**blank, **self.evidence(), "from": source[1], "to": target[1], **own}
        self.rows.edges.setdefault((edge, source[0], target[0]), []).append(row)

    def entity(self, label: str, ident: str, printed: str, kind: str | None = None, **own: Any) -> str:
        self.node(label, ident, **own)
        self.edge("MENTIONS", ("Document", self.id), (label, ident), printed=printed, kind=kind)
        return ident

    def unit(self, name: str, *, full: str | None = None, kind: str = "government", key: str | None = None) -> str:
        ident = node_id("Unit", self.city_id if key is None else NATION, key or name)
        home = self.city if key is None else "国家"
        does = {"发": ["development_reform"], "财": ["finance"]}
        own: dict[str, Any] = {"functions": next((f for c, f in does.items() if c in name), []), "known_as": []}
        if name == "市财政局":
            own["known_as"] = [f"{self.city}财政部门", "市财局"]
        if name.endswith("管委会"):
            own |= {"succeeded_by": [f"{self.city}东区人民政府"], "reform_year": 2024}
        own |= {"full_name": full or f"{self.city}{name[1:]}", "jurisdiction": home}
        return self.entity("Unit", ident, name, kind, **own)

    def thing(self, label: str, name: str, kind: str | None = None) -> str:
        ident = node_id(label, self.city_id, name)
        return self.entity(label, ident, name, kind, full_name=f"{self.city}{name}", jurisdiction=self.city)

    def task(self, origin: str, ordinal: int, title: str, units: list[str], due: date | None = None) -> str:
        path = f"{'表' if origin == 'table' else '一'}{ordinal}"
        ident = node_id("Task", self.id, origin, path, 1)
        raw = None if due is None else f"{due.month}月底前"
        own = {"title": title, "text": f"{title}的做法", "deadline": due, "deadline_raw": raw, "filled": []}
        self.node("Task", ident, origin=origin, ordinal=ordinal, path=path, section="建设", **own)
        self.edge("HAS_TASK", ("Document", self.id), ("Task", ident))
        for position, unit in enumerate(units, 1):
            role = {"role": "lead" if position == 1 else "support", "position": position, "times_printed": 1}
            self.edge("RESPONSIBLE_FOR", ("Unit", unit), ("Task", ident), quota=2.0 if position == 2 else None, **role)
        return ident

    def goal(self, metric: str, value: float, due: date, repeats: str | None = None, scope: str = "二") -> str:
        ident = node_id("Goal", self.id, scope, metric, ">=", value, "个", "")
        own = {"origin": "body", "comparator": ">=", "unit": "个", "due_basis": "text", "cumulative": False}
        self.node("Goal", ident, scope=scope, metric=metric, value=value, due=due, repeats=repeats, text=metric, **own)
        self.edge("SETS", ("Document", self.id), ("Goal", ident))
        return ident

    def cites(self, ident: str, title: str, number: str | None) -> None:
        self.node("Document", ident, loaded=False)
        self.edge("CITES", ("Document", self.id), ("Document", ident), title=title, number=number)


def first() -> DocumentRows:
    """甲市: a body of two items, a table of two rows, a chain, a district, groups, goals; cites 乙市's document."""
    doc = Rows("甲政〔2023〕1号", "甲市", issuer="甲市人民政府", issued_on=date(2023, 1, 2))
    lead = doc.unit("市发改委")
    money = doc.unit("市财政局")
    nation = doc.unit("国家发改委", full="国家发展和改革委员会", key="国家发展和改革委员会")
    group = doc.unit("专班成员", kind="group")
    office = doc.unit("专班办公室", kind="leading_group")
    government = doc.unit("市人民政府")
    doc.edge("ISSUED_BY", ("Document", doc.id), ("Unit", government))
    for position, member in enumerate((lead, money), 1):
        doc.edge("MEMBER_OF", ("Unit", member), ("Unit", group), position=position, partial=True)
        doc.edge("BELONGS_TO", ("Unit", member), ("Jurisdiction", doc.city_id))
    doc.edge("PART_OF", ("Unit", office), ("Unit", group))
    doc.edge("HOSTED_BY", ("Unit", office), ("Unit", lead))
    district = node_id("District", "甲市", "东区")
    doc.entity("District", district, "东区", name="东区", full_name="甲市东区", jurisdiction="甲市", kind="district")
    doc.edge("PART_OF", ("District", district), ("Jurisdiction", doc.city_id))
    council = doc.unit("东区管委会")
    doc.edge("BELONGS_TO", ("Unit", council), ("District", district))
    section = doc.node("Section", node_id("Section", doc.id, "一", 1), marker="一", path="一", title="建设")
    doc.edge("HAS_SECTION", ("Document", doc.id), ("Section", section))
    one = doc.task("body", 1, "开工", [lead, money, nation])
    two = doc.task("body", 2, "验收", [lead, money], date(2023, 9, 30))
    row = doc.task("table", 1, "开工", [lead, council], date(2023, 6, 30))
    extra = doc.task("table", 2, "宣传", [money], date(2023, 12, 31))
    for task in (one, two):
        doc.edge("HAS_TASK", ("Section", section), ("Task", task))
    doc.edge("RESTATES", ("Task", row), ("Task", one))
    goal = doc.goal("示范项目", 10.0, date(2023, 12, 31))
    doc.goal("示范项目", 10.0, date(2023, 12, 31), repeats="二", scope="一1")
    doc.edge("HAS_GOAL", ("Task", one), ("Goal", goal))
    differs = node_id("Discrepancy", doc.id, "units", "一1", "表1", 1)
    own = {"body_ordinal": 1, "table_ordinal": 1, "body_only": ["市财政局"], "table_only": ["东区管委会"]}
    doc.node("Discrepancy", differs, field="units", body_path="一1", table_path="表1", **own)
    doc.edge("HAS_DISCREPANCY", ("Document", doc.id), ("Discrepancy", differs))
    doc.edge("IN_BODY", ("Discrepancy", differs), ("Task", one))
    doc.edge("IN_TABLE", ("Discrepancy", differs), ("Task", row))
    mended = node_id("Correction", doc.id, "correct", "tasks", 1)
    doc.node(
        "Correction",
        mended,
        action="correct",
        fact="tasks",
        before='{"title": null}',
        after='{"title": "开工"}',
        why="漏印",
        by="李",
    )
    doc.edge("HAS_CORRECTION", ("Document", doc.id), ("Correction", mended))
    own = {"kind": "Unit", "candidates": ["乙市财政局", "甲市财政局"], "verdict": "same", "decided": "财政部门"}
    open_name = node_id("Ambiguity", doc.id, "Unit", "财政部门")
    doc.node("Ambiguity", open_name, printed="财政部门", meaning="甲市财政局", by="审核人", **own)
    doc.edge("HAS_AMBIGUITY", ("Document", doc.id), ("Ambiguity", open_name))
    doc.edge("READ_AS", ("Ambiguity", open_name), ("Unit", money))
    for kind, entity, printed in (("District", district, "东区"), ("Jurisdiction", doc.city_id, "甲")):
        open_name = node_id("Ambiguity", doc.id, kind, printed)
        doc.node("Ambiguity", open_name, printed=printed, kind=kind, meaning=printed, candidates=[])
        doc.edge("HAS_AMBIGUITY", ("Document", doc.id), ("Ambiguity", open_name))
        doc.edge("READ_AS", ("Ambiguity", open_name), (kind, entity))
    chain = doc.thing("IndustryChain", "机器人（AI）产业链")
    bare = doc.thing("IndustryChain", "软件产业链")
    for promoted in (chain, bare):
        doc.edge("PROMOTES", ("Document", doc.id), ("IndustryChain", promoted))
    for label, kind, names in (("Segment", "HAS_SEGMENT", ("零件", "整机")), ("Subfield", "HAS_SUBFIELD", ("焊接",))):
        for position, name in enumerate(names, 1):
            part = node_id(label, chain, name)
            doc.entity(label, part, name, name=name, chain="机器人产业链", jurisdiction="甲市")
            doc.edge(kind, ("IndustryChain", chain), (label, part), position=position)
    platform = doc.thing("Platform", "监测平台", "digital")
    park = doc.thing("Park", "东园")
    measure = doc.thing("Measure", "专项资金")
    doc.edge("SUPPORTS", ("District", district), ("IndustryChain", chain))
    doc.edge("SUPPORTS", ("District", district), ("IndustryChain", chain))  # said twice in the document
    doc.edge("RELIES_ON", ("District", district), ("Park", park))
    doc.edge("BUILDS", ("District", district), ("Platform", platform))
    doc.edge("CONCERNS", ("Task", one), ("IndustryChain", chain))
    doc.edge("CONCERNS", ("Task", one), ("Platform", platform))
    doc.edge("CONCERNS", ("Task", extra), ("District", district))
    doc.edge("USES", ("Task", two), ("Measure", measure))
    doc.cites(node_id("Document", "乙政〔2022〕2号"), "乙市的办法", "乙政〔2022〕2号")
    doc.cites(CITED, "国家的意见", "国发〔2020〕1号")
    return doc.rows


def second() -> DocumentRows:
    """乙市: one item; prints the national body in another form, twice; cites what 甲市 cites under another title."""
    doc = Rows("乙政〔2022〕2号", "乙市", enclosed_title="乙市建设方案")
    money = doc.unit("市财政局")
    nation = doc.unit("国家发展改革委", full="国家发展和改革委员会", key="国家发展和改革委员会")
    doc.unit("国家发展改革委", full="国家发展和改革委员会", key="国家发展和改革委员会")
    doc.edge("BELONGS_TO", ("Unit", money), ("Jurisdiction", doc.city_id))
    far = node_id("District", "乙市", "东区新城")
    doc.entity(
        "District", far, "东区新城", name="东区新城", full_name="乙市东区新城", jurisdiction="乙市", kind="new_area"
    )
    doc.task("body", 1, "筹资", [money, nation], date(2022, 12, 31))
    doc.thing("Platform", "监测平台", "industrial")
    doc.cites(CITED, "国家的指导意见", None)
    return doc.rows


def of_a_province() -> DocumentRows:
    """丙省: its cities have roles as the districts of a city's plan have."""
    doc = Rows("丙政〔2024〕3号", "丙省")
    chain = node_id("IndustryChain", "丙省", "绿氢产业链")
    doc.entity("IndustryChain", chain, "绿氢产业链", name="绿氢产业链", full_name="丙省绿氢产业链", jurisdiction="丙省")
    city = node_id("Jurisdiction", "甲市")
    doc.entity("Jurisdiction", city, "甲市", name="甲市", full_name="甲市", level="city")
    doc.edge("SUPPORTS", ("Jurisdiction", city), ("IndustryChain", chain))
    return doc.rows


def changed() -> DocumentRows:
    """甲市's document, corrected: the second item, its measure, a chain, the discrepancy and the correction are gone, 市财政局 has a new form."""
    rows = first()
    gone = {row["id"] for row in rows.nodes["Task"] if row["path"] == "一2"}
    gone |= {
        row["id"] for label in ("Measure", "Discrepancy", "Correction", "Ambiguity") for row in rows.nodes.pop(label)
    }
    gone |= {row["id"] for row in rows.nodes["IndustryChain"] if row["full_name"] == "甲市软件产业链"}
    rows.nodes = {label: [row for row in given if row["id"] not in gone] for label, given in rows.nodes.items()}
    rows.edges = {
        table: [row for row in given if not {row["from"], row["to"]} & gone] for table, given in rows.edges.items()
    }
    for row in rows.edges["MENTIONS", "Document", "Unit"]:
        row["printed"] = row["printed"].replace("市财政局", "市财政部门")
    return rows


def others(count: int) -> list[DocumentRows]:
    """So many more documents of 丙市, each with a duty of the national body's and of a unit of its own."""
    made = []
    for number in range(count):
        doc = Rows(f"丙政〔2023〕{number}号", "丙市")
        nation = doc.unit("国家发改委", full="国家发展和改革委员会", key="国家发展和改革委员会")
        doc.task("body", 1, f"第{number}件事", [doc.unit(f"市第{number}局"), nation])
        made.append(doc.rows)
    return made
