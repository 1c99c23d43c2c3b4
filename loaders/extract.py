"""Raw text -> facts: clean, lay out, outline, then one finder a kind of fact. A pure function of the text.

Nothing is resolved here, and nothing is dropped in silence: what no rule reads becomes a signal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import corrections
from loaders.corrections import Edit
from loaders.errors import NotPolicy
from loaders.facts import Facts, Header
from loaders.finders import (
    chains,
    citations,
    comparison,
    contacts,
    districts,
    goals,
    groups,
    header,
    indicators,
    measures,
    organisations,
    platforms,
    signals,
    tables,
    tasks,
)
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import Outline, outline

__all__ = ["NotPolicy", "extract"]


def extract(text: str, *, name: str | None = None, edits: Sequence[Edit] = ()) -> Facts:
    """Read one document; `name` stands in messages, `edits` are a person's corrections of the reading.

    Raises NotPolicy, with what is missing, for a text that is no policy document (a poem, a news item without duties).
    """
    outlined = outline(lay_out(normalise(text)))
    facts = Facts(document=header.find(outlined))
    plan_year = header.plan_year(facts.document)
    issue_year = header.issue_year(facts.document)
    found_tables, table_signals = tables.find(outlined)
    found = tasks.find(outlined, found_tables, plan_year or issue_year, facts.document.title)
    _require_policy(outlined, facts, found, name)
    facts.tasks = found.tasks
    facts.sections = tasks.sections(outlined, found)
    facts.printed_duplicates = found.duplicates
    facts.cites = citations.find(outlined, facts.document)
    facts.goals = goals.find(
        outlined,
        [
            goals.Row(task.path, [found.rows[task.path][1]], task.deadline)
            for task in found.tasks
            if task.path in found.rows
        ],
        task_paths=_duties(facts.document, found),
        plan_year=plan_year,
        issue_year=issue_year,
        tabled=indicators.find(outlined, found_tables, issue_year or header.published_year(facts.document)),
    )
    facts.chains = chains.find(outlined, facts.document)
    facts.platforms = platforms.find(outlined, chains=facts.chains)
    facts.organisations = organisations.find(outlined, header=facts.document, tasks=facts.tasks)
    facts.unit_groups = groups.find(outlined, tasks=facts.tasks, organisations=facts.organisations)
    sights = districts.look(outlined, facts.document)
    roles = districts.find_roles(outlined, sights, tasks=facts.tasks, chains=facts.chains, platforms=facts.platforms)
    facts.place_roles = [role for role in roles if role.district in sights.larger]
    facts.district_roles = [role for role in roles if role.district not in sights.larger]
    facts.districts = districts.find(outlined, sights, roles=facts.district_roles)
    facts.measures = measures.find(outlined)
    facts.contacts = contacts.find(outlined, organisations=facts.organisations)
    corrections.apply(facts, [edit for edit in edits if edit.fact != "signals"], outlined.layout.clean)
    facts.restates = comparison.restatements(facts.tasks)
    facts.discrepancies = comparison.discrepancies(facts.tasks, facts.restates)
    facts.signals = [*table_signals, *signals.find(outlined, facts, found)]
    facts.ignored = signals.ignored(outlined, facts)
    corrections.apply(facts, [edit for edit in edits if edit.fact == "signals"], outlined.layout.clean)
    return facts


def _duties(document: Header, found: tasks.Found) -> set[str] | None:
    """The paths of the items that may set goals: those that state duties; in a plan that gives none to anybody, any (None)."""
    paths = {item.path for item in found.items.values()}
    title = document.enclosed_title or document.title or ""
    return None if not paths and re.search("规划|计划|方案|要点|纲要|行动", title) else paths


# 制定本实施方案。, 现提出如下意见：, 特作出以下决定, 现将有关工作通知如下：
_MADE = re.compile(
    "(?:制定|制订)(?:本|以下|如下|此)(?:[\u4e00-\u9fff]{0,6})(?:方案|计划|意见|措施|办法|要点|规划|细则|政策|条例|规定|清单)"
    "|(?:提出|作出|制定)(?:以下|如下)(?:[\u4e00-\u9fff]{0,6})(?:意见|措施|决定|要求|政策|实施细则|方案)"
    "|特(?:制定|制订|编制)《|现(?:将|就)[^，。；]{2,40}(?:通知|公告|通告|函复|批复|答复|通报)如下[：。]"
)


def _require_policy(outlined: Outline, facts: Facts, found: tasks.Found, name: str | None) -> None:
    """A policy document has at least two of: a title of its kind, a number, an issuer with a date, numbered parts,
    the words that make it, duties."""
    document = facts.document
    signs = {
        "a title such as …的通知, …方案": document.title,
        "a document number": document.number,
        "an issuer": document.issuer,
        "a date of issue": document.issued_on,
        "numbered parts (一、（一）1.)": len(outlined.items) > 1 or len(list(outlined.walk())) > 2,
        "the words that make it (制定本方案, 提出以下意见)": _MADE.search(outlined.text[:3000]),
        "items that assign duties": any(t.units or t.deadline for t in found.tasks),
    }
    # an annex alone, a table of duties, may print nothing else
    if sum(map(bool, signs.values())) + (sum(bool(t.units) for t in found.tasks) >= 2) < 2:
        missing = ", ".join(sign for sign, there in signs.items() if not there)
        raise NotPolicy(f"{name or 'the text'}: is no policy document as far as the rules can see: it lacks {missing}")
