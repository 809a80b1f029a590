"""The quorum is forecast before a meeting (clause 4)."""

from __future__ import annotations

from sqlalchemy import delete

from forum.calendar.steps import StepKind, StepVerdict
from forum.members.membership import Role
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import due
from tasks.duties.coming.apologies import name_deputy, note_apology
from tasks.duties.coming.seats_to_fill import quorum_forecast
from tasks.register.tables import AppointmentRow
from tests.english import day
from tests.tasks.duties.coming.quorum import confirm, forecast, must_be_there
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, JANUARY, NURSE, Forum, two_seats

DEADLINE = "Fri 8 Jan 2027"  # two working days before Tuesday 12 January


def test_the_forecast_is_said_as_soon_as_there_are_enough_seats(forum: Forum) -> None:
    forum.on("Tue 5 Jan 2027")
    confirm(forum, 7)
    forecast(forum)
    assert forum.step(StepKind.QUORUM_FORECAST).done is None
    confirm(forum, 8)
    forecast(forum)
    step = forum.step(StepKind.QUORUM_FORECAST)
    assert (step.done, step.note) == (day("Tue 5 Jan 2027"), "8 seats confirmed, 8 needed")
    assert forum.letters("quorum") == []
    assert not forum.is_due(due.quorums_to_forecast)


def test_the_chair_hears_only_when_it_is_short_on_the_deadline(forum: Forum) -> None:
    forum.on("Thu 7 Jan 2027")
    confirm(forum, 6)
    forecast(forum)
    assert forum.letters("quorum") == []
    forum.on(DEADLINE)
    forecast(forum)
    (letter,) = forum.letters("quorum", to=CHAIR)
    assert "6 of 8 seats confirmed" in letter.subject
    assert "So far 6 seats of 12 are confirmed; 8 are needed." in letter.text
    assert "KCHFT: Head of Safeguarding, Community Health, 03000 000124\n  Not answered" in letter.text
    assert forum.step(StepKind.QUORUM_FORECAST).verdict is StepVerdict.ON_TIME


def test_the_chair_hears_that_a_seat_is_not_coming_which_must_be_there(forum: Forum) -> None:
    must_be_there(forum, "NPS")
    confirm(forum, 12)
    do(note_apology, forum.office, JANUARY, forum.person("Head of Probation, Kent"))
    forum.on(DEADLINE)
    forecast(forum)
    (letter,) = forum.letters("quorum", to=CHAIR)
    assert letter.subject == "MASE 12 Jan: 11 seats confirmed, but not NPS"
    assert "There is nothing for you to do yet; NPS must be there for a quorum." in letter.text


def test_an_apology_takes_a_seat_back(forum: Forum) -> None:
    forum.on("Tue 5 Jan 2027")
    confirm(forum, 8)
    do(note_apology, forum.office, JANUARY, forum.person("Head of Probation, Kent"))
    forecast(forum)
    assert forum.step(StepKind.QUORUM_FORECAST).done is None


def test_nothing_is_forecast_of_a_meeting_that_has_passed(forum: Forum) -> None:
    forum.on("Tue 12 Jan 2027")
    assert forum.is_due(due.quorums_to_forecast)
    forum.on("Wed 13 Jan 2027")
    assert not forum.is_due(due.quorums_to_forecast)


def test_who_holds_two_seats_sends_apologies_for_both_and_a_deputy_for_one(forum: Forum) -> None:
    two_seats(forum)
    nurse, deputy = forum.person(NURSE), forum.person("Deputy Designated Nurse")
    do(note_apology, forum.office, JANUARY, nurse)
    assert outlook(forum) == {"CCGs": "apologies", "KCHFT": "apologies"}
    do(name_deputy, forum.office, JANUARY, nurse, deputy)
    assert outlook(forum) == {"CCGs": "confirmed, by a deputy", "KCHFT": "apologies"}


def outlook(forum: Forum) -> dict[str, str]:
    """How the nurse's two seats look in the forecast."""
    with unit_of_work(forum.office, "test", forum.today) as work:
        found, meeting = forum_of_meeting(work, forum.meeting().id)
        seats = quorum_forecast(found, meeting).seats
    return {seat.seat.short_name: seat.words for seat in seats if seat.seat.short_name in ("CCGs", "KCHFT")}


def test_without_a_chair_the_forecast_is_on_record_all_the_same(forum: Forum) -> None:
    forum.on(DEADLINE)
    confirm(forum, 6)
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(delete(AppointmentRow).where(AppointmentRow.role == Role.CHAIR))
    forecast(forum)
    assert forum.letters("quorum") == []
    assert forum.step(StepKind.QUORUM_FORECAST).note == "6 seats confirmed, 8 needed"
