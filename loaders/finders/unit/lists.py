"""A list of units cut into names: A、B和C等部门, with the prefix that the first gives the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.facts import Span
from loaders.finders.unit.words import COLLECTIVE, ENDS_UNIT, MARKS, ROLE_OF, ROLE_WORDS, TAIL, Unit
from loaders.names import bodies, places

_VAGUE = re.compile(r"^(?:有关|相关|其他|其他有关|其他相关|等)(?:部门|单位|方面|地方|企业)?(?:和单位|、单位)?$")
# A level word alone opens a joint name: 市、区发展改革部门; 各市、县（市、区）人民政府; 各区、县级市
_LEVEL = r"(?:省|市|州|区|县|地区|区县|市县|县市|县市区|县区|旗县|县级市|直管市|自治区|自治州|自治县|直辖市|镇|乡|村|盟|旗|街道|镇街|街镇|乡镇|特区|林区|新区|园区|功能区|开发区|高新区|度假区|管理区|片区|垦区|师市)(?:[（〔〈][^（）〔〕〈〉]{1,12}[）〕〉])?"
_BARE_LEVEL = re.compile(rf"^各地$|^(?:各|各有关|各相关|有关|相关)?(?:设区的?)?{_LEVEL}(?:以上|级)?$")
_LEVEL_START = re.compile(
    rf"^(?:各|有关|相关)?{_LEVEL}(?![直属])(?:级|以上)?(?:[（〔][^（）〔〕]{{1,12}}[）〕])?(?:人民政府|政府|管委会|党委|党政|有关|相关|各|$|(?:[\u4e00-\u9fff]{{2,14}}(?:部门|机构|单位|政府|管委会|办事处)$))"
)
_ZONE = re.compile("(?:开发|高新|度假|功能|管理|新|林|垦|特|园)区")
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
_LEADING_JUNK = re.compile(rf"^(?:[{MARKS}]|由|请|并|及|和|与|会同|以及|涉及|主要由|其中|具体由|分别由|同时|：|、|，)+")
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
    if last is None or "、" in following or COLLECTIVE.match(following) or COLLECTIVE.match(name):
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
    prefix = party = house = ""
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
        if m := TAIL.search(piece):
            if not m.start():
                continue
            if m[0] == "等" or ENDS_UNIT.search(piece[: m.start()]):
                end = start + m.start()
                piece = text[start:end]
        piece = piece.rstrip(f"。；，、：（〔 \n{MARKS}")
        if m := _PERSON.search(piece):
            piece = piece[: m.start()]
        end = start + len(piece)
        piece = _GLOSSED.sub("", piece)
        if len(piece) < 2 or _VAGUE.match(piece):
            continue
        name = piece
        if of := _house(piece):
            house = of
        elif house and _of_house(house, piece):
            yield house + piece, start + base, end + base
            continue
        else:
            house = ""
        if found := _PREFIX.match(piece):
            prefix, party = found[1], ""
        elif of := _place_in_front(piece):
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


# 财政部农业司、综合司: a ministry's name holds for its own departments; 省教育厅高教处、财务处 too
_OF_MINISTRY = re.compile("[\u4e00-\u9fff]{2,14}(?<!公)司|办公厅")
_MORE_OF_MINISTRY = re.compile(
    "(?!省|市(?!场)|区(?!域)|县|州|各|有关|相关|全国|国家|中央|中国)[\u4e00-\u9fff]{2,14}(?:(?<!公)司|局)|办公厅"
)
# 部规划司、水运局: what a ministry calls its own
_OF_OWN = re.compile("部(?=[\u4e00-\u9fff]{2,12}(?:(?<!公)司|局|办公厅)$)(?!门|队|分)")
_MORE_OF_OWN = re.compile("[\u4e00-\u9fff]{2,10}(?<!公)司|[\u4e00-\u9fff]{2}局|办公厅")
_OF_HOUSE = re.compile("(?P<house>[\u4e00-\u9fff]{2,12}?[局委厅])[\u4e00-\u9fff]{2,10}(?:处|科)")
_MORE_OF_HOUSE = re.compile("(?!省|市(?!场)|区(?!域)|县|州|各|有关|相关)[\u4e00-\u9fff]{2,10}(?<!办事)(?:处|科)")


@lru_cache(maxsize=4096)
def _house(name: str) -> str:
    """The body whose own department a name is: 财政部 of 财政部农业司; "" for none."""
    if _OF_OWN.match(name):
        return "部"
    body = bodies.leading(name, national=True)
    if body and _OF_MINISTRY.fullmatch(name, len(body[0])):
        return body[0]
    m = _OF_HOUSE.fullmatch(name)
    return m["house"] if m else ""


def _of_house(house: str, name: str) -> bool:
    """Whether a name in the list is another department of the body before it, and no body of its own."""
    if house == "部":
        return bool(_MORE_OF_OWN.fullmatch(name)) and bodies.find(name, national=True) is None
    pattern = _MORE_OF_MINISTRY if bodies.find(house, national=True) else _MORE_OF_HOUSE
    return bool(pattern.fullmatch(name)) and bodies.find(name, national=True) is None


# 市水利局（张三）, 市水利局（局长张三、李四光）, 市水利局张三: who answers for the unit is no part of its name; 市自然资源局（林业） is one
_SURNAME = "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚]"
_GIVEN = "(?<!高(?=新|速))(?![业融监务化旅物体广政案险资税保信])[\u4e00-\u9fff]{0,1}(?![局办委部处科室组站所心会院校区县市镇乡队司厅社馆园团州业])[\u4e00-\u9fff]"
_PERSON = re.compile(
    rf"(?<=[局委办厅部院会司行府心室])（(?:[\u4e00-\u9fff]{{0,4}}(?:长|主任|书记|人)[：]?)?{_SURNAME}{_GIVEN}(?:、{_SURNAME}{_GIVEN})*）$"
    rf"|(?<=.{{3}}[局办厅]){_SURNAME}{_GIVEN}$"
)


# 市教育局（牵头）、市财政局: the one in the list that the print marks
_MARKED_ROLE = re.compile(rf"（(?P<role>{ROLE_WORDS})(?:单位|部门)?）$")


def with_its_mark(name: str, role: str, start: int, end: int) -> Unit:
    """A unit of a list with the role of the list, unless a bracket behind it gives another."""
    if m := _MARKED_ROLE.search(name):
        return Unit(name[: m.start()], ROLE_OF[m["role"]], start, end - len(m[0]))
    return Unit(name, role, start, end)


# 广东省发展改革委, 海安市财政局; but 江苏省委, 上海市人民政府 hold for nothing behind them
_PLACE_OF_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{1,10}?(?:省|自治区|市|县|区)(?=[\u4e00-\u9fff]{2,12}(?:局|委|办|厅|委员会|办公室)$)"
)


@lru_cache(maxsize=4096)
def _place_in_front(name: str) -> str:
    """The place in front of a department's name, which holds along its list: 广东省财政厅、水利厅; "" for none."""
    m = _PLACE_OF_DEPARTMENT.match(name)
    return m[0] if m and places.leading(name)[0] == m[0] else ""


