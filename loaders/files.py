"""Which files a load reads, one after the other: files that are named, and all that folders and zip folders hold.

Nothing is read before its turn, and nothing of a file is kept behind it, so any number of files takes no more memory than one.
"""

from __future__ import annotations

import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from loaders import corrections
from loaders.errors import ReadError
from loaders.read import ENDINGS, bytes_of, too_large

ZIP = ".zip"
# What Python's zipfile raises for members that are damaged, or packed in ways that it does not know.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class File:
    """All that one document is read from: a file, in memory, and a person's corrections that lie beside it (TOML).

    `name` picks the reader, and is what the document keeps: `plan.txt`, `archive.zip/2023/plan.txt`.
    """

    name: str
    data: bytes = field(repr=False)
    corrections: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file to load; `path` stands in messages.

    `read(most)` reads it, where it has no more than `most` bytes (else most + 1 of them), and raises LoaderError; call it before
    the next file is asked for.
    """

    path: Path
    read: Callable[[int], File]


def find(paths: Iterable[Path]) -> Iterator[Found]:
    """Each file once, in the order of `paths`; those of folders sorted, at any depth, where their ending is known.

    What cannot be looked into, and a folder without such a file, comes as a Found whose reading fails.
    """
    before: set[str] = set()  # what was named already, files and folders
    for path in paths:
        for file, wrong in _walk(path):
            if before and _within(os.path.realpath(file), before):
                continue
            if wrong:
                yield _refused(file, wrong)
            elif file.suffix.lower() == ZIP:
                yield from _members(file)
            else:
                yield Found(file, partial(_file, file))
        before.add(os.path.realpath(path))


def count(paths: Iterable[Path]) -> int:
    """How many files `find` gives. Opens folders and zip folders, no file."""
    return sum(1 for _ in find(paths))


def _within(real: str, named: set[str]) -> bool:
    return real in named or any(str(folder) in named for folder in Path(real).parents)


def _file(path: Path, most: int) -> File:
    return File(path.name, bytes_of(path, most), corrections.read_beside(path))


def _refused(path: Path, why: str) -> Found:
    def read(most: int) -> File:
        raise ReadError(f"{path}: {why}")

    return Found(path, read)


def _known(name: str) -> bool:
    """Whether a file of a folder is read: by its ending, hidden ones never (._plan.txt is no text but a Mac's notes on one)."""
    return Path(name).suffix.lower() in ENDINGS and not name.startswith(".")


def _nothing_in_it() -> str:
    return f"no file in it ends in {', '.join(sorted(ENDINGS))}; name the files"


def _walk(path: Path) -> Iterator[tuple[Path, str | None]]:
    """A file by itself, or the files of a folder; with what is wrong."""
    if not path.is_dir():
        yield path, None
        return
    empty = True
    for found in _inside(path):
        empty = False
        yield found
    if empty:
        yield path, _nothing_in_it()


def _inside(folder: Path) -> Iterator[tuple[Path, str | None]]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries)
    except OSError as error:
        yield folder, f"the folder cannot be read ({error.strerror}); check its permissions"
        return
    for name, is_folder, is_link in names:
        if is_folder:
            if not is_link:  # which may lead back up
                yield from _inside(folder / name)
        elif _known(name) or (name.lower().endswith(ZIP) and not name.startswith(".")):
            yield folder / name, None


def _members(path: Path) -> Iterator[Found]:
    """The files of a zip folder, at any depth in it."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        yield _refused(path, "there is no such file; check the name")
        return
    except (*_DAMAGE, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or error
        yield _refused(path, f"is no zip folder that can be read ({why}); pack it again")
        return
    with archive:
        named = [(_member_name(info), info) for info in archive.infolist() if not info.is_dir()]
        named.sort(key=lambda member: PurePosixPath(member[0]).parts)
        infos = dict(named)
        empty = True
        for name, info in named:
            inside = Path(f"{path}/{name}")
            if inside.name.startswith("."):
                continue
            if inside.suffix.lower() == ZIP:
                empty = False
                yield _refused(inside, "is a zip folder inside a zip folder; unpack the outer one")
            elif _known(inside.name):
                empty = False
                mend = infos.get(str(corrections.beside(PurePosixPath(name))))
                yield Found(inside, partial(_member, archive, info, mend, inside, f"{path.name}/{name}"))
        if empty and "word/document.xml" in infos:
            yield _refused(path, "is a Word document; give it the ending .docx")
        elif empty:
            yield _refused(path, _nothing_in_it())


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member. One without the mark of UTF-8 is in the code page of the machine that packed it: here, GBK."""
    name = info.filename
    if not info.flag_bits & 0x800:
        printed = name.encode("cp437", "replace")  # zipfile took it for this
        for encoding in ("utf-8", "gb18030"):
            try:
                name = printed.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = name.replace("\\", "/").split("/")
    return "/".join("".join(c if c.isprintable() else "?" for c in part) for part in parts if part not in ("", "."))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, mend: zipfile.ZipInfo | None, path: Path, name: str, most: int
) -> File:
    """A member, with the corrections that `mend` holds."""
    data = _unpacked(archive, info, path, most)
    if mend is None:
        return File(name, data)
    beside = corrections.beside(path)
    return File(name, data, corrections.decoded(_unpacked(archive, mend, beside, corrections.MAX_BYTES), str(beside)))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, most: int) -> bytes:
    """The bytes of a member. What it says of its size is not trusted: no more than `most` + 1 bytes are unpacked."""
    if info.flag_bits & 0x1:
        raise ReadError(f"{path}: is encrypted; unpack the zip folder with its password")
    if info.file_size > most:
        raise ReadError(f"{path}: {too_large(most)}")
    try:
        with archive.open(info) as file:
            return file.read(most + 1)
    except NotImplementedError:
        raise ReadError(f"{path}: is packed in a way that is not known here; pack the zip folder again") from None
    except _DAMAGE as error:
        raise ReadError(f"{path}: is damaged ({error}); pack the zip folder again") from None
