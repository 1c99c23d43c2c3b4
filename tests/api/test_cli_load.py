"""`policygraph load` over processes: the same lines as with one, a clean end on Ctrl-C, workers that cannot be reached."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from conftest import PROGRAM, SAMPLES, Run, one_line, store_url

from bench.documents import documents


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that other processes start for: the first is large, and no text."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "large.txt").write_bytes(bytes((1 << 20) + 1))
    for name, text in documents(40):
        (folder / name).write_text(text, "utf-8")
    return folder


def test_processes_print_what_one_prints(run: Run, many: Path, tmp_path: Path) -> None:
    alone = run("load", many, "--workers", "1", "--store", store_url(tmp_path / "one.lbug"))
    several = run("load", many, "--workers", "2", "--batch", "7", "--store", store_url(tmp_path / "two.lbug"))
    assert (alone.status, several.status) == (1, 1)
    assert "large.txt: failed: holds binary data" in one_line(alone.err) == one_line(several.err)
    assert alone.out.splitlines()[:-1] == several.out.splitlines()[:-1]
    assert several.out.splitlines()[-1].startswith("41 files: 40 loaded, 1 failed")
    again = run("load", many, "--store", store_url(tmp_path / "two.lbug"))
    assert again.out.splitlines()[-1].startswith("41 files: 40 unchanged, 1 failed")


def test_a_zip_folder_is_loaded_member_by_member(run: Run, tmp_path: Path) -> None:
    samples = sorted(SAMPLES.glob("*.txt"))
    path, url = tmp_path / "plans.zip", store_url(tmp_path / "own.lbug")
    with zipfile.ZipFile(path, "w") as archive:
        for sample in samples:
            archive.write(sample, f"2023/{sample.name}")
        archive.writestr("note.txt", "no policy")
    done = run("load", path, "--store", url)
    assert done.status == 1
    assert [line.split(": ")[0] for line in done.out.splitlines()[:-1]] == [
        f"{path}/2023/{sample.name}" for sample in samples
    ]
    assert f"{path}/note.txt: failed:" in one_line(done.err)
    listed = json.loads(run("documents", "--json", "--store", url).out)
    assert sorted(row["file_name"] for row in listed) == [f"plans.zip/2023/{sample.name}" for sample in samples]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--workers", "2", "--dask", "tcp://127.0.0.1:9"], 2, "exclude each other"),
        (["--workers", "0"], 2, "--workers"),
        (["--dask", "nowhere://x"], 1, "no Dask scheduler answers at nowhere://x"),
    ],
)
def test_workers_that_cannot_be(
    run: Run, many: Path, options: list[str], status: int, said: str, tmp_path: Path
) -> None:
    done = run("load", many, *options, "--store", store_url(tmp_path / "own.lbug"))
    assert done.status == status
    assert said in one_line(done.err)
    assert not (tmp_path / "own.lbug").exists()


def test_ctrl_c_ends_every_process(run: Run, many: Path, tmp_path: Path) -> None:
    url = store_url(tmp_path / "own.lbug")
    command = [PROGRAM, "load", many, "--workers", "2", "--batch", "4", "--store", url]
    # a shell in the background lets its children ignore Ctrl-C; a terminal does not
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        for _ in range(8):
            assert process.stdout
            assert "loaded" in process.stdout.readline()
        assert len(of_group(process.pid)) > 2, "workers should run by now"
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    assert process.returncode == 130, err
    assert err.splitlines()[0].endswith("save it as text (UTF-8) first")
    assert "stopped: " in one_line(err.split("\n", 1)[1])
    deadline = time.monotonic() + 10
    while left := of_group(process.pid):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)
    again = run("load", many, "--store", url)
    assert again.status == 1
    assert " unchanged" in again.out.splitlines()[-1]
    assert len(json.loads(run("documents", "--json", "--store", url).out)) == 40


def of_group(group: int) -> list[int]:
    """The processes of a process group that run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, own = stat.read_text().rsplit(")", 1)[1].split()[:3]
        except OSError:
            continue
        if int(own) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found
