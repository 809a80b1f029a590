"""Writing a letter to a person: printed from its template and queued, in the transaction that caused it.

The documents of a letter in the format that its reader needs, beside those that everybody gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict
from uuid import UUID

from forum.actions.action_log import SAID_DONE, Action, ActionState, days_overdue, in_order
from forum.calendar.meetings import MeetingState
from forum.concerns.kinds import whom_to_ring
from forum.letters.base import Letter, as_it_may_leave, operators_contact, reason_for_role, unit_contact
from forum.letters.parts import ActionLine, MeetingLine
from forum.letters.taps import reply_code
from forum.members.joining import must_sign
from forum.members.membership import Person
from forum.members.register_state import Format, file_name_in, format_of, is_our_document
from forum.outbox.states import (
    FOR_MEMBERS,
    ONCE,
    Conditions,
    MeetingAsWritten,
    Occasion,
    Topic,
    Validity,
    dispatch_key,
)
from tasks.documents.charts import WIDTH_IN_LETTERS_CM
from tasks.documents.charts.draw import draw
from tasks.documents.letters.reader_format import document_in_format, letter_in_format
from tasks.documents.papers.take_paper import PLAIN_TEXT, PNG, WORD
from tasks.duties.base.group_context import GroupContext
from tasks.mail.sending.attachment_checks import digest_of_body
from tasks.mail.sending.queue import Enclosure, LetterToQueue, queue
from tasks.register.actions import action_value
from tasks.register.database.register import Transaction
from tasks.register.documents import fetch, store
from tasks.register.meetings import called_for
from tasks.register.outbox import is_queued
from tasks.register.tables import ActionRow, MeetingRow
from tasks.register.task_groups import open_task_groups


def in_format(tx: Transaction, format: Format, enclosures: Sequence[Enclosure]) -> list[Enclosure]:
    """Our own documents among these once more, in large print or as plain text; nothing for other formats."""
    if format not in (Format.LARGE_PRINT, Format.PLAIN_TEXT):
        return []
    media_type = PLAIN_TEXT if format is Format.PLAIN_TEXT else WORD
    converted = []
    for enclosure in enclosures:
        if is_our_document(enclosure.name):
            name = file_name_in(format, enclosure.name)
            content = document_in_format(format, fetch(tx.session, enclosure.sha256))
            converted.append(Enclosure(store(tx.session, name, media_type, content, tx.on), name))
    return converted


class Head(TypedDict):
    """The fields with which every letter to one person begins."""

    code: str
    group: str
    addressee: str
    marking: str
    why: str
    contact: str
    whom_to_ring: str
    heading: str
    written_up_as: str
    takes_deputies: bool


def head(forum: GroupContext, person: Person, *, marked: bool = False, why: str = "") -> Head:
    """The head of a letter. Without a ``why`` it is what the person is in the group."""
    policy = forum.policy
    return Head(
        code=forum.in_subjects,
        group=policy.group.short_name,
        addressee=person.name,
        marking=policy.marking if marked else "",
        why=why or why_written(forum, person),
        contact=_contact(forum, person),
        whom_to_ring=whom_to_ring(policy.concerns, policy.objectives.values()),
        heading=policy.group.heading,
        written_up_as=policy.meetings.written_up_as,
        takes_deputies=policy.attendance.takes_deputies,
    )


def why_written(forum: GroupContext, person: Person) -> str:
    """Why somebody is written to: their first role in the group, or the action they took."""
    group = forum.policy.group.short_name
    roles = forum.place_of(person.id).roles_on(person.id, forum.on)
    if roles:
        return reason_for_role(roles[0], group)
    if forum.membership.is_appointed(person.id, forum.on):
        return f"you are covering for a member of the {group}"
    return f"you took an action for the {group}"


def _contact(forum: GroupContext, person: Person) -> str:
    """Whom a reader asks; the unit can't ask itself."""
    if forum.offices.is_unit(person.id, forum.on):
        return operators_contact(forum.office.ops_address)
    group = forum.policy.group
    return unit_contact(group.unit_name, group.unit_phone)


def meeting_line(meeting: MeetingRow) -> MeetingLine:
    return MeetingLine(
        reference=meeting.reference,
        date=meeting.date,
        start=meeting.start,
        place=meeting.place,
        joining=meeting.joining,
        called_for=called_for(meeting),
    )


