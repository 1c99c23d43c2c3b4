"""Made-up plans in any number, all different, for measuring loads.

Document k is made from the random numbers of seed k alone, so that any range of them can be made again. Each has a city of the published
list of places, a document number of its own, a field, 6 to 14 duties with two to five units of the city, half of them with a
deadline, goals, two citations (one of thirty much-cited documents, one of another made-up plan), and every fourth an industry chain
with a district that supports it. Cities repeat every few hundred documents, so units, districts and citations are shared between documents
as they are in life: the number of units levels off while tasks and goals grow.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache

from loaders.names import places

_FIELDS = [
    "机器人",
    "新材料",
    "现代物流",
    "数字经济",
    "绿色建筑",
    "生物医药",
    "海洋装备",
    "节能环保",
    "文化旅游",
    "现代农业",
    "氢能",
    "集成电路",
    "航空航天",
    "健康养老",
    "轨道交通",
]
_FUNCTIONS = [
    "发展改革委",
    "工业和信息化局",
    "科技局",
    "财政局",
    "人力资源社会保障局",
    "自然资源局",
    "生态环境局",
    "住房城乡建设局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康委",
    "应急管理局",
    "市场监管局",
    "统计局",
    "医保局",
    "林业局",
    "教育局",
    "民政局",
    "司法局",
    "大数据局",
    "国资委",
]
_VERBS = ["完善", "推进", "建设", "健全", "优化", "加强", "培育", "拓展", "提升", "规范"]
_OBJECTS = [
    "政策体系",
    "标准体系",
    "创新平台",
    "示范项目",
    "公共服务",
    "招商引资",
    "人才队伍",
    "要素保障",
    "监管机制",
    "场景应用",
    "产业园区",
    "宣传推广",
    "检测认证",
    "数据共享",
]
_PARTS = ["核心部件", "关键材料", "系统集成", "检验检测", "运营服务", "软件平台", "整机制造", "回收利用"]
_SECTIONS = ["夯实发展基础", "培育产业生态", "强化创新驱动", "完善服务保障"]


@lru_cache(maxsize=1)
def _cities() -> list[tuple[str, list[str]]]:
    """Cities with at least two districts, with those districts, in the order of their codes."""
    named: list[tuple[str, list[str]]] = []
    districts: dict[str, list[str]] = {}
    for place in places.listed():
        if place.level == "county" and place.name.endswith("区"):
            districts.setdefault(place.code[:4], []).append(place.name)
    for place in places.listed():
        if place.level == "city" and len(districts.get(place.code[:4], ())) > 1:
            named.append((place.name, districts[place.code[:4]]))
    return named


def document(k: int) -> str:
    """The text of plan number `k`, 2,500 to 5,000 bytes."""
    draw = random.Random(k)
    city, districts = draw.choice(_cities())
    field, year = draw.choice(_FIELDS), 2019 + k % 6
    units = [f"市{f}" for f in draw.sample(_FUNCTIONS, 12)]
    title = f"{city}{field}产业发展实施方案（{k}）"
    lines = [
        f"{city}人民政府办公室关于印发{title}的通知",
        f"{city[:1]}政办发〔{year}〕{k + 1}号",
        "各区人民政府，市政府各部门：",
        f"《{title}》已经市政府同意，现印发给你们，请认真组织实施。",
        f"{city}人民政府办公室",
        f"{year}年{1 + k % 12}月{1 + k % 28}日",
        title,
        f"根据《国务院关于{draw.choice(_FIELDS)}发展的意见》（国发〔{2010 + k % 9}〕{1 + k % 30}号）和《{city}{draw.choice(_FIELDS)}产业发展实施方案（{draw.randrange(k + 1)}）》，制定本方案。",
        "一、工作目标",
        f"到{year + 2}年，新增{field}示范项目{draw.randint(5, 60)}个，培育骨干企业{draw.randint(3, 40)}家，产业规模达到{draw.randint(50, 900)}亿元。",
        "二、主要任务",
    ]
    number = 0
    for heading, count in zip(_SECTIONS, (draw.randint(2, 4) for _ in _SECTIONS), strict=False):
        lines.append(f"（{'一二三四'[_SECTIONS.index(heading)]}）{heading}")
        for _ in range(count - 1 if heading == _SECTIONS[-1] else count):
            number += 1
            duty = f"{draw.choice(_VERBS)}{draw.choice(_OBJECTS)}"
            due = f"，完成时限：{year}年{draw.randint(3, 12)}月底前" if draw.random() < 0.5 else ""
            lines.append(
                f"{number}.{duty}。围绕{field}{draw.choice(_PARTS)}，{draw.choice(_VERBS)}{draw.choice(_OBJECTS)}，支持企业开展{draw.choice(_PARTS)}攻关，"
                f"组织实施{draw.choice(_OBJECTS)}工程。（责任单位：{'、'.join(draw.sample(units, draw.randint(2, 5)))}{due}）"
            )
    if k % 4 == 0:
        number += 1
        parts = "、".join(draw.sample(_PARTS, 4))
        lines += [
            f"{number}.做强产业链条。支持{draw.choice(districts)}建设{field}产业链。（责任单位：{draw.choice(units)}、各区人民政府）",
            f"{field}产业链。围绕“{parts}”成链，细分领域包括{draw.choice(_PARTS)}、{draw.choice(_OBJECTS)}等。",
        ]
    lines += ["三、保障措施", "各有关部门要加强组织领导，落实工作责任。"]
    return "\n".join(lines) + "\n"


def documents(count: int, start: int = 0) -> Iterator[tuple[str, str]]:
    """(file name, text) of plans `start` to `start + count`."""
    for k in range(start, start + count):
        yield f"plan-{k:06}.txt", document(k)
