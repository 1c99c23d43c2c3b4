"""Tasks (任务): items of the numbering level at which a document states its duties, and rows of annex tables.

Arabic items where they stand under duty headings (then （一） is a section), else （一） items, else 一、 or 第一条 items. Items under
总体要求, 指导思想, 基本原则 and 工作目标 are never tasks. Items of another level that carry a responsibility list are tasks too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from loaders.facts import Deadline, PrintedDuplicate, Section, Signal, Span, Task, UnitRole
from loaders.finders import deadlines, prose
from loaders.finders import units as unit_rules
from loaders.finders.tables import DUE, LABEL, UNITS, Row, Table, duty_column, names_rows
from loaders.finders.unit import leading
from loaders.finders.unit.words import LEAD, RESPONSIBLE, Statement, Unit
from loaders.text.numerals import to_int
from loaders.text.outline import Item, Outline

# Headings under which nothing is a duty: 一、总体要求, （二）工作目标, 基本原则, 重要意义, 第一章 总则, 附则
_NO_DUTIES = re.compile(
    r"^(?:.{0,4}(?:总体|基本|工作|主要|发展|指导|建设|行动|创建|改革|规划|遵循|实施|预期|战略|阶段性?|年度|具体)?(?:要求和(?:主要)?目标|思路和目标|要求|思想|原则|目标|思路|定位|愿景|目标任务|指标)|总则|附则|(?:重要|重大)?意义|.{0,4}背景|.{0,6}形势.{0,6}|现状.{0,8}|.{0,12}(?:现状|成效)(?:[和与及、]).{0,8}(?:形势|问题|挑战|机遇|环境)|.{0,16}(?:工作状况|(?:工作|执行|完成)情况回顾|工作回顾)|(?:发展|建设|工作)?(?:基础|现状|成效|环境)(?:和|与|及).{0,6}(?:形势|环境|挑战|机遇)|发展(?:基础|现状|环境|成就)|(?:适用|试点|实施|调整)范围|.{0,4}有效期|名词解释|定义|术语|.{0,6}基础与形势|.{0,8}现实基础|.{0,4}依据|其他(?:事项)?|宗旨"
    # 活动时间, 时间和主题, 参加对象: when and for whom something is held
    r"|(?:活动|会议|大赛|比赛|竞赛|培训|展会|论坛|宣传)?(?:时间|地点|主题|参加对象|参会人员|参加人员)(?:[、和及与](?:时间|地点|主题|对象|参会人员|参加人员))*"
    # 深化预算管理制度改革的总体要求; 明确指导思想、基本原则和工作目标; 指导思想、原则和目标; 充分认识加强…工作的重要意义
    r"|(?!(?:全面|认真|坚决)?(?:落实|贯彻|完成|实现|围绕|分解|细化|对标)).{0,24}(?:总体要求|指导思想|基本原则|工作原则|总体思路|基本思路|总体目标|主要目标|工作目标|发展目标|目标要求)(?:[、和与及](?:主要|基本|工作|总体|发展|具体)?(?:目标任务|原则|目标|思路|要求))*"
    r"|(?:充分|深刻|切实提高)认识.{2,40}(?:意义|重要性|必要性|紧迫性))$"
)
_KEEPS_DUTIES = re.compile(
    r"工作要求|保障要求|实施要求|有关要求|组织要求|相关要求|任务要求|目标任务|纪律要求|具体要求|几点要求"
)
_IS_AIM = re.compile("指导思想|原则|总体")  # 指导思想和目标任务


@dataclass(slots=True)
class Found:
    """Tasks with what other finders need: the item or row of each task by its path, and the cleaned spans of its text."""

    tasks: list[Task] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    rows: dict[str, tuple[Row, Span]] = field(default_factory=dict)
    duplicates: list[PrintedDuplicate] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)


@lru_cache(maxsize=1024)  # asked again for every item below a heading
def no_duties(title: str | None) -> bool:
    """Whether a heading says that what stands under it is no duty."""
    if not title:
        return False
    title = re.sub(r"[“”（）]", "", title)
    if _KEEPS_DUTIES.search(title) and not _IS_AIM.search(title):
        return False
    return bool(_NO_DUTIES.match(title))


# 国务院关于同意设立…的批复: a reply assigns what it assigns in lists only
_REPLY = re.compile("(?:批复|复函|答复|答复意见)(?:（[^（）]{1,12}）)?$")
# 关于办理情况的函, whose first lines end in 现函复如下： or 现将有关情况答复如下：
_LETTER = re.compile("[的之]函(?:（[^（）]{1,12}）)?$")
_ANSWERS = re.compile("(?:函复|复函|答复|回复|批复)(?:你[省市区县部委局院]|贵[省市区县部委局院])?如下[：，。]")


# 关于公开征求意见的公告: 1.登录…网站，提出意见。 2.通过信函的方式将意见寄至…
_ASKS_OPINIONS = re.compile("(?:征求|征集|听取)[^。]{0,20}意见")
_HOW_TO_ANSWER = re.compile(
    r"[^，。]{0,6}(?:登[陆录]|通过|以)?[^，。：]{0,16}(?:网站|信函|信件|来信|电子邮[件箱]|邮箱|传真|邮寄|寄至|寄送)[^。]{0,60}"
    r"(?:意见|建议|地址|邮编|邮箱|@)"
)


def _is_reply(title: str, opening: str) -> bool:
    """Whether a document answers what another body asked: by its title, or as a letter by what it says before its items."""
    return bool(_REPLY.search(title) or (_LETTER.search(title) and _ANSWERS.search(opening)))


def find(outline: Outline, tables: list[Table], year: int | None, title: str | None = None) -> Found:
    """All tasks of a document; `year` completes dates that print none, `title` is the document's.

    A reply (批复, 复函) has no tasks but those that name units in lists.
    """
    found = Found()
    text = outline.text
    said = {id(item): _statements(item, text) for item in outline.walk()}
    _inherit_from_headings(outline, said, text)
    if title and _is_reply(title, text[: outline.first]) and not any(said.values()):
        return found
    level = _level(outline, said)
    assigned = any(not s.sentence for each in said.values() for s in each)
    _headed_by_units(outline, said)
    part_leads = leading.UP_TO_MARK.search(text)
    first_leads = None if part_leads else leading.FIRST_LEADS.search(text)
    leads_from = first_leads.start() if first_leads else len(text) + 1
    each_leads = leading.EACH_LEADS.search(text)
    marked = leading.MARKED_LEAD.search(text)
    seen: dict[str, int] = {}
    tabled = {table.start for table in tables if table.rows}
    for item in outline.walk():
        if not _is_task(item, level, said) or (names_rows(item) and item.lead[1] + 1 in tabled):
            continue
        if title and _ASKS_OPINIONS.search(title) and _HOW_TO_ANSWER.match(text[slice(*item.lead)]):
            continue
        mine = [s for below in item.walk() for s in said[id(below)]]
        if not mine:
            spans = body_spans(item) or [item.lead]
            mine = [s for start, end in spans for s in unit_rules.inline(text[start:end], start)]
        path = _unique(item.path, seen)
        task = _task(outline, item, path, mine, year)
        for statement in mine:
            if each_leads:
                leading.let_each_lead(text, statement)
            if marked:
                leading.let_marked_lead(text, statement.units, marked["mark"])
            if part_leads and statement.end >= part_leads.start():
                leading.let_part_lead(text, statement, "；" if part_leads["mark"] in ("分号", "；") else "，")
            elif statement.end >= leads_from:
                leading.let_first_lead(statement.units)
        if assigned or mine:
            _assign(outline, task, [s.units for s in mine], found)
        else:
            _assign_prose(outline, item, task, found)
        for statement in mine:
            found.signals += [
                Signal(
                    kind="responsibility",
                    span=outline.layout.clean.raw_span(s, e),
                    why="a part of a responsibility list that no rule reads",
                )
                for s, e in statement.unread
            ]
        found.tasks.append(task)
        found.items[path] = item
    for table in tables:
        _rows(outline, table, year, seen, found, leads_from)
    return found


# Numbered points below these (1. 问题导向 under 基本原则) are text, not headings.
_HEADINGS = frozenset(("章", "节", "一", "（一）", "条"))


def sections(outline: Outline, tasks: Found) -> list[Section]:
    """Every heading that is no task, in printed order."""
    taken = {id(item) for item in tasks.items.values()}
    below = {id(child) for item in tasks.items.values() for child in item.walk()}
    found = []
    for item in outline.walk():
        if id(item) in taken or id(item) in below or item.annex or not item.title or item.kind not in _HEADINGS:
            continue
        ordinal = item.printed
        found.append(
            Section(
                ordinal=ordinal,
                title=item.title,
                parent=item.parent.printed if item.parent else None,
                path=item.path,
                **outline.at(*item.title_span),
            )
        )
    return found


def _statements(item: Item, text: str) -> list[Statement]:
    found: list[Statement] = []
    for start, end in item.body:
        said = unit_rules.statements(text[start:end], start)
        if not said and found and found[-1].units and found[-1].end == start - 1 and text[start - 2] not in "。）】〕]":
            # 责任单位：市教育局 / 市财政局 / 各区人民政府: a unit a line
            more = unit_rules.more_units(text[start:end], start, found[-1].units[-1].role)
            said = [more] if more else []
        if not said and found and found[-1].end == start - 1 and any(u.role == LEAD for u in found[-1].units):
            # 牵头单位：市教育局 / 成员单位：市财政局、市民政局
            members = unit_rules.members(text[start:end], start)
            said = [members] if members else []
        found += said
    if not item.body and item.title:
        found += unit_rules.statements(text[slice(*item.lead)], item.lead[0])
    return [s for s in found if s.units or s.others]


def _inherit_from_headings(outline: Outline, said: dict[int, list[Statement]], text: str) -> None:
    """Items under a heading that is a unit are its duties: （一）市教育局 / 1.新建学校… Two such headings make the habit."""
    named: list[tuple[Item, Statement]] = []
    for item in outline.walk():
        if item.title and item.children and not said[id(item)] and not item.annex:
            title = re.sub("[：。]$", "", item.title)
            start = item.title_span[0]
            if listed := unit_rules.more_units(title, start, RESPONSIBLE):
                named.append((item, listed))
    if len(named) < 2:
        return
    for item, listed in named:
        for child in item.children:
            if not any(said[id(below)] for below in child.walk()):
                units = [Unit(u.name, u.role, u.start, u.end) for u in listed.units]
                said[id(child)] = [Statement(listed.start, listed.end, units)]


_ITS_DUTIES = re.compile("[。：] ?(?:主要)?(?:负责|牵头|承担|统筹|组织|指导|协调|配合|做好|加强|落实|会同|督促)")


def _headed_by_units(outline: Outline, said: dict[int, list[Statement]]) -> None:
    """An item that a unit heads is its duty: （一）县教体局。负责…; （二）县公安局。指导…. Two such make the habit."""
    text = outline.text
    named: list[tuple[Item, Statement]] = []
    for item in outline.walk():
        if not item.title or item.children or item.annex or said[id(item)]:
            continue
        start, end = item.title_span
        title = re.sub("[：。]$", "", item.title)
        duties = _ITS_DUTIES.match(text, end if text[end : end + 1] in "。：" else end - 1)
        role = LEAD if duties and duties[0].endswith("牵头") else RESPONSIBLE
        if duties and (listed := unit_rules.more_units(title, start, role)):
            named.append((item, listed))
    if len(named) > 1:
        for item, listed in named:
            said[id(item)] = [listed]


# 主要指标, 2024年主要预期目标, 目标定位: what is to be reached, often with who answers for each
_AIMS = re.compile("(?:指标|(?:预期|主要|年度|具体|奋斗|控制)目标|目标定位)(?:任务)?$")


def _excluded(item: Item, said: dict[int, list[Statement]]) -> bool:
    """Whether nothing under an item is a duty. Under 主要指标 and 主要预期目标 the items that name who answers for them are duties."""
    return (
        item.annex
        or item.formal
        or any(
            no_duties(each.title) and not (_AIMS.search(each.title or "") and any(s.units for s in said[id(item)]))
            for each in (item, *item.ancestors())
        )
    )


# 二、重点任务: the items below are the duties, however few
_ARE_DUTIES = re.compile(
    "(?:重点|主要|工作|具体|目标|试点|改革|建设)(?:任务|措施|举措|工作|内容)|任务分工|任务措施|政策措施|行动"
)


def _level(outline: Outline, said: dict[int, list[Statement]]) -> str | None:
    """The kind of item that states the duties."""
    duties = [item for item in outline.walk() if not _excluded(item, said)]
    # aims with who answers for each may be numbered otherwise than the work: 一、预期目标 / （一）… / 二、重点工作 / （一）… / 1.…
    work = [item for item in duties if not any(_AIMS.search(above.title or "") for above in item.ancestors())]
    if any(s.units for item in work for s in said[id(item)]):
        duties = work
    by_kind: dict[str, int] = {}
    owners: dict[str, int] = {}
    for item in duties:
        by_kind[item.kind] = by_kind.get(item.kind, 0) + 1
        if any(s.units for s in said[id(item)]):
            owners[item.kind] = owners.get(item.kind, 0) + 1
    if owners:
        # as many of two kinds: the measures below (具体措施： / 1.…) are what is done
        best = max(owners, key=lambda kind: (owners[kind], kind == "1"))
        # a list on a line behind the last of several points belongs to what they stand under
        above = {_closes(i, said) for i in duties if i.kind == best and any(s.units for s in said[id(i)])}
        several = by_kind[best] > owners[best] or all(_counts_on(i, outline.text) for i in duties if i.kind == best)
        if several and None not in above:
            return next((kind for kind in ("1", "（一）", "一", "条") if kind in above), best)
        # brackets behind the last （1） of an item belong to the item
        if best in ("（1）", "①", "1.1", "1.1.1", "1.1.1.1") and not (by_kind.get(best, 0) <= 1.5 * owners[best]):
            best = next((k for k in ("1", "（一）", "一") if by_kind.get(k)), best)
        return best
    if by_kind.get("条"):
        return "条"
    arabic = [i for i in duties if i.kind == "1" and i.parent is not None]
    leaves = [i for i in duties if i.kind == "（一）"]
    parts = [i for i in duties if i.kind == "一"]
    divided = [i for i in parts if any(c.kind == "（一）" for c in i.children)]
    named = any(_ARE_DUTIES.search(i.title or "") for i in divided)
    if leaves and not named and len(leaves) <= len(parts) - len(divided):
        return "一"  # most parts are one text each: the points of a few are their text
    if leaves and not named and len(divided) < len(parts) and all(_in_sentence(i, outline.text) for i in leaves):
        return "一"
    with_arabic = [i for i in leaves if any(c.kind == "1" for c in i.children)]
    if arabic and (
        not leaves or len(with_arabic) >= 0.5 * len(leaves) or len(arabic) >= 2 * (len(leaves) - len(with_arabic))
    ):
        return "1"
    if leaves:
        return "（一）"
    if arabic:
        return "1"
    for kind in ("1.1.1", "1.1"):
        if by_kind.get(kind):
            return kind
    return next((k for k in ("一", "1") if by_kind.get(k)), None)


def _counts_on(item: Item, text: str) -> bool:
    """Whether the next number follows on the line of an item: ①摸排问题。②改造管网。"""
    following = chr(ord(item.printed) + 1) if item.kind == "①" else f"（{item.value + 1}）"
    return item.kind in ("①", "（1）") and following in text[slice(*item.lead)]


def _in_sentence(item: Item, text: str) -> bool:
    """Whether an item is a part of one sentence with its neighbours: （一）大中型企业；（二）科研单位。"""
    siblings = item.parent.children if item.parent else []
    return len(siblings) > 1 and all(
        text[slice(*each.lead)].endswith(("；", "，", "；和", "；或")) for each in siblings[:-1]
    )


def _closes(item: Item, said: dict[int, list[Statement]]) -> str | None:
    """The kind of item above where this one is its last and the lists of units stand on lines of their own below it."""
    if item.parent is None or item.parent.children[-1] is not item:
        return None
    return item.parent.kind if all(s.start >= item.lead[1] for s in said[id(item)]) else None


def _is_task(item: Item, level: str | None, said: dict[int, list[Statement]]) -> bool:
    if item.kind == level:
        # 一、开启新征程 / （一）发展基础。…: nothing but what is no duty
        told = bool(item.children) and not item.body and all(_excluded(child, said) for child in item.children)
        return not _excluded(item, said) and (not told or bool(said[id(item)]))
    if item.annex or any(above.kind == level for above in item.ancestors()):
        return False
    # an item of another level that carries its own responsibility list: （三）加强监督。…（责任单位：…）
    own = any(s.units for s in said[id(item)])
    below = any(child.kind == level for child in item.walk() if child is not item)
    return own and not below and not _excluded(item, said)


def _unique(path: str, seen: dict[str, int]) -> str:
    """Numbering may restart: the second 三（一） of a document is 三（一）#2."""
    seen[path] = seen.get(path, 0) + 1
    return path if seen[path] == 1 else f"{path}#{seen[path]}"


