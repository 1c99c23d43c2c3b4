"""Whose document it is: the place that issuer, title, number or text say."""

from __future__ import annotations

import re

from loaders.finders.head.words import Found
from loaders.names import bodies, places
from loaders.text.outline import Outline

_PARTY = re.compile(r"^中共")
_TITLE_VERBS = re.compile(
    "(?:关于|印发|《|进一步|加快|全面|深入|大力|推进|推动|促进|支持|加强|深化|做好|提升|优化|规范|完善|建设|打造|建立|鼓励|扶持|发展|培育)+"
)
# 某镇人民政府, 某县某乡党委, 某街道办事处: no list has the towns
_TOWN = re.compile(
    "[\u4e00-\u9fff]{1,7}?(?:(?:镇|(?:民族)?乡)(?=人民政府|党委|委员会|党政)|街道(?=办事处|党工委|工委|党政|工作委员会))"
)
# 某市某某新区管理委员会, 某某管理区管委会: an area that has a committee of its own; no list has all of them
_AREA = re.compile(
    "[\u4e00-\u9fff]{2,16}?(?:新区|开发区|高新区|经开区|管理区|实验区|示范区|投资区|合作区|工业园区|产业园区|度假区|风景区|风景名胜区|保税区)"
    "(?=(?:开发建设)?管(?:理)?委(?:员)?会|(?:党)?工委|工作委员会|党工委)"
)
_AREA_OF = re.compile(
    "[\u4e00-\u9fff]{0,8}?(?:新区|开发区|高新区|经开区)(?=[\u4e00-\u9fff]{2,20}(?:局|委|委员会|办|办公室|中心|部)$)"
)


def jurisdiction(issuer: str, *others: str | list[str] | None) -> str | None:
    """The place whose document it is, as the issuer prints it: 深圳市坪山区人民政府办公室 -> 深圳市坪山区, 国务院 -> 国家.

    Where the issuer prints none (市政府办公厅), the title or the lines of the head decide.
    """
    first = _PARTY.sub("", issuer.split("、")[0]).removeprefix("中华人民共和国")
    printed = places.leading(first)[0]
    if town := _TOWN.match(first, len(printed)):
        return first[: town.end()]
    if (area := _AREA.match(first)) and not first.startswith("中国") and len(area[0]) > len(printed):
        return area[0]
    # 某市某某开发区安全生产委员会: any body of an area behind the name of its city
    city = printed or places.leading(first, short=True)[0]
    if city and (area := _AREA_OF.match(first, len(city))):
        return first[: area.end()]
    if name := _place(first):
        return name
    # 中国（上海）自由贸易试验区管理委员会 is of Shanghai
    if zone := re.match(r"中国（([\u4e00-\u9fff]{2,10})）", first):
        within = places.leading(zone[1], short=True)[1]
        if province := next((place for place in within if place.level == "province"), None):
            return province.name
    # 国家税务总局某省税务局, 中国人民银行某市分行: a national body's office for a place
    if (national := bodies.leading(first)) and _OFFICE.search(first):
        within = places.leading(first[len(national[0]) :], short=True)[1]
        if len(within) == 1 and within[0].level in ("province", "city"):
            return within[0].name
    if first.startswith(("中共中央", "国家", "全国", "中央", "中国")) or bodies.leading(first, national=True):
        return "国家"
    # 某科技园管理委员会、北京市朝阳区科学技术和信息化局: of two that sign, the second says where
    for other in (issuer.split("、")[1:], *others):
        for text in other if isinstance(other, list) else [other]:
            # （湖北省）武汉市2023年…: a page of many places names the province before the title
            if text and (name := _place(re.sub("^（[^（）]{2,9}）", "", _PARTY.sub("", text)))):
                return name
    for other in others:
        # 加快某某市流通业发展实施意见
        if isinstance(other, str) and (opening := _TITLE_VERBS.match(other)):
            printed, found = places.leading(other[opening.end() :])
            if printed and found:
                return printed
    return None


