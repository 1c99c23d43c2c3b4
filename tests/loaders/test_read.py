"""Bytes become text in the encoding they are in, or the message says what is wrong with the file."""

from pathlib import Path

import opencc
import pytest

from loaders.errors import ReadError
from loaders.read import read, read_bytes

TEXT = "关于印发《绵阳市工作方案》的通知\r\n一、总体要求"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_recognised(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "方案.txt"
    file.write_bytes(TEXT.encode(encoding))

    source = read(file)

    assert source.text == TEXT, "line ends stay, the byte order mark is no part of the text"
    assert source.size == file.stat().st_size


TRADITIONAL = "關於印發《綿陽市工作方案》的通知\r\n一、總體要求\r\n各縣（市、區）人民政府，市政府各部門"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_traditional_script_is_told_by_its_everyday_characters(encoding: str) -> None:
    """GB18030 holds the traditional characters too, and almost every Big5 text can be decoded as GB18030."""
    source = read_bytes(TRADITIONAL.encode(encoding), "方案.txt")
    assert (source.text, source.encoding) == (TRADITIONAL, encoding)


@pytest.mark.parametrize("char", ["邨", "啫", "裏", "碁", "銹"])
def test_characters_that_two_makers_added_to_big5(char: str) -> None:
    data = TRADITIONAL.encode("big5") + char.encode("big5hkscs")
    assert read_bytes(data, "方案.txt").text == TRADITIONAL + char


def test_bytes_that_two_encodings_could_mean_are_refused() -> None:
    """Seven characters in Big5 are カ現┎そ in GB18030, whose only Chinese character is an everyday one."""
    data = "台北市政府公告".encode("big5")
    with pytest.raises(ReadError, match=r"may be in GB18030 or in Big5.*save it as UTF-8"):
        read_bytes(data, "方案.txt")


def test_every_document_is_told_in_both_scripts(document: Path) -> None:
    simplified = document.read_bytes().decode("utf-8-sig")
    traditional = opencc.OpenCC("s2t").convert(simplified).encode("big5", "ignore")
    assert read_bytes(simplified.encode("gb18030"), "a.txt").encoding == "gb18030"
    assert read_bytes(traditional, "a.txt").encoding == "big5"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_inside_its_last_character_is_read_up_to_there(encoding: str) -> None:
    source = read_bytes((TEXT * 20).encode(encoding)[:-1], "cut.txt")
    assert source.text == (TEXT * 20)[:-1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG image"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "JPEG"),
        (bytes(range(256)) * 20, "binary data"),
        (bytes(b for b in range(128, 256)) * 20, "encoding is not known"),
        ("Größe der Straße äöü".encode("latin-1"), "encoding is not known"),
        ("政府の計画です。日本".encode("shift-jis") * 30, "encoding is not known"),
        (b"\xff\xfe" + "市".encode("utf-16-le") + b"\x00", "says it is utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as error:
        read_bytes(data, "a.txt")
    assert "\n" not in str(error.value)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("市" * 1000, "utf-8")
    with pytest.raises(ReadError, match=r"larger than the limit of 1,000 bytes; .*POLICYGRAPH_MAX_BYTES"):
        read(file, max_bytes=1000)


@pytest.mark.parametrize(
    ("name", "why"), [("none.txt", "no such file"), ("a.xyz", "ending .xyz is not read"), ("folder.txt", "is a folder")]
)
def test_a_name_that_is_no_readable_file(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match=why):
        read(tmp_path / name)