def _section(item: Item) -> str | None:
    return next((above.title for above in item.ancestors() if above.title), None)


def body_spans(item: Item) -> list[Span]:
    """The cleaned spans of an item's text with that of the items below it, headings of those included."""
    spans = list(item.body)
    for child in item.children:
        spans.append((child.lead[0], child.lead[1]))
        spans += [s for s in body_spans(child) if s[0] >= child.lead[1]]
    return sorted(spans)


_WORD = re.compile(r"\w")


def _task(outline: Outline, item: Item, path: str, said: list[Statement], year: int | None) -> Task:
    text = outline.text
    pieces = []
    due: Deadline | None = None
    for start, end in body_spans(item):
        at = start
        for statement in said:
            if start <= statement.start < end:
                pieces.append(text[at : statement.start])
                at = statement.end
        pieces.append(text[at:end])
    for statement in said:
        for key, (start, end) in statement.others.items():
            if unit_rules.TIME_KEY.search(key):
                # 时间要求：12月底前完成: the word for "done" is no part of the date
                end = start + len(_DONE.sub("", text[start:end]))
                due = deadlines.cell(text[start:end], start, outline, year)
    body = "".join(pieces)
    if body.endswith("。。"):
        body = body.rstrip("。") + "。"
    body = body.strip()
    if not _WORD.search(body):
        body = ""
    if due is None:
        for start, end in ([] if body else [item.lead]) + body_spans(item):
            later = deadlines.find(text[start:end], start, outline, year)
            if later and (due is None or (later.date or "") > (due.date or "")):
                due = later
    return Task(
        origin="body",
        ordinal=item.value,
        path=path,
        section=_section(item),
        title=item.title,
        text=body,
        deadline=due,
        **outline.at(item.start, item.end),
    )


