"""What a Neo4j URL says: `neo4j+s://user:password@host:7687/database?pool=50&timeout=5`.

What it leaves out is taken from POLICYGRAPH_NEO4J_USER, _PASSWORD and _DATABASE in the environment, so that no password has
to stand on a command line. `pool` is the most connections, `timeout` the seconds in which the server has to take one; other
parameters go to a cluster as its routing context.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from graph.errors import StoreUnavailable

POOL = 100
TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, and who asks. `shown` has no secret in it; `database` None is the user's home database."""

    target: str
    user: str
    password: str | None = field(repr=False)
    database: str | None
    pool: int
    timeout: float

    @property
    def shown(self) -> str:
        """The address for messages."""
        return f"{self.target.partition('?')[0]}{f'/{self.database}' if self.database else ''}"

    @property
    def auth(self) -> tuple[str, str] | None:
        """What the driver takes; None where no password is known: some servers ask for none."""
        return (self.user, self.password) if self.password is not None else None


def parse(url: str) -> Address:
    """Take a URL apart. Raises StoreUnavailable, without showing the URL's password, where it is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        scheme = url.partition(":")[0]
        raise StoreUnavailable(f"a {scheme}:// URL needs a host and a port: {scheme}://host:7687") from None
    if not host:
        raise StoreUnavailable(f"a {parts.scheme}:// URL needs a host: {parts.scheme}://host:7687")
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    try:
        pool, timeout = int(query.pop("pool", POOL)), float(query.pop("timeout", TIMEOUT))
        if pool < 1 or not 0 < timeout < 3600:
            raise ValueError
    except ValueError:
        raise StoreUnavailable("pool= and timeout= in a Neo4j URL are numbers above 0") from None
    if query and not parts.scheme.startswith("neo4j"):
        raise StoreUnavailable(f"a {parts.scheme}:// URL takes pool= and timeout= alone, not {next(iter(query))}=")
    host = f"[{host}]" if ":" in host else host
    target = f"{parts.scheme}://{host}:{port or 7687}{f'?{urlencode(query)}' if query else ''}"

    def said(part: str | None, name: str) -> str | None:
        return unquote(part) if part else os.environ.get(f"POLICYGRAPH_NEO4J_{name}") or None

    return Address(
        target,
        said(parts.username, "USER") or "neo4j",
        said(parts.password, "PASSWORD"),
        said(parts.path.strip("/"), "DATABASE"),
        pool,
        timeout,
    )
