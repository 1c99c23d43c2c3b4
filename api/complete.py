"""Tab completion: names of questions, their parameters, ids of documents.

A shell calls these while somebody types: they answer fast or not at all, and an error is no completion.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from threading import Thread

import typer

_PATIENCE = 1.0  # seconds; nobody waits longer for a tab
_Completer = Callable[[typer.Context, str], list[str]]


def _quietly(completer: _Completer) -> _Completer:
    """The completer in a thread of its own: an error or a slow store gives no completions."""

    @wraps(completer)
    def quiet(context: typer.Context, incomplete: str) -> list[str]:
        found: list[str] = []

        def work() -> None:
            with suppress(Exception):  # whatever it is, the person at the prompt did not ask
                found.extend(completer(context, incomplete))

        worker = Thread(target=work, daemon=True)
        worker.start()
        worker.join(_PATIENCE)
        return list(found)

    return quiet


@_quietly
def questions(context: typer.Context, incomplete: str) -> list[str]:
    """Names of questions."""
    from graph.catalogue import question_names

    return [name for name in question_names() if name.startswith(incomplete)]


@_quietly
def parameters(context: typer.Context, incomplete: str) -> list[str]:
    """`key=` for each parameter of the question that is not given yet; `key=value` where the choices are known.

    bash takes `=` for a word of its own, so there the words are `key`, `=` and the beginning of a value.
    """
    from graph.catalogue import load_catalogue

    question = load_catalogue().get(context.params.get("question") or "")
    if question is None:
        return []
    given = list(context.params.get("parameters") or [])
    split_by_bash = bool(given) and (given[-1] == "=" or incomplete == "=")
    if split_by_bash:
        key, begun = (given[-2], incomplete) if given[-1] == "=" and len(given) > 1 else (given[-1], "")
        prefix = ""
    else:
        key, sign, begun = incomplete.partition("=")
        if not sign:
            used = {word.partition("=")[0] for word in given}
            return [f"{p.name}=" for p in question.parameters if p.name.startswith(key) and p.name not in used]
        prefix = f"{key}="
    return [prefix + value for value in _values(context, question, key) if value.startswith(begun)]


def _values(context: typer.Context, question: object, key: str) -> list[str]:
    parameter = next((p for p in getattr(question, "parameters", ()) if p.name == key), None)
    if parameter is None:
        return []
    if parameter.choices:
        return [str(choice) for choice in parameter.choices]
    return _document_ids(context) if key == "document" else []


@_quietly
def documents(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of documents."""
    return [i for i in _document_ids(context) if i.startswith(incomplete)]


def files_and_documents(context: typer.Context, incomplete: str) -> list[str]:
    """Files and folders of the file system, and ids of documents."""
    folder, _, begun = incomplete.rpartition("/")
    with suppress(OSError):
        found = sorted(Path(folder or ("/" if incomplete.startswith("/") else ".")).iterdir())
        inside = [p for p in found if p.name.startswith(begun) and (begun or not p.name.startswith("."))]
        files = [f"{folder}/{p.name}" if "/" in incomplete else p.name for p in inside]
        return [name + "/" * p.is_dir() for name, p in zip(files, inside, strict=True)] + documents(context, incomplete)
    return documents(context, incomplete)


def _document_ids(context: typer.Context) -> list[str]:
    from api.settings import load_settings
    from graph.documents import documents as list_documents
    from graph.store import open_store

    store = open_store(load_settings(store=context.params.get("store")).store_url, read_only=True)
    try:
        return [str(document["id"]) for document in list_documents(store)]
    finally:
        store.close()
