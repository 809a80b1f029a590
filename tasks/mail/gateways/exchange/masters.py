"""A large pack for many: uploaded once with a master draft, which is then copied for each letter.

The master has no recipients and no key, and neither has a copy until one update makes it a letter. A master
or copy that a crash leaves behind is therefore never sent, shows as unready among the drafts, and is deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress

from exchangelib import Message
from exchangelib.errors import ErrorTimeoutExpired, ResponseMessageError
from exchangelib.items import ALWAYS_OVERWRITE, SAVE_ONLY, SEND_TO_NONE

from tasks.mail.gateways.exchange.account import EwsMailbox
from tasks.mail.gateways.exchange.errors import passes, translate, translating
from tasks.mail.gateways.exchange.letters import author, create, delete, draft, file, words
from tasks.mail.gateways.exchange.services import CopyItem, UpdateItem, each
from tasks.mail.gateways.exchange.settings import ExchangeSettings
from tasks.mail.protocol.mailer import Attachment, Mail, MailError, UnsendableError
from tasks.mail.protocol.properties import message_id
from tasks.mail.protocol.response_codes import Doing


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
    outcomes |= {place: draft(mailbox, settings, [mails[place]])[0] for place in singly}
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
