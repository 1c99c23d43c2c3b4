"""Units, statements, and the words for roles and for what ends the name of a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.facts import Span

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
    (完成时限 -> span of the value), and spans that no rule reads; `sentence` where it is one of the text: 这项工作由市水利局牵头。"""

    start: int
    end: int
    units: list[Unit]
    others: dict[str, Span] = field(default_factory=dict)
    unread: list[Span] = field(default_factory=list)
    sentence: bool = False


_OF_ROLE = (
    (LEAD, "牵头|主办|主责|主管|承办"),
    (SUPPORT, "配合|协办|参加|参与|支持|协同|协助|协作"),
    (RESPONSIBLE, "责任|负责|落实|实施|承担|组织|联合"),
)
ROLE_OF = {word: role for role, words in _OF_ROLE for word in words.split("|")}
ROLE_WORDS = "|".join(ROLE_OF)
TAIL = re.compile(
    r"(?:等(?:[省市县区州](?:级|直属?)?|[省市县区州]?政府|国务院|中央(?:和国家机关)?|中直|国家|其他)?(?:\d+个?|[一二三四五六七八九十]+个)?(?:各|有关|相关|责任|成员|组成|职能|行业|主管|业务|监管|协同)*(?:的)?(?:部门|单位|部委|地区|企业|机构|方面|地方|(?:群团|社会|人民团体)?组织|人民团体)?(?:和单位|及单位|、单位)?|等)$"
)
# Mass organisations, which print no word for what they are: 市妇联, 省工商联, 共青团中央
MASS = "妇联|残联|文联|社科联|工商联|侨联|台联|记协|作协|科协|计生协|贸促会|团中央|红十字会"
SUFFIX = (
    MASS
    # 财金司, 法规司 of a ministry; 公司 is an enterprise
    + r"|(?<=[\u4e00-\u9fff])(?<!公)司"
    # 新疆生产建设兵团, 武警部队
    + "|兵团|部队|各地方"
    + "|局|委|委员会|办|办公室|厅|部|署|院|行|会|公司|集团|中心|政府|单位|部门|处|大学|学院|学校|法院|检察院|海关|组|队|站|社|所|馆|党校|联盟"
    "|实验室|企业|高校|机构|组委|部委|纪委|监委|专班|指挥部|街道|街|镇|乡|园|园区|基地|医院|工委|党委|团委|总会|支队|大队|分局|分行|支行|分公司|银行"
    "|管委会|办事处|公安|税务|烟草|铁塔|供电|电网|电力|电信|移动|联通|邮政|消防|总队|气象台|电视台|电台|广电台|集团公司|联社|商会|协会|学会|基金会|总公司|开发区|新区|高新区|合作区|示范区|县|区|市|州|盟|旗|省|自治区|地区|镇街|农商行|气象|海事|机关|各地|督查室|研究室|司|科|股|信访室|监察室"
)
ENDS_UNIT = re.compile(rf"(?:{SUFFIX})(?:[（〔][^（）〔〕]{{1,20}}[）〕])?$")
COLLECTIVE = re.compile(
    r"^各|^有关|^相关|^全市|^全省|^全区|^全县|成员单位|(?:有关|相关)(?:部门|单位)|^[省市县区](?:级|直)?(?:各|有关|相关|直)"
)
# ☆市经信局、市科技局（标☆的为牵头单位，下同）
MARKS = "☆★△▲※*◎#"
