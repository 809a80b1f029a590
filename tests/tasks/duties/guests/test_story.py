"""A guest for one item of February's meeting: invited, sent its paper once they have signed, recorded."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from forum.agenda import Purpose
from forum.inbox.mailbox_items import Outcome
from forum.letters.base import Letter
from forum.letters.guests import GuestInvitation, GuestNotNeeded, GuestPaper
from forum.letters.papers import PackCheck
from forum.outbox.states import State
from forum.papers.papers import PaperState, Readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.documents.papers.pack_pdf import write_pack
from tasks.documents.workbooks.fault_marks import WorkbookRefused
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.agenda.agenda import drop_item, propose_item, reorder_items
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.guests import (
    change_by_workbook,
    end_invitation,
    guest_in,
    guests_to_tell,
    invite_guest,
    write_to_guests,
)
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.welcome import see_to_members
from tasks.duties.papers.ask_for_release import ask_for_release, pack_form
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.record.file_record import file_record, prefilled_record
from tasks.register.papers import agenda_items
from tasks.register.tables import (
    AgendaItemRow,
    AttendanceRow,
    AttendeeRow,
    DecisionRow,
    DispatchRow,
    ExpectedRow,
    GuestRow,
    PaperRow,
    PersonRow,
)
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.made_once import fill_record
from tests.tasks.duties.month_ahead import PDF
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, NEEDS_NO_NOTE, NURSE, SEATS

GUEST = "Consultant Paediatrician"
DETAILS = f"{GUEST}, Kent Hospitals, paediatrician@hospitals.example"
HEALTH, HOUSING, LODGINGS = "Health data", "Housing", "Lodgings"
OTHER = "Health Visitor"
# A paper that is not for guests any more waits for a person; an invitation that has ended asks nobody.
WHAT_COMES_OF_IT = {
    "core members": State.HELD,
    "part 2": State.LAPSED,
    "withdrawn": State.HELD,
    "ended": State.LAPSED,
}
LETTERS = (GuestInvitation.NAME, GuestPaper.NAME, GuestNotNeeded.NAME)


@stage
def invited(post: Post) -> Post:
    """On Thursday 14 January three items are on February's agenda, one of part 2; the unit invites a guest to
    the first."""
    post.forum.on("Thu 14 Jan 2027")
    for title, part in ((HEALTH, 1), (HOUSING, 1), (LODGINGS, 2)):
        do(
            propose_item,
            post.office,
            FEBRUARY,
            title=title,
            purpose=Purpose.DISCUSSION,
            minutes=15,
            person=post.forum.person(NURSE),
            with_paper=True,
            part=part,
        )
    post.forum.draft_agenda(FEBRUARY)
    do(invite_guest, post.office, FEBRUARY, number(post, HEALTH), guest_in(DETAILS))
    return post


@stage
def released(invited: Post) -> Post:
    """The Chair agrees the agenda, all papers are in, and on Tuesday 2 February the pack is released."""
    post = invited
    post.send()
    post.forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    for title in (HEALTH, HOUSING, LODGINGS):
        paper = clean_paper(post.office, PDF + title.encode())
        do(file_paper, post.office, FEBRUARY, number(post, title), paper)
    post.forum.on("Tue 2 Feb 2027")
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    release_pack(post.office, FEBRUARY, "test")
    morning(post)
    return post


def number(post: Post, title: str) -> str:
    (item,) = (row for row in post.forum.rows(AgendaItemRow) if row.title == title)
    return item.number


def morning(post: Post, date: str = "") -> list[Letter]:
    """Do what a morning does for guests, and send it; the letters to the guest that it wrote."""
    if date:
        post.forum.on(date)
    before = len(post.letters.printed)
    with post.office.register.reading() as session:
        due = guests_to_tell(post.office, session, post.forum.today, None)
    for meeting in due:
        do(write_to_guests, post.office, meeting, day=post.forum.today)
    with post.office.register.reading() as session:
        assert not guests_to_tell(post.office, session, post.forum.today, None)
    post.send()
    return [letter for letter in post.letters.printed[before:] if letter.NAME in LETTERS]


def states(post: Post) -> list[tuple[str, State]]:
    rows = [row for row in post.forum.rows(DispatchRow) if row.person_id == post.forum.person(GUEST)]
    return [(row.letter, row.state) for row in sorted(rows, key=lambda row: row.queued_at)]


def slot(post: Post) -> dt.datetime:
    """When the minutes of the items before the guest's have passed."""
    meeting = post.forum.meeting(FEBRUARY)
    with post.office.register.reading() as session:
        items = agenda_items(session, meeting.id)
    before = sum(item.minutes for item in items[: [item.title for item in items].index(HEALTH)])
    return dt.datetime.combine(meeting.date, meeting.start) + dt.timedelta(minutes=before)


