from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path

import pytest

from forum.text.problem import Problem
from tasks.mail.incoming.sent_folder import SentFolder, SentMail, read_sent_folder

DATE = "Tue, 2 Feb 2027 09:15:00 +0000"
PLAIN = f"From: unit@kent.example\nTo: a@police.example\nDate: {DATE}\nSubject: MASE papers\n\nHello\n"


def folder(tmp_path: Path, **files: bytes | str) -> SentFolder:
    """What is read from a folder with these files; __ stands for the dot in a name."""
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / name.replace("__", ".")).write_bytes(raw)
    return read_sent_folder(tmp_path)


def only(tmp_path: Path, content: bytes | str) -> SentMail:
    (mail,) = folder(tmp_path, one__eml=content).mails
    return mail


def test_a_mail_with_attachments_to_several_people_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Date"] = "Tue, 02 Feb 2027 16:15:00 +0100"
    message["To"] = '"Smith, Jo (Kent Police)" <Jo.Smith@Police.example>, b@nhs.example'
    message["Cc"] = "c@kcc.example"
    message["Bcc"] = "d@kcc.example"
    message["Subject"] = "MASE – papers for Tuesday’s meeting"
    message.set_content("Dear all")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Agenda – 9 Feb.pdf")
    mail = only(tmp_path, bytes(message))
    assert mail.sent_at == dt.datetime(2027, 2, 2, 15, 15)
    assert mail.addresses == ("jo.smith@police.example", "b@nhs.example", "c@kcc.example", "d@kcc.example")
    assert mail.subject == "MASE – papers for Tuesday’s meeting"
    assert mail.files == ("Agenda – 9 Feb.pdf",)


@pytest.mark.parametrize(
    ("content", "subject"),
    [
        (PLAIN.replace("\n", "\r\n"), "MASE papers"),
        (b"\xef\xbb\xbf" + PLAIN.encode(), "MASE papers"),
        (PLAIN.encode("utf-16"), "MASE papers"),
        (PLAIN.replace("MASE papers", "MASE – papers").encode("cp1252"), "MASE – papers"),
        (PLAIN.replace("MASE papers", "MASE – papers").encode(), "MASE – papers"),
        (PLAIN.replace("MASE papers", "=?windows-1252?Q?MASE_=96_papers?="), "MASE – papers"),
        (PLAIN.replace("MASE papers", "=?x-nobody-knows?Q?papers?="), "=?x-nobody-knows?Q?papers?="),
        (PLAIN.replace("Subject: MASE papers\n", ""), ""),
        (PLAIN.replace("To: a@police.example", "To: Jo Field <a@police.example>; 'x'"), "MASE papers"),
    ],
)
def test_odd_mails_are_read_as_far_as_they_say_something(
    tmp_path: Path, content: bytes | str, subject: str
) -> None:
    mail = only(tmp_path, content)
    assert (mail.subject, mail.addresses) == (subject, ("a@police.example",))


def test_what_cannot_be_compared_is_listed_with_the_reason(tmp_path: Path) -> None:
    read = folder(
        tmp_path,
        good__eml=PLAIN,
        old__msg=b"\xd0\xcf\x11\xe0",
        undated__eml=PLAIN.replace(f"Date: {DATE}\n", ""),
        misdated__EML=PLAIN.replace(DATE, "yesterday"),
        nobody__eml=PLAIN.replace("a@police.example", "/O=KCC/CN=JFIELD"),
        empty__eml="",
        noise__eml=bytes(range(256)) * 10,
        notes__txt="Hello",
    )
    reasons = dict(read.not_read)
    assert reasons["old.msg"].startswith("Outlook’s own format, which is not read. In Outlook on the web")
    assert reasons["undated.eml"] == "It has no date, so it may be a draft that was never sent."
    assert reasons["misdated.EML"] == reasons["undated.eml"]
    assert reasons["nobody.eml"] == "It names nobody by an address."
    assert reasons["empty.eml"] == reasons["noise.eml"] == "It is not a mail."
    assert reasons["notes.txt"] == "It is not an .eml file."
    assert len(read.mails) == 1


def test_copies_and_calendar_items_are_counted_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    copy = PLAIN.replace("Date:", "Message-ID: <1@kent.example>\nDate:")
    (tmp_path / "more" / "copy.eml").write_text(copy, encoding="utf-8")
    invitation = PLAIN.replace("Date:", "Content-Type: text/calendar; method=REQUEST\nDate:")
    read = folder(tmp_path, one__eml=copy, meeting__eml=invitation)
    assert (len(read.mails), read.twice, read.calendar, read.not_read) == (1, 1, 1, ())


def test_a_folder_without_mail_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"is no folder\. Name the one with"):
        read_sent_folder(tmp_path / "nowhere")
    with pytest.raises(Problem, match=r"holds no mail that can be compared\. It is empty\."):
        read_sent_folder(tmp_path)
    with pytest.raises(Problem, match="choose “Save as”"):
        folder(tmp_path, one__msg=b"\xd0\xcf\x11\xe0")
