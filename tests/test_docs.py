"""Documents keep up with the program: settings, questions, commands, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.settings import Settings
from graph.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_every_setting_is_described_for_operators() -> None:
    text = (ROOT / "docs" / "operators.md").read_text("utf-8")
    missing = [n for n in Settings.model_fields if f"POLICYGRAPH_{n.upper()}" not in text]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_questions_that_pages_ask_exist(page: Path) -> None:
    asked = re.findall(r"policygraph ask ([a-z-]+)", page.read_text("utf-8"))
    assert [q for q in asked if q not in load_catalogue()] == []


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = ((ROOT / f"README{x}.md").read_text("utf-8") for x in ("", ".zh-CN"))
    commands = [set(re.findall(r"^policygraph ([a-z]+)|^(make [a-z]+)", text, re.M)) for text in (english, chinese)]
    assert commands[0] == commands[1]
    assert commands[0]
