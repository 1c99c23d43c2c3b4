"""What docs/browser brings to Neo4j Browser, in the real Browser of a real server, in Debian's chromium."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from neo4jdb import Database
from playwright.sync_api import Page, expect, sync_playwright
from test_answers import _samples

from graph.catalogue import FOLDER
from graph.schema import EDGES, NODES
from tools import browser_files

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STYLE = (browser_files.FOLDER / "policygraph.grass").read_text("utf-8")


@pytest.fixture(scope="module")
def files() -> Iterator[str]:
    with browser_files.server(0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_every_label_and_type_has_a_style_whose_caption_exists() -> None:
    rules = dict(re.findall(r"^(\S+) \{\n(.*?)\n\}", STYLE, re.M | re.S))
    assert set(rules) == {"node", "relationship"} | {f"node.{n.label}" for n in NODES} | {
        f"relationship.{e.type}" for e in EDGES
    }
    colours = [re.search(r"color: (#\w+)", rules[f"node.{n.label}"]) for n in NODES]
    assert len({found[1] for found in colours if found}) == len(NODES)
    for node in NODES:
        shown = re.findall(r"\{(\w+)\}", rules[f"node.{node.label}"])
        assert shown
        assert set(shown) <= {p.name for p in node.properties}


@pytest.mark.parametrize(("origin", "may"), [("http://127.0.0.1:7474", True), ("https://example.org", False)])
def test_only_pages_of_this_machine_may_read_the_files(files: str, origin: str, may: bool) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Headers": "cache-control,sentry-trace"}
    answer = httpx.options(f"{files}/guide.html", headers=headers)
    assert answer.headers.get("access-control-allow-origin") == (origin if may else None)
    assert answer.headers.get("access-control-allow-headers") == ("cache-control,sentry-trace" if may else None)


@pytest.fixture(scope="module")
def page(neo4j_db: Database) -> Iterator[Page]:
    if CHROMIUM is None and os.environ.get("CI") != "true":
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    neo4j_db.holding("samples", _samples)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        expect.set_options(timeout=60_000)
        page.set_default_timeout(60_000)
        page.goto(neo4j_db.server.browser)
        page.fill("[data-testid=boltaddress]", neo4j_db.server.bolt.removeprefix("bolt://"))
        page.fill("[data-testid=username]", "neo4j")
        page.fill("[data-testid=password]", neo4j_db.server.password)
        page.click("[data-testid=connect]")
        page.wait_for_selector("[data-testid=password]", state="detached")
        yield page
        chromium.close()


def run(page: Page, text: str) -> None:
    """Paste a text into the editor, and run it; its frame is the first then."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.click("[data-testid=activeEditor]")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")
    page.wait_for_timeout(500)
    page.click("[data-testid=editor-Run]")


def test_style_and_guide_load_by_address(page: Page, files: str) -> None:
    frame = page.locator("[data-testid=frame]").first
    run(page, f":style {files}/policygraph.grass")
    expect(frame).to_contain_text("relationship.RESPONSIBLE_FOR")
    run(page, f":play {files}/guide.html")
    expect(frame).to_contain_text("who must do what by when")
    expect(frame).to_contain_text("1 / 5")


@pytest.mark.parametrize(
    ("question", "names", "shown"),
    [
        ("unit-tasks", ["武汉市城建局"], "推动智能施工"),
        ("chain-structure", ["模块化智造产业链"], "整体厨卫"),
        ("goals", [], "招商活动"),
    ],
)
def test_a_question_is_pasted_into_browser(page: Page, question: str, names: list[str], shown: str) -> None:
    text = Path(FOLDER / f"{question}.cypher").read_text("utf-8")
    block = re.search(r"/\*[^\n]*\n(.*?)\*/", text, re.S)
    assert block
    given = iter(names)
    frame = page.locator("[data-testid=frame]").first
    run(page, re.sub("NAME", lambda _: next(given), block[1]))
    expect(frame).to_contain_text(":param limit" if ":param limit" in text else ":param city")
    expect(frame.locator("text=ERROR")).to_have_count(0)
    page.wait_for_timeout(2000)  # the lines run one after the other, and nothing tells that the last has
    run(page, text)
    expect(frame).to_contain_text(shown)
