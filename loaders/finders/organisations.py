"""Organisations that the text names: government and party bodies, leading groups and their offices, enterprises, universities.

One scan looks for the ends of names (局, 委, 领导小组办公室, 集团, 大学); each end is then followed back to where its name
begins, which depends on its kind:
  1. government: at a level (市商务局, 省委网信办) or a place (成都市锦江区人民政府), so that what stands before
     (由市国资委, 会同市财政局, 积极向省住建厅) never sticks; a national body by the published list (`names/bodies.py`).
  2. leading groups: at a place or level, else behind the verb or preposition that governs it (下设重大项目工作专班).
  3. enterprises, universities: behind the verb or preposition; a class (龙头企业集团, 国内外大学) is none.
Collectives (各区政府, 市、区财政局, 有关部门) belong to `groups.py`. What stands in 《》 names no organisation of this
document, but for the issuer of a cited title (《住房和城乡建设部关于…》).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.facts import Aliased, Header, Span, Task
from loaders.names import bodies, places
from loaders.text.outline import Outline
from loaders.text.phrases import hide_titles, raw_spans

GOVERNMENT, GROUP, ENTERPRISE, UNIVERSITY, OTHER = "government", "leading_group", "enterprise", "university", "other"

# How the names of bodies end, before a verb.
_NAME_ENDS = "局委厅办部署院"
_LONGEST = 48  # no name of an organisation is longer
_LEVELS = "省市区县州旗盟"

_GROUP_NOUN = "领导小组|协调小组|工作小组|工作专班|专班|指挥部|联席会议|专项小组|推进小组"
# The ends of names by what reads them. Every alternative starts with a plain character, so that the scan skips all others.
_ENDS = {
    "state": ["人民政府办公厅", "人民政府办公室", "人民政府", "政府办公厅", "政府办公室", "政府"],
    "group": [noun + office for noun in _GROUP_NOUN.split("|") for office in ("办公室", "")],
    "company": [
        "集团(?:股份)?(?:有限)?(?:责任)?(?:总?公司)?(?!军|化|企业|内|总部)",
        "公司",
        "银行(?!业|卡|账|贷|间|保|家|、保险)",
    ],
    "school": ["大学(?![生园校城科]|毕业|教|学)", "学院(?!派|[园式])", "党校", "研究院(?!所|校)"],
    "party": [
        "委办公厅",
        "委办公室",
        "委(?:宣传|组织|统战|政法|网信|编|人才|金融|军民融合|社会工作|农村工作|农|改革|改|财经|财|政研|外事|教育|机关|直属|保密|巡察|巡视|台|老干部|科技)[一-龥]{0,6}?(?:部|委(?!托|员)|办公室|办|局)",
    ],
    "organ": [
        *(
            "管理委员会",
            "管委会",
            "委员会",
            "街道办事处",
            "管理局",
            "监管局",
            "管理处",
            "办公室",
            "支队",
            "总队",
            "分行",
        ),
        "局(?![面限部势域])",
        "厅(?!堂|级|官)",
        "署(?!名|理)",
        "委(?![托员派任培屈婉以])",
        "办(?![理法学事案公件结班税展好证电实医矿园])",
        "部(?![门署品件分队委级属位长机落际])",
    ],
    "standing": [
        *("人大常委会", "政协", "中级人民法院", "高级人民法院", "人民法院", "法院", "人民检察院", "检察院", "总工会"),
        *("工商联", "妇联", "残联", "科协", "贸促会", "红十字会", "自治区党委"),
        "海关(?!总署|特殊|监管|部门|手续|程序|估价|编码|统计|通关|检)",
    ],
    "nation": ["国务院", "党中央", "中央", "院", "会", "行", "社", "台"],
}
_END = re.compile("|".join(end for ends in _ENDS.values() for end in ends))
_READER = {end.partition("(?")[0]: kind for kind, ends in _ENDS.items() if kind != "party" for end in ends}


def _reader(word: str) -> str:
    """Which of the readers below a matched end belongs to: by itself, else by its first characters (委政法委: 委)."""
    if word[0] == "委" and len(word) > 1 and word != "委员会":
        return "party"
    return _READER.get(word) or _READER[word[:2]]


# 格局, 全部, 举办: words whose last character only looks like the end of a name
_NO_END = frozenset(
    [
        "格局",
        "布局",
        "结局",
        "全局",
        "大局",
        "当局",
        "时局",
        "部署",
        "签署",
        "举办",
        "承办",
        "主办",
        "协办",
        "创办",
        "督办",
        "经办",
        "交办",
        "申办",
        "兴办",
        "开办",
        "筹办",
        "严办",
        "查办",
        "帮办",
        "代办",
        "通办",
        "联办",
        "快办",
        "网办",
        "自办",
        "一办",
        "合办",
        "全部",
        "内部",
        "外部",
        "局部",
        "干部",
        "总部",
        "西部",
        "东部",
        "南部",
        "北部",
        "中部",
        "支部",
        "乐部",
        "各部",
        "底部",
        "顶部",
        "上部",
        "下部",
        "头部",
        "常委",
        "编委",
        "党委",
        "纪委",
        "大厅",
        "餐厅",
        "展厅",
        "客厅",
        "前厅",
        "医院",
        "书局",
        "布部",
        "两办",
        "两部",
    ]
)
# What a name cannot contain between its level and its end: grammar words, marks of clauses, verbs.
_NO_NAME = re.compile(
    r"[的了在将由向把被使让令其该此从着来去们您你吧呢或各本其该哪某每]|[为到等并应可按须从是有](?!急|色|机)|经(?:过|由|审|批|认|备|同意|研究)|相关|有关|以及|及其|会同|报[省市区县]|和[省市区县各国]|与[省市区县各国]|及"
    r"|加强|推进|推动|建立|开展|实施|落实|完善|制定|支持(?!中心)|打造|形成|构建|提升|提高|牵头|负责|配合|联合(?!会|办|执法)|指导|依托|鼓励|引导|加快|加大|召开|进行|通过|给予|作为|扩大|参与|遴选|主管|所属"
)
# What does not open the function in a name: 市级土地…, 市场…, 区内…
_NO_FUNCTION = re.compile(
    r"级(?!机关|公立)|场|内|外(?!事|办|贸|经|侨|汇)|属|域|块|位|间|别|份|直(?!属)|际|民(?![政族宗委革盟进建生])|和|与|、|辖|城(?!乡|市|管|建|镇|投)|长|本|两|三|[一二四五六七八九十\d]|年|里|面|区(?!域|块)|县|者"
)
# 全市, 社区, 辖区: words that end like a level. A 区 or 县 stands for this document's own one only where nothing is glued to it.
_NO_LEVEL = {
    "市": "全本各辖列城都超门上股楼菜夜闹入跨级区县地他外两省",
    "省": "全本各跨外反节我部两",
    "区": "全本各城地园社片辖街景灾山新特厂库校矿林牧疆战禁限时军教学发作范验护能聚税流海港市县心级居郊雷我两域育展术",
    "县": "全本各乡市区级外我两",
    "州": "全本各神",
    "旗": "全本各国红党升",
    "盟": "全本各联加同结",
}
_JOINT = re.compile(r"[省市区县州旗盟]）?、$|[省市]（$|[市县区]）$|治$")
_ZONE = r"(?:新片区|新区|开发区|高新区|高新技术产业开发区|合作区|示范区|试验区|保税港?区|科学城|度假区|功能区|自贸区|综保区|产业园|园区|地区|生态城|科技城)"
# Behind these a name begins, where its own shape does not say where: 下设…专班, 组织…集团, 支持…大学
_BEFORE = re.compile(
    r"(?:(?<!自)由|(?<![面方导])向|会同|以及|将|(?<!存)在|(?<!供)给|经(?![济信贸营开])|(?<![情申日])报(?!告)|(?<![发投运])送|至|(?<![邀申])请|(?<!转)让|被|把|(?<!行)为|参与|(?<!参)与|和|及|或|(?<!应)对(?![外口台])|从|是|以|即|(?<![协共合])同|下设|设立|设置|成立|组建|建立健全|建立|健全|组织|支持|推动|鼓励|引导|依托|委托|联合|协调|指导|督促|配合|作为|担任|属于|隶属于|包括|发挥|通过|按照|根据|加强|完善|调整|充实|参照|负责|牵头|落实|统一|邀请|吸引|引进|授权|推荐|责成|要求|检查|督查|考核|协助|服务|提请|提交|接受|听取|召开|纳入|及时|定期|学习|借鉴|建设(?=[^、]{0,4}大学)|依靠|借助|利用|其中|包括|例如|如|：)"
)
_CLASS_COMPANY = re.compile(
    r"企业|各|相关|有关|大型|龙头|国有|骨干|优质|头部|一批|知名|证券公司|保险|担保公司|租赁公司|物业|上市|跨国|[子母总分]公司|项目|信托公司|小额贷款|咨询公司|运营公司|平台公司|商业集团|第三方|基金公司|评级|服务公司|专业公司|区域性|全资|的|多家|\d|^好|教育集团|医疗集团|产业集团|生产|国外|境外"
)
# A company that is named, not a kind of company: 甲投控公司, 某某有限公司
_NAMED_COMPANY = re.compile(r"有限|股份|集团|投控|控股|城投|城建投|交投|水投|产投|国投|建投|文旅投")
_BANK = re.compile(
    r"^(?:中国)?(?:工商|农业|建设|交通|招商|中信|光大|民生|浦发|兴业|平安|华夏|广发|邮储|邮政储蓄|浙商|渤海|恒丰|国家开发|开发|进出口|农业发展|微众|网商)$|^[徽浙晋苏赣]商$"
)
_CLASS_SCHOOL = re.compile(
    r"国内|国外|省内|市内|区内|水平|一流|本地|重点|知名|综合|产业|现代|老年|海外|境外|著名|高等|专业|特色|各|有关|相关|所在|企业|一批|国家级|省级|市级|新型|专门|独立|联合|工程$|共建|未来|创新|的|\d|部属|驻"
)


@dataclass(slots=True)
class _Found:
    """A name with all its places, in printed order; `forms` keeps the other wordings in the order of their print."""

    name: str
    kind: str
    places: list[Span] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


def find(outline: Outline, *, header: Header | None = None, tasks: Iterable[Task] = ()) -> list[Aliased]:
    """Every organisation of the text, one record each, by its fullest name, with the other printed forms as aliases.

    `header` gives the jurisdiction (成都市政府办公厅 and 市政府办公厅 are one) and whether the document is national (only there
    does 发展改革委 name a ministry); `tasks` give names that their responsibility lists print without a prefix.
    """
    text = hide_titles(outline.text)
    jurisdiction = (header.jurisdiction if header else None) or ""
    national = jurisdiction == "国家" or any(p.level == "nation" for p in places.find(jurisdiction))
    found: dict[str, _Found] = {}
    for start, end, kind in sorted((*_scan(text, national=national), *_issuers(outline.text, national=national))):
        name = outline.text[start:end].replace("\n", "")
        found.setdefault(name, _Found(name, kind)).places.append((start, end))
    merged = _merged(found.values(), text, jurisdiction)
    records = [
        Aliased(
            name=f.name,
            kind=f.kind,
            aliases=f.forms,
            spans=raw_spans(outline, f.places),
            **outline.at(*f.places[0]),
        )
        for f in merged
    ]
    _add_issuer(records, header)
    _add_units(records, tasks, national=national)
    return records


def kind_of(name: str, *, national: bool = False) -> str:
    """government, leading_group, enterprise, university or other, by the shape of a whole name."""
    if re.search(rf"(?:{_GROUP_NOUN})(?:办公室)?$", name):
        return GROUP
    if body := bodies.find(name, national=national):
        return body.kind
    if re.search(r"(?:大学|学院|党校)(?:（[^（）]{1,12}）)?$", name):
        return UNIVERSITY
    if re.search(r"(?:集团|公司|银行)$", name):
        return ENTERPRISE
    if re.search(r"(?:人民政府|政府|局|厅|委|办|署|部|管委会|委员会|办公[厅室]|办事处|法院|检察院|海关)$", name):
        return GOVERNMENT
    return OTHER


def _scan(text: str, *, national: bool) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of every name, from left to right, none inside another."""
    before: tuple[int, int, str] | None = None
    for m in _END.finditer(text):
        last = before[1] if before else 0
        if m.start() < last:
            continue
        found = _START[_reader(m[0])](text, m, last, national)
        if found is None or _NUMBER.match(text, found[1]):
            continue
        if before and found[0] == last and (bodies.find(text[before[0] : last]) or text.endswith("银行", 0, last)):
            # 国家税务总局成都市税务局: the branch of a national body
            found = (before[0], found[1], before[2])
        elif before:
            yield before
        before = found
    if before:
        yield before


