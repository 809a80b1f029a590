"""Welcoming joiners, once for an appointment: terms, agreement, dates, last minutes, inherited actions.

Thanking people who have left, once, and telling them what happens to their actions. The morning's round
of the members: welcoming joiners, thanking leavers, asking for details (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.documents.base import Document
from forum.documents.members import ConfidentialityAgreement, YourPart
from forum.letters.base import reason_for_leaver
from forum.letters.members import Farewell, Induction, TaskGroupOutcome, TaskGroupTask
from forum.letters.minutes import LastMinutes, Minutes
from forum.members.joining import (
    LOOK_BACK,
    Joiner,
    Leaver,
    describe_in_sentence,
    is_new,
    is_signed,
    joiners,
    leavers,
    must_sign,
)
from forum.members.membership import Membership, Role
from forum.minutes import OUT, MinutesState
from forum.outbox.states import Conditions, Occasion, OccasionKind, State, Topic, Validity, dispatch_key
from forum.papers.papers import pack_readers
from forum.task_groups.commission import commission_of
from forum.task_groups.stages import look_again_by
from forum.terms.policy import Policy
from tasks.documents.papers.take_paper import PDF, WORD
from tasks.duties.actions.owners import actions_to_hand_over, ask_to_hand_over, offer_to_joiner
from tasks.duties.base.documents import list_of_members, page_of_commission
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.write_letter import (
    action_lines,
    action_lines_of,
    enclose,
    head,
    meeting_line,
    named,
    write,
)
from tasks.duties.members.agreements import agreements_to_ask_for, ask_for_agreements, wanted_by
from tasks.duties.members.details import ask_for_details, details_held, people_to_ask
from tasks.duties.members.due_groups import groups_to_look_at
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.rows import value_of
from tasks.register.documents import MINUTES, editions, latest_editions, name_of
from tasks.register.groups import Groups, groups_by_id
from tasks.register.meetings import last_held, planned_from
from tasks.register.members.membership import membership
from tasks.register.members.people import is_welcomed, is_written_to, joining
from tasks.register.outbox import is_queued, withdraw_letter
from tasks.register.tables import DispatchRow, GroupRow, MeetingDocumentRow, MeetingRow
from tasks.register.task_groups import task_group_of_child

OF_USE = dt.timedelta(days=31)
MEETINGS_SHOWN = 3
MEDIA_TYPES = {".docx": WORD, ".pdf": PDF}
WITH_MINUTES = (Induction.NAME, Minutes.NAME)
IN_WAITING = frozenset({State.QUEUED, State.DRAFTING, State.DRAFTED, State.HELD})


def welcome(forum: GroupContext) -> None:
    """Write to each person who has joined of late, and send the last minutes to those who have signed
    since."""
    for joiner in _recent_joiners(forum.group, forum.policy, forum.membership, forum.on):
        if not is_welcomed(forum.tx.session, forum.group.id, joiner):
            _write_induction(forum, joiner)
        elif minutes := _minutes_wanted(
            forum.tx.session, forum.group, forum.policy, forum.membership, joiner, forum.on
        ):
            _write_last_minutes(forum, joiner, *minutes)


def is_to_welcome(
    session: Session, group: GroupRow, policy: Policy, members: Membership, on: dt.date
) -> bool:
    """Tell whether a recent joiner waits for the induction letter, or for the last minutes."""
    return any(
        not is_welcomed(session, group.id, joiner)
        or _minutes_wanted(session, group, policy, members, joiner, on)
        for joiner in _recent_joiners(group, policy, members, on)
    )


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Write the welcome of recent joiners that waited in the outbox once more, as of today."""
    recent = {
        joining(joiner) for joiner in _recent_joiners(forum.group, forum.policy, forum.membership, forum.on)
    }
    for row in letters:
        if Topic(row.subject_id, row.occasion) in recent:
            withdraw_letter(forum.tx.session, row)
    welcome(forum)


def _recent_joiners(group: GroupRow, policy: Policy, members: Membership, on: dt.date) -> tuple[Joiner, ...]:
    signing, founders = policy.members.must_sign, group.commission is not None
    return joiners(members, group.go_live, on - LOOK_BACK, on, signing=signing, founders=founders)


def _last_minutes_key(group: GroupRow, joiner: Joiner) -> str:
    return dispatch_key(group.id, LastMinutes.NAME, joining(joiner), joiner.person.id)


