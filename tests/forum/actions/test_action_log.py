from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.actions.action_log import (
    Action,
    ActionState,
    action_reference,
    chair_must_hear,
    days_overdue,
    digest_goes,
    discharge,
    give_new_date,
    hand_over,
    in_order,
    latest_digest_day,
    organisation_may_hear,
    owner_must_be_warned,
    report_done,
    send_back,
    standing,
)
from forum.calendar.working_days import ONE_DAY
from forum.text.problem import Problem
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

DUE = day("Fri 22 Jan 2027")
REPORTED = ActionState.REPORTED_DONE


def action(number: int = 1, due: dt.date = DUE, state: ActionState = ActionState.OPEN) -> Action:
    return Action(
        id=UUID(int=number),
        reference=f"MASE/2027-01/{number:02}",
        title="Write to the providers",
        owner_id=UUID(int=100),
        due=due,
        state=state,
        opened_on=day("Tue 12 Jan 2027"),
    )


def test_actions_of_a_meeting_are_numbered_in_turn() -> None:
    assert action_reference("MASE/2027-01", 1) == "MASE/2027-01/01"
    assert action_reference("MASE/2027-01", 12) == "MASE/2027-01/12"
    assert action(3).number == "03"


@pytest.mark.parametrize(
    ("as_of", "words", "days"),
    [
        ("Tue 19 Jan 2027", "due in 3 days", 0),
        ("Thu 21 Jan 2027", "due in 1 day", 0),
        ("Fri 22 Jan 2027", "due today", 0),
        ("Sat 23 Jan 2027", "1 day overdue", 1),
        ("Wed 27 Jan 2027", "5 days overdue", 5),
    ],
)
def test_how_an_open_action_stands(as_of: str, words: str, days: int) -> None:
    assert standing(action(), day(as_of)) == words
    assert days_overdue(action(), day(as_of)) == days


def test_an_action_reported_done_waits_for_the_chair_and_is_not_overdue() -> None:
    reported = report_done(action(), day("Thu 21 Jan 2027"), "Letters went on Monday.")
    assert standing(reported, day("Mon 1 Mar 2027")) == "reported done, with the Chair"
    assert days_overdue(reported, day("Mon 1 Mar 2027")) == 0
    assert reported.last_update == "Letters went on Monday."
    assert reported.reported_on == day("Thu 21 Jan 2027")


def test_only_the_chair_takes_an_action_off_the_log() -> None:
    reported = report_done(action(), day("Thu 21 Jan 2027"))
    assert (reported.discharged_on, reported.last_update) == (None, "Reported done.")
    discharged = discharge(reported, day("Tue 9 Feb 2027"))
    assert standing(discharged, day("Tue 9 Feb 2027")) == "discharged on 9 February 2027"
    assert standing(replace(discharged, discharged_on=None), day("Tue 9 Feb 2027")) == "discharged"


def test_an_action_sent_back_is_open_again() -> None:
    back = send_back(report_done(action(), day("Thu 21 Jan 2027")), "Two providers have not replied.")
    assert (back.state, back.reported_on, back.due) == (ActionState.OPEN, None, DUE)
    assert back.last_update == "Two providers have not replied."


def test_a_new_date_needs_an_open_action_and_a_day_to_come() -> None:
    later = give_new_date(action(), day("Fri 5 Feb 2027"), day("Mon 25 Jan 2027"), "Waiting for data.")
    assert (later.due, later.last_update) == (day("Fri 5 Feb 2027"), "Waiting for data.")
    with pytest.raises(Problem) as refused:
        give_new_date(action(), day("Mon 25 Jan 2027"), day("Mon 25 Jan 2027"), "")
    assert refused.value.sentence == (
        "25 January 2027 is not a new date for action MASE/2027-01/01: give a day after 25 January 2027."
    )


@pytest.mark.parametrize("state", [ActionState.REPORTED_DONE, ActionState.DISCHARGED])
def test_what_is_not_open_cannot_be_reported_or_moved(state: ActionState) -> None:
    on = day("Mon 25 Jan 2027")
    with pytest.raises(Problem, match=f"is {state}; this can only be done to one that is open"):
        report_done(action(state=state), on)
    with pytest.raises(Problem, match="only be done to one that is open"):
        give_new_date(action(state=state), day("Fri 5 Feb 2027"), on, "")


