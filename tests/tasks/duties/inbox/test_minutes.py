"""Minutes by mail: sent back by the unit, and corrected by those who read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from config.settings import ROOT
from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import Outcome
from forum.letters.inbox import NotUnderstood
from forum.letters.minutes import Minutes, MinutesAgain, MinutesDraft
from forum.letters.questions import ChairLetter, Desk
from forum.outbox.states import Occasion, OccasionKind, State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.documents.minutes import paragraphs_of
from tasks.documents.record import HEADER_ROW
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.members.appointments import agree_cover
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.record.file_record import file_record, prefilled_record
from tasks.register.documents import MINUTES, fetch, latest_editions
from tasks.register.papers import agenda_items
from tasks.register.tables import AgendaItemRow, AppointmentRow, CorrectionRow, DispatchRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import BELOW, Post
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, NURSE, SEATS, UNIT


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def attached(post: Post, letter: DispatchRow) -> list[bytes]:
    with post.office.register.reading() as session:
        return [fetch(session, file["sha256"]) for file in letter.attachments]


def test_the_unit_sends_the_minutes_back_and_the_chair_is_asked(post: Post) -> None:
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY)
    post.forum.draft_minutes(JANUARY)
    post.send()
    letter = post.sent("minutes_draft", UNIT)
    (draft,) = attached(post, letter)
    row = post.hear("", to=letter, files={"minutes.docx": draft})
    assert row.outcome is Outcome.RECORDED
    assert post.forum.question(QuestionKind.AGREE_MINUTES).of_id == post.forum.person(CHAIR)


@pytest.mark.thorough
def test_outcomes_of_items_without_a_note_are_said_by_mail_and_stand_in_the_minutes_sent_back(
    post: Post,
) -> None:
    forum = post.forum
    forum.office = replace(forum.office, documents=DocumentPrinter(ROOT / "templates" / "documents"))
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda(JANUARY)
    forum.on("Wed 13 Jan 2027")
    meeting = forum.meeting(JANUARY).id
    noted = replace(ENTRIES, items={"5": {"Note": "Gone through."}, "12": {"Outcome": "Noted."}})
    do(file_record, forum.office, meeting, fill_record(do(prefilled_record, forum.office, meeting), noted))
    forum.draft_minutes(JANUARY)
    post.send()
    letter = post.sent("minutes_draft", UNIT)
    (asked,) = [one for one in post.letters.printed if isinstance(one, MinutesDraft)]
    assert [item.number for item in asked.without_note] == ["4", "6", "7", "8", "9", "10", "11"]
    post.hear("4 NOTED\n8 not really discussed\n5 DEFERRED\n23 NOTED", to=letter)
    assert post.told()[-1] == (
        "recorded: “Noted.” stands under item 4 in the minutes of 12 January, unless the draft that you send "
        f"says more there. but Item 5 of {JANUARY} says something already: change it in the draft. "
        f"but {JANUARY} has no item 23. but An item’s outcome is NOT DISCUSSED, DEFERRED or NOTED alone; "
        "other words go into the draft."
    )
    post.hear("WRONG", to=letter)
    assert outcomes(post) == {"12": "Noted."}
    draft, part_two = attached(post, letter)
    post.tap("minutes_draft", UNIT, "9 DEFERRED", about="9")
    assert outcomes(post) == {"9": "Deferred.", "12": "Noted."}
    filed_again = replace(noted, items={**noted.items, "9": {"Outcome": "Noted."}})
    for entries, outcome in ((noted, "Deferred."), (filed_again, "Noted."), (noted, "")):
        record = fill_record(do(prefilled_record, forum.office, meeting), entries)
        do(file_record, forum.office, meeting, record)
        assert outcomes(post).get("9", "") == outcome, "an empty cell says nothing, unless it is emptied"
    forum.on("Thu 21 Jan 2027")
    assert any(f"a line in reply will do: {JANUARY}: 7 NOT DISCUSSED" in need for need in post.desk())
    post.send()
    post.hear(f"8 DEFERRED\n{JANUARY}: 8 DEFERRED", to=post.sent("desk", UNIT))
    assert "“Deferred.” stands under item 8 in the minutes of MASE/2027-01" in post.told()[-1]
    assert "It is not plain of which meeting" in post.told()[-1]
    post.hear("7 NOT DISCUSSED\n8 DEFERRED", to=letter, files={"minutes.docx": draft})
    assert "can’t be taken as they are: 4 things to correct" in post.told()[-1]  # items 4, 6, 9 and 10
    post.hear("4, 6, 9 and 10 NOTED", to=letter, files={"minutes.docx": draft})
    assert "The draft of the minutes has come" in post.told()[-1]
    post.hear(f"{JANUARY}: 11 not discussed", to=letter, files={"minutes, part 2.docx": part_two})
    assert forum.question(QuestionKind.AGREE_MINUTES).of_id == forum.person(CHAIR)
    assert outcomes(post) == {
        **dict.fromkeys(("4", "6", "9", "10", "12"), "Noted."),
        **{"7": "Not discussed.", "8": "Deferred.", "11": "Not discussed."},
    }
    assert [lines_under(post, number) for number in ("5", "7", "8", "11")] == [
        ["Gone through."],
        ["Not discussed."],
        ["Deferred."],
        ["Not discussed."],
    ]
    post.hear("WRONG", to=letter)
    assert "too late: “Not discussed.” stands under item 11" in post.told()[-1]
    post.hear("7 NOTED", to=letter)
    assert f"The minutes of {JANUARY} are not with you" in post.told()[-1]
    post.hear("7 NOTED", to=letter, sender=post.address(NURSE))
    assert outcomes(post)["7"] == "Not discussed."


def outcomes(post: Post) -> dict[str, str]:
    rows = [row for row in post.forum.rows(AgendaItemRow) if row.outcome]
    return {row.number: row.outcome for row in rows}


def lines_under(post: Post, number: str) -> list[str]:
    """The lines under an item, in the minutes as they are now."""
    with post.office.register.reading() as session:
        rows = latest_editions(session, post.forum.meeting(JANUARY).id, MINUTES)
        paragraphs = [line for row in rows for line in paragraphs_of(fetch(session, row.sha256))]
    return [line.text for line in paragraphs if line.place == f"under item {number}"][1:]


def test_of_minutes_in_two_parts_the_one_still_to_come_is_said(post: Post) -> None:
    post.forum.on("Tue 29 Dec 2026")
    post.forum.draft_agenda(JANUARY)
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY)
    post.forum.draft_minutes(JANUARY)
    post.send()
    letter = post.sent("minutes_draft", UNIT)
    one, two = attached(post, letter)
    post.hear("", to=letter, files={"minutes.docx": one})
    assert post.told()[-1].endswith(
        "has come for 12 January. Part 2 is still to come: reply with it too, as it is if nothing in it "
        "changes."
    )
    post.hear("", to=letter, files={"Minutes_Part_2 final.docx": two})
    assert post.told()[-1] == "recorded: The draft of the minutes, part 2, has come for 12 January."
    assert post.forum.question(QuestionKind.AGREE_MINUTES).of_id == post.forum.person(CHAIR)
    post.forum.answer(QuestionKind.AGREE_MINUTES, Word.OTHER, CHAIR, "Say more of item 5.")
    post.hear("", to=letter, files={"minutes.docx": one, "minutes, part two.docx": two})
    assert "still to come" not in post.told()[-1]


@pytest.mark.thorough
def test_a_draft_from_before_the_chairs_ruling_is_answered_and_the_one_with_it_taken(post: Post) -> None:
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY, attendance=dict.fromkeys(SEATS[:5], "Absent"))
    do(ask_for_ruling, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.forum.draft_minutes(JANUARY)
    post.send()
    first = post.sent("minutes_draft", UNIT)
    post.forum.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)
    post.send()
    again = post.sent("minutes_again", UNIT)
    post.hear("", to=first, files={"minutes.docx": attached(post, first)[0]})
    assert "The Chair’s ruling is missing" in post.told()[-1]
    row = post.hear("", to=again, files={"minutes.docx": attached(post, again)[0]})
    assert row.outcome is Outcome.RECORDED
    assert post.forum.question(QuestionKind.AGREE_MINUTES).of_id == post.forum.person(CHAIR)


@stage
def released(post: Post) -> Post:
    """The Chair has refused the minutes twice, and on their deadline the unit releases them as a draft."""
    forum = post.forum
    forum.on("Wed 13 Jan 2027")
    forum.file_record(JANUARY)
    forum.draft_minutes(JANUARY)
    for on in ("Thu 14 Jan 2027", "Mon 18 Jan 2027"):
        forum.on(on)
        forum.file_minutes(JANUARY)
        ask(post)
        post.hear("Item 5 does not say who objected. Please add it.", to=post.sent("chair", CHAIR))
    forum.on("Thu 21 Jan 2027")
    forum.file_minutes(JANUARY)
    ask(post)
    forum.on("Tue 26 Jan 2027")
    do(circulate_minutes, post.office, forum.meeting(JANUARY).id, day=forum.today)
    ask(post)
    post.hear("RELEASE", to=post.sent("desk", UNIT))
    assert with_minutes(post)
    return post


def ask(post: Post) -> None:
    """A morning puts what is asked of people, and its letters go."""
    post.put_questions()
    post.desk()
    post.send()


def with_minutes(post: Post) -> list[DispatchRow]:
    """The letters that bring minutes to members."""
    kind = "minutes", Occasion(OccasionKind.MINUTES)
    return [row for row in post.forum.rows(DispatchRow) if (row.letter, row.occasion) == kind]


def test_the_chairs_third_refusal_stops_minutes_that_were_released_that_morning(released: Post) -> None:
    post = released
    post.hear("Item 5 still does not say who objected. Please add it.", to=post.sent("chair", CHAIR))
    assert "not agreed yet: what to change is with the Business Unit" in post.told()[-1]
    assert with_minutes(post) == []
    assert post.forum.step(StepKind.MINUTES_OUT, JANUARY).done is None
    (again,) = [one for one in post.letters.printed if isinstance(one, MinutesAgain)][-1:]
    assert again.to_say == ("The Chair says: “Item 5 still does not say who objected. Please add it”.",)
    post.forum.on("Wed 27 Jan 2027")
    do(circulate_minutes, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    ask(post)
    assert with_minutes(post) == []
    post.forum.file_minutes(JANUARY)
    ask(post)
    post.hear("AGREE MINUTES", to=post.sent("chair", CHAIR))
    assert with_minutes(post)
    assert [one for one in post.letters.printed if isinstance(one, Minutes)][-1].minutes == "unconfirmed"


def test_a_refusal_after_some_have_the_released_minutes_stops_the_others_and_is_kept(released: Post) -> None:
    post = released
    post.forum.settle("minutes", person=NURSE)
    post.hear("Item 5 still does not say who objected. Please add it.", to=post.sent("chair", CHAIR))
    assert [row.person_id for row in with_minutes(post)] == [post.forum.person(NURSE)]
    (kept,) = post.forum.rows(CorrectionRow)
    assert kept.person_id == post.forum.person(CHAIR)


def test_a_correction_to_the_minutes_is_kept_in_their_words_and_can_be_undone(post: Post) -> None:
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY)
    post.forum.draft_minutes(JANUARY)
    post.forum.file_minutes(JANUARY)
    post.forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    post.send()
    letter = post.sent("minutes", NURSE)
    post.hear("Item 5: the plan was agreed, not noted." + BELOW, to=letter)
    (kept,) = post.forum.rows(CorrectionRow)
    assert (kept.meeting_id, kept.text) == (
        post.forum.meeting(JANUARY).id,
        "Item 5: the plan was agreed, not noted.",
    )
    assert "with the Business Unit" in post.told()[-1]
    post.hear("Item 5: the plan was agreed, not noted.", to=letter)
    assert "on record already" in post.told()[-1]
    assert len(post.forum.rows(CorrectionRow)) == 1
    post.hear("WRONG", to=letter)
    assert post.forum.rows(CorrectionRow) == []
    post.hear("", to=letter, files={"minutes with my changes.docx": b"PK"})
    assert "Your file is with the Business Unit" in post.told()[-1]
    assert any("corrections to the minutes in a file: open it" in one for one in post.desk())


def test_part_two_goes_to_the_officer_on_leave_and_not_to_who_covers_for_them(post: Post) -> None:
    forum, deputy = post.forum, "Deputy Designated Nurse"
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda(JANUARY)
    forum.on("Thu 14 Jan 2027")
    forum.file_record(JANUARY)
    unit, cover = forum.person(UNIT), forum.person(deputy)
    do(agree_cover, post.office, "MASE", unit, cover, forum.today, day("Fri 29 Jan 2027"))
    forum.draft_minutes(JANUARY)
    post.send()
    of_cover, of_unit = post.sent("minutes_draft", deputy), post.sent("minutes_draft", UNIT)
    assert [attachment["name"] for attachment in of_cover.attachments] == [
        "MASE-2027-01 minutes DRAFT v1.docx"
    ]
    assert [attachment["name"] for attachment in of_unit.attachments] == [
        "MASE-2027-01 minutes, part 2, DRAFT v1.docx"
    ]
    for letter, name in ((of_cover, "minutes.docx"), (of_unit, "minutes, part 2.docx")):
        assert post.hear("", to=letter, files={name: attached(post, letter)[0]}).outcome is Outcome.RECORDED
    assert forum.question(QuestionKind.AGREE_MINUTES).of_id == forum.person(CHAIR)


def test_part_two_does_not_go_to_an_officer_who_may_not_read_it_any_more(post: Post) -> None:
    forum = post.forum
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda(JANUARY)
    forum.on("Thu 14 Jan 2027")
    forum.file_record(JANUARY)
    forum.draft_minutes(JANUARY)
    with post.office.register.transaction("test") as tx:
        of_unit = AppointmentRow.person_id == forum.person(UNIT)
        tx.session.execute(update(AppointmentRow).where(of_unit).values(part_two=False))
    post.send()
    (letter,) = forum.letters("minutes_draft")
    assert (letter.state, letter.reason) == (State.HELD, "The recipient may not read part 2 of the minutes.")


def test_a_group_that_leaves_action_notes_reads_of_one_where_its_replies_are_confirmed(post: Post) -> None:
    policy = post.office.policies["MASE"]
    meetings = policy.meetings.model_copy(update={"written_up_as": "action note"})
    lighter = {"MASE": policy.model_copy(update={"meetings": meetings})}
    post.forum.office = replace(post.office, policies=lighter)
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record(JANUARY)
    post.forum.draft_minutes(JANUARY)
    post.send()
    letter = post.sent("minutes_draft", UNIT)
    (draft,) = attached(post, letter)
    post.hear("", to=letter, files={"note.docx": draft})
    assert post.told()[-1] == "recorded: The draft of the action note has come for 12 January."
    post.forum.on("Thu 14 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("Let me think", to=post.sent("chair", CHAIR))
    (asked_back,) = [letter for letter in post.letters.printed if isinstance(letter, NotUnderstood)]
    (unclear,) = asked_back.unclear
    assert unclear.how == "Reply AGREE ACTION NOTE, or tell us what to change."
    assert [choice.words for choice in asked_back.choices] == [("AGREE ACTION NOTE",)]
    post.hear("AGREE ACTION NOTE", to=post.sent("chair", CHAIR))
    assert post.told()[-1] == "recorded: The action note of 12 January is agreed."
    post.send()
    post.hear("Item 5: it was the police", to=post.sent("minutes", NURSE))
    assert "Your corrections to the action note are with the Business Unit" in post.told()[-1]


def meet_in_february(post: Post, said: str, **answers: Mapping[str, str]) -> None:
    """February's meeting decides on January's minutes, and its record says of corrections what these answers
    say, by their number."""
    post.forum.draft_agenda(FEBRUARY)
    post.forum.on("Wed 10 Feb 2027")
    meeting = post.forum.meeting(FEBRUARY).id
    with post.office.register.reading() as session:
        numbers = [item.number for item in agenda_items(session, meeting) if item.number]
    noted = {number: {"Outcome": "Noted."} for number in numbers}
    entries = replace(ENTRIES, meeting={**ENTRIES.meeting, "Last minutes": said}, items=noted)
    content = fill_record(do(prefilled_record, post.office, meeting), entries)
    workbook = load_workbook(BytesIO(content))
    for row in workbook["Corrections"].iter_rows(min_row=HEADER_ROW + 1):
        answer = answers.get(str(row[0].value).rpartition("/")[2], {})
        for heading, cell in zip(workbook["Corrections"][HEADER_ROW], row, strict=True):
            cell.value = answer.get(str(heading.value), cell.value)
    filled = BytesIO()
    workbook.save(filled)
    do(file_record, post.office, meeting, filled.getvalue())


def test_a_correction_is_read_the_same_day_answered_by_the_meeting_and_its_writer_hears(
    post: Post,
) -> None:
    forum = post.forum
    forum.on("Wed 13 Jan 2027")
    forum.file_record(JANUARY)
    forum.draft_minutes(JANUARY)
    forum.file_minutes(JANUARY)
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    post.send()
    forum.on("Thu 14 Jan 2027")
    post.hear("Item 5: the plan was agreed, not noted.", to=post.sent("minutes", NURSE))
    assert any(
        "correction to the minutes of 12 January: it is MASE/2027-01/C1" in need for need in post.desk()
    )
    desk = [letter for letter in post.letters.printed if isinstance(letter, Desk)][-1]
    quotes = [line for need in desk.needs if need.quote for line in need.quote.lines]
    assert "Item 5: the plan was agreed, not noted." in quotes
    assert desk.marking
    post.put_questions()
    chair = [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]
    assert any("MASE/2027-01/C1: “Item 5: the plan was agreed, not noted”" in note for note in chair.notes)

    with pytest.raises(Problem) as refused:
        meet_in_february(post, "Confirmed")
    (fault,) = refused.value.faults
    assert "found “Confirmed”; allowed: Deferred, while a correction is open: MASE/2027-01/C1, which" in fault
    with pytest.raises(Problem) as refused:
        meet_in_february(post, "Confirmed", C1={"Made": "No"})
    assert "nothing found; allowed: why it was not made" in " ".join(refused.value.faults)
    with pytest.raises(Problem) as refused:
        meet_in_february(post, "Confirmed", C1={"Made": "Yes"})
    assert "allowed: Amended, since a correction was made" in " ".join(refused.value.faults)
    meet_in_february(post, "Confirmed", C1={"Made": "No", "Because": "The group noted it."})
    forum.draft_minutes(FEBRUARY)
    forum.file_minutes(FEBRUARY)
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    letters = [letter for letter in post.letters.printed if isinstance(letter, Minutes)]
    answers = {
        letter.addressee: letter.answers for letter in letters if letter.held == forum.meeting(FEBRUARY).date
    }
    (answer,) = answers.pop(NURSE)
    assert (answer.text, answer.made, answer.because) == (
        "Item 5: the plan was agreed, not noted",
        False,
        "The group noted it",
    )
    assert set(answers.values()) == {()}


def test_a_correction_belongs_to_the_minutes_that_it_names_and_is_asked_back_where_that_is_not_plain(
    post: Post,
) -> None:
    forum = post.forum
    for meeting, on in ((JANUARY, "Wed 13 Jan 2027"), (FEBRUARY, "Wed 10 Feb 2027")):
        forum.on(on)
        forum.file_record(meeting, last_minutes="Deferred" if meeting == FEBRUARY else "")
        forum.draft_minutes(meeting)
        forum.file_minutes(meeting)
        forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    post.send()
    letter = post.sent("minutes", NURSE)
    post.hear("In the minutes of 12 January item 5 should say agreed, not noted.", to=letter)
    post.hear("Item 6: it should say 12 May, not 12 June.", to=letter)
    post.hear("In the minutes of 13 January item 7 should say agreed, not noted.", to=letter)
    assert "It is not plain which minutes you want corrected" in post.told()[-1]
    by_meeting = {row.text[:6]: row.meeting_id for row in forum.rows(CorrectionRow)}
    assert by_meeting == {"In the": forum.meeting(JANUARY).id, "Item 6": forum.meeting(FEBRUARY).id}
