"""How the readings of a process's memory are summed up."""

import pytest

from tests.memory.__main__ import quarters


@pytest.mark.parametrize(
    ("readings", "taken"),
    [
        ([200, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200]),
        ([200, 210, 220, 230, 240, 250, 260, 270], [205, 225, 245, 265]),  # it grows
        ([200, 240, 250, 250, 250, 250, 250, 250], [220, 250, 250, 250]),  # it has what it needs
        ([200, 200, 290, 200, 200, 200, 200, 200, 200, 200, 200, 200], [200, 200, 200, 200]),  # a peak
        ([200, 210], [200, 210]),
    ],
)
def test_each_quarter_of_the_readings_says_its_median(readings: list[float], taken: list[float]) -> None:
    assert quarters(readings) == taken
