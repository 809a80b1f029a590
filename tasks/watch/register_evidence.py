"""What the register says of the service: looks, letters that wait, mailboxes, deadlines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from forum.calendar.steps import OWN, StepVerdict
from forum.calendar.timetable import MORNING_FLOWS
from forum.calendar.working_days import WorkingDays
from forum.concerns.kinds import CONCERNS
from forum.inbox.mailbox_items import Examination
from forum.outbox.states import Mode, State
from forum.terms.policy import Policy
from forum.watch.evidence import (
    READING,
    Evidence,
    Hours,
    MailboxSeen,
    MorningLetter,
    StepSeen,
    day_to_have_looked,
)
from forum.watch.sights import THERE_AND_BACK
from tasks.duties.desk.data import open_deadlines
from tasks.register.groups import groups, groups_at_work, pause_in_words
from tasks.register.mailbox import waiting_items
from tasks.register.outbox import IN_THE_HANDS_OF_DELIVERY, LIVE, sending_refused_since, standing_hold
from tasks.register.registers import incident_value, open_concerns, open_incidents
from tasks.register.retention.lists import requests_to_answer
from tasks.register.tables import (
    AuditRow,
    DispatchRow,
    GroupRow,
    HoldRow,
    LeaseRow,
    MailboxRow,
    MorningLetterRow,
    ReceivedRow,
)
from tasks.register.watch import looks_since

DELIVERY, READS = "deliver_mail", "read_mailbox"
AN_HOUR = dt.timedelta(hours=1)
LATELY = dt.timedelta(days=3)


@dataclass(frozen=True)
class Watched:
    """What the service serves: the policies with their calendars by code, and the mailbox of each policy.

    The first of the ``mailboxes`` is the service's own.
    """

    mode: Mode
    policies: Mapping[str, Policy]
    calendars: Mapping[str, WorkingDays]
    mailboxes: Sequence[str]

    def mailbox_of(self, group: GroupRow) -> str:
        """Return the address of the mailbox that carries a group's letters, as it is written in settings."""
        own = self.policies[group.policy].group.mailbox
        # A policy may name the service's own mailbox too, in small letters.
        return own if own in self.mailboxes else self.mailboxes[0]

    def hours_of(self, group: GroupRow) -> Hours:
        """Return the hours in which a group's letters go."""
        hours = self.policies[group.policy].working_time
        return Hours(hours.send_from, hours.send_until, self.calendars[group.policy].is_working)


def add_register(seen: Evidence, session: Session, watched: Watched) -> Evidence:
    """Add to what was seen what the register says."""
    at_work = [group for group in groups_at_work(session) if group.policy in watched.policies]
    looks = looks_since(session, day_to_have_looked(seen.now))
    concerns = open_concerns(session)
    begun = session.scalar(select(AuditRow.at).order_by(AuditRow.seq).limit(1)) or seen.now
    return replace(
        seen,
        begun=begun,
        flows=tuple(map(_name, MORNING_FLOWS)),
        looks={_name(flow): look for flow, look in looks.items() if flow in MORNING_FLOWS},
        delivery=looks.get(DELIVERY),
        reading=looks.get(READS),
        mailboxes=tuple(_mailboxes(seen.now, session, watched, at_work, begun)),
        held_since=hold.placed_at if (hold := standing_hold(session)) else None,
        unclear=_unclear(session, seen.now),
        mail_waiting=len(waiting_items(session)),
        letters=dict(
            session.execute(select(DispatchRow.state, func.count()).group_by(DispatchRow.state)).all()
        ),
        refused_since=sending_refused_since(session),
        steps=tuple(_steps(session, seen.now.date(), at_work)),
        incidents={
            row.reference: incident.report_by
            for row in open_incidents(session)
            if (incident := incident_value(row)).clock_runs
        },
        access_requests={str(row.id)[:8]: row.asked_on for row in requests_to_answer(session)},
        urgent_concerns={row.reference: row.at for row in concerns if CONCERNS[row.kind].is_urgent},
        concerns_due={row.reference: row.answer_by for row in concerns if row.answer_by},
        morning_letters=tuple(_morning_letters(session, seen.now, watched.mailboxes)),
        paused={
            group.code: pause_in_words(group) for group in groups(session) if group.paused and not group.ended
        },
    )


def _name(flow: str) -> str:
    """Return the name by which Prefect shows a flow."""
    return flow.replace("_", "-")


