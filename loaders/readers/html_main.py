"""What of a saved page is the document: the part that holds its prose, its title and its labelled metadata; the rest is the site's.

Names of classes differ from site to site, so the text itself decides first: where the sentences outside of links stand. Names and
roles that only say "navigation", "share", "footer" decide about what is left. In doubt a line stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.finders.head.labels import is_label
from loaders.finders.head.words import KINDS
from loaders.readers.html_tables import kind_of
from loaders.readers.html_tree import BLOCKS, HEADINGS, Element, Shown, text_of

_MOST = 0.9  # of the page's prose stands in the main part
_FURNITURE_TAGS = frozenset(["nav", "footer", "aside", "menu", "search"])
_FURNITURE_ROLES = frozenset(
    [
        "alert",
        "alertdialog",
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "menubar",
        "navigation",
        "search",
        "status",
        "toolbar",
        "tooltip",
    ]
)
# Words in class and id, as sites of governments use them; weizhi and dqwz are 位置 and 当前位置 in pinyin, ewm is 二维码.
_FURNITURE_WORDS = frozenset(
    [
        "nav",
        "navbar",
        "navi",
        "navigation",
        "menu",
        "submenu",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "crumbtrail",
        "bread",
        "mianbao",
        "weizhi",
        "dqwz",
        "curpos",
        "currentpos",
        "share",
        "sharebar",
        "bdshare",
        "bdsharebuttonbox",
        "jiathis",
        "fenxiang",
        "foot",
        "footer",
        "bottombar",
        "copyright",
        "banquan",
        "topbar",
        "toolbar",
        "toolbox",
        "searchbox",
        "search",
        "login",
        "sidebar",
        "related",
        "relation",
        "relevant",
        "xiangguan",
        "xgwz",
        "xgxw",
        "xgyd",
        "tuijian",
        "recommend",
        "hot",
        "pagination",
        "pager",
        "pagenav",
        "prevnext",
        "fontsize",
        "zihao",
        "printbtn",
        "qrcode",
        "ewm",
        "erweima",
        "weixin",
        "wechat",
        "friendlink",
        "friendlinks",
        "links",
        "sitemap",
        "banner",
        "logo",
        "wza",
        "barrierfree",
        "backtop",
        "gotop",
        "totop",
        "float",
        "advert",
        "adv",
    ]
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_RELATED = re.compile(
    r"(?:相关(?:链接|新闻|阅读|文档|文章|文件|解读|稿件|信息|推荐)|政策解读|推荐阅读|热点(?:新闻|推荐)|最新(?:文章|信息|文件)|图片解读|延伸阅读)\s*[:：]?"
)
# A whole line that a site prints around or in a document
_FURNITURE_LINE = re.compile(
    r"(?:[您你](?:现在|当前)?(?:的|所在的?)?位置|当前位置|所在位置)(?:是|：|:|＞|>).*"
    r"|首页(?:\s*[>＞»›/|-]\s*\S+)+\s*[>＞»›]?.{0,60}"
    r"|[【\[（(]?\s*(?:字体|字号|文字大小)(?:大小)?\s*[:：]?\s*[【\[（(]?\s*(?:超?大|中|小|默认|\s|[|/·、【】\[\]（）()+-])+(?:打印|关闭|\s|[|【】\[\]])*"
    r"|[【\[]?\s*(?:大|中|小|\s){3,}[】\]]?"
    r"|[【\[]?\s*(?:打印|关闭|收藏|分享|返回|纠错|下载|顶部|我要纠错|[\s|/【】\[\]]|本页|窗口|此页|页面|正文|文档|打印本页|关闭窗口|返回顶部|返回列表){2,}\s*[】\]]?"
    r"|(?:分享(?:到|至|：|:)|扫一扫|用?手机(?:扫|看|打开|浏览)|微信扫).{0,60}"
    r"|(?:上|下)一[篇条](?:：|:|\s|$).*"
    rf"|{_RELATED.pattern}"
    r"|(?:版权所有|主办单位[:：]|承办单位[:：]|技术支持[:：]|网站标识码|[\u4e00-\u9fff]?ICP备|[\u4e00-\u9fff]?公网安备|网站地图|联系我们|设为首页|加入收藏|无障碍|繁體|简体版?|手机版|登录|注册).{0,120}"
    r"|(?:浏览(?:次数|量)?|点击(?:数|率|次数|量)?|阅读(?:次数|量)?|访问量?)\s*[:：]?\s*\d*\s*次?",
)
_SIZE = re.compile(r"[【\[（(]?\s*(?:字体|字号|浏览|点击|阅读|访问)")
_NUMBER = re.compile(r"[〔\[（(【]\s*[12]\d{3}\s*[〕\]）)】]\s*(?:第\s*)?\d+\s*号|第\s*\d+\s*号|公报")
_DAY = r"[12]\d{3}[年/.-]\d{1,2}[月/.-]\d{1,2}日?(?:\d{1,2}:\d{2}(?::\d{2})?)?"
# A date alone, in brackets, or beside the source: （2023年2月8日）, 2023-05-08 来源：本网
_DATED = re.compile(
    rf"^[（(]?{_DAY}[)）]?$|^.{{0,40}}(?:来源|发布|时间|日期).{{0,40}}{_DAY}|{_DAY}.{{0,20}}(?:来源|发布|作者|字体)"
)
_LABELLED = re.compile(r"^[【\[]?([\u4e00-\u9fff\s\u3000\u00a0]{2,12})[】\]]?\s*[:：|]")
_TITLE = re.compile(rf"(?:{KINDS})(?:[（(][^（()）]{{1,30}}[)）])*$")
_ATTACHED = re.compile(r"附\s*件|\[\d{1,3}\] ?\S")
_MEDIA = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|zip|rar|ofd)(?:\?|$)", re.I)


@dataclass(slots=True)
class Main:
    """The part of the page that holds the document, and the titles that the page gives itself."""

    element: Element
    titles: list[str]

    def is_title(self, text: str) -> bool:
        """Whether a line is the page's title, or the start of it (…的通知_某某市人民政府)."""
        text = squeeze(text)
        return len(text) >= 6 and any(title.startswith(text) for title in self.titles)


