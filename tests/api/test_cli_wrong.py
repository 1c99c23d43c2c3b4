"""Wrong input and a hostile world: one clear line, the right exit status, nothing lost or half loaded."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import MIANYANG, PNG, POEM, PROGRAM, SAMPLES, one_line, program, store_url

from loaders.load import BATCH

BAD_FILES = {
    "missing": (None, "no such file"),
    "empty": (b"", "empty"),
    "blank": (b" \n\n  \n", "empty"),
    "image": (PNG, "PNG"),
    "encoding": ("Política de construcción".encode("cp1252") * 20, "encoding"),
    "poem": (POEM.encode(), "polic"),
    "large": (MIANYANG.encode() * 30, "POLICYGRAPH_MAX_BYTES"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
@pytest.mark.parametrize("command", ["extract", "load"])
def test_a_bad_file_is_one_clear_line_and_loads_nothing(run, tmp_path, monkeypatch, kind, command):
    content, expected = BAD_FILES[kind]
    monkeypatch.setenv("POLICYGRAPH_MAX_BYTES", "20000")
    file, store = tmp_path / "given.txt", tmp_path / "graph.lbug"
    if content is not None:
        file.write_bytes(content)
    done = run(command, file, *(["--store", store_url(store)] if command == "load" else []))
    assert done.status == 1
    line = one_line(done.err)
    assert "given.txt" in line
    assert expected in line
    if command == "extract":
        assert done.out == ""
    else:
        assert "1 failed" in done.out
        assert json.loads(run("documents", "--json", "--store", store_url(store)).out) == []


def test_extract_of_a_folder_is_one_clear_line(run, tmp_path):
    done = run("extract", tmp_path)
    assert done.status == 1
    one_line(done.err)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("share", [0.03, 0.2, 0.5, 0.77, 0.99])
def test_a_document_cut_in_the_middle_is_read_or_refused_but_never_crashes(run, tmp_path, sample, share):
    text = sample.read_text("utf-8-sig")
    file = tmp_path / "cut.txt"
    file.write_text(text[: int(len(text) * share)], "utf-8")
    done = run("extract", file, "--json")
    if done.status == 0:
        facts = json.loads(done.out)
        whole = json.loads(run("extract", sample, "--json").out)
        assert len(facts["tasks"]) <= len(whole["tasks"])
    else:
        assert done.status == 1
        assert "unexpected" not in one_line(done.err)


def test_a_line_of_5_mb_is_read_or_refused_in_time(run, tmp_path):
    file = tmp_path / "long.txt"
    file.write_text("绵阳市人民政府关于印发工作方案的通知" + "推进智能建造，完善政策体系。" * 120_000, "utf-8")
    assert file.stat().st_size > 5_000_000
    began = time.monotonic()
    done = run("extract", file)
    assert time.monotonic() - began < 60
    assert done.status in (0, 1)
    assert "unexpected" not in done.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ask", "unit-taks"], ["unit-tasks"]),
        (["ask", "unit-workload", "citty=绵阳市"], ["citty", "city"]),
        (["ask", "unit-workload", "limit=many"], ["limit", "many"]),
        (["ask", "unit-workload", "limit=-1"], ["limit", "-1"]),
        (["ask", "deadlines", "from=2024-13-45"], ["from", "2024-13-45"]),
        (["ask", "unit-workload", "basis=bodies"], ["basis", "body"]),
        (["ask", "unit-tasks"], ["unit"]),
        (["ask", "unit-workload", "绵阳市"], ["key=value"]),
        (["ask", "unit-workload", "=x"], ["key=value"]),
        (["ask", "unit-workload", "limit=1", "limit=2"], ["limit", "twice"]),
        (["ask", "unit-tasks", "unit=市住房城乡建"], ["市住房城乡建委"]),
        (["ask", "unit-tasks", "unit=市财政局"], ["绵阳市", "宜昌市", "city="]),
        (["ask", "unit-workload", "--json", "--csv"], ["--json", "--csv"]),
        (["cypher", "MATCH (n) DETACH DELETE n"], []),
        (["cypher", "MATCH (n) RETURN"], []),
        (["cypher", "COPY (MATCH (n:Unit) RETURN n.name) TO 'x.csv'"], []),
        (["cypher", "MATCH (n:Unit) RETURN n.name LIMIT 1", "n"], ["key=value"]),
        (["remove", "绵府办发〔2024〕99号"], ["绵府办发〔2024〕99号"]),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_wrong_use_is_one_line_with_a_way_out_and_status_2(run, own_url, arguments, expected):
    done = run(*arguments, "--store", own_url)
    assert done.status == 2, done
    assert done.out == ""
    line = one_line(done.err)
    for word in expected:
        assert word in line


def test_wrong_calls_of_the_program_itself(run):
    for arguments in (["aks"], ["ask", "--jsn"], ["remove"], ["serve", "--port", "high"], ["load"]):
        done = run(*arguments)
        assert done.status == 2
        assert "--help" in one_line(done.err)


def test_a_wrong_setting_names_its_variable(run, monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_PORT", "eighty")
    for command in (["settings"], ["documents"], ["serve"]):
        done = run(*command)
        assert done.status == 2
        assert "POLICYGRAPH_PORT=eighty" in one_line(done.err)


def test_asking_a_store_that_is_not_there_says_so_and_makes_none(run, tmp_path):
    path = tmp_path / "nothing.lbug"
    for command in (["ask", "unit-workload"], ["documents"], ["cypher", "MATCH (n:Unit) RETURN n.name"]):
        done = run(*command, "--store", store_url(path))
        assert done.status == 1
        assert str(path) in one_line(done.err)
    assert not path.exists()
    assert run("documents", "--store", "mysql://here").status == 1


def test_a_store_in_a_place_that_cannot_be_written(run, plans, tmp_path):
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file" / "graph.lbug", Path("/proc/1/graph.lbug")):
        done = run("load", plans, "--store", store_url(place))
        assert done.status == 1
        assert str(place.parent) in one_line(done.err)


def test_a_file_that_is_no_store_is_left_alone(run, plans, tmp_path):
    path = tmp_path / "notes.lbug"
    path.write_text("my notes, no database\n" * 500)
    before = path.read_bytes()
    done = run("load", plans, "--store", store_url(path))
    assert done.status == 1
    one_line(done.err)
    assert path.read_bytes() == before


def test_a_store_that_another_process_holds_names_it(run, start_service, plans, tmp_path):
    served = start_service(tmp_path / "held.lbug")
    assert served.client.get("/readyz").status_code == 200
    for command in (["load", plans], ["remove", "x"]):
        done = run(*command, "--store", store_url(served.store))
        assert done.status == 1
        assert str(served.process.pid) in one_line(done.err)


def test_a_disk_that_fills_loses_nothing(run, plans, own_url, tmp_path):
    before = run("documents", "--json", "--store", own_url).out
    file = tmp_path / "third.txt"
    file.write_text(MIANYANG.replace("绵府办发〔2024〕12号", "绵府办发〔2024〕44号"), "utf-8")

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # bytes that any file may reach

    full = program("load", file, "--store", own_url, preexec_fn=fill)
    out, err = full.communicate(timeout=60)
    assert full.returncode == 1, (out, err)
    assert "Traceback" not in err
    assert "unexpected" not in out + err
    assert run("documents", "--json", "--store", own_url).out == before
    assert run("load", file, "--store", own_url).status == 0


def test_an_export_goes_into_a_new_folder_or_nowhere(run, url, tmp_path):
    folder = tmp_path / "out"
    assert run("export", "--neo4j-import", folder, "--store", url).status == 0
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    again = run("export", "--neo4j-import", folder, "--store", url)
    assert (again.status, again.out) == (2, "")
    assert "is not empty" in one_line(again.err)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    missing = run("export", "--store", url)
    assert missing.status == 2
    assert "--neo4j-import" in one_line(missing.err)


def test_an_export_onto_a_full_disk_leaves_nothing(url, tmp_path):
    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # bytes that any file may reach

    full = program("export", "--neo4j-import", tmp_path / "x" / "out", "--store", url, preexec_fn=fill)
    out, err = full.communicate(timeout=60)
    assert (full.returncode, out) == (1, "")
    assert "cannot write the export" in one_line(err)
    assert list((tmp_path / "x").iterdir()) == []


def test_ctrl_c_in_a_load_ends_it_cleanly(run, tmp_path):
    folder, url = tmp_path / "many", store_url(tmp_path / "graph.lbug")
    folder.mkdir()
    count = 4 * BATCH  # more than one transaction, so that something is left to interrupt
    for n in range(count):
        (folder / f"plan{n:03}.txt").write_text(MIANYANG.replace("〔2024〕12号", f"〔2024〕{n + 100}号"), "utf-8")
    # A session of its own: the signal goes to the whole group, as a terminal sends it.
    process = program(
        "load", folder, "--store", url, start_new_session=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    assert "loaded" in first
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, (out, err)
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 1
    done = (first + out).count(": loaded,")
    kept = json.loads(run("documents", "--json", "--store", url).out)
    assert done <= len(kept) < count
    assert all(document["tasks"] == 4 for document in kept)
    again = run("load", folder, "--store", url)
    assert again.status == 0
    assert "failed" not in again.out.splitlines()[-1].replace("0 failed", "")


def test_standard_output_that_cannot_be_written_is_one_line(url):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [PROGRAM, "ask", "unit-workload", "--store", url], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert "No space left" in one_line(done.stderr)


def test_an_unexpected_error_is_one_line_and_a_traceback_on_demand(monkeypatch, run):
    import graph.catalogue

    def broken() -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr(graph.catalogue, "load_catalogue", broken)
    done = run("ask")
    assert done.status == 1
    assert "RuntimeError: first second" in one_line(done.err)
    assert "POLICYGRAPH_DEBUG=1" in done.err
    monkeypatch.setenv("POLICYGRAPH_DEBUG", "1")
    assert "Traceback" in run("ask").err


def test_output_in_a_locale_without_chinese_is_utf8(url):
    environment = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for form in ([], ["--json"], ["--csv"]):
        done = subprocess.run(
            [PROGRAM, "ask", "unit-workload", "--store", url, *form], env=environment, capture_output=True
        )
        assert done.returncode == 0, done.stderr
        assert "市住房城乡建委" in done.stdout.decode("utf-8")


assert sys.platform != "win32", "these tests need POSIX signals and limits"
