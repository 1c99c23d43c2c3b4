"""Which files a load reads: folders, zip folders, and what cannot be read of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from loaders.errors import LoaderError, ReadError
from loaders.files import File, count, find
from loaders.read import read_bytes

LIMIT = 1000


def packed(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def told(*paths: Path, limit: int = LIMIT) -> list[str]:
    """What is found, a line each: the path below the first folder and its bytes, or why there are none."""
    lines = []
    for found in find(paths):
        try:
            file = found.read(limit)
        except LoaderError as error:
            lines.append(str(error).replace(f"{paths[0].parent}/", ""))
        else:
            lines.append(f"{str(found.path).replace(f'{paths[0].parent}/', '')} = {file.data.decode()}")
    return lines


def test_a_folder_is_walked_in_the_order_of_paths(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.TXT", "note.md", ".hidden.txt", "a/.hidden/x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "loop").symlink_to(folder)

    assert told(folder) == [
        f"in/{name} = {name}" for name in ("a/.hidden/x.txt", "a/b/c.TXT", "a/z.txt", "a.txt", "b.txt")
    ]
    assert count([folder, folder / "a"]) == 5


def test_what_is_named_twice_is_found_once(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text("a")
    file = folder / "deep" / "a.txt"
    assert told(file, folder, folder / "deep", folder / ".." / "in" / "deep" / "a.txt") == ["a.txt = a"]


def test_a_zip_folder_is_read_member_by_member(tmp_path: Path) -> None:
    members = {"2023/b.txt": "b", "2023/a.txt": "a", "c.txt": "c", "readme.md": "m", "__MACOSX/2023/._a.txt": "x"}
    path = packed(tmp_path / "plans.zip", **members)

    assert told(path) == ["plans.zip/2023/a.txt = a", "plans.zip/2023/b.txt = b", "plans.zip/c.txt = c"]
    assert next(find([path])).read(LIMIT) == File("plans.zip/2023/a.txt", b"a")
    (tmp_path / "in").mkdir()
    path.rename(tmp_path / "in" / "plans.ZIP")
    assert told(tmp_path / "in")[0] == "in/plans.ZIP/2023/a.txt = a"
    assert count([tmp_path / "in"]) == 3


def test_names_in_gbk_without_the_mark_of_utf8(tmp_path: Path) -> None:
    # Windows packs 计划/武汉.txt so; 乗 ends in the byte of a backslash
    data = packed(tmp_path / "x.zip", **{"AAAA/BBBB.txt": "1", "CC.txt": "2"}).read_bytes()
    data = data.replace(b"AAAA/BBBB", "计划/武汉".encode("gbk")).replace(b"CC", "乗".encode("gbk"))
    (tmp_path / "plans.zip").write_bytes(data)

    assert told(tmp_path / "plans.zip") == ["plans.zip/乗.txt = 2", "plans.zip/计划/武汉.txt = 1"]


def test_names_never_lead_out_of_the_archive(tmp_path: Path) -> None:
    path = packed(tmp_path / "plans.zip", **{"/etc/a.txt": "a", "x\x1by\nz.txt": "b"})
    assert told(path) == ["plans.zip/etc/a.txt = a", "plans.zip/x?y?z.txt = b"]


def test_members_that_cannot_be_read_cost_themselves_alone(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", "deep")
    path = packed(
        tmp_path / "plans.zip",
        **{
            "a.txt": "SECRET",
            "b.txt": "DAMAGED",
            "bomb.txt": b"0" * 10**7,
            "good.txt": "g",
            "inner.zip": inner.getvalue(),
        },
    )
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1  # a.txt says that it is encrypted
    data[6] |= 1
    second = data.index(b"PK\x01\x02", central + 4)
    data[second + 16] ^= 0xFF  # the checksum of b.txt
    path.write_bytes(data)

    assert told(path) == [
        "plans.zip/a.txt: is encrypted; unpack the zip folder with its password",
        "plans.zip/b.txt: is damaged (Bad CRC-32 for file 'b.txt'); pack the zip folder again",
        "plans.zip/bomb.txt: larger than the limit of 1,000 bytes; split it or raise POLICYGRAPH_MAX_BYTES",
        "plans.zip/good.txt = g",
        "plans.zip/inner.zip: is a zip folder inside a zip folder; unpack the outer one",
    ]


def test_a_member_that_lies_about_its_size_is_not_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    path = packed(tmp_path / "plans.zip", **{"bomb.txt": b"0" * 10**7})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    (found,) = find([path])
    with pytest.raises(ReadError, match="is damaged"):
        found.read(LIMIT)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no zip at all", "is no zip folder that can be read"),
        (b"", "is no zip folder that can be read"),
    ],
)
def test_what_is_no_zip_folder(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "plans.zip"
    path.write_bytes(data)
    (line,) = told(path)
    assert line.startswith(f"plans.zip: {why}")


def test_zip_folders_without_a_document_say_so(tmp_path: Path) -> None:
    assert told(tmp_path / "missing.zip") == ["missing.zip: there is no such file; check the name"]
    (line,) = told(packed(tmp_path / "plans.zip", **{"a.md": "a"}))
    assert line.startswith("plans.zip: no file in it ends in")
    word = packed(tmp_path / "word.zip", **{"[Content_Types].xml": "<t/>", "word/document.xml": "<d/>"})
    assert told(word) == ["word.zip: is a Word document; give it the ending .docx"]


def test_corrections_lie_beside_a_document_in_a_folder_and_in_a_zip_folder(tmp_path: Path) -> None:
    mend = '[[drop]]\nfact = "goals"\nwhere = {value = 30}\nwhy = "a subsidy"\n'
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "a.corrections.toml").write_text(mend)
    path = packed(tmp_path / "plans.zip", **{"x/a.txt": "a", "x/a.corrections.toml": mend, "b.txt": "b"})

    (plain,) = find([folder])
    assert plain.read(LIMIT).corrections == mend
    assert [found.read(LIMIT).corrections for found in find([path])] == [None, mend]


def test_an_upload_of_a_zip_folder_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"plans\.zip: a zip folder holds several files"):
        read_bytes(b"PK\x03\x04", "plans.zip")
