"""What the secretary does in each step of the month, as Prefect tasks: each for many meetings or groups."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from uuid import UUID

from prefect import Task, task
from prefect.cache_policies import NO_CACHE

from tasks.day import WorkingDay
from tasks.duties.actions import action_log
from tasks.duties.actions import after_meeting as follow_up
from tasks.duties.agenda import agenda
from tasks.duties.answers import put_questions as questions
from tasks.duties.attendance import review as attendance
from tasks.duties.base.batches import Duty, in_portions
from tasks.duties.coming import invitations
from tasks.duties.coming import quorum_forecast as quorum
from tasks.duties.desk import letter as desk
from tasks.duties.inbox import read_mailbox as mailbox
from tasks.duties.meetings import plan_move_cancel as meetings
from tasks.duties.members import morning_round as members_round
from tasks.duties.minutes import circulate as minutes_out
from tasks.duties.minutes import draft_and_file as minutes
from tasks.duties.minutes import quorum_ruling
from tasks.duties.outbox import finish_sent_steps as sent_steps
from tasks.duties.papers import ask_for_release as pack_check
from tasks.duties.papers import send_packs as packs
from tasks.duties.record import ask_for_record as record_wanted
from tasks.mail.sending.delivery import deliver
from tasks.unforeseen import Done, Given, telling_none

# Nothing is cached, kept or tried again: whether a duty has been done is for the register to say.
_a_task = task(cache_policy=NO_CACHE, persist_result=False, retries=0)


def secretarial(duty: Callable[Given, Coroutine[Any, Any, Done]]) -> Task[Given, Coroutine[Any, Any, Done]]:
    """Make a duty a task of Prefect's, which sees it fail without the values that libraries repeat."""
    return _a_task(telling_none(duty))


async def _each(day: WorkingDay, duty: Duty, things: Sequence[UUID]) -> None:
    """Do a duty for each of these, and note where it failed; between portions Prefect gets its turn."""
    for failed in in_portions(day.office, duty, things, day.as_of, day.by):
        day.failed.extend(failed)
        await asyncio.sleep(0)


@secretarial
async def plan_meetings(day: WorkingDay, groups: list[UUID]) -> None:
    await _each(day, meetings.plan_meetings, groups)


@secretarial
async def invite(day: WorkingDay, groups: list[UUID]) -> None:
    await _each(day, invitations.invite, groups)


@secretarial
async def ask_for_record(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, record_wanted.ask_for_record, meetings)


@secretarial
async def review_attendance(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, attendance.review_attendance, meetings)


@secretarial
async def ask_for_ruling(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, quorum_ruling.ask_for_ruling, meetings)


@secretarial
async def write_after_meeting(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, follow_up.write_after_meeting, meetings)


@secretarial
async def draft_minutes(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, minutes.draft_minutes, meetings)


@secretarial
async def circulate_minutes(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, minutes_out.circulate_minutes, meetings)


@secretarial
async def draft_agenda(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, agenda.draft_agenda, meetings)


@secretarial
async def ask_for_release(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, pack_check.ask_for_release, meetings)


@secretarial
async def send_supplement(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, packs.send_supplement, meetings)


@secretarial
async def send_packs(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, packs.send_packs, meetings)


@secretarial
async def forecast_quorum(day: WorkingDay, meetings: list[UUID]) -> None:
    await _each(day, quorum.forecast_quorum, meetings)


@secretarial
async def chase_actions(day: WorkingDay, groups: list[UUID]) -> None:
    await _each(day, action_log.chase_actions, groups)


@secretarial
async def see_to_members(day: WorkingDay, groups: list[UUID]) -> None:
    await _each(day, members_round.see_to_members, groups)


@secretarial
async def put_questions(day: WorkingDay, groups: list[UUID]) -> None:
    await _each(day, questions.put_questions, groups)


@secretarial
async def write_desk_letters(day: WorkingDay, groups: list[UUID]) -> None:
    desk.write_desk_letters(day.office, groups, day.as_of, day.by)


@secretarial
async def deliver_mail(day: WorkingDay, groups: list[UUID]) -> str:
    """Return why the delivery ended before its time, in a sentence; empty when it did not."""
    rules = day.rules
    return deliver(day.office.register, day.mailer, rules, as_of=day.as_of, groups=groups, by=day.by).stopped


@secretarial
async def read_mailbox(day: WorkingDay) -> str:
    """Return why the reading ended before its time, in a sentence; empty when it did not."""
    return mailbox.read_mailbox(day.office, day.mailer, day.rules.mailbox, day.by)


@secretarial
async def finish_sent_steps(day: WorkingDay, groups: list[UUID]) -> None:
    sent_steps.finish_sent_steps(day.office, day.as_of, groups, day.by)
