"""Saved web pages: the document is read, the site around it is not, and nothing of the page is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html as lxml_html

from loaders.anchors import places
from loaders.errors import ReadError
from loaders.extract import extract
from loaders.read import read_bytes
from loaders.source import Source

SENTENCE = "各地各部门要加强组织领导，健全工作机制，细化工作措施，确保各项任务落到实处、取得实效。"


def page(body: str, *, head: str = "", encoding: str = "utf-8") -> Source:
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html")


def text(body: str) -> str:
    """What is read of a page whose other prose makes the body its main part."""
    return page(f"{body}<p>{SENTENCE}</p>").text.replace(f"{SENTENCE}\n", "").strip("\n")


# A page as portals print it: site head, menu, breadcrumb, metadata table, document, share buttons, neighbours, footer.
PORTAL = f"""
<div class="top"><a href="/">首页</a> <a href="/login">登录</a><div class="logo">绵阳市人民政府门户网站</div></div>
<div class="nav"><ul><li><a href="/1">要闻动态</a></li><li><a href="/2">政务公开</a></li><li><a href="/3">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/z">政策文件</a></div>
<div class="article"><h1>绵阳市人民政府关于印发某某工作方案的通知</h1>
<div class="info">发布时间：2023-05-08 来源：市政府办公室 字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</div>
<table><tr><td><b>索 引 号：</b></td><td>01234/2023-0001</td><td><b>主题分类：</b></td><td>综合</td></tr>
<tr><td>发文机关：</td><td>绵阳市人民政府</td><td>成文日期</td><td>2023年04月28日</td></tr>
<tr><td>标　　题：</td><td colspan="3">绵阳市人民政府关于印发某某工作方案的通知</td></tr>
<tr><td>发文字号：</td><td>绵府发〔2023〕3号</td><td>发布日期：</td><td>2023年05月08日</td></tr></table>
<div id="zoom"><p>各县（市、区）人民政府，市政府各部门：</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;现将《某某工作方案》印发给你们，请认真贯彻执行，确保各项工作任务落到实处。<br>　　{SENTENCE}</p>
<p>一、主要任务</p>
<p>（一）建设平台。<font>到2025年建成智能工厂100家以上<sup>[1]</sup>，<b>提升</b>服务能力。（责任单位：市科技局、市财政局）</font></p>
<table><tr><th>序号<th>重点任务<th>完成时限<th>责任单位
<tr><td>1<td>建设<br>平台<td rowspan=2>2023年12月底前<td>市科技局<tr><td>2<td>培育企业<td>市工业和信息化局</table>
<p><a name="_ftn1"><sup>[1]</sup></a>智能工厂指数字化的工厂。</p>
<p>绵阳市人民政府</p><p>2023年4月28日</p><p style="display:none">编辑器留下的文字</p></div>
<div class="share">分享到：<a href="w">微信</a><a href="b">微博</a></div><p>【打印本页】 【关闭窗口】</p>
<p>附件：<a href="a.doc">任务分工表.doc</a></p><p>上一篇：<a href="p">绵阳市人民政府关于表彰的通知</a></p>
<div><h3>相关链接</h3><ul><li><a href="1">绵阳市人民政府办公室关于其他事情的通知</a> 2023-01-02</li>
<li><a href="2">一图读懂某某工作方案的主要内容</a></li><li><a href="3">关于征求某某办法意见的公告</a></li></ul></div></div>
<div class="footer">版权所有：绵阳市人民政府办公室 地址：某某路1号，电话：12345，邮编：621000</div>"""

PORTAL_TEXT = f"""绵阳市人民政府关于印发某某工作方案的通知
发布时间：2023-05-08 来源：市政府办公室 字体：[大 中 小]
索 引 号：01234/2023-0001
主题分类：综合
发文机关：绵阳市人民政府
成文日期：2023年04月28日
标　　题：绵阳市人民政府关于印发某某工作方案的通知
发文字号：绵府发〔2023〕3号
发布日期：2023年05月08日
各县（市、区）人民政府，市政府各部门：
现将《某某工作方案》印发给你们，请认真贯彻执行，确保各项工作任务落到实处。
{SENTENCE}
一、主要任务
（一）建设平台。到2025年建成智能工厂100家以上，提升服务能力。（责任单位：市科技局、市财政局）