_DONE = re.compile(r"(?<=[前底末日月年])(?:全面)?(?:完成|办结|落实到位)$")
_QUOTA = re.compile(
    r"(?:不少于|不低于|至少[\u4e00-\u9fff]{0,4}?)(\d+|[一二两三四五六七八九十]{1,3})(?=[个项家座条批名场])"
)


# 各地区、各有关部门要高度重视 calls on everybody and assigns nothing
_ANYBODY = re.compile(r"各地区?|各(?:级|有关|相关)*(?:部门|单位|方面)|各地各部门|(?:有关|相关)(?:地区|部门|单位|方面)")


def _assign_prose(outline: Outline, item: Item, task: Task, found: Found) -> None:
    """Units that the sentences make act, with the number that each must reach.

    A、B分别遴选不少于2个…；C遴选不少于10个 -> 2, 2, 10: the first number before the next subject or the end of the part sentence.
    """
    text = outline.text
    listed: list[Unit] = []
    for start, end in body_spans(item) or [item.lead]:
        acting = prose.subjects(text[start:end], start)
        for subject, following in zip_longest(acting, acting[1:]):
            stop = following.start if following else end
            part = re.split("[；。]", text[subject.end : stop], maxsplit=1)[0]
            if m := _QUOTA.search(part):
                for unit in subject.units:
                    task.quota.setdefault(unit.name, to_int(m[1]))
            listed += [unit for unit in subject.units if not _ANYBODY.fullmatch(unit.name)]
    _set_units(outline, task, listed)


