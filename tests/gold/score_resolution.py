"""How well printed names lead to the right body or place: `resolution.tsv` against the rules.

    python tests/gold/score_resolution.py FOLDER...     folders that hold the documents, e.g. data/policies ../shared/cases

Every two rows of the table that have one identity are a pair that resolving must find, every two that it brings together a pair that
must be right: precision and recall are over these pairs, within documents and across them. Beside them stand how many names
were given to the right jurisdiction, and how many got the full official name.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

TABLE = Path(__file__).parent / "resolution.tsv"
FORMS = Path(__file__).parent / "resolution-forms.tsv"


def labels(table: Path = TABLE) -> list[dict[str, str]]:
    """The labelled rows: document, kind (unit, district), printed, jurisdiction, identity; or home in place of the first two."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def pairs(words: list[str]) -> int:
    """How many pairs of equal words there are."""
    return sum(n * (n - 1) // 2 for n in Counter(words).values())


def score(folders: list[Path]) -> dict[str, object]:
    """The figures over the rows whose document lies in one of the folders, and the rows that are wrong."""
    from loaders.prepare import facts_of
    from loaders.read import read
    from loaders.resolve import Resolver

    rows, found = [], []
    by_document = defaultdict(list)
    for row in labels():
        by_document[row["document"]].append(row)
    for document, some in by_document.items():
        path = next((p for folder in folders if (p := folder / f"{document}.txt").exists()), None)
        if path is None:
            continue
        resolver = Resolver(facts_of(read(path)))
        for row in some:
            resolve = resolver.unit if row["kind"] == "unit" else resolver.district
            identity = resolve(row["printed"], (0, 1))
            home = identity.home
            own = identity.label != "Unit" and home.id == identity.id
            rows.append(row)
            found.append((identity.id, home.name, home.key if own else home.full(identity.name)))
    return {"documents": len(by_document), **_figures(rows, found)}


def score_forms() -> dict[str, object]:
    """The same of `resolution-forms.tsv`: usual forms of many places, each in a document of `home` that says nothing else."""
    from loaders.facts import Facts, Header
    from loaders.resolve import Resolver

    rows = labels(FORMS)
    found = []
    for row in rows:
        identity = Resolver(Facts(document=Header(jurisdiction=row["home"]))).unit(row["printed"], (0, 1))
        found.append((identity.id, identity.home.name, identity.home.full(identity.name)))
    return _figures(rows, found)


def _figures(rows: list[dict[str, str]], found: list[tuple[str, str, str]]) -> dict[str, object]:
    gold = [f"{row.get('kind')} {row['identity']}" for row in rows]
    mine = [ident for ident, _, _ in found]
    both = pairs([f"{a} {b}" for a, b in zip(gold, mine, strict=True)])
    wrong = [
        (row.get("document") or row["home"], row["printed"], f"{row['jurisdiction']}: {row['identity']}", f"{home}: {full}")
        for row, (_, home, full) in zip(rows, found, strict=True)
        if (home, full) != (row["jurisdiction"], row["identity"])
    ]
    return {
        "names": len(rows),
        "identities": len(set(gold)),
        "precision": both / (pairs(mine) or 1),
        "recall": both / (pairs(gold) or 1),
        "jurisdiction": sum(row["jurisdiction"] == home for row, (_, home, _) in zip(rows, found, strict=True)) / len(rows),
        "full_name": 1 - len(wrong) / len(rows),
        "wrong": wrong,
    }


def main(folders: list[Path]) -> None:
    """Print the figures and what is not called by its official name."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    for title, found in (("samples and cases", score(folders)), ("usual forms of many places", score_forms())):
        wrong = found.pop("wrong")
        print(title)
        print("  " + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in found.items()))
        for document, printed, identity, full in wrong:
            print(f"  {document}: {printed} is {identity}, not {full}")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]] or [Path("data/policies"), Path("../shared/cases")])
