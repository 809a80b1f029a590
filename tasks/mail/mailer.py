"""The Mailer protocol: what a mail gateway can do. The outbox works through it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One letter ready for the gateway. ``key`` is the dispatch key, by which it is found again."""

    key: str
    to: str
    subject: str
    text: str
    html: str
    sensitive: bool
    attachments: tuple[Attachment, ...] = ()


class MailError(Exception):
    """Something went wrong at the gateway; the message says what to do and names no person."""


class Refused(MailError):  # noqa: N818  (the word says it)
    """The gateway refused, and it is proved that nothing was created or sent. May be tried again."""


class RefusedForGood(Refused):
    """The gateway refused, and trying again won't help (no such address, a letter too large)."""


class Ambiguous(MailError):  # noqa: N818
    """Nobody can say whether it happened: look before anything is tried again."""


class SignInFailed(MailError):  # noqa: N818
    """The gateway did not accept our sign-in. The run stops, since accounts get locked."""


class Where(StrEnum):
    SENT = "sent"
    DRAFTS = "drafts"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Found:
    where: Where
    id: str | None = None
    sent_at: dt.datetime | None = None


class Mailer(Protocol):
    """A mailbox that belongs to the service.

    Outcomes are per letter, in the order given. An error that is raised instead of returned concerns all
    letters of the request, and ends the run: Refused or SignInFailed when none was touched, Ambiguous
    otherwise.
    """

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        """Save each as a draft carrying its key; an id or what went wrong for each."""

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        """Send each draft once; None where it was accepted."""

    def find(self, key: str) -> Found:
        """Look the key up in Sent Items, then in Drafts."""

    def delete_draft(self, draft_id: str) -> None:
        """Delete a draft; one that is gone already is no error."""

    def sent_since(self, when: dt.datetime) -> list[str]:
        """The keys of our letters in Sent Items since ``when``."""

    def check(self) -> list[str]:
        """What is wrong with the mailbox and what to do, one sentence each; empty when all is well."""