def paper_of(post: Post, title: str) -> PaperRow:
    (paper,) = (row for row in post.forum.rows(PaperRow) if row.title == title)
    return paper


def test_a_guest_gets_the_time_then_the_paper_of_the_item_alone_and_is_recorded_for_it(
    released: Post,
) -> None:
    post, forum = released, released.forum
    (letter,) = (one for one in post.letters.printed if isinstance(one, GuestInvitation))
    assert (letter.title, letter.starts) == (HEALTH, slot(post))
    assert (letter.is_settled, letter.paper_follows, letter.agreement) == (False, True, True)
    (invitation,) = forum.letters(GuestInvitation.NAME)
    assert [file["name"] for file in invitation.attachments] == ["MASE confidentiality agreement.docx"]
    grid = [one for one in post.letters.printed if isinstance(one, PackCheck)][-1]
    (reader,) = (reader for reader in grid.readers if reader.name == GUEST)
    titles = [paper.title for paper, gets in zip(grid.papers, reader.gets, strict=True) if gets]
    assert (reader.place, titles) == (f"guest, item {letter.number}", [HEALTH])

    (paper,) = forum.letters(GuestPaper.NAME)
    assert [file["sha256"] for file in paper.attachments] == [paper_of(post, HEALTH).document]
    assert states(post) == [("guest_invitation", State.SENT), ("guest_paper", State.HELD)]
    do(see_to_members, post.office, forum.group, day=forum.today)
    assert forum.person(GUEST) in {row.about_id for row in forum.questions(QuestionKind.RECORD_AGREEMENT)}
    do(note_signed, post.office, forum.person(GUEST), forum.today)
    assert not morning(post, "Wed 3 Feb 2027")
    assert states(post) == [("guest_invitation", State.SENT), ("guest_paper", State.SENT)]

    file_with_seven_seats(post)
    (attendee,) = (row for row in forum.rows(AttendeeRow) if row.name == GUEST)
    assert (attendee.organisation, attendee.capacity, attendee.items, attendee.part_two) == (
        "Kent Hospitals",
        "Guest",
        letter.number,
        False,
    )
    (decision,) = forum.rows(DecisionRow)
    assert (decision.seats_present, decision.quorate) == (7, False)  # a guest makes no eighth
    assert forum.person(GUEST) not in {row.holder_id for row in forum.rows(AttendanceRow)}

    do(write_after_meeting, post.office, forum.meeting(FEBRUARY).id, day=forum.today)
    forum.draft_minutes(FEBRUARY)
    forum.file_minutes(FEBRUARY)
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    post.send()
    assert forum.letters("minutes", NURSE)
    assert not morning(post)
    assert states(post) == [("guest_invitation", State.SENT), ("guest_paper", State.SENT)]


