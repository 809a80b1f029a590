"""The Chair agrees the briefings of a meeting word for word, and they go to the contacts (clause 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from forum.calendar.steps import OWN, StepKind
from forum.letters.base import Letter, reason_for_partnership
from forum.letters.partnerships import Briefing, BriefingLine
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.outbox.states import AgreedBriefing, Conditions, Occasion, OccasionKind, Topic, Validity
from forum.partnerships import BriefingState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.wording import listed
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.partnerships.write_briefings import ask_to_write, passages_in_words
from tasks.duties.questions.ask import ask
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.rows import value_of
from tasks.register.meetings import step_if_any
from tasks.register.members.membership import people
from tasks.register.other_bodies import briefings_of, contacts_of, words_of
from tasks.register.tables import BriefingRow, MeetingRow, PartnershipContactRow, QuestionRow, StepRow

OF_USE = dt.timedelta(days=60)  # one that is held stands in the desk letter meanwhile


def put_briefings(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with each briefing, whom it goes to and what for; the letters are enclosed."""
    rows = _with_contacts(forum, question.about_id)
    briefings = listed(f"{row.reference} to {row.partnership} ({row.kind})" for row in rows)
    passages = "".join(
        f" {row.reference}: {shown}" for row in rows if (shown := passages_in_words(forum, row))
    )
    return replace(ask, facts=f"{briefings}.{passages}"), ()


def briefings_to_agree(forum: GroupContext, question: QuestionRow) -> Sequence[Letter]:
    """Return the letter to the contacts of each partnership, as it goes if the Chair agrees."""
    meeting = forum.tx.session.get_one(MeetingRow, question.about_id)
    rows = _with_contacts(forum, meeting.id)
    by_partnership = {row.partnership: None for row in rows}
    return [
        _letter(
            forum,
            meeting,
            _any_contact(forum, partnership),
            partnership,
            [row for row in rows if row.partnership == partnership],
        )
        for partnership in by_partnership
    ]


def agree_or_change(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Send the briefings on the Chair's word, or have the unit write them again."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    rows = [] if reply.word is Word.OTHER else _with_contacts(forum, meeting.id)
    for row in _written(forum, meeting.id):
        if row not in rows:  # the Chair wants another, or has seen none, since nobody is left to get it
            ask_to_write(forum, row)
    for row in rows:
        words = words_of(row)
        assert words is not None
        row.state, row.agreed_on, row.agreed_digest = BriefingState.AGREED, forum.on, words.digest
        work.audit("briefing agreed", briefing=row.id)
    for contacts in _by_person(forum).values():
        theirs = [row for row in rows if row.partnership in {contact.partnership for contact in contacts}]
        if theirs:
            _send(forum, meeting, contacts, theirs)
    if rows:
        _plan_step(forum, meeting)


def _plan_step(forum: GroupContext, meeting: MeetingRow) -> None:
    """Plan the step that is done when the letters have gone; briefings agreed later open it again."""
    step = step_if_any(forum.tx.session, meeting.id, StepKind.BRIEFINGS_OUT)
    if step is None:
        step = StepRow(
            group_id=forum.group.id, meeting_id=meeting.id, kind=StepKind.BRIEFINGS_OUT, clause=OWN
        )
        forum.tx.session.add(step)
    step.opens = step.planned_on = forum.on
    step.deadline = forum.days.add(forum.on, forum.policy.briefings.gone_within)
    step.done = step.verdict = None
    forum.tx.audit("step opened", meeting=meeting.id, step=step.kind, on=forum.on)


def _send(
    forum: GroupContext,
    meeting: MeetingRow,
    contacts: Sequence[PartnershipContactRow],
    rows: Sequence[BriefingRow],
) -> None:
    """Write to a contact, once for all that they are a contact of, and ask them to acknowledge it."""
    (reader,) = people(forum.tx.session, [contacts[0].person_id], forum.on)
    question = ask(
        forum.tx,
        QuestionKind.ACKNOWLEDGE_BRIEFING,
        group_id=forum.group.id,
        about=reader.id,
        of=reader.id,
        on=forum.on,
        due=forum.days.add(forum.on, forum.policy.briefings.acknowledged_within),
        meeting_id=meeting.id,
        anew=True,
    )
    question.asked = forum.on
    forum.tx.session.flush()
    bodies = listed(dict.fromkeys(contact.body for contact in contacts))
    letter = _letter(forum, meeting, reader, bodies, rows)
    agreed = tuple(AgreedBriefing(row.id, row.agreed_digest or "", _place(contacts, row)) for row in rows)
    write(
        forum,
        letter,
        to=reader,
        about=Topic(meeting.id, Occasion(OccasionKind.DAY, forum.on), meeting.id),
        valid=Validity(forum.on + OF_USE, Conditions(unanswered=(question.id,), briefings=agreed)),
    )


def _place(contacts: Sequence[PartnershipContactRow], row: BriefingRow) -> UUID:
    """Return the place as contact by which somebody gets a briefing."""
    return next(contact.id for contact in contacts if contact.partnership == row.partnership)


def _letter(
    forum: GroupContext,
    meeting: MeetingRow,
    reader: Person,
    body: str,
    rows: Sequence[BriefingRow],
) -> Briefing:
    """Return the letter with these briefings; it bears no marking where all of it is public."""
    is_public = all(row.partnership in forum.policy.briefings.public for row in rows)
    return Briefing(
        **head(
            forum,
            reader,
            marked=not is_public,
            why=reason_for_partnership(body, forum.policy.group.short_name),
        ),
        body=body,
        meeting=meeting.date,
        briefings=tuple(_line(row) for row in rows),
        acknowledge_by=forum.days.add(forum.on, forum.policy.briefings.acknowledged_within),
        chair=forum.chairs_named(),
    )


def _line(row: BriefingRow) -> BriefingLine:
    return value_of(BriefingLine, row, purpose=str(row.kind))


def _written(forum: GroupContext, meeting_id: UUID) -> Sequence[BriefingRow]:
    rows = briefings_of(forum.tx.session, meeting_id)
    return [row for row in rows if row.state is BriefingState.WRITTEN]


def _with_contacts(forum: GroupContext, meeting_id: UUID) -> Sequence[BriefingRow]:
    """Return the briefings that are written and have somebody to go to."""
    contacts = contacts_of(forum.tx.session, forum.group.id, forum.on)
    partnerships = {contact.partnership for contact in contacts}
    return [row for row in _written(forum, meeting_id) if row.partnership in partnerships]


def _by_person(forum: GroupContext) -> dict[UUID, list[PartnershipContactRow]]:
    by_person: dict[UUID, list[PartnershipContactRow]] = {}
    for contact in contacts_of(forum.tx.session, forum.group.id, forum.on):
        by_person.setdefault(contact.person_id, []).append(contact)
    return by_person


def _any_contact(forum: GroupContext, partnership: str) -> Person:
    contacts = contacts_of(forum.tx.session, forum.group.id, forum.on)
    first = next(contact.person_id for contact in contacts if contact.partnership == partnership)
    (person,) = people(forum.tx.session, [first], forum.on)
    return person
