"""What people say about coming stands as they said it last."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.attendance.forecast import Answer
from forum.text.problem import Problem
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.coming.seats_to_fill import quorum_forecast
from tasks.duties.meetings.plan_move_cancel import cancel_meeting
from tasks.register.attendance import expected_at, standing_in_deputies
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead

POLICE, DEPUTY = "Kent Police", "Detective Chief Inspector, Public Protection"


def standing(ahead: MonthAhead) -> set[str]:
    with ahead.office.register.reading() as session:
        names = {person.id: person.name for person in ahead.members().people}
        return {names[deputy] for deputy in standing_in_deputies(session, ahead.meeting().id)}


def answers(ahead: MonthAhead) -> list[Answer]:
    with ahead.office.register.reading() as session:
        return [one.answer for one in expected_at(session, ahead.meeting())]


def outlook(ahead: MonthAhead, seat: str = POLICE) -> str:
    """How a seat looks in the quorum forecast."""
    with unit_of_work(ahead.office, "test", ahead.today) as work:
        forum = group_context(work, ahead.group)
        found = quorum_forecast(forum, ahead.meeting())
        return next(one.words for one in found.seats if one.seat.short_name == seat)


def apology(ahead: MonthAhead, person: str = POLICE) -> None:
    do(note_apology, ahead.office, FEBRUARY, ahead.called(person))


def coming(ahead: MonthAhead, person: str = POLICE) -> None:
    do(note_coming, ahead.office, FEBRUARY, ahead.called(person))


def deputised(ahead: MonthAhead) -> None:
    do(name_deputy, ahead.office, FEBRUARY, ahead.called(POLICE), ahead.called(DEPUTY))


def test_a_member_who_comes_after_all_no_longer_sends_a_deputy(ahead: MonthAhead) -> None:
    deputised(ahead)
    assert standing(ahead) == {DEPUTY}
    ahead.on("Tue 5 Jan 2027")
    coming(ahead)
    assert standing(ahead) == set()
    assert outlook(ahead) == "confirmed"


def test_of_what_one_person_said_in_a_day_the_last_stands(ahead: MonthAhead) -> None:
    apology(ahead)
    ahead.clock.at += dt.timedelta(hours=1)
    coming(ahead)
    assert answers(ahead) == [Answer.ACCEPTED]


@pytest.mark.parametrize("times", range(4))
def test_of_what_several_people_said_of_a_seat_in_a_day_the_last_stands(
    ahead: MonthAhead, times: int
) -> None:
    """Repeated, since rows that no order was asked of may come in the right one by chance."""
    for _ in range(times):
        apology(ahead)
    deputised(ahead)
    apology(ahead, DEPUTY)
    assert answers(ahead) == [Answer.DEPUTY, Answer.APOLOGIES]
    coming(ahead)
    assert answers(ahead) == [Answer.APOLOGIES, Answer.ACCEPTED]


def test_a_named_deputy_who_cannot_come_does_not_confirm_the_seat(ahead: MonthAhead) -> None:
    deputised(ahead)
    assert "deputy" in outlook(ahead)
    ahead.on("Tue 5 Jan 2027")
    apology(ahead, DEPUTY)
    assert "apologies" in outlook(ahead)
    assert standing(ahead) == set()


def test_a_member_without_a_seat_gives_apologies_and_counts_for_none(ahead: MonthAhead) -> None:
    apology(ahead, "Voluntary Sector Lead")
    apology(ahead, "chair")
    assert answers(ahead) == []


def test_only_whoever_holds_a_seat_names_a_deputy(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="holds no seat"):
        do(name_deputy, ahead.office, FEBRUARY, ahead.called("chair"), ahead.called(DEPUTY))


def test_nobody_deputises_for_themselves(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="somebody else"):
        do(name_deputy, ahead.office, FEBRUARY, ahead.called(POLICE), ahead.called(POLICE))


def test_a_stranger_sends_no_apologies(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="does not belong to the group"):
        apology(ahead, "Chief Officer, CRC")


def test_nobody_says_anything_about_a_meeting_that_is_cancelled(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY)
    with pytest.raises(Problem, match="is down as “cancelled”"):
        coming(ahead)
