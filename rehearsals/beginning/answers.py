"""The beginning of a board: what its folder has, what its people have answered, what is still open."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from forum.terms.policy import Policy, fit_lead_times, read_settings
from forum.terms.questionnaire import QUESTIONS
from forum.terms.reading.amounts import fits, meeting_days
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
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import count, listed, long_date
from mase.options import content_of
from rehearsals.beginning.people import WITH_SEAT, People, offices_asked, people_of
from tasks.documents.beginning.given_files import ENDINGS, Given, read_given
from tasks.documents.beginning.workbook import (
    NO,
    OTHER,
    PEOPLE,
    YES,
    ComeBack,
    Verdict,
    key_of,
    read_come_back,
    what_it_sets,
)
from tasks.documents.members.list_files import OLD_ENDINGS
from tasks.documents.members.people import A_DAY, table_with_headings
from tasks.documents.members.person_cells import ADDRESS, Entry
from tasks.limited.runner import Runner

WORKBOOK, MORE_DAYS = "begin.xlsx", "meetings.more"
_OWN = re.compile(r"begin ?(?:\(\d+\))?\.xlsx", re.I)  # as a browser or a mail names it when it comes back
_WELSH = re.compile(r"\b(?:cylch gorchwyl|cworwm|cyfansoddiad|cyfarfod|aelodau)\b", re.I)
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
Looked = tuple[tuple[Reading, Verdict], ...]


@dataclass(frozen=True)
class GivenFolder:
    """What a folder has: the terms, everybody's list, and rows in it that may have the days of meetings."""

    terms: Given
    lists: tuple[Given, ...]
    dates: tuple[str, ...]
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
        if path.suffix.lower() in kinds
        and not path.name.startswith((".", "~$"))
        and not _OWN.fullmatch(path.name)
    ]
    if not files:
        raise Problem(f"There is nothing to read in {folder}. {_PUT}")
    given = {path: limited.run(read_given, content_of(path), path.name) for path in files}
    terms = [path for path, file in given.items() if file.is_terms]
    welsh = [path for path, file in given.items() if _is_welsh(file)]
    terms = [path for path in terms if path not in welsh]
    if welsh and not terms:
        raise Problem(
            f"{listed(path.name for path in welsh)} is in Welsh, and clauses are read in English alone. Put "
            f"the English text beside it. The letters can be in both languages."
        )
    if not terms:
        raise Problem(f"None of these is terms of reference: {listed(path.name for path in files)}. {_PUT}")
    if len(terms) > 1:
        raise Problem(
            f"{listed(path.name for path in terms)} all look like terms of reference. Leave the one that is "
            f"in force in {folder}, and take the others out."
        )
    lists = tuple(given.values())
    dated = [sheet for file in lists if _is_of_dates(file) for sheet in file.sheets]
    rows = tuple(", ".join(filter(None, row)) for sheet in dated for row in sheet.rows)
    own = [path for path in folder.iterdir() if _OWN.fullmatch(path.name)]
    back = max(own, key=lambda path: path.stat().st_mtime, default=None)
    come_back = limited.run(read_come_back, content_of(back), back.name) if back else None
    return GivenFolder(given[terms[0]], lists, rows, terms[0]), come_back


def _is_welsh(given: Given) -> bool:
    """Say whether a file is in Welsh: more of its lines have Welsh words of a committee than English ones."""
    text = "\n".join(line.text for line in given.lines)
    return len(_WELSH.findall(text)) > len(re.findall(r"\b(?:the|meeting|members)\b", text, re.I))


def _is_of_dates(given: Given) -> bool:
    """Say whether a file is a list of dates: it has days, nobody's address and no headings of people."""
    cells = [cell for sheet in given.sheets for row in sheet.rows for cell in row]
    no_people = not any(map(ADDRESS.search, cells)) and not any(map(table_with_headings, given.sheets))
    return not given.is_terms and no_people and sum(bool(A_DAY.search(cell)) for cell in cells) > 1


def take_answers(given: GivenFolder, come_back: ComeBack | None, today: dt.date) -> Beginning:
    """Bring together what was read and what was answered, and say what is still open."""
    terms, back = read_terms(given.terms.lines), come_back or ComeBack()
    readings = tuple(_decided(terms.readings, back))
    lists = {path: settled_of(readings, path) for path in LISTS}
    of_terms = [(seat, clause) for text, clause in lists[SEATS] for seat in each_seat(text)]
    sheets = [
        sheet for file in given.lists if not (file.is_terms or _is_of_dates(file)) for sheet in file.sheets
    ]
    are_own = all(reading.path != SEATS for reading, _ in readings)
    of_people = people_of(
        sheets, given.terms.sheets, back, [seat for seat, _ in of_terms], today, are_own=are_own
    )
    people = of_people.people
    lists[SEATS] = of_terms or [(seat, "own") for seat in _own_seats(back, people)]
    asked = _questions(terms, readings, given, people, today, has_seats=bool(lists[SEATS]))
    questions = tuple((each, back.answers.get(each.path, "")) for each in (*asked, *of_people.asked))
    answers = dict(_answers(readings, questions))
    lists[SEATS] = lists[SEATS] or [("The members", "own")]
    needed = [seat for seat, _ in lists[MUST_INCLUDE]]
    settings, unread = settings_of(answers, lists, needed, terms.not_kept, today)
    fit_lead_times(settings, answers)
    policy, policy_faults = read_settings(settings)
    faults = {**of_people.faults, **dict(fault.split(": ", 1) for fault in unread)}
    for fault in policy_faults:
        path = next((path for path in answers if f"{fault.path}.".startswith(f"{path}.")), fault.path)
        faults.setdefault(path, f"found {fault.found}; allowed: {fault.allowed}")
    still_open = (*_open(readings, questions, people, faults), *_to_look_at(questions, come_back))
    return Beginning(given, terms, readings, questions, people, policy, settings, faults, still_open, today)


