"""Doing a duty for many meetings or groups, so many at a time that they share what is read and one commit."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from tasks.duties.base.office import Office
from tasks.register.database.register import Busy

AT_MOST = 25  # meetings or groups in a portion
A_WHILE = 1.0  # seconds that a portion is to take: meanwhile others who want to write wait

# It takes the office, the id of a meeting or group (or all ids), the day, and the name it is audited under.
Duty = Callable[..., object]


def do_each(
    office: Office, duty: Duty, things: Sequence[UUID], as_of: dt.date, by: str, *, together: bool = False
) -> None:
    """Do a duty for each of these meetings or groups, or once for all ``together``.

    Where it fails for one, it is done for all others; how it failed first is raised in the end.
    """
    portions = in_portions(office, duty, things, as_of, by, together=together)
    for error in [one for failed in portions for one in failed]:
        raise error


def in_portions(
    office: Office, duty: Duty, things: Sequence[UUID], as_of: dt.date, by: str, *, together: bool = False
) -> Iterator[Sequence[Exception]]:
    """Do a duty for some of these at a time; yields how it failed for some of them, if it did.

    A portion is one transaction. When it fails nothing of it is kept, and the duty is done for each of it in
    a transaction of its own. A duty for all ``together`` has its own transactions, and its error is raised.
    """
    if together:
        if things:
            duty(office, things, as_of, by)
        return
    done, size = 0, AT_MOST
    while done < len(things):
        portion = things[done : done + size]
        begun = time.monotonic()
        failed = _do_portion(office, duty, portion, as_of, by)
        pace = (time.monotonic() - begun) / len(portion)
        yield failed
        done, size = done + len(portion), min(AT_MOST, max(1, int(A_WHILE / pace)))


def _do_portion(
    office: Office, duty: Duty, things: Sequence[UUID], as_of: dt.date, by: str
) -> Sequence[Exception]:
    try:
        with office.register.portion(by, things):
            for thing in things:
                duty(office, thing, as_of, by)
    except Busy:
        raise
    except Exception:
        return list(_do_apart(office, duty, things, as_of, by))
    return ()


def _do_apart(
    office: Office, duty: Duty, things: Sequence[UUID], as_of: dt.date, by: str
) -> Iterator[Exception]:
    for thing in things:
        try:
            duty(office, thing, as_of, by)
        except Busy:
            raise
        except Exception as error:
            yield error
