"""`policygraph review`: what waits for a person, and how a person decides at a terminal or from a script."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from api import output
from api.errors import WrongUse
from graph.errors import PolicygraphError
from graph.store import Store, open_store
from loaders.decisions import read_decisions
from loaders.review import OpenName, Taken, decide, open_names, undo, where

if TYPE_CHECKING:
    from api.settings import Settings

_COLUMNS = ("name", "kind", "may_mean", "city", "documents", "quote")
_HELP = "number or full name = that one, s = a thing of its own, Enter = later, q = stop"


def print_open(settings: Settings, city: str, form: str) -> None:
    """List the names that wait for a person."""
    store = open_store(settings.store_url, read_only=True)
    try:
        listed = open_names(store, read_decisions(settings.decisions_path), city=city)
    finally:
        store.close()
    if form == "json":
        output.print_json([asdict(name) for name in listed])
        return
    rows = [
        {
            "name": name.name,
            "kind": name.kind,
            "may_mean": [*name.candidates] or "a body of one of many places",
            "city": name.city,
            "documents": len(name.document_ids),
            "quote": name.quote,
        }
        for name in listed
    ]
    if form != "table":
        output.print_csv(_COLUMNS, rows, excel=form == "excel")
    elif rows:
        output.print_table(_COLUMNS, rows)
        print("policygraph review decide asks about each; decide NAME --as MEANING, or --separate, answers one.")
    else:
        print("nothing is open: every name of the loaded documents leads to one body or place.")


def print_decisions(settings: Settings, form: str) -> None:
    """List the decisions, and say where they lie."""
    decisions = read_decisions(settings.decisions_path)
    if form == "json":
        output.print_json([asdict(decision) for decision in decisions])
        return
    columns = ["name", "verdict", "meaning", "city", "document", "by", "on", "why"]
    if form != "table":
        output.print_csv(columns, [asdict(decision) for decision in decisions], excel=form == "excel")
        return
    if decisions:
        output.print_table(columns, [asdict(decision) for decision in decisions])
    print(f"{len(decisions)} decisions in {settings.decisions_path}")


def take(
    settings: Settings,
    name: str,
    meaning: str,
    *,
    separate: bool,
    back: bool,
    city: str,
    document: str,
    by: str,
    why: str,
) -> None:
    """Take one decision, or take it back; without a verdict, ask for it at a terminal. Raises WrongUse and what deciding raises."""
    if sum((bool(meaning), separate, back)) > 1:
        raise WrongUse("--as, --separate and --undo exclude each other; give one of them")
    store = open_store(settings.store_url)
    try:
        if back:
            taken = undo(store, settings.decisions_path, name, city=city, document=document)
            _tell(taken, "undone")
        elif meaning or separate:
            taken = decide(store, settings.decisions_path, name, meaning, city=city, document=document, by=by, why=why)
            _tell(taken, "decided")
        else:
            _ask_all(store, settings, name, city=city, by=by)
    finally:
        store.close()


def _ask_all(store: Store, settings: Settings, name: str, *, city: str, by: str) -> None:
    """Ask a person about the open names, or about one of them."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse("give --as MEANING, --separate or --undo: there is no terminal to ask at")
    listed = open_names(store, read_decisions(settings.decisions_path), city=city)
    if name:
        listed = [one for one in listed if one.name == name]
    if not listed:
        print(f"{name or 'nothing'} is not open (policygraph review lists what is; --as MEANING decides all the same)")
        return
    for number, one in enumerate(listed, 1):
        if not _ask(store, settings, one, f"{number}/{len(listed)}", by):
            return


def _ask(store: Store, settings: Settings, one: OpenName, progress: str, by: str) -> bool:
    """Ask about one name until it is answered or put off; False ends the round."""
    print(f"\n{progress}  {one.name}  ({one.city or '-'}, {len(one.document_ids)} documents)\n  {one.quote}")
    for number, candidate in enumerate(one.candidates, 1):
        print(f"  {number}  {candidate}")
    only = one.document_ids[0] if one.kind == "open" and len(one.document_ids) == 1 else ""
    while True:
        answer = input(f"  {_HELP}: ").strip()
        if answer in ("", "q"):
            return answer == ""
        meaning = "" if answer == "s" else _chosen(answer, one.candidates)
        try:
            _tell(decide(store, settings.decisions_path, one.name, meaning, document=only, by=by), "decided")
            return True
        except PolicygraphError as error:
            print(f"  {error}")


def _chosen(answer: str, candidates: Sequence[str]) -> str:
    if answer.isdigit() and 1 <= int(answer) <= len(candidates):
        return candidates[int(answer) - 1]
    return answer


def _tell(taken: Taken, what: str) -> None:
    print(f"{what}: {where(taken.decision)}")
    outcomes = [reading.title or reading.id for reading in taken.readings if reading.outcome == "replaced"]
    print(f"read again: {len(taken.readings)} documents, {len(outcomes)} of them say something else now")
