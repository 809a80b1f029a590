"""Mails that decide something, dropped into a folder mailbox and read as on any morning."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from email.utils import format_datetime
from itertools import groupby
from pathlib import Path

from forum.inbox.mailbox_items import Outcome
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.register.database.clock import LONDON
from tasks.register.mailbox import store_cursor
from tasks.register.tables import DispatchRow, ReceivedRow
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.mail.incoming.forgeries.case import CHAIR, Case
from tests.tasks.mail.incoming.forgeries.gateways import as_file, setting_of


def read_from_a_folder(
    post: Post, folder: Path, cases: Sequence[Case], text: str, letter: DispatchRow
) -> dict[str, Outcome]:
    """Each mail as that letter's reader would answer it with the text; what has come of each, by its name."""
    (mail,) = (mail for _, mail in post.mailer.sent if mail.key == letter.key)
    clock = post.forum.clock
    named: dict[str, str] = {}
    for number, (authserv_id, some) in enumerate(groupby(sorted(cases, key=setting_of), key=setting_of)):
        mailer = FolderMailer(folder / str(number), MAILBOX, clock, authserv_id=authserv_id)
        mailer.send([str(draft) for draft in mailer.draft([mail])])
        (sent,) = mailer.sent.glob("*.eml")
        answers = f"In-Reply-To: <{sent.stem.rpartition('-')[2]}@{MAILBOX.partition('@')[2]}>"
        came = clock.now().replace(tzinfo=LONDON)
        for case in some:
            name = f"{folder.name}-{len(named)}.eml"
            named[name] = case.name
            content = as_file(_of(case, letter.address), text, answers, f"Date: {format_datetime(came)}")
            (mailer.inbox / name).write_bytes(content)
            os.utime(mailer.inbox / name, (came.timestamp(), came.timestamp()))
        with post.office.register.transaction("test") as tx:
            store_cursor(tx.session, MAILBOX, "[0, []]", tx.at)  # whatever lies there is new
        assert read_mailbox(post.office, mailer, MAILBOX, "test") == ""
    rows = {row.item: row.outcome for row in post.forum.rows(ReceivedRow)}
    return {name: rows[item] for item, name in named.items()}


def _of(case: Case, address: str) -> Case:
    """The same mail with another person to be, whose address is on the register."""

    def real(text: str) -> str:
        return text.replace(CHAIR, address).replace("council.example", address.partition("@")[2])

    return replace(case, headers=tuple((name, real(value)) for name, value in case.headers))
