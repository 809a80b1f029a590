"""Open lines of the plan that say what is not so any more, since members or the policy have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from forum.members.membership import Membership
from forum.plan.lines import LineState, PlanLine


def outdated_lines(
    lines: Iterable[PlanLine],
    members: Membership,
    purposes: Collection[str],
    boards: Collection[str],
    today: dt.date,
) -> Iterator[str]:
    """Yield what each open line says that is not so today, a sentence each without names of people.

    ``purposes`` are the codes of the terms, ``boards`` the names in the policy.
    """
    seats = {seat.id for seat in members.seats_on(today)}
    for line in lines:
        if line.state is not LineState.OPEN:
            continue
        if not members.is_appointed(line.lead_id, today):
            yield f"{line.reference}: its lead has left; nobody is asked how it stands"
        if line.lead_seat_id not in seats:
            yield f"{line.reference}: the seat that leads it is abolished"
        for purpose in line.purposes:
            if purpose not in purposes:
                yield f"{line.reference}: the terms have no purpose {purpose}"
        if line.board and line.board not in boards:
            yield f"{line.reference}: the policy has no board “{line.board}”"
