"""What a gateway makes of each mail: the folder reads it as a file, a stand-in serves it as a real server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.protocol.mailer import Dmarc, Mailer, ReceivedItem
from tasks.register.database.clock import SystemClock
from tests.standins.post_office.items import ADDRESS_TYPES, Folder, Item, Person
from tests.standins.post_office.mailbox import Mailbox
from tests.tasks.mail.incoming.forgeries.case import Case

LONG_AGO = dt.datetime(2020, 1, 1)
OURS = "mase@unit.example"
SAID = "AGREE AGENDA"


def is_taken(case: Case, item: ReceivedItem) -> bool:
    """Say whether a mail may decide something as the person whom it names."""
    return item.dmarc is Dmarc.PASS and item.sender == case.sender


def as_file(case: Case, text: str, *further: str) -> bytes:
    """A mail as a file, with further header lines below its own."""
    lines = [f"{name}: {value}" for name, value in case.headers]
    return ("\r\n".join([*lines, f"To: {OURS}", *further]) + f"\r\n\r\n{text}\r\n").encode()


def in_a_folder(cases: Sequence[Case], folder: Path) -> Iterator[tuple[Case, ReceivedItem]]:
    for authserv_id, some in _by_setting(cases):
        mailer = FolderMailer(folder / (authserv_id or "none"), OURS, SystemClock(), authserv_id=authserv_id)
        mailer.inbox.mkdir(parents=True)
        for number, case in enumerate(some):
            (mailer.inbox / f"{number}.eml").write_bytes(as_file(case, SAID))
        yield from ((some[int(item.id.partition(".")[0])], item) for item in _all_of(mailer))


def at_a_server(
    cases: Sequence[Case], mailbox: Mailbox, open_mailer: Callable[..., Mailer]
) -> Iterator[tuple[Case, ReceivedItem]]:
    """Each as a server has it that was given it; what no server would keep as it came is left out."""
    kept = [case for case in cases if not case.is_raw]
    for authserv_id, some in _by_setting(kept):
        for id in list(mailbox.items):
            mailbox.remove(id)
        for number, case in enumerate(some):
            mailbox.put(_item(number, case), Folder.INBOX)
        items = _all_of(open_mailer(authserv_id=authserv_id))
        yield from ((some[int(item.subject)], item) for item in items)


def _by_setting(cases: Sequence[Case]) -> Iterator[tuple[str, list[Case]]]:
    for authserv_id, some in groupby(sorted(cases, key=setting_of), key=setting_of):
        yield authserv_id, list(some)


def setting_of(case: Case) -> str:
    return case.authserv_id


def _item(number: int, case: Case) -> Item:
    at = dt.datetime.now(dt.UTC)
    return Item(
        subject=str(number),
        text=SAID,
        sender=Person(case.server_says),
        to=(Person(OURS),),
        headers=case.headers,
        message_id=f"<{number}@{case.server_says}>",
        conversation=f"{number:032x}",
        properties=dict.fromkeys(ADDRESS_TYPES, "EX" if case.is_inside else "SMTP"),
        created_at=at,
        modified_at=at,
        sent_at=at,
        received_at=at,
    )


def _all_of(mailer: Mailer) -> list[ReceivedItem]:
    items: list[ReceivedItem] = []
    cursor, more = "", True
    while more:
        page = mailer.read(cursor, LONG_AGO)
        items += page.items
        cursor, more = page.cursor, page.more
    return items