def find_main(root: Element, shown: Shown) -> Main:
    """The innermost element that holds almost all prose, without that of furniture; tables of data are not entered."""
    body = next(root.iter("body"), root)
    titles = [title for title in map(squeeze, page_titles(root)) if title]
    prose = _prose_of_documents(body, shown)
    element = body
    enough = _MOST * prose.get(body, 0)
    while enough:
        inner = next((child for child in element if prose.get(child, 0) >= enough), None)
        if (
            inner is None
            or inner.tag not in _HOLDS_BLOCKS
            or (inner.tag == "table" and kind_of(inner, shown) != "layout")
        ):
            break
        element = inner
    return Main(element, titles)


_HOLDS_BLOCKS = frozenset(
    [
        "article",
        "center",
        "div",
        "form",
        "main",
        "section",
        "blockquote",
        "font",
        "span",
        "dd",
        "li",
        "table",
        "tbody",
        "tr",
        "td",
        "ul",
        "ol",
        "dl",
        "fieldset",
    ]
)


def _prose_of_documents(body: Element, shown: Shown) -> dict[Element, int]:
    """The prose of each element, without that of the elements in it that are the site's by name."""
    prose = {element: shown.of(element).prose for element in body.iter() if element not in shown.hidden}
    whole = Main(body, [])
    skipped: set[Element] = set()
    for element in body.iter():
        if element.getparent() in skipped:
            skipped.add(element)
        elif prose.get(element) and site_part(element, whole, shown, inside=False):
            skipped.add(element)
            for above in element.iterancestors():
                if above in prose:
                    prose[above] -= shown.of(element).prose
            prose[element] = 0
    return prose


