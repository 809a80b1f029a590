from __future__ import annotations

import datetime as dt

import pytest

from tests.standins.bodies import as_text
from tests.standins.conftest import CHAIR, UNIT
from tests.standins.post_office import people
from tests.standins.post_office.items import (
    ADDRESS_TYPES,
    COMMON,
    INTERNET_HEADERS,
    VERB_RESPONSE,
    Attendee,
    Coming,
    File,
    Folder,
    Item,
    ItemClass,
    Meeting,
    Person,
    Value,
    voting_options,
)
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice, PostOfficeError, Verdict

KEY = "5d0ee0ad-6c5b-4f05-8f0a-4b1f4b9dd0f1/MaseDispatch"
NINE = dt.datetime(2027, 1, 12, 9, tzinfo=dt.UTC)


def letter(to: str = CHAIR, **what: object) -> Item:
    return Item(subject="Agenda", text="Please agree.", to=(Person(to),), **what)  # type: ignore[arg-type]


def inbox(office: PostOffice, address: str) -> list[Item]:
    return office.mailbox(address).in_folder(Folder.INBOX)


def test_a_letter_lies_in_sent_items_and_in_the_inbox_it_went_to(office: PostOffice) -> None:
    sent = office.send(office.mailbox(UNIT), letter())
    (received,) = inbox(office, CHAIR)
    assert sent
    assert (sent.folder, received.folder) == (Folder.SENT, Folder.INBOX)
    assert (received.subject, received.message_id, received.conversation) == (
        "Agenda",
        sent.message_id,
        sent.conversation,
    )


def test_a_draft_leaves_its_folder_when_it_is_sent_and_has_another_id(office: PostOffice) -> None:
    unit = office.mailbox(UNIT)
    draft = office.save(unit, letter(), Folder.DRAFTS)
    before = draft.id
    sent = office.send(unit, draft)
    assert sent
    assert sent.id != before
    assert unit.count(Folder.DRAFTS) == 0


def test_every_accepted_letter_stands_in_the_ledger_with_its_key(office: PostOffice) -> None:
    office.clock.set(NINE)
    office.send(office.mailbox(UNIT), letter(properties={KEY: "group/step/agenda/1/chair"}))
    (entry,) = office.ledger
    assert (entry.key, entry.sender, entry.to, entry.at) == (
        "group/step/agenda/1/chair",
        UNIT,
        (CHAIR,),
        NINE,
    )


def test_named_properties_stay_in_our_own_folders_and_headers_travel(office: PostOffice) -> None:
    properties: dict[str, object] = {KEY: "key", f"{INTERNET_HEADERS}/X-Marking": "OFFICIAL"}
    sent = office.send(office.mailbox(UNIT), letter(properties=properties))
    (received,) = inbox(office, CHAIR)
    assert sent
    assert sent.key == "key"
    assert received.key == ""
    assert received.header("X-Marking") == "OFFICIAL"


def test_a_letter_to_nobody_known_comes_back(office: PostOffice) -> None:
    sent = office.send(office.mailbox(UNIT), letter("nobody@nhs.example"))
    (report,) = inbox(office, UNIT)
    assert sent
    assert report.item_class == "REPORT.IPM.Note.NDR"
    assert (report.failed, report.in_reply_to) == ("nobody@nhs.example", sent.message_id)
    assert "nobody@nhs.example" in report.text


@pytest.mark.parametrize("state", ["bounces", "full"])
def test_a_mailbox_that_takes_nothing_returns_it(office: PostOffice, state: str) -> None:
    setattr(office.mailbox(CHAIR), state, True)
    office.send(office.mailbox(UNIT), letter())
    assert [item.item_class for item in inbox(office, UNIT)] == [ItemClass.NON_DELIVERY]
    assert inbox(office, CHAIR) == []


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"to": ()}, "ErrorInvalidRecipients"),
        ({"files": (File("1", "pack.pdf", "application/pdf", bytes(1000)),)}, "ErrorMessageSizeExceeded"),
    ],
)
def test_a_letter_that_is_refused_has_gone_nowhere(
    office: PostOffice, what: dict[str, object], code: str
) -> None:
    office.options.largest_item = 3000
    item = letter()
    for name, value in what.items():
        setattr(item, name, value)
    with pytest.raises(PostOfficeError) as refused:
        office.send(office.mailbox(UNIT), item)
    assert refused.value.code == code
    assert (office.ledger, inbox(office, CHAIR)) == ([], [])


def test_a_server_may_give_letters_a_message_id_of_its_own(office: PostOffice) -> None:
    office.options.ignores_message_ids = True
    sent = office.send(office.mailbox(UNIT), letter(message_id="<ours@mase.example>"))
    assert sent
    assert sent.message_id != "<ours@mase.example>"
    assert inbox(office, CHAIR)[0].message_id == sent.message_id


