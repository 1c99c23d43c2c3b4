"""A person's corrections: what each kind does to a reading, what no longer fits, and what is refused."""

import pytest

from loaders.corrections import parse, read_beside
from loaders.errors import CorrectionsError
from loaders.extract import extract
from loaders.facts import Facts

TEXT = """绿川市人民政府办公室关于印发绿川市水务提升行动方案的通知
绿川政办〔2024〕8号
各区人民政府：
一、主要任务
（一）整治河道。2024年底前完成清淤50公里。（牵头单位：市水务局；配合单位：市财政局）
（二）建设泵站。2032年6月底前建成泵站3座，补助每座30万元。（责任单位：市水务局、市城管局）
市应急局参加泵站验收。
绿川市人民政府办公室
2024年3月1日
"""


def corrected(toml: str) -> Facts:
    return extract(TEXT, edits=parse(toml, "plan.corrections.toml"))


def task(facts: Facts, path: str):
    return next(t for t in facts.tasks if t.path == path)


def test_a_wrong_date_is_corrected_and_keeps_its_place():
    facts = corrected("""
        [[correct]]
        fact = "tasks"
        where = { path = "一（二）" }
        set = { deadline = { raw = "2032年6月底前", date = 2023-06-30 } }
        why = "the scan has 2032"
        by = "Li"
    """)
    deadline = task(facts, "一（二）").deadline
    assert deadline is not None
    assert deadline.date == "2023-06-30"
    assert TEXT[slice(*deadline.span)] == deadline.quote == "2032年6月底前"
    (done,) = facts.corrections
    assert (done.action, done.fact, done.why, done.by) == ("correct", "tasks", "the scan has 2032", "Li")
    assert done.before["deadline"]["date"] == "2032-06-30"
    assert done.after["deadline"]["date"] == "2023-06-30"


def test_a_unit_is_added_at_the_place_that_prints_it():
    facts = corrected("""
        [[add]]
        fact = "tasks.units"
        of = { path = "一（二）" }
        at = "市应急局"
        set = { name = "市应急局", role = "support" }
        why = "named in the sentence below"
    """)
    units = task(facts, "一（二）").units
    assert [(u.name, u.role) for u in units] == [
        ("市水务局", "responsible"),
        ("市城管局", "responsible"),
        ("市应急局", "support"),
    ]
    assert TEXT[slice(*units[-1].span)] == "市应急局"


def test_a_unit_is_dropped_and_its_role_corrected():
    facts = corrected("""
        [[drop]]
        fact = "tasks.units"
        of = { path = "一（一）" }
        where = { name = "市财政局" }
        why = "struck out by hand"

        [[correct]]
        fact = "tasks.units"
        of = { path = "一（二）" }
        where = { name = "市水务局" }
        set = { role = "lead" }
        why = "the first leads here"
    """)
    assert [u.name for u in task(facts, "一（一）").units] == ["市水务局"]
    assert [u.role for u in task(facts, "一（二）").units] == ["lead", "responsible"]
    assert [c.action for c in facts.corrections] == ["drop", "correct"]


def test_the_header_is_corrected_where_the_words_stand():
    facts = corrected("""
        [[correct]]
        fact = "document"
        set = { issuer = "绿川市人民政府" }
        at = "绿川市人民政府办公室\\n2024"
        why = "the office signs for it"
    """)
    assert facts.document.issuer == "绿川市人民政府"
    assert TEXT[slice(*facts.document.spans["issuer"])].startswith("绿川市人民政府办公室")


def test_a_title_is_taken_away_by_an_empty_text():
    facts = corrected('[[correct]]\nfact = "tasks"\nwhere = {path = "一（一）"}\nset = {title = ""}\nwhy = "no title"')
    assert task(facts, "一（一）").title is None


def test_a_goal_is_added_with_the_words_as_evidence():
    facts = corrected("""
        [[add]]
        fact = "goals"
        at = "建成泵站3座"
        set = { scope = "一（二）", origin = "body", metric = "泵站", comparator = "=", value = 9, unit = "座" }
        why = "nine in the signed version"
    """)
    added = next(g for g in facts.goals if g.value == 9)
    assert added.quote == "建成泵站3座"
    assert [g.span for g in facts.goals] == sorted(g.span for g in facts.goals)


