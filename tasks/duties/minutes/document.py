"""The minutes of a meeting as a document, filled from its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.agenda import Place, item_place
from forum.attendance.quorum import QuorumFinding, Ruling, ruling_in_words
from forum.attendance.standing import Mark
from forum.documents.minutes import (
    ActionNote,
    ActionTaken,
    InAttendance,
    Interest,
    MinutedItem,
    MinutesInWord,
    MinutesStanding,
    NotPresent,
    Present,
)
from forum.minutes import DecisionTaken
from forum.papers.papers import PaperState
from forum.record.sheets import CHILDREN
from forum.text.checks import folded
from forum.text.wording import capital
from tasks.duties.base.group_context import GroupContext
from tasks.duties.coming.seats_to_fill import quorum_from
from tasks.register.actions import actions_taken_at, updates_of
from tasks.register.database.rows import value_of
from tasks.register.meetings import attendance_at, next_meeting
from tasks.register.members.membership import people
from tasks.register.papers import agenda_items, item_value, paper_rows
from tasks.register.registers import decisions_taken_at, decisions_to_ratify
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    AttendanceRow,
    AttendeeRow,
    DecisionRow,
    InterestRow,
    MeetingRow,
    PaperRow,
    PersonRow,
)

FORMS: Mapping[str, type[MinutesInWord]] = {"minutes": MinutesInWord, "action note": ActionNote}
Names = Mapping[UUID | None, str]  # by person
MINUTE_TAKER = "minute-taker"
_ATTENDEES = select(AttendeeRow).where(AttendeeRow.meeting_id == bindparam("meeting"))
_INTERESTS = (
    select(InterestRow, AgendaItemRow)
    .join(AgendaItemRow, AgendaItemRow.id == InterestRow.item_id)
    .where(InterestRow.meeting_id == bindparam("meeting"), AgendaItemRow.part == bindparam("part"))
    .order_by(AgendaItemRow.position)
)
CAME = {PaperState.LATE_ALLOWED: "Late", PaperState.TABLED: "Tabled", PaperState.VERBAL: "Verbal"}


def parts_of(forum: GroupContext, meeting: MeetingRow) -> list[int]:
    """The parts that a meeting has minutes of: part 1 always, part 2 where the agenda had one."""
    return sorted({1, *(item.part for item in agenda_items(forum.tx.session, meeting.id))})


def minutes_document(forum: GroupContext, meeting: MeetingRow, part: int) -> MinutesInWord:
    """The minutes of one part, as far as the record tells them, in the form that the policy has for them."""
    session = forum.tx.session
    recorded = attendance_at(session, [meeting.id])
    left = [row for row in recorded if part > 1 and row.part_two is False]
    attendance = [row for row in recorded if row not in left]
    attended = session.scalars(_ATTENDEES, {"meeting": meeting.id})
    attendees = [row for row in attended if part == 1 or row.part_two is not False]
    following = next_meeting(session, meeting.group_id, meeting.date)
    actions = actions_taken_at(session, meeting.id)
    names = _names(session, meeting, recorded, actions)
    starts = dt.datetime.combine(meeting.date, meeting.start)
    quorum = quorum_from(forum, meeting, attendance)
    ruling = _ruling(forum, meeting, recorded, quorum)
    rows = [item for item in agenda_items(session, meeting.id) if item.part == part]
    places = {item_place(item_value(row)) for row in rows}
    interests = _interests(forum, meeting, part)
    present = _chair_first(
        [*_present(forum, names, attendance), *_co_opted(attendees)],
        session.get(PersonRow, meeting.chaired_by_id) if meeting.chaired_by_id else None,
    )
    return FORMS[forum.policy.meetings.written_up_as](
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=meeting.reference,
        part=part,
        standing=MinutesStanding.DRAFT,
        date=meeting.date,
        start=meeting.started or meeting.start,
        finish=meeting.finished or (starts + dt.timedelta(minutes=meeting.minutes)).time(),
        place=meeting.place,
        chaired_by=names[meeting.chaired_by_id] if meeting.chaired_by_id else forum.chair().name,
        minute_taker=next(
            (attendee.name for attendee in attendees if attendee.capacity.lower() == MINUTE_TAKER), ""
        ),
        present=present,
        apologies=_not_present(forum, names, attendance, Mark.APOLOGIES),
        absent=_not_present(forum, names, attendance, Mark.ABSENT),
        left=tuple(
            NotPresent(organisation=seat.organisation, name=seat.name)
            for seat in _present(forum, names, left)
        ),
        in_attendance=tuple(
            InAttendance(
                name=attendee.name,
                organisation=attendee.organisation,
                capacity=attendee.capacity,
                items=attendee.items,
            )
            for attendee in attendees
            if not _is_member(attendee) and attendee.name not in {person.name for person in present}
        ),
        vacant=_vacant(forum, recorded),
        quorum=quorum.counted if ruling else quorum.words,
        ruling=ruling_in_words(ruling) if ruling else "",
        last_minutes="" if Place.LAST_MINUTES in places else meeting.last_minutes or "",
        interests=None if Place.INTERESTS in places else interests,
        items=_items(session, meeting, rows, names, interests, actions),
        next_meeting=following.date if following else None,
    )


def _ruling(
    forum: GroupContext, meeting: MeetingRow, recorded: Sequence[AttendanceRow], of_part: QuorumFinding
) -> Ruling | None:
    """Return the Chair's ruling on the quorum; one that there was a quorum does not cover a part with fewer
    seats (clause 4)."""
    is_covered = of_part.filled == quorum_from(forum, meeting, recorded).filled
    return meeting.quorum_ruling if is_covered or meeting.quorum_ruling is Ruling.NOT_QUORATE else None


def _present(forum: GroupContext, names: Names, rows: Sequence[AttendanceRow]) -> tuple[Present, ...]:
    seats = {seat.id: seat for seat in forum.offices.seats}
    present = []
    for row in sorted(rows, key=lambda row: seats[row.seat_id].number):
        if row.mark not in {Mark.PRESENT, Mark.REMOTE, Mark.DEPUTY}:
            continue
        holder = names.get(row.holder_id, "")
        deputy = row.deputy_name or names.get(row.deputy_id, "")
        stood_in = row.mark is Mark.DEPUTY
        present.append(
            Present(
                organisation=seats[row.seat_id].present_name,
                name=deputy if stood_in else holder,
                role="Deputy" if stood_in else "Member",
                deputy_for=(holder or "vacant seat") if stood_in else "",
                remote=row.mark is Mark.REMOTE,
                arrived=row.arrived,
                left=row.left,
            )
        )
    return tuple(present)


def _not_present(
    forum: GroupContext, names: Names, rows: Sequence[AttendanceRow], mark: Mark
) -> tuple[NotPresent, ...]:
    seats = {seat.id: seat for seat in forum.offices.seats}
    return tuple(
        NotPresent(organisation=seats[row.seat_id].present_name, name=names[row.holder_id])
        for row in sorted(rows, key=lambda row: seats[row.seat_id].number)
        if row.mark is mark and row.holder_id is not None
    )


def _is_member(attendee: AttendeeRow) -> bool:
    """Say whether somebody without a seat is a member: the Chair, or a co-opted member (clauses 3 and 4)."""
    return folded(attendee.capacity).startswith(("chair", "co-opted"))


def _co_opted(attendees: Sequence[AttendeeRow]) -> list[Present]:
    return [
        Present(organisation=attendee.organisation, name=attendee.name, role=capital(attendee.capacity))
        for attendee in attendees
        if _is_member(attendee)
    ]


def _chair_first(present: Sequence[Present], chair: PersonRow | None) -> tuple[Present, ...]:
    """Put whoever chaired at the head, also where the record names them as chair alone."""
    if chair is None:
        return tuple(present)
    found = [person for person in present if person.name == chair.name]
    own = Present(organisation=chair.organisation, name=chair.name, role="")
    at_head = replace(next(iter(found), own), role="Chair")
    return (at_head, *(person for person in present if person not in found))


def _vacant(forum: GroupContext, rows: Sequence[AttendanceRow]) -> tuple[str, ...]:
    """Return the organisations of seats without a holder that no deputy filled."""
    seats = {seat.id: seat for seat in forum.offices.seats}
    unfilled = [row for row in rows if row.holder_id is None and row.mark is not Mark.DEPUTY]
    return tuple(
        seats[row.seat_id].present_name for row in sorted(unfilled, key=lambda row: seats[row.seat_id].number)
    )


def _interests(forum: GroupContext, meeting: MeetingRow, part: int) -> tuple[Interest, ...]:
    rows = forum.tx.session.execute(_INTERESTS, {"meeting": meeting.id, "part": part})
    return tuple(
        Interest(item=f"{item.number}. {item.title}", person=row.person_name, withdrew=row.withdrew)
        for row, item in rows
    )


def _items(
    session: Session,
    meeting: MeetingRow,
    rows: Sequence[AgendaItemRow],
    names: Names,
    interests: tuple[Interest, ...],
    actions: Sequence[ActionRow],
) -> tuple[MinutedItem, ...]:
    decisions = decisions_taken_at(session, meeting.id)
    papers = [paper for paper, _ in paper_rows(session, meeting.id)]
    said = updates_of(session, [row.id for row in actions])
    agreed = {
        row.id: next((each.old_due for each in said[row.id] if each.old_due), row.due) for row in actions
    }
    return tuple(
        _item(
            names,
            agreed,
            item,
            _paper_in_words([paper for paper in papers if paper.item_id == item.id]),
            interests if item_place(item_value(item)) is Place.INTERESTS else None,
            _words_outside_items(session, meeting, item),
            [row for row in decisions if row.item_id == item.id],
            [row for row in actions if row.item_id == item.id],
        )
        for item in rows
    )


def _words_outside_items(session: Session, meeting: MeetingRow, item: AgendaItemRow) -> list[str]:
    """Return the outcomes of an item, by its place, that the record keeps outside its items."""
    place = item_place(item_value(item))
    if place is Place.WELCOME and not (item.note or item.outcome):
        return ["Apologies are listed above."]
    if place is Place.LAST_MINUTES:
        return [
            f"{capital(meeting.last_minutes)}." if meeting.last_minutes else "There were none to confirm."
        ]
    if place is Place.RATIFY:
        ratified = [row for row in decisions_to_ratify(session, meeting) if row.ratified_at_id == meeting.id]
        return [_ratified_in_words(session, row) for row in ratified]
    return []


def _ratified_in_words(session: Session, decision: DecisionRow) -> str:
    """Say that a decision was ratified and, unless it was taken in part 2, what it was (clause 4)."""
    item = session.get_one(AgendaItemRow, decision.item_id)
    text = decision.text if item.part == 1 else "it is in the minutes of part 2."
    return f"Decision {decision.reference} was ratified: {text}"


def _paper_in_words(papers: Sequence[PaperRow]) -> str:
    """Say in a word how the paper of an item came, where it did not come with the pack."""
    states = [paper.state for paper in papers]
    return next((CAME[state] for state in states if state in CAME), "")


def _of_children(item: AgendaItemRow) -> str:
    """Return the sentence of the minutes on what was said of children's needs, or by them (clause 1)."""
    return f"{CHILDREN}: {item.children}" if item.children else ""


