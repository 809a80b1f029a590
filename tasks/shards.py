"""A morning in shards: one run starts them, each does its groups' part, and the last one all the rest."""

from __future__ import annotations

from collections.abc import Sequence

from prefect.deployments import arun_deployment

from forum.calendar.timetable import SHARD
from forum.watch.evidence import Look
from tasks.calendar_flow import name_of_run
from tasks.day import WorkingDay
from tasks.duties.calendar.shards import cut_into_shards
from tasks.duties.calendar.work import Calendar
from tasks.register.database.register import WATCHED
from tasks.register.groups import groups_at_work
from tasks.register.watch import has_looked, note_looks, note_shard
from tasks.secretary import do_portions

HANDED_OUT = "hand_out_shards"


async def hand_out(day: WorkingDay, morning: Calendar) -> int:
    """Start a run for each shard of the day, and return how many. Nothing waits for them: this run ends.

    None are started where the service has one shard, the run is for one group, the day has passed, or its
    shards were handed out before: this run then does all that is left. One that is killed on the way starts
    those alone, when it is made up for, that are not there.
    """
    if day.shards == 1 or day.group_id or is_over(day) or _were_handed_out(day):
        return 0
    shards = cut_into_shards(day.office, morning, day.as_of, day.by, day.shards)
    for number, portions in enumerate(shards, start=1):
        parameters = {"as_of": day.as_of, "portions": portions, "shard": number, "shards": len(shards)}
        await arun_deployment(
            f"{SHARD}/{SHARD}",
            parameters=parameters,
            flow_run_name=name_of_run(parameters, day.as_of),
            timeout=0,
            idempotency_key=f"{day.as_of}-do-what-is-due-{number}",
            as_subflow=True,
        )
    with day.office.register.transaction(day.by, groups=WATCHED) as tx:
        note_looks(tx, day.as_of, {HANDED_OUT: Look(tx.at, len(shards), 0)})
    return len(shards)


def is_over(day: WorkingDay) -> bool:
    """Say whether a day has passed, so that the mornings since have done, or do, what was left of it."""
    return day.as_of < day.today


def _were_handed_out(day: WorkingDay) -> bool:
    with day.office.register.reading() as session:
        return has_looked(session, day.as_of, HANDED_OUT)


async def do_part(
    day: WorkingDay, calendar: Calendar, portions: Sequence[Sequence[str]], shard: int, shards: int
) -> bool:
    """Do a shard's part of the morning; say whether it was the last, and is to do the rest."""
    with day.office.register.reading() as session:
        ids = {group.code: group.id for group in groups_at_work(session)}
    groups = [[ids[code] for code in codes if code in ids] for codes in portions]
    look = await do_portions(day, calendar, groups)
    with day.office.register.transaction(day.by, groups=WATCHED) as tx:
        return note_shard(tx, day.as_of, shard, shards, look)
