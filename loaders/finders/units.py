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
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from loaders.facts import Span
from loaders.names import bodies, places

LEAD, SUPPORT, RESPONSIBLE = "lead", "support", "responsible"


@dataclass(slots=True)
class Unit:
    """A unit in a list: `name` with its inherited prefix, [start, end) where it is printed (cleaned offsets)."""

    name: str
    role: str
    start: int
    end: int
    again: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Statement:
    """One responsibility statement: [start, end) of the whole bracket or line, its units, other keys that it holds
    (完成时限 -> span of the value), and spans that no rule reads."""

    start: int
    end: int
    units: list[Unit]
    others: dict[str, Span] = field(default_factory=dict)
    unread: list[Span] = field(default_factory=list)


_ROLE_WORDS = (
    (LEAD, "牵头|主办|主责|主管|承办"),
    (SUPPORT, "配合|协办|参加|参与|支持|协同|协助|协作"),
    (RESPONSIBLE, "责任|负责|落实|实施|承担|组织|联合"),
)
_ROLE = {word: role for role, words in _ROLE_WORDS for word in words.split("|")}
_WORDS = "|".join(_ROLE)
_LEADER = "(?:牵头|主办|主责)(?:责任)?(?:单位|部门)"  # 第一责任单位为牵头单位 says who leads and lists nobody
_KEY = re.compile(
    rf"(?:[省市州区县][级直])?(?P<main>主要)?(?P<role>{_WORDS})(?:责任|负责|落实|实施|组织)?(?:[、和及与](?:{_WORDS})|（(?:{_WORDS})）)?(?P<noun>单位|部门|处室|科室|司局|股室|机构|主体|地区|市县)?(?:[、和及与](?:单位|部门))?(?:[、和及与](?P<second>{_WORDS})(?:单位|部门))?(?:（(?:单位|部门)）)?(?P<colon>：|(?<=单位|部门)为(?!{_LEADER}|[主辅第]))"
    r"|(?:部门|责任|任务|职责|单位)分工："
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
    rf"(?:主要|具体|[省市州区县]级?|第一)?(?:{_WORDS})(?:责任|负责)?(?:[、和及与](?:{_WORDS})|（(?:{_WORDS})）)?"
    rf"(?:单位|部门|处室|科室|司局|股室|机构|主体)(?:[、和及与](?:单位|部门))?(?:[、和及与](?:{_WORDS})(?:单位|部门|人))?(?:（(?:单位|部门)）)?"
)
_STATEMENT_LINE = re.compile(
    rf"(?:^|(?<=[。；\n◆●■▪·★☆▲※])|(?<=^——)|(?<=\n——))(?:(?:{_KEY_WORD}|(?:部门|责任|任务|职责|单位)分工)：[^\n]{{2,400}}|(?:(?:完成|整改|办结|办理|落实)(?:时限|时间|期限|进度|节点)(?:要求)?|(?:工作|推进|完成)?(?:时限|时间节点|时间要求|时限要求|进度要求|进度安排)|(?:责任|牵头|分管|包保|包联|联系|挂钩|督导|[省市州区县]级?)(?:负责|责任)?(?:[省市州区县]?领导|人))：[^\n。；，]{{2,40}}(?=[。；]?$|[。；]?\n|[。；]{_KEY_WORD}：|[。；](?:完成|办结)(?:时限|时间)：))"
)
FIRST_LEADS = re.compile(
    r"(?:列|排|排名|排序)?(?:在)?(?:第一位?|首位|最前|第一名|第一个)(?:者|的)?(?:为|是|的)?(?:[^，。；]{0,6})?(?:为|是|系)?(?:牵头|主责|主办)(?:责任)?(?:部门|单位)?"
)
_VERB_END = re.compile(
    r"(?:(?:按照?|根据|依据|在)(?:各自)?(?:职责|职能|职责分工|分工|任务分工)(?:权限)?(?:分工)?(?:范围)?内?)?(?:结合实际)?(?:抓好|做好)?(?:分别|共同|具体|各自|依职责|联合|密切)?(?:分工)?"
    r"(?P<verb>总?牵头(?:负责|组织|实施|落实|推进|推动|督导|督办|督促|指导|协调|统筹|抓总)?|负责(?:总牵头|落实|实施|推进|牵头|组织实施|指导|配合)?|配合(?:实施|落实|做好)?|主办|主责|协办|参与|参加|协助|协同|支持|落实|组织实施|实施|推进|承担|指导|监督|统筹(?:协调|推进|指导)?|协调|督导|督促)(?:工作|实施|落实)?$"
)
# 市教育局为牵头单位，市财政局为配合单位
_IS_UNIT = re.compile(rf"为(?P<role>{_WORDS})(?:责任)?(?:单位|部门)$")
_BY_DUTY = re.compile(r"(?:按照?|根据|依据|在)(?:各自)?(?:职责|职能|分工|任务分工)(?:权限)?(?:分工)?(?:范围)?内?$")
_TAIL = re.compile(
    r"(?:等(?:[省市县区州](?:级|直属?)?|[省市县区州]?政府|国务院|中央(?:和国家机关)?|中直|国家|其他)?(?:\d+个?|[一二三四五六七八九十]+个)?(?:各|有关|相关|责任|成员|组成|职能|行业|主管|业务|监管|协同)*(?:的)?(?:部门|单位|部委|地区|企业|机构|方面|地方)?(?:和单位|及单位|、单位)?|等)$"
)
_VAGUE = re.compile(r"^(?:有关|相关|其他|其他有关|其他相关|等)(?:部门|单位|方面|地方|企业)?(?:和单位|、单位)?$")

