"""Platforms: named or single planned digital, industrial and innovation platforms, laboratories, centres, expert libraries, systems.

A name ends in 平台, 系统, 数据库, 专家库, 底座, 实验室, 研究中心 and the like. It counts where
  1. it begins with a place (某省某某工程技术研究中心), wherever it stands, or
  2. a verb builds or uses this one (搭建…平台, 优化…平台, 组建…专家库, 推进…系统建设, 以…平台为核心).
Types (重点实验室, 公共服务平台), numbers of them (平台不少于3个, 一批…平台), what firms may get support for (鼓励企业研发…平台) and
the links of an industry chain are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.facts import Aliased, Chain, Span
from loaders.names import places
from loaders.text.outline import Outline
from loaders.text.phrases import cleaned_at, hide_titles, raw_spans, sentence

DIGITAL, INDUSTRIAL, INNOVATION, OTHER = "digital", "industrial", "innovation", "other"
_LONGEST = 60

_END = re.compile(
    r"平台(?![化型经企]|体系|建设单位|企业|经济|和载体)|系统(?![化性集治工推性思谋观]|集成|解决|推进|谋划|治理|部署)|数据库|信息库|资源库|项目库|专家库|人才库|案例库|部件库|知识库|语料库|底座|城市大脑|产业大脑"
    r"|实验室|研究中心|技术中心|创新中心|科学中心|数据中心|计算中心|算力中心|服务中心|体验中心|交易中心|指挥中心|商城[”\"]?|研究院|一张图"
)
# Behind a verb these mean a function of the city (销售服务中心) or a type, so they need a place in their name.
_NEEDS_PLACE = re.compile(r"服务中心|交易中心|指挥中心|研究院|实验室|技术中心|创新中心|研究中心|科学中心")
# A system is planned where it serves administration; 多模态感知系统 is a part of a machine.
_ADMINISTERS = re.compile(r"管理|服务|信息|监管|申报|审批|登记|监测|查询|预警|档案|政务|监督|指挥|统计|申请|备案|追溯")
_NO_NAME = re.compile(r"支持|方式|等|鼓励|引导|具有|影响力|的$|库和|^[向对从于将等为]|[，。；：]")
# Verbs that build or use one platform; the rightmost one in the clause is where its name begins.
_PLAN = r"搭建|打造|建立健全|建立|构建|组建|开发|优化|完善|谋划|启动|推进|推动|推广|开展|升级|整合|上线|建成|建好|建强|布局建设|规划建设|筹建|筹划|创建|设立|成立|健全|运营|做强|加快建设|统筹建设|建设(?!工程|行业|项目|用地|领域|单位|管理|标准|系统|者|局)"
_USE = r"依托|利用|运用|通过|接入|上传至|上传到|录入|纳入|登录|报送至|对接|衔接|用好|发挥|基于(?=全国|国家|省|市)|进入|共享至|推送至|向(?=全国|国家|省|市)|与|以|在(?!线)"
_WEAK = frozenset(["与", "以", "在", "向", "对接", "衔接"])  # 推进甲系统与乙系统对接 says nothing of either
_VERB = re.compile(rf"(?P<plan>{_PLAN})|(?P<use>{_USE})")
_ENCOURAGED = re.compile(r"(?:支持|鼓励|引导)[^，。；]{0,14}$")
_MANY = re.compile(
    r"一批|若干|各类|各级|多个|一系列|\d+(?:个|家)|[两二三四五六七八九十]个|以上|国家级|省级|市级|国家、省|各地|各部门|高能级|相关|有关|上述|该|这些|其他|同类|等"
)
_COUNTED = re.compile(r"(?:数量)?(?:不少于|达到|超过|累计|不低于|至少)?\d+(?:个|家)|[（(]?\d")
# What makes a type of platform, not a name: 公共服务平台, 企业技术中心
_TYPE = re.compile(
    r"^(?:国家|省|市|区|县|级|的|和|与|重点|工程|工程技术|企业|技术|产业|产业技术|制造业?|公共|综合|发展|集约化|专业|共性|关键|开放|协同|科技|科研|科学|研发|研究|创新|服务|信息|数据|网络|管理|应用|公共服务|公共技术|试验|测试|检测|检验|认证|中试|线上|线下|统一|重大|重要|新型|高端|支撑|功能性?|基础|联合|国内外|高水平|本地|各|交易|运营|交流|合作|对接|展示|展会|投融资|金融|互联网|电商|媒体|新媒体|社会化|相关|其|这一|创新创业|资源|项目|共享|大数据|云|智能|智慧|数字|数字化|信息化|一体化|集约化|在线|政务|专家|人才|案例|教育|培训)*$"
)
_LEFT_JUNK = re.compile(
    r"^(?:全市|我市|本市|全省|我省|全区|统一的?|一个|一套|一站式的?|面向全[市省区县]的?|了|好|并|和|与|及|以及|加快|共同|相关|新的|国内)+"
)


@dataclass(slots=True)
class _Found:
    name: str
    places: list[Span] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


def find(outline: Outline, *, chains: Iterable[Chain] = ()) -> list[Aliased]:
    """The platforms of the text with the shorter forms in which it prints them; `chains` tell what is a link of a chain."""
    text = hide_titles(outline.text)
    found: dict[str, _Found] = {}
    loose: list[tuple[str, int, int]] = []  # names that no verb builds: other prints of a platform, or none
    blocked = _chain_lines(outline, text, chains)
    last = 0
    for m in _END.finditer(text):
        if m.start() < last:
            continue
        if text.startswith("的", m.end()) and "基于" in text[max(last, m.start() - 20) : m.start()]:
            # 基于统一信息资源库的…平台: the name goes on
            continue
        hit = _read(text, m, last)
        last = m.end()
        near = bisect_right(blocked, (m.start(), len(text))) - 1
        if hit is None or (near >= 0 and m.start() < blocked[near][1]):
            continue
        start, sure = hit
        end = m.end()
        name = text[start:end]
        if sure:
            found.setdefault(name, _Found(name)).places.append((start, end))
        else:
            loose.append((name, start, end))
    merged, by_end = _merged(list(found.values()))
    for name, start, end in loose:
        hosts = by_end.get(name, [])
        if len(hosts) == 1:
            hosts[0].places.append((start, end))
            if name != hosts[0].name and name not in hosts[0].forms:
                hosts[0].forms.append(name)
    return [
        Aliased(
            name=f.name,
            kind=kind_of(f.name),
            aliases=f.forms,
            spans=raw_spans(outline, f.places),
            **outline.at(*f.places[0]),
        )
        for f in merged
    ]


def kind_of(name: str) -> str:
    """digital, industrial, innovation or other, by the words of the name."""
    if re.search(r"专家库|人才库|学院[”\"]?$", name):
        return OTHER
    if re.search(r"实验室|研究中心|技术中心|创新中心|科学中心|研究院|孵化", name):
        return INNOVATION
    if re.search(r"产业|工业互联网|商城|供应链|电商|行业|企业|全生命周期|[一-龥]业", name):
        return INDUSTRIAL
    return DIGITAL


def _chain_lines(outline: Outline, text: str, chains: Iterable[Chain]) -> list[Span]:
    """Where the chains and their links stand: the paragraphs that describe one, the sentences that list them; sorted, apart."""
    blocked: list[Span] = []
    for chain in chains:
        for raw, _ in chain.spans or [chain.span]:
            at = cleaned_at(outline, raw)
            line = text.rfind("\n", max(0, at - 60), at) + 1
            if line or at < 60:
                blocked.append((line, text.find("\n", at) if "\n" in text[at : at + 5000] else at + 5000))
            else:
                blocked.append(sentence(text, at))
    apart: list[Span] = []
    for start, end in sorted(blocked):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _read(text: str, m: re.Match[str], last: int) -> tuple[int, bool] | None:
    """(start, whether a verb or a place makes it one platform) of the name that ends here; None where it is a type."""
    end = m.end()
    low = _clause(text, m.start(), last)
    start, verb, weak = low, "", False
    for v in _VERB.finditer(text, low, m.start()):
        # 和/与 inside names: 某某模型（XYZ）与运行平台 is one name behind 推进
        if v[0] in ("与", "以", "在") and verb:
            continue
        if v[0] == "与" and v.start() > low:
            continue
        if m.start() - v.end() < 2:
            continue
        start, verb, weak = v.end(), v.lastgroup or "", v[0] in _WEAK
    if junk := _LEFT_JUNK.match(text[start : m.start()]):
        start += junk.end()
    own = text[start : m.start()].strip('“”"')
    name = text[start:end]
    place = _place(own, m[0])
    if len(own) < 2 or len(name) > _LONGEST or name.startswith(("的", "、")):
        return None
    if place and len(own) > len(place) + 1 and not _TYPE.match(own[len(place) :]):
        return start, True
    if _TYPE.match(own) or _MANY.search(own) or _COUNTED.match(text[end : end + 10]):
        return None
    if _NO_NAME.search(own) or (_NEEDS_PLACE.search(m[0]) and not _place(own, m[0]) and own[0] not in "省市区县"):
        return None
    if m[0] == "系统" and not (verb and _ADMINISTERS.search(own)):
        return start, False
    before = text[max(0, start - 24) : start]
    cut = max(before.rfind(c) for c in "，。；：\n") + 1
    if _ENCOURAGED.search(before[cut:]) and not text.startswith("为核心", end):
        return None
    if text[end : end + 1] == "、" or (text[start - 1 : start] == "、" and not place):
        # an item of a list names a type: 软件测评中心、检测中心、…等公共技术服务平台
        return start, False
    return start, verb == "plan" or (verb == "use" and not weak) or text.startswith("为", end)


def _place(own: str, noun: str) -> str:
    """The place that a name begins with; a city's short form counts in front of a centre or laboratory (合肥先进计算中心)."""
    if place := places.leading(own)[0] or next((n for n in ("全国", "国家", "中国") if own.startswith(n)), ""):
        return place
    if noun.endswith(("中心", "实验室")) and not noun.startswith("服务"):
        printed, candidates = places.leading(own, short=True)
        return printed if any(p.level in ("city", "province") for p in candidates) else ""
    return ""


