"""What leaves a mailbox after the days of the policy, and what stays."""

from __future__ import annotations

from uuid import UUID

import pytest

from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.retention import RecordKind
from tasks.duties.outbox.decisions import hold_everything
from tasks.duties.retention.clear_mailbox import Cleared, clear_mailbox
from tasks.duties.retention.disposal_list import place_hold
from tasks.register.tables import AddressRow, ReceivedRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, NURSE, Forum
from tests.tasks.mail.fake_mailer import FakeMailer
from tests.tasks.mail.gateways.letters import letter

OURS = "mase@unit.example"
OLD, NEW = "Tue 12 Jan 2027", "Mon 1 Feb 2027"


def received(
    forum: Forum,
    item: str,
    on: str,
    outcome: Outcome = Outcome.RECORDED,
    of: str | None = CHAIR,
    sender: str = "somebody@kent.example",
) -> None:
    """Put the trace of a mail on record."""
    forum.on(on)
    with forum.office.register.transaction("test") as tx:
        tx.session.add(
            ReceivedRow(
                mailbox=OURS,
                item=item,
                kind=ItemKind.MESSAGE,
                sender=sender,
                person_id=forum.person(of) if of else None,
                received_at=tx.at,
                read_at=tx.at,
                group_id=forum.group,
                outcome=outcome,
            )
        )


def sent(forum: Forum, mailer: FakeMailer, number: int, on: str) -> None:
    forum.on(on)
    mailer.send([str(id) for id in mailer.draft([letter(number)])])


def cleared(forum: Forum, mailer: FakeMailer, groups: list[UUID] | None = None) -> Cleared:
    """Clear the mailbox a year and two days after the older mails."""
    forum.on("Fri 14 Jan 2028")
    return clear_mailbox(
        forum.office, mailer, OURS, [forum.group] if groups is None else groups, forum.today, "test"
    )


def test_old_letters_and_mail_that_was_dealt_with_leave_the_mailbox_once(old: Forum) -> None:
    mailer = FakeMailer(old.clock)
    for number, on in enumerate((OLD, NEW)):
        sent(old, mailer, number, on)
    received(old, "dealt with", OLD)
    received(old, "waits", OLD, Outcome.FOR_THE_UNIT)
    received(old, "young", NEW)
    assert cleared(old, mailer).in_words == "1 letter and 1 mail left the mailbox"
    assert mailer.deleted == ["dealt with"]
    assert mailer.keys_sent() == [letter(1).key]
    (row,) = [row for row in old.rows(ReceivedRow) if row.item == "dealt with"]
    assert row.left_mailbox_on == day("Fri 14 Jan 2028")
    assert cleared(old, mailer) == Cleared(0, 0)


def test_a_hold_keeps_mail_but_no_copies_of_letters(held: Forum) -> None:
    mailer = FakeMailer(held.clock)
    sent(held, mailer, 0, OLD)
    received(held, "held", OLD)
    assert cleared(held, mailer) == Cleared(1, 0)


def test_a_hold_on_one_person_keeps_their_mail_alone(old: Forum) -> None:
    mailer = FakeMailer(old.clock)
    received(old, "the nurse's", OLD, of=NURSE)
    received(old, "the Chair's", OLD)
    do(place_hold, old.office, "Subject access", "Article 15", person_id=old.person(NURSE))
    do(place_hold, old.office, "An inquiry", "Its letter", kind=RecordKind.MEETINGS)
    assert (cleared(old, mailer), mailer.deleted) == (Cleared(0, 1), ["the Chair's"])


def test_a_hold_on_one_person_keeps_what_came_from_their_address_before_they_were_known(old: Forum) -> None:
    mailer = FakeMailer(old.clock)
    (address,) = [row.address for row in old.rows(AddressRow) if row.person_id == old.person(NURSE)]
    received(old, "a stranger's", OLD, of=None)
    received(old, "the nurse's", OLD, of=None, sender=address.upper())
    do(place_hold, old.office, "Subject access", "Article 15", person_id=old.person(NURSE))
    assert (cleared(old, mailer), mailer.deleted) == (Cleared(0, 1), ["a stranger's"])


@pytest.mark.parametrize("is_of_disposal", [True, False])
def test_a_hold_that_is_placed_while_mail_is_deleted_keeps_the_rest(
    old: Forum, monkeypatch: pytest.MonkeyPatch, is_of_disposal: bool
) -> None:
    class Interrupted(FakeMailer):
        def delete_item(self, item_id: str) -> None:
            super().delete_item(item_id)
            if is_of_disposal:
                do(place_hold, old.office, "An inquiry", "Its letter")
            else:
                do(hold_everything, old.office, reason="The register was restored")

    monkeypatch.setattr("tasks.duties.retention.clear_mailbox.AT_ONCE", 1)
    mailer = Interrupted(old.clock)
    for item in ("first", "second"):
        received(old, item, OLD)
    assert cleared(old, mailer) == Cleared(0, 1)
    assert len(mailer.deleted) == 1


def test_while_everything_is_held_the_mailbox_is_left_as_it_is(old: Forum) -> None:
    mailer = FakeMailer(old.clock)
    sent(old, mailer, 0, OLD)
    do(hold_everything, old.office, reason="The register was restored")
    assert "since everything is held" in cleared(old, mailer).in_words
    assert mailer.keys_sent() == [letter(0).key]


def test_a_mailbox_of_no_group_with_a_policy_is_left_as_it_is(old: Forum) -> None:
    mailer = FakeMailer(old.clock)
    sent(old, mailer, 0, OLD)
    assert "No group has a policy" in cleared(old, mailer, []).in_words
    assert mailer.keys_sent() == [letter(0).key]
