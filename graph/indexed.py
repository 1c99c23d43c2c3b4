"""What a full-text index is asked for, where a store has them (Neo4j: `texts` with the analyzer cjk, `names` with single characters).

`texts` holds Chinese as pairs of neighbouring characters (产业链: 产业 业链), so it cannot be asked for a single character or for the
half of a pair; Latin letters and digits as whole words in lower case, in one width, without the commonest English words; no other
sign. So it is asked for what it can know, and what it finds is looked at again. No sign of the index's query language leaves here
but those that stand below.
"""

from __future__ import annotations

import itertools
import re

# 链, Ａ, 7: what an index has words of
_RUN = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff]+)|(?P<word>[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+)"
)
_ONE_WIDTH = {0xFF00 + i: 0x20 + i for i in range(0x01, 0x5F)}
_LONGEST = 40  # letters: an index cuts words at 255, and a part of a word may lie across the cut
# the words that Lucene's CJKAnalyzer leaves out; IT产业 is found by 产业 alone
_LEFT_OUT = (
    "a and are as at be but by for if in into is it no not of on or s such t that the their then there these they this to was "
    "will with www"
)


def containing(text: str) -> str:
    """A query of `texts` that finds every text that contains this one, and maybe others; '' where the index cannot tell.

    "5G产业链" -> `*5g* AND "产业链"`: the word that the text begins with may have begun before.
    """
    parts = []
    for run in _RUN.finditer(text):
        if run["han"]:
            parts += [f'"{run["han"]}"'] if len(run["han"]) > 1 else []
        elif _word(run) not in _LEFT_OUT:  # nor a part of one
            parts.append(f"*{_word(run)[:_LONGEST]}*")
    return " AND ".join(parts)


def any_part(text: str) -> str:
    """A query of `names` that finds names that have a character or word in common with this one; those that share neighbouring
    ones come first. '' for none."""
    parts: list[str] = []
    for run in _RUN.finditer(text):
        han = run["han"] or ""
        parts += [_word(run)] if run["word"] else [*map("".join, itertools.pairwise(han)), *han]
    return " ".join(f'"{part}"' for part in dict.fromkeys(parts))


def _word(run: re.Match[str]) -> str:
    return run["word"].translate(_ONE_WIDTH).lower()
