"""The command line. `main` is the installed program `policygraph`.

Nothing but typer is imported before a command runs, so that help and tab completion answer at once; each command
imports what it needs. Errors leave by one door, `main`: one line on standard error and the exit status of the interface.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import complete

if TYPE_CHECKING:
    from graph.ask import Answer
    from graph.store import Store
    from loaders.source import Source

DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
CLOSED_PIPE = 141  # 128 + SIGPIPE, what a shell shows for every program whose reader went away

app = typer.Typer(
    name="policygraph",
    help="Reads Chinese policy documents into a graph and answers questions from it.",
    epilog="A question is answered by `ask`, e.g.: policygraph ask unit-workload limit=10",
    rich_markup_mode=None,  # rich would make up half of the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="Graph store; else POLICYGRAPH_STORE, else data/policygraph.lbug."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
ExcelOption = Annotated[bool, typer.Option("--excel", help="Print CSV that Excel opens well (with a BOM).")]


def _version(given: bool) -> None:
    if given:
        from importlib.metadata import version

        print(f"policygraph {version('policygraph')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A policy document: txt, html, docx or pdf.")],
    as_json: JsonOption = False,
) -> None:
    """Print the facts of one document; nothing is stored."""
    from api import output, summary
    from api.settings import load_settings
    from loaders.anchors import with_places
    from loaders.prepare import read_facts
    from loaders.read import read

    source = read(file, max_bytes=load_settings().max_bytes)
    facts = read_facts(source)
    if as_json:
        output.print_json(with_places(facts.to_dict(), source.anchors))
    else:
        summary.print_facts(facts)


@app.command()
def load(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders (at any depth) and zip folders.")],
    store: StoreOption = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read files; 1: this one alone. Default: one a core.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster that reads files instead.")
    ] = None,
    batch: Annotated[int | None, typer.Option(min=1, help="Most documents a transaction.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read anew what the graph holds unchanged.")] = False,
) -> None:
    """Load documents into the graph. Loading a file again changes nothing, a corrected file replaces the old one.

    A load that was stopped goes on where it stopped.
    """
    from api.loading import load_files
    from api.settings import load_settings

    settings = load_settings(store=store)
    raise typer.Exit(load_files(paths, settings, workers=workers, dask=dask, batch=batch, force=force))


@app.command()
def report(
    document: Annotated[
        str,
        typer.Argument(
            autocompletion=complete.files_and_documents,
            help="A file, or the id, number or title of a document in the graph.",
        ),
    ],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to FILE; - for standard output.")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show how a document was read: its text by kind of fact, what no rule reads, counts to check it by."""
    from api import report as reports
    from api.settings import load_settings
    from loaders.decisions import read_decisions
    from loaders.prepare import read_facts
    from loaders.report import make_report

    source = _source(document, store)
    made = make_report(source, read_facts(source, read_decisions(load_settings(store=store).decisions_path)))
    if html is not None:
        reports.write_page(made, source, html)
    elif as_json:
        reports.print_json(made)
    else:
        reports.print_report(made)


def _source(document: str, store: str | None) -> Source:
    """The source of a file, or of a document of the graph."""
    from api.settings import load_settings
    from loaders.read import ENDINGS, read

    path = Path(document)
    if path.suffix.lower() in ENDINGS or path.is_file():
        return read(path, max_bytes=load_settings().max_bytes)
    from graph.documents import document as find_document
    from loaders.stored import stored_source

    with _reading(store) as (graph, _):
        return stored_source(graph, find_document(graph, document)["id"])


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(autocompletion=complete.questions, help="Name of a question; none lists them.")
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Argument(metavar="key=value...", autocompletion=complete.parameters, help="Parameters of the question."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_excel: ExcelOption = False,
    quotes: Annotated[bool, typer.Option("--quotes", help="Show the sentence behind each row as well.")] = False,
) -> None:
    """Answer a question of the catalogue; without a question, list them."""
    from api import output, summary
    from graph.catalogue import load_catalogue

    form = _form(as_json, as_csv, as_excel)
    if question is None:
        summary.print_questions(load_catalogue(), form)
        return
    params = _pairs(parameters or [])
    from graph.ask import ask as ask_store

    with _reading(store) as (graph, settings):
        answer = ask_store(graph, question, params, timeout=settings.query_timeout)
        columns = output.shown_columns(answer.columns, quotes=quotes)
        if quotes and form == "table":
            from api.placing import add_places

            columns += ["place"] * add_places(graph, answer.rows)
    _print_answer(answer, form, columns, blocks=quotes, hint="limit=N gives more rows")


