from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.plan.lines import Colour, LineState, agree
from forum.plan.rag import floor, hear, rate, strands_by_colour
from forum.terms.parts.duties import Plan
from tests.english import day
from tests.forum.plan.lines import line

RULES = Plan()
RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN


@pytest.mark.parametrize(
    ("as_of", "colour", "since", "reason"),
    [
        ("Wed 30 Jun 2027", "Green (G)", "Fri 1 Jan 2027", "on course for 30 June 2027"),
        ("Thu 1 Jul 2027", "Amber (A)", "Thu 1 Jul 2027", "1 day past its date"),
        ("Wed 28 Jul 2027", "Amber (A)", "Thu 1 Jul 2027", "28 days past its date"),  # four weeks
        ("Thu 29 Jul 2027", "Red (R)", "Thu 29 Jul 2027", "29 days past its date"),
        ("Mon 30 Aug 2027", "Red (R)", "Thu 29 Jul 2027", "61 days past its date"),
    ],
)
def test_a_late_line_is_amber_for_four_weeks_and_then_red(
    as_of: str, colour: str, since: str, reason: str
) -> None:
    rating = rate(line(), day(as_of), (), RULES)
    assert (rating.in_words, rating.since, rating.reason) == (colour, day(since), reason)


@pytest.mark.parametrize(
    ("silent", "colour", "since", "reason"),
    [
        ([], "Green (G)", "Fri 1 Jan 2027", "on course for 30 June 2027"),
        (["Tue 2 Feb 2027"], "Amber (A)", "Tue 2 Feb 2027", "no update for one meeting"),
        (
            ["Tue 2 Feb 2027", "Tue 2 Mar 2027"],
            "Red (R)",
            "Tue 2 Mar 2027",
            "no update for two meetings",
        ),
        (
            ["Tue 2 Feb 2027", "Tue 2 Mar 2027", "Tue 6 Apr 2027"],
            "Red (R)",
            "Tue 2 Mar 2027",
            "no update for three meetings",
        ),
    ],
)
def test_not_known_is_amber_and_then_red(silent: list[str], colour: str, since: str, reason: str) -> None:
    rating = rate(line(), day("Tue 13 Apr 2027"), [day(each) for each in silent], RULES)
    assert (rating.in_words, rating.since, rating.reason) == (colour, day(since), reason)


@pytest.mark.parametrize(
    ("changes", "colour", "since", "reason"),
    [
        ({"start": "Tue 1 Jun 2027"}, "Grey (N)", "Fri 1 Jan 2027", "starts on 1 June 2027"),
        (
            {"put_forward_on": "Mon 1 Mar 2027"},
            "Green (G)",
            "Mon 1 Mar 2027",
            "done, and waiting for the group to discharge it",
        ),
        ({"moved": ["Tue 9 Feb 2027"]}, "Green (G)", "Fri 1 Jan 2027", "on course for 30 June 2027"),
        (
            {"moved": ["Tue 9 Feb 2027", "Tue 9 Mar 2027"]},
            "Red (R)",
            "Tue 9 Mar 2027",
            "date moved twice",
        ),
        (
            {
                "state": LineState.DISCHARGED,
                "ended_on": "Tue 9 Mar 2027",
                "ended_by": "MASE/2027-03/D1",
            },
            "Blue (B)",
            "Tue 9 Mar 2027",
            "discharged by the group, MASE/2027-03/D1",
        ),
        (
            {"state": LineState.CLOSED, "ended_on": "Tue 9 Mar 2027"},
            "Closed, not achieved",
            "Tue 9 Mar 2027",
            "",
        ),
        ({"state": LineState.SUPERSEDED, "ended_on": "Tue 9 Mar 2027"}, "Superseded", "Tue 9 Mar 2027", ""),
    ],
)
def test_the_colour_of_a_line_that_is_not_late(
    changes: dict[str, Any], colour: str, since: str, reason: str
) -> None:
    rating = rate(line(**_with_days(changes)), day("Tue 13 Apr 2027"), (), RULES)
    assert (rating.in_words, rating.since, rating.reason) == (colour, day(since), reason)


@pytest.mark.parametrize(
    ("says", "as_of", "colour", "since", "reason"),
    [
        (RED, "Tue 2 Mar 2027", "Red (R)", "Mon 1 Mar 2027", "“No trainer can be found.”"),
        (AMBER, "Tue 2 Mar 2027", "Amber (A)", "Mon 1 Mar 2027", "“No trainer can be found.”"),
        (GREEN, "Tue 2 Mar 2027", "Green (G)", "Mon 1 Mar 2027", "as its lead reports"),
        (GREEN, "Mon 12 Jul 2027", "Amber (A)", "Thu 1 Jul 2027", "12 days past its date"),
        (AMBER, "Mon 2 Aug 2027", "Red (R)", "Thu 29 Jul 2027", "33 days past its date"),
    ],
)
def test_a_lead_may_say_worse_than_the_floor_and_not_better(
    says: Colour, as_of: str, colour: str, since: str, reason: str
) -> None:
    said = hear(line(), day("Mon 1 Mar 2027"), says, "No trainer can be found.", (), RULES)
    rating = rate(said, day(as_of), (), RULES)
    assert (rating.in_words, rating.since, rating.reason) == (colour, day(since), reason)


