"""Looking for our letters in Sent Items and Drafts, by the marks that they carry."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Sequence
from typing import Any

from exchangelib import EWSDateTime, Message, Q
from exchangelib.fields import FieldPath
from exchangelib.items import ID_ONLY, SHALLOW
from exchangelib.restriction import Restriction

from tasks.mail.gateways.exchange.account import LONDON, EwsMailbox
from tasks.mail.gateways.exchange.errors import translating
from tasks.mail.gateways.exchange.services import FindItem, FindKey
from tasks.mail.protocol.mailer import Draft, FoundLetter, Whereabouts, the_only_key
from tasks.mail.protocol.response_codes import Doing

PAGE = 500
MOST_IDS = 30  # of a long thread's References the last ones are looked for


def look_into(mailbox: EwsMailbox, folder: Any) -> None:
    """Try whether a folder can be read; raises the error that prevents it."""
    search(mailbox, folder, None, at_most=1)


def search(
    mailbox: EwsMailbox,
    folder: Any,
    wanted: Q | None,
    *names: str,
    kind: type = Message,
    at_most: int | None = None,
    finder: type = FindItem,
) -> list[Any]:
    """Return the wanted items of a folder (all for None) with the fields of these names, as the finder makes
    them of the answer."""
    restriction = wanted and Restriction(wanted, folders=[folder], applies_to=Restriction.ITEMS)
    service = finder(account=mailbox.account, page_size=at_most or PAGE)
    with translating(Doing.READING):
        found = list(
            service.call(
                folders=[folder],
                additional_fields={FieldPath(field=kind.get_field_by_fieldname(name)) for name in names},  # type: ignore[attr-defined]
                restriction=restriction,
                order_fields=None,
                shape=ID_ONLY,
                query_string=None,
                depth=SHALLOW,
                calendar_view=None,
                max_items=at_most,
                offset=0,
            )
        )
        for item in found:
            if isinstance(item, Exception):
                raise item
    return found


def find(mailbox: EwsMailbox, key: str) -> FoundLetter:
    """Look the letter with that key up in Sent Items, then in Drafts."""
    wanted = Q(mase_key=key)
    for letter in search(mailbox, mailbox.sent, wanted, "datetime_sent", at_most=1):
        return FoundLetter(Whereabouts.SENT, letter.id, london(letter.datetime_sent))
    for letter in search(mailbox, mailbox.drafts, wanted, at_most=1):
        return FoundLetter(Whereabouts.DRAFTS, letter.id)
    return FoundLetter(Whereabouts.NOWHERE)


def list_drafts(mailbox: EwsMailbox) -> list[Draft]:
    """List all drafts that we have made; masters and unfinished copies have no key."""
    ours = Q(mase_key__exists=True) | Q(mase_unready__exists=True)
    drafts = search(mailbox, mailbox.drafts, ours, "mase_key")
    return [Draft(draft.id, draft.mase_key or "") for draft in drafts]


def sent_since(mailbox: EwsMailbox, when: dt.datetime) -> list[str]:
    """List the keys of our letters in Sent Items since ``when``."""
    wanted = Q(datetime_sent__gte=at_exchange(when)) & Q(mase_key__exists=True)
    return list(filter(None, search(mailbox, mailbox.sent, wanted, "mase_key", finder=FindKey)))


def sent_before(mailbox: EwsMailbox, when: dt.datetime) -> list[str]:
    """List the ids of our letters that went before ``when``."""
    wanted = Q(datetime_sent__lt=at_exchange(when)) & Q(mase_key__exists=True)
    items = search(mailbox, mailbox.sent, wanted, "mase_key")
    return [item.id for item in items if isinstance(item, Message) and item.mase_key]


def key_of(mailbox: EwsMailbox, message_ids: Sequence[str], conversation: str) -> str:
    """Find the key of our letter or meeting request with the first of these Message-IDs, or of the
    conversation's only one."""
    ids = list(message_ids)[:MOST_IDS]
    if ids:
        wanted = Q(message_id__in=ids)
        letters = search(mailbox, mailbox.sent, wanted, "message_id", "mase_key")
        for id in ids:
            if key := _only_key([letter for letter in letters if letter.message_id == id]):
                return key
    if thread := conversation_id(conversation):
        return _only_key(search(mailbox, mailbox.sent, Q(mase_conversation=thread), "mase_key"))
    return ""


def conversation_id(conversation: str) -> bytes:
    """Decode a conversation id from the form in which items have it; empty for anything else."""
    try:
        return base64.b64decode(conversation, validate=True)
    except binascii.Error:
        return b""


def london(when: Any) -> dt.datetime | None:
    """Convert a time of exchangelib to London time without a zone."""
    if when is None:
        return None
    local = when.astimezone(LONDON)
    return dt.datetime.combine(dt.date(local.year, local.month, local.day), local.time())


def at_exchange(when: dt.datetime) -> EWSDateTime:
    """Convert London time to a time of exchangelib."""
    return EWSDateTime.from_datetime(when.replace(tzinfo=LONDON))


def _only_key(letters: Sequence[Any]) -> str:
    """Return the one key of these letters, or none: copies of one master may share a Message-ID."""
    return the_only_key([key for letter in letters if (key := getattr(letter, "mase_key", None))])