def _write_induction(forum: GroupContext, joiner: Joiner) -> None:
    session, person, on = forum.tx.session, joiner.person, forum.on
    wants_agreement = _wants_agreement(forum.policy, forum.membership, joiner, on)
    meeting, minutes = _last_minutes(session, forum.group, forum.membership, joiner, on)
    attached = [] if wants_agreement else minutes
    members = [] if wants_agreement else [list_of_members(forum)]
    enclosures = [
        *_papers_of_joining(forum, joiner, wants_agreement),
        *_enclosures(forum, attached),
        *members,
    ]
    actions = offer_to_joiner(forum, joiner)
    planned = planned_from(session, forum.group.id, on)[:MEETINGS_SHOWN]
    letter = Induction(
        **head(forum, person, marked=bool(attached or members)),
        place=describe_in_sentence(forum.membership, joiner.appointments),
        since=joiner.first,
        is_new=is_new(forum.membership, joiner, on),
        agreement_by=wanted_by(forum) if wants_agreement else None,
        meetings=tuple(map(meeting_line, planned)),
        last_minutes=meeting.date if meeting and attached else None,
        minutes_follow=bool(minutes) and wants_agreement,
        actions=action_lines_of(forum, actions),
        members_list=bool(members),
        whole_terms=forum.office.whole_terms(forum.group) is not None,
        stands_in=all(appointment.role is Role.DEPUTY for appointment in joiner.appointments),
        details=details_held(session, forum.membership, person, on),
        task=_task(forum),
    )
    write(
        forum,
        letter,
        to=person,
        about=joining(joiner),
        valid=Validity(on + OF_USE, replace(_while_current(attached), named=named(*planned))),
        enclosures=enclosures,
    )


def _write_last_minutes(
    forum: GroupContext, joiner: Joiner, meeting: MeetingRow, minutes: Sequence[MeetingDocumentRow]
) -> None:
    write(
        forum,
        LastMinutes(**head(forum, joiner.person, marked=True), held=meeting.date),
        to=joiner.person,
        about=joining(joiner),
        valid=Validity(forum.on + OF_USE, _while_current(minutes)),
        enclosures=[*_enclosures(forum, minutes), list_of_members(forum)],
    )


def _while_current(minutes: Sequence[MeetingDocumentRow]) -> Conditions:
    return Conditions(appointed=True, approved=tuple(row.id for row in minutes))


def _wants_agreement(policy: Policy, members: Membership, joiner: Joiner, on: dt.date) -> bool:
    is_asked = policy.members.must_sign and must_sign(members, joiner.person.id, on)
    return is_asked and not is_signed(joiner.person, on)


def _minutes_wanted(
    session: Session, group: GroupRow, policy: Policy, members: Membership, joiner: Joiner, on: dt.date
) -> tuple[MeetingRow, Sequence[MeetingDocumentRow]] | None:
    """Return the last minutes where a joiner may have them and no letter has brought them, or will."""
    if _wants_agreement(policy, members, joiner, on) or is_queued(session, _last_minutes_key(group, joiner)):
        return None
    meeting, minutes = _last_minutes(session, group, members, joiner, on)
    if meeting is None or not minutes:
        return None
    letters = select(DispatchRow.state, DispatchRow.attachments).where(
        DispatchRow.person_id == joiner.person.id,
        DispatchRow.letter.in_(WITH_MINUTES),
        DispatchRow.state != State.LAPSED,
    )
    every = {edition.sha256 for edition in editions(session, meeting.id, MINUTES)}
    current = {row.sha256 for row in minutes}
    for state, attached in session.execute(letters):
        # An edition that has not gone by the time there is another never goes.
        documents = current if state in IN_WAITING else every
        if documents & {row["sha256"] for row in attached}:
            return None
    return meeting, minutes


def _last_minutes(
    session: Session, group: GroupRow, members: Membership, joiner: Joiner, on: dt.date
) -> tuple[MeetingRow | None, Sequence[MeetingDocumentRow]]:
    """Return the last minutes that went out, in the parts that a joiner may read; none for a joiner without
    packs."""
    if joiner.person.id not in {reader.id for reader in pack_readers(members, on)}:
        return None, ()
    part_two = members.may_read_part_two(joiner.person.id, on)
    for meeting in reversed(last_held(session, group.id, on, MEETINGS_SHOWN)):
        out = [row for row in latest_editions(session, meeting.id, MINUTES) if MinutesState(row.state) in OUT]
        if out:
            return meeting, [row for row in out if row.part == 1 or part_two]
    return None, ()


def _task(forum: GroupContext) -> TaskGroupTask | None:
    """Return what a task group is commissioned for; None for a group that has no commission."""
    if forum.group.commission is None:
        return None
    parent = forum.office.policies[forum.group.policy].group.short_name
    return value_of(TaskGroupTask, commission_of(forum.group.commission), parent=parent)


def _your_part(forum: GroupContext) -> Document:
    """Return the page that says what a reader is to do: in a task group that of its commission."""
    if forum.group.commission is not None:
        commission, parent = commission_of(forum.group.commission), forum.office.policies[forum.group.policy]
        return page_of_commission(commission, parent, reference=commission.code, marking="")
    seats = [
        seat.present_name
        if seat.short_name in seat.present_name
        else f"{seat.present_name} ({seat.short_name})"
        for seat in forum.membership.seats_on(forum.on)
    ]
    return YourPart.of(forum.policy, seats)