def _segment(text: str, at: int, last: int) -> int:
    """Where the run of characters before `at` begins that no mark or line break interrupts (brackets of a name aside)."""
    low = max(last, at - _LONGEST)
    i = at
    while i > low:
        c = text[i - 1]
        if c == "）":
            opening = text.rfind("（", low, i - 1)
            if opening < 0 or i - opening > 14 or "简称" in text[opening:i] or "、" in text[opening:i]:
                break
            i = opening
            continue
        if not ("\u4e00" <= c <= "\u9fff" or c in "·—-" or (c.isascii() and c.isalnum())):
            break
        i -= 1
    return i


def _own_level(text: str, i: int, low: int) -> bool:
    """Whether the level word at i (市) opens a name: not in 全市, 社区, and not in a joint name (市、区财政局)."""
    before = text[i - 1] if i > 0 else ""
    if text[i] in "州旗盟" and i > low:
        return False  # of 杭州高新区 only the end
    if i > low and before in _NO_LEVEL[text[i]]:
        return False
    return not _JOINT.search(text[max(0, i - 3) : i])


def _alone(text: str, i: int) -> bool:
    """Whether what starts at i is not the second half of a joint name (省、自治区人民政府, 各自治区)."""
    return text[max(0, i - 1) : i] != "各" and not _JOINT.search(text[max(0, i - 3) : i])


