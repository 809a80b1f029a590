"""Mail of which nothing proves who sent it binds nobody: what it says waits until the unit has asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.actions.action_log import ActionState
from forum.attendance.invitations import event_key
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.inbox import Recorded
from forum.members.membership import Role
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint, end_appointment
from tasks.duties.members.welcome import see_to_members
from tasks.duties.record.file_record import ask_for_record, prefilled_record
from tasks.mail.protocol.mailer import Dmarc, InvitationAnswer, ReceivedFile, UnclearError
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    AppointmentRow,
    CorrectionRow,
    ExpectedRow,
    PaperRow,
    PersonRow,
)
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import BELOW, Post
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, JANUARY, NURSE, UNIT
from tests.tasks.mail.fake_mailer import Fault

DEPUTY = "Deputy Designated Nurse"
LEAD = "Interim Lead, CCGs"
PDF = b"%PDF-1.7 a paper"
LINK = "https://evil.example/sign-in"


def expected(post: Post) -> list[tuple[str, str]]:
    """What is on record of who comes: the answer, and the deputy's name."""
    names = {row.id: row.name for row in post.forum.rows(PersonRow)}
    rows = sorted(post.forum.rows(ExpectedRow), key=lambda row: row.number)
    return [(row.answer, names[row.deputy_id] if row.deputy_id else "") for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        f"DEPUTY: {DEPUTY}",
        f"Sorry, I can't make it. {DEPUTY} will come in my place.",
        "DEPUTY: Evil Nurse, Nurse, nurse@evil.example",
        "My deputy will be Evil Nurse, Head of Care",
    ],
)
@pytest.mark.parametrize("in_calendar", [False, True])
def test_a_deputy_whom_nothing_proves_to_be_named_is_not_invited(
    post: Post, text: str, in_calendar: bool
) -> None:
    in_answer = {
        "kind": ItemKind.MEETING_ANSWER,
        "event_key": event_key(post.forum.group, post.forum.meeting(JANUARY).id),
        "invitation_answer": InvitationAnswer.DECLINED,
    }
    row = post.hear(
        text + BELOW, sender=post.address(NURSE), dmarc=Dmarc.NONE, **(in_answer if in_calendar else {})
    )
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert expected(post) == [("apologies", "")]
    assert post.forum.letters("invitation", DEPUTY) == []
    (waits,) = [one for one in post.told() if "waits:" in one]
    assert "waits: A deputy comes in your place on 12 January." in waits
    assert "evil" not in waits.lower()
    (said,) = [one for one in post.desk() if "names a deputy" in one]
    assert "ring them on the number in the register" in said
    assert "reply as in DEPUTY" in said


def test_a_flood_in_somebodys_name_is_answered_five_times_a_day_and_put_to_the_unit(post: Post) -> None:
    for words in 4 * ("Sorry, I can't come", "I will be there"):
        post.reply(words, sender=post.address(NURSE), dmarc=Dmarc.NONE)
    assert post.read() == ""
    assert len(post.told()) == 5
    assert post.outcomes()[5:] == [Outcome.FOR_THE_UNIT] * 3
    assert any("We have written to them several times today" in each for each in post.desk())
    post.hear("Sorry, I can't come", sender=post.address(NURSE))
    assert len(post.told()) == 6, "what is proved to be theirs is still confirmed"


def test_whoever_covers_does_not_come_in_the_members_place_unproved(post: Post) -> None:
    nurse, today = post.forum.person(NURSE), post.forum.today
    post.hear("Sorry, I can't come", sender=post.address(NURSE), dmarc=Dmarc.NONE)
    do(agree_cover, post.office, "MASE", nurse, post.forum.person(CHAIR), today, today)
    post.put_questions()
    post.send()
    letter, sender = post.sent("deputy_wanted", CHAIR), post.address(CHAIR)
    assert (
        post.hear("I will come", to=letter, sender=sender, dmarc=Dmarc.NONE).outcome is Outcome.FOR_THE_UNIT
    )
    assert expected(post) == [("apologies", "")]
    assert post.hear("I will come", to=letter, sender=sender).outcome is Outcome.RECORDED
    assert expected(post)[-1] == ("deputy", CHAIR)


