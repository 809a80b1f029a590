"""Deputies whom the register does not have yet, in the form that our letters ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.inbox.phrases.attendance.coming_clauses import clauses_of
from forum.inbox.phrases.attendance.coming_phrases import Kind
from forum.inbox.phrases.courtesies import answers_a_letter
from forum.inbox.sayings import DeputyNamed
from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words

_LONGEST_CARD = 400  # characters
_NAME = re.compile(
    rf"(?!(?i:{WEEKDAY}|{MONTH})\b)(?:(?:Dr|Mr|Mrs|Ms|Prof|Cllr|DCI|DI|DS|Det|Supt|Insp|Sgt)\.? ){{0,2}}"
    r"(?<![\w'’-])[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){1,2}"
)
_JOB = re.compile(r"(?:(?:our|the|an?) )?(?P<job>[A-Za-z][\w&'’/() -]{2,70})")
_ADDRESS = re.compile(r"<?(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)>?")
_LABEL = re.compile(
    r"^\W*+(?:my )?(?P<label>deputy|name|job title|title|role|post|e-?mail(?: address)?)\s*[:=]\s*",
    re.IGNORECASE,
)
_THEY_ARE = re.compile(r"[.,;]?\s(?:s?he|they)(?:['’]s| is| are) (?=(?:our|the|an?) )", re.IGNORECASE)
_PARTS = re.compile(r"[,;\n()]|\s[–—-]\s|\.(?=\s|$)")


_NO_JOB = any_of(words("is, are, has, have, will, can, was, i, we, my, me, she, he, they, please, sorry"))
_MOST_JOBS = 2
_BESIDE = frozenset({Kind.NOT_COMING, Kind.APOLOGY, Kind.NO, Kind.REASON, Kind.COURTESY})


@dataclass(frozen=True)
class Card:
    """A deputy who is new; sure where the name has a job title or an address, or stands behind DEPUTY:."""

    deputy: DeputyNamed
    is_sure: bool


def new_deputy(lines: Sequence[str], deputies: Sequence[str], *, deputy_asked: bool) -> Card | None:
    """Return the deputy whom a reply names as our letters ask for it, "Emma Stokes, Head of Practice,
    emma@probation.example", or who in its words comes in the writer's place. None beside anything else."""
    text = "\n".join(lines)
    addresses = _ADDRESS.findall(text)
    lines = re.split(r"(?<=[a-z][.!;])\s|\n", text)
    labels = [label["label"].casefold() for line in lines if (label := _LABEL.match(line))]
    if len(text) > _LONGEST_CARD or len(addresses) > 1 or "?" in text or labels.count("deputy") > 1:
        return None
    is_labelled = "deputy" in labels
    plain = "\n".join(_LABEL.sub("", line) for line in lines)
    for pattern in (_ADDRESS, _THEY_ARE):
        plain = pattern.sub(", ", plain)
    parts = [stripped for part in _PARTS.split(plain) if (stripped := part.strip(" <>[]:\t"))]
    named = [(number, *found) for number, part in enumerate(parts) if (found := _named_in(part))]
    if not named or len({name for _, name, kind in named if kind is Kind.DEPUTY} | {named[0][1]}) > 1:
        return None
    at, name, kind = named[0]
    jobs, others = _jobs([*parts[at + 1 :]], name)
    if any(not _declines(part, deputies) for part in (*parts[:at], *others)):
        return None
    is_in_form = bool(jobs or addresses or is_labelled)
    if kind is Kind.NAME and not (is_labelled or (deputy_asked and is_in_form)):
        return None
    return Card(DeputyNamed(name, ", ".join(jobs), "".join(addresses)), is_sure=is_in_form)


def _named_in(part: str) -> tuple[str, Kind] | None:
    """Return the name in a part of a card, and whether it says that its bearer comes or is the name alone."""
    for match in _NAME.finditer(part):
        kinds = [clause.kind for clause in clauses_of(part, (match[0],)) if clause.kind is not Kind.COURTESY]
        if kinds in ([Kind.NAME], [Kind.DEPUTY]) and not answers_a_letter(match[0]):
            return match[0], kinds[0]
    return None


def _jobs(parts: Sequence[str], name: str) -> tuple[list[str], list[str]]:
    """Return the parts behind a name that may be a job title, and those that are none."""
    jobs: list[str] = []
    for number, part in enumerate(parts):
        if [clause.kind for clause in clauses_of(f"{name} {part}", (name,))] == [Kind.DEPUTY]:
            return jobs, [*parts[number + 1 :]]
        is_said = all(clause.kind is not Kind.FREE for clause in clauses_of(part, ()))
        if is_said or len(jobs) == _MOST_JOBS or not (job := _JOB.fullmatch(part)) or _NO_JOB.search(part):
            return jobs, [*parts[number:]]
        jobs.append(job["job"].strip())
    return jobs, []


def _declines(part: str, deputies: Sequence[str]) -> bool:
    """Say whether a part of a reply says no more than that its writer does not come, or why."""
    return {clause.kind for clause in clauses_of(part, deputies)} <= _BESIDE
