"""The questions of a policy's workbook: everything a board answers to write its terms down as a policy."""

from __future__ import annotations

from forum.terms.questions.calendar import DEADLINES, LEAD_TIMES, MEETINGS
from forum.terms.questions.concerns import CONCERNS
from forum.terms.questions.duties import ACTIONS, AHEAD, BRIEFINGS, PLAN, REPORTS, RESEARCH, TASK_GROUPS
from forum.terms.questions.members import ATTENDANCE, CHAIRS, GROUP, MEMBERS, QUORUM, TERMS_OF_OFFICE, VOTES
from forum.terms.questions.retention import RETENTION
from forum.terms.questions.sending import BUDGET, TIME

TERMS, WAYS_OF_WORKING = "Terms", "Ways of working"  # the sheets
PARTS = {  # by the sheet: each part's heading with its questions
    TERMS: {
        "The group": GROUP,
        "Meetings": MEETINGS,
        "Deadlines": DEADLINES,
        "Quorum": QUORUM,
        "Votes": VOTES,
        "Terms of office": TERMS_OF_OFFICE,
        "Attendance": ATTENDANCE,
    },
    WAYS_OF_WORKING: {
        "Sending": TIME,
        "Actions": ACTIONS,
        "Action plan": PLAN,
        "Research": RESEARCH,
        "Task and finish groups": TASK_GROUPS,
        "Partnerships": BRIEFINGS,
        "Lead times": LEAD_TIMES,
        "Looking ahead": AHEAD,
        "Chairs": CHAIRS,
        "Members": MEMBERS,
        "Reports to boards": REPORTS,
        "Letters a month": BUDGET,
        "Keeping records": RETENTION,
        "Worries, complaints, rights": CONCERNS,
    },
}
QUESTIONS = {
    question.path: question
    for parts in PARTS.values()
    for questions in parts.values()
    for question in questions
}
