"""What those who run the service read of faults: each with what to do, again while it stands, and its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forum.text.wording import clock_time, count, long_date
from forum.watch.faults import FAULTS, Fault

AGAIN = (
    "You hear of a fault again when it covers more, and once a working day while it stands; of what has a "
    "day to come, every four weeks. You hear once of its end. mase doctor says how everything stands now, "
    "docs/operations.md what else to do."
)


@dataclass(frozen=True)
class Service:
    """The service that a watcher looks at: the address of its mailbox, and the name of its machine."""

    mailbox: str
    machine: str


@dataclass(frozen=True)
class StandingFault:
    """A fault that stands, since when, and whether those who run the service have heard of it before."""

    fault: Fault
    since: dt.datetime
    is_new: bool = True


@dataclass(frozen=True)
class Past:
    """A fault that is over, and when it was first and last seen."""

    fault: Fault
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True)
class Message:
    """A message for those who run the service about a service: the faults that stand, and those that are
    over."""

    subject: str
    text: str
    service: Service
    standing: Sequence[StandingFault] = ()
    over: Sequence[Past] = ()


def trial(service: Service) -> Message:
    """Return the message by which somebody tries whether they can be told of faults."""
    asked = "Somebody asks whether you can be told of faults (mase doctor --send-test). Nothing is to do."
    return Message("MASE service: a test", f"{_whose(service)}\n\n{asked}\n", service)


def message_about(service: Service, standing: Sequence[StandingFault], over: Sequence[Past]) -> Message:
    """Return the message about faults that stand, and those that are over."""
    text = "\n\n".join([_whose(service), *_standing(standing), *_over(over), AGAIN]) + "\n"
    return Message(_subject(standing, over), text, service, standing, over)


def _whose(service: Service) -> str:
    return f"The watch of {service.mailbox} on {service.machine} tells you:"


def _subject(standing: Sequence[StandingFault], over: Sequence[Past]) -> str:
    """Return "MASE service: no look, and 2 more", "MASE service, still: …" or "MASE service, over: …"."""
    new = [each for each in standing if each.is_new]
    how = "" if new else ", still" if standing else ", over"
    faults = [each.fault for each in (*new, *(each for each in standing if not each.is_new))]
    faults = faults or [past.fault for past in over]
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    return f"MASE service{how}: {faults[0].kind}{more}"


def _standing(standing: Sequence[StandingFault]) -> Iterator[str]:
    if standing:
        yield f"{count(len(standing), 'fault')} of the service:"
    for number, each in enumerate(standing, start=1):
        facts = FAULTS[each.fault.kind]
        since = f"{'Since' if each.is_new else 'Still so, since'} {_moment(each.since)}"
        when = f"{since}. See to it {facts.gravity}."
        yield f"{number}. {each.fault.sentence}\n{when}\nWhat to do: {facts.remedy}"


def _over(over: Sequence[Past]) -> Iterator[str]:
    if over:
        yield "Over, with nothing more to do:"
    for past in over:
        yield f"{past.fault.sentence}\nSeen from {_moment(past.since)} to {_moment(past.until)}."


def _moment(at: dt.datetime) -> str:
    return f"{clock_time(at.time())} on {long_date(at)}"
