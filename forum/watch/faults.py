"""The faults that the watcher knows, a row each: how it is seen, its sentence, and what to do (own rules)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from forum.watch.evidence import Evidence
from forum.watch.sights import (
    Sight,
    access_request_not_answered,
    backup_late,
    bank_holidays_end,
    board_dates_end,
    certificate_expires,
    certificate_refused,
    clock_contradicts,
    concern_nearly_due,
    concern_not_settled,
    deadline_at_risk,
    disk_full_soon,
    duties_failed,
    files_wait,
    flow_paused,
    group_paused,
    incident_not_reported,
    letters_held,
    letters_not_delivered,
    letters_unclear,
    mailbox_not_read,
    meeting_days_end,
    morning_letter_not_back,
    no_look,
    outside_not_examined,
    register_not_read,
    secret_expires,
    sign_in_refused,
)


class FaultKind(StrEnum):
    REGISTER = "register out of reach"
    CLOCK = "clock contradicts register"
    NO_LOOK = "no look"
    FAILED = "duties failed"
    NOT_DELIVERED = "letters not delivered"
    HELD = "letters on hold"
    UNCLEAR = "letters unclear"
    SIGN_IN = "sign-in refused"
    UNREAD = "mailbox not read"
    NOT_EXAMINED = "mail from outside not examined"
    MORNING_LETTER = "morning letter not back"
    DEADLINE = "deadline at risk"
    CONCERN = "urgent concern not settled"
    CONCERN_DUE = "answer by law nearly due"
    INCIDENT = "incident not reported"
    ACCESS_REQUEST = "request for personal data not answered"
    PAUSED = "group paused"
    FLOW_PAUSED = "flow paused in Prefect"
    FILES = "templates or policies wait"
    BACKUP = "backup late"
    DISK = "disk full soon"
    UNTRUSTED = "certificate not accepted"
    CERTIFICATE = "certificate expires"
    SECRET = "secret expires"
    BANK_HOLIDAYS = "bank holidays end"
    MEETING_DAYS = "meeting days end"
    BOARD_DATES = "board dates end"


class Gravity(StrEnum):
    """How soon somebody is to see to a fault."""

    NOW = "now, at night and at weekends too"
    TODAY = "today"
    IN_TIME = "before the day that it names"

    @property
    def told_every(self) -> int:
        """After how many days those who run the service hear of such a fault again while it stands."""
        return 28 if self is Gravity.IN_TIME else 1


@dataclass(frozen=True)
class Fault:
    """A fault that was seen. ``about`` tells it from others of its kind, and is the same as long as it
    lasts. ``extent`` is how many things it covers: letters, files, flows."""

    kind: FaultKind
    about: str
    sentence: str
    extent: int = 1


@dataclass(frozen=True)
class FaultFacts:
    """A kind of fault: what is well without it, how it is seen, and what to do about it.

    One ``of_machine`` is seen without the register.
    """

    well: str
    see: Callable[[Evidence], Iterator[Sight]]
    remedy: str
    gravity: Gravity = Gravity.TODAY
    of_machine: bool = False


def judge(seen: Evidence) -> tuple[Fault, ...]:
    """Return the faults of what was seen, in the order of ``FAULTS``."""
    return tuple(Fault(kind, *sight) for kind, facts in FAULTS.items() for sight in facts.see(seen))


FAULTS: Mapping[FaultKind, FaultFacts] = {
    FaultKind.REGISTER: FaultFacts(
        "The register can be read",
        register_not_read,
        "Look at the database and its disk; mase check says more. Nothing leaves meanwhile, and nothing is "
        "lost: what is due is made up for.",
        Gravity.NOW,
        of_machine=True,
    ),
    FaultKind.CLOCK: FaultFacts(
        "The clock agrees with the register",
        clock_contradicts,
        "No flow works meanwhile, and nothing else can be judged. mase check says the same once the clock is "
        "right.",
        Gravity.NOW,
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
    FaultKind.HELD: FaultFacts(
        "No hold on deliveries is forgotten",
        letters_held,
        "mase outbox says who put the hold there, and why. Ask them; mase outbox resume ends it.",
    ),
    FaultKind.UNCLEAR: FaultFacts(
        "Of each letter it is clear whether it went",
        letters_unclear,
        "mase outbox lists them as unknown or asked. Unknown ones are looked for by themselves. Of one that "
        "is asked about, ask the recipient, then mase outbox resolve.",
    ),
    FaultKind.SIGN_IN: FaultFacts(
        "The mail server takes our sign-in",
        sign_in_refused,
        "Put right what it says, then mase check, which signs in once. Nothing leaves and no reply is read "
        "meanwhile; nothing is lost.",
    ),
    FaultKind.UNREAD: FaultFacts(
        "No mailbox has been unread for an hour",
        mailbox_not_read,
        "Put right what it says, or look why read-mailbox does not run in Prefect. mase check signs in and "
        "opens the mailbox. Replies wait there meanwhile.",
    ),
    FaultKind.NOT_EXAMINED: FaultFacts(
        "Mail from outside is examined by our mail system",
        outside_not_examined,
        "What its writers decide waits for the unit. Have the mail system examine what comes in, and take "
        "out verdicts in its own name; mase check --send-test says which MASE_AUTHSERV_ID is right.",
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
        Gravity.NOW,
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
        Gravity.NOW,
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
    FaultKind.FLOW_PAUSED: FaultFacts(
        "No flow is paused in Prefect",
        flow_paused,
        "Ask who paused it, and why. Resume it in Prefect, under Deployments; what it missed today it does "
        "when it is started there by hand.",
        of_machine=True,
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
        Gravity.NOW,
        of_machine=True,
    ),
    FaultKind.UNTRUSTED: FaultFacts(
        "Each certificate is accepted",
        certificate_refused,
        "Have it renewed, or name your own authority in MASE_CA_FILE. Nothing goes by that server meanwhile, "
        "and nothing is lost.",
        of_machine=True,
    ),
    FaultKind.CERTIFICATE: FaultFacts(
        "No certificate is about to expire",
        certificate_expires,
        "Have it renewed, and name the new file where it is one of ours. Letters wait once it has expired.",
        Gravity.IN_TIME,
        of_machine=True,
    ),
    FaultKind.SECRET: FaultFacts(
        "No secret is about to expire",
        secret_expires,
        "Have another made in Microsoft Entra. Set MASE_OAUTH_CLIENT_SECRET, and its last day as "
        "MASE_OAUTH_SECRET_EXPIRES.",
        Gravity.IN_TIME,
        of_machine=True,
    ),
    FaultKind.BANK_HOLIDAYS: FaultFacts(
        "The bank holidays of the next year are known",
        bank_holidays_end,
        "Update the program. Until then add the days to extra_holidays in the policy files, then mase policy "
        "apply.",
        Gravity.IN_TIME,
        of_machine=True,
    ),
    FaultKind.MEETING_DAYS: FaultFacts(
        "The lists of meeting days reach far enough",
        meeting_days_end,
        "Ask the unit for the coming dates, add them to dates in the policy file, then mase policy apply.",
        Gravity.IN_TIME,
    ),
    FaultKind.BOARD_DATES: FaultFacts(
        "The boards’ dates reach far enough",
        board_dates_end,
        "Ask the unit for the coming dates, add them under the board’s [[bodies]] in the policy file, then "
        "mase policy apply. No report is planned for a date that is not there.",
        Gravity.IN_TIME,
    ),
}
