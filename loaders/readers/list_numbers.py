"""The numbers that Word and browsers print before the items of a list, which the file holds as a count and a form.

Forms are named as in Word's files (ECMA-376 part 1, 17.18.59 ST_NumberFormat); CSS has other names for the same
(https://www.w3.org/TR/css-counter-styles-3/).
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def list_number(value: int, form: str) -> str | None:
    """A number as a list prints it, None for a form that prints none (bullets, none) or is not known.

    >>> [list_number(n, "chineseCounting") for n in (3, 10, 21, 105)]
    ['三', '十', '二十一', '一百零五']
    """
    if form not in _FORMS:
        return None
    return _FORMS[form](value) if value > 0 else str(value)


def is_numbered(form: str) -> bool:
    """Whether a form prints a number that is known here."""
    return form in _FORMS


def _counting(value: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    """21 -> 二十一; ten to nineteen do without their 一 (十五), in the legal form they do not (壹拾伍)."""
    if value >= 10_000:
        rest = value % 10_000
        high = _counting(value // 10_000, digits, units, zero) + "万"
        return high + ((zero if rest < 1000 else "") + _counting(rest, digits, units, zero) if rest else "")
    printed = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            printed += (zero if gap and printed else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        else:
            gap = True
    return printed[1:] if units[0] == "十" and printed.startswith("一十") else printed


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _circled(value: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(start + value - first)
    return str(value)


def _letters(value: int) -> str:
    """Word counts a … z, aa, bb …"""
    return chr(97 + (value - 1) % 26) * min((value - 1) // 26 + 1, 30)


def _roman(value: int) -> str:
    if value >= 4000:
        return str(value)
    printed = ""
    for worth, letters in _ROMAN:
        printed += letters * (value // worth)
        value %= worth
    return printed


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


def _sexagenary(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]


def _legal(value: int) -> str:
    return _counting(value, _LEGAL_DIGITS, "拾佰仟")


def _in_dots(value: int) -> str:
    return chr(0x2488 + value - 1) if value <= 20 else f"{value}."


def _in_brackets(value: int) -> str:
    return chr(0x2474 + value - 1) if value <= 20 else f"({value})"


def _circled_ideograph(value: int) -> str:
    return chr(0x3280 + value - 1) if value <= 10 else _counting(value)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _in_dots,
    "decimalEnclosedParen": _in_brackets,
    "numberInDash": "- {} -".format,
    "ordinal": "{}.".format,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "japaneseDigitalTenThousand": _digital,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographEnclosedCircle": _circled_ideograph,
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
    "ideographZodiacTraditional": _sexagenary,
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
