"""The least that any reader of policy text must do, as the baseline for extraction speed.

Decode, strip bracketed pinyin, fold traditional script, and scan once with each of ten patterns that no reader can do
without: three levels of headings, responsibility brackets, titles, document numbers, dates, quantities, bodies, chains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PINYIN = re.compile(r"\((?:[a-zü]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü]*)\)")
_SCANS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?m)^\s*[一二三四五六七八九十]+、.*$",
        r"(?m)^\s*[（(][一二三四五六七八九十]+[)）].*$",
        r"(?m)^\s*\d{1,3}[.．、].*$",
        r"[（(](?:责任|牵头|配合)单位[:：][^）)]*[)）]",
        r"《[^》]{2,80}》",
        r"[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号",
        r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?",
        r"(?:不少于|不低于|达到|累计|新增)\s*\d+(?:\.\d+)?\s*[\u4e00-\u9fff%]{1,4}",
        r"[\u4e00-\u9fff]{2,20}(?:局|委|办|厅|部|署|中心|集团|政府)",
        r"[\u4e00-\u9fff]{2,20}(?:产业链|平台|实验室|园区)",
    )
)


def floor(texts: Iterable[str], convert: Callable[[str], str]) -> int:
    """Do the least; returns the number of hits, so that nothing can be left out."""
    hits = 0
    for text in texts:
        cleaned = convert(_PINYIN.sub("", text))
        hits += sum(1 for scan in _SCANS for _ in scan.finditer(cleaned))
    return hits
