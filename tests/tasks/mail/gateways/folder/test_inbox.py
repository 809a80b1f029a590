"""Files put into the inbox are read once, in their order, whatever is in them."""

from __future__ import annotations

import datetime as dt
import os
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest

from forum.inbox.mailbox_items import ItemKind
from forum.outbox.states import Topic, dispatch_key
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import Dmarc, InvitationAnswer, Mail, Page, ReceivedItem
from tasks.register.database.clock import LONDON, SetClock
from tests.tasks.mail.gateways.folder.reading import read

KEY = dispatch_key(UUID(int=1), "chair", Topic(UUID(int=2)), UUID(int=3))
PDF = b"%PDF-1.7 a paper"


CAME = dt.datetime(2027, 1, 14, 9, 14, tzinfo=LONDON)


@pytest.fixture
def mailer(tmp_path: Path, clock: SetClock) -> FolderMailer:
    mailer = FolderMailer(tmp_path / "mail", "mase@unit.example", clock, authserv_id="mx.unit.example")
    assert mailer.check() == []
    return mailer


def put(mailer: FolderMailer, name: str, content: bytes | EmailMessage, came: dt.datetime = CAME) -> None:
    """A file is written elsewhere and moved into the inbox, as a mail program does."""
    part = mailer.folder / "part"
    part.write_bytes(content if isinstance(content, bytes) else content.as_bytes())
    os.utime(part, (came.timestamp(), came.timestamp()))
    part.rename(mailer.inbox / name)


def mail(text: str = "AGREE\n", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Chair <Chair@Members.example>"
    message["Subject"] = "RE: MASE"
    message["Date"] = "Thu, 14 Jan 2027 09:14:00 +0000"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def only(mailer: FolderMailer, content: bytes | EmailMessage) -> ReceivedItem:
    put(mailer, "reply.eml", content)
    (item,) = read(mailer).items
    return item


def names(page: Page) -> list[str]:
    return [item.id for item in page.items]


def test_a_reply_is_read_with_all_that_tells_what_it_is(mailer: FolderMailer) -> None:
    item = only(
        mailer,
        mail(
            Message_ID="<1@members.example>",
            In_Reply_To="<ours@unit.example>",
            Authentication_Results="mx.unit.example; dmarc=pass header.from=members.example",
        ),
    )
    assert item == ReceivedItem(
        id="reply.eml",
        kind=ItemKind.MESSAGE,
        sender="chair@members.example",
        received_at=dt.datetime(2027, 1, 14, 9, 14),
        subject="RE: MASE",
        text="AGREE\n",
        message_id="<1@members.example>",
        answers=("<ours@unit.example>",),
        dmarc=Dmarc.PASS,
        examined_by="mx.unit.example",
    )


def test_the_same_cursor_gives_the_same_items_and_the_next_one_only_what_came_later(
    mailer: FolderMailer,
) -> None:
    put(mailer, "b.eml", mail())
    first = read(mailer)
    assert read(mailer) == first
    put(mailer, "a.eml", mail())
    second = read(mailer, first.cursor)
    assert (names(first), names(second)) == (["b.eml"], ["a.eml"])
    assert read(mailer, second.cursor) == Page((), second.cursor, more=False)


def test_what_came_in_the_same_moment_is_not_passed_over(mailer: FolderMailer) -> None:
    cursor, seen = "", []
    for number in range(30):  # each file may have the very time of the one before
        put(mailer, f"{29 - number:02}.eml", mail())
        page = read(mailer, cursor)
        seen += names(page)
        cursor = page.cursor
    assert seen == [f"{29 - number:02}.eml" for number in range(30)]


def test_many_items_come_page_by_page(mailer: FolderMailer) -> None:
    for number in range(120):
        put(mailer, f"{number:03}.eml", mail())
    cursor, sizes, seen = "", [], []
    while True:
        page = read(mailer, cursor)
        sizes.append(len(page.items))
        seen += names(page)
        cursor = page.cursor
        if not page.more:
            break
    assert sizes == [50, 50, 20]
    assert len(set(seen)) == 120


def test_a_cursor_that_nobody_knows_is_taken_for_an_empty_one(mailer: FolderMailer) -> None:
    put(mailer, "a.eml", mail())
    assert names(read(mailer, "H4sIAAAAAAAEAGNg")) == ["a.eml"]


def test_the_first_reading_begins_where_it_is_told(mailer: FolderMailer) -> None:
    put(mailer, "a.eml", mail())
    tomorrow = dt.datetime.now() + dt.timedelta(days=1)  # noqa: DTZ005  (the file system's own day)
    assert mailer.read("", max(tomorrow, dt.datetime(2027, 1, 15))).items == ()
    assert names(mailer.read("", dt.datetime(2027, 1, 14))) == ["a.eml"]


def test_a_mark_stands_beside_the_item_and_is_no_news(mailer: FolderMailer) -> None:
    put(mailer, "a.eml", mail())
    page = read(mailer)
    mailer.mark("a.eml", "MASE: recorded")
    mailer.mark("gone.eml", "MASE: recorded")
    assert (mailer.inbox / "a.eml.mark").read_text() == "MASE: recorded\n"
    assert sorted(file.name for file in mailer.inbox.iterdir()) == ["a.eml", "a.eml.mark"]
    assert read(mailer, page.cursor).items == ()


def test_a_reply_is_traced_to_our_letter(mailer: FolderMailer) -> None:
    (draft,) = mailer.draft([Mail(key=KEY, to="chair@members.example", subject="", text="", html="")])
    assert isinstance(draft, str)
    mailer.send([draft])
    (file,) = mailer.sent.iterdir()
    ours = f"<{file.stem.rpartition('-')[2]}@unit.example>"
    assert mailer.key_of(["<other@members.example>", ours], "") == KEY
    assert mailer.key_of(["<*@unit.example>", "", "<../../x@unit.example>"], "a thread") == ""


def test_a_body_in_html_alone_is_read_as_text(mailer: FolderMailer) -> None:
    message = mail()
    message.set_content("<p>AGREE <b>BOTH</b></p><p>Jo</p>", subtype="html")
    assert only(mailer, message).text == "AGREE BOTH\nJo"


def test_a_mail_without_a_body_has_no_text(mailer: FolderMailer) -> None:
    assert only(mailer, b"From: chair@members.example\nSubject: RE: MASE\n\n").text == ""


@pytest.mark.thorough
def test_a_reply_of_30_megabytes_is_cut_off(mailer: FolderMailer) -> None:
    item = only(mailer, mail("AGREE\n" + "quoted text\n" * 2_600_000))
    assert item.text.startswith("AGREE")
    assert len(item.text) == 200_000


def test_files_keep_the_name_they_came_with_and_are_found_by_number(mailer: FolderMailer) -> None:
    message = mail("VERBAL\n")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="../../x.docx")
    message.add_attachment(b"tnef", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    attached = mail("an earlier mail")
    message.add_attachment(attached)
    item = only(mailer, message)
    assert [(file.name, file.size) for file in item.files[:2]] == [
        ("../../x.docx", len(PDF)),
        ("winmail.dat", 4),
    ]
    assert item.files[2].media_type == "message/rfc822"
    assert item.text == "VERBAL\n"
    assert mailer.file_content(item.id, item.files[0].id) == PDF
    assert b"an earlier mail" in mailer.file_content(item.id, item.files[2].id)


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 4 Jan 2027 09:14:00 +0000",
        "Fri, 1 Jan 1999 00:00:00 +0000",
        "Fri, 31 Dec 2049 23:59:59 +0000",
        "Thu, 14 Jan 2027 09:14:00 -1200",
        "yesterday",
        "",
    ],
)
def test_a_mail_came_when_it_was_put_there_whatever_date_its_sender_gave_it(
    mailer: FolderMailer, date: str
) -> None:
    message = mail(Received="from a.example by b.example; Mon, 4 Jan 2027 09:14:00 +0000", Date=date)
    assert only(mailer, message).received_at == dt.datetime(2027, 1, 14, 9, 14)


