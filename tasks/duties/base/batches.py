"""Do a duty for many meetings or groups, in batches that share the rows read and one commit."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork, unit_of_work
from tasks.register.database.register import Busy

AT_MOST = 25  # meetings or groups in a batch
A_WHILE = 1.0  # seconds that a batch is to take: meanwhile others who want to write wait

Result = TypeVar("Result")
Duty = Callable[..., object]  # it takes a unit of work and the id of a meeting or group (or all ids)
Preparation = Callable[[Office, UUID, dt.date, str], object]

_PREPARATIONS: dict[Duty, Preparation] = {}


def prepared_by(
    preparation: Preparation,
) -> Callable[[Callable[[UnitOfWork, UUID], Result]], Callable[[UnitOfWork, UUID], Result]]:
    """Have slow work done before a duty, while no transaction is open: the binding of PDFs, say."""

    def prepared(duty: Callable[[UnitOfWork, UUID], Result]) -> Callable[[UnitOfWork, UUID], Result]:
        _PREPARATIONS[duty] = preparation
        return duty

    return prepared


def prepare(office: Office, duty: Duty, subject: UUID, as_of: dt.date, by: str) -> None:
    """Do the slow work that a duty needs beforehand, if any."""
    if preparation := _PREPARATIONS.get(duty):
        preparation(office, subject, as_of, by)


def do_one(
    office: Office, duty: Callable[[UnitOfWork, UUID], Result], subject: UUID, as_of: dt.date, by: str
) -> Result:
    """Do a duty for one meeting or group, in a transaction of its own."""
    prepare(office, duty, subject, as_of, by)
    with unit_of_work(office, by, as_of) as work:
        return duty(work, subject)


def do_each(
    office: Office, duty: Duty, subjects: Sequence[UUID], as_of: dt.date, by: str, *, together: bool = False
) -> None:
    """Do a duty for each of these meetings or groups, or once for all ``together``.

    Where the duty fails for one, it is done for all others; the first error is raised in the end.
    """
    batches = in_batches(office, duty, subjects, as_of, by, together=together)
    for error in [error for errors in batches for error in errors]:
        raise error


def in_batches(
    office: Office, duty: Duty, subjects: Sequence[UUID], as_of: dt.date, by: str, *, together: bool = False
) -> Iterator[Sequence[Exception]]:
    """Do a duty a batch at a time; yield the errors of each batch.

    A batch is one transaction. When a batch fails, nothing of it is kept, and the duty is done for each of
    its meetings or groups in a transaction of its own. A duty for all ``together`` is one transaction, and
    its error is raised.
    """
    if together:
        if subjects:
            with unit_of_work(office, by, as_of, batch=subjects) as work:
                duty(work, subjects)
        return
    begin, size = 0, AT_MOST
    while begin < len(subjects):
        batch = subjects[begin : begin + size]
        begun = time.monotonic()
        errors = _do_batch(office, duty, batch, as_of, by)
        pace = (time.monotonic() - begun) / len(batch)
        yield errors
        begin, size = begin + len(batch), min(AT_MOST, max(1, int(A_WHILE / pace)))


def _do_batch(
    office: Office, duty: Duty, subjects: Sequence[UUID], as_of: dt.date, by: str
) -> Sequence[Exception]:
    try:
        for subject in subjects:
            prepare(office, duty, subject, as_of, by)
        with unit_of_work(office, by, as_of, batch=subjects) as work:
            for subject in subjects:
                duty(work, subject)
    except Busy:
        raise
    except Exception:
        return list(_do_apart(office, duty, subjects, as_of, by))
    return ()


def _do_apart(
    office: Office, duty: Duty, subjects: Sequence[UUID], as_of: dt.date, by: str
) -> Iterator[Exception]:
    for subject in subjects:
        try:
            do_one(office, duty, subject, as_of, by)
        except Busy:
            raise
        except Exception as error:
            yield error