def test_that_nobody_comes_instead_needs_no_proof(post: Post) -> None:
    post.hear("Sorry, I can't come", sender=post.address(NURSE), dmarc=Dmarc.NONE)
    post.put_questions()
    post.send()
    row = post.hear("NONE", to=post.sent("deputy_wanted", NURSE), dmarc=Dmarc.NONE)
    assert row.outcome is Outcome.RECORDED


@pytest.mark.parametrize(
    "text", [f"ITEM: See {LINK}, for discussion, 15 minutes", "ITEM: Health data, for decision, 10 minutes"]
)
def test_an_item_that_nothing_proves_stays_off_the_agenda(after_meeting: Post, text: str) -> None:
    before = len(after_meeting.forum.rows(AgendaItemRow))
    row = after_meeting.hear(text, to=after_meeting.sent("after_meeting", NURSE), dmarc=Dmarc.NONE)
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert len(after_meeting.forum.rows(AgendaItemRow)) == before
    assert after_meeting.told()[-1].startswith("waits: You propose an item for 9 February")
    assert any("reply as in ITEM MASE" in one for one in after_meeting.desk())


@pytest.mark.parametrize(
    ("said", "state", "words"),
    [
        ("01 DONE", ActionState.REPORTED_DONE, "Reported done."),
        (f"01 DONE, see {LINK}", ActionState.OPEN, None),
        (f"01 HELP - {LINK}", ActionState.OPEN, None),
        (f"01 12 February - {LINK}", ActionState.OPEN, None),
    ],
)
def test_of_an_action_the_plain_word_is_taken_and_no_words_of_an_unproved_mail(
    after_meeting: Post, said: str, state: ActionState, words: str | None
) -> None:
    letter = after_meeting.sent("after_meeting", NURSE)
    row = after_meeting.hear(said, to=letter, dmarc=Dmarc.NONE)
    action = min(after_meeting.forum.rows(ActionRow), key=lambda one: one.reference)
    assert (action.state, LINK in (action.last_update or "")) == (state, False)
    if words is None:
        assert row.outcome is Outcome.FOR_THE_UNIT
        assert action.due == day("Fri 22 Jan 2027")
        assert after_meeting.told()[-1].startswith(f"waits: Action {JANUARY}/01")
    else:
        assert row.outcome is Outcome.RECORDED


@stage
def inherited(after_meeting: Post) -> Post:
    """The nurse's successor is offered her actions on Wednesday 3 February."""
    post = after_meeting
    nurse, seat = post.forum.person(NURSE), post.forum.seat("CCGs")
    for row in post.forum.rows(AppointmentRow):
        if row.person_id == nurse:
            do(end_appointment, post.office, row.id, day("Tue 2 Feb 2027"))
    first = day("Wed 3 Feb 2027")
    do(appoint, post.office, "MASE", Newcomer(LEAD, "lead@ccg.example"), Role.CORE, first, seat)
    post.forum.on("Wed 3 Feb 2027")
    do(see_to_members, post.office, post.forum.group, day=post.forum.today)
    post.send()
    return post


@pytest.mark.parametrize("text", ["01 TO Kent Police", "01 ACCEPT", "ACCEPT", f"01 TO {LINK}"])
def test_an_action_is_taken_on_or_handed_on_by_no_unproved_mail(inherited: Post, text: str) -> None:
    letter = inherited.sent("induction", LEAD)
    owners = [row.owner_id for row in inherited.forum.rows(ActionRow)]
    assert inherited.hear(text, to=letter, dmarc=Dmarc.NONE).outcome is Outcome.FOR_THE_UNIT
    assert [row.owner_id for row in inherited.forum.rows(ActionRow)] == owners
    (waits,) = inherited.told()
    assert waits.startswith(f"waits: Action {JANUARY}/")
    assert LINK not in waits
    (said,) = [one for one in inherited.desk() if "whose an action is" in one]
    assert "ring them on the number in the register" in said
    assert inherited.hear("01 ACCEPT", to=letter).outcome is Outcome.RECORDED


