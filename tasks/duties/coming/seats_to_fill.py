"""Whom the unit is to ring about coming: for a quorum, and where nothing proves who wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from forum.letters.questions import DeskTask
from forum.members.membership import Person
from forum.text.wording import day_month, listed, telephone
from tasks.duties.base.group_context import GroupContext
from tasks.duties.coming.quorum_forecast import quorum_forecast
from tasks.register.tables import MeetingRow, PersonRow, StepRow

Forecast: TypeAlias = tuple[StepRow, MeetingRow]


def seats_to_ring_about(forum: GroupContext, forecasts: Sequence[Forecast]) -> Iterator[DeskTask]:
    """Yield whom to ring about the coming meetings whose quorum is forecast."""
    yield from _short_of_quorum(forum, forecasts)
    yield from _apologies_to_prove(forum, forecasts)
    yield from _for_two_seats(forum, forecasts)


def _short_of_quorum(forum: GroupContext, forecasts: Sequence[Forecast]) -> Iterator[DeskTask]:
    """Yield whom to ring while too few seats are confirmed, until the meeting: the Chair hears of it on one
    day only."""
    for step, meeting in forecasts:
        forecast = quorum_forecast(forum, meeting)
        if forecast.enough:
            continue
        calls = "; ".join(
            f"{call.person.name} ({call.seat.short_name}), {telephone(call.person.phone)}"
            for call in forecast.ring
        )
        yield DeskTask(
            group=forum.group.code,
            what=f"Seats confirmed for {day_month(meeting.date)}: {forecast.short}.",
            how=(
                f"Ring, most likely first: {calls}. Ask them to accept, or to decline and reply with their "
                "deputy’s name; or reply with what they say: "
                f"{coming_by_phone(forecast.ring[0].person, forum.on)}."
            )
            if calls
            else "There is nobody left to ring; the Chair may want to move the meeting.",
            by=meeting.date if step.deadline is None else max(step.deadline, forum.on),
        )


def _apologies_to_prove(forum: GroupContext, forecasts: Sequence[Forecast]) -> Iterator[DeskTask]:
    """Yield whose apologies came by mail that nothing proves, until the meeting or their word by phone."""
    for _, meeting in forecasts:
        for call in quorum_forecast(forum, meeting).unproved:
            yield DeskTask(
                group=forum.group.code,
                what=f"Apologies for {day_month(meeting.date)}, not proved: {call.person.name} "
                f"({call.seat.short_name}), {telephone(call.person.phone)}.",
                how="Anybody may have written them: ring, then reply "
                f"{coming_by_phone(call.person, forum.on)}.",
                by=meeting.date,
            )


def _for_two_seats(forum: GroupContext, forecasts: Sequence[Forecast]) -> Iterator[DeskTask]:
    """Yield who comes for two seats, and counts for one of them (clause 4), until another is named."""
    for _, meeting in forecasts:
        for person, seats in quorum_forecast(forum, meeting).twice:
            members = [forum.membership.core_member(seat.id, meeting.date) for seat in seats]
            other = next((member for member in members if member and member.id != person.id), person)
            yield DeskTask(
                group=forum.group.code,
                what=f"{person.name} comes for {listed(seat.short_name for seat in seats)} on "
                f"{day_month(meeting.date)}, and counts for one of them.",
                how=f"Ring them, {telephone(person.phone)}: which is it, and who comes for the other? Reply "
                f"with what they say: DEPUTY and a name for {other.name}, phone, {day_month(forum.on)}.",
                by=meeting.date,
            )


def coming_by_phone(person: Person | PersonRow, on: dt.date) -> str:
    """Say how the unit passes on whether somebody comes, or who comes for them."""
    said = f"{person.name}, phone, {day_month(on)}"
    return f"COMING {said}; APOLOGIES {said}; or DEPUTY and a name for {said}"
