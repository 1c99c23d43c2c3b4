"""Facts objects from gold JSON, so that resolving and row making are tested without extraction.

Gold has no spans: each name gets the place where the cleaned text prints it first.
"""

from __future__ import annotations

import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path

from loaders import facts as F
from loaders.text.clean import normalise

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {"wuhan": "wuhan-2023", "shenzhen": "shenzhen-2023"}


def raw_text(name: str) -> str:
    return (ROOT / "data" / "policies" / f"{SAMPLES[name]}.txt").read_text("utf-8")


def gold(name: str) -> dict:
    return json.loads((ROOT / "tests" / "gold" / f"{SAMPLES[name]}.json").read_text("utf-8"))


def facts_of(data: dict, raw: str) -> F.Facts:
    """A Facts object from gold-like JSON; names are found in the cleaned text, what is not printed stands at 0."""
    return _Maker(raw).make(F.Facts, data)


class _Maker:
    def __init__(self, raw: str) -> None:
        self.clean = normalise(raw)
        self.flat = self.clean.text

    def span(self, text: str | None) -> tuple[tuple[int, int], str]:
        at = self.flat.find(text) if text else -1
        if at < 0:
            return (0, 1), self.flat[:1]
        return self.clean.raw_span(at, at + len(text)), text

    def make(self, kind, data):
        if kind is F.Name and isinstance(data, str):
            data = {"name": data}
        known = {f.name: f for f in fields(kind)}
        hints = typing.get_type_hints(kind)
        values = {}
        for name in known:
            if name in data:
                values[name] = self.value(hints[name], data[name])
        if "span" in known:
            text = data.get("quote") or data.get("text") or data.get("name") or data.get("title") or data.get("raw")
            values["span"], values["quote"] = self.span(text)
        if "path" in known and "path" not in data:
            values["path"] = self.path(kind, data)
        if kind is F.Discrepancy:
            values["body_path"] = values["table_path"] = None
        for f in known.values():
            if f.name not in values and f.default is MISSING and f.default_factory is MISSING:
                values[f.name] = None
        return kind(**values)

    def path(self, kind, data):
        if kind is F.Task:
            return f"{'表' if data.get('origin') == 'table' else ''}{data.get('ordinal')}"
        if kind is F.Section:
            return (data.get("parent") or "") + data["ordinal"]
        return None

    def value(self, hint, data):
        if data is None:
            return None
        origin = typing.get_origin(hint)
        if origin in (types.UnionType, typing.Union):
            inner = [h for h in typing.get_args(hint) if h is not type(None)]
            return self.value(inner[0], data) if any(is_dataclass(h) for h in inner) else data
        if origin is list:
            (inner,) = typing.get_args(hint)
            return [self.make(inner, x) for x in data] if is_dataclass(inner) else list(data)
        return self.make(hint, data) if is_dataclass(hint) else data
