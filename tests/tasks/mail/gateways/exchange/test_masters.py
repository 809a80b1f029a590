"""One large pack for many readers: uploaded once, copied, and nothing half made is ever sent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.protocol.mailer import (
    Draft,
    Mail,
    MailError,
    RefusedError,
    UnclearError,
    UnsendableError,
    Whereabouts,
)
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Folder
from tests.tasks.mail.gateways.exchange.conftest import NURSE, Office
from tests.tasks.mail.gateways.letters import drafted, letter, sent

PACK = 1_200_000
STEPS = ("CreateItem", "CopyItem", "UpdateItem", "DeleteItem")


def pack(count: int = 5, size: int = PACK) -> list[Mail]:
    return [letter(number, size=size, subject=f"Pack for {number}") for number in range(count)]


def outcomes(mailer: ExchangeMailer, mails: Sequence[Mail]) -> list[str | MailError]:
    try:
        return mailer.draft(mails)
    except MailError as error:
        return [error] * len(mails)


def test_a_pack_is_uploaded_once_for_all_its_readers(office: Office) -> None:
    sent(office.mailer(), *pack(25))
    assert len(office.items(NURSE)) == 25
    assert {item.files[0].content for item in office.items(NURSE)} == {pack(1)[0].attachments[0].content}
    assert office.received() < 1.1 * PACK * 4 / 3
    assert office.requests() == {
        "CreateItem": 1, "CopyItem": 1, "UpdateItem": 1, "DeleteItem": 1, "GetItem": 1, "SendItem": 1,
    }  # fmt: skip


def test_each_copy_is_a_letter_of_its_own(office: Office) -> None:
    mailer = office.mailer()
    sent(mailer, *pack(3), letter(9, size=PACK, marking="OFFICIAL-SENSITIVE", voting=("AGREE",)))
    items = office.items(NURSE)
    assert [item.subject for item in items] == ["Pack for 0", "Pack for 1", "Pack for 2", "MASE: minutes 9"]
    assert len({item.message_id for item in items}) == 4
    assert [item.sensitivity for item in items] == ["Normal", "Normal", "Normal", "Confidential"]
    for item, mail in zip(items, pack(3), strict=False):
        assert mailer.key_of([item.message_id], "") == mail.key


def test_what_is_small_or_for_one_reader_is_not_copied(office: Office) -> None:
    mailer = office.mailer()
    sent(mailer, letter(1, size=PACK), letter(2, size=5000), letter(3, size=5000), letter(4))
    assert "CopyItem" not in office.requests()


def test_two_packs_are_two_masters_and_the_letters_keep_their_places(office: Office) -> None:
    mailer = office.mailer()
    mails = [letter(number, size=PACK + number % 2) for number in range(4)] + [letter(5)]
    ids = drafted(mailer, *mails)
    assert [mailer.find(mail.key).id for mail in mails] == ids
    assert office.requests()["CopyItem"] == 2


def test_a_server_that_refuses_to_copy_gets_each_letter_by_itself(office: Office) -> None:
    office.standin.office.options.refuses_copies = True
    mailer = office.mailer()
    sent(mailer, *pack(3))
    assert len(office.items(NURSE)) == 3
    assert office.items(folder=Folder.DRAFTS) == []


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("step", STEPS[1:3])
def test_one_copy_that_meets_a_busy_server_keeps_none_of_the_others(
    office: Office, step: str, accepted: bool
) -> None:
    office.strike(step, Trouble.ITEM_BUSY, item=1, accepted=accepted)
    mailer = office.mailer()
    found = outcomes(mailer, pack(3))
    assert [isinstance(one, str) for one in found] == [True, False, True]
    assert isinstance(found[1], RefusedError)
    assert mailer.send([one for one in found if isinstance(one, str)]) == [None, None]


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("trouble", [Trouble.RESET, Trouble.UNAVAILABLE, Trouble.MALFORMED, Trouble.HALF])
@pytest.mark.parametrize("step", STEPS)
def test_what_breaks_off_leaves_only_drafts_that_are_not_ready_or_are_the_letters(
    office: Office, step: str, trouble: Trouble, accepted: bool
) -> None:
    """As a crash does at the same place: what is left behind is shown as no letter, and can be swept."""
    office.strike(step, trouble, accepted=accepted)
    mailer = office.mailer()
    mails = pack(3)
    found = outcomes(mailer, mails)
    left = {draft.id: draft.key for draft in mailer.list_drafts()}
    assert len(left) == len(office.items(folder=Folder.DRAFTS)), "none is overlooked"
    ready = {id for id, key in left.items() if key}
    for mail, one in zip(mails, found, strict=True):
        if isinstance(one, str):
            assert left[one] == mail.key
        else:
            assert isinstance(one, (UnclearError, RefusedError))
            where = mailer.find(mail.key)
            assert isinstance(one, UnclearError) or where.where is Whereabouts.NOWHERE
            assert where.id is None or where.id in ready
    for id in left:
        if id not in ready:
            (outcome,) = mailer.send([id])
            assert isinstance(outcome, RefusedError), "what is not ready is never sent"
            mailer.delete_draft(id)
    assert office.standin.office.ledger == []
    assert [draft for draft in mailer.list_drafts() if not draft.key] == []


def test_a_master_is_never_sent(office: Office) -> None:
    mailer = office.mailer()
    office.strike("CopyItem", Trouble.RESET)
    office.strike("CreateItem", Trouble.UNAVAILABLE, skip=1)  # of the empty draft, so that the master is left
    outcomes(mailer, pack(2))
    (master,) = mailer.list_drafts()
    assert master == Draft(master.id, "")
    (outcome,) = mailer.send([master.id])
    assert isinstance(outcome, RefusedError)
    assert office.standin.office.ledger == []


def test_a_pack_too_large_for_the_server_is_refused_for_good(office: Office) -> None:
    office.standin.office.options.largest_item = 1_000_000
    found = outcomes(office.mailer(), pack(3))
    assert [type(one) for one in found] == [UnsendableError] * 3
