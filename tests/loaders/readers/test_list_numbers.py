"""Numbers of lists, as Word and browsers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.list_numbers import is_numbered, list_number
from loaders.text.numerals import to_int


@pytest.mark.parametrize(
    ("form", "numbers", "printed"),
    [
        ("decimal", (1, 12, 105), "1 12 105"),
        ("chineseCounting", (1, 10, 11, 20, 21, 100, 101, 110, 115), "一 十 十一 二十 二十一 一百 一百零一 一百一十 一百一十五"),
        ("chineseCountingThousand", (3, 19, 1001, 2020), "三 十九 一千零一 二千零二十"),
        ("japaneseCounting", (5,), "五"),
        ("ideographDigital", (10, 25), "一〇 二五"),
        ("chineseLegalSimplified", (1, 15), "壹 壹拾伍"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 甲"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("decimalEnclosedCircle", (1, 20, 21, 50, 51), "① ⑳ ㉑ ㊿ 51"),
        ("decimalEnclosedParen", (2,), "⑵"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalZero", (7, 12), "07 12"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
        ("upperRoman", (4, 9, 14), "IV IX XIV"),
    ],
)  # fmt: skip
def test_forms(form: str, numbers: tuple[int, ...], printed: str) -> None:
    assert " ".join(str(list_number(n, form)) for n in numbers) == printed


@given(st.integers(1, 199))
def test_a_chinese_number_is_read_back(value: int) -> None:
    assert to_int(list_number(value, "chineseCounting")) == value


def test_forms_without_a_number() -> None:
    for form in ("bullet", "none", "hebrew1"):
        assert list_number(1, form) is None
        assert not is_numbered(form)


def test_a_count_from_zero_prints_it() -> None:
    assert list_number(0, "chineseCounting") == "0"
