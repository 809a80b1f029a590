"""The questions of a policy's workbook: everything a board answers to write its terms down as a policy."""

from __future__ import annotations

from typing import get_args

from forum.terms.parts.part import Month, Weekday
from forum.terms.policy_question import AnswerKind, PolicyQuestion

TERMS, WAYS_OF_WORKING = "Terms", "Ways of working"  # the sheets
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


def _report_day(path: str, ask: str, default: int, why: str) -> PolicyQuestion:
    return PolicyQuestion(f"reports.{path}", ask, AnswerKind.NUMBER, "working day", default=default, why=why)


def _letter_limit(path: str, ask: str, default: int, why: str) -> PolicyQuestion:
    return PolicyQuestion(f"budget.{path}", ask, AnswerKind.NUMBER, "letter", default=default, why=why)


_GROUP = (
    PolicyQuestion(
        "group.code",
        "A short code for the group",
        AnswerKind.CODE,
        why="It is used in references: HAP/2027-01.",
    ),
    PolicyQuestion("group.name", "The group’s full name"),
    PolicyQuestion("group.short_name", "The name that letters use"),
    PolicyQuestion("group.unit_name", "Who supports the group (the business unit)"),
    PolicyQuestion("group.unit_phone", "The unit’s telephone number"),
    PolicyQuestion(
        "group.go_live",
        "From which day does the service work?",
        AnswerKind.DATE,
        why="Nothing earlier is chased.",
    ),
    PolicyQuestion(
        "marking", "The protective marking of sensitive letters", default="", why="Many need none."
    ),
)
_MEETINGS = (
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
        "Does the restricted part of a meeting come first or last?",
        AnswerKind.CHOICE,
        choices=("first", "last"),
        default="last",
        why="Last: those who may not stay leave. First: they join when it is over.",
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
        "meetings.purpose_raised_after",
        "After how many meetings without work on a purpose is it put on the agenda?",
        AnswerKind.NUMBER,
        "meeting",
        default=3,
        why="So that no purpose falls silent; the Chair can take it off.",
    ),
)
_DEADLINES = (
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
)
_QUORUM = (
    PolicyQuestion(
        "quorum.share",
        "Quorum: the share of seats that must be filled",
        AnswerKind.SHARE,
        optional=True,
        clause="quorum.clause",
        why="Give a share, a number, seats that must be there (sheet Seats), or several of them.",
    ),
    PolicyQuestion(
        "quorum.number",
        "Quorum: the number of seats that must be filled",
        AnswerKind.NUMBER,
        "seat",
        optional=True,
    ),
)
_ATTENDANCE = (
    PolicyQuestion(
        "attendance.own",
        "The share of meetings a member comes to",
        AnswerKind.SHARE,
        clause="attendance.clause",
    ),
    PolicyQuestion(
        "attendance.deputies", "The share of meetings a deputy may stand in for", AnswerKind.SHARE
    ),
    PolicyQuestion(
        "attendance.window",
        "Which meetings count?",
        AnswerKind.CHOICE,
        choices=("last meetings", "board year"),
        default="last meetings",
        why="A bad year is over sooner.",
    ),
    PolicyQuestion(
        "attendance.meetings",
        "With last meetings: how many?",
        AnswerKind.NUMBER,
        "meeting",
        default=12,
        why="A year of monthly meetings.",
    ),
    PolicyQuestion(
        "attendance.board_year_starts",
        "In which month does the board’s year start?",
        AnswerKind.CHOICE,
        choices=get_args(Month),
        default="April",
        why="It is the financial year.",
    ),
    PolicyQuestion(
        "attendance.from_meetings",
        "From how many meetings on is attendance judged?",
        AnswerKind.NUMBER,
        "meeting",
        default=6,
        why="With fewer, one absence decides.",
    ),
    PolicyQuestion(
        "attendance.notices",
        "When is a member written to about it?",
        AnswerKind.CHOICE,
        choices=("on the Chair's word", "automatic"),
        default="on the Chair's word",
        why="The Chair may know a reason.",
    ),
)
_ACTIONS = (
    PolicyQuestion(
        "actions.digest_day",
        "On which day do owners hear of their actions?",
        AnswerKind.CHOICE,
        choices=get_args(Weekday),
        default="Monday",
        why="The week is still to come.",
        clause="actions.clause",
    ),
    PolicyQuestion(
        "actions.chair_at_days_overdue",
        "The Chair hears of an action so late",
        AnswerKind.NUMBER,
        "day",
        default=14,
        why="Two weekly reminders have gone by then.",
    ),
    PolicyQuestion(
        "actions.organisation_at_days_overdue",
        "The owner’s organisation hears of an action so late",
        AnswerKind.NUMBER,
        "day",
        default=28,
        why="As long again, and only on the Chair’s word.",
    ),
    PolicyQuestion(
        "actions.other_letter_within",
        "No reminder when another letter of ours goes within",
        AnswerKind.NUMBER,
        "working day",
        default=2,
        why="It has the same actions.",
    ),
    PolicyQuestion(
        "actions.chair_hears_of_help_after",
        "The Chair hears of help that an owner wants, and nobody has given, after",
        AnswerKind.NUMBER,
        "working day",
        default=10,
        why="The unit has rung, and has asked others, by then.",
    ),
    PolicyQuestion(
        "actions.help_stands_under",
        "Under which standing item does the agenda name the actions on which help is wanted?",
        default="",
        why="With none they are on no agenda.",
    ),
)
_PLAN = (
    PolicyQuestion(
        "plan.title",
        "The name of the group’s action plan",
        default="Action plan",
        clause="plan.clause",
        why="Its pages have it at their head.",
    ),
    PolicyQuestion(
        "plan.stands_under",
        "Under which standing item does the group look at its action plan?",
        default="",
        why="The agenda says there that the plan is in the pack.",
    ),
    PolicyQuestion(
        "plan.asked_before_meeting",
        "Leads are asked how their lines of the plan stand, before the meeting",
        AnswerKind.NUMBER,
        "working day",
        default=20,
        why="It is the day after the meeting before.",
    ),
    PolicyQuestion(
        "plan.chased_before_meeting",
        "They are reminded, before the meeting",
        AnswerKind.NUMBER,
        "working day",
        default=15,
        why="The unit has time to read what they say.",
    ),
    PolicyQuestion(
        "plan.red_after_days",
        "A line of the plan is red when it is late by more than",
        AnswerKind.NUMBER,
        "day",
        default=28,
        why="Up to four weeks are amber.",
    ),
    PolicyQuestion(
        "plan.red_after_moves",
        "It is red when its date was moved",
        AnswerKind.NUMBER,
        "time",
        default=2,
        why="One move can happen to anybody.",
    ),
    PolicyQuestion(
        "plan.red_after_silences",
        "It is red without an update for",
        AnswerKind.NUMBER,
        "meeting",
        default=2,
        why="Not known is red.",
    ),
    PolicyQuestion(
        "plan.refreshed_in",
        "In which month is the plan put to the group to be refreshed?",
        AnswerKind.CHOICE,
        choices=get_args(Month),
        default="February",
        why="Before the board’s year ends.",
    ),
    PolicyQuestion(
        "plan.adopted_in",
        "In which month is it adopted?",
        AnswerKind.CHOICE,
        choices=get_args(Month),
        default="April",
        why="With the board’s new year.",
    ),
)
_RESEARCH = (
    PolicyQuestion(
        "research.answered_within",
        "A request for research is accepted or declined within",
        AnswerKind.NUMBER,
        "working day",
        default=5,
        clause="research.clause",
        why="Who asks should know whether to wait.",
    ),
    PolicyQuestion(
        "research.product_before_meeting",
        "What was found goes to the Chair, before the meeting that decides",
        AnswerKind.NUMBER,
        "working day",
        default=10,
        why="It is in the pack after that.",
    ),
    PolicyQuestion(
        "research.progress_before_due",
        "The unit is asked how the work stands, before that day",
        AnswerKind.NUMBER,
        "working day",
        default=10,
        why="There is still time to help.",
    ),
    PolicyQuestion(
        "research.late_after",
        "Research is called late after",
        AnswerKind.NUMBER,
        "working day",
        default=1,
        why="From the day after it was due.",
    ),
    PolicyQuestion(
        "research.very_late_after",
        "It is called very late after",
        AnswerKind.NUMBER,
        "working day",
        default=10,
        why="Two weeks.",
    ),
)
_BRIEFINGS = (
    PolicyQuestion(
        "briefings.acknowledged_within",
        "A contact who has not acknowledged a briefing is rung after",
        AnswerKind.NUMBER,
        "working day",
        default=10,
        clause="briefings.clause",
        why="Two weeks to read it.",
    ),
    PolicyQuestion(
        "briefings.public",
        "Which partnerships have public papers?",
        AnswerKind.NAMES,
        default="",
        why="What the group decided then needs words of its own.",
    ),
    PolicyQuestion(
        "briefings.nothing_named",
        "To which partnerships is nobody and no place named?",
        AnswerKind.NAMES,
        default="",
        why="Panels that speak of young people by name.",
    ),
)
_TASK_GROUPS = (
    PolicyQuestion(
        "task_groups.most_at_once",
        "Task and finish groups that may be at work at once without the Chair’s word",
        AnswerKind.NUMBER,
        "group",
        default=2,
        clause="task_groups.clause",
        why="Each takes the unit three hours a month.",
    ),
    PolicyQuestion(
        "task_groups.most_meetings",
        "A task and finish group meets at most",
        AnswerKind.NUMBER,
        "time",
        default=4,
        why="More is a standing group.",
    ),
    PolicyQuestion(
        "task_groups.most_months",
        "It ends at most so long after its start",
        AnswerKind.NUMBER,
        "month",
        default=6,
        why="The group may give it more time once.",
    ),
    PolicyQuestion(
        "task_groups.scoped_within",
        "Its lead agrees the scope within",
        AnswerKind.NUMBER,
        "working day",
        default=10,
        why="Two weeks.",
    ),
    PolicyQuestion(
        "task_groups.warned_before_end",
        "The unit hears of its end so long before",
        AnswerKind.NUMBER,
        "working day",
        default=20,
        why="The report has to be written.",
    ),
    PolicyQuestion(
        "task_groups.looked_at_again_after",
        "What came of its work is looked at after",
        AnswerKind.NUMBER,
        "month",
        default=6,
        why="Changes show by then.",
    ),
    PolicyQuestion(
        "task_groups.quorum",
        "The share of its organisations that makes a meeting quorate",
        AnswerKind.SHARE,
        default="1/2",
        why="It takes no decisions for the group.",
    ),
    PolicyQuestion(
        "task_groups.agenda_before",
        "Its agenda is agreed so long before a meeting",
        AnswerKind.NUMBER,
        "day",
        default=7,
        why="Agenda and papers are short.",
    ),
    PolicyQuestion(
        "task_groups.papers_before",
        "Its papers are out so long before a meeting",
        AnswerKind.NUMBER,
        "day",
        default=5,
        why="Agenda and papers are short.",
    ),
    PolicyQuestion(
        "task_groups.note_within",
        "Its action note is out so long after a meeting",
        AnswerKind.NUMBER,
        "day",
        default=7,
        why="Five working days.",
    ),
    PolicyQuestion(
        "task_groups.stand_under",
        "Under which standing item does the agenda say how task and finish groups stand?",
        default="",
        why="With none it is on no agenda.",
    ),
)
_TIME = (
    PolicyQuestion(
        "working_time.send_from",
        "Letters go from",
        AnswerKind.TIME,
        default="8:30am",
        why="Nobody is written to at night.",
    ),
    PolicyQuestion(
        "working_time.send_until",
        "Letters go until",
        AnswerKind.TIME,
        default="4:30pm",
        why="Somebody is there to answer.",
    ),
)
_LEAD_TIMES = (
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
        "minutes_draft_back_within", "The unit sends the draft minutes back within", 5, "A working week."
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
_BUDGET = (
    _letter_limit(
        "member_letters", "Letters to a member in a month", 3, "After the meeting; papers; minutes."
    ),
    _letter_limit(
        "member_digests",
        "Reminders of actions to a member in a month",
        2,
        "Weekly, unless another letter has them.",
    ),
    _letter_limit(
        "author_letters", "Letters about a paper to its author in a month", 2, "A request and one chase."
    ),
    _letter_limit(
        "exceptional_letters", "Letters out of the ordinary in a month", 2, "A supplement, a meeting moved."
    ),
    _letter_limit(
        "membership_letters",
        "Letters about membership in a month",
        2,
        "A welcome and the last minutes; a farewell; is this right?",
    ),
    _letter_limit(
        "chair_letters", "Letters to the Chair in a month", 6, "Two things to agree, and what comes up."
    ),
    _letter_limit(
        "unit_letters_with_attachments",
        "Letters with attachments to the unit in a month",
        3,
        "Record, minutes, pack.",
    ),
    _letter_limit(
        "report_letters",
        "Letters on reports to boards, to the unit or a board’s secretary, in a month",
        4,
        "Two boards of one month; a report asked for, and what came of it.",
    ),
)
_CHAIRS = (
    PolicyQuestion(
        "chairs.whose_word",
        "Where two people are Chair at once, whose word agrees?",
        AnswerKind.CHOICE,
        choices=("named", "either", "both"),
        default="either",
        why="Each is asked. “named”: of the one who comes from the organisation below.",
    ),
    PolicyQuestion("chairs.organisation", "With “named”: that Chair’s organisation", default=""),
)
_MEMBERS = (
    PolicyQuestion(
        "members.agreement",
        "When is the confidentiality agreement signed?",
        AnswerKind.CHOICE,
        choices=("before the first papers", "none"),
        default="before the first papers",
        why="Restricted papers wait for it. “none”: there is no agreement.",
    ),
    PolicyQuestion(
        "members.details_months",
        "In which months is everybody asked whether their details are right?",
        AnswerKind.MONTHS,
        default="February, May, August, November",
        why="Once a quarter.",
    ),
    PolicyQuestion(
        "members.unconfirmed_after",
        "The unit hears of details that nobody has confirmed for",
        AnswerKind.NUMBER,
        "month",
        default=6,
        why="Two letters have gone by then.",
    ),
    PolicyQuestion(
        "members.sharing_agreement",
        "The information sharing agreement that the confidentiality agreement names",
        default="",
        why="Many areas have one between all agencies.",
    ),
    PolicyQuestion(
        "group.heading",
        "The name in headings and feet, with its boards",
        default="",
        why="Empty: the group’s full name.",
    ),
    PolicyQuestion(
        "members.list_months",
        "With the minutes of which months do members get the list of members?",
        AnswerKind.MONTHS,
        default="February, August",
        why="Twice a year.",
    ),
    PolicyQuestion(
        "group.terms",
        "The file of the whole terms of reference (.docx or .pdf), beside the policy",
        default="",
        why="A new member gets it with the welcome.",
    ),
    PolicyQuestion(
        "group.mailbox",
        "The address of the mailbox from which the group’s letters come",
        default="",
        why="Empty: the service’s own.",
    ),
    PolicyQuestion(
        "group.templates",
        "The folder with templates of the group’s own",
        default="",
        why="Empty: it has the common ones.",
    ),
)
_REPORTS = (
    _report_day(
        "drafted_before",
        "A board’s report is drafted this long before its papers are due",
        15,
        "Three weeks for two people.",
    ),
    _report_day("back_before", "The unit has it back this long before", 11, "It has four days to write."),
    _report_day("to_chair_before", "The Chair is asked this long before", 10, "A day to look at it again."),
    _report_day("agreed_before", "The Chair has agreed it this long before", 2, "Time to put right a slip."),
    _report_day(
        "received_after", "The board says within this time that it has it", 2, "Then the unit rings."
    ),
    _report_day(
        "outcome_asked_after",
        "The board is asked this long after its meeting what it decided",
        3,
        "Its minutes are not out yet.",
    ),
    _report_day(
        "outcome_heard_after", "Its answer is due this long after the meeting", 8, "A week to answer."
    ),
)

_AHEAD = (
    PolicyQuestion(
        "forward_plan.times",
        "How often a year is each purpose taken in depth?",
        AnswerKind.NUMBER,
        "time",
        default=0,
        clause="forward_plan.clause",
        why="0: no forward plan. Twice a year forgets none.",
    ),
    PolicyQuestion(
        "risks.most",
        "How many risks may be open in the risk register?",
        AnswerKind.NUMBER,
        "risk",
        default=0,
        clause="risks.clause",
        why="0: no risk register. Twelve fit a page.",
    ),
    PolicyQuestion(
        "risks.tolerance",
        "Boards are told of a risk that scores more than",
        AnswerKind.NUMBER,
        "point",
        default=12,
        why="Likelihood × impact, each up to 5.",
    ),
    PolicyQuestion(
        "challenge.answered_within",
        "A challenge is answered within, or goes a stage up",
        AnswerKind.NUMBER,
        "working day",
        default=0,
        clause="challenge.clause",
        why="0: no challenge log. Two weeks for an answer.",
    ),
    PolicyQuestion(
        "challenge.seat_empty_at",
        "A seat is challenged when it was empty at the last",
        AnswerKind.NUMBER,
        "meeting",
        default=3,
        why="A quarter of the year.",
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
    WAYS_OF_WORKING: {
        "Sending": _TIME,
        "Actions": _ACTIONS,
        "Action plan": _PLAN,
        "Research": _RESEARCH,
        "Task and finish groups": _TASK_GROUPS,
        "Partnerships": _BRIEFINGS,
        "Lead times": _LEAD_TIMES,
        "Forward plan, risks, challenge": _AHEAD,
        "Chairs": _CHAIRS,
        "Members": _MEMBERS,
        "Reports to boards": _REPORTS,
        "Letters in a month, at most": _BUDGET,
    },
}
QUESTIONS = {
    question.path: question
    for parts in PARTS.values()
    for questions in parts.values()
    for question in questions
}
