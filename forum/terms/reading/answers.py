"""From clauses and answers to the settings of a policy, and what is still to be asked (at most twenty)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forum.terms.policy import WORDS
from forum.terms.policy_question import WHERE_TERMS_ARE_SILENT, AnswerKind, PolicyQuestion
from forum.terms.questionnaire import QUESTIONS, AnswerReader, limit_as_setting
from forum.terms.reading.amounts import A_RULE, limits_in, meeting_rule, plain_numbers
from forum.terms.reading.clauses import Clause, Line, clauses_of
from forum.terms.reading.limits import AGENDA, MINUTES, MORE_THAN_HALF, PAPERS
from forum.terms.reading.rules import (
    BOARDS,
    OFTEN,
    RULE,
    Reading,
    readings_of,
)
from forum.terms.reading.sections import PURPOSES, SEATS, group_name, purposes_of, seats_of, title_of
from forum.text.cells import Cell
from forum.text.checks import folded
from forum.text.wording import MONTHS

NAME, SHORT_NAME, CODE = "group.name", "group.short_name", "group.code"
MUST_INCLUDE = "quorum.must_include"
LISTS = (SEATS, PURPOSES, BOARDS, MUST_INCLUDE)
OWN = "own"
LONGEST_LINE, DAYS_FOR_AGENDA = 290, 10
A_YEAR = re.compile(r"\b(?:annual(?:ly)?|(?:every|each|once a|per) (?:\w+ )?year|yearly)\b", re.I)
MONTH_NAMED = re.compile(
    rf"\b(?:in|by|of|each|every|before|\d{{1,2}}) (?:the end of )?({'|'.join(MONTHS)})\b"
)
_DUTY = re.compile(
    r"\b(?:will|shall|must|should|may not|is to|are to|to be|requires?|required|responsible for|expected"
    r"|is|are|has|have)\b",
    re.I,
)
_NO_SUNDAYS = re.compile(r"\bSundays?\b.*\bholidays?\b", re.I)
_NO_LINK = ("a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "&")


@dataclass(frozen=True)
class TermsRead:
    """What was read of terms of reference: the name, every reading, and the duties that no rule keeps."""

    name: str
    readings: tuple[Reading, ...]
    not_kept: tuple[tuple[Clause, str], ...]


@dataclass(frozen=True)
class Asked:
    """A question that the terms leave open. ``proposal`` is what an empty answer means; None: it has to be
    answered."""

    path: str
    ask: str
    allowed: str
    proposal: str | None
    why: str


def read_terms(lines: Sequence[Line]) -> TermsRead:
    """Read the terms. Two clauses that differ are both asked about; what is doubtful falls where another
    clause is sure of the same."""
    clauses, name = clauses_of(lines), group_name(lines)
    readings = [*seats_of(clauses), *purposes_of(clauses)]
    listed = {id(reading.clause) for reading in readings}
    readings += [
        reading
        for clause in clauses
        if id(clause) not in listed or clause.is_item
        for reading in readings_of(clause, name)
    ]
    statutory = {clause.number for clause in clauses if clause.number and _NO_SUNDAYS.search(clause.sentence)}
    rules = [
        _in_statutory_days(reading) if reading.clause.number in statutory else reading
        for reading in readings
        if reading.path
    ]
    kept = tuple(_agreed(rules))
    of_rules = {id(reading.clause) for reading in kept}
    rest = [
        (clause, clause.sentence)
        for clause in clauses
        if id(clause) not in of_rules and _DUTY.search(clause.sentence) and not clause.sentence.endswith(":")
    ]
    parts = [reading for reading in readings if not reading.path]
    seats = [reading.answer for reading in kept if reading.path == SEATS]
    needed = [
        Reading(reading.clause, MUST_INCLUDE, seat)
        for reading in parts
        for seat in _needed(reading.answer, seats)
    ]
    others = [
        (reading.clause, reading.answer)
        for reading in parts
        if id(reading.clause) in of_rules and all(reading.clause is not each.clause for each in needed)
    ]
    return TermsRead(name, (*kept, *needed), (*others, *rest))


def _in_statutory_days(reading: Reading) -> Reading:
    """Return a limit of clear days as one of statutory clear days, where its clause leaves out Sundays."""
    return replace(reading, answer=re.sub(r"(?<=\d) clear day", " statutory clear day", reading.answer))


def _needed(part: str, seats: Sequence[str]) -> Iterator[str]:
    """Yield the seats that must be there where a part of the quorum's sentence says no more than that:
    "one of which must be Kent Police"."""
    match = re.search(
        r"“(?:including|which must include|must include|and must include|(?:at least )?one of "
        r"(?:which|whom) must be|and)(?: always)? (.+)”",
        part,
        re.I,
    )
    names = (
        re.split(r",| and (?:the )?", re.sub(r"^the ", "", match[1].strip(" ."), flags=re.I)) if match else []
    )
    known = {folded(seat): seat for seat in seats}
    if names and all(folded(name.strip()) in known for name in names):
        yield from (known[folded(name.strip())] for name in names)


def _agreed(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield each reading once, with a doubt where sure ones differ."""
    seen = set()
    for reading in readings:
        same = [other for other in readings if other.path == reading.path]
        key = (reading.path, folded(reading.answer))
        if key in seen or (reading.path == OFTEN and any(other.path == RULE for other in readings)):
            continue
        sure = {other.answer for other in same if not other.doubt}
        if reading.path in LISTS or (len(sure) == 1 and reading.answer in sure):
            seen.add(key)
            yield next(
                (other for other in same if folded(other.answer) == key[1] and not other.doubt), reading
            )
        elif len(sure) > 1 and not reading.doubt:
            seen.add(key)
            others = " and ".join(f"“{answer}”" for answer in sorted(sure))
            yield replace(reading, doubt=f"the clauses say {others}")
        elif not sure:
            seen.add(key)
            yield reading


