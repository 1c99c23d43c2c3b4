"""Tables that print a cell a line: whose rows are found by their numbers, or by what their columns hold."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.facts import Span
from loaders.text.cells import TEXT, ends_row, is_whole, joined, kinds, names_apart, parted, shown
from loaders.text.lines import (
    GROUP_CELL,
    HEAD_CELL,
    HEAD_SURE,
    MARKER,
    NAMED_GROUP,
    Line,
    row_number,
    text_at,
    text_width,
)
from loaders.text.table_lines import column_name, lines_a_cell, mark_row

TABLE_ENDS = re.compile(
    r"附件|附表|备注：|注：|说明：|抄送|（此件|分享到|扫一扫|【?打印|[12]\d{3}年\d{1,2}月\d{1,2}日(?!以?前|之前|止)"
)


def mark_upright_tables(lines: list[Line]) -> None:
    """Find tables whose cells stand each on a line of its own: 序号 / 重点任务 / 责任单位 / 1 / 建设… / 市住建局 / 2 / …

    The head opens with 序号 and names three or more columns; after it a row opens with its number, counted on from 1. A cell of
    a row that has more lines than the head may be several lines (two paragraphs, a unit a line).
    """
    n = 0
    while n < len(lines):
        opens = 0 if lines[n].table else _opens_head(lines, n)
        if not opens:
            n = _mark_indicators(lines, n) or _mark_unnumbered(lines, n)
            continue
        left = _left_of_number(lines, n)
        head = n - left
        counts = [1] * left + [opens]
        names = [line.text.replace(" ", "") for line in lines[head:n]] + [""]
        n += opens
        while n < len(lines) and len(column_name(lines[n].text)) <= 14:
            taken = _one_name(lines, n)
            if taken == 1 and not (HEAD_CELL.search(column_name(lines[n].text)) if left else _may_head(lines, n)):
                break  # a group may stand in front of the first number
            names.append(column_name("".join(line.text for line in lines[n : n + taken])))
            counts.append(taken)
            n += taken
        if len(names) < 3 or len(names) > 13 or not any(HEAD_SURE.search(name) for name in names):
            n = max(head + left + 1, n - 1 if len(names) > left + 1 else n)
            continue
        _mark_cells(lines[head:n], counts, 1)
        if places := _spanned(names):
            lines[head].columns, lines[head].width = places, max(places) + 1
            names = [name for _, name in sorted(dict(zip(places, names, strict=True)).items())]
        n = _mark_upright_rows(lines, n, names)


def _left_of_number(lines: list[Line], n: int) -> int:
    """How many columns the head names in front of 序号: 责任单位 / 序号 / 工作任务 / …"""
    above = text_at(lines, n - 1).replace(" ", "") if n else ""
    named = re.fullmatch("[\u4e00-\u9fff]{2,6}", above) and not lines[n - 1].table
    return int(bool(named and (re.fullmatch(_LEFT_NAME, above))))


_LEFT_NAME = (
    "(?:工作|任务|重点|考核|项目)?(?:类别|领域|分类|板块|方面|项目|类型)|(?:责任|牵头|主办|承办|负责)(?:单位|部门)"
)
_SPANS = re.compile("责任(?:单位|部门|分工|主体)|单位|部门|分工")
_ROLE_NAME = re.compile("(?:牵头|主办|主责|配合|协办|协同|参与|参加|责任)(?:单位|部门|处室)?$")


def _spanned(names: list[str]) -> list[int]:
    """The column of each printed name where the head has two rows and one name spans the last: 任务 / 责任单位 / 时限 / 牵头 / 配合 -> 0 1 3 1 2.

    [] where each name has a column of its own.
    """
    over = next((n for n, name in enumerate(names) if _SPANS.fullmatch(name)), len(names))
    parts = 0
    while len(names) - parts - 1 > over and _ROLE_NAME.match(names[-1 - parts]):
        parts += 1
    if parts < 2 or not any(re.search("牵头|主办|主责", name) for name in names[-parts:]):
        return []
    return [*(n if n <= over else n + parts - 1 for n in range(len(names) - parts)), *range(over, over + parts)]


def _opens_head(lines: list[Line], n: int) -> int:
    """How many lines at n say 序号: one, or two where a narrow column breaks it."""
    text = lines[n].text.replace(" ", "")
    if text in ("序号", "编号"):
        return 1
    return 2 if text in ("序", "编") and text_at(lines, n + 1) == "号" else 0


# 牵头 / 单位, 完成时 / 限, 建设内容及 / 标准: one name that a narrow column breaks
_HALF_NAME = re.compile("(?:牵头|责任|配合|协办|主办|承办|参与|参加|负责|主管|分管|完成|办结|整改|实施|推进)$")
_OTHER_HALF = re.compile("(?:单位|部门|科室|处室|领导|时限|时间|期限|节点|要求)$")


def _one_name(lines: list[Line], n: int) -> int:
    """How many lines from n on are the name of one column."""
    first, second = text_at(lines, n).replace(" ", ""), text_at(lines, n + 1).replace(" ", "")
    if (
        len(first + second) > 12
        or not re.fullmatch("[\u4e00-\u9fff]{1,5}", second)
        or not HEAD_CELL.search(first + second)
    ):
        return 1
    broken = (_HALF_NAME.fullmatch(first) and _OTHER_HALF.fullmatch(second)) or first.endswith(("及", "和", "与", "、"))
    return 2 if broken or (len(second) == 1 and len(first) > 1) else 1


def _may_head(lines: list[Line], n: int) -> bool:
    """Whether a line may name a column under 序号: by its words, or (实事名称) where another head or the first number follows."""
    name = lines[n].text.replace(" ", "")
    if GROUP_CELL.match(name) or NAMED_GROUP.match(name):
        return False  # 一、主要目标, 主要目标（5项）: the first row
    name = column_name(name)
    if HEAD_CELL.search(name):
        return True
    following = lines[n + 1].text.replace(" ", "") if n + 1 < len(lines) else ""
    return bool(
        re.fullmatch("[\u4e00-\u9fff]{2,8}", name)
        and ((len(following) <= 14 and HEAD_CELL.search(following)) or row_number(following) == 1)
    )


# 指标 / 2020年 / 2025年 / 年均增速: the head of a table of indicators, a cell a line; 类别 and 单位 before, 属性 behind the values
_INDICATOR_HEAD = re.compile(
    r"(?:(?:主要|具体|核心)?指标(?:名称|值)?|类别|领域|分类|维度|一级指标|二级指标|(?:计量)?单位|(?:指标)?属性|(?P<value>(?:19|20)\d\d年?(?:目标值?|现状值?|基数|实际值?|预期值?)?|目标值?|现状值?|基期值?|年均(?:增速|增长)[^。]{0,6}|累计))$"
)
_INDICATOR_VALUE = re.compile(
    r"[〔\[≥≤≧≦<>〉〈约超不低高于达到]{0,4}\d[\d.，,]*(?:[—～-]\d[\d.]*)?[%‰]?[\u4e00-\u9fff]{0,4}[〕\]]?$|[—/\-–]{1,2}$"
)


def _mark_indicators(lines: list[Line], n: int) -> int:
    """Find a table of indicators without numbers whose cells stand each on a line of its own; returns the line behind it, 0 for none.

    A row is told by its values; the group on the left may be merged with that of the row above.
    """
    heads: list[re.Match[str]] = []
    while len(heads) < 9 and (m := _INDICATOR_HEAD.match(text_at(lines, n + len(heads)))):
        heads.append(m)
    values = [k for k, head in enumerate(heads) if head["value"]]
    names = [k for k, head in enumerate(heads) if "指标" in head[0] and "属性" not in head[0]]
    if len(values) < 2 or not names or values != list(range(values[0], values[-1] + 1)) or names[-1] > values[0]:
        return 0
    rows: list[Span] = []
    at = n + len(heads)
    while size := next(
        (s for s in range(len(heads), len(heads) - names[-1] - 1, -1) if _is_values(lines, at, s, len(heads), values)),
        0,
    ):
        rows.append((at, at + size))
        at += size
    if len(rows) < 2:
        return 0
    mark_row(lines[n : n + len(heads)], [1] * len(heads), 1)
    for start, stop in rows:
        mark_row(lines[start:stop], [1] * (stop - start), 2)
    return at


def _is_values(lines: list[Line], n: int, size: int, columns: int, values: list[int]) -> bool:
    """Whether the row of so many lines has values where the head says, and none elsewhere."""
    row = lines[n : n + size]
    if len(row) < size or any(line.table for line in row):
        return False
    return all(
        bool(_INDICATOR_VALUE.match(line.text.replace(" ", ""))) is (k in values)
        for k, line in enumerate(row, start=columns - size)
    )


_UNIT_HEAD = re.compile(
    "单位|部门|处室|科室|司局|牵头|配合|主办|协办|参与|参加|协同|协作|承办|责任(?!人|领导|清单|目标|内容)"
)
_DUE_HEAD = re.compile("时限|时间|期限|节点")
_DUTY_HEAD = re.compile("任务|内容|措施|事项|工作|目标|举措|项目")
_UNIT_CELL = re.compile(
    r"(?:[^。；：]{1,300}(?:[局委厅办署府会院部处科室心司队行团站台所社镇乡街区县市旗州]|单位|部门|等)|[/／—－\-无]{1,2})$"
)
_DUE_CELL = re.compile(
    r"(?:(?:20\d\d|\d{1,2}[月日号]|[年月][底内前]|[今明全每]年|每[月季]|[上下]半年|第?[一二三四1-4]季度|分年度|按|即|立即|适时|[近中远]期)[^。]{0,24}"
    r"|.{0,4}(?:长期|持续|常态)[^。]{0,8}|[/／—－\-无]{1,2})$"
)


def _mark_unnumbered(lines: list[Line], n: int) -> int:
    """Find a table without numbers whose cells stand each on a line of its own: 重点任务 / 具体内容 / 责任单位 / 提升教育 / 新建… / 市教育局.

    Rows are told by what must stand under 单位 and 时限; a row that lacks its left cells has them merged. Returns the line to go on at.
    """
    head = n
    while n < len(lines) and n - head < 9 and not lines[n].table:
        name = lines[n].text.replace(" ", "")
        if (
            len(name) > 9
            or re.search("^(?:序号|编号)$|[表账]$|清单$", name)
            or not HEAD_CELL.search(name)
            or MARKER.match(name)
            or re.search("[。；：，、]", name)
        ):
            break
        n += 1
    names = [line.text.replace(" ", "") for line in lines[head:n]]
    units = [k for k, name in enumerate(names) if _UNIT_HEAD.search(name)]
    if len(names) < 3 or not units or not any(_DUTY_HEAD.search(name) for name in names):
        return head + 1
    dues = [k for k, name in enumerate(names) if _DUE_HEAD.search(name)]
    if numbered := _numbered_rows(lines, n, len(names)):
        mark_row(lines[head:n], [1] * len(names), 1)
        for start, stop in numbered:
            mark_row(lines[start:stop], [1] * (stop - start), 2)
        return numbered[-1][1]
    rows: list[tuple[int, int]] = []
    while True:
        # 二、优化服务 above the rows of a group
        group = n < len(lines) and len(lines[n].text) <= 40 and bool(GROUP_CELL.match(lines[n].text))
        size = _row_size(lines, n, len(names), units, dues)
        if not size and group and (size := _row_size(lines, n + 1, len(names), units, dues)):
            rows.append((n, n + 1))
            n += 1
        if not size:
            break
        rows.append((n, n + size))
        n += size
    if sum(1 for start, stop in rows if stop - start > 1) < 2:
        rows = _broken_rows(lines, n if not rows else rows[0][0], names)
        if not rows:
            return head + 1
        mark_row(lines[head : rows[0][0]], [1] * len(names), 1)
        _mark_rows(lines, rows, names)
        return rows[-1][1]
    mark_row(lines[head : rows[0][0]], [1] * len(names), 1)
    for start, stop in rows:
        mark_row(lines[start:stop], [1] * (stop - start), 2)
    return n


def _numbered_rows(lines: list[Line], n: int, columns: int) -> list[Span]:
    """The rows below a head that does not name the column of their numbers: 公开 / 1 / 公布目录。/ 办公室 / 年底 / 2 / 公开预算。/ …

    The first tells where the number stands; a row whose left cells are merged opens with it.
    """
    before = next((k for k in (1, 2) if row_number(text_at(lines, n + k)) == 1), 0)
    rows: list[Span] = []
    while before:
        at = next((k for k in range(before + 1) if row_number(text_at(lines, n + k)) == len(rows) + 1), None)
        if at is None:
            break
        stop = n + at + 1 + columns - before
        if stop > len(lines) or any(line.table or TABLE_ENDS.match(line.text) for line in lines[n:stop]):
            break
        rows.append((n, stop))
        n = stop
    return rows if len(rows) > 1 else []


def _broken_rows(lines: list[Line], n: int, names: list[str]) -> list[Span]:
    """The rows below a head without numbers, some of whose cells the page breaks: each ends with what stands under the last name."""
    rows: list[Span] = []
    at = n
    while at < len(lines) and at - n < 8 * len(names) and not lines[at].table and not TABLE_ENDS.match(lines[at].text):
        size = ends_row([line.text for line in lines[at : at + 2]], names[-1])
        following = text_at(lines, at + size)
        if size and at - n > 1 and not (names[-1] and ends_row([following], names[-1])):
            found = parted([line.text for line in lines[n : at + size]], names)
            if found and found[1][-1][0] == len(names) - 1 and found[0] >= 3.0:
                rows.append((n, at + size))
                n = at = at + size
                continue
        at += 1
    return rows if len(rows) > 1 else []


def _row_size(lines: list[Line], n: int, columns: int, units: list[int], dues: list[int]) -> int:
    """How many lines the row at line n has, 0 for none: all columns, or all but one or two merged ones on the left."""
    for missing in range(min(2, units[0], *dues[:1]) + 1 if dues else min(2, units[0]) + 1):
        row = lines[n : n + columns - missing]
        if len(row) < columns - missing or any(
            line.table or (TABLE_ENDS.match(line.text) and k not in dues) for k, line in enumerate(row, start=missing)
        ):
            continue
        texts = [line.text for line in row]
        others = [t for k, t in enumerate(texts, start=missing) if k not in units and k not in dues]
        if (
            others
            and all(_UNIT_CELL.match(texts[k - missing]) for k in units)
            and all(_DUE_CELL.match(texts[k - missing]) for k in dues)
            and not all(_UNIT_CELL.match(text) for text in others)
        ):
            return len(row)
    return 0


def _mark_upright_rows(lines: list[Line], n: int, names: list[str]) -> int:
    """Mark the rows below an upright head of these names; returns the line behind the last one."""
    expected, columns = 1, len(names)
    picked = False  # rows picked from a larger table, whose numbers leave gaps: 3, 68, 69, 73
    rows: list[Span] = []
    left = names.index("")  # columns in front of the number
    dated = any(_DUE_HEAD.search(name) for name in names)
    before = next((k for k in range(left + 1) if row_number(text_at(lines, n + k))), 0)
    n += before
    while n < len(lines):
        if stop := _group_end(lines, n):
            mark_row(lines[n:stop], [1] * (stop - n), 2)
            n = stop
            continue
        number = row_number(lines[n].text)
        picked = picked or (expected == 1 and number > 1)
        if not (number and number in (expected, 1)) and not (picked and number >= expected):
            break
        expected = number + 1
        stop = n + 1
        while stop < len(lines) and stop - n < 8 * columns:
            text = lines[stop].text
            if (row_number(text) == expected and stop - n > 1) or _ends_table(
                lines, stop, dated and stop - n < columns
            ):
                break
            if picked and stop - n >= columns - 1 and row_number(text) > expected:
                break
            if stop - n > 2 and _opens_head(lines, stop):
                break  # the head again, at the top of a page
            if GROUP_CELL.match(text) and stop - n >= 3 and (text[0] != "（" or _group_end(lines, stop)):
                break
            if stop - n >= 3 and NAMED_GROUP.match(text) and row_number(text_at(lines, stop + 1)) == expected:
                break
            if stop - n >= columns and not _more_rows(lines[stop : stop + 8 * columns], expected, picked):
                stop = _last_row_end(lines, n, stop, names)
                break
            stop += 1
        row = [line.text for line in lines[n:stop]]
        if left:
            behind = _left_of_next(row, names) if row_number(text_at(lines, stop)) else 0
            rows.append((n - before, stop - behind))
            n, before = stop, behind
            continue
        bounds = _several(row, names)
        for low, high in pairwise(bounds):
            _mark_part(lines[n + low : n + high], names)
        rows.append((n, n + bounds[0]))
        n = stop
    _mark_rows(lines, rows, names)
    return n


def _ends_table(lines: list[Line], n: int, dated: bool) -> bool:
    """Whether a table ends before line n; a day may stand in it where a row waits for its date, or its next row follows."""
    text = lines[n].text
    if not TABLE_ENDS.match(text):
        return False
    return not (re.match(r"[12]\d{3}年", text) and (dated or row_number(text_at(lines, n + 1))))


def _left_of_next(row: list[str], names: list[str]) -> int:
    """How many lines at the end of a row stand in front of the number of the next one."""
    left = names.index("")
    units = _UNIT_HEAD.search(names[left - 1]) is not None
    best, most = 0, (parted(row, names[left:]) or (0.0,))[0] - 0.5
    for k in range(1, min(4, len(row) - 2) + 1):
        text = joined(row[-k:], units=units)
        if is_whole(text) == units and len(text) <= 24 and "。" not in text:
            found = parted(row[:-k], names[left:])
            if found and found[0] >= most:
                best, most = k, found[0]
    return best


def _mark_rows(lines: list[Line], rows: list[Span], names: list[str]) -> None:
    """Mark the rows of an upright table, each cell of which may be several lines; what they show of the widths helps to part them."""
    known = shown([[line.text for line in lines[start:stop]] for start, stop in rows], names)
    for start, stop in rows:
        texts = [line.text for line in lines[start:stop]]
        found = parted(texts, names, known)
        if found is None:
            mark_row(lines[start:stop], lines_a_cell(texts, len(names)), 2)
            continue
        units = [_UNIT_HEAD.search(names[column]) is not None for column, _ in found[1]]
        _mark_cells(lines[start:stop], [count for _, count in found[1]], 2, units)
        if len(found[1]) < len(names):
            lines[start].columns, lines[start].width = [column for column, _ in found[1]], len(names)


def _several(row: list[str], names: list[str]) -> list[int]:
    """Where the rows end that share one merged number, each with a date in the last column; [len(row)] for a row alone.

    5 / 建设养老院。 / 县民政局 / 5月底前 / 建设老年大学。 / 12月底前 -> [4, 6]
    """
    columns = len(names)
    if (
        TEXT not in kinds(names)
        or len(row) < columns + 2
        or not _DUE_HEAD.search(names[-1])
        or not _DUE_CELL.match(row[-1])
    ):
        return [len(row)]
    dues = [n for n, text in enumerate(row) if n >= columns - 1 and _DUE_CELL.match(text)]
    if len(dues) < 2 or not all(row[n + 1].endswith(("。", "；")) and row[n + 2 : n + 3] for n in dues[:-1]):
        return [len(row)]
    return [n + 1 for n in dues]


def _mark_part(row: list[Line], names: list[str]) -> None:
    """Mark a row that shares the number of the one above: its duty, its units where they are printed, its date."""
    duty = kinds(names).index(TEXT)  # what stands left of it is merged
    found = parted([line.text for line in row], names[duty:])
    if found is None:
        mark_row(row, [len(row)], 2)
        return
    units = [_UNIT_HEAD.search(names[duty + column]) is not None for column, _ in found[1]]
    _mark_cells(row, [count for _, count in found[1]], 2, units)
    row[0].columns, row[0].width = [duty + column for column, _ in found[1]], len(names)


def _last_row_end(lines: list[Line], n: int, stop: int, names: list[str]) -> int:
    """Where the last row of a table ends: where its lines best have what the heads ask for, the last column included."""
    best: tuple[float, int] | None = None
    for end in range(stop, min(len(lines), n + 3 * len(names)) + 1):
        if end > stop and (_ends_table(lines, end - 1, False) or (best and len(lines[end - 1].text) > 60)):
            break
        found = parted([line.text for line in lines[n:end]], names)
        if found and found[1][-1][0] == len(names) - 1 and (best is None or found[0] > best[0] - 0.1):
            best = found[0], end
    return best[1] if best else stop


def _mark_cells(row: list[Line], counts: list[int], kind: int, units: list[bool] | None = None) -> None:
    """Mark a row by how many lines each cell has, and in its cells the lines that go on with the word before: 市国资委、市财 / 政局."""
    mark_row(row, counts, kind)
    parts: list[int] = []
    at = 0
    for k, count in enumerate(counts):
        kept = 1
        for before, line in pairwise(row[at : at + count]):
            if kind == 1:
                apart = False
            elif units and units[k]:
                apart = names_apart(before.text, line.text, max(text_width(part.text) for part in row[at : at + count]))
            else:
                apart = bool(before.text.endswith(("。", "；", "：")) or MARKER.match(line.text))
            if apart and not before.text.endswith(("、", "，")):
                kept += 1
            else:
                line.more, line.glued = False, True
        parts.append(kept)
        at += count
    row[0].cells = parts


def _more_rows(lines: list[Line], expected: int, picked: bool) -> bool:
    numbers = [row_number(line.text) for line in lines]
    return expected in numbers or (picked and any(number > expected for number in numbers))


def _group_end(lines: list[Line], n: int) -> int:
    """The line behind a row that names a group (一、产业发展, or 一 / 产业发展), 0 where line n opens none.

    Its rows follow, or more groups, which have no rows where a department picks its own from a larger table.
    """
    if NAMED_GROUP.match(lines[n].text) and not GROUP_CELL.match(lines[n].text):
        return n + 1 if row_number(text_at(lines, n + 1)) else 0
    if not GROUP_CELL.match(lines[n].text) or len(lines[n].text) > 40:
        return 0
    behind = n + 1 if len(lines[n].text) > 2 else n + 2
    stop = behind
    while stop < len(lines) and len(lines[stop].text) <= 40 and GROUP_CELL.match(lines[stop].text):
        stop += 1
    return behind if any(row_number(line.text) for line in lines[stop : stop + 2]) else 0
