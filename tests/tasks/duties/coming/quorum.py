"""The forecast of a quorum, and the answers that it counts."""

from __future__ import annotations

from dataclasses import replace

from tasks.duties.coming.apologies import note_coming
from tasks.duties.coming.seats_to_fill import forecast_quorum
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import JANUARY, Forum


def forecast(forum: Forum) -> None:
    do(forecast_quorum, forum.office, forum.meeting().id, day=forum.today)


def must_be_there(forum: Forum, seat: str) -> None:
    """The terms ask for that seat whatever others are filled."""
    policy = forum.office.policies["MASE"]
    quorum = policy.quorum.model_copy(update={"must_include": (seat,)})
    policies = {"MASE": policy.model_copy(update={"quorum": quorum})}
    forum.office = replace(forum.office, policies=policies)


def confirm(forum: Forum, number: int) -> None:
    """So many members say that they come."""
    members = forum.members()
    for seat in members.seats_on(forum.today)[:number]:
        member = members.core_member(seat.id, forum.today)
        assert member is not None
        do(note_coming, forum.office, JANUARY, member.id)
