"""Killing the process at work at each named point, and starting again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.children import Killed
from tests.faults.mailroom import MailRoom, Template, Verdict, mail_room
from tests.standins.client import StandInClient

SHORT = 0.05  # seconds of a lease whose holder is dead
PATIENCE = 20  # seconds for an answer: no server is late here, and a machine may be busy


@dataclass(frozen=True)
class Kill:
    """One run: where the process was killed, and what came of it. ``died`` is false where it came to
    its end before it passed that point so often."""

    point: str
    seed: int
    died: bool
    verdict: Verdict


def points_passed(template: Template, folder: Path, standin: StandInClient, batch: int) -> Counter[str]:
    """Every point that this work passes, with how often."""
    with mail_room(template, folder, standin, batch=batch, timeout=PATIENCE) as room:
        passed = room.points()
    assert len(passed) > 4, f"nothing befell it, and it did nothing; it passed {passed}"
    return passed


def kills(
    template: Template, folder: Path, standin: StandInClient, seeds: Sequence[int], batch: int
) -> Iterator[Kill]:
    """Kill the process at each point, once for each seed; the seed says at which passing of it."""
    passed = points_passed(template, folder, standin, batch)
    for point in sorted(passed):
        for seed in seeds:
            nth = random.Random(f"{point}{seed}").randint(1, passed[point])
            with mail_room(
                template, folder, standin, batch=batch, lease_seconds=SHORT, timeout=PATIENCE
            ) as room:
                died = _died(room, point, nth)
                yield Kill(point, seed, died, room.recover())


def _died(room: MailRoom, point: str, nth: int) -> bool:
    with suppress(Killed):
        room.run(point, nth)
        return False
    return True
