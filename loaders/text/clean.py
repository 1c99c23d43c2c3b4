"""Step 2, clean: raw text -> simplified text of one width without web-page noise, and the way back.

Nothing is lost for good: `Clean.raw_span` leads every cleaned position back to the raw text. Cleaning deletes ranges
(bracketed pinyin, page numbers, control marks, odd spaces, hard line breaks inside a paragraph) and replaces single
characters by single characters (width, script), so that both texts stay aligned run by run.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from loaders.facts import Span

# Pinyin that a web page prints behind a character: 市(shì), 好(hǎo)(hǎo). A print-out may break it: 房(fá/ng). Content in brackets has no tone mark: (AI), (BIM).
_PINYIN = re.compile(r"[(（][a-zü\n]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü\n]*[)）]")
# Byte order marks inside the text, zero-width marks, soft hyphens, carriage returns.
_INVISIBLE = re.compile("[\r\ufeff\u200b-\u200f\u2028-\u202e\u2060\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]+")
# A line that holds a page number alone: — 2 —, - 12 -, －3－, 第 3 页 共 12 页.
_PAGE = re.compile(
    r"(?m)^[ \t\u3000\u00a0]*(?:[-—–－─]+ *\d{1,4} *[-—–－─]+|第 *\d+ *页(?:[ ,，/]*共 *\d+ *页)?)[ \t\u3000\u00a0\r]*$"
)
# What a browser prints at the head and foot of each page: 2023/5/20 10:22 …的通知_某市人民政府, https://… 2/3
_ADDRESS = re.compile(r"(?m)^[ \t]*https?://[^\s\u4e00-\u9fff]+(?:[ \t]+\d{1,3} ?/ ?\d{1,3})?[ \t\r]*$")
_PRINTED_AT = re.compile(
    r"(?m)^[ \t]*(?:20\d\d[/年]\d{1,2}[/月]\d{1,2}日?[ \t]+(?:[上下]午)?\d{1,2}:\d\d(?::\d\d)?[ \t]+\S.{3,80}|\d{1,3} ?/ ?\d{1,3})[ \t\r]*$"
)
# A page number without dashes: a number alone on its line, that counts on and stands a page away from the next
_NUMBER_ALONE = re.compile(r"(?m)^[ \t\u3000\xa0]*(\d{1,3})[ \t\u3000\xa0\r]*$")
_NUMBERED_ROWS = re.compile(r"(?m)^\s*[序编]\s*号")
_BOXED_KEY = re.compile(
    r"【(?P<key>(?:主要|具体|[省市区县]级)?(?:牵头|责任|负责|配合|协同|协办|主办|实施|参与|承办)(?:责任)?(?:单位|部门|领导|人)|(?:完成|办结)(?:时限|时间)|时间节点|时限要求)】[：:]?(?=[^\n])"
)
# 牵头单位 市工信局: a key and its list with a gap between them; but 牵头单位 配合单位 完成时限 is the head of a table
_GAP_KEY = re.compile(
    r"(?m)(?:^|(?<=[。；（(〔 \u3000]))(?:主要|具体|[省市区县]级)?(?:牵头|责任|负责|配合|协同|协办|主办|承办|参与)(?:责任)?(?:单位|部门)(?P<gap>[ \u3000\u00a0]{1,4})"
    r"(?=(?:各[省市区县州盟旗、（）()]{1,12}|[省市区县州盟旗]|国家|中国|[\u4e00-\u9fff]{2,4}[省市区县])[\u4e00-\u9fff（）()]{1,24}?(?:局|委|厅|办|署|院|部|会|中心|政府|集团|公司|办公室)(?:[、，,；;。）)〕\s]|$))"
)
# What a page has for a line break, left in a table of text: 县水务局<br>县住建局
_BREAK = re.compile(r"<br ?/?>")
# <p style="…">现印发给你们。</p>: the tags of a page, left in a plain text; a closed block ends its line
_TAG = re.compile(
    r"<(?:/(?P<block>p|div|h[1-6]|tr|li|table|section)|/?(?:p|div|h[1-6]|tr|td|th|li|ul|ol|table|tbody|section|span|strong|b|em|i|u|a|font|center|img|o:p)(?:\s[^<>\n]{0,300})?/?)>"
)
_LINES_A_PAGE = 8
_SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

# Full-width letters and digits become half-width; half-width marks of Chinese sentences become full-width. One
# character for one character, whatever stands around it, so that any piece of a text cleans to the same piece.
_WIDTH: dict[str, str] = {
    **{chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **dict(zip(",:;()?!<>", "，：；（）？！〈〉", strict=True)),
    **dict(zip("．％＋＝＊＃＆／＜＞－﹤﹥﹝﹞﹒｡｢｣､", ".%+=*#&/〈〉-〈〉〔〕.。「」、", strict=True)),
    **{space: " " for space in _SPACES if space != "\t"},
    "—": "—",
    "―": "—",
    "─": "—",
    "~": "～",
    "〜": "～",
    "∼": "～",
    "‧": "·",
    "•": "·",
    "･": "·",
    "・": "·",
    "［": "[",
    "］": "]",
    "＂": "“",
    "〇": "〇",
    "○": "〇",
    "◯": "〇",
    "Ｏ": "O",
    "﹐": "，",
    "﹔": "；",
    "﹕": "：",
    "︰": "：",
    "﹙": "（",
    "﹚": "）",
    # what fonts of PDFs print instead of characters: Kangxi radicals (⼯⾏), compatibility forms (金), radicals as parts (⺠⻓⻔),
    # marks of vertical lines (︵︶)
    **{
        chr(c): unicodedata.normalize("NFKC", chr(c))
        for c in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
        if len(unicodedata.normalize("NFKC", chr(c))) == 1
    },
    **dict(
        zip(
            "⺁⺟⺠⺒⺝⺩⻁⻄⻅⻆⻇⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
            "厂母民巳月王虎西见角角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
            strict=True,
        )
    ),
    **dict(
        zip(
            "︐︑︒︓︔︕︖︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱",
            "，、。：；！？（）〔〕【】《》〈〉「」『』—",
            strict=True,
        )
    ),
}
_WIDE = re.compile(f"[{re.escape(''.join(_WIDTH))}]")  # four times as fast as str.translate


_HAN = re.compile("[\u4e00-\u9fff]+")


class Clean:
    """A cleaned text with the way back to the raw one.

    `text` is made of runs; run k starts at `starts[k]` in the text and at `raws[k]` in the raw text, and inside a run
    both advance together. The runs stand in their raw order but inside a drawn table, whose cells `ordered` puts in theirs.
    """

    __slots__ = ("_by_raw", "raw", "raws", "starts", "text")

    def __init__(self, raw: str, text: str, starts: list[int], raws: list[int]) -> None:
        self.raw, self.text, self.starts, self.raws = raw, text, starts, raws
        self._by_raw: tuple[list[int], list[int]] | None = (
            None  # where runs change their order: the raw starts, and whose they are
        )
        if any(later < raw for raw, later in pairwise(raws)):
            runs = sorted(range(len(raws)), key=raws.__getitem__)
            self._by_raw = [raws[k] for k in runs], runs

    def raw_at(self, position: int) -> int:
        """The raw offset of one cleaned character."""
        k = bisect_right(self.starts, position) - 1
        return self.raws[k] + position - self.starts[k]

    def raw_span(self, start: int, end: int) -> Span:
        """The raw [start, end) of a cleaned [start, end): from its first character to behind its last."""
        if end <= start:
            at = self.raw_at(start) if start < len(self.text) else len(self.raw)
            return at, at
        first, last = self.raw_at(start), self.raw_at(end - 1)
        return min(first, last), max(first, last) + 1

    def cleaned_at(self, raw: int) -> int:
        """The cleaned offset of a raw one; of a deleted place, the offset behind it."""
        k = bisect_left(self._by_raw[0] if self._by_raw else self.raws, raw + 1) - 1
        if k < 0:
            return 0
        if self._by_raw:
            k = self._by_raw[1][k]
        end = self.starts[k + 1] if k + 1 < len(self.starts) else len(self.text)
        return min(self.starts[k] + raw - self.raws[k], end)

    def quote(self, span: Span) -> str:
        """The cleaned text of a raw span, without spaces and line breaks."""
        start, end = self.cleaned_at(span[0]), self.cleaned_at(span[1])
        if self._by_raw and span[0] < span[1]:
            end = self.cleaned_at(span[1] - 1) + 1  # what follows in the raw text may stand elsewhere
        return re.sub(r"\s+", "", self.text[start:end])

    def ordered(self, pieces: Iterable[tuple[Span, str]]) -> Clean:
        """The text made of these stretches of it in their order, each printed as it stands or (where not empty) as told, at one length."""
        texts: list[str] = []
        starts: list[int] = []
        raws: list[int] = []
        length = 0
        for (start, end), printed in pieces:
            at = start
            k = bisect_right(self.starts, at) - 1
            while at < end:
                starts.append(length + at - start)
                raws.append(self.raws[k] + at - self.starts[k])
                k += 1
                at = min(self.starts[k], end) if k < len(self.starts) else end
            texts.append(printed or self.text[start:end])
            length += end - start
        return Clean(self.raw, "".join(texts), starts or [0], raws or [0])

    def without(self, ranges: Iterable[Span]) -> Clean:
        """The same text with cleaned ranges (sorted, apart) deleted."""
        pieces: list[str] = []
        starts: list[int] = []
        raws: list[int] = []
        length = 0
        position = 0
        run = 0
        for start, end in (*ranges, (len(self.text), len(self.text))):
            if start > position:
                pieces.append(self.text[position:start])
                while run + 1 < len(self.starts) and self.starts[run + 1] <= position:
                    run += 1
                at = position
                k = run
                while at < start:
                    starts.append(length + at - position)
                    raws.append(self.raws[k] + at - self.starts[k])
                    k += 1
                    at = self.starts[k] if k < len(self.starts) else start
                length += start - position
            position = max(position, end)
        return Clean(self.raw, "".join(pieces), starts or [0], raws or [0])


def normalise(raw: str) -> Clean:
    """Delete what is never content and fold width and script; line breaks and single spaces stay for the layout step."""
    patterns = [_PINYIN, _INVISIBLE, _PAGE]
    if "http" in raw and _ADDRESS.search(raw):
        patterns += [_ADDRESS, _PRINTED_AT]
    found = [
        *(m.span() for pattern in patterns for m in pattern.finditer(raw)),
        *_page_numbers(raw),
        *_running_heads(raw),
    ]
    printed = raw
    if "<br" in raw:
        found += [(m.start() + 1, m.end()) for m in _BREAK.finditer(raw)]
        printed = _BREAK.sub(lambda m: (" " if _in_row(raw, m) else "\n") + m[0][1:], raw)
    if "</p>" in raw or "</div>" in raw:
        tags = list(_TAG.finditer(raw))
        found += [(m.start() + bool(m["block"]), m.end()) for m in tags]
        closing = {m.start() for m in tags if m["block"]}
        printed = "".join("\n" if n in closing else c for n, c in enumerate(printed))
    if "】" in raw:
        # 【责任单位】市工信局 says what 责任单位：市工信局 does
        for m in _BOXED_KEY.finditer(printed):
            found += [(m.start(), m.start() + 1), (m.end("key") + 1, m.end())]
        printed = _BOXED_KEY.sub(lambda m: m[0].replace("】", "："), printed)
    if "单位" in printed or "部门" in printed:
        gap = [(m.start("gap"), m.end("gap")) for m in _GAP_KEY.finditer(printed)]
        found += [(start + 1, end) for start, end in gap if end > start + 1]
        printed = _with_colons(printed, gap)
    cuts = sorted(found)
    text = fold_script(_WIDE.sub(lambda m: _WIDTH[m[0]], printed))
    return Clean(raw, text, [0], [0]).without(_merged(cuts))


def _with_colons(text: str, gaps: list[Span]) -> str:
    """The text with a colon for the first space of each gap."""
    if not gaps:
        return text
    characters = list(text)
    for start, _ in gaps:
        characters[start] = "："
    return "".join(characters)


def _in_row(raw: str, tag: re.Match[str]) -> bool:
    """Whether a line break of a page stands in a row between bars, where it parts what one cell holds."""
    low, high = raw.rfind("\n", 0, tag.start()) + 1, raw.find("\n", tag.end())
    return "|" in raw[low : tag.start()] and "|" in raw[tag.end() : high if high >= 0 else len(raw)]


def _page_numbers(raw: str) -> list[Span]:
    """The page numbers that stand on lines of their own: 1 … 2 … 3. In a text with a numbered table nothing is told apart."""
    alone = list(_NUMBER_ALONE.finditer(raw))
    if not alone or _NUMBERED_ROWS.search(raw):
        return []
    if len(alone) == 1:
        # of two pages the first alone is numbered: inside of a sentence
        above = raw[: alone[0].start()].rstrip().rpartition("\n")
        inside = len(above[2]) >= _LONG_LINE and not above[2].endswith(tuple("。；：！？.;:"))
        return [alone[0].span()] if inside and above[0].count("\n") >= _LINES_A_PAGE else []
    counts_on = all(
        int(later[1]) == int(number[1]) + 1 and raw.count("\n", number.end(), later.start()) >= _LINES_A_PAGE
        for number, later in pairwise(alone)
    )
    return [m.span() for m in alone] if counts_on else []


def _running_heads(raw: str) -> list[Span]:
    """The lines that stand beside the numbers of several pages: the name of the document at the head or the foot of each page."""
    beside: defaultdict[str, list[Span]] = defaultdict(list)
    for number in _PAGE.finditer(raw):
        for m in (
            _LINE_ABOVE.search(raw, max(0, number.start() - 200), number.start()),
            _LINE_BELOW.match(raw, number.end()),
        ):
            if m and len(m["line"]) >= _SHORT_LINE:
                beside[re.sub(r"\s", "", m["line"])].append(m.span("line"))
    # of a table the same unit may close two pages
    return [
        span
        for line, spans in beside.items()
        if len(spans) >= 2 and (_NAMES_A_DOCUMENT.search(line) or (len(spans) > 2 and not _NUMBERED_ROWS.search(raw)))
        for span in spans
    ]


_LINE_ABOVE = re.compile(r"(?:^|\n)[ \t\u3000]*(?P<line>[^\n]+?)\s*$")
_LINE_BELOW = re.compile(r"\s*\n\s*(?P<line>[^\n]+?)[ \t\u3000\r]*(?=\n|$)")
_NAMES_A_DOCUMENT = re.compile(
    "关于|印发|(?:通知|方案|意见|办法|措施|计划|规划|要点|细则|政策|规定|决定|文件|公报|汇编|手册)(?:[（(].{1,20}[）)])?$|^.{12,}(?<![局委办厅府门位心会行院队社])$"
)
_SHORT_LINE, _LONG_LINE = 4, 15


def _merged(ranges: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


_CODE = re.compile(rb"&#(\d{5});")


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def fold_script(text: str) -> str:
    """Traditional script -> simplified, character for character.

    OpenCC turns simplified names wrong where a character lives in both scripts (乾安县 -> 干安县), so it runs only
    where characters occur that exist in traditional script alone: outside of GB 2312, and changed by OpenCC. Where these
    are many, the whole text is converted (its 彙 is then read in context); where they are a few in a simplified text,
    only they are.
    """
    # what GB 2312 has not comes as &#38463;
    outside = {chr(int(code)) for code in set(_CODE.findall(text.encode("gb2312", "xmlcharrefreplace")))}
    odd = {c for c in outside if "\u3400" <= c <= "\u9fff"}
    if not odd:
        return text
    single: dict[str, str | int | None] = {c: converted for c in odd if (converted := _simplified(c)) != c}
    if not single:
        return text
    traditional = sum(map(text.count, single))
    han = sum(map(len, _HAN.findall(text)))
    if traditional < 0.02 * han:
        return text.translate(str.maketrans(single))
    converted = str(_converter().convert(text))
    if len(converted) == len(text):
        return converted.translate(str.maketrans(single))
    lines = [(line, str(_converter().convert(line))) for line in text.split("\n")]
    return "\n".join(new if len(new) == len(old) else old.translate(str.maketrans(single)) for old, new in lines)


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str:
    """The simplified form of one character, itself where it has none or several characters stand for it."""
    converted = str(_converter().convert(char))
    return converted if len(converted) == 1 else char
