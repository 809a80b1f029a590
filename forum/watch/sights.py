"""How each kind of fault is seen in what a round of the watcher has seen, and its sentence (own rules)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from forum.subject_access import answer_by
from forum.text.wording import clock_time, count, full_date, listed, long_date, time_and_day
from forum.watch.evidence import LOOKED_BY, Evidence, MailboxSeen, MorningLetter, day_to_have_looked

ENOUGH_MAILS = 3  # from outside, to say of all that nobody examines them
AN_HOUR = dt.timedelta(hours=1)
A_DAY = dt.timedelta(days=1)
THERE_AND_BACK = dt.timedelta(minutes=15)  # for a letter of the mailbox to itself
AT_RISK_FROM = dt.time(12)  # on the day of a deadline: half a day is left
HOURS_LEFT = dt.timedelta(hours=24)  # of the 72 hours of an incident: offices may be closed for three days
DAYS_LEFT = dt.timedelta(days=4)  # of the month of such a request: offices may be closed for four days
NOTICE = dt.timedelta(days=30)  # for what runs out and takes an order or a request to renew
A_YEAR = dt.timedelta(days=366)
LEAST_FREE = 1_000_000_000  # bytes
SENDING_REFUSED = "Our own mail system lets us send nothing: have that lifted, then mase outbox resume."


class Sight(NamedTuple):
    """What a kind of fault is seen by: what ``Fault`` has beside its kind."""

    about: str
    sentence: str
    extent: int = 1


def register_not_read(seen: Evidence) -> Iterator[Sight]:
    if seen.register:
        yield Sight("", seen.register)


def clock_contradicts(seen: Evidence) -> Iterator[Sight]:
    """The machine's clock is before the last entry of the register: no flow works until it is put right."""
    if seen.clock:
        yield Sight("", seen.clock)


def no_look(seen: Evidence) -> Iterator[Sight]:
    """A weekday's look at what is due has not been made by 9am, wholly or in part, by a flow that is not
    paused."""
    day = day_to_have_looked(seen.now)
    missing = [flow for flow in seen.flows if flow not in seen.looks and flow not in seen.paused_flows]
    if not missing or seen.begun is None or seen.begun >= dt.datetime.combine(day, LOOKED_BY):
        return
    who = "No flow had" if len(missing) == len(seen.flows) else f"{listed(missing)} had not"
    sentence = f"{who} looked at what is due by {clock_time(LOOKED_BY)} on {full_date(day)}."
    yield Sight("", sentence, len(missing))


def duties_failed(seen: Evidence) -> Iterator[Sight]:
    """A flow of the morning failed, or delivery, which sends released packs and finishes steps too."""
    for flow, look in (*seen.looks.items(), ("deliver-mail", seen.delivery)):
        if look and look.failed:
            sentence = f"{flow} failed for {look.failed} of the {count(look.due, 'thing')} due."
            yield Sight(flow, sentence, look.failed)


def letters_not_delivered(seen: Evidence) -> Iterator[Sight]:
    """Letters wait that could have gone for an hour, and none has gone in that time; or our own mail system
    lets us send none."""
    if since := seen.refused_since:
        at = f"{clock_time(since.time())} on {long_date(since.date())}"
        yield Sight("refused", f"{SENDING_REFUSED} Everything has been held since {at}.")
    for mailbox in seen.mailboxes:
        if (
            mailbox.waiting
            and mailbox.waited > AN_HOUR
            and (mailbox.quiet is None or mailbox.quiet > AN_HOUR)
        ):
            yield Sight(mailbox.address, _not_delivered(seen, mailbox))


def _not_delivered(seen: Evidence, mailbox: MailboxSeen) -> str:
    waiting = f"{count(mailbox.waiting, 'letter')} could have left {mailbox.address} for an hour"
    look = seen.delivery
    if look is None or seen.now - look.at > AN_HOUR:
        return f"{waiting}, and delivery has not run."
    looked = f"{waiting}. Delivery ran at {clock_time(look.at.time())}, and sent none"
    return f"{looked}: {look.stopped}" if look.stopped else f"{looked}, though it says that all is well."


def letters_held(seen: Evidence) -> Iterator[Sight]:
    """All deliveries have been on hold for more than a day: somebody put the hold there, and may have
    forgotten it."""
    if seen.held_since and not seen.refused_since and seen.now - seen.held_since > A_DAY:
        since = time_and_day(seen.held_since)
        yield Sight("", f"No letter leaves: all deliveries have been on hold since {since}.")


