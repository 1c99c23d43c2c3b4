"""The head of a document, in the layouts that portals and print-outs use."""

import pytest

from loaders import header
from loaders.clean import normalise
from loaders.facts import Header
from loaders.layout import lay_out
from loaders.outline import outline

BODY = "\n一、总体要求\n加快发展。\n二、主要任务\n（一）建设平台。建设平台。"


def read(raw: str) -> Header:
    return header.find(outline(lay_out(normalise(raw))))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "自贡市人民政府办公室\n关于印发自贡市促进消费\n若干措施的通知\n自府办发〔2023〕18号\n\n各县（区）人民政府：\n现印发给你们。\n自贡市人民政府办公室\n2023年5月6日\n自贡市促进消费若干措施"
            + BODY,
            {
                "title": "自贡市人民政府办公室关于印发自贡市促进消费若干措施的通知",
                "enclosed_title": "自贡市促进消费若干措施",
                "number": "自府办发〔2023〕18号",
                "issuer": "自贡市人民政府办公室",
                "issued_on": "2023-05-06",
                "jurisdiction": "自贡市",
            },
            id="title over three lines, number below it",
        ),
        pytest.param(
            "水利部文件\n水规计[2019] 36 号\n水利部关于加强河湖管理的指导意见\n各省、自治区、直辖市水利厅（局）：\n"
            + BODY
            + "\n水利部\n二〇一九年十二月三十一日",
            {
                "title": "水利部关于加强河湖管理的指导意见",
                "number": "水规计〔2019〕36号",
                "issuer": "水利部",
                "issued_on": "2019-12-31",
                "jurisdiction": "国家",
            },
            id="red head, number in square brackets, date in Chinese numerals",
        ),
        pytest.param(
            "索引号：11370000/2021-00123 主题分类：工业\n发文机关：山东省工业和信息化厅 成文日期：2021年3月4日\n标题：关于印发《山东省工业互联网行动方案》的通知\n发文字号：鲁工信发〔2021〕3号 发布日期：2021-03-09\n关于印发《山东省工业互联网行动方案》的通知\n各市工业和信息化局：\n现印发给你们。"
            + BODY,
            {
                "title": "关于印发《山东省工业互联网行动方案》的通知",
                "number": "鲁工信发〔2021〕3号",
                "issuer": "山东省工业和信息化厅",
                "issued_on": "2021-03-04",
                "published_on": "2021-03-09",
                "jurisdiction": "山东省",
            },
            id="labelled metadata of a portal",
        ),
        pytest.param(
            "教育部  财政部关于实施职业教育计划的意见\n教职成〔2019〕5号\n各省、自治区教育厅：\n"
            + BODY
            + "\n教育部 财政部\n2019年3月29日",
            {"issuer": "教育部、财政部", "issued_on": "2019-03-29", "jurisdiction": "国家"},
            id="joint issuers on one line",
        ),
        pytest.param(
            "中共昌黎县委 昌黎县人民政府\n关于加快发展的实施意见\n(2022年1月8日)\n为加快发展，制定本意见。" + BODY,
            {
                "title": "中共昌黎县委昌黎县人民政府关于加快发展的实施意见",
                "issuer": "中共昌黎县委、昌黎县人民政府",
                "issued_on": "2022-01-08",
                "jurisdiction": "昌黎县",
            },
            id="issuers above the title, date in brackets below it",
        ),
        pytest.param(
            "首页 > 政务公开\n政策 | 市政府办公厅关于印发2024年工作要点的通知\n来源：市政府网站 发布时间：2024-02-20\n市政府办公厅关于印发2024年工作要点的通知\n各区政府：\n《贵阳市2024年工作要点》已经同意。\n贵阳市人民政府办公厅\n2024年2月18日"
            + BODY,
            {"issued_on": "2024-02-18", "published_on": "2024-02-20", "source": "市政府网站", "jurisdiction": "贵阳市"},
            id="page title with a column name, source and date of the page",
        ),
    ],
)
def test_layouts(raw: str, expected: dict[str, str]) -> None:
    found = read(raw)

    assert {key: getattr(found, key) for key in expected} == expected
    clean = normalise(raw)
    for key, (start, end) in found.spans.items():
        assert 0 <= start < end <= len(clean.raw), key


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("某市2024年政务公开工作要点", 2024),
        ("某省实施方案（2024—2027年）", None),
        ("某省行动计划（2021-2023年）", None),
        ("某市工作方案", None),
    ],
)
def test_plan_year(title: str, year: int | None) -> None:
    assert header.plan_year(Header(title=title)) == year


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("国务院办公厅", "国家"),
        ("国家发展改革委办公厅、税务总局办公厅", "国家"),
        ("浙江省数据局", "浙江省"),
        ("中共昌黎县委、昌黎县人民政府", "昌黎县"),
        ("广西壮族自治区人民政府", "广西壮族自治区"),
        ("上海市浦东新区人民政府", "上海市浦东新区"),
    ],
)
def test_jurisdiction_is_the_place_that_the_issuer_prints(issuer: str, place: str) -> None:
    assert header.jurisdiction(issuer) == place
