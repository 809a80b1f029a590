"""Which meeting and whose answer a message is about; where nobody can say, it is asked and not guessed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from forum.inbox.mailbox_items import Outcome
from forum.inbox.sayings import Saying, Undo
from forum.letters.inbox import Recorded
from forum.letters.questions import ChairLetter, Desk
from forum.letters.taps import short_code
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.inbox.carry_out.handlers import HANDLERS
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.duties.papers.send_packs import release_pack
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.groups import group_by_code
from tasks.register.tables import DispatchRow, ExpectedRow, PersonRow, ReceivedRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.inbox.two_groups import HARBOUR, with_second_group
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE
from tests.tasks.mail.fake_mailer import message_id_of

POLICE = "Detective Superintendent, Public Protection"
PA = "office@pa.example"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def papers_out(chair_asked: Post) -> Post:
    """On Thursday 28 January members have the papers for 9 February; nurse and police share a PA."""
    post = chair_asked
    post.hear("AGREE", to=post.sent("chair", CHAIR))
    with post.office.register.transaction("test") as tx:
        for name in (NURSE, POLICE):
            person = PersonRow.id == post.forum.person(name)
            tx.session.execute(update(PersonRow).where(person).values(pa=PA))
    post.forum.on("Thu 28 Jan 2027")
    release_pack(post.office, FEBRUARY, "test")
    post.send()
    return post


@pytest.mark.parametrize(("hour", "date"), [(8, "Tue 12 Jan 2027"), (11, "Tue 9 Feb 2027")])
def test_apologies_on_the_day_of_a_meeting_are_for_it_until_it_begins(
    post: Post, hour: int, date: str
) -> None:
    post.forum.on("Tue 12 Jan 2027")
    post.forum.clock.at = post.forum.clock.at.replace(hour=hour)
    post.hear("Apologies, I can't make the meeting.", sender=post.address(NURSE))
    (row,) = post.forum.rows(ExpectedRow)
    assert row.for_date == day(date)


def test_a_pas_reply_without_a_trace_to_what_two_of_their_people_had_is_for_the_unit(
    papers_out: Post,
) -> None:
    row = papers_out.hear("She sends her apologies", sender=PA, subject="RE: MASE papers")
    assert (row.outcome, row.reason) == (
        Outcome.FOR_THE_UNIT,
        "It may be from or for several people: ask who is meant.",
    )
    assert papers_out.forum.rows(ExpectedRow) == []


def test_a_member_who_is_a_pa_too_is_asked_whose_apologies_they_send(papers_out: Post) -> None:
    with papers_out.office.register.transaction("test") as tx:
        nurse = PersonRow.id == papers_out.forum.person(NURSE)
        tx.session.execute(update(PersonRow).where(nurse).values(pa=papers_out.address(POLICE)))
    sender = papers_out.address(POLICE)
    row = papers_out.hear("Apologies, can't come", sender=sender, subject="RE: MASE papers")
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert papers_out.forum.rows(ExpectedRow) == []


def test_a_pas_reply_to_the_letter_of_one_of_their_people_is_for_that_one(papers_out: Post) -> None:
    text = "Designated Nurse has asked me to send her apologies.\n\nKim Oakes\nPA to Designated Nurse"
    papers_out.hear(text, sender=PA, to=papers_out.sent("papers", NURSE))
    (row,) = papers_out.forum.rows(ExpectedRow)
    assert row.person_id == papers_out.forum.person(NURSE)


def test_apologies_of_somebody_with_a_meeting_to_come_in_two_groups_are_asked_about(post: Post) -> None:
    forum = with_second_group(post).forum
    with forum.office.register.reading() as session:
        second = group_by_code(session, "HAP").id
    do(plan_meetings, forum.office, second, day=forum.today)
    row = post.hear("Sorry, I can't come to the next meeting.", sender=post.address(NURSE))
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert post.told() == [
        "not understood: We could not tell which meeting you mean. Reply to one of our letters about that "
        "meeting."
    ]
    assert forum.rows(ExpectedRow) == []


def test_apologies_of_somebody_in_two_groups_are_for_the_one_with_a_meeting_to_come(post: Post) -> None:
    with_second_group(post).hear("Sorry, I can't come", sender=post.address(NURSE))
    (row,) = post.forum.rows(ExpectedRow)
    assert row.for_date == day("Tue 12 Jan 2027")


@pytest.mark.parametrize(("mailbox", "date"), [(HARBOUR, "Thu 14 Jan 2027"), (MAILBOX, "Tue 12 Jan 2027")])
def test_what_answers_nothing_is_for_the_group_whose_mailbox_it_came_to(
    post: Post, mailbox: str, date: str
) -> None:
    forum = with_second_group(post, HARBOUR).forum
    with forum.office.register.reading() as session:
        second = group_by_code(session, "HAP").id
    do(plan_meetings, forum.office, second, day=forum.today)
    post.read_from = mailbox
    row = post.hear("Sorry, I can't come to the next meeting.", sender=post.address(NURSE))
    (answer,) = forum.rows(ExpectedRow)
    assert (answer.for_date, row.group_id) == (day(date), second if mailbox == HARBOUR else forum.group)
    post.hear("Could somebody ring me about the room?", sender="stranger@elsewhere.example")
    assert post.forum.rows(ReceivedRow)[-1].group_id == row.group_id


def test_a_reply_to_a_letter_is_about_that_letter_whichever_mailbox_it_came_to(
    chair_asked: Post,
) -> None:
    post = with_second_group(chair_asked, HARBOUR)
    post.read_from = HARBOUR
    post.hear("AGREE", to=post.sent("chair", CHAIR))
    (question,) = post.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer is Word.AGREE


def test_a_saying_keeps_the_code_under_which_registers_have_it() -> None:
    codes = [saying.CODE for saying in HANDLERS]
    assert len(set(codes)) == len(codes)
    assert set(codes) >= {
        "ActionReported",
        "AgreementReturned",
        "Answered",
        "Apologies",
        "Coming",
        "Correction",
        "CorrectionsFile",
        "DeputyNamed",
        "DetailsCorrected",
        "DetailsRight",
        "FileSent",
        "ForTheUnit",
        "ItemProposed",
        "NoCorrections",
        "NoItems",
        "PackArranged",
        "PaperSent",
    }


def test_each_saying_is_carried_out_but_for_what_takes_back_another() -> None:
    assert set(HANDLERS) == set(Saying.__subclasses__()) - {Undo}


@stage
def two_asked(after_meeting: Post) -> Post:
    """On Thursday 14 January the nurse taps DONE for an action, and the Chair is asked to discharge it and to
    agree February's agenda."""
    post = after_meeting
    post.tap("after_meeting", NURSE, "DONE", "2027-01/02")
    post.forum.draft_agenda(FEBRUARY)
    post.put_questions()
    post.send()
    return post


