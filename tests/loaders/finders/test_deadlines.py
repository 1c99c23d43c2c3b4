"""Deadlines: pairs of text and (raw, date), each under the reason for it."""

from __future__ import annotations

import pytest

from loaders.finders import deadlines
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import Outline, outline


def read(text: str) -> Outline:
    return outline(lay_out(normalise(text)))


ITEMS = [
    # a month with a year: its last day
    ("各县（市）于2022年11月底前将方案报市政府备案。", ("2022年11月底前", "2022-11-30")),
    # February of a leap year
    ("2024年2月底前完成清理。", ("2024年2月底前", "2024-02-29")),
    # no year: the plan's
    ("12月底前完成审计。", ("12月底前", "2022-12-31")),
    ("6月30日前报送名单。", ("6月30日前", "2022-06-30")),
    ("年底前全部投用。", ("年底前", "2022-12-31")),
    ("今年底前建立台账。", ("今年底前", "2022-12-31")),
    ("明年3月底前评估。", ("明年3月底前", "2023-03-31")),
    # numerals, October too
    ("各县在二〇二二年十月底以前完成清查。", ("二〇二二年十月底以前", "2022-10-31")),
    # a year that is past names what somebody counts, not when
    ("各县按照2020年度的口径汇总，于6月底前报送。", ("6月底前", "2022-06-30")),
    # parts of a year and of a month
    ("三季度前开工。", ("三季度前", "2022-09-30")),
    ("第二季度前开工。", ("第二季度前", "2022-06-30")),
    ("上半年前开工。", ("上半年前", "2022-06-30")),
    ("5月上旬前印发。", ("5月上旬前", "2022-05-10")),
    ("8月中旬之前印发。", ("8月中旬之前", "2022-08-20")),
    # a year alone
    ("2025年前基本建成路网。", ("2025年前", "2025-12-31")),
    # full-width figures and stray marks are cleaned before
    ("２０２３年６月３０日前完成。", ("2023年6月30日前", "2023-06-30")),
    # several: the item is done when the last has passed; a year holds on in its sentence
    ("2023年6月底前制定方案，10月底前完成改造。", ("10月底前", "2023-10-31")),
    ("3月底前动员。9月底前总结。", ("9月底前", "2022-09-30")),
    # 前 that belongs to 提交
    ("2022年4月底前提交报告。", ("2022年4月底前", "2022-04-30")),
    # stated by a key, in a bracket or behind the units
    ("清理收费目录。（责任单位：财政局；完成时限：2022年10月）", ("2022年10月", "2022-10-31")),
    ("修订目录。（财政部负责，2023年完成）", ("2023年", "2023-12-31")),
    ("修订目录。（财政部负责，2022年底前完成）", ("2022年底前", "2022-12-31")),
    ("修订目录。（财政部负责，2022年启动，2023年完成）", ("2023年", "2023-12-31")),
    ("加强巡查。（应急局牵头，长期坚持）", ("长期坚持", None)),
    ("时效指标，完成时限，2022年10月底前；", ("2022年10月底前", "2022-10-31")),
    # the end of a span of months
    ("2022年10月至12月底前完成验收。", ("12月底前", "2022-12-31")),
    # straight before a word for "done", where a month or 底, 内 is printed
    ("2022年11月启动，12月底完成竣工验收。", ("12月底", "2022-12-31")),
    ("2022年内建成投用。", ("2022年内", "2022-12-31")),
    ("年内完成整改。", ("年内", "2022-12-31")),
    ("2022年底基本建成，2023年6月全面投用。", ("2023年6月", "2023-06-30")),
    ("（2023年6月完成）", ("2023年6月", "2023-06-30")),
    ("三年内完成改造。", None),
    ("2022年完成改造50户。", None),
    ("一季度完成20%，全年完成投资3亿元。", None),
    ("管好2022年6月建成的小区。", None),
    ("到2025年底建成投用。", None),
    # the horizon of a target
    ("到2027年，培育企业30家。", None),
    ("力争到2025年底建成基地。", None),
    ("5年内翻一番。", None),
    # a rhythm
    ("每年12月底前报送总结。", None),
    ("每年5月底、11月底前报送总结。", None),
    ("每年5月和11月底前报送总结。", None),
    # a condition on what exists, and a date past before the plan was made
    ("推进2000年底前建成的小区改造。", None),
    ("对2022年6月底前注册的企业开展回访。", None),
    ("对2022年10月底前新增入库的企业给予支持。", None),
    # until when something is allowed
    ("2023年底前，重点企业可继续免缴收益。", None),
    ("经批准，2023年年底前未达标的项目可申请延期，6月底前报名单。", ("6月底前", "2023-06-30")),
    ("凡在2022年10月底前投产的项目，优先供地，11月底前公示。", ("11月底前", "2022-11-30")),
    # a fact, a title, a place
    ("自2022年3月1日起施行。", None),
    ("落实《2022年底前清理工作方案》要求。", None),
    ("目前进展顺利，前期工作扎实。", None),
    ("2022年6月前后举办论坛。", None),
    # half a year; works that are finished; Chinese numerals
    ("上半年完成选址。", ("上半年", "2022-06-30")),
    ("上半年完成投资50%。", None),
    ("桥梁12月底全面完工。", ("12月底", "2022-12-31")),
    ("于二〇二四年六月底以前制定办法。", ("二〇二四年六月底以前", "2024-06-30")),
    ("十二月底前完成。", ("十二月底前", "2022-12-31")),
    # what goes on for good, behind whoever is responsible
    ("开展抽查。（牵头单位：市水利局；责任单位：市直有关单位，全年）", ("全年", "2022-12-31")),
    ("开展抽查。（省水利厅负责，常态化开展）", ("常态化开展", None)),
    ("开展抽查。（各市人民政府，持续实施）", ("持续实施", None)),
    ("开展抽查。（省水利厅、各有关部门；长期推进）", ("长期推进", None)),
    ("引导企业（含生产单位）持续开展自查。", None),
    # what no calendar fixes: the words as printed, no date; a date beside it counts
    ("疏浚河道，主汛期到来前恢复行洪。", ("主汛期到来前", None)),
    ("2023年春节前发放补贴。", ("2023年春节前", None)),
    ("“五一”节前检修一遍，6月底前整改到位。", ("6月底前", "2022-06-30")),
    ("检修泵站。（水利部负责，2022年汛期前完成）", ("2022年汛期前", None)),
    ("每年汛期前检修泵站。加强春节前后值守，做好汛期前期工作。", None),
    ("组织开展国庆节前安全检查。", None),
    # the end of the five years of a plan
    ("“十四五”末建成数据平台。", ("“十四五”末", "2025-12-31")),
    ("建设平台。（水利部负责，十四五末完成）", ("十四五末", "2025-12-31")),
    ("到“十四五”末建成数据平台。", None),
    # from when a rule holds
    ("下放权限。（水利部负责，2022年7月1日起施行）", None),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_item(text: str, expected: tuple[str, str | None] | None) -> None:
    done = read(text)
    found = deadlines.find(done.text, 0, done, 2022)
    assert (found and (found.raw, found.date)) == expected


CELLS = [
    ("6月30日", ("6月30日", "2022-06-30")),
    ("全年", ("全年", "2022-12-31")),
    ("2023年全年", ("2023年全年", "2023-12-31")),
    # a span ends with its last year or month
    ("2024—2027年", ("2024—2027年", "2027-12-31")),
    ("6-8月", ("6-8月", "2022-08-31")),
    ("2022年3月—6月", ("2022年3月—6月", "2022-06-30")),
    ("2022年12月启动，2024年6月完成", ("2022年12月启动，2024年6月完成", "2024-06-30")),
    ("三季度末", ("三季度末", "2022-09-30")),
    ("下半年", ("下半年", "2022-12-31")),
    # figures with stops
    ("2022.06.30", ("2022.06.30", "2022-06-30")),
    ("2022-11", ("2022-11", "2022-11-30")),
    # no date printed
    ("持续推进", ("持续推进", None)),
    ("长期坚持。", ("长期坚持", None)),
    ("立即", ("立即", None)),
    ("每年12月底前", ("每年12月底前", None)),
    ("2022年汛期前", ("2022年汛期前", None)),
    ("“十四五”期末", ("“十四五”期末", "2025-12-31")),
    # nothing printed
    ("—", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cell(text: str, expected: tuple[str, str | None] | None) -> None:
    done = read(text)
    found = deadlines.cell(done.text, 0, done, 2022)
    assert (found and (found.raw, found.date)) == expected


def test_without_a_year_there_is_no_date() -> None:
    done = read("12月底前完成审计。")
    found = deadlines.find(done.text, 0, done, None)
    assert found is not None
    assert (found.raw, found.date) == ("12月底前", None)


def test_evidence_leads_back_to_the_raw_text() -> None:
    raw = "一、任务\n（一）清查。组织清查，\u3000于２０２３年６月底前上报。\n"
    done = read(raw)
    start = done.text.index("组织")
    found = deadlines.find(done.text[start:], start, done, 2023)
    assert found is not None
    assert raw[slice(*found.span)] == "２０２３年６月底前"
    assert found.quote == "2023年6月底前"
