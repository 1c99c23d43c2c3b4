"""Labelled metadata that portals print around a document: 发文机关：…, 成文日期：…."""

from __future__ import annotations

import re
from itertools import zip_longest

from loaders.finders.citations import NUMBER
from loaders.finders.head.words import ISO, Found, day_in, iso_day
from loaders.text.layout import Paragraph

_LABELS = {
    "number": "备注/文号|发文字号|文件编号|发文文号|发布文号|文件字号|文号|文 号",
    "issuer": "发文机关|发文单位|发文机构|发布机构|发布单位|发布部门|颁布单位|颁布部门|制定机关|制发单位|制发机关|印发机关|发文部门|公开责任部门|发布机关",
    "issued_on": "成文日期|成文时间|发文日期|印发日期|印发时间|签发日期|发文时间|制发日期|生成日期|成文日",
    "published_on": "发布时间|更新时间|发布日期|公开日期|更新日期|发表时间|公布日期|日期|时间",
    "source": "信息来源|文章来源|来源|稿源",
    "title": "发文标题|文件标题|标题|名称|文件名称|公文名称|信息名称|法规名称|法规标题|政策名称",
    "ignored": "索引号|信息索引号|主题分类|分类|主题词|体裁|有效性|时效性|文件类型|公文种类|组配分类|浏览次数|点击数|字号|字体|作者|责任编辑|编辑|主题|关键词|内容概述|语种|效力状态|有效期|分享到|浏览量|阅读次数|访问量|服务对象|栏目|信息类别|公开方式|公开形式|公开范围|公开时限|公开程序|统一登记号|登记号|点击量|点击|阅读量|法宝引证码|效力级别|法规类别|批准机关|所属类别|专题分类",
}
LABEL = re.compile(
    "(?P<label>"
    + "|".join(sorted((w for ws in _LABELS.values() for w in ws.split("|")), key=len, reverse=True))
    # 生效时间：, 归档日期： is a label of its own and not the 时间 of something else
    + "|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?:时间|日期)"
    # 题：…的通知: 标 题, whose first letter a page sets as an image
    + "|^题(?=：)"
    + r")(?:[】\]]?：|】|(?:(?<=^.{2})|(?<=^.{3})|(?<=^.{4})|(?<=\|.{2})|(?<=\|.{3})|(?<=\|.{4}))\|)"
)
_BARE = "索引号|发布单位|发布文号|主题分类|组配分类|信息分类|公开方式|发文机关|发文单位|发布机构|发布机关|制发机关|发文日期|成文日期|生成日期|发布日期|发文时间|成文时间|发布时间|公开日期|印发日期|发文字号|文件编号|文号|主题词|公文种类|有效性|时效性|效力状况|标题|名称|内容概[述览]|内容摘要"
_BARE_LABEL = re.compile(f"(?P<label>{_BARE}|时效|(?<!^)分类)")
# a value stands straight behind: the title, a number, a date, a body; or the next label
OPENS_BARE = re.compile(
    rf"索引号[\dA-Z]|(?:发文机关|发文单位|发布机构|发布机关|发布单位|制发机关)[\u4e00-\u9fff]{{2,30}}(?:[局委厅办府会院部]|办公[厅室])|(?:发文字号|文件编号|文号){NUMBER.pattern}|(?:发文|成文|生成|发布|公开|印发)(?:日期|时间)[12]\d{{3}}|(?:标题|名称|内容概[述览]|内容摘要).{{2,40}}(?:关于|印发|工作)|(?:{_BARE}){{2}}"
    # 组配分类 其他文件 发布机构 某区管委会: the first of several on a line
    r"|(?:组配|主题|信息)分类[\u4e00-\u9fff、]{2,16}?(?:发布机构|发文机关|发文单位|制发机关|公开方式|(?:成文|发布|生成|公开)日期)"
)
_LABEL_OF = {word: key for key, words in _LABELS.items() for word in words.split("|")} | {"题": "title"}
# 来源：县政府2021-03-2310：56 浏览次数：12: the date is no part of the source
_SOURCE_TAIL = re.compile(r"[ |]*(?:[12]\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}.*|(?:浏览|点击|阅读|访问).*)$")
_BESIDE_SOURCE = re.compile(r"来源：[^：]{0,30}?(?P<day>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")
# 2021年3月23日 10:56 来源：县政府
_BEFORE_SOURCE = re.compile(r"(?P<day>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[ \d:：|]{0,16}(?:信息|文章)?来源：")


