"""The same document as txt, html, docx and pdf gives the same facts; only the places differ."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fourkinds import Document, Item, Table, as_docx, as_html, as_pdf, as_txt

from loaders.anchors import places
from loaders.facts import Facts
from loaders.prepare import read_facts
from loaders.read import read_bytes
from loaders.source import Source
from tests.loaders.pdfs import blocks

KINDS = {"txt": as_txt, "html": as_html, "docx": as_docx, "pdf": as_pdf}

PLAN = Document(
    [
        "绵阳市人民政府办公室关于印发《绵阳市机器人产业发展行动方案（2023—2025年）》的通知",
        "绵府办发〔2023〕12号",
        "各县（市、区）人民政府，市政府各部门：",
        "《绵阳市机器人产业发展行动方案（2023—2025年）》已经市政府同意，现印发给你们，请认真贯彻执行。",
        "绵阳市人民政府办公室",
        "2023年5月8日",
        "绵阳市机器人产业发展行动方案（2023—2025年）",
        Item(0, "总体要求"),
        "到2025年，全市规模以上机器人企业{note}达到100家以上，产业规模突破500亿元，研发投入强度不低于3.5%。",
        Item(0, "主要任务"),
        Item(1, "加强技术攻关"),
        Item(
            2,
            "突破关键零部件。围绕减速器、控制器等开展攻关，2023年底前实施项目10个。（责任单位：市科技局、市经济和信息化局）",
        ),
        Item(
            2,
            "建设创新平台。支持游仙区建设机器人创新中心，2024年6月底前建成。（牵头单位：市科技局；配合单位：市财政局、游仙区人民政府）",
        ),
        Item(1, "培育企业主体"),
        Item(2, "招引龙头企业。每年引进企业不少于5家。（责任单位：市投资促进局、各县（市、区）人民政府）"),
        Item(0, "保障措施"),
        Item(1, "加强组织领导。建立工作专班，统筹推进各项工作，研究解决重大问题。（责任单位：市经济和信息化局）"),
        "附件：绵阳市机器人产业发展任务分工表",
        "附件",
        "绵阳市机器人产业发展任务分工表",
        Table(
            [
                ["序号", "重点任务", "具体举措", "完成时限", "责任单位"],
                ["1", "技术攻关", "突破关键零部件，\n实施项目10个。", "2023年12月底前", "市科技局、市经济和信息化局"],
                ["2", None, "建设机器人创新中心。", "2024年6月底前", "市科技局\n市财政局"],
                ["3", "企业培育", "每年引进企业不少于5家。", "长期坚持", "市投资促进局"],
                ["4", None, "建立工作专班，统筹推进各项工作。", None, "市经济和信息化局"],
            ]
        ),
    ],
    note="规模以上企业指年主营业务收入2000万元以上的企业。",
)


def source(document: Document, kind: str) -> Source:
    return read_bytes(KINDS[kind](document), f"方案.{kind}")


def said(facts: Facts) -> dict:
    """The facts without their places and without what only one kind of file has around the document."""

    def strip(value):
        if isinstance(value, dict):
            return {key: strip(inner) for key, inner in value.items() if key not in ("span", "spans", "ignored")}
        return [strip(inner) for inner in value] if isinstance(value, list) else value

    return strip(facts.to_dict())


def test_the_plan_is_read_as_it_is_meant() -> None:
    """What all kinds must agree on: numbers that the program makes, merged cells, a note that runs into no number."""
    facts = read_facts(source(PLAN, "txt"))
    assert [(t.path, [u.name for u in t.units], t.deadline and t.deadline.date) for t in facts.tasks] == [
        ("二（一）1", ["市科技局", "市经济和信息化局"], "2023-12-31"),
        ("二（一）2", ["市科技局", "市财政局", "游仙区人民政府"], "2024-06-30"),
        ("二（二）1", ["市投资促进局", "各县（市、区）人民政府"], None),
        ("三（一）", ["市经济和信息化局"], None),
        ("表1", ["市科技局", "市经济和信息化局"], "2023-12-31"),
        ("表2", ["市科技局", "市财政局"], "2024-06-30"),
        ("表3", ["市投资促进局"], None),
        ("表4", ["市经济和信息化局"], None),
    ]
    assert [(g.metric, g.value) for g in facts.goals][:3] == [
        ("规模以上机器人企业", 100),
        ("产业规模", 500),
        ("研发投入强度", 3.5),
    ]
    assert not facts.signals


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "txt"])
def test_the_plan_says_the_same_in_every_kind_of_file(kind: str) -> None:
    assert said(read_facts(source(PLAN, kind))) == said(read_facts(source(PLAN, "txt")))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "txt"])
def test_real_documents_say_the_same_in_every_kind_of_file(document: Path, kind: str) -> None:
    text = document.read_text("utf-8-sig")
    if kind == "pdf":
        # print breaks lines of its own and loses spaces at their ends: what is printed are paragraphs and tables
        made = Document([block if isinstance(block, str) else Table(block) for block in blocks(text)])
    else:
        made = Document([line.strip() for line in text.splitlines() if line.strip()])
    assert said(read_facts(source(made, kind))) == said(read_facts(source(made, "txt")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_behind_the_last_item_is_no_part_of_it(kind: str) -> None:
    without_annex = Document([block for block in PLAN.blocks[:17] if not isinstance(block, Table)], note=PLAN.note)
    assert (
        read_facts(source(without_annex, kind)).tasks[-1].text == "建立工作专班，统筹推进各项工作，研究解决重大问题。"
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "txt"])
def test_every_span_leads_to_a_place_in_the_file(kind: str) -> None:
    made = source(PLAN, kind)

    def spans(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "span":
                    yield inner
                elif key != "ignored":
                    yield from spans(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from spans(inner)

    found = list(spans(json.loads(json.dumps(read_facts(made).to_dict()))))
    assert len(found) > 40
    for start, end in found:
        assert places(made.anchors, (start, end)) or not re.search(r"\w", made.text[start:end])
