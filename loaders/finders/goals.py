"""Goals: quantified targets, in goal sections, in duties and in the rows of annex tables.

One scan finds numbers with a unit (新增示范项目10个, 不少于5000人次, 达到1.2亿千瓦); the clause around each number decides:
  CASE 1  the number states what exists, names a kind, or sits in a title or quotation           -> no goal
  CASE 2  it is money or a rate to be given, a ceiling, a condition on applicants, a parameter   -> no goal
  CASE 3  a comparator (不少于, 以上, 左右) or a reaching word (达到, 提高到, 稳定在) stands at it    -> goal
  CASE 4  a verb of making stands before it (培育、建设、新增), or it closes a goal section's clause  -> goal
Printed forms of the number: 100项, 5，000人次, 1.3亿千瓦, 2000个以上, 3—5家, 65%和55% (分别), 一项 (with a comparator), 百分之八十,
千亿元, 翻一番. The multiplier stays in the unit (万平方米); of a range the lower bound counts (3—5家: >= 3).
The nearest horizon before a number (到2025年, 2024年底前) dates it; without one the row's deadline, then the year of the title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from loaders.facts import Deadline, Goal, Span
from loaders.finders import deadlines
from loaders.finders.goal.clauses import Clause, bounds, inside, own_part, span_around
from loaders.finders.goal.numbers import Number, numbers_in
from loaders.finders.goal.words import BRACKET, LISTED_ON, MAKING, QUOTED, SUBSIDY
from loaders.text.numerals import plan_end
from loaders.text.outline import Item, Outline

_FEW = 12  # places of one value and unit that a goal is compared with
_REACH = 240  # no clause is longer; bounds the look around a number on a line of any length
# 三年内, 未来5年: a horizon without a year
_YEARS = re.compile(
    r"(?:未来|今后|用|利用|通过)[一二两三四五六\d]{1,2}(?:[到至—-]\d)?年|[一二两三四五六\d]{1,2}年(?:内|时间|左右)"
)
# 20万元, 500元/人, 50%
_SUM = re.compile(r"\d ?(?:[十百千万亿]{0,2}元|%)")
_GOAL_TITLE = re.compile(
    r"^(?:总体|工作|发展|主要|预期|年度|行动|建设|任务|具体|阶段|阶段性|近期|远期|总的|基本|量化|奋斗)*(?:目标|指标)|(?:目标|指标)(?:任务|要求|体系)?$|^总体要求$|愿景|目标任务"
)
# 2023年全县农业工作的总体要求是：…
_AIMS = re.compile(r"(?:总体要求|总体思路|工作思路|目标|目标任务|(?:主要|预期|具体)指标)(?:是|为)?：")
_PAST_TITLE = re.compile(
    # 工作基础 tells what there is, 夯实产业发展基础 what to do
    r"^.{0,8}现状|^(?:发展|宏观|外部|内部|国内外|国际|国内)+环境$|^(?!.{0,6}(?:夯实|筑牢|打牢|巩固|厚植|强化|增强|加强|提升|完善|奠定)).*(?:发展|工作)基础$|^.{0,6}形势|背景$|^(?:主要|工作|发展|建设)*(?:成效|成绩|成就)$|回顾|(?:执行|完成|进展)情况$|必要性|(?:重要|重大)意义|(?:存在|主要).{0,4}问题|^基本情况$"
)
_RULES_TITLE = re.compile(
    r"(?:申报|支持|申请|认定|准入|扶持|奖励|补助|补贴|资助|评分|计分)(?:条件|标准|办法|材料|程序|范围)|(?:下列|以下|如下|具备|符合)[^，。]{0,8}条件|(?:奖励|补助|资助)$"
)
_NOT_GOAL_TITLE = re.compile(r"指导思想|基本原则|总体思路|工作原则|遵循原则")
# 一季度完成20%
_COMING = re.compile("末?(?:累计)?(?:完成|实现|达到?|建成|开工|竣工)")
# 实现“人才总量达到320万名，贡献率达到40%”的发展目标
_QUOTED_AIMS = re.compile(r"的?[^，。；：“”]{0,8}(?:目标|指标)")
_SENTENCE = re.compile(r"[。！？]")
_PART = re.compile(r"[。！？；]")
_CLAUSE = re.compile(r"[。！？；：]|(?<!\d)，|，(?!\d{3}(?!\d))")
_FIVE_YEARS = re.compile(r"(?:到|至)?“?(十[一二三四五六七]|[八九十])五”?(?:规划)?(?P<when>末|期末|期间|时期|时?期?内)")
_TO = re.compile(r"(?:到|至|力争|争取|确保|截至|截止|预计|于|在|计划|用)$")
_NO_HORIZON_BEFORE = re.compile(r"(?:自|从|比|较|与|同|以|依据|按照|根据|第|关于|在《)$")
_NO_HORIZON_AFTER = re.compile(
    r"(?:以来|起|开始|的?基础|相比|同期|印发|发布|出台|施行|水平|度目标|版|——|修订|—|至|基期|为基)"
)
# 2005年底前注册的车辆: when what exists began
_CONDITION_ON_PAST = re.compile(
    r"(?:之|以)?前(?:已|注册|登记|建成|投产|开工|成立|出生|取得|批准|参加|购买|生产|设立|签订)[^，。；]{0,12}的"
)
_HORIZON_VERB = re.compile(
    r"(?:，|）：|[、和及]|[底末]|要|力争|全[市省县区国]|计划|再|还|拟|继续|实现|达到?|突破|超过|完成|建成|新增|新建|培育|建设|打造|引进|增长?|提[高升]|年?均|累计|每年|将|力争|不少于|不低于|稳定|保持|分别|每年|(?:全面|基本|初步)(?:实现|完成|建成|达到|形成|建立|消除|覆盖|启动)|率先|确保|争取)"
)
# 2027年港口吞吐量达到2亿吨: what a coming year brings
_REACHES = re.compile(
    r"[^，。；：、\d]{2,24}?(?:达到?|突破|超过|力争|[提增扩][高升加大]?到|稳定在|保持在|不低于|不少于|控制在|压[缩减][至到]|降[至到低])"
)
# A digit, or a count in Chinese: without either there is no number
_MAY_COUNT = re.compile(
    r"\d|[一二两三四五六七八九十千百][个家项座种类倍番亿]|万[名人户]|[一二两三四五六七八九][十百千]|百分之"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an annex table: `path` (表8), the cleaned spans of the cells that state the duty, and its 完成时限."""

    path: str
    spans: Sequence[Span]
    due: Deadline | None = None


