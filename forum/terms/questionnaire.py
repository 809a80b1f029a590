"""All that is asked of a board that writes its terms of reference down as a policy, each with our default."""

from __future__ import annotations

from typing import get_args

from forum.terms.policy import Month, Weekday
from forum.terms.settings import Kind, Question

TERMS, OURS = "Terms", "Ways of working"  # the sheets
RULES = {  # as the workbook says it → as the file does
    "monthly": "monthly",
    "every so many weeks": "every",
    "on the days of the sheet Dates": "list",
}
_RULE = "meetings.rule"


def _ours(path: str, ask: str, default: int, why: str) -> Question:
    return Question(f"lead_times.{path}", ask, Kind.NUMBER, "working day", default=default, why=why)


def _letters(path: str, ask: str, default: int, why: str) -> Question:
    return Question(f"budget.{path}", ask, Kind.NUMBER, "letter", default=default, why=why)


_GROUP = (
    Question(
        "group.code", "A short code for the group", Kind.CODE, why="It stands in references: HAP/2027-01."
    ),
    Question("group.name", "The group’s full name"),
    Question("group.short_name", "The name that letters use"),
    Question("group.unit_name", "Who supports the group (the business unit)"),
    Question("group.unit_phone", "The unit’s telephone number"),
    Question(
        "group.go_live", "From which day does the service work?", Kind.DATE, why="Nothing earlier is chased."
    ),
    Question("marking", "The protective marking of sensitive letters", default="", why="Many need none."),
)
_MEETINGS = (
    Question(
        f"{_RULE}.kind",
        "How are meetings planned?",
        Kind.CHOICE,
        choices=tuple(RULES),
        clause="meetings.clause",
    ),
    Question(
        f"{_RULE}.week",
        "Monthly: in which week of the month?",
        Kind.CHOICE,
        choices=("first", "second", "third", "fourth", "last"),
        optional=True,
    ),
    Question(
        f"{_RULE}.weekday", "Monthly: on which day?", Kind.CHOICE, choices=get_args(Weekday), optional=True
    ),
    Question(
        f"{_RULE}.weeks",
        "Every so many weeks: how many?",
        Kind.NUMBER,
        "week",
        optional=True,
        words="a whole number from 1 to 52",
    ),
    Question(f"{_RULE}.starting", "Every so many weeks: the first meeting", Kind.DATE, optional=True),
    Question(f"{_RULE}.no_meeting_in", "Months without a meeting", Kind.MONTHS, optional=True),
    Question("meetings.start", "When do meetings begin?", Kind.TIME),
    Question(
        "meetings.minutes",
        "How long is a meeting?",
        Kind.NUMBER,
        "minute",
        default=120,
        why="Two hours are usual.",
    ),
    Question("meetings.place", "Where are meetings held?"),
    Question(
        "meetings.plan_months_ahead",
        "How far ahead are meetings planned?",
        Kind.NUMBER,
        "month",
        default=4,
        why="Early enough for full diaries.",
    ),
)
_DEADLINES = (
    Question(
        "deadlines.agenda_agreed",
        "The agenda is agreed at least this long before the meeting",
        Kind.LIMIT,
        clause="deadlines.agenda_agreed.clause",
    ),
    Question(
        "deadlines.papers_out",
        "Agenda and papers go out at least this long before the meeting",
        Kind.LIMIT,
        clause="deadlines.papers_out.clause",
    ),
    Question(
        "deadlines.minutes_out",
        "Minutes go out no later than this long after the meeting",
        Kind.LIMIT,
        clause="deadlines.minutes_out.clause",
    ),
)
_QUORUM = (
    Question(
        "quorum.share",
        "Quorum: the share of seats that must be filled",
        Kind.SHARE,
        optional=True,
        clause="quorum.clause",
        why="Give a share, a number, seats that must be there (sheet Seats), or several of them.",
    ),
    Question(
        "quorum.number", "Quorum: the number of seats that must be filled", Kind.NUMBER, "seat", optional=True
    ),
)
_ATTENDANCE = (
    Question(
        "attendance.own", "The share of meetings a member comes to", Kind.SHARE, clause="attendance.clause"
    ),
    Question("attendance.deputies", "The share of meetings a deputy may stand in for", Kind.SHARE),
    Question(
        "attendance.window",
        "Which meetings count?",
        Kind.CHOICE,
        choices=("last meetings", "board year"),
        default="last meetings",
        why="A bad year is over sooner.",
    ),
    Question(
        "attendance.meetings",
        "With last meetings: how many?",
        Kind.NUMBER,
        "meeting",
        default=12,
        why="A year of monthly meetings.",
    ),
    Question(
        "attendance.board_year_starts",
        "In which month does the board’s year start?",
        Kind.CHOICE,
        choices=get_args(Month),
        default="April",
        why="It is the financial year.",
    ),
    Question(
        "attendance.from_meetings",
        "From how many meetings on is attendance judged?",
        Kind.NUMBER,
        "meeting",
        default=6,
        why="With fewer, one absence decides.",
    ),
    Question(
        "attendance.notices",
        "When is a member written to about it?",
        Kind.CHOICE,
        choices=("on the Chair's word", "automatic"),
        default="on the Chair's word",
        why="The Chair may know a reason.",
    ),
)
_ACTIONS = (
    Question(
        "actions.digest_day",
        "On which day do owners hear of their actions?",
        Kind.CHOICE,
        choices=get_args(Weekday),
        default="Monday",
        why="The week is still to come.",
        clause="actions.clause",
    ),
    Question(
        "actions.chair_at_days_overdue",
        "The Chair hears of an action so late",
        Kind.NUMBER,
        "day",
        default=14,
        why="Two weekly reminders have gone by then.",
    ),
    Question(
        "actions.organisation_at_days_overdue",
        "The owner’s organisation hears of an action so late",
        Kind.NUMBER,
        "day",
        default=28,
        why="As long again, and only on the Chair’s word.",
    ),
    Question(
        "actions.other_letter_within",
        "No reminder when another letter of ours goes within",
        Kind.NUMBER,
        "working day",
        default=2,
        why="It has the same actions.",
    ),
)
_TIME = (
    Question(
        "working_time.send_from",
        "Letters go from",
        Kind.TIME,
        default="8:30am",
        why="Nobody is written to at night.",
    ),
    Question(
        "working_time.send_until",
        "Letters go until",
        Kind.TIME,
        default="4:30pm",
        why="Somebody is there to answer.",
    ),
)
_LEAD_TIMES = (
    _ours(
        "record_opens_before_meeting",
        "The unit gets the record workbook so long before the meeting",
        1,
        "In time to print it as the sign-in sheet.",
    ),
    _ours("record_due_after_meeting", "The record is filed within", 2, "While it is fresh."),
    _ours(
        "follow_up_due_after_meeting", "Members hear what they took on within", 3, "The day after the record."
    ),
    _ours("minutes_draft_back_within", "The unit sends the draft minutes back within", 5, "A working week."),
    _ours(
        "minutes_agreed_before_out",
        "The Chair agrees the minutes so long before they go out",
        2,
        "Time for a change of the Chair’s.",
    ),
    _ours(
        "agenda_opens_before_deadline",
        "The agenda is put to the Chair so long before its deadline",
        8,
        "Time for an answer, a change and a reminder.",
    ),
    _ours(
        "agenda_deputy_chair_before_deadline",
        "The deputy chair is asked as well so long before that deadline",
        1,
        "The deadline holds when the Chair is away.",
    ),
    _ours(
        "papers_collected_before_out",
        "Papers come in so long before they go out",
        2,
        "Time to look at them, and to ring.",
    ),
    _ours(
        "papers_open_before_out",
        "The unit sees who gets what so long before papers go out",
        3,
        "The day before papers are due.",
    ),
    _ours(
        "forecast_opens_before_meeting",
        "Answers are counted so long before the meeting",
        5,
        "A working week to find deputies.",
    ),
    _ours(
        "forecast_due_before_meeting",
        "The quorum forecast is said so long before the meeting",
        2,
        "Late enough to be true.",
    ),
    _ours(
        "attendance_due_after_meeting",
        "Attendance is reviewed within",
        5,
        "A working week after the meeting.",
    ),
    _ours("items_wanted_within", "Members propose items within", 5, "Before the next agenda is drafted."),
    _ours(
        "corrections_wanted_within", "Members send corrections to the minutes within", 5, "A working week."
    ),
    _ours("chase_after", "A question is chased after", 3, "Long enough to have been away for a day."),
    _ours(
        "ring_after", "After the chase, the unit is asked to ring after", 2, "One chase in writing is enough."
    ),
)
_BUDGET = (
    _letters("member_letters", "Letters to a member in a month", 3, "After the meeting; papers; minutes."),
    _letters(
        "member_digests",
        "Reminders of actions to a member in a month",
        2,
        "Weekly, unless another letter has them.",
    ),
    _letters(
        "author_letters", "Letters about a paper to its author in a month", 2, "A request and one chase."
    ),
    _letters(
        "exceptional_letters", "Letters out of the ordinary in a month", 2, "A supplement, a meeting moved."
    ),
    _letters(
        "membership_letters",
        "Letters about membership in a month",
        2,
        "A welcome and the last minutes; a farewell; is this right?",
    ),
    _letters(
        "chair_letters", "Letters to the Chair in a month", 6, "Two things to agree, and what comes up."
    ),
    _letters(
        "unit_letters_with_attachments",
        "Letters with attachments to the unit in a month",
        3,
        "Record, minutes, pack.",
    ),
)
_CHAIRS = (
    Question(
        "chairs.whose_word",
        "Where two people are Chair at once, whose word agrees?",
        Kind.CHOICE,
        choices=("named", "either", "both"),
        default="either",
        why="Each is asked. “named”: of the one who comes from the organisation below.",
    ),
    Question("chairs.organisation", "With “named”: that Chair’s organisation", default=""),
)
_MEMBERS = (
    Question(
        "members.agreement",
        "When is the confidentiality agreement signed?",
        Kind.CHOICE,
        choices=("before the first papers", "none"),
        default="before the first papers",
        why="Restricted papers wait for it. “none”: there is no agreement.",
    ),
    Question(
        "members.details_months",
        "In which months is everybody asked whether their details are right?",
        Kind.MONTHS,
        default="February, May, August, November",
        why="Once a quarter.",
    ),
    Question(
        "members.unconfirmed_after",
        "The unit hears of details that nobody has confirmed for",
        Kind.NUMBER,
        "month",
        default=6,
        why="Two letters have gone by then.",
    ),
)

PARTS = {  # by the sheet: each part's heading with its questions
    TERMS: {
        "The group": _GROUP,
        "Meetings": _MEETINGS,
        "Deadlines": _DEADLINES,
        "Quorum": _QUORUM,
        "Attendance": _ATTENDANCE,
    },
    OURS: {
        "Sending": _TIME,
        "Actions": _ACTIONS,
        "Lead times": _LEAD_TIMES,
        "Chairs": _CHAIRS,
        "Members": _MEMBERS,
        "Letters in a month, at most": _BUDGET,
    },
}
QUESTIONS = {
    question.path: question
    for parts in PARTS.values()
    for questions in parts.values()
    for question in questions
}