def _item(
    names: Names,
    agreed: Mapping[UUID, dt.date],
    item: AgendaItemRow,
    paper: str,
    interests: tuple[Interest, ...] | None,
    consequences: Sequence[str],
    decisions: Sequence[DecisionRow],
    actions: Sequence[ActionRow],
) -> MinutedItem:
    return MinutedItem(
        number=item.number,
        title=item.title,
        summary="\n".join(filter(None, (item.note, _of_children(item)))),
        outcome="\n".join(filter(None, [item.outcome, *consequences])),
        came=paper,
        interests=interests,
        decisions=tuple(value_of(DecisionTaken, row, text=row.in_full) for row in decisions),
        actions=tuple(
            value_of(ActionTaken, row, owner=names[row.owner_id], due=agreed[row.id]) for row in actions
        ),
    )


def _names(
    session: Session,
    meeting: MeetingRow,
    attendance: Sequence[AttendanceRow],
    actions: Sequence[ActionRow],
) -> Names:
    """Return everybody whom the minutes name by their row, also people who have left since."""
    ids = {id for row in attendance for id in (row.holder_id, row.deputy_id)}
    ids |= {meeting.chaired_by_id, *(row.owner_id for row in actions)}
    return {person.id: person.name for person in people(session, [id for id in ids if id])}