# Mass organisations, which print no word for what they are: 市妇联, 省工商联, 共青团中央
_MASS = "妇联|残联|文联|社科联|工商联|侨联|台联|记协|作协|科协|计生协|贸促会|团中央|红十字会"
_SUFFIX = (
    _MASS
    # 财金司, 法规司 of a ministry; 公司 is an enterprise
    + r"|(?<=[\u4e00-\u9fff])(?<!公)司"
    # 新疆生产建设兵团, 武警部队
    + "|兵团|部队"
    + "|局|委|委员会|办|办公室|厅|部|署|院|行|会|公司|集团|中心|政府|单位|部门|处|大学|学院|学校|法院|检察院|海关|组|队|站|社|所|馆|党校|联盟"
    "|实验室|企业|高校|机构|组委|部委|纪委|监委|专班|指挥部|街道|街|镇|乡|园|园区|基地|医院|工委|党委|团委|总会|支队|大队|分局|分行|支行|分公司|银行"
    "|管委会|办事处|公安|税务|烟草|铁塔|供电|电网|电力|电信|移动|联通|邮政|消防|总队|气象台|电视台|电台|广电台|集团公司|联社|商会|协会|学会|基金会|总公司|开发区|新区|高新区|合作区|示范区|县|区|市|州|盟|旗|省|自治区|地区|镇街|农商行|气象|海事|机关|各地|督查室|研究室|司|科|股|信访室|监察室"
)
UNIT_SHAPE = re.compile(
    rf"(?:[\u4e00-\u9fff“”（）〔〕〈〉、A-Za-z0-9·—-]{{0,30}}?)(?:{_SUFFIX})(?:[（〔][^（）〔〕]{{1,20}}[）〕])?$"
)
_ENDS_UNIT = re.compile(rf"(?:{_SUFFIX})(?:[（〔][^（）〔〕]{{1,20}}[）〕])?$")
# A level word alone opens a joint name: 市、区发展改革部门; 各市、县（市、区）人民政府; 各区、县级市
_LEVEL = r"(?:省|市|州|区|县|地区|区县|市县|县市|县市区|县区|旗县|县级市|直管市|自治区|自治州|自治县|直辖市|镇|乡|村|盟|旗|街道|镇街|街镇|乡镇|特区|林区|新区|园区|功能区|开发区|高新区|度假区|管理区|片区|垦区|师市)(?:[（〔〈][^（）〔〕〈〉]{1,12}[）〕〉])?"
_BARE_LEVEL = re.compile(rf"^各地$|^(?:各|各有关|各相关|有关|相关)?(?:设区的?)?{_LEVEL}(?:以上|级)?$")
_LEVEL_START = re.compile(
    rf"^(?:各|有关|相关)?{_LEVEL}(?![直属])(?:级|以上)?(?:[（〔][^（）〔〕]{{1,12}}[）〕])?(?:人民政府|政府|管委会|党委|党政|有关|相关|各|$|(?:[\u4e00-\u9fff]{{2,14}}(?:部门|机构|单位|政府|管委会|办事处)$))"
)
_ZONE = re.compile("(?:开发|高新|度假|功能|管理|新|林|垦|特|园)区")
_COLLECTIVE = re.compile(
    r"^各|^有关|^相关|^全市|^全省|^全区|^全县|成员单位|(?:有关|相关)(?:部门|单位)|^[省市县区](?:级|直)?(?:各|有关|相关|直)"
)
# What can stand before the function in a unit's name and holds for the rest of its list: 省科技厅、工业和信息化厅
_PREFIX = re.compile(r"^(省|市(?!场)|区|县|州|盟|旗|自治区|兵团)(?!委|政府|人大|政协|直|级|属|、)(?=[\u4e00-\u9fff])")
# 市委组织部、宣传部、编办，教育局: the committee's name holds for its own bodies, the city's for the rest
_PARTY_BODY = re.compile(
    "(?:组织|宣传|统战|社会工作|社工)部|政法委|(?:网信|编|国安|农|财经|外事|台|改革|金融|人才|依法治[省市县区]|巡[视察])办|老干部局|直属机关工委|军民融合办"
)
_PARTY = re.compile(rf"([省市区县州])委(?=$|{_PARTY_BODY.pattern})")
_NO_INHERIT = re.compile(
    r"^(?:各|有关|相关|国(?!资|土|税|防科工)|中国|中央|国家|驻|人民银行|人行|民航|(?:[东西][南北]|华[东南北中]|长江|黄河|珠江|淮河|海河|松辽|太湖)(?=[\u4e00-\u9fff]{2})|海关|市(?!场)|[省区县州盟旗]|自治|新疆|兵团|团|妇联|工商联|.{2,6}[省市区县州]|.{0,8}(?:分行|分公司|(?:(?:银保监|银监|保监|证监|煤监|能源监管)(?:分局|局)|金融监管分局)|海关|海事局|铁路局|管理局集团))"
)
# ☆市经信局、市科技局（标☆的为牵头单位，下同）
_MARKS = "☆★△▲※*◎#"
MARKED_LEAD = re.compile(
    rf"[标带加注打画][^，。；]{{0,4}}?(?P<mark>[{_MARKS}])[^，。；]{{0,6}}[为是系][^，。；]{{0,6}}(?:牵头|主办|主责)"
)
_LEADING_JUNK = re.compile(
    rf"^(?:[{_MARKS}]|由|请|并|及|和|与|会同|以及|涉及|主要由|其中|具体由|分别由|同时|：|、|，)+"
)


