"""What an item is, by its marks."""

from __future__ import annotations

import pytest

from tasks.mail import marks
from tasks.mail.mailer import Coming, Kind

REPORT = b"""From: MAILER-DAEMON@mail.example\r
To: mase@forum.example\r
Subject: Undelivered\r
In-Reply-To: <ours@forum.example>\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
\r
--b\r
Content-Type: text/plain\r
\r
It could not be delivered.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example\r
\r
Final-Recipient: rfc822; Gone@Council.example\r
Action: failed\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <letter@forum.example>\r
Subject: Papers\r
\r
--b--\r
"""


@pytest.mark.parametrize(
    ("item_class", "headers", "kind"),
    [
        ("", (), Kind.MESSAGE),
        ("IPM.Note", (), Kind.MESSAGE),
        ("IPM.Note.SMIME.MultipartSigned", (), Kind.MESSAGE),
        ("IPM.Note", [("Auto-Submitted", "no")], Kind.MESSAGE),
        ("IPM.Note", [("Auto-Submitted", "auto-replied; owner-email=a@b.example")], Kind.AUTOMATIC),
        ("IPM.Note", [("auto-submitted", "AUTO-GENERATED")], Kind.AUTOMATIC),
        ("IPM.Note", [("X-Autoreply", "yes")], Kind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "auto_reply")], Kind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "bulk")], Kind.MESSAGE),
        ("IPM.Note.Rules.OofTemplate.Microsoft", (), Kind.AUTOMATIC),
        ("IPM.Note.Rules.ReplyTemplate.Microsoft", (), Kind.AUTOMATIC),
        ("REPORT.IPM.Note.NDR", [("Auto-Submitted", "auto-replied")], Kind.NON_DELIVERY),
        ("report.ipm.schedule.meeting.request.ndr", (), Kind.NON_DELIVERY),
        ("", [("Content-Type", "multipart/report; report-type=delivery-status")], Kind.NON_DELIVERY),
        ("", [("Content-Type", "multipart/report; report-type=disposition-notification")], Kind.MESSAGE),
        ("REPORT.IPM.Note.IPNRN", (), Kind.AUTOMATIC),
        (
            "REPORT.IPM.Note.Delayed",
            [("Content-Type", "multipart/report; report-type=delivery-status")],
            Kind.AUTOMATIC,
        ),
        ("IPM.Schedule.Meeting.Resp.Pos", (), Kind.MEETING_ANSWER),
        ("IPM.Schedule.Meeting.Request", (), Kind.OTHER),
        ("IPM.Sharing", (), Kind.OTHER),
        ("IPM.Notebook", (), Kind.OTHER),
    ],
)
def test_each_item_is_of_one_kind(item_class: str, headers: marks.Headers, kind: Kind) -> None:
    assert marks.kind_of(item_class, headers) is kind


def test_a_button_that_was_pressed_makes_a_vote_unless_a_machine_pressed_it() -> None:
    assert marks.kind_of("IPM.Note", (), vote="AGREE") is Kind.VOTE
    assert marks.kind_of("IPM.Note", [("Auto-Submitted", "auto-replied")], vote="AGREE") is Kind.AUTOMATIC


@pytest.mark.parametrize(
    ("item_class", "said"),
    [
        ("IPM.Schedule.Meeting.Resp.Pos", Coming.ACCEPTED),
        ("IPM.Schedule.Meeting.Resp.Tent", Coming.TENTATIVE),
        ("ipm.schedule.meeting.resp.neg", Coming.DECLINED),
        ("IPM.Note", None),
    ],
)
def test_what_an_answer_to_an_invitation_says(item_class: str, said: Coming | None) -> None:
    assert marks.coming(item_class) is said


def test_a_reply_answers_the_letter_it_names_first_and_then_the_thread_from_its_end() -> None:
    headers = [
        ("In-Reply-To", "<third@a.example>"),
        ("References", "<first@a.example>\r\n <second@a.example> <third@a.example>"),
    ]
    assert marks.answers(headers) == ("<third@a.example>", "<second@a.example>", "<first@a.example>")
    assert marks.answers([("In-Reply-To", "your letter of Tuesday")]) == ()


def test_a_report_names_the_address_and_the_letter_it_returns() -> None:
    returned = marks.returned(REPORT)
    assert returned.address == "gone@council.example"
    assert returned.message_ids == ("<letter@forum.example>", "<ours@forum.example>")


def test_what_is_no_report_returns_nothing() -> None:
    assert marks.returned(b"") == marks.Returned()
    assert marks.returned(b"\xff\xfe\x00garbage") == marks.Returned()


@pytest.mark.parametrize(("action", "for_good"), [("failed", True), ("delayed", False), ("delivered", False)])
def test_a_report_says_whether_the_letter_came_back_for_good(action: str, for_good: bool) -> None:
    report = REPORT.replace(b"Action: failed", f"Action: {action}".encode())
    assert marks.returned(report).for_good is for_good


def test_a_report_nested_beyond_all_measure_returns_nothing_and_breaks_nothing() -> None:
    parts = (
        f"--b{depth}\r\nContent-Type: multipart/mixed; boundary=b{depth + 1}\r\n\r\n" for depth in range(3000)
    )
    report = "Content-Type: multipart/report; boundary=b0\r\n\r\n" + "".join(parts)
    assert marks.returned(report.encode()) == marks.Returned()
