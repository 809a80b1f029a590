"""The folder mailbox: ``.eml`` files in ``drafts/``, then in ``sent/``; replies are put into ``inbox/``."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from forum.attendance.invitations import is_event_key
from tasks.limited.runner import DirectRunner, Runner
from tasks.mail.gateways.folder.calendar import FolderCalendar
from tasks.mail.gateways.folder.files import (
    KEY_HEADER,
    MAIL,
    STAMP,
    folded_address,
    key_of,
    make_lasting,
    short_digest,
    unwritable,
    write_whole,
)
from tasks.mail.gateways.folder.inbox import FolderInbox
from tasks.mail.protocol.mailer import (
    AUTOMATIC,
    AUTOMATIC_HEADER,
    MARKING_HEADER,
    SUPPRESS_HEADER,
    SUPPRESSED_RECEIPTS,
    Draft,
    Event,
    FoundEvent,
    FoundLetter,
    Mail,
    MailError,
    Page,
    RefusedError,
    UnclearError,
    UnsendableError,
    Whereabouts,
)
from tasks.register.database.clock import LONDON, Clock

OURS = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-[0-9][0-9][0-9][0-9]-*.eml"
IS_DIGEST = re.compile(r"[0-9a-f]{12}")
STAMP_LENGTH = len("2027-01-14-0930")


class FolderMailer:
    """A Mailer over a folder. A draft's id is its file name; sending is one rename, which succeeds or fails.

    ``address`` is the mailbox's own, from which letters are; ``clock`` dates them. File names have the date
    and time, the letter and a digest of the key (2027-01-14-0930-minutes-3fa9c2d1e0b4.eml), and no subject,
    name or address. ``authserv_id`` names the mail system that vouches for senders.
    """

    def __init__(
        self,
        folder: Path,
        address: str,
        clock: Clock,
        name: str = "",
        authserv_id: str = "",
        limited: Runner | None = None,
    ) -> None:
        self.drafts, self.sent, self.inbox = (folder / part for part in ("drafts", "sent", "inbox"))
        self.folder = folder
        self.address = address
        self.clock = clock
        self.name = name
        self.calendar = FolderCalendar(folder, address, name, clock)
        self._inbox = FolderInbox(
            self.inbox,
            lambda ids: self.key_of(ids, ""),
            self.calendar.key_of,
            authserv_id,
            limited or DirectRunner(),
        )

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        """Save each letter as a file in ``drafts/``; RefusedError when the folder can't be written to."""
        self._make_folders()
        return [self._draft(mail) for mail in mails]

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        """Move each file into ``sent/``; UnclearError for one that is no longer a draft."""
        self._make_folders()
        outcomes = [self._send(draft_id) for draft_id in draft_ids]
        make_lasting(self.sent)
        return outcomes

    def find(self, key: str) -> FoundLetter:
        for file in self._with_key(self.sent, key):
            return FoundLetter(Whereabouts.SENT, file.name, _stamp(file))
        for file in self._with_key(self.drafts, key):
            return FoundLetter(Whereabouts.DRAFTS, file.name)
        return FoundLetter(Whereabouts.NOWHERE)

    def delete_draft(self, draft_id: str) -> None:
        (self.drafts / draft_id).unlink(missing_ok=True)

    def sent_since(self, when: dt.datetime) -> list[str]:
        start = f"{when:{STAMP}}"  # file names begin with such a time, and have minutes
        keys = [key_of(file) for file in sorted(file for file in self.sent.glob(OURS) if file.name >= start)]
        return [key for key in keys if not is_event_key(key)]

    def check(self) -> list[str]:
        try:
            self._make_folders()
            with tempfile.TemporaryFile(dir=self.drafts) as file:
                file.write(b"room for a letter\n")
                file.flush()
                return []
        except (RefusedError, OSError) as error:
            return [str(error) if isinstance(error, RefusedError) else str(unwritable(self.folder, error))]

    def list_drafts(self) -> list[Draft]:
        return [Draft(file.name, key_of(file)) for file in sorted(self.drafts.glob(OURS))]

    def create_event(self, event: Event) -> str:
        return self.calendar.create(event)

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        self.calendar.update(event_id, event, tell_everybody=tell_everybody)

    def cancel_event(self, event_id: str, text: str) -> None:
        self.calendar.cancel(event_id, text)

    def find_event(self, key: str) -> FoundEvent | None:
        return self.calendar.find(key)

    def events_since(self, when: dt.datetime) -> list[str]:
        return self.calendar.keys_since(when)

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """Read new ``.eml`` files of ``inbox/``, in the order in which they were put there."""
        with self._readable_inbox() as inbox:
            return inbox.read(cursor, since)

    def news(self, cursor: str) -> str:
        with self._readable_inbox() as inbox:
            return inbox.news(cursor)

    @contextmanager
    def _readable_inbox(self) -> Iterator[FolderInbox]:
        """Yield the inbox; RefusedError when its folder can't be made or read."""
        self._make_folders()
        try:
            yield self._inbox
        except OSError as error:
            raise RefusedError(f"The mail folder {self.inbox} can’t be read ({error.strerror}).") from error

    def file_content(self, item_id: str, file_id: str) -> bytes:
        return self._inbox.file_content(item_id, file_id)

    def original(self, item_id: str) -> bytes:
        return self._inbox.original(item_id)

    def delete_item(self, item_id: str) -> None:
        with self._changing():
            self._inbox.delete(item_id)

    def delete_sent(self, before: dt.datetime) -> int:
        end = f"{before:{STAMP}}"
        with self._changing():
            old = [file for file in self.sent.glob(OURS) if file.name < end]
            gone = [file for file in old if not is_event_key(key_of(file))]
            for file in gone:
                file.unlink()
        return len(gone)

    def mark(self, item_id: str, category: str) -> None:
        """Put the category into a file beside the item."""
        with self._changing():
            self._inbox.mark(item_id, category)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Raise RefusedError when a file can't be written or deleted."""
        try:
            yield
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:  # noqa: ARG002  (no threads here)
        """Find the key of our letter with the first such Message-ID, which begins with the key's digest."""
        for start in (id.strip("<>").partition("@")[0] for id in message_ids):
            for file in self.sent.glob(f"*-{start}.eml") if IS_DIGEST.fullmatch(start) else ():
                return key_of(file)
        return ""

    def close(self) -> None:
        """Do nothing: there is no connection to close."""

    def _make_folders(self) -> None:
        try:
            for part in (self.folder, self.drafts, self.sent, self.inbox):
                part.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _draft(self, mail: Mail) -> str | MailError:
        name = f"{self.clock.now():{STAMP}}-{_letter(mail.key)}-{short_digest(mail.key)}.eml"
        try:
            content = self._message(mail).as_bytes()
        except ValueError:
            return UnsendableError("The letter has an address or a header that no mail can hold.")
        try:
            write_whole(self.drafts / name, content)
        except OSError as error:
            return unwritable(self.folder, error)
        return name

    def _send(self, draft_id: str) -> MailError | None:
        sent = f"{self.clock.now():{STAMP}}{draft_id[STAMP_LENGTH:]}"
        try:
            (self.drafts / draft_id).rename(self.sent / sent)
        except FileNotFoundError:
            return UnclearError("The draft is not in the folder any more.")
        except OSError as error:
            return unwritable(self.folder, error)
        return None

    def _with_key(self, folder: Path, key: str) -> Iterator[Path]:
        files = sorted(folder.glob(f"*-{short_digest(key)}.eml"), reverse=True)
        return (file for file in files if key_of(file) == key)

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage(policy=MAIL)
        message["From"] = Address(self.name, addr_spec=self.address)
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(self.clock.now().replace(tzinfo=LONDON))
        message["Message-ID"] = f"<{short_digest(mail.key)}@{self.address.rpartition('@')[2]}>"
        message[KEY_HEADER] = folded_address(mail.key)
        message[AUTOMATIC_HEADER] = AUTOMATIC
        message[SUPPRESS_HEADER] = SUPPRESSED_RECEIPTS
        if mail.marking:
            message["Sensitivity"] = "Company-Confidential"
            message[MARKING_HEADER] = mail.marking
        message.set_content(mail.text)
        if mail.html:
            message.add_alternative(mail.html, subtype="html")
        for picture in (attachment for attachment in mail.attachments if attachment.is_shown):
            shown_in = message.get_body(("related", "html")) or message
            shown_in.add_related(
                picture.content,
                *picture.media_type.split("/"),
                cid=f"<{picture.name}>",
                filename=picture.name,
                disposition="inline",
            )
        for attachment in (attachment for attachment in mail.attachments if not attachment.is_shown):
            kind, *parameters = (part.strip() for part in attachment.media_type.split(";"))
            maintype, _, subtype = kind.partition("/")
            message.add_attachment(
                attachment.content,
                maintype=maintype,
                subtype=subtype,
                filename=attachment.name,
                params=dict(parameter.split("=", 1) for parameter in parameters),
            )
        # Left to itself, email looks through all attachments for a boundary that is in none.
        for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
            part.set_boundary(f"=_{short_digest(mail.key)}_{number}")
        return message


def _letter(key: str) -> str:
    return key.split("/")[2]


def _stamp(file: Path) -> dt.datetime:
    return dt.datetime.strptime(file.name[:STAMP_LENGTH], STAMP)  # noqa: DTZ007  (London time, as everywhere)
