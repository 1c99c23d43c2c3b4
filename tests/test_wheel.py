"""What users install: the wheel alone, in an empty environment away from the checkout, extracts, loads, asks and serves its page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and its pinned dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    run = {"check": True, "capture_output": True, "text": True}
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], **run)
    venv.create(folder / "env", with_pip=True)
    wheel = next(folder.glob("*.whl"))
    pip = [folder / "env/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", ROOT / "requirements.lock", wheel], **run)
    return folder / "env" / "bin"


def program(installed: Path, *args: str, cwd: Path) -> str:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "POLICYGRAPH", "VIRTUAL_ENV"))}
    done = subprocess.run([installed / "policygraph", *args], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_extract_load_and_ask_work_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    sample = ROOT / "data" / "policies" / "shenzhen-2023.txt"

    facts = json.loads(program(installed, "extract", str(sample), "--json", cwd=tmp_path))
    assert facts["document"]["number"] == "深府办函〔2023〕30号"

    assert "loaded, 22 tasks" in program(installed, "load", str(sample), cwd=tmp_path)
    answer = json.loads(program(installed, "ask", "district-chains", "district=龙岗区", "--json", cwd=tmp_path))
    assert [row["chain"] for row in answer["rows"]] == ["模块化智造产业链"]
    assert "units-sharing-tasks" in program(installed, "ask", cwd=tmp_path)


def test_the_wheel_holds_every_file_that_the_program_needs(installed: Path) -> None:
    site = next(installed.parent.glob("lib/python*/site-packages"))
    for room in ("graph", "loaders", "api", "cypher"):
        ours = {p.relative_to(ROOT) for p in (ROOT / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts}
        theirs = {p.relative_to(site) for p in (site / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts}
        assert ours == theirs
