"""Cleaning folds width and script and drops noise, and every cleaned position leads back to the raw text."""

import re
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.clean import Clean, normalise
from loaders.text.layout import lay_out

NOISE = re.compile(r"[(（][a-zü]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü]*[)）]")
SIMPLIFIED = opencc.OpenCC("t2s")
PAGE = re.compile(r"(?m)^\s*[-—－]+ *\d+ *[-—－]+\s*$")


def content(text: str) -> list[str]:
    """The characters that carry meaning: Han, Latin letters, digits."""
    return [c for c in text if "\u4e00" <= c <= "\u9fff" or (c.isascii() and c.isalnum())]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        # pinyin in brackets goes, also doubled; Latin in brackets stays
        ("市(shì)人(rén)民(mín)政府做好(hǎo)(hǎo)(AI)试点", "市人民政府做好（AI）试点"),
        # marks become full-width, letters and digits half-width
        ("各区,市直各单位:ＢＩＭ技术２０２３年", "各区，市直各单位：BIM技术2023年"),
        # brackets inside a title become 〈〉
        ("《市政府关于印发<方案>的通知》", "《市政府关于印发〈方案〉的通知》"),
        # traditional script is folded, with its context: 彙 is 汇
        ("爲貫徹落實國務院關於資料彙總的決定", "为贯彻落实国务院关于资料汇总的决定"),
        # a simplified text keeps the characters that live in both scripts
        ("吉林省乾安县著力推进", "吉林省乾安县著力推进"),
        # one traditional name in a simplified text changes alone
        (
            "吉林省乾安县人民政府任命陳明同志，" + "各单位要抓好工作落实，" * 12,
            "吉林省乾安县人民政府任命陈明同志，" + "各单位要抓好工作落实，" * 12,
        ),
        # traditional script; a pair that the converter takes for a name is converted all the same
        ("國務院關於落實《農業意見》（中發〔2014〕1號）的通知", "国务院关于落实《农业意见》（中发〔2014〕1号）的通知"),
        # page numbers on a line of their own
        ("加强示\n— 2 —\n范", "加强示\n\n范"),
        # zero-width marks, byte order marks inside, carriage returns
        ("一、总体\u200b要求\r\n\ufeff二", "一、总体要求\n二"),
    ],
)
def test_text_is_cleaned(raw: str, cleaned: str) -> None:
    assert normalise(raw).text == cleaned


def test_every_cleaned_character_leads_back(document: Path) -> None:
    raw = document.read_bytes().decode("utf-8-sig")
    clean = lay_out(normalise(raw)).clean

    assert all(clean.raw_span(at, at + 1)[1] == clean.raw_at(at) + 1 for at in range(len(clean.text)))
    back = "".join(raw[clean.raw_at(at)] for at in range(len(clean.text)))
    assert content(SIMPLIFIED.convert(normalise(back).text)) == content(SIMPLIFIED.convert(clean.text))


def test_no_content_is_lost_or_invented(document: Path) -> None:
    raw = document.read_bytes().decode("utf-8-sig")
    cleaned = lay_out(normalise(raw)).clean.text

    kept = normalise(PAGE.sub("", NOISE.sub("", raw))).text
    assert content(SIMPLIFIED.convert(cleaned)) == content(SIMPLIFIED.convert(kept))


