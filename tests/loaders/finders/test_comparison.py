"""Body against table: which row restates which item, and where they disagree."""

from loaders.facts import Task, UnitRole
from loaders.finders.comparison import discrepancies, restatements


def task(origin: str, ordinal: int, text: str, *units: str) -> Task:
    path = f"二（一）{ordinal}" if origin == "body" else f"表{ordinal}"
    roles = [UnitRole(name=u, role="responsible", span=(0, 1), quote=u) for u in units]
    return Task(
        origin=origin,
        ordinal=ordinal,
        path=path,
        section=None,
        title=None,
        text=text,
        units=roles,
        span=(ordinal, ordinal + 1),
        quote=text,
    )


ITEMS = [
    task("body", 1, "研究制定扶持政策，完善配套措施。", "市住建局", "市财政局"),
    task("body", 2, "组织编制地方标准，开展标准宣贯。推进标准实施。", "市住建局"),
    task("body", 3, "针对缺失环节开展招商工作，引进龙头企业。", "市商务局"),
    task("body", 4, "开展产业工人培训，提升技能水平。", "市人社局"),
]


def test_rows_are_paired_by_shared_clauses_not_by_number() -> None:
    rows = [
        task("table", 1, "推进标准实施。"),
        task("table", 2, "研究制定扶持政策，完善配套措施。"),
        task("table", 3, "组织编制地方标准，开展标准宣贯。"),
        task("table", 4, "新建平台3个。"),
    ]
    assert restatements([*ITEMS, *rows]) == [("表1", "二（一）2"), ("表2", "二（一）1"), ("表3", "二（一）2")]


def test_a_clause_in_other_words_is_enough_where_none_is_shared() -> None:
    assert restatements([*ITEMS, task("table", 9, "针对补链环节开展招商工作。")]) == [("表9", "二（一）3")]


def found(*rows: Task) -> list[tuple]:
    tasks = [*ITEMS, *rows]
    return [(d.body, d.table, d.field, d.body_only, d.table_only) for d in discrepancies(tasks, restatements(tasks))]


def test_units_numbers_and_texts() -> None:
    assert found(
        task("table", 1, "研究制定扶持政策，完善配套措施。", "市住建局", "市税务局"),
        task("table", 2, "推进标准实施。", "市住建局"),
        task("table", 3, "组织编制地方标准，开展标准宣贯。", "市住建局"),
        task("table", 4, "针对补链环节开展招商工作，引进龙头企业。", "市商务局"),
        task("table", 5, "开展产业工人培训500人次，提升技能水平。", "市人社局"),
        task("table", 6, "新建智慧水务平台3个。", "市水务局"),
    ) == [
        (1, 1, "units", ["市财政局"], ["市税务局"]),
        (3, 4, "text", ["针对缺失环节开展招商工作"], ["针对补链环节开展招商工作"]),
        (4, 5, "number", ["开展产业工人培训"], ["开展产业工人培训500人次"]),
        (None, 6, "text", [], ["新建智慧水务平台3个"]),
    ]


def test_an_item_without_a_row() -> None:
    rows = [task("table", 1, "研究制定扶持政策，完善配套措施。", "市住建局", "市财政局")]
    assert (4, None, "text", ["开展产业工人培训", "提升技能水平"], []) in found(*rows)


def test_nothing_to_compare() -> None:
    assert discrepancies(ITEMS, []) == []
