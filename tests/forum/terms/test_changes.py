"""What a new policy changes is told a line for each setting."""

from __future__ import annotations

import pytest

from forum.terms.policy import changed_settings, read_policy
from tests.forum.policies import MASE, MASE_FILE, SECOND

TERMS = MASE_FILE.read_text(encoding="utf-8")
SEAT = '[[seats]]\nname = "KCHFT"\nshort_name = "KCHFT"\nclause = "4"\n\n'


def lines(*replacements: tuple[str, str]) -> list[str]:
    text = TERMS
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after, 1)
    return [str(change) for change in changed_settings(MASE, read_policy(text, "mase.toml"))]


def test_the_same_terms_change_nothing() -> None:
    assert changed_settings(MASE, MASE) == changed_settings(SECOND, SECOND) == ()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("go_live = 2026-09-01", "go_live = 2026-10-01", ["group.go_live: 2026-09-01 → 2026-10-01"]),
        ('own = "75%"', 'own = "5/7"', ["attendance.own: 3/4 → 5/7"]),
        ("chase_after = 3", "chase_after = 4", ["lead_times.chase_after: 3 → 4"]),
        (
            "papers_out = { days = 7",
            "papers_out = { clear_days = 5",
            ["deadlines.papers_out.days: 7 → nothing", "deadlines.papers_out.clear_days: nothing → 5"],
        ),
        (
            "extra_holidays = []",
            "extra_holidays = [2027-05-04]",
            ["working_time.extra_holidays[2027-05-04]: nothing → 2027-05-04"],
        ),
        (
            "[2027-12-29, 2027-12-31]]",
            "[2027-12-24, 2027-12-31]]",
            [
                "working_time.closures[2027-12-29 to 2027-12-31]: 2027-12-29 to 2027-12-31 → nothing",
                "working_time.closures[2027-12-24 to 2027-12-31]: nothing → 2027-12-24 to 2027-12-31",
            ],
        ),
        ('marking = "OFFICIAL-SENSITIVE"', 'marking = ""', ["marking: OFFICIAL-SENSITIVE → nothing"]),
        (
            SEAT,
            "",
            [
                "seats[KCHFT].name: KCHFT → nothing",
                "seats[KCHFT].short_name: KCHFT → nothing",
                "seats[KCHFT].clause: 4 → nothing",
            ],
        ),
        (
            'short_name = "NPS"',
            'short_name = "Probation"',
            ["seats[National Probation Service].short_name: NPS → Probation"],
        ),
        (
            'share = "2/3"',
            'share = "2/3"\nmust_include = ["NPS"]',
            ["quorum.must_include[NPS]: nothing → NPS"],
        ),
    ],
)
def test_a_setting_that_differs_is_told_with_both_values(before: str, after: str, told: list[str]) -> None:
    assert lines((before, after)) == told


def test_seats_in_another_order_change_nothing() -> None:
    assert lines((SEAT, ""), ("[[standing_items]]", f"{SEAT}[[standing_items]]")) == []
