"""Deadlines: the date that an item or a table cell must meet (完成时限).

Printed forms, in running text only where a word for "before" follows (前, 之前, 以前), a word for "done" (完成, 建成), or a key stands
before (完成时限：):
  1. 2018年12月底前, 12月底前, 6月30日前, 2025年前, 2025年底前, 年底前, 今年底前, 三季度前, 上半年前, 5月上旬前
  2. 2024年12月底完成, 年内建成, 2025年6月全面投用: a date as exact as a month or 底, 内, straight before a word for "done"
  3. （完成时限：2023年12月底）  （财政部负责，2019年完成）  （财政部负责，长期坚持）  （各省级人民政府，持续实施）
  4. 2021年国庆节前, 汛期前, “五一”节前: what has no fixed day, the date None; “十四五”末建成: the last day of the five years
A table cell under 完成时限 is a deadline whatever its form: 6月30日, 全年, 2024—2026年, 2023.06.30, 持续推进.
The last day counts where only a year, a quarter or a month is printed. 到2027年 is the horizon of a target, 每年12月底前 a
rhythm, 自2019年1月1日起 a fact: none of them is a deadline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from loaders.facts import Deadline
from loaders.text.numerals import plan_end
from loaders.text.outline import Outline

_MONTH = r"(?P<month>1[0-2]|0?[1-9]|(?<![〇零一二三四五六七八九十])十)月份?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|(?P<third>[上中下]旬|[初底末]))?"
_PART = rf"(?:{_MONTH}|第?(?P<quarter>[一二三四1-4])季度[底末内]?|(?P<half>[上下]半年)[底末内]?|(?P<end>年?[底末内]))"
_BARE = re.sub(
    r"\?P<(\w+)>",
    r"?P<bare_\1>",
    rf"(?:{_MONTH}|第?(?P<quarter>[一二三四1-4])季度[底末内]?|(?P<half>[上下]半年)[底末内]?|(?P<end>年[底末内]|全年))",
)
# One printed date, as exact as it is printed: 2018年12月底, 2025年, 今年底, 12月底, 三季度末, 全年.
WHEN = re.compile(
    rf"(?:(?<!\d)(?P<year>(?:19|20)\d\d)年度?|(?P<relative>今年|本年度?|当年|明年))(?:{_PART})?|(?<![\d年半个]){_BARE}"
)
# A word for "before" behind a date; 前期 and 前后 are none, 前提交 is.
BEFORE = re.compile(r"(?:之前|以前|前)(?!期|后|沿|三年|两年)")
# 底完成, 全面建成; 建成的 and 完成了 tell of what is there
_DONE = re.compile(
    r"(?:全面|基本|全部|初步|正式|整体|如期)?(?:完成|建成|竣工|投用|投产|投入使用|投入运营|办结|完工|通车|交付|上线)(?!的|了|率|投资|产值|额|情况|时限|时间|后|年度|约?\d)"
)
_NOTHING = re.compile("")
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[./-](?P<month>1[0-2]|0?[1-9])(?:[./-](?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
_MAY_STAND = re.compile("前|末|成|投|竣工|完工|办结|通车|交付|上线")
# 一九九六年六月底以前: as many digits as numerals; 十月 is read as printed
_NUMERALS = re.compile(
    "(?:一九|二[〇零])[〇零一二三四五六七八九]{2}(?=年)|(?<![十〇零一二三四五六七八九])(?:十[一二]|[一二三四五六七八九])(?=月)"
)
_TO_DIGITS = str.maketrans("〇零一二三四五六七八九十", "001234567891")
_KEY = re.compile(
    r"(?:(?:完成|办结|整改|落实)(?:时限|时间|期限)(?:要求)?|(?:完成)?时间节点|时限要求)(?:：|，(?=\d))(?P<value>[^；。）\n]{1,40})"
)
# 春节前, 主汛期到来前, “五一”节前: a day that no calendar fixes, or that the print leaves to the reader
_EVENT = (
    "(?:“?(?:五一|十一)”?(?:国际劳动|劳动|国庆)?(?:节|假期|长假)|(?:国庆|中秋|春|端午|清明|劳动|元旦)节|国庆|元旦|春运|(?:主|入)?汛期?"
    "|(?:冬季)?(?:供暖|采暖)[季期]?|(?:春|秋)季开学|开学|雨季|入冬|封冻期?|冰冻期|防火期)(?:假期|来临|到来)?(?:之前|以前|前)(?!期|后)"
)
_EVENT_BEFORE = re.compile(
    rf"(?P<at>(?:19|20)\d\d年|今年|明年|当年)?{_EVENT}(?!的|[^，。；]{{0,4}}(?:检查|排查|准备|消费|市场))"
)
_MAY_BE_EVENT = re.compile("[节假庆旦运汛期季学冬冻临来](?:[之以])?前")  # how each of them ends: looked for first
# What may stand before a day without a year: 于汛期前完成, ，国庆节前建成
_MAY_OPEN = re.compile("(?:^|[，。；：、（）]|于|在|力争|确保|务必|争取|须|应|要|将)$")
# “十四五”末, 十四五期末, “十五五”末
_FIVE_YEARS = re.compile("“?(?P<plan>十[一二三四五六]|[九十])五”?(?:规划|时)?期?末")
# 2018年5月1日起施行 is when a rule holds from: no deadline
_IN_BRACKET = re.compile(
    rf"(?:负责|牵头|配合|实施|落实|政府|部门|单位)[，；。](?:20\d\d年[^，；。（）]{{0,6}}(?:启动|开始|试点)[，；])?(?P<value>(?:(?:19|20)\d\d年)?{_EVENT}|“?(?:十[一二三四五六]|[九十])五”?(?:规划|时)?期?末前?"
    r"|20\d\d年[^，。；（）起]{0,8}?|全年|(?:长期|持续|常态化|常年)(?:坚持|推进|实施|开展|抓好))(?:完成|实施|落实)?）"
)
# 自2020年底前, 到2025年底前, 有效期至…, 每年12月底前; but 10月至12月底前 ends a span of months
# and 每年6月底、12月底前
_NO_DEADLINE_BEFORE = re.compile(
    r"(?:自|从|到|(?<![年月日底])至|截止|截至|每年(?:的|度)?(?:[\d月日底初前、和及]{2,9}[、和及])?|有效期|原定|早在)$"
)
# 2020年底前省属企业可免缴收益: until when something is allowed
_ALLOWS = re.compile("，?[^，。；]{0,20}?(?<![认许不])可(?:以|免|减|享受|继续|暂|按|选择|申请|适当|不|延)")
# 对2023年12月底前新增入库的企业给予奖励: whom it concerns
_CONCERNS = re.compile("(?:^|[，。；：（])(?:对于?|凡是?)在?$")
_CONCERNED = re.compile("[^，。；：]{1,20}的")
# 2005年底前建成的, 2020年6月前注册的企业: a condition on what exists
_CONDITION = re.compile(
    r"(?:已|(?:建成|投产|开工|竣工|购买|生产)(?:投产|投用|并[^，。；]{0,6})?的|(?:注册|成立|登记|出生|取得|批准|签订|参加|入学|出让|核准)[^，。；]{0,10}的)"
)
_QUARTER = {c: n for n, digits in enumerate(("一1", "二2", "三3", "四4"), start=1) for c in digits}
_THIRD = {"上旬": 10, "初": 10, "中旬": 20}


def last_day(when: re.Match[str], year: int | None) -> date | None:
    """The last day of a match of WHEN; `year` stands in for a year that is not printed (明年 is the next one). None
    where no year is known."""
    part = {key.removeprefix("bare_"): value for key, value in when.groupdict().items() if value}
    if "year" in part:
        year = int(part["year"])
    elif year is not None and part.get("relative") == "明年":
        year += 1
    if year is None:
        return None
    month, day = 12, 31
    if "quarter" in part:
        month = 3 * _QUARTER[part["quarter"]]
    elif part.get("half") == "上半年":
        month = 6
    elif "month" in part:
        month = 10 if part["month"] == "十" else int(part["month"])
        day = int(part["day"]) if "day" in part else _THIRD.get(part.get("third", ""), 31)
    return date(year, month, min(day, monthrange(year, month)[1]))


def find(text: str, start: int, outline: Outline, plan_year: int | None) -> Deadline | None:
    """The deadline of an item of running text, or None.

    `text` is a slice of `outline.text` that starts at `start`; `plan_year` stands in for a missing year. An item with several
    is done when the last of them has passed, so the latest date counts; a phrase without a date (长期坚持) counts only where
    no date is printed.
    """
    found: list[tuple[date | None, int, int]] = []
    printed = text
    text = _NUMERALS.sub(lambda m: m[0].translate(_TO_DIGITS), text)
    if _MAY_STAND.search(text):
        found.extend(_before(text, plan_year))
        found.extend(_without_day(text))
    if "时" in text or "）" in text:
        for pattern in (_KEY, _IN_BRACKET):
            for m in pattern.finditer(text):
                found.append((_latest(m["value"], plan_year), *m.span("value")))
    if not found:
        return None
    when, low, high = max(found, key=lambda each: (each[0] is not None, each[0] or date.min, -each[1]))
    return Deadline(
        **outline.at(start + low, start + high), raw=printed[low:high], date=when.isoformat() if when else None
    )


def cell(text: str, start: int, outline: Outline, plan_year: int | None) -> Deadline | None:
    """The deadline of a cell under 完成时限: `raw` as printed, the date None where the cell prints none (持续推进)."""
    raw = text.strip(" \t\n。；，、")
    if not re.search(r"\w", raw):
        return None
    at = start + text.index(raw)
    when = _latest(raw, plan_year)
    return Deadline(**outline.at(at, at + len(raw)), raw=raw, date=when.isoformat() if when else None)


def _before(text: str, plan_year: int | None) -> list[tuple[date | None, int, int]]:
    """The dates with a word for "before" behind them, outside of 《》."""
    found: list[tuple[date | None, int, int]] = []
    named: int | None = None
    named_until = 0
    for m in WHEN.finditer(text):
        exact = any(
            m[k] for k in ("month", "quarter", "half", "end", "bare_month", "bare_quarter", "bare_half", "bare_end")
        )
        # 2024年6月底前制定，12月底前完成: a year holds to the end of its sentence; but 按照2022年度的口径汇总，于6月底前报送
        if m["year"] and (exact or not plan_year or int(m["year"]) >= plan_year):
            named, named_until = int(m["year"]), _stop(text, m.end())
        behind = BEFORE.match(text, m.end())
        # 三年内完成 counts from no date
        if text[m.start() : m.end()] == "年内" and text[max(0, m.start() - 1) : m.start()] in tuple(
            "一二两三四五六七八九十几多半"
        ):
            continue
        if not behind and exact and m["bare_end"] != "全年" and _DONE.match(text, m.end()):
            behind = _NOTHING.match(text, m.end())
        if not behind:
            continue
        year = named if named and m.start() < named_until else plan_year
        opened = text.rfind("《", max(0, m.start() - 150), m.start())
        if opened >= 0 and text.find("》", opened, m.start()) < 0:
            continue
        if _NO_DEADLINE_BEFORE.search(text, max(0, m.start() - 14), m.start()):
            continue
        if _CONDITION.match(text, behind.end()) or _ALLOWS.match(text, behind.end()):
            continue
        if _CONCERNS.search(text, max(0, m.start() - 5), m.start()) and _CONCERNED.match(text, behind.end()):
            continue
        when = last_day(m, year)
        if when and plan_year and when.year < plan_year:
            continue
        found.append((when, m.start(), behind.end()))
    return found


def _without_day(text: str) -> list[tuple[date | None, int, int]]:
    """What must be done by a day that no calendar fixes (国庆节前, 汛期前), and by the end of five years (“十四五”末建成)."""
    found: list[tuple[date | None, int, int]] = []
    for m in _EVENT_BEFORE.finditer(text) if _MAY_BE_EVENT.search(text) else ():
        ahead = text[max(0, m.start() - 6) : m.start()]
        if _NO_DEADLINE_BEFORE.search(ahead) or "每年" in ahead or not (m["at"] or _MAY_OPEN.search(ahead)):
            continue
        found.append((None, m.start(), m.end()))
    for m in _FIVE_YEARS.finditer(text) if "末" in text else ():
        behind = BEFORE.match(text, m.end()) or (_NOTHING.match(text, m.end()) if _DONE.match(text, m.end()) else None)
        if behind and not _NO_DEADLINE_BEFORE.search(text, max(0, m.start() - 6), m.start()):
            found.append((date(plan_end(m["plan"]), 12, 31), m.start(), behind.end()))
    return found


def _stop(text: str, at: int) -> int:
    end = text.find("。", at, at + 400)
    return end if end >= 0 else at + 400


def _latest(text: str, year: int | None) -> date | None:
    """The last date of a short text; a date without a year takes the year printed before it, else `year`."""
    if numeric := list(_NUMERIC.finditer(text)):
        last = numeric[-1]
        y, month = int(last["year"]), int(last["month"])
        return date(y, month, min(int(last["day"] or 31), monthrange(y, month)[1]))
    if plan := _FIVE_YEARS.search(text):
        return date(plan_end(plan["plan"]), 12, 31)
    if _EVENT_BEFORE.search(text):
        return None
    dates: list[date] = []
    for when in WHEN.finditer(text):
        if text[max(0, when.start() - 2) : when.start()].endswith(("每年", "年度")):
            continue
        if when["year"]:
            year = int(when["year"])
        if day := last_day(when, year):
            dates.append(day)
    return max(dates, default=None)