def _assign(outline: Outline, task: Task, lists: list[list[Unit]], found: Found) -> None:
    """The union of an item's lists; a unit printed twice in one list is a printed duplicate."""
    for listed in lists:
        for unit in unit_rules.merged([Unit(u.name, u.role, u.start, u.end) for u in listed]):
            if unit.again:
                found.duplicates.append(
                    PrintedDuplicate(
                        origin=task.origin,
                        ordinal=task.ordinal,
                        path=task.path,
                        name=unit.name,
                        spans=_raw_spans(outline, unit),
                        **outline.at(unit.start, unit.end),
                    )
                )
    _set_units(outline, task, [u for listed in lists for u in listed])


def _set_units(outline: Outline, task: Task, listed: list[Unit]) -> None:
    for unit in unit_rules.merged(listed):
        task.units.append(
            UnitRole(
                name=unit.name,
                role=unit.role,
                spans=_raw_spans(outline, unit) if unit.again else None,
                **outline.at(unit.start, unit.end),
            )
        )


def _raw_spans(outline: Outline, unit: Unit) -> list[Span]:
    return [outline.layout.clean.raw_span(*place) for place in [(unit.start, unit.end), *unit.again]]


def _names_each(table: Table, label: int, text: str) -> bool:
    """Whether a column of labels names each row (建园区, 引企业), not a group of rows (产业, 产业, 民生).

    Several duties under one number share its name.
    """
    printed = {(row.number, text[slice(*row.cells[label])]) for row in table.rows if label in row.cells}
    return len({name for _, name in printed}) == len(printed) == len({row.number for row in table.rows}) > 1


