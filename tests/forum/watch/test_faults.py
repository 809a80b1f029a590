"""What the watcher takes for a fault, and when, as tables in English times."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from forum.watch.evidence import READING, Evidence, Hours, Look, MailboxSeen, MorningLetter, StepSeen
from forum.watch.faults import FAULTS, FaultKind, judge

OURS = "mase@unit.example"
FLOWS = ("plan-meetings", "chase-actions")


def at(text: str) -> dt.datetime:
    """Return the time of "Tue 12 Jan 9:05"; the weekday is checked."""
    time = dt.datetime.strptime(f"2027 {text}", "%Y %a %d %b %H:%M")  # noqa: DTZ007  (London time)
    assert f"{time:%a}" == text.split()[0], f"{text}: that day is a {time:%A}"
    return time


def hours(number: float) -> dt.timedelta:
    return dt.timedelta(hours=number)


def looked(when: str, flows: tuple[str, ...] = FLOWS, **of: Any) -> dict[str, Look]:
    return {flow: Look(at(when), due=3, failed=0, **of) for flow in flows}


WELL = Evidence(
    now=at("Tue 12 Jan 10:00"),
    begun=at("Mon 4 Jan 9:00"),
    flows=FLOWS,
    looks=looked("Tue 12 Jan 7:50"),
    delivery=Look(at("Tue 12 Jan 9:45"), 1, 0),
    mailboxes=(MailboxSeen(OURS, 0, hours(0), None, hours(0.1)),),
    morning_letters=(
        MorningLetter(OURS, at("Tue 12 Jan 7:00"), at("Tue 12 Jan 7:00"), None, at("Tue 12 Jan 7:01")),
    ),
    disks={"/var": 50_000_000_000},
    certificates={"mail.example": dt.date(2028, 1, 1)},
    secret=dt.date(2028, 1, 1),
    bank_holidays=dt.date(2060, 12, 27),
)


def found(**changes: Any) -> dict[str, str]:
    """Return the sentence of each fault that comes of these changes of what is well, by its kind."""
    return {fault.kind.value: fault.sentence for fault in judge(replace(WELL, **changes))}


def test_where_all_is_well_nothing_is_found() -> None:
    assert found() == {}


def test_each_kind_says_what_is_well_without_it_and_what_to_do() -> None:
    assert {*FAULTS} == {*FaultKind}
    for facts in FAULTS.values():
        assert facts.well[0].isupper()
        assert facts.remedy.endswith(".")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("Tue 12 Jan 8:59", None),  # the look of Monday was made
        ("Tue 12 Jan 9:00", "Tuesday 12 January 2027"),
        ("Tue 12 Jan 23:00", "Tuesday 12 January 2027"),
        ("Wed 13 Jan 3:00", "Tuesday 12 January 2027"),  # not over because a new day has begun
    ],
)
def test_a_morning_without_a_look_is_seen_from_nine_until_it_is_made_up_for(
    now: str, day: str | None
) -> None:
    seen = found(now=at(now), looks={} if day else looked("Mon 11 Jan 7:50"), mailboxes=())
    expected = {"no look": f"No flow had looked at what is due by 9am on {day}."} if day else {}
    assert {kind: words for kind, words in seen.items() if kind == "no look"} == expected


@pytest.mark.parametrize(("begun", "is_fault"), [("Tue 12 Jan 8:59", True), ("Tue 12 Jan 9:00", False)])
def test_nobody_has_missed_a_morning_before_the_register_began(begun: str, is_fault: bool) -> None:
    assert ("no look" in found(looks={}, begun=at(begun))) is is_fault


def test_a_flow_that_did_not_look_is_named() -> None:
    seen = found(looks=looked("Tue 12 Jan 7:00", ("plan-meetings",)))
    assert seen == {
        "no look": "chase-actions had not looked at what is due by 9am on Tuesday 12 January 2027."
    }


def test_a_flow_that_failed_for_some_of_what_was_due_is_named() -> None:
    looks = {**WELL.looks, "chase-actions": Look(at("Tue 12 Jan 7:40"), due=3, failed=1)}
    assert found(looks=looks) == {"duties failed": "chase-actions failed for 1 of the 3 things due."}


def test_what_delivery_could_not_do_is_a_fault_also_where_letters_leave() -> None:
    failing = Look(at("Tue 12 Jan 9:45"), 3, failed=1)
    assert found(delivery=failing) == {"duties failed": "deliver-mail failed for 1 of the 3 things due."}


@pytest.mark.parametrize(
    ("waited", "quiet", "is_fault"),
    [
        (0.9, None, False),
        (1.1, None, True),
        (1.1, 3.0, True),
        (5.0, 0.2, False),  # a long queue at the mailbox's pace
    ],
)
def test_letters_that_wait_for_an_hour_while_none_goes_are_a_fault(
    waited: float, quiet: float | None, is_fault: bool
) -> None:
    mailbox = MailboxSeen(OURS, 2, hours(waited), None if quiet is None else hours(quiet), hours(0))
    assert ("letters not delivered" in found(mailboxes=(mailbox,))) is is_fault


@pytest.mark.parametrize(
    ("delivery", "says"),
    [
        (None, "2 letters could have left mase@unit.example for an hour, and delivery has not run."),
        (
            Look(at("Tue 12 Jan 8:30"), 0, 0),
            "2 letters could have left mase@unit.example for an hour, and delivery has not run.",
        ),
        (
            Look(at("Tue 12 Jan 9:45"), 0, 0),
            "2 letters could have left mase@unit.example for an hour. Delivery ran at 9:45am, and sent none, "
            "though it says that all is well.",
        ),
        (
            Look(at("Tue 12 Jan 9:45"), 1, 0, "The mailbox is full."),
            "2 letters could have left mase@unit.example for an hour. Delivery ran at 9:45am, and sent none: "
            "The mailbox is full.",
        ),
    ],
)
def test_what_delivery_said_of_letters_that_wait_stands_with_them(delivery: Look | None, says: str) -> None:
    waiting = (MailboxSeen(OURS, 2, hours(2), None, hours(0)),)
    assert found(mailboxes=waiting, delivery=delivery) == {"letters not delivered": says}


@pytest.mark.parametrize(("since", "is_fault"), [("Mon 11 Jan 10:00", False), ("Mon 11 Jan 9:59", True)])
def test_a_hold_for_more_than_a_day_is_a_fault(since: str, is_fault: bool) -> None:
    sentence = "No letter leaves: all deliveries have been on hold since 9:59am on Monday 11 January 2027."
    assert found(held_since=at(since)) == ({"letters on hold": sentence} if is_fault else {})


@pytest.mark.parametrize(("unread", "is_fault"), [(1.0, False), (1.1, True)])
def test_a_mailbox_unread_for_more_than_an_hour_is_a_fault(unread: float, is_fault: bool) -> None:
    mailbox = MailboxSeen(OURS, 0, hours(0), None, hours(unread))
    assert ("mailbox not read" in found(mailboxes=(mailbox,))) is is_fault


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (None, ", and read-mailbox has not run."),
        (Look(at("Tue 12 Jan 8:30"), 0, 0, "It was busy."), ", and read-mailbox has not run."),
        (Look(at("Tue 12 Jan 9:45"), 0, 0), "."),
        (
            Look(at("Tue 12 Jan 9:45"), 0, 0, "The client secret has expired."),
            ". read-mailbox ran at 9:45am, and ended: The client secret has expired.",
        ),
    ],
)
def test_what_the_last_reading_said_stands_with_a_mailbox_not_read(reading: Look | None, says: str) -> None:
    unread = (MailboxSeen(OURS, 0, hours(0), None, hours(2)),)
    said = f"mase@unit.example has not been read for more than an hour{says}"
    assert found(mailboxes=unread, reading=reading) == {"mailbox not read": said}


def test_a_sign_in_that_is_refused_is_a_fault_at_once_and_the_unread_mailbox_no_other() -> None:
    refused = Look(at("Tue 12 Jan 9:55"), due=1, failed=1, stopped="Exchange did not accept the sign-in.")
    said = "read-mailbox ran at 9:55am, and our sign-in was refused: Exchange did not accept the sign-in."
    assert found(reading=refused) == {"sign-in refused": said}
    unread = (MailboxSeen(OURS, 0, hours(0), None, hours(2)),)
    assert found(reading=refused, mailboxes=unread) == {"sign-in refused": said}


@pytest.mark.parametrize(
    ("since", "until", "read_for"),
    [
        ("Tue 12 Jan 10:00", "Tue 12 Jan 11:30", 1.5),
        ("Tue 12 Jan 18:40", "Tue 12 Jan 20:00", 4 / 3),
        ("Sat 16 Jan 4:00", "Sat 16 Jan 6:00", 2),  # the weekend counts too
        ("Wed 13 Jan 0:50", "Wed 13 Jan 2:10", 1 / 6),  # the hour in which clocks change does not
    ],
)
def test_hours_in_which_nothing_is_read_do_not_count(since: str, until: str, read_for: float) -> None:
    assert READING.between(at(since), at(until)) == hours(read_for)


def test_days_off_do_not_count() -> None:
    days_off = {dt.date(2027, 1, 13)}
    sending = Hours(dt.time(8, 30), dt.time(16, 30), lambda day: day not in days_off)
    assert sending.between(at("Tue 12 Jan 16:00"), at("Thu 14 Jan 9:00")) == hours(1)


@pytest.mark.parametrize(
    ("letter", "how_far"),
    [
        (MorningLetter(OURS, at("Tue 12 Jan 9:50")), None),  # not yet a quarter of an hour
        (MorningLetter(OURS, at("Tue 12 Jan 9:40")), "could not be sent"),
        (
            MorningLetter(OURS, at("Tue 12 Jan 9:40"), at("Tue 12 Jan 9:40")),
            "was handed over, but is not in Sent Items",
        ),
        (
            MorningLetter(OURS, at("Tue 12 Jan 9:40"), at("Tue 12 Jan 9:40"), at("Tue 12 Jan 9:41")),
            "went at 9:41am, and has not come back",
        ),
    ],
)
def test_a_morning_letter_that_is_not_back_says_how_far_it_came(
    letter: MorningLetter, how_far: str | None
) -> None:
    said = f"The morning letter of {OURS} to itself {how_far}."
    assert found(morning_letters=(letter,)) == ({"morning letter not back": said} if how_far else {})


@pytest.mark.parametrize(
    ("now", "deadline", "says"),
    [
        ("Tue 12 Jan 11:59", dt.date(2027, 1, 12), None),
        ("Tue 12 Jan 12:00", dt.date(2027, 1, 12), "is due today, Tuesday 12 January 2027,"),
        ("Wed 13 Jan 7:00", dt.date(2027, 1, 12), "was due, Tuesday 12 January 2027,"),
    ],
)
def test_a_deadline_of_the_terms_is_at_risk_from_noon_of_its_day_until_it_is_met(
    now: str, deadline: dt.date, says: str | None
) -> None:
    seen = found(now=at(now), steps=(StepSeen("MASE/2027-01", "papers out", deadline),))
    expected = f"MASE/2027-01: papers out {says} and is not done." if says else None
    assert seen.get("deadline at risk") == expected


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("Sat 27 Mar 16:59", None),
        ("Sat 27 Mar 17:00", "end"),
        ("Sun 28 Mar 16:59", "end"),
        ("Sun 28 Mar 17:00", "ended"),
        ("Tue 30 Mar 09:00", "ended"),
    ],
)
def test_an_incident_s_last_day_is_told_also_while_offices_are_closed(now: str, says: str | None) -> None:
    seen = found(now=at(now), incidents={"I/2027/01": dt.datetime(2027, 3, 28, 17)})
    expected = (
        f"Incident I/2027/01: the 72 hours to report it {says} at 5pm on Sunday 28 March 2027. Nobody has "
        "reported it, or decided that it need not be."
    )
    assert seen.get("incident not reported") == (expected if says else None)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("Mon 22 Mar 09:00", None),
        ("Wed 24 Mar 00:00", "ends"),
        ("Sun 28 Mar 23:00", "ends"),  # Easter Sunday
        ("Mon 29 Mar 09:00", "ended"),
    ],
)
def test_a_month_in_which_a_person_is_answered_is_seen_to_end_while_offices_are_closed(
    now: str, says: str | None
) -> None:
    seen = found(now=at(now), access_requests={"3fa9c2d1": dt.date(2027, 2, 28)})
    expected = (
        "Somebody asked on 28 February 2027 what is kept on them, and has no answer. Their month "
        f"{says} on Sunday 28 March 2027."
    )
    assert seen.get("request for personal data not answered") == (expected if says else None)


@pytest.mark.parametrize(
    ("what", "kind", "says"),
    [
        ({"register": "It is not there."}, "register out of reach", "It is not there."),
        (
            {"refused_since": at("Tue 12 Jan 9:30")},
            "letters not delivered",
            "Our own mail system lets us send nothing: have that lifted, then mase outbox resume. Everything "
            "has been held since 9:30am on 12 January 2027.",
        ),
        ({"unclear": 1}, "letters unclear", "Of 1 letter nobody can say whether it went."),
        ({"paused": {"HAP": "Group HAP is paused."}}, "group paused", "Group HAP is paused."),
        (
            {"paused_flows": ("chase-actions",), "looks": looked("Tue 12 Jan 7:50", FLOWS[:1])},
            "flow paused in Prefect",
            "chase-actions is paused in Prefect: it runs at none of its times, and nothing makes up for it.",
        ),
        ({"policy_faults": 2}, "group paused", "The policy files have 2 faults."),
        (
            {"files_waiting": 2},
            "templates or policies wait",
            "2 templates or policies changed on disk. What was approved before is used meanwhile.",
        ),
        ({"backup": "Newest backup: 2 days old"}, "backup late", "Newest backup: 2 days old."),
        ({"disks": {"/var": 999_999_999}}, "disk full soon", "The disk of /var has 999 MB left."),
        (
            {"certificates": {"mail.example": dt.date(2027, 2, 10)}},
            "certificate expires",
            "The certificate of mail.example expires on 10 February 2027.",
        ),
        (
            {"untrusted": {"mail.example": "certificate has expired"}},
            "certificate not accepted",
            "The certificate of mail.example is not accepted: certificate has expired.",
        ),
        (
            {"certificates": {"MASE_CA_FILE": dt.date(2027, 1, 11)}},
            "certificate not accepted",
            "The certificate of MASE_CA_FILE expired on 11 January 2027.",
        ),
        (
            {"secret": dt.date(2027, 1, 11)},
            "secret expires",
            "The secret in MASE_OAUTH_CLIENT_SECRET expired on 11 January 2027.",
        ),
        (
            {"bank_holidays": dt.date(2027, 12, 28)},
            "bank holidays end",
            "The last bank holiday that the program knows is 28 December 2027.",
        ),
        (
            {"meeting_days": {"MASE": dt.date(2027, 3, 9)}},
            "meeting days end",
            "MASE: the list of meeting days ends on 9 March 2027.",
        ),
        (
            {"board_dates": {"MASE, KSCB": dt.date(2027, 3, 9)}},
            "board dates end",
            "MASE, KSCB: the dates of the board end on 9 March 2027.",
        ),
    ],
)
def test_each_other_fault_has_its_sentence(what: dict[str, Any], kind: str, says: str) -> None:
    assert found(**what) == {kind: says}


@pytest.mark.parametrize(
    "what",
    [
        {"certificates": {"mail.example": dt.date(2027, 2, 11)}},
        {"secret": dt.date(2027, 2, 11)},
        {"bank_holidays": dt.date(2028, 1, 13)},
        {"disks": {"/var": 1_000_000_000}},
    ],
)
def test_what_runs_out_later_is_no_fault_yet(what: dict[str, Any]) -> None:
    assert found(**what) == {}


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0), ""),
        ((2, 0, 0), ""),
        ((3, 0, 0), "our mail system examined none"),
        ((3, 1, 0), ""),
        ((3, 2, 1), "1 had a verdict that the sender wrote"),
    ],
)
def test_mail_from_outside_that_nobody_examines_is_a_fault(counts: tuple[int, int, int], words: str) -> None:
    outside, examined, below = counts
    mailbox = replace(WELL.mailboxes[0], from_outside=outside, examined=examined, below_border=below)
    said = found(mailboxes=(mailbox,)).get("mail from outside not examined", "")
    assert words in said
    assert bool(words) is bool(said)
