"""Those who act on a concern hear at once that there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from forum.concerns.follow_up import CONCERNS, unit_does
from forum.concerns.kinds import ConcernKind
from forum.letters.concerns import ConcernLine, ConcernNotice
from forum.letters.foot import reason_for_lead
from forum.members.membership import Person
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.topic import Topic
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.outsiders import Outsider, person_on_register
from tasks.duties.base.quoted_words import quoted
from tasks.duties.base.write_letter import head, write
from tasks.duties.concerns.answer_writer import OF_USE, letters_today
from tasks.duties.concerns.follow_concern import is_writer_known, put_on_record, when, writer_in_words
from tasks.register.groups import is_at_work
from tasks.register.members.membership import people
from tasks.register.members.people import people_at
from tasks.register.tables import ConcernRow, ReceivedRow, WaitingWordsRow

MOST_UNPROVED = 20  # notices a day of what nothing proves: the desk letter and the watcher tell of each


def raise_concerns(
    forum: GroupContext,
    kinds: Sequence[ConcernKind],
    at: dt.datetime,
    *,
    received: ReceivedRow | None = None,
    is_proved: bool = False,
) -> list[ConcernRow]:
    """Put concerns on record, and tell the unit of them at once; of urgent ones the lead for safeguarding
    too. What was written goes to nobody but the unit, and of what is urgent to nobody. For a group that is
    not at work nobody can be written to: those who run the service hear of what is urgent."""
    rows = [
        put_on_record(
            forum,
            kind,
            at,
            received=received.id if received else None,
            person=received.person_id if received else None,
            is_proved=is_proved,
        )
        for kind in kinds
    ]
    is_heard = is_proved or received is None or len(letters_today(forum, ConcernNotice)) < MOST_UNPROVED
    if is_heard and is_at_work(forum.group):
        for reader in _readers(forum, urgent=CONCERNS[rows[0].kind].is_urgent):
            _notify(forum, rows, reader, received.mailbox if received else "")
    return rows


def _readers(forum: GroupContext, *, urgent: bool) -> Iterator[Person]:
    """Yield the unit's officers, and for what is urgent the lead for safeguarding, each once."""
    officers = {officer.id: officer for officer in map(forum.acting, forum.offices.officers(forum.on))}
    lead = _lead(forum) if urgent else None
    yield from (officers | ({lead.id: lead} if lead else {})).values()


def _lead(forum: GroupContext) -> Person | None:
    """Return the lead for safeguarding, put on the register where nobody is at that address yet; None where
    the policy names nobody."""
    concerns, session = forum.policy.concerns, forum.tx.session
    if not concerns.lead:
        return None
    known = people_at(session, concerns.lead_address, forum.on)
    if not known:
        lead = Outsider(concerns.lead, concerns.lead_address, phone=concerns.lead_phone)
        known = (person_on_register(forum.work, lead, "lead for safeguarding"),)
        session.flush()
    return people(session, [known[0]], forum.on)[0]


def _notify(forum: GroupContext, rows: Sequence[ConcernRow], reader: Person, mailbox: str) -> None:
    is_member = forum.membership.is_appointed(reader.id, forum.on)
    first = rows[0]
    quote = quoted(forum, forum.tx.session.get(WaitingWordsRow, first.received_id)) if mailbox else None
    why = "" if is_member else reason_for_lead(forum.policy.group.short_name)
    letter = ConcernNotice(
        **head(forum, reader, marked=quote is not None, why=why),
        urgent=CONCERNS[first.kind].is_urgent,
        concerns=tuple(
            ConcernLine(
                reference=row.reference,
                words=CONCERNS[row.kind].words,
                does=unit_does(row.kind, forum.policy.concerns, row.answer_by, is_known=is_writer_known(row)),
            )
            for row in rows
        ),
        writer=writer_in_words(forum, first),
        came=when(first.at),
        proved=first.is_proved,
        mailbox=mailbox,
        quote=quote,
    )
    valid = Validity(forum.on + OF_USE, Conditions(appointed=is_member))
    write(forum, letter, to=reader, about=Topic(first.id), valid=valid)
