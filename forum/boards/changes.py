"""What is another than the Chair agreed in a report: that alone goes back to them (clauses 2 and 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from forum.boards.facts import Facts
from forum.boards.report import sections
from forum.terms.parts.duties import Body
from forum.text.wording import capital, count

MISSED = "Deadlines that were missed"


def changes(agreed: Facts, now: Facts, body: Body) -> tuple[str, ...]:
    """Return each line of a report that is another than the Chair agreed, with its heading (own rule).

    How many actions are open, how many lines of the plan have which colour and how many deadlines were met
    are counts of the day on which the report leaves, and so is what waits for its record: nobody agrees
    them. A deadline missed since then, and a meeting that is not to come any more, are told.
    """
    of_agreed, of_now = _lines(agreed, now, body), _lines(now, agreed, body)
    return tuple(
        line
        for heading in {**of_agreed, **of_now}
        for line in _in_words(heading, of_agreed.get(heading, []), of_now.get(heading, []))
    )


def _lines(facts: Facts, other: Facts, body: Body) -> Mapping[str, list[str]]:
    """Return the lines that are agreed, by heading; of the meetings to come those that both can name."""
    first, last = max(facts.last, other.last), max(other.coming, default=dt.date.max)
    agreed = replace(
        facts,
        discharged=0,
        open_actions=0,
        overdue=0,
        unrecorded=(),
        clocks=(),
        coming=tuple(day for day in facts.coming if first < day <= last),
        of_subjects=tuple(replace(each, standings=(), standings_before=()) for each in facts.of_subjects),
    )
    lines: dict[str, list[str]] = {}
    for section in sections(agreed, {}, body, is_draft=False):
        rows = section.table.rows if section.table else ()
        of_heading = lines.setdefault(str(section.heading), [])
        of_heading += [*section.lines, *(f"{name}: {', '.join(values)}" for name, *values in rows)]
    lines[MISSED] = [
        f"{capital(clock.name)}, clause {clock.clause}: {count(clock.due - clock.met, 'time')}"
        for clock in facts.clocks
        if clock.met < clock.due
    ]
    return lines


def _in_words(heading: str, before: list[str], after: list[str]) -> Iterator[str]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for old, new in zip_longest(before[i1:i2], after[j1:j2]):
            if old is None:
                yield f"{heading}, new: {new}"
            elif new is None:
                yield f"{heading}, no longer: {old}"
            else:
                yield f"{heading}: “{old}” is now “{new}”"
