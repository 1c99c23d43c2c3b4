"""Which lines are a cell: a row of a table whose cells stand a cell a line, where the page broke some over several lines and
left out those that are merged or empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from loaders.text.lines import text_width

NUMBER, UNITS, DUE, PERSON, FIGURE, ANY, LABEL, TEXT = (
    "number",
    "units",
    "due",
    "person",
    "figure",
    "any",
    "label",
    "text",
)
_KINDS = (
    (PERSON, re.compile("领导|责任人|负责人|联系人|牵头人|^(?:总|副)?链长")),
    (FIGURE, re.compile("^(?:计量)?单位$|金额|投资|电话")),
    (ANY, re.compile("^(?:第?[一二三四1-4]季度|[上下]半年|\\d{1,2}月(?:份)?)")),
    (ANY, re.compile("(?:评分|考核|评价|验收|督查|督导|督办)(?:单位|部门)")),
    (
        UNITS,
        re.compile(
            "单位|部门|处室|科室|司局|牵头|配合|主办|协办|参与|参加|协同|协作|承办|责任(?!清单|目标|内容)|分工$"
        ),
    ),
    (DUE, re.compile("时限|时间|期限|节点")),
    (ANY, re.compile("企业|载体|承载|备注|说明|来源|依据|规模|进度|进展|属地")),
)
# 责任分工: who is responsible, or what each is to do
SHARES = re.compile("分工$")
# The column that states the duty, best name first; what stands left of it groups or names the rows.
_DUTY = (
    r"任务清单|具体任务|主要任务|任务内容|具体内容|具体要求|工作内容|具体措施|工作措施|具体举措|主要内容|分解任务|任务措施|分工$",
    r"任务|措施|举措|内容|事项",
    r"要点|工作|目标|项目",
)
# 县财政局, 各县（市、区）, 城关镇, 某某公司: how the name of a unit ends
_UNIT = re.compile(
    r"[\u4e00-\u9fffA-Za-z“”·—-]{1,28}(?:[局委厅办署府会院部处科室心司队行团站台所社镇乡街区县市旗州场联校馆学]|海关|机关|中心|单位|部门|企业|等|街道|集团)$"
)
_ENDS_UNIT = re.compile(
    "(?:[局委厅办署府会院部处科室心司队行团站台所社镇乡街区县市旗州场联校馆关学道业位门等团]|[）)])$"
)
_NOBODY = re.compile(r"[/／—－\-无]{1,2}$")
_DUE = re.compile(
    r"(?:(?:20\d\d|\d{1,2}[月日号]|[年月][底内前]|[今明全每]年|每[月季]|[上下]半年|第?[一二三四1-4]季度|分年度|按|即|立即|立行|适时|[近中远]期)[^。]{0,24}"
    r"|.{0,4}(?:长期|持续|常态)[^。]{0,8}|[/／—－\-无]{1,2})$"
)
_BODY = re.compile("[局委厅办署府会院部处科室心司队团站所社镇乡街区县市旗州]$")  # no day ends like a body
# 市水务集团、市供 (电公司): a list of units that a line breaks
_LISTS_UNITS = re.compile("(?:[省市县区州各][^、，。；]{1,12}|[^、，。；]{2,10}[局委办])、[^、，。；]")
_REST_OF_DATE = re.compile(
    "[年月日]?(?:底|末|初|前|内|止|旬|完成|推进|坚持|开展|实施|见效|到位)+|季度|半年|(?![一二三四五六七八九十])[\u4e00-\u9fff]"
)
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*$")
_POST = re.compile("书记|主席|[市县区镇州长]长|主任|常委|局长|政协|人大")
_OPENS = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|第[一二三四五六七八九十]")
_STOP = tuple("。；：")
_BRACKET = re.compile(r"[（〔(][^（）〔〕()]{0,40}[）〕)]")
# How many lines a cell of a column may have
_MOST = {NUMBER: 1, DUE: 4, PERSON: 5, FIGURE: 3, ANY: 8, LABEL: 10, UNITS: 20, TEXT: 24}


def right_cells(cells: Sequence[str], names: Sequence[str]) -> list[int]:
    """The columns of a row that leaves out its number and what else is merged on the left; [] where the cells do not suit the last ones.

    停水停电。 / 市供电公司 / 6月底 under 序号, 任务, 分工, 单位, 时限 -> [2, 3, 4]
    """
    columns = kinds(["", *names[1:]])
    places = list(range(len(names) - len(cells), len(names)))
    if len(cells) < 2 or places[0] < 1 or UNITS not in [columns[n] for n in places]:
        return []
    for n, text in zip(places, cells, strict=True):
        score = _suits(columns[n], (text,))
        if columns[n] in (UNITS, DUE) and (score is None or score < 1):
            return []
    return places


def ends_row(lines: Sequence[str], name: str) -> int:
    """How many lines, one or two, are a cell under the last name of a head, and so end a row: 2017年11月底 / 前; 0 for none."""
    kind = next((kind for kind, pattern in _KINDS if pattern.search(name)), LABEL)
    for count in (2, 1):
        text = joined(lines[:count], units=kind == UNITS) if len(lines) >= count else ""
        if kind == DUE and _DUE.match(text) and (count == 1 or _REST_OF_DATE.fullmatch(lines[1])):
            return count
        if kind == UNITS and count == 1 and is_whole(text):
            return count
    return 0


def kinds(names: Sequence[str]) -> list[str]:
    """What each column holds, by its name; an empty name is that of the row's number."""
    found = []
    for name in names:
        found.append(NUMBER if not name else next((kind for kind, pattern in _KINDS if pattern.search(name)), LABEL))
    if not {UNITS} & {kind for kind, name in zip(found, names, strict=True) if not SHARES.search(name)}:
        # 单位 alone names bodies; beside 责任单位, or among 指标, a measure
        bodies = not any("指标" in name for name in names)
        found = [UNITS if name == "单位" and bodies else kind for name, kind in zip(names, found, strict=True)]
    for n, name in enumerate(names):
        if SHARES.search(name) and found.count(UNITS) > 1:
            found[n] = LABEL
    if labels := [(n, names[n]) for n, kind in enumerate(found) if kind == LABEL]:
        found[states_duty(labels, found.index(UNITS) if UNITS in found else None)] = TEXT
    return found