@lru_cache(maxsize=4096)
def _of_a_place(name: str) -> bool:
    """Whether a name opens with a province or a city: 甘肃证监局, 南京海关. A county may be an everyday word (公安县, 平安县), so
    what follows it must be the whole name of a bureau: 岱山自然资源分局."""
    printed, found = places.leading(name[:6], short=True)
    whole = name.endswith("局") and len(name) >= len(printed) + 4
    return any(place.level in ("province", "city") or (whole and place.level == "county") for place in found)


_CUT_OR_BRACKET = re.compile(r"[、，；/ \n]|(?P<opens>[（〔〈“])|(?P<closes>[）〕〉”])")
# 各区人民政府（含开发区、新区管委会，下同）: the bracket says who is meant and is no part of the name
_INNER = re.compile(r"[（〔〈][^（）〔〕〈〉\n]{1,80}[）〕〉]")
_GLOSSED = re.compile(
    r"[（〔〈](?:(?:不?含|包括)[^（）〔〕〈〉\n]{1,80}|[^（）〔〕〈〉\n]{0,80}(?:下同|以下简称[^（）〔〕〈〉]{1,16}|统称[^（）〔〕〈〉]{1,16}))[）〕〉]"
)
_OPENS = re.compile("[（〔〈]")


def hide_inner_marks(text: str) -> str:
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
    # 各市州、某新区数据管理部门
    rf"|各{_LEVEL}(?:、{_LEVEL})*[、及和与][\u4e00-\u9fff]{{1,6}}区[\u4e00-\u9fff]{{2,12}}(?<!有关)(?<!相关)部门$"
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
        or ENDS_UNIT.search(text[spans[-1][0] : spans[-1][0] + m.start()])
    ):
        return spans
    first = len(spans) - 1
    while first and not ENDS_UNIT.search(text[slice(*spans[first - 1])]):
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
            and ENDS_UNIT.search(text[at:cut].removesuffix("等"))
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