def asked_of(
    terms: TermsRead,
    settled: Mapping[str, str],
    unsettled: Container[str],
    today: dt.date,
    *,
    has_own_seats: bool,
) -> tuple[Asked, ...]:
    """Return what is to be asked beside the readings that were confirmed (``settled``, by their
    settings), and those that are asked about themselves (``unsettled``)."""
    name = settled.get(NAME) or terms.name
    initials = "".join(
        word[0] for word in re.findall(r"[A-Za-z][\w’']*", name) if word.lower() not in _NO_LINK
    ).upper()
    often, of_papers = settled.get(OFTEN, ""), [each.answer for each in terms.readings if each.path == PAPERS]
    questions = (
        (NAME, terms.name or None, "It stands at the head of every page."),
        (SHORT_NAME, name or None, "Letters call the group so."),
        (CODE, initials[:8] if len(initials) > 1 else None, "It is used in references, such as HAP/2027-01."),
        ("group.unit_name", None, "Letters come from them."),
        ("group.unit_phone", None, "It stands at the foot of every letter."),
        ("group.go_live", f"{today + dt.timedelta(days=1):%d/%m/%Y}", "Tomorrow. Nothing earlier is chased."),
        (RULE, None, f"The terms say “{often}”; give the days." if often else "The terms name no days."),
        ("meetings.start", "10am", "The terms name no time."),
        ("meetings.place", "Online", "The terms name no place."),
        (AGENDA, *_agenda_proposed([settled[PAPERS]] if PAPERS in settled else of_papers)),
        (PAPERS, "5 working days", "The terms do not say it. A working week is usual."),
        (MINUTES, "10 working days", "The terms do not say it. Two weeks are usual."),
        ("quorum", None, "The terms name no figure."),
        ("attendance.own", "none", "The terms ask for no share of meetings."),
        ("attendance.deputies", "100%", "The terms do not limit it. “none”: nobody sends a deputy."),
    )
    asked = [
        Asked(path, _ask(path), _allowed(path), proposal, why)
        for path, proposal, why in questions
        if path not in settled
        and path not in unsettled
        and not (
            path == "quorum"
            and any(kind in settled or kind in unsettled for kind in ("quorum.share", "quorum.number"))
        )
    ]
    if SEATS not in settled and SEATS not in unsettled and not has_own_seats:
        asked.append(
            Asked(
                SEATS,
                "Whose places are there in the group?",
                "names with semicolons between",
                None,
                "The terms have no list of members.",
            )
        )
    return tuple(asked)


