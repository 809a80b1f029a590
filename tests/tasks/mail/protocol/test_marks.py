"""What an item is, by its marks."""

from __future__ import annotations

import pytest

from forum.inbox.mailbox_items import ItemKind
from tasks.mail.protocol import marks
from tasks.mail.protocol.mailer import InvitationAnswer

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
        ("", (), ItemKind.MESSAGE),
        ("IPM.Note", (), ItemKind.MESSAGE),
        ("IPM.Note.SMIME.MultipartSigned", (), ItemKind.MESSAGE),
        ("IPM.Note", [("Auto-Submitted", "no")], ItemKind.MESSAGE),
        ("IPM.Note", [("Auto-Submitted", "auto-replied; owner-email=a@b.example")], ItemKind.AUTOMATIC),
        ("IPM.Note", [("auto-submitted", "AUTO-GENERATED")], ItemKind.NOTICE),
        ("IPM.Note", [("X-Autoreply", "yes")], ItemKind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "auto_reply")], ItemKind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "bulk")], ItemKind.MESSAGE),
        ("IPM.Note.Rules.OofTemplate.Microsoft", (), ItemKind.AUTOMATIC),
        ("IPM.Note.Rules.ReplyTemplate.Microsoft", (), ItemKind.AUTOMATIC),
        ("REPORT.IPM.Note.NDR", [("Auto-Submitted", "auto-replied")], ItemKind.NON_DELIVERY),
        ("report.ipm.schedule.meeting.request.ndr", (), ItemKind.NON_DELIVERY),
        ("", [("Content-Type", "multipart/report; report-type=delivery-status")], ItemKind.NON_DELIVERY),
        ("", [("Content-Type", "multipart/report; report-type=disposition-notification")], ItemKind.NOTICE),
        ("REPORT.IPM.Note.IPNRN", (), ItemKind.NOTICE),
        (
            "REPORT.IPM.Note.Delayed",
            [("Content-Type", "multipart/report; report-type=delivery-status")],
            ItemKind.NOTICE,
        ),
        ("IPM.Schedule.Meeting.Resp.Pos", (), ItemKind.MEETING_ANSWER),
        ("IPM.Schedule.Meeting.Request", (), ItemKind.OTHER),
        ("IPM.Sharing", (), ItemKind.OTHER),
        ("IPM.Notebook", (), ItemKind.OTHER),
    ],
)
def test_each_item_is_of_one_kind(item_class: str, headers: marks.Headers, kind: ItemKind) -> None:
    assert marks.item_kind(item_class, headers) is kind


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
        ("REPORT.IPM.Note.IPNNRN", (), ItemKind.NOTICE),
        ("REPORT.IPM.Note.DR", (), ItemKind.NOTICE),
        ("report.ipm.schedule.meeting.request.ipnrn", (), ItemKind.NOTICE),
        ("IPM.Note", [report('"disposition-notification"')], ItemKind.NOTICE),
        ("IPM.Note", [report("feedback-report")], ItemKind.NOTICE),
        ("IPM.Note", [report("x-unheard-of")], ItemKind.NOTICE),
        ("IPM.Note", [("Content-Type", "multipart/report; boundary=b")], ItemKind.NOTICE),
        (
            "IPM.Note",
            [("content-type", "Multipart/Report; Report-Type=Delivery-Status")],
            ItemKind.NON_DELIVERY,
        ),
        ("IPM.Note.SMIME", [report("disposition-notification")], ItemKind.NOTICE),
        ("IPM.Note", [report("disposition-notification; x=delivery-status")], ItemKind.NOTICE),
        # Who is away.
        ("IPM.Note", [("Auto-Submitted", "auto-generated"), OURS], ItemKind.AUTOMATIC),
        ("IPM.Note", [("Auto-Submitted", "auto-generated"), AWAY, AGENT, LOOP], ItemKind.AUTOMATIC),
        ("IPM.Note", [("Auto-Submitted", "auto-replied"), AGENT, LOOP], ItemKind.AUTOMATIC),
        ("IPM.Note.Rules.OofTemplate.Microsoft", [AGENT, LOOP], ItemKind.AUTOMATIC),
        ("IPM.Note", [("Return-Path", "<>"), OURS], ItemKind.AUTOMATIC),
        ("IPM.Note", [("X-Mail-Autoreply", "yes")], ItemKind.AUTOMATIC),
        ("IPM.Note", [("X-Autorespond", "Out of office")], ItemKind.AUTOMATIC),
        ("IPM.Note", [("X-FC-MachineGenerated", "true")], ItemKind.AUTOMATIC),
        ("IPM.Note", [("Precedence", "vacation")], ItemKind.AUTOMATIC),
        # What a machine sends by itself.
        ("IPM.Note", [("Auto-Submitted", "auto-generated")], ItemKind.NOTICE),
        ("IPM.Note", [("Auto-Submitted", "auto-notified; owner=x")], ItemKind.NOTICE),
        ("IPM.Note", [("Return-Path", "<>")], ItemKind.NOTICE),
        # What a rule or a list passes on.
        ("IPM.Note", [("Auto-Submitted", "auto-forwarded"), OURS], ItemKind.PASSED_ON),
        ("IPM.Note", [AGENT, OURS, ("Subject", "FW: MASE agenda")], ItemKind.PASSED_ON),
        ("IPM.Note", [LOOP, OURS], ItemKind.PASSED_ON),
        ("IPM.Note", [("Auto-Submitted", "auto-generated"), LOOP, OURS], ItemKind.PASSED_ON),
        ("IPM.Note", [("X-MS-Exchange-ForwardingLoop", "x;1")], ItemKind.PASSED_ON),
        ("IPM.Note", [("X-MS-Exchange-Organization-AutoForwarded", "true")], ItemKind.PASSED_ON),
        ("IPM.Note", [("X-Forwarded-For", "a@b.example c@d.example")], ItemKind.PASSED_ON),
        ("IPM.Note", [("X-Forwarded-To", "mase@unit.example")], ItemKind.PASSED_ON),
        ("IPM.Note", [("X-Auto-Forwarded", "1")], ItemKind.PASSED_ON),
        ("IPM.Note", [("Resent-From", "chair@members.example")], ItemKind.PASSED_ON),
        ("IPM.Note", [("Resent-Date", "Thu, 14 Jan 2027 09:14:00 +0000")], ItemKind.PASSED_ON),
        ("IPM.Note", [("List-Id", "<members.list.example>")], ItemKind.PASSED_ON),
        ("IPM.Note", [("Precedence", "list")], ItemKind.PASSED_ON),
        ("IPM.Note", [("Precedence", "junk")], ItemKind.PASSED_ON),
        ("IPM.Schedule.Meeting.Resp.Pos", [LOOP], ItemKind.PASSED_ON),
        # What people send.
        ("IPM.Note", [OURS], ItemKind.MESSAGE),
        ("IPM.Note", [("X-Auto-Response-Suppress", "All"), OURS], ItemKind.MESSAGE),
        ("IPM.Note", [("X-Auto-Response-Suppress", "DR, OOF, AutoReply")], ItemKind.MESSAGE),
        ("IPM.Note", [("Return-Path", "<chair@members.example>")], ItemKind.MESSAGE),
        ("IPM.Note", [("Auto-Submitted", "No; not at all")], ItemKind.MESSAGE),
        ("IPM.Note", [("X-MS-Exchange-Organization-AutoForwarded", "false")], ItemKind.MESSAGE),
        ("IPM.Note", [("X-Autoreply", "no")], ItemKind.MESSAGE),
        ("IPM.Note", [("Subject", "FW: MASE agenda"), OURS], ItemKind.MESSAGE),
        ("IPM.Note", [("Subject", "RE: Automatic reply: MASE agenda"), OURS], ItemKind.MESSAGE),
        ("IPM.Note", [("List-Unsubscribe", "<mailto:x@gateway.example>")], ItemKind.MESSAGE),
        ("IPM.Note", [("Content-Type", "multipart/mixed; x=report-type=delivery-status")], ItemKind.MESSAGE),
    ],
)
def test_what_a_machine_sends_is_told_from_what_people_send(
    item_class: str, headers: marks.Headers, kind: ItemKind
) -> None:
    assert marks.item_kind(item_class, headers) is kind
    if kind is not ItemKind.MESSAGE:
        assert marks.item_kind(item_class, headers, vote="AGREE") is kind, "nor does a machine press a button"


