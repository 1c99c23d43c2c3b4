"""Reads PDFs in a process of its own: a damaged or hostile file may crash pdfium, take its memory or never end, and nothing else does.

`python -m loaders.readers.pdf.helper SECONDS BYTES` answers on its standard output what comes on its standard input: frames of 8 bytes length (big-endian)
and that many bytes; a request is a PDF, an answer JSON: `{"text", "anchors", "ignored", "signals"}` or `{"error"}`. It ends with
its input. A file that takes over SECONDS ends it too (SIGALRM), and one for which it needs over BYTES of address space.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from loaders import anchors
from loaders.source import Content


def main(seconds: int, memory: int) -> None:
    """Answer requests until the input ends."""
    # here, so that whoever starts a helper need not load pdfium too
    from loaders.readers.pdf.file import UnreadablePdf, read_file

    _limit(memory)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while (data := receive(requests)) is not None:
        _alarm(seconds)
        try:
            answer = dump(read_file(data))
        except UnreadablePdf as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"error": f"takes more than {memory >> 20} MB of memory to read; split it"}
        _alarm(0)
        send(answers, json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


def _limit(memory: int) -> None:
    # Ctrl-C is for the parent, which closes the input
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):  # not on Windows; macOS may refuse
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


def dump(content: Content) -> dict[str, Any]:
    """A content as JSON values."""
    return {
        "text": content.text,
        "anchors": anchors.dump(content.anchors),
        "ignored": [asdict(signal) for signal in content.ignored],
        "signals": [asdict(signal) for signal in content.signals],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