def _mailboxes(
    now: dt.datetime,
    session: Session,
    watched: Watched,
    at_work: Sequence[GroupRow],
    begun: dt.datetime,
) -> Iterator[MailboxSeen]:
    waiting = {} if _is_held(session, watched.mode) else _waiting(session)
    served = defaultdict(list)
    for group in at_work:
        served[watched.mailbox_of(group)].append(group)
    lifted = session.scalar(select(func.max(HoldRow.lifted_at)))
    last_sent = dict(session.execute(select(LeaseRow.mailbox, LeaseRow.sent_until)).all())
    last_read = dict(session.execute(select(MailboxRow.address, MailboxRow.read_at)).all())
    for address in watched.mailboxes:
        of_groups = [(group, *waiting[group.id]) for group in served[address] if group.id in waiting]
        sent, read = last_sent.get(address), last_read.get(address, begun)
        hours = [(watched.hours_of(group), max(oldest, lifted or oldest)) for group, _, oldest in of_groups]
        yield MailboxSeen(
            address=address,
            waiting=sum(number for _, number, _ in of_groups),
            waited=max((each.between(oldest, now) for each, oldest in hours), default=dt.timedelta()),
            quiet=min((each.between(sent, now) for each, _ in hours), default=None) if sent else None,
            unread=READING.between(read, now),
            **_from_outside(session, address, now),
        )


def _from_outside(session: Session, mailbox: str, now: dt.datetime) -> dict[str, int]:
    """Count the mails that came to a mailbox from outside lately, by what our mail system made of them."""
    lately = ReceivedRow.received_at >= now - LATELY, ReceivedRow.received_at <= now
    query = (
        select(ReceivedRow.examination, func.count())
        .where(ReceivedRow.mailbox == mailbox, ReceivedRow.examination.is_not(None), *lately)
        .group_by(ReceivedRow.examination)
    )
    seen = dict(session.execute(query).all())
    return {
        "from_outside": sum(seen.values()),
        "examined": seen.get(Examination.OURS, 0),
        "below_border": seen.get(Examination.BELOW, 0),
    }


def _is_held(session: Session, mode: Mode) -> bool:
    """Say whether letters wait because somebody wants it so."""
    return mode is Mode.HOLD or standing_hold(session) is not None


def _waiting(session: Session) -> dict[object, tuple[int, dt.datetime]]:
    """Return by group how many letters are for delivery to send, and since when the oldest is."""
    rows = session.execute(
        select(DispatchRow.group_id, func.count(), func.min(DispatchRow.queued_at))
        .where(LIVE, DispatchRow.state.in_(IN_THE_HANDS_OF_DELIVERY))
        .group_by(DispatchRow.group_id)
    )
    return {group: (number, oldest) for group, number, oldest in rows}


def _unclear(session: Session, now: dt.datetime) -> int:
    """Count the letters that a person is asked about, and those looked for in vain for an hour."""
    is_unclear = or_(
        DispatchRow.state == State.ASKED,
        (DispatchRow.state == State.UNKNOWN) & (DispatchRow.queued_at < now - AN_HOUR),
    )
    return session.scalar(select(func.count()).select_from(DispatchRow).where(LIVE, is_unclear)) or 0


def _steps(session: Session, today: dt.date, at_work: Sequence[GroupRow]) -> Iterator[StepSeen]:
    """Yield the steps of the terms of reference that are not done and whose deadline is today or has passed.

    A deadline that was over before the meeting was planned can't be met, and is nobody's fault.
    """
    ids = {group.id for group in at_work}
    for one in open_deadlines(session, today, today):
        is_of_the_terms = one.step.clause != OWN and one.finding.verdict is not StepVerdict.NOT_POSSIBLE
        if one.group_id in ids and is_of_the_terms:
            yield StepSeen(one.of, one.step.kind, one.deadline)


def _morning_letters(session: Session, now: dt.datetime, mailboxes: Sequence[str]) -> Iterator[MorningLetter]:
    """Yield the last letter of each mailbox that is back, or has had the time for that: while today's is on
    its way, it is not over that yesterday's did not come."""
    is_settled = MorningLetterRow.back.is_not(None) | (MorningLetterRow.begun < now - THERE_AND_BACK)
    query = select(MorningLetterRow).where(is_settled).order_by(MorningLetterRow.day.desc()).limit(1)
    for address in mailboxes:
        if row := session.scalar(query.where(MorningLetterRow.mailbox == address)):
            yield MorningLetter(address, row.begun, row.handed_over, row.sent, row.back)