序号\t重点任务\t完成时限\t责任单位
1\t建设 平台\t2023年12月底前\t市科技局
2\t培育企业\t\t市工业和信息化局

[1] 智能工厂指数字化的工厂。
绵阳市人民政府
2023年4月28日
附件：任务分工表.doc
"""


def test_the_document_of_a_portals_page() -> None:
    assert page(PORTAL).text == PORTAL_TEXT


def test_what_is_left_out_is_kept_with_the_reason() -> None:
    left = {signal.text: signal.why for signal in page(PORTAL).ignored}
    assert left["要闻动态 政务公开 互动交流"] == "a part of the page named nav"
    assert left["当前位置：首页 > 政策文件"] == "a line of the site"
    assert left["编辑器留下的文字"] == "not shown by a browser"
    assert left["[1]"] == "the mark of a note"
    assert next(why for text, why in left.items() if text.startswith("相关链接")) == "a list of links"


def test_the_header_rules_read_a_portals_metadata() -> None:
    head = extract(page(PORTAL).text).document
    assert (head.number, head.issued_on, head.published_on) == ("绵府发〔2023〕3号", "2023-04-28", "2023-05-08")
    assert (head.issuer, head.source) == ("绵阳市人民政府", "市政府办公室")


# An old portal: the page is one table in another, lines are parted by <br>, paragraphs never closed.
OLD = f"""<table width="100%" align=center><tr><td colspan=2><img src=a.gif alt=x>海安市人民政府</td></tr><tr><td width=180>
<table><tr><td><a href=1>通知公告</a></td></tr><tr><td><a href=2>政策法规</a></td></tr><tr><td><a href=3>领导之窗</a></td></tr></table></td>
<td><table><tr><td align=center><b>关于加强地震工作的通知</b></td></tr><tr><td>
<font size=3>各区镇人民政府：<br>　　{SENTENCE}<br>
<p>　　一、加强领导。{SENTENCE}
<p>　　二、落实责任。{SENTENCE}<p align=right>海安市人民政府<br>二〇〇六年二月五日</font></td></tr></table></td></tr></table>"""


def test_tables_that_only_lay_out_the_page_are_no_tables() -> None:
    source = page(OLD, encoding="gbk", head="<meta http-equiv=Content-Type content='text/html;charset=GB2312'>")
    assert source.text == (
        f"关于加强地震工作的通知\n各区镇人民政府：\n{SENTENCE}\n一、加强领导。{SENTENCE}\n二、落实责任。{SENTENCE}\n海安市人民政府\n二〇〇六年二月五日\n"
    )
    assert source.encoding == "gb18030"


MODERN = f"""<header><nav><a href=a>首页</a><a href=b>公开</a><a href=c>服务</a></nav></header><main><article>
<h1>深圳市坪山区人民政府办公室关于印发行动计划的通知</h1>
<dl><dt>发文单位</dt><dd>坪山区人民政府办公室</dd><dt>文号：</dt><dd>深坪府办规〔2023〕5号</dd></dl>
<section><h2>一、总体要求</h2><p>{SENTENCE}</p><h2>二、重点任务</h2><p>{SENTENCE}</p></section></article>
<aside><h3>热门</h3><p>{SENTENCE[:30]}</p></aside></main><footer><p>主办单位：深圳市坪山区人民政府办公室，备案编号粤ICP备12345号</p></footer>"""


def test_a_page_that_names_its_parts() -> None:
    assert page(MODERN).text == (
        "深圳市坪山区人民政府办公室关于印发行动计划的通知\n发文单位：坪山区人民政府办公室\n文号：深坪府办规〔2023〕5号\n"
        f"一、总体要求\n{SENTENCE}\n二、重点任务\n{SENTENCE}\n"
    )


@pytest.mark.parametrize("body", [PORTAL, OLD, MODERN], ids=["portal", "old", "modern"])
def test_every_character_of_the_page_is_read_or_listed(body: str) -> None:
    """Of a page without generated numbers, text and ignored together hold just what the page holds."""
    source = page(body)
    printed = "".join(lxml_html.document_fromstring(body).xpath("//body//text()"))
    held = source.text + "".join(signal.text or "" for signal in source.ignored)
    assert _han(held) == _han(printed)


def _han(text: str) -> Counter[str]:
    return Counter(re.findall("[\u4e00-\u9fff0-9]", text))


@pytest.mark.parametrize("body", [PORTAL, OLD, MODERN], ids=["portal", "old", "modern"])
def test_every_line_leads_to_the_element_that_prints_it(body: str) -> None:
    source = page(body)
    tree = lxml_html.document_fromstring(f"<body>{body}</body>")
    at = 0
    for line in source.text.splitlines(keepends=True):
        for cell in re.finditer(r"[^\t\n]+", line):
            shown = re.sub(r"\s|：|\[1\]", "", cell[0])
            found = places(source.anchors, (at + cell.start(), at + cell.end()))
            printed = "".join("".join(_find(tree, place.path).itertext()) for place in found)
            assert shown in re.sub(r"\s|：|\[1\]", "", printed)
        at += len(line)


def _find(tree, path: str):
    """The element of a selector as the readers of html write them."""
    first, *steps = path.split(" > ")
    (element,) = tree.xpath(f"//*[@id='{first[1:]}']" if first.startswith("#") else f"//{first}")
    for step in steps:
        if step == "tbody":
            continue  # written or not, the rows stand in it
        tag, nth = step[:-1].split(":nth-of-type(")
        element = [child for child in element if child.tag == tag][int(nth) - 1]
    return element


@pytest.mark.parametrize(
    ("said", "encoding", "read_as"),
    [
        ("<meta charset=utf-8>", "utf-8", "utf-8"),
        ("<meta charset='gb2312'>", "gb18030", "gb18030"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=GBK'>", "gb18030", "gb18030"),
        ("<meta charset=big5>", "big5", "big5hkscs"),
        ("", "utf-16", "utf-16"),
        ("", "utf-8-sig", "utf-8-sig"),
        ("", "gb18030", "gb18030"),
        ("", "big5", "big5"),
        # a browser saved the page as UTF-8 and left what it said of itself
        ("<meta charset=gb2312>", "utf-8", "utf-8"),
        ("<meta charset=utf-8>", "gb18030", "gb18030"),
        ("<meta charset=no-such-thing>", "utf-8", "utf-8"),
        ("<meta charset=undefined>", "utf-8", "utf-8"),
        ("<meta charset=iso-8859-1>", "gb18030", "gb18030"),
    ],
)
def test_the_encoding_of_a_page(said: str, encoding: str, read_as: str) -> None:
    """A character that GB 2312 does not have (鎔) shows that the page's gb2312 is what browsers take it for."""
    line = "關於朱鎔基總理辦公會議的通知，各縣（市、區）人民政府貫徹執行"
    if encoding == "big5":
        line = line.replace("鎔", "容")
    source = page(f"<p>{line}</p>", head=said, encoding=encoding)
    assert (source.text, source.encoding) == (f"{line}\n", read_as)


