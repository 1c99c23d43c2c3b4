"""Word files: what Word shows is read, numbers and merged cells included, and every line leads to its paragraph."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile

import pytest
from docxfile import docx, levels, numbering, p, part, r, tbl, tc
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from loaders.anchors import places
from loaders.errors import ReadError
from loaders.read import read_bytes
from loaders.readers.docx_xml import MC, W
from loaders.source import Source


def source(body: str, **parts) -> Source:
    return read_bytes(docx(body, **parts), "方案.docx")


def text(body: str, **parts) -> str:
    return source(body, **parts).text.strip("\n")


def plan(*definition: tuple[str, str], nums: tuple[str, ...] = (), extra=None) -> str:
    return numbering(levels(*definition, extra=extra or {}), *nums)


OFFICIAL = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)


def counted(levels_used: str, numbers: str, **more) -> list[str]:
    """The numbers before paragraphs of these levels: "0 1 1 0"; "2:0" is level 0 of list 2."""
    body = ""
    for word in levels_used.split():
        listed, _, level = word.rpartition(":")
        body += p("文", number=(int(listed or 1), int(level)))
    return [line.removesuffix("文").strip() for line in text(body, numbering=numbers, **more).split("\n")]


def test_numbers_of_an_official_document() -> None:
    """一、 runs through, （一） and 1. start again under each heading above them."""
    assert counted("0 1 2 2 1 2 0 1 2 3", plan(*OFFICIAL)) == [
        "一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）", "1.", "（1）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("used", "numbers", "printed"),
    [
        ("0 0 0", plan(("ideographTraditional", "%1、")), "甲、 乙、 丙、"),
        ("0 1 1 0 1", plan(("decimal", "%1"), ("decimal", "%1.%2")), "1 1.1 1.2 2 2.1"),
        ("0 0", plan(("chineseCounting", "第%1章")), "第一章 第二章"),
        ("0 0", plan(("decimalEnclosedCircle", "%1")), "① ②"),
        # isLgl prints the numbers of all levels in Arabic digits
        ("0 1", plan(("chineseCounting", "%1、"), ("decimal", "%1.%2"), extra={1: "<w:isLgl/>"}), "一、 1.1"),
        # lvlRestart 0: （一） runs through the document
        ("0 1 0 1", plan(*OFFICIAL, extra={1: '<w:lvlRestart w:val="0"/>'}), "一、 （一） 二、 （二）"),
        # lvlRestart 1: 1. starts again under 一、 alone
        ("0 1 2 1 2 0 1 2", plan(*OFFICIAL, extra={2: '<w:lvlRestart w:val="1"/>'}), "一、 （一） 1. （二） 2. 二、 （一） 1."),
        # another list of the same definition counts on, one with startOverride starts anew, once
        ("0 2:0 0", plan(*OFFICIAL, nums=("",)), "一、 二、 三、"),
        ("0 0 2:0 2:0", plan(*OFFICIAL, nums=('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',)), "一、 二、 一、 二、"),
        ("2:0 2:0", plan(*OFFICIAL, nums=('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',)), "五、 六、"),
        # a level that the list defines itself
        ("2:0", plan(*OFFICIAL, nums=(f'<w:lvlOverride w:ilvl="0">{levels(("decimal", "%1）"))}</w:lvlOverride>',)), "1）"),
        # a level without one above it printed yet
        ("1", plan(("decimal", "%1."), ("decimal", "%1.%2")), "1.1"),
        # bullets print no number, words of a level print themselves
        ("0", plan(("bullet", "●")), ""),
        ("0", plan(("none", "附件")), "附件"),
    ],
)  # fmt: skip
def test_numbers(used: str, numbers: str, printed: str) -> None:
    assert counted(used, numbers) == printed.split(" ")


STYLES = """<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H1a"><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>"""


def test_numbers_of_styles() -> None:
    """A style names the list, one based on it does too; numId 0 takes the number away."""
    body = (
        p("甲", style="H1")
        + p("乙", style="H2")
        + p("丙", style="H1a")
        + p("丁", style="H1", number=(0, 0))
        + p("戊", style="Loop")
    )
    assert text(body, styles=STYLES, numbering=plan(*OFFICIAL)) == "一、 甲\n（一） 乙\n二、 丙\n丁\n戊"


