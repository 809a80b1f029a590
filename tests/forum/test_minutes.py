import pytest

from forum.minutes import MinutesState, may_release_unagreed
from tests.english import day

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
