"""Letters at Exchange: saved as drafts in batches, and sent in batches by their ids.

A large pack for many: uploaded once with a master draft, which is then copied for each letter.

The master has no recipients and no key, and neither has a copy until one update makes it a letter. A master
or copy that a crash leaves behind is therefore never sent, shows as unready among the drafts, and is deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from exchangelib import Body, FileAttachment, HTMLBody, Message
from exchangelib.errors import (
    ErrorInvalidIdMalformed,
    ErrorItemNotFound,
    ErrorTimeoutExpired,
    ResponseMessageError,
)
from exchangelib.fields import FieldPath
from exchangelib.items import ALL_OCCURRENCES, ALWAYS_OVERWRITE, HARD_DELETE, ID_ONLY, SAVE_ONLY, SEND_TO_NONE
from exchangelib.properties import Mailbox as MailboxElement

from tasks.mail.gateways.exchange import properties  # noqa: F401  (registers what our letters carry)
from tasks.mail.gateways.exchange.account import EwsMailbox
from tasks.mail.gateways.exchange.errors import passes, translate, translating
from tasks.mail.gateways.exchange.finding import list_drafts
from tasks.mail.gateways.exchange.services import (
    CopyItem,
    CreateItem,
    DeleteItem,
    GetDraft,
    SeenDraft,
    SendItem,
    UpdateItem,
    each,
)
from tasks.mail.gateways.exchange.settings import ExchangeSettings
from tasks.mail.protocol.batches import ask_in_batches, split_by_number, split_by_size
from tasks.mail.protocol.mailer import (
    AUTOMATIC,
    SUPPRESSED_RECEIPTS,
    Attachment,
    Mail,
    MailError,
    RefusedError,
    UnclearError,
    UnsendableError,
)
from tasks.mail.protocol.properties import KEY, message_id, verb_stream
from tasks.mail.protocol.response_codes import Doing
from tasks.mail.protocol.size_and_shape import size_in_transit

NOT_THERE = (ErrorItemNotFound, ErrorInvalidIdMalformed)  # the latter for the id of another gateway
LARGEST_REQUEST = 20_000_000  # bytes: Exchange takes 64 MB where nobody has set less
MOST_AT_ONCE = 100


def message(mail: Mail, settings: ExchangeSettings) -> Message:
    """Return a letter as a message of exchangelib, with its attachments."""
    return Message(
        author=author(settings),
        message_id=message_id(mail.key, settings.address),
        attachments=[file(attachment) for attachment in mail.attachments],
        **words(mail),
    )


def author(settings: ExchangeSettings) -> MailboxElement:
    return MailboxElement(email_address=settings.address, name=settings.name or None)


def words(mail: Mail) -> dict[str, Any]:
    """Return the fields in which the letters of one batch differ."""
    fields: dict[str, Any] = {
        "mase_key": mail.key,
        "subject": mail.subject,
        "body": HTMLBody(mail.html) if mail.html else Body(mail.text),
        "to_recipients": [MailboxElement(email_address=mail.to)],
        "mase_suppress": SUPPRESSED_RECEIPTS,
        "mase_automatic": AUTOMATIC,
    }
    if mail.marking:
        fields |= {"sensitivity": "Confidential", "mase_marking": mail.marking}
    if mail.voting:
        fields["mase_voting"] = verb_stream(mail.voting)
    return fields


def file(attachment: Attachment) -> FileAttachment:
    return FileAttachment(
        name=attachment.name,
        content_type=attachment.media_type,
        content=attachment.content,
        content_id=attachment.name if attachment.is_shown else None,
        is_inline=attachment.is_shown,
        is_contact_photo=False,
    )


def batches(places: Sequence[int], mails: Sequence[Mail]) -> list[list[int]]:
    """Split letters, by their places, into requests of which none is larger than Exchange takes."""
    return list(
        split_by_size(places, lambda place: size_in_transit(mails[place]), LARGEST_REQUEST, MOST_AT_ONCE)
    )


def save_drafts(
    mailbox: EwsMailbox, settings: ExchangeSettings, mails: Sequence[Mail]
) -> list[str | MailError]:
    """Save each letter as a draft with its attachments, in one request."""
    return create(mailbox, [message(mail, settings) for mail in mails])


def draft_empty(mailbox: EwsMailbox, settings: ExchangeSettings) -> None:
    """Save a draft that is no letter, and delete it; MailError where the mailbox takes none."""
    (saved,) = create(
        mailbox,
        [Message(author=author(settings), subject="MASE: a check of the mailbox", mase_unready="yes")],
    )
    if isinstance(saved, MailError):
        raise saved
    with suppress(MailError):  # the next run deletes what is left
        delete(mailbox, [saved])


def create(mailbox: EwsMailbox, messages: Sequence[Message]) -> list[str | MailError]:
    """Save these messages as drafts in one request; return an id or an error for each."""
    service = CreateItem(account=mailbox.account, chunk_size=len(messages))
    with translating(Doing.CHANGING):
        outcomes = each(
            service.call(
                items=messages,
                folder=mailbox.drafts,
                message_disposition=SAVE_ONLY,
                send_meeting_invitations=SEND_TO_NONE,
            ),
            len(messages),
        )
    return [
        translate(created, Doing.CHANGING) if isinstance(created, Exception) else str(created.id)
        for created in outcomes
    ]


def send(mailbox: EwsMailbox, draft_ids: Sequence[str]) -> list[MailError | None]:
    """Send each draft by its id, save those that are no letter of ours or not ready to be sent."""
    return ask_in_batches(split_by_number(draft_ids, MOST_AT_ONCE), lambda ids: _send(mailbox, ids))


def delete(mailbox: EwsMailbox, draft_ids: Sequence[str]) -> None:
    """Delete items for good. A draft's id ends when it is sent, so that its letter is not deleted by it."""
    service = DeleteItem(account=mailbox.account, chunk_size=len(draft_ids))
    with translating(Doing.CHANGING):
        outcomes = each(
            service.call(
                items=[(id, None) for id in draft_ids],
                delete_type=HARD_DELETE,
                send_meeting_cancellations=SEND_TO_NONE,
                affected_task_occurrences=ALL_OCCURRENCES,
                suppress_read_receipts=True,
            ),
            len(draft_ids),
        )
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, NOT_THERE):
            raise translate(outcome, Doing.CHANGING)