def _papers_of_joining(forum: GroupContext, joiner: Joiner, wants_agreement: bool) -> list[Enclosure]:
    documents = [_your_part(forum)]
    if wants_agreement:
        documents.append(ConfidentialityAgreement.of(forum.policy, joiner.person))
    printed = [
        enclose(forum, document.file_name, forum.documents.print(document), WORD) for document in documents
    ]
    return [*_whole_terms(forum), *printed]


def _whole_terms(forum: GroupContext) -> list[Enclosure]:
    """Return the board's own terms of reference, under a neutral name."""
    terms = forum.office.whole_terms(forum.group)
    if terms is None:
        return []
    name = f"{forum.policy.group.code} terms of reference{terms.suffix}"
    return [enclose(forum, name, terms.content, MEDIA_TYPES[terms.suffix])]


def _enclosures(forum: GroupContext, minutes: Sequence[MeetingDocumentRow]) -> list[Enclosure]:
    return [Enclosure(row.sha256, name_of(forum.tx.session, row.sha256)) for row in minutes]


THANKS_OF_USE = dt.timedelta(days=14)


def thank(forum: GroupContext) -> None:
    """Write to each person who has left of late, where the register still has their address."""
    group, outcome = forum.policy.group.short_name, _outcome(forum)
    for leaver in leavers_to_thank(forum.tx.session, forum.group, forum.membership, forum.on):
        place = describe_in_sentence(forum.membership, leaver.appointments)
        write(
            forum,
            Farewell(
                **head(forum, leaver.person, why=reason_for_leaver(place, group, leaver.last)),
                place=place,
                last=leaver.last,
                actions=tuple(
                    line for line in action_lines(forum, leaver.person.id) if line.reported_done is None
                ),
                outcome=outcome,
                is_last=not is_written_to(forum.tx.session, leaver.person.id, forum.on),
            ),
            to=leaver.person,
            about=_leaving(leaver),
            valid=Validity(forum.on + THANKS_OF_USE, Conditions(left=leaver.last)),
        )


def _outcome(forum: GroupContext) -> TaskGroupOutcome | None:
    """Return what came of a task group that has ended; None for any other group."""
    row = task_group_of_child(forum.tx.session, forum.group.id) if forum.group.commission else None
    if row is None or not row.ended_by:
        return None
    return TaskGroupOutcome(
        parent=forum.office.policies[forum.group.policy].group.short_name,
        decision=row.ended_by,
        is_accepted=row.stopped_on is None,
        again=look_again_by(forum.on, forum.policy.task_groups),
    )


def _leaving(leaver: Leaver) -> Topic:
    return Topic(leaver.person.id, Occasion(OccasionKind.DAY, leaver.last))


def leavers_to_thank(session: Session, group: GroupRow, members: Membership, on: dt.date) -> list[Leaver]:
    """Return the people who left of late and have not been thanked."""
    return [
        leaver
        for leaver in leavers(members, group.go_live, on - LOOK_BACK, on)
        if leaver.person.send_to and not _is_thanked(session, group.id, leaver)
    ]


def _is_thanked(session: Session, group_id: UUID, leaver: Leaver) -> bool:
    key = dispatch_key(group_id, Farewell.NAME, _leaving(leaver), leaver.person.id)
    return session.scalar(select(DispatchRow.id).where(DispatchRow.key == key)) is not None


def see_to_members(work: UnitOfWork, group_id: UUID) -> None:
    """Write and ask all that the members of a group need today; joiners first, who are offered actions."""
    forum = group_context(work, group_id)
    welcome(forum)
    thank(forum)
    ask_to_hand_over(forum)
    ask_for_agreements(forum)
    ask_for_details(forum)


def groups_to_see_to(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Return groups with joiners or leavers to write to, or with agreements or details to ask for."""
    candidates = groups_to_look_at(session, office.policies.values(), as_of)
    return [
        group.id
        for group in groups_by_id(session, only)
        if group.id in candidates and _needs_seeing_to(office, session, group, as_of)
    ]


def _needs_seeing_to(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> bool:
    """Tell whether the members of a group need anything today."""
    if not office.days(group).is_working(as_of):
        return False
    members, policy = membership(session, group.id, as_of), office.policy(group)
    if members.unit(as_of) is None:
        return False
    return (
        is_to_welcome(session, group, policy, members, as_of)
        or bool(leavers_to_thank(session, group, members, as_of))
        or bool(actions_to_hand_over(session, group.id, members, as_of))
        or any(agreements_to_ask_for(session, group.id, policy, members, as_of))
        or bool(people_to_ask(session, group.id, policy, members, as_of))
    )
