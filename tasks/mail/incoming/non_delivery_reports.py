"""Reports that a letter could not be delivered, as they came: read within limits."""

from __future__ import annotations

from dataclasses import replace

from tasks.limited.runner import LimitExceeded, Runner
from tasks.mail.protocol.marks import MOST_ANSWERED, ReturnedLetter, parse_report

LARGEST_REPORT = 5_000_000  # bytes


def read_report(limited: Runner, report: bytes) -> ReturnedLetter:
    """What a report in its MIME form returns; nothing where it is too large, or takes too long to read."""
    if len(report) > LARGEST_REPORT:
        return ReturnedLetter()
    try:
        found = limited.run(parse_report, report)
    except LimitExceeded:
        return ReturnedLetter()
    return replace(found, message_ids=found.message_ids[:MOST_ANSWERED])