def file_with_seven_seats(post: Post) -> None:
    """File the record of 9 February: seven of twelve seats, the guest, and a decision."""
    forum, absent = post.forum, {seat: {"Status": "Absent"} for seat in SEATS[7:]}
    forum.on("Wed 10 Feb 2027")
    empty = do(prefilled_record, post.office, forum.meeting(FEBRUARY).id)
    book = load_workbook(io.BytesIO(empty))
    (row,) = (row for row in book["Others"].iter_rows() if row[0].value == GUEST)
    assert [cell.value for cell in row[:4]] == [GUEST, "Kent Hospitals", None, number(post, HEALTH)]
    row[2].value = "Guest"
    out = io.BytesIO()
    book.save(out)
    with post.office.register.reading() as session:
        items = agenda_items(session, forum.meeting(FEBRUARY).id)
    entries = replace(
        ENTRIES,
        attendance={**ENTRIES.attendance, **absent},
        items={item.number: {"Outcome": "Noted."} for item in items if item.place not in NEEDS_NO_NOTE},
        decisions=({"Item": number(post, HEALTH), "Text": "Data is shared monthly."},),
    )
    do(file_record, post.office, forum.meeting(FEBRUARY).id, fill_record(out.getvalue(), entries))


def test_a_guest_hears_of_another_time_once_the_agenda_is_agreed(invited: Post) -> None:
    post = invited
    post.send()
    before = slot(post)
    do(reorder_items, post.office, FEBRUARY, [number(post, HEALTH)])
    assert slot(post) != before
    assert not morning(post)
    post.forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    (letter,) = morning(post)
    assert isinstance(letter, GuestInvitation)
    assert (letter.is_settled, letter.starts, letter.was) == (True, slot(post), before)
    do(move_meeting, post.office, FEBRUARY, day("Thu 11 Feb 2027"), reason="The room is needed")
    (letter,) = morning(post)
    assert isinstance(letter, GuestInvitation)
    assert (letter.starts, letter.was) == (slot(post), slot(post) - dt.timedelta(days=2))


def test_a_guest_whose_item_is_off_or_whose_meeting_is_cancelled_hears_that_they_need_not_come(
    invited: Post,
) -> None:
    post = invited
    do(
        invite_guest,
        post.office,
        FEBRUARY,
        number(post, HOUSING),
        guest_in(f"{OTHER}, other@hospitals.example"),
    )
    post.send()
    do(drop_item, post.office, FEBRUARY, number(post, HEALTH))
    (letter,) = morning(post)
    assert isinstance(letter, GuestNotNeeded)
    assert (letter.addressee, letter.title, letter.is_cancelled) == (GUEST, HEALTH, False)
    do(cancel_meeting, post.office, FEBRUARY, reason="Too few can come")
    (letter,) = morning(post)
    assert isinstance(letter, GuestNotNeeded)
    assert (letter.addressee, letter.is_cancelled) == (OTHER, True)


def test_a_guest_who_is_not_needed_before_the_letter_has_gone_hears_nothing(invited: Post) -> None:
    do(end_invitation, invited.office, FEBRUARY, GUEST)
    assert not morning(invited)
    assert states(invited) == []


@pytest.mark.parametrize("change", ["core members", "part 2", "withdrawn", "ended"])
def test_at_the_moment_of_sending_a_paper_is_still_for_the_guest(released: Post, change: str) -> None:
    post = released
    paper = paper_of(post, HEALTH)
    with post.office.register.transaction("test") as tx:
        tx.session.execute(update(PersonRow).values(agreement_signed=post.forum.today))
        tx.session.execute(
            update(DispatchRow).where(DispatchRow.letter == GuestPaper.NAME).values(state=State.QUEUED)
        )
        this_paper = update(PaperRow).where(PaperRow.id == paper.id)
        if change == "core members":
            tx.session.execute(this_paper.values(readers=Readers.CORE))
        elif change == "withdrawn":
            tx.session.execute(this_paper.values(state=PaperState.WITHDRAWN))
        elif change == "part 2":
            tx.session.execute(update(AgendaItemRow).where(AgendaItemRow.id == paper.item_id).values(part=2))
        else:
            tx.session.execute(update(GuestRow).values(last=post.forum.today))
    post.send()
    ((_, invitation), (_, letter)) = states(post)
    assert (invitation, letter) == (State.SENT, WHAT_COMES_OF_IT[change])


