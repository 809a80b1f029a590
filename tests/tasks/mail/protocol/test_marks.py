"""What an item is, by its marks."""

from __future__ import annotations

import pytest

from tasks.mail.protocol import marks
from tasks.mail.protocol.mailer import Coming, Kind

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
        ("IPM.Note", [("auto-submitted", "AUTO-GENERATED")], Kind.NOTICE),
        ("IPM.Note", [("X-Autoreply", "yes")], Kind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "auto_reply")], Kind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "bulk")], Kind.MESSAGE),
        ("IPM.Note.Rules.OofTemplate.Microsoft", (), Kind.AUTOMATIC),
        ("IPM.Note.Rules.ReplyTemplate.Microsoft", (), Kind.AUTOMATIC),
        ("REPORT.IPM.Note.NDR", [("Auto-Submitted", "auto-replied")], Kind.NON_DELIVERY),
        ("report.ipm.schedule.meeting.request.ndr", (), Kind.NON_DELIVERY),
        ("", [("Content-Type", "multipart/report; report-type=delivery-status")], Kind.NON_DELIVERY),
        ("", [("Content-Type", "multipart/report; report-type=disposition-notification")], Kind.NOTICE),
        ("REPORT.IPM.Note.IPNRN", (), Kind.NOTICE),
        (
            "REPORT.IPM.Note.Delayed",
            [("Content-Type", "multipart/report; report-type=delivery-status")],
            Kind.NOTICE,
        ),
        ("IPM.Schedule.Meeting.Resp.Pos", (), Kind.MEETING_ANSWER),
        ("IPM.Schedule.Meeting.Request", (), Kind.OTHER),
        ("IPM.Sharing", (), Kind.OTHER),
        ("IPM.Notebook", (), Kind.OTHER),
    ],
)
def test_each_item_is_of_one_kind(item_class: str, headers: marks.Headers, kind: Kind) -> None:
    assert marks.kind_of(item_class, headers) is kind


AGENT = ("X-MS-Exchange-Generated-Message-Source", "Mailbox Rules Agent")
LOOP = ("X-MS-Exchange-Inbox-Rules-Loop", "chair@members.example")
OURS = ("In-Reply-To", "<ours@unit.example>")
AWAY = ("Subject", "Automatic reply: MASE agenda")


def report(kind: str) -> tuple[str, str]:
    return ("Content-Type", f"multipart/report; boundary=b; report-type={kind}")


