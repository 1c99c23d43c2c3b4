"""Lists, sentences and hidden titles."""

import pytest

from loaders.text import phrases
from tests.loaders.reading import read


@pytest.mark.parametrize(
    ("text", "expected", "open_end"),
    [
        ("甲、乙（丙、丁等）、戊", ["甲", "乙（丙、丁等）", "戊"], False),
        ("感知与标识、组装和制造等", ["感知与标识", "组装和制造"], True),
        ("甲料、乙料以及丙料", ["甲料", "乙料", "丙料"], False),
        ("设计研发、核心器件和整机组装等三大环节", ["设计研发", "核心器件", "整机组装"], True),
        ("设计研发、核心器件和整机组装等环节", ["设计研发", "核心器件和整机组装"], True),
        ("“一网通办、一次办”、“揭榜挂帅”", ["“一网通办、一次办”", "“揭榜挂帅”"], False),
        ("甲类、乙类等领域。", ["甲类", "乙类"], True),
    ],
)
def test_entries(text, expected, open_end):
    spans, tail = phrases.entries(text, 0, len(text))
    assert [text[s:e] for s, e in spans] == expected
    assert tail is open_end


def test_sentence():
    text = "一。二三；四\n五六"
    assert [text[slice(*phrases.sentence(text, at))] for at in (0, 2, 5, 7)] == ["一。", "二三；", "四", "五六"]


def test_hidden_titles_keep_the_length():
    text = "按《市财政局〈办法〉》办"
    assert phrases.hide_titles(text) == "按《＿＿＿＿＿＿＿＿》办"


def test_cleaned_at_is_the_way_back():
    o = read("市(shì)政 府（甲）\n\n  各区")
    clean = o.layout.clean
    assert [phrases.cleaned_at(o, clean.raw_at(i)) for i in range(len(clean.text))] == list(range(len(clean.text)))
