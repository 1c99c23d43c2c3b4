"""Which queries of strangers may run on ladybug: the words and the operators of its plans that only read the graph."""

from __future__ import annotations

import re

from graph.admission.words import Words
from graph.errors import RefusedQuery

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
_OPERATOR = re.compile(r"([A-Z][A-Z_]+)\[\d+\]")
_FUNCTION = re.compile(r"Function:\s*(\w+)")

WORDS = Words(FIRST_WORDS, REFUSED_WORDS, BEFORE_BRACKET, FUNCTIONS)


def check_plan(plan: str) -> None:
    """Raise RefusedQuery unless every operator of a ladybug plan (the text of EXPLAIN) only reads."""
    operators = set(_OPERATOR.findall(plan))
    functions = set(_FUNCTION.findall(plan))
    refused = sorted(operators - PLAN_OPERATORS) + sorted(functions - TABLE_FUNCTIONS)
    if refused or not operators:
        raise RefusedQuery(f"the query does more than read the graph ({', '.join(refused) or 'no plan'})")