@pytest.mark.parametrize(
    ("item_class", "headers", "kind"),
    [
        # Receipts and other reports.
        ("REPORT.IPM.Note.IPNNRN", (), Kind.NOTICE),
        ("REPORT.IPM.Note.DR", (), Kind.NOTICE),
        ("report.ipm.schedule.meeting.request.ipnrn", (), Kind.NOTICE),
        ("IPM.Note", [report('"disposition-notification"')], Kind.NOTICE),
        ("IPM.Note", [report("feedback-report")], Kind.NOTICE),
        ("IPM.Note", [report("x-unheard-of")], Kind.NOTICE),
        ("IPM.Note", [("Content-Type", "multipart/report; boundary=b")], Kind.NOTICE),
        ("IPM.Note", [("content-type", "Multipart/Report; Report-Type=Delivery-Status")], Kind.NON_DELIVERY),
        ("IPM.Note.SMIME", [report("disposition-notification")], Kind.NOTICE),
        ("IPM.Note", [report("disposition-notification; x=delivery-status")], Kind.NOTICE),
        # Who is away.
        ("IPM.Note", [("Auto-Submitted", "auto-generated"), OURS], Kind.AUTOMATIC),
        ("IPM.Note", [("Auto-Submitted", "auto-generated"), AWAY, AGENT, LOOP], Kind.AUTOMATIC),
        ("IPM.Note", [("Auto-Submitted", "auto-replied"), AGENT, LOOP], Kind.AUTOMATIC),
        ("IPM.Note.Rules.OofTemplate.Microsoft", [AGENT, LOOP], Kind.AUTOMATIC),
        ("IPM.Note", [("Return-Path", "<>"), OURS], Kind.AUTOMATIC),
        ("IPM.Note", [("X-Mail-Autoreply", "yes")], Kind.AUTOMATIC),
        ("IPM.Note", [("X-Autorespond", "Out of office")], Kind.AUTOMATIC),
        ("IPM.Note", [("X-FC-MachineGenerated", "true")], Kind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "vacation")], Kind.AUTOMATIC),
        # What a machine sends by itself.
        ("IPM.Note", [("Auto-Submitted", "auto-generated")], Kind.NOTICE),
        ("IPM.Note", [("Auto-Submitted", "auto-notified; owner=x")], Kind.NOTICE),
        ("IPM.Note", [("Return-Path", "<>")], Kind.NOTICE),
        # What a rule or a list passes on.
        ("IPM.Note", [("Auto-Submitted", "auto-forwarded"), OURS], Kind.PASSED_ON),
        ("IPM.Note", [AGENT, OURS, ("Subject", "FW: MASE agenda")], Kind.PASSED_ON),
        ("IPM.Note", [LOOP, OURS], Kind.PASSED_ON),
        ("IPM.Note", [("Auto-Submitted", "auto-generated"), LOOP, OURS], Kind.PASSED_ON),
        ("IPM.Note", [("X-MS-Exchange-ForwardingLoop", "x;1")], Kind.PASSED_ON),
        ("IPM.Note", [("X-MS-Exchange-Organization-AutoForwarded", "true")], Kind.PASSED_ON),
        ("IPM.Note", [("X-Forwarded-For", "a@b.example c@d.example")], Kind.PASSED_ON),
        ("IPM.Note", [("X-Forwarded-To", "mase@unit.example")], Kind.PASSED_ON),
        ("IPM.Note", [("X-Auto-Forwarded", "1")], Kind.PASSED_ON),
        ("IPM.Note", [("Resent-From", "chair@members.example")], Kind.PASSED_ON),
        ("IPM.Note", [("Resent-Date", "Thu, 14 Jan 2027 09:14:00 +0000")], Kind.PASSED_ON),
        ("IPM.Note", [("List-Id", "<members.list.example>")], Kind.PASSED_ON),
        ("IPM.Note", [("Precedence", "list")], Kind.PASSED_ON),
        ("IPM.Note", [("Precedence", "junk")], Kind.PASSED_ON),
        ("IPM.Schedule.Meeting.Resp.Pos", [LOOP], Kind.PASSED_ON),
        # What people send.
        ("IPM.Note", [OURS], Kind.MESSAGE),
        ("IPM.Note", [("X-Auto-Response-Suppress", "All"), OURS], Kind.MESSAGE),
        ("IPM.Note", [("X-Auto-Response-Suppress", "DR, OOF, AutoReply")], Kind.MESSAGE),
        ("IPM.Note", [("Return-Path", "<chair@members.example>")], Kind.MESSAGE),
        ("IPM.Note", [("Auto-Submitted", "No; not at all")], Kind.MESSAGE),
        ("IPM.Note", [("X-MS-Exchange-Organization-AutoForwarded", "false")], Kind.MESSAGE),
        ("IPM.Note", [("X-Autoreply", "no")], Kind.MESSAGE),
        ("IPM.Note", [("Subject", "FW: MASE agenda"), OURS], Kind.MESSAGE),
        ("IPM.Note", [("Subject", "RE: Automatic reply: MASE agenda"), OURS], Kind.MESSAGE),
        ("IPM.Note", [("List-Unsubscribe", "<mailto:x@gateway.example>")], Kind.MESSAGE),
        ("IPM.Note", [("Content-Type", "multipart/mixed; x=report-type=delivery-status")], Kind.MESSAGE),
    ],
)
def test_what_a_machine_sends_is_told_from_what_people_send(
    item_class: str, headers: marks.Headers, kind: Kind
) -> None:
    assert marks.kind_of(item_class, headers) is kind
    if kind is not Kind.MESSAGE:
        assert marks.kind_of(item_class, headers, vote="AGREE") is kind, "nor does a machine press a button"


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


@pytest.mark.parametrize(
    ("before", "after", "address"),
    [
        (
            b"Final-Recipient: rfc822; Gone@Council.example",
            b"Final-Recipient: rfc822;<gone@x.example>",
            "gone@x.example",
        ),
        (
            b"Final-Recipient: rfc822; Gone@Council.example",
            b"Original-Recipient: rfc822;a@x.example",
            "a@x.example",
        ),
        (
            b"Action: failed\r\n",
            b"Action: failed\r\n\r\nFinal-Recipient: rfc822; other@council.example\r\nAction: failed\r\n",
            "",
        ),
        (b"message/delivery-status", b"text/plain", ""),
        (b"Final-Recipient:", b"X-Recipient:", ""),
        (
            b"Subject: Papers\r\n",
            b"Final-Recipient: rfc822; chair@members.example\r\n",
            "gone@council.example",
        ),
        (b"Subject: Undelivered", b"Final-Recipient: rfc822; chair@members.example", "gone@council.example"),
    ],
)
def test_a_report_is_of_the_one_address_that_its_status_names(
    before: bytes, after: bytes, address: str
) -> None:
    assert before in REPORT
    assert marks.returned(REPORT.replace(before, after)).address == address


def test_a_report_nested_beyond_all_measure_returns_nothing_and_breaks_nothing() -> None:
    parts = (
        f"--b{depth}\r\nContent-Type: multipart/mixed; boundary=b{depth + 1}\r\n\r\n" for depth in range(3000)
    )
    report = "Content-Type: multipart/report; boundary=b0\r\n\r\n" + "".join(parts)
    assert marks.returned(report.encode()) == marks.Returned()
