"""Who joins is welcomed once, who has left is thanked once, and a leaver's actions find another owner."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from uuid import uuid4

import docx
import pytest
from sqlalchemy import update

from forum.members.membership import Role
from forum.minutes import MinutesState
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import WORD
from tasks.duties.actions.action_log import chase_actions, report_action
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.actions.owners import hand_over_action
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint
from tasks.duties.members.welcome import groups_to_see_to, see_to_members
from tasks.register.documents import MINUTES, NewDocument, add_edition, fetch, latest_editions
from tasks.register.tables import (
    ActionUpdateRow,
    AddressRow,
    AppointmentRow,
    DispatchRow,
    MeetingRow,
    SeatRow,
)
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.members.leaving import leave
from tests.tasks.duties.secretariat import CHAIR, JANUARY, NURSE, UNIT, Forum

NEWCOMER = "Interim Lead, CCGs"
ACTION = f"{JANUARY}/01"
DEPUTY = "Deputy Designated Nurse"
MINUTES_OUT = "MASE-2027-01 minutes UNCONFIRMED v3.docx"
TERMS, PART = "MASE terms of reference.docx", "MASE your part in a page.docx"


def morning(forum: Forum, date: str) -> None:
    """The round of the members on a day."""
    forum.on(date)
    do(see_to_members, forum.office, forum.group, day=forum.today)


def desk(forum: Forum) -> str:
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    letters = forum.letters("desk")
    return " ".join(letters[-1].text.split()) if letters else ""


def join(forum: Forum, first: str, name: str = NEWCOMER, role: Role = Role.CORE) -> None:
    address = f"{name.split()[0].lower()}@ccg.example"
    do(appoint, forum.office, "MASE", Newcomer(name, address), role, day(first), forum.seat("CCGs"))


def files(row: DispatchRow) -> list[str]:
    return [attachment["name"] for attachment in row.attachments]


@stage
def minuted(forum: Forum) -> Forum:
    """January's minutes are out on Monday 25 January; the nurse has an action from that meeting."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.on("Thu 14 Jan 2027")
    action = {
        "Item": "5", "Short title (no names)": "Share the calendar", "Action in full": "Share it.",
        "Owner": NURSE,
        "Due": "29/1/27",
    }  # fmt: skip
    forum.file_record(JANUARY, actions=(action,))
    do(write_after_meeting, forum.office, forum.meeting(JANUARY).id, day=forum.today)
    forum.draft_minutes(JANUARY)
    forum.file_minutes(JANUARY)
    forum.on("Mon 25 Jan 2027")
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    return forum


@stage
def succeeded(minuted: Forum) -> Forum:
    """The nurse's last day is 31 January; a successor begins on 1 February."""
    with minuted.office.register.transaction("test") as tx:
        tx.session.execute(update(MeetingRow).values(joining="https://meet.example/mase"))
    leave(minuted, NURSE, "Sun 31 Jan 2027")
    join(minuted, "Mon 1 Feb 2027")
    morning(minuted, "Mon 1 Feb 2027")
    return minuted


def test_a_joiner_is_welcomed_once_with_terms_agreement_dates_and_inherited_actions(succeeded: Forum) -> None:
    (letter,) = succeeded.letters("induction", NEWCOMER)
    assert "An invitation to each follows, if it is not in your calendar yet" in letter.text
    assert files(letter) == [TERMS, PART, "MASE confidentiality agreement.docx"]
    assert letter.subject == "MASE: welcome; please sign the agreement by Mon 8 Feb"
    assert "you are a core member for CCGs (Designated Nurses) in the MASE Group from" in letter.text
    assert "Your place: Core member for CCGs (Designated Nurses)\n" in letter.text
    assert "Tuesday 9 February 2027, 10am" in letter.text
    assert "to join: https://meet.example/mase" in letter.text
    assert f"{ACTION}: Share the calendar" in letter.text
    assert "The last minutes come once your agreement is signed." in letter.text
    morning(succeeded, "Tue 2 Feb 2027")
    assert len(succeeded.letters("induction")) == 1