def write(
    forum: GroupContext,
    letter: Letter,
    *,
    to: Person,
    about: Topic,
    valid: Validity,
    enclosures: Sequence[Enclosure] = (),
) -> bool:
    """Print a letter and put it into the outbox; False when it is there already.

    It is in the format that its reader needs, and so are our own documents with it. What is restricted waits
    there until its reader has signed the confidentiality agreement: what is marked, and in a group that marks
    nothing all but what comes with the agreement itself.
    """
    is_open = not letter.marking and (bool(forum.policy.marking) or letter.FOR_THE_UNSIGNED)
    is_restricted = bool(enclosures) and not is_open and forum.policy.members.must_sign
    if is_restricted and must_sign(forum.place_of(to.id), to.id, forum.on):
        valid = replace(valid, conditions=replace(valid.conditions, agreement=True))
    format = format_of(to.format_needed)
    letter = as_it_leaves(forum, letter, to.id, about)
    printed = letter_in_format(format, forum.work.rendered.render(forum.letters.print, letter))
    if valid.conditions.briefings:
        body = digest_of_body(printed.subject, printed.text, printed.html)
        valid = replace(valid, conditions=replace(valid.conditions, body=body))
    is_new = queue(
        forum.tx,
        LetterToQueue(
            group_id=forum.group.id,
            name=letter.NAME,
            topic=about,
            person_id=to.id,
            address=to.send_to,
            printed=printed,
            attachments=[
                *enclosures,
                *in_format(forum.tx, format, enclosures),
                *(_pictures(forum, letter) if printed.html else ()),
            ],
            validity=valid,
            marking=letter.marking,
            voting=letter.voting,
        ),
    )
    if is_new:
        forum.tx.audit("letter queued", letter=letter.NAME, person=to.id, meeting=about.meeting_id)
    return is_new


def _pictures(forum: GroupContext, letter: Letter) -> list[Enclosure]:
    """Return the pictures of the charts that a letter shows."""
    return [enclose(forum, chart.file_name, draw(chart, WIDTH_IN_LETTERS_CM), PNG) for chart in letter.charts]


def as_it_leaves(forum: GroupContext, letter: Letter, to: UUID, about: Topic) -> Letter:
    """Return the letter as it is printed: with the code by which a reply that its links open finds it, and
    where it bears no marking without what may name a child."""
    key = dispatch_key(forum.group.id, letter.NAME, about, to)
    letter = as_it_may_leave(letter, lambda: names_known(forum))
    return replace(letter, reply_code=reply_code(forum.group.code, key))


def names_known(forum: GroupContext) -> tuple[str, ...]:
    """Return what may be named in any letter: the people of the group, and all that its policy, its
    commission and the pages of its task groups name."""
    people = (part for person in forum.membership.people for part in (person.name, person.organisation))
    pages = (row.page for row in open_task_groups(forum.tx.session, forum.group.id))
    own = forum.group.commission or ""
    return (*forum.organisations, *people, forum.policy.model_dump_json(), own, *pages)


def is_written(forum: GroupContext, letter: type[Letter], to: UUID, about: Topic) -> bool:
    """Say whether the letter is in the outbox already, in whatever state."""
    return is_queued(forum.tx.session, dispatch_key(forum.group.id, letter.NAME, about, to))


def enclose(forum: GroupContext, name: str, content: bytes, media_type: str) -> Enclosure:
    """Store a document under its neutral name, ready to go with a letter."""
    return Enclosure(store(forum.tx.session, name, media_type, content, forum.on), name)


def meeting_topic(meeting: MeetingRow, occasion: Occasion = ONCE) -> Topic:
    return Topic(meeting.id, occasion, meeting.id)


def while_planned(meeting: MeetingRow, conditions: Conditions = FOR_MEMBERS, *others: MeetingRow) -> Validity:
    """Valid until the day of a meeting, while that and the others are planned for the same time."""
    planned = tuple(as_it_stands(each, MeetingState.PLANNED) for each in (meeting, *others))
    return Validity(meeting.date, replace(conditions, meetings=planned))


def named(*meetings: MeetingRow | None) -> tuple[MeetingAsWritten, ...]:
    """The meetings to come that a letter names beside its own, as they stand."""
    return tuple(as_it_stands(meeting, MeetingState.PLANNED) for meeting in meetings if meeting)


def as_it_stands(meeting: MeetingRow, *states: MeetingState) -> MeetingAsWritten:
    """The condition that a meeting is still at the same time, and in one of these states if any are given."""
    return MeetingAsWritten(meeting.id, meeting.date, meeting.start, states)


def action_lines(forum: GroupContext, owner: UUID) -> tuple[ActionLine, ...]:
    """The actions of a person in the group, overdue first, those reported done last, as letters list them."""
    return _lines(forum, [action for action in forum.open_actions if action.owner_id == owner])


def action_lines_of(forum: GroupContext, rows: Sequence[ActionRow]) -> tuple[ActionLine, ...]:
    """These actions, overdue first, as the letters of whoever they are offered to list them."""
    return _lines(forum, [action_value(row) for row in rows])


def _lines(forum: GroupContext, actions: Sequence[Action]) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(
            reference=action.reference,
            title=action.title,
            due=action.due,
            days_overdue=days_overdue(action, forum.on),
            last_update="" if _says_done_alone(action) else action.last_update,
            reported_done=action.reported_on if action.state is ActionState.REPORTED_DONE else None,
            waits_for=_who_discharges(forum, action) if action.state is ActionState.REPORTED_DONE else "",
        )
        for action in in_order(actions, forum.on)
    )


def _who_discharges(forum: GroupContext, action: Action) -> str:
    """Say who discharges an action: the Chair, and the only Chair's own the deputy chair or the group."""
    if {chair.id for chair in forum.offices.chairs(forum.on)} != {action.owner_id}:
        return "the Chair"
    return "the deputy chair" if forum.deputy_chair() else "the group"


def _says_done_alone(action: Action) -> bool:
    """Say whether all that was last said of an action is that it is done, which its line says already."""
    return action.state is ActionState.REPORTED_DONE and action.last_update == SAID_DONE
