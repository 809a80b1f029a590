"""Letters through Graph: what arrives, in how many requests, and what each refusal means."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

from tasks.mail.gateways.graph.client import Call, GraphClient, Pace
from tasks.mail.gateways.graph.errors import GraphAnswer
from tasks.mail.gateways.graph.finding import GraphFinding
from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.gateways.graph.letters import Letters
from tasks.mail.protocol.mailer import (
    PACE_REACHED,
    BatchRefusedError,
    BusyError,
    Draft,
    MailError,
    NotTriedError,
    PassingError,
    RefusedError,
    SignInError,
    UnclearError,
    UnsendableError,
    Whereabouts,
)
from tasks.mail.protocol.properties import message_id
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Folder, voting_options
from tests.tasks.mail.gateways.graph.conftest import CHAIR, OURS, Office, file, letter


def drafted(mailer: GraphMailer, count: int = 1) -> list[str]:
    ids = [one for one in mailer.draft([letter(number) for number in range(count)]) if isinstance(one, str)]
    assert len(ids) == count
    return ids


def test_a_letter_arrives_with_its_marking_its_buttons_and_its_file(
    office: Office, mailer: GraphMailer
) -> None:
    mail = letter(marking="OFFICIAL-SENSITIVE", voting=("AGREE", "SAY MORE"), attachments=(file(1000),))
    (draft_id,) = mailer.draft([mail])
    assert mailer.send([str(draft_id)]) == [None]
    (arrived,) = office.items(CHAIR)
    assert arrived.html == mail.html
    assert arrived.message_id == message_id(mail.key, OURS)
    assert arrived.header("X-Protective-Marking") == "OFFICIAL-SENSITIVE"
    assert arrived.header("X-Auto-Response-Suppress") == "DR, RN, NRN"
    assert arrived.sensitivity == "Confidential"
    assert voting_options(arrived) == ("AGREE", "SAY MORE")
    assert [(one.name, one.content) for one in arrived.files] == [("pack.pdf", file(1000).content)]
    assert mailer.find(mail.key).where is Whereabouts.SENT


def test_an_unmarked_letter_has_no_marking(office: Office, mailer: GraphMailer) -> None:
    mailer.send(drafted(mailer))
    (arrived,) = office.items(CHAIR)
    assert (arrived.header("X-Protective-Marking"), arrived.sensitivity) == ("", "Normal")


def test_letters_are_drafted_and_sent_twenty_in_a_request(office: Office, mailer: GraphMailer) -> None:
    ids = drafted(mailer, 25)
    assert mailer.send(ids) == [None] * 25
    assert (office.requests("CreateMessage"), office.requests("SendMessage")) == (2, 2)
    assert len(office.items(CHAIR)) == 25


def test_no_request_is_larger_than_graph_takes(office: Office, mailer: GraphMailer) -> None:
    outcomes = mailer.draft([letter(number, attachments=(file(400_000),)) for number in range(20)])
    assert all(isinstance(outcome, str) for outcome in outcomes)
    assert office.requests("CreateMessage") == 4
    assert office.standin.traffic.received["CreateMessage"] < 4 * 3_500_000


def test_a_mailbox_gets_thirty_letters_a_minute_and_the_rest_wait(
    office: Office, mailer: GraphMailer
) -> None:
    ids = drafted(mailer, 40)
    outcomes = mailer.send(ids)
    assert [outcome is None for outcome in outcomes] == [True] * 30 + [False] * 10
    assert all(isinstance(outcome, BusyError) for outcome in outcomes[30:])
    with pytest.raises(BusyError, match=PACE_REACHED):
        mailer.send(ids[30:])
    assert office.waited == []
    office.now += 60
    assert mailer.send(ids[30:]) == [None] * 10
    assert len(office.items(CHAIR)) == 40


def test_a_large_file_arrives_whole(office: Office, mailer: GraphMailer) -> None:
    mail = letter(attachments=(file(9_000_001), file(3_000, "agenda.pdf"), file(2_700_000, "minutes.pdf")))
    (draft_id,) = mailer.draft([mail])
    assert mailer.find(mail.key).where is Whereabouts.DRAFTS
    assert mailer.send([str(draft_id)]) == [None]
    (arrived,) = office.items(CHAIR)
    assert [one.content for one in arrived.files] == [attachment.content for attachment in mail.attachments]
    assert office.requests("UploadRange") == 4


@pytest.mark.parametrize("options", [{"smallest_upload": 3 * 1024 * 1024}, {"refuses_uploads": True}])
@pytest.mark.parametrize("size", [2_700_000, 3_000_000, 3_100_000])
def test_a_file_below_three_megabytes_that_gets_no_session_arrives_all_the_same(
    office: Office, mailer: GraphMailer, options: dict[str, Any], size: int
) -> None:
    vars(office.standin.office.options).update(options)
    mail = letter(attachments=(file(size),))
    (draft_id,) = mailer.draft([mail])
    assert mailer.send([str(draft_id)]) == [None]
    (arrived,) = office.items(CHAIR)
    assert [one.content for one in arrived.files] == [mail.attachments[0].content]


def test_a_mailbox_that_takes_no_large_files_refuses_that_letter_alone(
    office: Office, mailer: GraphMailer
) -> None:
    office.standin.office.options.refuses_uploads = True
    large, other = mailer.draft([letter(1, attachments=(file(4_000_000),)), letter(2)])
    assert isinstance(large, UnsendableError)
    assert "no files over 3 MB" in str(large)
    assert mailer.send([str(other)]) == [None]


def test_an_address_for_uploads_that_turns_us_away_says_nothing_of_our_sign_in(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("UploadRange", Trouble.UNAUTHORISED)
    (outcome,) = mailer.draft([letter(attachments=(file(4_000_000),))])
    assert type(outcome) is BatchRefusedError  # since an empty draft is taken
    assert "gave for an upload did not take it" in str(outcome)


OF_FILES = ("CreateUploadSession", "UploadRange", "AddAttachment")


@pytest.mark.parametrize("trouble", [Trouble.RESET, Trouble.UNAVAILABLE, Trouble.ERROR_CLOSE])
@pytest.mark.parametrize("operation", OF_FILES)
@pytest.mark.parametrize("accepted", [False, True])
def test_a_large_letter_that_breaks_off_is_no_letter(
    office: Office, mailer: GraphMailer, operation: str, trouble: Trouble, accepted: bool
) -> None:
    office.strike(operation, trouble, accepted=accepted)
    mail = letter(attachments=(file(4_000_000), file(1_000, "agenda.pdf")))
    (outcome,) = mailer.draft([mail])
    assert isinstance(outcome, RefusedError)
    assert mailer.find(mail.key).where is Whereabouts.NOWHERE
    assert mailer.list_drafts() == []
    assert isinstance(mailer.draft([mail])[0], str)


@pytest.mark.parametrize("operation", OF_FILES)
@pytest.mark.parametrize("accepted", [False, True])
def test_a_large_letter_over_which_we_are_throttled_is_no_letter_and_waits_for_the_next_run(
    office: Office, mailer: GraphMailer, operation: str, accepted: bool
) -> None:
    office.strike(operation, Trouble.THROTTLED, accepted=accepted)
    mail = letter(attachments=(file(4_000_000), file(1_000, "agenda.pdf")))
    with pytest.raises(BusyError):
        mailer.draft([mail])
    assert mailer.find(mail.key).where is Whereabouts.NOWHERE
    assert mailer.list_drafts() == []
    assert isinstance(mailer.draft([mail])[0], str)


def test_what_a_crash_leaves_of_a_large_letter_is_told_from_letters(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("UploadRange", Trouble.RESET)
    office.strike("DeleteMessage", Trouble.RESET)
    mailer.draft([letter(attachments=(file(4_000_000),))])
    (left,) = mailer.list_drafts()
    assert left.key == ""
    mailer.delete_draft(left.id)
    assert mailer.list_drafts() == []


def test_a_key_that_may_have_been_written_is_to_be_looked_for(office: Office, mailer: GraphMailer) -> None:
    office.strike("UpdateMessage", Trouble.RESET, accepted=True)
    office.strike("CreateMessage", Trouble.RESET, skip=1)  # the empty draft
    mail = letter(attachments=(file(4_000_000),))
    with pytest.raises(UnclearError):
        mailer.draft([mail])
    assert mailer.find(mail.key).where is Whereabouts.DRAFTS


def test_a_key_that_may_have_been_written_goes_with_its_draft_where_an_empty_draft_is_taken(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("UpdateMessage", Trouble.RESET, accepted=True)
    mail = letter(attachments=(file(4_000_000),))
    (outcome,) = mailer.draft([mail])
    assert type(outcome) is BatchRefusedError
    assert mailer.find(mail.key).where is Whereabouts.NOWHERE
    assert mailer.list_drafts() == []


def test_a_key_that_meets_a_conflict_is_written_again_and_the_files_are_not_uploaded_again(
    office: Office, mailer: GraphMailer
) -> None:
    office.standin.office.options.conflicts = 2
    mail = letter(attachments=(file(4_000_000),))
    (draft_id,) = mailer.draft([mail])
    assert mailer.find(mail.key).id == draft_id
    assert (office.requests("CreateUploadSession"), office.requests("UpdateMessage")) == (1, 3)


def test_a_key_that_meets_conflicts_without_end_is_a_letter_refused(
    office: Office, mailer: GraphMailer
) -> None:
    office.standin.office.options.conflicts = 9
    (outcome,) = mailer.draft([letter(attachments=(file(4_000_000),))])
    assert type(outcome) is RefusedError
    assert mailer.list_drafts() == []


def test_after_a_large_letter_without_luck_the_others_are_not_tried(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("CreateUploadSession", Trouble.RESET)
    office.strike("CreateMessage", Trouble.RESET, skip=1)  # the empty draft
    mails = [letter(number, attachments=(file(4_000_000),)) for number in range(3)]
    first, *others = mailer.draft(mails)
    assert type(first) is BusyError  # which is not counted against it
    assert [type(other) for other in others] == [NotTriedError, NotTriedError]
    assert office.requests("CreateUploadSession") == 1


def test_a_large_letter_without_luck_is_refused_alone_where_an_empty_draft_is_taken(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("CreateUploadSession", Trouble.RESET)
    mails = [letter(number, attachments=(file(4_000_000),)) for number in range(3)]
    assert [type(outcome) for outcome in mailer.draft(mails)] == [BatchRefusedError, str, str]
    assert len(mailer.list_drafts()) == 2


@pytest.mark.parametrize(
    "what",
    [
        {"to": "Chair <chair@council.example>, other@council.example"},
        {"subject": "Papers\r\nBcc: other@council.example"},
        {"marking": "OFFICIAL\nX: y"},
        {"attachments": (file(1_000_001),)},
    ],
)
def test_what_no_mail_can_hold_is_refused_for_good_and_never_asked_for(
    office: Office, what: dict[str, Any]
) -> None:
    mailer = office.mailer(largest_letter=1_000_000)
    outcomes = mailer.draft([letter(1, **what), letter(2)])
    assert isinstance(outcomes[0], UnsendableError)
    assert isinstance(outcomes[1], str)
    assert len(office.items(folder=Folder.DRAFTS)) == 1


def test_what_the_server_finds_too_large_is_refused_for_good(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.options.largest_item = 100_000
    outcomes = mailer.draft([letter(1, attachments=(file(200_000),)), letter(2)])
    assert [type(outcome) for outcome in outcomes] == [UnsendableError, str]


@pytest.mark.parametrize(
    ("trouble", "accepted", "seconds"),
    [
        (Trouble.RESET, False, 0),
        (Trouble.RESET, True, 0),
        (Trouble.TIME_OUT, False, 0.2),
        (Trouble.TIME_OUT, True, 0.2),
        (Trouble.UNAVAILABLE, False, 0),
        (Trouble.UNAVAILABLE, True, 5),
        (Trouble.ERROR_CLOSE, True, 0),
        (Trouble.THROTTLED, False, 5),
        (Trouble.THROTTLED, True, 5),
        (Trouble.MALFORMED, True, 0),
        (Trouble.HALF, True, 0),
    ],
)
def test_a_sending_without_a_clear_answer_is_looked_for_and_not_repeated(
    office: Office, trouble: Trouble, accepted: bool, seconds: float
) -> None:
    mailer = office.mailer(timeout=3)
    ids = drafted(mailer, 2)
    office.strike("SendMessage", trouble, accepted=accepted, seconds=seconds)
    with pytest.raises(UnclearError):
        mailer.send(ids)
    assert office.requests("SendMessage") == 1
    assert office.waited == []
    assert len(office.standin.office.ledger) == (2 if accepted else 0)
    expected = Whereabouts.SENT if accepted else Whereabouts.DRAFTS
    assert {mailer.find(letter(number).key).where for number in range(2)} == {expected}


def test_a_slow_answer_is_an_answer(office: Office, mailer: GraphMailer) -> None:
    ids = drafted(mailer)
    office.strike("SendMessage", Trouble.SLOW, accepted=True, seconds=0.2)
    assert mailer.send(ids) == [None]


@pytest.mark.parametrize("accepted", [False, True])
def test_one_busy_letter_of_a_batch_is_looked_for_and_the_others_are_sent(
    office: Office, mailer: GraphMailer, accepted: bool
) -> None:
    ids = drafted(mailer, 3)
    office.strike("SendMessage", Trouble.ITEM_BUSY, item=1, accepted=accepted)
    outcomes = mailer.send(ids)
    assert [type(outcome) for outcome in outcomes] == [type(None), PassingError, type(None)]
    assert mailer.find(letter(1).key).where is (Whereabouts.SENT if accepted else Whereabouts.DRAFTS)


def test_after_a_batch_without_a_clear_answer_the_next_is_not_tried(
    office: Office, mailer: GraphMailer
) -> None:
    ids = drafted(mailer, 30)
    office.strike("SendMessage", Trouble.RESET, accepted=True)
    outcomes = mailer.send(ids)
    assert [type(outcome) for outcome in outcomes] == [UnclearError] * 20 + [NotTriedError] * 10
    assert office.requests("SendMessage") == 1


def test_a_server_that_goes_away_between_two_batches_counts_against_no_letter(office: Office) -> None:
    class GoesAway(GraphClient):
        def batch(self, calls: Sequence[Call], *, sending: bool) -> list[GraphAnswer]:
            if len(office.standin.office.ledger) == 20:
                raise RefusedError("It cannot be reached.")
            return super().batch(calls, sending=sending)

    mailer = office.mailer()
    ids = drafted(mailer, 30)
    client = GoesAway(office.settings, office.waited.append)
    outcomes = Letters(client, GraphFinding(client), Pace()).send(ids)
    client.close()
    assert [type(outcome) for outcome in outcomes] == [type(None)] * 20 + [BusyError] * 10


def test_a_draft_that_was_sent_is_not_sent_again_by_its_id(office: Office, mailer: GraphMailer) -> None:
    ids = drafted(mailer)
    mailer.send(ids)
    (again,) = mailer.send(ids)
    assert isinstance(again, UnclearError)
    assert len(office.standin.office.ledger) == 1


def test_throttled_drafting_waits_for_the_next_run(office: Office, mailer: GraphMailer) -> None:
    office.strike("CreateMessage", Trouble.THROTTLED, seconds=30)
    with pytest.raises(BusyError):
        mailer.draft([letter()])
    assert office.items(folder=Folder.DRAFTS) == []
    assert office.requests("CreateMessage") == 1


SAVED_PERHAPS = (Trouble.RESET, Trouble.UNAVAILABLE, Trouble.MALFORMED, Trouble.HALF)


@pytest.mark.parametrize("trouble", SAVED_PERHAPS)
def test_a_draft_that_may_have_been_saved_is_to_be_looked_for(
    office: Office, mailer: GraphMailer, trouble: Trouble
) -> None:
    office.strike("CreateMessage", trouble, accepted=True, times=2)  # the empty draft as well
    with pytest.raises(UnclearError):
        mailer.draft([letter()])
    assert mailer.find(letter().key).where is Whereabouts.DRAFTS


@pytest.mark.parametrize("trouble", SAVED_PERHAPS)
def test_a_draft_that_may_have_been_saved_is_deleted_where_an_empty_draft_is_taken(
    office: Office, mailer: GraphMailer, trouble: Trouble
) -> None:
    office.strike("CreateMessage", trouble, accepted=True)
    (outcome,) = mailer.draft([letter()])
    assert type(outcome) is BatchRefusedError
    assert mailer.find(letter().key).where is Whereabouts.NOWHERE
    assert mailer.list_drafts() == []


def test_a_full_mailbox_counts_against_no_letter(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.mailboxes[OURS].full = True
    (outcome,) = mailer.draft([letter()])
    assert isinstance(outcome, BusyError)
    assert "full" in str(outcome)


@pytest.mark.parametrize("missing", ["Mail.ReadWrite", "Mail.Send"])
def test_a_right_that_is_missing_stops_the_run(office: Office, mailer: GraphMailer, missing: str) -> None:
    ids = drafted(mailer)
    office.standin.roles -= {missing}
    outcome: list[MailError | None] | list[str | MailError] = (
        mailer.send(ids) if missing == "Mail.Send" else mailer.draft([letter(2)])
    )
    assert isinstance(outcome[0], SignInError)


def test_a_mailbox_that_is_gone_counts_against_no_letter(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.close_mailbox(OURS)
    assert isinstance(mailer.draft([letter()])[0], BusyError)


def test_a_token_that_is_no_longer_taken_stops_the_run_and_the_next_run_asks_for_another(
    office: Office, mailer: GraphMailer
) -> None:
    ids = drafted(mailer)
    office.standin.tokens.tokens.clear()
    with pytest.raises(UnclearError, match="sign-in"):
        mailer.send(ids)
    assert mailer.send(ids) == [None]
    office.standin.tokens.tokens.clear()
    with pytest.raises(SignInError):
        mailer.draft([letter(2)])
    assert isinstance(mailer.draft([letter(2)])[0], str)


def test_a_server_that_is_away_has_heard_nothing(office: Office) -> None:
    mailer = office.mailer(endpoint="https://localhost:9/v1.0", authority="https://localhost:9")
    with pytest.raises(RefusedError, match="cannot be reached"):
        mailer.draft([letter()])


def test_drafts_are_listed_with_their_keys_and_a_persons_own_are_left_alone(
    office: Office, mailer: GraphMailer
) -> None:
    ids = drafted(mailer, 3)
    mailbox = office.standin.office.mailboxes[OURS]
    own = dataclasses.replace(office.items(folder=Folder.DRAFTS)[0], properties={})
    mailbox.put(own.copy(), Folder.DRAFTS)
    expected = {Draft(draft_id, letter(number).key) for number, draft_id in enumerate(ids)}
    assert set(mailer.list_drafts()) == expected


def test_a_deleted_draft_is_gone_and_deleting_it_again_is_no_error(
    office: Office, mailer: GraphMailer
) -> None:
    (draft_id,) = drafted(mailer)
    mailer.delete_draft(draft_id)
    mailer.delete_draft(draft_id)
    assert office.items(folder=Folder.DRAFTS) == []
    assert mailer.find(letter(0).key).where is Whereabouts.NOWHERE


def test_a_draft_of_another_gateway_is_looked_for_by_its_key(mailer: GraphMailer) -> None:
    drafted(mailer)
    foreign = "AAMkAGI2THk0AAA="
    (outcome,) = mailer.send([foreign])
    assert isinstance(outcome, UnclearError)
    mailer.delete_draft(foreign)
    assert mailer.find(letter(0).key).where is Whereabouts.DRAFTS