def test_an_action_is_discharged_and_sent_back_only_once() -> None:
    with pytest.raises(Problem, match="open or reported done"):
        discharge(action(state=ActionState.DISCHARGED), day("Mon 25 Jan 2027"))
    with pytest.raises(Problem, match="one that is reported done"):
        send_back(action())


def test_the_log_lists_the_longest_overdue_first() -> None:
    log = [
        action(1, day("Fri 5 Feb 2027")),
        action(2, state=ActionState.DISCHARGED),
        action(3, day("Fri 22 Jan 2027")),
        action(4, day("Fri 15 Jan 2027")),
        action(5, day("Mon 4 Jan 2027"), REPORTED),
        action(6, day("Mon 1 Feb 2027")),
    ]
    assert [a.number for a in in_order(log, day("Wed 27 Jan 2027"))] == ["04", "03", "06", "01", "05", "02"]


@pytest.mark.parametrize(
    ("as_of", "chair", "owner"),
    [
        ("Thu 4 Feb 2027", False, False),
        ("Fri 5 Feb 2027", True, False),
        ("Tue 16 Feb 2027", True, False),
        ("Wed 17 Feb 2027", True, True),
        ("Fri 19 Feb 2027", True, True),
    ],
)
def test_the_chair_hears_at_14_days_overdue_and_the_owner_is_warned_two_working_days_before_28(
    as_of: str, chair: bool, owner: bool
) -> None:
    assert chair_must_hear(action(), MASE.actions, day(as_of)) is chair
    assert owner_must_be_warned(action(), MASE.actions, MASE_DAYS, day(as_of)) is owner


@pytest.mark.parametrize(
    ("warned", "as_of", "may"),
    [
        (None, "Mon 1 Mar 2027", False),
        ("Wed 17 Feb 2027", "Thu 18 Feb 2027", False),
        ("Wed 17 Feb 2027", "Fri 19 Feb 2027", True),
        ("Fri 19 Feb 2027", "Mon 22 Feb 2027", False),
        ("Fri 19 Feb 2027", "Tue 23 Feb 2027", True),
    ],
)
def test_the_organisation_may_hear_at_28_days_overdue_two_working_days_after_the_owner(
    warned: str | None, as_of: str, may: bool
) -> None:
    told = replace(action(), owner_warned_on=day(warned) if warned else None)
    assert organisation_may_hear(told, MASE.actions, MASE_DAYS, day(as_of)) is may


def test_nobody_is_told_twice_of_the_same_date_but_again_of_a_new_one() -> None:
    told = replace(
        action(),
        chair_told_on=day("Fri 5 Feb 2027"),
        owner_warned_on=day("Wed 17 Feb 2027"),
        organisation_told_on=day("Mon 22 Feb 2027"),
    )
    assert not chair_must_hear(told, MASE.actions, day("Mon 1 Mar 2027"))
    assert not owner_must_be_warned(told, MASE.actions, MASE_DAYS, day("Mon 1 Mar 2027"))
    assert not organisation_may_hear(told, MASE.actions, MASE_DAYS, day("Mon 1 Mar 2027"))
    moved = give_new_date(told, day("Fri 5 Mar 2027"), day("Mon 1 Mar 2027"), "")
    assert not chair_must_hear(moved, MASE.actions, day("Thu 18 Mar 2027"))
    assert chair_must_hear(moved, MASE.actions, day("Fri 19 Mar 2027"))
    told_on_its_day = replace(moved, chair_told_on=moved.due)
    assert chair_must_hear(told_on_its_day, MASE.actions, day("Fri 19 Mar 2027"))


@pytest.mark.parametrize(
    ("as_of", "digest"),
    [
        ("Mon 18 Jan 2027", "Mon 18 Jan 2027"),
        ("Fri 22 Jan 2027", "Mon 18 Jan 2027"),
        ("Mon 29 Mar 2027", "Mon 22 Mar 2027"),  # Easter Monday: the digest waits for Tuesday
        ("Tue 30 Mar 2027", "Tue 30 Mar 2027"),
    ],
)
def test_the_digest_comes_on_mondays_or_the_working_day_after(as_of: str, digest: str) -> None:
    assert latest_digest_day("Monday", MASE_DAYS, day(as_of)) == day(digest)