def test_a_correction_that_nothing_proves_is_put_before_no_meeting(post: Post) -> None:
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY)
    post.forum.draft_minutes(JANUARY)
    post.forum.file_minutes(JANUARY)
    post.forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    post.send()
    row = post.hear(f"Item 5: see {LINK}." + BELOW, to=post.sent("minutes", NURSE), dmarc=Dmarc.NONE)
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert post.forum.rows(CorrectionRow) == []


def test_the_unit_is_not_told_to_ring_itself(after_meeting: Post) -> None:
    text, letter = "ITEM: Health data, for decision, 10 minutes", after_meeting.sent("after_meeting", NURSE)
    after_meeting.hear(text, to=letter, sender=after_meeting.address(UNIT), dmarc=Dmarc.NONE)
    (told,) = [one for one in after_meeting.letters.printed if isinstance(one, Recorded)]
    assert (told.to_unit, len(told.waiting)) == (True, 1)
    (said,) = [one for one in after_meeting.desk() if "reply as in ITEM MASE" in one]
    assert "Nothing proves that it is from you; if it is, have it recorded." in said
    assert "ring" not in said


def test_what_is_proved_beside_needs_no_second_letter(after_meeting: Post) -> None:
    text = "01 DONE\nITEM: Health data, for decision, 10 minutes"
    after_meeting.hear(text, to=after_meeting.sent("after_meeting", NURSE), dmarc=Dmarc.NONE)
    (told,) = after_meeting.told()
    assert told.startswith(
        f"recorded: Action {JANUARY}/01 (Share the data) is reported done. waits: You propose an item"
    )


@pytest.mark.parametrize(
    "files",
    [
        {},
        pytest.param({"winmail.dat": b"-"}, marks=pytest.mark.thorough),
        pytest.param({"a.docx": b"-"}, marks=pytest.mark.thorough),
    ],
)
def test_what_is_written_in_somebodys_name_leaves_room_for_what_is_said_to_them(
    after_meeting: Post, files: dict[str, bytes]
) -> None:
    letter = after_meeting.sent("after_meeting", NURSE)
    for text in ["01 DONE", "I will be there", "Sorry, I can't come", "Banana 01"] * 4:
        after_meeting.reply(text, to=letter, dmarc=Dmarc.NONE, files=files)
    assert after_meeting.read() == ""
    told = after_meeting.told()
    assert len(told) <= 5
    assert after_meeting.hear("02 DONE", to=letter).outcome is Outcome.RECORDED
    assert after_meeting.told()[len(told) :] == [
        f"recorded: Action {JANUARY}/02 (Ask for training) is reported done."
    ]


@pytest.mark.parametrize("text", ["Please ring me before the papers go.", "I AGREE", "Which room is it?"])
@pytest.mark.parametrize(("dmarc", "is_said"), [(Dmarc.NONE, True), (Dmarc.PASS, False)])
def test_the_unit_is_told_that_nothing_proves_what_it_is_to_read(
    inherited: Post, text: str, dmarc: Dmarc, is_said: bool
) -> None:
    row = inherited.hear(text, to=inherited.sent("induction", LEAD), dmarc=dmarc)
    assert row.outcome is Outcome.FOR_THE_UNIT
    (said,) = [one for one in inherited.desk() if "reply ASIDE" in one]
    assert ("Nothing proves that it is from them" in said) == is_said


