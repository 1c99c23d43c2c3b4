"""Whole documents: the gold of the samples, and what must hold for every fact of every document in reach."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loaders.errors import NotPolicy
from loaders.extract import extract
from loaders.read import read
from loaders.text.clean import normalise

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"


def facts_of(path: Path) -> dict[str, Any]:
    return extract(read(path).text).to_dict()


def records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "span" in value:
            yield value
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from records(inner)


def score(pairs: list[tuple[Path, Path]], *options: str) -> subprocess.CompletedProcess[str]:
    files = [str(f) for pair in pairs for f in pair]
    return subprocess.run([sys.executable, GOLD / "score.py", *files, *options], capture_output=True, text=True)


def test_a_plan_that_gives_its_duties_to_nobody_still_sets_goals() -> None:
    text = "某省某产业发展{}\n第一章 总体要求\n以创新为引领。\n第二章 主要任务\n第一节 培育企业\n培育龙头企业10家，从业人员不少于5人。\n"
    assert [g.value for g in extract(text.format("规划")).goals][:1] == [10]
    assert extract(text.format("管理办法")).goals == []


def test_the_samples_read_as_people_read_them(tmp_path: Path) -> None:
    pairs = []
    for sample in sorted((ROOT / "data" / "policies").glob("*.txt")):
        out = tmp_path / f"{sample.stem}.json"
        out.write_text(json.dumps(facts_of(sample), ensure_ascii=False), "utf-8")
        pairs.append((GOLD / f"{sample.stem}.json", out))

    bounds = ("organisations=0.9", "platforms=0.8", "measures=0.8")
    done = score(pairs, "--show", "--min", "0.97", *(x for b in bounds for x in ("--min-for", b)))

    assert done.returncode == 0, done.stdout


def test_other_documents_read_as_people_read_them(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.json"
    out.write_text(json.dumps(facts_of(case), ensure_ascii=False), "utf-8")

    done = score([(case.with_name(case.stem + ".gold.json"), out)], "--show", "--min", "0.95")

    assert done.returncode == 0, done.stdout


def test_every_span_leads_to_its_quote(document: Path) -> None:
    raw = read(document).text
    whole = facts_of(document)
    found = [r for r in records({k: v for k, v in whole.items() if k not in ("signals", "ignored")}) if "quote" in r]

    assert found
    for fact in found:
        for n, (start, end) in enumerate(fact.get("spans") or [fact["span"]]):
            assert 0 <= start < end <= len(raw), fact
            if n == 0:
                assert [start, end] == list(fact["span"])
                printed = "".join(normalise(raw[start:end]).text.split())
                assert fold(printed) == fold("".join(fact["quote"].split())), fact
    for signal in [*whole["signals"], *whole["ignored"]]:
        start, end = signal["span"]
        assert 0 <= start <= end <= len(raw)


def fold(text: str) -> str:
    import opencc

    return str(opencc.OpenCC("t2s").convert(text))


def test_the_same_text_gives_the_same_facts(document: Path) -> None:
    assert facts_of(document) == facts_of(document)


def test_no_case_has_an_invented_chain(case: Path) -> None:
    gold = json.loads(case.with_name(case.stem + ".gold.json").read_text("utf-8"))
    if gold.get("chains") == []:
        assert facts_of(case)["chains"] == []


@pytest.mark.parametrize(
    "text",
    [
        "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。",
        "今天天气很好，我们去公园玩。" * 50,
        "hello world " * 100,
        "一\n二\n三",
    ],
)
def test_what_is_no_policy_says_what_it_lacks(text: str) -> None:
    with pytest.raises(NotPolicy, match="it lacks a title"):
        extract(text, name="poem.txt")


def test_what_says_that_it_was_made_is_a_policy_document() -> None:
    """A copy that leaves out its head: the words that make it, and its parts."""
    text = "为改善水质，制定本实施方案。\n一、摸清底数\n开展普查。\n二、分类治理\n修复河道5公里。"
    assert [t.title for t in extract(text).tasks] == ["摸清底数", "分类治理"]


def test_what_says_whom_it_tells_what_is_a_policy_document() -> None:
    """A page that prints a notice under a headline of its own."""
    text = "多部门启动节水城市申报\n各省、自治区、直辖市水利厅（局）：\n为节水，现将有关工作通知如下：\n一、主要任务\n1、普查水源。摸清底数。\n2、改造管网。先旧后新。"
    assert [t.title for t in extract(text).tasks] == ["普查水源", "改造管网"]


def test_one_part_in_points_is_in_parts() -> None:
    text = (
        "为改善水质，制定本实施方案。\n一、总体思路\n（一）指导思想。坚持改善。\n（二）目标。到2025年，企业达到100家。"
    )
    assert [g.value for g in extract(text).goals] == [100]


def test_a_document_cut_anywhere_is_read_or_refused(document: Path) -> None:
    raw = read(document).text
    for part in range(1, 10):
        with contextlib.suppress(NotPolicy):
            extract(raw[: len(raw) * part // 10])