@app.command()
def cypher(
    query: Annotated[str, typer.Argument(help="A reading query, e.g. 'MATCH (u:Unit) RETURN u.name LIMIT 5'.")],
    parameters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="key=value...",
            help='Values of the query\'s $key. A number, true, false or a list is taken as such; "5" in quotes is text.',
        ),
    ] = None,
    store: StoreOption = None,
    timeout: Annotated[float | None, typer.Option(min=0.001, help="Seconds that the query may run.")] = None,
    rows: Annotated[int | None, typer.Option(min=1, help="Most rows to print.")] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_excel: ExcelOption = False,
) -> None:
    """Run a reading query of your own."""
    from graph.ask import ask_cypher

    form = _form(as_json, as_csv, as_excel)
    params = {key: _json_value(value) for key, value in _pairs(parameters or []).items()}
    with _reading(store) as (graph, settings):
        answer = ask_cypher(
            graph,
            query,
            params,
            timeout=timeout or settings.query_timeout,
            row_limit=rows or settings.row_limit,
        )
    _print_answer(answer, form, answer.columns, hint="--rows N gives more rows")


@app.command()
def documents(
    store: StoreOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_excel: ExcelOption = False,
) -> None:
    """List the documents in the graph."""
    from api import summary
    from graph.documents import documents as list_documents

    form = _form(as_json, as_csv, as_excel)
    with _reading(store) as (graph, _):
        listed = list_documents(graph)
    summary.print_documents(listed, form)


@app.command()
def remove(
    document: Annotated[
        str, typer.Argument(autocompletion=complete.documents, help="Id, number or title of a document.")
    ],
    store: StoreOption = None,
) -> None:
    """Take a document out of the graph, with every fact that only it states."""
    from api.settings import load_settings
    from graph.documents import document as find_document
    from graph.store import open_store

    graph = open_store(load_settings(store=store).store_url)
    try:
        found = find_document(graph, document)
        graph.remove_document(found["id"])
    finally:
        graph.close()
    print(f"removed {found['id']} {found['title']}")


