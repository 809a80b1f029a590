import pytest

from forum.calendar.steps import StepKind, plan_steps
from forum.minutes import MinutesState, draft_back_by, is_work_left, may_release_unagreed
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

DUE = day("Tue 26 Jan 2027")


@pytest.mark.parametrize(
    ("state", "on", "allowed"),
    [
        (MinutesState.WITH_THE_CHAIR, "Mon 25 Jan 2027", False),
        (MinutesState.WITH_THE_CHAIR, "Tue 26 Jan 2027", True),
        (MinutesState.WITH_THE_CHAIR, "Wed 27 Jan 2027", True),
        (MinutesState.DRAFT, "Tue 26 Jan 2027", False),
        (MinutesState.CIRCULATED, "Tue 26 Jan 2027", False),
    ],
)
def test_the_unit_may_release_unagreed_minutes_from_the_day_they_are_due(
    state: MinutesState, on: str, allowed: bool
) -> None:
    assert may_release_unagreed(state, DUE, day(on)) is allowed


@pytest.mark.parametrize(
    ("meeting", "asked", "back_by"),
    [
        ("Tue 12 Jan 2027", "Wed 13 Jan 2027", "Wed 20 Jan 2027"),  # five working days
        ("Tue 12 Jan 2027", "Fri 15 Jan 2027", "Thu 21 Jan 2027"),  # the Chair agrees by Friday 22 January
        ("Tue 14 Dec 2027", "Fri 17 Dec 2027", "Tue 21 Dec 2027"),  # out by Christmas Eve, so agreed on 22nd
        ("Tue 12 Jan 2027", "Mon 25 Jan 2027", "Tue 26 Jan 2027"),  # late already: the next working day
    ],
)
def test_the_draft_is_back_before_the_chair_is_to_agree_it(meeting: str, asked: str, back_by: str) -> None:
    steps = {step.kind: step for step in plan_steps(MASE, MASE_DAYS, day(meeting), day(meeting))}
    agreed_by = steps[StepKind.MINUTES_AGREED].deadline
    found = draft_back_by(MASE.lead_times.minutes_draft_back_within, agreed_by, MASE_DAYS, day(asked))
    assert found == day(back_by)


def test_the_draft_is_back_within_its_days_where_nobody_is_to_agree_it() -> None:
    assert draft_back_by(5, None, MASE_DAYS, day("Wed 13 Jan 2027")) == day("Wed 20 Jan 2027")


DRAFT, WITH_CHAIR, AGREED = MinutesState.DRAFT, MinutesState.WITH_THE_CHAIR, MinutesState.AGREED
BEFORE, AFTER = "Mon 25 Jan 2027", "Wed 27 Jan 2027"


@pytest.mark.parametrize(
    ("states", "on", "log_out", "offered", "left"),
    [
        (set(), BEFORE, False, False, True),  # to be drafted
        ({AGREED}, BEFORE, False, False, True),  # to go at once
        ({AGREED}, AFTER, True, True, True),
        ({DRAFT}, BEFORE, False, False, False),
        ({WITH_CHAIR}, BEFORE, False, False, False),
        ({DRAFT}, "Tue 26 Jan 2027", False, False, True),  # the action log does not wait
        ({DRAFT}, AFTER, True, False, False),
        ({WITH_CHAIR}, "Tue 26 Jan 2027", True, False, True),  # to be offered for release
        ({WITH_CHAIR}, AFTER, True, True, False),
        ({WITH_CHAIR}, AFTER, False, True, True),
        ({WITH_CHAIR, AGREED}, AFTER, True, False, False),
        ({MinutesState.CIRCULATED}, AFTER, False, False, False),
        ({MinutesState.CIRCULATED, AGREED}, AFTER, False, False, False),
    ],
)
def test_work_is_left_until_the_minutes_are_out_or_the_log_and_the_offer_are(
    states: set[MinutesState], on: str, log_out: bool, offered: bool, left: bool
) -> None:
    assert is_work_left(states, DUE, DUE, day(on), log_out=log_out, offered=offered) is left


def test_an_action_log_with_a_limit_of_its_own_goes_before_the_minutes() -> None:
    def left(states: set[MinutesState], on: str) -> bool:
        return is_work_left(states, DUE, day("Tue 19 Jan 2027"), day(on), log_out=False, offered=False)

    assert not left({DRAFT}, "Mon 18 Jan 2027")
    assert left({DRAFT}, "Tue 19 Jan 2027")
    assert not left({MinutesState.CIRCULATED}, "Tue 19 Jan 2027")
