"""Which queries of strangers may run on Neo4j, whose Community edition gives every user full rights.

READ access mode stops writing alone: files, settings, users, other people's queries and the JVM are open to it. So words and
plan are checked by `graph.admission.words`, with the lists of this page. A second danger is Neo4j's own: it looks at the clock
and at its memory between rows, never inside an expression. `[x IN range(1, 10^12) | x]`, a text that doubles forty times, or
thirty XORs (the planner writes them out) run for hours after their transaction was stopped, or take the heap of everybody. So
what an expression can cost is bounded here, before it runs; what costs rows is left to the server's limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from graph.admission.words import CLOSE, OPEN, Token, Words, check_words, literal_value, respell, tokens
from graph.errors import RefusedQuery
from graph.schema import LONG

LANGUAGE = "CYPHER 5 "  # in front of every query: a database may have a later language as its default

WORDS = Words(
    first=frozenset(["match", "optional", "unwind", "with", "return", "call"]),
    refused=frozenset(
        """
        alter begin commit concurrent create csv cypher deallocate delete deny detach drop dryrun enable explain finish foreach
        from grant insert load merge nodetach periodic profile reallocate remove rename reset revoke rollback set show start
        stop terminate transaction transactions use using yield
        """.split()  # noqa: SIM905
    ),
    before_bracket=frozenset(
        """
        and as by call case contains distinct else ends in is match not on optional or order return shortest skip starts then
        union unwind when where with xor limit offset all any none single exists count collect groups group paths path
        shortestpath allshortestpaths
        """.split()  # noqa: SIM905
    ),
    functions=frozenset(
        """
        count sum avg min max collect percentilecont percentiledisc stdev stdevp
        coalesce nullif elementid id labels type properties keys nodes relationships length size startnode endnode
        head last tail range reverse isempty exists valuetype char_length character_length all any none single
        toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull tostring tostringornull
        left right ltrim rtrim btrim trim lower upper tolower toupper replace split substring
        abs ceil floor round sign sqrt exp log log10 isnan
        date datetime localdatetime time localtime duration
        """.split()  # noqa: SIM905
    ),
    dotted=frozenset(
        """
        date.truncate datetime.truncate localdatetime.truncate duration.between duration.indays duration.inmonths
        duration.inseconds
        """.split()  # noqa: SIM905
    ),
)
# Operators that read nodes, relationships and indexes, and compute. Not: any that writes, calls a procedure, shows, loads.
PLAN_OPERATORS = frozenset(
    """
    AllNodesScan PartitionedAllNodesScan NodeByLabelScan PartitionedNodeByLabelScan UnionNodeByLabelsScan
    PartitionedUnionNodeByLabelsScan IntersectionNodeByLabelsScan PartitionedIntersectionNodeByLabelsScan SubtractionNodeByLabelsScan
    NodeByIdSeek NodeByElementIdSeek NodeIndexSeek NodeUniqueIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeekByRange
    MultiNodeIndexSeek NodeIndexScan NodeIndexContainsScan NodeIndexEndsWithScan AssertingMultiNodeIndexSeek
    DirectedAllRelationshipsScan UndirectedAllRelationshipsScan DirectedRelationshipTypeScan UndirectedRelationshipTypeScan
    DirectedUnionRelationshipTypesScan UndirectedUnionRelationshipTypesScan DirectedRelationshipByIdSeek
    UndirectedRelationshipByIdSeek DirectedRelationshipByElementIdSeek UndirectedRelationshipByElementIdSeek
    DirectedRelationshipIndexSeek UndirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange
    UndirectedRelationshipIndexSeekByRange DirectedRelationshipIndexScan UndirectedRelationshipIndexScan
    DirectedRelationshipIndexContainsScan UndirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan
    UndirectedRelationshipIndexEndsWithScan DirectedRelationshipUniqueIndexSeek UndirectedRelationshipUniqueIndexSeek
    NodeCountFromCountStore RelationshipCountFromCountStore
    Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All) VarLengthExpand(Into)
    VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All) BFSPruningVarLengthExpand
    ShortestPath AllShortestPaths StatefulShortestPath(All) StatefulShortestPath(Into) Repeat(Trail) BidirectionalRepeat(Trail)
    ProjectEndpoints NodeCounter
    Apply SemiApply AntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply LetSemiApply LetAntiSemiApply LetSelectOrSemiApply
    LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply RollUpApply Argument ArgumentTracker
    CartesianProduct NodeHashJoin ValueHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin LeftOuterHashJoin RightOuterHashJoin
    TriadicSelection TriadicBuild TriadicFilter
    Filter CacheProperties RemoteBatchProperties Projection ProduceResults Unwind UnwindCollection Distinct OrderedDistinct
    Aggregation EagerAggregation OrderedAggregation Limit ExhaustiveLimit Skip Top Top1WithTies PartialTop Sort PartialSort
    Union OrderedUnion Optional Eager EmptyRow EmptyResult Anti NonFuse ProduceResult Input SingleRow
    """.split()  # noqa: SIM905
)

MAX_LENGTH = 20_000  # characters of a query
MAX_TOKENS = 1_500
MAX_DEPTH = 30  # brackets within brackets
MAX_PARAMS = 100_000  # characters of all parameters
MAX_LIST = 1_000  # elements of a list that an expression walks through
MAX_INNER_LIST = 100  # the same inside another walk
MAX_IN_LIST = 10_000  # elements of a list behind IN, where an expression walks
MAX_GROWTH = 200  # copies of one value that the expressions of a query may put together
MAX_MADE = 200_000_000  # characters that they may put together
LONG_TEXT, SHORT_TEXT = 1_000_000, 20_000  # characters of a document's raw text, of every other text in the graph
# What the planner writes out, so that its work doubles with each one more. (Measured: 16 XOR 2 s, 32 without end.)
MOST = {"xor": 5, "not": 40, "or": 80, "and": 80, "case": 20, "union": 20, "with": 40, "match": 40, "call": 8}
MAX_BRACES = 4  # maps and subqueries within each other: 8 take seconds to plan
MAX_CASES = 5  # CASE within CASE
MAX_LOGIC = 8  # brackets within brackets that hold AND or OR

_SUBQUERY = frozenset(["exists", "count", "collect"])
_SEGMENTS = frozenset(["with", "return", "unwind"])
_CLAUSES = _SEGMENTS | {"match", "optional", "call", "union", "where", "order", "skip", "limit"}
_QUANTIFIERS = frozenset(["any", "all", "none", "single"])
_SMALL = frozenset(
    ["labels", "keys", "nodes", "relationships"]
)  # functions whose lists are as short as a node or path is
_PRODUCES = frozenset(
    "tolower toupper lower upper replace split substring left right trim ltrim rtrim btrim tostring reverse".split()  # noqa: SIM905
)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`")
_HIDDEN = re.compile(r"LOAD CSV|ResolvedCall|UnresolvedCall|IN TRANSACTIONS", re.I)


class Guard:
    """Text put around lists whose length is known only when the query runs; `restore` takes it out of a column's name."""

    def __init__(self, lists: frozenset[str] = frozenset()) -> None:
        self._texts: list[tuple[str, str]] = []
        self.lists = lists  # names of lists of any length, which no walk may compare again and again

    def around(self, found: Sequence[Token], most: int) -> list[Token]:
        """The same list, which fails (by a division) where it has more than `most` elements. Null stays null."""
        text = respell(found)
        made = f"({text})[..CASE WHEN size({text}) > {most} THEN 1/(size({text})-size({text})) ELSE {most} END]"
        self._texts.append((made, text))
        return [Token("guarded", made, True)]

    def restore(self, column: str) -> str:
        for made, text in reversed(self._texts):
            column = column.replace(made, text)
        return column