@pytest.mark.parametrize(
    ("title", "details", "why"),
    [
        (LODGINGS, DETAILS, "is in part 2, to which no guest comes"),
        (HEALTH, DETAILS, "They are invited to item"),
        (HEALTH, "Kent Hospitals", "It is not plain who the guest is, and at which address."),
        (HEALTH, f"{GUEST}, designated.nurse@ccg.example", "That address is somebody else’s"),
        (HEALTH, f"{NURSE}, designated.nurse@ccg.example", "They are a core member of the group"),
    ],
)
def test_an_invitation_that_is_none_is_refused(invited: Post, title: str, details: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        do(invite_guest, invited.office, FEBRUARY, number(invited, title), guest_in(details))
    with pytest.raises(Problem, match="“Nobody” is no guest of MASE/2027-02"):
        do(end_invitation, invited.office, FEBRUARY, "Nobody")


def test_the_workbook_of_the_papers_invites_guests_and_tells_them_not_to_come(invited: Post) -> None:
    post = invited
    post.send()
    post.forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    with unit_of_work(post.office, "test") as work:
        sent = write_pack(pack_form(*forum_of_meeting(work, post.forum.meeting(FEBRUARY).id)))
    assert do(change_by_workbook, post.office, FEBRUARY, sent) == ()
    housing = number(post, HOUSING)
    wrong = typed(sent, {"A6": "99", "B6": OTHER, "C6": "Kent, Surrey and Sussex Hospitals"})
    with pytest.raises(WorkbookRefused) as refused:
        do(change_by_workbook, post.office, FEBRUARY, wrong)
    assert [fault.partition(":")[0] for fault in refused.value.faults] == [
        "Guests, cell D6",
        "Guests, cell A6",
    ]
    right = typed(
        wrong, {"A6": housing, "D6": "other@hospitals.example", **dict.fromkeys(("A5", "B5", "C5", "D5"))}
    )
    assert do(change_by_workbook, post.office, FEBRUARY, right) == (
        f"Item {number(post, HEALTH)}: {GUEST} is no guest any more.",
        f"Item {housing}: {OTHER} is a guest.",
    )
    post.send()
    new = [letter for letter in post.letters.printed if letter.NAME in LETTERS][1:]
    assert [(letter.NAME, letter.addressee) for letter in new] == [
        ("guest_not_needed", GUEST),
        ("guest_invitation", OTHER),
    ]


def typed(content: bytes, cells: dict[str, str | None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book["Guests"][place].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_a_guest_writes_waits_for_the_unit_and_changes_nothing(invited: Post) -> None:
    post = invited
    post.send()
    row = post.hear(
        "I'll be there, and please add training to the agenda", to=post.sent(GuestInvitation.NAME, GUEST)
    )
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert row.person_id == post.forum.person(GUEST)
    assert post.forum.rows(ExpectedRow) == []
    assert any(GUEST in need and "add training" not in need for need in post.desk())


def test_whether_a_guest_comes_is_confirmed_to_them_and_the_unit_hears_what_it_can_do(invited: Post) -> None:
    post = invited
    post.send()
    invitation = post.sent(GuestInvitation.NAME, GUEST)
    post.hear("Signed agreement attached, see you then", to=invitation, files={"agreement.pdf": PDF})
    assert post.told()[-1].endswith("You come to the meeting on 9 February.")
    post.hear("Is there parking?", to=invitation)
    post.send()
    post.tap("recorded", GUEST, "APOLOGIES")
    assert post.told()[-1] == "recorded: You send apologies for the meeting on 9 February."
    assert post.forum.rows(ExpectedRow) == []
    assert any("can’t come: invite another with GUEST" in need for need in post.desk())
