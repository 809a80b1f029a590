"""The folder mailbox: ordinary mail files that any mail program opens, and that are found by their key."""

from __future__ import annotations

import datetime as dt
import hashlib
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest

from forum.outbox.states import Topic, dispatch_key
from tasks.mail.gateways.folder.files import key_of
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import (
    Attachment,
    BusyError,
    FoundLetter,
    Mail,
    RefusedError,
    UnclearError,
    UnsendableError,
    Whereabouts,
)
from tasks.register.database.clock import SetClock

KEY = dispatch_key(UUID(int=1), "minutes", Topic(UUID(int=2)), UUID(int=3))
OTHER = dispatch_key(UUID(int=1), "minutes", Topic(UUID(int=2)), UUID(int=4))
LONG_AGO = dt.datetime(2000, 1, 1)


@pytest.fixture
def mailer(tmp_path: Path, clock: SetClock) -> FolderMailer:
    return FolderMailer(tmp_path / "mail", "mase@unit.example", clock, "MASE Group secretariat")


def mail(key: str = KEY, marking: str = "", attachments: tuple[Attachment, ...] = ()) -> Mail:
    return Mail(
        key=key,
        to="nurse@members.example",
        subject="OFFICIAL-SENSITIVE: MASE minutes & actions, 12 January – “Smith” 🙂",
        text="Please send corrections.\n",
        html="<p>Please send corrections: Smith &amp; Jones 🙂</p>\n",
        marking=marking,
        attachments=attachments,
    )


def drafted(mailer: FolderMailer, *mails: Mail) -> list[str]:
    ids = mailer.draft(mails)
    assert all(isinstance(id, str) for id in ids)
    return [str(id) for id in ids]


def sent(mailer: FolderMailer, *mails: Mail) -> list[EmailMessage]:
    """Send these and read back what stands in the sent folder."""
    assert mailer.send(drafted(mailer, *mails)) == [None] * len(mails)
    return [read(file) for file in sorted(mailer.sent.iterdir())]


def read(file: Path) -> EmailMessage:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert not message.defects
    return message


def test_a_letter_is_a_draft_and_then_sent(mailer: FolderMailer) -> None:
    (id,) = drafted(mailer, mail())
    assert mailer.find(KEY) == FoundLetter(Whereabouts.DRAFTS, id)
    assert mailer.send([id]) == [None]
    found = mailer.find(KEY)
    assert (found.where, found.sent_at) == (Whereabouts.SENT, dt.datetime(2027, 1, 4, 9, 0))
    assert list(mailer.drafts.iterdir()) == []


def test_each_part_of_the_key_can_be_searched_for_in_the_file(mailer: FolderMailer) -> None:
    sent(mailer, mail())
    (file,) = mailer.sent.iterdir()
    assert key_of(file) == KEY
    assert all(part.encode() in file.read_bytes() for part in KEY.split("/"))


def test_a_letter_never_drafted_is_nowhere(mailer: FolderMailer) -> None:
    assert mailer.find(KEY).where is Whereabouts.NOWHERE


def test_the_file_is_named_by_date_letter_and_digest_and_nothing_else(mailer: FolderMailer) -> None:
    sent(mailer, mail())
    (file,) = mailer.sent.iterdir()
    digest = hashlib.sha256(KEY.encode()).hexdigest()[:12]
    assert file.name == f"2027-01-04-0900-minutes-{digest}.eml"


def test_the_file_in_sent_has_the_time_of_sending(mailer: FolderMailer, clock: SetClock) -> None:
    ids = drafted(mailer, mail())
    clock.at = dt.datetime(2027, 1, 5, 8, 30)
    mailer.send(ids)
    assert [file.name[:15] for file in mailer.sent.iterdir()] == ["2027-01-05-0830"]


def test_the_letter_reads_back_whole(mailer: FolderMailer) -> None:
    (message,) = sent(mailer, mail())
    assert message["Subject"] == mail().subject
    assert message["From"] == "MASE Group secretariat <mase@unit.example>"
    assert message["To"] == "nurse@members.example"
    assert message["X-MASE-Dispatch"].replace(" ", "") == KEY
    assert message["Date"].datetime.replace(tzinfo=None) == dt.datetime(2027, 1, 4, 9, 0)
    assert message["Sensitivity"] is None
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == mail().text
    assert html.get_content().replace("\r\n", "\n") == mail().html


def test_nobody_answers_it_automatically(mailer: FolderMailer) -> None:
    (message,) = sent(mailer, mail())
    assert message["X-Auto-Response-Suppress"] == "DR, RN, NRN"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_sensitive_letter_says_so_to_the_mail_program(mailer: FolderMailer) -> None:
    (message,) = sent(mailer, mail(marking="OFFICIAL-SENSITIVE"))
    assert message["Sensitivity"] == "Company-Confidential"


