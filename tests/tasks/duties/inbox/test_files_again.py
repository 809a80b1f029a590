"""What is sent a second time, or called WRONG: another file is what puts a paper, record or minutes right."""

from __future__ import annotations

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.outbox.states import State
from rehearsals.leads import RecordEntries
from tasks.duties.calendar.due import packs_to_complete
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.send_packs import send_packs, send_supplement
from tasks.duties.record.file_record import ask_for_record, prefilled_record
from tasks.register.documents import sha256_of
from tasks.register.tables import DispatchRow, MeetingDocumentRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.month_ahead import PDF
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, NURSE, UNIT

REMOTE = RecordEntries(attendance={"CRC": {"Status": "Remote"}})


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def record_asked(post: Post) -> Post:
    """On Wednesday 13 January the unit has the letter that asks for the record."""
    post.forum.on("Mon 11 Jan 2027")
    do(ask_for_record, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    post.forum.on("Wed 13 Jan 2027")
    return post


@pytest.fixture
def record_wanted(record_asked: Post) -> DispatchRow:
    return record_asked.sent("record_workbook", UNIT)


def filled(post: Post) -> bytes:
    return fill_record(do(prefilled_record, post.office, post.forum.meeting(JANUARY).id), ENTRIES)


def editions(post: Post) -> int:
    return len([row for row in post.forum.rows(MeetingDocumentRow) if row.kind == "record"])


def test_of_two_records_within_a_minute_the_second_replaces_the_first_and_says_so(
    post: Post, record_wanted: DispatchRow
) -> None:
    first = filled(post)
    post.reply("", to=record_wanted, files={"record.xlsx": first})
    post.reply("", to=record_wanted, files={"record (2).xlsx": fill_record(first, REMOTE)})
    assert post.read() == ""
    assert post.outcomes() == [Outcome.RECORDED, Outcome.RECORDED]
    assert editions(post) == 2
    assert post.told() == [
        "recorded: The record has come for 12 January.",
        "recorded: The record has come for 12 January. It replaces the record filed on 13 January. Different "
        "now: Attendance, cell E6. No letter has gone on the old record.",
    ]


@pytest.mark.thorough
def test_each_record_of_a_day_is_answered_however_often_it_is_wrong(
    post: Post, record_wanted: DispatchRow
) -> None:
    for number in range(1, 7):
        wrong = RecordEntries(meeting={"Start": f"half past {number}"})
        post.hear("", to=record_wanted, files={"record.xlsx": fill_record(filled(post), wrong)})
        assert f"found “half past {number}”" in post.told()[-1]
    post.hear("Here it is", to=record_wanted, files={"record.pdf": b"%PDF-1.7"})
    assert post.told()[6] == "not understood: The file that came with your reply is not the record workbook."


def test_a_record_is_not_taken_back_but_sent_again(post: Post, record_wanted: DispatchRow) -> None:
    first = filled(post)
    post.hear("", to=record_wanted, files={"record.xlsx": first})
    row = post.hear("WRONG", to=record_wanted)
    assert post.forum.meeting(JANUARY).state == "held"
    assert post.told()[-1] == "taken back: stands: The record has come for 12 January."
    assert row.outcome is Outcome.NOTED
    post.hear("Now right", to=record_wanted, files={"record.xlsx": fill_record(first, REMOTE)})
    assert editions(post) == 2


def test_the_letter_that_confirms_a_file_does_not_speak_of_wrong(
    post: Post, record_wanted: DispatchRow
) -> None:
    post.hear("", to=record_wanted, files={"record.xlsx": filled(post)})
    (letter,) = (one for one in post.letters.printed if one.NAME == "recorded")
    assert getattr(letter, "file", None) is True


def test_a_paper_corrected_after_the_release_and_before_the_pack_went_keeps_it_from_nobody(
    paper_wanted: Post,
) -> None:
    post, author = paper_wanted, paper_wanted.sent("paper_author", NURSE)
    february = post.forum.meeting(FEBRUARY).id
    post.hear("", to=author, files={"paper.pdf": PDF})
    post.forum.on("Thu 28 Jan 2027")
    do(ask_for_release, post.office, february, day=post.forum.today)
    post.send()
    post.hear("RELEASE", to=post.sent("pack_check", UNIT))
    readers = {row.person_id for row in post.forum.letters("papers")}
    post.hear("Sorry, this one is right", to=author, files={"paper.pdf": PDF + b", put right"})
    assert post.forum.is_due(packs_to_complete)  # which delivery looks at first
    do(send_packs, post.office, february, day=post.forum.today)
    post.send()
    went = [row for row in post.forum.letters("papers") if row.state is State.SENT]
    assert {row.person_id for row in went} == readers
    assert sha256_of(PDF) not in {file["sha256"] for row in went for file in row.attachments}
    post.forum.on("Fri 29 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("ALLOW", to=post.sent("chair", CHAIR))
    do(send_supplement, post.office, february, day=post.forum.today)
    post.send()
    assert {row.person_id for row in post.forum.letters("supplement")} == readers
