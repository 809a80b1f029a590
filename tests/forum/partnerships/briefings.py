"""The words of a briefing, as tests begin with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from forum.partnerships import BriefingKind, BriefingWords
from tests.english import day

COMMUNITY, PANELS, HEALTH = (
    "Community Safety Partnerships",
    "Adolescent Risk Management Panels",
    "Health & Wellbeing Board",
)


def words(**changes: Any) -> BriefingWords:
    """A briefing for action by 12 March 2027."""
    usual = BriefingWords(
        kind=BriefingKind.ACTION,
        decided="Night staff of hotels are trained.",
        why="Your wardens meet them every week.",
        ask="Name somebody who goes along.",
        by=day("Fri 12 Mar 2027"),
        pass_on="All of it, within your partnership.",
    )
    return replace(usual, **changes)