# 铜川市政府, 珠海市: what closes a list of places and holds for all of it; 渭南等市人民政府 closes it with 等
_OF_PLACE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,10}?)(?P<level>[省市州盟县旗]|(?P<zone>(?:开发|高新|新|合作|示范|试验|保税|度假|产业|管理|功能|经开|园)区)|区)(?:（[^（）]{1,12}）)?"
    r"(?P<body>人民政府(?:办公[厅室])?|政府(?:办公[厅室])?|管委会|管理委员会|党委|)$"
)
_AND_OTHERS = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,10})等(?P<level>[市州县区旗盟]|县区|县市区|市县|县（市、区）|区县)?(?P<body>人民政府|政府|管委会)$"
)


def split(text: str, base: int) -> Iterator[tuple[str, int, int]]:
    """The names in a list (A、B和C等部门) as (name, start, end); `base` is the cleaned offset of `text`.

    A prefix is inherited along the list; 等 and what follows is no name; 和 and 与 part two names only where a whole
    name stands before them (市发改委和市财政局, but 市规划和自然资源局). What the last of several places prints holds for
    all: 西安、铜川市政府 gives 西安市政府 and 铜川市政府.
    """
    names = list(_split(text, base))
    if len(names) > 1:
        for n in range(len(names) - 1, 0, -1):
            name = _like(names[n - 1][0], names[n][0])
            if name:
                names[n - 1] = (name, *names[n - 1][1:])
    yield from names


