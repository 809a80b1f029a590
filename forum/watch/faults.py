"""The faults that the watcher knows, a row each: how it is seen, its sentence, and what to do (own rules)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from forum.subject_access.request import answer_by
from forum.text.wording import clock_time, count, full_date, listed, long_date
from forum.watch.evidence import Evidence, MailboxSeen, MorningLetter
from forum.watch.hours import LOOKED_BY, day_to_have_looked

AN_HOUR = dt.timedelta(hours=1)
THERE_AND_BACK = dt.timedelta(minutes=15)  # for a letter of the mailbox to itself
AT_RISK_FROM = dt.time(12)  # on the day of a deadline: half a day is left
HOURS_LEFT = dt.timedelta(hours=24)  # of the 72 hours of an incident: offices may be closed for three days
DAYS_LEFT = dt.timedelta(days=4)  # of the month of such a request: offices may be closed for four days
NOTICE = dt.timedelta(days=30)  # for what runs out and takes an order or a request to renew
A_YEAR = dt.timedelta(days=366)
LEAST_FREE = 1_000_000_000  # bytes
SENDING_REFUSED = "Our own mail system lets us send nothing: have that lifted, then mase outbox resume."
Found = Iterator[tuple[str, str]]


class FaultKind(StrEnum):
    REGISTER = "register out of reach"
    NO_LOOK = "no look"
    FAILED = "duties failed"
    NOT_DELIVERED = "letters not delivered"
    UNCLEAR = "letters unclear"
    UNREAD = "mailbox not read"
    MORNING_LETTER = "morning letter not back"
    DEADLINE = "deadline at risk"
    CONCERN = "urgent concern not settled"
    CONCERN_DUE = "answer by law nearly due"
    INCIDENT = "incident not reported"
    ACCESS_REQUEST = "request for personal data not answered"
    PAUSED = "group paused"
    FILES = "templates or policies wait"
    BACKUP = "backup late"
    DISK = "disk full soon"
    CERTIFICATE = "certificate expires"
    SECRET = "secret expires"
    BANK_HOLIDAYS = "bank holidays end"
    MEETING_DAYS = "meeting days end"
    BOARD_DATES = "board dates end"


@dataclass(frozen=True)
class Fault:
    """A fault that was seen. ``about`` tells it from others of its kind, and is the same as long as it
    lasts."""

    kind: FaultKind
    about: str
    sentence: str


@dataclass(frozen=True)
class FaultFacts:
    """A kind of fault: what is well without it, how it is seen, and what to do about it.

    One ``of_machine`` is seen without the register.
    """

    well: str
    see: Callable[[Evidence], Found]
    remedy: str
    of_machine: bool = False


def judge(seen: Evidence) -> tuple[Fault, ...]:
    """Return the faults of what was seen, in the order of ``FAULTS``."""
    return tuple(
        Fault(kind, about, sentence) for kind, facts in FAULTS.items() for about, sentence in facts.see(seen)
    )


def register_not_read(seen: Evidence) -> Found:
    if seen.register:
        yield "", seen.register


def no_look(seen: Evidence) -> Found:
    """A weekday's look at what is due has not been made by 9am, wholly or in part."""
    day = day_to_have_looked(seen.now)
    missing = [flow for flow in seen.flows if flow not in seen.looks]
    if not missing or seen.begun is None or seen.begun >= dt.datetime.combine(day, LOOKED_BY):
        return
    who = "No flow had" if len(missing) == len(seen.flows) else f"{listed(missing)} had not"
    yield "", f"{who} looked at what is due by {clock_time(LOOKED_BY)} on {full_date(day)}."


def duties_failed(seen: Evidence) -> Found:
    """A flow of the morning failed, or delivery, which sends released packs and finishes steps too."""
    for flow, look in (*seen.looks.items(), ("deliver-mail", seen.delivery)):
        if look and look.failed:
            yield flow, f"{flow} failed for {look.failed} of the {count(look.due, 'thing')} due."


