"""Meetings on the register: mase meeting list, call, move, joining, cancel, skip."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import (
    NONE_PLANNED,
    PERSON,
    GroupOption,
    How,
    HowOption,
    MeetingArgument,
    date_typed,
    reason_typed,
    the_office,
    time_typed,
    work_on,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from tasks.register.tables import MeetingRow

app = typer.Typer(help="Meetings: list, call, move, cancel or skip one; how to join.", no_args_is_help=True)

Date = Annotated[str, typer.Argument(metavar="DATE", help="The day, such as 11/2/2027.")]
Start = Annotated[str | None, typer.Option(help="When it starts, such as 9:30am, if not as usual.")]
Place = Annotated[str, typer.Option(help="Where it is, if not as usual.")]
Reason = Annotated[str, typer.Option(help="Why, in neutral words: members read it.")]


@app.command()
def meeting_list(group: GroupOption = None) -> None:
    """List the meetings of the last three months and those to come."""
    from mase.terminal import terminal
    from tasks.register.groups import groups
    from tasks.register.meetings import meetings_between

    with the_office() as office, office.register.reading() as session:
        today = office.clock.now().date()
        first, last = today - dt.timedelta(days=92), today + dt.timedelta(days=731)
        meetings = [
            meeting
            for row in groups(session, group)
            for meeting in meetings_between(session, row.id, first, last)
        ]
    terminal().print(_table(meetings) if meetings else NONE_PLANNED)


@app.command()
def meeting_call(date: Date, start: Start = None, place: Place = "", group: GroupOption = None) -> None:
    """Call an extraordinary meeting; with too little notice the Chair is asked to allow it."""
    from forum.questions.kinds import QuestionKind
    from forum.text.wording import clock_time, full_date
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.meetings.plan_move_cancel import call_meeting
    from tasks.duties.questions.ask import open_question
    from tasks.register.groups import chosen_group
    from tasks.register.meetings import meeting_by_reference

    with the_office() as office:
        with office.register.reading() as session:
            code = chosen_group(session, group).code
        day = date_typed(date, office)
        at = time_typed(start) if start else None
        with unit_of_work(office, "command: mase meeting call") as work:
            reference = call_meeting(work, code, day, start=at, place=place)
        with office.register.reading() as session:
            meeting = meeting_by_reference(session, reference)
            is_asked = open_question(session, meeting.id, QuestionKind.WAIVE_NOTICE) is not None
    notice = " The notice is short: the Chair is asked to allow it." if is_asked else ""
    typer.echo(f"{reference} is called for {full_date(day)}, {clock_time(meeting.start)}.{notice}")


@app.command()
def meeting_move(
    meeting: MeetingArgument, date: Date, reason: Reason, start: Start = None, place: Place = ""
) -> None:
    """Move a meeting: steps still open get new dates, and every member is told."""
    from forum.text.wording import clock_time, full_date
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.meetings.plan_move_cancel import move_meeting

    with the_office() as office:
        day = date_typed(date, office)
        at = time_typed(start) if start else None
        by = "command: mase meeting move"
        with unit_of_work(office, by) as work:
            reference, when = move_meeting(
                work, meeting, day, start=at, place=place, reason=reason_typed(reason)
            )
    typer.echo(f"{reference} is now on {full_date(when)}, {clock_time(when.time())}; the members are told.")


@app.command()
def meeting_joining(
    meeting: MeetingArgument,
    how: Annotated[str, typer.Argument(metavar="HOW", help="A link, or words; empty for none.")],
) -> None:
    """Say how to join a meeting from elsewhere: everybody's calendar item has it then."""
    from tasks.duties.meetings.plan_move_cancel import set_joining

    with work_on(meeting, "command: mase meeting joining") as (work, meeting):
        set_joining(work, meeting, how)
    typer.echo(f"{meeting}: how to join is noted; the members are told by their calendars.")


@app.command()
def meeting_cancel(meeting: MeetingArgument, reason: Reason) -> None:
    """Cancel a meeting: its open steps are set aside, and every member is told."""
    from tasks.duties.meetings.plan_move_cancel import cancel_meeting

    with work_on(meeting, "command: mase meeting cancel") as (work, meeting):
        cancel_meeting(work, meeting, reason=reason_typed(reason))
    typer.echo(f"{meeting} is cancelled; the members are told.")


@app.command()
def meeting_skip(
    meeting: MeetingArgument,
    reason: Reason,
    by: Annotated[str, typer.Option(help=f"Whose ruling it is: {PERSON}.")] = "chair",
    how: HowOption = How.PHONE,
) -> None:
    """Record the Chair's ruling that a month has no meeting; it is shown as agreed, not as missed."""
    from forum.questions.lifecycle import Channel
    from tasks.duties.base.names import person_called
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.meetings.plan_move_cancel import rule_no_meeting
    from tasks.register.meetings import meeting_by_reference

    with the_office() as office:
        with office.register.reading() as session:
            row = meeting_by_reference(session, meeting)
            chair = person_called(session, row.group_id, by, office.clock.now().date())
        with unit_of_work(office, "command: mase meeting skip") as work:
            rule_no_meeting(
                work, meeting, ruled_by=chair, channel=Channel[how.name], reason=reason_typed(reason)
            )
    typer.echo(f"{row.reference}: no meeting, agreed by the Chair; the members are told.")


def _table(meetings: Sequence[MeetingRow]) -> Table:
    from forum.text.wording import clock_time, short_date
    from mase.terminal import table_of

    table = table_of("Meeting", "When", "Where", "Kind", "State", narrow=("Meeting", "When", "Kind"))
    for meeting in meetings:
        when = f"{short_date(meeting.date)} {meeting.date.year}, {clock_time(meeting.start)}"
        table.add_row(meeting.reference, when, meeting.place, meeting.kind, _standing(meeting))
    return table


def _standing(meeting: MeetingRow) -> str:
    """The state of a meeting with the reason for a change: "planned; moved: The room is needed"."""
    from tasks.register.attendance import CALLED_OFF

    if not meeting.reason or meeting.reason == meeting.state:
        return meeting.state
    moved = "" if meeting.state in CALLED_OFF else "; moved"
    return f"{meeting.state}{moved}: {meeting.reason}"