_OFFICE = re.compile("(?:税务|监管|管理|海事|气象|邮政)局$|分行$|办事处$|监管办公室$")
# 结合某市实际，制定本方案
_OUR_PLACE = re.compile("结合(?P<place>[\u4e00-\u9fff]{2,8}?)(?:市|县|区|州)?(?:的)?(?:工作|发展)?实际")
# …，某县教育体育局、某县公安局特制定如下实施方案
_MADE_BY = re.compile(
    "(?:^|，)(?P<who>[\u4e00-\u9fff、]{4,60}?[局委厅部会府办])(?:特|现|联合|共同|研究|决定)*(?:制定|制订)(?:了)?(?:如下|以下|本)",
    re.M,
)
# what a document says of its own level, lowest first
_OWN_LEVELS = (
    ("县", re.compile("[我全]县(?!域)")),
    ("区", re.compile("[我全]区(?![域块划位间])")),
    ("市", re.compile("[我全]市(?!场)")),
    ("省", re.compile("[我全]省")),
)
# 根据《中共某市委、某市人民政府关于…的决定》
_THEIR_OWN = re.compile("《(?:中共)?(?P<place>[\u4e00-\u9fff]{2,8}?[省市县])(?:委|人民政府)[^《》]{0,40}关于")


def place_of_its_own(outline: Outline, number: str | None = None, title: str | None = None) -> Found | None:
    """The place of a document whose head names none: by whose conditions it was made (结合某市实际), else by whose decisions it follows,
    where it speaks of that level as its own (全市), else the one that its number opens with (许政〔2023〕4号: 许昌市), else the only
    place of that level that it names."""
    opening = outline.text[:_OPENING]
    if (m := _OUR_PLACE.search(opening)) and (name := _place(m["place"])):
        return Found(name, m.start("place"), m.end("place"))
    if (m := _MADE_BY.search(opening)) and (name := _place(m["who"].split("、")[0])):
        return Found(name, m.start("who"), m.start("who") + len(name))
    if m := _TO_PROVINCES.search(opening):
        return Found("国家", m.start(), m.end())
    # …镇全面推行河长制方案, where the text speaks of 我镇
    if _OF_A_TOWN.search(outline.text) and (m := _TOWN_OF.match(title or "")):
        at = outline.text.find(m["town"])
        return Found(m["town"], at, at + len(m["town"])) if at >= 0 else None
    if numbered := _numbered_as(outline, number):
        return numbered
    own = next((level for level, says in _OWN_LEVELS if says.search(outline.text)), "—")
    named = [m for m in _THEIR_OWN.finditer(opening) if m["place"].endswith(own) and places.is_place(m["place"])]
    if named and len({m["place"] for m in named}) == 1:
        return Found(named[0]["place"], named[0].start("place"), named[0].end("place"))
    return _only_one_named(outline, own) or _province_spoken_of(opening, own)


_OPENING = 3000
_OF_A_TOWN = re.compile("[我全本](?:镇|乡|街道)(?!域|村)")
_TOWN_OF = re.compile("(?:关于印发)?[《〈]?(?P<town>[\u4e00-\u9fff]{1,7}?(?:镇(?!镇)|乡(?!村|镇|贤|风|愁)|街道))")
# 各省、自治区、直辖市及计划单列市发展改革委：: who writes to every province is no province
_TO_PROVINCES = re.compile("^各省、自治区、直辖市[^。\n]{0,400}：$", re.M)
# 许政〔2023〕4号, 嘉政办发〔2021〕5号, 武昌政办〔2023〕1号: a place by its first letters
_NUMBER_OF = re.compile("([\u4e00-\u9fff]{1,4}?)(?:政|府|委|党|办|发)")


def _numbered_as(outline: Outline, number: str | None) -> Found | None:
    """The one city, county or district in the text whose name starts as the number of the document does."""
    m = _NUMBER_OF.match(number or "")
    if not m:
        return None
    found: dict[str, int] = {}
    for at in re.finditer(m[1], outline.text):
        printed, meant = places.leading(outline.text[at.start() : at.start() + 20])
        if printed and any(place.level in ("city", "county") for place in meant):
            found.setdefault(printed, at.start())
    if len(found) != 1:
        return None
    [(name, start)] = found.items()
    return Found(name, start, start + len(name))


def _only_one_named(outline: Outline, own: str) -> Found | None:
    """The only place of the level of which the text speaks as its own (全县) that its opening names, outside of titles in marks or,
    where none stands there, in them (按照《某县中小企业发展资金管理办法》)."""
    opening = outline.text[:_OPENING]
    plain = re.sub("《[^《》]*》", lambda m: " " * len(m[0]), opening)
    found = _named_at(plain, own) or _named_at(opening, own)
    if len(found) != 1:
        return None
    [(name, start)] = found.items()
    return Found(name, start, start + len(name))


