"""The document's head: title, number, issuer, dates, source, jurisdiction (GB/T 9704-2012, 7.2 and 7.3).

Layouts read:
  1. red-head lines (国务院办公厅文件), number, title over one to four lines, salutation, body, signature, date
  2. title first, number below it
  3. portal pages with labelled metadata (发文机关：…, 成文日期：…, 索引号：…), once or twice
  4. a page title, 来源：… 发布时间：…, then the document itself
  5. issuers above the title, date in brackets below it: 中共…县委 …县人民政府 / 关于…的实施意见 / （2023年2月8日）
"""

from __future__ import annotations

import re
from itertools import zip_longest

from loaders.facts import Header, Span
from loaders.finders.citations import NUMBER, normal_number
from loaders.finders.head.dates import issue_day
from loaders.finders.head.issuers import find_issuer
from loaders.finders.head.jurisdictions import (
    city_of_number,
    jurisdiction,
    place_of_its_own,
    province_of_number,
    province_within,
)
from loaders.finders.head.labels import OPENS_BARE, find_labels, publication_day
from loaders.finders.head.signatures import find_signature
from loaders.finders.head.titles import find_enclosed, find_title, with_version, without_page_year
from loaders.finders.head.words import DATE, ORDER, TITLE_END, TITLE_NUMBER, Found
from loaders.names import places
from loaders.text.layout import Paragraph
from loaders.text.outline import Outline

_SITE = re.compile(r"欢迎(?:访问|光临|来到)([\u4e00-\u9fffA-Za-z]{2,20}?)(?: |，|！|今天|$)")
# 某县人民政府 www.…gov.cn 发布时间：…: the line of a site
_OF_SITE = re.compile("[\u4e00-\u9fff]{2,14}人民政府(?:门户)?(?:网站?)?(?:www|http|发布时间|首页)")


def find(outline: Outline) -> Header:
    """The header of a document; what is not printed stays None."""
    layout = outline.layout
    head = _head(outline)
    header = Header()
    labelled = find_labels(head)
    signature = find_signature(outline)
    title = with_version(outline, without_page_year(head, find_title(outline, head, labelled, signature)))
    number = _number(head, labelled)
    spans: dict[str, Span] = {}

    def put(key: str, found: Found | None) -> str | None:
        if found is None:
            return None
        spans[key] = layout.clean.raw_span(found.start, found.end)
        return found.value

    header.title = put("title", title)
    header.number = put("number", number)
    if title and (enclosed := find_enclosed(title, outline)):
        header.enclosed_title = put("enclosed_title", enclosed)
    header.issuer = put("issuer", find_issuer(outline, head, title, labelled, signature))
    header.issued_on = put("issued_on", issue_day(head, labelled, signature, outline, title))
    header.published_on = put("published_on", publication_day(head, labelled))
    header.source = put("source", labelled.get("source"))
    for paragraph in head[:6]:
        if site := _SITE.search(paragraph.text):
            header.site = put("site", Found(site[1], paragraph.start + site.start(1), paragraph.start + site.end(1)))
            break
    header.jurisdiction = jurisdiction(
        header.issuer or "",
        header.title,
        header.enclosed_title,
        [p.text for p in head if (header.issuer and not _to_places(p.text)) or _OF_SITE.match(p.text)],
        header.source,
        given.value if (given := labelled.get("issuer")) else None,
    )
    named = _NAMES_ITS_PLACE.match(header.issuer or "")
    if not header.jurisdiction and not named:
        header.jurisdiction = province_of_number(header.number) or province_within(title.value if title else "")
    evidence = spans.get("issuer") or spans.get("title")
    if header.jurisdiction and evidence:
        spans["jurisdiction"] = evidence
    elif not header.jurisdiction:
        header.jurisdiction = put(
            "jurisdiction", place_of_its_own(outline, header.number, header.enclosed_title or header.title)
        )
        if not header.jurisdiction and not named and (city := city_of_number(header.number, outline.text[:3000])):
            header.jurisdiction = city
            spans["jurisdiction"] = spans["number"]
    header.spans = spans
    return header


