"""Documents, stores and services for the tests of api/.

Strategy: two made-up plans of two cities, small and complete, are loaded once a session; a test that changes a store
works on a copy of that file. `run` calls the program in this process (fast); `program` is the installed one, for exit
status, signals and pipes. The service is the installed program too, on a free port.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api.cli import main

PROGRAM = str(Path(sys.executable).with_name("policygraph"))
SAMPLES = Path(__file__).parents[2] / "data" / "policies"

MIANYANG = """绵阳市人民政府办公室关于印发绵阳市智能建造工作方案的通知

绵府办发〔2024〕12号

各县（市、区）人民政府，市级各部门：
    《绵阳市智能建造工作方案》已经市政府同意，现印发给你们，请认真组织实施。

绵阳市人民政府办公室
2024年3月15日

绵阳市智能建造工作方案

    为贯彻落实《四川省智能建造发展规划》（川建发〔2023〕7号）精神，制定本方案。

    一、工作目标
    到2025年，新增智能建造试点项目12个，培育骨干企业5家以上。

    二、重点任务
    （一）完善政策体系
    1.出台扶持政策。研究制定智能建造扶持政策，完善工程计价依据。（责任单位：市住房城乡建委、市财政局，完成时限：2024年6月底前）
    2.健全标准体系。编制智能建造地方标准3项。（责任单位：市住房城乡建委、市市场监管局，完成时限：2024年12月底前）
    （二）培育产业
    3.打造产业集群。支持涪城区依托科技城产业园建设建筑机器人产业链。（责任单位：市经信局、市住房城乡建委、涪城区人民政府）
    4.推动技术攻关。支持企业开展建筑机器人攻关。（责任单位：市科技局、市经信局）

    三、保障措施
    （一）加强组织领导。市住房城乡建委要加强统筹协调。
"""

YICHANG = """宜昌市人民政府办公室关于印发宜昌市绿色建筑发展实施方案的通知

宜府办发〔2024〕30号

各县（市、区）人民政府，市政府各部门：
    《宜昌市绿色建筑发展实施方案》已经市政府同意，现印发给你们，请认真贯彻执行。

宜昌市人民政府办公室
2024年5月20日

宜昌市绿色建筑发展实施方案

    一、工作目标
    到2026年，新建绿色建筑面积达到500万平方米。

    二、重点任务
    （一）推广绿色建材
    1.建立采信机制。建立绿色建材采信应用机制。（责任单位：市住建局、市市场监管局，完成时限：2024年9月底前）
    2.开展试点示范。组织开展绿色建筑示范项目建设。（责任单位：市住建局、市财政局，完成时限：2024年11月底前）
    （二）强化要素保障
    3.落实财政支持。统筹安排绿色建筑发展资金。（责任单位：市财政局、市发改委）
"""

POEM = """静夜思

床前明月光，疑是地上霜。
举头望明月，低头思故乡。
"""

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4


@dataclass(frozen=True)
class Done:
    """What a call of the program left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


def one_line(text: str) -> str:
    """The single line that standard error holds; an error message is never more, and never a traceback."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("policygraph: ")
    assert "Traceback" not in text
    return lines[0]


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in a folder of its own, with no setting of the developer's: a .env there would change the outcome."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in os.environ:
        if name.startswith("POLICYGRAPH_"):
            monkeypatch.delenv(name)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program in this process."""

    def call(*arguments: str | Path) -> Done:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return call


def program(*arguments: str | Path, **more: object) -> subprocess.Popen[str]:
    """Start the installed program."""
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two made-up plans."""
    folder = tmp_path_factory.mktemp("plans")
    (folder / "mianyang.txt").write_text(MIANYANG, "utf-8")
    (folder / "yichang.txt").write_text(YICHANG, "utf-8")
    return folder


def store_url(path: Path) -> str:
    """The URL of an embedded store at an absolute path."""
    return f"ladybug:///{path}"


@pytest.fixture(scope="session")
def loaded(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds both plans; for reading only."""
    path = tmp_path_factory.mktemp("store") / "plans.lbug"
    assert main(["load", str(plans), "--store", store_url(path)]) == 0
    return path


@pytest.fixture
def url(loaded: Path) -> str:
    """URL of the store with both plans; for reading only."""
    return store_url(loaded)


@pytest.fixture
def own_url(loaded: Path, tmp_path: Path) -> str:
    """URL of a copy of that store, to change."""
    return store_url(Path(shutil.copy(loaded, tmp_path / "own.lbug")))


@dataclass(frozen=True)
class Served:
    """A running service."""

    client: httpx.Client
    process: subprocess.Popen[str]
    store: Path | str


@pytest.fixture(scope="session")
def start_service(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Served]]:
    """Start services; they end with the session."""
    running: list[Served] = []

    def start(store: Path | str, **settings: str) -> Served:
        folder = tmp_path_factory.mktemp("service")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
        environment = kept | {f"POLICYGRAPH_{name.upper()}": value for name, value in settings.items()}
        process = program(
            "serve",
            "--port",
            "0",
            "--store",
            store if isinstance(store, str) else store_url(store),
            cwd=folder,
            env=environment,
        )
        assert process.stderr is not None
        first = process.stderr.readline()
        assert " at http://127.0.0.1:" in first, first + process.stderr.read()
        base = first.split(" at ")[1].split("/docs")[0]
        # Waits for an answer, not for time: the listening socket is there before the line is printed.
        client = httpx.Client(base_url=base, timeout=60)
        assert client.get("/healthz").status_code == 200
        running.append(Served(client, process, store))
        return running[-1]

    yield start
    for served in running:
        served.client.close()
        served.process.terminate()
        served.process.wait(timeout=30)


@pytest.fixture(scope="session")
def service(start_service: Callable[..., Served], loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A service over a copy of the store with both plans; for reading only."""
    copy = tmp_path_factory.mktemp("served") / "plans.lbug"
    shutil.copy(loaded, copy)
    return start_service(copy, cors_origins="https://example.org", max_bytes="300000")


@pytest.fixture
def http(service: Served) -> httpx.Client:
    """A client of the service for reading."""
    return service.client