def _first_leads(outline: Outline, table: Table, leads_from: int) -> bool:
    """Whether the first unit of a cell leads: the text above says so, or a note below: 注：列第一位的为牵头单位."""
    if not table.rows or any(c.kind == UNITS and c.role != "responsible" for c in table.columns):
        return False
    if any(c.kind == UNITS and leading.FIRST_LEADS.search(c.head) for c in table.columns):
        return True  # 责任单位（列第一位的为牵头单位）
    end = table.rows[-1].end
    note = outline.text[end : end + 120].lstrip("\n").split("\n")[0]
    return leads_from < table.rows[0].start or bool(re.match("备?注|说明", note) and leading.FIRST_LEADS.search(note))


def _rows(
    outline: Outline, table: Table, year: int | None, seen: dict[str, int], found: Found, leads_from: int
) -> None:
    duty = duty_column(table)
    if duty is None:
        return
    text = outline.text
    labels = [n for n in table.of_kind(LABEL) if n < duty] or table.of_kind(LABEL)
    first_leads = _first_leads(outline, table, leads_from)
    marked = leading.MARKED_LEAD.search(text)
    names_rows = len(labels) == 1 and _names_each(table, labels[0], text)
    for row in table.rows:
        if duty not in row.cells:
            continue
        start, end = row.cells[duty]
        path = _unique(f"表{row.number}", seen)
        # a row of its own may name the group; then the first column of labels names the duties
        section = text[slice(*row.cells[labels[0]])] if labels and labels[0] in row.cells else None
        title = text[slice(*row.cells[labels[-1]])] if len(labels) > 1 and labels[-1] in row.cells else None
        names = {labels[0]: "section"} if labels else {}
        if len(labels) > 1:
            names[labels[-1]] = "title"
        if names_rows:
            section, title, names = None, section, {labels[0]: "title"}
        if row.group is not None:
            section, title = text[slice(*row.group)], title or section
            names = dict.fromkeys(names, "title")
        names |= dict.fromkeys(table.of_kind(UNITS), "units") | dict.fromkeys(table.of_kind(DUE), "deadline")
        due = None
        for n in table.of_kind(DUE):
            if n in row.cells:
                due = deadlines.cell(text[slice(*row.cells[n])], row.cells[n][0], outline, year)
        if not table.of_kind(DUE):
            due = deadlines.find(text[start:end], start, outline, year)  # 新院区年底前投入使用。 | 县卫健局
        task = Task(
            origin="table",
            ordinal=row.number,
            path=path,
            section=section,
            title=title,
            text=text[start:end].replace("\n", ""),
            deadline=due,
            filled=sorted(
                {names[n] for n in row.filled if n in names}, key=["section", "title", "units", "deadline"].index
            ),
            **outline.at(row.start, row.end),
        )
        listed = []
        for n in table.of_kind(UNITS):
            if n in row.cells:
                s, e = row.cells[n]
                listed.append(unit_rules.cell(text[s:e], s, table.columns[n].role))
                if marked:
                    leading.let_marked_lead(text, listed[-1], marked["mark"])
                if first_leads:
                    leading.let_first_lead(listed[-1])
        _assign(outline, task, listed, found)
        found.tasks.append(task)
        found.rows[path] = (row, (start, end))
