"""Letters through every gateway: drafted, sent once, and found again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tasks.mail.protocol.mailer import (
    MARKING_HEADER,
    SUPPRESS_HEADER,
    SUPPRESSED_RECEIPTS,
    Attachment,
    Draft,
    FoundLetter,
    Mail,
    UnclearError,
    UnsendableError,
    Whereabouts,
)
from tasks.mail.protocol.properties import verb_stream
from tests.standins.post_office.items import VERB_STREAM, Folder, Item, Person
from tests.tasks.mail.gateways.boxes import NURSE, OURS, POLICE, PROBATION, Box, OfficeBox, at_a_server
from tests.tasks.mail.gateways.letters import drafted, letter, sent

HOUR = dt.timedelta(hours=1)


def test_a_draft_can_be_found_by_its_key_and_nothing_is_sent(box: Box) -> None:
    first, second = drafted(box.mailer, letter(1), letter(2))
    assert box.mailer.find(letter(2).key) == FoundLetter(Whereabouts.DRAFTS, second)
    assert sorted(box.mailer.list_drafts(), key=lambda draft: draft.key) == [
        Draft(first, letter(1).key),
        Draft(second, letter(2).key),
    ]
    assert box.accepted() == []


def test_a_letter_that_was_sent_is_found_in_sent_items_and_no_draft_is_left(box: Box) -> None:
    sent(box.mailer, letter(1))
    found = box.mailer.find(letter(1).key)
    assert found.where is Whereabouts.SENT
    assert found.sent_at is not None
    assert abs(found.sent_at - box.now()) < dt.timedelta(minutes=2), "London time"
    assert box.mailer.list_drafts() == []
    assert box.accepted() == [letter(1).key]


def test_a_key_that_no_letter_has_is_nowhere(box: Box) -> None:
    sent(box.mailer, letter(1))
    assert box.mailer.find(letter(2).key) == FoundLetter(Whereabouts.NOWHERE)


def test_each_letter_goes_to_its_own_reader_with_its_own_words_and_files(box: Box) -> None:
    report = Attachment("report.docx", "application/octet-stream", b"\0\1\2 report")
    sent(
        box.mailer,
        letter(1, NURSE, subject="MASE: for the nurse – a café", attachments=(report,)),
        letter(2, PROBATION, subject="MASE: for probation"),
    )
    (one,), (other,) = box.letters(NURSE), box.letters(PROBATION)
    assert (one.to, one.subject, one.files) == (
        NURSE,
        "MASE: for the nurse – a café",
        (("report.docx", b"\0\1\2 report"),),
    )
    assert (other.to, other.subject, other.files) == (PROBATION, "MASE: for probation", ())


def test_a_picture_comes_within_the_letter_that_shows_it_and_a_report_beside_it(box: Box) -> None:
    chart = Attachment("chart-1.png", "image/png", b"\x89PNG one", is_shown=True)
    report = Attachment("report.docx", "application/octet-stream", b"\0\1\2 report")
    shown = '<p>Please read.</p><img src="cid:chart-1.png" alt="Two bars">'
    sent(box.mailer, letter(1, html=shown, attachments=(chart, report)))
    (one,) = box.letters(NURSE)
    assert one.pictures == (("chart-1.png", b"\x89PNG one"),)
    assert one.files == (("report.docx", b"\0\1\2 report"),)


def test_a_marked_letter_says_so_and_asks_for_no_receipts(box: Box) -> None:
    sent(box.mailer, letter(1, marking="OFFICIAL-SENSITIVE"), letter(2))
    marked, plain = box.letters(NURSE)
    assert marked.headers[MARKING_HEADER.lower()] == "OFFICIAL-SENSITIVE"
    assert marked.headers["sensitivity"] == "Company-Confidential"
    assert MARKING_HEADER.lower() not in plain.headers
    assert marked.headers[SUPPRESS_HEADER.lower()] == SUPPRESSED_RECEIPTS
    assert plain.headers["auto-submitted"] == "auto-generated"


def test_every_letter_has_a_message_id_of_its_own_at_our_domain(box: Box) -> None:
    sent(box.mailer, *(letter(number, size=200_000) for number in range(3)))
    ids = {one.message_id for one in box.letters(NURSE)}
    assert len(ids) == 3
    assert all(id.endswith("@unit.example>") for id in ids)


@at_a_server
def test_what_may_be_answered_by_a_button_has_the_buttons_of_outlook(box: OfficeBox) -> None:
    sent(box.mailer, letter(1, voting=("AGREE", "CHANGES")))
    (item,) = box.office.mailboxes[NURSE].in_folder(Folder.INBOX)
    assert item.properties[VERB_STREAM] == verb_stream(["AGREE", "CHANGES"])


@at_a_server
def test_a_letter_without_html_comes_as_text_alone(box: OfficeBox) -> None:
    sent(box.mailer, letter(1, html=""))
    (item,) = box.office.mailboxes[NURSE].in_folder(Folder.INBOX)
    assert (item.html, item.text.strip()) == ("", "Please read.")


@pytest.mark.thorough
@pytest.mark.parametrize(("size", "each"), [(0, 3), (150_000, 3), (3_200_000, 1)])
def test_a_batch_is_sent_once_each_whatever_it_brings(box: Box, size: int, each: int) -> None:
    mails = [letter(number, to, size) for number, to in enumerate((NURSE, PROBATION, POLICE) * each)]
    sent(box.mailer, *mails)
    assert sorted(box.accepted()) == sorted(mail.key for mail in mails)
    assert [box.mailer.find(mail.key).where for mail in mails] == [Whereabouts.SENT] * len(mails)
    assert all(one.files == ((("pack.pdf", mails[0].attachments[0].content),) if size else ())
               for one in box.letters(POLICE))  # fmt: skip
    assert box.mailer.list_drafts() == []


def test_sending_what_has_been_sent_already_is_unclear_and_sends_nothing(box: Box) -> None:
    (id,) = drafted(box.mailer, letter(1))
    assert box.mailer.send([id]) == [None]
    (outcome,) = box.mailer.send([id])
    assert isinstance(outcome, UnclearError)
    assert box.accepted() == [letter(1).key]


def test_a_deleted_draft_is_gone_and_deleting_it_again_is_no_error(box: Box) -> None:
    (id,) = drafted(box.mailer, letter(1))
    box.mailer.delete_draft(id)
    box.mailer.delete_draft(id)
    assert box.mailer.find(letter(1).key) == FoundLetter(Whereabouts.NOWHERE)
    (outcome,) = box.mailer.send([id])
    assert isinstance(outcome, UnclearError)
    assert box.accepted() == []


def test_deleting_the_draft_of_a_letter_that_went_leaves_it_in_sent_items(box: Box) -> None:
    (id,) = drafted(box.mailer, letter(1))
    box.mailer.send([id])
    box.mailer.delete_draft(id)
    assert box.mailer.find(letter(1).key).where is Whereabouts.SENT


def test_the_keys_sent_since_a_time_are_those_and_no_others(box: Box) -> None:
    sent(box.mailer, letter(1), letter(2))
    assert sorted(box.mailer.sent_since(box.now() - HOUR)) == [letter(1).key, letter(2).key]
    assert box.mailer.sent_since(box.now() + HOUR) == []


@at_a_server
def test_sent_items_that_are_not_ours_are_passed_over(box: OfficeBox) -> None:
    box.office.send(box.ours, box.office.save(box.ours, _by_hand(NURSE), Folder.DRAFTS))
    box.office.save(box.ours, _by_hand(NURSE), Folder.DRAFTS)
    assert box.mailer.sent_since(box.now() - HOUR) == []
    assert box.mailer.list_drafts() == []


def test_a_letter_is_known_by_its_message_id_and_the_first_of_several_counts(box: Box) -> None:
    sent(box.mailer, letter(1), letter(2))
    one, two = (each.message_id for each in box.letters(NURSE))
    assert box.mailer.key_of([one], "") == letter(1).key
    assert box.mailer.key_of([two, one], "") == letter(2).key
    assert box.mailer.key_of(["<1@elsewhere.example>", one], "") == letter(1).key
    assert box.mailer.key_of(["<1@elsewhere.example>"], "") == ""
    assert box.mailer.key_of([], "") == ""


@at_a_server
def test_a_letter_larger_than_mail_systems_take_is_refused_for_good_and_the_others_go(box: OfficeBox) -> None:
    mailer = box.open_mailer(largest_letter=1_000_000)
    small, large, marked = mailer.draft([letter(1), letter(2, size=735_000), letter(3, size=600_000)])
    assert isinstance(large, UnsendableError)
    assert "MASE_LARGEST_LETTER_MB" in str(large), "735 KB are more than 1 MB once they travel"
    assert mailer.send([str(small), str(marked)]) == [None, None]


@pytest.mark.parametrize(
    "what",
    [
        {"subject": "MASE\r\nBcc: everybody@elsewhere.example"},
        {"to": "Bob <bob@elsewhere.example>, nurse@members.example"},
    ],
)
def test_a_letter_no_mail_can_hold_is_refused_for_good_and_the_others_go(
    box: Box, what: dict[str, Any]
) -> None:
    _is_refused_alone(box, letter(2, **what))


@at_a_server
@pytest.mark.parametrize("what", [{"subject": "M" * 256}, {"voting": ("AGREE", "\u0416")}])
def test_a_letter_no_exchange_can_hold_is_refused_for_good_and_the_others_go(
    box: OfficeBox, what: dict[str, Any]
) -> None:
    _is_refused_alone(box, letter(2, **what))


def _is_refused_alone(box: Box, bad: Mail) -> None:
    first, refused, last = box.mailer.draft([letter(1), bad, letter(3)])
    assert isinstance(refused, UnsendableError)
    box.mailer.send([str(first), str(last)])
    assert sorted(box.accepted()) == [letter(1).key, letter(3).key]


def test_a_mailbox_that_is_well_has_no_faults_and_is_left_as_it_was(box: Box) -> None:
    assert box.mailer.check() == []
    assert box.mailer.list_drafts() == []
    assert box.accepted() == []


def _by_hand(to: str) -> Item:
    return Item(subject="By hand", text="Hello", sender=Person(OURS), to=(Person(to),))