_ZONE_OF_PLACE = re.compile(
    "(?P<place>[\u4e00-\u9fff]{2,5}?)(?P<zone>(?:(?:经济|高新)(?:技术)?(?:产业)?)?(?:开发|高新|经开)区)(?:管委会|管理委员会)?$"
)


def _like(name: str, following: str) -> str | None:
    """The full name of a place that a list leaves short before its like: 西安 before 铜川市政府 is 西安市政府."""
    last = _OF_PLACE.match(following)
    if last is None or "、" in following or _COLLECTIVE.match(following) or _COLLECTIVE.match(name):
        return None
    full = name + last["level"]
    if len(name) <= 5 and places.is_place(full) and not places.is_place(name):
        return full + last["body"]
    # 吴江、|太仓经济开发区管委会: two zones
    zone = _ZONE_OF_PLACE.match(following) if len(name) <= 5 and last["zone"] else None
    if zone and all(places.leading(each, short=True)[0] == each for each in (name, zone["place"])):
        return name + zone["zone"] + last["body"]
    own = _OF_PLACE.match(name)
    if own is None or own["body"] or bool(own["zone"]) != bool(last["zone"]):
        return None
    return name + last["body"]


def _split(text: str, base: int) -> Iterator[tuple[str, int, int]]:
    tokens = _tokens(text)
    prefix = party = ""
    for start, end in tokens:
        piece = text[start:end]
        if m := _LEADING_JUNK.match(piece):
            start += m.end()
            piece = text[start:end]
        if m := _AND_OTHERS.match(piece):
            level = (
                "" if not m["level"] or m["place"].endswith(("市", "县", "区", "州", "旗", "盟")) else m["level"][-1]
            )
            yield m["place"] + level + m["body"], start + base, start + len(piece) + base
            continue
        if m := _TAIL.search(piece):
            if not m.start():
                continue
            if m[0] == "等" or _ENDS_UNIT.search(piece[: m.start()]):
                end = start + m.start()
                piece = text[start:end]
        piece = piece.rstrip(f"。；，、： \n{_MARKS}")
        end = start + len(piece)
        piece = _GLOSSED.sub("", piece)
        if len(piece) < 2 or _VAGUE.match(piece):
            continue
        name = piece
        if found := _PREFIX.match(piece):
            prefix, party = found[1], ""
        elif of := _of_province(piece):
            prefix, party = of, ""
        elif found := _PARTY.match(piece):
            prefix, party = found[1], found[1] + "委"
        elif party and _PARTY_BODY.fullmatch(piece):
            name = party + piece
        elif (
            prefix
            and not _NO_INHERIT.match(piece)
            and not _of_a_place(piece)
            and re.search(r"(?:局|委|办|厅|部|署|办公室|委员会|供销(?:合作)?社|残联|科协|总工会|检察院|法院)$", piece)
        ):
            name = prefix + piece
        yield name, start + base, end + base


# 市教育局（牵头）、市财政局: the one in the list that the print marks
_MARKED_ROLE = re.compile(rf"（(?P<role>{_WORDS})(?:单位|部门)?）$")


def _marked(name: str, role: str, start: int, end: int) -> Unit:
    """A unit of a list with the role of the list, unless a bracket behind it gives another."""
    if m := _MARKED_ROLE.search(name):
        return Unit(name[: m.start()], _ROLE[m["role"]], start, end - len(m[0]))
    return Unit(name, role, start, end)


