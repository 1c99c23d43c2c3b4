"""A parsed page as the readers of html look at it: what is shown, how much of it is prose and how much links, where an element is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# A parsed element; lxml has no types of its own.
Element = Any

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Elements that print nothing of their own
_NO_TEXT = frozenset(
    [
        "area",
        "audio",
        "base",
        "canvas",
        "col",
        "colgroup",
        "embed",
        "head",
        "iframe",
        "link",
        "map",
        "meta",
        "object",
        "param",
        "script",
        "source",
        "style",
        "svg",
        "template",
        "title",
        "track",
        "video",
    ]
)
# What a browser that runs scripts does not show, and the fields of a form
_NOT_READ = frozenset(["button", "datalist", "input", "noscript", "option", "rp", "rt", "select", "textarea"])
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[，。；：、]")
_SIMPLE_ID = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(slots=True)
class Measure:
    """What an element shows, everything inside it included: characters that are no spaces, Chinese characters, those of them in
    links, those in sentences outside of links, the number of links and of tables."""

    chars: int = 0
    han: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    tables: int = 0


class Shown:
    """The shown elements of a page with their measures; `hidden` are those whose whole inside is not shown."""

    def __init__(self, root: Element, deepest: int) -> None:
        self.measures: dict[Element, Measure] = {}
        self.hidden: set[Element] = set()
        self.too_deep = False
        whole = self._measure(root, deepest)
        # a page that was saved before its script showed it hides the document itself
        for element, inside in [(e, m) for e, m in self._hidden_by_style if 2 * m.prose > whole.prose + m.prose]:
            self.hidden.discard(element)
            for above in element.iterancestors():
                if measure := self.measures.get(above):
                    _add(measure, inside)

    def of(self, element: Element) -> Measure:
        """The measure of an element; nothing for one that is not shown."""
        return self.measures.get(element) or Measure()

    def _measure(self, root: Element, deepest: int) -> Measure:
        self._hidden_by_style: list[tuple[Element, Measure]] = []
        stack: list[tuple[Element, Iterator[Element], bool, bool]] = []
        self._enter(root, stack, False, False)
        while stack:
            if len(stack) > deepest:
                self.too_deep = True
                break
            element, children, linked, hidden = stack[-1]
            child = next(children, None)
            if child is not None:
                self._enter(child, stack, linked, hidden)
                continue
            stack.pop()
            if not stack:
                break
            above, _, above_linked, above_hidden = stack[-1]
            own = self.measures[element]
            if hidden and not above_hidden:
                if element.tag not in _NOT_READ and element.tag not in _NO_TEXT:
                    self._hidden_by_style.append((element, own))
            else:
                _add(self.measures[above], own)
            _add(self.measures[above], _of_text(element.tail, above_linked))
        return self.measures[root]

    def _enter(self, element: Element, stack: list[Any], linked: bool, hidden: bool) -> None:
        hides = element.tag in _NO_TEXT or element.tag in _NOT_READ or is_hidden(element)
        if hides:
            self.hidden.add(element)
        link = element.tag == "a" and bool((element.get("href") or "#").strip("#")) and not _in_page(element)
        measure = _of_text(element.text, linked or link)
        measure.links += link
        measure.tables += element.tag == "table"
        self.measures[element] = measure
        stack.append((element, iter(element), linked or link, hidden or hides))


def _in_page(link: Element) -> bool:
    return bool((link.get("href") or "").startswith("#"))


def _of_text(text: str | None, linked: bool) -> Measure:
    if not text:
        return Measure()
    han = len(_HAN.findall(text))
    prose = han if not linked and (han >= 20 or (han >= 8 and _SENTENCE.search(text))) else 0
    return Measure(len("".join(text.split())), han, han if linked else 0, prose)


def _add(total: Measure, more: Measure) -> None:
    total.chars += more.chars
    total.han += more.han
    total.linked += more.linked
    total.prose += more.prose
    total.links += more.links
    total.tables += more.tables


def is_hidden(element: Element) -> bool:
    """Whether the element's own attributes say that it is not shown."""
    return "hidden" in element.attrib or bool(_HIDES.search(element.get("style") or ""))


def prints_nothing(element: Element) -> bool:
    """Whether the element holds no text for readers at all (scripts, styles, media)."""
    return element.tag in _NO_TEXT


def text_of(element: Element, most: int = 1_000_000) -> str:
    """The text inside an element, without scripts and styles, on one line; no more than about `most` characters of it."""
    pieces: list[str] = []
    left = most
    stack: list[tuple[Element, Iterator[Element]]] = [(element, iter(element))]
    pieces.append(element.text or "")
    while stack and left > 0:
        left -= len(pieces[-1].strip())
        _, children = stack[-1]
        child = next(children, None)
        if child is None:
            done, _ = stack.pop()
            if stack:
                pieces.append(("\n" if done.tag in BLOCKS else "") + (done.tail or ""))
        elif child.tag in _NO_TEXT:
            pieces.append(child.tail or "")
        else:
            pieces.append(("\n" if child.tag in BLOCKS or child.tag == "br" else "") + (child.text or ""))
            stack.append((child, iter(child)))
    return " ".join("".join(pieces).split())


class Paths:
    """CSS selectors by which a browser finds the elements of a page: #content > p:nth-of-type(3)."""

    def __init__(self, root: Element) -> None:
        self._ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
        self._paths: dict[Element, str] = {}
        self._places: dict[Element, dict[Element, int]] = {}  # of the children of an element, among those of their tag

    def of(self, element: Element) -> str:
        """The selector of an element, from the nearest element above it that has an id of its own."""
        waiting: list[Element] = []
        at = element
        while at not in self._paths:
            ident = at.get("id") or ""
            above = at.getparent()
            if self._ids[ident] == 1 and _SIMPLE_ID.fullmatch(ident):
                self._paths[at] = f"#{ident}"
            elif above is None or at.tag == "body":
                self._paths[at] = at.tag
            else:
                waiting.append(at)
                at = above
        for below in reversed(waiting):
            above = below.getparent()
            # a browser puts the rows of a table into a tbody that the page need not write
            between = " > tbody" if below.tag == "tr" and above.tag == "table" else ""
            self._paths[below] = f"{self._paths[above]}{between} > {below.tag}:nth-of-type({self._nth(below, above)})"
        return self._paths[element]

    def _nth(self, element: Element, above: Element) -> int:
        if above not in self._places:
            seen: Counter[str] = Counter()
            places = self._places[above] = {}
            for child in above:
                seen[child.tag] += 1
                places[child] = seen[child.tag]
        return self._places[above][element]