def test_a_reply_says_what_it_answers_and_quotes_it(office: PostOffice) -> None:
    sent = office.send(office.mailbox(UNIT), letter())
    people.reply(office, CHAIR, inbox(office, CHAIR)[0].id, "AGREE")
    (answer,) = inbox(office, UNIT)
    assert sent
    assert (answer.subject, answer.in_reply_to, answer.references) == (
        "RE: Agenda",
        sent.message_id,
        sent.message_id,
    )
    assert answer.conversation == sent.conversation
    assert answer.text.startswith("AGREE\n")
    assert "Please agree." in answer.text


def test_a_reply_in_html_reads_as_outlook_writes_it(office: PostOffice) -> None:
    office.send(office.mailbox(UNIT), letter())
    people.reply(office, CHAIR, inbox(office, CHAIR)[0].id, "AGREE\nThank you", html=True)
    (answer,) = inbox(office, UNIT)
    read = as_text(answer.text, answer.html)
    assert read.startswith("AGREE\n\nThank you\n\nFrom: Business Unit <unit@mase.example>\nSent: ")
    assert read.endswith("Subject: Agenda\n\nPlease agree.")


@pytest.mark.parametrize(
    ("threading", "has_headers", "same_thread"),
    [("full", True, True), ("conversation", False, True), ("none", False, False)],
)
def test_a_reply_may_lose_its_thread(
    office: PostOffice, threading: str, has_headers: bool, same_thread: bool
) -> None:
    office.send(office.mailbox(UNIT), letter())
    (asked,) = inbox(office, CHAIR)
    people.reply(office, CHAIR, asked.id, "AGREE", threading=people.Threading(threading))
    (answer,) = inbox(office, UNIT)
    assert bool(answer.in_reply_to) is has_headers
    assert (answer.conversation == asked.conversation) is same_thread


def test_a_vote_comes_back_under_its_word_with_the_response_property(office: PostOffice) -> None:
    office.send(office.mailbox(UNIT), letter())
    people.vote(office, CHAIR, inbox(office, CHAIR)[0].id, "AGREE")
    (answer,) = inbox(office, UNIT)
    assert (answer.subject, answer.item_class) == ("AGREE: Agenda", "IPM.Note")
    assert answer.properties[VERB_RESPONSE] == "AGREE"


def test_voting_buttons_are_read_from_the_stream() -> None:
    def verb(name: bytes) -> bytes:
        shown = bytes([len(name)]) + name
        return (4).to_bytes(4, "little") + shown + b"\x08IPM.Note\x00" + shown + bytes(29)

    stream = b"\x02\x01" + (2).to_bytes(4, "little") + verb(b"Yes") + verb(b"No") + b"\x04\x01"
    assert voting_options(Item(properties={f"{COMMON}/0x8520": stream})) == ("Yes", "No")


def test_an_automatic_reply_goes_to_each_sender_once(office: PostOffice) -> None:
    office.mailbox(CHAIR).automatic_reply = "I am away."
    for _ in range(2):
        office.send(office.mailbox(UNIT), letter())
    (answer,) = inbox(office, UNIT)
    assert (answer.subject, answer.text) == ("Automatic reply: Agenda", "I am away.")
    assert answer.header("Auto-Submitted") == "auto-replied"


def test_two_mailboxes_that_reply_automatically_do_not_write_for_ever(office: PostOffice) -> None:
    for address in (CHAIR, UNIT):
        office.mailbox(address).automatic_reply = "I am away."
    office.send(office.mailbox(UNIT), letter())
    assert (len(inbox(office, UNIT)), len(inbox(office, CHAIR))) == (1, 1)


@pytest.mark.parametrize(("address", "answers"), [("pa@mase.example", 0), ("pa@police.example", 1)])
def test_only_our_own_mail_system_knows_of_suppressing(
    office: PostOffice, address: str, answers: int
) -> None:
    office.open_mailbox(address).automatic_reply = "I am away."
    office.send(office.mailbox(UNIT), letter(address, headers=(("X-Auto-Response-Suppress", "OOF"),)))
    assert len(inbox(office, UNIT)) == answers


@pytest.mark.parametrize("verdict", list(Verdict))
def test_mail_from_outside_carries_the_verdict_on_its_domain(office: PostOffice, verdict: Verdict) -> None:
    office.options.verdicts["nhs.example"] = verdict
    people.write(office, CHAIR, [UNIT], "Hello", "A word.")
    (received,) = inbox(office, UNIT)
    assert f"dmarc={verdict}" in received.header("Authentication-Results")
    assert received.header("X-MS-Exchange-Organization-AuthAs") == "Anonymous"


def test_mail_from_inside_is_internal_and_has_no_verdict(office: PostOffice) -> None:
    office.send(office.mailbox(UNIT), letter(UNIT))
    (received,) = inbox(office, UNIT)
    assert received.header("Authentication-Results") == ""
    assert received.header("X-MS-Exchange-Organization-AuthAs") == "Internal"
    assert {received.properties[name] for name in ADDRESS_TYPES} == {"EX"}


