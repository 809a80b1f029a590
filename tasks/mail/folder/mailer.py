"""The folder mailbox: ``.eml`` files in ``drafts/``, then in ``sent/``; replies are put into ``inbox/``."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import takewhile
from pathlib import Path

from tasks.mail.mailer import (
    MARKING_HEADER,
    Ambiguous,
    Draft,
    Event,
    Found,
    FoundEvent,
    Mail,
    MailError,
    Page,
    Refused,
    RefusedForGood,
    Where,
)
from tasks.register.clock import LONDON, Clock

KEY_HEADER = "X-MASE-Dispatch"
STAMP = "%Y-%m-%d-%H%M"
OURS = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-[0-9][0-9][0-9][0-9]-*.eml"
STAMP_LENGTH = len("2027-01-14-0930")


class FolderMailer:
    """A Mailer over a folder. A draft's id is its file name; sending is one rename: it happens or doesn't.

    ``address`` is the mailbox's own, from which letters are; ``clock`` dates them. File names have the date
    and time, the letter and a digest of the key (2027-01-14-0930-minutes-3fa9c2d1e0b4.eml), and no subject,
    name or address.
    """

    def __init__(self, folder: Path, address: str, clock: Clock, name: str = "") -> None:
        self.drafts, self.sent, self.inbox = (folder / part for part in ("drafts", "sent", "inbox"))
        self.folder = folder
        self.address = address
        self.clock = clock
        self.name = name

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        """Save each as a file in ``drafts/``; Refused when the folder can't be written to."""
        self._make_folders()
        return [self._draft(mail) for mail in mails]

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        """Move each file into ``sent/``; one that is no longer a draft is Ambiguous: look for it."""
        self._make_folders()
        outcomes = [self._send(draft_id) for draft_id in draft_ids]
        _make_lasting(self.sent)
        return outcomes

    def find(self, key: str) -> Found:
        for file in self._with_key(self.sent, key):
            return Found(Where.SENT, file.name, _stamp(file))
        for file in self._with_key(self.drafts, key):
            return Found(Where.DRAFTS, file.name)
        return Found(Where.NOWHERE)

    def delete_draft(self, draft_id: str) -> None:
        (self.drafts / draft_id).unlink(missing_ok=True)

    def sent_since(self, when: dt.datetime) -> list[str]:
        start = when.replace(second=0, microsecond=0)  # file names have minutes
        return [key_of(file) for file in sorted(self.sent.glob(OURS)) if _stamp(file) >= start]

    def check(self) -> list[str]:
        try:
            self._make_folders()
            with tempfile.TemporaryFile(dir=self.drafts):
                return []
        except (Refused, OSError) as error:
            return [str(error) if isinstance(error, Refused) else _unwritable(self.folder, error)]

    def list_drafts(self) -> list[Draft]:
        raise NotImplementedError

    def create_event(self, event: Event) -> str:
        raise NotImplementedError

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        raise NotImplementedError

    def cancel_event(self, event_id: str, text: str) -> None:
        raise NotImplementedError

    def find_event(self, key: str) -> FoundEvent | None:
        raise NotImplementedError

    def read(self, cursor: str, since: dt.datetime) -> Page:
        raise NotImplementedError

    def file_content(self, item_id: str, file_id: str) -> bytes:
        raise NotImplementedError

    def mark(self, item_id: str, category: str) -> None:
        raise NotImplementedError

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        raise NotImplementedError

    def close(self) -> None:
        """There is nothing to give back."""

    def _make_folders(self) -> None:
        try:
            for part in (self.drafts, self.sent, self.inbox):
                part.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(_unwritable(self.folder, error)) from error

    def _draft(self, mail: Mail) -> str | MailError:
        name = f"{self.clock.now():{STAMP}}-{_letter(mail.key)}-{_digest(mail.key)}.eml"
        part = self.drafts / f"{name}.part"
        try:
            content = self._message(mail).as_bytes()
        except ValueError:
            return RefusedForGood("The letter has an address or a header that no mail can hold.")
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.drafts / name)
        except OSError as error:
            part.unlink(missing_ok=True)
            return Refused(_unwritable(self.folder, error))
        return name

    def _send(self, draft_id: str) -> MailError | None:
        sent = f"{self.clock.now():{STAMP}}{draft_id[STAMP_LENGTH:]}"
        try:
            (self.drafts / draft_id).rename(self.sent / sent)
        except FileNotFoundError:
            return Ambiguous("The draft is not in the folder any more.")
        except OSError as error:
            return Refused(_unwritable(self.folder, error))
        return None

    def _with_key(self, folder: Path, key: str) -> Iterator[Path]:
        files = sorted(folder.glob(f"*-{_digest(key)}.eml"), reverse=True)
        return (file for file in files if key_of(file) == key)

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = Address(self.name, addr_spec=self.address)
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(self.clock.now().replace(tzinfo=LONDON))
        message["Message-ID"] = f"<{_digest(mail.key)}@{self.address.rpartition('@')[2]}>"
        message[KEY_HEADER] = mail.key.replace("/", "/ ")  # where the long line may be folded
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
        if mail.marking:
            message["Sensitivity"] = "Company-Confidential"
            message[MARKING_HEADER] = mail.marking
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        for attachment in mail.attachments:
            kind, *parameters = (part.strip() for part in attachment.media_type.split(";"))
            maintype, _, subtype = kind.partition("/")
            message.add_attachment(
                attachment.content,
                maintype=maintype,
                subtype=subtype,
                filename=attachment.name,
                params=dict(parameter.split("=", 1) for parameter in parameters),
            )
        return message


def _letter(key: str) -> str:
    return key.split("/")[2]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def key_of(file: Path) -> str:
    """The key of a file, from its headers alone: bodies and attachments may be large."""
    with file.open("rb") as content:
        headers: Iterator[bytes] = takewhile(lambda line: line.strip(), content)
        message = message_from_bytes(b"".join(headers), policy=policy.default)
    return str(message[KEY_HEADER]).replace("/ ", "/").strip()  # a short key may begin on a line of its own


def _stamp(file: Path) -> dt.datetime:
    return dt.datetime.strptime(file.name[:STAMP_LENGTH], STAMP)  # noqa: DTZ007  (London time, as everywhere)


def _make_lasting(folder: Path) -> None:
    """Have the renames in a folder on disk, so that a power cut can't take them back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(folder: Path, error: OSError) -> str:
    return (
        f"The mail folder {folder} cannot be written to ({error.strerror}); "
        "make it writable, or set MASE_MAIL_FOLDER."
    )
