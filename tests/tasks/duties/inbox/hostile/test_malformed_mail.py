"""The mailbox is read to its end whatever lies in it, and the unit is told of what could not be read."""

from __future__ import annotations

import os
from pathlib import Path

from forum.inbox.mailbox_items import Outcome
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.limited.process import LimitedProcess
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.register.tables import ReceivedRow
from tests.tasks.duties.inbox.post import MAILBOX, Post

HEAD = b"From: Jo <jo@members.example>\nSubject: RE: MASE\nMessage-ID: <%d@members.example>\n"


def test_every_mail_is_on_record_once(post: Post, tmp_path: Path) -> None:
    limited = LimitedProcess(seconds=0.7)
    mailer = FolderMailer(tmp_path / "mail", MAILBOX, post.forum.clock, limited=limited)
    assert mailer.check() == []
    first, now = mailer.inbox / "first.eml", post.forum.clock.now().timestamp()
    first.write_bytes(HEAD % 99 + b"\nThank you\n")
    os.utime(first, (now, now))
    assert read_mailbox(post.office, mailer, MAILBOX, "flow read_mailbox") == ""
    mails = {
        b"\xff\xfe.eml": b"\nThank you\n",
        b"a" * 251 + b".eml": b"\nThank you\n",
        b"deep.eml": b"Content-Type: message/rfc822\n\n" * 3_000,
        b"nul.eml": b"\nThank you\0\n",
    }
    for number, (name, content) in enumerate(mails.items()):
        file = os.fsencode(mailer.inbox) + b"/" + name
        Path(os.fsdecode(file)).write_bytes(HEAD % number + content)
    os.mkfifo(mailer.inbox / "pipe.eml")
    for _ in range(2):
        assert read_mailbox(post.office, mailer, MAILBOX, "flow read_mailbox") == ""
        rows = {row.item: row for row in post.forum.rows(ReceivedRow)}
        assert len(rows) == len(mails) + 1
        assert all(row.outcome in (Outcome.FOR_THE_UNIT, Outcome.NOTED) for row in rows.values())
        assert "too long to read" in rows["deep.eml"].reason
    limited.close()
