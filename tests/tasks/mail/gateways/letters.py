"""Letters to draft: short to write in a test, and with keys as the outbox makes them."""

from __future__ import annotations

from uuid import UUID

from tasks.mail.protocol.mailer import Attachment, Mail, Mailer, MailError
from tests.tasks.mail.gateways.boxes import NURSE

GROUP, SUBJECT = UUID(int=1), UUID(int=2)


def letter(number: int = 1, to: str = NURSE, size: int = 0, **what: object) -> Mail:
    """One letter, the ``number`` telling it apart from others; with a file of ``size`` bytes."""
    file = Attachment("pack.pdf", "application/pdf", bytes(range(256)) * (size // 256) + bytes(size % 256))
    fields = {
        "key": f"{GROUP}/{SUBJECT}/minutes/first/{UUID(int=number)}",
        "to": to,
        "subject": f"MASE: minutes {number}",
        "text": "Please read.",
        "html": "<p>Please read.</p>",
        "attachments": (file,) if size else (),
    }
    return Mail(**{**fields, **what})  # type: ignore[arg-type]


def drafted(mailer: Mailer, *mails: Mail) -> list[str]:
    """The ids of drafts that were all saved."""
    ids = mailer.draft(mails)
    assert not [id for id in ids if isinstance(id, MailError)]
    return [str(id) for id in ids]


def sent(mailer: Mailer, *mails: Mail) -> None:
    assert mailer.send(drafted(mailer, *mails)) == [None] * len(mails)
