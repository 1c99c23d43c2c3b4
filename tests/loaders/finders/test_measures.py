"""Measures: instruments by name, from lists of preferences and by the ends of their names."""

import pytest

from loaders.finders import measures
from tests.loaders.reading import check_evidence, read


def names(text):
    return [m.name for m in measures.find(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each of a list of preferences
        (
            "贯彻文件精神，积极落实用地保障、容积率核算、土地和规划审批提速以及金融扶持等优惠政策。",
            ["用地保障", "容积率核算", "土地和规划审批提速", "金融扶持"],
        ),
        # funds, with 和 inside and between
        (
            "列入工业和信息化发展专项资金、商贸流通发展专项资金重点支持领域。",
            ["工业和信息化发展专项资金", "商贸流通发展专项资金"],
        ),
        ("在市科技研发资金中加大支持，设立低空产业引导基金。", ["市科技研发资金", "低空产业引导基金"]),
        # catalogues, plans, tax and money instruments
        (
            "纳入首台（套）装备推广目录，列入成都市技能培训补贴目录。",
            ["首台（套）装备推广目录", "成都市技能培训补贴目录"],
        ),
        ("将项目纳入建设用地供应计划，纳入市生态文明考核。", ["建设用地供应计划", "市生态文明考核"]),
        (
            "按规定享受投资抵免企业所得税政策，落实高新技术企业税收优惠政策。",
            ["投资抵免企业所得税政策", "高新技术企业税收优惠政策"],
        ),
        ("充分运用再贷款、再贴现货币政策工具。", ["再贷款、再贴现货币政策工具"]),
        (
            "落实“三重一创”专项资金，给予贷款贴息和首台（套）装备保险补偿。",
            ["“三重一创”专项资金", "贷款贴息", "首台（套）装备保险补偿"],
        ),
        ("采取“一事一议”方式给予支持。", ["“一事一议”"]),
    ],
)
def test_instruments(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "安排专项资金，给予一次性奖励和补贴。",
        "落实优惠政策，统筹现有各类专项资金。",
        "建立目录更新机制。",
        "《成都市发展专项资金管理办法》",
    ],
)
def test_general_words_are_none(text):
    assert names(text) == []


def test_with_and_without_the_city_it_is_one():
    raw = "发布低空技术目录。应用低空技术目录。\n附件：成都市低空技术目录"
    found = measures.find(read(raw))
    assert [(m.name, len(m.spans)) for m in found] == [("低空技术目录", 3)]
    check_evidence(raw, *found)