# 广东省发展改革委, 海安市财政局; but 江苏省委, 上海市人民政府 hold for nothing behind them
_OF_PROVINCE = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:省|自治区|市|县|区)(?=[\u4e00-\u9fff]{2,12}(?:局|委|办|厅|委员会|办公室)$)"
)


@lru_cache(maxsize=4096)
def _of_province(name: str) -> str:
    """The place in front of a department's name, which holds along its list: 广东省财政厅、水利厅; "" for none."""
    m = _OF_PROVINCE.match(name)
    return m[0] if m and places.leading(name)[0] == m[0] else ""


@lru_cache(maxsize=4096)
def _of_a_place(name: str) -> bool:
    """Whether a name opens with a province or a city: 甘肃证监局, 南京海关. A county may be an everyday word (公安县, 平安县), so
    what follows it must be the whole name of a bureau: 岱山自然资源分局."""
    printed, found = places.leading(name[:6], short=True)
    whole = name.endswith("局") and len(name) >= len(printed) + 4
    return any(place.level in ("province", "city") or (whole and place.level == "county") for place in found)


def cell(text: str, base: int, role: str) -> list[Unit]:
    """The units of a table cell under a head that gives a role; verbs in the cell say more: A牵头，B、C按职责分工负责."""
    if re.search("牵头|配合|负责|协助", text) and (statement := _read_verbs(text, base)):
        return statement.units
    return [_marked(name, role, start, end) for name, start, end in split(text, base)]


_CUT_OR_BRACKET = re.compile(r"[、，；/ \n]|(?P<opens>[（〔〈“])|(?P<closes>[）〕〉”])")
# 各区人民政府（含开发区、新区管委会，下同）: the bracket says who is meant and is no part of the name
_INNER = re.compile(r"[（〔〈][^（）〔〕〈〉\n]{1,80}[）〕〉]")
_GLOSSED = re.compile(
    r"[（〔〈](?:(?:不?含|包括)[^（）〔〕〈〉\n]{1,80}|[^（）〔〕〈〉\n]{0,80}(?:下同|以下简称[^（）〔〕〈〉]{1,16}|统称[^（）〔〕〈〉]{1,16}))[）〕〉]"
)


_OPENS = re.compile("[（〔〈]")


def _outside(text: str) -> str:
    """The text with the marks inside its brackets made harmless, so that it can be cut at those outside."""
    return _INNER.sub(lambda m: re.sub("[，；]", "、", m[0]), text) if _OPENS.search(text) else text


def _tokens(text: str) -> list[Span]:
    """Cut a list at 、 ， and whole-name 和, outside of brackets; then join what is one joint name."""
    cuts: list[int] = []
    depth = 0
    for m in _CUT_OR_BRACKET.finditer(text):
        if m["opens"]:
            depth += 1
        elif m["closes"]:
            depth = max(0, depth - 1)
        elif depth == 0:
            cuts.append(m.start())
    spans: list[Span] = []
    at = 0
    for cut in (*cuts, len(text)):
        spans.extend(_at_conjunctions(text, at, cut))
        at = cut + 1
    spans = [(s, e) for s, e in spans if e > s]
    spans = _functions(text, spans)
    joined: list[Span] = []
    for start, end in spans:
        if joined:
            before = text[joined[-1][0] : joined[-1][1]]
            last = before.rpartition("、")[2]
            piece = text[start:end]
            # 各市、州、直管市|及神农架林区人民政府
            if _AND_ONE.match(text, joined[-1][0], end):
                joined[-1] = (joined[-1][0], end)
                continue
            if _JOINED.search(f"{before}、{piece}"):
                joined[-1] = (joined[-1][0], end)
                continue
            if (last == "各地" or _ZONE.fullmatch(last)) and not re.match(
                "[州市县](?:、|$|人民政府|政府)", text[start:]
            ):
                pass
            elif _BARE_LEVEL.match(last) and (
                not piece.startswith("各") and _LEVEL_START.match(piece)
                if before.startswith(("各", "有关", "相关"))
                else (_LEVEL_START.match(piece) or re.match(rf"{_LEVEL}", piece))
            ):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


