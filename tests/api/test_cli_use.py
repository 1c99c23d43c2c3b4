"""The command line in everyday use: help, loading, asking, listing, removing."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest
from conftest import MIANYANG, PROGRAM, SAMPLES, one_line, store_url
from docxfile import docx, p

from api.cli import CLOSED_PIPE

COMMANDS = ["extract", "report", "load", "ask", "cypher", "documents", "remove", "export", "serve", "settings"]


def test_help_lists_the_commands(run):
    done = run("--help")
    assert done.status == 0
    for command in COMMANDS:
        assert f"  {command} " in done.out
    assert run().out == done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(run, command):
    done = run(command, "--help")
    assert done.status == 0
    assert done.out.startswith(f"Usage: policygraph {command}")


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from api.cli import main; main(['--help']);"
        "heavy = {'rich', 'fastapi', 'pydantic', 'ladybug', 'opencc', 'networkx', 'starlette', 'pydantic_settings'};"
        "sys.exit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_extract_prints_facts_as_json(run, plans):
    done = run("extract", plans / "mianyang.txt", "--json")
    assert done.status == 0
    facts = json.loads(done.out)
    assert facts["document"]["number"] == "绵府办发〔2024〕12号"
    assert "绵阳市" in done.out  # no \u escapes
    first = facts["tasks"][0]
    assert [u["name"] for u in first["units"]] == ["市住房城乡建委", "市财政局"]
    assert first["deadline"]["date"] == "2024-06-30"


def test_a_word_file_shows_its_paragraphs(run, tmp_path):
    lines = MIANYANG.splitlines()
    file = tmp_path / "方案.docx"
    file.write_bytes(docx("".join(p(line) for line in lines)))
    facts = json.loads(run("extract", file, "--json").out)
    assert facts["document"]["places"]["title"] == [{"paragraph": 1}]
    assert all(fact["places"] for fact in (*facts["tasks"], *facts["goals"], *facts["tasks"][0]["units"]))
    store = store_url(tmp_path / "graph.lbug")
    assert run("load", file, "--store", store).status == 0
    answer = run("ask", "unit-tasks", "unit=市财政局", "--quotes", "--store", store)
    place = re.search(r"place +paragraph (\d+)", answer.out)
    assert place
    quote = re.search(r"quote +(\S{12})", answer.out)
    assert quote
    assert quote[1] in lines[int(place[1]) - 1]


def test_extract_prints_a_summary_to_read(run, plans):
    done = run("extract", plans / "mianyang.txt")
    assert done.status == 0
    assert "number: 绵府办发〔2024〕12号" in done.out
    assert "tasks 4" in done.out
    assert "出台扶持政策" in done.out
    assert "2024-06-30" in done.out
    assert "signals" in done.out


def test_loading_again_changes_nothing_and_a_corrected_file_replaces(run, tmp_path):
    file, url = tmp_path / "plan.txt", store_url(tmp_path / "new" / "graph.lbug")
    file.write_text(MIANYANG, "utf-8")
    first = run("load", file, "--store", url)
    again = run("load", file, "--store", url)
    file.write_text(MIANYANG.replace("2024年6月底前", "2024年7月底前"), "utf-8")
    corrected = run("load", file, "--store", url)
    assert (first.status, again.status, corrected.status) == (0, 0, 0)
    for done, outcome in ((first, "loaded"), (again, "unchanged"), (corrected, "replaced")):
        line, totals = done.out.splitlines()
        assert "plan.txt" in line
        assert outcome in line
        assert "4 tasks" in line
        assert "signal" in line
        assert f"1 {outcome}" in totals
        assert done.err == ""
    rows = json.loads(run("ask", "deadlines", "city=绵阳市", "--store", url, "--json").out)["rows"]
    assert "2024-07-31" in {row["date"] for row in rows}
    assert "2024-06-30" not in {row["date"] for row in rows}


def test_a_folder_is_loaded_whole_though_some_files_are_bad(run, plans, tmp_path):
    folder = tmp_path / "mixed"
    (folder / "deeper").mkdir(parents=True)
    for name in ("mianyang.txt", "yichang.txt"):
        (folder / "deeper" / name).write_bytes((plans / name).read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    url = store_url(tmp_path / "graph.lbug")
    done = run("load", folder, "--store", url)
    assert done.status == 1
    failed = done.err.splitlines()
    assert len(failed) == 2
    assert any("empty.txt: failed: " in line for line in failed)
    assert any("picture.txt: failed: " in line and "PNG" in line for line in failed)
    assert "2 loaded" in done.out.splitlines()[-1]
    assert "2 failed" in done.out.splitlines()[-1]
    assert len(json.loads(run("documents", "--json", "--store", url).out)) >= 2


def test_asking_without_a_question_lists_them(run):
    done = run("ask")
    assert done.status == 0
    assert "units-sharing-tasks" in done.out
    assert "[city]" in done.out
    listed = json.loads(run("ask", "--json").out)
    assert {"name", "title", "title_zh", "parameters", "columns"} <= set(listed[0])
    assert len(listed) == 21


def test_the_answer_as_json_has_the_shape_of_the_interface(run, url):
    done = run("ask", "unit-tasks", "unit=市住房城乡建委", "--store", url, "--json")
    assert done.status == 0, done.err
    answer = json.loads(done.out)
    assert list(answer) == ["question", "params", "columns", "rows", "truncated", "notes"]
    assert answer["question"] == "unit-tasks"
    assert answer["truncated"] is False
    assert [row["title"] for row in answer["rows"]] == ["出台扶持政策", "健全标准体系", "打造产业集群"]
    assert set(answer["columns"]) == set(answer["rows"][0])
    assert answer["rows"][0]["deadline"] == "2024-06-30"
    assert {"quote", "document", "document_id", "span_start", "span_end"} <= set(answer["columns"])


def test_the_table_hides_the_evidence_until_asked(run, url):
    short = run("ask", "unit-tasks", "unit=市住房城乡建委", "--store", url).out
    whole = run("ask", "unit-tasks", "unit=市住房城乡建委", "--store", url, "--quotes").out
    assert "quote" not in short
    assert "健全标准体系" in short
    assert "quote" in whole
    assert "编制智能建造地方标准3项" in whole


def test_csv_and_excel_hold_the_same_rows_as_json(run, url):
    call = ("ask", "unit-workload", "city=宜昌市", "--store", url)
    rows = json.loads(run(*call, "--json").out)["rows"]
    plain = list(csv.DictReader(io.StringIO(run(*call, "--csv").out)))
    excel = run(*call, "--excel").out
    assert [row["unit"] for row in plain] == [row["unit"] for row in rows]
    assert [int(row["tasks"]) for row in plain] == [row["tasks"] for row in rows]
    assert excel.startswith("\ufeff")


def test_a_limit_that_cuts_says_so(run, url):
    done = run("ask", "unit-workload", "limit=1", "--store", url)
    assert done.status == 0
    assert "limit=" in one_line(done.err)
    assert json.loads(run("ask", "unit-workload", "limit=1", "--store", url, "--json").out)["truncated"] is True
    assert run("ask", "unit-workload", "--store", url).err == ""


def test_known_with_nothing_to_say_is_an_empty_answer_with_a_note(run, url):
    done = run("ask", "chains", "city=宜昌市", "--store", url)
    assert done.status == 0
    assert "note:" in done.out
    answer = json.loads(run("ask", "chains", "city=宜昌市", "--store", url, "--json").out)
    assert answer["rows"] == []
    assert answer["notes"]


def test_a_query_of_the_users_own_takes_typed_parameters(run, url):
    query = "MATCH (t:Task) WHERE t.ordinal >= $least RETURN t.title AS title ORDER BY title"
    done = run("cypher", query, "least=3", "--store", url, "--json")
    assert done.status == 0, done.err
    answer = json.loads(done.out)
    assert answer["columns"] == ["title"]
    assert {"打造产业集群", "推动技术攻关", "落实财政支持"} == {row["title"] for row in answer["rows"]}
    by_name = run(
        "cypher", "MATCH (t:Task) WHERE t.title = $title RETURN t.ordinal AS n", "title=推动技术攻关", "--store", url
    )
    assert by_name.status == 0
    assert " 4" in by_name.out


def test_rows_of_a_query_are_limited(run, url):
    done = run("cypher", "MATCH (t:Task) RETURN t.title AS title", "--rows", "2", "--store", url, "--csv")
    assert done.status == 0
    assert len(done.out.splitlines()) == 3
    assert "--rows" in one_line(done.err)


def test_documents_are_listed_and_removed(run, own_url):
    listed = json.loads(run("documents", "--store", own_url, "--json").out)
    ours = next(d for d in listed if d["number"] == "绵府办发〔2024〕12号")
    assert "绵府办发〔2024〕12号" in run("documents", "--store", own_url).out
    done = run("remove", "绵府办发〔2024〕12号", "--store", own_url)
    assert (done.status, done.out.split()[:2]) == (0, ["removed", ours["id"]])
    left = json.loads(run("documents", "--store", own_url, "--json").out)
    assert ours["id"] not in {d["id"] for d in left}
    gone = run("ask", "unit-tasks", "unit=市住房城乡建委", "--store", own_url)
    assert gone.status == 2


def test_the_graph_is_exported_for_a_bulk_import(run, url, tmp_path):
    folder = tmp_path / "for neo4j"
    done = run("export", "--neo4j-import", folder, "--store", url)
    assert (done.status, done.err) == (0, "")
    assert f"{folder}: " in done.out
    assert "README.txt" in done.out
    tasks = list(csv.reader((folder / "nodes" / "Task.csv").open(encoding="utf-8", newline="")))
    assert tasks[0][:2] == ["id:ID", "origin:string"]
    assert len(tasks) == 1 + 7
    arguments = (folder / "import.args").read_text("utf-8").splitlines()
    named = {line.split("=")[2] for line in arguments if line.startswith(("--nodes=", "--relationships="))}
    assert named == {str(path.relative_to(folder)) for path in folder.rglob("*.csv")}
    readme = (folder / "README.txt").read_text("utf-8")
    assert "neo4j-admin database import full @import.args neo4j" in readme


def test_settings_come_from_the_environment_and_a_file(run, tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("POLICYGRAPH_PORT=9001\nPOLICYGRAPH_HOST=0.0.0.0\n", "utf-8")
    monkeypatch.setenv("POLICYGRAPH_HOST", "127.0.0.2")
    rows = {row["variable"]: row for row in json.loads(run("settings", "--json").out)}
    assert (rows["POLICYGRAPH_PORT"]["value"], rows["POLICYGRAPH_PORT"]["default"]) == ("9001", "8000")
    assert rows["POLICYGRAPH_HOST"]["value"] == "127.0.0.2"
    assert all(row["meaning"] for row in rows.values())
    assert "POLICYGRAPH_CORS_ORIGINS" in run("settings").out


def test_a_password_in_the_url_of_the_store_is_not_shown(run, monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_STORE", "bolt://neo4j:secret@localhost:7687")
    assert "secret" not in run("settings", "--json").out
    assert "secret" not in run("documents").err


def test_the_store_of_the_environment_is_used(run, url, monkeypatch):
    monkeypatch.setenv("POLICYGRAPH_STORE", url)
    assert "绵府办发〔2024〕12号" in run("documents").out


def completions(*words: str, **environment: str) -> list[str]:
    """What bash offers behind these words; the last one is being typed. It must not say a word on standard error."""
    done = subprocess.run(
        [PROGRAM],
        env=os.environ
        | {
            "_POLICYGRAPH_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(["policygraph", *words]),
            "COMP_CWORD": str(len(words)),
            **environment,
        },
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_questions_parameters_and_documents_complete(url, run):
    assert completions("exp") == ["export"]
    assert "--neo4j-import" in completions("export", "--")
    assert completions("ask", "unit-t") == ["unit-tasks"]
    assert completions("ask", "unit-tasks", "u") == ["unit="]
    assert {"unit=", "city=", "basis=", "limit="} <= set(completions("ask", "unit-tasks", ""))
    assert "city=" not in completions("ask", "unit-tasks", "city=绵阳市", "")
    assert completions("ask", "unit-tasks", "basis", "=", "b") == ["body"]
    assert completions("ask", "unit-tasks", "basis=t") == ["basis=table"]
    ids = {d["id"] for d in json.loads(run("documents", "--store", url, "--json").out)}
    assert set(completions("remove", "", POLICYGRAPH_STORE=url)) == ids


def test_completion_without_a_store_offers_nothing_and_says_nothing(tmp_path):
    nowhere = store_url(tmp_path / "nothing.lbug")
    assert completions("remove", "", POLICYGRAPH_STORE=nowhere) == []
    assert completions("ask", "no-such-question", "") == []
    assert not (tmp_path / "nothing.lbug").exists()


def test_a_closed_pipe_ends_the_program_in_silence(url):
    reader, writer = os.pipe()
    os.close(reader)
    for command in (
        ["ask", "unit-workload", "--json"],
        ["ask", "unit-workload"],
        ["ask", "unit-workload", "--csv"],
        ["ask"],
    ):
        done = subprocess.run(
            [PROGRAM, *command, *(["--store", url] if len(command) > 1 else [])], stdout=writer, stderr=subprocess.PIPE
        )
        assert (done.returncode, done.stderr) == (CLOSED_PIPE, b"")
    os.close(writer)


def test_the_samples_from_file_to_answer(run, tmp_path):
    url = store_url(tmp_path / "samples.lbug")
    assert run("load", SAMPLES, "--store", url).status == 0
    chains = json.loads(run("ask", "district-chains", "district=南山区", "--store", url, "--json").out)
    assert chains["rows"]
    shared = json.loads(run("ask", "units-sharing-tasks", "city=武汉市", "limit=1", "--store", url, "--json").out)
    assert shared["rows"][0]["shared_tasks"] >= 7
    assert shared["truncated"] is True


def test_a_report_shows_a_file_or_a_document_of_the_graph(run, loaded, tmp_path):
    (tmp_path / "plan.txt").write_text(MIANYANG.replace("（二）培育产业", "（三）培育产业"), "utf-8")
    done = run("report", tmp_path / "plan.txt")
    assert done.status == 0
    assert "number: 绵府办发〔2024〕12号" in done.out
    assert "numbers run on" in done.out
    assert "（三） follows （一）" in done.out
    assert "4.推动技术攻关。支持企业开展建筑机器人攻关。" in done.out

    stored = run("report", "绵府办发〔2024〕12号", "--store", store_url(loaded), "--json")
    assert json.loads(stored.out)["counts"]["tasks"] == 4

    page = run("report", tmp_path / "plan.txt", "--html", tmp_path / "plan.html")
    assert page.out == f"wrote {tmp_path / 'plan.html'}\n"
    assert "市科技局" in (tmp_path / "plan.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        (["nothing.txt"], 1, "there is no such file"),
        (["no such title", "--store", "{store}"], 2, "no such title"),
        (["{plan}", "--html", "{folder}"], 2, "cannot be written"),
    ],
)
def test_a_report_that_cannot_be_made_says_why(run, loaded, tmp_path, arguments, status, why):
    (tmp_path / "plan.txt").write_text(MIANYANG, "utf-8")
    places = {"store": store_url(loaded), "plan": tmp_path / "plan.txt", "folder": tmp_path}
    done = run("report", *(a.format_map(places) for a in arguments))
    assert done.status == status
    assert why in done.err
    assert one_line(done.err)
