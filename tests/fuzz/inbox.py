"""The target that has a reply dealt with: read, acted on, confirmed and put on record."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from config.settings import ROOT
from config.wiring import calendar
from forum.inbox.mailbox_items import ItemKind
from forum.terms.policy import read_policy
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office
from tasks.duties.inbox.read_mailbox import UNEXPECTED
from tasks.duties.members.workbook import apply_import
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import set_up_groups
from tasks.register.migrations import upgrade
from tasks.register.tables import DispatchRow
from tests.fuzz.sound import agreed
from tests.stages import put_in_place
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post

KINDS = (
    ItemKind.MESSAGE,
    ItemKind.MESSAGE,
    ItemKind.MESSAGE,
    ItemKind.VOTE,
    ItemKind.AUTOMATIC,
    ItemKind.NON_DELIVERY,
    ItemKind.OTHER,
)
WITH_FILE = 0x80
UNDEALT_WITH = UNEXPECTED.partition("{")[0]


@dataclass(frozen=True)
class Played:
    """A mailbox on Friday 15 January, and its register as it stood: the agenda agreed, a paper asked for."""

    post: Post
    letters: tuple[DispatchRow, ...]
    kept: Path
    file: Path
    remembered: Any
    folder: tempfile.TemporaryDirectory[str]

    def put_back(self) -> None:
        put_in_place(self.kept, self.file)
        self.post.recall(self.remembered)


def inbox(content: bytes) -> None:
    """The first byte says which letter is answered, the second what it is and whether a file came with it.

    What is left is the text, and what is in the file. Whatever it is, it is dealt with, and the next one too.
    """
    played = play()
    head, text = content[:2].ljust(2, b"\0"), content[2:].decode("utf-8", "surrogateescape")
    letter = played.letters[head[0] % len(played.letters)]
    kind, files = KINDS[head[1] % len(KINDS)], {}
    if head[1] & WITH_FILE:
        files = {f"{text[:40]}.docx": content[2:]}
    try:
        item = played.post.reply(text, to=letter, files=files, kind=kind, subject=text[:200])
        next_one = played.post.reply("Thank you", to=letter)
        agreed(played.post.read() == "", "the reading of the mailbox ended early")
        reason = played.post.row(item).reason
        agreed(not reason.startswith(UNDEALT_WITH), f"a mail that is not dealt with: {reason}")
        agreed(bool(played.post.row(next_one).outcome), "the next mail is not on record")
    finally:
        played.put_back()


@cache
def play() -> Played:
    """Play the sample's group from its members' list to a paper that is asked for."""
    folder = tempfile.TemporaryDirectory()
    file, clock = Path(folder.name, "register.db"), SetClock(dt.datetime(2027, 1, 4, 9))
    register = Register(f"sqlite:///{file}", clock, durable=False)
    upgrade(register)
    policy = read_policy((ROOT / "config" / "mase.toml").read_text("utf-8"), "mase.toml")
    office = Office(
        register=register,
        clock=clock,
        policies={policy.group.code: policy},
        calendars={policy.group.code: calendar(policy)},
        letters=LetterPrinter(ROOT / "templates" / "email"),
        documents=DocumentPrinter(ROOT / "templates" / "documents"),
    )
    with register.transaction("test") as tx:
        set_up_groups(tx, office.policies.values())
    sample = ROOT / "config" / "members-sample.xlsx"
    do(apply_import, office, "MASE", sample.read_bytes(), sample.name, dt.date(2026, 9, 1))
    post = Post.of(office, clock)
    post.forum.plan_from_december()
    post.agree_agenda(with_paper=True)
    post.forum.on("Fri 15 Jan 2027")
    post.put_questions()
    post.desk()
    post.send()
    sent = [row for row in post.forum.rows(DispatchRow) if row.sent_at]
    register.close()
    kept = Path(folder.name, "kept.db")
    kept.write_bytes(file.read_bytes())
    return Played(
        post, tuple({row.letter: row for row in sent}.values()), kept, file, post.remember(), folder
    )