_AND_ONE = re.compile(
    rf"各{_LEVEL}(?:、{_LEVEL})*[及和与][\u4e00-\u9fff]{{2,10}}(?:[区县市州旗]|开发区|新区)(?:人民政府|政府|管委会)$"
)
# 各市州党委、政府 and 各盟行政公署、市人民政府 are one collective each, 市直有关部门、单位 too
_JOINED = re.compile(
    "党委、(?:人民)?政府(?:（[^（）]{1,6}）)?$|(?:有关|相关|[各直级])部门、单位$|^各盟行政公署、市人民政府$"
    "|^各(?:[^、，（〔]|[（〔][^）〕]*[）〕]){1,14}(?:政府、管委会|(?<!党)委、(?:人民)?政府)$"
)
_BY_FUNCTION = re.compile(r"等(?:有关|相关|主管)*(?:部门|机构|单位)$|(?<!政府)(?<![等关各他级直属])(?:主管|监管)?部门$")


def _functions(text: str, spans: list[Span]) -> list[Span]:
    """Departments listed by function are one collective: 各区建筑工务、交通运输、水务等部门; 发改、财政部门."""
    if (
        not spans
        or not (m := _BY_FUNCTION.search(text[slice(*spans[-1])]))
        or _ENDS_UNIT.search(text[spans[-1][0] : spans[-1][0] + m.start()])
    ):
        return spans
    first = len(spans) - 1
    while first and not _ENDS_UNIT.search(text[slice(*spans[first - 1])]):
        first -= 1
    return [*spans[:first], (spans[first][0], spans[-1][1])]


_AND = re.compile("以及|和|与|及|会同")


