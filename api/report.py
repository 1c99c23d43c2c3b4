"""`policygraph report`: one reading for a person to trust or mend, on the terminal, as a page, as JSON."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api import output
from api.errors import WrongUse

if TYPE_CHECKING:
    from loaders.report import Check, Report
    from loaders.source import Source

# Kind of mark -> (中文, colour of the page, style of the terminal); the narrowest mark over a character colours it.
KINDS: dict[str, tuple[str, str, str]] = {
    "document": ("文件信息", "#b7791f", "yellow"),
    "sections": ("标题", "#718096", "bold"),
    "tasks": ("任务", "#4a5568", ""),
    "units": ("单位", "#2b6cb0", "bold blue"),
    "deadlines": ("时限", "#c05621", "bold magenta"),
    "goals": ("目标", "#2f855a", "green"),
    "cites": ("引用", "#b7791f", "yellow"),
    "chains": ("产业链", "#00838f", "cyan"),
    "district_roles": ("区域任务", "#805ad5", ""),
    "place_roles": ("省市任务", "#805ad5", ""),
    "districts": ("区域", "#805ad5", "magenta"),
    "platforms": ("平台", "#00838f", "cyan"),
    "organisations": ("机构", "#2b6cb0", "blue"),
    "unit_groups": ("单位组", "#2b6cb0", "blue"),
    "measures": ("政策工具", "#2f855a", "green"),
    "contacts": ("联系方式", "#718096", "dim"),
    "corrections": ("人工更正", "#d69e2e", "reverse yellow"),
    "signals": ("未读", "#e53e3e", "underline red"),
    "ignored": ("忽略", "#a0aec0", "dim strike"),
}
_SHOWN = 3  # missed places that a line of the terminal names; --html and --json have all


def print_report(report: Report) -> None:
    """The checks, what no rule reads, the corrections, and the text coloured by kind of fact."""
    for name, value in report.header.items():
        print(f"{name.replace('_', ' ')}: {value}")
    print("read: " + ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in report.counts.items() if count))
    print(f"facts rest on {report.covered:.0%} of the characters")
    print()
    output.print_table(["check", "in the text", "read", "look at"], [_check_row(check) for check in report.checks])
    print()
    print("no rule reads:" if report.signals else "no rule reads: nothing; every line was read")
    for signal in report.signals:
        print(f"  {signal.span[0]}-{signal.span[1]} {signal.kind}: {output.one_line(signal.why)}")
    if report.corrections:
        print("corrected by a person:")
    for done in report.corrections:
        by = f" ({done.by})" if done.by else ""
        change = f"{output.to_json(done.before, indent=None)} -> {output.to_json(done.after, indent=None)}"
        print(f"  {done.action} {done.fact}: {done.why}{by}: {change}")
    print()
    if sys.stdout.isatty():
        looks = {kind: look for kind, look in KINDS.items() if any(mark.kind == kind for mark in report.marks)}
        named = [(f" {kind} {chinese} ", style) for kind, (chinese, _, style) in looks.items() if style]
        output.print_styled([("colours:", ""), *named, ("\n\n", "")])
    output.print_styled(
        (piece.text, KINDS[report.marks[piece.marks[-1]].kind][2] if piece.marks else "") for piece in report.pieces
    )
    print()


def _check_row(check: Check) -> dict[str, Any]:
    looked = "；".join(output.one_line(text) for _, text in check.missed[:_SHOWN])
    more = len(check.missed) - _SHOWN
    return {
        "check": check.name,
        "in the text": check.expected,
        "read": check.found,
        "look at": looked + (f" and {more} more" if more > 0 else ""),
    }


def print_json(report: Report) -> None:
    """The whole report as JSON; the text is that of `extract`, and each piece has its offsets."""
    output.print_json(asdict(report))


def page(report: Report, source: Source) -> str:
    """The report as one html page that needs no other file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("api", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    used = {mark.kind for mark in report.marks}
    return environment.get_template("report.html").render(
        report=report,
        kinds={kind: look for kind, look in KINDS.items() if kind in used},
        marks=[{"kind": m.kind, "label": m.label, "note": m.note, "entry": m.entry} for m in report.marks],
        pieces=[(piece, " ".join(f"k-{report.marks[n].kind}" for n in piece.marks[-1:])) for piece in report.pieces],
        mending=Path(source.name).stem + ".corrections.toml",
    )


def write_page(report: Report, source: Source, path: Path) -> None:
    """Write the page; - is standard output. Raises WrongUse where the file cannot be written."""
    text = page(report, source)
    if str(path) == "-":
        print(text)
        return
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise WrongUse(f"{path}: cannot be written ({error.strerror or error}); name another file") from None
    print(f"wrote {path}")
