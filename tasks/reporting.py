"""The report of a run, for the operator: an artifact to read, a final state in words. Ids, codes, dates
only.

Artifacts: what a run leaves for the operator to look at in Prefect's UI.

The status board in the Prefect UI, as it stands once the morning's questions are put.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from prefect.artifacts import acreate_markdown_artifact
from prefect.client.schemas.objects import State as RunState
from prefect.settings import get_current_settings
from prefect.states import Completed
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.calendar.timetable import NEAR, Light, StatusBoard, StatusTable
from forum.outbox.states import State
from forum.text.wording import capital, count, full_date, listed, long_date
from tasks import reporting
from tasks.day import WorkingDay
from tasks.duties.desk.data import OpenDeadline, open_deadlines
from tasks.duties.desk.status_board import status_board
from tasks.failing import failure, listed_reasons
from tasks.mail.protocol.mailer import PACE_REACHED
from tasks.mail.sending.calendar.request import EVENTS as CALENDAR
from tasks.mail.sending.delivery import BUSY, ON_HOLD
from tasks.mail.sending.run import ALL_HELD, EVENTS
from tasks.paused import LEFT_OUT
from tasks.register.audit.journal import check_number_of_the_day
from tasks.register.audit.trail import HEADS, WRITTEN
from tasks.register.database.rows import rows_by_id
from tasks.register.tables import AuditRow, MeetingRow
from tasks.unforeseen import without_values


def are_shown() -> bool:
    """Say whether Prefect has a UI that shows artifacts; the server within a rehearsal has none."""
    return get_current_settings().server.ui.enabled


# Reasons for which delivery ends early and all is well, each with the words for Prefect's list of runs.
ALL_WELL = {
    ON_HOLD: "on hold",
    ALL_HELD: "on hold",
    BUSY: "another run delivers",
    PACE_REACHED: "more with the next run",
    LEFT_OUT: "paused flows left out",
}
# Built once, since building a statement costs more than running it.
_OF_RUN = (
    select(AuditRow)
    .where(
        AuditRow.run == bindparam("run"),
        AuditRow.actor == bindparam("by"),
        AuditRow.event.not_in((HEADS, WRITTEN)),
    )
    .order_by(AuditRow.seq)
)
MANY = {"reply": "replies", "address": "addresses"}


async def report(day: WorkingDay, stopped: str = "") -> RunState[None]:
    """Leave the run's artifact, with the deadlines that are near or missed, and return its final state.

    Prefect's list of runs shows the name of a state alone: it says what the run did. One that failed keeps
    its name, by which automations know it; its message begins with what was wrong.
    ``stopped`` says why the run ended before its time: it has failed, unless letters are held on purpose,
    another run delivers them, or the mailbox has had as many as it takes. It fails as well when duties could
    not be done for some of the meetings or groups. A paused group, which the page names, fails nobody's run:
    the watcher tells of it.
    """
    with day.office.register.reading() as session:
        rows = session.scalars(_OF_RUN, {"run": day.office.register.run, "by": day.by}).all()
        meetings = _references(session, rows)
        deadlines = _deadlines(day, session)
    said, wrong = in_words(rows, deadlines), _what_was_wrong(day, stopped)
    if wrong:
        message = f"{wrong} Done all the same: {said}." if rows else wrong
    else:
        message = f"{said}. {stopped}" if stopped else said
    if are_shown():
        await acreate_markdown_artifact(
            _markdown(day, message, rows, meetings, deadlines),
            key=day.flow.replace("_", "-"),
            description=f"{long_date(day.as_of)}: {message}",
        )
    if wrong:
        return failure(message, day.failed)
    why = [words for reason, words in ALL_WELL.items() if reason in stopped]
    return Completed(name=", ".join(dict.fromkeys([said, *why])), message=message)


def _what_was_wrong(day: WorkingDay, stopped: str) -> str:
    """Return what went wrong in a run, in sentences; empty when nothing did."""
    failed = [str(without_values(error)) for error in day.failed]
    for reason in ALL_WELL:  # where there are several mailboxes, each may have one
        stopped = stopped.replace(reason, "")
    return listed_reasons([*failed, " ".join(stopped.split())])


def in_words(rows: Sequence[AuditRow], deadlines: Sequence[OpenDeadline]) -> str:
    """The run in one line: "2 letters queued, 1 step done, 1 deadline missed"."""
    events = _tally(rows)
    said = [
        (events["meeting planned"], "meeting", "planned"),
        (events["invitation planned"], "invitation", "planned"),
        (events["invitation to be changed"], "invitation", "to be changed"),
        *((events[event], "invitation", event.removeprefix("invitation ")) for event in CALENDAR.values()),
        (events["letter queued"], "letter", "queued"),
        (events[EVENTS[State.SENT]] + events[EVENTS[State.REHEARSED]], "letter", "sent"),
        (events[EVENTS[State.HELD]], "letter", "held"),
        (events[EVENTS[State.UNKNOWN]] + events[EVENTS[State.ASKED]], "letter", "to be looked for"),
        (events[EVENTS[State.FAILED]], "letter", "refused for good"),
        (events[EVENTS[State.LAPSED]], "letter", "lapsed"),
        (events["reply recorded"], "reply", "recorded"),
        (events["reply not understood"], "reply", "not understood"),
        (events["item put to the unit"], "item", "put to the unit"),
        (events["item quarantined"], "item", "quarantined"),
        (events["item noted"], "item", "noted"),
        (events["address bounced"], "address", "marked as not reached"),
        (events["question opened"], "question", "opened"),
        (events["step done"], "step", "done"),
    ]
    words = [f"{count(number, noun, MANY.get(noun))} {verb}" for number, noun, verb in said if number]
    begun = words or ["Looked after, nothing new" if rows else "Nothing due"]
    missed = sum(one.is_missed for one in deadlines)
    return ", ".join([*begun, f"{count(missed, 'deadline')} missed"] if missed else begun)


def how_often(rows: Sequence[AuditRow]) -> list[str]:
    """The artifact's table of what happened; each thing is named for one, "letter sent"."""
    tally = {event.replace("letters ", "letter ", 1): number for event, number in _tally(rows).items()}
    return [
        "| What | How often |",
        "| --- | ---: |",
        *(f"| {what} | {tally[what]} |" for what in sorted(tally)),
    ]