def test_a_page_with_a_broken_character_is_read_and_says_so() -> None:
    """An editor cut a title inside its last character; a browser shows a sign there."""
    data = f"<meta charset=gb2312><p>{SENTENCE * 40}".encode("gb18030") + b"\xb9<p>" + SENTENCE.encode("gb18030")
    source = read_bytes(data, "a.html")
    assert source.text == f"{SENTENCE * 40}\ufffd\n{SENTENCE}\n"
    assert [signal.kind for signal in source.signals] == ["encoding"]
    with pytest.raises(ReadError, match="encoding is not known"):
        read_bytes(data[:200] + b"\xb9<\xff" * 30 + data[200:], "a.html")


@pytest.mark.parametrize(
    ("body", "read"),
    [
        # entities, named and numbered; spaces of the source are one space
        ("<p>A&amp;B&lt;&#12298;&#x65B9;&#26696;&#12299;&hellip;</p>", "A&B<《方案》…"),
        ("<p>武汉市\n   智能  建造</p>", "武汉市 智能 建造"),
        ("<pre>一、\n  二、</pre>", "一、\n二、"),
        ("<div>一、<p>二、</p>三、</div>四、", "一、\n二、\n三、\n四、"),
        ("<p>甲</br>乙<br/>丙", "甲\n乙\n丙"),
        ("<p>全<span>市</span><b>各</b>区", "全市各区"),
        # raised text: the mark of a note, the note, a power
        ("<p>建成100家<sup>2</sup>，占地3km<sup>2</sup>、CO<sub>2</sub>", "建成100家，占地3km²、CO2"),
        ("<p><sup>②</sup>指规模以上", "[②] 指规模以上"),
        # what a browser does not show
        ("<p>甲<span hidden>乙</span><i style='DISPLAY: none'>丙</i><script>丁</script><!-- 戊 -->己", "甲己"),
        ("<p><ruby>市<rt>shì</rt></ruby>场", "市场"),
        ("<select><option>北京</select><input value=x><p>甲", "甲"),
        # numbers that the browser makes
        ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"),
        ("<ol start=3><li>甲<li value=9>乙<li>丙</ol>", "3. 甲\n9. 乙\n10. 丙"),
        ("<ol type=A><li>甲<li>乙</ol>", "A. 甲\nB. 乙"),
        ("<ol reversed><li>甲<li>乙</ol>", "2. 甲\n1. 乙"),
        ("<ol style='list-style: simp-chinese-informal'><li>甲<li>乙<ol><li>丙</ol></ol>", "一、甲\n二、乙\n1. 丙"),
        ("<ol style='list-style-type:none'><li>甲<li>乙</ol>", "甲\n乙"),
        ("<ol><li>1．甲<li>2．乙</ol>", "1．甲\n2．乙"),
        ("<ol><li>（一）甲<li>（二）乙</ol>", "（一）甲\n（二）乙"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ],
)
def test_lines(body: str, read: str) -> None:
    assert text(body) == read


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (
            "<table><tr><td rowspan=3>甲<td colspan=2>乙<tr><td>丙<td>丁<tr><td rowspan=0>戊<td>己</table>",
            "甲\t乙\t\n\t丙\t丁\n\t戊\t己",
        ),
        # a head, a body and a caption; a tab and a break in a cell are a space
        ("<table><caption>任务表</caption><thead><tr><th>序号<th>任务<tbody><tr><td>1<td>甲\t<p>乙</p>丙</table>", "任务表\n\n序号\t任务\n1\t甲 乙 丙"),
        # one column is no table, nor is one that holds another
        ("<table><tr><td>甲<tr><td>乙</table>", "甲\n乙"),
        ("<table><tr><td>甲<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>", "甲\n\n1\t2\n3\t4"),
        ("<table role=presentation><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲\n乙\n丙\n丁"),
        # labels need no colon; 发布日期 without a value stays
        ("<table><tr><td>【索引号】<td>X1<td>文　号<td>某发〔2023〕1号<tr><td>发布日期<td></table>", "【索引号】X1\n文　号：某发〔2023〕1号\n发布日期："),
        # the head of a table may be words that portals use as labels
        ("<table><tr><td>名称<td>来源<td>日期<tr><td>甲<td>乙<td>5月</table>", "名称\t来源\t日期\n甲\t乙\t5月"),
    ],
)  # fmt: skip
def test_tables(body: str, read: str) -> None:
    assert text(body) == read


