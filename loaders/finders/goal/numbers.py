"""Numbers with their units, as goals print them: 100项, 1.3亿千瓦, 3—5家, 百分之八十, 翻一番, 3个工作日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.finders.goal.words import BOUND_AFTER, MEASURE, MULTIPLIER
from loaders.text.numerals import to_int

_NUM = r"(?:\d{1,3}(?:，\d{3})+(?![\d])|\d{1,9}(?:\.\d{1,4})?(?!\d))"
_COUNT = (
    r"(?:人次|人天|人(?![民工才员口均大社力物机数事文]|为)|名(?![录单称牌胜]|优(?!秀)|企(?!业)|师(?![资傅])|校(?![长医])|医(?![生护务疗药学]))|位(?![于置次])|户次|户|家次|家(?!庭|长|禽|居|具(?![有备])|电)|项次|项(?!目)"
    r"|条(?!例|件|款)|座|处(?!理|置|罚|级|于|在)|所(?![有在需属])|台（套）|台套|台/套|台(?!账|湾|风)|套(?!餐|利)|辆|艘|架次|架|列|件(?!套)|批次|批(?![发准复])"
    r"|期(?!间|限|货|末)|场次|场(?![所景地馆均])|次(?![日年要级])|栋|幢|片|支(?![持付出撑])|只|头(?!部)|羽|尾|株(?!洲)|棵|门(?![类店户诊])|册|篇|部(?![门分署级委长])"
    r"|款|例(?!如)|张|枚|份(?!额)|组(?![织建长])|类(?![似别型])|种(?![植子业养质苗畜类])|宗|笔|间(?!接|隔)|孔|眼|根(?!据|本)|块|幅|颗(?!粒)|箱(?!梁)|瓶|盒|班列|口(?=[，。；、]|(?:机|水)?井)|标准机架|机架|机柜|车位|床位"
    r"|泊位|学位|岗位|个百分点|个(?!人|体|性(?![能质])|别|税|工作日|自然日|月|小时|学时|[、和及]\d{1,3}(?:\.\d)?个(?:工作日|自然日|月))|百分点)"
)
# 25微克/立方米, 25微克每立方米, 360台/万人
_PER = r"(?:/(?:平方公里|平方千米|平方米|立方米|标准立方米|公顷|亩|百?公里|千克|千瓦时|[十百]?万人|千人|人|户|万元|亿元|元|吨|万吨|年|月|日|天|小时|升|台|辆|床|件)|每(?:立方米|升))"
_UNIT = rf"(?:%|‰|倍|番|{MULTIPLIER}?(?:{MEASURE}|{_COUNT}){_PER}?|{MULTIPLIER}标准机架|{MULTIPLIER}(?=[，。；、）\s]|$|以上|左右|以内|以下|(?:农村|贫困|城镇|流动|常住|下岗|失业)*(?:人口|群众|职工|农民|居民|人员)|(?:中小微?|小微|民营|市场|工业|经营|在校|农业|残疾|老年)*(?:企业|用户|家庭|商户|农户|主体|学生|师生|党员|游客|老人|人(?=[，。；、]))))"
# 10至15家, 50%至70%, 5亿元—10亿元: group low, its own unit, high, unit
_NUMBER = re.compile(
    # 集聚ODM3000家: an acronym may stand before the number; TOP500, ISO9001 and letters of two are names
    rf"(?:(?<![\dA-Za-z.+×:：/第前])|(?<=[A-Z]{{3}})(?<!TOP)(?<!ISO))(?P<list>(?:{_NUM}(?:%|{MULTIPLIER})?[、和及]){{1,6}})?(?P<low>{_NUM})(?P<lowunit>%|{MULTIPLIER}?元?)(?:(?:—{{1,2}}|-|–|～|至|到)(?P<high>{_NUM}))?[多余]? ?(?P<unit>{_UNIT})"
)
_LIST_ENTRY = re.compile(_NUM)
_CN = "[一二两三四五六七八九十百千]"
# Numerals in Chinese count as a target with a comparator (应用不少于一项技术, 至少选择一个), as a rate or as a multiple.
_NUMBER_CN = re.compile(
    rf"(?P<at>不少于|不低于|不超过|至少[^，。；：\d]{{0,10}}?)(?P<cn>{_CN}{{1,4}})(?P<unit>{_COUNT})"
    rf"|百分之(?P<percent>[零{_CN[1:]}{{1,5}}(?:点[零一二三四五六七八九])?)"
    rf"|(?P<times>(?:增长|提高|扩大|增加|翻)了?)(?P<fold>{_CN}{{1,2}})(?P<foldunit>倍|番)"
    r"|(?P<round>(?:突破|达到|超过|迈上|达|超|(?<![超通经不])过|(?<![突打])破))(?P<times_round>[二两三四五六七八九])?(?P<roundunit>[百千万]亿)(?:元|(?=[，。；、]|大关|台阶|规模|$))(?!级|[^，。；]{0,6}(?:企业|集群|项目|园区))"
    # 三千万人, 二千万公顷, 一百家以上
    rf"|(?P<big>[一二两三四五六七八九](?:[十百千][一二三四五六七八九]?){{1,3}})(?P<bigunit>(?:万亿|万|亿)?(?:{MEASURE}|{_COUNT}))"
    rf"|(?P<many>{_CN}{{1,3}})(?P<manyunit>[个家项座])"
    # 汇聚万名工匠
    r"|(?<![\d一二两三四五六七八九十百千几数])(?P<tenthousand>万[名人户])"
)
_ROUND = {"百亿": (100, "亿元"), "千亿": (1000, "亿元"), "万亿": (1, "万亿元")}
# 人均预期寿命达78.3岁, 劳动年龄人口平均受教育年限达11.3年, 重污染天数不超过3天, 预期寿命在2015年基础上提高1岁
_AGE = re.compile(
    r"(?:(?:预期|期望)寿命|教育年限|天数)(?:[^，。；\d]{0,6}20\d\d年)?[^，。；\d]{0,10}(?P<low>\d{1,3}(?:\.\d{1,2})?)(?P<unit>岁|年|天)"
)
# 两化融合发展指数达到110, 灌溉水有效利用系数提高到0.58以上: an index has no unit; 满意度达到90分
_INDEX = re.compile(
    r"(?:指数|系数|死亡率|收入比|得分|评分|满意度|(?:电能|能源)(?:利用|使用)效率|PUE）?值?)(?:平均)?(?:力争|要|均)?(?:达到?|(?:提[高升]|下?降低?|增加|缩小)[到至]|超过|突破|稳定在|保持在|控制在|不[低高]于|低于|优于)(?P<low>\d{1,4}(?:\.\d{1,3})?)(?P<unit>分?)(?=[，。；、）]|$|以[上下内]|及以|左右)"
)
# 收入比缩小到2.5∶1, 孕产妇死亡率下降到12/10万
_RATIO = re.compile(
    r"(?:比(?:例|值)?(?:[^，。；\d比]{0,8}?)(?P<low>\d{1,2}(?:\.\d{1,2})?)(?P<unit>[∶：:]1)(?![\d.:：∶])|率[^，。；\d]{0,10}(?P<share>\d{1,3}(?:\.\d{1,2})?)(?P<of>/(?:10|十|100|百)?万))"
)
# 分别下降到18/10万及以下和12/10万及以下
_RATIO_ON = re.compile(
    r"(?:及?以[上下]|左右|以内)?(?:、|和|及)(?P<low>\d{1,3}(?:\.\d{1,2})?)(?P<unit>/(?:10|十|100|百)?万)"
)
# Durations are targets only where they are to shrink: 审批时限压缩至3个工作日以内.
_DURATION = re.compile(
    r"(?:(?:压缩|缩短|压减|缩减|精简|控制|减少|减|降)(?P<to>到|至|在|为)|压缩|缩短|压减|缩减|(?:力争|确保|实现)(?=\d{1,3}(?:\.\d)?(?:个工作日|小时|分钟)内?(?:办结|办成|办完|完成)))(?:平均|[^，。；、\d]{2,10}?(?:时间|时限|周期)(?:到|至|为))?(?P<list>(?:\d{1,3}(?:\.\d)?个?[、和及])*)(?P<low>\d{1,3}(?:\.\d)?)(?P<unit>个工作日|个自然日|个月|周|天|日|小时|分钟)"
)
# 轮候时间不超过5年, 平均办理时间控制在2小时以内: how long somebody waits; 公示期不超过5天 is a parameter
_WAITING = re.compile(
    r"(?:轮候|等候|等待|候诊|候车|办理|审批|办结|响应|通关|处置|到达|出行)[^，。；：\d]{0,6}(?:时间|时限|时长|周期|期)(?:平均|原则上|最长|一般|均|要)?(?P<to>不超过|不多于|控制在|不长于|少于|低于|小于)(?P<low>\d{1,3}(?:\.\d)?)(?P<unit>年|个工作日|个自然日|个月|周|天|日|小时|分钟|秒)"
)
_DURATION_ON = re.compile(
    r"(?:以内|左右)?(?:、|和|及)(?P<low>\d{1,3}(?:\.\d)?)(?P<unit>个工作日|个自然日|个月|周|天|日|小时|分钟)"
)


@dataclass(slots=True)
class Number:
    """A number in a paragraph: [start, end) with its unit."""

    start: int
    end: int
    value: float
    unit: str
    comparator: str | None = None  # where the number itself settles it (a range, a fold)
    words: bool = False
    duration: bool = False
    entry: int = -1  # position in a list that 分别 gives out


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers with a unit of a paragraph, in printed order."""
    found: list[Number] = []
    for m in _NUMBER.finditer(text):
        unit = m["unit"]
        value = _value(m["low"])
        comparator = None
        if m["lowunit"] and not m["high"]:
            # 10万元: the scan took the multiplier for a unit of its own
            unit = m["lowunit"] + unit
        if m["high"]:
            comparator = ">="
        low_start = m.start("low")
        if m["list"]:
            apart = "分别" in text[max(0, m.start() - 40) : m.start()]
            entries = [*_LIST_ENTRY.finditer(m["list"])]
            if apart:
                for n, e in enumerate(entries):
                    found.append(Number(m.start(), m.end(), _value(e[0]), unit, comparator, entry=n))
                found.append(Number(m.start(), m.end(), value, unit, comparator, entry=len(entries)))
                continue
            if "%" in m["list"]:
                for e in entries:
                    found.append(Number(m.start("list") + e.start(), m.start("list") + e.end() + 1, _value(e[0]), "%"))
        found.append(Number(low_start, m.end(), value, unit, comparator))
    if re.search(r"[一二两三四五六七八九十千百万]", text):
        for m in _NUMBER_CN.finditer(text):
            if m["cn"]:
                sign = "<=" if m["at"] == "不超过" else ">="
                found.append(Number(m.start("cn"), m.end(), to_int(m["cn"]), m["unit"], sign, words=True))
            elif m["percent"]:
                whole, _, part = m["percent"].partition("点")
                value = to_int(whole) + (to_int(part) / 10 if part else 0)
                found.append(Number(m.start(), m.end(), value, "%"))
            elif m["many"] and m["many"] != "一":
                # 两家以上
                plain = None if BOUND_AFTER.match(text, m.end()) else "="
                found.append(Number(m.start(), m.end(), to_int(m["many"]), m["manyunit"], plain, words=True))
            elif m["tenthousand"]:
                found.append(Number(m.start(), m.end(), 1, m["tenthousand"], "=", words=True))
            elif m["fold"]:
                found.append(Number(m.start("fold"), m.end(), to_int(m["fold"]), m["foldunit"]))
            elif m["roundunit"]:
                value, unit = _ROUND[m["roundunit"]]
                value *= to_int(m["times_round"]) if m["times_round"] else 1
                start = m.start("times_round" if m["times_round"] else "roundunit")
                found.append(Number(start, m.end(), value, unit))
            elif m["big"]:
                found.append(Number(m.start("big"), m.end(), to_int(m["big"]), m["bigunit"]))
        found.sort(key=lambda n: n.start)
    for first in _DURATION.finditer(text):
        bound = "<=" if first["to"] else None
        for entry in _LIST_ENTRY.finditer(first["list"]):  # 压缩到15个、5个工作日
            start = first.start("list") + entry.start()
            found.append(Number(start, start + len(entry[0]), _value(entry[0]), first["unit"], bound, duration=True))
        # 分别压缩至1.5个月、12个月、9个月
        at = first.end()
        while more := _DURATION_ON.match(text, at):
            found.append(Number(more.start("low"), more.end(), _value(more["low"]), more["unit"], bound, duration=True))
            at = more.end()
    for timed in (*_DURATION.finditer(text), *_WAITING.finditer(text), *_AGE.finditer(text), *_INDEX.finditer(text)):
        found.append(Number(timed.start("low"), timed.end(), _value(timed["low"]), timed["unit"], duration=True))
    for m in _RATIO.finditer(text) if "比" in text or "/" in text else ():
        low, unit = ("low", "unit") if m["low"] else ("share", "of")
        found.append(Number(m.start(low), m.end(), _value(m[low]), m[unit], duration=True))
        at = m.end()
        while m["share"] and (more := _RATIO_ON.match(text, at)):
            found.append(Number(more.start("low"), more.end(), _value(more["low"]), more["unit"], duration=True))
            at = more.end()
    end = -1
    for number in sorted(found, key=lambda n: (n.start, n.entry)):
        if number.start >= end or number.entry > 0:
            yield number
            end = number.end


def _value(printed: str) -> float:
    return float(printed.replace("，", ""))