def test_the_confirmation_says_what_of_the_letter_is_not_answered_yet(two_asked: Post) -> None:
    two_asked.hear("RETURN 2, not seen", to=two_asked.sent("chair", CHAIR))
    confirmed = [each for each in two_asked.letters.printed if isinstance(each, Recorded)][-1]
    assert confirmed.unanswered == ("the agenda for 9 February",)


def answers(post: Post, *kinds: QuestionKind) -> list[Word | None]:
    return [row.answer for kind in kinds for row in post.forum.questions(kind)]


def test_a_tapped_answer_is_about_the_action_and_the_question_under_which_it_stands(two_asked: Post) -> None:
    post = two_asked
    assert post.told() == ["recorded: Action MASE/2027-01/02 (Ask for training) is reported done."]
    letter = [one for one in post.letters.printed if isinstance(one, ChairLetter)][-1]
    assert [ask.kind for ask in letter.asks] == [QuestionKind.AGREE_AGENDA, QuestionKind.DISCHARGE_ACTION]
    row = post.tap("chair", CHAIR, "RETURN", "2")
    assert (row.outcome, row.dispatch_id) == (Outcome.RECORDED, post.sent("chair", CHAIR).id)
    kinds = QuestionKind.AGREE_AGENDA, QuestionKind.DISCHARGE_ACTION
    assert answers(post, *kinds) == [None, Word.RETURN]
    post.tap(
        "chair", CHAIR, "AGREE AGENDA", "1", text="AGREE AGENDA\n\nBest\nSam\n\nSent from Outlook for iOS"
    )
    assert answers(post, *kinds) == [Word.AGREE_AGENDA, Word.RETURN]
    post.send()
    post.tap("recorded", CHAIR, "WRONG")
    assert answers(post, *kinds) == [None, Word.RETURN]