# 丙山市人民政府办公室 says its own place, though no list has it: another place whose numbers begin alike is none of its own
_NAMES_ITS_PLACE = re.compile("[\u4e00-\u9fff]{1,7}[市州盟县区旗](?:人民政府|政府|党委|委员会)")


def plan_year(header: Header) -> int | None:
    """The one year that a title names: …2023年…工作要点 -> 2023; None for a range (2024—2027年) or no year."""
    title = header.enclosed_title or header.title or ""
    if re.search(r"20\d\d年?[-—–～至到]+20\d\d", title):
        return None
    years = set(re.findall(r"(20\d\d)年", title)) or set(re.findall(r"(20\d\d)年", header.title or ""))
    return int(years.pop()) if len(years) == 1 else None


def issue_year(header: Header) -> int | None:
    """The year in which a document was issued; where it prints no day, that of its number: 国办函〔2009〕33号 -> 2009."""
    if header.issued_on:
        return int(header.issued_on[:4])
    year = re.search(r"[〔（\[](?P<year>(?:19|20)\d\d)[〕）\]]", header.number or "")
    return int(year["year"]) if year else None


def published_year(header: Header) -> int | None:
    """The year in which a portal put the document out: later than the base of its indicators, whenever it was issued."""
    return int(header.published_on[:4]) if header.published_on else None


def _head(outline: Outline) -> list[Paragraph]:
    return [p for p in outline.layout.paragraphs[:60] if p.start < outline.first][:40]


def _number(head: list[Paragraph], labelled: dict[str, Found]) -> Found | None:
    if (given := labelled.get("number")) and (m := NUMBER.search(given.value) or ORDER.search(given.value)):
        return Found(normal_number(m[0]), given.start + m.start(), given.start + m.end())
    for paragraph, below in zip_longest(head, head[1:]):
        order = paragraph.text
        if below and order.endswith(("令", "公告", "通告")) and below.text.startswith(("第", "19", "20")):
            order += f"\n{below.text}"
        if m := ORDER.fullmatch(order):
            return Found(normal_number(m[0]), paragraph.start, paragraph.start + m.end())
        text = DATE.sub(lambda day: " " * len(day[0]), paragraph.text)
        m = NUMBER.search(text) if not OPENS_BARE.match(text) else None
        # a line of its own, beside a date or in brackets under the title; not a number inside a sentence
        if m and len(text.replace(" ", "")) - len(m[0].replace(" ", "")) <= 6 and "《" not in text:
            # 公开方式 主动公开 文号 某政发〔2024〕4号: labels without colons before it
            label = _NUMBER_LABEL.match(m[0])
            at = m.start() + (label.end() if label else 0)
            return Found(normal_number(text[at : m.end()]), paragraph.start + at, paragraph.start + m.end())
    for paragraph in head:
        # 新发〔2018〕22号 为营造…环境，…: on the line of the first sentence
        opening = NUMBER.match(paragraph.text)
        if opening and _FIRST_WORDS.match(paragraph.text, opening.end()):
            return Found(normal_number(opening[0]), paragraph.start, paragraph.start + opening.end())
        # …关于印发…的通知（岳办发〔2017〕2号）; 财科教〔2017〕6号财政部关于…的通知
        text = paragraph.text
        beside = TITLE_NUMBER.search(text)
        if beside and len(text) <= 160 and TITLE_END.search(text[: beside.start()] + text[beside.end() :]):
            start, end = (NUMBER.search(text, beside.start()) or beside).span()
            end -= len(text[start:end]) - len(text[start:end].rstrip())
            return Found(normal_number(text[start:end]), paragraph.start + start, paragraph.start + end)
    return None


_NUMBER_LABEL = re.compile(".*(?:发文字号|发文文号|文件编号|文号|字号)")
_FIRST_WORDS = re.compile("(?:为了?|根据|按照|各)[\u4e00-\u9fff、，“”《]{4,}")


def _to_places(line: str) -> bool:
    """Whether a line addresses several places: 石家庄、唐山、…市人民政府："""
    names = line.split("、")
    return line.endswith("：") and len(names) > 1 and all(places.leading(name, short=True)[0] for name in names[:2])