def test_a_button_that_was_pressed_makes_a_vote_unless_a_machine_pressed_it() -> None:
    assert marks.item_kind("IPM.Note", (), vote="AGREE") is ItemKind.VOTE
    assert (
        marks.item_kind("IPM.Note", [("Auto-Submitted", "auto-replied")], vote="AGREE") is ItemKind.AUTOMATIC
    )


@pytest.mark.parametrize(
    ("item_class", "said"),
    [
        ("IPM.Schedule.Meeting.Resp.Pos", InvitationAnswer.ACCEPTED),
        ("IPM.Schedule.Meeting.Resp.Tent", InvitationAnswer.TENTATIVE),
        ("ipm.schedule.meeting.resp.neg", InvitationAnswer.DECLINED),
        ("IPM.Note", None),
    ],
)
def test_what_an_answer_to_an_invitation_says(item_class: str, said: InvitationAnswer | None) -> None:
    assert marks.invitation_answer(item_class) is said


def test_a_reply_answers_the_letter_it_names_first_and_then_the_thread_from_its_end() -> None:
    headers = [
        ("In-Reply-To", "<third@a.example>"),
        ("References", "<first@a.example>\r\n <second@a.example> <third@a.example>"),
    ]
    assert marks.answered_message_ids(headers) == (
        "<third@a.example>",
        "<second@a.example>",
        "<first@a.example>",
    )
    assert marks.answered_message_ids([("In-Reply-To", "your letter of Tuesday")]) == ()


