"""Who issues a document: by its title, its signature, its red head, its labels, its foot."""

from __future__ import annotations

import re
from itertools import zip_longest

from loaders.finders.head.signatures import Signature, line_issuers, told_as_news
from loaders.finders.head.words import DAY, ISSUER_END, RED_HEAD, Found, names_a_place
from loaders.text.layout import Paragraph
from loaders.text.outline import Outline


def find_issuer(
    outline: Outline,
    head: list[Paragraph],
    title: Found | None,
    labelled: dict[str, Found],
    signature: Signature | None,
) -> Found | None:
    """The issuer: of the title, the signature, the portal's label; the fullest form where two name one body."""
    named = _title_issuer(outline, title) if title else None
    signed = None
    if signature and signature.issuers:
        first, last = signature.issuers[0], signature.issuers[-1]
        signed = Found("、".join(i.value for i in signature.issuers), first.start, last.end)
    if named and signed:
        # 市政府办公厅 under a title of 深圳市人民政府办公厅; 深圳市坪山区…办公室 under one of 坪山区…办公室
        if named.value in signed.value or ("、" in signed.value and "、" not in named.value):
            return signed
        if "、" not in signed.value + named.value and _is_short_for(named.value, signed.value):
            return signed
        # 市政府办公室 in the title, 海安市人民政府办公室 below: the name with its place says whose it is
        return signed if names_a_place(signed.value) and not names_a_place(named.value) else named
    given = labelled.get("issuer")
    if not named and not signed and (told := told_as_news(head)[0]):
        return told
    if named and not names_a_place(named.value):
        # 省人民政府关于…, 省政府关于… under 湖北省人民政府文件, or labelled 发文机关：湖北省人民政府
        ends = (named.value, re.sub("(?<!人民)政府", "人民政府", named.value))
        fuller = [f for f in (_red_head(head), given) if f and f.value != named.value and f.value.endswith(ends)]
        return fuller[0] if fuller else named
    if named or signed:
        return named or signed
    if given and ISSUER_END.search(given.value):
        return given
    if title and (m := re.match(r"[\u4e00-\u9fff]{2,20}?人民政府(?:办公厅|办公室)?", title.value)):
        return Found(m[0], title.start, title.start + len(m[0]))
    if red := _red_head(head):
        return red
    if title and (alone := _signed_without_date(outline, title)):
        return alone
    if title and (m := _OF_BODY.search(title.value)) and ISSUER_END.search(m[1]) and names_a_place(m[1]):
        return Found(m[1], title.start, title.end)
    if title and (below := next((p for p in head if p.start >= title.end and _all_bodies(p.text)), None)):
        return Found(below.text, below.start, below.end)
    if title and (foot := _foot(outline)):
        return foot
    if not title and len(head) > 1 and head[1].text.endswith("：") and _all_bodies(head[0].text):
        return Found(head[0].text, head[0].start, head[0].end)  # over whom it addresses
    above = [p for p in head[:8] if title and p.end <= title.start and ISSUER_END.search(p.text) and len(p.text) < 40]
    return Found(above[-1].text, above[-1].start, above[-1].end) if above else given


