"""Who signs over which day, at the end of a document or a notice, or as news tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.finders.citations import NUMBER
from loaders.finders.head.words import DATE_ALONE, DAY, FULL_TITLE, ISO, ISSUER_END, Found, day_in, names_a_place
from loaders.text.layout import Paragraph
from loaders.text.outline import Outline, marker

_SEAL = re.compile(r"（(?:[^（）]{0,20}代章|公章|盖章|印章|章)）$")  # （市经信局代章）: whose seal stands for it
# 近日，中共某市委办公室、某市人民政府办公室印发了《…方案》，…。《…方案》全文如下。: how news prints a plan
_TOLD = re.compile(
    r"(?:近日|日前|电)?，?(?P<who>[\u4e00-\u9fff、（）]{4,120}?)(?:近日|日前|联合|正式|专门)*(?:印发|发布|出台|下发)了?"
    r"《(?P<plan>(?:[^《》]|《[^《》]{1,80}》){4,80})》"
)


def told_as_news(head: list[Paragraph]) -> tuple[Found | None, Found | None]:
    """Who issued what, and what it is, where a page of news prints the whole plan."""
    whole = next((n for n, p in enumerate(head[:12]) if re.search("全文(?:公?布|刊发|发布)?如下", p.text)), None)
    for paragraph in head[: 6 if whole is None else whole + 1]:
        for m in _TOLD.finditer(paragraph.text):
            # 近日，某省发展和改革委员会印发《…要点》，其中提到…。 over the plan, under its own title
            if whole is None and not any(p.text == m["plan"] for p in head if p.start > paragraph.start):
                continue
            at = paragraph.start
            names = m["who"].split("、")
            if all(ISSUER_END.search(name) for name in names):
                return (
                    Found(m["who"], at + m.start("who"), at + m.end("who")),
                    Found(m["plan"], at + m.start("plan"), at + m.end("plan")),
                )
    return None, None


_MOST_ISSUERS = 60


@dataclass(slots=True)
class Signature:
    """Who signs, in printed order, and the day below them."""

    issuers: list[Found]
    date: Found | None


# （某省产业链链长办公室） below the department that signs: what else it is called
_GLOSS_LINE = re.compile("（[^（）]{2,40}）")


def find_signature(outline: Outline) -> Signature | None:
    """The first lines of issuers over a line with a date; a document may carry two (a notice and what it forwards)."""
    paragraphs = outline.layout.paragraphs
    for n, paragraph in enumerate(paragraphs):
        text = paragraph.text
        # （一九九二年一月十日） in brackets stands under the title of a paper, which the lines above it may name the authors of
        if len(text) > 40 or not DATE_ALONE.match(text) or text.endswith(("印发", "）")):
            continue
        iso = day_in(text)
        if iso is None:
            continue
        issuers: list[Found] = []
        k = n - 1
        while (
            k >= 0
            and n - k <= _MOST_ISSUERS
            and (n - k <= 8 or ISSUER_END.search(paragraphs[k].text))  # a dozen ministries, one a line
            and len(paragraphs[k].text) <= 45
            and not re.search(r"[。；：！，]$", paragraphs[k].text)
        ):
            line = paragraphs[k].text
            if (
                line.endswith("》")
                or re.search("[。：]", line)  # 联系人：某某 010-12345678
                or line.startswith(("附件", "附：", "附表"))
                or marker(line)
                or NUMBER.search(line)
                or FULL_TITLE.search(line)
                or ISO.match(line)
            ):
                break
            if not _GLOSS_LINE.fullmatch(line):
                issuers = line_issuers(outline, paragraphs[k]) + issuers
            k -= 1
        issuers = _merge_broken(issuers)
        if issuers and all(ISSUER_END.search(i.value) for i in issuers):
            return Signature(issuers, Found(iso, paragraph.start, paragraph.end))
    for paragraph in paragraphs:
        m = SIGNED_LINE.match(paragraph.text)
        if m and ISSUER_END.search(m["who"]) and names_a_place(m["who"]) and (iso := day_in(m["day"])):
            at = paragraph.start
            names = line_issuers(outline, Paragraph(at, at + m.end("who"), m["who"]))
            return Signature(names, Found(iso, at + m.start("day"), at + m.end("day")))
    for paragraph in paragraphs[:6]:
        if (m := _SIGNED_INSIDE.search(paragraph.text)) and (iso := day_in(m["day"])):
            at = paragraph.start
            who = Found(m["who"], at + m.start("who"), at + m.end("who"))
            return Signature([who], Found(iso, at + m.start("day"), at + m.end("day")))
    return None


# 湖北省农业农村厅 2019年4月15日（此件公开发布） on one line
SIGNED_LINE = re.compile(rf"(?P<who>[\u4e00-\u9fff ]{{4,60}}?) ?(?P<day>{DAY}) ?(?:（此件[^（）]{{1,14}}）)?$")
# …确保任务完成。（湖北省农业农村厅 2019年4月15日）
_SIGNED_INSIDE = re.compile(rf"。（(?P<who>[\u4e00-\u9fff]{{4,24}}[局委厅部办署府会]) ?(?P<day>{DAY})）$")


def line_issuers(outline: Outline, paragraph: Paragraph) -> list[Found]:
    """The issuers on one line; wide spaces part them: 国家发展改革委  财政部 (but 浙 江 省 is one name, spaced)."""
    clean = outline.layout.clean
    start, end = clean.raw_span(paragraph.start, paragraph.end)
    gaps = [m.span() for m in re.finditer(r"\s+", clean.raw[start:end])]
    pieces: list[tuple[int, int]] = []
    at = paragraph.start
    for gap_start, _ in gaps:
        cut = next((i for i in range(at, paragraph.end) if clean.raw_at(i) >= start + gap_start), paragraph.end)
        if cut > at:
            pieces.append((at, cut))
            at = cut
    pieces.append((at, paragraph.end))
    found = [Found(outline.text[s:e], s, e) for s, e in pieces if e > s]
    if not all(len(f.value) >= 3 and ISSUER_END.search(f.value) for f in found):
        found = [Found(paragraph.text, paragraph.start, paragraph.end)]
    parts = []
    for f in found:
        if "、" in f.value and all(ISSUER_END.search(x) for x in f.value.split("、")):
            at = f.start
            for name in f.value.split("、"):
                parts.append(Found(name, at, at + len(name)))
                at += len(name) + 1
        else:
            parts.append(f)
    return [Found(_SEAL.sub("", f.value), f.start, f.start + len(_SEAL.sub("", f.value))) for f in parts]


def _merge_broken(issuers: list[Found]) -> list[Found]:
    """A long name over two lines is one issuer: …制造业高质量发展（数字经济发展） / 领导小组办公室."""
    merged: list[Found] = []
    for issuer in issuers:
        if merged and not ISSUER_END.search(merged[-1].value):
            merged[-1] = Found(merged[-1].value + issuer.value, merged[-1].start, issuer.end)
        else:
            merged.append(issuer)
    return merged
