"""Reports on the actions that a letter lists, one by one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from forum.inbox.courtesies_and_conditions import is_harmless
from forum.inbox.sayings import ActionReported, NotUnderstood
from forum.inbox.typed_words import read_line, read_lines
from forum.questions.words import Reply, Word
from forum.text.dates import leading_date
from forum.text.wording import listed

_NEXT = re.compile(r"(?:(?<!\s)\s++)?(?:[,;.&]|\band\b)\s*+(?:and )?(?=\S{0,40}\d)", re.IGNORECASE)
_EDGES = " \t,;:.!–—-*•·()"
_NUMBERED = re.compile(r"\W*(?:(?:action|no|number|ref)\b\.?\s*)?0*(\d{1,3})\b[\s:.)–—-]*(.*)", re.IGNORECASE)
_ALL = re.compile(
    r"(?:all|both)(?: (?:two|three|four|actions|of them|are|now|is|have been))*\b[\s:,–—-]*(.*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:(?:new|date|by|now|due)\b[:\s]*)+", re.IGNORECASE)
_MOST_IN_A_LINE = 40  # places at which one line may go on to another action
_FIGURES = re.compile(r"\W*\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\b")


@dataclass(frozen=True)
class ActionLines:
    """Reports on actions, lines on actions that were not understood, and the lines that speak of no
    action.
    """

    reported: tuple[ActionReported, ...]
    not_understood: tuple[NotUnderstood, ...]
    rest: tuple[str, ...]


def read_actions(
    lines: Sequence[tuple[str, bool]],
    references: Sequence[str],
    today: dt.date,
    *,
    alone: bool,
    reported: Collection[str] = (),
) -> ActionLines:
    """Read the reports on the actions of ``references`` (clause 6: reported on until each is discharged).

    ``lines`` are those of :func:`forum.inbox.own_words.lines_of`. A line names its action
    ("MASE/2027-01/03", or "03" alone), or stands under the quoted line that does. Where the letter lists
    one action beside those ``reported`` done, no reference is needed for one of our words; and where it
    lists one at all and speaks of nothing else (``alone``), for an update in free text.
    """
    reports_by_action: dict[str, list[str]] = {}
    to_do = [reference for reference in references if reference not in reported] or references
    only = to_do[0] if len(to_do) == 1 else ""
    alone = alone and len(references) == 1
    about = ""
    for line, quoted in _one_by_one(lines, references, today):
        reference, report = _referred(line, references, today, quoted=quoted)
        about = reference or about
        if quoted:
            continue
        if not about and (report_of_all := _of_all(line, references, today)):
            for each in references:
                reports_by_action.setdefault(each, []).append(report_of_all)
            continue
        if report:
            reports_by_action.setdefault(about, []).append(report)
    rest = reports_by_action.pop("", [])
    if only and rest and (alone or _starts_with_an_answer(rest, today)):
        reports_by_action[only] = rest + reports_by_action.get(only, [])
        rest = []
    readings = [
        _read(reference, reports_by_action[reference], today)
        for reference in references
        if reference in reports_by_action
    ]
    return ActionLines(
        reported=tuple(report for report in readings if isinstance(report, ActionReported)),
        not_understood=tuple(report for report in readings if isinstance(report, NotUnderstood)),
        rest=tuple(rest),
    )


def how_to_report(references: Sequence[str]) -> str:
    """Say how a line on the actions of a letter is to be given."""
    if len(references) == 1:
        return "Reply DONE, or a new date such as 12 February and why, or HELP."
    short = [short_number(reference, references) for reference in references]
    return (
        f"Begin a line with the number of the action, {listed(short, 'or')}; after it say DONE, or a new "
        "date such as 12 February and why, or HELP."
    )


def short_number(reference: str, references: Sequence[str]) -> str:
    """Return the number of an action by itself, "03", where no other of the letter has it; else all of it."""
    number = reference.rpartition("/")[2]
    numbers = [each.rpartition("/")[2] for each in references]
    return number if numbers.count(number) == 1 else reference


def _one_by_one(
    lines: Sequence[tuple[str, bool]], references: Sequence[str], today: dt.date
) -> Iterator[tuple[str, bool]]:
    """Yield the lines; a line that speaks of several actions, "02 DONE, 03 HELP no venue", is divided."""
    for line, quoted in lines:
        begin = 0
        for mark in islice(_NEXT.finditer("" if quoted else line), _MOST_IN_A_LINE):
            before, after = line[begin : mark.start()], line[mark.end() :]
            if all(_referred(part, references, today, quoted=False)[0] for part in (before, after)):
                yield before, quoted
                begin = mark.end()
        yield line[begin:], quoted


def _read(reference: str, lines: Sequence[str], today: dt.date) -> ActionReported | NotUnderstood:
    reply = read_lines(lines, today)
    if reply.word in {Word.DONE, Word.NEW_DATE, Word.HELP}:
        return ActionReported(reference, reply)
    if any(_has_a_date_gone_by(line, today) for line in lines):
        return NotUnderstood(
            f"The new date for action {reference} has gone by, or is not in the calendar.",
            f"Reply {reference} with a day to come, such as 12 February, and why.",
            "\n".join(lines),
        )
    if reply.word is not Word.OTHER or len(_answers(lines, today)) > 1:
        return NotUnderstood(
            f"What you say of action {reference} can be read in two ways.",
            f"Reply {reference} with DONE, or a new date such as 12 February and why, or HELP.",
            "\n".join(lines),
        )
    return ActionReported(reference, reply)


def _answers(lines: Sequence[str], today: dt.date) -> set[tuple[Word, dt.date | None]]:
    return {(answer.word, answer.date) for line in lines if (answer := read_line(line, today))}


def _has_a_date_gone_by(line: str, today: dt.date) -> bool:
    """Say whether a line gives a date that has gone by or is not in the calendar."""
    dated = leading_date(_BEFORE.sub("", line).strip(), today)
    return read_line(line, today) is None and (dated is not None or _FIGURES.match(line) is not None)


def _starts_with_an_answer(lines: Sequence[str], today: dt.date) -> bool:
    first = next((line for line in lines if not is_harmless([line])), lines[0])
    answer = read_line(first, today)
    return answer is not None and answer.word in {Word.DONE, Word.NEW_DATE, Word.HELP}


def _of_all(line: str, references: Sequence[str], today: dt.date) -> str:
    """Return the report on all actions in a line, "done" of "all done"; empty where it has none."""
    match = _ALL.match(line)
    if not match or len(references) < 2:
        return ""
    answer = read_line(match[1], today)
    return match[1] if answer == Reply(Word.DONE) else ""


def _referred(line: str, references: Sequence[str], today: dt.date, *, quoted: bool) -> tuple[str, str]:
    """Return the action that a line begins with or, in quoted text, names, and the rest of the line."""
    for reference in references:
        if quoted and reference in line:
            return reference, ""
        match = re.match(rf"\W*(?:(?:action|re|ref)\b\W*)?{re.escape(reference)}(?!\d)", line, re.IGNORECASE)
        if match:
            return reference, line[match.end() :].strip(_EDGES)
    numbered = _NUMBERED.match(line)
    if quoted or not numbered or leading_date(line.strip(_EDGES), today):
        return "", line
    matching = [
        reference for reference in references if int(reference.rpartition("/")[2]) == int(numbered[1])
    ]
    if len(matching) != 1 or not (read_line(numbered[2], today) or _is_marked(line)):
        return "", line
    return matching[0], numbered[2]


def _is_marked(line: str) -> bool:
    """Say whether a line begins with the number of an action: "3: ", "03 not yet", "Action 3"."""
    return (
        re.match(
            r"\W*(?:action\b\s*\d+\b|0\d{1,2}\s+(?!and\b|or\b|to\b)[a-z]|\d{1,3}\s*[:.)]\s|\d{1,3}\s+[-–—]\s)",
            line,
            re.I,
        )
        is not None
    )
