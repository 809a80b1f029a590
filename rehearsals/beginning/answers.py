"""The beginning of a board: what its folder has, what its people have answered, what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from forum.members.membership import Role
from forum.terms.policy import Policy, read_settings
from forum.terms.reading.answers import (
    LISTS,
    MUST_INCLUDE,
    Asked,
    TermsRead,
    asked_of,
    read_terms,
    settings_of,
)
from forum.terms.reading.rules import OFTEN, RULE, Reading
from forum.terms.reading.sections import SEATS, each_seat
from forum.text.addresses import checked_address
from forum.text.checks import folded
from forum.text.dates import leading_date
from forum.text.problem import Problem
from forum.text.wording import count, listed, long_date
from mase.options import content_of
from tasks.documents.beginning.given_files import ENDINGS, Given, read_given
from tasks.documents.beginning.workbook import NO, ComeBack, Verdict, key_of, read_come_back, what_it_sets
from tasks.documents.members.list_files import OLD_ENDINGS
from tasks.documents.members.people import read_people
from tasks.documents.members.person_cells import ADDRESS, SEATED, Entry, read_person
from tasks.limited.runner import Runner

WORKBOOK = "begin.xlsx"
CHAIR, UNIT = "people.chair", "people.unit"
_PUT = "Put your terms of reference (.docx or .pdf) and your list of people into it."
_STAND_IN = {  # until they are answered, so that the meetings of the first year can be shown
    "group.unit_name": "the unit",
    "group.unit_phone": "the unit’s number",
    "group.name": "The group",
    "group.short_name": "The group",
    "group.code": "GROUP",
    RULE: "first Tuesday of each month",
    "quorum": "1/2",
}
_OFFICES = (
    Asked(
        CHAIR,
        "Who is Chair?",
        "name <address>, or the name of somebody on the sheet People",
        None,
        "The Chair agrees the agenda and the minutes.",
    ),
    Asked(
        UNIT,
        "Who supports the group: secretary, clerk or officer?",
        "name <address>",
        None,
        "They get the desk letter and the workbooks.",
    ),
)
Looked = tuple[tuple[Reading, Verdict], ...]
People = tuple[tuple[Entry, str], ...]


@dataclass(frozen=True)
class GivenFolder:
    """What a folder has: the terms, everybody's list, and days in it that may be those of meetings."""

    terms: Given
    lists: tuple[Given, ...]
    dates: tuple[dt.date, ...]
    terms_file: Path


@dataclass(frozen=True)
class Beginning:
    """A board's beginning: what was read, what was answered, and what is still ``open``, a line each.

    While something is open, the ``policy`` has stand-ins for it; None where even these make none. ``faults``
    say by their settings what can't be as it is answered.
    """

    given: GivenFolder
    terms: TermsRead
    readings: Looked
    asked: tuple[tuple[Asked, str], ...]
    people: People
    policy: Policy | None
    settings: Mapping[str, Any]
    faults: Mapping[str, str]
    open: tuple[str, ...]
    today: dt.date

    @property
    def summary(self) -> str:
        """What was read, in a line."""
        sure = sum(not reading.doubt for reading, _ in self.readings)
        read = f"{count(len(self.readings), 'reading')}, {sure} of them sure"
        people = count(len(self.people), "person", "people")
        not_kept = count(len(self.terms.not_kept), "sentence")
        return f"{self.given.terms.name}: {read}; {people}; {not_kept} that no rule keeps."


def read_folder(folder: Path, limited: Runner) -> tuple[GivenFolder, ComeBack | None]:
    """Read every file of the folder, and the workbook if it has come back. Raises Problem without terms, or
    with two of them."""
    if not folder.is_dir():
        raise Problem(f"{folder} is no folder. Make one. {_PUT}")
    kinds = (*ENDINGS, *OLD_ENDINGS)
    files = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in kinds and not path.name.startswith((".", "~$")) and path.name != WORKBOOK
    ]
    if not files:
        raise Problem(f"There is nothing to read in {folder}. {_PUT}")
    given = {path: limited.run(read_given, content_of(path), path.name) for path in files}
    terms = [path for path, file in given.items() if file.is_terms]
    if not terms:
        raise Problem(f"None of these is terms of reference: {listed(path.name for path in files)}. {_PUT}")
    if len(terms) > 1:
        raise Problem(
            f"{listed(path.name for path in terms)} all look like terms of reference. Leave the one that is "
            f"in force in {folder}, and take the others out."
        )
    lists = tuple(given.values())
    back = folder / WORKBOOK
    come_back = limited.run(read_come_back, content_of(back), WORKBOOK) if back.exists() else None
    return GivenFolder(given[terms[0]], lists, tuple(_dates(lists)), terms[0]), come_back


