"""The pages in a real browser: Debian's chromium, driven by playwright. Elsewhere without it, skipped; in CI it must be there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Served
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and os.environ.get("CI") != "true", reason="no chromium on this machine (apt-get install chromium)"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def service(start_service: Callable[..., Served], loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return start_service(Path(shutil.copy(loaded, tmp_path_factory.mktemp("page") / "plans.lbug")))


@pytest.fixture(scope="module")
def page(service: Served) -> Iterator[Page]:
    assert CHROMIUM, "CI installs chromium before the tests"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(base_url=str(service.client.base_url))
        expect.set_options(timeout=30_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request",
            lambda request: (
                errors.append(request.url)
                if "127.0.0.1" not in request.url and not request.url.startswith("data:")
                else None
            ),
        )
        yield page
        browser.close()
        assert errors == [], "no script fails, and nothing is asked of another server"


def test_a_question_is_answered_with_its_sentence(page: Page) -> None:
    page.goto("/")
    page.select_option("#question", "unit-tasks")
    page.fill('[name="unit"]', "市财政局")
    page.fill('[name="city"]', "宜昌市")
    page.click("#ask button")

    row = page.locator("tbody tr").first
    expect(row).to_contain_text("开展试点示范")
    row.click()
    expect(page.locator("blockquote").first).to_contain_text("组织开展绿色建筑示范项目建设")


def test_nothing_to_say_and_an_unknown_name_are_told_apart(page: Page) -> None:
    page.goto("/")
    page.select_option("#question", "district-chains")
    page.fill('[name="district"]', "涪城")
    page.click("#ask button")
    expect(page.locator(".note").last).to_contain_text("no document read states a chain for 涪城区")
    page.fill('[name="district"]', "不存在区")
    page.click("#ask button")
    expect(page.locator(".error")).to_contain_text("不存在区")


def test_a_search_leads_to_a_drawing_of_what_surrounds_a_thing(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "市经信局")
    page.click("#find button")
    page.locator(".hit", has_text="Unit").first.click()

    expect(page.locator("h2")).to_contain_text("市经信局")
    expect(page.locator("svg g")).not_to_have_count(0)
    expect(page.locator("svg")).to_contain_text("RESPONSIBLE_FOR")


def test_the_interface_page_shows_every_question(page: Page) -> None:
    page.goto("/docs")
    expect(page.locator("#swagger-ui")).to_contain_text("/v1/questions/units-sharing-tasks")
    expect(page.locator("#swagger-ui")).to_contain_text("/v1/cypher")


def test_a_report_shows_what_was_read_from_each_place(page: Page, service: Served) -> None:
    ident = next(d["id"] for d in service.client.get("/v1/documents").json() if "绵阳" in d["title"])
    page.goto(f"/v1/documents/{ident}/report")
    page.locator("#text span.k-units", has_text="市科技局").first.click()
    expect(page.locator("#detail")).to_contain_text("units")
    expect(page.locator("#detail")).to_contain_text("市科技局")
    page.locator("#detail summary").first.click()
    expect(page.locator("#detail pre").first).to_contain_text('fact = "tasks.units"')
    page.uncheck('.legend [data-kind="units"]')
    expect(page.locator("#text span.k-units").first).to_have_class("k-units off")