def _at_conjunctions(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for m in _AND.finditer(text, start, end):
        cut = m.start()
        # 科技部等和各地方人民政府: 等 closes what stands before
        if (
            cut > at
            and _ENDS_UNIT.search(text[at:cut].removesuffix("等"))
            and m.end() < end
            and not _is_inner(text, cut, end)
        ):
            yield at, cut
            at = m.end()
    yield at, end


def _is_inner(text: str, cut: int, end: int) -> bool:
    """Whether 和 belongs to a name although a unit may end before it: 各部门和单位, 市委和市政府 stay apart, 部门和单位 not."""
    after = text[cut + 1 : end]
    if text[cut - 2 : cut] == "党委" and after.startswith(("政府", "人民政府")):
        return True  # 各市、县（市、区）党委和政府
    return bool(re.match(r"(?:单位|部门|企业|机构|个人)", after)) or text[cut - 2 : cut] in ("有关", "相关")


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
    for m in _STATEMENT_LINE.finditer(text):
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
    return sorted(found, key=lambda s: s.start)


# ①建设高标准农田（县农业农村局）；  一是做强主业，由县工信局负责；
_INLINE = re.compile(
    r"（(?P<units>[^（）：\n]{3,60})）(?=[；。])"
    r"|(?:^|(?<=[，。；]))由(?P<who>[^，。；：（）“”\n]{3,60}?)(?P<verb>(?:牵头|具体|共同)?负责|牵头)(?:实施|落实|推进)?(?=[；。]|$)"
    r"|(?:^|(?<=[，。；]))由(?P<lead>[^，。；：（）“”\n]{3,40}?)牵头(?:负责|组织)?，(?P<support>[^，。；：（）“”\n]{3,80}?)(?:积极)?(?:配合|参与|参加|协助)(?:落实|实施|推进)?(?=[；。]|$)"
)
_OWN = re.compile("[省市区县州镇各]")


def inline(text: str, base: int) -> list[Statement]:
    """Units that the parts of one item name each for itself, in brackets before a semicolon or behind 由; plain names only.

    For items of a document that assigns its items in lists: where one of them has no list.
    """
    found = []
    for m in _INLINE.finditer(text):
        kind = "units" if m["units"] else "clause"
        if kind == "units" and (_ENDS_UNIT.search(text[max(0, m.start() - 8) : m.start()]) or "；" not in text):
            continue  # 报牵头部门（市财政局）；: a gloss of a name
        role = LEAD if "牵头" in (m["verb"] or "") else RESPONSIBLE
        units = []
        for part, said in (("units", role), ("who", role), ("lead", LEAD), ("support", SUPPORT)):
            if m[part]:
                units += [Unit(n, said, s, e) for n, s, e in split(m[part], base + m.start(part))]
        if units and all(_plain_unit(u.name) or (_OWN.match(u.name) and UNIT_SHAPE.match(u.name)) for u in units):
            # a bracket is no text of the item, a clause is
            found.append(Statement(base + (m.start() if kind == "units" else m.end()), base + m.end(), units))
    return found


# The last sentence of an item, nothing but units and what they do: …。市财政局牵头，市教育局、市民政局配合。
_VERBS = re.compile(
    r"由|(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|共同|具体)?(?:牵头(?:负责|落实|实施)?|负责(?:落实|实施)?|落实|配合|参与|参加|协助|协同)(?=[，；。]|$)|等(?:部门|单位)?(?=[，；。]|$)"
)
_CLOSING_SENTENCE = re.compile(
    r"(?:^|。)(?P<said>(?:由)?(?:各?[省市州区县]|[\u4e00-\u9fff]{2,8}[局委部厅办署行院会])"
    r"(?:[^。：（）“”要应]|(?<=各.)（[市州区县旗、]{1,7}）){0,160}(?:牵头|负责|配合|参与|参加|协助|落实))。?$"
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
    if (_KEY.search(body) and re.match(rf"[^：，。；]{{0,4}}(?:{_WORDS})|..分工：|{_OTHER_KEY.pattern}", body)) or (
        after == "。" and at_end and _OTHER_KEY.match(body)
    ):
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
        r"负责|牵头|配合|参与|参加|落实|按职责|协助|[主协]办|组织实施|推进|指导|监督|统筹|协调|督导|督促|责任(?:单位|部门)$",
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


def _plain_unit(name: str) -> bool:
    """Whether a name is a body by its own words, or one of the published national ones: 市财政局, 人民银行."""
    return bodies.find(name, national=True) is not None or (
        bool(
            re.search(
                rf"(?:局|委|厅|办|署|政府|管委会|委员会|办公室|部|法院|检察院|海关|总队|支队|(?<!公)司|{_MASS})$", name
            )
        )
        and len(name) <= 20
    )


def _listed_unit(name: str) -> bool:
    """Whether a name may stand in a list that no word introduces: a unit, or 各镇（场）, 各县市区."""
    return len(name) <= 30 and bool(
        _ENDS_UNIT.search(name) or re.fullmatch(r"各[\u4e00-\u9fff（）〔〕〈〉、]{1,12}", name)
    )


def _read_keys(body: str, base: int) -> Statement:
    """牵头单位：A、B；配合单位：C；完成时限：…"""
    statement = Statement(base, base + len(body), [])
    keys: list[tuple[int, int, str | None, str]] = []
    for m in _KEY.finditer(body):
        # 主要责任单位：A 责任单位：B: the main one leads
        # 部门分工：A牵头，B配合 leaves the roles to its verbs
        keys.append((m.start(), m.end(), LEAD if m["main"] else _ROLE[m["role"] or "责任"], m[0]))
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
                _marked(n, role, s, e) for n, s, e in split(body[piece_start:piece_end], base + piece_start)
            ]
    return statement


def _told(value: str, base: int) -> list[Unit]:
    """A list behind a key that says with verbs who does what: 责任单位：市教育局牵头，市财政局、市税务局配合; …等按职责分工负责."""
    m = _VERB_END.search(value)
    if not m or not m.start() or not _ENDS_UNIT.search(_TAIL.sub("", value[: m.start()])):
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
        clause, at = value[cut:stop], cut
        names = [name for name, _, _ in split(clause, 0)]
        if n == 0 or (
            names
            and not _ON_LEADING.search(clause)
            and (_names_units(names) or _told(clause, 0))
            and "以下" not in clause
        ):
            if clause:
                yield start + at, start + at + len(clause)
        elif clause.strip("“” ") and not _ON_LEADING.search(clause) and clause not in ("下同", "以下同"):
            statement.unread.append((base + start + at, base + start + at + len(clause)))


def _clauses(value: str) -> Iterator[Span]:
    """Where the clauses of a list stand, cut at ， and ； outside of brackets."""
    at = 0
    for clause in re.split("[，；]", _outside(value)):
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


def _read_verbs(body: str, base: int) -> Statement | None:
    """A牵头，B、C按职责分工负责; A、B分别牵头; A会同有关部门负责; 由A负责"""
    units: list[Unit] = []
    waiting: list[tuple[str, int, int]] = []
    at = 0
    for part in re.split(r"([，；]|(?<=牵头|配合|负责|参与|参加|协助|落实)、)", _outside(body)):
        start = at
        at += len(part)
        clause = body[start:at]
        if part in ("，", "；", "、"):
            continue
        if m := _ALL_BY.match(clause):
            clause, start = clause[m.end() :], start + m.end()
        if _NO_NAME.match(clause) or (re.search("第一|首位", clause) and FIRST_LEADS.search(clause)):
            continue
        role: str | None = None
        listing = clause
        if m := _IS_UNIT.search(clause):
            role, listing = _ROLE[m["role"]], clause[: m.start()]
        elif m := _VERB_END.search(clause):
            role = LEAD if "牵头" in m["verb"] else _ROLE.get(m["verb"][:2], RESPONSIBLE)
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
        if joint and role and _ENDS_UNIT.search(listing[: joint.start()]):
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
    if waiting and units:
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
    if not any(_plain_unit(name) or _COLLECTIVE.search(name) for name, _, _ in names):
        return None
    return Statement(base, base + len(text), [Unit(n, role, s, e) for n, s, e in names])


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


def let_first_lead(units: list[Unit]) -> None:
    """The first-listed unit leads, unless a leading one is printed or it is a collective (各有关单位)."""
    printed = any(u.role == LEAD for u in units)
    if units and not printed and units[0].role == RESPONSIBLE and not _COLLECTIVE.search(units[0].name):
        units[0].role = LEAD


def let_marked_lead(text: str, units: Iterable[Unit], mark: str) -> None:
    """The units lead that print a mark, where the document says what it means; `text` is the whole cleaned text."""
    for unit in units:
        if unit.role == RESPONSIBLE and mark in (text[unit.start - 1 : unit.start], text[unit.end : unit.end + 1]):
            unit.role = LEAD


# 第一个逗号前为牵头单位，下同; 分号前的为牵头部门
UP_TO_MARK = re.compile(
    r"(?:第一个?|首个)?“?(?P<mark>逗号|分号|；|，)”?(?:之前|以前|前面|前)的?(?:单位|部门)?(?:均|都)?(?:为|是|系)牵头"
)


def let_part_lead(text: str, statement: Statement, mark: str) -> None:
    """Every unit up to the first comma (or semicolon) leads, where the document says so; `text` is the whole cleaned text."""
    if any(u.role == LEAD for u in statement.units):
        return
    at = statement.start
    for unit in statement.units:
        if mark in text[at : unit.start]:
            return
        if unit.role == RESPONSIBLE and not _COLLECTIVE.search(unit.name):
            unit.role = LEAD
        at = unit.end


# 分别负责为各部门分别牵头，下同: A、B分别负责 makes both lead from there on
EACH_LEADS = re.compile(r"分别负责[^，。；]{0,4}(?:为|是|指)[^，。；]{0,8}分别牵头")


def let_each_lead(text: str, statement: Statement) -> None:
    """A、B分别负责 where the document says that 分别负责 means 分别牵头; `text` is the whole cleaned text."""
    for unit in statement.units:
        said = text[unit.end : min(statement.end, unit.end + 200)]
        if unit.role == RESPONSIBLE and re.match(r"[^，；。]*分别负责", said):
            unit.role = LEAD