IN_A_TABLE = f"""<table><tr><th>信息名称：</th><td colspan=3>海安市政府办公室关于防汛工作的通知</td></tr>
<tr><th>索引号：</th><td>014/2020-1</td><th>内容分类：</th><td>综合</td></tr><tr><th>文号：</th><td>海政办发〔2020〕1号</td><th>发布日期：</th><td></td></tr>
<tr><td colspan=4><p>海安市政府办公室关于防汛工作的通知</p><p>各区镇：</p><p>一、任务。{SENTENCE}</p><p>{SENTENCE}</p></td></tr></table>"""


def test_a_document_in_the_last_cell_of_its_metadata_table() -> None:
    assert page(IN_A_TABLE).text == (
        "信息名称：海安市政府办公室关于防汛工作的通知\n索引号：014/2020-1\n内容分类：综合\n文号：海政办发〔2020〕1号\n发布日期：\n"
        f"海安市政府办公室关于防汛工作的通知\n各区镇：\n一、任务。{SENTENCE}\n{SENTENCE}\n"
    )


# A page that Word saved: numbers are text in a list paragraph, notes are links to a list behind the text.
WORD = f"""<div class=WordSection1><p class=MsoNormal><b>关于印发方案的通知<o:p></o:p></b></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp; </span></span><![endif]>任务<o:p></o:p></p>
<p>建成企业100家<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>。{SENTENCE}</p></div>
<div style='mso-element:footnote-list'><hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> 指规模以上企业。</p></div></div>"""