def test_a_signal_that_a_person_has_seen_is_ignored_with_the_reason():
    gap = TEXT.replace("（二）", "（三）")
    assert "numbering" in [s.kind for s in extract(gap).signals]
    facts = extract(gap, edits=parse('[[drop]]\nfact="signals"\nwhere={kind="numbering"}\nwhy="printed so"', "x"))
    assert "numbering" not in [s.kind for s in facts.signals]
    assert facts.ignored[-1].kind == "numbering"
    assert facts.ignored[-1].why.startswith("printed so (seen: （三） follows （一）")


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ('[[drop]]\nfact="goals"\nwhere={value=77}\nwhy="x"', "no goals fit"),
        ('[[correct]]\nfact="tasks"\nwhere={origin="body"}\nset={title="x"}\nwhy="x"', "2 tasks fit"),
        (
            '[[add]]\nfact="measures"\nat="不在文中"\nset={name="x"}\nwhy="x"',
            "does not print the words of at",
        ),
        ('[[add]]\nfact="measures"\nat="泵站"\nset={name="x"}\nwhy="x"', "give more of them"),
        ('[[drop]]\nfact="tasks"\nat="火星"\nwhy="x"', "does not print '火星'"),
    ],
)
def test_what_no_longer_fits_becomes_a_signal_and_changes_nothing(toml, why):
    before, facts = extract(TEXT), corrected(toml)
    (signal,) = [s for s in facts.signals if s.kind == "correction"]
    assert why in signal.why
    assert not facts.corrections
    facts.signals.remove(signal)
    assert facts.to_dict() == before.to_dict()


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("[[correct]\n", "is no TOML"),
        ('[[mend]]\nfact="goals"', "'mend' is none of"),
        ('[correct]\nfact="goals"', "'correct' is none of"),
        ('[[drop]]\nfact="goals"\nwhere={value=1}', "why"),
        ('[[drop]]\nfact="goals"\nwhere={value=1}\nwhy="x"\nwho="me"', "who"),
        ('[[drop]]\nfact="goals"\nwhy="x"', "takes where or at"),
        ('[[drop]]\nfact="dogs"\nwhere={a=1}\nwhy="x"', "'dogs' is none of document, cites"),
        ('[[drop]]\nfact="goals"\nwhere={colour=1}\nwhy="x"', "where has 'colour'"),
        ('[[correct]]\nfact="goals"\nwhere={value=1}\nwhy="x"', "set is missing"),
        ('[[correct]]\nfact="goals"\nset={value=1}\nwhy="x"', "give where or at"),
        ('[[correct]]\nfact="goals"\nwhere={value=1}\nset={value="many"}\nwhy="x"', "set.value"),
        ('[[correct]]\nfact="goals"\nwhere={value=1}\nset={due="soon"}\nwhy="x"', "no date like"),
        ('[[correct]]\nfact="goals"\nwhere={value=1}\nset={comparator="about"}\nwhy="x"', "none of =, >="),
        ('[[correct]]\nfact="tasks"\nwhere={path="1"}\nset={units=[]}\nwhy="x"', "set.units: cannot be set"),
        ('[[correct]]\nfact="tasks"\nwhere={path="1"}\nset={span=[1,2]}\nwhy="x"', "set.span: cannot be set"),
        ('[[correct]]\nfact="tasks"\nwhere={path="1"}\nset={deadline="June"}\nwhy="x"', "is not a table"),
        ('[[correct]]\nfact="tasks"\nwhere={path="1"}\nset={deadline={day=1}}\nwhy="x"', "set.deadline.day"),
        ('[[correct]]\nfact="signals"\nwhere={kind="x"}\nset={why="y"}\nwhy="x"', "can only be dropped"),
        ('[[add]]\nfact="tasks.units"\nof={path="1"}\nset={name="x"}\nwhy="x"', "give at"),
        ('[[add]]\nfact="tasks.units"\nof={path="1"}\nat="x"\nset={name="x"}\nwhy="x"', "set lacks role"),
        ('[[drop]]\nfact="document"\nwhere={title="x"}\nwhy="x"', "takes [[correct]]"),
        ('[[drop]]\nfact="goals"\nof={path="1"}\nwhere={value=1}\nwhy="x"', "of is for facts inside others"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_the_entry(toml, why):
    with pytest.raises(CorrectionsError) as error:
        parse(toml, "plan.corrections.toml")
    assert str(error.value).startswith("plan.corrections.toml: ")
    assert why in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_text_is_refused_with_its_name(tmp_path):
    (tmp_path / "plan.corrections.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionsError, match=r"plan\.corrections\.toml: is not in UTF-8"):
        read_beside(tmp_path / "plan.txt")
