"""`policygraph serve`: the application under uvicorn."""

from __future__ import annotations

import socket
import sys

import uvicorn

from api.errors import NoPort
from api.http.app import create_app
from api.settings import Settings


def serve(settings: Settings) -> int:
    """Answer until Ctrl-C or SIGTERM; returns the exit status. Raises NoPort where the address cannot be had."""
    app = create_app(settings)
    listener = _listen(settings.host, settings.port)
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"policygraph serves {settings.shown_store} at http://{host}:{port}/docs (Ctrl-C ends it)", file=sys.stderr)
    sys.stderr.flush()
    config = uvicorn.Config(app, log_level=settings.log_level, access_log=settings.log_level == "debug")
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, had before the store is opened, so that a taken port is one clear line."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)  # from here on a client waits instead of being refused
    except OSError as error:
        raise NoPort(
            f"cannot listen on {host} port {port}: {error.strerror or error}; choose another with --host, --port"
        ) from None
    return listener
