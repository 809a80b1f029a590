"""Letters: saved as drafts, then sent by id, twenty in one request where they are small.

Files attached to a draft that is already there: in one request up to 3 MB, in an upload session above.

From "Attach large files to Outlook messages or events": the address of the session needs no sign-in, ranges
go in order, each below 4 MB, and the last is answered with 201. Where a session may begin is said in MB, and
taken in other ways: a file below 3 MB that is refused one goes in one request.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Sequence
from contextlib import suppress

from tasks.mail.gateways.graph.client import MOST_IN_A_BATCH, PAUSES, Call, GraphClient, Pace, segment
from tasks.mail.gateways.graph.errors import CONFLICT, NOT_UNDERSTOOD, GraphAnswer, Json, answer_passes, fault
from tasks.mail.gateways.graph.extended import (
    AUTOMATIC_MARK,
    KEY,
    SENSITIVITY,
    UNREADY,
    VERB_STREAM,
    extended,
)
from tasks.mail.gateways.graph.finding import GraphFinding
from tasks.mail.protocol import properties
from tasks.mail.protocol.batches import ask_in_batches, draft_in_batches, split_by_number, split_by_size
from tasks.mail.protocol.mailer import (
    AUTOMATIC,
    MARKING_HEADER,
    PACE_REACHED,
    SUPPRESS_HEADER,
    SUPPRESSED_RECEIPTS,
    Attachment,
    BatchRefusedError,
    BatchUnclearError,
    BusyError,
    Mail,
    MailError,
    PassingError,
    RefusedError,
    UnclearError,
    UnreadableError,
    UnsendableError,
)
from tasks.mail.protocol.properties import verb_stream
from tasks.mail.protocol.size_and_shape import why_letter_is_refused

LARGEST_AT_ONCE = 2_600_000  # bytes; in base64 it stays below what one request may have
SMALLEST_FOR_A_SESSION = 3 * 1024 * 1024  # bytes
SIGNED_OUT, FORBIDDEN = 401, 403
NO_SESSIONS = (
    "Exchange Online takes no files over 3 MB for this mailbox (it refuses upload sessions), as was seen "
    "of shared mailboxes. Make it a user mailbox, or send less with a letter."
)
NOT_TAKEN = "The address that Microsoft Graph gave for an upload did not take it. Is a proxy in between?"
RANGE = 10 * 320 * 1024  # bytes of one range: a multiple of 320 KiB


def attach(client: GraphClient, draft_id: str, attachment: Attachment) -> None:
    """Attach a file to a draft; MailError when it failed, or its outcome is unclear."""
    size = len(attachment.content)
    if size > LARGEST_AT_ONCE:
        session = begin_session(client, draft_id, attachment.name, attachment.media_type, size)
        if session.ok:
            _upload(client, str(session.body.get("uploadUrl") or ""), attachment.content)
            return
        if size >= SMALLEST_FOR_A_SESSION or not _is_refused(session):
            raise UnsendableError(NO_SESSIONS) if session.status == FORBIDDEN else fault(session)
    client.ask_for(Call("POST", _attachments(client, draft_id), as_json(attachment)), sending=False)


def begin_session(client: GraphClient, draft_id: str, name: str, media_type: str, size: int) -> GraphAnswer:
    """Ask for an upload session for a file of ``size`` bytes."""
    item = {"attachmentType": "file", "name": name, "contentType": media_type, "size": size}
    path = f"{_attachments(client, draft_id)}/createUploadSession"
    return client.ask(Call("POST", path, {"AttachmentItem": item}))


def _attachments(client: GraphClient, draft_id: str) -> str:
    return f"{client.mailbox}/messages/{segment(draft_id)}/attachments"


def _is_refused(session: GraphAnswer) -> bool:
    """Tell whether Graph takes no upload session for this file, as for one that it finds too small."""
    return 400 <= session.status < 500 and session.status != SIGNED_OUT and not answer_passes(session)


def as_json(attachment: Attachment) -> Json:
    """Return a file in the form in which a request itself carries it."""
    shown = {"isInline": True, "contentId": attachment.name} if attachment.is_shown else {}
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": attachment.name,
        "contentType": attachment.media_type,
        "contentBytes": b64encode(attachment.content).decode(),
        **shown,
    }


def _upload(client: GraphClient, url: str, content: bytes) -> None:
    if not url:
        raise RefusedError(NOT_UNDERSTOOD)
    for start in range(0, len(content), RANGE):
        part = content[start : start + RANGE]
        answer = client.put(url, part, f"bytes {start}-{start + len(part) - 1}/{len(content)}")
        if answer.status in (SIGNED_OUT, FORBIDDEN):  # the address needs no sign-in: it says nothing of ours
            raise RefusedError(NOT_TAKEN)
        if not answer.ok:
            raise fault(answer)


FOREIGN_ID = "ErrorInvalidIdMalformed"  # of a draft that was made through another gateway
LARGEST_REQUEST = 3_500_000  # bytes; Graph takes 4 MB, of one request as of a batch

# The errors of requests before the last one, which makes a draft a letter: nothing has been done.
NOTHING_DONE: dict[type[MailError], type[MailError]] = {
    BatchUnclearError: BatchRefusedError,
    PassingError: BusyError,
    UnclearError: RefusedError,
    UnreadableError: RefusedError,
}

Drafted = str | MailError


class Letters:
    """Drafting and sending.

    Draft ids are the ordinary ones, which end when a letter moves to Sent Items: no draft can be sent twice
    by its id. (The immutable ids that Graph offers would outlive the sending.)
    """

    def __init__(self, client: GraphClient, finding: GraphFinding, pace: Pace) -> None:
        self.client = client
        self.finding = finding
        self.pace = pace

    def draft(self, mails: Sequence[Mail]) -> list[Drafted]:
        """Save each letter as a draft.

        Small letters share requests; a large one is built up file by file and gets its key last, so that half
        a letter is never taken for one of ours.
        """
        outcomes: dict[int, Drafted] = {}
        small: list[int] = []
        large: list[int] = []
        for place, mail in enumerate(mails):
            if refusal := why_letter_is_refused(mail, self.client.settings.largest_letter):
                outcomes[place] = refusal
            elif _size(mail) <= LARGEST_REQUEST:
                small.append(place)
            else:
                large.append(place)
        batches = [
            *split_by_size(small, lambda place: _size(mails[place]), LARGEST_REQUEST, MOST_IN_A_BATCH),
            *([place] for place in large),
        ]

        def draft_batch(places: Sequence[int]) -> list[Drafted]:
            if places[0] in large:
                return [self._draft_large(mails[places[0]])]
            calls = self._calls([mails[place] for place in places])
            return [_drafted(answer) for answer in self.client.batch(calls, sending=False)]

        drafted = draft_in_batches(
            batches,
            draft_batch,
            undo=lambda places: self._delete_begun({mails[place].key for place in places}),
            draft_empty=self._draft_empty,
        )
        outcomes |= zip((place for batch in batches for place in batch), drafted, strict=True)
        return [outcomes[place] for place in range(len(mails))]

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        """Send each draft once, as many as the mailbox takes in a minute; the others wait for the next
        run."""
        going = draft_ids[: self.pace.room()]
        if not going:
            raise BusyError(PACE_REACHED)
        self.pace.count(len(going))
        calls = [
            Call("POST", f"{self.client.mailbox}/messages/{segment(draft_id)}/send") for draft_id in going
        ]
        batches = split_by_number(calls, MOST_IN_A_BATCH)
        answers = ask_in_batches(batches, lambda batch: self.client.batch(batch, sending=True))
        sent = [self._sent(call, answer) for call, answer in zip(calls, answers, strict=True)]
        return [*sent, *(BusyError(PACE_REACHED) for _ in draft_ids[len(going) :])]

    def delete(self, draft_id: str) -> None:
        """Delete a draft; nothing happens when it is gone already, or has the id of another gateway."""
        call = Call("DELETE", f"{self.client.mailbox}/messages/{segment(draft_id)}")
        answer = self.client.look(call, 400, 404)
        if answer.status == 400 and answer.code != FOREIGN_ID:
            raise fault(answer)

    def _draft_empty(self) -> None:
        """Save a draft that is no letter, and delete it; MailError where the mailbox takes none."""
        answer = save_empty_draft(self.client)
        draft_id = str(answer.body.get("id") or "")
        if not answer.ok or not draft_id:
            raise fault(answer)
        self._throw_away(draft_id)

    def _delete_begun(self, keys: Collection[str]) -> None:
        """Delete the drafts that a request over which Graph failed may have made all the same."""
        for draft in self.finding.list_drafts():
            if draft.key in keys:
                self.delete(draft.id)

    def _calls(self, mails: Sequence[Mail]) -> list[Call]:
        return [Call("POST", f"{self.client.mailbox}/messages", self._message(mail)) for mail in mails]

    def _draft_large(self, mail: Mail) -> Drafted:
        """Save a draft without its key, attach the files, and give it the key at the end.

        A draft without a key is no letter, so a failure before the end has changed nothing.
        """
        draft_id = ""
        try:
            message = self._message(mail, ready=False)
            answer = self.client.ask_for(
                Call("POST", f"{self.client.mailbox}/messages", message), sending=False
            )
            draft_id = str(answer.body.get("id") or "")
            if not draft_id:
                raise RefusedError(NOT_UNDERSTOOD)
            for attachment in mail.attachments:
                attach(self.client, draft_id, attachment)
        except MailError as error:
            self._throw_away(draft_id)
            raise NOTHING_DONE.get(type(error), type(error))(str(error), error.answer) from error
        drafted = _drafted(self._give_key(draft_id, mail.key))
        if isinstance(drafted, RefusedError):
            self._throw_away(draft_id)
        return drafted

    def _give_key(self, draft_id: str, key: str) -> GraphAnswer:
        """Make a draft a letter; tried again where Exchange was still at work on the files (412)."""
        change = {"singleValueExtendedProperties": [extended(KEY, key)]}
        call = Call("PATCH", f"{self.client.mailbox}/messages/{segment(draft_id)}", change)
        return self._once_at_rest(call, self.client.ask(call))

    def _sent(self, call: Call, answer: GraphAnswer | MailError) -> MailError | None:
        if isinstance(answer, GraphAnswer) and answer.status == CONFLICT:
            try:
                answer = self._once_at_rest(call, answer)
            except MailError as error:
                return error
        if isinstance(answer, MailError):
            return answer
        return None if answer.ok else fault(answer, sending=True)

    def _once_at_rest(self, call: Call, answer: GraphAnswer) -> GraphAnswer:
        """Make a request again as long as Exchange is still at work on the draft, which proves that nothing
        was done."""
        for pause in PAUSES:
            if answer.status != CONFLICT:
                break
            self.client.wait(pause)
            answer = self.client.ask(call)
        return answer

    def _throw_away(self, draft_id: str) -> None:
        """Delete an unfinished draft; one that can't be deleted now is deleted by a later run."""
        if draft_id:
            with suppress(MailError):
                self.client.ask(Call("DELETE", f"{self.client.mailbox}/messages/{segment(draft_id)}"))

    def _message(self, mail: Mail, *, ready: bool = True) -> Json:
        """Return the letter as Graph takes it, without the plain text, which Exchange makes from the HTML.

        Without ``ready`` it has neither key nor files. A draft may be given a Message-ID, and custom headers
        begin with x- ("message resource type"); sensitivity and voting have extended properties only.
        """
        headers = [{"name": SUPPRESS_HEADER.lower(), "value": SUPPRESSED_RECEIPTS}]
        extra = [
            extended(KEY, mail.key) if ready else extended(UNREADY, "yes"),
            extended(AUTOMATIC_MARK, AUTOMATIC),  # no custom header: those begin with x-
        ]
        if mail.marking:
            headers.append({"name": MARKING_HEADER.lower(), "value": mail.marking})
            extra.append(extended(SENSITIVITY, str(properties.COMPANY_CONFIDENTIAL)))
        if mail.voting:
            extra.append(extended(VERB_STREAM, b64encode(verb_stream(mail.voting)).decode()))
        message: Json = {
            "subject": mail.subject,
            "body": body_of(mail),
            "toRecipients": [{"emailAddress": {"address": mail.to}}],
            "internetMessageId": properties.message_id(mail.key, self.client.settings.address),
            "internetMessageHeaders": headers,
            "singleValueExtendedProperties": extra,
        }
        if ready and mail.attachments:
            message["attachments"] = [as_json(attachment) for attachment in mail.attachments]
        return message


def body_of(mail: Mail) -> Json:
    """Return the letter's body: HTML, or plain text for a reader who needs that."""
    kind, content = ("html", mail.html) if mail.html else ("text", mail.text)
    return {"contentType": kind, "content": content}


def _size(mail: Mail) -> int:
    """Estimate the bytes of a letter in JSON, where quotes take two and files a third more."""
    files = sum(len(attachment.content) * 4 // 3 + 400 for attachment in mail.attachments)
    return files + len((mail.html or mail.text).encode()) * 11 // 10 + 2500


def save_empty_draft(client: GraphClient) -> GraphAnswer:
    """Save a draft that is no letter."""
    empty = {
        "subject": "MASE: a check of the mailbox",
        "singleValueExtendedProperties": [extended(UNREADY, "yes")],
    }
    return client.ask(Call("POST", f"{client.mailbox}/messages", empty))


def _drafted(answer: GraphAnswer) -> Drafted:
    if not answer.ok:
        return fault(answer)
    return str(answer.body.get("id") or "") or UnclearError(NOT_UNDERSTOOD)
