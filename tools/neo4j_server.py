"""A real Neo4j 5.26 Community server with Browser on this machine, without Docker: Java 17 and Maven are enough.

    python -m tools.neo4j_server start     fetch what is missing, start, wait until ready, print the addresses
    python -m tools.neo4j_server stop      end it; its data stays
    python -m tools.neo4j_server status    the addresses again; exit status 1 where it does not run

`make neo4j` and `make neo4j-stop` call these. Tests use `Server` itself. Everything lies in `.neo4j/` under the project
(or the folder that NEO4J_LOCAL names), which git does not see: the jars that Maven resolves from `tools/neo4j/pom.xml`, copied
once, and one home folder a server.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

POM = Path(__file__).with_name("neo4j") / "pom.xml"
FOLDER = Path(os.environ.get("NEO4J_LOCAL") or Path(__file__).parent.parent / ".neo4j")
USER = "neo4j"
START = 120.0  # seconds in which a server has to be ready; it takes 10 on two cores
STOP = 30.0  # seconds in which it has to write its checkpoint
# Waits until one of two processes has ended, then ends the second.
_TIE = 'while kill -0 "$1" && kill -0 "$2"; do sleep 1; done; kill -9 "$2"'
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang")


class Neo4jUnavailable(Exception):
    """No server can be had here; the message says what is missing."""


def missing() -> str | None:
    """What this machine lacks to run a server, in one sentence; None where it lacks nothing."""
    java = shutil.which("java")
    if java is None:
        return "Neo4j needs Java 17: no java on the path"
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    words = said.split('"')
    major = words[1].split(".")[0] if len(words) > 2 else ""
    if not major.isdigit() or int(major) < 17:
        return f"Neo4j needs Java 17 or later: {said.splitlines()[0] if said else 'java does not answer'}"
    if not _jars().is_dir() and shutil.which("mvn") is None:
        return "Neo4j is fetched by Maven: no mvn on the path"
    return None


def fetch() -> Path:
    """The folder of jars; copied there by Maven the first time. Processes that ask at the same time wait for one of them."""
    jars = _jars()
    if jars.is_dir():
        return jars
    FOLDER.mkdir(parents=True, exist_ok=True)
    with locked(FOLDER / "fetch.lock"):
        if jars.is_dir():
            return jars
        part = jars.with_name(f"{jars.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        command = ["mvn", "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={part}"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise Neo4jUnavailable(f"Maven could not fetch Neo4j: {_last_error(done.stdout + done.stderr)}")
        part.rename(jars)
    return jars


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` against other processes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@dataclass(slots=True)
class Server:
    """One server: its folder, its ports on 127.0.0.1 and the password of its only user `neo4j`.

    `settings` go into its neo4j.conf, after those that it cannot do without; `heap` is what -Xmx takes. One that is `tied`
    ends with the process that started it, however that ends. A `quick` one compiles lightly: it starts sooner and runs slower.
    """

    home: Path
    bolt_port: int = 0
    http_port: int = 0
    password: str = field(default="", repr=False)
    pid: int = 0
    heap: str = "1g"
    settings: dict[str, str] = field(default_factory=dict)
    tied: bool = False
    quick: bool = False

    @classmethod
    def prepare(
        cls,
        home: Path,
        *,
        heap: str = "1g",
        settings: Mapping[str, str] | None = None,
        tied: bool = False,
        quick: bool = False,
    ) -> Server:
        """A server with a new password in the empty folder `home`, not started yet and without a database: `admin` may import one."""
        home.mkdir(parents=True, exist_ok=True)
        server = cls(home.resolve(), password=secrets.token_hex(15), heap=heap, settings=dict(settings or {}))
        server.tied, server.quick = tied, quick
        server.bolt_port, server.http_port = _free_ports(2)
        server.admin("dbms", "set-initial-password", server.password)
        return server

    @classmethod
    def create(cls, home: Path, **options: Any) -> Server:
        """Make and start a server, with the options that `prepare` takes; it is ready when this returns."""
        server = cls.prepare(home, **options)
        try:
            server.start()
        except BaseException:
            server.kill()
            raise
        return server

    @classmethod
    def find(cls, home: Path) -> Server | None:
        """The server of this folder as it was left, running or not; None where there is none."""
        try:
            kept = json.loads((home / "server.json").read_text("utf-8"))
        except FileNotFoundError:
            return None
        return cls(home.resolve(), **kept)

    @property
    def bolt(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def url(self) -> str:
        """The Bolt address with user and password in it, as `open_store` and --store take it."""
        return f"bolt://{USER}:{self.password}@127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        return f"http://127.0.0.1:{self.http_port}/browser/"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    def start(self) -> None:
        """Start it on its ports and with its data; returns when it answers. Raises Neo4jUnavailable with the log's last error."""
        self._write_conf()
        command = ["java", f"-Xmx{self.heap}", "-XX:-OmitStackTraceInFastThrow"]
        command += ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"] if self.quick else ["-XX:+UseParallelGC"]
        command += [f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS]
        command += ["-cp", f"{fetch()}/*", "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=self.home
            )
        self.pid = process.pid
        if self.tied:
            subprocess.Popen(
                ["sh", "-c", _TIE, "tie", str(os.getpid()), str(self.pid)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._keep()
        self._wait(process)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START
        while time.monotonic() < until:
            if process.poll() is not None:
                raise Neo4jUnavailable(f"Neo4j did not start: {_last_error(self.log.read_text('utf-8', 'replace'))}")
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", self.http_port), timeout=1),
                contextlib.suppress(DriverError, Neo4jError),
                neo4j.GraphDatabase.driver(self.bolt, auth=(USER, self.password), connection_timeout=5) as driver,
            ):
                driver.execute_query("RETURN 1", database_="neo4j")
                return
            time.sleep(0.2)
        self.kill()
        raise Neo4jUnavailable(f"Neo4j was not ready after {START:g} s: see {self.log}")

    @property
    def running(self) -> bool:
        """Whether its process lives (and is still this server's: the system may have given its number to another)."""
        if not self.pid:
            return False
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, os.WNOHANG)  # a child that has ended stays until it is waited for
        said = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(self.pid)], capture_output=True, text=True)
        return f"--home-dir={self.home}" in said.stdout

    def stop(self) -> None:
        """End it in order: it writes what it holds to its data."""
        if self.running:
            os.kill(self.pid, signal.SIGTERM)
            self._gone(STOP)

    def kill(self) -> None:
        """End it at once, as a power failure would (kill -9)."""
        if self.running:
            os.kill(self.pid, signal.SIGKILL)
            self._gone(STOP)

    def pause(self) -> None:
        """Let it hold still: connections stay open and nothing answers, as behind a broken network."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on after `pause`."""
        os.kill(self.pid, signal.SIGCONT)

    def _gone(self, patience: float) -> None:
        until = time.monotonic() + patience
        while self.running:
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
                until += patience
            time.sleep(0.05)
        self.pid = 0
        self._keep()

    def admin(self, *arguments: str, folder: Path | None = None) -> str:
        """Run neo4j-admin on this server's folder (for most of its commands the server must be stopped); what it printed.

        Paths in its arguments are relative to `folder`.
        """
        self._write_conf()
        light = ["-XX:TieredStopAtLevel=1"] if self.quick else []
        command = ["java", f"-Xmx{self.heap}", *light, *(f"--add-opens={name}=ALL-UNNAMED" for name in _OPENS)]
        command += ["-cp", f"{fetch()}/*", "org.neo4j.cli.AdminTool", *arguments]
        environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder or self.home)
        if done.returncode != 0:
            raise Neo4jUnavailable(f"neo4j-admin {arguments[0]} failed: {_last_error(done.stdout + done.stderr)}")
        return done.stdout

    def _write_conf(self) -> None:
        settings = {
            "server.directories.import": str(self.home / "import"),
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt_port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt_port}",
            "server.http.listen_address": f"127.0.0.1:{self.http_port}",
            "server.http.advertised_address": f"127.0.0.1:{self.http_port}",
            "server.https.enabled": "false",
            "server.memory.pagecache.size": "256m",
            "db.tx_log.preallocate": "false",  # or every new server writes 512 MB of zeros
            "dbms.usage_report.enabled": "false",
            "client.allow_telemetry": "false",
        } | self.settings
        for name in ("conf", "import", "data"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        lines = [f"{key}={value}\n" for key, value in settings.items()]
        (self.home / "conf" / "neo4j.conf").write_text("".join(lines), "utf-8")

    def _keep(self) -> None:
        kept = {name: value for name, value in asdict(self).items() if name != "home"}
        path = self.home / "server.json"
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(kept, file)


def _jars() -> Path:
    """The folder of jars of this pom: another version of it is another folder."""
    return FOLDER / f"jars-{sha256(POM.read_bytes()).hexdigest()[:12]}"


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def _last_error(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "ERROR" in line or "Caused by" in line]
    return (errors or lines or ["it said nothing"])[-1]


def main(arguments: list[str]) -> int:
    """The command line: start, stop or status of the server of this checkout."""
    home = FOLDER / "server"
    with locked(FOLDER / "server.lock"):
        server = Server.find(home)
        if arguments == ["stop"]:
            if server is not None and server.running:
                server.stop()
                print("Neo4j has ended; its data stays in", home)
            else:
                print("no Neo4j is running here")
            return 0
        if arguments not in (["start"], ["status"]):
            print(__doc__, file=sys.stderr)
            return 2
        if server is None or not server.running:
            if arguments == ["status"]:
                print("no Neo4j is running here: make neo4j")
                return 1
            lacking = missing()
            if lacking:
                print(lacking, file=sys.stderr)
                return 1
            try:
                server = _start(server, home)
            except Neo4jUnavailable as error:
                print(error, file=sys.stderr)
                return 1
    print(f"Browser   {server.browser}")
    print(f"Bolt      {server.bolt}")
    print(f"user      {USER}\npassword  {server.password}")
    print(f"\npolicygraph load data/policies --store {server.bolt}   after")
    print(f"export POLICYGRAPH_NEO4J_PASSWORD={server.password}")
    return 0


def _start(server: Server | None, home: Path) -> Server:
    if server is None:
        print("starting Neo4j; the first time Maven fetches 130 MB", file=sys.stderr)
        return Server.create(home)
    server.start()
    return server


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