def test_a_style_gets_its_level_from_the_list() -> None:
    """Word writes the level beside the style's name in the list, not in the style."""
    linked = plan(*OFFICIAL, extra={0: '<w:pStyle w:val="H1"/>', 1: '<w:pStyle w:val="H3"/>'})
    styles = (
        STYLES
        + '<w:style w:type="paragraph" w:styleId="H3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert text(p("甲", style="H1") + p("乙", style="H3"), styles=styles, numbering=linked) == "一、 甲\n（一） 乙"


def test_a_definition_that_only_names_a_style_of_lists() -> None:
    numbers = (
        f'<w:abstractNum w:abstractNumId="0">{levels(*OFFICIAL)}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="List"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert counted("2:0", numbers, styles=styles) == ["一、"]


def test_empty_paragraphs_count_but_print_no_number() -> None:
    assert (
        text(p("甲", number=(1, 0)) + p("", number=(1, 0)) + p("乙", number=(1, 0)), numbering=plan(*OFFICIAL))
        == "一、 甲\n三、 乙"
    )


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (p("武汉市", r("人民", "<w:b/>"), "政府"), "武汉市人民政府"),
        # breaks are line ends, tabs are spaces, a hyphen that does not break is one
        (p("甲<", "<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t></w:r>"), "甲<\n乙 丙-丁"),
        (p("<w:r><w:br w:type='page'/></w:r>", "甲"), "甲"),
        # fields: the result, not the instruction; links; content controls
        (p("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>", "3", "<w:fldSimple w:instr='DATE'><w:r><w:t>5</w:t></w:r></w:fldSimple>"), "35"),
        (p("见", f"<w:hyperlink>{r('通知')}</w:hyperlink>", f"<w:sdt><w:sdtPr/><w:sdtContent>{r('全文')}</w:sdtContent></w:sdt>"), "见通知全文"),
        (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>{p('乙')}", "甲\n乙"),
        # tracked changes: insertions in, deletions out
        (p("建成", f"<w:ins>{r('20')}</w:ins><w:del><w:r><w:delText>10</w:delText></w:r></w:del>", "家", f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>"), "建成20家新"),
        (p("甲", r("隐", "<w:vanish/>"), r("显", '<w:vanish w:val="0"/>')), "甲显"),
        # raised text
        (p("3km", r("2", '<w:vertAlign w:val="superscript"/>'), "，100家", r("[2]", '<w:vertAlign w:val="superscript"/>')), "3km²，100家"),
        # signs, formulas, readings of characters
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="00B7"/><w:sym w:char="zz"/></w:r>'), "□·□"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1"),
        (p(f"<w:r><w:ruby><w:rt>{r('shì')}</w:rt><w:rubyBase>{r('市')}</w:rubyBase></w:ruby></w:r>"), "市"),
        (p("甲") + p("") + p(" \u3000") + p("乙"), "甲\n乙"),
    ],
)  # fmt: skip
def test_paragraphs(body: str, read: str) -> None:
    assert text(body) == read


MERGED = '<w:vMerge w:val="restart"/>'


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (
            tbl(["类别", tc("责任", '<w:gridSpan w:val="2"/>')], [tc("产业", MERGED), "甲局", "乙局"], [tc("旧", "<w:vMerge/>"), "丙局", "丁局"]),
            "类别\t责任\t\n产业\t甲局\t乙局\n\t丙局\t丁局",
        ),
        # the number of a row may be Word's; paragraphs and breaks in a cell are parted by one space
        (tbl(["序号", "任务"], [p("", number=(1, 2)), p("建设") + p("平台")], [p("", number=(1, 2)), "改造"]), "序号\t任务\n1.\t建设 平台\n2.\t改造"),
        # rows that start further right, rows deleted, rows and cells in content controls
        (
            "<w:tbl><w:tr>" + tc("甲") + tc("乙") + '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("丙")
            + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + tc("丁") + "</w:tr><w:sdt><w:sdtContent><w:tr>"
            + tc("戊") + f"<w:sdt><w:sdtContent>{tc('己')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
            "甲\t乙\n\t丙\n戊\t己",
        ),
        # a table in a cell is lines of the cell; one column is no table
        (tbl(["甲", tbl(["1", "2"], ["3", "4"]) + p("乙")], ["丙", "丁"]), "甲\t1 2 3 4 乙\n丙\t丁"),
        (tbl(["甲"], [p("乙") + p("丙")]), "甲\n乙\n丙"),
        (tbl(["", ""]), ""),
    ],
)  # fmt: skip
def test_tables(body: str, read: str) -> None:
    assert (
        text(p("前") + body + p("后"), numbering=plan(*OFFICIAL)).removeprefix("前\n").removesuffix("后").strip("\n")
        == read
    )


BOX = f"<w:txbxContent>{p('框')}</w:txbxContent>"
CHOICE = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    """Word stores it twice, for itself and for older programs."""
    made = source(
        p("甲", f"<w:r>{CHOICE}</w:r>", "乙") + p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>") + p("丙")
    )
    assert made.text == "甲乙\n框\n框\n丙\n"
    found = [place.to_dict() for place in places(made.anchors, (0, len(made.text)))]
    assert found == [
        {"paragraph": 1},
        {"paragraph": 1, "part": "text box 1"},
        {"paragraph": 2, "part": "text box 2"},
        {"paragraph": 3},
    ]


FOOTNOTES = f"""<w:footnote w:type="separator" w:id="-1">{p("线")}</w:footnote>
<w:footnote w:id="5">{p("<w:r><w:footnoteRef/></w:r>", " 指规模以上。") + p("下同。")}</w:footnote><w:footnote w:id="2">{p("不含港澳台。")}</w:footnote>"""


def test_notes_stand_behind_the_text_in_the_order_of_their_marks() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    made = source(
        p("企业", mark.format(5), "100家", mark.format(2)) + p("甲", '<w:r><w:endnoteReference w:id="1"/></w:r>'),
        footnotes=FOOTNOTES,
        endnotes=f'<w:endnote w:id="1">{p("尾注。")}</w:endnote>',
    )
    assert made.text == "企业100家\n甲\n[1] 指规模以上。下同。\n[2] 不含港澳台。\n[1] 尾注。\n"
    at = made.text.index("不含")
    assert places(made.anchors, (at, at + 2))[0].to_dict() == {"part": "footnote 2"}


def test_what_is_left_out_is_listed() -> None:
    made = source(
        p("甲", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", r("隐", "<w:vanish/>"))
        + p("<w:altChunk/>")
        + "<w:altChunk/>",
        header=p("内部资料"),
        footer=p("第1页"),
        comments=f"<w:comment>{p('请核')}</w:comment>",
    )
    assert [(s.text, s.why) for s in made.ignored] == [
        ("内部资料", "the header of a page"),
        ("旧", "deleted in a tracked change"),
        ("隐", "hidden text"),
        ("第1页", "the footer of a page"),
        ("请核", "a comment"),
    ]
    assert [s.kind for s in made.signals] == ["embedded"]


TEXTS = st.text("市局建设，。1 ", min_size=1, max_size=8).filter(str.strip)
BLOCKS = st.lists(
    st.one_of(
        TEXTS.map(p),
        st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=3).map(lambda rows: tbl(*rows)),
        TEXTS.map(lambda x: p(x, f"<w:r>{CHOICE}</w:r>")),
        TEXTS.map(lambda x: f"<w:sdt><w:sdtContent>{p(x)}</w:sdtContent></w:sdt>"),
        st.just(p("")),
    ),
    min_size=1,
    max_size=8,
)


@given(BLOCKS)
def test_every_line_leads_to_its_paragraph(blocks: list[str]) -> None:
    body = "".join(blocks)
    made = source(p("前") + body)
    root = etree.fromstring(part("w:body", p("前") + body))
    counted = [
        x
        for x in root.iter(f"{W}p")
        if not any(up.tag in (f"{W}txbxContent", f"{MC}Fallback") for up in x.iterancestors())
    ]
    for m in re.finditer(r"[^\t\n]+", made.text):
        (place,) = places(made.anchors, m.span())
        if place.part:
            assert m[0] == "框"
            continue
        own = [
            t.text
            for t in counted[place.paragraph - 1].iter(f"{W}t")
            if not any(up.tag == f"{W}txbxContent" for up in t.iterancestors())
        ]
        assert m[0].split() == "".join(own).split()
        if place.table:
            table = list(root.iter(f"{W}tbl"))[place.table - 1]
            cell = table.findall(f"{W}tr")[place.row - 1].findall(f"{W}tc")[place.cell - 1]
            assert counted[place.paragraph - 1] in list(cell.iter(f"{W}p"))


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(name.replace("__", "/"), data)
    return out.getvalue()


ENTITY = part(
    "w:document",
    "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>",
    before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
)
BOMB = part(
    "w:document",
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>",
    before='<!DOCTYPE w [<!ENTITY a "' + "市" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>',
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 cut off", "broken docx .*save it again"),
        (docx(p("甲"))[:-200], "broken docx"),
        (packed(xl__workbook=b"<x/>"), "zip without a Word document"),
        (docx("", files={"word/document.xml": b"<w:document"}), "broken docx .word/document.xml: "),
        (docx("", files={"word/document.xml": ENTITY}), "declares entities"),
        (docx("", files={"word/document.xml": BOMB}), "broken docx .*amplification"),
        (docx("", files={"word/document.xml": b" " * (65 << 20)}), "unpacks to more than"),
        (docx("", files={"word/document.xml": part("w:document", "<w:sdt>" * 300 + "</w:sdt>" * 300)}), "broken docx"),
        (docx(p("")), "holds no text"),
        (OLE + bytes(512), "old Office file .doc.*save it as docx"),
        (OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le") + bytes(64), "has a password"),
        ("一、总体要求".encode(), "broken docx"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_files_that_cannot_be_read(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as error:
        read_bytes(data, "方案.docx")
    assert "\n" not in str(error.value)


def test_a_zip_with_a_password() -> None:
    data = bytearray(docx(p("甲")))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flag] |= 1
    with pytest.raises(ReadError, match="has a password"):
        read_bytes(bytes(data), "方案.docx")


def test_the_strict_form_of_the_standard() -> None:
    strict = part("w:document", f"<w:body>{p('甲')}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert text("", files={"word/document.xml": strict}) == "甲"


@given(st.integers(0, 700), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(at: int, damage: bytes) -> None:
    data = bytearray(docx(p("甲") + tbl(["乙", "丙"]), numbering=plan(*OFFICIAL), footnotes=FOOTNOTES))
    at = min(at * len(data) // 700, len(data) - 1)
    data[at : at + len(damage)] = damage
    with contextlib.suppress(ReadError):
        assert read_bytes(bytes(data), "a.docx").text
