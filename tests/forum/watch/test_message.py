"""What those who run the service read."""

from __future__ import annotations

import datetime as dt

from forum.watch.faults import Fault, FaultKind
from forum.watch.message import AGAIN, Past, Service, StandingFault, message_about

NO_LOOK = Fault(FaultKind.NO_LOOK, "", "No flow had looked at what is due by 9am on Tuesday 12 January 2027.")
UNCLEAR = Fault(FaultKind.UNCLEAR, "", "Of 1 letter nobody can say whether it went.")
SERVICE = Service("mase@unit.example", "web1")
OVER = Past(NO_LOOK, dt.datetime(2027, 1, 12, 9, 0), dt.datetime(2027, 1, 12, 10, 5))


def test_each_fault_stands_with_its_service_since_when_how_grave_it_is_and_what_to_do() -> None:
    new = StandingFault(UNCLEAR, dt.datetime(2027, 1, 12, 11, 0))
    still = StandingFault(NO_LOOK, dt.datetime(2027, 1, 11, 9, 0), is_new=False)
    message = message_about(SERVICE, [still, new], [OVER])
    assert message.subject == "MASE service: letters unclear, and 1 more"
    assert message.text.split("\n\n") == [
        "The watch of mase@unit.example on web1 tells you:",
        "2 faults of the service:",
        "1. No flow had looked at what is due by 9am on Tuesday 12 January 2027.\n"
        "Still so, since 9am on 11 January 2027. See to it today.\n"
        "What to do: See that mase serve runs, and start it if not: it makes up for what was missed. If it "
        "runs, look in Prefect why the flow’s run failed, or start do-what-is-due by hand.",
        "2. Of 1 letter nobody can say whether it went.\n"
        "Since 11am on 12 January 2027. See to it today.\n"
        "What to do: mase outbox lists them as unknown or asked. Unknown ones are looked for by themselves. "
        "Of one that is asked about, ask the recipient, then mase outbox resolve.",
        "Over, with nothing more to do:",
        "No flow had looked at what is due by 9am on Tuesday 12 January 2027.\n"
        "Seen from 9am on 12 January 2027 to 10:05am on 12 January 2027.",
        f"{AGAIN}\n",
    ]


def test_what_only_stands_or_is_over_says_so_in_its_subject() -> None:
    still = StandingFault(UNCLEAR, dt.datetime(2027, 1, 12, 11, 0), is_new=False)
    assert message_about(SERVICE, [still], [OVER]).subject == "MASE service, still: letters unclear"
    assert message_about(SERVICE, [], [OVER]).subject == "MASE service, over: no look"
