"""Whatever somebody puts into the inbox, it is read or put to the unit, and what comes next is read."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.limited.process import LimitedProcess
from tasks.mail.gateways.folder import inbox
from tasks.mail.gateways.folder.inbox import DAMAGED
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.incoming.plain_text import LONGEST_LINE, LONGEST_TEXT, TOO_SLOW, cut_to_bounds
from tasks.mail.protocol.mailer import InvitationAnswer, ReceivedItem, RefusedError
from tasks.register.database.clock import SetClock
from tests.tasks.mail.gateways.folder.reading import read

pytestmark = pytest.mark.thorough

HEAD = b"From: Jo <jo@members.example>\nSubject: RE: MASE\nMessage-ID: <1@members.example>\n"
FILE = b"--b\nContent-Disposition: attachment; filename"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
CALENDAR = (
    HEAD + b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\n%s"
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:jo@members.example\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture
def mailer(tmp_path: Path, clock: SetClock) -> FolderMailer:
    mailer = FolderMailer(tmp_path / "mail", "mase@unit.example", clock)
    assert mailer.check() == []
    return mailer


@pytest.fixture(scope="module")
def limited() -> Iterator[LimitedProcess]:
    process = LimitedProcess(seconds=0.7)
    process.run(len, "begun")
    yield process
    process.close()


def put(mailer: FolderMailer, content: bytes, name: bytes = b"reply.eml") -> Path:
    file = Path(os.fsdecode(os.fsencode(mailer.inbox) + b"/" + name))
    file.write_bytes(content)
    return file


def only(mailer: FolderMailer, content: bytes, name: bytes = b"reply.eml") -> ReceivedItem:
    put(mailer, content, name)
    (item,) = read(mailer).items
    return cut_to_bounds(item)


def with_charset(charset: str) -> bytes:
    return HEAD + f'Content-Type: text/plain; charset="{charset}"\n'.encode() + b"\nAGREE\n"


READ = {
    "NULs": (HEAD + b"\nAGREE\0 if\n", "AGREE\N{REPLACEMENT CHARACTER} if\n"),
    "broken quoted-printable": (
        HEAD + b"Content-Transfer-Encoding: quoted-printable\n\nAGREE =ZZ\n",
        "AGREE =ZZ\n",
    ),
    "broken base64": (HEAD + b"Content-Transfer-Encoding: base64\n\nQUdSRUU===\xff==\n", "AGREE"),
    "no such encoding": (HEAD + b"Content-Transfer-Encoding: x-nobody\n\nAGREE\n", "AGREE\n"),
    "no headers": (b"\nAGREE\n", "AGREE\n"),
    "no boundary": (HEAD + b"Content-Type: multipart/mixed\n\nAGREE\n", ""),
    "HTML that is none": (HEAD + b"Content-Type: text/html\n\n<!--AGREE", ""),
    "many attributes": (HEAD + b"Content-Type: text/html\n\n<p " + b"a=1 " * 5_000 + b">AGREE", "AGREE"),
    "a date of a megabyte": (HEAD + b"Date: " + b"1 " * 500_000 + b"\n\nAGREE\n", "AGREE\n"),
    "many headers": (b"X: a\n" * 20_000 + HEAD + b"\nAGREE\n", "AGREE\n"),
    "one that is folded on and on": (HEAD + b"X: a\n" + b" a\n" * 20_000 + b"\nAGREE\n", "AGREE\n"),
    **{
        charset: (with_charset(charset), "AGREE\n")
        for charset in (
            *("x-nobody", "idna", "punycode", "unicode_escape", "undefined", "utf-7", "zlib", "hex", "bz2"),
            *("base64", "rot13", "\0", "é", "a" * 300),
        )
    },
}


@pytest.mark.parametrize("what", READ)
def test_what_is_wrong_in_one_place_is_read_in_all_others(mailer: FolderMailer, what: str) -> None:
    content, text = READ[what]
    item = only(mailer, content)
    assert (item.kind, item.text, item.unreadable) == (ItemKind.MESSAGE, text, "")


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "idna", "hex", "\0"])
def test_no_text_is_made_of_what_is_none(mailer: FolderMailer, charset: str) -> None:
    content = with_charset(charset).replace(b"AGREE", rb"\x41GREE +AEE-GREE 4147")
    assert only(mailer, content).text == "\\x41GREE +AEE-GREE 4147\n"


def test_an_answer_in_a_calendar_of_any_size_is_a_letter_at_least(mailer: FolderMailer) -> None:
    assert only(mailer, CALENDAR % b"").invitation_answer is InvitationAnswer.ACCEPTED
    assert only(mailer, CALENDAR % (b"X-A:b\n" * 40_000)).kind is ItemKind.MESSAGE
    assert only(
        mailer, CALENDAR % b"DTSTART:99999999T999999Z\nRRULE:FREQ=SECONDLY;COUNT=99999999\n"
    ).kind in (
        ItemKind.MEETING_ANSWER,
        ItemKind.OTHER,
    )


SLOW = {
    "parts within parts": HEAD
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
    "letters within letters": HEAD + b"Content-Type: message/rfc822\n\n" * 3_000 + b"\nAGREE",
    "a name of parts": HEAD
    + b"Content-Disposition: attachment"
    + b"".join(b";\n name*%d=a" % n for n in range(60_000))
    + b"\n\nx",
    "words of a code without end": HEAD + b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nAGREE",
    "attributes of a page": HEAD
    + b"Content-Type: text/html\n\n<p "
    + b"".join(b"a%d=1 " % n for n in range(100_000)),
}


@pytest.mark.parametrize("what", SLOW)
def test_what_takes_too_long_is_put_to_the_unit_and_the_next_is_read(
    tmp_path: Path, clock: SetClock, limited: LimitedProcess, what: str
) -> None:
    mailer = FolderMailer(tmp_path / "mail", "mase@unit.example", clock, limited=limited)
    assert mailer.check() == []
    put(mailer, SLOW[what], b"a.eml")
    put(mailer, HEAD + b"\nAGREE\n", b"b.eml")
    first, second = sorted(read(mailer).items, key=lambda item: item.id)
    assert first.unreadable == TOO_SLOW or first.kind is ItemKind.MESSAGE
    assert (second.kind, second.text) == (ItemKind.MESSAGE, "AGREE\n")


def test_what_is_larger_than_any_mail_is_put_to_the_unit_with_whom_it_is_from(
    mailer: FolderMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "LARGEST", 2_000_000)
    item = only(mailer, HEAD + b"\n" + b"AGREE " * 500_000)
    assert (item.kind, item.sender, item.subject) == (ItemKind.OTHER, "jo@members.example", "RE: MASE")
    assert item.unreadable == "It is larger than what we read (3 MB): open it in the mailbox."


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.eml", b"\xed\xa0\x80.eml", b"%FF.eml", b"a\nb.eml", b"a" * 251 + b".eml"]
)
def test_a_file_of_any_name_is_read_marked_and_known_again(mailer: FolderMailer, name: bytes) -> None:
    content = MIXED + FILE + b"=a.pdf\n\n%PDF-1.7\n--b--\n"
    item = only(mailer, content, name)
    item.id.encode()  # as it is stored
    assert mailer.file_content(item.id, item.files[0].id) == b"%PDF-1.7"
    try:
        mailer.mark(item.id, "MASE: recorded")
    except RefusedError:
        assert len(name) > 250  # no longer name is left for the mark
    else:
        assert os.fsencode(mailer.inbox / "x")[:-1] + name + b".mark" in {
            os.fsencode(one) for one in mailer.inbox.iterdir()
        }
    page = read(mailer)
    page.cursor.encode()
    assert read(mailer, page.cursor).items == ()


@pytest.mark.parametrize(
    "file_name", [b"=\xff\xfe.pdf", b"*=hex''%FF", b"*=utf-8''%ED%A0%80.pdf", b"=" + b"a" * 9_999]
)
def test_a_file_within_is_of_any_name(mailer: FolderMailer, file_name: bytes) -> None:
    item = only(mailer, MIXED + FILE + file_name + b"\n\n%PDF-1.7\n--b--\n")
    assert len(item.files) == 1
    item.files[0].name.encode()


def test_what_is_no_file_or_goes_or_can_not_be_opened_is_no_harm(
    mailer: FolderMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(mailer.inbox / "pipe.eml")
    (mailer.inbox / "folder.eml").mkdir()
    (mailer.inbox / "nowhere.eml").symlink_to("gone")
    (mailer.inbox / "endless.eml").symlink_to("/dev/zero")
    gone = put(mailer, HEAD + b"\nAGREE\n", b"gone.eml")
    put(mailer, HEAD + b"\nAGREE\n", b"there.eml")
    put(mailer, b"", b"empty.eml")
    read_mail = inbox.read_mail

    def unreadable(
        content: bytes, put_at: dt.datetime, authserv_id: str
    ) -> tuple[ReceivedItem, str, tuple[str, ...]]:
        if not content:
            raise PermissionError
        return read_mail(content, put_at, authserv_id)

    monkeypatch.setattr(inbox, "read_mail", unreadable)
    place = inbox._put_at

    def while_it_goes(file: Path) -> int:
        at = place(file)
        gone.unlink(missing_ok=True)
        return at

    monkeypatch.setattr(inbox, "_put_at", while_it_goes)
    found = {item.id: item.unreadable for item in read(mailer).items}
    assert found == {"there.eml": "", "empty.eml": DAMAGED}


def test_an_item_is_bounded_and_can_be_stored_whatever_a_gateway_shows() -> None:
    long = "\ud800\0x" * 500_000
    item = cut_to_bounds(
        ReceivedItem(
            id="1",
            kind=ItemKind.MESSAGE,
            sender=long,
            received_at=dt.datetime(2027, 1, 14),
            subject=long,
            text=long,
            message_id="\ud800\0<1@members.example>",
            answers=(long, "<1@\0members.example>"),
            vote=long,
            failed_address=long,
        )
    )
    assert (item.sender, len(item.subject), len(item.text)) == ("", LONGEST_LINE, LONGEST_TEXT)
    assert len(item.answers) == 1
    assert "\0" not in repr([item.subject, item.text, item.message_id, item.answers, item.vote]).replace(
        "\\x00", "\0"
    )
    for text in (item.subject, item.text, item.message_id, item.vote, item.failed_address, *item.answers):
        text.encode()