def delete_begun(mailbox: EwsMailbox, keys: Collection[str]) -> None:
    """Delete the drafts with these keys, and those that are no letters yet."""
    if begun := [draft.id for draft in list_drafts(mailbox) if draft.key in keys or not draft.key]:
        delete(mailbox, begun)


def _send(mailbox: EwsMailbox, draft_ids: Sequence[str]) -> list[MailError | None]:
    outcomes: list[MailError | None] = [None] * len(draft_ids)
    ready: dict[int, SeenDraft] = {}
    for place, draft in enumerate(_look_at(mailbox, draft_ids)):
        if isinstance(draft, MailError):
            outcomes[place] = draft
        else:
            ready[place] = draft
    if ready:
        for place, outcome in zip(ready, _submit(mailbox, list(ready.values())), strict=True):
            outcomes[place] = outcome
    return outcomes


def _look_at(mailbox: EwsMailbox, draft_ids: Sequence[str]) -> list[SeenDraft | MailError]:
    """Fetch the drafts with their change keys, without which Exchange sends nothing."""
    service = GetDraft(account=mailbox.account, chunk_size=len(draft_ids))
    fields = {FieldPath(field=Message.get_field_by_fieldname("mase_key"))}
    with translating(Doing.READING):
        drafts = each(
            service.call(items=[(id, None) for id in draft_ids], additional_fields=fields, shape=ID_ONLY),
            len(draft_ids),
        )
    return [_ready(draft) for draft in drafts]


def _ready(draft: SeenDraft | Exception) -> SeenDraft | MailError:
    if isinstance(draft, NOT_THERE):
        return UnclearError("The draft is not in the mailbox any more.")
    if isinstance(draft, Exception):
        return translate(draft, Doing.READING)
    if KEY not in draft.properties:  # an unfinished letter has none yet
        return RefusedError("The draft is no letter of ours that is ready to be sent.")
    return draft


def _submit(mailbox: EwsMailbox, drafts: Sequence[SeenDraft]) -> list[MailError | None]:
    service = SendItem(account=mailbox.account, chunk_size=len(drafts))
    with translating(Doing.SENDING):
        ids = [(draft.id, draft.change_key) for draft in drafts]
        outcomes = each(service.call(items=ids, saved_item_folder=mailbox.sent), len(drafts))
    return [
        translate(outcome, Doing.SENDING) if isinstance(outcome, Exception) else None for outcome in outcomes
    ]


