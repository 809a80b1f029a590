"""A request for research, as tests begin with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from forum.research import Request
from tests.english import day


def request(**changes: Any) -> Request:
    """A request of 12 January 2027 for a decision to be taken by 13 April."""
    usual = Request(
        reference="R/2027/01",
        question="What works to train the night staff of hotels?",
        decision="Whether to fund training for hotels",
        by=day("Tue 13 Apr 2027"),
        asked_on=day("Tue 12 Jan 2027"),
    )
    return replace(usual, **changes)
