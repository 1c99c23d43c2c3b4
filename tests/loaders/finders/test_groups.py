"""Unit groups: collectives, members listed before or behind, examples of a class, wordings of one group."""

import pytest

from loaders.finders import groups, organisations
from tests.loaders.reading import check_evidence, of, read


def find(text, jurisdiction="成都市"):
    o = read(text)
    return groups.find(o, organisations=organisations.find(o, header=of(jurisdiction)))


def plain(text):
    return [(g.name, [m.name for m in g.members], g.partial) for g in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各区（市）县政府要落实责任。", []),
        ("各区、县（市）人民政府要落实责任。", ["各区、县（市）人民政府"]),
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n一、总体要求\n加强领导。",
            ["各省、自治区、直辖市人民政府", "国务院各部委、各直属机构"],
        ),
        ("各市、县（市、区）数据部门，省级有关单位：", ["各市、县（市、区）数据部门"]),
        ("由各区城管、交通、水务等部门带头实施。", ["各区城管、交通、水务等部门"]),
    ],
)
def test_collectives(text, expected):
    assert [g.name for g in find(text)] == expected


def test_vague_collectives_count_in_the_address_only():
    text = "各区人民政府，市有关单位：\n一、工作任务\n各有关单位要加强协同，各区政府要落实。"
    assert [(g.name, g.aliases) for g in find(text)] == [("各区人民政府", ["各区政府"]), ("市有关单位", [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # members before the name of the group
        (
            "市发改委、市规划和自然资源局、市财政局及各区政府作为专班成员，建立联动机制。",
            ("专班成员", ["市发改委", "市规划和自然资源局", "市财政局", "各区政府"], False),
        ),
        # and behind it
        (
            "领导小组成员单位包括市发改委、市财政局、市商务局。",
            ("领导小组成员单位", ["市发改委", "市财政局", "市商务局"], False),
        ),
        (
            "由市长任组长，市发改委、市经信局、市科技局、某某海关、供电公司等为成员单位。",
            ("成员单位", ["市发改委", "市经信局", "市科技局", "某某海关", "供电公司"], True),
        ),
        # a gloss in brackets
        ("各区政府（含高新区管委会）分别遴选项目。", ("各区政府", ["高新区管委会"], True)),
        # examples of a class
        ("组织交投公司、轨道集团等市属国有企业开展试点。", ("市属国有企业", ["交投公司", "轨道集团"], True)),
        ("支持四川大学、西南交通大学等在蓉高校开设课程。", ("在蓉高校", ["四川大学", "西南交通大学"], True)),
        # a list that gets a name
        ("永兴镇、太平镇和合江镇（以下统称“三镇”）做好服务。", ("三镇", ["永兴镇", "太平镇", "合江镇"], False)),
    ],
)
def test_members(text, expected):
    assert expected in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "支持企业、高校等市场化机构参与。",
        "市发改委、市财政局等有关部门负责。",
        "依托浙江大学等省内优质资源。",
        "联合职业学校等技术类学校开展培训。",
    ],
)
def test_no_group(text):
    assert plain(text) == []


def test_wordings_of_one_group_go_by_the_one_printed_most():
    raw = (
        "成都市低空经济发展领导小组各成员单位：\n一、任务\n领导小组各成员单位要落实，配合低空经济领导小组各成员单位。"
        "检查领导小组各成员单位，领导小组相关成员单位负责。"
    )
    found = find(raw)
    assert [(g.name, sorted(g.aliases), len(g.spans or [1])) for g in found] == [
        ("领导小组各成员单位", ["低空经济领导小组各成员单位", "成都市低空经济发展领导小组各成员单位"], 4),
        ("领导小组相关成员单位", [], 1),
    ]
    check_evidence(raw, *found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("各区政府", True), ("市、区财政部门", True), ("领导小组相关成员单位", True), ("市财政局", False)],
)
def test_is_collective(name, expected):
    assert groups.is_collective(name) is expected
