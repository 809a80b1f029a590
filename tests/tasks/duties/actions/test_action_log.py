"""Actions are chased weekly, reported, discharged by the Chair, and escalated on the Chair's word."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from forum.actions.action_log import ActionState
from forum.documents.actions import ActionEntry, DischargedEntry
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.actions.action_log import action_log, chase_actions, report_action
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.actions.owners import hand_over_action
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import due_letters
from tasks.duties.members.appointments import agree_cover, end_appointment
from tasks.register.tables import ActionRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, NURSE, Forum

LICENSING = "Licensing Manager"
CCGS = "CCGs (Designated Nurses)"
FEBRUARY = "MASE/2027-02"
CONTACT = "Chief Officer, CCGs"
ONE, TWO, OUTSIDE = "MASE/2027-01/01", "MASE/2027-01/02", "MASE/2027-01/03"


def action(title: str, owner: str, due_on: str, **more: str) -> dict[str, str]:
    return {"Item": "5", "Short title (no names)": title, "Owner": owner, "Due": due_on, **more}


ACTIONS = (
    action("Share the training calendar", NURSE, "20/1/27"),
    action("Review the referral form", NURSE, "26/2/27"),
    action("Licensing checks", LICENSING, "20/1/27", **{"Other owner’s email": "licensing@council.example"}),
)


@stage
def held(forum: Forum) -> Forum:
    """Two actions of the nurse and one of somebody outside the group were taken on Tuesday 12 January."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.file_record(actions=ACTIONS)
    return forum


def chase(forum: Forum) -> None:
    do(chase_actions, forum.office, forum.group, day=forum.today)


def chase_if_due(forum: Forum) -> None:
    """As the flow does."""
    if forum.is_due(due_letters.actions_to_chase):
        chase(forum)


def report(forum: Forum, word: Word, text: str = "", *, due_on: str = "", reference: str = ONE) -> None:
    reply = Reply(word, text, day(due_on) if due_on else None)
    do(report_action, forum.office, reference, reply, None)


def test_nothing_is_chased_before_the_digest_day(held: Forum) -> None:
    assert not held.is_due(due_letters.actions_to_chase)
    held.on("Mon 18 Jan 2027")
    assert held.is_due(due_letters.actions_to_chase)


