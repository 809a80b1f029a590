"""The month in which a person is told what is kept on them (UK GDPR, article 12)."""

from __future__ import annotations

import datetime as dt

from forum.text.dates import months_after

REMINDED_FROM = dt.timedelta(days=7)  # before the last day: what goes out is to be read whole first


def answer_by(asked_on: dt.date) -> dt.date:
    """Return the last day for the answer: the same day of the next month, or its last day (article 12(3)).

    That is 28 February 2027 for 31 January.
    """
    return months_after(asked_on, 1)


def is_in_sight(asked_on: dt.date, on: dt.date) -> bool:
    """Say whether the last day for the answer is a week away or less, or has passed (own rule)."""
    return answer_by(asked_on) - on <= REMINDED_FROM