PIECES = st.sampled_from(
    [
        "市",
        "(shì)",
        "国",
        "國",
        " ",
        "\u3000",
        "\n",
        "\r\n",
        "一、",
        "（二）",
        "12",
        "A",
        ",",
        "。",
        "\u200b",
        "— 3 —\n",
        "責任",
        "\t",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_offsets_hold_for_any_text(raw: str) -> None:
    for clean in (normalise(raw), lay_out(normalise(raw)).clean):
        places = [clean.raw_at(at) for at in range(len(clean.text))]
        assert places == sorted(set(places)), "positions grow"
        assert all(0 <= p < len(raw) for p in places)
        assert list(content(clean.text)) == content(normalise(raw).text)


@given(st.text(alphabet="ab\n ", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=5))
def test_deleting_ranges_keeps_the_rest(text: str, cuts: list[tuple[int, int]]) -> None:
    ranges: list[tuple[int, int]] = []
    for start, length in sorted(cuts):
        if start + length <= len(text) and (not ranges or start >= ranges[-1][1]):
            ranges.append((start, start + length))

    left = Clean(text, text, [0], [0]).without(ranges)

    gone = {i for s, e in ranges for i in range(s, e)}
    assert left.text == "".join(c for i, c in enumerate(text) if i not in gone)
    assert [left.raw_at(i) for i in range(len(left.text))] == [i for i in range(len(text)) if i not in gone]


def test_what_a_browser_prints_around_a_page_goes() -> None:
    page = "2023/5/20 10:22 某市人民政府关于某事的通知_某市人民政府\nhttps://www.example.gov.cn/t20230518.html {}/2\n"
    raw = (
        page.format(1)
        + "时间：2023-05-18 15:20\n（一）建设园区，由市财\n"
        + page.format(2)
        + "政局负责。\n详见https://www.example.gov.cn/a。"
    )
    assert [line for line in normalise(raw).text.split("\n") if line] == [
        "时间：2023-05-18 15：20",
        "（一）建设园区，由市财",
        "政局负责。",
        "详见https：//www.example.gov.cn/a。",
    ]


def test_numbers_alone_on_lines_a_page_apart_are_page_numbers() -> None:
    body = "正文一行。\n" * 10
    raw = body + "1\n" + body + "2\n" + body + "3\n"
    assert not re.search(r"\d", normalise(raw).text)
    # rows of a table, numbers that do not count on, numbers that stand close
    for kept in ("序号\n" + raw, raw.replace("\n2\n", "\n7\n"), "1\n甲\n2\n乙\n"):
        assert re.findall(r"(?m)^\d$", normalise(kept).text) == re.findall(r"(?m)^\d$", kept)


def test_a_page_s_line_break_parts_a_cell_between_bars_and_ends_a_line_elsewhere() -> None:
    raw = "| 1 | 修路 | 县交通局<br>县财政局<br/>各乡镇 |\n第一段。<br />第二段。"
    done = normalise(raw)
    assert done.text == "| 1 | 修路 | 县交通局 县财政局 各乡镇 |\n第一段。\n第二段。"
    at = done.text.index("县财政局")
    assert raw[slice(*done.raw_span(at, at + 4))] == "县财政局"


def test_keys_in_boxes_read_as_keys_with_a_colon() -> None:
    raw = "做强产业。【责任单位】市工信局 【完成时限】：6月底前\n【责任单位：市科技局】\n【保基本民生】甲县"
    done = normalise(raw)
    assert done.text == "做强产业。责任单位：市工信局 完成时限：6月底前\n【责任单位：市科技局】\n【保基本民生】甲县"
    at = done.text.index("市工信局")
    assert raw[slice(*done.raw_span(at, at + 4))] == "市工信局"


def test_a_key_in_a_box_with_nothing_behind_it_on_its_line_stays_as_it_is() -> None:
    """Also where the line ends in a page's own break."""
    assert normalise("【责任单位】<br>市水务局").text == "【责任单位】\n市水务局"
    assert normalise("【责任单位】市水务局<br>市住建局").text == "责任单位：市水务局\n市住建局"


def test_a_gap_between_a_key_and_its_list_reads_as_a_colon() -> None:
    """The head of a table has gaps between keys too, with no unit behind them."""
    text = normalise(
        "做强产业。\n牵头单位  省科技厅、省财政厅\n配合单位 各市、县人民政府\n序号 任务 牵头单位 配合单位 完成时限"
    ).text
    assert (
        text
        == "做强产业。\n牵头单位：省科技厅、省财政厅\n配合单位：各市、县人民政府\n序号 任务 牵头单位 配合单位 完成时限"
    )


def test_what_runs_beside_the_numbers_of_pages_is_no_text() -> None:
    body = "（一）推进治水。由市水利\n局牵头。\n"
    raw = f"治水方案\n{body}— 1 —\n某市治水行动实施方案\n{body}— 2 —\n某市治水行动实施方案\n{body}"
    assert re.sub(r"\s", "", normalise(raw).text) == "治水方案" + re.sub(r"\s", "", body) * 3
    # a unit that closes two pages of a table, what stands beside one number
    for kept in (raw.replace("某市治水行动实施方案", "市住房和城乡建设局"), raw.replace("实施方案\n", "\n", 1)):
        assert re.findall("某市.*|市住.*", normalise(kept).text) == re.findall("某市.*|市住.*", kept)


def test_the_first_page_s_number_alone_is_told_from_the_sentence_around_it() -> None:
    body = "正文一行写到页面的最右端为止，下一行\n" * 10
    assert not re.search(r"\d", normalise(f"{body}1\n{body}").text)
    assert "1" in normalise(f"{body}一段到此结束，共有这样的一段文字。\n1\n{body}").text


def test_the_tags_of_a_page_in_a_plain_text() -> None:
    raw = '<p style="text-align: right;"> 江城市人民政府</p><p><strong>一、目标</strong></p>增加值a<b，c>d'
    done = normalise(raw)
    assert done.text == " 江城市人民政府\n一、目标\n增加值a〈b，c〉d"
    at = done.text.index("目标")
    assert raw[slice(*done.raw_span(at, at + 2))] == "目标"
