"""Duties told in prose: units that a sentence makes act, where a document assigns its items in no lists.

Printed forms:
  1. 市交通运输局、市水务局分别遴选不少于2个…；各区政府要…      bodies of a province, a city, a district, by level and shape
  2. 发展改革委、商务部要牵头负责在2018年底前修订…             national bodies, by the published list
  3. 人民银行要会同银保监会、证监会等有关部门，…               with whom they act; 由发展改革委牵头，会同财政部等部门
Only at the head of a clause. Who is to take the lead (要牵头) leads, all others are responsible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.finders.unit.lists import split
from loaders.finders.unit.words import LEAD, RESPONSIBLE, Unit
from loaders.names import bodies

_LEVELS = r"(?:[省市州区县盟旗]、[省市州区县盟旗](?:、[县区镇])?|各[市州区县镇]、?|[省市区县州盟旗]|[\u4e00-\u9fff]{2,3}(?:省|市|区|县))"
_PROSE_UNIT = (
    rf"(?:{_LEVELS}[\u4e00-\u9fff]{{0,14}}?(?:、[\u4e00-\u9fff]{{2,6}}){{0,4}}?(?:局|委|署|办|厅|部门|机构|政府|人民政府|办公室|委员会|管委会|大队|总队|支队|等部门)"
    r"|[\u4e00-\u9fff]{2,8}?(?:集团|公司)"
    r"|[\u4e00-\u9fff]{2,16}?(?:合作区|示范区|开发区|高新区|试验区)(?:管委会)?)"
)
_AFTER = (
    r"(?=（|、|，以及|及|和|以及|分别|应|要|须|需|可|将|会同|负责|牵头|按|在|组织|遴选|研究|探索|持续|推行|带头|积极|加强|加快|建立|制定|完善|做好|落实|推进|推动|开展|实施|编制|出台|定期|每年|每季度"
    r"|指导|督促|统筹|协调|配合|承担|履行|进一步|切实|认真|具体|共同|联合|依托|结合|根据|围绕|聚焦|发挥|鼓励|支持|引导|建设|打造|设立|成立|安排|提供|参与|作为|抓紧|尽快|率先|同步|牢固|强化|优化|健全|明确|对|于|至少)"
)
_NEXT_UNIT = rf"(?:{_PROSE_UNIT}|[\u4e00-\u9fff]{{2,12}}?(?:局|委|署|办|厅|部门|机构))"
_SUBJECTS = re.compile(
    rf"(?:^|(?<=[，；。：！、]))(?:率先|同时|并)?(?:(?:建议|拟)?(?:仍|继续|暂)?由)?(?!在)(?P<list>{_PROSE_UNIT}{_AFTER}(?:（[^（）]{{1,40}}）)?(?:(?:、|，以及|以及|及|和|与){_NEXT_UNIT}{_AFTER}(?:（[^（）]{{1,40}}）)?)*)(?P<verb>[^，；。：、！的是）]{{1,12}})"
)
# 县级以上地方各级人民政府应当…, 国务院有关部门要…: levels of government, not bodies; 推动省级政府…: what is acted on
_NO_BODY = re.compile(
    r"(?:全国)?(?:中央|国家|省|自治区|市|地市|县|区|乡|基层)级(?!市)|(?:地方)?各级|地方|国务院(?:各|有关|相关|其他)*部门"
    r"|(?:推动|推进|指导|督促|鼓励|支持|组织|协调|引导|要求|提请|建议|帮助|促进|加强|对接|配合|落实)(?=[省市州区县各])"
)
# 市政府对口…; 区部门及相关人员名单: a list of other things goes on
_NO_DUTY = re.compile(r"^(?:作为|是|为|的|等|所|内|中|对口|及相关(?!部门|单位))")
_LEADS = re.compile("(?:要|应当?|须|需|将|负责|切实|认真|具体)*牵头")
# 重大问题上报市委、|市政府研究: to whom is reported
_REPORTED_TO = re.compile("(?:上报|呈报|报请|提请|报送|汇报|报告)[^，。；：]{0,20}、$")


@dataclass(slots=True)
class Subject:
    """Units that one clause makes act; what they must do runs from `end` on."""

    units: list[Unit]
    start: int
    end: int


def subjects(text: str, base: int) -> list[Subject]:
    """Units that a sentence makes act: 市交通运输局、市水务局分别遴选…; …，率先由市、区建筑工务署在…; 各区政府要….

    Only named bodies and departments named by function, at the head of a clause, before a verb.
    """
    found = list(_national(text, base))
    taken = {subject.start for subject in found}
    for m in _SUBJECTS.finditer(text):
        if base + m.start("list") in taken:
            continue
        # 所在地市、|县人民政府: the middle of a joint name
        if _NO_DUTY.match(m["verb"]) or re.search(r"[省市州区县]、$", text[max(0, m.start() - 2) : m.start()]):
            continue
        if _REPORTED_TO.search(text[max(0, m.start() - 24) : m.start()]):
            continue
        listing = re.sub(r"（[^（）]*）", lambda gloss: " " * len(gloss[0]), m["list"]).rstrip()
        joint = re.match(r"[省市州区县]、[省市州区县]", listing)
        units = []
        for name, start, end in split(listing, base + m.start("list")):
            if _NO_BODY.match(name):
                continue
            # 市、区建设工程档案管理部门和工程质量安全监督机构: both are of the city and of its districts
            own = joint[0] + name if joint and not re.match(_LEVELS, name) else name
            units.append(Unit(own, LEAD if _LEADS.match(m["verb"]) else RESPONSIBLE, start, end))
        if units:
            found.append(Subject(units, base + m.start("list"), base + m.end("list")))
    return sorted(found, key=lambda subject: subject.start)


# 管理工作由外交部统一归口管理, 实施细则由卫生部商财政部制定: what follows where 由 stands within a clause
_TO_DO = "(?:统一|归口|共同|联合|另行|分别|具体|尽快|抓紧|研究|组织|统筹)*(?:负责|牵头|制定|制订|管理|研究|组织|提出|办理|审批|实施|协调|承担|会同|商(?!务)|审核|印发|发布|确定|汇总|下达)"
_BY = "(?:，?按照?[^，。；：]{2,30}?)?"  # 由文化部、商业部等有关部门，按照原定内容负责汇总


@lru_cache(maxsize=1)
def _national_subjects() -> re.Pattern[str]:
    """发展改革委、商务部要牵头负责…; 人民银行要会同银保监会等有关部门，…; 国家统计局负责…"""
    listed = "|".join(sorted(map(re.escape, bodies.names(national=True)), key=len, reverse=True))
    one = rf"(?:(?:{listed})(?:（[^（）]{{1,20}}）)?)"
    more = rf"(?:(?:、|和|及|与)(?:{one}|[\u4e00-\u9fff]{{2,12}}?(?:局|委|署|办|厅|部|总社|银行|公司)))*"
    return re.compile(
        rf"(?:(?:^|(?<=[，；。：！]))(?:同时|并)?(?:由|请|[\u4e00-\u9fff]{{0,8}}(?:责成|委托|授权))?|(?<=[\u4e00-\u9fff”）])(?<!已)(?<!经)由(?={one}{more}(?:等(?:有关|相关)*(?:部门|单位)?)?{_BY}{_TO_DO}))(?P<list>{one}{more})(?:等(?:有关|相关)*(?:部门|单位)?)?(?P<verb>(?:要|应当?|须|需|将)?"
        rf"(?:抓紧|尽快|按照?(?:各自)?(?:职责|职能|分工))?(?:(?:分别|共同|联合)?(?P<lead>牵头)，?)?(?:(?:会同|商(?!务))(?P<with>(?!国务院[各有相]){one}{more})?)?(?:(?:具体|统一|主要|直接)?负责)?)"
    )


def _national(text: str, base: int) -> list[Subject]:
    found = []
    for m in _national_subjects().finditer(text):
        by = text[max(0, m.start("list") - 1) : m.start("list")] == "由"
        if not m["verb"] and not (by and re.match(_BY + _TO_DO, text[m.end() : m.end() + 48])):
            continue  # 财政部门, 教育部直属高校; but 资金由财政部下达
        role = LEAD if m["lead"] else RESPONSIBLE
        units = [Unit(name, role, start, end) for name, start, end in split(m["list"], base + m.start("list"))]
        if m["with"]:
            units += [Unit(n, RESPONSIBLE, start, end) for n, start, end in split(m["with"], base + m.start("with"))]
        found.append(Subject(units, base + m.start("list"), base + m.end()))
    return found