@dataclass(slots=True)
class Horizon:
    start: int
    end: int
    due: date | None
    basis: str
    before: bool
    group: list[Horizon] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where a paragraph stands: `goal` section, `task`, table row or elsewhere; what dates it from outside."""

    scope: str
    origin: str
    region: str  # goal, task, table, other
    due: date | None
    basis: str | None


def find(
    outline: Outline,
    rows: Sequence[Row] = (),
    *,
    task_paths: Collection[str] | None = None,
    plan_year: int | None = None,
    issue_year: int | None = None,
    tabled: Sequence[Goal] = (),
) -> list[Goal]:
    """The goals of a document, in printed order, body before table; `tabled` are those of its indicator tables.

    `task_paths` are the paths of the items that state duties (None: any item may); `plan_year` is the one year of the title
    and dates what has no date of its own; `issue_year` stands in for it where the print leaves out a year (年底前) and tells
    past from future.
    """
    reader = _Reader(outline, plan_year, issue_year or plan_year)
    for paragraph in outline.layout.paragraphs:
        # what stands before the first number, or the whole of a text without numbers: only dated targets count,
        # unless the paragraph says what it aims at
        if paragraph.start >= outline.first:
            break
        if not paragraph.cells and "。" in paragraph.text:
            region = "goal" if _AIMS.search(paragraph.text) else "other"
            reader.paragraph(paragraph.start, paragraph.end, _Place("", "body", region, None, None), None)
    for item in outline.walk():
        if not item.annex:
            reader.item(item, task_paths)
    for row in rows:
        due = date.fromisoformat(row.due.date) if row.due and row.due.date else None
        place = _Place(row.path, "table", "table", due, "table" if due else None)
        for start, end in row.spans:
            reader.paragraph(start, end, place, None)
    found = [*reader.goals, *tabled]
    _mark_repeats(found)
    return found


class _Reader:
    """Reads paragraph by paragraph; keeps the goals found and what each item's last horizon was."""

    def __init__(self, outline: Outline, plan_year: int | None, year: int | None) -> None:
        self.outline, self.plan_year, self.year = outline, plan_year, year
        self.goals: list[Goal] = []
        self.horizons: dict[int, Horizon | None] = {}
        self.regions: dict[int, str] = {}
        text = outline.text
        # A document that mostly gives out money states conditions and rates; its few goals stand in goal sections.
        # Giving to people (选拔资助100名青年) is none of it: who gives money names sums or rates.
        given = len(SUBSIDY.findall(text))
        self.gives = given > max(8, len(text) // 220) and 4 * len(_SUM.findall(text)) > given

    def item(self, item: Item, task_paths: Collection[str] | None) -> None:
        """Read one item's own text; its children come by themselves."""
        region = self._region(item, task_paths)
        self.regions[id(item)] = region
        above = item.parent
        inherited = self.horizons.get(id(above)) if above else None
        if above and not (region == "goal" or self._opens_list(above)):
            inherited = None
        spans = list(item.body)
        if not spans and not item.children and item.title:
            spans = [item.title_span]
        elif (
            item.title
            and not item.children
            and region in ("goal", "task")
            and self.outline.text[item.title_span[1] : item.title_span[1] + 1] != "："
        ):
            # 1.新增高新技术企业100家。加强培育…; but （一）知识产权保护方面5项：… counts its list
            spans.insert(0, item.title_span)
        if region == "past" or not (spans or item.title):
            self.horizons[id(item)] = inherited
            return
        if item.title and spans != [item.title_span]:
            titled = [h for h in self._horizons(item.title) if h.due] if "20" in item.title else []
            inherited = titled[-1] if titled else inherited
        place = _Place(item.path, "body", region, None, None)
        for start, end in spans:
            last = self.paragraph(start, end, place, inherited)
            if last and (region == "goal" or self.outline.text[end - 1] == "："):
                inherited = last
        self.horizons[id(item)] = inherited

    def _opens_list(self, item: Item) -> bool:
        return bool(item.body) and self.outline.text[item.body[-1][1] - 1] in "：:"

    def _region(self, item: Item, task_paths: Collection[str] | None) -> str:
        above = self.regions.get(id(item.parent), "") if item.parent else ""
        title = item.title or ""
        if not title and self.outline.text[item.lead[1] - 1] == "：":
            title = self.outline.text[max(item.lead[0], item.lead[1] - 60) : item.lead[1] - 1]
        if above in ("past", "rules") or _PAST_TITLE.search(title):
            return "past"
        if _RULES_TITLE.search(title):
            return "past"
        if _NOT_GOAL_TITLE.search(title) and not _GOAL_TITLE.search(title):
            return "other"
        if _GOAL_TITLE.search(title):
            return "goal"
        if above == "goal" and (item.parent is None or item.parent.title != "总体要求"):
            return "goal"
        if task_paths is None or item.path in task_paths or above == "task":
            return "other" if self.gives else "task"
        return "other"

    # --- one paragraph ------------------------------------------------------------------------------------------------

    def paragraph(self, start: int, end: int, place: _Place, inherited: Horizon | None) -> Horizon | None:
        """Add the goals of a paragraph at cleaned [start, end); returns its last horizon."""
        text = self.outline.text[start:end]
        if not _MAY_COUNT.search(text):
            return None
        horizons = self._horizons(text)
        numbers = list(numbers_in(text))
        if not numbers:
            return next((h for h in reversed(horizons) if not self._past(h)), None)
        hidden = [m.span() for m in QUOTED.finditer(text) if not _QUOTED_AIMS.match(text, m.end())]
        brackets = [m.span() for m in BRACKET.finditer(text)] if "（" in text else []
        clauses = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
        parts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
        sentences = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
        starts = [h.start for h in horizons]
        previous: tuple[int, int] = (-1, -1)  # (sentence, end) of the last number taken
        unit = ""  # … and its unit
        refused = -1  # end of the last number, where it was not taken
        refused_unit = ""
        for k, number in enumerate(numbers):
            if inside(hidden, number.start):
                continue
            bracket = span_around(brackets, number.start)
            low, high = bounds(clauses, number.start, number.end)
            if bracket:
                low, high = max(low, bracket[0] + 1), min(high, bracket[1] - 1)
            low, high = max(low, number.start - _REACH), min(high, number.end + _REACH)
            clause_low, clause_high = low, high
            low, high = own_part(text, numbers, k, low, high)
            s_low, s_high = bounds(sentences, number.start, number.end)
            p_low, p_high = bounds(parts, number.start, number.end)
            p_low, p_high = max(p_low, number.start - 2 * _REACH), min(p_high, number.end + 2 * _REACH)
            around = Clause(
                text,
                number,
                place.region,
                low,
                high,
                p_low,
                p_high,
                sentence=max(s_low, number.start - 2 * _REACH),
                follows=previous[0] == s_low,
                # 选拔10名领军人才、60名骨干, and with commas: 选拔10名领军人才，60名骨干
                listed=previous[1] >= 0
                and (
                    previous[1] >= clause_low
                    or (low == number.start and refused < 0 and previous[0] == s_low and number.unit == unit)
                ),
                in_bracket=bracket is not None,
                others=[
                    n
                    for n in (*numbers[max(0, k - 3) : k], *numbers[k + 1 : k + 4])
                    if low <= n.start < high and n.start != number.start and n.end != number.end
                ],
            )
            n_h = bisect_right(starts, number.start) - 1
            horizon = horizons[n_h] if n_h >= 0 else None
            if horizon and self._past(horizon):
                if horizon.start >= s_low:
                    continue
                horizon = None
            behind = next((h for h in horizons[n_h + 1 : n_h + 3] if h.before and h.start < s_high), None)
            around.dated = bool(
                (horizon and horizon.start >= s_low) or (place.region == "goal" and (horizon or inherited))
            )
            comparator = around.comparator()
            # 低保标准提高到每月600元、500元: the rest of a list of what is none
            if refused >= 0 and number.unit == refused_unit and LISTED_ON.fullmatch(text, refused, number.start):
                refused = number.end
                continue
            if not around.accepted(comparator):
                refused, refused_unit = number.end, number.unit
                continue
            refused = -1
            previous, unit = (s_low, number.end), number.unit
            horizon = horizon or inherited or behind
            if horizon and horizon.group:
                horizon = _own_year(horizon, number, numbers[max(0, k - 6) : k + 6], clause_low, clause_high)
            self._add(around, comparator, start, place, horizon)
        return next((h for h in reversed(horizons) if not self._past(h)), None)

    def _comes(self, year: str | None) -> bool:
        return bool(year and self.year and int(year) > self.year)

    def _past(self, horizon: Horizon) -> bool:
        return bool(horizon.due and self.year and horizon.due.year < self.year)

    def _add(self, around: Clause, comparator: str, offset: int, place: _Place, horizon: Horizon | None) -> None:
        number, text = around.number, around.text
        due, basis = (horizon.due, horizon.basis) if horizon and horizon.due else (place.due, place.basis)
        if (
            due is None
            and self.plan_year
            and place.region != "other"
            and not _YEARS.search(text, around.sentence, number.start)
        ):
            due, basis = date(self.plan_year, 12, 31), "plan_year"
        low = around.low + len(text[around.low : number.start]) - len(text[around.low : number.start].lstrip("—-· "))
        high = around.high
        while high > number.end and text[high - 1] in "，。；：！？、":
            high -= 1
        clause = text[low:high]
        for owner in around.owners():
            last = self.goals[-1].metric if self.goals and (around.listed or around.follows) else ""
            value = int(number.value) if number.value == int(number.value) else number.value
            self.goals.append(
                Goal(
                    **self.outline.at(offset + low, offset + high),
                    scope=place.scope,
                    origin=place.origin,
                    metric=around.metric() or last or around.before,
                    comparator=comparator,
                    value=value,
                    unit=around.unit(),
                    due=due.isoformat() if due else None,
                    due_basis=basis,
                    cumulative="累计" in around.before,
                    owner=owner,
                    text=clause,
                )
            )

    # --- dates that govern --------------------------------------------------------------------------------------------

    def _horizons(self, text: str) -> list[Horizon]:
        """The dates of a paragraph that say by when: 到2025年, 2024年底前, 力争到2027年, a clause that opens with 2024年."""
        found: list[Horizon] = []
        pending: list[Horizon] = []
        for m in deadlines.WHEN.finditer(text):
            ahead = text[max(0, m.start() - 6) : m.start()]
            behind = text[m.end() : m.end() + 8]
            before = bool(deadlines.BEFORE.match(text, m.end()))
            dated = m["year"] or m["relative"]
            joined = pending and text[pending[-1].end : m.start()] in ("、", "和", "及", "与", "以及")
            # 2024—2027年, 2023年至2025年: the last year counts
            span_end = bool(
                re.search(r"(?:20\d\d年?|月|日)(?:—+|-|–|～|至|到)$", text[max(0, m.start() - 9) : m.start()])
            )
            opens = not ahead or ahead[-1] in "，。；：！？—（”" or span_end or joined
            exact = any(
                m[key]
                for key in ("month", "quarter", "half", "end", "bare_month", "bare_quarter", "bare_half", "bare_end")
            )
            if _NO_HORIZON_AFTER.match(behind) and not before:
                continue
            if before and _CONDITION_ON_PAST.match(text, m.end()):
                continue
            if _NO_HORIZON_BEFORE.search(ahead) and not span_end:
                continue
            if m["bare_end"] and _YEARS.match(text, max(0, m.start() - 1)):
                continue  # 两年内
            if not dated and not (
                before
                or _TO.search(ahead)
                or m["bare_end"] in ("年内", "年底", "全年", "年末")
                or (m["bare_quarter"] and _COMING.match(behind))
            ):
                continue
            if not (
                before
                or _TO.search(ahead)
                or (opens and (exact or _HORIZON_VERB.match(behind) or MAKING.match(behind)))
                or (opens and self._comes(m["year"]) and _REACHES.match(text, m.end()))
                or _HORIZON_VERB.match(behind[:2] if not behind.startswith("，") else "x")
            ):
                continue
            due = deadlines.last_day(m, self.year)
            horizon = Horizon(m.start(), m.end(), due, "text" if m["year"] else "plan_year", before)
            if joined:
                horizon.group = [*(pending[-1].group or [pending[-1]]), horizon][-6:]
            pending = [horizon]
            found.append(horizon)
        for m in _FIVE_YEARS.finditer(text) if "五" in text else ():
            due = date(plan_end(m[1]), 12, 31)
            found.append(Horizon(m.start(), m.end(), due, "text", False))
        found.sort(key=lambda h: h.start)
        return found


def _own_year(horizon: Horizon, number: Number, near: list[Number], low: int, high: int) -> Horizon:
    """Of 到2022年和2030年 the year that belongs to a number: the second where it is the second of two in its clause."""
    same = [n for n in near if low <= n.start < high and n.unit == number.unit]
    return horizon.group[same.index(number)] if len(same) == len(horizon.group) else horizon


def _mark_repeats(goals: list[Goal]) -> None:
    """Note on every goal where the same target first stands: equal value and unit, and metrics that share words."""
    first: dict[tuple[float, str], dict[str, list[Goal]]] = {}
    for goal in goals:
        by_scope = first.setdefault((goal.value, goal.unit), {})
        for scope, earlier in islice(by_scope.items(), _FEW):
            if scope != goal.scope and any(_alike(g, goal) for g in earlier):
                goal.repeats = scope
                break
        else:
            if len(same := by_scope.setdefault(goal.scope, [])) < _FEW:
                same.append(goal)


def _alike(a: Goal, b: Goal) -> bool:
    if a.due and b.due and a.due != b.due and a.due_basis == b.due_basis == "text":
        return False
    left, right = ({m[i : i + 2] for i in range(len(m) - 1)} for m in (a.metric, b.metric))
    return bool(left) and len(left & right) >= 0.4 * min(len(left), len(right))