def test_attachments_come_back_as_they_were(mailer: FolderMailer) -> None:
    document = Attachment("MASE minutes.docx", "application/vnd.openxmlformats", bytes(range(256)))
    calendar = Attachment(
        "meeting.ics", "text/calendar; method=REQUEST; charset=utf-8", "BEGIN:VCALENDAR\r\nX-A:é\r\n".encode()
    )
    (message,) = sent(mailer, mail(attachments=(document, calendar)))
    assert message.get_content_type() == "multipart/mixed"
    word, invitation = message.iter_attachments()
    assert (word.get_filename(), word.get_content()) == (document.name, document.content)
    assert invitation.get_content_type() == "text/calendar"
    assert invitation.get_param("method") == "REQUEST"
    assert invitation.get_payload(decode=True) == calendar.content


def test_no_line_of_the_file_is_longer_than_mail_allows(mailer: FolderMailer) -> None:
    long = Mail(KEY, "nurse@members.example", "word " * 60, "x" * 5000, "<p>" + "é" * 5000 + "</p>")
    sent(mailer, long)
    (file,) = mailer.sent.iterdir()
    assert max(len(line) for line in file.read_bytes().split(b"\r\n")) <= 998


def test_a_draft_made_twice_is_one_draft(mailer: FolderMailer) -> None:
    first = drafted(mailer, mail())
    [content] = [file.read_bytes() for file in mailer.drafts.iterdir()]
    assert drafted(mailer, mail()) == first
    assert [file.read_bytes() for file in mailer.drafts.iterdir()] == [content]


def test_a_draft_is_sent_once(mailer: FolderMailer) -> None:
    (id,) = drafted(mailer, mail())
    mailer.send([id])
    (again,) = mailer.send([id])
    assert isinstance(again, UnclearError)
    assert len(list(mailer.sent.iterdir())) == 1


def test_a_deleted_draft_is_gone_and_may_be_deleted_again(mailer: FolderMailer) -> None:
    (id,) = drafted(mailer, mail())
    mailer.delete_draft(id)
    mailer.delete_draft(id)
    assert mailer.find(KEY).where is Whereabouts.NOWHERE


def test_the_keys_sent_since_a_time_are_those_of_letters_sent_then(
    mailer: FolderMailer, clock: SetClock
) -> None:
    sent(mailer, mail(KEY))
    clock.at = dt.datetime(2027, 1, 4, 16, 0, 30)
    sent(mailer, mail(OTHER))
    drafted(mailer, mail(dispatch_key(UUID(int=1), "papers", Topic(UUID(int=2)), UUID(int=3))))
    assert mailer.sent_since(LONG_AGO) == [KEY, OTHER]
    assert mailer.sent_since(clock.at) == [OTHER]
    assert mailer.sent_since(dt.datetime(2027, 1, 4, 16, 1)) == []


def test_files_that_people_put_beside_ours_are_left_alone(mailer: FolderMailer) -> None:
    sent(mailer, mail())
    (mailer.sent / "a note.eml").write_text("no mail at all")
    (mailer.sent / "notes.txt").write_text("to do")
    assert mailer.sent_since(LONG_AGO) == [KEY]
    assert mailer.find(OTHER).where is Whereabouts.NOWHERE


def test_a_mailbox_that_is_well_has_an_inbox_to_drop_replies_into(mailer: FolderMailer) -> None:
    assert mailer.check() == []
    assert mailer.inbox.is_dir()


def test_a_folder_that_cannot_be_written_to_says_so_and_what_to_do(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "mail").write_text("a file stands where the folder should be")
    mailer = FolderMailer(tmp_path / "mail", "mase@unit.example", clock)
    (fault,) = mailer.check()
    assert str(tmp_path / "mail") in fault
    assert "set MASE_MAIL_FOLDER" in fault
    with pytest.raises(RefusedError, match="cannot be written to"):
        mailer.draft([mail()])


def test_while_the_disk_is_full_letters_wait_and_none_is_counted_as_refused(mailer: FolderMailer) -> None:
    (id,) = drafted(mailer, mail())
    mailer.delete_draft(id)
    (mailer.drafts / f"{id}.part").symlink_to("/dev/full")
    (full,) = mailer.draft([mail()])
    assert isinstance(full, BusyError)
    assert f"The disk of the mail folder {mailer.folder} is full" in str(full)
    assert list(mailer.drafts.iterdir()) == []
    assert isinstance(mailer.draft([mail()])[0], str)


def test_what_no_mail_can_hold_is_refused_for_good_and_the_rest_goes_on(mailer: FolderMailer) -> None:
    broken = Mail(OTHER, "a@b.example\r\nBcc: evil@x.example", "s", "t", "<p>h</p>")
    refused, id = mailer.draft([broken, mail()])
    assert isinstance(refused, UnsendableError)
    assert isinstance(id, str)
    assert len(list(mailer.drafts.iterdir())) == 1
