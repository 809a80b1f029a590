"""WRONG takes back what was recorded last, until something has come of it that can't be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table, update

from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import Outcome
from forum.letters.papers import PackCheck
from forum.outbox.states import State
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.actions.action_log import chase_actions
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.calendar.due import minutes_to_move_on
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.papers.send_packs import release_pack, send_packs, send_supplement
from tasks.register.audit.row_check import verify_register
from tasks.register.documents import sha256_of
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AgendaItemRow,
    AuditRow,
    Base,
    DispatchRow,
    ExpectedRow,
    PaperRow,
    QuestionRow,
    ReceivedRow,
    StepRow,
)
from tests.stages import stage
from tests.tasks.documents.papers.word_files import a_word_file
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, UNIT

pytestmark = pytest.mark.thorough

WRITTEN_BY_REPLIES: tuple[type[Base], ...] = (
    ActionRow, ActionUpdateRow, AgendaItemRow, ExpectedRow, PaperRow, QuestionRow, StepRow,
)  # fmt: skip
DEPUTY = "Deputy Designated Nurse"
PAPER = b"%PDF-1.7 the wrong file, of another case"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def minutes_asked(post: Post) -> Post:
    """On Thursday 14 January the Chair is sent January's minutes to agree."""
    post.forum.on("Tue 29 Dec 2026")
    post.forum.draft_agenda(JANUARY)
    post.forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY)
    post.forum.draft_minutes(JANUARY)
    post.forum.file_minutes(JANUARY)
    post.forum.on("Thu 14 Jan 2027")
    post.put_questions()
    post.send()
    return post


@stage
def minutes_agreed(minutes_asked: Post) -> Post:
    """The Chair agreed them, and they wait to be sent."""
    minutes_asked.hear("AGREE MINUTES", to=minutes_asked.sent("chair", CHAIR))
    return minutes_asked


@stage
def minutes_offered(minutes_asked: Post) -> Post:
    """The Chair was silent and the action log has gone; on 26 January the unit is offered to release them."""
    minutes_asked.forum.on("Tue 26 Jan 2027")
    circulate(minutes_asked)
    minutes_asked.send()
    minutes_asked.desk()
    minutes_asked.send()
    return minutes_asked


def circulate(post: Post) -> None:
    do(circulate_minutes, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)


def everything(post: Post) -> dict[str, list[Any]]:
    """All rows that replies write, to be compared."""
    found = {}
    with post.office.register.engine.connect() as connection:
        for row in WRITTEN_BY_REPLIES:
            table = row.__table__
            assert isinstance(table, Table)
            found[table.name] = sorted(connection.execute(table.select()).all(), key=str)
    return found


def test_an_agreed_agenda_is_open_again(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    before = everything(chair_asked)
    first = chair_asked.hear("AGREE", to=letter)
    assert everything(chair_asked) != before
    wrong = chair_asked.hear("WRONG", to=letter)
    assert everything(chair_asked) == before
    assert wrong.outcome is Outcome.RECORDED
    assert chair_asked.row(first.item).outcome is Outcome.TAKEN_BACK
    assert chair_asked.told()[-1] == "taken back: The agenda for 9 February is agreed."
    again = chair_asked.hear("AGREE", to=letter)
    assert again.outcome is Outcome.RECORDED


def test_wrong_may_answer_the_letter_that_confirmed(chair_asked: Post) -> None:
    before = everything(chair_asked)
    chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR))
    chair_asked.send()
    chair_asked.hear("Wrong!", to=chair_asked.sent("recorded", CHAIR))
    assert everything(chair_asked) == before


