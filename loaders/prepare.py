"""The pure part of a load: one file -> its facts and rows, without a store. So many can be made at a time, on any machine.

Files go to worker processes and rows come back, so everything here can be pickled, and small things travel: `File` is what one
document is read from, `Options` what every document is read by.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from graph.errors import RowsError
from graph.records import DocumentRows, check_rows
from loaders.corrections import parse
from loaders.decisions import Decision
from loaders.errors import LoaderError, OtherProgram
from loaders.extract import extract
from loaders.facts import Facts
from loaders.files import File
from loaders.fingerprint import program
from loaders.read import DEFAULT_MAX_BYTES, read_bytes
from loaders.rows import Made, make
from loaders.source import Source


@dataclass(frozen=True, slots=True)
class Options:
    """What a reading depends on beside the file. `max_bytes`: the largest file that is read; `program`: see `fingerprint`;
    `decisions`: a person's, about names."""

    max_bytes: int = DEFAULT_MAX_BYTES
    program: str = field(default_factory=program)
    decisions: tuple[Decision, ...] = ()

    def read_by(self, corrections: str | None) -> str:
        """A word that changes whenever the same bytes may be read otherwise: with the program, a person's corrections of the file,
        and decisions about names."""
        words = [self.program]
        if corrections is not None:
            words.append(hashlib.sha256(corrections.encode()).hexdigest()[:16])
        if self.decisions:
            words.append("decided " + hashlib.sha256(repr(self.decisions).encode()).hexdigest()[:16])
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file gives no document: one line, without the name of the file in front."""

    why: str


def read_facts(source: Source, decisions: tuple[Decision, ...] = ()) -> Facts:
    """The facts of a file, with a person's corrections; its signals are those of reading and those of resolving names by `decisions`.

    Raises NotPolicy for a text that is no policy document.
    """
    facts = facts_of(source)
    facts.signals += make(facts, source, decisions).signals
    return facts


def prepare(source: Source, options: Options | None = None) -> Made:
    """The rows of a file, with a person's corrections. Raises NotPolicy for a text that is no policy document."""
    options = options or Options()
    made = make(facts_of(source), source, options.decisions)
    own = next(row for row in made.rows.nodes["Document"] if row["id"] == made.rows.document_id)
    own["read_by"] = options.read_by(source.corrections)
    return made


def prepare_file(file: File, options: Options) -> DocumentRows | Failed:
    """The checked rows of a file: what a worker does. Raises OtherProgram where it runs another program than the one that asks."""
    if options.program != program():
        raise OtherProgram(
            "a worker runs another version of the rules than this program: install the same policygraph on both"
        )
    try:
        source = read_bytes(file.data, file.name, max_bytes=options.max_bytes)
        return check_rows(prepare(replace(source, corrections=file.corrections), options).rows)
    except LoaderError as error:
        return Failed(str(error).removeprefix(f"{file.name}: "))
    except RowsError as error:
        return Failed(f"{error}; please report it with the file")
    except Exception as error:  # a fault of ours in one file must not cost the user the others
        fault = f"{type(error).__name__}: {error}".splitlines()[0]
        return Failed(f"the program failed on this text ({fault}); please report it with the file")


def facts_of(source: Source) -> Facts:
    """What the rules find in the text, and what the reader of the file left out or could not read."""
    edits = parse(source.corrections, f"the corrections of {source.name}") if source.corrections else []
    facts = extract(source.text, name=source.name, edits=edits)
    facts.signals = [*source.signals, *facts.signals]
    facts.ignored = [*source.ignored, *facts.ignored]
    return facts