@pytest.mark.parametrize(
    ("as_of", "sent", "other", "goes"),
    [
        ("Mon 18 Jan 2027", None, None, True),
        ("Mon 18 Jan 2027", "Mon 11 Jan 2027", None, True),
        ("Mon 18 Jan 2027", "Mon 18 Jan 2027", None, False),
        ("Wed 20 Jan 2027", "Mon 18 Jan 2027", None, False),
        ("Wed 20 Jan 2027", "Mon 11 Jan 2027", None, True),  # the service was off on Monday
        ("Sat 23 Jan 2027", None, None, False),
        ("Mon 18 Jan 2027", None, "Wed 20 Jan 2027", False),  # the minutes go out on Wednesday
        ("Mon 18 Jan 2027", None, "Thu 21 Jan 2027", False),  # after the meeting on Tuesday
        ("Mon 18 Jan 2027", None, "Fri 22 Jan 2027", True),
        ("Mon 18 Jan 2027", None, "Thu 14 Jan 2027", False),
        ("Mon 18 Jan 2027", None, "Tue 12 Jan 2027", True),
        ("Wed 20 Jan 2027", None, "Thu 14 Jan 2027", False),  # skipped on Monday, not put off to Wednesday
    ],
)
def test_when_the_weekly_digest_goes(as_of: str, sent: str | None, other: str | None, goes: bool) -> None:
    assert (
        digest_goes(
            MASE.actions,
            MASE_DAYS,
            day(as_of),
            digests_sent=[day(sent)] if sent else [],
            other_letters=[day(other)] if other else [],
            most_a_month=2,
        )
        is goes
    )


def test_a_month_has_room_for_two_digests() -> None:
    sent = [day("Mon 4 Jan 2027"), day("Mon 11 Jan 2027")]
    for as_of, goes in (("Mon 25 Jan 2027", False), ("Mon 1 Feb 2027", True)):
        assert (
            digest_goes(
                MASE.actions, MASE_DAYS, day(as_of), digests_sent=sent, other_letters=[], most_a_month=2
            )
            is goes
        )


RUNNING = st.lists(st.integers(0, 60), min_size=1, unique=True).map(
    lambda numbers: [day("Mon 4 Jan 2027") + number * ONE_DAY for number in sorted(numbers)]
)


@given(RUNNING)
def test_after_any_gap_only_the_digest_of_the_latest_week_goes_and_once(running: list[dt.date]) -> None:
    sent: list[dt.date] = []
    for as_of in running:
        if digest_goes(MASE.actions, MASE_DAYS, as_of, digests_sent=sent, other_letters=[], most_a_month=9):
            sent.append(as_of)
    working = [one for one in running if MASE_DAYS.is_working(one)]
    first_of_week = {latest_digest_day("Monday", MASE_DAYS, one): one for one in reversed(working)}
    assert sent == sorted(first_of_week.values())


def test_an_open_action_goes_to_another_owner() -> None:
    assert hand_over(action(), UUID(int=101)) == replace(action(), owner_id=UUID(int=101))
    with pytest.raises(Problem) as refused:
        hand_over(action(), UUID(int=100))
    assert refused.value.sentence == "Action MASE/2027-01/01 is theirs already; name somebody else."
    with pytest.raises(Problem) as refused:
        hand_over(action(state=REPORTED), UUID(int=101))
    assert refused.value.sentence == (
        "Action MASE/2027-01/01 is reported done; this can only be done to one that is open."
    )


def test_what_was_said_of_an_action_stands_in_its_last_update() -> None:
    on = day("Mon 25 Jan 2027")
    assert send_back(action(state=REPORTED)).last_update == "Sent back by the Chair."
    assert send_back(action(state=REPORTED), "Not yet.").last_update == "Not yet."
    later = give_new_date(action(), day("Fri 12 Feb 2027"), on, "")
    assert (later.due, later.last_update) == (day("Fri 12 Feb 2027"), "New date 12 February 2027.")
    assert give_new_date(action(), day("Fri 12 Feb 2027"), on, "Venues.").last_update == "Venues."
    with pytest.raises(Problem) as refused:
        discharge(action(state=ActionState.DISCHARGED), on)
    assert refused.value.sentence == (
        "Action MASE/2027-01/01 is discharged; this can only be done to one that is open or reported done."
    )