def admit(query: str, params: Mapping[str, object]) -> tuple[str, Guard]:
    """The query as it may run, without LANGUAGE. Raises RefusedQuery that says what is refused and what to write instead."""
    if len(query) > MAX_LENGTH:
        raise RefusedQuery(f"the query has {len(query)} characters; {MAX_LENGTH} are allowed on Neo4j")
    found = [_readable(token) for token in tokens(query)]
    if len(found) > MAX_TOKENS:
        raise RefusedQuery(f"the query has {len(found)} words and signs; {MAX_TOKENS} are allowed")
    check_words(found, WORDS)
    _check_calls(found)
    _check_planning(found)
    _check_ranges(found)
    _check_growth(found, params)
    guard = Guard(_depths(found))
    guarded = _guard(found, guard, 0)
    spelled = respell([_named(token) for token in guarded])
    if re.search(r"\\u", spelled, re.I):
        raise RefusedQuery("a string holds \\u, which Neo4j may take for a character: pass it as a parameter")
    return spelled, guard


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """The name of every operator of a plan that Neo4j's EXPLAIN made, and what a subquery inside an expression does.

    Such a subquery has no operators: it stands as text among the details of the operator that computes the expression.
    """
    yield str(plan.get("operatorType", "")).partition("@")[0]
    details = _QUOTED.sub("", str(plan.get("args", {}).get("Details", "")))
    yield from _HIDDEN.findall(details)
    for child in plan.get("children", ()):
        yield from operators(child)


