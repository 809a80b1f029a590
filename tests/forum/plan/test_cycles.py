from __future__ import annotations

import pytest

from forum.plan.cycles import WantedUpdate, is_update_wanted, silences, update_cycle
from forum.terms.parts.duties import Plan
from tests.english import day, day_if
from tests.forum.plan.lines import FEBRUARY, MARCH, line
from tests.forum.policies import MASE_DAYS

RULES = Plan()


@pytest.mark.parametrize(
    ("meeting", "before", "papers", "asked", "chased"),
    [
        # the second Tuesdays of February and March are four weeks apart: asked the day after the meeting
        ("Tue 9 Mar 2027", "Tue 9 Feb 2027", "Tue 2 Mar 2027", "Wed 10 Feb 2027", "Tue 16 Feb 2027"),
        # five weeks, with Good Friday and Easter Monday among them
        ("Tue 13 Apr 2027", "Tue 9 Mar 2027", "Tue 6 Apr 2027", "Fri 12 Mar 2027", "Fri 19 Mar 2027"),
        # the council closes from 28 to 31 December
        ("Tue 12 Jan 2027", "Tue 8 Dec 2026", "Tue 5 Jan 2027", "Wed 9 Dec 2026", "Mon 14 Dec 2026"),
        ("Tue 12 Jan 2027", None, "Tue 5 Jan 2027", "Mon 7 Dec 2026", "Mon 14 Dec 2026"),
        # two meetings within a fortnight: reminded two working days after they were asked
        ("Tue 23 Feb 2027", "Tue 9 Feb 2027", "Tue 16 Feb 2027", "Wed 10 Feb 2027", "Fri 12 Feb 2027"),
    ],
)
def test_leads_are_asked_after_the_meeting_before_and_reminded_once(
    meeting: str, before: str | None, papers: str, asked: str, chased: str
) -> None:
    cycle = update_cycle(day(meeting), day_if(before), day(papers), RULES, MASE_DAYS)
    assert (cycle.asked, cycle.chased, cycle.by) == (day(asked), day(chased), day(papers))


@pytest.mark.parametrize(
    ("heard", "as_of", "silent"),
    [
        ("Tue 12 Jan 2027", "Tue 2 Feb 2027", 0),  # the last day is theirs
        ("Tue 12 Jan 2027", "Wed 3 Feb 2027", 1),
        ("Wed 13 Jan 2027", "Wed 3 Feb 2027", 0),
        ("Tue 12 Jan 2027", "Wed 3 Mar 2027", 2),
        ("Wed 3 Feb 2027", "Wed 3 Mar 2027", 1),  # late for February is heard, and not yet for March
        ("Tue 9 Feb 2027", "Wed 3 Mar 2027", 1),  # said at the meeting
        ("Mon 22 Feb 2027", "Wed 3 Mar 2027", 0),
    ],
)
def test_a_cycle_is_silent_when_its_lead_was_not_heard_from_its_first_day_on(
    heard: str, as_of: str, silent: int
) -> None:
    assert len(silences(line(heard_on=day(heard)), [MARCH, FEBRUARY], day(as_of))) == silent


def test_a_line_that_is_new_or_has_just_started_is_not_silent() -> None:
    as_of = day("Wed 3 Mar 2027")
    new = line(heard_on=None, added_on=day("Thu 11 Feb 2027"))
    started = line(heard_on=None, start=day("Mon 1 Mar 2027"))
    assert silences(new, [FEBRUARY, MARCH], as_of) == ()
    assert silences(started, [FEBRUARY, MARCH], as_of) == ()


@pytest.mark.parametrize(
    ("as_of", "wanted"),
    [
        ("Tue 12 Jan 2027", False),
        ("Wed 13 Jan 2027", True),
        ("Tue 2 Feb 2027", True),
        ("Wed 3 Feb 2027", False),
    ],
)
def test_an_update_is_wanted_from_the_day_of_asking_until_the_papers_go_out(as_of: str, wanted: bool) -> None:
    assert is_update_wanted(line(), FEBRUARY, day(as_of)) is wanted


def test_no_update_is_wanted_of_a_line_heard_of_put_forward_or_not_begun() -> None:
    on = day("Mon 18 Jan 2027")
    assert not is_update_wanted(line(heard_on=day("Wed 13 Jan 2027")), FEBRUARY, on)
    assert not is_update_wanted(line(put_forward_on=day("Mon 11 Jan 2027")), FEBRUARY, on)
    assert not is_update_wanted(line(start=day("Mon 1 Mar 2027")), FEBRUARY, on)


@pytest.mark.parametrize(
    ("asked", "chased", "digest", "in_digest"),
    [
        (None, None, "Tue 12 Jan 2027", False),  # the round begins on the 13th
        (None, None, "Wed 13 Jan 2027", True),
        ("Mon 14 Dec 2026", "Mon 21 Dec 2026", "Wed 13 Jan 2027", True),  # for the meeting before
        ("Wed 13 Jan 2027", None, "Mon 18 Jan 2027", False),
        ("Wed 13 Jan 2027", None, "Tue 19 Jan 2027", True),
        ("Wed 13 Jan 2027", "Tue 19 Jan 2027", "Mon 25 Jan 2027", False),  # once is enough
    ],
)
def test_a_digest_asks_a_lead_and_reminds_them_once(
    asked: str | None, chased: str | None, digest: str, in_digest: bool
) -> None:
    wanted = WantedUpdate(line(), FEBRUARY, day_if(asked), day_if(chased))
    assert wanted.is_asked_or_reminded_by(day(digest)) is in_digest