def test_a_file_that_nothing_proves_is_taken_once_the_unit_says_whose_it_is(paper_wanted: Post) -> None:
    post, author = paper_wanted, paper_wanted.sent("paper_author", NURSE)
    waits = post.hear("Here it is", to=author, files={"paper.pdf": PDF}, dmarc=Dmarc.NONE)
    code = str(waits.id)[:8]
    agreed = post.hear("AGREE", to=post.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    large = post.reply("Again", to=author, dmarc=Dmarc.NONE, files={"paper.pdf": PDF})
    post.mailer.inbox[-1] = replace(
        post.mailer.inbox[-1], files=(ReceivedFile("paper.pdf", "paper.pdf", "", 30_000_000),)
    )
    post.read()
    post.forum.on("Mon 18 Jan 2027")
    said = [need for need in post.desk() if "wrote at" in need]
    assert [f"reply THEIRS {code}: the file is taken" in need for need in said] == [True, False, False]
    post.send()
    desk = post.sent("desk", UNIT)
    order = f"THEIRS {code}, rang her"
    assert post.hear(order, to=desk, dmarc=Dmarc.NONE).outcome is Outcome.FOR_THE_UNIT
    assert post.hear(order, to=desk, sender=post.address(NURSE)).outcome is Outcome.FOR_THE_UNIT
    assert paper_states(post) == [PaperState.WANTED]
    post.hear(f"{order}\nTHEIRS {str(agreed.id)[:8]}\nTHEIRS {str(post.row(large).id)[:8]}", to=desk)
    assert post.told()[-1] == (
        "recorded: The paper for item 6 has come. It may be damaged, and may name its authors: it should be "
        f"opened, or sent again. The mail {code} is put aside. but No file waits with the "
        f"mail {str(agreed.id)[:8]}: put what it says on record, then reply ASIDE {str(agreed.id)[:8]}. but "
        f"No file waits with the mail {str(post.row(large).id)[:8]}: put what it says on record, then reply "
        f"ASIDE {str(post.row(large).id)[:8]}."
    )
    assert paper_states(post) == [PaperState.FILED]
    assert (post.row(waits.item).outcome, post.row(waits.item).decision) == (Outcome.PUT_ASIDE, "rang her")
    post.hear("WRONG", to=desk)
    assert paper_states(post) == [PaperState.WANTED]
    assert post.row(waits.item).outcome is Outcome.FOR_THE_UNIT


def test_of_a_file_that_is_refused_the_unit_hears_and_its_mail_still_waits(paper_wanted: Post) -> None:
    post, author = paper_wanted, paper_wanted.sent("paper_author", NURSE)
    waits = post.hear("Here it is", to=author, files={"paper.pdf": b"no paper"}, dmarc=Dmarc.NONE)
    post.forum.on("Mon 18 Jan 2027")
    post.desk()
    post.send()
    post.mailer.order("file", Fault(UnclearError("It is gone."), whole_request=True))
    post.hear(f"THEIRS {str(waits.id)[:8]}", to=post.sent("desk", UNIT))
    assert post.told()[-1].startswith("not understood: The file can’t be fetched from the mailbox")
    post.hear(f"THEIRS {str(waits.id)[:8]}", to=post.sent("desk", UNIT))
    assert post.told()[-1].startswith("not understood: ")
    assert "fetched" not in post.told()[-1]
    assert post.row(waits.item).outcome is Outcome.FOR_THE_UNIT


def test_the_record_of_a_unit_that_nothing_proves_is_filed_once_it_says_that_it_is_its_own(
    post: Post,
) -> None:
    post.forum.on("Wed 13 Jan 2027")
    do(ask_for_record, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    record = fill_record(do(prefilled_record, post.office, post.forum.meeting(JANUARY).id), ENTRIES)
    letter = post.sent("record_workbook", UNIT)
    waits = post.hear("", to=letter, files={"record.xlsx": record}, dmarc=Dmarc.NONE)
    (said,) = [need for need in post.desk() if f"THEIRS {str(waits.id)[:8]}" in need]
    assert "those who run the service" not in said
    post.send()
    post.hear(f"THEIRS {str(waits.id)[:8]}", to=post.sent("desk", UNIT))
    assert post.told()[-1].startswith("recorded: The record has come for 12 January. The mail ")
    assert post.forum.meeting(JANUARY).state == "held"


def paper_states(post: Post) -> list[PaperState]:
    return [row.state for row in post.forum.rows(PaperRow)]
