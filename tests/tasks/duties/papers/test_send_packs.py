"""Packs are released by the unit, and go to those alone who may read them; late papers as supplements."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from forum.members.membership import PapersFor, Role
from forum.outbox.states import Cause, State
from forum.papers.papers import PaperState, Readers
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from forum.text.problem import Problem, UnitProblem
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.coming.apologies import name_deputy
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.file_paper import no_paper
from tasks.duties.papers.send_packs import release_pack, send_packs, send_supplement
from tasks.register.tables import AppointmentRow, AuditRow, DispatchRow, PaperRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.members.leaving import leave
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.pack_ahead import (
    LICENSING,
    PATTERNS,
    TRAINING,
    complete,
    everything_goes,
    file_late,
    file_name,
    is_to_complete,
)
from tests.tasks.duties.secretariat import NURSE, Forum


def test_a_pack_is_not_released_before_the_agenda_is_agreed(ahead: MonthAhead) -> None:
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    with pytest.raises(Problem, match="the Chair has not agreed the agenda"):
        release_pack(ahead.office, FEBRUARY, "test")
    assert ahead.letters("papers") == []


def test_the_unit_sees_who_gets_what_and_nothing_leaves_before_its_release(agreed: MonthAhead) -> None:
    agreed.on("Thu 28 Jan 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    (letter,) = agreed.letters("pack_check")
    assert letter.person_id == agreed.called("unit")
    chair = agreed.members().person(agreed.called("chair")).name
    first, second, *_ = (seat.short_name for seat in agreed.members().seats_on(agreed.today))
    assert TRAINING in letter.text
    assert f"* {chair}: everything\n" in letter.text
    assert f"SEATS {first}, {second}: for those seats alone" in letter.text
    assert agreed.letters("papers") == []
    agreed.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    assert agreed.letters("papers") != []


def test_on_the_day_of_a_meeting_a_pack_is_to_be_released_before_it_begins(agreed: MonthAhead) -> None:
    agreed.on("Tue 9 Feb 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    (letter,) = agreed.letters("pack_check")
    assert letter.subject.endswith("reply RELEASE by 9:30am Tue 9 Feb")


def test_once_a_meeting_has_begun_nobody_is_asked_to_release_its_pack_nor_sent_it(agreed: MonthAhead) -> None:
    agreed.on("Tue 9 Feb 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    agreed.clock.at = dt.datetime.combine(agreed.today, dt.time(10))
    with pytest.raises(UnitProblem, match="began at 10am on 9 February 2027, and its papers leave no more"):
        agreed.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    assert agreed.letters("papers") == []


def test_a_pack_whose_agenda_is_agreed_on_its_last_day_is_put_for_release_at_once(ahead: MonthAhead) -> None:
    ahead.on("Mon 1 Feb 2027")
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    ahead.on("Tue 2 Feb 2027")
    ahead.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    (letter,) = ahead.letters("pack_check")
    assert letter.subject.endswith("reply RELEASE by 3pm Tue 2 Feb")


def test_a_pack_released_by_command_answers_the_question_that_asked_for_it(agreed: MonthAhead) -> None:
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    release_pack(agreed.office, FEBRUARY, "test", reason="The unit is on leave.")
    (question,) = agreed.questions(QuestionKind.RELEASE_PACK)
    assert (question.answer, question.answered, question.channel) == (
        "RELEASE",
        agreed.today,
        Channel.COMMAND,
    )
    assert question.answered_by_id == agreed.called("unit")
    with agreed.office.register.reading() as session:
        reason = session.scalars(select(AuditRow).where(AuditRow.event == "pack released for the unit")).one()
    assert reason.about["reason"] == "in their own words"


def test_a_pack_is_released_once(released: MonthAhead) -> None:
    number = len(released.letters("papers"))
    with pytest.raises(Problem, match="pack of MASE/2027-02 was released already"):
        release_pack(released.office, FEBRUARY, "test")
    assert len(released.letters("papers")) == number


def test_a_cancelled_meeting_has_no_pack_and_no_papers(agreed: MonthAhead) -> None:
    do(cancel_meeting, agreed.office, FEBRUARY)
    with pytest.raises(Problem, match="is down as “cancelled”"):
        release_pack(agreed.office, FEBRUARY, "test")
    with pytest.raises(Problem, match="is down as “cancelled”"):
        agreed.file_paper(TRAINING, PDF)


def test_every_member_and_the_chair_get_the_agenda_and_the_papers_they_may_read(released: MonthAhead) -> None:
    readers = released.readers("papers")
    members = released.members()
    core = {
        member.name
        for seat in members.seats_on(released.today)
        if (member := members.core_member(seat.id, released.today))
    }
    assert set(readers) == core | {"Independent Chair", "Voluntary Sector Lead"}
    assert len(readers) == len(set(readers))
    training, patterns = file_name(released, TRAINING), file_name(released, PATTERNS)
    assert released.enclosed("papers", "CCGs") == ["MASE-2027-02 agenda.docx", training, patterns]
    text = released.letters_to("papers", "CCGs")[0].text
    assert "if you can’t come. Item 5 needs a decision.\n" in text, "no meeting was held before this one"


def test_the_same_file_for_two_items_goes_under_the_name_of_each(agreed: MonthAhead) -> None:
    agreed.on("Mon 1 Feb 2027")
    agreed.file_paper(TRAINING, PDF)
    agreed.file_paper(LICENSING, PDF)
    release_pack(agreed.office, FEBRUARY, "test")
    names = {file_name(agreed, TRAINING), file_name(agreed, LICENSING)}
    assert names < set(agreed.enclosed("papers", "CCGs"))


def test_nobody_gets_a_paper_of_part_two_whose_appointment_does_not_allow_it(released: MonthAhead) -> None:
    guest = released.enclosed("papers", "Voluntary Sector Lead")
    assert file_name(released, TRAINING) in guest
    assert file_name(released, PATTERNS) not in guest
    (letter,) = released.letters_to("papers", "Voluntary Sector Lead")
    assert PATTERNS not in letter.text
    assert PATTERNS in released.letters_to("papers", "CCGs")[0].text
    agendas = {one.person_id: one.attachments[0]["sha256"] for one in released.letters("papers")}
    assert agendas[released.called("Voluntary Sector Lead")] != agendas[released.called("CCGs")]
    assert len(set(agendas.values())) == 2


def test_a_paper_for_the_core_membership_does_not_go_to_co_opted_members(agreed: MonthAhead) -> None:
    with agreed.office.register.transaction("test") as tx:
        tx.session.get_one(PaperRow, agreed.papers()[TRAINING].id).readers = Readers.CORE
    agreed.file_paper(TRAINING, PDF)
    release_pack(agreed.office, FEBRUARY, "test")
    assert file_name(agreed, TRAINING) not in agreed.enclosed("papers", "Voluntary Sector Lead")
    assert file_name(agreed, TRAINING) in agreed.enclosed("papers", "CCGs")


def test_a_missing_paper_is_listed_as_to_follow(released: MonthAhead) -> None:
    (letter,) = released.letters_to("papers", "CCGs")
    number = released.number(LICENSING)
    (line,) = [line for line in letter.text.splitlines() if LICENSING in line]
    assert number in line
    assert "to follow" in line


def test_a_late_paper_waits_for_the_chairs_leave_and_goes_out_as_supplement_one(released: MonthAhead) -> None:
    released.on("Wed 3 Feb 2027")
    assert released.file_paper(LICENSING, PDF + b" on licensing") is PaperState.LATE_WANTED
    (question,) = released.waiting(QuestionKind.ALLOW_LATE_PAPER)
    assert (question.of_id, question.due) == (released.called("chair"), day("Fri 5 Feb 2027"))
    assert not is_to_complete(released)
    released.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    complete(released)
    assert released.readers("supplement") == released.readers("papers")
    assert released.enclosed("supplement", "CCGs") == [file_name(released, LICENSING)]
    (letter,) = released.letters_to("supplement", "CCGs")
    assert (
        letter.subject == f"OFFICIAL-SENSITIVE: MASE supplement 1, 9 Feb, item {released.number(LICENSING)}"
    )
    assert not is_to_complete(released)


def test_the_chair_reads_of_a_late_paper_that_it_may_be_damaged(released: MonthAhead) -> None:
    released.on("Wed 3 Feb 2027")
    released.file_paper(LICENSING, PDF + b" on licensing")
    do(put_questions, released.office, released.group, day=released.today)
    (letter,) = released.letters_to("chair", "chair")
    assert f"A late paper for item {released.number(LICENSING)} of 9 February: {LICENSING}" in letter.text
    for body in (letter.text, letter.html):
        assert "It may be damaged, and may name its authors" in body


def test_a_supplement_goes_out_once(released: MonthAhead) -> None:
    file_late(released)
    complete(released)
    number = len(released.letters("supplement"))
    assert do(send_supplement, released.office, released.meeting().id, day=released.today) == 0
    assert len(released.letters("supplement")) == number
    assert released.papers()[LICENSING].supplement == 1
    with released.office.register.reading() as session:
        (made,) = session.scalars(select(AuditRow).where(AuditRow.event == "supplement made"))
        assert made.about["number"] == 1


def test_a_late_paper_corrected_after_it_went_out_goes_again_as_supplement_two(released: MonthAhead) -> None:
    file_late(released)
    complete(released)
    everything_goes(released)
    released.file_paper(LICENSING, PDF + b" on licensing, corrected")
    released.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    complete(released)
    occasions = sorted(str(one.occasion) for one in released.letters_to("supplement", "CCGs"))
    assert occasions == ["supplement 1", "supplement 2"]


def test_a_supplement_says_which_paper_is_new_and_which_replaces_one_the_reader_had(
    released: MonthAhead,
) -> None:
    file_late(released)
    released.file_paper(TRAINING, PDF + b" on training, corrected")
    released.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    complete(released)
    (letter,) = released.letters_to("supplement", "CCGs")
    lines = [line for line in letter.text.splitlines() if LICENSING in line or TRAINING in line]
    assert {line.rpartition(": ")[2] for line in lines} == {"new", "replaces ours of 1 February"}
    assert "two late papers, one of which replaces one that you have; nothing else" in letter.text


def test_a_late_paper_of_part_two_goes_to_its_readers_alone(released: MonthAhead) -> None:
    everything_goes(released)
    released.on("Wed 3 Feb 2027")
    released.file_paper(PATTERNS, PDF + b" on patterns, corrected")
    released.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    complete(released)
    assert released.letters_to("supplement", "Voluntary Sector Lead") == []
    assert released.enclosed("supplement", "CCGs") == [file_name(released, PATTERNS)]


@pytest.mark.parametrize("supplement_made", [True, False])
def test_whoever_is_appointed_after_the_release_gets_late_papers_in_the_pack_and_once(
    released: MonthAhead, supplement_made: bool
) -> None:
    file_late(released)
    if supplement_made:
        do(send_supplement, released.office, released.meeting().id, day=released.today)
    released.on("Thu 4 Feb 2027")
    do(
        appoint,
        released.office,
        "MASE",
        Newcomer("New Lead", "new.lead@voluntary.example"),
        Role.CO_OPTED,
        released.today,
    )
    for duty in (send_packs, send_supplement, send_packs):
        do(duty, released.office, released.meeting().id, day=released.today)
    assert released.enclosed("papers", "New Lead") == [
        "MASE-2027-02 agenda.docx",
        *(
            file_name(released, title)
            for title in sorted((TRAINING, LICENSING), key=lambda t: int(released.number(t)))
        ),
    ]
    assert len(released.letters_to("papers", "New Lead")) == 1
    assert released.letters_to("supplement", "New Lead") == []


def test_a_deputy_appointed_after_the_release_who_always_gets_papers_gets_the_pack(
    released: MonthAhead,
) -> None:
    released.on("Thu 4 Feb 2027")
    seat = next(one.id for one in released.members().seats if one.short_name == "CRC")
    deputy = released.called("Chief Officer, CRC")
    id = do(appoint, released.office, "MASE", deputy, Role.DEPUTY, released.today, seat)
    with released.office.register.transaction("test") as tx:
        tx.session.get_one(AppointmentRow, id).papers = PapersFor.ALWAYS
    complete(released)
    assert "Chief Officer, CRC" in released.readers("papers")


def test_a_deputy_named_after_the_release_gets_the_pack(released: MonthAhead) -> None:
    deputy = "Detective Chief Inspector, Public Protection"
    assert deputy not in released.readers("papers")
    released.on("Thu 4 Feb 2027")
    do(name_deputy, released.office, FEBRUARY, released.called("Kent Police"), released.called(deputy))
    complete(released)
    assert released.enclosed("papers", deputy) == ["MASE-2027-02 agenda.docx", file_name(released, TRAINING)]
    (letter,) = released.letters_to("papers", deputy)
    (of_member,) = released.letters_to("papers", "Kent Police")
    assert "If a deputy is coming for you" in of_member.text
    assert "If a deputy" not in letter.text
    leave = "you will be asked to leave for it"
    assert [leave in " ".join(row.text.split()) for row in (of_member, letter)] == [False, True]


@pytest.mark.parametrize("since", ["Thu 4 Feb 2027", "Mon 14 Dec 2026"])
def test_whoever_is_said_after_the_release_to_cover_for_a_member_gets_the_pack(
    released: MonthAhead, since: str
) -> None:
    released.on("Thu 4 Feb 2027")
    member, cover = released.called("CRC"), released.called("Chief Officer, CRC")
    do(agree_cover, released.office, "MASE", member, cover, day(since), day("Fri 26 Feb 2027"))
    complete(released)
    assert "Chief Officer, CRC" in released.readers("papers")


def test_a_member_who_is_back_before_the_meeting_gets_the_pack_that_went_to_their_cover(
    agreed: MonthAhead,
) -> None:
    with agreed.office.register.transaction("test") as tx:
        tx.session.execute(update(AppointmentRow).values(first=day("Tue 1 Sep 2026"), entered=None))
    member, cover = agreed.called("CRC"), agreed.called("Chief Officer, CRC")
    do(agree_cover, agreed.office, "MASE", member, cover, agreed.today, day("Wed 3 Feb 2027"))
    release_pack(agreed.office, FEBRUARY, "test")
    everything_goes(agreed)
    assert "CRC" not in agreed.readers("papers")
    assert not is_to_complete(agreed)
    agreed.on("Thu 4 Feb 2027")
    complete(agreed)
    assert agreed.letters_to("papers", "CRC")
    assert not is_to_complete(agreed)


def test_nobody_gets_the_pack_by_covering_for_a_deputy(released: MonthAhead) -> None:
    everything_goes(released)
    deputy, cover = released.called("Deputy Designated Nurse"), released.called("Chief Officer, CRC")
    last = day("Fri 26 Feb 2027")
    do(agree_cover, released.office, "MASE", deputy, cover, released.today, last)
    assert not is_to_complete(released)


def test_a_withdrawn_paper_leaves_the_pack(agreed: MonthAhead) -> None:
    agreed.file_paper(TRAINING, PDF)
    do(no_paper, agreed.office, FEBRUARY, agreed.number(TRAINING), Word.WITHDRAW)
    release_pack(agreed.office, FEBRUARY, "test")
    assert file_name(agreed, TRAINING) not in agreed.enclosed("papers", "CCGs")


def test_a_letter_that_waits_is_in_the_outbox_with_what_must_still_be_true(released: MonthAhead) -> None:
    (letter,) = released.letters_to("papers", "Voluntary Sector Lead")
    assert letter.state is State.QUEUED
    assert letter.conditions.papers == (released.papers()[TRAINING].id,)
    assert letter.conditions.meetings[0].state == ("planned",)


def test_a_supplement_that_waited_while_its_meeting_was_moved_is_written_anew(released: MonthAhead) -> None:
    file_late(released)
    complete(released)
    do(move_meeting, released.office, FEBRUARY, day("Thu 11 Feb 2027"))
    letters = released.letters_to("supplement", "CCGs")
    was, now = sorted(letters, key=lambda one: one.conditions.meetings[0].date)
    assert (was.conditions.meetings[0].date, now.conditions.meetings[0].date) == (
        day("Tue 9 Feb 2027"),
        day("Thu 11 Feb 2027"),
    )
    assert "11 Feb" in now.subject
    assert released.enclosed("supplement", "CCGs") == [file_name(released, LICENSING)] * 2


def test_a_supplement_that_had_gone_when_its_meeting_was_moved_stands(released: MonthAhead) -> None:
    file_late(released)
    complete(released)
    everything_goes(released)
    do(move_meeting, released.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert len(released.letters_to("supplement", "CCGs")) == 1


def test_a_supplement_after_one_that_was_written_anew_has_the_next_number(released: MonthAhead) -> None:
    file_late(released)
    complete(released)
    do(move_meeting, released.office, FEBRUARY, day("Thu 11 Feb 2027"))
    everything_goes(released)
    released.file_paper(LICENSING, PDF + b" on licensing, corrected")
    released.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")
    complete(released)
    subjects = [one.subject for one in released.letters_to("supplement", "CCGs")]
    assert len([subject for subject in subjects if "supplement 2" in subject]) == 1


def test_a_supplement_goes_once_though_its_meeting_moved_there_and_back(released: MonthAhead) -> None:
    file_late(released)
    complete(released)
    do(move_meeting, released.office, FEBRUARY, day("Thu 11 Feb 2027"), reason="The room.")
    do(move_meeting, released.office, FEBRUARY, day("Tue 9 Feb 2027"), reason="It is free after all.")
    forum = Forum(released.office, released.clock)
    try_to_send(forum)
    assert sorted(row.state for row in forum.letters("supplement", NURSE)) == [State.LAPSED, State.SENT]


def test_a_pack_that_waited_for_a_signature_goes_though_its_meeting_moved_there_and_back(
    agreed: MonthAhead,
) -> None:
    forum = Forum(agreed.office, agreed.clock)
    unsign(forum, NURSE)
    agreed.on("Mon 1 Feb 2027")
    release_pack(agreed.office, FEBRUARY, "test")
    do(move_meeting, agreed.office, FEBRUARY, day("Thu 11 Feb 2027"), reason="The room.")
    try_to_send(forum)
    do(move_meeting, agreed.office, FEBRUARY, day("Tue 9 Feb 2027"), reason="It is free after all.")
    do(note_signed, agreed.office, forum.person(NURSE), forum.today)
    try_to_send(forum)
    (went,) = (row for row in forum.letters("papers", NURSE) if row.state is State.SENT)
    assert went.conditions.meetings[0].date == day("Tue 9 Feb 2027")


def test_who_is_appointed_anew_after_a_gap_gets_the_pack(agreed: MonthAhead) -> None:
    forum = Forum(agreed.office, agreed.clock)
    agreed.on("Mon 1 Feb 2027")
    release_pack(agreed.office, FEBRUARY, "test")
    leave(forum, NURSE, "Mon 1 Feb 2027")
    agreed.on("Tue 2 Feb 2027")
    try_to_send(forum)
    assert not is_to_complete(agreed)
    do(appoint, agreed.office, "MASE", forum.person(NURSE), Role.CO_OPTED, day("Wed 3 Feb 2027"))
    agreed.on("Wed 3 Feb 2027")
    complete(agreed)
    try_to_send(forum)
    assert [row.state for row in forum.letters("papers", NURSE)] == [State.LAPSED, State.SENT]
    assert not is_to_complete(agreed)


def test_a_pack_that_had_gone_before_a_restore_is_not_written_anew(released: MonthAhead) -> None:
    with released.office.register.transaction("test") as tx:
        tx.session.execute(update(DispatchRow).values(state=State.LAPSED, cause=Cause.ALREADY_GONE))
    assert not is_to_complete(released)
    assert do(send_packs, released.office, released.meeting().id, day=released.today) == 0


def test_a_pack_of_a_meeting_that_was_called_off_is_completed_for_nobody(released: MonthAhead) -> None:
    file_late(released)
    newcomer = Newcomer("Youth Work Lead", "youth.lead@voluntary.example")
    do(appoint, released.office, "MASE", newcomer, Role.CO_OPTED, released.today)
    assert is_to_complete(released)
    do(cancel_meeting, released.office, FEBRUARY, reason="The Chair is ill.")
    assert not is_to_complete(released)