def states_duty(labels: Sequence[tuple[int, str]], units: int | None = None) -> int:
    """Which of the columns of words, each with its name, states the duty: the last of those with the best name, else the last
    in front of the first column of units, else the last."""
    for names in _DUTY:
        if best := [n for n, name in labels if re.search(names, name)]:
            return best[-1]
    return max((n for n, _ in labels if units is not None and n < units), default=labels[-1][0])


@dataclass(slots=True)
class Shown:
    """What the rows of a table show of its columns: where they break their lines, and which open their cells with a number （一）."""

    widths: dict[int, int] = field(default_factory=dict)
    numbered: set[int] = field(default_factory=set)


def shown(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Shown:
    """What rows, each as its lines, show of the columns; rows that leave a cell out say less of which column is which."""
    broken: dict[int, list[int]] = {}
    opened: dict[int, list[bool]] = {}
    for lines in rows:
        found = parted(lines, names)
        at = 0
        for n, count in found[1] if found else []:
            if count > 1:
                broken.setdefault(n, []).append(max(text_width(line) for line in lines[at : at + count - 1]))
            if found and len(found[1]) == len(names):
                opened.setdefault(n, []).append(bool(_OPENS.match(lines[at])))
            at += count
    return Shown(
        {n: sorted(seen)[len(seen) // 2] for n, seen in broken.items()},
        {n for n, seen in opened.items() if n and 2 * sum(seen) > len(seen)},
    )


def parted(
    lines: Sequence[str], names: Sequence[str], known: Shown | None = None, *, gaps: bool = False
) -> tuple[float, list[tuple[int, int]]] | None:
    """How the lines of one row are parted: a score, and (column, how many lines) of each cell that is printed; None where nothing fits.

    2 / 深化改革， / 出台方案。 / 市国资委、市财 / 政局 / 3月底 under 序号, 任务, 单位, 时限 -> [(0, 1), (1, 2), (2, 2), (3, 1)].
    `known` is what all rows show. With `gaps` the lines are what spaces part, and those around a number or a Latin word may be none of
    the table: 3 | 建设 | 5G | 基站。| 市工信局 | 12 | 月底 -> [(0, 1), (1, 3), (2, 1), (3, 2)].
    """
    columns = kinds(names)
    size = len(lines)
    if size > 12 * len(names) or (UNITS not in columns and DUE not in columns):
        return None
    if (alone := _a_line_each(lines, columns)) is not None:
        return alone, [(n, 1) for n in range(size)]
    last_units = max((n for n, kind in enumerate(columns) if kind == UNITS), default=0)
    text = known.widths.get(columns.index(TEXT), 0) if known and TEXT in columns else 0
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    lines = tuple(lines)
    for n, kind in enumerate(columns):
        left_out = _left_out(columns, n)
        for start in range(size + 1):
            if (n, start) not in best:
                continue
            so_far = best[n, start][0]
            _keep(best, (n + 1, start), so_far - left_out, start)
            for end in range(start + 1, min(size, start + _MOST[kind]) + 1):
                score = _suits(kind, lines[start:end])
                if score is not None:
                    cell = lines[start:end]
                    score -= _odd_gaps(cell) if gaps else _badly_broken(cell, known.widths.get(n, 0) if known else 0)
                    if kind == UNITS and n != last_units:
                        score -= 0.3 * sum(
                            1 for line in lines[start:end][1:] if is_whole(line) and _NAME_OPENS.match(line)
                        )  # the last may be many
                    if known and kind == LABEL and text and text_width(lines[end - 1]) in (text - 1, text, text + 1):
                        score -= 1.0 * (not lines[end - 1].endswith(_STOP))  # a line of the duty, which is broken there
                    if known and known.numbered and kind in (LABEL, TEXT) and n not in known.numbered:
                        score -= 1.2 * bool(_OPENS.match(lines[start]))
                    _keep(best, (n + 1, end), so_far + score, start)
    if (len(columns), size) not in best:
        return None
    cells: list[tuple[int, int]] = []
    end = size
    for n in range(len(columns), 0, -1):
        start = best[n, end][1]
        if end > start:
            cells.append((n - 1, end - start))
        end = start
    return best[len(columns), size][0], cells[::-1]


def _a_line_each(lines: Sequence[str], columns: list[str]) -> float | None:
    """The score of a row with as many lines as there are columns, where each suits its own and the duty ends: None for none."""
    if len(lines) != len(columns) or TEXT not in columns or not lines[columns.index(TEXT)].endswith(_STOP):
        return None
    scores = [_suits(kind, (line,)) for kind, line in zip(columns, lines, strict=True)]
    return sum(score for score in scores if score is not None) if None not in scores else None


def _keep(best: dict[tuple[int, int], tuple[float, int]], at: tuple[int, int], score: float, start: int) -> None:
    if at not in best or best[at][0] < score:
        best[at] = score, start


def _left_out(columns: list[str], n: int) -> float:
    """What it costs to leave out a cell of a column: labels are merged, who supports may be nobody, a number is always there."""
    kind = columns[n]
    if NUMBER in columns[n:] and kind != NUMBER:
        return 0.5  # a group of numbered rows
    if kind == UNITS:
        return 1.2 if UNITS in columns[:n] else 4.0
    return {NUMBER: 99.0, TEXT: 6.0, DUE: 3.0, PERSON: 2.0, FIGURE: 0.8, ANY: 0.8}.get(kind, 0.9 + 0.05 * n)


def joined(lines: Sequence[str], *, units: bool = False) -> str:
    """The lines of a cell as one text; between two whole names of units stands a mark."""
    text = lines[0]
    full = max(map(text_width, lines))
    for before, line in pairwise(lines):
        text += ("、" if units and names_apart(before, line, full) else "") + line
    return text


def names_apart(before: str, line: str, full: int) -> bool:
    """Whether two lines of a cell, the widest of which is so wide, are names of their own: 市教育局 / 市财政局, but 市政府办 / 公室."""
    return (
        is_whole(before)
        and not before.endswith(("、", "，"))
        and bool(_NAME_OPENS.match(line) or (is_whole(line) and text_width(before) < full - 3))
    )


_NAME_OPENS = re.compile("[省市县区州镇各国中]")


@lru_cache(maxsize=8192)
def is_whole(line: str) -> bool:
    """Whether a line is whole names of units and nothing else: 市教育局、市财政局."""
    names = [name for name in re.split("[、，；\\s]", _BRACKET.sub("", line)) if name]
    return bool(names) and all(_UNIT.match(name) for name in names)


def _names(text: str) -> list[str]:
    """The names of a list; a gap parts units (教育局 财政局), but may also stand where the page broke one name: 规划与产业 发展处."""
    found: list[str] = []
    for name in re.split("[、，；]", text):
        pieces = name.split()
        whole = all(_UNIT.match(piece) for piece in pieces)
        found += pieces if whole else ["".join(pieces)]
    return found


@lru_cache(maxsize=16384)  # a row is parted again when all rows have shown their widths
def _suits(kind: str, lines: tuple[str, ...]) -> float | None:
    """How well lines suit a column, None where they cannot stand in it."""
    more = len(lines) - 1
    if kind == NUMBER:
        return 0.0 if not more and re.fullmatch(r"\d{1,3}[.、]?", lines[0]) else None
    if kind == UNITS:
        text = joined(lines, units=True).rstrip("。")
        if not _ENDS_UNIT.search(text) and not _NOBODY.match(text):
            # a name of its own, on one line: 各责任主体
            return None if more or len(text) > 24 or "。" in text or _DUE.match(text) or _OPENS.match(text) else 0.3
        if _NOBODY.match(text):
            return 2.0
        names = _names(_BRACKET.sub("", text))
        good = sum(1 for name in names if _UNIT.match(name))
        if not names or "。" in text or "：" in text or good < 0.7 * len(names):
            return None
        return 4.0 * good / len(names) - 0.02 * len(text) - lines[-1].endswith("。")
    text = "".join(lines)
    if kind == FIGURE:
        return 0.6 - 0.6 * more - 3.0 * is_whole(text) - 0.1 * len(text)
    if kind == DUE:
        if not _DUE.match(text.replace(" ", "")) or _BODY.search(text) or any(_OPENS.match(line) for line in lines[1:]):
            return None
        apart = sum(1 for line in lines[1:] if _DUE.match(lines[0]) and not _REST_OF_DATE.fullmatch(line.strip()))
        return 4.0 - 0.5 * apart
    if kind == PERSON:
        if _PERSON.match(text) and not is_whole(text):
            return 3.0 - more
        return 1.5 - more if _POST.search(text) and len(text) < 40 else -1.0 - more
    if kind == ANY:
        return 0.6 - 0.4 * more - ("。" in text)
    if lines[-1].endswith(("，", "、")) or lines[0].startswith(("，", "、", "。", "；")):
        return -2.0  # the words go on, or went on before
    # where a sentence ends or a number opens a line, a cell may end too
    stops = sum(
        before.endswith("。") or (bool(_OPENS.match(line)) and not before.endswith(_STOP))
        for before, line in pairwise(lines)
    )
    listed = sum(
        1 for line in lines if is_whole(line) or (_LISTS_UNITS.match(line) and is_whole(re.split("、", line)[0]))
    )
    score = 0.02 * len(text) - 3.0 * listed + 0.5 * text.endswith(("。", "；"))
    if kind == TEXT:
        return score + 1.0 * text.endswith(("。", "；")) - 0.4 * stops
    return score - 0.1 * more - 0.8 * stops - 0.6 * ("。" in text and not text.endswith("。"))


@lru_cache(maxsize=8192)
def _odd_gaps(pieces: tuple[str, ...]) -> float:
    """What speaks against pieces being one cell: a gap between two words that are neither numbers nor Latin ones."""
    return 1.0 * sum(1 for before, piece in pairwise(pieces) if not (before[-1].isascii() or piece[0].isascii()))


@lru_cache(maxsize=16384)
def _badly_broken(lines: tuple[str, ...], broken_at: int) -> float:
    """What speaks against the lines being one cell: one that is not full though its words go on, one that is too wide."""
    cost = 0.0
    widths = [text_width(line) for line in lines]
    full = broken_at or max(widths)
    if broken_at and widths and max(widths) > broken_at + 1:
        cost += 1.5
    for (before, line), wide in zip(pairwise(lines), widths, strict=False):
        if before.endswith(_STOP) or _OPENS.match(line) or names_apart(before, line, full):
            continue  # a paragraph of its own, a unit a line
        if wide < full - 3:
            cost += 0.8
    return cost
