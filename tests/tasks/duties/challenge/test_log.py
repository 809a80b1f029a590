"""Challenges open by themselves, go a stage up when nobody answers, and are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from forum.challenge import Source, Stage
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.actions.action_log import report_action
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.challenge import (
    answer_challenge,
    challenge_log,
    challenge_overdue,
    groups_to_take_up,
    take_up,
)
from tasks.register.registers import challenge_rows
from tasks.register.tables import ActionRow, AttendanceRow, AuditRow, ChallengeRow, MeetingRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells
from tests.tasks.duties.secretariat import ENTRIES, FEBRUARY, JANUARY, NURSE, Forum

RAISED = cells(From="CCGs", To="Kent Police", What="Return interviews are not offered in time.")
ACTION = {
    "Item": "6",
    "Short title (no names)": "Training",
    "Action in full": "Train all staff.",
    "Owner": NURSE,
    "Due": "26/2/27",
}
TWO_MONTHS = ("Wed 27 Jan 2027", "Thu 28 Jan 2027", "Fri 12 Feb 2027", "Mon 1 Mar 2027", "Tue 16 Mar 2027")
ABOUT_SEAT, ABOUT_HELP, OF_MEETING = f"{JANUARY}/C21", f"{JANUARY}/C22", f"{JANUARY}/C1"
RECORD = replace(
    ENTRIES,
    attendance={**ENTRIES.attendance, "CAMHS": {"Status": "Absent"}},
    actions=(ACTION,),
    registers={"Challenge": {OF_MEETING: RAISED}},
)


def log(forum: Forum) -> dict[str, ChallengeRow]:
    with forum.office.register.reading() as session:
        return {row.reference: row for row in challenge_rows(session, forum.group)}


def asked(forum: Forum) -> Sequence[object]:
    questions = forum.questions(QuestionKind.ANSWER_CHALLENGE)
    return [q.about_id for q in questions if q.answered is None and q.withdrawn is None]


@stage
def met(forum: Forum) -> Forum:
    """January's meeting raised a challenge and took an action on; nobody came from CAMHS, nor to the two
    meetings before. Then help is wanted with the action."""
    with forum.office.register.transaction("test") as tx:
        for date in map(day, ("Tue 10 Nov 2026", "Tue 8 Dec 2026")):
            meeting = MeetingRow(
                group_id=forum.group, reference=f"MASE/{date:%Y-%m}", state="held", date=date,
                start=forum.meeting().start, minutes=120, place="", planned_on=date,
            )  # fmt: skip
            tx.session.add(meeting)
            tx.session.flush()
            tx.session.add(AttendanceRow(meeting_id=meeting.id, seat_id=forum.seat("CAMHS"), mark="X"))
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_entries(RECORD)
    do(report_action, forum.office, f"{JANUARY}/01", Reply(Word.HELP, "We need rooms."), None)
    return forum


def test_help_an_empty_seat_and_a_meeting_each_open_a_challenge(met: Forum) -> None:
    rows = log(met)
    assert sorted(rows) == [OF_MEETING, ABOUT_SEAT, ABOUT_HELP]
    raised, seat, help_wanted = rows[OF_MEETING], rows[ABOUT_SEAT], rows[ABOUT_HELP]
    assert (raised.raised_by_id, raised.to_id, raised.stage) == (
        met.seat("CCGs"), met.seat("Kent Police"), Stage.OFFICER,
    )  # fmt: skip
    assert raised.due == day("Wed 27 Jan 2027")
    assert (seat.to_id, seat.what) == (
        met.seat("CAMHS"), "The seat was empty at the last three meetings.",
    )  # fmt: skip
    assert help_wanted.what == f"Help is wanted with {JANUARY}/01, Training."
    assert (help_wanted.raised_by_id, help_wanted.to_id) == (met.seat("CCGs"), None)
    assert set(asked(met)) == {raised.id, seat.id}, "help has a question of its own"


def test_without_an_answer_it_goes_a_stage_up_each_ten_working_days(met: Forum) -> None:
    stages = []
    for date in TWO_MONTHS:
        met.on(date)
        if met.is_due(groups_to_take_up):
            do(take_up, met.office, met.group, day=met.today)
        row = log(met)[OF_MEETING]
        stages.append((row.stage, row.due))
    assert stages == [
        ("officer", day("Wed 27 Jan 2027")),
        ("senior", day("Thu 11 Feb 2027")),
        ("chief", day("Fri 26 Feb 2027")),
        ("board", day("Mon 15 Mar 2027")),
        ("board", day("Thu 1 Apr 2027")),  # Easter is between
    ]


def test_an_answer_ends_the_asking(met: Forum) -> None:
    met.answer(QuestionKind.HELP_WITH_ACTION, Word.HELPED, "Business Unit Officer", "Two rooms are found.")
    with pytest.raises(Problem, match="may name a child or a family"):
        do(answer_challenge, met.office, OF_MEETING, "Child B is seen.")
    do(answer_challenge, met.office, OF_MEETING.lower(), "Interviews are offered within three days.")
    rows = log(met)
    assert (rows[ABOUT_HELP].answer, rows[ABOUT_HELP].answered_on) == ("Two rooms are found.", met.today)
    assert rows[OF_MEETING].answer == "Interviews are offered within three days."
    assert asked(met) == [rows[ABOUT_SEAT].id]
    first, last = day("Fri 1 Jan 2027"), met.today
    document = do(challenge_log, met.office, met.group, first, last)
    assert (document.reference, document.first, document.last) == ("MASE, 2027", first, last)
    entries = document.challenges
    assert [(each.reference, each.raised_by, each.to, each.stage, each.answer) for each in entries] == [
        (OF_MEETING, "CCGs", "Kent Police", "officer", "Interviews are offered within three days."),
        (ABOUT_SEAT, "The group", "CAMHS", "officer", ""),
        (ABOUT_HELP, "CCGs", "The group", "officer", "Two rooms are found."),
    ]
    with pytest.raises(Problem) as none:
        do(challenge_log, met.office, met.group, day("Thu 1 Jan 2026"), day("Thu 31 Dec 2026"))
    assert none.value.sentence == (
        "No challenge was open from 1 January 2026 to 31 December 2026; choose another period."
    )
    with pytest.raises(Problem, match="has its answer already"):
        do(answer_challenge, met.office, OF_MEETING, "Again.")
    with pytest.raises(Problem, match="There is no challenge MASE/2027-01/C9"):
        do(answer_challenge, met.office, f"{JANUARY}/C9", "Yes.")


def test_an_action_of_which_the_chair_wrote_challenges_its_organisation_once(met: Forum) -> None:
    met.answer(QuestionKind.HELP_WITH_ACTION, Word.HELPED, "Business Unit Officer", "Two rooms are found.")
    (action,) = met.rows(ActionRow)
    for _ in range(2):
        with unit_of_work(met.office, "test", met.today) as work:
            challenge_overdue(group_context(work, met.group), work.session.get_one(ActionRow, action.id))
    (overdue,) = [row for reference, row in log(met).items() if reference == f"{JANUARY}/C23"]
    assert len(log(met)) == 4
    assert overdue.what == f"{JANUARY}/01, Training, is long overdue."
    assert (overdue.raised_by_id, overdue.to_id) == (None, met.seat("CCGs"))
    opened = {row.about["source"] for row in met.rows(AuditRow) if row.event == "challenge opened"}
    assert opened == {source.value for source in Source}


def test_the_next_record_has_what_is_open_and_takes_stage_answer_and_what_changed(met: Forum) -> None:
    met.on("Tue 26 Jan 2027")
    met.draft_agenda(FEBRUARY)
    met.on("Wed 10 Feb 2027")
    changed = cells(Answer="A deputy is named.", What_changed_for_children="Their health is spoken of.")
    wrong = cells(What_changed_for_children="Something.")
    with pytest.raises(Problem) as refused:
        met.file_entries(replace(ENTRIES, registers={"Challenge": {ABOUT_SEAT: wrong}}), FEBRUARY)
    assert "the answer that changed something" in refused.value.faults[0]
    met.file_entries(
        replace(ENTRIES, registers={"Challenge": {ABOUT_SEAT: changed, OF_MEETING: cells(Stage="Chief")}}),
        FEBRUARY,
    )
    rows = log(met)
    assert (rows[ABOUT_SEAT].answered_on, rows[ABOUT_SEAT].changed) == (
        met.today, "Their health is spoken of.",
    )  # fmt: skip
    assert (rows[OF_MEETING].stage, rows[OF_MEETING].due) == (Stage.CHIEF, day("Wed 24 Feb 2027"))
    assert asked(met) == [rows[OF_MEETING].id]


def test_a_row_of_a_challenge_that_ended_once_the_workbook_was_out_says_nothing(met: Forum) -> None:
    met.on("Tue 26 Jan 2027")
    met.draft_agenda(FEBRUARY)
    sent = met.workbook(FEBRUARY)
    ended = cells(Stage="Chief", Answer="They are offered.", What_changed_for_children="Children are heard.")
    met.file_entries(replace(RECORD, registers={"Challenge": {OF_MEETING: RAISED | ended}}))
    met.on("Wed 10 Feb 2027")
    more = {"Challenge": {OF_MEETING: cells(Answer="Not yet.")}}
    with pytest.raises(Problem) as refused:
        met.file_entries(replace(ENTRIES, registers=more), FEBRUARY, sent)
    assert f"found “{OF_MEETING}”" in refused.value.faults[0]
    met.file_entries(ENTRIES, FEBRUARY, sent)
    row = log(met)[OF_MEETING]
    assert (row.answer, row.changed) == ("They are offered.", "Children are heard.")