@app.command()
def export(
    neo4j_import: Annotated[
        Path,
        typer.Option(
            "--neo4j-import",
            metavar="FOLDER",
            file_okay=False,
            help="New folder for files that `neo4j-admin database import full` takes.",
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Write the whole graph into files for a bulk import: the fastest way into a new Neo4j."""
    from api.exporting import export_files
    from api.settings import load_settings

    export_files(neo4j_import, load_settings(store=store))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0 for any free one.")] = None,
    store: StoreOption = None,
) -> None:
    """Answer over HTTP: questions, documents, nodes. The pages at /docs list everything."""
    from api.http.serve import serve as run
    from api.settings import load_settings

    raise typer.Exit(run(load_settings(host=host, port=port, store=store)))


review_app = typer.Typer(
    help="Names that stayed unresolved, and a person's decisions about them.", rich_markup_mode=None
)
app.add_typer(review_app, name="review", context_settings={"help_option_names": ["-h", "--help"]})


@review_app.callback(invoke_without_command=True)
def _review(
    context: typer.Context,
    store: StoreOption = None,
    city: Annotated[str, typer.Option(help="Documents of this jurisdiction alone.")] = "",
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_excel: ExcelOption = False,
) -> None:
    """List the names that stayed unresolved, with what they may mean and a sentence that prints them."""
    if context.invoked_subcommand is not None:
        return
    from api.review import print_open
    from api.settings import load_settings

    print_open(load_settings(store=store), city, _form(as_json, as_csv, as_excel))


@review_app.command("decide")
def _decide(
    name: Annotated[str, typer.Argument(help="A name as the list shows it, or a unit; none: asks about each.")] = "",
    meaning: Annotated[str, typer.Option("--as", metavar="NAME", help="Full name of what it means.")] = "",
    separate: Annotated[bool, typer.Option("--separate", help="It is a thing of its own.")] = False,
    back: Annotated[bool, typer.Option("--undo", help="Take the decision back.")] = False,
    city: Annotated[str, typer.Option(help="Documents of this jurisdiction alone.")] = "",
    document: Annotated[str, typer.Option(help="This document alone: number, title or id.")] = "",
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    store: StoreOption = None,
) -> None:
    """Decide what a name means; the documents concerned are read again at once, and every later load keeps to it."""
    from api.errors import WrongUse
    from api.review import take
    from api.settings import load_settings

    if not name and (meaning or separate or back):
        raise WrongUse("give the NAME that the decision is about")
    take(
        load_settings(store=store),
        name,
        meaning,
        separate=separate,
        back=back,
        city=city,
        document=document,
        by=by,
        why=why,
    )


@review_app.command("decisions")
def _decisions(
    store: StoreOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    as_excel: ExcelOption = False,
) -> None:
    """List the decisions that were taken, and the file that holds them."""
    from api.review import print_decisions
    from api.settings import load_settings

    print_decisions(load_settings(store=store), _form(as_json, as_csv, as_excel))


@app.command()
def settings(as_json: JsonOption = False) -> None:
    """List the settings: environment variable, value in force, default, meaning."""
    from api import output
    from api.settings import describe, load_settings

    rows = describe(load_settings())
    if as_json:
        output.print_json(rows)
    else:
        output.print_table(["variable", "value", "default", "meaning"], rows)


@contextmanager
def _reading(url: str | None) -> Iterator[tuple[Store, Any]]:
    """The store, opened for reading, and the settings."""
    from api.settings import load_settings
    from graph.store import open_store

    settings = load_settings(store=url)
    graph = open_store(settings.store_url, read_only=True)
    try:
        yield graph, settings
    finally:
        graph.close()


def _form(as_json: bool, as_csv: bool, as_excel: bool) -> str:
    """Which form of output was asked for: table, json, csv or excel."""
    from api.errors import WrongUse

    asked = [name for name, given in (("json", as_json), ("csv", as_csv), ("excel", as_excel)) if given]
    if len(asked) > 1:
        raise WrongUse(f"--{asked[0]} and --{asked[1]} exclude each other; give one of them")
    return asked[0] if asked else "table"


def _pairs(arguments: Sequence[str]) -> dict[str, str]:
    """`key=value` arguments as a dictionary. Raises WrongUse."""
    from api.errors import WrongUse

    pairs: dict[str, str] = {}
    for argument in arguments:
        key, sign, value = argument.partition("=")
        if not sign or not key:
            raise WrongUse(f"{argument!r} is not of the form key=value")
        if key in pairs:
            raise WrongUse(f"the parameter {key} is given twice")
        if any("\ud800" <= c <= "\udfff" for c in argument):
            raise WrongUse(f"the value of {key} is not in the encoding of this terminal")
        pairs[key] = value
    return pairs


def _json_value(text: str) -> object:
    """A value of the command line with the type that it has as JSON; anything else is text."""
    import json

    def refuse(name: str) -> object:
        raise ValueError(name)

    try:
        value: object = json.loads(text, parse_constant=refuse)
    except ValueError:
        return text
    return value


def _print_answer(answer: Answer, form: str, columns: Sequence[str], *, blocks: bool = False, hint: str) -> None:
    from api import output

    if form == "json":
        output.print_json(output.answer_dict(answer))
        return
    if form == "table":
        output.print_answer(answer, columns, blocks=blocks)
    else:
        output.print_csv(answer.columns, answer.rows, excel=form == "excel")
        for note in answer.notes:
            output.warn(f"note: {note}")
    if answer.truncated:
        sys.stdout.flush()
        output.warn(f"these are the first {len(answer.rows)} rows, there are more: {hint}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status. No error leaves it: each is a line on standard error."""
    from typer.exceptions import Abort, TyperException

    _settle_encoding()
    try:
        status = app(args=arguments, prog_name="policygraph", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else DONE
    except BrokenPipeError:
        _forget_stdout()
        return CLOSED_PIPE
    except SystemExit as leaving:  # typer's own way out: after completion, and of a closed pipe that it sees first
        if isinstance(leaving.__context__, BrokenPipeError):
            _forget_stdout()
            return CLOSED_PIPE
        raise
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except TyperException as error:
        context = getattr(error, "ctx", None)
        where = f"; see `{context.command_path} --help`" if context is not None else ""
        return _fail(f"{error.format_message().rstrip('.')}{where}", WRONG_USE)
    except Exception as error:
        return _fail_with(error)


def _settle_encoding() -> None:
    """UTF-8 into files and pipes; a terminal gets its own encoding, with ? for what that cannot show."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is None:
        return
    if sys.stdout.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", newline="")  # CSV brings its own line ends


def _fail_with(error: Exception) -> int:
    """Say in one line what went wrong; the kind of error decides the exit status."""
    from api.errors import is_wrong_use
    from graph.errors import PolicygraphError

    if isinstance(error, PolicygraphError):
        return _fail(str(error), WRONG_USE if is_wrong_use(error) else FAILED)
    if _debugging():
        import traceback

        traceback.print_exc()
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror}", FAILED)
    return _fail(
        f"unexpected {type(error).__name__}: {error}; POLICYGRAPH_DEBUG=1 shows where. Please report it.", FAILED
    )


def _debugging() -> bool:
    from graph.errors import PolicygraphError

    try:
        from api.settings import load_settings

        return load_settings().debug
    except PolicygraphError:
        return False


def _fail(message: str, status: int) -> int:
    from api.output import warn

    try:
        sys.stdout.flush()
    except OSError:
        _forget_stdout()
    warn(message)
    return status


def _forget_stdout() -> None:
    """Point standard output at nothing, so that Python's last flush does not complain about a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
