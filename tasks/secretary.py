"""The calendar's duties as Prefect tasks, each for many meetings or groups, and the delivery of mail."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Coroutine, Iterable, Sequence
from functools import cache
from typing import Any, cast
from uuid import UUID

from prefect import State, Task, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from forum.calendar.timetable import MORNING_FLOWS
from forum.watch.evidence import Look
from tasks.day import WorkingDay
from tasks.duties.base.batches import Duty, in_batches
from tasks.duties.calendar.work import Calendar, Work, find_in_turn
from tasks.mail.sending.delivery import BUSY, deliver
from tasks.paused import LEFT_OUT, paused_flows
from tasks.register.groups import Groups
from tasks.reporting import report
from tasks.unforeseen import Done, Given, telling_none

# Nothing is cached, kept or tried again: whether a duty has been done is for the register to say.
_a_task = task(cache_policy=NO_CACHE, persist_result=False, retries=0)


def secretarial(duty: Callable[Given, Coroutine[Any, Any, Done]]) -> Task[Given, Coroutine[Any, Any, Done]]:
    """Make a duty a task of Prefect's, which sees it fail without the values that libraries repeat."""
    return _a_task(telling_none(duty))


async def do_work(day: WorkingDay, works: Iterable[Work]) -> State[None]:
    """Do what is due of the work of the run's flow, note in the register that it has looked, and report."""
    stopped = await _do_work(day, day.flow, works)
    day.note_looks()
    return await report(day, stopped)


async def _do_work(
    day: WorkingDay, flow: str, works: Iterable[Work], only: Groups = None, *, waits: bool = True
) -> str:
    """Do it, for all or for some groups; each row asks what is due when its turn comes.

    Return why the delivery of mail ended before its time, in a sentence; empty when it did not.
    """
    stopped, due, failed_before = "", 0, len(day.failed)
    unseen = cast("WorkingDay", quote(day))  # or Prefect walks through all policies to look for task runs
    only = day.only if only is None else only
    for work, things in find_in_turn(day.office, works, day.as_of, only):
        due += len(things)
        if work.delivers and (things or day.owes_check_number):
            stopped = await deliver_mail(unseen, things, waits=waits)
        if things:
            for duty in work.duties:
                await task_of(duty, together=work.together)(unseen, things)
    day.looks[flow] = Look(day.office.clock.now(), due, len(day.failed) - failed_before, stopped)
    return stopped


async def do_all_work(day: WorkingDay, calendar: Calendar) -> State[None]:
    """Do what the calendar has for each flow that nobody has paused, also where another one fails; report."""
    stopped = await _do_in_turn(day, calendar, calendar)
    day.note_looks()
    return await report(day, stopped)


async def do_portions(day: WorkingDay, calendar: Calendar, portions: Iterable[Iterable[UUID]]) -> Look:
    """Do the morning for the groups of each portion in turn, and after each deliver the letters of all that
    are done, beside other runs.

    A mailbox from which another run sends is not waited for: the letters go after a later portion, or with
    the run that does the rest. From one that takes no more, or fails, this run tries no further.
    """
    due, done, stopped = 0, frozenset[UUID](), ""
    for groups in map(frozenset, portions):
        await _do_in_turn(day, calendar, MORNING_FLOWS, groups)
        due += sum(look.due for look in day.looks.values())
        done |= groups
        if stopped in ("", BUSY):
            stopped = await _do_in_turn(day, calendar, ["deliver_mail"], done, waits=False)
        day.looks.clear()  # they are none at all that is due
    return Look(day.office.clock.now(), due, len(day.failed))


async def _do_in_turn(
    day: WorkingDay, calendar: Calendar, flows: Iterable[str], only: Groups = None, *, waits: bool = True
) -> str:
    stopped, paused = "", await paused_flows()
    for flow in flows:
        if flow in paused:
            stopped = stopped or LEFT_OUT
            continue
        try:
            stopped = await _do_work(day, flow, calendar[flow], only, waits=waits) or stopped
        except Exception as error:
            day.failed.append(error)
    return stopped


@cache
def task_of(duty: Duty, *, together: bool) -> Task[[WorkingDay, Sequence[UUID]], Coroutine[Any, Any, None]]:
    """The Prefect task of a duty, which has its name."""

    async def do(day: WorkingDay, things: Sequence[UUID]) -> None:
        for failed in in_batches(day.office, duty, things, day.as_of, day.by, together=together):
            day.failed.extend(failed)
            await asyncio.sleep(0)  # between batches Prefect gets its turn

    do.__name__ = do.__qualname__ = duty.__name__
    return secretarial(do)


def all_tasks(calendar: Calendar) -> list[Task[..., Any]]:
    """Every task of the calendar."""
    works = [work for works in calendar.values() for work in works]
    duties = [task_of(duty, together=work.together) for work in works for duty in work.duties]
    return [*dict.fromkeys(duties), deliver_mail]


@secretarial
async def deliver_mail(day: WorkingDay, groups: Sequence[UUID], *, waits: bool = True) -> str:
    """Return why the delivery ended before its time, in a sentence; empty when it did not."""
    return deliver_letters(day, groups, waits=waits)


def deliver_letters(
    day: WorkingDay,
    groups: Sequence[UUID],
    letters: Collection[str] | None = None,
    *,
    waits: bool = True,
) -> str:
    """Deliver from each mailbox the letters of its groups; the check number goes from the service's own.

    Unless it ``waits``, a mailbox from which another run sends is left to it. A run for a day that has passed
    sends what may go today, to who belongs today.
    """
    stopped = []
    for mailbox in day.mailboxes:
        theirs = mailbox.carried(groups)
        if theirs or (mailbox is day.mailboxes[0] and letters is None and day.owes_check_number):
            delivery = deliver(
                day.office.register,
                mailbox.mailer,
                mailbox.rules,
                as_of=max(day.as_of, day.today),
                groups=theirs,
                letters=letters,
                wait=time.sleep if waits else None,
                by=day.by,
            )
            stopped.append(delivery.stopped)
    return in_sentences(stopped)


def in_sentences(reasons: Iterable[str]) -> str:
    """Join the reasons why work ended early, each once."""
    return " ".join(dict.fromkeys(filter(None, reasons)))