# 关于印发《某市教育局2024年工作要点》的通知, signed with a date alone: whose plan it is
_OF_BODY = re.compile(r"《([\u4e00-\u9fff]{4,20}?)(?=20\d\d年)")


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is the other with characters left out: 广东省发展改革委 of 广东省发展和改革委员会."""
    at = iter(full)
    return len(short) < len(full) and short[:2] == full[:2] and all(c in at for c in short)


# 甲市水利局2026年5月25日发布，征求意见截止2026年6月24日。 under a draft
_FOOT = re.compile(
    rf"(?P<who>[\u4e00-\u9fff（）]{{4,30}}?)(?:于)?{DAY}，?(?:公开)?(?:发布|公布|征求意见|起草)[^。]{{0,60}}。?$"
)


def _foot(outline: Outline) -> Found | None:
    """The body that the last lines of a draft name with the day on which it was put out."""
    for paragraph in outline.layout.paragraphs[-6:]:
        m = _FOOT.match(paragraph.text)
        if m and ISSUER_END.search(m["who"]) and names_a_place(m["who"]):
            return Found(m["who"], paragraph.start, paragraph.start + len(m["who"]))
    return None


def _all_bodies(line: str) -> bool:
    """Whether a line names bodies with their places and nothing else: 财政部、司法部 under the title of a page."""
    return len(line) < 40 and all(ISSUER_END.search(name) and names_a_place(name) for name in line.split("、"))


# The foot of a printed document: 上海市人民政府办公厅 / 2023年6月12日印发
_PRINTED_ON = re.compile(rf"{DAY}印发$")


def _signed_without_date(outline: Outline, title: Found) -> Found | None:
    """A body on a line of its own below the notice, whose date stands elsewhere: 上海市人民政府办公厅 / 附件."""
    paragraphs = outline.layout.paragraphs
    for n, (paragraph, below) in enumerate(zip_longest(paragraphs, paragraphs[1:])):
        text = paragraph.text
        if paragraph.start < title.end or not 3 <= len(text) <= 30:
            continue
        if below and not (below.text.startswith("附") or _PRINTED_ON.match(below.text)):
            continue
        if ISSUER_END.search(text) and names_a_place(text) and re.fullmatch("[\u4e00-\u9fff（）]+", text):
            names = line_issuers(outline, paragraph)
            # several sign on lines above it: 教育部  财政部 / 国家税务总局
            while (
                n
                and paragraphs[n - 1].start >= title.end
                and re.fullmatch("[\u4e00-\u9fff（）]{3,40}", paragraphs[n - 1].text)
                and all(
                    ISSUER_END.search(name.value) and names_a_place(name.value)
                    for name in line_issuers(outline, paragraphs[n - 1])
                )
            ):
                n -= 1
                names = [*line_issuers(outline, paragraphs[n]), *names]
            return Found("、".join(name.value for name in names), names[0].start, paragraph.end)
    return None


def _red_head(head: list[Paragraph]) -> Found | None:
    """The issuer of the line in red: 湖北省人民政府文件."""
    for paragraph in head:
        red = RED_HEAD.search(paragraph.text)
        if red and ISSUER_END.search(name := paragraph.text[: red.start()]):
            return Found(name, paragraph.start, paragraph.start + len(name))
    return None


# 中共中央国务院, 中共某市委办公室某市人民政府办公室: two issuers without a mark between
_PARTY_AND_STATE = re.compile(
    "(中共(?:中央|[^、]{2,12}委(?:员会)?)(?:办公[厅室])?)((?:国务院|[^、]{2,12}人民政府)(?:办公[厅室])?)"
)


_CARRIES_OUT = re.compile("(?:贯彻|落实|执行|实施|学习|转发)+")


def _title_issuer(outline: Outline, title: Found) -> Found | None:
    # 国务院对…会议报告的批复
    m = re.match(r"(.{3,200}?)(?:关于|印发|转发|批转|对(?=.*(?:批复|答复|复函)$))", title.value)
    if not m:
        return None
    value = m[1]
    end = title.start + len(value)
    if not ISSUER_END.search(value):
        return None
    # 浙江省人民政府贯彻国务院关于…意见的实施意见: who carries out what others say
    if (carries := _CARRIES_OUT.search(value)) and ISSUER_END.search(value[: carries.start()]):
        value = value[: carries.start()]
        end = title.start + len(value)
    names = line_issuers(outline, Paragraph(title.start, end, outline.text[title.start : end].replace("\n", "")))
    if len(names) > 1 and all(ISSUER_END.search(n.value) for n in names):
        value = "、".join(n.value for n in names)
    elif joint := _PARTY_AND_STATE.fullmatch(value):
        value = "、".join(joint.groups())
    return Found(value, title.start, end)