def test_a_mail_came_in_london_time(mailer: FolderMailer) -> None:
    put(mailer, "a.eml", mail(), dt.datetime(2027, 7, 6, 8, 30, tzinfo=dt.UTC))
    (item,) = read(mailer).items
    assert item.received_at == dt.datetime(2027, 7, 6, 9, 30)


@pytest.mark.parametrize("marks", [{"X_Forwarded_For": "a@b.example"}, {"Resent_From": "a@b.example"}])
def test_a_calendar_answer_that_was_passed_on_is_nobodys_answer(
    mailer: FolderMailer, marks: dict[str, str]
) -> None:
    message = mail("", **marks)
    message.add_alternative(CALENDAR.format(method="REPLY", said="ACCEPTED"), subtype="calendar")
    item = only(mailer, message)
    assert (item.kind, item.invitation_answer) == (ItemKind.PASSED_ON, None)


def test_an_automatic_reply_is_known_by_its_header(mailer: FolderMailer) -> None:
    assert only(mailer, mail(Auto_Submitted="auto-replied")).kind is ItemKind.AUTOMATIC


REPORT = b"""From: MAILER-DAEMON@mx.example
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Chair@Members.example
Action: failed

--b
Content-Type: text/rfc822-headers

Message-ID: <%s@unit.example>

--b--
"""


