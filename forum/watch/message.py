"""What those who run the service read of faults: each once with what to do, and once when it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forum.text.wording import clock_time, count, long_date
from forum.watch.faults import FAULTS, Fault

ONCE = (
    "You hear of each fault once, and once more when it is over. mase doctor says how everything stands now, "
    "docs/operations.md what else to do."
)


@dataclass(frozen=True)
class Past:
    """A fault that is over, and when it was first and last seen."""

    fault: Fault
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True)
class Message:
    """A message for those who run the service, with the kinds of faults that are new and that are over."""

    subject: str
    text: str
    new: tuple[str, ...] = ()
    over: tuple[str, ...] = ()


TRIAL = Message(
    "MASE service: a test",
    "Somebody asks whether you can be told of faults (mase doctor --send-test). Nothing needs to be done.\n",
)


def message_about(new: Sequence[Fault], over: Sequence[Past]) -> Message:
    """Return the message about faults that are new, and those that are over."""
    return Message(
        _subject(new, over),
        "\n\n".join([*_new(new), *_over(over), ONCE]) + "\n",
        tuple(fault.kind.value for fault in new),
        tuple(past.fault.kind.value for past in over),
    )


def _subject(new: Sequence[Fault], over: Sequence[Past]) -> str:
    """Return "MASE service: no look, and 2 more" or "MASE service, over: no look"."""
    faults = new or [past.fault for past in over]
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    return f"MASE service{'' if new else ', over'}: {faults[0].kind}{more}"


def _new(faults: Sequence[Fault]) -> Iterator[str]:
    if faults:
        yield f"{count(len(faults), 'fault')} of the service:"
    for number, fault in enumerate(faults, start=1):
        yield f"{number}. {fault.sentence}\nWhat to do: {FAULTS[fault.kind].remedy}"


def _over(over: Sequence[Past]) -> Iterator[str]:
    if over:
        yield "Over, with nothing more to do:"
    for past in over:
        yield f"{past.fault.sentence}\nSeen from {_moment(past.since)} to {_moment(past.until)}."


def _moment(at: dt.datetime) -> str:
    return f"{clock_time(at.time())} on {long_date(at)}"
