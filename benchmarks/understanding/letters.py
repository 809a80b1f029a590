"""The letters that the replies of a corpus answer, as the rules read replies to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.questions.kinds import QuestionKind

JANUARY, FEBRUARY, MARCH = dt.date(2027, 1, 12), dt.date(2027, 2, 9), dt.date(2027, 3, 9)


def _action(number: str, month: str = "2027-01") -> str:
    return f"MASE/{month}/{number}"


def _question(kind: QuestionKind, meeting: dt.date, reference: str = "", of: str = "") -> AskedQuestion:
    return AskedQuestion(uuid5(UUID(int=0), f"{kind} {meeting} {reference}"), kind, reference, meeting, of=of)


def _attendance(name: str) -> AskedQuestion:
    return _question(QuestionKind.SEND_ATTENDANCE_NOTICE, FEBRUARY, name)


def _deputy_wanted(*deputies: str) -> AnsweredLetter:
    question = _question(QuestionKind.NAME_DEPUTY, FEBRUARY)
    return AnsweredLetter("deputy_wanted", (question,), meeting=FEBRUARY, deputies=deputies)


_AGENDA = _question(QuestionKind.AGREE_AGENDA, FEBRUARY, of="Margaret Ellison")
_AGENDA_OF_MARCH = _question(QuestionKind.AGREE_AGENDA, MARCH)
_MINUTES = _question(QuestionKind.AGREE_MINUTES, JANUARY)
_QUORUM = _question(QuestionKind.RULE_ON_QUORUM, FEBRUARY)
_ESCALATE = _question(QuestionKind.ESCALATE_ACTION, FEBRUARY, _action("01"))
_PAPER_6, _PAPER_8 = (_question(QuestionKind.PROVIDE_PAPER, FEBRUARY, item) for item in ("6", "8"))
_ONE_ACTION, _THREE_ACTIONS = (_action("04"),), (_action("02"), _action("03"), _action("05"))
_TITLES = {
    "01": "Map return interview capacity",
    "02": "Update the referral pathway",
    "03": "Share the training calendar",
    "04": "Draft the leaflet for parents",
    "05": "Map return interview capacity",
    "07": "Send the waiting times for the last quarter",
}


def _of_actions(name: str, *actions: str, **about: Any) -> AnsweredLetter:
    titles = tuple(_TITLES[action.rpartition("/")[2]] for action in actions)
    return AnsweredLetter(name, actions=actions, titles=titles, **about)


_DISCHARGES = tuple(
    _question(QuestionKind.DISCHARGE_ACTION, FEBRUARY, _action(number)) for number in ("02", "03", "04")
)
_OF_FEBRUARY = tuple(
    _question(QuestionKind.DISCHARGE_ACTION, MARCH, _action(number, "2027-02")) for number in ("01", "03")
)

LETTERS: Mapping[str, AnsweredLetter] = {
    "actions.one": _of_actions("actions", *_ONE_ACTION),
    "actions.three": _of_actions("actions", *_THREE_ACTIONS),
    "actions.reported": _of_actions("actions", _action("02"), _action("03"), reported=(_action("02"),)),
    "after.action": _of_actions("after_meeting", *_ONE_ACTION, meeting=FEBRUARY),
    "after.items": AnsweredLetter("after_meeting", meeting=FEBRUARY),
    "attendance_notice": AnsweredLetter("attendance_notice"),
    "author.one": AnsweredLetter("paper_author", (_PAPER_6,), meeting=FEBRUARY),
    "author.two": AnsweredLetter("paper_author", (_PAPER_6, _PAPER_8), meeting=FEBRUARY),
    "cancelled": AnsweredLetter("cancelled", meeting=FEBRUARY),
    "chair.agenda": AnsweredLetter("chair", (_AGENDA,)),
    "chair.attendance": AnsweredLetter("chair", (_attendance("Colin Webb"),)),
    "board.outcome": AnsweredLetter(
        "board_outcome", (_question(QuestionKind.TELL_OUTCOME, FEBRUARY, "KSCB"),), meeting=FEBRUARY
    ),
    "board.report": AnsweredLetter(
        "board_report", (_question(QuestionKind.ACKNOWLEDGE_REPORT, FEBRUARY, "KSCB"),), meeting=FEBRUARY
    ),
    "briefing": AnsweredLetter(
        "briefing", (_question(QuestionKind.ACKNOWLEDGE_BRIEFING, JANUARY, "Mick Rowe"),), meeting=JANUARY
    ),
    "chair.both": AnsweredLetter("chair", (_MINUTES, _AGENDA)),
    "chair.briefings": AnsweredLetter("chair", (_question(QuestionKind.AGREE_BRIEFINGS, JANUARY),)),
    "chair.discharge": AnsweredLetter("chair", _DISCHARGES[:1]),
    "chair.eight": AnsweredLetter(
        "chair",
        (
            _QUORUM,
            _AGENDA_OF_MARCH,
            *map(_attendance, ("Colin Webb", "Karen Whitlock", "Paul Dearing")),
            *map(_attendance, ("Ruth Adeyemi", "Anil Mehta", "Fiona McAllister")),
        ),
    ),
    "chair.escalate": AnsweredLetter("chair", (_ESCALATE,)),
    "chair.four": AnsweredLetter("chair", (*_DISCHARGES, _ESCALATE)),
    "chair.late": AnsweredLetter("chair", (_question(QuestionKind.ALLOW_LATE_PAPER, FEBRUARY, "8"),)),
    "chair.minutes": AnsweredLetter("chair", (_MINUTES,)),
    "chair.mixed": AnsweredLetter(
        "chair", (_question(QuestionKind.AGREE_MINUTES, FEBRUARY), _AGENDA_OF_MARCH, *_OF_FEBRUARY)
    ),
    "chair.quorum": AnsweredLetter("chair", (_QUORUM,)),
    "chair.report": AnsweredLetter("chair", (_question(QuestionKind.AGREE_REPORT, FEBRUARY, "KSCB"),)),
    "chair.research": AnsweredLetter(
        "chair", (_question(QuestionKind.ALLOW_RESEARCH, FEBRUARY, "R/2027/01"),)
    ),
    "depchair.agenda": AnsweredLetter("chair", (_AGENDA,)),
    "deputy.none": _deputy_wanted(),
    "deputy.two": _deputy_wanted("Jo Field", "Sam Carter"),
    "desk.action": AnsweredLetter(
        "desk", (_question(QuestionKind.UPDATE_ACTION, JANUARY, _action("02"), "Helen Marsh"),)
    ),
    "desk.minutes": AnsweredLetter(
        "desk", (_question(QuestionKind.RELEASE_UNAGREED_MINUTES, JANUARY), _MINUTES)
    ),
    "desk.paper": AnsweredLetter("desk", (_PAPER_8,)),
    "desk.ring": AnsweredLetter("desk", (_AGENDA,)),
    "desk.signed": AnsweredLetter("desk", (_question(QuestionKind.RECORD_AGREEMENT, FEBRUARY, "Jo Field"),)),
    "details": AnsweredLetter("details"),
    "disposal": AnsweredLetter("disposal_list"),
    "draft": AnsweredLetter(
        "minutes_draft", (_question(QuestionKind.DRAFT_MINUTES, JANUARY),), meeting=JANUARY
    ),
    "escalation": _of_actions("escalation", _action("01")),
    "farewell": _of_actions("farewell", _action("07")),
    "fresh": AnsweredLetter("recorded", meeting=FEBRUARY),
    "guest.invitation": AnsweredLetter("guest_invitation", meeting=FEBRUARY),
    "guest.paper": AnsweredLetter("guest_paper", meeting=FEBRUARY),
    "induction": AnsweredLetter(
        "induction",
        tuple(_question(QuestionKind.TAKE_ON_ACTION, FEBRUARY, _action(each)) for each in ("03", "06")),
        meeting=FEBRUARY,
    ),
    "invitation": AnsweredLetter("invitation", meeting=FEBRUARY),
    "item_off": AnsweredLetter("item_off", meeting=FEBRUARY),
    "last_minutes": AnsweredLetter("last_minutes", meeting=JANUARY),
    "members_check": AnsweredLetter("members_check", (_question(QuestionKind.APPLY_MEMBERS, FEBRUARY),)),
    "minutes": AnsweredLetter("minutes", meeting=JANUARY),
    "minutes.action": _of_actions("minutes", *_ONE_ACTION, meeting=JANUARY),
    "moved": AnsweredLetter("moved", meeting=dt.date(2027, 2, 11)),
    "notunderstood.agenda": AnsweredLetter("chair", (_AGENDA,)),
    "pack": AnsweredLetter("pack_check", (_question(QuestionKind.RELEASE_PACK, FEBRUARY),), meeting=FEBRUARY),
    "papers": AnsweredLetter("papers", meeting=FEBRUARY),
    "plan.one": AnsweredLetter("actions", lines=("P2.3",)),
    "plan.two": _of_actions("actions", *_ONE_ACTION, lines=("P2.3", "P3.1")),
    "proposed.agenda": AnsweredLetter("chair", (_AGENDA,)),
    "proposed.done": _of_actions("actions", *_ONE_ACTION),
    "record": AnsweredLetter(
        "record_workbook", (_question(QuestionKind.FILE_RECORD, FEBRUARY),), meeting=FEBRUARY
    ),
    "recorded.done": _of_actions("actions", *_ONE_ACTION, is_answered_before=True),
    "report.draft": AnsweredLetter("report_draft", (_question(QuestionKind.DRAFT_REPORT, FEBRUARY, "KSCB"),)),
    "stood_in": AnsweredLetter("stood_in", meeting=JANUARY),
    "supplement": AnsweredLetter("supplement", meeting=FEBRUARY, deputies=("Beth Lloyd",)),
    "undone": _of_actions("actions", *_ONE_ACTION),
    "work.group": AnsweredLetter("actions", lines=("MISSING",)),
}
"""The letters by the names that the corpora give them; a confirmation stands for the letter before it."""

PROPOSED: Mapping[str, frozenset[str]] = {
    "proposed.agenda": frozenset({"agree agenda"}),
    "proposed.done": frozenset({"done:04"}),
}
"""What a letter asks back whether its reader means it."""

DEPUTIES: Mapping[str, tuple[str, ...]] = {
    "karen": ("Tom Harding",),
    "ruth": ("Jo Field", "Sam Carter"),
    "sarah": ("Beth Lloyd",),
}
"""The deputies on the register, by who writes."""

WRITERS: Mapping[str, str] = {
    "aisha": "Aisha Begum",
    "anil": "Anil Mehta",
    "beth": "Beth Lloyd",
    "board": "Ann Fielding",
    "chair": "Margaret Ellison",
    "chief": "Diane Roper",
    "colin": "Colin Webb",
    "csp": "Mick Rowe",
    "depchair": "Priya Nair",
    "fiona": "Fiona McAllister",
    "gareth": "Gareth Pugh",
    "guest": "Lena Okafor",
    "helen": "Helen Marsh",
    "karen": "Karen Whitlock",
    "owen": "Owen Hart",
    "paul": "Paul Dearing",
    "ruth": "Ruth Adeyemi",
    "sarah": "Sarah Thornton",
    "wendy": "Wendy Price",
}
"""The names of the writers, as the register has them."""
