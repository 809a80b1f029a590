"""Each fault of the network, before and after acceptance, for one letter and for a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tests.faults.mailroom import Template, Verdict, mail_room
from tests.standins.client import StandInClient
from tests.standins.post_office.faults import Fault, Trouble


@dataclass(frozen=True)
class NetworkFault:
    """One run; ``struck`` is false where the operation it was ordered for was never asked for."""

    operation: str
    trouble: Trouble
    accepted: bool
    struck: bool
    verdict: Verdict


def network_faults(
    template: Template, operations: Sequence[str], folder: Path, standin: StandInClient
) -> Iterator[NetworkFault]:
    """Every trouble with each of these operations, before it is carried out, and after where it changes
    anything."""
    for operation, trouble, accepted in product(operations, Trouble, (False, True)):
        if accepted and operation == template.gateway.read:
            continue
        with mail_room(template, folder, standin) as room:
            seconds = {Trouble.TIME_OUT: room.timeout + 0.5, Trouble.SLOW: 0.2}.get(trouble, 0)
            standin.fault(Fault(operation, trouble, accepted=accepted, seconds=seconds))
            room.run()
            struck = not standin.faults()
            yield NetworkFault(operation, trouble, accepted, struck, room.recover())
