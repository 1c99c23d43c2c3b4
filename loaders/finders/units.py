"""Units and their roles: responsibility statements (责任单位). Duties told in prose: `prose.py`.

A statement is a bracket or a line that assigns an item. Printed forms:
  1. （责任单位：市城建局、市财政局）〔…〕【…】[…]  （负责部门：…；适用范围：…）  a key, then a list
  2. （牵头单位：A；配合单位：B、C）           牵头单位：A  (lines of their own)
  3. （A牵头，B、C按职责分工负责）             （A、B分别牵头）  （A会同有关部门负责）
  4. （A、B负责）                              （A、B）（A、B，2023年底前完成）  at the end of an item
Roles: lead (牵头), support (配合), responsible (责任, 负责). Where a document says that the first-listed unit leads
(列第一位者为牵头单位，下同), that holds from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from loaders.facts import Span
from loaders.finders.unit.leading import FIRST_LEADS
from loaders.finders.unit.lists import hide_inner_marks, split, with_its_mark
from loaders.finders.unit.words import (
    COLLECTIVE,
    ENDS_UNIT,
    LEAD,
    MASS,
    RESPONSIBLE,
    ROLE_OF,
    ROLE_WORDS,
    SUFFIX,
    SUPPORT,
    TAIL,
    Statement,
    Unit,
)
from loaders.names import bodies

_LEADER = "(?:牵头|主办|主责)(?:责任)?(?:单位|部门)"  # 第一责任单位为牵头单位 says who leads and lists nobody
_KEY = re.compile(
    rf"(?:[省市州区县][级直])?(?P<main>主要)?(?P<role>{ROLE_WORDS})(?:责任|负责|落实|实施|组织)?(?:[、和及与](?:{ROLE_WORDS})|（(?:{ROLE_WORDS})）)?(?P<noun>单位|部门|处室|科室|司局|股室|机构|主体|地区|市县)?(?:[、和及与](?:单位|部门))?(?:[、和及与](?P<second>{ROLE_WORDS})(?:单位|部门))?(?:（(?:单位|部门)）)?(?P<colon>：|(?<=单位|部门)为(?!{_LEADER}|[主辅第]))"
    r"|(?P<members>成员单位：)|(?:部门|责任|任务|职责|单位|工作)?分工："
)
# 市发展改革委会同县财政局, 市教育局商市财政局; but 县商务局 is a name
_JOINT = re.compile(r"会同|(?<=[局委部厅署办院行会])商(?=[\u4e00-\u9fff]{2})(?!务|业|会|贸)")
# Keys that stand beside the units in one bracket: 完成时限：2023年底, 适用范围：…, 责任人：…, 链长：…
_OTHER_KEY = re.compile(
    r"(?P<name>(?:完成|办理|推进|整改|落实|实施|办结|工作)?(?:时限|时间|期限|时间节点|进度)(?:要求|安排|节点)?|适用范围|(?:责任|牵头|分管|包保|包联|挂钩|督导|[省市州区县]级?)?(?:负责|责任)?(?:[省市州区县]?领导|人)|联系人|备注|[总副]?链长|链主(?:企业)?)："
)
TIME_KEY = re.compile(r"时限|时间|期限|进度")
# A bracket of round, square or lenticular form, with one level of brackets inside: （…县（市、区）政府…〔下同〕）
BRACKET = re.compile(
    r"（((?:[^（）\n]|（[^（）\n]{0,80}）){2,600})）|【([^【】\n]{2,300})】|\[([^\[\]\n]{2,300})\]|〔([^〔〕\n]{2,300})〕"
)
# A line (or the end of one) of its own: 责任单位：…, 主要责任单位：…, 市级牵头部门：…, 牵头及配合单位：…, 完成时限：…, 责任领导：…
_KEY_WORD = (
    rf"(?:主要|具体|[省市州区县]级?|第一)?(?:{ROLE_WORDS})(?:责任|负责)?(?:[、和及与](?:{ROLE_WORDS})|（(?:{ROLE_WORDS})）)?"
    rf"(?:单位|部门|处室|科室|司局|股室|机构|主体)(?:[、和及与](?:单位|部门))?(?:[、和及与](?:{ROLE_WORDS})(?:单位|部门|人))?(?:（(?:单位|部门)）)?"
)
_STATEMENT_LINE = re.compile(
    rf"(?:^|(?<=[。；\n◆●■▪·★☆▲※])|(?<=^——)|(?<=\n——))(?:(?:{_KEY_WORD}|(?:部门|责任|任务|职责|单位|工作)?分工)：[^\n]{{2,400}}|(?:(?:完成|整改|办结|办理|落实)(?:时限|时间|期限|进度|节点)(?:要求)?|(?:工作|推进|完成)?(?:时限|时间节点|时间要求|时限要求|进度要求|进度安排)|(?:责任|牵头|分管|包保|包联|联系|挂钩|督导|[省市州区县]级?)(?:负责|责任)?(?:[省市州区县]?领导|人))：[^\n。；，]{{2,40}}(?=[。；]?$|[。；]?\n|[。；]{_KEY_WORD}：|[。；](?:完成|办结)(?:时限|时间)：))"
)
# 牵头：市工信局 / 配合：市财政局、各区人民政府
_SHORT_LINE = re.compile(
    r"^(?:牵头|配合|主办|协办|责任)：(?=(?:各?[省市区县州]|[\u4e00-\u9fff]{2,4}[省市区县])[^。：\n]{1,24}?(?:局|委|厅|办|署|院|部|会|中心|政府|集团|公司|办公室)(?:[、，；。]|等|$))[^：\n]{2,300}$"
)
# 按职责分工, 依据任务分工, 在各自职责范围内
_DUTY = r"(?:按照?|根据|依据|在)(?:各自)?(?:职责|职能|职责分工|分工|任务分工)(?:权限)?(?:分工)?(?:范围)?内?"
_VERB_END = re.compile(
    rf"(?:{_DUTY})?(?:结合实际)?(?:抓好|做好|加强|强化)?(?:分别|共同|具体|各自|依职责|联合|密切)?(?:分工)?"
    r"(?P<verb>总?牵头(?:负责|组织|实施|落实|推进|推动|督导|督办|督促|指导|协调|统筹|抓总)?|负责(?:总牵头|落实|实施|推进|牵头|组织实施|指导|配合)?|配合(?:实施|落实|做好)?|主办|主责|协办|参与|参加|协助|协同|支持|落实|组织实施|实施|推进|承担|指导|监督|统筹(?:协调|推进|指导)?|协调|督导|督促|办理|承办|为主)(?:工作|实施|落实)?$"
)
# 市教育局为牵头单位，市财政局为配合单位
_IS_UNIT = re.compile(rf"为(?P<role>{ROLE_WORDS})(?:责任)?(?:单位|部门)$")
_BY_DUTY = re.compile(rf"{_DUTY}$")
UNIT_SHAPE = re.compile(
    rf"(?:[\u4e00-\u9fff“”（）〔〕〈〉、A-Za-z0-9·—-]{{0,30}}?)(?:{SUFFIX})(?:[（〔][^（）〔〕]{{1,20}}[）〕])?$"
)


def cell(text: str, base: int, role: str) -> list[Unit]:
    """The units of a table cell under a head that gives a role; verbs in the cell say more: A牵头，B、C按职责分工负责."""
    if _KEY.search(text):  # 牵头单位：市教育局；配合单位：市财政局
        return _read_keys(text, base).units
    if re.search("牵头|配合|负责|协助", text) and (statement := _read_verbs(text, base)):
        if all(unit.role == RESPONSIBLE for unit in statement.units):
            # under 牵头单位 both of A、B按职责分工负责 lead
            return [Unit(unit.name, role, unit.start, unit.end) for unit in statement.units]
        return statement.units
    return [with_its_mark(name, role, start, end) for name, start, end in split(text, base)]


def statements(text: str, base: int) -> list[Statement]:
    """Every responsibility statement in a piece of cleaned text that starts at `base`, in printed order."""
    found: list[Statement] = []
    for m in BRACKET.finditer(text):
        group = m.lastindex or 1
        tail = text[m.end() : m.end() + 2]
        statement = _read(
            m[group], base + m.start(group), at_end=tail[:1] in ("", "\n", "。"), after=text[m.start() - 1 : m.start()]
        )
        if statement:
            statement.start, statement.end = base + m.start(), base + m.end()
            found.append(statement)
    for m in (*_STATEMENT_LINE.finditer(text), *_SHORT_LINE.finditer(text)):
        start, end = base + m.start(), base + _stated(text, m.start(), _closed(text, m.start(), m.end()))
        if any(s.start < end and start < s.end for s in found):
            continue
        statement = _read(text[start - base : end - base], start, at_end=True, after="。")
        if statement:
            found.append(statement)
    if not found and (closing := _CLOSING_SENTENCE.search(text)):
        statement = _read_verbs(closing["said"], base + closing.start("said"))
        if (
            statement
            and _nothing_else(closing["said"], base + closing.start("said"), statement.units)
            and any(_plain_unit(unit.name) for unit in statement.units)
        ):
            found.append(Statement(base + closing.start("said"), base + closing.end(), statement.units))
            found[-1].sentence = bool(closing["subject"])
    return sorted(found, key=lambda s: s.start)


# ①建设高标准农田（县农业农村局）；  一是做强主业，由县工信局负责；
_INLINE = re.compile(
    r"（(?P<units>[^（）：\n]{3,60})）(?=[；。])"
    r"|(?:^|(?<=[，。；]))由(?P<who>[^，。；：（）“”\n]{3,60}?)(?P<verb>(?:分别|牵头|具体|共同)?负责|(?:分别)?牵头)(?:(?:组织)?实施|落实|推进)?(?=[；。]|$|，[^，。；\d]{0,4}(?:20\d\d年|\d{1,2}月|年底))"
    r"|(?:^|(?<=[，。；]))由(?P<lead>[^，。；：（）“”\n]{3,40}?)牵头(?:负责|组织)?，?会同(?P<with>[^，。；：（）“”\n]{3,80}?)(?:共同|联合)?(?:负责)?(?:落实|实施|推进)?(?=[，；。]|$)"
    r"|(?:^|(?<=[，。；]))由(?P<chief>[^，。；：（）“”\n]{3,40}?)牵头(?:负责|组织)?，(?P<support>[^，。；：（）“”\n]{3,80}?)(?:积极)?(?:配合|参与|参加|协助)(?:落实|实施|推进)?(?=[，；。]|$)"
)
_OWN = re.compile("[省市区县州镇各]")


def inline(text: str, base: int) -> list[Statement]:
    """Units that the parts of one item name each for itself, in brackets before a semicolon or behind 由; plain names only.

    For items of a document that assigns its items in lists: where one of them has no list.
    """
    found = []
    for m in _INLINE.finditer(text):
        kind = "units" if m["units"] else "clause"
        if kind == "units" and (ENDS_UNIT.search(text[max(0, m.start() - 8) : m.start()]) or "；" not in text):
            continue  # 报牵头部门（市财政局）；: a gloss of a name
        role = LEAD if "牵头" in (m["verb"] or "") else RESPONSIBLE
        units = []
        parts = {"units": role, "who": role, "lead": LEAD, "with": RESPONSIBLE, "chief": LEAD, "support": SUPPORT}
        for part, said in parts.items():
            if m[part]:
                units += [Unit(n, said, s, e) for n, s, e in split(m[part], base + m.start(part))]
        if units and all(_plain_unit(u.name) or (_OWN.match(u.name) and UNIT_SHAPE.match(u.name)) for u in units):
            # a bracket is no text of the item, a clause is
            found.append(Statement(base + (m.start() if kind == "units" else m.end()), base + m.end(), units))
    return found


# The last sentence of an item, nothing but units and what they do: …。市财政局牵头，市教育局、市民政局配合。
_VERBS = re.compile(
    r"由|(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|共同|具体)?(?:牵头(?:负责|落实|实施)?|负责(?:落实|(?:组织)?实施)?|落实|配合(?:落实|实施)?|参与|参加|协助|协同)(?=[，；。]|$)|等(?:部门|单位)?(?=[，；。]|$)"
)
_CLOSING_SENTENCE = re.compile(
    r"(?:^|。)(?P<subject>[\u4e00-\u9fff“”]{2,14}(?=由))?(?P<said>(?:由)?(?:各?[省市州区县]|[\u4e00-\u9fff]{2,8}[局委部厅办署行院会])"
    r"(?:[^。：（）“”要应]|应(?=急)|(?<=各.)（[市州区县旗、]{1,7}）){0,160}(?:牵头|负责|配合|参与|参加|协助|落实)(?:组织)?(?:实施|落实)?)。?$"
)


def _nothing_else(said: str, base: int, units: list[Unit]) -> bool:
    """Whether a sentence is names of units and what they do, and no more."""
    rest = list(said)
    for unit in units:
        start, end = unit.start - base, unit.end - base
        rest[start:end] = "、" * (end - start)
    text = _VERBS.sub("", _ALL_BY.sub("", "".join(rest)))
    return not re.sub("等(?:有关|相关)?(?:部门|单位)?|[，；、和及与]", "", text)


def _stated(text: str, start: int, end: int) -> int:
    """Where a statement ends that opens a line: 牵头单位：市发展改革委。推进项目建设，…: at the full stop before other text."""
    stop = text.find("。", start, end)
    if 0 < stop < end - 3 and not re.match(
        rf"{_KEY_WORD}：|{_OTHER_KEY.pattern}|[^。]{{0,30}}下同", text[stop + 1 : end]
    ):
        return stop + 1
    return end


def _closed(text: str, start: int, end: int) -> int:
    """Where a line ends that may stand inside a bracket: before the ） that it does not open."""
    depth = 0
    for at in range(start, end):
        if text[at] == "（":
            depth += 1
        elif text[at] == "）":
            depth -= 1
            if depth < 0:
                return at
    return end


def _read(body: str, base: int, *, at_end: bool, after: str) -> Statement | None:
    """Read the inside of a bracket, or a line; None where it assigns nothing."""
    if "以下简称" in body or "《" in body[:2]:
        return None
    if (gloss := _OPENING_GLOSS.match(body)) and FIRST_LEADS.search(gloss[0]):
        body, base = body[gloss.end() :], base + gloss.end()
    if opening := _OPENING_CLAUSE.match(body):
        keyed = _read_keys(body[opening.end() :], base + opening.end())
        if _SAYS_WHEN.match(opening["clause"]):
            keyed.others.setdefault("时限", (base, base + opening.end("clause")))
        return keyed
    if (
        _KEY.search(body)
        and re.match(rf"[^：，。；]{{0,4}}(?:{ROLE_WORDS})|(?:..)?分工：|成员单位：|{_OTHER_KEY.pattern}", body)
    ) or (after == "。" and at_end and _OTHER_KEY.match(body)):
        return _read_keys(body, base)
    gloss = _GLOSS.search(body)
    head = body[: gloss.start()] if gloss else body
    others: dict[str, Span] = {}
    while m := _CLOSING_CLAUSE.search(head):
        if key := _OTHER_KEY.match(m["clause"]):
            others[key["name"]] = (base + m.start("clause") + key.end(), base + m.end("clause"))
        head = head[: m.start()]
    statement = None
    if re.search(
        r"负责|牵头|会同|配合|参与|参加|落实|按职责|协助|办理|[主协]办|为主|组织实施|推进|指导|监督|统筹|协调|督导|督促|责任(?:单位|部门)$",
        _LEADERS.sub("", head)[-14:],
    ):
        statement = _read_verbs(head, base)
    elif at_end and after in ("。", "）", "；", "\n", "") and 2 < len(head) < 300:
        names = list(split(head, base))
        plain = sum(_plain_unit(name) or bool(_EVERY.match(name)) for name, _, _ in names)
        if (
            plain
            and (2 * plain >= len(names) or _plain_unit(names[0][0]))
            and all(_listed_unit(name) for name, _, _ in names)
        ):
            statement = Statement(base, base + len(body), [Unit(n, RESPONSIBLE, s, e) for n, s, e in names])
    if statement:
        statement.others.update(others)
    return statement


# 省科技厅、各产业链牵头单位: those who lead are a member of the list; but 市教育局为牵头单位
_LEADERS = re.compile("(?<=[\u4e00-\u9fff])(?<!为)(?:牵头|配合|参与)(?=(?:单位|部门)(?:[，、；）]|$))")
# 列第一位的为牵头单位，下同。责任单位：…
_OPENING_GLOSS = re.compile(r"[^。；：]{2,40}[。；：](?=.{2})")
# （约束性指标，责任单位：…）, （2024年6月底前，牵头单位：…）: a clause before the first key
_OPENING_CLAUSE = re.compile(rf"(?P<clause>[^：，。；（）、《》]{{2,16}})[，；](?={_KEY_WORD}：)")
_SAYS_WHEN = re.compile(r"(?:20\d\d年|\d{1,2}月|今年|年底|年内|长期|持续|全年|常态化)")
# What may stand behind a list without being part of it: ，完成时限：2023年底 ，2023年6月底前完成 ，长期坚持 ，列第一位的为牵头单位，下同
_CLOSING_CLAUSE = re.compile(
    r"[，；](?P<clause>(?:(?:完成|办理|推进|整改|落实|实施)?(?:时限|时间|期限|进度)(?:要求|安排)?：[^，；]{1,30}"
    r"|(?:分别)?(?:于|在)?(?:20\d\d年|\d{1,2}月|今年|年底|年内|长期|持续|全年|每年|常态化|分年度|近期|立即|适时)[^，；：]{0,24}"
    r"|[^，；：、]{0,12}(?:第一|首位)[^，；：]{0,24}|以?下同))[。]?$"
)
# 各地区, 国务院各有关部门, 省直各单位, 各成员单位
_EVERY = re.compile(
    "(?:国务院|[省市州区县](?:级|直)?)?各(?:有关|相关|成员|责任)?(?:地区|地|部门|单位|市|县|区|州|乡镇|镇街|街道)"
)


_OWN_DEPARTMENT = re.compile("(?!各|有关|相关|.*(?:[一二三四五六七八九十两几多数]|办事)处)[\u4e00-\u9fff]{2,10}处")


def _plain_unit(name: str) -> bool:
    """Whether a name is a body by its own words, or one of the published national ones: 市财政局, 人民银行."""
    return bodies.find(name, national=True) is not None or (
        bool(
            re.search(
                rf"(?:局|委|厅|办|署|政府|管委会|委员会|办公室|部|法院|检察院|海关|总队|支队|(?<!公)司|{MASS})$", name
            )
            # 经济运行处、综合处: the departments of who issues it
            or _OWN_DEPARTMENT.fullmatch(name)
        )
        and len(name) <= 20
    )


def _listed_unit(name: str) -> bool:
    """Whether a name may stand in a list that no word introduces: a unit, or 各镇（场）, 各县市区."""
    return len(name) <= 30 and bool(
        ENDS_UNIT.search(name) or re.fullmatch(r"各[\u4e00-\u9fff（）〔〕〈〉、]{1,12}", name)
    )


def _read_keys(body: str, base: int) -> Statement:
    """牵头单位：A、B；配合单位：C；完成时限：…"""
    statement = Statement(base, base + len(body), [])
    keys: list[tuple[int, int, str | None, str]] = []
    for m in _KEY.finditer(body):
        # 主要责任单位：A 责任单位：B: the main one leads
        # 部门分工：A牵头，B配合 leaves the roles to its verbs
        # 牵头单位：A；成员单位：B: members support who leads
        printed = SUPPORT if m["members"] and keys else ROLE_OF[m["role"] or "责任"]
        # 主要协作单位 support
        keys.append((m.start(), m.end(), LEAD if m["main"] and printed == RESPONSIBLE else printed, m[0]))
    for m in _OTHER_KEY.finditer(body):
        if not any(s <= m.start() < e or s < m.end() <= e for s, e, _, _ in keys):
            keys.append((m.start(), m.end(), None, m["name"]))
    keys.sort()
    for (_, start, role, name), following in zip_longest(keys, keys[1:]):
        end = following[0] if following else len(body)
        if role is None:
            value = body[start:end].rstrip("；，。 ")
            statement.others[name] = (base + start, base + start + len(value))
            continue
        for piece_start, piece_end in _list_part(body, start, end, statement, base):
            told = _told(body[piece_start:piece_end], base + piece_start)
            if told and (role == RESPONSIBLE or piece_start > start):
                statement.units += told
                continue
            statement.units += [
                with_its_mark(n, role, s, e) for n, s, e in split(body[piece_start:piece_end], base + piece_start)
            ]
    return statement


def _told(value: str, base: int) -> list[Unit]:
    """A list behind a key that says with verbs who does what: 责任单位：市教育局牵头，市财政局、市税务局配合; …等按职责分工负责."""
    m = _VERB_END.search(value)
    if not m or not m.start() or not ENDS_UNIT.search(TAIL.sub("", value[: m.start()])):
        return []
    said = _read_verbs(value, base)
    return said.units if said else []


# Where the list of a key ends: at a full stop, at 〔以下…〕, （列第一位的…）, （除…外，列第一位的…）; 县〔市、区〕 and 部门〔单位〕 belong to a name
_GLOSS = re.compile(
    r"〔(?![^〔〕]{2,14}[局办委部厅署]〕)(?![省市县区州盟旗镇乡街道场园、，]{1,9}〕|单位〕|部门〕|管委会〕|含)|（(?=(?:[^（）]{1,24}，)?(?:列|排)|(?:以上|前述)?(?:第一|首)[位个责牵]|以?下同)|。"
)
# 各区人民政府（含开发区、风景区管委会，下同）: what a name stands for from here on
_SAME_BELOW = re.compile("[（〔〈](?:含|包括|不含|指)[^（）〔〕〈〉\n]{1,60}下同[）〕〉]")


def _list_part(body: str, start: int, end: int, statement: Statement, base: int) -> Iterator[Span]:
    """The part of a keyed value that lists units: up to a gloss 〔…〕 or a clause that is none (，以下各项工作均需…)."""
    value = body[start:end]
    if same := _SAME_BELOW.search(value):
        yield from _list_part(body, start, start + same.start(), statement, base)
        yield from _list_part(body, start + same.end(), end, statement, base)
        return
    gloss = _GLOSS.search(value)
    if gloss:
        value = value[: gloss.start()]
    for n, (cut, stop) in enumerate(_clauses(value)):
        clause = value[cut:stop]
        names = [name for name, _, _ in split(clause, 0)]
        if n == 0 or (
            names
            and not _ON_LEADING.search(clause)
            and (_names_units(names) or _told(clause, 0))
            and "以下" not in clause
        ):
            if clause:
                yield start + cut, start + stop
        elif clause.strip("“” ") and not _ON_LEADING.search(clause) and clause not in ("下同", "以下同"):
            statement.unread.append((base + start + cut, base + start + stop))


def _clauses(value: str) -> Iterator[Span]:
    """Where the clauses of a list stand, cut at ， and ； outside of brackets."""
    at = 0
    for clause in re.split("[，；]", hide_inner_marks(value)):
        yield at, at + len(clause)
        at += len(clause) + 1


# 甲江资本: a firm by its bare name
_BARE_NAME = re.compile("[\u4e00-\u9fff]{3,8}")


def _names_units(names: list[str]) -> bool:
    """Whether the names of a clause are units; among others one may print no word for what it is: 甲江资本、市金融集团."""
    odd = [name for name in names if not UNIT_SHAPE.match(name)]
    return all(len(name) <= 24 for name in names) and (
        not odd or (2 * len(odd) <= len(names) and all(_BARE_NAME.fullmatch(name) for name in odd))
    )


# 列第一位的为牵头单位, 多个牵头部门的按职责分工负责: on the list itself
_ON_LEADING = re.compile(rf"{FIRST_LEADS.pattern}|多个牵头(?:部门|单位)|前的?(?:单位|部门)?(?:均|都)?(?:为|是|系)牵头")
# 以下各项均需各州、市人民政府落实
_ALL_BY = re.compile("(?:以上|上述)(?:各项)?(?:工作|任务|事项|措施)?(?:均|都)?由")  # 以上工作由市教育局牵头
_NO_NAME = re.compile("以下|以上|上述|涉及|其余|其他任务|具体任务|均")


# 公路运输由交通部负责: what stands in front is no part of a name; 自由贸易区管委会 is one
_BY_WHOM = re.compile("[\u4e00-\u9fff“”]{2,14}(?<!自)由(?=[\u4e00-\u9fff]{2})")


def _read_verbs(body: str, base: int) -> Statement | None:
    """A牵头，B、C按职责分工负责; A、B分别牵头; A会同有关部门负责; 由A负责"""
    units: list[Unit] = []
    waiting: list[tuple[str, int, int]] = []
    at = 0
    for part in re.split(r"([，；。]|(?<=牵头|配合|负责|参与|参加|协助|落实|为主)、)", hide_inner_marks(body)):
        start = at
        at += len(part)
        clause = body[start:at]
        if part in ("，", "；", "。", "、"):
            continue
        if (m := _ALL_BY.match(clause)) or (m := _BY_WHOM.match(clause)):
            clause, start = clause[m.end() :], start + m.end()
        elif clause.startswith("以") and clause.endswith("为主"):
            clause, start = clause[1:], start + 1
        if _NO_NAME.match(clause) or (re.search("第一|首位", clause) and FIRST_LEADS.search(clause)):
            continue
        role: str | None = None
        listing = clause
        if m := _IS_UNIT.search(clause):
            role, listing = ROLE_OF[m["role"]], clause[: m.start()]
        elif m := _VERB_END.search(clause):
            role = LEAD if "牵头" in m["verb"] or m["verb"] == "为主" else ROLE_OF.get(m["verb"][:2], RESPONSIBLE)
            listing = clause[: m.start()]
        elif m := _BY_DUTY.search(clause):
            role, listing = RESPONSIBLE, clause[: m.start()]
        # A牵头B、C配合 / A牵头会同B负责: two roles in one clause
        cut = re.search(r"牵头(?:[、，]?会同|组织)?(?=[\u4e00-\u9fff])", listing)
        if cut and role:
            waiting += split(listing[: cut.start()], base + start)
            units += [Unit(n, LEAD, s, e) for n, s, e in waiting]
            waiting = []
            listing, start = listing[cut.end() :], start + cut.end()
        joint = _JOINT.search(listing)
        if joint and role and ENDS_UNIT.search(listing[: joint.start()]):
            waiting += split(listing[: joint.start()], base + start)
            listing, start = listing[joint.end() :], start + joint.end()
        if role == SUPPORT and waiting and not units:
            # A、B，C、D参与: those before support nobody
            units += [Unit(n, RESPONSIBLE, s, e) for n, s, e in waiting]
            waiting = []
        waiting += split(listing, base + start)
        if role:
            units += [Unit(n, role, s, e) for n, s, e in waiting]
            waiting = []
    if waiting and (units or "会同" in body):
        # A牵头，会同B、C; A会同B、C
        units += [Unit(n, RESPONSIBLE, s, e) for n, s, e in waiting]
    units = [u for u in units if UNIT_SHAPE.match(u.name) and len(u.name) <= 30 and not _NO_NAME.match(u.name)]
    return Statement(base, base + len(body), units) if units else None


def more_units(text: str, base: int, role: str) -> Statement | None:
    """A line of units alone, which goes on with the list of the line above; None for any other line."""
    if len(text) > 60 or re.search("[。：]", text):
        return None
    names = list(split(text, base))
    if not names or not all(UNIT_SHAPE.match(name) and len(name) <= 24 for name, _, _ in names):
        return None
    if not any(_plain_unit(name) or COLLECTIVE.search(name) for name, _, _ in names):
        return None
    return Statement(base, base + len(text), [Unit(n, role, s, e) for n, s, e in names])


def members(text: str, base: int) -> Statement | None:
    """成员单位：A、B on a line of its own, below the line of who leads them: they support; None for any other line."""
    if not (key := _MEMBERS.match(text)):
        return None
    units = [Unit(n, SUPPORT, s, e) for n, s, e in split(text[key.end() :], base + key.end())]
    return Statement(base, base + len(text), units) if units else None


_MEMBERS = re.compile("成员单位：(?=[^。]{2,300}。?$)")


def merged(units: Iterable[Unit]) -> list[Unit]:
    """One entry a name in printed order; later prints of a name go into `again`. Who leads in one of two lists leads."""
    by_name: dict[str, Unit] = {}
    for unit in units:
        first = by_name.get(unit.name)
        if first is None:
            by_name[unit.name] = unit
        elif (unit.start, unit.end) != (first.start, first.end):
            first.again.append((unit.start, unit.end))
            if unit.role == LEAD:
                first.role = LEAD
    return list(by_name.values())
