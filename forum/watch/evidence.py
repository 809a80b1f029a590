"""What the watcher has seen: values from the register and from the machine, without a name of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """A flow's last look at what was due: for how many things, and for how many of them it failed.

    A reading's are the mailboxes, and those that refused our sign-in.
    """

    at: dt.datetime
    due: int
    failed: int
    stopped: str = ""


@dataclass(frozen=True)
class MailboxSeen:
    """A mailbox with the letters that may leave it.

    ``waited`` is the time in sending hours for which the oldest of the ``waiting`` letters could have gone,
    ``quiet`` that since a letter last went, None where none ever did. ``unread`` is the time in reading hours
    since the mailbox was last read whole, or where it never was since the register began. Of the mails
    ``from_outside`` that came lately our mail system ``examined`` some, and others have a verdict
    ``below_border``, which their senders wrote.
    """

    address: str
    waiting: int
    waited: dt.timedelta
    quiet: dt.timedelta | None
    unread: dt.timedelta
    from_outside: int = 0
    examined: int = 0
    below_border: int = 0


@dataclass(frozen=True)
class StepSeen:
    """A step that is not done, whose deadline by the terms of reference is today or has passed.

    ``of`` is the reference of its meeting or of its report to a board, or the code of its task group.
    """

    of: str
    step: str
    deadline: dt.date


@dataclass(frozen=True)
class MorningLetter:
    """A letter of a mailbox to itself, and how far it has come."""

    mailbox: str
    begun: dt.datetime
    handed_over: dt.datetime | None = None
    sent: dt.datetime | None = None
    back: dt.datetime | None = None


@dataclass(frozen=True)
class Evidence:
    """All that a round of the watcher has seen.

    Where the register can't be read, ``register`` says why, and ``clock`` where the machine's clock
    contradicts it; then what would be read in it is missing. It has ``begun`` with its first entry, and
    ``held_since`` is since when all deliveries are on hold. ``incidents`` says of each that is to be judged
    or reported when its 72 hours end, by its reference, and ``access_requests`` of each person's request that
    nobody has answered on which day it came, by its short id. ``urgent_concerns`` says of each that nobody
    has settled when it came, and ``concerns_due`` by which day the law wants an answer, by their references.
    ``paused`` says of each paused group why it is, by its code, and ``paused_flows`` are those that a person
    has paused in Prefect. ``disks`` are the bytes that are free by place, ``certificates`` the days on which
    each expires, ``untrusted`` why each is refused, and ``meeting_days`` the last of a group's list of
    meetings where it is too short, by the group's code, and ``board_dates`` the last of a board's, by both
    codes. Our own mail system has let us send nothing since ``refused_since``.
    """

    now: dt.datetime
    register: str = ""
    clock: str = ""
    begun: dt.datetime | None = None
    flows: tuple[str, ...] = ()  # of the morning
    looks: Mapping[str, Look] = field(default_factory=dict)
    delivery: Look | None = None
    reading: Look | None = None
    mailboxes: tuple[MailboxSeen, ...] = ()
    held_since: dt.datetime | None = None
    unclear: int = 0
    refused_since: dt.datetime | None = None
    steps: tuple[StepSeen, ...] = ()
    incidents: Mapping[str, dt.datetime] = field(default_factory=dict)
    access_requests: Mapping[str, dt.date] = field(default_factory=dict)
    urgent_concerns: Mapping[str, dt.datetime] = field(default_factory=dict)
    concerns_due: Mapping[str, dt.date] = field(default_factory=dict)
    morning_letters: tuple[MorningLetter, ...] = ()
    paused: Mapping[str, str] = field(default_factory=dict)
    policy_faults: int = 0
    paused_flows: tuple[str, ...] = ()
    run_seconds: Mapping[str, float] = field(default_factory=dict)  # of each flow's last run
    mail_waiting: int = 0
    letters: Mapping[str, int] = field(default_factory=dict)  # by state
    files_waiting: int = 0  # templates and policies that nobody has approved
    backed_up: dt.datetime | None = None
    backup: str = ""  # how the newest one stands, where it is late
    disks: Mapping[str, int] = field(default_factory=dict)
    certificates: Mapping[str, dt.date] = field(default_factory=dict)
    untrusted: Mapping[str, str] = field(default_factory=dict)
    secret: dt.date | None = None
    bank_holidays: dt.date | None = None
    meeting_days: Mapping[str, dt.date] = field(default_factory=dict)
    board_dates: Mapping[str, dt.date] = field(default_factory=dict)
