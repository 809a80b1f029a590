"""Reading the inbox through Graph: what is new, what each item is, and what is odd."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.incoming.plain_text import LONGEST_TEXT
from tasks.mail.protocol import marks
from tasks.mail.protocol.mailer import Dmarc, Page, ReceivedItem, SignInError
from tests.standins.post_office import people
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import File, Folder, Item, Person
from tests.standins.post_office.post_office import Verdict
from tests.tasks.mail.gateways.graph.conftest import CHAIR, OURS, Office, file, letter

ALWAYS = dt.datetime(2000, 1, 1)
POLICE = "sergeant@police.example"


def write(office: Office, text: str = "A word.", sender: str = CHAIR, **what: Any) -> None:
    """Somebody outside writes to us."""
    item = Item(subject="A word", text=text, **what)
    office.standin.office.bring_in(Person(sender), [OURS], item)


def read(mailer: GraphMailer) -> tuple[ReceivedItem, ...]:
    return mailer.read("", ALWAYS).items


def sent_to(office: Office, mailer: GraphMailer, to: str = CHAIR, **what: Any) -> Item | None:
    """Send a letter; how it arrived."""
    (draft_id,) = mailer.draft([letter(to=to, **what)])
    mailer.send([str(draft_id)])
    boxes = office.standin.office.mailboxes
    return office.items(to)[-1] if to in boxes else None


def test_a_reply_comes_with_what_it_answers_and_the_files_it_brings(
    office: Office, mailer: GraphMailer
) -> None:
    arrived = sent_to(office, mailer)
    assert arrived
    office.standin.office.clock.set(dt.datetime(2027, 7, 6, 8, 30, tzinfo=dt.UTC))
    paper = File("1", "../../paper.docx", "application/msword", b"paper")
    people.reply(office.standin.office, CHAIR, arrived.id, "AGREE BOTH", files=[paper])
    (item,) = read(mailer)
    assert (item.kind, item.sender, item.subject) == (ItemKind.MESSAGE, CHAIR, "RE: Letter 1")
    assert item.text.startswith("AGREE BOTH")
    assert item.received_at == dt.datetime(2027, 7, 6, 9, 30)
    assert item.answers == (arrived.message_id,)
    assert mailer.key_of(item.answers, "") == letter().key
    assert mailer.key_of((), item.conversation) == letter().key
    (attached,) = item.files
    assert (attached.name, attached.media_type, attached.size) == (paper.name, paper.media_type, 5)
    assert mailer.file_content(item.id, attached.id) == b"paper"


def test_a_button_that_was_pressed_is_a_vote(office: Office, mailer: GraphMailer) -> None:
    arrived = sent_to(office, mailer, voting=("AGREE", "SAY MORE"))
    assert arrived
    people.vote(office.standin.office, CHAIR, arrived.id, "SAY MORE", "Which item?")
    (item,) = read(mailer)
    assert (item.kind, item.vote) == (ItemKind.VOTE, "SAY MORE")


def test_a_report_that_the_server_cannot_show_stops_nothing(office: Office, mailer: GraphMailer) -> None:
    sent_to(office, mailer, to="gone@council.example")
    write(office)
    office.strike("GetMime", Trouble.ERROR_CLOSE)
    report, reply = read(mailer)
    assert (report.kind, report.failed_address, report.failed_key) == (ItemKind.NON_DELIVERY, "", "")
    assert reply.kind is ItemKind.MESSAGE


def test_a_letter_that_comes_back_names_the_address_and_the_letter(
    office: Office, mailer: GraphMailer
) -> None:
    sent_to(office, mailer, to="gone@council.example")
    (item,) = read(mailer)
    assert item.kind is ItemKind.NON_DELIVERY
    assert (item.failed_address, item.failed_key) == ("gone@council.example", letter().key)


def test_who_is_away_answers_automatically(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.mailboxes[CHAIR].automatic_reply = "I am away until Monday."
    sent_to(office, mailer)
    (item,) = read(mailer)
    assert (item.kind, item.sender) == (ItemKind.AUTOMATIC, CHAIR)
    assert mailer.key_of(item.answers, "") == letter().key


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_verdict_on_the_senders_domain_is_read(
    office: Office, mailer: GraphMailer, verdict: Verdict
) -> None:
    office.standin.office.options.verdicts["police.example"] = verdict
    write(office, sender=POLICE, headers=(("Authentication-Results", "forged; dmarc=pass"),))
    (item,) = read(mailer)
    assert item.dmarc is Dmarc(verdict.value)


def test_only_what_is_new_is_read_and_reading_again_gives_the_same(
    office: Office, mailer: GraphMailer
) -> None:
    write(office, "One")
    first = mailer.read("", ALWAYS)
    assert mailer.read(first.cursor, ALWAYS).items == ()
    write(office, "Two")
    write(office, "Three")
    second = mailer.read(first.cursor, ALWAYS)
    assert [item.text for item in second.items] == ["Two", "Three"]
    assert mailer.read(first.cursor, ALWAYS).items == second.items
    assert mailer.read(second.cursor, ALWAYS).items == ()


def test_what_we_mark_and_what_people_delete_does_not_come_again(office: Office, mailer: GraphMailer) -> None:
    write(office, "One")
    write(office, "Two")
    page = mailer.read("", ALWAYS)
    mailer.mark(page.items[0].id, "Read by MASE")
    office.standin.office.mailboxes[OURS].remove(office.items()[1].id)
    assert mailer.read(page.cursor, ALWAYS).items == ()


def test_only_what_came_since_is_read_the_first_time(office: Office, mailer: GraphMailer) -> None:
    clock = office.standin.office.clock
    clock.set(dt.datetime(2027, 7, 6, 8, 29, tzinfo=dt.UTC))
    write(office, "Before")
    clock.set(dt.datetime(2027, 7, 6, 8, 30, tzinfo=dt.UTC))
    write(office, "Since")
    page = mailer.read("", dt.datetime(2027, 7, 6, 9, 30))
    assert [item.text for item in page.items] == ["Since"]


def test_many_items_come_in_pages_each_in_few_requests(office: Office, mailer: GraphMailer) -> None:
    for number in range(95):
        write(office, str(number))
    page, texts, pages = Page((), "", more=True), [], 0
    while page.more:
        page = mailer.read(page.cursor, ALWAYS)
        texts += [item.text for item in page.items]
        pages += 1
    assert texts == [str(number) for number in range(95)]
    assert (pages, office.requests("Delta"), office.requests("GetMessage")) == (3, 3, 5)


def test_twenty_new_items_among_fifty_thousand_cost_two_requests(office: Office, mailer: GraphMailer) -> None:
    mailbox = office.standin.office.mailboxes[OURS]
    old = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for _ in range(50_000):
        mailbox.put(Item(subject="Old", received_at=old, created_at=old), Folder.INBOX)
    cursor = mailer.read("", dt.datetime(2026, 6, 1)).cursor
    office.standin.traffic.forget()
    for number in range(20):
        write(office, str(number))
    assert len(mailer.read(cursor, ALWAYS).items) == 20
    assert sum(office.standin.traffic.requests.values()) == 2


def test_a_cursor_that_graph_has_forgotten_begins_anew(office: Office, mailer: GraphMailer) -> None:
    write(office, "One")
    cursor = mailer.read("", ALWAYS).cursor
    office.standin.generation += 1
    assert [item.text for item in mailer.read(cursor, ALWAYS).items] == ["One"]


@pytest.mark.parametrize(
    "cursor",
    [
        "H4sIAAAAAAAEAGNgYGBk",  # of another gateway
        "https://graph.evil.example/v1.0/users/x/mailFolders/inbox/messages/delta?$deltatoken=x",
    ],
)
def test_a_cursor_of_somebody_else_begins_anew_and_our_token_goes_nowhere(
    office: Office, mailer: GraphMailer, cursor: str
) -> None:
    write(office, "One")
    assert [item.text for item in mailer.read(cursor, ALWAYS).items] == ["One"]


def test_a_cursor_that_makes_no_sense_begins_anew(office: Office, mailer: GraphMailer) -> None:
    write(office, "One")
    cursor = mailer.read("", ALWAYS).cursor + "garbage"
    assert [item.text for item in mailer.read(cursor, ALWAYS).items] == ["One"]


def test_reading_waits_as_long_as_it_is_asked_to(office: Office, mailer: GraphMailer) -> None:
    write(office, "One")
    office.strike("Delta", Trouble.THROTTLED, seconds=3)
    office.strike("GetMessage", Trouble.UNAVAILABLE, seconds=4)
    assert [item.text for item in read(mailer)] == ["One"]
    assert office.waited == [3, 4]


def test_one_item_that_is_busy_is_asked_for_again_by_itself(office: Office, mailer: GraphMailer) -> None:
    for number in range(3):
        write(office, str(number))
    office.strike("GetMessage", Trouble.ITEM_BUSY, item=1)
    assert [item.text for item in read(mailer)] == ["0", "1", "2"]
    assert office.waited == [10]


def test_an_item_that_is_refused_for_a_reason_that_concerns_all_ends_the_reading(
    office: Office, mailer: GraphMailer
) -> None:
    for number in range(3):
        write(office, str(number))
    office.strike("GetMessage", Trouble.ITEM_BUSY, item=1, code="ErrorAccessDenied")
    with pytest.raises(SignInError, match="scope"):
        read(mailer)


def test_an_item_that_cannot_be_read_is_on_record_and_the_next_is_read(
    office: Office, mailer: GraphMailer
) -> None:
    for number in range(3):
        write(office, str(number))
    broken = office.items()[1]
    office.standin.unreadable.add(broken.id)
    items = read(mailer)
    assert sorted(item.text for item in items) == ["", "0", "2"]
    (odd,) = [item for item in items if not item.text]
    assert (odd.kind, odd.sender) == (ItemKind.OTHER, "")
    assert odd.id.endswith(broken.id)


def test_an_item_that_we_cannot_make_sense_of_is_on_record_and_the_next_is_read(
    office: Office, mailer: GraphMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(_: bytes) -> marks.ReturnedLetter:
        raise LookupError("unknown encoding")

    sent_to(office, mailer, to="gone@council.example")
    write(office, "Next")
    monkeypatch.setattr("tasks.mail.incoming.plain_text.parse_report", cannot)
    odd, following = read(mailer)
    assert (odd.kind, odd.subject, following.text) == (ItemKind.OTHER, "", "Next")


def test_an_item_that_vanishes_while_we_read_is_left_out(office: Office, mailer: GraphMailer) -> None:
    write(office, "One")
    write(office, "Two")
    office.standin.vanished.add(office.items()[0].id)
    assert [item.text for item in read(mailer)] == ["Two"]


def test_a_message_without_a_body_or_a_sender_is_read(office: Office, mailer: GraphMailer) -> None:
    item = Item(subject="", text="")
    office.standin.office.bring_in(Person(""), [OURS], item)
    (received,) = read(mailer)
    assert (received.kind, received.sender, received.text, received.subject) == (ItemKind.MESSAGE, "", "", "")


def test_a_very_long_reply_is_cut_off(office: Office, mailer: GraphMailer) -> None:
    write(office, "AGREE " + "x" * 1_000_000)
    (item,) = read(mailer)
    assert len(item.text) == LONGEST_TEXT


def test_a_reply_in_html_is_read_as_text(office: Office, mailer: GraphMailer) -> None:
    write(office, "", html="<html><body><p>AGREE &amp; thanks</p><p>Kind regards</p></body></html>")
    (item,) = read(mailer)
    assert item.text.split("\n")[0].strip() == "AGREE & thanks"


def test_pictures_of_a_signature_are_no_files_and_an_attached_letter_is_one(
    office: Office, mailer: GraphMailer
) -> None:
    files = (
        File("1", "logo.png", "image/png", b"png", content_id="logo", inline=True),
        File("2", "winmail.dat", "application/ms-tnef", b"tnef"),
        File("3", "Forwarded", "message/rfc822", b"Subject: x\r\n\r\nWords", is_item=True),
        File("4", "photo.png", "image/png", b"png"),
    )
    write(office, files=files)
    (item,) = read(mailer)
    assert [(one.name, one.media_type) for one in item.files] == [
        ("winmail.dat", "application/ms-tnef"),
        ("Forwarded", "message/rfc822"),
        ("photo.png", "image/png"),
    ]
    assert mailer.file_content(item.id, item.files[1].id) == b"Subject: x\r\n\r\nWords"


def test_a_large_file_is_known_by_its_size_before_it_is_fetched(office: Office, mailer: GraphMailer) -> None:
    large = file(3_000_000)
    write(office, files=(File("1", large.name, large.media_type, large.content),))
    (item,) = read(mailer)
    assert item.files[0].size == 3_000_000
    assert office.requests("GetAttachment") == 0
    assert sum(office.standin.traffic.answered.values()) < 20_000


def test_a_mark_is_added_to_those_an_item_has(office: Office, mailer: GraphMailer) -> None:
    write(office)
    (item,) = read(mailer)
    office.items()[0].categories = ("A person's own",)
    mailer.mark(item.id, "Read by MASE")
    mailer.mark(item.id, "Read by MASE")
    assert office.items()[0].categories == ("A person's own", "Read by MASE")


def test_marking_what_is_gone_is_no_error(office: Office, mailer: GraphMailer) -> None:
    write(office)
    (item,) = read(mailer)
    office.standin.office.mailboxes[OURS].remove(office.items()[0].id)
    mailer.mark(item.id, "Read by MASE")
    assert read(mailer) == ()


def test_an_item_class_nobody_has_heard_of_is_something_else(office: Office, mailer: GraphMailer) -> None:
    write(office, item_class="IPM.Something.New")
    (item,) = read(mailer)
    assert item.kind is ItemKind.OTHER
