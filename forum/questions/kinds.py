"""Kinds of question."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class QuestionKind(StrEnum):
    AGREE_AGENDA = "agree agenda"
    AMEND_AGENDA = "amend agenda"
    AGREE_MINUTES = "agree minutes"
    ALLOW_LATE_PAPER = "allow late paper"
    WAIVE_NOTICE = "waive notice"
    SETTLE_BETWEEN_CHAIRS = "settle between the Chairs"
    RELEASE_PACK = "release pack"
    RELEASE_UNAGREED_MINUTES = "release minutes not yet agreed"
    DISCHARGE_ACTION = "discharge action"
    SEND_ATTENDANCE_NOTICE = "send attendance notice"
    ESCALATE_ACTION = "escalate action"
    RULE_ON_QUORUM = "rule on quorum"
    PROVIDE_PAPER = "provide paper"
    NAME_DEPUTY = "name deputy"
    UPDATE_ACTION = "update action"
    FILE_RECORD = "file record"
    DRAFT_MINUTES = "draft minutes"
    RECORD_AGREEMENT = "record agreement"
    TAKE_ON_ACTION = "take on action"
    HAND_OVER_ACTION = "hand over action"
    APPLY_MEMBERS = "apply members' workbook"
    CHANGE_ADDRESS = "change address"


ABOUT_PAPERS = frozenset({QuestionKind.PROVIDE_PAPER, QuestionKind.ALLOW_LATE_PAPER})
OFFERS = (QuestionKind.TAKE_ON_ACTION, QuestionKind.HAND_OVER_ACTION)
"""Whose an action is from now on whose owner has left."""
ABOUT_AN_ACTION = (
    QuestionKind.UPDATE_ACTION,
    QuestionKind.DISCHARGE_ACTION,
    QuestionKind.ESCALATE_ACTION,
    *OFFERS,
)
TO_THE_CHAIR = frozenset(
    {
        QuestionKind.AGREE_AGENDA,
        QuestionKind.AGREE_MINUTES,
        QuestionKind.ALLOW_LATE_PAPER,
        QuestionKind.WAIVE_NOTICE,
        QuestionKind.DISCHARGE_ACTION,
        QuestionKind.SEND_ATTENDANCE_NOTICE,
        QuestionKind.ESCALATE_ACTION,
        QuestionKind.RULE_ON_QUORUM,
    }
)
"""What only the Chair's word decides, or that of whoever acts for the Chair."""
OF_THE_UNIT = frozenset(
    {
        QuestionKind.AMEND_AGENDA,
        QuestionKind.SETTLE_BETWEEN_CHAIRS,
        QuestionKind.RELEASE_PACK,
        QuestionKind.RELEASE_UNAGREED_MINUTES,
        QuestionKind.FILE_RECORD,
        QuestionKind.DRAFT_MINUTES,
        QuestionKind.RECORD_AGREEMENT,
        QuestionKind.HAND_OVER_ACTION,
        QuestionKind.APPLY_MEMBERS,
        QuestionKind.CHANGE_ADDRESS,
    }
)
"""What the Business Unit itself is asked to do."""


PHRASE: Mapping[QuestionKind, str] = {
    QuestionKind.AGREE_AGENDA: "agree the agenda",
    QuestionKind.AMEND_AGENDA: "amend the agenda",
    QuestionKind.AGREE_MINUTES: "agree the minutes",
    QuestionKind.ALLOW_LATE_PAPER: "allow a late paper",
    QuestionKind.WAIVE_NOTICE: "allow the short notice",
    QuestionKind.SETTLE_BETWEEN_CHAIRS: "settle what the Chairs answered differently",
    QuestionKind.RELEASE_PACK: "release the pack",
    QuestionKind.RELEASE_UNAGREED_MINUTES: "release the minutes",
    QuestionKind.DISCHARGE_ACTION: "discharge an action",
    QuestionKind.SEND_ATTENDANCE_NOTICE: "allow a private word about attendance",
    QuestionKind.ESCALATE_ACTION: "allow a letter to an organisation about an action",
    QuestionKind.RULE_ON_QUORUM: "rule on the quorum",
    QuestionKind.PROVIDE_PAPER: "send a paper",
    QuestionKind.NAME_DEPUTY: "name a deputy",
    QuestionKind.UPDATE_ACTION: "report on an action",
    QuestionKind.FILE_RECORD: "send back the record",
    QuestionKind.DRAFT_MINUTES: "write the minutes",
    QuestionKind.RECORD_AGREEMENT: "get a signed agreement",
    QuestionKind.TAKE_ON_ACTION: "take on an action",
    QuestionKind.HAND_OVER_ACTION: "find a new owner for an action",
    QuestionKind.APPLY_MEMBERS: "say whether the members’ workbook is to be taken",
    QuestionKind.CHANGE_ADDRESS: "say whether a new address or number is to be taken",
}
"""What is asked, as lists have it, and sentences after "ask them to"."""
