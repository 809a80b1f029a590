"""What those who run the service read."""

from __future__ import annotations

import datetime as dt

from forum.watch.faults import Fault, FaultKind
from forum.watch.message import ONCE, Past, message_about

NO_LOOK = Fault(FaultKind.NO_LOOK, "", "No flow had looked at what is due by 9am on Tuesday 12 January 2027.")
UNCLEAR = Fault(FaultKind.UNCLEAR, "", "Of 1 letter nobody can say whether it went.")
OVER = Past(NO_LOOK, dt.datetime(2027, 1, 12, 9, 0), dt.datetime(2027, 1, 12, 10, 5))


def test_new_faults_stand_with_what_to_do_and_those_that_are_over_below() -> None:
    message = message_about([UNCLEAR, NO_LOOK], [OVER])
    assert message.subject == "MASE service: letters unclear, and 1 more"
    assert message.text.split("\n\n") == [
        "2 faults of the service:",
        "1. Of 1 letter nobody can say whether it went.\n"
        "What to do: mase outbox lists them as unknown or asked. Unknown ones are looked for by themselves. "
        "Of one that is asked about, ask the recipient, then mase outbox resolve.",
        "2. No flow had looked at what is due by 9am on Tuesday 12 January 2027.\n"
        "What to do: See that mase serve runs, and start it if not: it makes up for what was missed. If it "
        "runs, look in Prefect why the flow’s run failed, or start do-what-is-due by hand.",
        "Over, with nothing more to do:",
        "No flow had looked at what is due by 9am on Tuesday 12 January 2027.\n"
        "Seen from 9am on 12 January 2027 to 10:05am on 12 January 2027.",
        f"{ONCE}\n",
    ]


def test_the_end_of_a_fault_says_so_in_its_subject() -> None:
    message = message_about([], [OVER])
    assert message.subject == "MASE service, over: no look"
    assert message.text.startswith("Over, with nothing more to do:")
    assert (message.new, message.over) == ((), ("no look",))