def test_a_page_that_word_saved() -> None:
    source = page(WORD, encoding="gbk", head="<!--[if gte mso 9]><xml><o:x>x</o:x></xml><![endif]-->")
    lines = [" ".join(line.split()) for line in source.text.splitlines()]
    assert lines == ["关于印发方案的通知", "一、 任务", f"建成企业100家。{SENTENCE}", "[1] 指规模以上企业。"]


def test_a_title_that_the_page_shows_as_a_picture() -> None:
    source = page(
        f"<img src=title.jpg><p>{SENTENCE}</p>", head="<meta name=ArticleTitle content='关于做好防汛工作的通知'>"
    )
    assert source.text == f"关于做好防汛工作的通知\n{SENTENCE}\n"
    assert source.anchors[0].place.path == "head"


def test_a_page_saved_before_its_script_showed_it() -> None:
    assert page(f"<div style='display:none'><p>{SENTENCE}</p></div><p>加载中</p>").text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<div>" * 3000 + "甲", "more than 2,000 deep"),
        ("<script>var a = 1</script><style>p {}</style>", "prints no text"),
        ("", "prints no text"),
    ],
)
def test_pages_that_cannot_be_read(body: str, why: str) -> None:
    with pytest.raises(ReadError, match=why) as error:
        page(body)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "body",
    [
        "<table>" + "<tr>" + "<td colspan=99999 rowspan=99999>一" * 300,
        "<table><tr><td>" * 600 + "甲",
        "<ol><li>" * 900 + "甲",
        "<ul>" + "<li><a href=x>新闻标题</a>" * 3000,
        "<p>首页 " + "> 一 " * 2000,
        "<p>" + "大 " * 70 + "<p>" + "标 " * 50_000 + "：",
        "&nbsp;" * 100_000 + "<p>x" + " " * 100_000 + "y",
        "</p></div></table></body></html>甲<td>乙<li>丙\0丁",
    ],
)
def test_hostile_pages_end_soon(body: str) -> None:
    """Each took minutes, or all memory, in a reader that believes what a page says."""
    assert page(f"<p>{SENTENCE}</p>{body}", head="<meta charset=utf-8>").text
