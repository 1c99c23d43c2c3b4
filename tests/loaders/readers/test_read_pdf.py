"""PDF pages become the text that they print, in the order in which a person reads it, each line with its page and box."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from loaders.anchors import places
from loaders.errors import ReadError
from loaders.extract import extract
from loaders.prepare import read_facts
from loaders.read import read, read_bytes
from loaders.readers import read_pdf as reader
from loaders.readers.pdf.document import content_of
from loaders.readers.pdf.glyphs import SLANTED, UNKNOWN, Page, Rule, Run
from loaders.readers.read_pdf import read_pdf
from loaders.source import Content
from tests.loaders.pdfs import FONT, Look, Pages, blocks, typeset
from tools.box_font import box_font

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("POLICYGRAPH_SHARED") or ROOT.parent / "shared")

PLACES = frozenset({"span", "spans", "quote", "places", "signals", "ignored"})


def plain(value: Any) -> Any:
    """Facts without what depends on where they stand."""
    if isinstance(value, dict):
        return {key: plain(v) for key, v in value.items() if key not in PLACES and not key.endswith("_quote")}
    return [plain(v) for v in value] if isinstance(value, list) else value


def facts_of(text: str) -> Any:
    return plain(extract(text).to_dict())


def lines_of(content: Content) -> list[str]:
    return [line for line in content.text.split("\n") if line]


# --- whole documents: the facts are those of the text that was printed ---

LOOKS = {
    "a word processor's page": Look(),
    "small print, narrow pitch, nothing tells paragraphs apart but their last lines": Look(
        size=9, pitch=1.1, indent=0, cell_size=7, cell_padding=2
    ),
    "paragraphs apart, ragged lines, a running head": Look(
        size=12,
        pitch=1.4,
        indent=0,
        space=0.6,
        justified=False,
        head="某市人民政府公报 2023 年第 5 期",
        foot="第 {page} 页",
    ),
    "two columns, the table on wide pages": Look(
        size=10.5, pitch=1.5, columns=2, cell_size=8, wide_tables="landscape", foot="{page}"
    ),
    "wide pages shown turned": Look(wide_tables="turned", head="某市文件"),
    "cells in the middle, no lines at the sides": Look(ruled="sides", middle=True),
    "rows that break over pages, the head once": Look(repeat_head=False, split_rows=True),
    "lines between rows only": Look(ruled="rows", cell_padding=6),
    "lines between rows only, cells in the middle": Look(ruled="rows", middle=True, cell_padding=6),
    "no lines": Look(ruled="none", size=14, cell_padding=6),
    "no lines, cells in the middle": Look(ruled="none", middle=True, cell_padding=6),
    "no lines, the head once": Look(ruled="none", repeat_head=False, cell_padding=6),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_a_printed_document_gives_the_facts_of_its_text(look: Look) -> None:
    text = (ROOT / "data" / "policies" / "wuhan-2023.txt").read_text("utf-8")
    content = read_pdf(typeset(blocks(text), look), "a.pdf")
    assert facts_of(content.text) == facts_of(text)
    assert not content.signals
    assert {s.kind for s in content.ignored} <= {"page_number", "page_edge", "table_head"}


@pytest.mark.parametrize("look", list(LOOKS.values())[:4], ids=list(LOOKS)[:4])
def test_a_document_without_tables_gives_the_facts_of_its_text(look: Look) -> None:
    text = (ROOT / "data" / "policies" / "shenzhen-2023.txt").read_text("utf-8")
    assert facts_of(read_pdf(typeset(blocks(text), look), "a.pdf").text) == facts_of(text)


PUBLISHED = sorted((SHARED / "cases").glob("*.pdf")) or [
    pytest.param(None, marks=pytest.mark.skip(reason=f"no shared cases at {SHARED}; set POLICYGRAPH_SHARED"))
]


@pytest.mark.parametrize("file", PUBLISHED)
def test_a_published_pdf_scores_as_its_text(file: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(read_facts(read(file)).to_dict(), ensure_ascii=False), "utf-8")
    score = subprocess.run(
        [sys.executable, ROOT / "tests" / "gold" / "score.py", file.with_suffix(".gold.json"), facts],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "mean f1 1.000" in score.stdout, score.stdout + score.stderr


# --- places ---

WORDS = st.text(alphabet="武汉市建设局二〇年月日，。（）AB12", min_size=1, max_size=24).map("建".__add__)
PRINTED = st.lists(
    st.tuples(st.integers(60, 250), st.integers(0, 12), st.sampled_from([8, 10.5, 16, 22]), WORDS),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25)
@given(PRINTED, st.sampled_from([0, 90, 180, 270]))
def test_every_box_contains_the_characters_of_its_text(printed: list[Any], rotation: int) -> None:
    """Lines are printed at known places of a page that may be shown turned; the box of each, on the page as shown, holds them."""
    pages = Pages()
    wide, high = pages.size
    drawn = []
    for n, (x, more, size, text) in enumerate(printed):
        y = 80 + n * 85 + more
        pages.line(x, y, text, size)
        drawn.append((text, x, y))
    pages.turn(rotation)

    content = read_pdf(pages.data(), "a.pdf")

    flat = content.text.replace("\n", "").replace(" ", "").replace("\t", "")
    assert sorted(flat) == sorted("".join(text for text, _, _ in drawn)), "every character is in the text once"
    for text, x, y in drawn:
        shown = {0: (x, y), 90: (high - y, x), 180: (wide - x, high - y), 270: (y, wide - x)}[rotation]
        boxes = [a.place.box for a in content.anchors if _inside(a.place.box, shown)]
        assert boxes, (text, shown, content.anchors)


def _inside(box: Any, point: tuple[float, float]) -> bool:
    x0, y0, x1, y1 = box
    return x0 - 0.2 <= point[0] <= x1 + 0.2 and y0 - 0.2 <= point[1] <= y1 + 0.2


def test_the_places_of_a_span_are_the_lines_that_print_it() -> None:
    pages = Pages()
    pages.lines(72, 660, ["一、总体要求", FULL, FULL[:28] + "智能建造工程"], 12)
    pages.page()
    pages.lines(72, 80, ["项目面积达到三十万平方米。", "二、工作任务"], 12)
    content = read_pdf(pages.data(), "a.pdf")

    start = content.text.index("智能建造工程项目面积")
    found = places(content.anchors, (start, start + 10))

    assert [place.page for place in found] == [1, 2], "a sentence over a page break has a place on both pages"
    assert found[1].box is not None
    assert found[1].box[1] < 80 < found[1].box[3]


# --- lines and paragraphs ---

FULL = (
    "各区人民政府要按照职责分工抓好落实，确保各项任务按期完成并取得实效，"  # 34 characters: a full line of a page of 34
)


def page_of(*lines: str, indent: float = 0, size: float = 12) -> Pages:
    pages = Pages()
    for n, line in enumerate(lines):
        pages.line(72 + size * (len(line) - len(line.lstrip("　"))), 100 + n * 1.6 * size, line.lstrip("　"), size)
    return pages


@pytest.mark.parametrize(
    ("why", "lines", "paragraphs"),
    [
        (
            "a full line goes on, an indented one starts a paragraph",
            ["　　" + FULL[:-2], FULL, "完成。", "　　" + FULL[:-2], "抓好。"],
            2,
        ),
        ("a line that is not full ends its paragraph", ["　　" + FULL[:-2], "完成", "　　" + FULL[:-2], FULL, "好"], 2),
        ("an item below a full line starts anew", [FULL[:-1] + "。", "二、" + FULL[:-2], FULL, "好。"], 2),
        (
            "a number that hangs out, its text below its text",
            ["1." + FULL[:-1], "　" + FULL[:-1], "　" + FULL[:-1], "　" + "完成。"],
            1,
        ),
    ],
)
def test_paragraphs(why: str, lines: list[str], paragraphs: int) -> None:
    content = read_pdf(page_of(*lines).data(), "a.pdf")
    assert len(lines_of(content)) == paragraphs, (why, content.text)
    assert "".join(lines_of(content)) == "".join(line.lstrip("　") for line in lines)


def test_a_red_head_and_a_title_over_several_lines() -> None:
    """Issuers above each other stay apart; a title broken where the next word had no room is one, one broken on purpose is not."""
    pages = Pages()

    def centred(y: float, text: str, size: float) -> None:
        pages.line((595 - stringWidth(text, FONT, size)) / 2, y, text, size)

    centred(100, "中共南海市委办公室", 36)
    centred(150, "南海市人民政府办公室", 36)
    centred(200, "文件", 30)
    centred(240, "南办发〔2024〕15号", 12)
    centred(300, "南海市人民政府办公室", 22)
    centred(334, "关于印发南海市低空经济高质量发展三年行动", 22)
    centred(368, "方案的通知", 22)
    pages.lines(
        72, 420, ["各县（市、区）人民政府：", "　　" + FULL, FULL + "一二", FULL + "三四", "认真贯彻执行。"], 12.5
    )
    pages.line(380, 560, "南海市人民政府办公室", 12.5)
    pages.line(410, 580, "2024年6月18日", 12.5)
    content = read_pdf(pages.data(), "a.pdf")
    assert lines_of(content) == [
        "中共南海市委办公室",
        "南海市人民政府办公室",
        "文件",
        "南办发〔2024〕15号",
        "南海市人民政府办公室",
        "关于印发南海市低空经济高质量发展三年行动方案的通知",
        "各县（市、区）人民政府：",
        FULL + FULL + "一二" + FULL + "三四" + "认真贯彻执行。",
        "南海市人民政府办公室",
        "2024年6月18日",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("推进示", "范工厂", "推进示范工厂"),  # a word of two characters
        ("采用EPC", "mode建设", "采用EPC mode建设"),  # two Latin words
        ("国产BI", "M技术", "国产BIM技术"),  # a Latin abbreviation that the program broke
        ("建成20", "00个", "建成2000个"),  # a number
        ("邮箱a@b.co", "m。", "邮箱a@b.com。"),
    ],
)
def test_words_broken_over_lines(first: str, second: str, joined: str) -> None:
    room = 34 * 12 - stringWidth(first, FONT, 12)
    pages = page_of(FULL, FULL[: int(room / 12)], second + FULL[:20] + "。")
    pages.line(72 + room, 100 + 1.6 * 12, first, 12)
    assert joined in read_pdf(pages.data(), "a.pdf").text


def test_the_font_of_boxes_is_the_one_that_its_maker_makes(tmp_path: Path) -> None:
    box_font(tmp_path / "box.ttf")
    assert (tmp_path / "box.ttf").read_bytes() == Path(reader.__file__).with_name("pdf").joinpath(
        "box.ttf"
    ).read_bytes()


def test_what_is_printed_again_further_down_stays_on_a_machine_with_no_font() -> None:
    """The file names a font of which it holds no shapes, as those of Word do; no font of the machine counts."""
    pages = Pages()
    printed = [FULL[:-1] + "。", "配合单位：市财政局。"] * 3
    pages.lines(72, 100, printed, 12)
    assert lines_of(read_pdf(pages.data(), "a.pdf")) == printed


def test_columns_are_read_one_after_the_other() -> None:
    pages = Pages()
    pages.line(200, 60, "某市人民政府公报", 16)
    left = [f"左栏第{n}行的文字写满一整行" for n in "一二三四五六七八"]
    right = [f"右栏第{n}行的文字写满一整行" for n in "一二三四五六七八"]
    pages.lines(72, 100, left, 14, 1.6)
    pages.lines(320, 104, right, 14, 1.6)
    text = read_pdf(pages.data(), "a.pdf").text.replace("\n", "")
    assert text == "某市人民政府公报" + "".join(left) + "".join(right)


# --- margins, notes, stamps ---


def three_pages(edge: Any) -> Pages:
    pages = Pages()
    for page in (1, 2, 3):
        pages.lines(72, 100, [f"{'一二三'[page - 1]}、第{'一二三'[page - 1]}部分", "　　加强组织领导，落实责任。"], 14)
        edge(pages, page)
        if page < 3:
            pages.page()
    return pages


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "第 {} 页 共 3 页", "{}/3", "{}", "·{}·", "Page {} of 3"])
def test_page_numbers_are_left_out(number: str) -> None:
    content = read_pdf(three_pages(lambda p, n: p.line(290, 800, number.format(n), 10)).data(), "a.pdf")
    assert len(lines_of(content)) == 6
    assert [s.text for s in content.ignored] == [number.format(n).replace(" ", "") for n in (1, 2, 3)] or all(
        s.kind == "page_number" for s in content.ignored
    )
    assert [s.kind for s in content.ignored] == ["page_number"] * 3


def test_running_heads_and_feet_are_left_out_and_listed() -> None:
    def edge(pages: Pages, page: int) -> None:
        pages.line(72, 50, "某市人民政府公报2023年第5期", 9)
        pages.rule(72, 54, 520, 54)
        pages.line(400, 780, "政策文件", 9)
        pages.line(290, 800, f"— {page} —", 10)

    content = read_pdf(three_pages(edge).data(), "a.pdf")

    assert len(lines_of(content)) == 6
    assert sorted({(s.kind, s.text) for s in content.ignored if s.kind == "page_edge"}) == [
        ("page_edge", "政策文件"),
        ("page_edge", "某市人民政府公报2023年第5期"),
    ]
    assert all(s.why.startswith("page ") for s in content.ignored), "what was left out says where"


def test_a_number_in_the_text_is_no_page_number() -> None:
    pages = Pages()
    pages.lines(72, 100, ["一、总体要求", "　　到2025年，建成项目", "20", "个。"], 14)
    assert "20" in read_pdf(pages.data(), "a.pdf").text


def test_footnotes_stand_behind_the_text_and_their_marks_go() -> None:
    pages = Pages()
    pages.line(72, 100, "一、建设数据要素", 14)
    pages.line(72 + 8 * 14, 94, "①", 7)
    pages.line(72 + 8 * 14 + 7, 100, "综合试验区，促进流通。", 14)
    pages.rule(72, 700, 200, 700)
    pages.line(72, 715, "①数据要素：参与社会生产经营活动的数据资源。", 9)
    pages.page()
    pages.line(72, 100, "二、完善制度。", 14)
    content = read_pdf(pages.data(), "a.pdf")
    assert lines_of(content) == [
        "一、建设数据要素综合试验区，促进流通。",
        "二、完善制度。",
        "①数据要素：参与社会生产经营活动的数据资源。",
    ]
    assert [(s.kind, s.text) for s in content.ignored] == [("note_mark", "①")]


def test_print_beyond_the_edges_of_the_page_is_left_out_and_listed() -> None:
    pages = page_of("一、总体要求")
    pages.line(-300, 100, "看不见的字", 12)
    pages.line(72, 2000, "看不见的行", 12)
    content = read_pdf(pages.data(), "a.pdf")
    assert lines_of(content) == ["一、总体要求"]
    assert [(s.kind, s.text) for s in content.ignored] == [("outside", "看不见的字看不见的行")]


def test_a_slanted_stamp_is_left_out_and_listed() -> None:
    pages = page_of("一、总体要求", "　　加强组织领导，落实责任。")
    pages.canvas.saveState()
    pages.canvas.translate(200, 300)
    pages.canvas.rotate(45)
    pages.canvas.setFont("STSong-Light", 60)
    pages.canvas.drawString(0, 0, "征求意见稿")
    pages.canvas.restoreState()
    content = read_pdf(pages.data(), "a.pdf")
    assert lines_of(content) == ["一、总体要求", "加强组织领导，落实责任。"]
    assert [(s.kind, s.text) for s in content.ignored] == [("watermark", "征求意见稿")]


def test_print_that_looks_bold_is_read_once() -> None:
    pages = page_of("一、总体要求")
    pages.line(72.4, 100, "一、总体要求", 12)
    pages.line(72, 140, "二、11个项目", 12)
    assert lines_of(read_pdf(pages.data(), "a.pdf")) == ["一、总体要求", "二、11个项目"]


def test_radicals_of_odd_fonts_are_read_as_the_characters_that_they_look_like() -> None:
    facts = extract(
        "关于印发《武汉市⼯作⽅案》的通知\n武政办〔2023〕5号\n武汉市⼈⺠政府办公厅\n2023年6⽉1⽇\n一、加强领导。做好⼯作。"
    )
    assert facts.document.title == "关于印发《武汉市工作方案》的通知"
    assert facts.document.issuer == "武汉市人民政府办公厅"
    assert facts.document.issued_on == "2023-06-01"


# --- tables ---

HEAD = ["序号", "重点任务", "责任单位"]
XS, YS = [72, 120, 380, 520], [100, 130, 160, 190]


def put(pages: Pages, row: int, *cells: str, ys: Any = None) -> None:
    for x, text in zip(XS, cells, strict=False):
        pages.line(x + 6, (ys or YS)[row] + 20, text, 10)


def rows_of(content: Content) -> list[list[str]]:
    return [line.split("\t") for line in lines_of(content) if "\t" in line]


def test_merged_cells_of_a_ruled_table() -> None:
    """A cell merged downwards prints in its first row and is empty below; one over two columns is followed by an empty one."""
    pages = Pages()
    for y in YS:
        pages.rule(XS[0], y, XS[-1], y) if y != 160 else pages.rule(XS[1], y, XS[-1], y)
    for x in XS:
        pages.rule(x, YS[0], x, YS[-1]) if x != 380 else pages.rule(x, YS[0], x, 160)
    put(pages, 0, *HEAD)
    put(pages, 1, "一", "建设平台", "市经信局")
    put(pages, 2, "", "建设园区和产业链")
    assert rows_of(read_pdf(pages.data(), "a.pdf")) == [
        HEAD,
        ["一", "建设平台", "市经信局"],
        ["", "建设园区和产业链", ""],
    ]


def test_lines_of_a_cell_are_one_and_a_border_parts_what_touches_it() -> None:
    pages = Pages()
    pages.grid(XS, [100, 130, 180])
    put(pages, 0, *HEAD)
    pages.line(78, 158, "1", 10)
    pages.line(122, 150, "建设" + "智" * 24, 10)  # prints up to the border, with the next cell close behind it
    pages.line(122, 165, "能平台", 10)
    pages.line(382, 158, "市经信局", 10)
    assert rows_of(read_pdf(pages.data(), "a.pdf")) == [HEAD, ["1", "建设" + "智" * 24 + "能平台", "市经信局"]]


@pytest.mark.parametrize("again", [True, False], ids=["the head again", "the head once"])
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "no lines"])
def test_a_table_and_a_row_of_it_over_a_page_break(ruled: bool, again: bool) -> None:
    pages = Pages()
    if ruled:
        pages.grid(XS, YS)
    put(pages, 0, *HEAD)
    put(pages, 1, "1", "建设平台。", "市经信局")
    put(pages, 2, "2", "推动企业上云用数，培育一批示范工厂和智能", "市经信局、市")
    pages.page()
    if ruled:
        pages.grid(XS, YS if again else YS[:3])
    first = 1 if again else 0
    if again:
        put(pages, 0, *HEAD)
    put(pages, first, "", "车间。", "财政局")
    put(pages, first + 1, "3", "培养人才。", "市人社局")
    content = read_pdf(pages.data(), "a.pdf")
    assert rows_of(content) == [
        HEAD,
        ["1", "建设平台。", "市经信局"],
        ["2", "推动企业上云用数，培育一批示范工厂和智能车间。", "市经信局、市财政局"],
        ["3", "培养人才。", "市人社局"],
    ]
    assert [s.kind for s in content.ignored] == ["table_head"] * again
    last = content.anchors[-1].place
    assert last.page == 2


def test_rows_without_lines_whose_number_stands_in_their_middle() -> None:
    """Rows are parted where the fewest cells go on; a cell merged downwards, which goes on there, is of the first row it touches."""
    pages = Pages()
    for x, text in zip((72, 120, 200, 440), ("序号", "类别", "重点任务", "责任单位"), strict=True):
        pages.line(x, 115, text, 10)
    for n, y in enumerate((140, 176, 212), 1):
        pages.line(78, y + 6, str(n), 10)
        pages.lines(200, y, [f"第{'一二三'[n - 1]}项任务写在这里的第一行，共有两", "行文字。"], 10, 1.3)
        pages.line(440, y + 6, "市经信局", 10)
    pages.lines(120, 150, ["产业培", "育和发", "展平台"], 10, 1.3)
    assert rows_of(read_pdf(pages.data(), "a.pdf")) == [
        ["序号", "类别", "重点任务", "责任单位"],
        ["1", "产业培育和发展平台", "第一项任务写在这里的第一行，共有两行文字。", "市经信局"],
        ["2", "", "第二项任务写在这里的第一行，共有两行文字。", "市经信局"],
        ["3", "", "第三项任务写在这里的第一行，共有两行文字。", "市经信局"],
    ]


def test_a_frame_around_text_and_a_line_below_it_are_no_table() -> None:
    """One box around text is no table; a red line under a head is none either."""
    pages = page_of("某市文件", "一、总体要求", "　　加强组织领导。")
    pages.grid([60, 530], [80, 200])
    pages.rule(72, 300, 520, 300)
    assert lines_of(read_pdf(pages.data(), "a.pdf")) == ["某市文件", "一、总体要求", "加强组织领导。"]


def random_page(chance: random.Random, number: int, letters: Iterator[str]) -> Page:
    """Print and lines anywhere on a page, some of them in columns; every character once."""
    page = Page(number, 0, 0, 595, 842)

    def run(x: float, y: float, text: str, em: float, frame: int = 0) -> Run:
        lefts = [x + n * em for n in range(len(text))] if frame == 0 else [x] * len(text)
        return Run(text, lefts, [left + em for left in lefts], y, em, frame)

    def some() -> str:
        return "".join(next(letters) for _ in range(chance.randint(1, 12)))

    for _ in range(chance.randint(0, 50)):
        page.runs.append(run(chance.uniform(-20, 580), chance.uniform(0, 842), some(), chance.choice([9, 12, 16, 22])))
    for _ in range(chance.choice([0, 6])):
        y = chance.randint(3, 45) * 18.0
        page.runs += [run(x, y, some(), 12) for x in (72, 120, 300, 480)]
    if chance.random() < 0.4:
        y = chance.randint(3, 40) * 18.0
        page.runs += [run(x, y, text, 12) for x, text in zip((72, 120, 300), HEAD, strict=True)]
    for _ in range(chance.randint(0, 4)):
        page.turned.append(
            run(chance.uniform(0, 500), chance.uniform(0, 842), some(), 12, chance.choice([SLANTED, 1, 3]))
        )
    for _ in range(chance.randint(0, 25)):
        page.across.append(
            Rule(chance.randint(3, 45) * 18.0 + 5, *sorted((chance.uniform(0, 595), chance.uniform(0, 595))))
        )
        page.down.append(
            Rule(chance.choice([70, 118, 298, 520]), *sorted((chance.uniform(0, 842), chance.uniform(0, 842))))
        )
    return page


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_page_prints_is_in_the_text_or_listed_once(seed: int) -> None:
    chance = random.Random(seed)
    letters = map(chr, count(0x4E00))
    pages = [random_page(chance, number, letters) for number in range(1, chance.randint(2, 4))]
    printed = "".join(run.text for page in pages for run in (*page.runs, *page.turned))

    content = content_of(pages)

    found = content.text + "".join(signal.text or "" for signal in (*content.ignored, *content.signals))
    assert sorted(re.sub(r"\s", "", found)) == sorted(printed)
    starts = [anchor.start for anchor in content.anchors]
    assert starts == sorted(starts)


# --- files that cannot be read, or only in part ---


def picture(pages: Pages) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    pages.canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "gray")), 0, 0, *pages.size)


def test_a_scan_is_refused_and_says_what_to_do() -> None:
    pages = Pages()
    for _ in range(3):
        picture(pages)
        pages.page()
    picture(pages)
    with pytest.raises(ReadError, match=r"^a\.pdf: pages 1 to 4 are a scan without text; .*OCR"):
        read_pdf(pages.data(), "a.pdf")


def test_scanned_pages_and_pictures_among_others_are_signals() -> None:
    pages = page_of("一、总体要求")
    pages.page()
    picture(pages)
    pages.page()
    pages.line(72, 100, "二、加强领导", 12)
    content = read_pdf(pages.data(), "a.pdf")
    assert lines_of(content) == ["一、总体要求", "二、加强领导"]
    assert [(s.kind, s.why.partition(";")[0]) for s in content.signals] == [
        ("scan", "page 2 is a scan without text and not read")
    ]


def test_glyphs_without_a_meaning_are_signals() -> None:
    page = Page(3, 0, 0, 595, 842)
    letters = f"建设\ue123{UNKNOWN}平台"
    page.runs = [Run(letters, [72 + 12 * n for n in range(6)], [84 + 12 * n for n in range(6)], 100, 12, 0)]

    content = content_of([page])

    assert content.text == letters + "\n"
    assert [(s.kind, s.why.partition(",")[0]) for s in content.signals] == [
        ("glyph", "page 3: 1 characters of a font's own"),
        ("glyph", f"page 3: 1 characters that the file does not name; they stand as {UNKNOWN}"),
    ]


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first its catalogue."""
    data = b"%PDF-1.7\n"
    starts = []
    for n, body in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(data),
    )


