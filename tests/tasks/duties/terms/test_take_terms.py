"""A changed policy reaches the register on a person's word: seats, go-live, and the figures of open steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.boards.steps import ReportState
from forum.calendar.steps import StepKind
from forum.terms.parts.deadlines import Limit
from forum.terms.parts.members import Seat
from forum.terms.policy import Policy
from forum.text.problem import Problem
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.duties.terms import compare_terms, differences, refuse_changes_of_the_past, take_terms
from tasks.register.audit.row_check import verify_register
from tasks.register.tables import AppointmentRow, AuditRow, BoardReportRow, GroupRow, SeatRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import FEBRUARY, Forum


def policy_of(forum: Forum) -> Policy:
    return forum.office.policies["MASE"]


def edit(forum: Forum, **tables: object) -> None:
    """Have the policy file edited."""
    forum.office = replace(forum.office, policies={"MASE": policy_of(forum).model_copy(update=tables)})


def edit_seats(forum: Forum, old: str, new: Seat | None) -> None:
    """Have a seat of that short name written otherwise, or taken out."""
    seats = (new if seat.short_name == old else seat for seat in policy_of(forum).seats)
    edit(forum, seats=tuple(seat for seat in seats if seat is not None))


def told(forum: Forum) -> list[str]:
    with forum.office.register.reading() as session:
        return differences(session, session.get_one(GroupRow, forum.group), policy_of(forum))


def take(forum: Forum) -> None:
    do(take_terms, forum.office, forum.group)
    with forum.office.register.reading() as session:
        verify_register(session)


def seats_today(forum: Forum) -> list[str]:
    return [seat.name for seat in forum.members().seats_on(forum.today)]


def test_a_register_just_set_up_and_its_policy_agree(forum: Forum) -> None:
    assert told(forum) == []


def test_a_seat_of_another_name_stays_the_same_seat(forum: Forum) -> None:
    seat = forum.seat("KCHFT")
    edit_seats(forum, "KCHFT", Seat(name="Kent Community Health", short_name="KCHFT", clause="4"))
    assert told(forum) == ["seat KCHFT: KCHFT → Kent Community Health"]
    take(forum)
    assert forum.seat("KCHFT") == seat
    assert "Kent Community Health" in seats_today(forum)
    assert forum.members().seat(seat).present_name == "Kent Community Health"
    assert told(forum) == []


def test_a_new_seat_counts_from_today(forum: Forum) -> None:
    edit(forum, seats=(*policy_of(forum).seats, Seat(name="NHS Trust", short_name="Trust", clause="4")))
    assert told(forum) == ["seat: nothing → NHS Trust"]
    take(forum)
    assert len(seats_today(forum)) == 13
    assert [row.created for row in forum.rows(SeatRow) if row.name == "NHS Trust"] == [forum.today]


def test_a_seat_that_nobody_holds_any_more_is_abolished_from_today(forum: Forum) -> None:
    of_camhs = AppointmentRow.seat_id == forum.seat("CAMHS")
    with forum.office.register.transaction("test") as tx:
        yesterday = forum.today - dt.timedelta(days=1)
        tx.session.execute(update(AppointmentRow).where(of_camhs).values(last=yesterday))
    edit_seats(forum, "CAMHS", None)
    assert told(forum) == ["seat: Kent and Medway CAMHS → nothing"]
    take(forum)
    assert len(seats_today(forum)) == 11
    assert told(forum) == []


def test_a_seat_that_somebody_holds_is_not_taken_away(forum: Forum) -> None:
    edit_seats(forum, "CAMHS", None)
    with pytest.raises(Problem, match="End their appointments the day before") as refused:
        take(forum)
    assert refused.value.faults == ("Kent and Medway CAMHS: 1 appointment",)
    assert len(seats_today(forum)) == 12


def test_another_go_live_is_that_of_the_seats_too(forum: Forum) -> None:
    group = policy_of(forum).group.model_copy(update={"go_live": dt.date(2026, 8, 3)})
    edit(forum, group=group)
    assert told(forum) == ["go-live: 2026-09-01 → 2026-08-03"]
    take(forum)
    assert [row.go_live for row in forum.rows(GroupRow)] == [dt.date(2026, 8, 3)]
    assert {row.created for row in forum.rows(SeatRow)} == {dt.date(2026, 8, 3)}


def test_open_steps_are_planned_by_new_figures_on_the_word_alone(forum: Forum) -> None:
    deadlines = policy_of(forum).deadlines.model_copy(update={"papers_out": Limit(days=10, clause="6.2")})
    edit(forum, deadlines=deadlines)
    assert told(forum) == ["open steps planned by other figures: MASE/2027-01, MASE/2027-02 and MASE/2027-03"]
    assert forum.step(StepKind.PAPERS_OUT, FEBRUARY).deadline == day("Tue 2 Feb 2027")
    take(forum)
    step = forum.step(StepKind.PAPERS_OUT, FEBRUARY)
    assert (step.deadline, step.clause) == (day("Fri 29 Jan 2027"), "6.2")
    assert told(forum) == []


def test_what_an_edited_file_changes_of_no_step_waits_for_nobody(forum: Forum) -> None:
    edit(forum, lead_times=policy_of(forum).lead_times.model_copy(update={"chase_after": 5}))
    assert told(forum) == []


def test_a_meeting_planned_after_the_file_was_edited_has_its_figures(forum: Forum) -> None:
    deadlines = policy_of(forum).deadlines.model_copy(update={"papers_out": Limit(days=10, clause="6.2")})
    edit(forum, deadlines=deadlines)
    forum.on("Mon 1 Feb 2027")
    do(plan_meetings, forum.office, forum.group, day=forum.today)
    assert forum.step(StepKind.PAPERS_OUT, "MASE/2027-05").clause == "6.2"
    assert "MASE/2027-05" not in told(forum)[0]


def test_what_was_taken_is_on_the_trail_without_names(forum: Forum) -> None:
    edit_seats(forum, "KCHFT", Seat(name="Kent Community Health", short_name="KCHFT", clause="4"))
    take(forum)
    last = max(forum.rows(AuditRow), key=lambda row: row.seq)
    assert (last.event, last.about["changes"], "Kent" in str(last.about)) == ("terms taken", 1, False)


def test_a_quorum_of_a_seat_that_the_register_does_not_have_is_a_fault(forum: Forum) -> None:
    edit(forum, quorum=policy_of(forum).quorum.model_copy(update={"must_include": ("KSCP", "KSCB")}))
    with forum.office.register.reading() as session:
        compared = compare_terms(session, forum.office.policies, forum.office.calendars, forum.today)
    (fault,) = compared.faults
    assert fault.startswith("MASE: the quorum needs “KSCP”, and the register has no such seat.")


def test_boards_dates_that_have_passed_stay_as_they_were(forum: Forum) -> None:
    forum.on("Fri 14 May 2027")
    with forum.office.register.transaction("test") as tx:
        reported = (
            ("KSCB-BG", dt.date(2027, 2, 25)),
            ("KSCB-BG", dt.date(2027, 4, 29)),
            ("MSCB", dt.date(2027, 5, 13)),
        )
        for body, date in reported:
            tx.session.add(
                BoardReportRow(
                    group_id=forum.group, body=body, name=body, date=date, state=ReportState.ANSWERED
                )
            )
    with forum.office.register.reading() as session:
        assert compare_terms(session, forum.office.policies, forum.office.calendars, forum.today).faults == []
    bodies = policy_of(forum).bodies
    earlier = (bodies[0].dates[0], dt.date(2027, 4, 22), *bodies[0].dates[2:])
    edit(forum, bodies=(bodies[0].model_copy(update={"dates": earlier}), *bodies[1:]))
    with forum.office.register.reading() as session:
        group, terms = session.get_one(GroupRow, forum.group), policy_of(forum)
        assert compare_terms(session, forum.office.policies, forum.office.calendars, forum.today).faults == [
            "MASE: bodies[1].dates[2]: found 2027-04-22, which has passed and had no report, allowed "
            "dates from "
            "2027-05-14 on, and those on record",
            "MASE: bodies[1].dates: found dates without 2027-04-29, for which a report is on record, allowed "
            "2027-04-29 among them, as it was",
        ]
        with pytest.raises(Problem, match="would change the past of MASE"):
            refuse_changes_of_the_past(session, group, terms, forum.today)