def _dates(lists: Sequence[Given]) -> Iterator[dt.date]:
    """Yield the days of a file that has dates and nobody's address: the list of meetings."""
    for given in lists:
        cells = [cell for sheet in given.sheets for row in sheet.rows for cell in row if cell]
        if given.is_terms or any(ADDRESS.search(cell) for cell in cells):
            continue
        for cell in cells:
            found = leading_date(cell, dt.date(2000, 1, 1)) if any(sign.isdigit() for sign in cell) else None
            if found and found[0].year > 2000:
                yield found[0]


def take_answers(given: GivenFolder, come_back: ComeBack | None, today: dt.date) -> Beginning:
    """Bring together what was read and what was answered, and say what is still open."""
    terms, back = read_terms(given.terms.lines), come_back or ComeBack()
    readings = tuple((reading, back.verdicts.get(key_of(reading), Verdict())) for reading in terms.readings)
    lists = {path: settled_of(readings, path) for path in LISTS}
    of_terms = [(seat, clause) for text, clause in lists[SEATS] for seat in each_seat(text)]
    people = _people(given, back, [seat for seat, _ in of_terms])
    lists[SEATS] = of_terms or [(seat, "own") for seat in _own_seats(back, people)]
    questions = tuple(
        (each, back.answers.get(each.path, ""))
        for each in _questions(terms, readings, given, people, today, has_seats=bool(lists[SEATS]))
    )
    answers = dict(_answers(readings, questions))
    lists[SEATS] = lists[SEATS] or [("The members", "own")]
    needed = [seat for seat, _ in lists[MUST_INCLUDE]]
    settings, unread = settings_of(answers, lists, needed, terms.not_kept, today)
    policy, policy_faults = read_settings(settings)
    faults = dict(fault.split(": ", 1) for fault in unread)
    for fault in policy_faults:
        path = next((path for path in answers if f"{fault.path}.".startswith(f"{path}.")), fault.path)
        faults.setdefault(path, f"found {fault.found}; allowed: {fault.allowed}")
    still_open = (*_open(readings, questions, people, faults), *_to_look_at(questions, come_back))
    return Beginning(given, terms, readings, questions, people, policy, settings, faults, still_open, today)


def settled_of(readings: Looked, path: str) -> list[tuple[str, str]]:
    """Return what the readings of a setting come to, each with its clause."""
    settled = ((verdict.settles(reading), reading) for reading, verdict in readings if reading.path == path)
    return [(text, reading.clause.cited) for text, reading in settled if text]


def _own_seats(back: ComeBack, people: People) -> list[str]:
    """The seats where the terms list none: as they were answered, else those of the people."""
    if answer := back.answers.get(SEATS):
        return [name.strip() for name in answer.split(";") if name.strip()]
    return [*dict.fromkeys(entry.seat for entry, right in people if entry.seat and right != NO)]


def _questions(
    terms: TermsRead, readings: Looked, given: GivenFolder, people: People, today: dt.date, *, has_seats: bool
) -> Iterator[Asked]:
    """Yield what the terms and the list leave open. Dates in the folder are proposed for meetings."""
    settled = {reading.path: text for reading, verdict in readings if (text := verdict.settles(reading))}
    unsettled = {reading.path for reading, verdict in readings if verdict.settles(reading) is None}
    dates = ", ".join(map(long_date, given.dates))
    for each in asked_of(terms, settled, unsettled, today, has_own_seats=has_seats):
        is_known = dates and each.path == RULE
        yield replace(each, proposal=dates, why="The dates that lie in the folder.") if is_known else each
    roles = {entry.role for entry, right in people if right != NO}
    yield from (
        each for each, role in zip(_OFFICES, (Role.CHAIR, Role.UNIT), strict=True) if role not in roles
    )