@pytest.mark.parametrize(
    ("word", "about", "changes", "outcome"),
    [
        ("AGREE AGENDA", "1", {"sender": "nurse"}, Outcome.FOR_THE_UNIT),
        ("AGREE AGENDA", "1", {"sender": "somebody@elsewhere.example"}, Outcome.FOR_THE_UNIT),
        ("AGREE AGENDA", "1", {"dmarc": Dmarc.FAIL}, Outcome.QUARANTINED),
        ("AGREE AGENDA", "1", {"text": "AGREE AGENDA once Helen is content"}, Outcome.FOR_THE_UNIT),
        ("AGREE AGENDA", "1", {"text": "AGREE AGENDA?"}, Outcome.NOT_UNDERSTOOD),
        ("DISCHARGE", "2", {"text": "AGREE AGENDA"}, Outcome.NOT_UNDERSTOOD),
        ("DISCHARGE", "2", {"text": "1 AGREE AGENDA"}, Outcome.NOT_UNDERSTOOD),
        ("DISCHARGE", "2", {"text": "Thanks"}, Outcome.NOTED),
        ("AGREE AGENDA", "1", {"subject": "Re: the agenda"}, Outcome.FOR_THE_UNIT),
        ("AGREE AGENDA", "1", {"subject": "Re: MASE-000000-1"}, Outcome.FOR_THE_UNIT),
    ],
)
def test_a_code_gives_nobody_a_right_and_changes_no_words(
    two_asked: Post, word: str, about: str, changes: dict[str, Any], outcome: Outcome
) -> None:
    if changes.get("sender") == "nurse":
        changes = {"sender": two_asked.address(NURSE)}
    assert two_asked.tap("chair", CHAIR, word, about, **changes).outcome is outcome
    assert answers(two_asked, QuestionKind.AGREE_AGENDA, QuestionKind.DISCHARGE_ACTION) == [None, None]


def test_a_code_goes_before_the_thread_that_a_mail_program_made_up(two_asked: Post) -> None:
    other = message_id_of(two_asked.sent("after_meeting", NURSE).key)
    row = two_asked.tap("chair", CHAIR, "AGREE AGENDA", "1", answers=(other,))
    assert row.outcome is Outcome.RECORDED
    assert answers(two_asked, QuestionKind.AGREE_AGENDA) == [Word.AGREE_AGENDA]


@pytest.mark.parametrize(("others", "outcome"), [(NURSE, Outcome.RECORDED), (CHAIR, Outcome.FOR_THE_UNIT)])
def test_of_letters_with_the_same_code_the_one_to_the_sender_is_answered_or_none(
    two_asked: Post, others: str, outcome: Outcome
) -> None:
    chairs = two_asked.sent("chair", CHAIR)
    with two_asked.office.register.transaction("test") as tx:
        twin = update(DispatchRow).where(
            DispatchRow.letter == "after_meeting", DispatchRow.person_id == two_asked.forum.person(NURSE)
        )
        tx.session.execute(twin.values(code=chairs.code, person_id=two_asked.forum.person(others)))
    assert two_asked.tap("chair", CHAIR, "AGREE AGENDA", "1").outcome is outcome


@pytest.mark.parametrize(
    ("reply", "answer", "word", "of", "comes_to"),
    [
        ("Let me think", "not_understood", "RETURN", QuestionKind.DISCHARGE_ACTION, "goes back to its owner"),
        (
            "Let me think",
            "not_understood",
            "AGREE AGENDA",
            QuestionKind.AGREE_AGENDA,
            "The agenda for 9 February is agreed.",
        ),
        (
            "1 agree agenda\n2 hm",
            "recorded",
            "DISCHARGE",
            QuestionKind.DISCHARGE_ACTION,
            "is discharged.",
        ),
    ],
)
def test_what_was_not_understood_can_be_answered_by_a_tap(
    two_asked: Post, reply: str, answer: str, word: str, of: QuestionKind, comes_to: str
) -> None:
    two_asked.hear(reply, to=two_asked.sent("chair", CHAIR))
    two_asked.send()
    (question,) = two_asked.forum.questions(of)
    row = two_asked.tap(answer, CHAIR, word, short_code(str(question.id)))
    assert row.outcome is Outcome.RECORDED
    assert comes_to in two_asked.told()[-1]


def test_the_unit_agrees_a_new_number_from_its_desk_letter(two_asked: Post) -> None:
    post = two_asked
    post.hear("Phone: 03000 000999", sender=post.address(NURSE))
    post.forum.on("Fri 15 Jan 2027")
    post.desk()
    post.send()
    (desk,) = (one for one in post.letters.printed if isinstance(one, Desk))
    ((about, (_, no)),) = (
        (about, words) for about, words in desk.offers.items() if words[0].startswith("APPLY")
    )
    post.tap("desk", desk.addressee, no, about)
    assert answers(post, QuestionKind.CHANGE_ADDRESS) == [Word.NO]
