"""`policygraph review`: listed, decided with flags and at a terminal, refused, kept through a load."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from conftest import PROGRAM

HUBEI = """湖北省人民政府办公厅关于开展某某试点工作的通知
鄂政办发〔2023〕9号

各市、州、县人民政府，省政府各部门：

一、重点任务
（一）完善标准。制定标准体系。（责任单位：省住建厅、市财政局）
（二）开展试点。总结经验。（责任单位：省发改委、南山区政府）

湖北省人民政府办公厅
2023年3月1日
"""


@pytest.fixture
def url(run, tmp_path: Path) -> str:
    (tmp_path / "hubei.txt").write_text(HUBEI, "utf-8")
    url = f"ladybug:///{tmp_path / 's.lbug'}"
    assert run("load", tmp_path / "hubei.txt", "--store", url).status == 0
    return url


def test_with_flags(run, url, tmp_path):
    listed = json.loads(run("review", "--store", url, "--json").out)
    assert [(name["name"], len(name["candidates"])) for name in listed] == [("南山区政府", 2), ("市财政局", 0)]
    shown = run("review", "--store", url)
    assert shown.status == 0
    assert "深圳市南山区人民政府" in shown.out
    assert run("review", "--store", url, "--csv").out.splitlines()[0] == "name,kind,may_mean,city,documents,quote"

    done = run(
        "review", "decide", "南山区政府", "--as", "深圳市南山区人民政府", "--by", "甲", "--why", "乙", "--store", url
    )
    assert (done.status, done.err) == (0, "")
    assert "decided: 南山区政府 (documents of 湖北省) = 深圳市南山区人民政府" in done.out
    assert "read again: 1 documents" in done.out
    assert run("review", "decide", "市财政局", "--separate", "--store", url).status == 0
    assert "nothing is open" in run("review", "--store", url).out

    decisions = json.loads(run("review", "decisions", "--store", url, "--json").out)
    assert [(d["name"], d["verdict"], d["by"], d["why"]) for d in decisions] == [
        ("南山区政府", "same", "甲", "乙"),
        ("市财政局", "separate", "", ""),
    ]
    assert (tmp_path / "s.decisions.tsv").exists()
    assert "2 decisions in " in run("review", "decisions", "--store", url).out
    # a report and a load keep to them
    for document in (tmp_path / "hubei.txt", "鄂政办发〔2023〕9号"):
        told = json.loads(run("report", document, "--store", url, "--json").out)["signals"]
        assert not [signal["why"] for signal in told if "南山区政府" in signal["why"] or "市财政局" in signal["why"]]
    assert "unchanged" in run("load", tmp_path / "hubei.txt", "--store", url).out
    answer = json.loads(run("ask", "unit-tasks", "unit=深圳市南山区政府", "--store", url, "--json").out)
    assert len(answer["rows"]) == 1
    assert any("a person decided" in note for note in answer["notes"])
    assert run("review", "decide", "市财政局", "--undo", "--store", url).status == 0
    assert len(json.loads(run("review", "--store", url, "--json").out)) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        (["某某局", "--as", "武汉市财政局"], 2, "prints the name '某某局'"),
        (["南山区政府", "--as", "广州市天河区人民政府"], 2, "is none of what 南山区政府 may mean"),
        (["南山区政府", "--as", "武汉市财政局", "--separate"], 2, "exclude each other"),
        (["--separate"], 2, "give the NAME"),
        (["南山区政府"], 2, "there is no terminal to ask at"),
        (["南山区政府", "--undo"], 2, "no decision is about '南山区政府'"),
        (["南山区政府", "--separate", "--city", "某某市"], 2, "某某市"),
    ],
)
def test_wrong_use_is_one_line(run, url, tmp_path, arguments, status, why):
    done = run("review", "decide", *arguments, "--store", url)
    assert done.status == status
    assert why in done.err
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "s.decisions.tsv").exists()


def test_a_file_of_decisions_that_is_damaged_stops_a_load(run, url, tmp_path):
    (tmp_path / "s.decisions.tsv").write_text("what is this\n", "utf-8")
    done = run("load", tmp_path / "hubei.txt", "--store", url)
    assert done.status == 1
    assert "s.decisions.tsv:1: the first line is not" in done.err


def test_the_file_may_lie_elsewhere(run, url, tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_DECISIONS", str(tmp_path / "team" / "names.tsv"))
    assert run("review", "decide", "市财政局", "--separate", "--store", url).status == 0
    assert "市财政局" in (tmp_path / "team" / "names.tsv").read_text("utf-8")


def test_at_a_terminal(url):
    """A real terminal: a wrong answer is explained and asked again, 2 takes the second candidate, Enter puts off."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "200", "TERM": "dumb"}
    asked = subprocess.Popen(
        [PROGRAM, "review", "decide", "--by", "甲", "--store", url],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    os.write(ours, "某某局\n2\n\n".encode())
    text = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the program has closed its end
            break
        if not part:
            break
        text += part
    assert asked.wait(30) == 0
    os.close(ours)
    screen = re.sub(r"\x1b\[[^m]*m", "", text.decode())
    assert "1/2  南山区政府  (湖北省, 1 documents)" in screen
    assert "no body or place is called '某某局'" in screen
    assert "decided: 南山区政府" in screen
    assert "2/2  市财政局" in screen
