"""Every offset of a text leads to its place in the file, and packing keeps every place."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.anchors import Anchor, Place, dump, load, places, told, with_places

BOXES = st.tuples(*[st.integers(0, 10_000).map(lambda tenths: tenths / 10)] * 4)
NUMBERS = st.none() | st.integers(1, 999)
TEXTS = st.none() | st.sampled_from(["#main > p:nth-of-type(3)", "footnote 2", "div"])
PLACES = st.builds(
    Place, page=NUMBERS, box=st.none() | BOXES, paragraph=NUMBERS, table=NUMBERS, row=NUMBERS, cell=NUMBERS, part=TEXTS, path=TEXTS
)  # fmt: skip
ANCHORS = st.lists(st.tuples(st.integers(0, 40), PLACES)).map(
    lambda steps: [Anchor(sum(step for step, _ in steps[: n + 1]), place) for n, (_, place) in enumerate(steps)]
)


def lines(*boxes):
    """A line of ten characters a box, all on page 1."""
    return [Anchor(10 * n, Place(page=1, box=box)) for n, box in enumerate(boxes)]


@given(ANCHORS)
def test_what_was_packed_is_unpacked(anchors):
    assert load(dump(anchors)) == anchors


def test_a_packed_anchor_says_what_differs_from_the_one_before():
    anchors = [
        Anchor(0, Place(paragraph=1)),
        Anchor(9, Place(paragraph=2, table=1, row=1, cell=1)),
        Anchor(12, Place(paragraph=3, table=1, row=1, cell=2)),
    ]
    assert dump(anchors) == '[["paragraph","table","row","cell"],[0,1,null,null,null],[9,2,1,1,1],[3,3,"","",2]]'


def test_a_text_without_anchors_has_none_packed():
    assert (dump([]), load(None)) == (None, [])


@given(st.lists(st.integers(1, 30), min_size=1), st.data())
def test_each_character_stands_at_the_last_anchor_before_it(lengths, data):
    anchors = [Anchor(sum(lengths[:n]), Place(paragraph=n + 1)) for n in range(len(lengths))]
    at = data.draw(st.integers(0, sum(lengths) - 1))
    expected = max(a.place.paragraph for a in anchors if a.start <= at)
    assert places(anchors, (at, at + 1)) == places(anchors, (at, at)) == [Place(paragraph=expected)]


@given(st.lists(st.integers(1, 30), min_size=1), st.data())
def test_a_span_stands_at_all_places_that_it_crosses(lengths, data):
    anchors = [Anchor(sum(lengths[:n]), Place(paragraph=n + 1)) for n in range(len(lengths))]
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, sum(lengths) - 1)] * 2)))
    inside = {place.paragraph for at in range(start, max(end, start + 1)) for place in places(anchors, (at, at + 1))}
    assert [place.paragraph for place in places(anchors, (start, end))] == sorted(inside)


def test_text_before_the_first_anchor_has_no_place():
    assert places([Anchor(5, Place(page=1))], (0, 5)) == []


def test_lines_of_a_page_become_one_box():
    anchors = lines((72, 100, 500, 112), (72, 114, 300, 126))
    assert places(anchors, (3, 14)) == [Place(page=1, box=(72, 100, 500, 126))]


def test_the_columns_of_a_page_stay_apart():
    """The last line of the left column and the first of the right one share neither height nor width."""
    anchors = lines((72, 700, 290, 712), (310, 80, 520, 92))
    assert len(places(anchors, (0, 20))) == 2


def test_the_pages_of_a_span_stay_apart():
    anchors = [Anchor(0, Place(page=1, box=(72, 700, 500, 712))), Anchor(9, Place(page=2, box=(72, 80, 500, 92)))]
    assert [place.page for place in places(anchors, (0, 12))] == [1, 2]


def test_facts_get_the_places_of_their_spans():
    anchors = [Anchor(0, Place(paragraph=1)), Anchor(10, Place(paragraph=2))]
    facts = {
        "document": {"title": "通知", "spans": {"title": [0, 2]}},
        "tasks": [{"span": [10, 14], "units": [{"name": "市教育局", "span": [12, 14]}]}],
        "goals": [{"span": [11, 12], "spans": [[11, 12], [3, 4]]}],
    }
    done = with_places(facts, anchors)
    assert done["document"]["places"] == {"title": [{"paragraph": 1}]}
    assert done["tasks"][0]["places"] == done["tasks"][0]["units"][0]["places"] == [{"paragraph": 2}]
    assert done["goals"][0]["places"] == [{"paragraph": 2}, {"paragraph": 1}]
    assert with_places(facts, []) is facts


def test_places_in_words():
    page, next_page = Place(page=3, box=(1, 2, 3, 4)), Place(page=4)
    cell = Place(paragraph=9, table=1, row=2, cell=4)
    assert [told(found) for found in ([page], [page, next_page], [cell], [Place(paragraph=7)], [])] == [
        "page 3",
        "page 3 to page 4",
        "table 1, row 2, cell 4",
        "paragraph 7",
        "",
    ]
    assert told([Place(part="footnote 1"), Place(path="#zoom")]) == "footnote 1 to #zoom"
