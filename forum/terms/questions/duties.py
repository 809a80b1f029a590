"""What a board is asked of the duties: actions, plan, research, partnerships, task groups, reports."""

from __future__ import annotations

from typing import get_args

from forum.terms.parts.part import Month, Weekday
from forum.terms.policy_question import AnswerKind, PolicyQuestion


def _report_day(path: str, ask: str, default: int, why: str) -> PolicyQuestion:
    return PolicyQuestion(f"reports.{path}", ask, AnswerKind.NUMBER, "working day", default=default, why=why)


ACTIONS = (
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
        default=3,
        why="It has the same actions: on the eve of a meeting nobody is asked who hears after it.",
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
PLAN = (
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
RESEARCH = (
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
BRIEFINGS = (
    PolicyQuestion(
        "briefings.gone_within",
        "Briefings that the Chair has agreed are to have gone within",
        AnswerKind.NUMBER,
        "working day",
        default=3,
        clause="briefings.clause",
        why="They go by themselves; this shows where one was held up.",
    ),
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
TASK_GROUPS = (
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
        "task_groups.overrun_after",
        "The Chair hears that its report has not come, after its end",
        AnswerKind.NUMBER,
        "working day",
        default=5,
        why="A week may be a slip of the pen.",
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
REPORTS = (
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
AHEAD = (
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
    PolicyQuestion(
        "matters.chair_after",
        "The Chair is asked about what goes on unsettled after",
        AnswerKind.NUMBER,
        "day",
        default=60,
        clause="matters.clause",
        why="A seat below the minimum after its letter, a red line of the plan, no risk on the register; 0: "
        "never. Two meetings may settle it.",
    ),
    PolicyQuestion(
        "matters.again_after",
        "… and again, while it goes on, after",
        AnswerKind.NUMBER,
        "day",
        default=90,
        why="Once a quarter.",
    ),
)
