"""What a board is asked of keeping its records."""

from __future__ import annotations

from forum.terms.policy_question import AnswerKind, PolicyQuestion

_FIRST = "Then a reviewer decides on each; see “hold” below."


def _years(kind: str, ask: str, default: int, why: str) -> PolicyQuestion:
    return PolicyQuestion(f"retention.{kind}", ask, AnswerKind.NUMBER, "year", default=default, why=why)


RETENTION = (
    PolicyQuestion(
        "retention.meetings",
        "For how long is a meeting kept: its agenda, papers, minutes, attendance, actions?",
        AnswerKind.NUMBER,
        "year",
        default=10,
        clause="retention.clause",
        why=_FIRST,
    ),
    _years("reports", "A report to a board", 10, "As long as the meetings behind it."),
    _years("plan", "A line of the action plan that has ended", 10, "As long as the meetings."),
    _years("research", "Research that the group has used", 6, "As long as a claim may be brought."),
    _years("risks", "A risk or challenge that is closed", 10, "As long as the meetings."),
    _years("task_groups", "What a task and finish group was asked", 10, "As long as the meetings."),
    _years("letters", "The words and files of a letter", 2, "That it went stays with the meeting."),
    _years("mail", "The trace of mail that came in", 2, "What it changed stays."),
    _years("contact_details", "Addresses and numbers of somebody who left", 2, "Nobody writes to them."),
    _years("people", "The names of those whom no record names any more", 10, "Records go first."),
    _years("incidents", "The record of a misdirected letter", 6, "As long as a claim may be brought."),
    _years(
        "concerns", "That somebody wrote of a worry, a complaint, a right", 6, "It has no words of theirs."
    ),
    _years("kept_again", "A record that the reviewer keeps comes up again after", 1, "Reasons pass."),
    PolicyQuestion(
        "retention.in_mailbox",
        "Letters that went, and mail that was dealt with, leave the mailbox after",
        AnswerKind.NUMBER,
        "day",
        default=365,
        why="The register has what counts.",
    ),
    PolicyQuestion(
        "retention.hold.ground",
        "Why may nothing be destroyed for now?",
        default="Nobody has said yet that records of the group may be destroyed",
        why="A hold stands from the first day.",
    ),
    PolicyQuestion(
        "retention.hold.authority", "Who ordered that hold?", default="Own rule", why="An inquiry, say."
    ),
    PolicyQuestion(
        "retention.hold.lifted_by",
        "Who has lifted it, and by which decision?",
        default="",
        why="While this is empty, nothing goes.",
    ),
)