def letters_not_delivered(seen: Evidence) -> Found:
    """Letters wait that could have gone for an hour, and none has gone in that time; or our own mail system
    lets us send none."""
    if since := seen.refused_since:
        at = f"{clock_time(since.time())} on {long_date(since.date())}"
        yield "refused", f"{SENDING_REFUSED} Everything has been held since {at}."
    for mailbox in seen.mailboxes:
        if (
            mailbox.waiting
            and mailbox.waited > AN_HOUR
            and (mailbox.quiet is None or mailbox.quiet > AN_HOUR)
        ):
            yield mailbox.address, _not_delivered(seen, mailbox)


def _not_delivered(seen: Evidence, mailbox: MailboxSeen) -> str:
    waiting = f"{count(mailbox.waiting, 'letter')} could have left {mailbox.address} for an hour"
    look = seen.delivery
    if look is None or seen.now - look.at > AN_HOUR:
        return f"{waiting}, and delivery has not run."
    looked = f"{waiting}. Delivery ran at {clock_time(look.at.time())}, and sent none"
    return f"{looked}: {look.stopped}" if look.stopped else f"{looked}, though it says that all is well."


def letters_unclear(seen: Evidence) -> Found:
    if seen.unclear:
        yield "", f"Of {count(seen.unclear, 'letter')} nobody can say whether it went."


def mailbox_not_read(seen: Evidence) -> Found:
    for mailbox in seen.mailboxes:
        if mailbox.unread > AN_HOUR:
            yield mailbox.address, f"{mailbox.address} has not been read for more than an hour."


def morning_letter_not_back(seen: Evidence) -> Found:
    for letter in seen.morning_letters:
        if letter.back is None and seen.now - letter.begun > THERE_AND_BACK:
            yield letter.mailbox, f"The morning letter of {letter.mailbox} to itself {_how_far(letter)}."


def _how_far(letter: MorningLetter) -> str:
    if letter.handed_over is None:
        return "could not be sent"
    if letter.sent is None:
        return "was handed over, but is not in Sent Items"
    return f"went at {clock_time(letter.sent.time())}, and has not come back"


def deadline_at_risk(seen: Evidence) -> Found:
    """A deadline of the terms is today and it is noon, or it has passed, and its step is not done."""
    today = seen.now.date()
    for step in seen.steps:
        if step.deadline < today or seen.now.time() >= AT_RISK_FROM:
            due = "is due today" if step.deadline == today else "was due"
            on = full_date(step.deadline)
            yield f"{step.of}, {step.step}", f"{step.of}: {step.step} {due}, {on}, and is not done."


def incident_not_reported(seen: Evidence) -> Found:
    """The 72 hours of an incident end within a day, or have ended, at a weekend too, while nobody has
    reported it or decided that it need not be (UK GDPR, article 33)."""
    for reference, end in seen.incidents.items():
        if end - seen.now <= HOURS_LEFT:
            ends = "end" if seen.now < end else "ended"
            yield (
                reference,
                f"Incident {reference}: the 72 hours to report it {ends} at {clock_time(end.time())} on "
                f"{full_date(end.date())}. Nobody has reported it, or decided that it need not be.",
            )


def access_request_not_answered(seen: Evidence) -> Found:
    """The month in which a person is told what is kept on them ends within four days, or has ended (UK GDPR,
    article 12)."""
    today = seen.now.date()
    for id, asked_on in seen.access_requests.items():
        last_day = answer_by(asked_on)
        if last_day - today <= DAYS_LEFT:
            ends = "ends" if today <= last_day else "ended"
            yield (
                id,
                f"Somebody asked on {long_date(asked_on)} what is kept on them, and has no answer. Their "
                f"month {ends} on {full_date(last_day)}.",
            )


def concern_not_settled(seen: Evidence) -> Found:
    """Somebody wrote of a child at risk, an allegation or a threat, and nobody has said what was done: at
    once, at any hour. Nothing of it is said but when it came."""
    for reference, at in seen.urgent_concerns.items():
        came = f"{clock_time(at.time())} on {full_date(at.date())}"
        yield (
            reference,
            f"{reference} must reach a person now: it came at {came}, and nobody has said what was done.",
        )


