"""Which queries of strangers may run: one statement, made of what is on the lists below, that only reads the graph.

No database's read mode is enough: a ladybug opened for reading still reads and writes files, changes settings and runs
several statements in one string. So a query passes four gates, each of which would do alone:

1. here: it is cut into words, strings, numbers and signs; every word before a bracket is a known function, and no word is
   that of a clause which writes, calls, loads or sets. The query that runs is spelled anew from these pieces, without
   comments and with every string escaped in one way, so what was checked here is what the database reads;
2. in the database: every operator of the query's plan is on `PLAN_OPERATORS`;
3. it runs in a read-only transaction of a database opened for reading only;
4. in a process of its own that cannot write files, with limits of time and memory that hold whatever the query does.

The price of the lists is that a harmless query with a rare function is refused; the message names the function.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph.errors import MissingParameter, RefusedQuery, UnknownParameter
from graph.store import Rows, Store

MAX_LENGTH = 100_000  # characters
MAX_DEPTH = 100  # brackets within brackets

FIRST_WORDS = frozenset(["match", "optional", "unwind", "with", "return"])
# Words that begin a clause which does more than read, in ladybug or Neo4j. Behind a dot or colon, or in backticks, they are names.
REFUSED_WORDS = frozenset(
    """
    alter analyze analyse attach begin call checkpoint comment commit copy create csv delete deny detach drop dump enable
    execute explain export extension force foreach from grant import insert install into kill load macro merge prepare profile
    project project_graph refresh remove rename reset revoke rollback sequence set show start stop terminate transaction
    truncate uninstall update use using vacuum yield
    """.split()  # noqa: SIM905
)
# Words that may stand before a bracket without being a function.
BEFORE_BRACKET = frozenset(
    """
    and as by case contains distinct else ends exists in is limit match not on optional or order return shortest skip starts then
    union unwind when where with xor all any none single
    """.split()  # noqa: SIM905
)
FUNCTIONS = frozenset(
    """
    count sum avg min max collect
    coalesce ifnull nullif cast typeof
    id label labels type nodes relationships rels properties keys length size offset startnode endnode
    is_trail is_acyclic cost
    lower upper tolower toupper lcase ucase trim ltrim rtrim btrim left right substring substr reverse replace split
    string_split concat contains starts_with prefix ends_with suffix strpos levenshtein initcap
    regexp_matches regexp_full_match regexp_extract regexp_extract_all regexp_replace regexp_split_to_array
    to_int64 to_int32 to_double to_string to_date to_bool string tostring tointeger tofloat toboolean
    abs ceil ceiling floor round sqrt sign pow power ln log log10 exp mod greatest least even
    date date_part datepart date_trunc datetrunc dayname monthname last_day make_date current_date timestamp interval
    list_contains list_has list_element list_extract list_slice list_sort list_reverse_sort list_distinct list_unique
    list_sum list_position list_indexof list_concat list_cat list_append list_prepend list_reverse list_to_string list_len
    list_any_value list_has_all array_contains array_length any_value range head last tail
    list_filter list_transform list_any list_all list_none list_single all any none single reduce list_reduce
    struct_extract map_keys map_values map_extract element_at
    """.split()  # noqa: SIM905
)
# Operators of ladybug's plans that read tables and compute; not: anything that inserts, sets, deletes, copies, reads files,
# changes settings or calls a table function (the one that reads back a result of the query itself aside).
PLAN_OPERATORS = frozenset(
    """
    RESULT_COLLECTOR PROJECTION FILTER FLATTEN SCAN_NODE_TABLE SCAN_REL_TABLE PRIMARY_KEY_SCAN PRIMARY_KEY_SCAN_NODE_TABLE
    QUERY_PRIMARY_KEY QUERY_PRIMARY_KEY_LOOKUP SCAN_SOURCE
    INDEX_LOOKUP HASH_JOIN_BUILD HASH_JOIN_PROBE CROSS_PRODUCT INTERSECT INTERSECT_BUILD UNWIND UNION UNION_ALL_SCAN
    UNION_ALL AGGREGATE AGGREGATE_SCAN AGGREGATE_FINALIZE HASH_AGGREGATE HASH_AGGREGATE_SCAN HASH_AGGREGATE_FINALIZE
    SIMPLE_AGGREGATE SIMPLE_AGGREGATE_SCAN SIMPLE_AGGREGATE_FINALIZE ORDER_BY ORDER_BY_MERGE ORDER_BY_SCAN TOP_K TOP_K_SCAN LIMIT
    SKIP MULTIPLICITY_REDUCER SEMI_MASKER ACCUMULATE DISTINCT EMPTY_RESULT EXPRESSIONS_SCAN FACTORIZED_TABLE_SCAN
    RECURSIVE_EXTEND PATH_PROPERTY_PROBE PACKED_FILTERED_EXTEND NODE_LABEL_FILTER DUMMY_SINK DUMMY_SIMPLE_SINK
    COUNT_REL_TABLE REL_DEGREE_TABLE GROUPED_REACHABLE COUNT_EXTEND_CHAIN COUNT_ANTI_EDGE EXTEND TABLE_FUNCTION_CALL PARTITIONER
    """.split()  # noqa: SIM905
) - {"PARTITIONER"}
TABLE_FUNCTIONS = frozenset({"READ_FTABLE"})  # reads back what an earlier part of the same plan collected

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
_OPERATOR = re.compile(r"([A-Z][A-Z_]+)\[\d+\]")
_FUNCTION = re.compile(r"Function:\s*(\w+)")


class Words(NamedTuple):
    """The words of a dialect, in lower case: those that may begin a query, those of clauses that do more than read, those that
    may stand before a bracket without being a function, functions, and functions of a namespace with it."""

    first: frozenset[str]
    refused: frozenset[str]
    before_bracket: frozenset[str]
    functions: frozenset[str]
    dotted: frozenset[str] = frozenset()


LADYBUG = Words(FIRST_WORDS, REFUSED_WORDS, BEFORE_BRACKET, FUNCTIONS)


class Token(NamedTuple):
    """A piece of a query: its kind (a group of `_TOKEN`), its text, and whether space or a comment stands before it."""

    kind: str
    text: str
    spaced: bool


def run_admitted(
    store: Store, query: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
) -> Rows:
    """Run a stranger's query through all the gates.

    Raises RefusedQuery, TimeLimit; MissingParameter and UnknownParameter where its parameters are not those given.
    """
    used = {token.text[1:].strip("`") for token in tokens(query) if token.kind == "parameter"}
    if missing := sorted(used - set(params)):  # ladybug would take them for null
        raise MissingParameter(f"the query needs {missing[0]}=…")
    if unknown := sorted(set(params) - used):
        raise UnknownParameter(f"the query has no parameter ${unknown[0]}.", sorted(used))
    if store.dialect == "neo4j":
        from graph import admission_neo4j

        spelled, guard = admission_neo4j.admit(query, params)
        rows = store.read_untrusted(spelled, params, timeout=timeout, row_limit=row_limit)
        return Rows([guard.restore(column) for column in rows.columns], rows.rows, rows.truncated)
    return store.read_untrusted(respell(check_words(tokens(query))), params, timeout=timeout, row_limit=row_limit)


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


def check_words(found: list[Token], words: Words = LADYBUG) -> list[Token]:
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


def check_plan(plan: str) -> None:
    """Raise RefusedQuery unless every operator of a ladybug plan (the text of EXPLAIN) only reads."""
    operators = set(_OPERATOR.findall(plan))
    functions = set(_FUNCTION.findall(plan))
    refused = sorted(operators - PLAN_OPERATORS) + sorted(functions - TABLE_FUNCTIONS)
    if refused or not operators:
        raise RefusedQuery(f"the query does more than read the graph ({', '.join(refused) or 'no plan'})")


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
