"""The target that reads a whole mail, as the folder's gateway does."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path

from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.reading.reply import read_fresh
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.incoming.plain_text import LONGEST_TEXT
from tasks.mail.protocol.mailer import MailError
from tasks.register.database.clock import SetClock
from tests.fuzz.sound import agreed, sound

LONG_AGO = dt.datetime(2000, 1, 1)


@cache
def mailer() -> FolderMailer:
    """A mailbox in a folder that is gone with this process."""
    folder = tempfile.TemporaryDirectory()
    made = FolderMailer(Path(folder.name), "mase@unit.example", SetClock(dt.datetime(2027, 1, 18, 9)))
    made.check()
    made.kept = folder  # type: ignore[attr-defined]
    return made


def mail(content: bytes) -> None:
    """One item comes of a file, whatever is in it: all of it can be kept, and its files can be fetched."""
    box = mailer()
    (box.inbox / "item.eml").write_bytes(content)
    items = box.read("", LONG_AGO).items
    agreed(len(items) == 1, "a file in the inbox is not one item")
    (item,) = items
    sound(item, "an item of the mailbox")
    agreed(len(item.text) <= LONGEST_TEXT, "more text than is looked at")
    for file in item.files:
        try:
            content = box.file_content(item.id, file.id)
        except MailError:
            continue
        agreed(len(content) == file.size, "a file of another size than was said")
    files = tuple(FileReceived(file.id, file.name) for file in item.files)
    read_fresh(AnsweredLetter(""), ReceivedReply(on=item.received_at.date(), text=item.text, files=files))