def letters_unclear(seen: Evidence) -> Iterator[Sight]:
    if seen.unclear:
        sentence = f"Of {count(seen.unclear, 'letter')} nobody can say whether it went."
        yield Sight("", sentence, seen.unclear)


def sign_in_refused(seen: Evidence) -> Iterator[Sight]:
    """The mail server refused our sign-in at the last reading, as it will until a person sees to it."""
    if (look := seen.reading) and look.failed:
        ran = f"read-mailbox ran at {clock_time(look.at.time())}, and our sign-in was refused"
        yield Sight("", f"{ran}: {look.stopped}", look.failed)


def mailbox_not_read(seen: Evidence) -> Iterator[Sight]:
    """A mailbox has not been read for an hour, for another reason than a sign-in that is refused."""
    is_refused = any(sign_in_refused(seen))
    for mailbox in seen.mailboxes:
        if mailbox.unread > AN_HOUR and not is_refused:
            sentence = f"{mailbox.address} has not been read for more than an hour{_why(seen)}"
            yield Sight(mailbox.address, sentence)


def _why(seen: Evidence) -> str:
    look = seen.reading
    if look is None or seen.now - look.at > AN_HOUR:
        return ", and read-mailbox has not run."
    at = clock_time(look.at.time())
    return f". read-mailbox ran at {at}, and ended: {look.stopped}" if look.stopped else "."


def outside_not_examined(seen: Evidence) -> Iterator[Sight]:
    """Nothing from outside is examined, or senders write verdicts in the name of our mail system."""
    for mailbox in seen.mailboxes:
        came = f"{count(mailbox.from_outside, 'mail')} that came from outside to {mailbox.address} lately"
        if wrong := mailbox.below_border:
            sentence = f"Of {came} {wrong} had a verdict that the sender wrote; it counts for nothing."
            yield Sight(mailbox.address, sentence, wrong)
        elif mailbox.from_outside >= ENOUGH_MAILS and not mailbox.examined:
            sentence = f"Of {came} our mail system examined none: nobody outside is proved."
            yield Sight(mailbox.address, sentence)


def morning_letter_not_back(seen: Evidence) -> Iterator[Sight]:
    for letter in seen.morning_letters:
        if letter.back is None and seen.now - letter.begun > THERE_AND_BACK:
            sentence = f"The morning letter of {letter.mailbox} to itself {_how_far(letter)}."
            yield Sight(letter.mailbox, sentence)


def _how_far(letter: MorningLetter) -> str:
    if letter.handed_over is None:
        return "could not be sent"
    if letter.sent is None:
        return "was handed over, but is not in Sent Items"
    return f"went at {clock_time(letter.sent.time())}, and has not come back"


def deadline_at_risk(seen: Evidence) -> Iterator[Sight]:
    """A deadline of the terms is today and it is noon, or it has passed, and its step is not done."""
    today = seen.now.date()
    for step in seen.steps:
        if step.deadline < today or seen.now.time() >= AT_RISK_FROM:
            due = "is due today" if step.deadline == today else "was due"
            on = full_date(step.deadline)
            sentence = f"{step.of}: {step.step} {due}, {on}, and is not done."
            yield Sight(f"{step.of}, {step.step}", sentence)


def incident_not_reported(seen: Evidence) -> Iterator[Sight]:
    """The 72 hours of an incident end within a day, or have ended, at a weekend too, while nobody has
    reported it or decided that it need not be (UK GDPR, article 33)."""
    for reference, end in seen.incidents.items():
        if end - seen.now <= HOURS_LEFT:
            ends = "end" if seen.now < end else "ended"
            yield Sight(
                reference,
                f"Incident {reference}: the 72 hours to report it {ends} at {time_and_day(end)}. "
                f"Nobody has reported it, or decided that it need not be.",
            )


def access_request_not_answered(seen: Evidence) -> Iterator[Sight]:
    """The month in which a person is told what is kept on them ends within four days, or has ended (UK GDPR,
    article 12)."""
    today = seen.now.date()
    for id, asked_on in seen.access_requests.items():
        last_day = answer_by(asked_on)
        if last_day - today <= DAYS_LEFT:
            ends = "ends" if today <= last_day else "ended"
            yield Sight(
                id,
                f"Somebody asked on {long_date(asked_on)} what is kept on them, and has no answer. Their "
                f"month {ends} on {full_date(last_day)}.",
            )


