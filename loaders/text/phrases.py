"""Pieces of running text that several finders need: lists, sentences, texts with the titles of other documents hidden.

All offsets are cleaned ones. Look-backs are bounded, so that a 5 MB text on one line costs no more than many short lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.facts import Span
from loaders.text.numerals import to_int
from loaders.text.outline import Outline

_TITLE = re.compile(r"《[^《》\n]{1,150}》")
_OPEN = dict(zip("（“《〔〈", "）”》〕〉", strict=True))
_CLOSE = {v: k for k, v in _OPEN.items()}
_REACH = 600  # no sentence of a policy document is longer
# 等 and what it counts, at the end of a list: 等, 等领域, 等4个环节, 等三大环节
_TAIL = re.compile(
    r"(?:[\d一二三四五六七八九十两]{1,3}[个大](?:关键|重点|核心|主要|细分)?(?:领域|环节|方向|产品)|等(?:等|(?:关键|重点|核心|主要|细分|相关|有关|各类|优势|新兴)*(?:[\d一二三四五六七八九十两]{1,3}[个大类项种条])?(?:关键|重点|核心|主要|细分|相关)*(?:领域|环节|方向|产品|内容|行业|产业|赛道|部件|模块|业务|方面|技术)?)?)$"
)
_COUNT = re.compile(r"([\d一二三四五六七八九十两]{1,3})[个大类项种条]")


def hide_titles(text: str) -> str:
    """The text, of the same length, with what stands inside 《》 replaced: a name in a title is no name of this document."""
    return _TITLE.sub(lambda m: f"《{'＿' * (len(m[0]) - 2)}》", text)


def sentence(text: str, at: int, stops: str = "。；\n") -> Span:
    """[start, end) of the sentence around a position, its last mark included unless it is a line break."""
    low, high = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max((text.rfind(c, low, at) for c in stops), default=-1) + 1
    ends = [e for e in (text.find(c, at, high) for c in stops) if e >= 0]
    end = min(ends, default=high)
    if end < high and text[end] != "\n":
        end += 1
    return max(start, low), end


def entries(text: str, start: int, end: int, number: int | None = None) -> tuple[list[Span], bool]:
    """The entries of a list A、B（C、D等）和E, and whether it ends in 等 (which is no entry).

    Marks inside brackets and quotation marks part nothing. 和 and 与 belong to an entry (材料与部件), unless a printed count
    (三大环节) says otherwise; 以及 and 及 part. `number` is the count where it is printed behind `end`.
    """
    while end > start and text[end - 1] in "。；，、 ”":
        if text[end - 1] == "”" and text.count("“", start, end) == text.count("”", start, end):
            break
        end -= 1
    tail = _TAIL.search(text, max(start, end - 24), end)
    counted = _count(tail[0]) if tail else number
    if tail:
        end = tail.start()
    found: list[Span] = []
    at, depth = start, 0
    for i in range(start, end):
        c = text[i]
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and c in "、，；":
            found.append((at, i))
            at = i + 1
    found.append((at, end))
    found = [_trimmed(text, s, e) for s, e in found]
    found = [(s, e) for s, e in found if e > s]
    if found:
        found[-1:] = _last(text, *found[-1], counted, len(found))
    return found, tail is not None and tail[0].startswith("等")


def _count(tail: str) -> int | None:
    m = _COUNT.search(tail)
    return to_int(m[1].replace("两", "二")) if m else None


def _last(text: str, start: int, end: int, counted: int | None, found: int) -> list[Span]:
    """The last entry of a list may be two: …、B以及C; B和C where the list is said to have one more than its marks part."""
    if counted == found:
        return [(start, end)]  # 甲、乙、丙及配件三条: as many as the marks part
    # 甲及配件和乙: 和 parts before 及 does
    joints = ("以及|及(?!其)",) if counted != found + 1 else ("和|与", "以及|及|和|与")
    cuts: list[Span] = []
    for joint in joints:
        cuts = [m.span() for m in re.finditer(joint, text[start:end]) if m.start() > 1 and m.end() < end - start - 1]
        if len(cuts) == 1:
            break
    if len(cuts) != 1 or "（" in text[start:end]:
        return [(start, end)]
    return [(start, start + cuts[0][0]), (start + cuts[0][1], end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " “":
        if text[start] == "“" and "”" in text[start:end]:
            break
        start += 1
    while end > start and text[end - 1] in " 。；，、：":
        end -= 1
    return start, end


def raw_spans(outline: Outline, places: Iterable[Span]) -> list[Span] | None:
    """The raw spans of all cleaned places of one fact, each once, in the order given; None where it stands only once."""
    spans = list(dict.fromkeys(outline.layout.clean.raw_span(s, e) for s, e in places))
    return spans if len(spans) > 1 else None


def cleaned_at(outline: Outline, raw: int) -> int:
    """The cleaned offset of a raw one that lies in the cleaned text: the way back of `Clean.raw_at`."""
    return outline.layout.clean.cleaned_at(raw)
