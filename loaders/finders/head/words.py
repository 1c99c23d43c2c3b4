"""What several parts of a document's head are told by: a value with its place, days, patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from loaders.finders.citations import NUMBER, SERIAL
from loaders.names import bodies, places
from loaders.text.numerals import to_int

KINDS = "通知|预案|规程|意见|方案|办法|决定|规定|规划|计划|措施|要点|公告|通告|批复|函|报告|细则|条例|纲要|指南|清单|决议|通报|命令|令|政策|分工|分解表|工程|行动|路线图|规范|标准|章程|规则|建议|举措|安排|指引|导则|制度|机制|意见书|责任书|说明|答复|复函|指示|布告|公约|方略|蓝图|工作任务|重点任务|目标任务|责任分解|任务分解|分工表|任务表|安排表|责任表|计划表|对照表|台账|任务书|一览表|实事项目"
TITLE_END = re.compile(
    rf"(?:{KINDS}|^中华人民共和国.{{2,40}}法)(?:（[^（）]{{1,30}}）)*$|(?:印发|发布|转发)《.{{4,60}}(?:{KINDS})》$"
)
# 关于…的通知, 印发《…方案》: says what it is about and of what kind it is
FULL_TITLE = re.compile(
    rf"(?:印发|发布|转发)《.{{4,60}}(?:{KINDS})》$|(?:印发|转发|批转).{{4,}}的通知$|"
    r"(?:关于|对).{2,}(?:的|》)?(?:通知|意见|决定|批复|函|公告|通告|报告|通报|方案|措施|办法|规定|政策|规划|计划|要点|建议|细则|命令|安排|分工|工作|纲要|答复|复函|条例|指示)(?:（[^（）]{1,30}）)*$"
)
ISSUER_END = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|署|院|行|会|政府|公司|中心|办公厅|领导小组|专班|指挥部|组委会|管委会|联席会议|人大常委会|总队|法院|检察院|党组|县委|市委|省委|区委|工委|联合会|总工会|工会|(?<!公)司|妇联|残联|科协|工商联|文联|团委|团中央|红十字会|社|集团|基金会|协会|法制办|出版社)(?:（[^（）]{1,12}）)?$"
)
RED_HEAD = re.compile(r"(?<=.{2})(?:文件|公报|令|便函)$")
# 某省人民政府令 / 第12号, 某部令第3号, 主席令（九届第37号）; in a portal's label 国令第5号; 甲部乙局公告2023年第7号
ORDER = re.compile(rf"{SERIAL.pattern}|(?<=令\n)第 ?\d{{1,4}} ?号")
DATE = re.compile(
    r"(?P<y>[12]\d{3}|[一二][九〇零O0][〇零O0一二三四五六七八九]{2}) ?年 ?(?P<m>[\d一二三四五六七八九十]{1,3}) ?月 ?(?P<d>[\d一二三四五六七八九十]{1,3}) ?日"
)
DAY = re.sub(r"\?P<\w>", "?:", DATE.pattern)  # the same, inside of other patterns
ISO = re.compile(r"(?P<y>20\d{2}|19\d{2})[-/.] ?(?P<m>\d{1,2})[-/.] ?(?P<d>\d{1,2})")
DATE_ALONE = re.compile(rf"^(?:（此件[^（）]{{1,10}}） ?)?（?(?:{DAY})(?:印发|发布)?）?$")


@dataclass(slots=True)
class Found:
    """A value of the head, and where it is printed: cleaned [start, end)."""

    value: str
    start: int
    end: int


# The number printed on the line of the title: before it, or in brackets behind it
# 省财政厅〔2019〕5号 …的通知, …的通知（财政〔2019〕5号）; 税务总局公告2018年第8号 税务总局关于…的公告
TITLE_NUMBER = re.compile(
    rf"^(?:[（【]?{NUMBER.pattern}[）】]?) ?(?=[^《])|（{NUMBER.pattern}）$|^{SERIAL.pattern} ?(?=[\u4e00-\u9fff ]{{2,30}}关于.*(?:公告|通告|通知|决定)$)"
)


def iso_day(y: str, m: str, d: str) -> str | None:
    """一九九六年二月五日, 二○一八年…, 2024年8月6日 -> ISO; None for no day of the calendar."""
    try:
        return date(int(y) if y.isdecimal() else to_int(re.sub("[O0]", "〇", y)), to_int(m), to_int(d)).isoformat()
    except ValueError:
        return None


def day_in(text: str) -> str | None:
    """The first day that a text prints, as ISO; None where it prints none."""
    m = DATE.search(text) or ISO.search(text)
    return iso_day(m["y"], m["m"], m["d"]) if m else None


def names_a_place(name: str) -> bool:
    """Whether a body's name says where it belongs: a place in front, or a national body."""
    return bool(places.leading(name)[0] or bodies.leading(name, national=True))
