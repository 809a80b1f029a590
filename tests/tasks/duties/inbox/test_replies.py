"""What people reply is put on record as they said it, and they hear so in a short letter."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from forum.actions.action_log import ActionState
from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.papers import PackCheck, Papers
from forum.letters.questions import ChairLetter
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.actions.action_log import chase_actions, report_action
from tasks.duties.coming.apologies import name_deputy
from tasks.duties.meetings.end_group import end_group
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint, end_appointment
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.record.file_record import ask_for_record, prefilled_record
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.documents import fetch
from tasks.register.groups import pause_groups
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    AppointmentRow,
    DispatchRow,
    ExpectedRow,
    PaperRow,
    PersonRow,
)
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import BELOW, Post
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, NURSE, UNIT

POLICE = "Detective Superintendent, Public Protection"
PDF = b"%PDF-1.7 a paper"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def test_whoever_covers_for_an_owner_reports_on_their_actions(after_meeting: Post) -> None:
    post, forum = after_meeting, after_meeting.forum
    forum.on("Mon 25 Jan 2027")
    nurse, cover = forum.person(NURSE), forum.person("Deputy Designated Nurse")
    do(agree_cover, post.office, "MASE", nurse, cover, forum.today, day("Fri 29 Jan 2027"))
    do(chase_actions, post.office, forum.group, day=forum.today)
    post.send()
    row = post.hear("01 DONE\n02 HELP", to=post.sent("actions", "Deputy Designated Nurse"))
    assert row.outcome is Outcome.RECORDED
    assert {one.updated_on for one in forum.rows(ActionRow)} == {forum.today}


@pytest.mark.parametrize(
    ("reported", "state"),
    [("Fri 15 Jan 2027", ActionState.REPORTED_DONE), ("Mon 25 Jan 2027", ActionState.OPEN)],
    ids=["as the letter says", "after it had gone"],
)
def test_done_alone_is_said_of_the_one_action_that_the_letter_asks_about(
    after_meeting: Post, reported: str, state: ActionState
) -> None:
    post, forum, cover = after_meeting, after_meeting.forum, "Deputy Designated Nurse"
    monday = forum.on("Mon 25 Jan 2027")
    do(agree_cover, post.office, "MASE", forum.person(NURSE), forum.person(cover), monday, monday)
    if day(reported) == monday:
        do(chase_actions, post.office, forum.group, day=monday)
        post.send()
    forum.on(reported)
    do(report_action, post.office, f"{JANUARY}/01", Reply(Word.DONE), None)
    forum.on("Mon 25 Jan 2027")
    if day(reported) != monday:
        do(chase_actions, post.office, forum.group, day=monday)
        post.send()
    post.hear("DONE", to=post.sent("actions", cover))
    assert forum.action(f"{JANUARY}/02").state == state


def test_an_item_sent_a_second_time_is_on_the_agenda_once(after_meeting: Post) -> None:
    letter = after_meeting.sent("after_meeting", NURSE)
    after_meeting.hear("ITEM: County lines data, for information, 10 minutes", to=letter)
    after_meeting.hear("Item: county lines data, for information, 10 minutes" + BELOW, to=letter)
    titles = [row.title for row in after_meeting.forum.rows(AgendaItemRow)]
    assert titles.count("County lines data") == 1
    first, second = after_meeting.told()
    assert first.startswith("recorded: You propose an item for 9 February")
    assert "is on the agenda of MASE/2027-02 already" in second
    after_meeting.hear("WRONG", to=letter)
    assert "County lines data" not in [row.title for row in after_meeting.forum.rows(AgendaItemRow)]


def the_paper(post: Post) -> PaperRow:
    (paper,) = post.forum.rows(PaperRow)
    return paper


@pytest.mark.parametrize(
    "text",
    [
        "AGREE AGENDA",
        "Agree",
        "agreed, thanks",
        "Hi both,\n\nAgree agenda." + BELOW,
        "> quoted\nAGREE\n> more",
    ],
)
def test_the_chair_agrees_the_agenda(chair_asked: Post, text: str) -> None:
    row = chair_asked.hear(text, to=chair_asked.sent("chair", CHAIR))
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert row.outcome is Outcome.RECORDED
    assert (question.answered, question.channel) == (day("Thu 14 Jan 2027"), Channel.REPLY)
    assert question.answered_by_id == chair_asked.forum.person(CHAIR)
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Thu 14 Jan 2027")
    assert chair_asked.told() == ["recorded: The agenda for 9 February is agreed."]
    assert chair_asked.mailer.marks == {row.item: "MASE: recorded"}


def test_what_the_chair_wants_changed_goes_to_the_unit(chair_asked: Post) -> None:
    chair_asked.hear("Please move training up to item 5", to=chair_asked.sent("chair", CHAIR))
    amend = chair_asked.forum.question(QuestionKind.AMEND_AGENDA)
    assert amend.of_id == chair_asked.forum.person(UNIT)
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None


@pytest.mark.parametrize("text", ["Agree, but move training up", "Agree if police can come", "AGREE?", BELOW])
def test_nothing_is_agreed_with_a_condition_or_by_what_is_quoted(chair_asked: Post, text: str) -> None:
    chair_asked.hear(text, to=chair_asked.sent("chair", CHAIR))
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None


def test_a_button_is_recorded_as_a_vote_and_not_confirmed(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    row = chair_asked.hear("", to=letter, kind=ItemKind.VOTE, vote="AGREE AGENDA")
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert (row.outcome, question.channel) == (Outcome.RECORDED, Channel.VOTE)
    assert chair_asked.told() == []


def test_a_button_that_nothing_proves_to_be_pressed_by_them_is_confirmed_to_them(after_meeting: Post) -> None:
    letter = after_meeting.sent("after_meeting", NURSE)
    row = after_meeting.hear("", to=letter, kind=ItemKind.VOTE, vote="01 DONE", dmarc=Dmarc.NONE)
    assert row.outcome is Outcome.RECORDED
    assert after_meeting.told() == ["recorded: Action MASE/2027-01/01 (Share the data) is reported done."]


def test_thanks_need_no_answer(chair_asked: Post) -> None:
    row = chair_asked.hear("Many thanks", to=chair_asked.sent("chair", CHAIR))
    assert row.outcome is Outcome.NOTED
    assert chair_asked.told() == []


def test_of_ten_replies_to_one_question_the_first_answers_it(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    for _ in range(5):
        chair_asked.reply("AGREE", to=letter)
        chair_asked.reply("Please drop item 4", to=letter)
    assert chair_asked.read() == ""
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer == "AGREE"
    assert chair_asked.forum.questions(QuestionKind.AMEND_AGENDA) == []
    first, *later = chair_asked.outcomes()
    assert first is Outcome.RECORDED
    assert Outcome.RECORDED not in later
    assert len(chair_asked.told()) <= 5  # told a few times; then it is for the unit
    assert Outcome.FOR_THE_UNIT in later


def test_a_reply_to_last_months_letter_is_answered_with_what_stands(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.forum.on("Mon 15 Feb 2027")
    row = chair_asked.hear("AGREE", to=letter)
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert chair_asked.told()[-1].startswith("not understood:")


def test_a_reply_without_a_trace_is_matched_by_its_subject(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    row = chair_asked.hear("AGREE", sender=letter.address, subject="RE: [EXTERNAL] MASE chair")
    assert (row.outcome, row.dispatch_id) == (Outcome.RECORDED, letter.id)


def test_a_reply_is_matched_by_its_thread(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    thread = f"<{letter.key}@fake.example>"
    row = chair_asked.hear("AGREE", sender=letter.address, conversation=thread)
    assert (row.outcome, row.dispatch_id) == (Outcome.RECORDED, letter.id)


def test_each_action_of_a_letter_is_reported_on(after_meeting: Post) -> None:
    row = after_meeting.hear(
        "01 DONE\n02 12 February, the provider is away", to=after_meeting.sent("after_meeting", NURSE)
    )
    assert row.outcome is Outcome.RECORDED
    assert after_meeting.forum.action(f"{JANUARY}/01").state == "reported done"
    assert after_meeting.forum.action(f"{JANUARY}/02").due == day("Fri 12 Feb 2027")
    assert after_meeting.told() == [
        "recorded: Action MASE/2027-01/01 (Share the data) is reported done. "
        "Action MASE/2027-01/02 (Ask for training) is now due on Friday 12 February 2027."
    ]


def test_an_item_is_proposed(after_meeting: Post) -> None:
    text = "ITEM: Health data sharing, for discussion, 15 minutes"
    row = after_meeting.hear(text, to=after_meeting.sent("after_meeting", NURSE))
    (item,) = after_meeting.forum.rows(AgendaItemRow)[-1:]
    assert row.outcome is Outcome.RECORDED
    assert (item.title, item.minutes) == ("Health data sharing", 15)
    assert item.proposed_by_id == after_meeting.forum.person(NURSE)


def test_an_item_in_reply_to_the_papers_is_for_the_meeting_after_them(pack_sent: Post) -> None:
    letter = pack_sent.sent("papers", NURSE)
    papers = next(one for one in pack_sent.letters.printed if isinstance(one, Papers))
    assert (papers.next_date, papers.items_by) == (day("Tue 9 Mar 2027"), day("Tue 16 Feb 2027"))
    pack_sent.hear("I can't come.\nITEM: Health data sharing, for discussion, 15 minutes", to=letter)
    (item,) = [row for row in pack_sent.forum.rows(AgendaItemRow) if row.title == "Health data sharing"]
    assert item.meeting_id == pack_sent.forum.meeting("MASE/2027-03").id
    (said,) = pack_sent.forum.rows(ExpectedRow)
    assert (said.answer, said.meeting_id) == ("apologies", pack_sent.forum.meeting(FEBRUARY).id)
    assert "You propose an item for 9 March: “Health data sharing”" in pack_sent.told()[-1]


def test_an_item_that_comes_late_is_put_to_the_chair_as_one(after_meeting: Post) -> None:
    forum = after_meeting.forum
    forum.on("Thu 21 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    after_meeting.put_questions()
    after_meeting.send()
    letter = after_meeting.sent("after_meeting", NURSE)
    after_meeting.hear("ITEM: County lines data, for information, 10 minutes", to=letter)
    assert after_meeting.told()[-1].endswith(
        "Items closed on 19 January, so the Chair is told that yours came late, and may keep it for another "
        "meeting."
    )
    forum.on("Fri 22 Jan 2027")
    after_meeting.put_questions()
    (ask,) = [one for one in after_meeting.letters.printed if isinstance(one, ChairLetter)][-1].asks
    assert ask.facts.startswith("Its items have changed")
    assert ask.draft is not None
    late = {item.title: item.late_on for item in ask.draft.items if item.late_on}
    assert late == {"County lines data": day("Thu 21 Jan 2027")}


def test_an_item_that_comes_once_the_agenda_is_agreed_is_put_to_the_chair_and_its_proposer_told(
    after_meeting: Post,
) -> None:
    after_meeting.agree_agenda(with_paper=False)
    letter = after_meeting.sent("after_meeting", NURSE)
    row = after_meeting.hear("ITEM: County lines data, for information, 10 minutes", to=letter)
    assert row.outcome is Outcome.RECORDED
    assert "so the Chair is asked whether yours is taken as other business" in after_meeting.told()[-1]
    asked = after_meeting.forum.question(QuestionKind.ALLOW_LATE_ITEM)
    assert asked.of_id == after_meeting.forum.person(CHAIR)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Sorry, I can't come to the meeting", "apologies"),
        ("Apologies, I can't make the next meeting. Deputy: Deputy Designated Nurse", "deputy"),
    ],
)
def test_apologies_and_a_deputy_are_noted_for_the_next_meeting(post: Post, text: str, answer: str) -> None:
    row = post.hear(text, sender=post.address(NURSE))
    assert row.outcome is Outcome.RECORDED
    (said,) = post.forum.rows(ExpectedRow)
    assert (said.answer, said.meeting_id) == (answer, post.forum.meeting(JANUARY).id)
    assert said.person_id == post.forum.person(NURSE)


def test_a_deputy_nobody_knows_is_for_the_unit_and_the_apologies_stand(post: Post) -> None:
    text = "I can't come; my deputy will be Pat Example, Nurse, pat@health.example"
    row = post.hear(text, sender=post.address(NURSE))
    (said,) = post.forum.rows(ExpectedRow)
    assert (said.answer, row.outcome) == ("apologies", Outcome.FOR_THE_UNIT)
    assert "enter them in the members’ workbook" in row.reason
    assert "Pat" not in row.reason
    assert post.told() == [
        "recorded: You send apologies for the meeting on 12 January. Your deputy is new to us: the Business "
        "Unit enters them first, and they hear from us then."
    ]


def test_of_two_people_of_the_same_name_the_deputy_of_the_seat_is_meant(post: Post) -> None:
    deputy, chair = post.forum.person("Deputy Designated Nurse"), post.forum.person(CHAIR)
    with post.office.register.transaction("test") as tx:
        tx.session.get_one(PersonRow, chair).name = "Deputy Designated Nurse"
    post.hear("I can't come. Deputy: Deputy Designated Nurse", sender=post.address(NURSE))
    (said,) = post.forum.rows(ExpectedRow)
    assert (said.answer, said.deputy_id) == ("deputy", deputy)


@pytest.mark.parametrize("named", ["Former Deputy, former@ccg.example", "Former Deputy"])
def test_a_deputy_who_has_left_by_the_meeting_is_for_the_unit(post: Post, named: str) -> None:
    forum = post.forum
    first, last = day("Mon 7 Dec 2026"), day("Thu 31 Dec 2026")
    seat, address = forum.seat("CCGs"), "former@ccg.example"
    do(appoint, post.office, "MASE", Newcomer("Former Deputy", address), Role.DEPUTY, first, seat)
    former = forum.person("Former Deputy")
    (appointment,) = (row for row in forum.rows(AppointmentRow) if row.person_id == former)
    do(end_appointment, post.office, appointment.id, last)
    row = post.hear(f"I can't come. Deputy: {named}", sender=post.address(NURSE))
    (said,) = forum.rows(ExpectedRow)
    assert (said.answer, said.deputy_id, row.outcome) == ("apologies", None, Outcome.FOR_THE_UNIT)
    with pytest.raises(Problem, match="does not belong to the group MASE on 12 January 2027"):
        do(name_deputy, post.office, JANUARY, forum.person(NURSE), former)


def test_a_paper_is_filed_and_a_logo_in_the_signature_is_not_looked_at(paper_wanted: Post) -> None:
    letter = paper_wanted.sent("paper_author", NURSE)
    row = paper_wanted.hear("Attached.", to=letter, files={"paper.pdf": PDF, "image001.png": b"logo"})
    (question,) = paper_wanted.forum.questions(QuestionKind.PROVIDE_PAPER)
    assert (row.outcome, the_paper(paper_wanted).state) == (Outcome.RECORDED, "filed")
    assert (question.channel, question.answered_by_id) == (Channel.REPLY, paper_wanted.forum.person(NURSE))
    assert paper_wanted.mailer.requests.count("file") == 1


def test_a_paper_to_ring_about_is_named_by_its_item_and_the_example_answers_it(paper_wanted: Post) -> None:
    for date in ("Thu 21 Jan 2027", "Thu 28 Jan 2027", "Tue 2 Feb 2027"):
        paper_wanted.forum.on(date)
        paper_wanted.put_questions()
        paper_wanted.send()
    (ring,) = (one for one in paper_wanted.desk() if one.startswith("Ring") and "paper" in one)
    assert ", and ask them to send a paper for item 6 of 9 February." in ring
    said = ring.partition("such as ")[2].partition(". ")[0]
    assert said == "item 6 VERBAL, phone, 2 February"
    paper_wanted.send()
    paper_wanted.hear(said, to=paper_wanted.sent("desk", UNIT))
    assert the_paper(paper_wanted).state == "verbal"


def test_the_author_of_a_late_paper_is_told_that_the_chair_is_asked(paper_wanted: Post) -> None:
    release_pack(paper_wanted.office, FEBRUARY, "test")
    paper_wanted.hear("Attached.", to=paper_wanted.sent("paper_author", NURSE), files={"paper.pdf": PDF})
    assert the_paper(paper_wanted).state == "late wanted"
    assert "so the Chair is asked whether it still goes to members" in paper_wanted.told()[-1]


def test_the_author_of_a_paper_that_can_t_be_read_is_told_that_it_may_be_damaged(paper_wanted: Post) -> None:
    paper_wanted.hear("Attached.", to=paper_wanted.sent("paper_author", NURSE), files={"paper.pdf": PDF})
    assert the_paper(paper_wanted).state == "filed"
    assert "It may be damaged, and may name its authors" in paper_wanted.told()[-1]


@pytest.mark.parametrize(("text", "state"), [("VERBAL", "verbal"), ("withdraw please", "withdrawn")])
def test_a_paper_may_be_verbal_or_withdrawn(paper_wanted: Post, text: str, state: str) -> None:
    paper_wanted.hear(text, to=paper_wanted.sent("paper_author", NURSE))
    assert the_paper(paper_wanted).state == state


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("winmail.dat", b"x\x9f>\x22"),
        ("../../x.docx", b"no Word file"),
        ("paper.pdf", b"%PDF-" + b"0" * 30_000_000),
    ],
)
def test_a_file_that_can_not_be_taken_is_answered_and_the_paper_stays_wanted(
    paper_wanted: Post, name: str, content: bytes
) -> None:
    row = paper_wanted.hear("Here it is", to=paper_wanted.sent("paper_author", NURSE), files={name: content})
    assert row.outcome in {Outcome.NOT_UNDERSTOOD, Outcome.FOR_THE_UNIT}
    assert the_paper(paper_wanted).state == "wanted"
    assert not any("x.docx" in said for said in paper_wanted.told())


def test_the_unit_files_the_record_by_reply(post: Post) -> None:
    post.forum.on("Mon 11 Jan 2027")
    do(ask_for_record, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    letter = post.sent("record_workbook", UNIT)
    post.forum.on("Wed 13 Jan 2027")
    filled = fill_record(do(prefilled_record, post.office, post.forum.meeting(JANUARY).id), ENTRIES)
    row = post.hear("Here is the record", to=letter, files={"MASE-2027-01 record.xlsx": filled})
    assert row.outcome is Outcome.RECORDED
    (question,) = post.forum.questions(QuestionKind.FILE_RECORD)
    assert (question.channel, post.forum.meeting(JANUARY).state) == (Channel.REPLY, "held")


def test_a_faulty_record_comes_back_with_the_list_of_cells(post: Post) -> None:
    post.forum.on("Mon 11 Jan 2027")
    do(ask_for_record, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    letter = post.sent("record_workbook", UNIT)
    post.forum.on("Wed 13 Jan 2027")
    empty = do(prefilled_record, post.office, post.forum.meeting(JANUARY).id)
    row = post.hear("", to=letter, files={"record.xlsx": empty})
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert post.forum.meeting(JANUARY).state == "planned"
    (told,) = post.told()
    assert "Attendance" in told


def test_the_workbook_comes_back_marked_and_is_filed_once_it_is_right(post: Post) -> None:
    post.forum.on("Mon 11 Jan 2027")
    do(ask_for_record, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    letter = post.sent("record_workbook", UNIT)
    post.forum.on("Wed 13 Jan 2027")
    empty = do(prefilled_record, post.office, post.forum.meeting(JANUARY).id)
    post.hear("", to=letter, files={"somebody's own name.xlsx": empty})
    post.send()
    reply = post.sent("not_understood", UNIT)
    (attached,) = reply.attachments
    assert (attached["name"], reply.marking) == ("MASE-2027-01 record.xlsx", "OFFICIAL-SENSITIVE")
    with post.office.register.reading() as session:
        marked = fetch(session, attached["sha256"])
    assert load_workbook(io.BytesIO(marked))["Attendance"]["E5"].comment is not None
    row = post.hear("Now it is right", to=reply, files={"record.xlsx": fill_record(marked, ENTRIES)})
    assert (row.outcome, post.forum.meeting(JANUARY).state) == (Outcome.RECORDED, "held")


def test_the_unit_releases_the_pack(paper_wanted: Post) -> None:
    paper_wanted.hear("VERBAL", to=paper_wanted.sent("paper_author", NURSE))
    paper_wanted.forum.on("Thu 28 Jan 2027")
    do(
        ask_for_release,
        paper_wanted.office,
        paper_wanted.forum.meeting(FEBRUARY).id,
        day=paper_wanted.forum.today,
    )
    paper_wanted.send()
    row = paper_wanted.hear("RELEASE", to=paper_wanted.sent("pack_check", UNIT))
    assert row.outcome is Outcome.RECORDED
    assert len(paper_wanted.forum.letters("papers")) > 12


def put_for_release(post: Post) -> DispatchRow:
    post.hear("", to=post.sent("paper_author", NURSE), files={"paper.pdf": b"%PDF-1.7 a paper"})
    post.forum.on("Thu 28 Jan 2027")
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    post.send()
    return post.sent("pack_check", UNIT)


def test_the_unit_arranges_the_pack_and_releases_what_it_was_shown_then(paper_wanted: Post) -> None:
    first = put_for_release(paper_wanted)
    (item,) = [one for one in paper_wanted.forum.rows(AgendaItemRow) if one.title == "Health data"]
    number = item.number
    row = paper_wanted.hear(f"PAPER {number} SEATS CCGs\nThanks", to=first)
    assert row.outcome is Outcome.RECORDED
    shown = paper_wanted.letters.printed[-1]
    assert isinstance(shown, PackCheck)  # it says what was changed, and no other letter does
    assert shown.changed == (f"Item {number}: for CCGs.",)
    paper_wanted.send()
    second = paper_wanted.sent("pack_check", UNIT)
    assert second.id != first.id
    assert paper_wanted.hear("RELEASE", to=first).outcome is Outcome.NOT_UNDERSTOOD
    assert "answer our newer letter" in paper_wanted.told()[-1]
    assert paper_wanted.hear("RELEASE", to=second).outcome is Outcome.RECORDED
    with_paper = [row for row in paper_wanted.forum.letters("papers") if len(row.attachments) > 1]
    assert paper_wanted.forum.person(NURSE) in {row.person_id for row in with_paper}
    assert len(with_paper) < len(paper_wanted.forum.letters("papers"))


def test_the_workbook_of_the_papers_comes_back_wrong_and_is_returned_marked(paper_wanted: Post) -> None:
    letter = put_for_release(paper_wanted)
    with paper_wanted.office.register.reading() as session:
        book = load_workbook(io.BytesIO(fetch(session, letter.attachments[0]["sha256"])))
    book["Papers"]["F5"] = "Nobody"
    out = io.BytesIO()
    book.save(out)
    row = paper_wanted.hear("Here it is", to=letter, files={"papers.xlsx": out.getvalue()})
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert "Papers, cell F5: found “Nobody”" in paper_wanted.told()[-1]
    (answer,) = [one for one in paper_wanted.forum.letters("not_understood", UNIT) if one.attachments]
    assert answer.attachments[0]["name"] == "MASE-2027-02 papers.xlsx"


def test_a_desk_letter_from_before_releases_no_pack_that_was_changed_since(paper_wanted: Post) -> None:
    letter = put_for_release(paper_wanted)
    paper_wanted.forum.on("Fri 29 Jan 2027")
    paper_wanted.forum.on("Tue 2 Feb 2027")
    assert any("release the pack" in one.lower() for one in paper_wanted.desk())
    paper_wanted.send()
    (item,) = [row for row in paper_wanted.forum.rows(AgendaItemRow) if row.title == "Health data"]
    paper_wanted.hear(f"DROP {item.number}", to=letter)
    desk = paper_wanted.sent("desk", UNIT)
    assert paper_wanted.hear("RELEASE", to=desk).outcome is not Outcome.RECORDED
    assert paper_wanted.forum.letters("papers") == []


@pytest.mark.parametrize("text", ["DROP 7\nRELEASE", "RELEASE, but drop 7 first"])
def test_nothing_is_changed_beside_a_release(paper_wanted: Post, text: str) -> None:
    letter = put_for_release(paper_wanted)
    assert paper_wanted.hear(text, to=letter).outcome is Outcome.NOT_UNDERSTOOD
    assert "nothing leaves on a condition" in paper_wanted.told()[-1]
    assert paper_wanted.forum.letters("papers") == []


def test_a_reply_counts_for_the_day_on_which_it_came(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.reply("AGREE", to=letter, received_at=chair_asked.forum.clock.at.replace(day=15, hour=19))
    chair_asked.forum.on("Mon 18 Jan 2027")
    assert chair_asked.read() == ""
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answered == day("Fri 15 Jan 2027")
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Fri 15 Jan 2027")


def test_an_agenda_that_changed_since_is_put_to_the_chair_anew_and_agreed_only_then(
    chair_asked: Post,
) -> None:
    before = chair_asked.sent("chair", CHAIR)
    chair_asked.forum.on("Fri 15 Jan 2027")
    chair_asked.forum.propose("Transport", with_paper=False)
    chair_asked.hear("AGREE", to=before)
    assert "asked again: please answer our newer letter" in chair_asked.told()[-1]
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None
    chair_asked.forum.on("Mon 18 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    (ask,) = [one for one in chair_asked.letters.printed if isinstance(one, ChairLetter)][-1].asks
    assert ask.facts.startswith("Its items have changed")
    chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR))
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Mon 18 Jan 2027")


def test_the_unit_passes_on_what_the_chair_said_by_phone(chair_asked: Post) -> None:
    for date in ("Tue 19 Jan 2027", "Fri 22 Jan 2027", "Mon 25 Jan 2027"):
        chair_asked.forum.on(date)
        chair_asked.put_questions()
    assert chair_asked.desk()
    chair_asked.send()
    row = chair_asked.hear("AGREED BY CHAIR, phone, 22 January", to=chair_asked.sent("desk", UNIT))
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert row.outcome is Outcome.RECORDED
    assert (question.channel, question.answered) == (Channel.PHONE, day("Fri 22 Jan 2027"))
    assert question.answered_by_id == chair_asked.forum.person(CHAIR)


def test_what_comes_while_a_group_is_paused_waits_for_its_own_unit(chair_asked: Post) -> None:
    asked, forum = chair_asked.sent("chair", CHAIR), chair_asked.forum
    with forum.office.register.transaction("set up") as tx:
        pause_groups(tx, ())
    forum.office = replace(forum.office, policies={}, calendars={})
    row = chair_asked.hear("AGREE", to=asked)
    assert (row.outcome, row.group_id) == (Outcome.FOR_THE_UNIT, forum.group)
    assert "Its group was paused when it came" in row.reason
    assert forum.question(QuestionKind.AGREE_AGENDA).answered is None
    assert chair_asked.told() == []


def test_a_reply_to_a_group_that_has_ended_is_left_to_people_and_gets_no_letter(chair_asked: Post) -> None:
    asked, today = chair_asked.sent("chair", CHAIR), chair_asked.forum.today
    do(end_group, chair_asked.office, "MASE", on=today, reason="The work is done")
    row = chair_asked.hear("AGREE", to=asked)
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert row.reason == "Its group has ended, so nothing was recorded."
    assert chair_asked.told() == []


def test_a_word_in_the_subject_answers_where_the_mail_is_empty(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    assert chair_asked.hear("", to=letter, subject="RE: MASE, one thing to agree").outcome is Outcome.NOTED
    row = chair_asked.hear("\n\nSent from my iPhone", to=letter, subject="AGREE AGENDA")
    assert row.outcome is Outcome.RECORDED
    assert chair_asked.told() == ["recorded: The agenda for 9 February is agreed."]