def test_an_owner_gets_one_digest_with_all_their_actions(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    chase(held)
    chase(held)
    (letter,) = held.letters("actions", to=NURSE)
    assert letter.subject == "MASE: 2 actions need an update by Fri 22 Jan"
    assert ONE in letter.text
    assert TWO in letter.text


def test_what_waits_for_the_chair_is_listed_and_not_asked_about_again(held: Forum) -> None:
    report(held, Word.DONE, reference=ONE)
    report(held, Word.NEW_DATE, "The form is late.", due_on="Fri 22 Jan 2027", reference=TWO)
    held.on("Mon 18 Jan 2027")
    chase(held)
    (letter,) = held.letters("actions", to=NURSE)
    assert letter.subject == "MASE: 1 action needs an update by Fri 22 Jan"
    assert "Reply with the number 02, then DONE" in letter.text
    assert f"{ONE}: Share the training calendar\n  Reported done on 13 January 2027; waits for" in letter.text
    assert "Last update: Reported done" not in letter.text


def test_no_digest_is_written_about_an_action_that_waits_for_the_chair(held: Forum) -> None:
    report(held, Word.DONE, reference=ONE)
    held.on("Mon 18 Jan 2027")
    chase_if_due(held)
    assert held.letters("actions", to=NURSE) == []


def test_the_chair_is_asked_about_actions_by_number_whenever_they_were_reported(held: Forum) -> None:
    report(held, Word.DONE, reference=TWO)
    held.on("Thu 14 Jan 2027")
    report(held, Word.DONE, reference=ONE)
    held.draft_agenda(FEBRUARY)
    do(put_questions, held.office, held.group, day=held.today)
    (letter,) = held.letters("chair")
    first, second = (letter.text.index(reference.removeprefix("MASE/")) for reference in (ONE, TWO))
    assert first < second


def test_an_owner_outside_the_group_gets_only_their_own_action(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    chase(held)
    (letter,) = held.letters("actions", to=LICENSING)
    assert OUTSIDE in letter.text
    assert ONE not in letter.text
    assert "you took an action for the MASE Group" in letter.text


def test_an_owner_with_nothing_due_within_a_week_is_left_alone(held: Forum) -> None:
    report(held, Word.NEW_DATE, "Waiting for the data.", due_on="Fri 26 Feb 2027")
    held.on("Mon 18 Jan 2027")
    chase(held)
    assert held.letters("actions", to=NURSE) == []


def test_a_digest_is_skipped_when_minutes_or_papers_go_within_two_working_days(held: Forum) -> None:
    held.on("Mon 25 Jan 2027")  # the minutes are to go on Tuesday 26 January
    chase(held)
    assert held.letters("actions", to=NURSE) == []
    held.on("Mon 1 Feb 2027")  # the papers are to go on Tuesday 2 February
    chase(held)
    assert held.letters("actions", to=NURSE) == []


def test_an_owner_outside_the_group_gets_their_digest_in_that_week_too(held: Forum) -> None:
    held.on("Mon 25 Jan 2027")
    chase(held)
    assert len(held.letters("actions", to=LICENSING)) == 1


def test_at_most_two_digests_go_in_a_month(held: Forum) -> None:
    for monday in ("Mon 1 Mar 2027", "Mon 8 Mar 2027", "Mon 15 Mar 2027", "Mon 22 Mar 2027"):
        held.on(monday)
        chase(held)
    assert len(held.letters("actions", to=LICENSING)) == 2


def test_a_digest_that_lapsed_is_not_counted(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    chase(held)
    held.settle("actions", to=State.LAPSED)
    held.on("Tue 19 Jan 2027")
    chase(held)
    assert len(held.letters("actions", to=NURSE)) == 2


def test_a_digest_missed_on_its_day_goes_on_the_first_morning_after(held: Forum) -> None:
    held.on("Wed 20 Jan 2027")
    assert held.is_due(due_letters.actions_to_chase)
    chase(held)
    assert len(held.letters("actions", to=NURSE)) == 1
    held.on("Thu 21 Jan 2027")
    assert not held.is_due(due_letters.actions_to_chase)


def test_once_the_digests_are_written_nothing_is_due_until_the_next_digest_day(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    chase(held)
    for later in ("Tue 19 Jan 2027", "Wed 20 Jan 2027", "Fri 22 Jan 2027"):
        held.on(later)
        assert not held.is_due(due_letters.actions_to_chase)


def test_an_answered_action_is_asked_about_again_the_week_after(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    chase(held)
    held.on("Wed 20 Jan 2027")
    report(held, Word.HELP, "We lack the dates of the boroughs.")
    chase(held)
    questions = [
        question for question in held.questions(QuestionKind.UPDATE_ACTION) if question.answered is None
    ]
    assert {question.of_id for question in questions} == {held.person(LICENSING)}
    held.on("Mon 8 Feb 2027")
    chase(held)
    assert len(held.letters("actions", to=NURSE)) == 2


def test_somebody_who_left_the_group_is_not_written_to_about_their_actions(held: Forum) -> None:
    nurse = held.person(NURSE)
    appointment = next(one.id for one in held.members().appointments if one.person_id == nurse)
    do(end_appointment, held.office, appointment, day("Fri 15 Jan 2027"))
    held.on("Mon 18 Jan 2027")
    chase(held)
    assert held.letters("actions", to=NURSE) == []


def test_an_action_reported_done_is_put_to_the_chair_to_be_discharged(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    chase(held)
    report(held, Word.DONE, "The calendar is shared.")
    assert held.action(ONE).state == ActionState.REPORTED_DONE
    assert held.question(QuestionKind.DISCHARGE_ACTION).of_id == held.person(CHAIR)
    held.answer(QuestionKind.DISCHARGE_ACTION, Word.DISCHARGE, CHAIR)
    assert held.action(ONE).state == ActionState.DISCHARGED
    assert held.action(ONE).discharged_on == day("Mon 18 Jan 2027")


def owned_by(forum: Forum, who: str) -> None:
    with forum.office.register.transaction("test") as tx:
        own = update(ActionRow).where(ActionRow.reference == ONE)
        tx.session.execute(own.values(owner_id=forum.person(who)))


def test_the_chairs_own_action_is_put_to_the_deputy_chair(held: Forum) -> None:
    owned_by(held, CHAIR)
    held.on("Mon 18 Jan 2027")
    report(held, Word.DONE, "The calendar is shared.")
    assert held.action(ONE).state == ActionState.REPORTED_DONE
    do(put_questions, held.office, held.group, day=held.on("Thu 28 Jan 2027"))
    (letter,) = held.letters("chair", to=DEPUTY_CHAIR)
    assert "It is the Chair’s own, so that you are asked." in " ".join(letter.text.split())
    assert held.letters("chair", to=CHAIR) == []
    for refused in (lambda: held.discharge(ONE, CHAIR), lambda: _answered(held, CHAIR)):
        with pytest.raises(Problem, match=r"Nobody discharges their own action|Only the person asked"):
            refused()
    _answered(held, DEPUTY_CHAIR)
    assert held.action(ONE).state == ActionState.DISCHARGED


def _answered(forum: Forum, by: str) -> None:
    forum.answer(QuestionKind.DISCHARGE_ACTION, Word.DISCHARGE, by)


def test_what_the_deputy_chair_did_while_acting_for_the_chair_waits_for_the_chair(held: Forum) -> None:
    owned_by(held, DEPUTY_CHAIR)
    held.on("Mon 18 Jan 2027")
    with unit_of_work(held.office, "test", held.today) as work:
        first, last = held.today, day("Mon 1 Feb 2027")
        agree_cover(work, "MASE", held.person(CHAIR), held.person(DEPUTY_CHAIR), first, last)
    report(held, Word.DONE, "The calendar is shared.")
    do(put_questions, held.office, held.group, day=held.on("Thu 28 Jan 2027"))
    assert "2027-01/01" not in "".join(letter.text for letter in held.letters("chair"))
    held.draft_agenda(FEBRUARY)
    do(put_questions, held.office, held.group, day=held.on("Tue 2 Feb 2027"))
    assert "2027-01/01" in held.letters("chair", to=CHAIR)[-1].text
    _answered(held, CHAIR)
    assert held.action(ONE).state == ActionState.DISCHARGED


def test_the_log_says_how_each_action_stands_and_which_were_discharged(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    report(held, Word.DONE, "The form is reviewed.", reference=TWO)
    held.discharge(OUTSIDE)
    held.on("Mon 25 Jan 2027")
    with unit_of_work(held.office, "test", held.today) as work:
        forum, meeting = forum_of_meeting(work, held.meeting().id)
        log, restricted = (action_log(forum, meeting, part) for part in (1, 2))
    assert (log.reference, log.part, log.as_of) == ("MASE/2027-01", 1, held.today)
    assert log.marking == "OFFICIAL-SENSITIVE"
    held_on, monday = day("Tue 12 Jan 2027"), day("Mon 18 Jan 2027")
    assert {entry.reference: entry for entry in log.actions} == {
        ONE: ActionEntry(
            reference=ONE,
            title="Share the training calendar",
            text="Share the training calendar",
            owner=NURSE,
            organisation=CCGS,
            raised=held_on,
            due=day("Wed 20 Jan 2027"),
            days_overdue=5,
        ),
        TWO: ActionEntry(
            reference=TWO,
            title="Review the referral form",
            text="Review the referral form",
            owner=NURSE,
            organisation=CCGS,
            raised=held_on,
            due=day("Fri 26 Feb 2027"),
            days_overdue=0,
            reported_done=monday,
            last_update="The form is reviewed.",
            updated_on=monday,
        ),
    }
    assert log.discharged == (
        DischargedEntry(
            reference=OUTSIDE,
            title="Licensing checks",
            text="Licensing checks",
            owner=LICENSING,
            organisation="",
            raised=held_on,
            discharged_on=monday,
        ),
    )
    assert (restricted.actions, restricted.discharged) == ((), ())


def test_an_action_the_chair_returns_is_open_again_with_what_is_missing(held: Forum) -> None:
    report(held, Word.DONE)
    held.answer(QuestionKind.DISCHARGE_ACTION, Word.RETURN, CHAIR, "Medway is missing.")
    assert held.action(ONE).state == ActionState.OPEN
    assert held.action(ONE).last_update == "Medway is missing."


def test_a_new_date_is_kept_with_its_reason(held: Forum) -> None:
    report(held, Word.NEW_DATE, "Waiting for the data.", due_on="Fri 12 Feb 2027")
    assert held.action(ONE).due == day("Fri 12 Feb 2027")
    assert held.action(ONE).last_update == "Waiting for the data."


def test_a_new_date_without_a_reason_is_the_last_that_was_said(held: Forum) -> None:
    report(held, Word.OTHER, "The data came.")
    report(held, Word.NEW_DATE, due_on="Fri 12 Feb 2027")
    assert held.action(ONE).last_update == "New date 12 February 2027."


def test_a_word_that_says_nothing_of_an_action_is_no_report(held: Forum) -> None:
    with pytest.raises(Problem, match="“AGREE” says nothing of an action"):
        report(held, Word.AGREE)
    assert held.action(ONE).updated_on is None


@pytest.mark.thorough
@pytest.mark.parametrize("status", ["Done", "New date", "Help needed", "Update"])
def test_what_a_meeting_heard_is_not_asked_and_the_chair_is_when_done(held: Forum, status: str) -> None:
    held.on("Tue 26 Jan 2027")
    held.draft_agenda(FEBRUARY)
    held.on("Wed 3 Feb 2027")
    chase(held)
    held.on("Wed 10 Feb 2027")
    new_date = {"New due": "26/2/27"} if status == "New date" else {}
    held.file_record(FEBRUARY, updates={ONE: {"Status": status, "Reported": "The data came.", **new_date}})
    asked = [*held.questions(QuestionKind.UPDATE_ACTION), *held.questions(QuestionKind.ESCALATE_ACTION)]
    (line, chair) = (one for one in asked if one.about_id == held.action(ONE).id)
    assert line.withdrawn == held.today
    assert chair.withdrawn == (held.today if status in ("Done", "New date") else None)
    discharge = held.questions(QuestionKind.DISCHARGE_ACTION)
    assert [one.about_id for one in discharge] == ([held.action(ONE).id] if status == "Done" else [])


def test_a_new_date_without_a_day_is_refused(held: Forum) -> None:
    with pytest.raises(Problem, match="a new date needs a day"):
        report(held, Word.NEW_DATE, "Soon.")


def test_the_chair_hears_of_an_action_at_14_days_overdue_and_not_before(held: Forum) -> None:
    held.on("Tue 2 Feb 2027")
    chase(held)
    assert held.questions(QuestionKind.ESCALATE_ACTION) == []
    held.on("Wed 3 Feb 2027")
    assert held.is_due(due_letters.actions_to_chase)
    chase(held)
    chase(held)
    asked = held.questions(QuestionKind.ESCALATE_ACTION)
    assert {one.about_id for one in asked} == {held.action(ONE).id, held.action(OUTSIDE).id}
    assert {one.of_id for one in asked} == {held.person(CHAIR)}


def test_once_the_chair_has_been_asked_nothing_is_due_each_day(held: Forum) -> None:
    held.on("Wed 3 Feb 2027")
    chase(held)
    held.on("Thu 4 Feb 2027")
    assert not held.is_due(due_letters.actions_to_chase)


@pytest.mark.parametrize(("said", "letters"), [(Word.SEND, 1), (Word.NO, 0), (None, 0)])
def test_the_organisation_hears_at_28_days_only_on_the_chairs_send(
    held: Forum, said: Word | None, letters: int
) -> None:
    held.discharge(OUTSIDE)
    held.on("Wed 3 Feb 2027")
    chase(held)
    if said:
        held.answer(QuestionKind.ESCALATE_ACTION, said, CHAIR, "please do" if said is Word.SEND else "")
    held.on("Fri 12 Feb 2027")
    chase_if_due(held)
    assert held.letters("escalation_ahead") == []
    for date, to_organisation in (
        ("Mon 15 Feb 2027", 0),
        ("Wed 17 Feb 2027", letters),
    ):
        held.on(date)
        assert held.is_due(due_letters.actions_to_chase) or not letters
        chase(held)
        chase(held)
        assert len(held.letters("escalation_ahead", to=NURSE)) == letters
        assert len(held.letters("escalation", to=CONTACT)) == to_organisation
    held.on("Thu 18 Feb 2027")
    assert not held.is_due(due_letters.actions_to_chase)


def test_an_owner_is_warned_and_gets_a_copy_of_the_chairs_letter_to_their_organisation(held: Forum) -> None:
    held.discharge(OUTSIDE)
    held.on("Mon 18 Jan 2027")
    chase(held)
    held.on("Wed 3 Feb 2027")
    chase(held)
    do(put_questions, held.office, held.group, day=held.on("Wed 10 Feb 2027"))
    shown = held.letters("chair", to=CHAIR)[-1]
    assert (
        f"To {CONTACT}, CCGs (Designated Nurses), about Share the training calendar (2027-01/01, {NURSE}). "
        "21 days overdue; it goes on Wed 17 Feb unless they report. Reply SEND or NO"
    ) in " ".join(shown.text.split())
    assert [attachment["name"] for attachment in shown.attachments] == ["MASE letters in your name.docx"]
    held.answer(QuestionKind.ESCALATE_ACTION, Word.SEND, CHAIR)
    held.on("Mon 15 Feb 2027")
    chase(held)
    (warning,) = held.letters("escalation_ahead", to=NURSE)
    assert (
        f"Unless we hear from you by Tuesday 16 February, the Chair writes to {CONTACT} of CCGs (Designated "
        "Nurses) on Wednesday 17 February to ask for help with it. You get a copy."
    ) in " ".join(warning.text.split())
    held.on("Wed 17 Feb 2027")
    chase(held)
    (letter,) = held.letters("escalation", to=CONTACT)
    (copy,) = held.letters("escalation", to=NURSE)
    told = " ".join(letter.text.split())
    assert (
        "I am writing as Chair of the MASE Group to ask for your help with one action: could you tell me"
        in told
    )
    assert (
        f"* {ONE}: Share the training calendar CCGs (Designated Nurses) agreed to it on 12 January 2027."
        in told
    )
    assert f"It was due on 20 January 2027, 28 days ago. We asked {NURSE} on 18 January" in told
    assert f"{NURSE} has a copy of this letter. {CHAIR} Chair of the MASE Group" in told
    assert "our list of members names you as the contact of CCGs (Designated Nurses)" in told
    assert f"This is a copy for you of my letter to {CONTACT}." in " ".join(copy.text.split())


def test_a_letter_after_the_meeting_the_day_before_has_the_warning(held: Forum) -> None:
    held.discharge(OUTSIDE)
    held.on("Wed 3 Feb 2027")
    chase(held)
    held.answer(QuestionKind.ESCALATE_ACTION, Word.SEND, CHAIR)
    do(write_after_meeting, held.office, held.meeting().id, day=held.on("Fri 12 Feb 2027"))
    (letter,) = held.letters("after_meeting", to=NURSE)
    assert (
        f"Unless we hear from you about {ONE} by Tuesday 16 February, the Chair writes to {CONTACT} on "
        "Wednesday 17 February to ask for help with it. You get a copy."
    ) in " ".join(letter.text.split())
    for date in ("Mon 15 Feb 2027", "Wed 17 Feb 2027"):
        held.on(date)
        chase(held)
    assert held.letters("escalation_ahead") == []
    assert len(held.letters("escalation", to=CONTACT)) == 1


def test_an_owner_who_reports_when_warned_ends_it(held: Forum) -> None:
    held.discharge(OUTSIDE)
    held.on("Wed 3 Feb 2027")
    chase(held)
    held.answer(QuestionKind.ESCALATE_ACTION, Word.SEND, CHAIR)
    held.on("Mon 15 Feb 2027")
    chase(held)
    report(held, Word.DONE, "Shared.")
    held.on("Wed 17 Feb 2027")
    chase(held)
    assert held.letters("escalation") == []


@pytest.mark.parametrize(("to", "organisation"), [("Kent Police", "Kent Police"), (CHAIR, "")])
def test_of_an_action_handed_over_the_new_owners_organisation_hears(
    held: Forum, to: str, organisation: str
) -> None:
    held.discharge(OUTSIDE)
    held.on("Wed 3 Feb 2027")
    chase(held)
    held.answer(QuestionKind.ESCALATE_ACTION, Word.SEND, CHAIR)
    do(hand_over_action, held.office, ONE, to)
    for date in ("Mon 15 Feb 2027", "Wed 17 Feb 2027"):
        held.on(date)
        chase(held)
    contacts = [seat for seat in held.members().seats if seat.short_name == organisation]
    written_to = {
        letter.person_id for letter in held.letters("escalation") if "a copy for you" not in letter.text
    }
    assert written_to == {seat.escalation_contact_id for seat in contacts}


@pytest.mark.parametrize(
    ("word", "due_on"), [(Word.DONE, ""), (Word.NEW_DATE, "Fri 12 Feb 2027")], ids=["done", "a new date"]
)
def test_an_owner_who_answers_ends_the_question_to_the_chair(held: Forum, word: Word, due_on: str) -> None:
    held.discharge(OUTSIDE)
    held.on("Wed 3 Feb 2027")
    chase(held)
    report(held, word, "Sorry.", due_on=due_on)
    (question,) = held.questions(QuestionKind.ESCALATE_ACTION)
    assert question.withdrawn == held.today


def test_a_discharged_action_leaves_no_question_open(held: Forum) -> None:
    held.discharge(OUTSIDE)
    held.on("Wed 3 Feb 2027")
    chase(held)
    held.discharge(ONE)
    kinds = (QuestionKind.ESCALATE_ACTION, QuestionKind.UPDATE_ACTION, QuestionKind.DISCHARGE_ACTION)
    assert not [
        question
        for kind in kinds
        for question in held.questions(kind)
        if not (question.answered or question.withdrawn)
    ]
    held.on("Mon 8 Feb 2027")
    chase_if_due(held)
    assert held.letters("actions", to=NURSE) == []


def test_the_word_that_discharges_an_action_is_on_record(held: Forum) -> None:
    assert held.discharge(ONE)
    (question,) = held.questions(QuestionKind.DISCHARGE_ACTION)
    assert (question.answer, question.answered_by_id) == (Word.DISCHARGE, held.person(CHAIR))
    assert (question.answered, question.channel) == (held.today, Channel.PHONE)
    with pytest.raises(Problem, match="is discharged"):
        held.discharge(ONE)


def test_the_question_to_the_chair_is_answered_by_it(held: Forum) -> None:
    report(held, Word.DONE)
    assert held.discharge(ONE)
    (question,) = held.questions(QuestionKind.DISCHARGE_ACTION)
    assert (question.answer, question.withdrawn) == (Word.DISCHARGE, None)


def test_an_action_is_discharged_on_the_chair_s_word_alone(held: Forum) -> None:
    with pytest.raises(Problem, match="Only the person asked"):
        held.discharge(ONE, NURSE)
    assert held.action(ONE).state == ActionState.OPEN
    assert held.questions(QuestionKind.DISCHARGE_ACTION) == []


def test_an_unknown_action_is_refused(held: Forum) -> None:
    with pytest.raises(Problem, match=r"There is no action .*; the action log has them all\."):
        held.discharge("MASE/2027-01/09")
