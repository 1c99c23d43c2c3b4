"""Policy instruments by name: funds, subsidies, tax and land instruments, catalogues, and what a list of preferences holds.

Printed forms:
  1. 落实A、B、C以及D等优惠政策                       each of the list
  2. 列入A专项资金、B专项资金重点支持领域; 从A专项资金中予以资助; 设立A引导基金
  3. 列入A目录; 发布A目录; 纳入A计划 (用地供应), A控制指标, A计价标准
  4. 享受A企业所得税政策; 落实A税收优惠政策; 运用A货币政策工具
  5. A补贴, A贴息, 容积率奖励
General words (专项资金, 优惠政策, 给予奖励) name none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.facts import Name, Span
from loaders.names import places
from loaders.text.outline import Outline
from loaders.text.phrases import entries, hide_titles, raw_spans

_LONGEST = 40
_LIST = re.compile(
    r"(?:落实|享受|给予|实行|兑现|运用|执行|出台)(?P<list>[^，。；\n]{4,300}?)等(?:各项|各类|一系列|相关|惠企)*(?:优惠|支持|扶持|激励|奖补|奖励|保障|配套|普惠)(?:政策|措施)"
)
_END = re.compile(
    r"专项发展资金|专项资金|引导资金|研发资金|扶持资金|专项经费|财政资金(?=中)|引导基金|发展基金|产业基金|专项基金|子基金|母基金|预备费"
    r"|目录(?!中|更新)"
    r"|用地供应计划|用地计划|控制指标|周转指标|计价标准|(?:再贷款|再贴现)(?:、再贷款|、再贴现)?(?:等)?货币政策工具|货币政策工具|政策工具|所得税政策|税收优惠政策|增值税政策|关税政策|信贷政策|用地政策|采购政策"
    r"|补贴(?!标准|资金|对象|政策|机具|目录)|贷款贴息|贴息资助|贴息(?=[，。；、])|容积率奖励|风险补偿|保险补偿|再贷款|再贴现|集中采购|装备认定|设备认定|首购订购|绿色债券|知识产权质押贷款|税收减免|加计扣除|职称评价|职称评审"
)
_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[条款项]|本(?:办法|细则|措施|规定|方案|意见)|所称|列入|纳入|发布|制定|编制|从|在|设立|成立|安排|按照|按|落实|享受|执行|实施|运用|给予|申请|使用|统筹|整合|发挥|依托|通过|将|对|由|支持|可|建立|推行|实行|开展|申报|积极|鼓励|加大|利用|用好|争取|提供|加强|明确|规范|研究|用于|应用|采用|组建|进行|针对|的|：)+"
)
# 采取“一事一议”方式, 推行“某某”办法
_MANNER = re.compile(r"(?:采用|采取|实行|推行|实施|探索|通过)(?P<name>“[^”\n]{2,16}”)(?:的)?(?:方式|办法|制度|政策)")
_REVIEW = re.compile(r"(?:纳入|列入)(?P<name>[^，。；、\n]{4,20}考核)(?=[，。；])")
_NO_NAME = re.compile(
    r"现有|各类|有关|规定|等$|^(?:的|各|各类|相关|有关|其|该|本|此|一定|适当|上述|年度|现有|部分|每|按|新|予以|统一|所有|以上|多|应)|[，。；]|不超过|不低于|不少于|\d|具体|其他|奖励和$|超过|规定$"
)
_GENERAL = re.compile(
    r"^(?:国家|省|市|区|县|级|各类|相关|有关|财政|政府|专项|重点|资金|支持|优惠|一次性|配套|适当|分别|最高|税收|政策|年度|项目|产业|产品|技术|人才|推广|指导|采购|给予|按规定|单位|企业|发展|引导|扶持|基金|经费|用地|计划|目录)*$"
)


@dataclass(slots=True)
class _Found:
    name: str
    places: list[Span]


def find(outline: Outline) -> list[Name]:
    """The policy instruments of the text, each once, with all its places."""
    text = hide_titles(outline.text)
    found: dict[str, _Found] = {}
    taken: list[Span] = []
    for m in _LIST.finditer(text):
        taken.append(m.span())
        for start, end in _entries(text, *m.span("list")):
            found.setdefault(text[start:end], _Found(text[start:end], [])).places.append((start, end))
    for pattern in (_MANNER, _REVIEW):
        for m in pattern.finditer(text):
            found.setdefault(m["name"], _Found(m["name"], [])).places.append(m.span("name"))
    last = at = 0
    for m in _END.finditer(text):
        while at < len(taken) and taken[at][1] <= m.start():
            at += 1
        if m.start() < last or (at < len(taken) and taken[at][0] <= m.start()):
            continue
        begin = _start(text, m, last)
        last = m.end()
        if begin is not None:
            name = text[begin:last]
            found.setdefault(name, _Found(name, [])).places.append((begin, last))
    found = _merged(found)
    return [
        Name(name=f.name, spans=raw_spans(outline, f.places), **outline.at(*f.places[0]))
        for f in sorted(found.values(), key=lambda f: f.places[0])
    ]


def _merged(found: dict[str, _Found]) -> dict[str, _Found]:
    """With and without the city in front a name is one measure, by the form that is printed more."""
    done: dict[str, _Found] = {}
    for f in found.values():
        place = places.leading(f.name)[0]
        key = f.name.removeprefix(place) or f.name
        first = done.setdefault(key, f)
        if first is f:
            continue
        if len(f.places) > len(first.places):
            first.name = f.name
        first.places += f.places
    for f in done.values():
        f.places.sort()
    return done


def _entries(text: str, start: int, end: int) -> list[Span]:
    """A、B和C以及D: the instruments of a list; a list of clauses (，) is none."""
    if "，" in text[start:end] or "、" not in text[start:end]:
        return []
    parts, _ = entries(text, start, end)
    return [(s, e) for s, e in parts if 2 <= e - s <= 24]


def _start(text: str, m: re.Match[str], last: int) -> int | None:
    """Where the name that ends here begins: behind the verb or preposition of its clause; None for a general word."""
    low = max(last, m.start() - _LONGEST)
    cut = low
    # 再贷款、再贴现货币政策工具 is one tool, so a list in front of it parts nothing
    marks = "，。；：“”\n《》" if m[0].endswith("政策工具") else "，。；：、“”\n《》"
    for c in marks:
        cut = max(cut, text.rfind(c, low, m.start()) + 1)
    opening = text.rfind("（", low, m.start())
    if opening >= cut and "）" not in text[opening : m.start()]:
        cut = opening + 1
    if text[cut - 1 : cut] == "”" and cut == m.start() and (quoted := text.rfind("“", low, cut)) >= 0:
        return quoted  # “三重一创”专项资金
    start = cut
    for verb in _BEFORE.finditer(text, cut, m.start()):
        if not text.startswith("业", verb.end()):
            start = verb.end()
    if start == last and text[start : start + 1] in ("和", "与", "及"):
        start += 1
    own = text[start : m.start()]
    name = text[start : m.end()]
    if len(name) < 4 or len(name) > 30 or _NO_NAME.search(own):
        return None
    if not own and m[0] in ("贴息资助", "贴息", "补贴"):
        return None
    if _GENERAL.match(name) and not re.match(r"[省市区县]", name):
        return None
    return start
