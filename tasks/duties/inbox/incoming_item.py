"""An item of the mailbox as it is handled, with the letter that it answers, the person asked and the
writer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from forum.attendance.invitations import meeting_of
from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.mail_text.subjects import plain_subject
from forum.inbox.mailbox_items import ItemKind
from forum.inbox.sayings import Reading
from forum.inbox.who_may_say import (
    Evidence,
    Finding,
    Ruling,
    Sender,
    Standing,
    may_say,
    sender_of,
    sender_to_unit,
)
from forum.letters.inbox import TO_THE_DESK
from forum.letters.meetings import DeputyWanted
from forum.letters.taps import WHOLE, reply_code_in, short_code
from forum.outbox.budget import CONFIRMATIONS
from forum.questions.lifecycle import Channel
from forum.questions.words import Act
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.questions.ask import sender_to
from tasks.mail.protocol.mailer import Dmarc, ReceivedItem
from tasks.register.attendance import event_keys, meetings_by_subject
from tasks.register.groups import groups, groups_at_work, is_at_work
from tasks.register.meetings import next_to_begin
from tasks.register.members.membership import groups_of
from tasks.register.members.people import people_at, people_whose_pa_is_at
from tasks.register.other_bodies import contacts_who_are
from tasks.register.outbox import dispatch_by_key, dispatches_by_code, letters_gone_to
from tasks.register.tables import DispatchRow, GroupRow, MeetingRow, QuestionRow, ReceivedRow

Value = TypeVar("Value")
NO_SENDER = (
    "Its From is not one plain address, so nobody can tell who wrote it. If it seems to be a member’s, ring "
    "them on the number in the register."
)


@dataclass(frozen=True)
class ReadReply:
    """A reply as it was read, with the whole letter that it answers."""

    letter: AnsweredLetter
    reading: Reading


@dataclass(frozen=True)
class IncomingItem:
    """An item of the mailbox that came ``on`` a day, with the letter it answers and its writer.

    ``our_letter`` is the letter that the item answers. Where the item answers a confirmation, that is
    the letter that led to it, and ``confirmed`` the reply that it confirmed. ``meeting_id`` is the meeting of
    the invitation, or of the confirmation, that the item answers. ``person`` is the person asked,
    or the writer of an item that answers no letter; ``by`` is the writer. Both are None for a writer whom the
    register does not know. ``standing`` is the writer's to the person asked. ``senders`` are the people who
    may write from the address, which is that of the PA of ``pas_of``. ``about`` is the question or action
    that a tapped reply is about. One that ``answers_nothing`` answers no letter of ours and no invitation;
    one that ``is_proved`` comes from a domain for which our mail system vouches. ``mailbox`` is the address
    of the mailbox that it came to. ``reply`` is how a reply was read.
    """

    forum: GroupContext
    mail: ReceivedItem
    on: dt.date
    mailbox: str
    our_letter: DispatchRow | None
    confirmed: ReceivedRow | None
    meeting_id: UUID | None
    person: UUID | None
    by: UUID | None
    standing: Standing
    senders: Sequence[UUID]
    pas_of: Sequence[UUID]
    about: str
    answers_nothing: bool
    is_proved: bool
    reply: ReadReply | None = None

    @property
    def work(self) -> UnitOfWork:
        """The unit of work in the name of the writer."""
        return replace(self.forum.work, actor=str(self.by))

    def groups_of(self, person: UUID) -> Sequence[UUID]:
        """Return the groups of a person on the day on which the item came, of those whose mail comes to this
        mailbox where there are any."""
        session = self.forum.tx.session
        return _of_mailbox(self.forum.office, session, groups_of(session, person, self.on), self.mailbox)

    @cached_property
    def is_from_unit(self) -> bool:
        """True where the writer is of the Business Unit of the group that the item concerns."""
        return self.by is not None and self.forum.membership.is_unit(self.by, self.forum.on)

    @property
    def answers_invitation(self) -> bool:
        """True for a mail that answers the invitation to a meeting, or a button pressed on it."""
        return self.our_letter is None and self.confirmed is None and self.meeting_id is not None

    def finding(self, act: Act) -> Finding:
        """Say whether the writer may do something by the item."""
        finding = may_say(act, self.standing, Evidence(self.mail.dmarc.value))
        if finding.ruling is Ruling.UNKNOWN and not self.mail.sender:
            return replace(finding, reason=NO_SENDER)
        return finding

    @property
    def channel(self) -> Channel:
        """The channel by which the item answers a question."""
        return Channel.VOTE if self.mail.vote else Channel.REPLY


@dataclass(frozen=True)
class _Writers:
    """The people who may write from an address: those whose it is, and those whose PA has it."""

    people: Sequence[UUID]
    pas_of: Sequence[UUID]

    @property
    def all(self) -> Sequence[UUID]:
        """All of them."""
        return [*self.people, *self.pas_of]


@dataclass(frozen=True)
class _Answered:
    """The letter, confirmations among them, or the meeting of the invitation that an item answers.

    ``about`` is the question or action that a tapped reply is about. ``is_one_of_several`` is true where
    several letters fit, so that none is taken.
    """

    letter: DispatchRow | None
    meeting: MeetingRow | None
    about: str = WHOLE
    is_one_of_several: bool = False


def identify(work: UnitOfWork, item: ReceivedItem, key: str, mailbox: str) -> IncomingItem:
    """Find the letter or the invitation that an item answers, and its writer.

    ``key`` is the key of that letter or invitation, as the gateway knows it; a code in the item's subject
    goes before it. Without either it is found by its subject among those we wrote to the sender; where that
    letter went to several people for whom the sender may write, no letter is found. Where groups have several
    mailboxes, what came to one of them is taken for its groups' before others'.
    """
    session = work.session
    writers = _writers_at(session, item)
    answered = _answered(work, item, key, writers, mailbox)
    letter, confirmed = _led_to(session, answered.letter)
    person = _person_asked(session, answered, letter, writers)
    forum = group_context(work, _group(work, answered.letter or answered.meeting, person, item, mailbox))
    sender = Sender(Standing.SEVERAL if writers.all else Standing.NOBODY, next(iter(writers.people), None))
    if person is not None:
        sender = _sender(forum, letter, person, writers, item.received_at.date())
    return IncomingItem(
        forum,
        item,
        item.received_at.date(),
        mailbox,
        letter,
        confirmed,
        answered.meeting.id if answered.meeting else None,
        person,
        sender.person,
        sender.standing,
        writers.people,
        writers.pas_of,
        answered.about,
        answers_nothing=letter is None and confirmed is None and answered.meeting is None,
        is_proved=item.dmarc is Dmarc.PASS,
    )


def _writers_at(session: Session, item: ReceivedItem) -> _Writers:
    """Return the people who may write from the address that an item came from."""
    people = people_at(session, item.sender, item.received_at.date())
    return _Writers(people, people_whose_pa_is_at(session, item.sender))


def _answered(work: UnitOfWork, item: ReceivedItem, key: str, writers: _Writers, mailbox: str) -> _Answered:
    """Return what an item answers: by the code in its subject, by its key, or else by its subject."""
    session = work.session
    if item.kind is ItemKind.NON_DELIVERY:  # which names the letter it returns, or none of ours
        return _Answered(dispatch_by_key(session, key) if key else None, None)
    key_by_code, about = _by_code(session, item, writers.all)
    key = key_by_code or key
    letter = dispatch_by_key(session, key) if key else None
    alike = () if letter else _by_subject(work, item, writers.all, mailbox)
    readers = {row.person_id for row in alike}
    if len(readers) == 1:
        letter = alike[0]
    meeting = _meeting_answered(work, item, key, letter, writers.all, mailbox)
    return _Answered(letter, meeting, about, is_one_of_several=len(readers) > 1)


def _led_to(session: Session, answered: DispatchRow | None) -> tuple[DispatchRow | None, ReceivedRow | None]:
    """Return the letter that led to a confirmation, and the reply that it confirmed; any other letter as it
    is."""
    if answered is None or answered.letter not in CONFIRMATIONS:
        return answered, None
    confirmed = session.get(ReceivedRow, answered.subject_id)
    first = confirmed.dispatch_id if confirmed else None
    return session.get(DispatchRow, first) if first else None, confirmed


def _person_asked(
    session: Session, answered: _Answered, letter: DispatchRow | None, writers: _Writers
) -> UUID | None:
    """Return the person whom a letter asked, or the only one who can have written what answers none."""
    if letter is not None and letter.letter == DeputyWanted.NAME:  # whoever covers for them may have got it
        return questions_of(session, letter)[0].of_id
    if answered.letter is not None:
        return answered.letter.person_id
    return None if answered.is_one_of_several else the_only(writers.people) or the_only(writers.pas_of)


def _by_code(session: Session, item: ReceivedItem, readers: Sequence[UUID]) -> tuple[str, str]:
    """Return the key of the letter or invitation whose code is in the item's subject, and what the code is
    about; an empty key for none.

    Of letters that have the same code by chance it is the one that went to these people, if only one did.
    """
    code = reply_code_in(item.subject)
    if code is None:
        return "", WHOLE
    letters = dispatches_by_code(session, code.letter)
    if len(letters) > 1:
        letters = [row for row in letters if row.person_id in readers]
    invitations = (key for key in event_keys(session) if short_code(key) == code.letter)
    key = the_only([row.key for row in letters] or [*invitations])
    return (key, code.about) if key else ("", WHOLE)


def _by_subject(
    work: UnitOfWork, item: ReceivedItem, readers: Sequence[UUID], mailbox: str
) -> Sequence[DispatchRow]:
    """Return the letters with the item's subject that went to these people, the latest first; those of the
    mailbox alone where there are any."""
    subject = plain_subject(item.subject)
    if not subject:
        return ()
    gone = letters_gone_to(work.session, readers)
    alike = [row for row in gone if plain_subject(row.subject) == subject]
    of_mailbox = _of_mailbox(work.office, work.session, [row.group_id for row in alike], mailbox)
    return [row for row in alike if row.group_id in of_mailbox]


def _of_mailbox(office: Office, session: Session, group_ids: Sequence[UUID], mailbox: str) -> Sequence[UUID]:
    """Return those of the groups whose mail comes to a mailbox; all of them where it is none of theirs."""
    carried = [id for id in group_ids if office.carries(mailbox, session.get_one(GroupRow, id))]
    return carried or group_ids


def _meeting_answered(
    work: UnitOfWork,
    item: ReceivedItem,
    key: str,
    letter: DispatchRow | None,
    readers: Sequence[UUID],
    mailbox: str,
) -> MeetingRow | None:
    """Return the meeting of the invitation that an item answers, by its key or else by its subject, or that
    of the confirmation that it answers."""
    session = work.session
    if letter is not None:
        is_confirmation = letter.letter in CONFIRMATIONS and letter.meeting_id
        return session.get(MeetingRow, letter.meeting_id) if is_confirmation else None
    if invited_to := meeting_of(item.event_key or key):
        return session.get(MeetingRow, invited_to)
    subject = plain_subject(item.subject)
    if not subject:
        return None
    groups = (group for reader in readers for group in groups_of(session, reader, item.received_at.date()))
    invited = meetings_by_subject(
        session, _of_mailbox(work.office, session, tuple(dict.fromkeys(groups)), mailbox)
    )
    return next((meeting for of_meeting, meeting in invited if plain_subject(of_meeting) == subject), None)


def the_only(values: Sequence[Value]) -> Value | None:
    """Return the only value; None where there is none, or several."""
    return values[0] if len(values) == 1 else None


def _group(
    work: UnitOfWork,
    answered: DispatchRow | MeetingRow | None,
    person: UUID | None,
    item: ReceivedItem,
    mailbox: str,
) -> UUID:
    """Return the group that the item concerns: the letter's or the invitation's; else the first of the
    person's groups with a meeting to come; else the person's first group at work, or their first; else the
    first of all. Groups of the mailbox come before others."""
    if answered:
        return answered.group_id
    session, on = work.session, item.received_at.date()
    of_person: Sequence[UUID] = groups_of(session, person, on) if person else ()
    if person and not of_person:
        of_person = [contact.group_id for contact in contacts_who_are(session, person, on)]
    of_person = _of_mailbox(work.office, session, of_person, mailbox)
    to_meet = (group for group in of_person if next_to_begin(session, group, item.received_at))
    at_work = (group for group in of_person if is_at_work(session.get_one(GroupRow, group)))
    return next(to_meet, None) or next(
        at_work, of_person[0] if of_person else a_group(work.office, session, mailbox)
    )


def a_group(office: Office, session: Session, mailbox: str) -> UUID:
    """Return the first group at work of a mailbox, whose unit sees what concerns no group; the first of all
    where none is at work."""
    known = groups_at_work(session) or groups(session)
    return _of_mailbox(office, session, [group.id for group in known], mailbox)[0]


def _sender(
    forum: GroupContext,
    letter: DispatchRow | None,
    person: UUID,
    writers: _Writers,
    on: dt.date,
) -> Sender:
    """Return the writer with their standing to the people asked: the unit for its desk letter, the reader
    for a letter that asks nothing, or of a group whose policy is not there."""
    if letter and forum.group.paused is None and (questions := questions_of(forum.tx.session, letter)):
        return sender_to(forum, questions, writers.people, on, writers.pas_of)
    if letter and letter.letter in TO_THE_DESK:
        return sender_to_unit(writers.people, forum.membership, on, writers.pas_of)
    return sender_of(writers.people, [person], forum.membership, on, pas_of=writers.pas_of)


def questions_of(session: Session, letter: DispatchRow) -> Sequence[QuestionRow]:
    """Return the questions that a letter put, in its order."""
    ids = letter.conditions.unanswered
    return [question for id in ids if (question := session.get(QuestionRow, id))]
