"""What a cancelled meeting leaves to the next one: items with their papers, minutes to confirm, actions."""

from __future__ import annotations

from sqlalchemy import update

from forum.agenda import Purpose
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from rehearsals.stage import enter_past_meetings
from tasks.duties.actions.action_log import chase_actions
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, rule_no_meeting
from tasks.duties.record.form import record_form
from tasks.register.papers import agenda_items
from tasks.register.tables import MeetingRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING
from tests.tasks.duties.secretariat import JANUARY, NURSE, Forum

MARCH, APRIL = "MASE/2027-03", "MASE/2027-04"
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Action in full": "Share the calendar with all seats.",
    "Owner": NURSE,
    "Due": "15/1/27",
}


def leave_25_minutes(ahead: MonthAhead) -> None:
    """Give meetings 25 minutes beside what every agenda has."""
    with ahead.office.register.transaction("test") as tx:
        tx.session.execute(update(MeetingRow).values(minutes=105))


def titles(ahead: MonthAhead, reference: str) -> list[str]:
    return [item.title for item in ahead.items(reference) if not item.standing]


def test_what_members_proposed_goes_on_to_the_next_agenda_with_its_papers(released: MonthAhead) -> None:
    leave_25_minutes(released)
    do(cancel_meeting, released.office, FEBRUARY, reason="Too few can come")
    assert (titles(released, MARCH), titles(released, APRIL)) == ([TRAINING, LICENSING], [PATTERNS])
    papers = {**released.papers(MARCH), **released.papers(APRIL)}
    assert {title: paper.state for title, paper in papers.items()} == {
        TRAINING: PaperState.FILED,
        LICENSING: PaperState.WANTED,
        PATTERNS: PaperState.FILED,
    }
    assert papers[TRAINING].document == released.papers(FEBRUARY)[TRAINING].document
    assert (
        "If it is not held, two items go on to the agenda of 9 March, and one to that of 13 April, which has "
        "time for it." in " ".join(released.letters("cancelled")[0].text.split())
    )


def test_a_draft_that_is_with_the_chair_takes_them_in_their_order(released: MonthAhead) -> None:
    leave_25_minutes(released)
    released.on("Mon 8 Feb 2027")
    do(draft_agenda, released.office, released.meeting(MARCH).id, day=released.today)
    do(cancel_meeting, released.office, FEBRUARY)
    numbers = [int(item.number) for item in released.items(MARCH)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [item.title for item in released.items(MARCH) if not item.standing] == [TRAINING, LICENSING]
    assert released.items(MARCH)[-1].part == 2, "which comes last"


def test_where_the_next_agenda_is_agreed_they_go_on_to_the_one_after(ahead: MonthAhead) -> None:
    ahead.propose(TRAINING)
    ahead.on("Mon 8 Feb 2027")
    do(draft_agenda, ahead.office, ahead.meeting(MARCH).id, day=ahead.today)
    ahead.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    do(rule_no_meeting, ahead.office, FEBRUARY, ruled_by=ahead.called("chair"), channel=Channel.PHONE)
    assert (titles(ahead, MARCH), titles(ahead, "MASE/2027-04")) == ([], [TRAINING])
    assert "One item goes on to the agenda of 13 April." in ahead.letters("cancelled")[0].text


def test_minutes_not_confirmed_yet_come_to_the_next_meeting_and_actions_go_on(forum: Forum) -> None:
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=(ACTION,))
    forum.draft_minutes()
    do(cancel_meeting, forum.office, FEBRUARY, reason="Too few can come")
    letter = forum.letters("cancelled", NURSE)[0].text
    assert "The minutes of 12 January are to be confirmed at the next ordinary meeting." in " ".join(
        letter.split()
    )
    assert "Your actions and their dates remain the same." in letter
    forum.on("Mon 18 Jan 2027")
    do(chase_actions, forum.office, forum.group, day=forum.today)
    assert forum.question(QuestionKind.UPDATE_ACTION)
    with forum.office.register.reading() as session:
        assert record_form(session, forum.office.policies["MASE"], forum.meeting(MARCH)).has_last_minutes


def test_after_meetings_that_were_cancelled_the_next_agenda_has_what_presses_and_nothing_twice(
    forum: Forum,
) -> None:
    enter_past_meetings(forum.office, "MASE", day("Wed 9 Dec 2026"))  # of which no purpose is on record
    forum.propose("Housing", JANUARY, purpose=Purpose.DECISION, with_paper=False)
    forum.propose("Transport", JANUARY, with_paper=False)
    forum.propose("Holidays", JANUARY, purpose=Purpose.INFORMATION, minutes=30, with_paper=False)
    forum.propose("Housing", FEBRUARY, purpose=Purpose.DECISION, with_paper=False)
    for reference, drafted in ((JANUARY, "Mon 4 Jan 2027"), (FEBRUARY, "Wed 13 Jan 2027")):
        forum.on(drafted)
        forum.plan()
        forum.draft_agenda(reference)
        do(cancel_meeting, forum.office, reference, reason="Snow")
    letters = [" ".join(letter.text.split()) for letter in forum.letters("cancelled", NURSE)]
    assert "one item goes on to the agenda of 9 February, and one to that of 9 March" in letters[0]
    forum.on("Mon 8 Feb 2027")
    forum.draft_agenda(MARCH)
    with forum.office.register.reading() as session:
        items, later = (agenda_items(session, forum.meeting(which).id) for which in (MARCH, APRIL))
    assert [item.title for item in items if not item.standing and item.proposed_by_id] == [
        "Housing",
        "Holidays",
    ]
    assert len(items) == len({item.title for item in items}) == 14
    assert sum(item.minutes for item in items) == 120
    assert [item.title for item in later] == ["Transport"]