def _province_spoken_of(opening: str, own: str) -> Found | None:
    """The province whose short name a document of a province uses thrice, where it uses none of another: 浙江工业发展, “浙江制造”."""
    if own != "省":
        return None
    used = {name: opening.count(name[:-1]) for name in set(_PROVINCES.values()) if name.endswith("省")}
    used = {name: count for name, count in used.items() if count}
    if len(used) != 1 or max(used.values()) < 3:
        return None
    [name] = used
    start = opening.index(name[:-1])
    return Found(name, start, start + len(name) - 1)


def _named_at(opening: str, own: str) -> dict[str, int]:
    """The places whose names end in a level's word, and where each stands first."""
    found: dict[str, int] = {}
    for m in re.finditer(own, opening):
        for length in places.lengths().get(opening[m.end() - 2 : m.end()], ()):
            name = opening[max(0, m.end() - length) : m.end()]
            if places.is_place(name):
                found.setdefault(name, m.end() - len(name))
                break
    return found


# What a province's numbers open with: 鄂政发〔2018〕26号
_PROVINCES = dict(
    pair.split()
    for pair in [
        "京 北京市",
        "津 天津市",
        "冀 河北省",
        "晋 山西省",
        "内蒙古 内蒙古自治区",
        "内 内蒙古自治区",
        "辽 辽宁省",
        "吉 吉林省",
        "黑 黑龙江省",
        "沪 上海市",
        "苏 江苏省",
        "浙 浙江省",
        "皖 安徽省",
        "闽 福建省",
        "赣 江西省",
        "鲁 山东省",
        "豫 河南省",
        "鄂 湖北省",
        "湘 湖南省",
        "粤 广东省",
        "桂 广西壮族自治区",
        "琼 海南省",
        "渝 重庆市",
        "川 四川省",
        "黔 贵州省",
        "云 云南省",
        "滇 云南省",
        "藏 西藏自治区",
        "陕 陕西省",
        "甘 甘肃省",
        "青 青海省",
        "宁 宁夏回族自治区",
        "新 新疆维吾尔自治区",
    ]
)
_PROVINCE_NUMBER = re.compile(rf"({'|'.join(sorted(_PROVINCES, key=len, reverse=True))})(?=政|府|委|办|发)")


def province_of_number(number: str | None) -> str | None:
    """The province whose government prints such numbers, where neither issuer nor title names it: 鄂政发 -> 湖北省."""
    m = _PROVINCE_NUMBER.match(number or "")
    return _PROVINCES[m[1]] if m else None


# 杭政办函 -> 杭州市: where one city alone has the short form's first word; 长政发 may be of three
_CITY_NUMBER = re.compile("(?P<city>[\u4e00-\u9fff]{1,2})(?=政|府|委)")


def city_of_number(number: str | None, text: str) -> str | None:
    """The city whose government prints such numbers, where nothing else says whose the document is; of several the one that the
    text names."""
    m = _CITY_NUMBER.match(number or "")
    if not m:
        return None
    cities = {
        place.name
        for place in places.listed()
        if place.level == "city" and not place.until and place.short.startswith(m["city"])
    }
    if len(cities) > 1:
        cities = {city for city in cities if city.removesuffix("市") in text}
    return cities.pop() if len(cities) == 1 else None


def province_within(title: str) -> str | None:
    """The one province that a title names behind its first word, where nothing else says whose it is: 数字广东建设…工作要点."""
    title = re.sub("《[^《》]*》|(?:贯彻|落实|转发|执行).*", "", title)
    named = {place.name for place in places.listed() if place.level == "province" and place.short in title}
    return named.pop() if len(named) == 1 else None


def _place(text: str) -> str | None:
    printed, found = places.leading(text)
    if printed and found and not text.startswith(("国务院", "国家")):
        return printed
    printed, found = places.leading(text, short=True)
    if len(found) != 1 or len(printed) < 2:
        return None
    if found[0].level in ("province", "city"):
        return found[0].name
    # 河北雄安新区: the short form only says where the area lies
    return printed if len(printed) > len(found[0].name) and printed.endswith(found[0].name) else None
