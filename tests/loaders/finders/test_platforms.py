"""Platforms: named ones and single planned ones; no types, no numbers of them, no links of a chain."""

import pytest

from loaders.finders import chains, platforms
from tests.loaders.reading import check_evidence, read


def names(text):
    o = read(text)
    return [p.name for p in platforms.find(o, chains=chains.find(o))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a place in the name
        (
            "依托四川省轨道交通安全工程技术研究中心、成都市超算应用重点实验室等已有平台攻关。",
            ["四川省轨道交通安全工程技术研究中心", "成都市超算应用重点实验室"],
        ),
        ("优化成都市智慧工地一体化监管平台，推进数字化。", ["成都市智慧工地一体化监管平台"]),
        ("推进合肥先进计算中心建设。", ["合肥先进计算中心"]),
        # verbs that build one; 的 and 与 inside the name; a bracket inside it
        ("搭建基于北斗定位的调度平台，提升效率。", ["基于北斗定位的调度平台"]),
        ("推进城市信息模型（CIM）与运行服务平台建设与应用。", ["城市信息模型（CIM）与运行服务平台"]),
        ("开展地下管线数据库建设，构建低空数字底座。", ["地下管线数据库", "低空数字底座"]),
        ("组建低空经济专家库，为决策提供咨询。", ["低空经济专家库"]),
        ("启动建材领域的“网上商城”建设。", ["建材领域的“网上商城”"]),
        # verbs that use one
        ("对上传至建设项目联合审批系统的文件开展审查。", ["建设项目联合审批系统"]),
        ("支持锦江区以会展业综合服务平台为核心开展探索。", ["会展业综合服务平台"]),
    ],
)
def test_named_and_planned(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "申报国家、省级重点实验室、工程实验室、企业技术中心等创新平台。",
        "建设低空服务平台不少于3个，培育一批公共服务平台。",
        "支持公共服务平台建设，鼓励企业研发应用项目管理平台。",
        "打造物流分拨中心、销售服务中心，建设具有全球影响力的科技创新中心。",
        "完善系统集成能力，构建多模态感知系统，平台经济健康发展。",
        "对建设软件测评中心、适配认证中心、代码检测平台等公共技术服务平台的企业给予资助。",
        "《低空飞行服务平台管理办法》",
    ],
)
def test_types_and_numbers_are_none(text):
    assert names(text) == []


def test_links_of_a_chain_are_none():
    text = (
        "1.培育产业链。大力培育低空装备、数字孪生平台等空天产业链。\n"
        "低空装备产业链。围绕“整机、飞行操作平台”成链，细分领域包括集成管理平台、仿真系统等。\n"
        "数字孪生平台产业链。围绕“采集、渲染”成链，细分领域包括建设分析平台等。\n2.搭建低空飞行监管平台。"
    )
    assert names(text) == ["低空飞行监管平台"]


def test_short_forms():
    raw = "建立基于施工行为的工程档案管理系统，推进档案管理系统与审批系统对接。"
    found = platforms.find(read(raw))
    assert [(p.name, p.aliases) for p in found] == [
        ("基于施工行为的工程档案管理系统", ["档案管理系统", "工程档案管理系统"])
    ]
    check_evidence(raw, *found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("四川省轨道安全工程技术研究中心", "innovation"),
        ("低空经济专家库", "other"),
        ("汽车产业互联网平台", "industrial"),
        ("地下管线数据库", "digital"),
    ],
)
def test_kinds(name, kind):
    assert platforms.kind_of(name) == kind