def concern_not_settled(seen: Evidence) -> Iterator[Sight]:
    """Somebody wrote of a child at risk, an allegation or a threat, and nobody has said what was done: at
    once, at any hour. Nothing of it is said but when it came."""
    for reference, at in seen.urgent_concerns.items():
        came = time_and_day(at)
        yield Sight(
            reference,
            f"{reference} must reach a person now: it came at {came}, and nobody has said what was done.",
        )


def concern_nearly_due(seen: Evidence) -> Iterator[Sight]:
    """The time that the law gives for an answer ends within four days, or has ended."""
    today = seen.now.date()
    for reference, last_day in seen.concerns_due.items():
        if last_day - today <= DAYS_LEFT:
            is_due = "is to be answered" if today <= last_day else "was to be answered"
            yield Sight(
                reference,
                f"{reference} {is_due} by {full_date(last_day)}, and nobody has said that it was.",
            )


def group_paused(seen: Evidence) -> Iterator[Sight]:
    for code, why in seen.paused.items():
        yield Sight(code, why)
    if seen.policy_faults:
        sentence = f"The policy files have {count(seen.policy_faults, 'fault')}."
        yield Sight("policy files", sentence, seen.policy_faults)


def flow_paused(seen: Evidence) -> Iterator[Sight]:
    for flow in seen.paused_flows:
        yield Sight(flow, paused_in_words(flow))


def paused_in_words(flow: str) -> str:
    return f"{flow} is paused in Prefect: it runs at none of its times, and nothing makes up for it."


def files_wait(seen: Evidence) -> Iterator[Sight]:
    if seen.files_waiting:
        files = count(seen.files_waiting, "template or policy", "templates or policies")
        sentence = f"{files} changed on disk. What was approved before is used meanwhile."
        yield Sight("", sentence, seen.files_waiting)


def backup_late(seen: Evidence) -> Iterator[Sight]:
    if seen.backup:
        yield Sight("", f"{seen.backup}.")


def disk_full_soon(seen: Evidence) -> Iterator[Sight]:
    for place, free in seen.disks.items():
        if free < LEAST_FREE:
            yield Sight(place, f"The disk of {place} has {free // 1_000_000} MB left.")


def certificate_refused(seen: Evidence) -> Iterator[Sight]:
    """A certificate is not accepted, since it has expired for example."""
    for name, reason in seen.untrusted.items():
        yield Sight(name, f"The certificate of {name} is not accepted: {reason}.")
    for name, day in seen.certificates.items():
        if day < seen.now.date():
            yield Sight(name, f"The certificate of {name} {_expires(day, seen)}.")


def certificate_expires(seen: Evidence) -> Iterator[Sight]:
    for name, day in seen.certificates.items():
        if seen.now.date() <= day < seen.now.date() + NOTICE:
            yield Sight(name, f"The certificate of {name} {_expires(day, seen)}.")


def secret_expires(seen: Evidence) -> Iterator[Sight]:
    if seen.secret and seen.secret - seen.now.date() < NOTICE:
        yield Sight("", f"The secret in MASE_OAUTH_CLIENT_SECRET {_expires(seen.secret, seen)}.")


def _expires(day: dt.date, seen: Evidence) -> str:
    return f"{'expired' if day < seen.now.date() else 'expires'} on {long_date(day)}"


def bank_holidays_end(seen: Evidence) -> Iterator[Sight]:
    if seen.bank_holidays and seen.bank_holidays - seen.now.date() < A_YEAR:
        yield Sight("", f"The last bank holiday that the program knows is {long_date(seen.bank_holidays)}.")


def meeting_days_end(seen: Evidence) -> Iterator[Sight]:
    for code, last in seen.meeting_days.items():
        yield Sight(code, f"{code}: the list of meeting days ends on {long_date(last)}.")


def board_dates_end(seen: Evidence) -> Iterator[Sight]:
    """The last meeting of a board that a policy knows is less than ninety days away: no report would be
    planned for those that follow (clause 3)."""
    for codes, last in seen.board_dates.items():
        yield Sight(codes, f"{codes}: the dates of the board end on {long_date(last)}.")
