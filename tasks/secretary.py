"""What the secretary does in each step of the month, as Prefect tasks: each for a meeting or a group."""

from __future__ import annotations

from uuid import UUID

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.day import WorkingDay
from tasks.duties import (
    action_log,
    agenda,
    attendance,
    desk,
    follow_up,
    invitations,
    meetings,
    members_round,
    minutes,
    minutes_out,
    pack_check,
    packs,
    questions,
    quorum,
    record_wanted,
    sent_steps,
)
from tasks.duties.inbox import mailbox
from tasks.mail.delivery import deliver

# Nothing is cached, kept or tried again: whether a duty has been done is for the register to say.
secretarial = task(cache_policy=NO_CACHE, persist_result=False, retries=0)


@secretarial
async def plan_meetings(day: WorkingDay, group: UUID) -> None:
    meetings.plan_meetings(day.office, group, day.as_of, day.by)


@secretarial
async def invite(day: WorkingDay, group: UUID) -> None:
    invitations.invite(day.office, group, day.as_of, day.by)


@secretarial
async def ask_for_record(day: WorkingDay, meeting: UUID) -> None:
    record_wanted.ask_for_record(day.office, meeting, day.as_of, day.by)


@secretarial
async def review_attendance(day: WorkingDay, meeting: UUID) -> None:
    attendance.review_attendance(day.office, meeting, day.as_of, day.by)


@secretarial
async def ask_for_ruling(day: WorkingDay, meeting: UUID) -> None:
    quorum.ask_for_ruling(day.office, meeting, day.as_of, day.by)


@secretarial
async def write_after_meeting(day: WorkingDay, meeting: UUID) -> None:
    follow_up.follow_up(day.office, meeting, day.as_of, day.by)


@secretarial
async def draft_minutes(day: WorkingDay, meeting: UUID) -> None:
    minutes.draft_minutes(day.office, meeting, day.as_of, day.by)


@secretarial
async def circulate_minutes(day: WorkingDay, meeting: UUID) -> None:
    minutes_out.circulate(day.office, meeting, day.as_of, day.by)


@secretarial
async def draft_agenda(day: WorkingDay, meeting: UUID) -> None:
    agenda.draft_agenda(day.office, meeting, day.as_of, day.by)


@secretarial
async def ask_for_release(day: WorkingDay, meeting: UUID) -> None:
    pack_check.ask_for_release(day.office, meeting, day.as_of, day.by)


@secretarial
async def send_supplement(day: WorkingDay, meeting: UUID) -> None:
    packs.send_supplement(day.office, meeting, day.as_of, day.by)


@secretarial
async def send_packs(day: WorkingDay, meeting: UUID) -> None:
    packs.send_packs(day.office, meeting, day.as_of, day.by)


@secretarial
async def forecast_quorum(day: WorkingDay, meeting: UUID) -> None:
    quorum.forecast_quorum(day.office, meeting, day.as_of, day.by)


@secretarial
async def chase_actions(day: WorkingDay, group: UUID) -> None:
    action_log.chase_actions(day.office, group, day.as_of, day.by)


@secretarial
async def see_to_members(day: WorkingDay, group: UUID) -> None:
    members_round.see_to_members(day.office, group, day.as_of, day.by)


@secretarial
async def put_questions(day: WorkingDay, group: UUID) -> None:
    questions.put_questions(day.office, group, day.as_of, day.by)


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