def test_the_agreement_can_be_signed_by_police_and_probation_and_names_the_sharing_agreement(
    succeeded: Forum,
) -> None:
    (letter,) = succeeded.letters("induction", NEWCOMER)
    with succeeded.office.register.reading() as session:
        agreement = fetch(session, letter.attachments[2]["sha256"])
    said = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(agreement)).paragraphs)
    assert "to prevent, detect and prosecute crime" in said
    assert "under the Kent and Medway Information Sharing Agreement" in said
    assert "What bears on a case or an investigation I keep as my organisation’s retention schedule" in said
    assert "destroy" not in said


def test_without_a_file_of_the_whole_terms_the_unit_is_said_to_have_them(minuted: Forum) -> None:
    without_file = replace(minuted.office, whole_terms_files={})
    join(minuted, "Mon 1 Feb 2027", role=Role.DEPUTY)
    minuted.on("Mon 1 Feb 2027")
    do(see_to_members, without_file, minuted.group, day=minuted.today)
    (letter,) = minuted.letters("induction", NEWCOMER)
    assert TERMS not in files(letter)
    assert "the Business Unit has the terms of reference." in " ".join(letter.text.split())


def test_the_last_minutes_come_once_the_agreement_is_signed(succeeded: Forum) -> None:
    assert succeeded.letters("last_minutes") == []
    succeeded.on("Tue 2 Feb 2027")
    succeeded.answer(QuestionKind.LET_READ_PART_TWO, Word.ALLOW, CHAIR)
    succeeded.answer(QuestionKind.RECORD_AGREEMENT, Word.SIGNED, UNIT)
    assert succeeded.is_due(groups_to_see_to)
    morning(succeeded, "Tue 2 Feb 2027")
    (letter,) = succeeded.letters("last_minutes", NEWCOMER)
    assert files(letter) == [
        MINUTES_OUT,
        "MASE-2027-01 minutes, part 2, UNCONFIRMED v3.docx",
        "MASE list of members.docx",
    ]
    try_to_send(succeeded)
    assert succeeded.letters("last_minutes")[0].state is State.SENT
    assert not succeeded.is_due(groups_to_see_to)


def test_who_had_minutes_when_they_served_before_gets_the_last_ones_all_the_same(succeeded: Forum) -> None:
    theirs = succeeded.letters("minutes", NURSE)[0]
    earlier = {column.key: getattr(theirs, column.key) for column in DispatchRow.__table__.columns}
    earlier |= {
        "id": uuid4(),
        "key": "minutes of an earlier service",
        "person_id": succeeded.person(NEWCOMER),
        "attachments": [],
        "queued_at": dt.datetime(2026, 5, 20, 9),
    }
    with succeeded.office.register.transaction("test") as tx:
        tx.session.add(DispatchRow(**earlier))
    succeeded.on("Tue 2 Feb 2027")
    succeeded.answer(QuestionKind.RECORD_AGREEMENT, Word.SIGNED, UNIT)
    assert succeeded.is_due(groups_to_see_to)
    morning(succeeded, "Tue 2 Feb 2027")
    assert len(succeeded.letters("last_minutes", NEWCOMER)) == 1


def test_who_has_signed_gets_the_last_minutes_with_the_welcome_in_the_parts_they_may_read(
    minuted: Forum,
) -> None:
    do(appoint, minuted.office, "MASE", minuted.person(DEPUTY), Role.CO_OPTED, day("Mon 1 Feb 2027"))
    do(note_signed, minuted.office, minuted.person(DEPUTY), minuted.today)
    morning(minuted, "Mon 1 Feb 2027")
    (letter,) = minuted.letters("induction", DEPUTY)
    assert files(letter) == [TERMS, PART, MINUTES_OUT, "MASE list of members.docx"]
    assert letter.subject == "OFFICIAL-SENSITIVE: MASE: your part in the MASE Group"  # nothing to sign