CATALOG, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
SHEET = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def packed(content: bytes, *, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<</Filter[%b]/Length %d>>stream\n%b\nendstream" % (filters, len(content), content)


def bomb(size: int) -> bytes:
    work = zlib.compressobj(9)
    return b"".join(work.compress(bytes(1 << 20)) for _ in range(size >> 20)) + work.flush()


FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Length %d/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>>>stream\n%b\nendstream"
LAUGHS = [FORM % (len(do := b"/X Do " * 10), n + 1, do) for n in range(6, 14)] + [
    FORM % (24, 5, b"BT /F 9 Tf (ha) Tj ET   ")
]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n", "damaged or cut off"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged or cut off"),
        (pdf_of(CATALOG, b"<</Type/Pages/Kids[]/Count 2000000000>>"), "no page that can be read"),
        (pdf_of(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "page 1 cannot be opened"),
        (
            pdf_of(
                CATALOG, b"<</Type/Pages/Kids[%b]/Count 4000>>" % (b"3 0 R " * 4000), b"<</Type/Page/Parent 2 0 R>>"
            ),
            "has 4,000 pages, more than the 3,000 that are read; split it",
        ),
        (
            pdf_of(CATALOG, TREE, SHEET, packed(zlib.compress(b"q " * 99)), HELVETICA, HELVETICA),
            "prints no text on its 1 page",
        ),
        (
            pdf_of(CATALOG, TREE, SHEET, packed(zlib.compress(b"0 0 m 9 9 l S " * 70_000)), HELVETICA, HELVETICA),
            "page 1 is no page of print: it draws more than 60,000 objects",
        ),
        (
            pdf_of(
                CATALOG,
                TREE,
                SHEET,
                packed(zlib.compress(b"BT /F 9 Tf " + (b"(" + b"a" * 99 + b") Tj ") * 2_100 + b"ET")),
                HELVETICA,
                HELVETICA,
            ),
            "page 1 is no page of print: it prints 2",
        ),
    ],
    ids=[
        "nothing",
        "rubbish",
        "no pages",
        "a page tree that holds itself",
        "too many pages",
        "empty",
        "lines",
        "characters",
    ],
)
def test_hostile_files_are_refused_with_one_line(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as error:
        read_pdf(data, "a.pdf")
    assert str(error.value).startswith("a.pdf: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        pdf_of(CATALOG, TREE, SHEET, packed(bomb(1200 << 20)), HELVETICA, HELVETICA),
        pdf_of(
            CATALOG,
            TREE,
            SHEET,
            packed(zlib.compress(bomb(1200 << 20)), filters=b"/FlateDecode/FlateDecode"),
            HELVETICA,
            HELVETICA,
        ),
        pdf_of(CATALOG, TREE, SHEET, packed(zlib.compress(b"/X Do")), HELVETICA, *LAUGHS),
    ],
    ids=["a stream that unpacks to 1.2 GB", "one packed twice", "forms that draw forms, 10^8 in all"],
)
def test_what_takes_too_much_memory_or_time_is_refused_and_the_next_file_is_read(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_SECONDS", 10)
    monkeypatch.setattr(reader, "MOST_MEMORY", 400 << 20)
    reader._end_all()  # helpers keep the limits that they started with
    with pytest.raises(ReadError, match=r"^a\.pdf: (?:breaks the PDF library|takes more than)"):
        read_pdf(data, "a.pdf")
    assert lines_of(read_pdf(page_of("一、总体要求").data(), "b.pdf")) == ["一、总体要求"]
    reader._end_all()


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_SECONDS", 1)
    reader._end_all()
    slow = pdf_of(
        CATALOG,
        TREE,
        SHEET,
        packed(zlib.compress(b"BT /F 9 Tf " + b"(aaaaaaaa) Tj " * 3_000_000 + b"ET")),
        HELVETICA,
        HELVETICA,
    )
    with pytest.raises(ReadError, match="takes more than 1 seconds to read"):
        read_pdf(slow, "a.pdf")
    reader._end_all()


def test_a_locked_file_is_refused_and_one_that_only_forbids_changes_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    for password, locked in (("geheim", True), ("", False)):
        pages = Pages(encrypt=StandardEncryption(password, ownerPassword="owner", canModify=0))
        pages.line(72, 100, "一、总体要求", 12)
        if locked:
            with pytest.raises(ReadError, match="locked with a password; save it without one first"):
                read_pdf(pages.data(), "a.pdf")
        else:
            assert lines_of(read_pdf(pages.data(), "a.pdf")) == ["一、总体要求"]


def attempt(data: bytes) -> tuple[Content | None, str]:
    """What a file gives: its content, or the message."""
    try:
        return read_pdf(data, "a.pdf"), ""
    except ReadError as error:
        return None, str(error)


def test_a_cut_file_says_so() -> None:
    data = typeset(["一、总体要求", *(["加强组织领导，落实责任分工。" * 20] * 12)])
    assert not read_pdf(data, "a.pdf").signals
    for share in (0.2, 0.5, 0.9, 0.99):
        content, message = attempt(data[: int(share * len(data))])
        assert "cut" in message or (content and "cut" in {s.kind for s in content.signals})


@settings(max_examples=40)
@given(st.data())
def test_damage_anywhere_never_breaks_more_than_the_file(data: st.DataObject) -> None:
    whole = bytearray(_SMALL)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    content, message = attempt(bytes(whole))
    assert content or (message.startswith("a.pdf: ") and "\n" not in message)


_SMALL = typeset(
    ["一、总体要求", "加强组织领导，落实责任分工。" * 8, [["序号", "任务", "责任单位"], ["1", "建设", "市经信局"]]]
)


def test_an_upload_of_the_wrong_kind_is_named() -> None:
    with pytest.raises(ReadError, match=r"not text; give it the ending \.pdf"):
        read_bytes(_SMALL, "a.txt")
    with pytest.raises(ReadError, match="is no PDF"):
        read_bytes(b"hello, world", "a.pdf")
