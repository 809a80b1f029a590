"""The year of schedules whose runs are put into Prefect's database."""

from __future__ import annotations

from benchmarks.prefect_year.year import times_of_year
from mase.service.deployments import read_deployments
from tests.english import day


def test_a_year_has_each_time_of_each_schedule() -> None:
    last = day("Sat 28 Nov 2026")
    times = {
        one.name: sum(1 for _ in times_of_year(one, last)) for one in read_deployments() if one.schedules
    }
    weekdays = 260
    assert times.pop("back-up") == times.pop("clear-mailbox") == 365
    assert times.pop("read-mailbox") == 365 * 6 * 23
    assert times.pop("deliver-mail") == weekdays * (2 + 4 * 7 + 3)
    assert set(times.values()) == {weekdays}