def test_who_had_the_minutes_unconfirmed_does_not_get_them_confirmed_as_well(minuted: Forum) -> None:
    do(appoint, minuted.office, "MASE", minuted.person(DEPUTY), Role.CO_OPTED, day("Mon 1 Feb 2027"))
    do(note_signed, minuted.office, minuted.person(DEPUTY), minuted.today)
    morning(minuted, "Mon 1 Feb 2027")
    minuted.settle("induction")
    minuted.on("Wed 10 Feb 2027")
    with minuted.office.register.transaction("test") as tx:
        for row in latest_editions(tx.session, minuted.meeting(JANUARY).id, MINUTES):
            confirmed = NewDocument("confirmed.docx", WORD, b"confirmed")
            add_edition(
                tx, row.meeting_id, MINUTES, row.part, confirmed,
                state=MinutesState.CONFIRMED, on=minuted.today,
            )  # fmt: skip
    morning(minuted, "Wed 10 Feb 2027")
    assert minuted.letters("last_minutes", DEPUTY) == []


def test_a_deputy_who_gets_no_minutes_gets_none_on_joining(minuted: Forum) -> None:
    join(minuted, "Mon 1 Feb 2027", role=Role.DEPUTY)
    do(note_signed, minuted.office, minuted.person(NEWCOMER), minuted.today)
    morning(minuted, "Mon 1 Feb 2027")
    (letter,) = minuted.letters("induction", NEWCOMER)
    assert "once you are named for them" in letter.text
    assert "An invitation to each follows" not in letter.text
    assert files(letter) == [TERMS, PART, "MASE list of members.docx"]
    morning(minuted, "Tue 2 Feb 2027")
    assert minuted.letters("last_minutes") == []


def test_with_whom_the_group_began_and_who_goes_on_is_no_joiner(forum: Forum) -> None:
    assert not forum.is_due(groups_to_see_to)
    leave(forum, NURSE, "Thu 7 Jan 2027")
    nurse = forum.person(NURSE)
    do(appoint, forum.office, "MASE", nurse, Role.CORE, day("Fri 8 Jan 2027"), forum.seat("CCGs"))
    morning(forum, "Fri 8 Jan 2027")
    assert forum.letters("induction") == []
    assert forum.letters("farewell") == []


def test_who_is_entered_long_after_they_joined_is_welcomed_all_the_same(forum: Forum) -> None:
    join(forum, "Mon 16 Nov 2026", role=Role.DEPUTY)
    forum.on("Tue 5 Jan 2027")
    assert forum.is_due(groups_to_see_to)
    morning(forum, "Tue 5 Jan 2027")
    (letter,) = forum.letters("induction", NEWCOMER)
    assert letter.subject == "MASE: please sign the agreement by Mon 11 Jan", "the meeting is on the 12th"
    assert "You are a deputy for CCGs (Designated Nurses) in the MASE Group since 16 November." in letter.text
    assert not forum.is_due(groups_to_see_to)


def test_a_member_of_some_months_who_gets_another_role_is_told_of_it_and_not_welcomed(forum: Forum) -> None:
    do(appoint, forum.office, "MASE", forum.person(NURSE), Role.DEPUTY, forum.today, forum.seat("CRC"))
    morning(forum, forum.today.strftime("%a %d %b %Y"))
    (letter,) = forum.letters("induction", NURSE)
    assert letter.subject.endswith("MASE: your part in the MASE Group")
    assert "elcome" not in letter.text


def test_with_whom_a_new_group_began_gets_the_agreement_to_sign(forum: Forum) -> None:
    forum.on("Wed 2 Sep 2026")
    unsign(forum, NURSE)
    morning(forum, "Wed 2 Sep 2026")
    (letter,) = forum.letters("induction")
    assert letter.person_id == forum.person(NURSE)
    assert "MASE confidentiality agreement.docx" in files(letter)
    do(note_signed, forum.office, forum.person(NURSE), forum.today)
    morning(forum, "Thu 3 Sep 2026")
    assert len(forum.letters("induction")) == 1