def _tally(rows: Sequence[AuditRow]) -> Counter[str]:
    """Return the number of each event; delivery reports many letters in one row."""
    tally: Counter[str] = Counter()
    for row in rows:
        letters = row.about.get("dispatches")
        tally[row.event] += len(letters) if isinstance(letters, list) else 1
    return tally


def _references(session: Session, rows: Sequence[AuditRow]) -> list[str]:
    ids = {UUID(row.about["meeting"]) for row in rows if row.about.get("meeting")}
    meetings = sorted(rows_by_id(session, MeetingRow, ids).values(), key=lambda row: row.date)
    return [meeting.reference for meeting in meetings]


def _deadlines(day: WorkingDay, session: Session) -> Sequence[OpenDeadline]:
    """The deadlines that are near or missed, of steps that are not done."""
    until = day.as_of + dt.timedelta(days=NEAR)
    found = open_deadlines(session, day.as_of, until, day.only)
    return [one for one in found if one.is_missed or one.deadline >= day.as_of]


def _markdown(
    day: WorkingDay,
    message: str,
    rows: Sequence[AuditRow],
    meetings: Sequence[str],
    deadlines: Sequence[OpenDeadline],
) -> str:
    lines = [f"# {long_date(day.as_of)}", "", f"**{message}**", ""]
    lines += [line for words in day.office.paused for line in (words, "")]
    if meetings:
        lines += [f"Meetings: {listed(meetings)}.", ""]
    if rows:
        lines += how_often(rows)
    letters = Counter(row.about["letter"] for row in rows if row.event == "letter queued")
    if letters:
        lines += ["", "| Letter | Queued |", "| --- | ---: |"]
        lines += [f"| {letter.replace('_', ' ')} | {number} |" for letter, number in sorted(letters.items())]
    if deadlines:
        lines += ["", "| For | Step | Deadline | Verdict |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {one.of} | {one.step.kind} | {long_date(one.deadline)} | {one.finding.words} |"
            for one in deadlines
        ]
    return "\n".join(lines)


SYMBOLS = {
    Light.DONE: "🟢",
    Light.LATE: "🟠",
    Light.COMING: "⚪",
    Light.NEAR: "🟡",
    Light.MISSED: "🔴",
    Light.NOT_NEEDED: "➖",
}


async def leave_status_board(day: WorkingDay) -> None:
    """Leave the board of all groups, whichever group the run is for: it has one key."""
    if not reporting.are_shown():
        return
    with day.office.register.transaction(day.by) as tx:
        check_number_of_the_day(tx)  # also where none is sent to those who run the service
    board = status_board(day.office)
    await acreate_markdown_artifact(
        in_markdown(board), key="status-board", description=f"Status on {full_date(board.day)}"
    )


def in_markdown(board: StatusBoard) -> str:
    lines = [f"# {full_date(board.day)}"]
    if board.held:
        lines += ["", f"**{board.held}.**"]
    if board.files_waiting:
        lines += ["", f"**{board.files_in_words}.**"]
    if board.is_backup_late:
        lines += ["", f"**{board.backup}.**"]
    lines += [line for words in (*board.paused, *board.faults) for line in ("", f"**{words}**")]
    for group in board.groups:
        lines += ["", f"## {group.code}", "", f"{capital(group.headline)}."]
        for section in group.sections:
            lines += ["", f"### {capital(section.title)}", "", *_table(section)]
    if board.backup and not board.is_backup_late:
        lines += ["", f"{board.backup}."]
    if board.confirmed:
        lines += ["", f"{board.confirmed}."]
    if board.check_number:
        lines += ["", f"Check number of the audit trail: `{board.check_number}`"]
    return "\n".join(lines)


def _table(section: StatusTable) -> Iterator[str]:
    yield _line(section.headings)
    yield _line(["---"] * len(section.headings))
    for first, *others in section.rows:
        yield _line([f"{SYMBOLS[Light(first)]} {first}" if section.lit else first, *others])


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
