"""What the watcher has seen: values from the register and from the machine, without a name of a person.

The hours of the service, by which the watcher counts how long something has waited (own rules).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forum.calendar.working_days import ONE_DAY, SATURDAY, each_day


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


AN_HOUR = dt.timedelta(hours=1)
LOOKED_BY = dt.time(9)  # the last flow of the morning begins at 7:50am
AT_FIRST, AT_MOST = dt.timedelta(minutes=15), AN_HOUR


def is_weekday(day: dt.date) -> bool:
    """Say whether flows run on a day: they look on bank holidays too, and find what is due then."""
    return day.weekday() < SATURDAY


@dataclass(frozen=True)
class Hours:
    """The hours of some days in which something is done."""

    begin: dt.time
    end: dt.time
    on: Callable[[dt.date], bool] = is_weekday

    def between(self, since: dt.datetime, until: dt.datetime) -> dt.timedelta:
        """Return how much of the time from ``since`` to ``until`` lies in these hours."""
        parts = (self._part(day, since, until) for day in each_day(since.date(), until.date()))
        return sum(parts, dt.timedelta())

    def _part(self, day: dt.date, since: dt.datetime, until: dt.datetime) -> dt.timedelta:
        if not self.on(day):
            return dt.timedelta()
        first = max(since, dt.datetime.combine(day, self.begin))
        last = min(until, dt.datetime.combine(day, self.end))
        return max(last - first, dt.timedelta())


READING = Hours(dt.time(2), dt.time.max, on=lambda _: True)
"""The hours in which the mailboxes are read, every ten minutes, at night and at weekends too: somebody may
write of a child at risk. What comes from midnight to 1am is read as well, and counts from 2am."""


def day_to_have_looked(now: dt.datetime) -> dt.date:
    """Return the last weekday on which the morning's flows must have looked by now."""
    day = now.date() if now.time() >= LOOKED_BY else now.date() - ONE_DAY
    while not is_weekday(day):
        day -= ONE_DAY
    return day


def is_to_try_again(first: dt.datetime, last: dt.datetime, now: dt.datetime) -> bool:
    """Say whether to tell again what no route could tell when it was tried ``first``, and ``last``.

    The wait is a quarter of an hour, then as long as the tries have lasted, and at most an hour: refused
    sign-ins lock accounts.
    """
    return now - last >= min(max(last - first, AT_FIRST), AT_MOST)


def is_to_tell_again(told: dt.datetime, now: dt.datetime, every: int, *, covers_more: bool) -> bool:
    """Say whether to tell again of a fault that stands: from 9am on a weekday, ``every`` so many days, and an
    hour after the last time where it covers more than was told."""
    if covers_more and now - told >= AN_HOUR:
        return True
    in_hours = is_weekday(now.date()) and now.time() >= LOOKED_BY
    return in_hours and (now.date() - told.date()).days >= every