def concern_nearly_due(seen: Evidence) -> Found:
    """The time that the law gives for an answer ends within four days, or has ended."""
    today = seen.now.date()
    for reference, last_day in seen.concerns_due.items():
        if last_day - today <= DAYS_LEFT:
            is_due = "is to be answered" if today <= last_day else "was to be answered"
            yield (
                reference,
                f"{reference} {is_due} by {full_date(last_day)}, and nobody has said that it was.",
            )


def group_paused(seen: Evidence) -> Found:
    yield from seen.paused.items()
    if seen.policy_faults:
        yield "policy files", f"The policy files have {count(seen.policy_faults, 'fault')}."


def files_wait(seen: Evidence) -> Found:
    if seen.files_waiting:
        files = count(seen.files_waiting, "template or policy", "templates or policies")
        yield "", f"{files} changed on disk. What was approved before is used meanwhile."


def backup_late(seen: Evidence) -> Found:
    if seen.backup:
        yield "", f"{seen.backup}."


def disk_full_soon(seen: Evidence) -> Found:
    for place, free in seen.disks.items():
        if free < LEAST_FREE:
            yield place, f"The disk of {place} has {free // 1_000_000} MB left."


def certificate_expires(seen: Evidence) -> Found:
    for name, reason in seen.untrusted.items():
        yield name, f"The certificate of {name} is not accepted: {reason}."
    for name, day in seen.certificates.items():
        if day - seen.now.date() < NOTICE:
            yield name, f"The certificate of {name} {_expires(day, seen)}."


def secret_expires(seen: Evidence) -> Found:
    if seen.secret and seen.secret - seen.now.date() < NOTICE:
        yield "", f"The secret in MASE_OAUTH_CLIENT_SECRET {_expires(seen.secret, seen)}."


def _expires(day: dt.date, seen: Evidence) -> str:
    return f"{'expired' if day < seen.now.date() else 'expires'} on {long_date(day)}"


def bank_holidays_end(seen: Evidence) -> Found:
    if seen.bank_holidays and seen.bank_holidays - seen.now.date() < A_YEAR:
        yield "", f"The last bank holiday that the program knows is {long_date(seen.bank_holidays)}."


def meeting_days_end(seen: Evidence) -> Found:
    for code, last in seen.meeting_days.items():
        yield code, f"{code}: the list of meeting days ends on {long_date(last)}."


def board_dates_end(seen: Evidence) -> Found:
    """The last meeting of a board that a policy knows is less than ninety days away: no report would be
    planned for those that follow (clause 3)."""
    for codes, last in seen.board_dates.items():
        yield codes, f"{codes}: the dates of the board end on {long_date(last)}."


