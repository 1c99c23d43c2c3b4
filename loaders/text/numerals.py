"""Chinese numerals as ordinals and counts: 十二 -> 12, 二十 -> 20, 一百零五 -> 105, 二〇二三 -> 2023, ⑫ -> 12."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@lru_cache(maxsize=1024)
def to_int(text: str) -> int:
    """The value of a numeral in Arabic, Chinese or circled digits; raises ValueError for anything else."""
    text = text.replace(" ", "")
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if not text or not re.fullmatch("[零〇一二两三四五六七八九十百千]+", text):
        raise ValueError(f"not a numeral: {text!r}")
    if not re.search("[十百千]", text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def plan_end(number: str) -> int:
    """The last year of a five-year plan (五年规划) by its number: 十四 of 十四五 -> 2025. The first ran from 1953 to 1957; since the
    seventh they follow one another from 1986."""
    return 1955 + 5 * to_int(number)
