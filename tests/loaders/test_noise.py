"""The same document, printed otherwise: every way in which portals and print-outs print a text reads as the text itself.

Each document in reach is compared with itself: facts of the text as it is, and of the text in traditional script, with
full-width digits, half-width punctuation, indents, empty lines, other line ends, a site around it, page numbers in it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import opencc
import pytest

from loaders.extract import extract
from loaders.read import read

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF_WIDTH = str.maketrans("，。；：（）", "，。；:()")


def indented(text: str) -> str:
    """With an indent before each line that follows a whole sentence, as paragraphs have."""
    lines = text.split("\n")
    before = ["。", *lines]
    return "\n".join(
        "　　" + line if line.strip() and "\t" not in line and above.rstrip().endswith(("。", "：", "；")) else line
        for above, line in zip(before, lines, strict=False)
    )


def paged(text: str) -> str:
    """With a page number behind every 25th line."""
    lines = text.split("\n")
    return "\n".join(line if n % 25 != 24 else f"{line}\n— {n // 25 + 1} —" for n, line in enumerate(lines))


def on_a_site(text: str) -> str:
    above = "您的位置：首页 > 政务公开 > 政策文件\n打印 收藏 字号：大 中 小\n"
    return f"{above}{text}\n\n扫一扫在手机打开当前页\n关闭窗口\n版权所有：某网 ICP备12345678号\n"


WAYS: dict[str, Callable[[str], str]] = {
    "traditional script": lambda text: str(opencc.OpenCC("s2t").convert(text)),
    "full-width digits": lambda text: text.translate(_FULL_WIDTH),
    "half-width punctuation": lambda text: text.translate(_HALF_WIDTH),
    "indents": indented,
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "a site around it": on_a_site,
    "page numbers": paged,
}


def said(text: str) -> dict[str, Any]:
    """The header, and every task and goal, without places."""
    facts = extract(text)
    head = facts.document
    return {
        "document": [head.title, head.enclosed_title, head.number, head.issuer, head.issued_on, head.jurisdiction],
        "cites": [(c.title, c.number) for c in facts.cites],
        "tasks": [
            (t.path, t.title, [(u.name, u.role) for u in t.units], t.deadline and t.deadline.date) for t in facts.tasks
        ],
        "goals": [(g.scope, g.comparator, g.value, g.unit, g.due) for g in facts.goals],
    }


@pytest.mark.parametrize("way", WAYS)
def test_a_document_printed_otherwise_reads_the_same(document: Path, way: str) -> None:
    text = read(document).text
    assert said(WAYS[way](text)) == said(text)