def test_what_is_right_can_be_said_in_the_same_breath(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.hear("WRONG: please move training up first", to=letter)
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None
    assert chair_asked.forum.question(QuestionKind.AMEND_AGENDA)
    assert chair_asked.told()[-1].startswith("recorded: Undone: The agenda for 9 February is agreed.")


@pytest.mark.parametrize("text", ["Sorry, I can't come", f"I can't come. Deputy: {DEPUTY}"])
def test_what_was_said_about_coming_is_taken_back(post: Post, text: str) -> None:
    post.hear("I will be there", sender=post.address(NURSE))
    before = everything(post)
    post.forum.on("Tue 5 Jan 2027")
    assert post.hear(text, sender=post.address(NURSE)).outcome is Outcome.RECORDED
    assert everything(post) != before
    post.hear("WRONG", sender=post.address(NURSE))
    assert everything(post) == before


def test_an_action_and_an_item_are_taken_back(post: Post) -> None:
    post.forum.on("Thu 14 Jan 2027")
    action = {
        "Reference": f"{JANUARY}/01",
        "Short title (no names)": "Share the data",
        "Action in full": "Share the data",
        "Owner": NURSE,
        "Due": "22 January 2027",
    }
    post.forum.file_record(JANUARY, actions=(action,))
    do(write_after_meeting, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    letter = post.sent("after_meeting", NURSE)
    before = everything(post)
    assert post.hear("DONE, all shared\nITEM: Health data", to=letter).outcome is Outcome.RECORDED
    assert everything(post) != before
    post.hear("WRONG", to=letter)
    assert everything(post) == before


def test_letters_that_have_not_gone_are_withdrawn_and_can_go_once_it_is_said_again(post: Post) -> None:
    release = asked_for_release(post)
    post.hear("RELEASE", to=release)
    assert post.forum.letters("papers")
    post.hear("WRONG", to=release)
    assert post.forum.letters("papers") == []
    post.hear("RELEASE", to=release)
    assert len(post.forum.letters("papers")) > 12


def test_what_has_gone_out_can_not_be_taken_back_and_the_unit_hears_of_it(post: Post) -> None:
    release = asked_for_release(post)
    post.hear("RELEASE", to=release)
    post.send()
    before = everything(post)
    row = post.hear("WRONG", to=release)
    assert everything(post) == before
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert "can’t be undone" in row.reason
    assert "too late:" in post.told()[-1]


def asked_for_release(post: Post) -> Any:
    """On Thursday 28 January the unit is asked to release February's pack."""
    post.agree_agenda(with_paper=False)
    post.forum.on("Thu 28 Jan 2027")
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    post.send()
    return post.sent("pack_check", UNIT)


def test_once_something_builds_on_it_it_stands(chair_asked: Post) -> None:
    """The unit has been asked to make the change that the Chair wishes: it stands."""
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("Please move training up", to=letter)
    assert chair_asked.desk() != []
    before = everything(chair_asked)
    row = chair_asked.hear("WRONG", to=letter)
    assert (row.outcome, everything(chair_asked)) == (Outcome.FOR_THE_UNIT, before)


def test_only_ones_own_reply_is_taken_back(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    before = everything(chair_asked)
    row = chair_asked.hear("WRONG", to=letter, sender=chair_asked.address(NURSE))
    assert (row.outcome, everything(chair_asked)) == (Outcome.FOR_THE_UNIT, before)


def test_with_nothing_on_record_there_is_nothing_to_take_back(chair_asked: Post) -> None:
    row = chair_asked.hear("WRONG", to=chair_asked.sent("chair", CHAIR))
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert chair_asked.told() == [
        "not understood: There is nothing of yours on record here that could be undone."
    ]


def test_what_was_taken_back_is_not_taken_back_again(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.hear("WRONG", to=letter)
    before = everything(chair_asked)
    assert chair_asked.hear("WRONG", to=letter).outcome is Outcome.NOT_UNDERSTOOD
    assert everything(chair_asked) == before


def test_a_paper_that_was_sent_by_mistake_is_wanted_again(paper_wanted: Post) -> None:
    letter = paper_wanted.sent("paper_author", NURSE)
    assert paper_wanted.hear("", to=letter, files={"a.docx": a_word_file()}).outcome is Outcome.RECORDED
    (paper,) = paper_wanted.forum.rows(PaperRow)
    assert paper.remarks == ["comments", "tracked changes"]
    assert paper_wanted.hear("WRONG", to=letter).outcome is Outcome.RECORDED
    (paper,) = paper_wanted.forum.rows(PaperRow)
    assert (paper.state, paper.document, paper.remarks) == ("wanted", None, [])


def paper_released(post: Post) -> Any:
    """The nurse's paper has come, and the unit has released the pack with it; the letter to the nurse."""
    author = post.sent("paper_author", NURSE)
    post.hear("", to=author, files={"paper.pdf": PAPER})
    put_for_release(post)
    post.hear("RELEASE", to=post.sent("pack_check", UNIT))
    return author


def put_for_release(post: Post) -> None:
    post.forum.on("Thu 28 Jan 2027")
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    post.send()


def gone(post: Post, letter: str) -> list[DispatchRow]:
    return [row for row in post.forum.letters(letter) if row.state is State.SENT]


def stands(post: Post, row: ReceivedRow) -> bool:
    """Say whether who wrote WRONG was told that it is too late, and the unit hears of it."""
    return "too late" in post.told()[-1].lower() and (
        row.outcome is Outcome.FOR_THE_UNIT and "can’t be undone" in row.reason
    )


def test_a_paper_taken_back_before_its_pack_has_gone_goes_to_nobody(paper_wanted: Post) -> None:
    author = paper_released(paper_wanted)
    paper_wanted.hear("WRONG", to=author)
    assert paper_wanted.told()[-1].startswith("taken back: The paper for item")
    (trail,) = [row.about for row in paper_wanted.forum.rows(AuditRow) if row.event == "pack called back"]
    assert trail == {"meeting": str(paper_wanted.forum.meeting(FEBRUARY).id)}
    paper_wanted.send()
    assert gone(paper_wanted, "papers") == []


def test_a_pack_whose_paper_was_taken_back_is_put_to_the_unit_anew(paper_wanted: Post) -> None:
    paper_wanted.hear("WRONG", to=paper_released(paper_wanted))
    paper_wanted.send()
    shown = [one for one in paper_wanted.letters.printed if isinstance(one, PackCheck)]
    assert shown[-1].changed == ("Item 6: what its author answered is undone.",)
    paper_wanted.hear("RELEASE", to=paper_wanted.sent("pack_check", UNIT))
    paper_wanted.send()
    sent = gone(paper_wanted, "papers")
    assert len(sent) > 12
    assert sha256_of(PAPER) not in [attachment["sha256"] for row in sent for attachment in row.attachments]


def test_a_pack_that_was_shown_with_a_paper_taken_back_is_put_to_the_unit_anew(paper_wanted: Post) -> None:
    author = paper_wanted.sent("paper_author", NURSE)
    paper_wanted.hear("", to=author, files={"paper.pdf": PAPER})
    put_for_release(paper_wanted)
    paper_wanted.hear("WRONG", to=author)
    paper_wanted.send()
    assert len(gone(paper_wanted, "pack_check")) == 2
    row = paper_wanted.hear("RELEASE", to=paper_wanted.sent("pack_check", UNIT))
    assert row.outcome is Outcome.RECORDED


def test_a_paper_that_everybody_has_stands(paper_wanted: Post) -> None:
    author = paper_released(paper_wanted)
    paper_wanted.send()
    before = everything(paper_wanted)
    row = paper_wanted.hear("WRONG", to=author)
    assert stands(paper_wanted, row)
    assert everything(paper_wanted) == before


def test_a_paper_stands_once_the_first_has_got_it(paper_wanted: Post) -> None:
    author = paper_released(paper_wanted)
    with paper_wanted.office.register.transaction("test") as tx:
        first = paper_wanted.forum.letters("papers")[0].id
        tx.session.execute(update(DispatchRow).where(DispatchRow.id == first).values(state=State.SENT))
    waiting = len(paper_wanted.forum.letters("papers"))
    assert stands(paper_wanted, paper_wanted.hear("WRONG", to=author))
    assert len(paper_wanted.forum.letters("papers")) == waiting


def in_supplement(post: Post) -> DispatchRow:
    """The nurse's late paper was allowed, and its supplement waits; the letter to the Chair."""
    author = post.sent("paper_author", NURSE)
    post.forum.on("Mon 1 Feb 2027")
    release_pack(post.office, FEBRUARY, "test")
    post.send()
    post.forum.on("Tue 2 Feb 2027")
    post.hear("Here it is", to=author, files={"paper.pdf": PAPER})
    post.forum.on("Wed 3 Feb 2027")
    post.put_questions()
    post.send()
    asked = post.sent("chair", CHAIR)
    post.hear("ALLOW", to=asked)
    post.forum.on("Thu 4 Feb 2027")
    supplement(post)
    return asked


def supplement(post: Post) -> None:
    do(send_supplement, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)


def test_leave_for_a_late_paper_is_asked_again_and_its_supplement_goes_to_nobody(paper_wanted: Post) -> None:
    post, asked = paper_wanted, in_supplement(paper_wanted)
    assert post.forum.letters("supplement")
    post.hear("WRONG", to=asked)
    assert post.told()[-1] == "taken back: The late paper for item 6 goes out as a supplement."
    assert post.forum.question(QuestionKind.ALLOW_LATE_PAPER).answered is None
    post.send()
    assert post.forum.letters("supplement") == []
    assert post.hear("ALLOW", to=asked).outcome is Outcome.RECORDED
    supplement(post)
    post.send()
    assert {str(row.occasion) for row in gone(post, "supplement")} == {"supplement 1"}
    assert len(gone(post, "supplement")) > 10


def test_leave_for_a_late_paper_stands_once_the_first_has_got_its_supplement(paper_wanted: Post) -> None:
    post, asked = paper_wanted, in_supplement(paper_wanted)
    with post.office.register.transaction("test") as tx:
        first, *others = [row.id for row in post.forum.letters("supplement")]
        tx.session.execute(update(DispatchRow).where(DispatchRow.id == first).values(state=State.SENT))
    assert stands(post, post.hear("WRONG: NO", to=asked))
    post.send()
    assert len(gone(post, "supplement")) == 1 + len(others)


def test_another_late_paper_of_a_supplement_called_back_goes_out_without_it(paper_wanted: Post) -> None:
    post = paper_wanted
    post.forum.on("Mon 1 Feb 2027")
    release_pack(post.office, FEBRUARY, "test")
    post.send()
    post.forum.on("Tue 2 Feb 2027")
    for number in ("5", "6"):
        do(
            file_paper,
            post.office,
            FEBRUARY,
            number,
            clean_paper(post.office, b"%PDF-1.7 item " + number.encode()),
        )
    post.forum.on("Wed 3 Feb 2027")
    post.put_questions()
    post.send()
    asked = post.sent("chair", CHAIR)
    post.hear("1 ALLOW", to=asked)
    post.hear("2 ALLOW", to=asked)
    supplement(post)
    post.hear("WRONG", to=asked)
    assert post.forum.letters("supplement") == []
    supplement(post)
    post.send()
    (allowed,) = (one for one in post.forum.rows(PaperRow) if one.state == PaperState.LATE_ALLOWED)
    enclosed = {attachment["sha256"] for row in gone(post, "supplement") for attachment in row.attachments}
    assert enclosed == {allowed.document}


def test_agreed_minutes_are_asked_about_again_and_go_to_nobody(minutes_agreed: Post) -> None:
    asked = minutes_agreed.sent("chair", CHAIR)
    assert minutes_agreed.forum.letters("minutes")
    minutes_agreed.hear("WRONG", to=asked)
    assert minutes_agreed.told()[-1] == "taken back: The minutes of 12 January are agreed."
    assert minutes_agreed.forum.question(QuestionKind.AGREE_MINUTES).answered is None
    assert minutes_agreed.forum.step(StepKind.MINUTES_AGREED, JANUARY).done is None
    minutes_agreed.send()
    assert minutes_agreed.forum.letters("minutes") == []
    assert not minutes_agreed.forum.is_due(minutes_to_move_on)
    assert minutes_agreed.hear("AGREE MINUTES", to=asked).outcome is Outcome.RECORDED
    minutes_agreed.send()
    assert len(gone(minutes_agreed, "minutes")) > 10


def test_the_action_log_still_goes_on_the_deadline_when_minutes_were_called_back(
    minutes_agreed: Post,
) -> None:
    minutes_agreed.hear("WRONG", to=minutes_agreed.sent("chair", CHAIR))
    minutes_agreed.forum.on("Tue 26 Jan 2027")
    assert minutes_agreed.forum.is_due(minutes_to_move_on)
    circulate(minutes_agreed)
    assert {str(row.occasion) for row in minutes_agreed.forum.letters("minutes")} == {"action log"}


def test_minutes_agreed_after_their_release_go_as_agreed_when_the_release_was_wrong(
    minutes_offered: Post,
) -> None:
    asked, desk = minutes_offered.sent("chair", CHAIR), minutes_offered.sent("desk", UNIT)
    logs = len(gone(minutes_offered, "minutes"))
    minutes_offered.hear("RELEASE", to=desk)
    minutes_offered.hear("AGREE MINUTES", to=asked)
    minutes_offered.hear("WRONG", to=desk)
    assert minutes_offered.forum.questions(QuestionKind.RELEASE_UNAGREED_MINUTES)[-1].withdrawn
    assert minutes_offered.forum.is_due(minutes_to_move_on)
    circulate(minutes_offered)
    minutes_offered.send()
    letters = gone(minutes_offered, "minutes")
    assert len(letters) == 2 * logs
    assert not [row for row in letters if "the Chair has not agreed them" in " ".join(row.text.split())]


def test_the_chair_too_may_take_back_agreeing_to_minutes_whose_release_was_wrong(
    minutes_offered: Post,
) -> None:
    asked, desk = minutes_offered.sent("chair", CHAIR), minutes_offered.sent("desk", UNIT)
    minutes_offered.hear("RELEASE", to=desk)
    minutes_offered.hear("AGREE MINUTES", to=asked)
    minutes_offered.hear("WRONG", to=desk)
    minutes_offered.hear("WRONG", to=asked)
    assert not [row for row in minutes_offered.forum.letters("minutes") if str(row.occasion) == "minutes"]
    circulate(minutes_offered)
    assert not [row for row in minutes_offered.forum.letters("minutes") if str(row.occasion) == "minutes"]


def test_minutes_that_the_unit_released_unagreed_go_to_nobody_when_it_was_wrong(
    minutes_offered: Post,
) -> None:
    desk = minutes_offered.sent("desk", UNIT)
    logs = len(gone(minutes_offered, "minutes"))
    minutes_offered.hear("RELEASE", to=desk)
    assert len(minutes_offered.forum.letters("minutes")) == 2 * logs
    minutes_offered.hear("WRONG", to=desk)
    minutes_offered.send()
    assert len(minutes_offered.forum.letters("minutes")) == logs
    assert minutes_offered.forum.question(QuestionKind.RELEASE_UNAGREED_MINUTES).answered is None
    minutes_offered.hear("RELEASE", to=desk)
    minutes_offered.send()
    assert len(gone(minutes_offered, "minutes")) == 2 * logs


def test_agreed_minutes_stand_once_they_have_gone(minutes_agreed: Post) -> None:
    asked = minutes_agreed.sent("chair", CHAIR)
    minutes_agreed.send()
    sent = len(gone(minutes_agreed, "minutes"))
    assert stands(minutes_agreed, minutes_agreed.hear("WRONG", to=asked))
    assert len(gone(minutes_agreed, "minutes")) == sent


def test_an_agenda_whose_pack_has_gone_stands(chair_asked: Post) -> None:
    asked = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=asked)
    chair_asked.forum.on("Thu 28 Jan 2027")
    release_pack(chair_asked.office, FEBRUARY, "test")
    chair_asked.send()
    assert stands(chair_asked, chair_asked.hear("WRONG", to=asked))
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is not None


def test_an_agenda_is_open_again_with_its_pack_called_back_while_nobody_has_it(chair_asked: Post) -> None:
    asked = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=asked)
    chair_asked.forum.on("Thu 28 Jan 2027")
    release_pack(chair_asked.office, FEBRUARY, "test")
    chair_asked.hear("WRONG", to=asked)
    assert chair_asked.forum.letters("papers") == []
    chair_asked.hear("AGREE", to=asked)
    release_pack(chair_asked.office, FEBRUARY, "test")
    assert len(chair_asked.forum.letters("papers")) > 12


def test_an_item_stands_once_the_chair_has_seen_the_agenda_with_it(post: Post) -> None:
    post.forum.on("Thu 14 Jan 2027")
    post.forum.file_record(JANUARY)
    do(write_after_meeting, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    letter = post.sent("after_meeting", NURSE)
    post.forum.draft_agenda(FEBRUARY)
    assert post.hear("ITEM: Health data", to=letter).outcome is Outcome.RECORDED
    post.put_questions()
    post.send()
    assert stands(post, post.hear("WRONG", to=letter))


def test_the_chairs_word_for_an_organisation_stands_once_it_was_written_to(post: Post) -> None:
    forum = post.forum
    forum.on("Wed 13 Jan 2027")
    action = {"Short title (no names)": "Share the data", "Owner": NURSE, "Due": "20 January 2027"}
    forum.file_record(JANUARY, actions=(action,))
    forum.on("Wed 3 Feb 2027")
    do(chase_actions, post.office, forum.group, day=forum.today)
    forum.on("Wed 10 Feb 2027")
    post.put_questions()
    post.send()
    asked = post.sent("chair", CHAIR)
    assert post.hear("SEND", to=asked).outcome is Outcome.RECORDED
    for date in ("Mon 15 Feb 2027", "Wed 17 Feb 2027"):
        do(chase_actions, post.office, forum.group, day=forum.on(date))
    assert forum.letters("escalation")
    assert stands(post, post.hear("WRONG", to=asked))


def test_papers_that_wait_for_a_deputy_named_by_mistake_do_not_go(post: Post) -> None:
    post.agree_agenda(with_paper=False)
    post.forum.on("Mon 1 Feb 2027")
    release_pack(post.office, FEBRUARY, "test")
    post.send()
    post.hear(f"I can't come on 9 February. Deputy: {DEPUTY}", to=post.sent("papers", NURSE))
    do(send_packs, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    assert post.forum.letters("papers", DEPUTY)
    post.hear("WRONG", to=post.sent("papers", NURSE))
    assert post.forum.letters("papers", DEPUTY) == []


def test_what_was_taken_back_stands_as_the_trail_says(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.hear("WRONG", to=letter)
    with chair_asked.office.register.reading() as session:
        assert verify_register(session).rows > 0
