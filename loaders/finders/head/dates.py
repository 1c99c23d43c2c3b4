"""The day of issue."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.finders.citations import NUMBER
from loaders.finders.head.signatures import Signature
from loaders.finders.head.words import DATE, DATE_ALONE, DAY, ISO, ISSUER_END, Found, day_in
from loaders.text.layout import Paragraph
from loaders.text.outline import Outline

_PASSED = re.compile(rf"（(?P<day>{DAY})[^（）]{{2,60}}(?:通过|批准|公布|发布|印发)[^（）]{{0,60}}）$")


def issue_day(
    head: list[Paragraph],
    labelled: dict[str, Found],
    signature: Signature | None,
    outline: Outline,
    title: Found | None,
) -> Found | None:
    """The day of issue: of a line with the number, of the signature, below the text or the title, of a portal's label, else the last day on a line of its own."""
    for paragraph in head:
        # 2001年12月5日 某建〔2001〕89号, wherever the page prints its title a second time above it
        numbered = _DAY_AND_NUMBER.fullmatch(paragraph.text)
        if numbered and NUMBER.fullmatch(numbered["number"]) and (iso := day_in(numbered["day"])):
            return Found(iso, paragraph.start + numbered.start("day"), paragraph.start + numbered.end("day"))
    if signature and signature.date:
        return signature.date
    if title and (below := _day_below(outline, title)):
        return below
    if (given := labelled.get("issued_on")) and (iso := day_in(given.value)):
        return Found(iso, given.start, given.end)
    for paragraph in head:
        # 1993年11月2日，国家税务总局: under the title on a page of laws
        by = _DAY_AND_BODY.fullmatch(paragraph.text)
        if by and ISSUER_END.search(by["who"]) and (iso := day_in(by["day"])):
            return Found(iso, paragraph.start + by.start("day"), paragraph.start + by.end("day"))
    if title:
        for above, paragraph in zip([None, *outline.layout.paragraphs], outline.layout.paragraphs, strict=False):
            if paragraph.start < title.end:
                continue
            # （2021年4月29日第十三届…会议通过）, wherever a page prints its title a second time above it
            passed = _PASSED.match(paragraph.text) if paragraph.start < outline.first else None
            if passed and (iso := day_in(passed["day"])):
                return Found(iso, paragraph.start + passed.start("day"), paragraph.start + passed.end("day"))
            if paragraph.start - title.end < 60:
                # 浙政发〔2009〕69号 / 2009-11-03: a page of laws prints the day behind the number
                if (
                    ISO.fullmatch(paragraph.text)
                    and above
                    and NUMBER.fullmatch(above.text)
                    and (iso := day_in(paragraph.text))
                ):
                    return Found(iso, paragraph.start, paragraph.end)
                # 2006年10月26日 财建〔2006〕689号
                day = DATE.search(paragraph.text)
                rest = paragraph.text.replace(day[0], "", 1) if day else paragraph.text
                if (
                    day
                    and (DATE_ALONE.match(paragraph.text) or NUMBER.fullmatch(rest.strip("（） ")))
                    and (iso := day_in(day[0]))
                ):
                    return Found(iso, paragraph.start, paragraph.end)
    for paragraph in reversed(outline.layout.paragraphs):
        if DATE_ALONE.match(paragraph.text) and (iso := day_in(paragraph.text)):
            return Found(iso, paragraph.start, paragraph.end)
    return None


_DAY_AND_BODY = re.compile(rf"（?(?P<day>{DAY})[，、 ]?(?P<who>[\u4e00-\u9fff、 ]{{3,40}})）?")

_DAY_AND_NUMBER = re.compile(rf"（?(?P<day>{DAY})[，、 ]*(?P<number>[^ ，。：]{{4,30}}?)）?")


def _day_below(outline: Outline, title: Found) -> Found | None:
    """The day under the text of a notice that names no issuer above it: …请认真贯彻执行。 / 二○一一年八月九日."""
    for above, paragraph in pairwise(outline.layout.paragraphs):
        if above.start >= title.end and above.text.endswith("。") and DATE_ALONE.match(paragraph.text):
            iso = None if paragraph.text.endswith(("印发", "）")) else day_in(paragraph.text)
            return Found(iso, paragraph.start, paragraph.end) if iso else None
    return None
