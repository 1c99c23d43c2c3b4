"""Hand Neo4j Browser the style and the guide of docs/browser, from this machine.

    python -m tools.browser_files [PORT]     7475 where no port is given; Ctrl-C ends it

Browser takes such files by address only, from hosts that its server allows (localhost, unless its configuration says otherwise), and asks
first whether a page of another origin may read them. Only a page that comes from this machine may.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "browser"
PORT = 7475
_LOCAL = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?")


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".grass": "text/plain; charset=utf-8"}  # noqa: RUF012

    def end_headers(self) -> None:
        origin = self.headers.get("Origin", "")
        if _LOCAL.fullmatch(origin):
            self.send_header("Access-Control-Allow-Origin", origin)
            # Browser adds headers of its own, some of them to a part of its requests alone
            asked = self.headers.get("Access-Control-Request-Headers", "")
            self.send_header("Access-Control-Allow-Headers", re.sub(r"[^\w, -]", "", asked))
        super().end_headers()

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


def server(port: int = PORT, folder: Path = FOLDER) -> ThreadingHTTPServer:
    """A server of the folder on localhost; port 0 takes a free one. Raises OSError where the port is taken."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))


def main(arguments: list[str]) -> int:
    """The command line."""
    with server(int(arguments[0]) if arguments else PORT) as running:
        address = f"http://localhost:{running.server_port}"
        print(f"Type in Neo4j Browser:\n:style {address}/policygraph.grass\n:play {address}/guide.html", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
