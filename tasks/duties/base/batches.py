"""Do a duty for many meetings or groups, in batches of one transaction each."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar
from uuid import UUID

from tasks.duties.base.office import Office, Rendered, UnitOfWork, unit_of_work
from tasks.register.database.register import Busy, StaleError
from tasks.register.database.rows import rows_by_id
from tasks.register.groups import groups_with_ids
from tasks.register.tables import GroupRow, MeetingRow

AT_MOST = 25  # meetings or groups in a batch
A_WHILE = 1.0  # seconds that a batch is to take: meanwhile others who want to write wait

Result = TypeVar("Result")
Duty = Callable[..., object]  # it takes a unit of work and the id of a meeting or group (or all ids)
Preparation = Callable[[Office, UUID, dt.date, str], object]

Split = Callable[[Office, Sequence[UUID], dt.date, str], Sequence[Sequence[UUID]]]
Rendering = Callable[[Office, Sequence[UUID], dt.date, str], Rendered]

_PREPARATIONS: dict[Duty, Preparation] = {}
_FOR_THE_SERVICE: set[Duty] = set()
_PORTIONS: dict[Duty, tuple[Split, Rendering]] = {}


def prepared_by(
    preparation: Preparation,
) -> Callable[[Callable[[UnitOfWork, UUID], Result]], Callable[[UnitOfWork, UUID], Result]]:
    """Have slow work done before a duty, while no transaction is open: the binding of PDFs, say."""

    def prepared(duty: Callable[[UnitOfWork, UUID], Result]) -> Callable[[UnitOfWork, UUID], Result]:
        _PREPARATIONS[duty] = preparation
        return duty

    return prepared


def for_the_service(duty: Callable[[UnitOfWork, UUID], Result]) -> Callable[[UnitOfWork, UUID], Result]:
    """Have a duty done while no other writer is at work, since it writes what is not one group's: people."""
    _FOR_THE_SERVICE.add(duty)
    return duty


def done_in_portions(
    split: Split, rendering: Rendering
) -> Callable[[Callable[[UnitOfWork, Sequence[UUID]], None]], Callable[[UnitOfWork, Sequence[UUID]], None]]:
    """Have a duty for many together done in the portions into which ``split`` divides them, a transaction
    each. Its letters and files are rendered before each, while no transaction is open."""

    def in_portions(
        duty: Callable[[UnitOfWork, Sequence[UUID]], None],
    ) -> Callable[[UnitOfWork, Sequence[UUID]], None]:
        _PORTIONS[duty] = split, rendering
        return duty

    return in_portions


def in_portions_of(families: Iterable[Sequence[UUID]]) -> Sequence[Sequence[UUID]]:
    """Return portions of whole families, of at most ``AT_MOST`` ids where a family is no larger."""
    portions: list[list[UUID]] = []
    for family in families:
        if not portions or len(portions[-1]) + len(family) > AT_MOST:
            portions.append([])
        portions[-1] += family
    return portions


def prepare(office: Office, duty: Duty, subject: UUID, as_of: dt.date, by: str) -> None:
    """Do the slow work that a duty needs beforehand, if any."""
    if preparation := _PREPARATIONS.get(duty):
        preparation(office, subject, as_of, by)


def do_one(
    office: Office, duty: Callable[[UnitOfWork, UUID], Result], subject: UUID, as_of: dt.date, by: str
) -> Result:
    """Do a duty for one meeting or group, in a transaction of its own."""
    prepare(office, duty, subject, as_of, by)
    groups = set(_groups(office, duty, [subject]).values())
    opened = partial(unit_of_work, office, by, as_of, groups=groups, rendered=Rendered())
    return _keeping_nobody_waiting(opened, lambda work: duty(work, subject))


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
    its meetings or groups in a transaction of its own. A duty for all ``together`` is one transaction, or one
    for each of its portions.
    """
    if together:
        yield from _in_portions(office, duty, subjects, as_of, by)
        return
    begin, size = 0, AT_MOST
    while begin < len(subjects):
        batch = subjects[begin : begin + size]
        begun = time.monotonic()
        errors = _do_batch(office, duty, batch, as_of, by)
        pace = (time.monotonic() - begun) / len(batch)
        yield errors
        begin, size = begin + len(batch), min(AT_MOST, max(1, int(A_WHILE / pace)))


def _in_portions(
    office: Office, duty: Duty, subjects: Sequence[UUID], as_of: dt.date, by: str
) -> Iterator[Sequence[Exception]]:
    split, rendering = _PORTIONS.get(duty, (None, None))
    for portion in split(office, subjects, as_of, by) if split else filter(None, [subjects]):
        try:
            rendered = rendering(office, portion, as_of, by) if rendering else Rendered()
            _do_portion(office, duty, portion, as_of, by, rendered)
        except Busy:
            raise
        except Exception as error:
            yield (error,)
        else:
            yield ()


def _do_portion(
    office: Office, duty: Duty, portion: Sequence[UUID], as_of: dt.date, by: str, rendered: Rendered
) -> None:
    groups = set(_groups(office, duty, portion).values())
    opened = partial(unit_of_work, office, by, as_of, groups=groups, rendered=rendered)
    _keeping_nobody_waiting(opened, lambda work: duty(work, portion))


def _do_batch(
    office: Office, duty: Duty, subjects: Sequence[UUID], as_of: dt.date, by: str
) -> Sequence[Exception]:
    try:
        for subject in subjects:
            prepare(office, duty, subject, as_of, by)
        group_of = _groups(office, duty, subjects)
        groups = set(group_of.values())
        opened = partial(unit_of_work, office, by, as_of, groups=groups, rendered=Rendered())
        _keeping_nobody_waiting(opened, partial(_do_in_turn, duty, group_of, subjects))
    except Busy:
        raise
    except Exception:
        return list(_do_apart(office, duty, subjects, as_of, by))
    return ()


def _do_in_turn(
    duty: Duty, group_of: Mapping[UUID, UUID], subjects: Sequence[UUID], work: UnitOfWork
) -> None:
    for table, ids in ((MeetingRow, subjects), (GroupRow, group_of.values())):
        rows_by_id(work.session, table, set(ids))  # which all of them ask for
    for subject in subjects:
        with work.on_chain_of(group_of.get(subject)):
            duty(work, subject)


def _keeping_nobody_waiting(
    opened: Callable[..., AbstractContextManager[UnitOfWork]], do: Callable[[UnitOfWork], Result]
) -> Result:
    """Do work in a unit of work that locks its groups only to write it down.

    Where another writer was quicker it is done once more, with the locks from the beginning. What was
    rendered, and is still the same, is not rendered again.
    """
    try:
        with opened(locks_last=True) as work:
            return do(work)
    except StaleError:
        with opened() as work:
            return do(work)


def _groups(office: Office, duty: Duty, subjects: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Return the group of each of these meetings or groups; none where they are written for all of the
    service."""
    if duty in _FOR_THE_SERVICE:
        return {}
    with office.register.reading() as session:
        found = groups_with_ids(session, subjects)
    return found if len(found) == len(set(subjects)) else {}


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
