"""``index.html``: the months as a picture, the budget, the steps, and every letter and document to open.

``awkward.html``: day by day what happened, and what each person read of it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from config.settings import ROOT
from forum.calendar.steps import StepKind, StepVerdict
from forum.outbox.budget import Kind
from forum.outbox.states import State
from forum.text import wording
from mase.pages import page_in_print
from mase.terminal import write_private
from rehearsals.output import timeline
from rehearsals.output.budget import BudgetRow, budget_months, budget_rows, people_in_words
from rehearsals.output.facts import LetterFacts, MeetingFacts, PlayFacts, StepFacts
from rehearsals.output.files import WrittenFile

TITLES = {
    "after_meeting": "After the meeting",
    "chair": "Questions for the Chair",
    "paper_author": "Request for a paper",
    "pack_check": "Pack to check",
    "quorum": "Quorum forecast",
    "minutes": "Minutes and action log",
    "minutes_draft": "Minutes to draft",
    "minutes_again": "Minutes to correct",
    "actions": "Action digest",
    "desk": "Desk letter",
    "record_workbook": "Record workbook",
}
SET_ASIDE = (State.LAPSED, State.CANCELLED)
LOOK_AT = (StepVerdict.MISSED, StepVerdict.LATE, StepVerdict.NOT_POSSIBLE)


@dataclass(frozen=True)
class LetterOnPage:
    """A letter on the page: its own page, its ``.eml`` if it was sent, and its attachments by name."""

    facts: LetterFacts
    page: str
    eml: str
    attachments: tuple[tuple[str, WrittenFile], ...]


@dataclass(frozen=True)
class Batch:
    """Letters of a kind on a day. ``subject`` is empty if they differ; ``to`` is the reader or a number."""

    day: dt.date
    title: str
    subject: str
    to: str
    not_sent: str
    letters: tuple[LetterOnPage, ...]


@dataclass(frozen=True)
class ToLookAt:
    meeting: MeetingFacts
    step: StepFacts


def page(
    facts: PlayFacts,
    files: Mapping[str, WrittenFile],
    emls: Mapping[str, str],
    items: Sequence[str],
    terms: Sequence[str] = (),
) -> str:
    """The page as HTML; ``files`` by SHA-256, ``emls`` by the dispatches' keys, ``items`` of the calendar,
    ``terms`` the whole terms of reference and the policy, as files in the folder."""
    months = budget_months(facts.tallies, facts.first, facts.last)
    rows = budget_rows(facts.tallies, people_in_words(facts.letters), months)
    filters = {
        "long_date": wording.long_date,
        "full_date": wording.full_date,
        "short_date": wording.short_date,
        "month": wording.month,
        "capital": wording.capital,
        "count": wording.count,
        "listed": wording.listed,
        "clock_time": wording.clock_time,
        "link": link,
        "size": size,
    }
    return page_in_print(
        ROOT / "templates",
        "rehearsal.html",
        filters,
        facts=facts,
        meetings=facts.shown,
        later=len(facts.meetings) - len(facts.shown),
        picture=timeline.timeline(facts.shown, facts.first, facts.last),
        pictures=timeline.one_by_one(facts.shown, facts.last),
        standing=timeline.meeting_standing,
        top=timeline.TOP,
        summary=summary(facts, rows),
        to_look_at=to_look_at(facts.shown),
        over_budget=over_budget(rows),
        stuck=stuck(facts.letters),
        charts=[(kind, [row for row in rows if row.kind is kind]) for kind in Kind],
        months=months,
        batches=by_month(facts.letters, files, emls),
        documents=documents(facts.letters, files),
        terms=terms,
        calendar_items=[(place, day_of(place)) for place in items],
    )


def summary(facts: PlayFacts, rows: Sequence[BudgetRow]) -> list[tuple[str, str, bool]]:
    """The figures at the top: a number, what it counts, and whether it calls for a look."""
    steps = [step for meeting in facts.shown for step in meeting.steps]

    def number(verdict: StepVerdict) -> int:
        return sum(step.finding.verdict is verdict for step in steps)

    due = (step for step in steps if step.step.deadline is not None)  # without one, a step is only done
    on_time = sum(step.finding.verdict is StepVerdict.ON_TIME for step in due)
    sent = sum(letter.came for letter in facts.letters)
    over = len(over_budget(rows))
    return [
        (str(len(facts.shown)), wording.plural(len(facts.shown), "meeting"), False),
        (str(on_time), f"{wording.plural(on_time, 'step')} on time", False),
        (str(number(StepVerdict.LATE)), "late", number(StepVerdict.LATE) > 0),
        (str(number(StepVerdict.MISSED)), "missed", number(StepVerdict.MISSED) > 0),
        (str(sent), f"{wording.plural(sent, 'letter')} sent", False),
        (str(over), f"{wording.plural(over, 'person', 'people')} over the letter budget", over > 0),
    ]


def to_look_at(meetings: Iterable[MeetingFacts]) -> list[ToLookAt]:
    """The steps that were missed, late or not possible, in this order."""
    lines = [
        ToLookAt(meeting, step)
        for meeting in meetings
        for step in meeting.steps
        if step.finding.verdict in LOOK_AT
    ]
    return sorted(lines, key=lambda line: LOOK_AT.index(line.step.finding.verdict))


def over_budget(rows: Iterable[BudgetRow]) -> list[str]:
    """The people who got more letters in a month than the budget allows, each once."""
    return list(dict.fromkeys(row.person for row in rows if row.over))


def stuck(letters: Iterable[LetterFacts]) -> int:
    """The number of letters that wait for a person: neither sent nor set aside."""
    return sum(not letter.came and letter.state not in SET_ASIDE for letter in letters)


def by_month(
    letters: Sequence[LetterFacts], files: Mapping[str, WrittenFile], emls: Mapping[str, str]
) -> list[tuple[dt.date, list[Batch]]]:
    """The letters by month, and in it by day and kind, earliest first."""
    in_order = sorted(
        letters, key=lambda letter: (letter.at.date(), letter.letter, letter.meeting, letter.recipient)
    )
    batches = [
        _batch([_shown(letter, files, emls) for letter in alike])
        for _, alike in groupby(
            in_order, key=lambda letter: (letter.at.date(), letter.letter, letter.meeting)
        )
    ]
    return [
        (month, list(of_month))
        for month, of_month in groupby(batches, key=lambda batch: batch.day.replace(day=1))
    ]


def documents(
    letters: Iterable[LetterFacts], files: Mapping[str, WrittenFile]
) -> list[tuple[WrittenFile, int]]:
    """The documents by name, each with the number of letters that it went with."""
    went = Counter(sha256 for letter in letters if letter.came for sha256, _ in letter.attachments)
    named = sorted((file.place, sha256) for sha256, file in files.items())
    return [(files[sha256], went[sha256]) for _, sha256 in named]


def title(letter: str) -> str:
    """The kind of a letter in words: after_meeting is "After the meeting"."""
    return TITLES.get(letter, wording.capital(letter.replace("_", " ")))


def day_of(place: str) -> dt.date:
    """The day of a meeting from the name of its calendar item: calendar/2027-02-09-….ics"""
    return dt.date.fromisoformat(place.partition("/")[2][:10])


def link(place: str) -> str:
    """A path in the folder as an address in the page."""
    return quote(place)


def size(number: int) -> str:
    """A size in words: "12 KB"."""
    return f"{max(number // 1024, 1)} KB"


def _shown(letter: LetterFacts, files: Mapping[str, WrittenFile], emls: Mapping[str, str]) -> LetterOnPage:
    return LetterOnPage(
        facts=letter,
        page=f"mail/{letter.stem}.html",
        eml=emls.get(letter.key, ""),
        attachments=tuple((name, files[sha256]) for sha256, name in letter.attachments),
    )


def _batch(letters: Sequence[LetterOnPage]) -> Batch:
    first = letters[0].facts
    same = len({shown.facts.subject for shown in letters}) == 1
    left = [shown.facts.state.value for shown in letters if not shown.facts.came]
    return Batch(
        day=first.at.date(),
        title=title(first.letter),
        subject=first.subject if same else "",
        to=first.recipient if len(letters) == 1 else wording.count(len(letters), "person", "people"),
        not_sent=wording.listed(f"{left.count(state)} {state}" for state in dict.fromkeys(left)),
        letters=tuple(letters),
    )


@dataclass(frozen=True)
class Happening:
    """What happens on a day: ``what`` in a few words, ``who`` wrote, and what they wrote."""

    on: dt.date
    what: str
    who: str
    words: str


@dataclass(frozen=True)
class Day:
    """A day with what happened on it, and the letters that came: those of one subject together, with who
    read each."""

    on: dt.date
    happened: tuple[Happening, ...]
    read: Mapping[str, Sequence[LetterFacts]]


def write_days(happened: Sequence[Happening], facts: PlayFacts, out: Path) -> None:
    """Write the page beside the letters, which it links."""
    invited = [
        Happening(step.step.done, f"Invitations for {wording.full_date(meeting.date)}", "", "")
        for meeting in facts.meetings
        for step in meeting.steps
        if step.step.kind is StepKind.INVITE and step.step.done and facts.first <= step.step.done
    ]
    filters = {"full_date": wording.full_date, "capital": wording.capital, "link": link}
    every = days([*happened, *invited], facts.letters)
    page = page_in_print(ROOT / "templates", "awkward.html", filters, days=every)
    write_private(out / "awkward.html", page)


def days(happened: Sequence[Happening], letters: Sequence[LetterFacts]) -> list[Day]:
    """Return each day on which something happened or a letter came, the earliest first."""
    read: defaultdict[dt.date, defaultdict[str, list[LetterFacts]]] = defaultdict(lambda: defaultdict(list))
    for letter in sorted(letters, key=lambda letter: letter.recipient):
        if letter.sent:
            read[letter.sent.date()][letter.subject].append(letter)
    every = sorted({*read, *(each.on for each in happened)})
    return [
        Day(day, tuple(each for each in happened if each.on == day), dict(sorted(read[day].items())))
        for day in every
    ]
