"""Meetings are planned once, called, moved and cancelled, and everybody concerned hears of it."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from sqlalchemy import select

from forum.calendar.steps import StepKind, StepVerdict
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.meetings.hold_instead import hold_instead
from tasks.duties.meetings.plan_move_cancel import (
    call_meeting,
    cancel_meeting,
    move_meeting,
    plan_meetings,
    rule_no_meeting,
)
from tasks.duties.meetings.tell_of_gap import meetings_with_steps
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.send_packs import release_pack, send_packs
from tasks.register.attendance import invitation_to
from tasks.register.documents import fetch
from tasks.register.meetings import CANCELLED, EXTRAORDINARY, NO_MEETING, PLANNED
from tasks.register.papers import circulated_agenda
from tasks.register.tables import AuditRow, CoverRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.duties.pack_ahead import everything_goes


def test_planning_twice_plans_once(ahead: MonthAhead) -> None:
    dates = [meeting.date for meeting in ahead.meetings()]
    assert dates == [
        day("Tue 12 Jan 2027"),
        day("Tue 9 Feb 2027"),
        day("Tue 9 Mar 2027"),
        day("Tue 13 Apr 2027"),
    ]
    assert ahead.plan() == ()
    assert [meeting.date for meeting in ahead.meetings()] == dates


def test_a_later_day_plans_only_the_meetings_that_came_into_sight(ahead: MonthAhead) -> None:
    ahead.on("Mon 8 Feb 2027")
    assert ahead.plan() == ("MASE/2027-05", "MASE/2027-06")


def test_a_moved_meeting_is_not_planned_again_on_the_day_the_rule_gives(ahead: MonthAhead) -> None:
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert ahead.plan() == ()
    assert ahead.meeting().date == day("Thu 11 Feb 2027")


def test_a_cancelled_meeting_is_not_planned_again(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY)
    assert ahead.plan() == ()


def test_an_extraordinary_meeting_has_all_steps_and_says_what_cannot_be_met(ahead: MonthAhead) -> None:
    reference = do(
        call_meeting, ahead.office, "MASE", day("Mon 11 Jan 2027"), start=dt.time(14), place="County Hall"
    )
    meeting = ahead.meeting(reference)
    assert (reference, meeting.kind) == ("MASE/2027-01b", EXTRAORDINARY)
    assert (meeting.start, meeting.place) == (dt.time(14), "County Hall")
    (shown,) = [one for one in meetings_with_steps(ahead.office) if one.reference == reference]
    standing = {line.step.kind: line.finding.words for line in shown.steps}
    assert standing[StepKind.AGENDA_AGREED] == "not possible, planned only 7 days before"


def extraordinary(ahead: MonthAhead, date: str) -> str:
    return do(call_meeting, ahead.office, "MASE", day(date))


def shown(ahead: MonthAhead, reference: str) -> dict[StepKind, tuple[str, str]]:
    """By step, what is said of it and the clause it is judged by."""
    (found,) = [one for one in meetings_with_steps(ahead.office) if one.reference == reference]
    return {StepKind(line.step.kind): (line.finding.words, line.finding.clause) for line in found.steps}


def test_a_meeting_called_for_the_next_day_is_in_the_calendar_before_that(ahead: MonthAhead) -> None:
    ahead.on("Mon 25 Jan 2027")
    called = ahead.meeting(extraordinary(ahead, "Tue 26 Jan 2027"))
    with ahead.office.register.reading() as session:
        invitation = invitation_to(session, called.id)
    assert invitation is not None
    assert invitation.subject == "MASE Group, Tue 26 Jan, 10am, Room 2 and online"


def test_the_chair_who_allows_the_short_notice_gives_time_until_the_working_day_before(
    ahead: MonthAhead,
) -> None:
    reference = extraordinary(ahead, "Mon 11 Jan 2027")
    ahead.on("Tue 5 Jan 2027")
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    (letter,) = ahead.letters_to("chair", "chair")
    assert "A meeting at short notice on 11 January" in letter.text
    assert letter.voting == ["ALLOW", "NO"]
    ahead.answer(QuestionKind.WAIVE_NOTICE, "ALLOW", by="chair", channel=Channel.PHONE)
    (question,) = ahead.questions(QuestionKind.WAIVE_NOTICE)
    assert (question.answered_by_id, question.channel) == (ahead.called("chair"), Channel.PHONE)
    assert ahead.steps(reference)[StepKind.PAPERS_OUT].deadline == day("Fri 8 Jan 2027")
    assert shown(ahead, reference)[StepKind.PAPERS_OUT] == ("open", "6, waived")
    ahead.on("Wed 6 Jan 2027")
    do(draft_agenda, ahead.office, ahead.meeting(reference).id, day=ahead.today)
    ahead.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    release_pack(ahead.office, reference, "test")
    assert shown(ahead, reference)[StepKind.AGENDA_AGREED] == ("on time", "6, waived")
    assert ahead.letters("papers")


def test_the_chair_who_does_not_allow_it_leaves_the_verdicts_as_they_are(ahead: MonthAhead) -> None:
    reference = extraordinary(ahead, "Mon 11 Jan 2027")
    ahead.answer(QuestionKind.WAIVE_NOTICE, "NO", by="chair")
    assert shown(ahead, reference)[StepKind.AGENDA_AGREED] == (
        "not possible, planned only 7 days before",
        "6",
    )


def test_the_notice_stays_waived_when_the_meeting_is_moved(ahead: MonthAhead) -> None:
    reference = extraordinary(ahead, "Mon 11 Jan 2027")
    ahead.answer(QuestionKind.WAIVE_NOTICE, "ALLOW", by="chair")
    do(move_meeting, ahead.office, reference, day("Fri 8 Jan 2027"))
    assert ahead.steps(reference)[StepKind.AGENDA_AGREED].deadline == day("Thu 7 Jan 2027")
    assert shown(ahead, reference)[StepKind.AGENDA_AGREED] == ("open", "6, waived")


def test_with_notice_enough_the_chair_is_asked_for_no_leave(ahead: MonthAhead) -> None:
    extraordinary(ahead, "Wed 24 Feb 2027")
    assert ahead.waiting(QuestionKind.WAIVE_NOTICE) == []


def test_a_meeting_planned_late_by_the_rule_says_what_was_not_possible(ahead: MonthAhead) -> None:
    january = "MASE/2027-01"  # planned on Monday 4 January for Tuesday 12 January
    assert shown(ahead, january)[StepKind.AGENDA_AGREED] == ("not possible, planned only 8 days before", "6")
    assert shown(ahead, january)[StepKind.PAPERS_OUT] == ("open", "6")


def test_a_moved_meeting_keeps_its_done_steps_and_plans_the_open_ones_anew(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 16 Feb 2027"), reason="The room is needed")
    steps = ahead.steps()
    assert steps[StepKind.AGENDA_AGREED].deadline == day("Tue 26 Jan 2027")
    assert steps[StepKind.AGENDA_AGREED].verdict is StepVerdict.ON_TIME
    assert steps[StepKind.PAPERS_OUT].deadline == day("Tue 9 Feb 2027")
    assert steps[StepKind.MINUTES_OUT].deadline == day("Tue 2 Mar 2027")
    assert ahead.meeting().reference == FEBRUARY


def test_what_was_asked_for_a_moved_meeting_is_due_by_its_new_dates(ahead: MonthAhead) -> None:
    ahead.on("Thu 14 Jan 2027")
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 16 Feb 2027"))
    (question,) = ahead.waiting(QuestionKind.AGREE_AGENDA)
    assert question.due == ahead.steps()[StepKind.AGENDA_AGREED].deadline == day("Tue 2 Feb 2027")


def test_a_move_is_told_to_everybody_in_a_letter(ahead: MonthAhead) -> None:
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"), reason="The room is needed")
    assert len(set(ahead.readers("moved"))) == len(ahead.readers("moved")) == 14
    letter = ahead.letters("moved")[0]
    assert letter.subject == "MASE: now Thu 11 Feb, 10am (was Tue 9 Feb)"
    assert "The room is needed" in letter.text


def test_each_move_is_told_also_back_to_where_it_was(ahead: MonthAhead) -> None:
    for date in ("Thu 11 Feb 2027", "Tue 9 Feb 2027", "Thu 11 Feb 2027"):
        do(move_meeting, ahead.office, FEBRUARY, day(date))
        everything_goes(ahead)
    assert len(ahead.letters_to("moved", "CCGs")) == 3


def test_a_second_move_says_where_the_meeting_was_for_all_that_people_know(ahead: MonthAhead) -> None:
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"), start=dt.time(14))
    assert {letter.subject for letter in ahead.letters_to("moved", "CCGs")} == {
        "MASE: now Thu 11 Feb, 10am (was Tue 9 Feb)",
        "MASE: now Thu 11 Feb, 2pm (was Tue 9 Feb)",
    }


def test_a_meeting_moved_away_and_back_before_anybody_heard_of_it_is_told_to_nobody(
    ahead: MonthAhead,
) -> None:
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"))
    assert [one.subject for one in ahead.letters_to("moved", "CCGs")] == [
        "MASE: now Thu 11 Feb, 10am (was Tue 9 Feb)"
    ]


def test_another_time_on_the_same_day_is_told_with_what_it_was(ahead: MonthAhead) -> None:
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"), start=dt.time(14))
    letter = ahead.letters("moved")[0]
    assert letter.subject == "MASE: now Tue 9 Feb, 2pm (was 10am)"
    assert "Was: Tuesday 9 February 2027, 10am" in letter.text


def test_another_place_alone_says_nothing_of_another_time(ahead: MonthAhead) -> None:
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"), place="Room 5")
    letter = ahead.letters("moved")[0]
    assert letter.subject == "MASE: now Tue 9 Feb, 10am"
    assert "Was:" not in letter.text
    with pytest.raises(Problem, match=r"^place: there is a line break"):
        do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"), place="Room 5\nupstairs")


def test_whoever_has_the_papers_of_a_moved_meeting_is_told_that_they_stand(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    release_pack(ahead.office, FEBRUARY, "test")
    everything_goes(ahead)
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert "your papers remain the same" in ahead.letters("moved")[0].text


def test_nobody_is_told_that_papers_stand_which_they_are_still_to_get(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    release_pack(ahead.office, FEBRUARY, "test")
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert not [letter for letter in ahead.letters("moved") if "papers" in letter.text]


def test_whoever_has_the_papers_of_a_moved_meeting_is_not_sent_them_again(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    number = release_pack(ahead.office, FEBRUARY, "test")
    everything_goes(ahead)
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert len(ahead.letters("papers")) == number
    assert do(send_packs, ahead.office, ahead.meeting().id, day=ahead.today) == 0


def test_a_pack_not_sent_yet_goes_out_for_the_new_date_when_the_meeting_is_moved(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    number = release_pack(ahead.office, FEBRUARY, "test")
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    date = day("Thu 11 Feb 2027")
    anew = [letter for letter in ahead.letters("papers") if letter.conditions.meetings[0].date == date]
    assert len({one.person_id for one in anew}) == number
    assert {one.subject for one in anew} == {"OFFICIAL-SENSITIVE: MASE papers, Thu 11 Feb, 10am"}


def test_the_agenda_in_a_pack_not_sent_yet_has_the_new_time(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    release_pack(ahead.office, FEBRUARY, "test")
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"), start=dt.time(14))
    date = day("Thu 11 Feb 2027")
    anew = [letter for letter in ahead.letters("papers") if letter.conditions.meetings[0].date == date]
    with ahead.office.register.reading() as session:
        agendas = [fetch(session, sha256) for sha256 in {one.attachments[0]["sha256"] for one in anew}]
        current = [circulated_agenda(session, ahead.meeting().id, part) for part in (1, 2)]
    approved = {id for one in anew for id in one.conditions.approved}
    assert approved == {one.id for one in current if one}
    for agenda in agendas:
        said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(agenda)).paragraphs)
        assert "Thursday 11 February 2027, 2pm" in said


def test_a_pack_not_sent_yet_goes_out_for_the_new_time_too(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    number = release_pack(ahead.office, FEBRUARY, "test")
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"), start=dt.time(14))
    anew = [letter for letter in ahead.letters("papers") if letter.subject.endswith("Tue 9 Feb, 2pm")]
    assert len({one.person_id for one in anew}) == number


def test_a_cancelled_meeting_sets_its_steps_aside_and_withdraws_its_questions(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    do(ask_for_release, ahead.office, ahead.meeting().id, day=ahead.today)
    do(cancel_meeting, ahead.office, FEBRUARY, reason="Too few can come")
    steps = ahead.steps()
    assert ahead.meeting().state == CANCELLED
    assert steps.pop(StepKind.AGENDA_AGREED).verdict is StepVerdict.ON_TIME
    assert steps.pop(StepKind.PAPERS_COLLECTED).verdict is StepVerdict.ON_TIME
    assert {step.verdict for step in steps.values()} == {StepVerdict.NOT_NEEDED}
    assert ahead.waiting(QuestionKind.RELEASE_PACK) == []


def test_a_cancellation_says_why_and_when_the_next_meeting_is(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY, reason="Too few can come")
    letters = ahead.letters("cancelled")
    assert len({letter.person_id for letter in letters}) == len(letters) == 14
    assert "Too few can come" in letters[0].text
    assert "; the next one is on Tuesday 9 March 2027" in letters[0].text

    ahead.on("Wed 13 Jan 2027")
    do(hold_instead, ahead.office, FEBRUARY, day("Fri 5 Feb 2027"), by_chair=True, day=ahead.today)
    letters = ahead.letters("cancelled")
    assert len({letter.person_id for letter in letters}) == len(letters) == 14
    assert "; the next one is on Friday 5 February 2027" in letters[0].text, "before the cancelled day"


def test_a_month_without_a_meeting_is_shown_as_agreed(ahead: MonthAhead) -> None:
    do(rule_no_meeting, ahead.office, FEBRUARY, ruled_by=ahead.called("chair"), channel=Channel.PHONE)
    assert ahead.meeting().state == NO_MEETING
    with ahead.office.register.reading() as session:
        ruled = session.scalars(select(AuditRow).where(AuditRow.event == "no meeting ruled")).one()
    assert ruled.about["by"] == str(ahead.called("chair"))
    assert ruled.about["channel"] == Channel.PHONE
    assert {step.verdict for step in ahead.steps().values()} == {StepVerdict.NOT_NEEDED}


def test_only_the_chair_or_who_stands_in_rules_that_there_is_no_meeting(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="for the Chair to rule"):
        do(rule_no_meeting, ahead.office, FEBRUARY, ruled_by=ahead.called("CCGs"), channel=Channel.PHONE)
    assert ahead.meeting().state == PLANNED


def test_a_meeting_is_cancelled_once(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY)
    with pytest.raises(Problem, match=r"MASE/2027-02 is down as “cancelled”"):
        do(cancel_meeting, ahead.office, FEBRUARY)
    with pytest.raises(Problem, match=r"MASE/2027-02 is down as “cancelled”"):
        do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))


def test_no_meeting_is_called_or_moved_into_the_past(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="Friday 1 January 2027 is past"):
        do(call_meeting, ahead.office, "MASE", day("Fri 1 Jan 2027"))
    with pytest.raises(Problem, match="Friday 1 January 2027 is past"):
        do(move_meeting, ahead.office, FEBRUARY, day("Fri 1 Jan 2027"))


def test_a_meeting_does_not_move_by_a_year_that_was_mistyped(ahead: MonthAhead) -> None:
    with pytest.raises(
        Problem, match="9 February 2029 is too far off: MASE/2027-02 can move to Saturday 8 May"
    ):
        do(move_meeting, ahead.office, FEBRUARY, day("Fri 9 Feb 2029"))
    assert ahead.meeting().date == day("Tue 9 Feb 2027")
    assert ahead.letters("moved") == []


@pytest.mark.parametrize("date", ["Sat 13 Feb 2027", "Fri 26 Mar 2027", "Wed 29 Dec 2027"])
def test_no_meeting_is_called_or_moved_to_a_day_off(ahead: MonthAhead, date: str) -> None:
    with pytest.raises(Problem, match="give a working day"):
        do(call_meeting, ahead.office, "MASE", day(date))
    with pytest.raises(Problem, match="give a working day"):
        do(move_meeting, ahead.office, FEBRUARY, day(date))


def test_a_move_to_where_the_meeting_is_already_is_refused(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match=r"MASE/2027-02 is on Tuesday 9 February 2027, 10am already"):
        do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"), start=dt.time(10))
    assert ahead.letters("moved") == []


def test_a_meeting_is_found_however_its_reference_is_typed(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, "mase/2027-02 ")
    assert ahead.meeting().state == CANCELLED


def test_a_group_has_one_meeting_a_day(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match=r"MASE/2027-02 is planned for Tuesday 9 February 2027"):
        do(call_meeting, ahead.office, "MASE", day("Tue 9 Feb 2027"))
    with pytest.raises(Problem, match=r"MASE/2027-03 is planned for Tuesday 9 March 2027"):
        do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Mar 2027"))
    do(move_meeting, ahead.office, FEBRUARY, day("Tue 9 Feb 2027"), start=dt.time(14))
    assert ahead.meeting().start == dt.time(14)


def test_a_meeting_is_called_for_the_day_of_a_cancelled_one(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY)
    assert do(call_meeting, ahead.office, "MASE", day("Tue 9 Feb 2027")) == "MASE/2027-02b"


def test_an_unknown_group_or_meeting_is_refused_with_what_there_is(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match=r"no group “NOPE”.*MASE"):
        do(call_meeting, ahead.office, "NOPE", day("Tue 2 Mar 2027"))
    with pytest.raises(Problem, match=r"no meeting 'MASE/2031-01'.*MASE/2027-02"):
        do(cancel_meeting, ahead.office, "MASE/2031-01")


def test_a_reason_that_no_letter_can_hold_changes_nothing(ahead: MonthAhead) -> None:
    with pytest.raises(Problem, match="reason"):
        do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"), reason="no\x07room")
    assert ahead.meeting().date == day("Tue 9 Feb 2027")


def test_nothing_is_planned_before_a_group_goes_live(ahead: MonthAhead) -> None:
    assert do(plan_meetings, ahead.office, ahead.group, day=day("Mon 3 Aug 2026")) == (
        "MASE/2026-09",
        "MASE/2026-10",
        "MASE/2026-11",
    )


def test_the_chair_hears_of_a_month_without_a_meeting_and_of_two_in_a_row(ahead: MonthAhead) -> None:
    do(cancel_meeting, ahead.office, FEBRUARY, reason="Snow")
    do(call_meeting, ahead.office, "MASE", day("Thu 25 Mar 2027"))
    do(cancel_meeting, ahead.office, "MASE/2027-03", reason="Snow")
    ahead.on("Wed 6 Jan 2027")
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    letter = " ".join(ahead.letters_to("chair", "chair")[-1].text.split())
    month = "has no ordinary meeting now; the terms of reference ask for one each month (clause 5)."
    assert f"February 2027 {month}" in letter
    assert f"March 2027 {month} Two meetings in a row are not held: 9 February and 9 March." in letter
    assert "The boards hear of it in their next reports: KSCB Business Group (" in letter
    assert (
        "If one of them is to hear before, please ring the Kent Safeguarding Children Board Business Unit, "
        "03000 000000, which then writes to its secretary."
    ) in letter
    assert (
        "Snow. Members are told by mail. As far as we know, most can come on Wed 10 Mar (12 seats), "
        in letter
    )


def test_a_meeting_is_held_on_a_day_when_its_people_are_free(ahead: MonthAhead) -> None:
    ahead.on("Mon 8 Feb 2027")
    with ahead.office.register.transaction("test") as tx:
        for person in ("chair", "deputy chair"):
            cover = {
                "group_id": ahead.group,
                "person_id": ahead.called(person),
                "covered_by_id": ahead.called("unit"),
            }
            tx.session.add(CoverRow(**cover, first=day("Thu 11 Feb 2027"), last=day("Fri 12 Feb 2027")))
    do(cancel_meeting, ahead.office, FEBRUARY, reason="Snow")
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    letter = " ".join(ahead.letters_to("chair", "chair")[-1].text.split())
    assert "come on Mon 15 Feb (12 seats), Tue 16 Feb (12 seats) or Wed 17 Feb (12 seats); another" in letter