def _clause(text: str, at: int, last: int) -> int:
    """Where the clause before `at` begins; brackets that belong to a name （XYZ） are passed over."""
    low = max(last, at - _LONGEST)
    i = at
    while i > low:
        c = text[i - 1]
        if c == "）":
            opening = text.rfind("（", max(low, i - 16), i - 1)
            if opening < 0:
                break
            i = opening
            continue
        if c in "，。；：！？（\n、《》" or c == " ":
            break
        i -= 1
    return i


def _merged(found: Sequence[_Found]) -> tuple[list[_Found], dict[str, list[_Found]]]:
    """A name that another one ends with is its short form, where only one does: 调度平台 of 基于…的调度平台.

    Also gives the names by all their ends, for short forms that no verb builds.
    """
    done: list[_Found] = []
    by_end: dict[str, list[_Found]] = {}
    for f in sorted(found, key=lambda f: -len(f.name)):
        hosts = by_end.get(f.name, [])
        if len(hosts) == 1:
            hosts[0].places += f.places
            hosts[0].forms.append(f.name)
            continue
        done.append(f)
        for i in range(len(f.name) - 1):
            by_end.setdefault(f.name[i:], []).append(f)
    for f in done:
        f.places.sort()
        # …领域的“某某商城” is also called by what its modifiers describe
        tail = f.name.rpartition("的")[2]
        if tail not in (f.name, *f.forms) and len(tail) > 3:
            f.forms.append(tail)
    return sorted(done, key=lambda f: f.places[0]), by_end