def _answers(
    readings: Looked, questions: Sequence[tuple[Asked, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the answer to each setting, with its clause; for what is open, what was read or a stand-in."""
    for reading, verdict in readings:
        text = verdict.settles(reading)
        if reading.path not in (*LISTS, OFTEN) and text != "":
            yield reading.path, (text or reading.answer, reading.clause.cited)
    for each, answer in questions:
        text = answer or each.proposal or _STAND_IN.get(each.path, "")
        if text and each.path not in (CHAIR, UNIT, SEATS):
            yield each.path, (text, "own")


def _open(
    readings: Looked, questions: Sequence[tuple[Asked, str]], people: People, faults: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line for each thing that a person has to settle."""
    for reading, verdict in readings:
        if verdict.settles(reading) is None:
            about = f"{what_it_sets(reading.path)}: {reading.answer}?"
            yield f"Clause {reading.clause.cited}: {about} {reading.doubt}"
    for each, answer in questions:
        if each.path in faults or (not answer and each.proposal is None):
            yield f"{each.ask} {faults.get(each.path, '')}".strip()
    for entry, right in people:
        if entry.doubts and right != NO:
            yield f"{entry.place}: {entry.name or entry.address}: {'; '.join(entry.doubts)}"
    asked = {each.path for each, _ in questions}
    yield from (f"{what_it_sets(path)}: {fault}" for path, fault in faults.items() if path not in asked)


def _to_look_at(questions: Sequence[tuple[Asked, str]], come_back: ComeBack | None) -> Iterator[str]:
    """Yield how many answers of ours there are to look at, where nobody has seen the workbook yet."""
    if come_back is None:
        number = sum(each.proposal is not None for each, _ in questions)
        yield f"{count(number, 'answer')} of ours to look at: leave the cell empty to take one"


def _people(given: GivenFolder, back: ComeBack, seats: Sequence[str]) -> People:
    """Return everybody with a verdict: as the workbook has them, else as their list was read, else as the
    terms name them with an address."""
    of_lists = [sheet for file in given.lists if not file.is_terms for sheet in file.sheets]
    names = {seat: seat for seat in seats}
    fresh = read_people(of_lists, names) or tuple(
        entry for entry in read_people(given.terms.sheets, names) if entry.address
    )
    if not back.people:
        return tuple((entry, "") for entry in fresh)
    before = {entry.place: entry for entry in fresh}
    people = [(_checked(entry, before.get(entry.place), seats, right), right) for entry, right in back.people]
    for path, role in ((CHAIR, Role.CHAIR), (UNIT, Role.UNIT)):
        if answer := back.answers.get(path):
            named = replace(read_person("your answer", answer), role=role)
            known = [entry for entry, _ in people if folded(entry.name) == folded(named.name)]
            same = next(iter(known), named)
            named = named.with_more(address=same.address, organisation=same.organisation)
            if all(entry.role is not role for entry in known):
                people.append((_checked(named, None, seats, ""), ""))
    return tuple(people)


def _checked(entry: Entry, read: Entry | None, seats: Sequence[str], right: str) -> Entry:
    """Return a row as it came back, with the doubts that still stand: none of the reader's where the row was
    changed or its verdict given."""
    is_changed = read is not None and replace(read, doubts=()) != replace(entry, doubts=())
    entry = replace(entry, doubts=() if right or is_changed or read is None else entry.doubts)
    if right == NO:
        return entry
    if entry.role is None:
        entry = entry.doubting("which role do they have?")
    if entry.role in SEATED and not entry.seat:
        entry = entry.doubting("which seat do they fill?")
    elif entry.seat and seats and folded(entry.seat) not in map(folded, seats):
        entry = entry.doubting(f"“{entry.seat}” is none of the seats")
    if not entry.address:
        return entry.doubting("no address: where are they written to?")
    try:
        checked_address(entry.address)
    except Problem:
        return entry.doubting("this is no email address")
    return entry
