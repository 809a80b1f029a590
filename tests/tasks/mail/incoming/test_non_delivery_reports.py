"""A report of any size or depth is read within limits, at Exchange and Graph as in the folder."""

from __future__ import annotations

import pytest

from tasks.limited.process import LimitedProcess
from tasks.limited.runner import DirectRunner
from tasks.mail.incoming.plain_text import LARGEST_REPORT, read_non_delivery
from tasks.mail.protocol.marks import MOST_ANSWERED, ReturnedLetter

HEAD = b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
STATUS = b"--b\nContent-Type: message/delivery-status\n\n"
FAILED = STATUS + b"Final-Recipient: rfc822; jo@members.example\nAction: failed\n"
PART = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
LETTER = b"\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <%d@unit.example>\n"


def test_a_report_says_what_it_returns_and_no_more_than_is_looked_for() -> None:
    report = HEAD + FAILED + b"".join(LETTER % number for number in range(300)) + b"\n--b--\n"
    found = read_non_delivery(DirectRunner(), report)
    assert (found.address, found.for_good) == ("jo@members.example", True)
    assert len(found.message_ids) == MOST_ANSWERED


@pytest.mark.parametrize(
    "report",
    [
        HEAD
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
        HEAD + FAILED + b" " * LARGEST_REPORT,
        b"Content-Type: message/rfc822\n\n" * 5_000,
    ],
    ids=["parts within parts", "larger than any", "letters within letters"],
)
def test_of_a_report_that_is_none_nothing_is_known(report: bytes) -> None:
    limited = LimitedProcess(seconds=0.7)
    assert read_non_delivery(limited, report) == ReturnedLetter()
    limited.close()