def check_plan(plan: Mapping[str, Any] | None, query_type: str) -> None:
    """Raise RefusedQuery unless the plan is that of a query that only reads, by its type and by each of its operators."""
    if query_type != "r" or not plan:
        raise RefusedQuery("the query does more than read the graph")
    refused = sorted(set(operators(plan)) - PLAN_OPERATORS)
    if refused:
        raise RefusedQuery(f"the query does more than read the graph ({', '.join(refused)})")


def _readable(token: Token) -> Token:
    if token.kind in ("number", "sign") and not token.text.isascii():
        raise RefusedQuery(f"numbers are written in ASCII digits, not {token.text[:20]}")
    return token


def _named(token: Token) -> Token:
    """Parameters in other scripts stand in backticks, as words do."""
    if token.kind == "parameter" and not token.text.isascii() and not token.text.startswith("$`"):
        return token._replace(text=f"$`{token.text[1:]}`")
    return token


def _word(found: Sequence[Token], index: int) -> str:
    """The keyword or name that stands there, in lower case; '' for anything else, and for what follows a dot or colon."""
    if not 0 <= index < len(found) or found[index].kind != "word":
        return ""
    if index and found[index - 1].text in (".", ":"):
        return ""
    return found[index].text.lower()


def _text(found: Sequence[Token], index: int) -> str:
    return found[index].text if 0 <= index < len(found) else ""


def _end(found: Sequence[Token], start: int) -> int:
    """Where the bracket that opens at `start` closes. Raises RefusedQuery where brackets do not match."""
    stack: list[str] = []
    for index in range(start, len(found)):
        text = found[index].text
        if text in OPEN and found[index].kind == "sign":
            stack.append(CLOSE[OPEN.index(text)])
        elif text in CLOSE and found[index].kind == "sign":
            if not stack or stack.pop() != text:
                break
            if not stack:
                return index
    raise RefusedQuery("the brackets of the query do not match")


def _check_calls(found: Sequence[Token]) -> None:
    """CALL begins a subquery, never a procedure, and none runs in transactions of its own."""
    for index in range(len(found)):
        if _word(found, index) != "call":
            continue
        at = index + 1
        if _text(found, at) == "(":
            at = _end(found, at) + 1
        if _text(found, at) != "{":
            raise RefusedQuery(
                "CALL of a procedure is refused: a query of your own may only read the graph (CALL { ... } is allowed)"
            )
        if _word(found, _end(found, at) + 1) == "in":
            raise RefusedQuery("CALL { } IN TRANSACTIONS is refused: a query of your own may only read the graph")


def _check_planning(found: Sequence[Token]) -> None:
    words = [_word(found, index) for index in range(len(found))]
    for word, most in MOST.items():
        if words.count(word) > most:
            raise RefusedQuery(f"more than {most} {word.upper()} in one query")
    stack: list[int] = []  # where each open bracket stands
    logic: set[int] = set()
    cases = 0
    for index, token in enumerate(found):
        if token.kind == "sign" and token.text in OPEN:
            stack.append(index)
            if len(stack) > MAX_DEPTH:
                raise RefusedQuery(f"more than {MAX_DEPTH} brackets within brackets")
            if sum(found[at].text == "{" for at in stack) > MAX_BRACES:
                raise RefusedQuery(f"more than {MAX_BRACES} braces within braces")
        elif token.kind == "sign" and token.text in CLOSE:
            if not stack or CLOSE[OPEN.index(found[stack[-1]].text)] != token.text:
                raise RefusedQuery("the brackets of the query do not match")
            stack.pop()
        elif words[index] in ("and", "or", "not"):
            logic.update(stack)
            if sum(at in logic for at in stack) > MAX_LOGIC:
                raise RefusedQuery(f"more than {MAX_LOGIC} brackets with AND or OR within each other")
        cases += (words[index] == "case") - (words[index] == "end" and cases > 0)
        if cases > MAX_CASES:
            raise RefusedQuery(f"more than {MAX_CASES} CASE within each other")
    if stack:
        raise RefusedQuery("the brackets of the query do not match")