FAULTS: Mapping[FaultKind, FaultFacts] = {
    FaultKind.REGISTER: FaultFacts(
        "The register can be read",
        register_not_read,
        "Look at the database and its disk; mase check says more. Nothing leaves meanwhile, and nothing is "
        "lost: what is due is made up for.",
        of_machine=True,
    ),
    FaultKind.NO_LOOK: FaultFacts(
        "No look at what is due is missing",
        no_look,
        "See that mase serve runs, and start it if not: it makes up for what was missed. If it runs, look in "
        "Prefect why the flow’s run failed, or start do-what-is-due by hand.",
    ),
    FaultKind.FAILED: FaultFacts(
        "Nothing that was due failed",
        duties_failed,
        "Open the failed run of that name in Prefect: its state says why. Put that right; the flow tries "
        "again with its next run.",
    ),
    FaultKind.NOT_DELIVERED: FaultFacts(
        "No letter has waited for an hour",
        letters_not_delivered,
        "mase outbox says why each letter waits, mase check whether the mailbox is right. Nothing is lost: "
        "letters go with the next run once it is put right.",
    ),
    FaultKind.UNCLEAR: FaultFacts(
        "Of each letter it is clear whether it went",
        letters_unclear,
        "mase outbox lists them as unknown or asked. Unknown ones are looked for by themselves. Of one that "
        "is asked about, ask the recipient, then mase outbox resolve.",
    ),
    FaultKind.UNREAD: FaultFacts(
        "No mailbox has been unread for an hour",
        mailbox_not_read,
        "Look at the last runs of read-mailbox in Prefect: their state says why. mase check signs in and "
        "opens the mailbox. Replies wait there meanwhile.",
    ),
    FaultKind.MORNING_LETTER: FaultFacts(
        "No morning letter is overdue",
        morning_letter_not_back,
        "mase check --send-test sends one now and says how far it comes. Look whether the mail server holds "
        "or moves what the mailbox sends.",
    ),
    FaultKind.DEADLINE: FaultFacts(
        "No deadline of the terms is at risk",
        deadline_at_risk,
        "mase status says what it waits for: the unit has been told by its desk letter. If letters wait, see "
        "to those first.",
    ),
    FaultKind.INCIDENT: FaultFacts(
        "No incident is near the end of its 72 hours",
        incident_not_reported,
        "Reach the unit and your data protection officer now, at a weekend too. mase incident list says what "
        "is to do next.",
    ),
    FaultKind.ACCESS_REQUEST: FaultFacts(
        "No answer on what is kept on a person is late",
        access_request_not_answered,
        "Reach the unit and your data protection officer: mase subject-access list says who waits. Once they "
        "have the answer, mase subject-access answered.",
    ),
    FaultKind.CONCERN: FaultFacts(
        "Nothing that must reach a person at once waits",
        concern_not_settled,
        "Reach the unit and the lead for safeguarding now, at night too. They read it in the mailbox, and "
        "say what was done: by reply, or by mase concern settle.",
    ),
    FaultKind.CONCERN_DUE: FaultFacts(
        "No answer that the law asks for is nearly due",
        concern_nearly_due,
        "Reach the unit: mase concern list says what it is. Once it is answered, mase concern settle.",
    ),
    FaultKind.PAUSED: FaultFacts(
        "No group is paused",
        group_paused,
        "Correct the policy file (mase check lists its faults), then mase templates approve. Others go on.",
    ),
    FaultKind.FILES: FaultFacts(
        "Templates and policies are as approved",
        files_wait,
        "Look with mase templates show, then mase templates approve. If nobody of yours changed them, find "
        "out who could.",
    ),
    FaultKind.BACKUP: FaultFacts(
        "No backup is late",
        backup_late,
        "The last run of back-up in Prefect says why. Once that is put right, mase backup makes one.",
        of_machine=True,
    ),
    FaultKind.DISK: FaultFacts(
        "The disks have room",
        disk_full_soon,
        "Make room, or give it a larger disk. Nothing is lost when it is full, but nothing goes on.",
        of_machine=True,
    ),
    FaultKind.CERTIFICATE: FaultFacts(
        "No certificate is about to expire",
        certificate_expires,
        "Have it renewed, and name the new file where it is one of ours. Letters wait once it has expired.",
        of_machine=True,
    ),
    FaultKind.SECRET: FaultFacts(
        "No secret is about to expire",
        secret_expires,
        "Have another made in Microsoft Entra. Set MASE_OAUTH_CLIENT_SECRET, and its last day as "
        "MASE_OAUTH_SECRET_EXPIRES.",
        of_machine=True,
    ),
    FaultKind.BANK_HOLIDAYS: FaultFacts(
        "The bank holidays of the next year are known",
        bank_holidays_end,
        "Update the program. Until then add the days to extra_holidays in the policy files, then mase policy "
        "apply.",
        of_machine=True,
    ),
    FaultKind.MEETING_DAYS: FaultFacts(
        "The lists of meeting days reach far enough",
        meeting_days_end,
        "Ask the unit for the coming dates, add them to dates in the policy file, then mase policy apply.",
    ),
    FaultKind.BOARD_DATES: FaultFacts(
        "The boards’ dates reach far enough",
        board_dates_end,
        "Ask the unit for the coming dates, add them under the board’s [[bodies]] in the policy file, then "
        "mase policy apply. No report is planned for a date that is not there.",
    ),
}