def is_label(text: str) -> bool:
    """Whether a text is the label of a portal's metadata and nothing else: 发文机关：, 【索引号】, 标　题."""
    return re.sub(r"[\s\u3000：:|\[\]【】]", "", text) in _LABEL_OF


def find_labels(head: list[Paragraph]) -> dict[str, Found]:
    """Labelled metadata of portals: 索引号：…发文机关：…成文日期：…, several a line or one; the first value counts."""
    found: dict[str, Found] = {}
    alone = [p for p in head if is_label(p.text)]
    for paragraph, below in zip_longest(head, head[1:]):
        if len(paragraph.text) > 400:
            continue
        if len(alone) > 2 and paragraph in alone and below and below not in alone:
            # 发布日期 / 2023-05-09: a page prints every label and every value on a line of its own
            key = _LABEL_OF.get(re.sub(r"\W", "", paragraph.text), "ignored")
            if key != "ignored" and key not in found and len(below.text) <= 120:
                found[key] = Found(below.text, below.start, below.end)
            continue
        labels = list(LABEL.finditer(paragraph.text))
        if not labels or labels[0].start() > 2:
            # 文号 甲政办〔2025〕1号 信息分类：综合政务: one page prints some with a colon and some without
            labels = _bare_labels(paragraph.text[: labels[0].start()] if labels else paragraph.text) + labels
        if labels and below and labels[-1].end() == len(paragraph.text) and not LABEL.search(below.text):
            # the value stands on a line of its own, as in a page whose cells were copied
            key = _LABEL_OF.get(labels[-1]["label"], "ignored")
            if key not in ("ignored", "title") and key not in found and len(below.text) <= 40:
                found[key] = Found(below.text, below.start, below.end)
        if not labels or (
            labels[0].start() > 2 and _LABEL_OF.get(labels[0]["label"]) not in ("source", "published_on")
        ):
            continue
        for m, following in zip_longest(labels, labels[1:]):
            key = _LABEL_OF.get(m["label"], "ignored")
            end = following.start() if following else len(paragraph.text)
            value = paragraph.text[m.end() : end].strip(" |[]【】")
            if key == "source":
                value = _SOURCE_TAIL.sub("", value)
            if value and key != "ignored" and key not in found:
                at = paragraph.text.index(value, m.end())
                found[key] = Found(value, paragraph.start + at, paragraph.start + at + len(value))
    return found


def _bare_labels(text: str) -> list[re.Match[str]]:
    """The labels of a line that prints no colons: 发布机构 江苏省政府办公厅 发文日期 2021-09-01."""
    return list(_BARE_LABEL.finditer(text)) if OPENS_BARE.match(text) else []


def publication_day(head: list[Paragraph], labelled: dict[str, Found]) -> Found | None:
    """The day on which a portal put the document out: labelled, beside the source, or on a line of its own."""
    if (given := labelled.get("published_on")) and (
        iso := day_in(re.sub(r"(?<=月)\d{1,2}$", r"\g<0>日", given.value))  # 发布日期：2018年03月27
    ):
        return Found(iso, given.start, given.end)
    for paragraph in head[:12]:
        # 来源：县政府 2021-03-23 10:56: the date of a page without a word for it; it may stand before 来源 too
        if len(paragraph.text) >= 60:
            continue
        m = _BESIDE_SOURCE.search(paragraph.text) or _BEFORE_SOURCE.match(paragraph.text)
        if m and (iso := day_in(m["day"])):
            return Found(iso, paragraph.start + m.start("day"), paragraph.start + m.end("day"))
    for paragraph in head[:10]:
        if (m := ISO.fullmatch(re.sub(r" .*", "", paragraph.text))) and (iso := iso_day(m["y"], m["m"], m["d"])):
            return Found(iso, paragraph.start, paragraph.end)
    return None