def _check_ranges(found: Sequence[Token]) -> None:
    """range() makes rows behind UNWIND, which limits stop; anywhere else it makes a list, whose length has to be seen here."""
    for index, token in enumerate(found):
        if token.text.strip("`").lower() != "range" or _text(found, index + 1) != "(" or _text(found, index - 1) == ".":
            continue
        end = _end(found, index + 1)
        if _word(found, index - 1) == "unwind" and _word(found, end + 1) == "as":
            continue
        inside = "".join(part.text for part in found[index + 2 : end])
        bounds = re.fullmatch(r"(-?\d{1,18}),(-?\d{1,18})(?:,-?\d{1,18})?", inside)
        if bounds is None or abs(int(bounds[1]) - int(bounds[2])) > MAX_LIST:
            raise RefusedQuery(
                f"range() outside of UNWIND takes two whole numbers, at most {MAX_LIST} apart: write UNWIND range(...) AS x"
            )


def _check_growth(found: Sequence[Token], params: Mapping[str, object]) -> None:
    """Raise RefusedQuery where the expressions may put together more than MAX_GROWTH copies or MAX_MADE characters."""
    given = sum(len(str(value)) for value in params.values())
    if given > MAX_PARAMS:
        raise RefusedQuery(f"the parameters have {given} characters; {MAX_PARAMS} are allowed")
    growth = made = 1
    for segment in _segments(found):
        copies, produced = _copies(segment)
        growth *= copies
        made *= copies * produced
        if growth > MAX_GROWTH:
            raise RefusedQuery(
                "the expressions of the query may put together too large a value: fewer + and lists in WITH after WITH"
            )
    length = sum(len(token.text) for token in found) + given
    long = _long_texts(found)
    if (length + (LONG_TEXT if long else SHORT_TEXT)) * made > MAX_MADE:
        raise RefusedQuery(
            "the expressions of the query may make too long a text: no + and no text functions inside [x IN ...], and fewer "
            "outside (UNWIND the list, then collect)"
        )
    for index, token in enumerate(found):
        if token.text == "=~":
            _check_pattern(found, index + 1, params, long or growth > 10 or length > 4_000)


