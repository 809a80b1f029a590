"""Reading the inbox through every gateway: what came in, what it is, and what it answers."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.protocol.mailer import BusyError, Dmarc, Page, ReceivedItem
from tests.standins.post_office.items import Coming, File, Folder, Item, Person
from tests.standins.post_office.post_office import Verdict
from tests.tasks.mail.gateways.boxes import (
    NOBODY,
    NURSE,
    OURS,
    POLICE,
    PROBATION,
    Box,
    OfficeBox,
    at_a_server,
)
from tests.tasks.mail.gateways.letters import letter, sent
from tests.tasks.mail.gateways.meetings import MEETING

LONG_AGO = dt.datetime(2020, 1, 1)
OUT_OF_OFFICE = "IPM.Note.Rules.OofTemplate.Microsoft"
whatever_servers_leave_out = pytest.mark.parametrize("switch", [""])  # what it counts is the same there


def only(box: Box) -> ReceivedItem:
    (item,) = read_all(box)
    return item


def read_all(box: Box, cursor: str = "") -> list[ReceivedItem]:
    items: list[ReceivedItem] = []
    while True:
        page = box.mailer.read(cursor, LONG_AGO)
        items += page.items
        cursor = page.cursor
        if not page.more:
            return items


def test_a_reply_tells_who_wrote_what_and_which_letter_it_answers(box: Box) -> None:
    sent(box.mailer, letter(1, NURSE), letter(2, NURSE), letter(3, PROBATION))
    box.reply(NURSE, "AGREE")
    item = only(box)
    assert (item.kind, item.sender, item.subject) == (ItemKind.MESSAGE, NURSE, "RE: MASE: minutes 2")
    assert item.text.startswith("AGREE")
    assert abs(item.received_at - box.now()) < dt.timedelta(minutes=2), "London time"
    assert box.mailer.key_of(item.answers, item.conversation) == letter(2).key


@at_a_server
def test_a_file_in_a_cloud_comes_as_a_link_beside_the_files(box: OfficeBox) -> None:
    link = File("1", "Plan.docx", "application/msword", b"", is_link=True)
    paper = File("2", "Paper.docx", "application/msword", b"paper")
    mail = Item(subject="Two files", text="Attached", files=(link, paper))
    box.office.bring_in(Person(NURSE), [OURS], mail)
    item = only(box)
    assert {file.name: file.is_link for file in item.files} == {"Plan.docx": True, "Paper.docx": False}
    (attached,) = [file for file in item.files if not file.is_link]
    assert box.mailer.file_content(item.id, attached.id) == b"paper"


@at_a_server
def test_a_reply_that_lost_its_headers_is_known_by_its_conversation(box: OfficeBox) -> None:
    sent(box.mailer, letter(1, NURSE), letter(2, PROBATION))
    box.reply(NURSE, "AGREE")
    item = only(box)
    assert item.conversation
    assert box.mailer.key_of([], item.conversation) == letter(1).key
    assert box.mailer.key_of([], "bm8gc3VjaCB0aHJlYWQ=") == ""


def test_a_mail_that_answers_an_invitation_names_the_meeting(box: Box) -> None:
    sent(box.mailer, letter(1, NURSE))
    box.mailer.create_event(MEETING)
    box.reply(NURSE, "Apologies")
    item = only(box)
    assert item.kind is ItemKind.MESSAGE
    assert box.mailer.key_of(item.answers, item.conversation) == MEETING.key


@at_a_server
def test_a_mail_that_answers_an_invitation_and_lost_its_headers_is_known_by_its_conversation(
    box: OfficeBox,
) -> None:
    box.mailer.create_event(MEETING)
    box.reply(NURSE, "Apologies")
    assert box.mailer.key_of([], only(box).conversation) == MEETING.key


def test_the_same_cursor_gives_the_same_items_and_the_next_only_what_came_later(box: Box) -> None:
    box.write(NURSE, "First", "one")
    first = box.mailer.read("", LONG_AGO)
    assert box.mailer.read("", LONG_AGO).items == first.items
    box.write(PROBATION, "Second", "two")
    second = box.mailer.read(first.cursor, LONG_AGO)
    assert [item.subject for item in first.items + second.items] == ["First", "Second"]
    assert box.mailer.read(first.cursor, LONG_AGO).items == second.items
    assert box.mailer.read(second.cursor, LONG_AGO).items == ()


def test_news_are_what_the_next_reading_brings_and_looking_for_them_takes_nothing_away(box: Box) -> None:
    box.write(NURSE, "First", "one")
    cursor = box.mailer.read("", LONG_AGO).cursor
    assert box.mailer.news(cursor) == ""
    box.write(PROBATION, "Second", "two")
    second = box.mailer.news(cursor)
    assert second
    assert box.mailer.news(cursor) == second, "the same items have the same mark"
    box.write(NURSE, "Third", "three")
    assert box.mailer.news(cursor) not in ("", second)
    page = box.mailer.read(cursor, LONG_AGO)
    assert [item.subject for item in page.items] == ["Second", "Third"]
    assert box.mailer.news(page.cursor) == ""


def test_a_mark_that_we_put_on_an_item_is_no_news(box: Box) -> None:
    box.write(NURSE, "First", "one")
    page = box.mailer.read("", LONG_AGO)
    box.mailer.mark(page.items[0].id, "recorded")
    assert box.mailer.news(page.cursor) == ""


@pytest.mark.parametrize("cursor", ["", "nonsense"])
def test_with_no_cursor_that_is_known_all_that_came_is_news(box: Box, cursor: str) -> None:
    box.write(NURSE, "First", "one")
    assert box.mailer.news(cursor)
    assert box.mailer.news(cursor) == box.mailer.news(cursor)


@at_a_server
def test_looking_for_news_fetches_no_item(box: OfficeBox) -> None:
    cursor = box.mailer.read("", LONG_AGO).cursor
    for number in range(5):
        box.write(NURSE, f"Number {number}", "text")
    before = box.requests()
    assert box.mailer.news(cursor)
    assert box.requests() == before + 1


def test_without_a_cursor_what_came_before_the_day_asked_for_is_passed_over(box: Box) -> None:
    box.write(NURSE, "Old", "one")
    page = box.mailer.read("", box.now() + dt.timedelta(hours=1))
    assert page == Page((), page.cursor, more=False)
    box.later(hours=2)
    box.write(NURSE, "New", "two")
    assert [item.subject for item in box.mailer.read(page.cursor, LONG_AGO).items] == ["New"]


@pytest.mark.parametrize(
    "cursor", ["nonsense", "|bm9uc2Vuc2U=", '[1, "2"]', "https://elsewhere.example/delta"]
)
def test_a_cursor_nobody_knows_begins_at_the_beginning(box: Box, cursor: str) -> None:
    box.write(NURSE, "First", "one")
    assert [item.subject for item in read_all(box, cursor)] == ["First"]


@whatever_servers_leave_out
def test_many_items_come_page_by_page_and_none_twice_or_never(box: Box) -> None:
    for number in range(60):
        box.write(NURSE, f"{number}", "text")
    assert sorted(int(item.subject) for item in read_all(box)) == list(range(60))


@whatever_servers_leave_out
@at_a_server
def test_twenty_new_items_cost_no_more_in_a_large_mailbox(box: OfficeBox) -> None:
    asked: list[int] = []
    for there in (100, 600):  # one page of what Exchange names in an answer, and more than one
        box.office.close_mailbox(OURS)
        seed(box, there)
        page = box.mailer.read("", LONG_AGO)
        while page.more:
            page = box.mailer.read(page.cursor, LONG_AGO)
        for number in range(20):
            box.write(NURSE, f"{number}", "text")
        before = box.requests()
        assert len(box.mailer.read(page.cursor, LONG_AGO).items) == 20
        asked.append(box.requests() - before)
    assert asked[0] == asked[1]


def test_files_are_named_as_they_came_and_their_content_is_fetched_by_itself(box: Box) -> None:
    box.write(NURSE, "Files", "Here", [("../../x.docx", b"\0one"), ("winmail.dat", b"two"), ("a b.pdf", b"")])
    item = only(box)
    assert [(file.name, file.size) for file in item.files] == [
        ("../../x.docx", 4),
        ("winmail.dat", 3),
        ("a b.pdf", 0),
    ]
    assert [box.mailer.file_content(item.id, file.id) for file in item.files] == [b"\0one", b"two", b""]


@whatever_servers_leave_out
def test_a_mail_of_hundreds_of_files_is_read_at_once(box: Box) -> None:
    """exchangelib compares each with each, once for each of them: 2,000 small files took an hour."""
    box.write(NURSE, "Files", "Here", [(f"{number}.pdf", b"") for number in range(300)])
    begun = time.process_time()
    assert len(only(box).files) == 300
    assert time.process_time() - begun < 4


def test_a_message_without_words_is_read_all_the_same(box: Box) -> None:
    box.write(NURSE, "", "")
    box.write(PROBATION, "Next", "words")
    empty, following = read_all(box)
    assert (empty.kind, empty.subject, empty.text.strip()) == (ItemKind.MESSAGE, "", "")
    assert following.subject == "Next"


def test_a_very_long_reply_is_cut_off_and_the_next_is_read(box: Box) -> None:
    box.write(NURSE, "Long", "AGREE\n" + "word " * 400_000)
    box.write(PROBATION, "Next", "words")
    long, following = read_all(box)
    assert long.text.startswith("AGREE")
    assert len(long.text) <= 200_000
    assert following.subject == "Next"


def test_the_content_of_a_large_file_is_not_fetched_by_reading(box: Box) -> None:
    box.write(NURSE, "Large", "Here", [("pack.pdf", b"x" * 3_000_000)])
    item = only(box)
    assert item.files[0].size == 3_000_000
    if isinstance(box, OfficeBox):
        assert sum(box.standin.traffic.answered.values()) < 100_000


def test_an_automatic_reply_is_known_as_one(box: Box) -> None:
    sent(box.mailer, letter(1))
    box.write(NURSE, "Automatic reply", "I am away", headers=[("Auto-Submitted", "auto-replied")])
    assert only(box).kind is ItemKind.AUTOMATIC


@at_a_server
def test_an_out_of_office_answer_comes_through(box: OfficeBox) -> None:
    box.office.mailboxes[NURSE].automatic_reply = "I am away until Monday."
    sent(box.mailer, letter(1))
    item = only(box)
    assert (item.kind, item.sender) == (ItemKind.AUTOMATIC, NURSE)
    assert box.mailer.key_of(item.answers, item.conversation) == letter(1).key


def test_a_letter_that_came_back_is_known_with_its_address_and_the_servers_that_say_so(box: Box) -> None:
    sent(box.mailer, letter(1, NURSE), letter(2, NOBODY))
    box.bounce(NOBODY)
    item = only(box)
    assert item.kind is ItemKind.NON_DELIVERY
    assert (item.failed_address, item.failed_key) == (NOBODY, letter(2).key)
    assert item.failed_by == ("mail.unit.example", "mx.members.example")


@at_a_server
def test_a_vote_is_the_button_that_was_pressed(box: OfficeBox) -> None:
    sent(box.mailer, letter(1, voting=("AGREE", "CHANGES")))
    box.vote(NURSE, "AGREE")
    item = only(box)
    assert (item.kind, item.vote) == (ItemKind.VOTE, "AGREE")
    assert box.mailer.key_of(item.answers, item.conversation) == letter(1).key


@at_a_server
@pytest.mark.parametrize("item_class", ["IPM.Weird.Thing", "IPM.Contact", "IPM.Post", "IPM.Note.SMIME"])
def test_an_item_of_another_kind_is_read_and_so_is_the_next(box: OfficeBox, item_class: str) -> None:
    box.write(NURSE, "Odd", "text", item_class=item_class)
    box.write(PROBATION, "Next", "words")
    odd, following = read_all(box)
    expected = ItemKind.MESSAGE if item_class.startswith("IPM.Note") else ItemKind.OTHER
    assert (odd.kind, odd.subject) == (expected, "Odd")
    assert (following.kind, following.subject) == (ItemKind.MESSAGE, "Next")


@at_a_server
def test_the_verdict_on_a_senders_domain_is_that_of_our_own_mail_system(box: OfficeBox) -> None:
    box.office.options.verdicts = {"members.example": Verdict.FAIL, "police.example": Verdict.NONE}
    forged = [("Authentication-Results", "mx.unit.example; dmarc=pass header.from=members.example")]
    box.write(NURSE, "Forged", "AGREE", headers=forged)
    box.write(POLICE, "No verdict", "AGREE", headers=forged)
    assert [(item.subject, item.dmarc) for item in read_all(box)] == [
        ("Forged", Dmarc.FAIL),
        ("No verdict", Dmarc.NONE),
    ]


@at_a_server
def test_a_colleague_inside_is_known_by_the_server_and_by_no_header(box: OfficeBox) -> None:
    colleague = "officer@unit.example"
    box.office.open_mailbox(colleague)
    box.office.options.verdicts = {"unit.example": Verdict.NONE}
    internal = (("X-MS-Exchange-Organization-AuthAs", "Internal"),)
    box.write(colleague, "Genuine", "RELEASE")
    box.office.bring_in(Person(colleague), [OURS], Item(subject="Forged", text="RELEASE", headers=internal))
    assert [(item.subject, item.sender, item.dmarc) for item in read_all(box)] == [
        ("Genuine", colleague, Dmarc.PASS),
        ("Forged", colleague, Dmarc.NONE),
    ]


@at_a_server
def test_a_colleagues_answer_to_an_invitation_is_known_as_well(box: OfficeBox) -> None:
    colleague = "officer@unit.example"
    box.office.open_mailbox(colleague)
    box.mailer.create_event(replace(MEETING, required=(colleague,), optional=()))
    box.answer_invitation(colleague, Coming.ACCEPTED)
    item = only(box)
    assert (item.kind, item.sender, item.dmarc) == (ItemKind.MEETING_ANSWER, colleague, Dmarc.PASS)


@at_a_server
def test_what_was_handled_is_marked_for_people_and_not_read_again(box: OfficeBox) -> None:
    box.write(NURSE, "First", "text")
    page = box.mailer.read("", LONG_AGO)
    box.mailer.mark(page.items[0].id, "MASE: recorded")
    (item,) = box.ours.in_folder(Folder.INBOX)
    assert item.categories == ("MASE: recorded",)
    assert box.mailer.read(page.cursor, LONG_AGO).items == ()


def test_marking_what_is_gone_already_is_no_error(box: Box) -> None:
    box.write(NURSE, "First", "text")
    item = only(box)
    if isinstance(box, OfficeBox):
        box.ours.remove(box.ours.in_folder(Folder.INBOX)[0].id)
    box.mailer.mark(item.id, "MASE: recorded")
    assert [again.id for again in read_all(box)] == ([] if isinstance(box, OfficeBox) else [item.id])


@at_a_server
def test_an_item_deleted_before_it_was_read_is_passed_over(box: OfficeBox) -> None:
    box.write(NURSE, "First", "text")
    box.write(NURSE, "Second", "text")
    box.ours.remove(box.ours.in_folder(Folder.INBOX)[0].id)
    assert only(box).subject == "Second"


def seed(box: OfficeBox, count: int) -> None:
    """Open our mailbox anew, with so many items in its inbox."""
    mailbox = box.office.open_mailbox(OURS)
    for number in range(count):
        mailbox.put(Item(subject=f"{number}", received_at=box.office.clock.now()), Folder.INBOX)


@at_a_server
def test_an_item_that_the_server_is_too_busy_for_keeps_no_other_from_being_read(box: OfficeBox) -> None:
    for subject in ("First", "Second", "Third"):
        box.write(NURSE, subject, "text")
    box.office.options.busy_subject = "Second"
    items = box.mailer.read("", LONG_AGO).items
    assert sorted(item.subject for item in items if not item.busy) == ["First", "Third"]
    assert len([item for item in items if item.busy]) == 1
    box.office.options.busy_subject = ""
    assert not [item for item in box.mailer.read("", LONG_AGO).items if item.busy]


@at_a_server
def test_a_server_too_busy_for_all_items_is_a_busy_server(box: OfficeBox) -> None:
    box.write(NURSE, "Only", "text")
    box.office.options.busy_subject = "Only"
    with pytest.raises(BusyError):
        box.mailer.read("", LONG_AGO)


@at_a_server
def test_headers_that_are_missing_from_an_item_are_asked_for_as_a_property(box: OfficeBox) -> None:
    box.office.options.leaves_out = frozenset({"item:InternetMessageHeaders", "item:MimeContent"})
    box.write(NURSE, "Automatic reply", "I am away", headers=[("Auto-Submitted", "auto-replied")])
    (item,) = box.mailer.read("", LONG_AGO).items
    assert (item.kind, item.dmarc) == (ItemKind.AUTOMATIC, Dmarc.PASS)
