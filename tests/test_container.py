"""The container files, as far as they can be checked without a Docker engine: the compose file against the compose
specification, the image's steps against the project. What an engine would build and run is not run here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def interpolated(text: str, **given: str) -> str:
    """Variables filled in as Docker Compose does: ${A:-default}, ${A:?error}, $$ for $."""

    def value(m: re.Match[str]) -> str:
        if m["name"] in given:
            return given[m["name"]]
        if m["kind"] == ":?":
            raise KeyError(m["name"])
        return m["text"] or ""

    filled = re.sub(r"(?<!\$)\$\{(?P<name>\w+)(?:(?P<kind>:[-?])(?P<text>[^}]*))?\}", value, text)
    return filled.replace("$$", "$")


@pytest.fixture
def services() -> dict[str, Any]:
    return dict(yaml.safe_load(interpolated(COMPOSE, NEO4J_PASSWORD="secret-enough"))["services"])


def test_the_compose_file_follows_the_specification() -> None:
    compose = PyCompose.from_yaml(interpolated(COMPOSE, NEO4J_PASSWORD="secret-enough"))
    compose.validate()
    assert compose.service_names() == ["neo4j", "policygraph"]

    with pytest.raises(ValueError, match="restart"):
        PyCompose.from_yaml(interpolated(COMPOSE, NEO4J_PASSWORD="x").replace("unless-stopped", "sometimes"))


def test_the_password_must_be_given_and_stands_nowhere() -> None:
    with pytest.raises(KeyError, match="NEO4J_PASSWORD"):
        interpolated(COMPOSE)


def test_the_service_waits_for_a_healthy_server(services: dict[str, Any]) -> None:
    assert services["policygraph"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert services["neo4j"]["healthcheck"]["test"][0] == "CMD-SHELL"
    assert "HEALTHCHECK" in DOCKERFILE


def test_ports_are_open_to_this_machine_alone(services: dict[str, Any]) -> None:
    ports = [p for service in services.values() for p in service["ports"]]
    assert ports
    assert all(str(p).startswith("127.0.0.1:") for p in ports)


def test_the_image_copies_what_exists_and_runs_without_rights() -> None:
    copied = [w for line in re.findall(r"(?m)^COPY (?!--from)(.*)$", DOCKERFILE) for w in line.split()[:-1]]
    assert copied
    assert [p for p in copied if not (ROOT / p).exists()] == []
    ignored = set((ROOT / ".dockerignore").read_text("utf-8").split())
    assert not ignored & set(copied)
    assert re.search(r"(?m)^USER policygraph$", DOCKERFILE)
    rooms = re.search(r"packages = \[(.*)\]", (ROOT / "pyproject.toml").read_text("utf-8").split("targets.wheel")[1])
    assert rooms
    assert {r.strip(' "') for r in rooms[1].split(",")} <= set(copied), "the wheel is built from every room"