def page_titles(root: Element) -> list[str]:
    """The titles that the head of the page gives, the best first: ArticleTitle is that of the document (《政府网站网页标签规范》)."""
    named = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    titles = [named.get("articletitle", ""), named.get("og:title", "")]
    titles += [(title.text or "") for title in root.iter("title")]
    return [" ".join(title.split()) for title in titles if title.strip()]


def squeeze(text: str) -> str:
    """A text without spaces."""
    return re.sub(r"\s+", "", text)


def site_part(element: Element, main: Main, shown: Shown, *, inside: bool) -> str | None:
    """Why an element is the site's and not of the document; None where it may be of the document. `inside` the main part, lists
    of long links stay: they may be what the document cites or encloses."""
    if element is main.element or not (element.tag in BLOCKS or element.attrib):
        return None
    measure, whole = shown.of(element), shown.of(main.element)
    if 4 * measure.prose > whole.prose:
        return None
    if element.tag in _FURNITURE_TAGS or (element.get("role") or "").lower() in _FURNITURE_ROLES:
        return f"<{element.tag}> of the page"
    words = {word.lower() for name in ("class", "id") for word in _WORDS.findall(element.get(name) or "")}
    words |= {word.lower() for name in ("class", "id") for word in (element.get(name) or "").split()}
    if (found := words & _FURNITURE_WORDS) and not measure.prose >= 60:
        return f"a part of the page named {sorted(found)[0]}"
    if _is_menu(element, shown, inside):
        return "a list of links"
    return None


def _is_menu(element: Element, shown: Shown, inside: bool) -> bool:
    """Whether an element holds links and next to nothing else. A list of attachments is no menu."""
    measure = shown.of(element)
    if measure.links < 3 or measure.linked < 0.7 * measure.han or measure.prose > 20:
        return False
    if inside and measure.linked > 8 * measure.links and not _names_related(element):
        return False
    return not any(_MEDIA.search(link.get("href") or "") for link in element.iter("a"))


def _names_related(element: Element) -> bool:
    """Whether a list stands under a heading as 相关链接, in the element itself or just before it."""
    before = element.getprevious()
    headings = [text_of(next(iter(element)), 40)] if len(element) else []
    headings += [text_of(before, 40)] if before is not None else [" ".join((element.getparent().text or "").split())]
    return any(_RELATED.fullmatch(heading) for heading in headings)


def is_furniture(text: str) -> bool:
    """Whether a line, wherever it stands, is the site's: 当前位置：首页 > 政策, 【字体：大 中 小】, 分享到：, 上一篇：…"""
    text = " ".join(text.split())
    label = _LABELLED.match(text)
    if not text or len(text) > 160 or (label and is_label(label[1]) and not _SIZE.match(text)):
        return False
    return bool(_FURNITURE_LINE.fullmatch(text))


def is_head_line(text: str, tag: str, main: Main) -> bool:
    """Whether a line above the main part is of the document's head: its title, number, dates, labelled metadata."""
    flat = squeeze(text)
    label = _LABELLED.match(text)
    return bool(
        tag in HEADINGS
        or main.is_title(text)
        or (label and is_label(label[1]))
        or _NUMBER.search(text)
        or _DATED.search(flat)
        or (len(flat) >= 10 and _TITLE.search(flat))
    )


def is_sentence(text: str) -> bool:
    """Whether a line outside of the main part may still be of the document: a long one, a note, or a mention of attachments."""
    han = len(re.findall("[\u4e00-\u9fff]", text))
    return bool(han >= 40 and re.search("[。；]", text)) or bool(_ATTACHED.match(text.strip()))


def is_policy_title(text: str) -> bool:
    """Whether a title of the page names a document (…的通知) and no page of a site."""
    return bool(_TITLE.search(squeeze(text))) and len(squeeze(text)) >= 8