def _agenda_proposed(papers: Sequence[str]) -> tuple[str, str]:
    """Return by when we propose that the agenda is agreed, and why: never after the papers are out."""
    numbers = {answer: int(answer.split(" ")[0]) for answer in papers if answer.split(" ")[0].isdigit()}
    longest = max(numbers, key=lambda answer: numbers[answer], default="")
    if longest and numbers[longest] >= DAYS_FOR_AGENDA:
        return longest, "The terms do not say it. As long before as the papers."
    proposed = f"{DAYS_FOR_AGENDA} working days"
    return proposed, "The terms do not say it. Three days more than many have for papers."


def _ask(path: str) -> str:
    return {
        RULE: "On which days are the meetings of the coming year?",
        "quorum": "How many seats must be filled to decide?",
        "attendance.own": "What share of meetings does a member come to, at least?",
        "attendance.deputies": "What share of meetings may a deputy stand in for?",
    }.get(path) or QUESTIONS[path].ask


def _allowed(path: str) -> str:
    if path == RULE:
        return A_RULE
    return "a share, such as 1/3, or a number, such as 4" if path == "quorum" else QUESTIONS[path].allowed


def reminders_of(not_kept: Sequence[tuple[Clause, str]], month: str) -> list[dict[str, Any]]:
    """Return the reminders of what no rule keeps: at its limit from a meeting, or once a year in the month it
    names, else in ``month``.
    What has no day is one reminder a year, to look through it."""
    reminders: list[dict[str, Any]] = []
    without_day: list[str] = []
    for clause, sentence in not_kept:
        what, limit = sentence.strip("“”")[:LONGEST_LINE], limit_of(sentence)
        if limit:
            side, count = limit
            when = {f"{side}_meeting": {**count, "clause": clause.cited}}
            reminders.append({"what": what, **when, "clause": clause.cited})
        elif named := MONTH_NAMED.search(sentence):
            reminders.append({"what": what, "months": [named[1]], "clause": clause.cited})
        elif A_YEAR.search(sentence):
            reminders.append({"what": what, "months": [month], "clause": clause.cited})
        else:
            without_day.append(clause.cited)
    if without_day:
        cited = ", ".join(dict.fromkeys(without_day))
        what = f"Look through what your terms ask for and nothing here sees to: clauses {cited}"
        reminders.append({"what": what[:LONGEST_LINE], "months": [month], "clause": OWN})
    return reminders


def limit_of(sentence: str) -> tuple[str, Mapping[str, int]] | None:
    """Return the side of a meeting and the limit that a sentence no rule keeps has, if it has just one."""
    limits = [amount for amount in limits_in(plain_numbers(sentence)) if amount.side and amount.is_plain]
    if len(limits) != 1 or not re.search(r"meeting", sentence, re.I):
        return None
    count = limit_as_setting(limits[0].answer)
    return (limits[0].side, count) if count else None