@pytest.mark.parametrize(
    ("action", "kind"), [(b"failed", ItemKind.NON_DELIVERY), (b"delayed", ItemKind.NOTICE)]
)
def test_a_non_delivery_report_names_the_address_and_our_letter(
    mailer: FolderMailer, action: bytes, kind: ItemKind
) -> None:
    (draft,) = mailer.draft([Mail(key=KEY, to="chair@members.example", subject="", text="", html="")])
    assert isinstance(draft, str)
    mailer.send([draft])
    (file,) = mailer.sent.iterdir()
    report = REPORT % file.stem.rpartition("-")[2].encode()
    item = only(mailer, report.replace(b"failed", action))
    assert (item.kind, item.failed_address, item.failed_key) == (kind, "chair@members.example", KEY)


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
METHOD:{method}
BEGIN:VEVENT
UID:1@unit.example
DTSTAMP:20270114T091400Z
ATTENDEE;PARTSTAT={said}:mailto:chair@members.example
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("method", "said", "kind", "invitation_answer"),
    [
        ("REPLY", "ACCEPTED", ItemKind.MEETING_ANSWER, InvitationAnswer.ACCEPTED),
        ("REPLY", "TENTATIVE", ItemKind.MEETING_ANSWER, InvitationAnswer.TENTATIVE),
        ("REPLY", "DECLINED", ItemKind.MEETING_ANSWER, InvitationAnswer.DECLINED),
        ("REPLY", "DELEGATED", ItemKind.MESSAGE, None),
        ("REQUEST", "ACCEPTED", ItemKind.MESSAGE, None),
    ],
)
def test_an_answer_to_an_invitation_is_told_by_its_calendar_item(
    mailer: FolderMailer, method: str, said: str, kind: ItemKind, invitation_answer: InvitationAnswer | None
) -> None:
    message = mail("")
    message.add_alternative(CALENDAR.format(method=method, said=said), subtype="calendar")
    item = only(mailer, message)
    assert (item.kind, item.invitation_answer) == (kind, invitation_answer)


EVENT = "BEGIN:VEVENT\nUID:1@unit.example\nDTSTAMP:20270114T091400Z\n{said}END:VEVENT\n"
NO_UID = "BEGIN:VEVENT\nATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example\nEND:VEVENT\n"
NO_ANSWERS = {
    "an appointment without anybody": ("PUBLISH", EVENT.format(said="")),
    "an answer of nobody": ("REPLY", EVENT.format(said="")),
    "an answer to nothing": ("REPLY", NO_UID),
    "two answers in one": ("REPLY", EVENT.format(said='ATTENDEE;PARTSTAT="NO","YES":mailto:a@b.example\n')),
    "what is cut off": ("REPLY", "BEGIN:VEVENT\n"),
    "what is no calendar": ("REPLY", "Kind regards\n"),
    "nothing": ("REPLY", ""),
}


@pytest.mark.parametrize(("method", "events"), list(NO_ANSWERS.values()), ids=list(NO_ANSWERS))
def test_a_calendar_item_that_answers_nothing_leaves_the_reply_beside_it_as_it_is(
    mailer: FolderMailer, method: str, events: str
) -> None:
    message = mail("AGREE\n")
    calendar = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:{method}\n{events}END:VCALENDAR\n"
    message.add_attachment(calendar, subtype="calendar", filename="court.ics")
    item = only(mailer, message)
    assert (item.kind, item.sender, item.text) == (ItemKind.MESSAGE, "chair@members.example", "AGREE\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe not a mail at all",
        b"From: =?x-nobody?Q?=FF=FE?=\nDate: yesterday or so\nSubject: =?utf-8?B?!!!?=\n\n\xff",
        b"Content-Type: text/plain; charset=x-nobody\nDate: Thu, 99 Jan 2027 99:99:99 +9999\n\nAGREE\n",
        b"Content-Type: multipart/mixed\n\nno boundary",
        b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"Content-Transfer-Encoding: base64\n\n!!!\n",
        b"From: a@b.example\nDate: Fri, 31 Dec 9999 23:59:59 -1200\n\nAGREE\n",
    ],
)
def test_a_malformed_file_is_an_item_and_stops_nothing(mailer: FolderMailer, content: bytes) -> None:
    put(mailer, "broken.eml", content)
    put(mailer, "good.eml", mail())
    broken, good = read(mailer).items
    assert (broken.id, good.id, good.text) == ("broken.eml", "good.eml", "AGREE\n")


def test_a_part_whose_content_stands_elsewhere_is_a_link(mailer: FolderMailer) -> None:
    content = (
        b'From: nurse@members.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="="\n\n'
        b"--=\nContent-Type: text/plain\n\nAttached\n--=\n"
        b'Content-Type: message/external-body; access-type=URL; URL="https://cloud.example/1"\n\n'
        b"Content-Type: application/msword\n\n\n--=--\n"
    )
    put(mailer, "linked.eml", content)
    ((file,),) = [item.files for item in read(mailer).items]
    assert file.is_link


def test_a_file_that_vanishes_in_between_is_left_out(mailer: FolderMailer) -> None:
    (mailer.inbox / "dangling.eml").symlink_to(mailer.folder / "nowhere")
    put(mailer, "good.eml", mail())
    assert names(read(mailer)) == ["good.eml"]
