"""Reports that a letter could not be delivered, read within limits of size, time and memory."""

from __future__ import annotations

from dataclasses import replace

from tasks.limited.runner import LimitExceeded, Runner
from tasks.mail.protocol.marks import MOST_ANSWERED, ReturnedLetter, parse_report

LARGEST_REPORT = 5_000_000  # bytes


def read_non_delivery(limited: Runner, report: bytes) -> ReturnedLetter:
    """Read a report in its MIME form; an empty result for one too large, or too slow to read."""
    if len(report) > LARGEST_REPORT:
        return ReturnedLetter()
    try:
        letter = limited.run(parse_report, report)
    except LimitExceeded:
        return ReturnedLetter()
    return replace(letter, message_ids=letter.message_ids[:MOST_ANSWERED])
