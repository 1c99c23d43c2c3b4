"""A stranger's query cut into words, checked against the lists of a dialect, and spelled anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph.errors import RefusedQuery

MAX_LENGTH = 100_000  # characters
MAX_DEPTH = 100  # brackets within brackets

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`[^`]+`)
    | (?P<parameter>\$(?:[^\W\d]\w*|`[^`]+`))
    | (?P<number>\d+(?:\.(?!\.)\d+)?(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign><=|>=|<>|=~|\.\.|[()\[\]{},:.|+\-*/%^=<>;])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_UNESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\\": "\\", "'": "'", '"': '"'}
_ESCAPED = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
OPEN, CLOSE = "([{", ")]}"


class Words(NamedTuple):
    """The words of a dialect, in lower case: those that may begin a query, those of clauses that do more than read, those that
    may stand before a bracket without being a function, functions, and functions of a namespace with it."""

    first: frozenset[str]
    refused: frozenset[str]
    before_bracket: frozenset[str]
    functions: frozenset[str]
    dotted: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A piece of a query: its kind (a group of `_TOKEN`), its text, and whether space or a comment stands before it."""

    kind: str
    text: str
    spaced: bool


def tokens(query: str) -> list[Token]:
    """Cut a query into tokens, without comments and without a closing semicolon. Raises RefusedQuery."""
    if len(query) > MAX_LENGTH:
        raise RefusedQuery(
            f"the query has {len(query)} characters; {MAX_LENGTH} are allowed. Pass long values as parameters"
        )
    found: list[Token] = []
    at, spaced = 0, False
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise RefusedQuery(f"the query cannot be read at character {at + 1}: {query[at : at + 20]!r}")
        at = match.end()
        kind = match.lastgroup or ""
        if kind in ("space", "comment"):
            spaced = True
            continue
        found.append(Token(kind, match[0], spaced))
        spaced = False
    while found and found[-1].text == ";":
        found.pop()
    if any(token.text == ";" for token in found):
        raise RefusedQuery("only one statement is allowed; take the ; out")
    if not found:
        raise RefusedQuery("the query is empty")
    return found


def check_words(found: list[Token], words: Words) -> list[Token]:
    """The same tokens. Raises RefusedQuery for a clause or function that is not on the lists, or brackets too deep."""
    first = found[0]
    if first.kind != "word" or first.text.lower() not in words.first:
        raise RefusedQuery(f"a reading query begins with MATCH, UNWIND, WITH or RETURN, not {first.text[:20]}")
    depth = 0
    for index, token in enumerate(found):
        before = found[index - 1].text if index else ""
        after = found[index + 1].text if index + 1 < len(found) else ""
        if token.text in OPEN:
            depth += 1
            if depth > MAX_DEPTH:
                raise RefusedQuery(f"more than {MAX_DEPTH} brackets within brackets")
        elif token.text in CLOSE:
            depth -= 1
        if token.kind not in ("word", "quoted"):
            continue
        if before == "." and index > 1 and found[index - 2].kind == "number":  # "1.SET" may be read as 1.0 and SET
            raise RefusedQuery(f"a name cannot follow the number {found[index - 2].text}.")
        word = token.text.strip("`").lower()
        is_name = before in (".", ":") or (before in ("{", ",") and after == ":")  # a property, a label, a key of a map
        if token.kind == "word" and word in words.refused and not is_name:
            raise RefusedQuery(
                f"{token.text.upper()} is refused: a query of your own may only read the graph (a name is written `{token.text}`)"
            )
        if after != "(":
            continue
        dotted = before == "."
        name = _dotted(found, index) if dotted else word
        known = name in (words.dotted if dotted else words.functions)
        if not known and (dotted or token.kind == "quoted" or word not in words.before_bracket):
            raise RefusedQuery(f"the function {name} is not on the list of those that queries may use")
    return found


def _dotted(found: Sequence[Token], index: int) -> str:
    """The whole name of a function in a namespace, in lower case, that ends at `index`."""
    name = found[index].text.strip("`").lower()
    while index > 1 and found[index - 1].text == ".":
        index -= 2
        name = f"{found[index].text.strip('`').lower()}.{name}"
    return name


def respell(found: Sequence[Token]) -> str:
    """The query made of these tokens: one space where there was any, strings in single quotes, other scripts in backticks."""
    parts: list[str] = []
    before = ""
    for token in found:
        # "0xSET" is two words to us, and might be a number and a clause to a database: never spelled as one
        apart = token.spaced or (before == "number" and token.kind in ("word", "quoted"))
        parts.append(" " if apart and parts else "")
        before = token.kind
        if token.kind == "string":
            parts.append(_literal(token.text))
        elif token.kind == "word" and not token.text.isascii():
            parts.append(f"`{token.text}`")
        elif token.kind in ("quoted", "parameter") and not _plain_name(token.text):
            raise RefusedQuery(f"the name {token.text[:40]} has signs that names in the graph do not have")
        else:
            parts.append(token.text)
    return "".join(parts)


def _plain_name(text: str) -> bool:
    name = text.removeprefix("$").strip("`")
    return all(char.isalnum() or char in "_- " for char in name)


def literal_value(text: str) -> str:
    """What a string of a query says. Raises RefusedQuery for an escape that is not known, and for control characters."""

    def unescape(match: re.Match[str]) -> str:
        code = match[1]
        if code in _UNESCAPED:
            return _UNESCAPED[code]
        if len(code) == 5:
            return chr(int(code[1:], 16))
        raise RefusedQuery(f"the escape \\{code} in a string is not known")

    value = _ESCAPE.sub(unescape, text[1:-1])
    if any(ord(char) < 32 and char not in _ESCAPED for char in value) or any("\ud800" <= c <= "\udfff" for c in value):
        raise RefusedQuery("a string holds a control character")
    return value


def _literal(text: str) -> str:
    """A string of a query, escaped in one way whatever way it was written."""
    value = literal_value(text)
    return "'" + "".join(_ESCAPED.get(char, char) for char in value) + "'"