def _place_before(text: str, end: int, low: int) -> int:
    """Start of the place name that ends at `end` (its level word included), -1 where none does; places in a row count as one."""
    start = -1
    while end > low:
        longest = next((s for s in range(max(low, end - 12), end - 1) if places.is_place(text[s:end])), -1)
        if longest < 0:
            break
        # 商务局局长和县工信局局长: 和县 is a county, but not behind the first of two names
        if longest > low and text[longest] in "和与及向由在对":
            break
        # 县商务局会同县财政局: 会同县 is a county, but right behind a body 会同 is a verb
        if longest > 0 and text.startswith("会同", longest) and text[longest - 1] in _NAME_ENDS:
            break
        start = end = longest
    return start


def _starts(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """(start of a name, end of its place or level) in text[low:high], leftmost first."""
    i = low
    while i < high:
        c = text[i]
        if c in _LEVELS:
            start = _place_before(text, i + 1, low)
            if start >= 0:
                yield start, i + 1
            elif _own_level(text, i, low):
                yield i, i + 1
        elif c in "国中全" and text.startswith(("国家", "中央", "中共", "中国", "全国"), i):
            yield i, i + 2
        elif c == "自" and text.startswith("自治区", i) and _alone(text, i):
            yield i, i + 3
        i += 1


def _state(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """市政府, 成都市锦江区人民政府办公室; 各区政府, 县级以上人民政府 and 政府 alone are none."""
    at = m.start()
    if at == 0 or text[at - 1] not in _LEVELS:
        return None
    low = max(last, at - 24)
    start = _place_before(text, at, low)
    if start < 0:
        # 各市、县（区）政府 is joint, 自治区政府 is one
        if text[max(0, at - 3) : at] == "自治区" and _alone(text, at - 3):
            start = at - 3
        elif text[at - 1] in "州盟旗" or not _own_level(text, at - 1, 0):
            return None
        else:
            start = at - 1
    elif text[max(0, start - 1) : start] == "各":
        return None
    end = m.end()
    if text.startswith(("部门", "有关", "相关", "各"), end) and not m[0].endswith(("厅", "室")):
        # 市政府相关部门 is a collective; the government in it is not named as an actor
        return None
    return start, end, GOVERNMENT


def _group(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """成都市…领导小组办公室, 重大项目工作专班, 领导小组; 联席会议 only with a name of its own (部际联席会议), not 联席会议制度."""
    at, end = m.span()
    low = _segment(text, at, last)
    start = next((s for s, _ in _starts(text, low, at) if not _NO_GROUP.search(text[s:at])), -1)
    if start < 0:
        start = _behind(text, low, at)
    own = text[start:at]
    if "联席会议" in m[0] and (not own or text.startswith(("制度", "机制"), end)):
        return None
    if _NO_GROUP.search(own) or re.search(
        r"^(?:若干|多个|一批|该|本|各级|各|其|相应|有关|相关|两个|多个|工作$)(?!工作)", own
    ):
        return None
    return start, end, GROUP


_NO_GROUP = re.compile(
    r"的|成立|组建|设立|设置|建立|健全|各级|各地|相关|有关|(?<!自)由|担任|会同|配合|向|以及|推进(?!工作)"
)


def _behind(text: str, low: int, at: int) -> int:
    """Where a name begins that the last verb or preposition before it governs."""
    start = low
    for m in _BEFORE.finditer(text, low, at):
        # 和, 与, 及 inside a name part nothing: what they follow has no end of a name
        if (
            m[0] in ("和", "与", "及", "对", "同", "以", "为", "是", "在", "如", "即")
            and m.start() > low
            and at - m.end() < 2
        ):
            continue
        start = m.end()
    return start


def _company(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """城市更新集团, 成都市某某有限公司, 某某银行; 大型企业集团, 保险公司, 商业银行 are classes."""
    if body := _body(text, m.end(), last, national):
        return body
    at, end = m.span()
    low = _segment(text, at, last)
    start = _behind(text, low, at)
    name = text[start:end]
    own = text[start:at]
    if not 2 <= len(own) <= 30 or _NO_NAME.search(own):
        return None
    placed = own[0] in _LEVELS or bool(places.leading(own, short=True)[0])
    if m[0] == "银行":
        named = placed or bool(_BANK.search(own))
    elif m[0].endswith("公司") and "集团" not in m[0]:
        named = (placed or bool(_NAMED_COMPANY.search(name))) and not _CLASS_COMPANY.search(name)
    else:
        named = len(own) <= (24 if placed else 10) and not _CLASS_COMPANY.search(own)
    return (start, end, ENTERPRISE) if named else None


def _school(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """西南交通大学, 某某大学（成都）, 成都职业技术学院; 国内外大学, 产业学院, 重点实验室 are classes."""
    if body := _body(text, m.end(), last, national):
        return body
    at, end = m.span()
    low = _segment(text, at, last)
    start = _behind(text, low, at)
    own = text[start:at]
    if not 2 <= len(own) <= 20 or _CLASS_SCHOOL.search(own) or _NO_NAME.search(own):
        return None
    noun = m[0]
    if (
        noun != "大学"
        and not places.leading(own, short=True)[0]
        and not (noun == "学院" and re.search(r"(?:职业|技术|师范|医|音乐|美术|体育|理工|工程|商)$", own))
    ):
        return None
    if campus := re.match(r"（[一-龥]{2,8}）", text[end : end + 10]):
        end += campus.end()
    return start, end, OTHER if noun == "研究院" else UNIVERSITY


def _party(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """省委网信办, 市委组织部, 金堂县委办公室."""
    at = m.start()
    if at == 0:
        return None
    if text[at - 1] not in _LEVELS:
        return _organ(text, m, last, national)
    start = _place_before(text, at, max(last, at - 24))
    if start < 0:
        if not _own_level(text, at - 1, 0):
            return None
        start = at - 1
    start = start - 2 if text[max(0, start - 2) : start] == "中共" else start
    return start, m.end(), GOVERNMENT


def _organ(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """市商务局, 省委, 成都市城市更新局, 某某地区管委会; the longest of a local name and a national body."""
    at, end = m.start(), m.end()
    if text[max(0, end - 2) : end] in _NO_END:
        return None
    low = _segment(text, at, last)
    # CASE 1: 市|住房建设|局: a level or a place, then a function without grammar in it
    for start, behind in _starts(text, low, at):
        function = text[behind:at]
        if not function and m[0] != "委":
            if m[0] in ("管委会", "管理委员会") and behind - start > 1:
                return _with_short_place(text, start, low), end, GOVERNMENT
            if m[0] == "分行" and behind - start > 1:
                # 人行四川省分行; behind the name of a bank it belongs to that (see _scan)
                return start - 2 if text[max(low, start - 2) : start] == "人行" else start, end, GOVERNMENT
            continue
        if len(function) > 18 or _NO_FUNCTION.match(function) or _NO_NAME.search(function):
            continue
        if text[start:behind] in ("国家", "中央", "中国", "全国", "中共") and not bodies.find(text[start:end]):
            continue
        if (
            m[0] == "委"
            and not function
            and start + 1 == behind
            and text[end : end + 1] not in "、，。；）书和及办 \n常统"
        ):
            continue
        if text[max(0, start - 2) : start] == "中共":
            start -= 2
        elif m[0] == "委" and not function and text[start - 1 : start] == "团":
            start -= 1
        return start, end, OTHER if m[0] == "委" and not function else GOVERNMENT
    # CASE 2: a national body
    if found := _body(text, end, last, national):
        return found
    # CASE 3: 某某地区管委会, 高新区管理委员会: a zone with a name
    if m[0] in ("管委会", "管理委员会"):
        start = _behind(text, low, at)
        own = text[start:at]
        if (
            re.search(rf"[一-龥]{{2,16}}{_ZONE}(?:（[一-龥]{{2,6}}）)?$", own)
            and not _NO_NAME.search(own)
            and not re.match(r"各|有关|相关|综合|国家级|省级", own)
        ):
            return start, end, GOVERNMENT
    return None


def _with_short_place(text: str, start: int, low: int) -> int:
    """Include the short form of a place in front: 四川|天府新区."""
    for size in (4, 3, 2):
        if start - size >= low and places.is_place(text[start - size : start], short=True):
            return start - size
    return start


def _standing(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """What every level has one of, so that a level or place alone names it: 市政协, 市中级人民法院, 成都海关, 自治区党委."""
    at, end = m.span()
    if m[0] == "自治区党委":
        return at, end, OTHER
    low = max(last, at - 24)
    start = _place_before(text, at, low)
    if start < 0 and at > low and text[at - 1] in _LEVELS and _own_level(text, at - 1, 0):
        start = at - 1
    if start < 0:
        start = _with_short_place(text, at, low)
    return (
        (start, end, GOVERNMENT if m[0] in ("海关", "法院") or m[0].endswith("院") else OTHER) if start < at else None
    )


def _nation(text: str, m: re.Match[str], last: int, national: bool) -> tuple[int, int, str] | None:
    """党中央, 国务院, and what begins like them: 国务院办公厅."""
    found = _body(text, m.end(), last, national)
    if found and (longer := bodies.leading(text[found[0] : found[0] + _LONGEST], national=national)):
        return found[0], found[0] + len(longer[0]), longer[1].kind
    return found


def _body(text: str, end: int, last: int, national: bool) -> tuple[int, int, str] | None:
    """The national body whose longest form ends at `end`."""
    names, longest = _bodies(national)
    for start in range(max(last, end - longest), end - 1):
        if text[start:end] not in names:
            continue
        body = bodies.find(text[start:end], national=national)
        # 各级财政部门 never ends here; 市卫生部 and 分公安部 are no ministries
        before = text[start - 1] if start else ""
        if body is None or (before and before in "各级省市区县全" and end - start < 5 and body.name != "国务院"):
            return None
        return start, end, body.kind
    return None


@lru_cache(maxsize=2)
def _bodies(national: bool) -> tuple[frozenset[str], int]:
    names = bodies.names(national=national)
    return names, max(map(len, names))


_START = {
    "state": _state,
    "group": _group,
    "company": _company,
    "school": _school,
    "party": _party,
    "organ": _organ,
    "standing": _standing,
    "nation": _nation,
}

_NUMBER = re.compile(r"[一-龥]{0,5}〔")  # 国办发〔2019〕3号 names no one
_TITLE_ISSUER = re.compile(r"[《〈]([^《》〈〉]{3,40}?)(?:等[一-龥]{0,6}?(?:部门|单位))?关于")


def _issuers(text: str, *, national: bool) -> Iterator[tuple[int, int, str]]:
    """The issuers that cited titles open with: 《住房和城乡建设部等部门关于…》, 《市人民政府办公厅关于…》."""
    for m in _TITLE_ISSUER.finditer(text):
        at = 0
        for part in re.split(r"[、 ]", m[1]):
            start = m.start(1) + at
            at += len(part) + 1
            hits = [(s, e, k) for s, e, k in _scan(part, national=True) if s == 0 and e == len(part)]
            if hits:
                yield start, start + len(part), hits[0][2]


# -- one record for one organisation ----------------------------------------------------------------------------------


def _merged(found: Iterable[_Found], text: str, jurisdiction: str) -> list[_Found]:
    """One entry for all wordings of a name.

    CASE 1: the same but for the jurisdiction in front and 人民 (成都市人民政府, 市政府), or two forms of a national body.
    CASE 2: （以下简称“领导小组”）behind a name.
    CASE 3: a leading group's shorter form: with no name of its own (领导小组), or with the beginning or end of the longer one's,
    where that leaves one candidate.
    """
    by_key: dict[str, _Found] = {}
    for f in found:
        key = _key(f.name, jurisdiction)
        if key not in by_key:
            by_key[key] = f
            continue
        first = by_key[key]
        first.places += f.places
        first.forms.append(f.name)
    entries = list(by_key.values())
    for f in entries:
        for _, end in f.places:
            if m := _SHORT.match(text, end):
                f.forms += [m[1]] if m[1] not in f.forms else []
    entries = _fold_groups(entries)
    for f in entries:
        forms = dict.fromkeys((f.name, *f.forms))
        f.name = max(forms, key=len)
        f.forms = [form for form in forms if form != f.name]
        f.places.sort()
    return sorted(entries, key=lambda f: f.places[0])


_SHORT = re.compile(r"（(?:以下|下)(?:统)?简?称：?[“\"]?([^”\"（）]{2,16})[”\"]?）")


def _key(name: str, jurisdiction: str) -> str:
    if body := bodies.find(name):
        return body.name
    printed, candidates = places.leading(name)
    if candidates and len(printed) < len(name):
        # 成都市锦江区…, 锦江区… and, in the district's own document, 区…
        inner = candidates[0].name
        name = (inner[-1] if inner == jurisdiction else inner) + name[len(printed) :]
    return name.replace("人民政府", "政府")


_GROUP_PARTS = re.compile(rf"^(?P<own>.*?)(?P<noun>{_GROUP_NOUN})(?P<office>办公室)?$")


def _fold_groups(entries: Sequence[_Found]) -> list[_Found]:
    """Shorter forms of leading groups into the longer ones; a form that no longer one explains and that names nothing is dropped."""
    kept: list[_Found] = []
    by_piece: dict[tuple[str, str, str], list[_Found]] = {}
    for f in sorted((f for f in entries if f.kind == GROUP), key=lambda f: -len(f.name)):
        own, noun, office = _group_parts(f.name)
        hosts = by_piece.get((own, noun, office), [])
        if len(hosts) == 1:
            hosts[0].places += f.places
            hosts[0].forms += [f.name, *f.forms]
            continue
        if not (own or office or f.forms or hosts):
            continue  # 成立领导小组 names none
        kept.append(f)
        for piece in {*(own[:i] for i in range(len(own) + 1)), *(own[i:] for i in range(len(own) + 1))}:
            by_piece.setdefault((piece, noun, office), []).append(f)
    return [f for f in entries if f.kind != GROUP] + kept


def _group_parts(name: str) -> tuple[str, str, str]:
    m = _GROUP_PARTS.match(name)
    if m is None:
        return name, "", ""
    own = m["own"]
    place = places.leading(own)[0]
    own = own.removeprefix(place)
    own = re.sub(r"^[省市区县](?=.)", "", own).removesuffix("工作")
    noun = m["noun"].removeprefix("工作")
    return own, noun, m["office"] or ""


def _same_group(short: tuple[str, str, str], long: tuple[str, str, str]) -> bool:
    if short[1:] != long[1:]:
        return False
    return not short[0] or long[0].startswith(short[0]) or long[0].endswith(short[0])


def _add_issuer(records: list[Aliased], header: Header | None) -> None:
    """The signature may break a name over two lines, of which the scan met the end: 某省…发展 / 领导小组办公室."""
    for name in (header.issuer or "").split("、") if header else ():
        parts = _group_parts(name)
        if not parts[1] or any(name in (r.name, *r.aliases) for r in records):
            continue
        hosts = [r for r in records if r.kind == GROUP and _same_group(_group_parts(r.name), parts)]
        if len(hosts) == 1:
            hosts[0].aliases = [hosts[0].name, *hosts[0].aliases]
            hosts[0].name = name


# -- units of the tasks -----------------------------------------------------------------------------------------------

_COLLECTIVE = re.compile(
    r"^各|各|有关|相关|等|成员|、|[省市区县]级?(?:直|属)|部门$|单位$|机构$|企业$|高校$|院校$|以上|[省市区县）]$"
)


def _add_units(records: list[Aliased], tasks: Iterable[Task], *, national: bool) -> None:
    """Single units of the tasks' lists that the scan did not meet under this name (their prefix stands on another one)."""
    known = {form for r in records for form in (r.name, *r.aliases)}
    added: dict[str, Aliased] = {}
    for task in tasks:
        for unit in task.units:
            name = unit.name
            if name in known or _COLLECTIVE.search(name) or len(name) > 30:
                continue
            if name in added:
                spans = added[name].spans or [added[name].span]
                added[name].spans = list(dict.fromkeys([*spans, *(unit.spans or [unit.span])]))
                if len(added[name].spans or []) < 2:
                    added[name].spans = None
                continue
            added[name] = Aliased(
                name=name, kind=kind_of(name, national=national), span=unit.span, quote=unit.quote, spans=unit.spans
            )
    records += added.values()
