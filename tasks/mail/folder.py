"""The folder mailbox: every letter an ``.eml`` file, in ``drafts/`` and then in ``sent/``; replies go into ``inbox/``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from tasks.mail.mailer import Found, Mail, MailError
from tasks.register.clock import Clock


class FolderMailer:
    """A Mailer over a folder. A draft's id is its file name; sending is one rename, so that it happens or does not.

    ``address`` is the mailbox's own, from which letters are; ``clock`` dates them. File names have the date, the
    letter and a digest of the key, and no subject, name or address.
    """

    def __init__(self, folder: Path, address: str, clock: Clock) -> None:
        self.folder = folder
        self.address = address
        self.clock = clock

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        raise NotImplementedError

    def send(self, draft_ids: Sequence[str]) -> list[None | MailError]:
        raise NotImplementedError

    def find(self, key: str) -> Found:
        raise NotImplementedError

    def delete_draft(self, draft_id: str) -> None:
        raise NotImplementedError

    def sent_since(self, when: dt.datetime) -> list[str]:
        raise NotImplementedError

    def check(self) -> list[str]:
        raise NotImplementedError
