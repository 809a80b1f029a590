"""The form of a meeting's record: what the register knows before it is filled in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from forum.agenda import Place, item_place
from forum.attendance.forecast import Answer
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Membership, Person, Seat
from forum.papers.papers import PaperState
from forum.record.record import (
    FormAction,
    FormDecision,
    FormGuest,
    FormItem,
    FormPlanLine,
    FormSeat,
    KnownPerson,
    RecordForm,
)
from forum.terms.policy import Policy
from tasks.duties.record.registers import registers_beforehand
from tasks.register.actions import discharged_between, open_actions, plan_of, waiting_decisions
from tasks.register.attendance import expected_at, named_deputies
from tasks.register.database.rows import value_of
from tasks.register.documents import minutes_to_confirm
from tasks.register.meetings import next_meeting, step_of
from tasks.register.members.membership import membership, people
from tasks.register.members.people import guests_of
from tasks.register.papers import agenda_items, item_value, paper_rows, paper_value
from tasks.register.registers import decisions_to_ratify, references_before
from tasks.register.research import open_requests
from tasks.register.tables import AgendaItemRow, MeetingRow, PaperRow

_CAME = {
    PaperState.FILED: "Circulated",
    PaperState.LATE_ALLOWED: "Late",
    PaperState.VERBAL: "Verbal",
    PaperState.TABLED: "Tabled",
}
_SAID = {
    Answer.ACCEPTED: "Coming",
    Answer.TENTATIVE: "No answer",
    Answer.APOLOGIES: "Apologies",
    Answer.DEPUTY: "Deputy",
}


def record_form(session: Session, policy: Policy, meeting: MeetingRow) -> RecordForm:
    """Return the form with all that is known of a meeting: seats and expected people, items, papers,
    actions."""
    members = membership(session, meeting.group_id, meeting.date)
    answers = {answer.seat_id: _SAID[answer.answer] for answer in expected_at(session, meeting)}
    deputies = named_deputies(session, meeting.id)
    answers.update(dict.fromkeys(deputies, _SAID[Answer.DEPUTY]))
    known_people = _known_people(session, members, meeting, deputies.values())
    following = next_meeting(session, meeting.group_id, meeting.date)
    return RecordForm(
        group=policy.group.code,
        group_name=policy.group.name,
        reference=meeting.reference,
        date=meeting.date,
        kind=meeting.kind,
        place=meeting.place,
        start=meeting.start,
        next_date=following.date if following else None,
        has_last_minutes=bool(minutes_to_confirm(session, meeting)),
        to_ratify=_to_ratify(session, meeting),
        seats=tuple(
            replace(
                _seat(members, seat, meeting, answers.get(seat.id), deputies.get(seat.id)),
                no_deputies=any(terms.no_deputies and terms.name == seat.name for terms in policy.seats),
            )
            for seat in members.seats_on(meeting.date)
        ),
        people=known_people,
        items=_items(session, meeting),
        actions=_actions(session, meeting),
        objectives=tuple(policy.objectives),
        refer_to=(*policy.boards, *policy.partnerships),
        quorum=policy.quorum,
        membership=members,
        marking=policy.marking,
        ruling=meeting.quorum_ruling,
        votes=policy.votes if policy.votes.majority else None,
        votes_on=policy.votes_on if policy.votes.majority else (),
        kinds=tuple((seat.short_name, seat.kind) for seat in policy.seats if seat.kind),
        deputies_by_leave=policy.attendance.deputies_need != "nothing",
        plan=_plan(session, meeting, members),
        guests=_guests(session, meeting),
        decided_before=references_before(session, meeting),
        registers=registers_beforehand(session, policy, meeting),
        requests=tuple(
            (row.question, row.reference) for row in open_requests(session, frozenset([meeting.group_id]))
        ),
    )


def _guests(session: Session, meeting: MeetingRow) -> tuple[FormGuest, ...]:
    """Return the people who were invited for an item, each once."""
    invited = guests_of(session, meeting.id)
    items = agenda_items(session, meeting.id) if invited else ()
    numbers: dict[UUID, list[str]] = {}
    for item in items:
        for guest in invited:
            if guest.item_id == item.id:
                numbers.setdefault(guest.person_id, []).append(item.number)
    return tuple(
        FormGuest(person.name, person.organisation, ", ".join(numbers[person.id]))
        for person in people(session, numbers)
    )


def _plan(session: Session, meeting: MeetingRow, members: Membership) -> tuple[FormPlanLine, ...]:
    """Return the lines of the plan that the meeting can decide on, or has decided on."""
    waiting = waiting_decisions(session, meeting.group_id)
    of_meeting = {row.line_id for row in waiting if row.meeting_id == meeting.id}
    return tuple(
        FormPlanLine(
            line.id,
            line.reference,
            line.action,
            members.person(line.lead_id).name,
            line.due,
            line.evidence,
            waits=line.id in of_meeting,
        )
        for line in plan_of(session, meeting.group_id)
        if line.added_on <= meeting.date and (line.ended_on is None or line.ended_on >= meeting.date)
    )


def _to_ratify(session: Session, meeting: MeetingRow) -> tuple[FormDecision, ...]:
    """Return decisions that earlier meetings took without a quorum, under the agenda item that puts them."""
    items = agenda_items(session, meeting.id)
    item = next((row.number for row in items if item_place(item_value(row)) is Place.RATIFY), "")
    return tuple(
        FormDecision(row.id, row.reference, row.text, item, session.get_one(AgendaItemRow, row.item_id).part)
        for row in decisions_to_ratify(session, meeting)
    )


def _known_people(
    session: Session, members: Membership, meeting: MeetingRow, deputies: Iterable[UUID | None]
) -> tuple[KnownPerson, ...]:
    """Whoever belongs to the group on the day, and the deputies named for it, each with their own label."""
    day = meeting.date
    there = [person for person in members.people if members.is_appointed(person.id, day)]
    from_outside = {id for id in deputies if id} - {person.id for person in there}
    there += people(session, from_outside, day)
    by_name = Counter(person.name for person in there)
    by_both = Counter((person.name, person.organisation) for person in there)
    labels = [_label(person, by_name, by_both) for person in there]
    return tuple(
        KnownPerson(
            id=person.id,
            label=label if labels.count(label) == 1 else f"{label}, no. {number}",
            organisation=person.organisation,
            address=person.send_to,
        )
        for number, (person, label) in enumerate(zip(there, labels, strict=True), start=1)
    )


def _label(person: Person, by_name: Counter[str], by_both: Counter[tuple[str, str]]) -> str:
    """The name; with the organisation, and the job title, where others have the same name."""
    if by_name[person.name] == 1:
        return person.name
    title = f", {person.job_title}" if by_both[person.name, person.organisation] > 1 else ""
    return f"{person.name} ({person.organisation}{title})"


def _seat(
    members: Membership, seat: Seat, meeting: MeetingRow, answer: str | None, deputy: UUID | None
) -> FormSeat:
    day = meeting.date
    holder = members.core_member(seat.id, day)
    covered = holder is not None and members.is_covered(holder.id, day)
    own = [person.id for person in members.deputies(seat.id, day)]
    if holder is not None and covered:
        acting = members.acting_for(holder.id, day).id
        own = [acting, *own]
        answer, deputy = answer or "Deputy", deputy or acting
    may_come = [*own, deputy] if deputy else own
    return FormSeat(
        id=seat.id,
        number=seat.number,
        name=seat.present_name,
        short_name=seat.short_name,
        holder_id=holder.id if holder else None,
        expected=answer or ("No answer" if holder else "Vacant"),
        deputy_id=deputy,
        deputies=tuple(dict.fromkeys(may_come)),
        under_cover=covered,
    )


def _items(session: Session, meeting: MeetingRow) -> tuple[FormItem, ...]:
    items = [item for item in agenda_items(session, meeting.id) if item.number]
    leads = {
        person.id: person.name for person in people(session, {item.lead_id for item in items if item.lead_id})
    }
    papers: dict[UUID, list[PaperRow]] = {}
    for paper, item in paper_rows(session, meeting.id):
        papers.setdefault(item.id, []).append(paper)
    return tuple(
        value_of(
            FormItem,
            item,
            lead=leads[item.lead_id] if item.lead_id else "",
            paper="; ".join(paper.title for paper in papers.get(item.id, ())),
            came=next((_CAME.get(paper.state, "") for paper in papers.get(item.id, ())), ""),
            restricted_paper=any(paper_value(paper, item).is_restricted for paper in papers.get(item.id, ())),
        )
        for item in items
    )


def _actions(session: Session, meeting: MeetingRow) -> tuple[FormAction, ...]:
    """The actions of earlier meetings that were open when the workbook was made ready."""
    made_ready = step_of(session, meeting.id, StepKind.RECORD).opens or meeting.date
    discharged = discharged_between(session, meeting.group_id, made_ready - ONE_DAY, dt.date.max)
    earlier = [
        row
        for row in (*open_actions(session, meeting.group_id), *discharged)
        if row.meeting_id != meeting.id and row.opened_on <= meeting.date
    ]
    rows = sorted(earlier, key=lambda row: (row.due, row.reference))
    owners = {person.id: person.name for person in people(session, {row.owner_id for row in rows})}
    return tuple(
        FormAction(
            id=row.id,
            reference=row.reference,
            title=row.title,
            owner=owners[row.owner_id],
            due=row.due,
            state=row.state,
            part=row.part,
        )
        for row in rows
    )