def test_a_colour_said_again_keeps_its_day_and_another_begins_anew() -> None:
    amber = hear(line(), day("Mon 1 Feb 2027"), AMBER, "No venue yet.", (), RULES)
    again = hear(amber, day("Mon 1 Mar 2027"), AMBER, "Still no venue.", (), RULES)
    assert rate(again, day("Tue 2 Mar 2027"), (), RULES).since == day("Mon 1 Feb 2027")
    green = hear(again, day("Mon 5 Apr 2027"), GREEN, "A venue is booked.", (), RULES)
    assert rate(green, day("Tue 6 Apr 2027"), (), RULES).since == day("Mon 5 Apr 2027")
    assert (green.why, green.progress) == ("", "A venue is booked.")


def test_a_line_is_red_again_since_the_day_of_its_update_where_silence_had_made_it_red_between() -> None:
    amber = hear(line(), day("Mon 1 Feb 2027"), AMBER, "No venue yet.", (), RULES)
    silent = (day("Tue 2 Mar 2027"), day("Tue 6 Apr 2027"))
    assert rate(amber, day("Mon 12 Apr 2027"), silent, RULES).colour is RED
    heard = hear(amber, day("Mon 12 Apr 2027"), AMBER, "A venue is promised.", silent, RULES)
    assert rate(heard, day("Tue 13 Apr 2027"), (), RULES).since == day("Mon 12 Apr 2027")


@pytest.mark.parametrize(
    ("as_of", "colour", "reason"),
    [
        ("Tue 10 Aug 2027", "Green (G)", "as the group agreed, MASE/2027-08/D2"),
        ("Thu 30 Sep 2027", "Green (G)", "as the group agreed, MASE/2027-08/D2"),
        ("Fri 1 Oct 2027", "Amber (A)", "1 day past its date"),  # what comes later counts again
        ("Mon 1 Nov 2027", "Red (R)", "32 days past its date"),
    ],
)
def test_the_group_may_say_better_and_what_comes_later_counts_again(
    as_of: str, colour: str, reason: str
) -> None:
    late = line(moved=(day("Tue 13 Jul 2027"),))
    held, decision = day("Tue 10 Aug 2027"), "MASE/2027-08/D2"
    assert rate(late, held, (), RULES).colour is RED
    agreed = agree(late, held, decision, due=day("Thu 30 Sep 2027"), colour=GREEN)
    rating = rate(agreed, day(as_of), (), RULES)
    assert (rating.in_words, rating.reason) == (colour, reason)


def test_two_grounds_for_one_colour_are_both_given_since_the_earlier() -> None:
    silent = (day("Tue 6 Jul 2027"), day("Tue 3 Aug 2027"))
    rating = rate(line(), day("Tue 10 Aug 2027"), silent, RULES)
    assert rating.reason == "41 days past its date; no update for two meetings"
    assert rating.since == day("Thu 29 Jul 2027")


@given(
    days=st.integers(-200, 200),
    silent=st.integers(0, 4),
    moved=st.integers(0, 3),
    says=st.sampled_from([RED, AMBER, GREEN]),
)
def test_no_word_of_a_lead_makes_a_line_better_than_its_floor(
    days: int, silent: int, moved: int, says: Colour
) -> None:
    as_of = day("Wed 30 Jun 2027") + dt.timedelta(days=days)
    ends = [as_of - dt.timedelta(days=28 * each) for each in range(silent, 0, -1)]
    before = line(moved=tuple(as_of - dt.timedelta(days=each + 1) for each in reversed(range(moved))))
    said = hear(before, as_of, says, "As said.", (), RULES)
    order = list(Colour)
    lowest = floor(before, as_of, ends, RULES).colour
    rating = rate(said, as_of, ends, RULES)
    assert lowest is not None
    assert rating.colour is max(lowest, says, key=order.index)
    assert rating.since <= as_of


def test_the_lines_of_each_strand_are_counted_by_colour_the_worst_first() -> None:
    strands = strands_by_colour([("Prevent", GREEN), ("Pursue", RED), ("Prevent", AMBER), ("Prevent", GREEN)])
    assert [(strand.part, dict(strand.counts)) for strand in strands] == [
        ("Prevent", {"red": 0, "amber": 1, "green": 2, "grey": 0}),
        ("Pursue", {"red": 1, "amber": 0, "green": 0, "grey": 0}),
    ]
    assert [colour for colour, _ in strands[0].counts] == ["red", "amber", "green", "grey"]


def _with_days(changes: dict[str, Any]) -> dict[str, Any]:
    """The changes with their days read: each text that begins with a day of the week."""
    return {
        key: tuple(map(day, value))
        if isinstance(value, list)
        else (day(value) if key.endswith(("_on", "start")) else value)
        for key, value in changes.items()
    }