def test_who_comes_from_outside_is_not_looked_up_whatever_they_say_of_themselves(office: PostOffice) -> None:
    forged: dict[str, Value] = dict.fromkeys(ADDRESS_TYPES, "EX")
    internal = (("X-MS-Exchange-Organization-AuthAs", "Internal"),)
    office.bring_in(Person(UNIT), [UNIT], Item(subject="Hello", properties=forged, headers=internal))
    (received,) = inbox(office, UNIT)
    assert {received.properties[name] for name in ADDRESS_TYPES} == {"SMTP"}
    assert received.header("X-MS-Exchange-Organization-AuthAs") == "Anonymous"


def test_exchange_online_examines_everything_and_names_nobody(office: PostOffice) -> None:
    office.authserv_id = ""
    people.write(office, CHAIR, [UNIT], "Hello", "A word.")
    office.send(office.mailbox(UNIT), letter(UNIT))
    outside, inside = (one.header("Authentication-Results") for one in inbox(office, UNIT))
    assert outside.startswith("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=nhs.example; dkim=pass")
    assert outside.endswith("dmarc=pass action=none header.from=nhs.example;compauth=pass reason=100")
    assert inside.startswith("dkim=none (message not signed) header.d=none;dmarc=none action=none")


def event(office: PostOffice, *addresses: str) -> Item:
    unit = office.mailbox(UNIT)
    attendees = tuple(Attendee(Person(address)) for address in addresses)
    meeting = Meeting("uid-1", NINE, NINE + dt.timedelta(hours=2), "Town hall", unit.person, attendees)
    item = Item(subject="Meeting", item_class=ItemClass.EVENT, meeting=meeting)
    return office.save(unit, item, Folder.CALENDAR)


def test_an_invitation_arrives_and_lies_in_the_calendar(office: PostOffice) -> None:
    office.invite(office.mailbox(UNIT), event(office, CHAIR))
    (request,) = inbox(office, CHAIR)
    (copy,) = office.mailbox(CHAIR).in_folder(Folder.CALENDAR)
    assert request.item_class == "IPM.Schedule.Meeting.Request"
    assert request.meeting
    assert (request.meeting.start, request.meeting.calendar_item) == (NINE, copy.id)


@pytest.mark.parametrize(("forgets", "noted"), [(False, Coming.DECLINED), (True, Coming.UNKNOWN)])
def test_an_answer_to_an_invitation_comes_back(office: PostOffice, forgets: bool, noted: Coming) -> None:
    office.options.answers_stay_unknown = forgets
    invited = event(office, CHAIR)
    office.invite(office.mailbox(UNIT), invited)
    people.answer_invitation(office, CHAIR, inbox(office, CHAIR)[0].id, Coming.DECLINED, "On leave.")
    (answer,) = inbox(office, UNIT)
    assert (answer.item_class, answer.subject) == ("IPM.Schedule.Meeting.Resp.Neg", "Declined: Meeting")
    assert answer.meeting
    assert answer.meeting.calendar_item == invited.id
    assert invited.meeting
    assert invited.meeting.attendees[0].coming is noted


def test_a_cancellation_marks_the_copy_in_the_calendar(office: PostOffice) -> None:
    invited = event(office, CHAIR)
    office.invite(office.mailbox(UNIT), invited)
    office.cancel(office.mailbox(UNIT), invited, text="The hall is closed.")
    (copy,) = office.mailbox(CHAIR).in_folder(Folder.CALENDAR)
    assert copy.meeting
    assert copy.meeting.cancelled
    assert inbox(office, CHAIR)[-1].text == "The hall is closed."


def filled(count: int) -> Mailbox:
    mailbox = Mailbox(Person(UNIT), number=1)
    for number in range(count):
        mailbox.put(Item(subject=str(number)), Folder.INBOX)
    return mailbox


def test_changes_are_told_in_pages_each_item_once() -> None:
    mailbox = filled(5)
    first, reached, complete = mailbox.changes(Folder.INBOX, 0, 3)
    assert (len(first), complete) == (3, False)
    rest, reached, complete = mailbox.changes(Folder.INBOX, reached, 3)
    assert (len(rest), complete) == (2, True)
    assert mailbox.changes(Folder.INBOX, reached, 3) == ({}, reached, True)
    one, two, three = first
    mailbox.touch(mailbox.items[one])
    mailbox.remove(two)
    mailbox.mark_read(mailbox.items[three])
    assert mailbox.changes(Folder.INBOX, reached, 3)[0] == {one: False, two: False, three: True}


def test_an_index_forgets_what_an_item_was_and_finds_what_it_is() -> None:
    mailbox = filled(1)
    (item,) = mailbox.in_folder(Folder.INBOX)
    item.properties[KEY] = "one"
    mailbox.touch(item)
    assert mailbox.find(Folder.INBOX, KEY, "one") == [item]
    item.properties[KEY] = "two"
    mailbox.touch(item)
    assert mailbox.find(Folder.INBOX, KEY, "one") == []
    mailbox.remove(item.id)
    assert mailbox.find(Folder.INBOX, KEY, "two") == []
