"""What a board is asked of its calendar: meetings, deadlines, lead times."""

from __future__ import annotations

from typing import get_args

from forum.terms.parts.part import Weekday
from forum.terms.policy_question import AnswerKind, PolicyQuestion

RULES = {  # the words of the workbook → the kind of rule in the file
    "monthly": "monthly",
    "every so many weeks": "every",
    "on the days of the sheet Dates": "list",
}
_RULE = "meetings.rule"


def _lead_time(path: str, ask: str, default: int, why: str) -> PolicyQuestion:
    return PolicyQuestion(
        f"lead_times.{path}", ask, AnswerKind.NUMBER, "working day", default=default, why=why
    )


MEETINGS = (
    PolicyQuestion(
        f"{_RULE}.kind",
        "How are meetings planned?",
        AnswerKind.CHOICE,
        choices=tuple(RULES),
        clause="meetings.clause",
    ),
    PolicyQuestion(
        f"{_RULE}.week",
        "Monthly: in which week of the month?",
        AnswerKind.CHOICE,
        choices=("first", "second", "third", "fourth", "last"),
        optional=True,
    ),
    PolicyQuestion(
        f"{_RULE}.weekday",
        "Monthly: on which day?",
        AnswerKind.CHOICE,
        choices=get_args(Weekday),
        optional=True,
    ),
    PolicyQuestion(
        f"{_RULE}.weeks",
        "Every so many weeks: how many?",
        AnswerKind.NUMBER,
        "week",
        optional=True,
        words="a whole number from 1 to 52",
    ),
    PolicyQuestion(
        f"{_RULE}.starting", "Every so many weeks: the first meeting", AnswerKind.DATE, optional=True
    ),
    PolicyQuestion(f"{_RULE}.no_meeting_in", "Months without a meeting", AnswerKind.MONTHS, optional=True),
    PolicyQuestion("meetings.start", "When do meetings begin?", AnswerKind.TIME),
    PolicyQuestion(
        "meetings.minutes",
        "How long is a meeting?",
        AnswerKind.NUMBER,
        "minute",
        default=120,
        why="Two hours are usual.",
    ),
    PolicyQuestion("meetings.place", "Where are meetings held?"),
    PolicyQuestion(
        "meetings.part_two",
        "Does the restricted part of a meeting come first, in the middle or last?",
        AnswerKind.CHOICE,
        choices=("first", "middle", "last"),
        default="last",
        why="Last: those who may not stay leave. First: they join when it is over. Middle, after the action "
        "log: cases come early, and they come back.",
    ),
    PolicyQuestion(
        "meetings.cancels",
        "Whose word cancels a meeting?",
        AnswerKind.CHOICE,
        choices=("unit", "chair"),
        default="unit",
        why="The unit’s: the Chair is told first, and asked for another day. The Chair’s: the unit rings.",
    ),
    PolicyQuestion(
        "meetings.calls",
        "Whose word calls a meeting for one urgent item?",
        AnswerKind.CHOICE,
        choices=("unit", "chair"),
        default="unit",
        why="The unit’s: the Chair is asked where the notice is short. The Chair may in any case.",
    ),
    PolicyQuestion(
        "meetings.decides_by_mail",
        "Whose word has the members decide by mail between meetings?",
        AnswerKind.CHOICE,
        choices=("unit", "chair", "nobody"),
        default="chair",
        why="The Chair’s, also by telephone. Nobody’s: some bodies decide at meetings alone.",
    ),
    PolicyQuestion(
        "meetings.agreed_by_mail",
        "The share of seats that agree to a decision by mail",
        AnswerKind.SHARE,
        optional=True,
        why="Left empty: as many as make a quorum. All: 100%.",
    ),
    PolicyQuestion(
        "meetings.written_up_as",
        "What does a meeting leave?",
        AnswerKind.CHOICE,
        choices=("minutes", "action note"),
        default="minutes",
        why="An action note is one side: what was decided, and who does what by when.",
    ),
    PolicyQuestion(
        "meetings.plan_months_ahead",
        "How far ahead are meetings planned?",
        AnswerKind.NUMBER,
        "month",
        default=4,
        why="Early enough for full diaries.",
    ),
    PolicyQuestion(
        "meetings.at_least",
        "How many meetings are there in a year, at least?",
        AnswerKind.NUMBER,
        "meeting",
        default=0,
        why="0: the terms do not say. The Chair is told after each meeting where a year will have fewer.",
    ),
    PolicyQuestion(
        "meetings.late_papers_until",
        "Until how long before the meeting is a late paper taken?",
        AnswerKind.NUMBER,
        "working day",
        optional=True,
        why="Left empty: as long as the Chair allows it. 1: none is tabled on the day, whoever asks.",
    ),
    PolicyQuestion(
        "meetings.purpose_raised_after",
        "After how many meetings without work on a purpose is it put on the agenda?",
        AnswerKind.NUMBER,
        "meeting",
        default=3,
        why="So that no purpose falls silent; the Chair can take it off.",
    ),
)
PUBLICATION = (
    PolicyQuestion(
        "publication.folder",
        "The folder into which what the public may see is put",
        default="",
        clause="publication.clause",
        why="Empty: nothing is public. It has agenda, papers and minutes of part 1.",
    ),
    PolicyQuestion(
        "publication.terms",
        "Are the whole terms of reference in it too?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="The file that a new member gets, if you name one.",
    ),
    PolicyQuestion(
        "publication.minutes",
        "When are minutes public?",
        AnswerKind.CHOICE,
        choices=("once they are out", "once they are confirmed", "never"),
        default="once they are confirmed",
        why="Until then they may be corrected.",
    ),
    PolicyQuestion(
        "publication.shown_months",
        "For how long after a meeting may the public see them?",
        AnswerKind.NUMBER,
        "month",
        default=24,
        why="Two years are usual.",
    ),
)
DEADLINES = (
    PolicyQuestion(
        "deadlines.agenda_agreed",
        "The agenda is agreed at least this long before the meeting",
        AnswerKind.LIMIT,
        clause="deadlines.agenda_agreed.clause",
    ),
    PolicyQuestion(
        "deadlines.papers_out",
        "Agenda and papers go out at least this long before the meeting",
        AnswerKind.LIMIT,
        clause="deadlines.papers_out.clause",
    ),
    PolicyQuestion(
        "deadlines.minutes_out",
        "Minutes go out no later than this long after the meeting",
        AnswerKind.LIMIT,
        clause="deadlines.minutes_out.clause",
    ),
    PolicyQuestion(
        "deadlines.log_out",
        "The action log goes out no later than this long after the meeting",
        AnswerKind.LIMIT,
        optional=True,
        why="Left empty: it goes with the minutes.",
        clause="deadlines.log_out.clause",
    ),
    PolicyQuestion(
        "deadlines.draft_to_chair",
        "The draft minutes are with the Chair no later than this long after the meeting",
        AnswerKind.LIMIT,
        optional=True,
        why="Left empty: in time for the Chair to agree them.",
        clause="deadlines.draft_to_chair.clause",
    ),
)
LEAD_TIMES = (
    _lead_time(
        "record_opens_before_meeting",
        "The unit gets the record workbook so long before the meeting",
        1,
        "In time to print it as the sign-in sheet.",
    ),
    _lead_time("record_due_after_meeting", "The record is filed within", 2, "While it is fresh."),
    _lead_time(
        "follow_up_due_after_meeting", "Members hear what they took on within", 3, "The day after the record."
    ),
    _lead_time(
        "minutes_draft_back_within",
        "The unit sends the draft minutes back within",
        5,
        "A working week, or as long as the terms leave for it.",
    ),
    _lead_time(
        "minutes_agreed_before_out",
        "The Chair agrees the minutes so long before they go out",
        2,
        "Time for a change of the Chair’s.",
    ),
    _lead_time(
        "agenda_opens_before_deadline",
        "The agenda is put to the Chair so long before its deadline; items close on the working day before",
        4,
        "Members have a week from the last meeting, the Chair time for a change and a reminder.",
    ),
    _lead_time(
        "agenda_deputy_chair_before_deadline",
        "The deputy chair is asked as well so long before that deadline",
        1,
        "The deadline holds when the Chair is away.",
    ),
    _lead_time(
        "papers_asked_before_collected",
        "Authors of known papers are asked so long before papers come in",
        10,
        "Two working weeks to write one.",
    ),
    _lead_time(
        "papers_collected_before_out",
        "Papers come in so long before they go out",
        2,
        "Time to look at them, and to ring.",
    ),
    _lead_time(
        "papers_open_before_out",
        "The unit sees who gets what so long before papers go out",
        3,
        "The day before papers are due.",
    ),
    _lead_time(
        "forecast_opens_before_meeting",
        "Answers are counted so long before the meeting",
        5,
        "A working week to find deputies.",
    ),
    _lead_time(
        "forecast_due_before_meeting",
        "The quorum forecast is said so long before the meeting",
        2,
        "Late enough to be true.",
    ),
    _lead_time(
        "attendance_due_after_meeting",
        "Attendance is reviewed within",
        5,
        "A working week after the meeting.",
    ),
    _lead_time(
        "corrections_wanted_within", "Members send corrections to the minutes within", 5, "A working week."
    ),
    _lead_time("chase_after", "A question is chased after", 3, "Long enough to have been away for a day."),
    _lead_time(
        "ring_after", "After the chase, the unit is asked to ring after", 2, "One chase in writing is enough."
    ),
)