class _CopyingRefusedError(Exception):
    """The server does not copy: this letter must be uploaded by itself."""


_Outcome = str | MailError | _CopyingRefusedError


def masters_of_packs(mails: Mapping[int, Mail], copy_from: int) -> list[list[int]]:
    """Group the places of letters with the same large attachments; a group has more than one letter."""
    by_pack: dict[tuple[Attachment, ...], list[int]] = defaultdict(list)
    for place, mail in mails.items():
        if sum(len(attachment.content) for attachment in mail.attachments) >= copy_from:
            by_pack[mail.attachments].append(place)
    return [places for places in by_pack.values() if len(places) > 1]


def draft_copies(
    mailbox: EwsMailbox, settings: ExchangeSettings, mails: Sequence[Mail]
) -> list[str | MailError]:
    """Draft letters with the same attachments by copying, and singly those that the server won't copy."""
    (master,) = create(mailbox, [_master(mails[0], settings)])
    if isinstance(master, UnsendableError):
        return [master] * len(mails)
    if isinstance(master, MailError):
        raise master
    outcomes: dict[int, _Outcome] = {}
    copies: dict[int, tuple[str, str]] = {}
    for place, copy in enumerate(_copy(mailbox, master, len(mails))):
        if isinstance(copy, tuple):
            copies[place] = copy
        else:
            outcomes[place] = copy
    outcomes |= _finish(mailbox, settings, {place: (copies[place], mails[place]) for place in copies})
    unready = [copies[place][0] for place in copies if not isinstance(outcomes[place], str)]
    with suppress(MailError):  # the next run deletes what is left
        delete(mailbox, [master, *unready])
    singly = [place for place, outcome in outcomes.items() if isinstance(outcome, _CopyingRefusedError)]
    outcomes |= {place: save_drafts(mailbox, settings, [mails[place]])[0] for place in singly}
    return [
        outcome for _, outcome in sorted(outcomes.items()) if not isinstance(outcome, _CopyingRefusedError)
    ]


def _master(mail: Mail, settings: ExchangeSettings) -> Message:
    return Message(
        subject="MASE: being prepared",
        author=author(settings),
        attachments=[file(attachment) for attachment in mail.attachments],
        mase_unready="yes",
    )


def _copy(
    mailbox: EwsMailbox, master: str, times: int
) -> list[tuple[str, str] | MailError | _CopyingRefusedError]:
    """Copy the master; return the id and change key of each copy, or an error."""
    service = CopyItem(account=mailbox.account, chunk_size=times)
    with translating(Doing.CHANGING):
        try:
            copies = each(service.call(items=[(master, None)] * times, to_folder=mailbox.drafts), times)
        except ErrorTimeoutExpired:  # what exchangelib makes of a connection that broke
            raise
        except ResponseMessageError as error:
            copies = [error] * times
    return [_translate(copy) if isinstance(copy, Exception) else copy for copy in copies]


def _finish(
    mailbox: EwsMailbox, settings: ExchangeSettings, copies: dict[int, tuple[tuple[str, str], Mail]]
) -> dict[int, _Outcome]:
    """Make each copy a letter in one update; return an id or an error for each."""
    if not copies:
        return {}
    updates = [_update(copy, mail, settings) for copy, mail in copies.values()]
    service = UpdateItem(account=mailbox.account, chunk_size=len(updates))
    with translating(Doing.CHANGING):
        outcomes = each(
            service.call(
                items=updates,
                conflict_resolution=ALWAYS_OVERWRITE,
                message_disposition=SAVE_ONLY,
                send_meeting_invitations_or_cancellations=SEND_TO_NONE,
                suppress_read_receipts=True,
            ),
            len(updates),
        )
    return {
        place: _translate(outcome) if isinstance(outcome, Exception) else str(outcome[0])
        for place, outcome in zip(copies, outcomes, strict=True)
    }


def _update(copy: tuple[str, str], mail: Mail, settings: ExchangeSettings) -> tuple[Message, list[str]]:
    id, change_key = copy
    fields = {
        **words(mail),
        "mase_message_id": message_id(mail.key, settings.address),
        "mase_unready": None,
    }
    return Message(id=id, changekey=change_key, **fields), list(fields)


def _translate(error: Exception) -> MailError | _CopyingRefusedError:
    if isinstance(error, ResponseMessageError) and not passes(error):
        return _CopyingRefusedError()
    return translate(error, Doing.CHANGING)