def _decided(readings: Sequence[Reading], back: ComeBack) -> Iterator[tuple[Reading, Verdict]]:
    """Yield the readings with their verdicts. Where one of a setting is right, its others are not."""
    verdicts = [back.verdicts.get(key_of(reading), Verdict()) for reading in readings]
    right = {
        reading.path
        for reading, verdict in zip(readings, verdicts, strict=True)
        if verdict.right in (YES, OTHER)
    }
    for reading, verdict in zip(readings, verdicts, strict=True):
        is_other = not verdict.right and reading.doubt and reading.path in right and reading.path not in LISTS
        yield reading, Verdict(NO) if is_other else verdict


def settled_of(readings: Looked, path: str) -> list[tuple[str, str]]:
    """Return what the readings of a setting come to, each with its clause."""
    settled = ((verdict.settles(reading), reading) for reading, verdict in readings if reading.path == path)
    return [(text, reading.clause.cited) for text, reading in settled if text]


def _own_seats(back: ComeBack, people: People) -> list[str]:
    """The seats where the terms list none: as they were answered, else those of the people."""
    if answer := back.answers.get(SEATS):
        return [name.strip() for name in answer.split(";") if name.strip()]
    seated = (entry for entry, right in people if right != NO and entry.role in WITH_SEAT)
    return [*dict.fromkeys(filter(None, (entry.seat for entry in seated)))]


def _questions(
    terms: TermsRead, readings: Looked, given: GivenFolder, people: People, today: dt.date, *, has_seats: bool
) -> Iterator[Asked]:
    """Yield what the terms and the list leave open. Dates in the folder are proposed for meetings."""
    settled = {reading.path: text for reading, verdict in readings if (text := verdict.settles(reading))}
    unsettled = {reading.path for reading, verdict in readings if verdict.settles(reading) is None}
    days, unclear = meeting_days(given.dates, terms.name, today)
    others = [long_date(day) for day in days if not fits(settled.get(RULE, ""), day)]
    if days and (others or unclear or RULE in unsettled):
        settled.pop(RULE, None)
        unsettled.discard(RULE)
    why = f"Not as the terms say: {listed(others)}." if others else "The dates that lie in the folder."
    for each in asked_of(terms, settled, unsettled, today, has_own_seats=has_seats):
        is_known = days and each.path == RULE
        proposal = ", ".join(map(long_date, days))
        yield replace(each, proposal=proposal, why=why) if is_known else each
    if unclear:
        ask = f"Are there meetings on these lines too: {'; '.join(f'“{row}”' for row in unclear)}?"
        yield Asked(
            MORE_DAYS, ask, "the dates with commas between, or none", None, "Your list of dates has them."
        )
    yield from offices_asked(people)


def _answers(
    readings: Looked, questions: Sequence[tuple[Asked, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the answer to each setting, with its clause; for what is open, what was read or a stand-in."""
    for reading, verdict in readings:
        text = verdict.settles(reading)
        if reading.path not in (*LISTS, OFTEN) and text != "":
            yield reading.path, (text or reading.answer, reading.clause.cited)
    more = next((answer for each, answer in questions if each.path == MORE_DAYS), "")
    for each, answer in questions:
        text = answer or each.proposal or _STAND_IN.get(each.path, "")
        if each.path == RULE and more and folded(more) != "none":
            text = f"{text}, {more}"
        if text and each.path != SEATS and (each.path in QUESTIONS or each.path in (RULE, "quorum")):
            yield each.path, (text, "own")


def _open(
    readings: Looked, questions: Sequence[tuple[Asked, str]], people: People, faults: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line for each thing that a person has to settle; for several of a kind, one."""
    rules, doubtful = defaultdict[str, list[Reading]](list), defaultdict[tuple[str, ...], list[Entry]](list)
    asked = {each.path for each, _ in questions}
    for reading, verdict in readings:
        if verdict.settles(reading) is None and reading.path not in asked:
            rules[reading.path].append(reading)
    for path, of_rule in rules.items():
        cited = listed(dict.fromkeys(reading.clause.cited for reading in of_rule))
        read = "; ".join(reading.answer for reading in of_rule)
        yield f"Clause {cited}: {what_it_sets(path)}: {read}? {of_rule[0].doubt}"
    for each, answer in questions:
        if each.path in faults or (not answer and each.proposal is None):
            yield f"{each.ask} {faults.get(each.path, '')}".strip()
    for entry, right in people:
        if entry.doubts and right != NO:
            doubtful[entry.doubts].append(entry)
    for doubts, entries in doubtful.items():
        names = listed(entry.name or entry.address for entry in entries)
        where = entries[0].place if len(entries) == 1 else PEOPLE
        yield f"{where}: {names}: {'; '.join(doubts)}"
    others = {path: fault for path, fault in faults.items() if path not in asked and path not in rules}
    yield from (f"{what_it_sets(path)}: {fault}" for path, fault in others.items())


def _to_look_at(questions: Sequence[tuple[Asked, str]], come_back: ComeBack | None) -> Iterator[str]:
    """Yield how many answers of ours there are to look at, where nobody has seen the workbook yet."""
    if come_back is None:
        number = sum(each.proposal is not None for each, _ in questions)
        yield f"{count(number, 'answer')} of ours to look at: leave the cell empty to take one"