def test_a_group_in_which_nothing_has_changed_of_late_is_not_looked_at(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    forum.on("Thu 1 Jul 2027")
    monkeypatch.setattr("tasks.duties.members.welcome.membership", lambda *_: pytest.fail("it is looked at"))
    assert not forum.is_due(groups_to_see_to)


def test_a_leaver_is_thanked_once_and_nothing_restricted_goes_to_them(succeeded: Forum) -> None:
    (letter,) = succeeded.letters("farewell", NURSE)
    assert "This is our last letter to you." in letter.text
    assert letter.subject == "MASE: thank you, and please hand on your papers"
    assert (letter.marking, letter.attachments) == ("", [])
    said = " ".join(letter.text.split())
    assert "on to whoever takes your place in your organisation." in said
    assert "Keep whatever bears on a case or an investigation for as long as your own organisation’s" in said
    assert not {"delete", "destroy"} & set(said.split())
    was = "you were a core member for CCGs (Designated Nurses)"
    assert f"where {was} until 31 January." in letter.text
    assert f"because {was} in the MASE Group until 31 January 2027." in letter.text
    assert "Share the calendar" in letter.text
    try_to_send(succeeded)
    assert succeeded.letters("farewell")[0].state is State.SENT
    morning(succeeded, "Tue 2 Feb 2027")
    assert len(succeeded.letters("farewell")) == 1


def test_a_leaver_s_action_that_waits_for_the_chair_is_not_said_to_go_to_somebody_else(
    minuted: Forum,
) -> None:
    do(report_action, minuted.office, ACTION, Reply(Word.DONE), None)
    leave(minuted, NURSE, "Sun 31 Jan 2027")
    morning(minuted, "Mon 1 Feb 2027")
    (letter,) = minuted.letters("farewell", NURSE)
    assert "Share the calendar" not in letter.text


def test_a_farewell_to_somebody_who_is_written_to_for_something_else_is_not_called_the_last(
    minuted: Forum,
) -> None:
    with minuted.office.register.transaction("test") as tx:
        tx.session.execute(update(SeatRow).values(escalation_contact_id=minuted.person(NURSE)))
    leave(minuted, NURSE, "Sun 31 Jan 2027")
    morning(minuted, "Mon 1 Feb 2027")
    (letter,) = minuted.letters("farewell", NURSE)
    assert "our last letter" not in letter.text
    assert "Thank you again, and best wishes." in letter.text


def test_a_farewell_lapses_when_its_reader_belongs_to_the_group_again(succeeded: Forum) -> None:
    nurse = succeeded.person(NURSE)
    do(appoint, succeeded.office, "MASE", nurse, Role.CO_OPTED, succeeded.today)
    try_to_send(succeeded)
    assert succeeded.letters("farewell")[0].state is State.LAPSED


def test_a_farewell_with_anything_attached_is_held(succeeded: Forum) -> None:
    with succeeded.office.register.transaction("test") as tx:
        row = tx.session.get_one(DispatchRow, succeeded.letters("farewell")[0].id)
        row.attachments = succeeded.letters("induction")[0].attachments
    try_to_send(succeeded)
    assert succeeded.letters("farewell")[0].state is State.HELD


def test_what_was_queued_for_a_leaver_lapses(minuted: Forum) -> None:
    assert minuted.letters("minutes", NURSE)[0].state is State.QUEUED
    leave(minuted, NURSE, "Sun 24 Jan 2027")
    try_to_send(minuted)
    assert minuted.letters("minutes", NURSE)[0].state is State.LAPSED


def test_an_inherited_action_that_is_accepted_is_the_successor_s_and_the_trail_says_whose_it_was(
    succeeded: Forum,
) -> None:
    succeeded.answer(QuestionKind.TAKE_ON_ACTION, Word.ACCEPT, NEWCOMER)
    assert succeeded.action(ACTION).owner_id == succeeded.person(NEWCOMER)
    (update,) = succeeded.rows(ActionUpdateRow)
    assert (update.said, update.from_id, update.by_id) == (
        "handed over", succeeded.person(NURSE), succeeded.person(NEWCOMER),
    )  # fmt: skip
    succeeded.on("Mon 8 Feb 2027")
    do(chase_actions, succeeded.office, succeeded.group, day=succeeded.today)
    assert [row.person_id for row in succeeded.letters("actions")] == [succeeded.person(NEWCOMER)]


def test_the_successor_may_say_who_else_should_have_it(succeeded: Forum) -> None:
    succeeded.answer(QuestionKind.TAKE_ON_ACTION, Word.HAND_TO, NEWCOMER, text="Kent Police")
    police = succeeded.person("Detective Superintendent, Public Protection")
    assert succeeded.action(ACTION).owner_id == police


@pytest.mark.parametrize(("said", "owner"), [("ACCEPT", NEWCOMER), ("TO KSCB", "KSCB Programme Manager")])
def test_what_the_successor_said_by_phone_is_put_on_record_by_command(
    succeeded: Forum, said: str, owner: str
) -> None:
    succeeded.answer(QuestionKind.TAKE_ON_ACTION, Word.OTHER, UNIT, text=said)
    assert succeeded.action(ACTION).owner_id == succeeded.person(owner)


def test_without_a_successor_the_unit_is_asked_and_the_desk_letter_says_so(minuted: Forum) -> None:
    leave(minuted, NURSE, "Sun 31 Jan 2027")
    morning(minuted, "Mon 1 Feb 2027")
    said = desk(minuted)
    assert f"Find a new owner for action {ACTION}. Its owner has left." in said
    minuted.answer(QuestionKind.HAND_OVER_ACTION, Word.HAND_TO, UNIT, text=DEPUTY)
    assert minuted.action(ACTION).owner_id == minuted.person(DEPUTY)
    assert not minuted.is_due(groups_to_see_to)


def test_a_successor_who_comes_later_is_offered_what_the_unit_has_not_handed_on(minuted: Forum) -> None:
    leave(minuted, NURSE, "Sun 31 Jan 2027")
    morning(minuted, "Mon 1 Feb 2027")
    join(minuted, "Wed 3 Feb 2027")
    morning(minuted, "Wed 3 Feb 2027")
    assert minuted.question(QuestionKind.TAKE_ON_ACTION).of_id == minuted.person(NEWCOMER)
    assert all(row.withdrawn for row in minuted.questions(QuestionKind.HAND_OVER_ACTION))


def test_a_successor_who_took_an_action_on_and_has_left_too_gets_no_digest(succeeded: Forum) -> None:
    succeeded.answer(QuestionKind.TAKE_ON_ACTION, Word.ACCEPT, NEWCOMER)
    leave(succeeded, NEWCOMER, "Fri 5 Feb 2027")
    succeeded.on("Mon 8 Feb 2027")
    do(chase_actions, succeeded.office, succeeded.group, day=succeeded.today)
    assert succeeded.letters("actions", NEWCOMER) == []


def test_who_has_left_and_covers_for_somebody_is_asked_about_their_action_all_the_same(
    succeeded: Forum,
) -> None:
    nurse, member = succeeded.person(NURSE), succeeded.person("KSCB Programme Manager")
    do(agree_cover, succeeded.office, "MASE", member, nurse, succeeded.today, day("Fri 12 Feb 2027"))
    succeeded.on("Mon 8 Feb 2027")
    do(chase_actions, succeeded.office, succeeded.group, day=succeeded.today)
    assert len(succeeded.letters("actions", NURSE)) == 1


def test_who_has_left_gets_no_digest_for_covering_for_somebody_who_has_left_as_well(
    succeeded: Forum,
) -> None:
    nurse, member = succeeded.person(NURSE), succeeded.person("KSCB Programme Manager")
    do(agree_cover, succeeded.office, "MASE", member, nurse, succeeded.today, day("Fri 12 Feb 2027"))
    leave(succeeded, "KSCB Programme Manager", "Fri 5 Feb 2027")
    succeeded.on("Mon 8 Feb 2027")
    do(chase_actions, succeeded.office, succeeded.group, day=succeeded.today)
    assert succeeded.letters("actions", NURSE) == []


def test_a_digest_that_waited_does_not_go_to_somebody_who_has_left_since(minuted: Forum) -> None:
    minuted.settle("minutes", "after_meeting")
    minuted.on("Mon 8 Feb 2027")
    do(chase_actions, minuted.office, minuted.group, day=minuted.today)
    leave(minuted, NURSE, "Mon 8 Feb 2027")
    minuted.on("Tue 9 Feb 2027")
    try_to_send(minuted)
    (letter,) = minuted.letters("actions", NURSE)
    assert letter.state is State.LAPSED


def test_a_successor_who_says_nothing_is_rung_by_the_unit(succeeded: Forum) -> None:
    succeeded.on("Tue 9 Feb 2027")
    whom = f"{NEWCOMER}, no number on the register"
    assert f"Ring {whom}, and ask them to take on action {ACTION}." in desk(succeeded)


def test_a_second_successor_is_offered_what_the_first_left_unanswered(succeeded: Forum) -> None:
    leave(succeeded, NEWCOMER, "Fri 5 Feb 2027")
    join(succeeded, "Sat 6 Feb 2027", "Second Lead")
    morning(succeeded, "Mon 8 Feb 2027")
    (letter,) = succeeded.letters("induction", "Second Lead")
    assert ACTION in letter.text
    succeeded.answer(QuestionKind.TAKE_ON_ACTION, Word.ACCEPT, "Second Lead")
    assert succeeded.action(ACTION).owner_id == succeeded.person("Second Lead")


def test_what_was_offered_to_somebody_who_has_left_is_the_unit_s_to_hand_over(succeeded: Forum) -> None:
    leave(succeeded, NEWCOMER, "Fri 5 Feb 2027")
    succeeded.on("Mon 8 Feb 2027")
    assert succeeded.is_due(groups_to_see_to)
    morning(succeeded, "Mon 8 Feb 2027")
    said = desk(succeeded)
    assert f"Find a new owner for action {ACTION}" in said
    assert f"Ring {NEWCOMER}" not in said
    succeeded.on("Tue 9 Feb 2027")
    morning(succeeded, "Tue 9 Feb 2027")
    assert not succeeded.is_due(groups_to_see_to)


@pytest.mark.parametrize("becomes", ["taken out of the record", "done", "discharged"])
def test_what_needs_no_new_owner_any_more_is_not_asked_about(minuted: Forum, becomes: str) -> None:
    leave(minuted, NURSE, "Sun 31 Jan 2027")
    morning(minuted, "Mon 1 Feb 2027")
    minuted.on("Tue 2 Feb 2027")
    if becomes == "done":
        do(report_action, minuted.office, ACTION, Reply(Word.DONE), minuted.person(UNIT))
    elif becomes == "discharged":
        minuted.discharge(ACTION)
    else:
        minuted.file_record(JANUARY)  # again, without the action
    assert "Find a new owner" not in desk(minuted)


def test_an_action_is_not_handed_to_somebody_who_has_left(succeeded: Forum) -> None:
    do(hand_over_action, succeeded.office, ACTION, "KSCB")
    with pytest.raises(Problem, match=f"{NURSE} has left"):
        do(hand_over_action, succeeded.office, ACTION, NURSE)


def test_an_action_is_handed_over_by_command_too(succeeded: Forum) -> None:
    do(hand_over_action, succeeded.office, ACTION, "KSCB")
    assert succeeded.action(ACTION).owner_id == succeeded.person("KSCB Programme Manager")
    assert all(row.withdrawn for row in succeeded.questions(QuestionKind.TAKE_ON_ACTION))


def test_everybody_is_asked_once_a_quarter_and_who_joined_lately_is_not(forum: Forum) -> None:
    replies_from(forum, NURSE, "nurse@nhs.example")
    replies_from(forum, NURSE, "former.nurse@nhs.example", last=day("Sun 31 Jan 2027"))
    morning(forum, "Mon 1 Feb 2027")
    asked = len(forum.letters("details"))
    assert asked == len({row.person_id for row in forum.letters("details")}) > 20
    morning(forum, "Tue 2 Feb 2027")
    assert len(forum.letters("details")) == asked
    join(forum, "Wed 3 Feb 2027", role=Role.DEPUTY)
    morning(forum, "Wed 3 Feb 2027")
    assert forum.letters("details", NEWCOMER) == []
    (letter,) = forum.letters("details", NURSE)
    assert letter.subject == "MASE: is this right? Reply YES or correct it by Mon 15 Feb"
    assert (
        "Name: Designated Nurse\n"
        "Job title: Designated Nurse\n"
        "Organisation: CCGs (Designated Nurses)\n"
        "Address we write to: designated.nurse@ccg.example\n"
        "Other addresses you may reply from: nurse@nhs.example\n"
        "Phone: 03000 000129\n"
        "PA: none\n"
        "Format: ordinary\n"
        "Your place: Core member for CCGs (Designated Nurses)\n"
    ) in letter.text
    (letter,) = forum.letters("details", CHAIR)
    assert "Your place: Chair\n" in letter.text


def replies_from(forum: Forum, who: str, address: str, last: dt.date | None = None) -> None:
    """Somebody has another address to reply from, until a last day."""
    person, first = forum.person(who), day("Mon 4 Jan 2027")
    with forum.office.register.transaction("test") as tx:
        tx.session.add(AddressRow(person_id=person, address=address, send_to=False, first=first, last=last))


def test_nobody_is_asked_in_the_months_between(forum: Forum) -> None:
    morning(forum, "Mon 1 Feb 2027")
    asked = len(forum.letters("details"))
    for date in ("Mon 1 Mar 2027", "Thu 1 Apr 2027"):
        morning(forum, date)
    assert len(forum.letters("details")) == asked


def test_who_was_not_asked_in_their_month_since_the_service_was_off_is_asked_in_the_next(
    forum: Forum,
) -> None:
    forum.on("Mon 1 Mar 2027")
    assert forum.is_due(groups_to_see_to)
    morning(forum, "Mon 1 Mar 2027")
    (letter,) = forum.letters("details", NURSE)
    assert letter.subject == "MASE: is this right? Reply YES or correct it by Mon 15 Mar"
    asked = len(forum.letters("details"))
    morning(forum, "Tue 2 Mar 2027")
    assert len(forum.letters("details")) == asked


def test_nobody_is_asked_for_a_month_that_ended_before_they_were_entered(forum: Forum) -> None:
    forum.on("Mon 1 Mar 2027")
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(AppointmentRow).values(entered=forum.today))
    morning(forum, "Mon 1 Mar 2027")
    assert forum.letters("details") == []


def test_a_month_missed_altogether_is_not_made_up_for_later_than_in_the_next(forum: Forum) -> None:
    morning(forum, "Thu 1 Apr 2027")
    assert forum.letters("details") == []


def test_whoever_covers_for_an_owner_is_asked_about_their_actions_once_a_week(minuted: Forum) -> None:
    minuted.settle("minutes", "after_meeting")
    minuted.on("Mon 8 Feb 2027")
    nurse, cover = minuted.person(NURSE), minuted.person("Deputy Designated Nurse")
    do(agree_cover, minuted.office, "MASE", nurse, cover, minuted.today, day("Fri 26 Feb 2027"))
    for date in ("Mon 8 Feb 2027", "Tue 9 Feb 2027", "Wed 10 Feb 2027"):
        minuted.on(date)
        do(chase_actions, minuted.office, minuted.group, day=minuted.today)
    (letter,) = minuted.letters("actions")
    assert letter.person_id == cover
    assert f"The owner of this action is {NURSE}, for whom you cover." in " ".join(letter.text.split())
