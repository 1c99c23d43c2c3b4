"""What a reading was made by: the word that tells whether a file that has not changed would still be read the same way.

It covers the version of the program, the code and data of this room, and the libraries that text passes through on its way. So
a changed rule lets every file be read again, once, and a store that two versions of the program load into never mixes them unseen.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What loaders/ imports from outside to read text, by the names of their packages; a test compares.
LIBRARIES = ("lxml", "opencc", "pydantic", "pypdfium2", "rapidfuzz")


@cache
def program() -> str:
    """16 hex digits that change with the rules, their data and the libraries that they use. Takes some milliseconds, once."""
    word = hashlib.sha256()
    for package in ("policygraph", *LIBRARIES):
        word.update(f"{package} {_version(package)}\n".encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".tsv", ".toml", ".json"):
            word.update(f"{path.relative_to(folder).as_posix()}\n".encode())
            word.update(hashlib.sha256(path.read_bytes()).digest())
    return word.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"  # runs from a checkout