def test_a_report_names_the_address_and_the_letter_it_returns() -> None:
    returned = marks.parse_report(REPORT)
    assert returned.address == "gone@council.example"
    assert returned.message_ids == ("<letter@forum.example>", "<ours@forum.example>")
    assert returned.failed_by == ("mail.example", "")


@pytest.mark.parametrize(
    "field",
    [
        b"Remote-MTA: dns; MX1.Council.example",
        b"X-Supplementary-Info: < mx1 ignored\r\nRemote-MTA: dns;mx1.council.example",
        b"X-Supplementary-Info: <mx1.council.example #5.7.501 smtp;550 5.7.501 Access denied>",
    ],
)
def test_a_report_names_the_server_that_refused_the_letter(field: bytes) -> None:
    report = REPORT.replace(b"Action: failed", b"Action: failed\r\n" + field)
    assert marks.parse_report(report).failed_by == ("mail.example", "mx1.council.example")


def test_what_is_no_report_returns_nothing() -> None:
    assert marks.parse_report(b"") == marks.ReturnedLetter()
    assert marks.parse_report(b"\xff\xfe\x00garbage") == marks.ReturnedLetter()


@pytest.mark.parametrize(("action", "for_good"), [("failed", True), ("delayed", False), ("delivered", False)])
def test_a_report_says_whether_the_letter_came_back_for_good(action: str, for_good: bool) -> None:
    report = REPORT.replace(b"Action: failed", f"Action: {action}".encode())
    assert marks.parse_report(report).for_good is for_good


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
    assert marks.parse_report(REPORT.replace(before, after)).address == address


def test_a_report_nested_beyond_all_measure_returns_nothing_and_breaks_nothing() -> None:
    parts = (
        f"--b{depth}\r\nContent-Type: multipart/mixed; boundary=b{depth + 1}\r\n\r\n" for depth in range(3000)
    )
    report = "Content-Type: multipart/report; boundary=b0\r\n\r\n" + "".join(parts)
    assert marks.parse_report(report.encode()) == marks.ReturnedLetter()


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("Status: 5.1.1", "5.1.1"),
        ("Status: 5.7.1 (delivery not authorised)", "5.7.1"),
        ("Status: 5.0.0\r\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound", "5.1.10"),
        ("Diagnostic-Code: smtp; 552 5.2.2 Mailbox full", "5.2.2"),
        ("Status: 5.2.2\r\nDiagnostic-Code: smtp; 550 5.1.1 as was said before", "5.2.2"),
        ("Diagnostic-Code: smtp; 550 no such user at 10.5.1.1234", ""),
        ("", ""),
    ],
)
def test_a_report_says_by_a_code_why_the_letter_came_back(lines: str, status: str) -> None:
    report = REPORT.replace(b"Action: failed", f"Action: failed\r\n{lines}".rstrip().encode())
    assert marks.parse_report(report).status == status
