"""Every setting of the program: from the environment (`POLICYGRAPH_STORE=...`) or a `.env` file in the current folder.

`policygraph settings` lists what this file declares, with the values in force; an option on the command line wins over both.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from api.errors import WrongUse
from api.output import without_password
from graph.store import complete_url

PREFIX = "POLICYGRAPH_"


class Settings(BaseSettings):
    """The settings with their defaults; each field's description is what `policygraph settings` prints."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    store: str = Field(
        "ladybug:///data/policygraph.lbug",
        min_length=1,
        description="URL of the graph store; ladybug:///path counts from the current folder, ladybug:////path does not; "
        "bolt://host:7687, neo4j://host:7687 (a cluster) or neo4j+s:// (encrypted) for Neo4j",
    )
    neo4j_user: str = Field("neo4j", min_length=1, description="user of a Neo4j store whose URL names none")
    neo4j_password: SecretStr = Field(SecretStr(""), description="password of a Neo4j store whose URL holds none")
    neo4j_database: str = Field("", description="database of a Neo4j store whose URL names none; empty: the user's own")
    neo4j_pool: int = Field(100, ge=1, description="most connections to Neo4j at a time")
    neo4j_timeout: float = Field(5.0, gt=0, lt=3600, description="seconds in which Neo4j has to take a connection")
    decisions: str = Field(
        "",
        description="file of a person's decisions about names (policygraph review), applied on every load; empty: beside the embedded "
        "store (data/policygraph.decisions.tsv), for Neo4j data/policygraph.decisions.tsv under the current folder",
    )
    max_bytes: int = Field(
        32 * 1024 * 1024, ge=1, description="largest file that is read or uploaded, in bytes; a larger one is refused"
    )
    query_timeout: float = Field(30.0, gt=0, description="seconds that one query may run")
    query_workers: int = Field(4, ge=1, description="how many queries of users' own `serve` runs at a time")
    row_limit: int = Field(10_000, ge=1, description="most rows that a query of the user's own may return")
    host: str = Field("127.0.0.1", min_length=1, description="address that `serve` listens on; 0.0.0.0 for all")
    port: int = Field(8000, ge=0, le=65535, description="port that `serve` listens on; 0 for any free one")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="web origins whose pages may call the service, separated by commas; * for all",
    )
    uploads: bool = Field(True, description="whether `serve` accepts and deletes documents; false for reading only")
    log_level: Literal["critical", "error", "warning", "info", "debug"] = Field(
        "info", description="how much `serve` logs"
    )
    debug: bool = Field(False, description="whether an unexpected error prints its traceback")

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(filter(None, re.split(r"[,\s]+", value))) if isinstance(value, str) else value

    @cached_property
    def store_url(self) -> str:
        """The store's URL with all that the other settings say of it: what `open_store` takes, and nobody prints."""
        scheme = self.store.partition("://")[0]
        if not scheme.startswith(("bolt", "neo4j")):
            return self.store
        return complete_url(
            self.store,
            user=self.neo4j_user,
            password=self.neo4j_password.get_secret_value(),
            database=self.neo4j_database,
            pool=self.neo4j_pool,
            timeout=self.neo4j_timeout,
        )

    @cached_property
    def decisions_path(self) -> Path:
        """Where a person's decisions lie."""
        if self.decisions:
            return Path(self.decisions)
        scheme, _, rest = self.store.partition("://")
        embedded = scheme == "ladybug" and rest.startswith("/")
        return Path(rest[1:] if embedded else "data/policygraph").with_suffix(".decisions.tsv")

    @cached_property
    def shown_store(self) -> str:
        """The store's URL without user name and password, for messages, logs and pages."""
        return without_password(self.store)


def load_settings(**given: Any) -> Settings:
    """The settings in force; `given` holds options of the command line (None = not given), which win.

    Raises WrongUse with one line that names the variable and what is wrong with it.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise WrongUse(f"{PREFIX}{name.upper()}={first['input']}: {first['msg']}; see `policygraph settings`") from None
    except (SettingsError, UnicodeDecodeError) as error:
        raise WrongUse(f".env or the environment cannot be read: {error}; see `policygraph settings`") from None


def describe(settings: Settings) -> list[dict[str, str]]:
    """One row a setting: its variable, the value in force, its default and what it means."""

    def shown(value: Any) -> str:
        text = ",".join(value) if isinstance(value, tuple) else str(value)
        return without_password(text.lower() if isinstance(value, bool) else text)

    return [
        {
            "variable": PREFIX + name.upper(),
            "value": shown(getattr(settings, name)),
            "default": shown(field.default),
            "meaning": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]
