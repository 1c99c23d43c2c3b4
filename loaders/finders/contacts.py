"""Telephone numbers and mailboxes, with the unit that they reach. They stay in the JSON and never enter the graph.

Printed forms:
  1. 向某某办公室（联系电话83351234，邮箱a@b.cn）报送     the unit in front of the bracket
  2. （联系人：张某，联系电话：0591-83351234）             the person, where no unit stands in front
  3. 联系单位：某某局；联系电话：…
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.facts import Aliased, Contact, Span
from loaders.text.outline import Outline
from loaders.text.phrases import cleaned_at

_PHONE = re.compile(
    r"(?:电话|联系方式|热线|传真|手机|联系人)[^\d。；\n@]{0,14}(?P<phone>(?:\+?86-?)?(?:\(?0\d{2,3}\)?[- ]?|（0\d{2,3}）)?\d{7,8}(?:-\d{1,5})?|1[3-9]\d{9})(?![\d])"
)
_MAIL = re.compile(r"(?P<mail>[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")
_PERSON = re.compile(r"联系人(?:及电话)?：?(?P<name>[一-龥]{2,4}?)(?=[，、；：\s）\d]|电话|联系)")
_UNIT_KEY = re.compile(r"(?:联系|咨询|受理|报送)单位：(?P<name>[一-龥（）]{3,30}?)(?=[，；。\n])")


def find(outline: Outline, *, organisations: Sequence[Aliased] = ()) -> list[Contact]:
    """Every number or mailbox, those of one sentence joined to one contact; `name` is the unit as printed, else the person."""
    text = outline.text
    named = sorted(
        (cleaned_at(outline, start), cleaned_at(outline, end - 1) + 1)
        for o in organisations
        for start, end in (o.spans or [o.span])
    )
    found: list[Contact] = []
    phones = [(m.start("phone"), m.end("phone"), "phone", m["phone"]) for m in _PHONE.finditer(text)]
    mails = [(m.start("mail"), m.end("mail"), "email", m["mail"]) for m in _MAIL.finditer(text)]
    begin = last = -1000  # where the contact that is being read begins, and where its last number ends
    for start, end, kind, value in sorted([*phones, *mails]):
        near = found and start - last < 40 and "\n" not in text[last:start] and "。" not in text[last:start]
        if near and getattr(found[-1], kind) is None:
            fresh = outline.at(begin, end)
            found[-1].span, found[-1].quote = fresh["span"], fresh["quote"]
        else:
            name, begin = _owner(text, start, named)
            found.append(Contact(name=name, **outline.at(begin, end)))
        setattr(found[-1], kind, value)
        last = end
    return found


def _owner(text: str, at: int, named: Sequence[Span]) -> tuple[str, int]:
    """(name, where it stands) of whom a number reaches: the nearest unit in front of it in the sentence, else the person."""
    low = max(0, at - 160)
    low = max(low, *(text.rfind(c, low, at) + 1 for c in "。\n"))
    if m := _UNIT_KEY.search(text, low, at):
        return m["name"], m.start("name")
    near = bisect_right(named, (at, at)) - 1
    if near >= 0 and named[near][0] >= low:
        return text[slice(*named[near])], named[near][0]
    if m := _PERSON.search(text, low, at):
        return m["name"], m.start("name")
    return "", at