def _segments(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The query cut before each clause."""
    starts = [0] + [
        index
        for index in range(1, len(found))
        if (_word(found, index) in _CLAUSES and _word(found, index - 1) not in ("starts", "ends"))
    ]
    for start, end in pairwise([*starts, len(found)]):
        yield found[start:end]


def _copies(segment: Sequence[Token]) -> tuple[int, int]:
    """How many copies of a value one clause may put together in a new value, and how often it does so in one expression."""
    copies, produced = 1, 1
    stack: list[tuple[str, int]] = []  # the bracket, and how many walks through lists it is inside of
    clause = _word(segment, 0)
    factor = 1
    for index, token in enumerate(segment):
        text = token.text
        walks = stack[-1][1] if stack else 0
        if token.kind == "sign" and text in OPEN:
            stack.append((text, walks + _walk(segment, index)))
        elif token.kind == "sign" and text in CLOSE and stack:
            stack.pop()
        makes = False
        if text == "+":
            copies += 1
            makes = True
        elif text == "," and stack and stack[-1][0] in "[{" and clause in _SEGMENTS:
            copies += 1
        elif _text(segment, index + 1) == "(" and text.strip("`").lower() in _PRODUCES:
            makes = True
            if text.strip("`").lower() == "replace":
                factor *= _replacement(segment, index + 1)
            elif text.strip("`").lower() == "split":
                factor *= 4
        if makes and walks:
            produced = max(produced, MAX_LIST if walks == 1 else MAX_LIST * MAX_INNER_LIST)
    return copies * factor, produced


def _replacement(segment: Sequence[Token], start: int) -> int:
    """How many times longer replace() may make a text: its last argument has to be a string in the query."""
    at = _end(segment, start)
    if segment[at - 1].kind != "string" or _text(segment, at - 2) != ",":
        raise RefusedQuery("the last argument of replace() is a string in the query itself")
    return max(1, len(literal_value(segment[at - 1].text)))


def _walk(found: Sequence[Token], index: int) -> bool:
    """Whether the bracket that opens here walks through a list: [x IN ...], any(x IN ...), or a pattern comprehension."""
    named = index + 1 < len(found) and found[index + 1].kind in ("word", "quoted")
    if named and _text(found, index + 2).lower() == "in" and found[index + 2].kind == "word":
        return found[index].text == "[" or (found[index].text == "(" and _word(found, index - 1) in _QUANTIFIERS)
    before = found[index - 1] if index else None
    literal = (
        before is None or (before.kind == "sign" and before.text not in ")]-<") or before.text.lower() in _BEFORE_LIST
    )
    pattern = _text(found, index + 1) == "(" or (named and _text(found, index + 2) == "=")
    return found[index].text == "[" and literal and pattern


_BEFORE_LIST = frozenset(
    ["return", "with", "in", "as", "unwind", "then", "else", "when", "and", "or", "not", "distinct", "where"]
)


def _long_texts(found: Sequence[Token]) -> bool:
    """Whether a document's raw text or anchors may be taken into an expression: by name, with all properties, or by a computed name."""
    for index, token in enumerate(found):
        name = token.text.strip("`'\"").lower()
        if any(long in name for long in LONG) or (name == "properties" and _text(found, index + 1) == "("):
            return True
        if token.text == "." and _text(found, index + 1) == "*":
            return True
        before = found[index - 1] if index else None
        if token.text == "[" and before and (before.kind in ("quoted", "parameter") or before.text in (")", "]", "}")):
            pass
        elif not (token.text == "[" and before and before.kind == "word" and before.text.lower() not in _BEFORE_LIST):
            continue
        inside = found[index + 1 : _end(found, index)]
        if not all(part.kind == "number" or part.text in ("-", "..") for part in inside):
            return True
    return False


def _check_pattern(found: Sequence[Token], index: int, params: Mapping[str, object], long: bool) -> None:
    """A regular expression that Java tries in bounded time: few repetitions, none of a group."""
    token = found[index] if index < len(found) else Token("", "", False)
    if token.kind == "string":
        pattern: object = literal_value(token.text)
    elif token.kind == "parameter":
        pattern = params.get(token.text[1:].strip("`"))
    else:
        pattern = None
    if not isinstance(pattern, str) or _text(found, index + 1) == "+" or _text(found, index + 1) in (".", "["):
        raise RefusedQuery("behind =~ stands a string or a parameter")
    bare = re.sub(r"\\[^1-9kKQEux]", "x", pattern)
    bare = re.sub(r"^\(\?[a-z]{1,3}\)", "", bare)
    bare = re.sub(r"\[[^\[\]&]*\]", "c", bare)
    repeated = len(re.findall(r"[*+]|\{\d+,\}", bare.removesuffix(".*")))
    most = 1 if long else 2
    if len(pattern) > 200 or "\\" in bare or "[" in bare or re.search(r"\)[*+{]|\(\?(?!:)|\{\d{3,}|,\d{3,}\}", bare):
        raise RefusedQuery("a pattern behind =~ repeats no group, refers to none and looks to no side: use CONTAINS")
    if repeated > most or len(re.findall(r"[?{|]", bare)) > 10:
        raise RefusedQuery(f"a pattern behind =~ has at most {most} repetitions before a last .*: use CONTAINS")


def _guard(found: Sequence[Token], guard: Guard, depth: int) -> list[Token]:
    """The same tokens, with every list that an expression walks through held to a length."""
    made: list[Token] = []
    index = 0
    while index < len(found):
        token = found[index]
        opens = token.kind == "sign" and token.text in OPEN
        if opens and _walk(found, index):
            if depth == 2:
                raise RefusedQuery("more than two walks through lists within each other: UNWIND the outer list")
            end = _end(found, index)
            if _text(found, index + 2).lower() == "in" and found[index + 2].kind == "word":
                stop = _source_end(found, index + 3, end)
                made += found[index : index + 3]
                source = found[index + 3 : stop]
                made += _held(source, guard, depth, MAX_LIST if depth == 0 else MAX_INNER_LIST)
                made += _guard(found[stop:end], guard, depth + 1)
            else:  # the rows of a pattern are counted by the server
                made.append(token)
                made += _guard(found[index + 1 : end], guard, depth + 1)
            made.append(found[end])
            index = end + 1
        elif depth and _word(found, index) == "in":
            made.append(token)
            stop = _operand_end(found, index + 1)
            made += _held(found[index + 1 : stop], guard, depth, MAX_IN_LIST)
            index = stop
        elif depth and token.text.strip("`") in guard.lists and _is_variable(found, index):
            raise RefusedQuery(f"{token.text} is a list of any length: inside [x IN ...] it may stand behind IN alone")
        else:
            made.append(token)
            index += 1
    return made


def _is_variable(found: Sequence[Token], index: int) -> bool:
    if found[index].kind not in ("word", "quoted") or _text(found, index - 1) in (".", ":"):
        return False
    counted = _text(found, index - 1) == "(" and _word(found, index - 2) == "size"
    return not counted and _text(found, index + 1) not in (":", "(")


def _depths(found: Sequence[Token]) -> frozenset[str]:
    """Names bound (AS) to lists whose length only the data says: collected, or made of such a list."""
    depth: dict[str, int] = {}
    for index in range(2, len(found)):
        if _word(found, index - 1) != "as" or found[index].kind not in ("word", "quoted"):
            continue
        item = _item_before(found, index - 1)
        levels = [depth.get(found[at].text.strip("`"), 0) for at in item]
        made = any(_word(found, at) in ("collect", "split") or _walk(found, at) for at in item)
        level = max(levels, default=0) + made
        if item and _word(found, item[0] - 1) == "unwind":
            level -= 1
        if item and _word(found, item[0]) in ("size", "count", "sum", "avg", "length", "any", "all", "none", "single"):
            level = 0
        name = found[index].text.strip("`")
        depth[name] = max(depth.get(name, 0), level)
    return frozenset(name for name, level in depth.items() if level > 0)


def _item_before(found: Sequence[Token], end: int) -> range:
    """The places of the expression that ends before `end`: back to a comma or clause outside of its brackets."""
    at, inside = end - 1, 0
    while at >= 0:
        text = found[at].text if found[at].kind == "sign" else ""
        inside += (text in CLOSE and text != "") - (text in OPEN and text != "")
        if inside < 0 or (inside == 0 and (text == "," or _word(found, at) in _SEGMENTS)):
            break
        at -= 1
    return range(at + 1, end)


def _source_end(found: Sequence[Token], start: int, end: int) -> int:
    """Where the list behind IN ends: at WHERE, | or a comma outside of brackets, or at the closing bracket."""
    at = start
    while at < end:
        if found[at].kind == "sign" and found[at].text in OPEN:
            at = _end(found, at)
        elif found[at].text in ("|", ",") or _word(found, at) == "where":
            return at
        at += 1
    return end


def _operand_end(found: Sequence[Token], start: int) -> int:
    """Where the operand that begins at `start` ends: a name with dots, a call, a list."""
    at = start
    while at < len(found):
        token = found[at]
        if token.kind == "sign" and token.text in OPEN:
            at = _end(found, at) + 1
        elif (token.kind in ("word", "quoted", "parameter") and (at == start or found[at - 1].text == ".")) or (
            token.text == "." and at > start
        ):
            at += 1
        else:
            break
    return at


def _held(source: Sequence[Token], guard: Guard, depth: int, most: int) -> list[Token]:
    """The list of a walk as it is, where its length is seen, else guarded."""
    if not source:
        raise RefusedQuery("a list is missing behind IN")
    first = source[0]
    whole = first.text in ("[", "(") and _end(source, 0) == len(source) - 1
    if first.text == "[" and whole:
        return _guard(source, guard, depth)
    called = len(source) > 1 and source[1].text == "(" and _end(source, 1) == len(source) - 1
    if called and first.text.lower() in _SMALL | {"range"} and first.kind == "word":
        return list(source)
    if any(token.text == "{" or _walk(source, index) for index, token in enumerate(source)):
        raise RefusedQuery("name the list behind IN first: WITH ... AS l, then [x IN l ...]")
    return guard.around([_named(token) for token in source], most)
