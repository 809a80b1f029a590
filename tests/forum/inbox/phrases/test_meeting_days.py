"""The days of which people write, held against the days of meetings."""

from __future__ import annotations

import pytest

from forum.inbox.phrases.attendance.coming_clauses import days_meant, speaks_of_another_day
from tests.english import day

EVE, JANUARY, FEBRUARY = day("Mon 11 Jan 2027"), day("Tue 12 Jan 2027"), day("Tue 9 Feb 2027")


@pytest.mark.parametrize(
    "text",
    [
        "Apologies for 9 February",
        "I can't do the 9th",
        "not on Tue 9th Feb, sorry",
        "Feb 9th is no good",
        "sorry about 9/2",
        "9/2/27",
        "Tuesday the 9th of February",
        "the February meeting",
        "I may come, I sat in the sun, 4 junior staff, 10.30, page 2",
        "",
    ],
)
def test_a_text_of_the_meeting_s_own_day_or_of_none_speaks_of_no_other(text: str) -> None:
    assert not speaks_of_another_day(text, FEBRUARY, EVE)


@pytest.mark.parametrize(
    "text",
    [
        "Apologies for 9 March",
        "I can't do the 16th",
        "on Wednesday I am away",
        "Tue 10 Feb",
        "away until 4 Feb",
        "9/3",
        "Sept 9th",
        "the January meeting",
        "tomorrow",
        "next week",
        "9 February or 16 February",
    ],
)
def test_a_text_of_another_day_is_known(text: str) -> None:
    assert speaks_of_another_day(text, FEBRUARY, EVE)


@pytest.mark.parametrize(
    ("subject", "text", "meant"),
    [
        ("RE: MASE Group, Tue 9 Feb, 10am, Room 2", "Apologies", (FEBRUARY,)),
        ("MASE", "Apologies for 12 January", (JANUARY,)),
        ("MASE", "Tuesday is no good", (JANUARY, FEBRUARY)),
        ("MASE", "Apologies for 16 February", ()),
        ("MASE", "Apologies for 9 February, I am away until 12 February", ()),
        ("MASE", "Apologies\n\nOn Tue 5 Jan 2027 the unit wrote:\n> come on 9 February", None),
        ("MASE", "Apologies", None),
        ("MASE", "I can't make tomorrow", (JANUARY,)),
        ("MASE", "not this week", (JANUARY,)),
    ],
)
def test_the_meeting_meant_is_the_one_on_the_only_day_spoken_of(
    subject: str, text: str, meant: tuple[object, ...] | None
) -> None:
    assert days_meant(subject, text, (JANUARY, FEBRUARY), EVE) == meant