@dataclass
class Settings:
    """Answers being made the settings of a policy; ``faults`` has what can't be read, by setting."""

    reader: AnswerReader
    values: dict[str, Any]

    def put(self, path: str, value: object) -> None:
        *tables, name = path.split(".")
        inside = self.values
        for table in tables:
            inside = inside.setdefault(table, {})
        if value is not None:
            inside[name] = value

    def answer(self, path: str, text: str, clause: str) -> None:
        """Put the answer to a question, and its clause."""
        question: PolicyQuestion = QUESTIONS.get(path) or PolicyQuestion(path, path)
        cell = Cell(path, text)
        if path == RULE:
            rule = meeting_rule(text, self.reader.today)
            if rule is None:
                self.reader.fault(cell, A_RULE)
            self.put(RULE, rule)
            self.put("meetings.clause", clause)
        elif path == "quorum":
            kind = "quorum.number" if text.strip().isdigit() or AnswerKind is None else "quorum.share"
            self.answer(kind, text, clause)
        elif path == "quorum.share" and text == MORE_THAN_HALF:
            self.answer(path, "1/2", clause)
            self.put("quorum.exceeds", True)
        else:
            self.put(path, self.reader.answer(cell, question))
            if question.clause or path.startswith("quorum."):
                self.put(question.clause or "quorum.clause", clause)


def settings_of(
    answers: Mapping[str, tuple[str, str]],
    lists: Mapping[str, Sequence[tuple[str, str]]],
    must_include: Sequence[str],
    not_kept: Sequence[tuple[Clause, str]],
    today: dt.date,
) -> tuple[dict[str, Any], list[str]]:
    """Return the settings of a policy file from the answers, by setting, and the ``lists`` of seats, purposes
    and boards, each answer with its clause; and a sentence for each answer that can't be read."""
    settings = Settings(AnswerReader([], today), {})
    for path, question in QUESTIONS.items():
        if path not in answers and question.default is not None and not path.startswith("meetings.rule"):
            settings.put(path, settings.reader.answer(Cell(path, ""), question))
            if question.clause:
                settings.put(question.clause, OWN)
    purposes = {key: text for key, (text, _) in _named(lists.get(PURPOSES, ()))} or {
        "business": "The business of the group"
    }
    settings.values |= {
        "seats": [
            {"name": name, "short_name": short, "clause": clause}
            for (name, clause), short in zip(
                lists[SEATS], short_names([name for name, _ in lists[SEATS]]), strict=True
            )
        ],
        "objectives": purposes,
        "standing_items": [
            {
                "title": title_of(text),
                "purpose": "discussion",
                "minutes": max(5, 60 // len(purposes)),
                "objective": key,
            }
            for key, text in purposes.items()
        ],
        "boards": [name for name, _ in lists.get(BOARDS, ())],
        "partnerships": [],
        "words": dict(WORDS),
        "defaults": dict(WHERE_TERMS_ARE_SILENT),
    }
    for path, (text, clause) in answers.items():
        settings.answer(path, text, clause)
    year = settings.values["attendance"]["board_year_starts"]
    settings.values["reminders"] = reminders_of(not_kept, year)
    if must_include:
        settings.values["quorum"]["must_include"] = list(must_include)
    return settings.values, settings.reader.faults


def _named(purposes: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the purposes, each under its longest word, or its number where another has that."""
    names: set[str] = set()
    for number, (text, clause) in enumerate(purposes, start=1):
        words = sorted(re.findall(r"[a-z]{5,14}", title_of(text).lower()), key=len, reverse=True)
        name = next((word for word in words if word not in names), f"purpose{number}")
        names.add(name)
        yield name, (text, clause)


def short_names(names: Sequence[str]) -> list[str]:
    """Return a name for tables for each seat, no two alike: what brackets hold, the name, or its initials."""
    short: list[str] = []
    taken = {folded(name) for name in names}
    for name in names:
        abbreviation = re.search(r"\(([A-Z][A-Z&]{1,8})\)", name)
        words = [word for word in re.findall(r"[A-Za-z\d][\w’']*", name) if word.lower() not in _NO_LINK]
        initials = "".join(word if word.isdigit() else word[0].upper() for word in words)
        options = [abbreviation[1] if abbreviation else "", name if len(name) <= 24 else "", initials, name]
        choice = next(
            (
                option
                for option in options
                if len(option) > 1 and (option == name or folded(option) not in taken)
            ),
            name,
        )
        taken.add(folded(choice))
        short.append(choice)
    return short
