"""The compliance page with sample data, and the clauses behind it.

The index of an inspection bundle with sample data. The purposes report with sample data.
"""

from __future__ import annotations

import datetime as dt

from forum.calendar.steps import OWN
from forum.documents.registers import (
    CompliancePage,
    InspectionIndex,
    PurposeRow,
    PurposesReport,
    compliance_lines,
)
from forum.text.wording import long_date
from forum.yearly import BundleFile, BundlePart, Case, ClauseOverPeriod, Missing
from samples.documents.shared import COMMON

FIRST, LAST = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
SECOND_TUESDAYS = (14, 12, 9, 14, 11, 8, 13, 10, 8, 12, 9, 9)
MEETINGS = tuple(
    dt.date(2026 + (month > 12), (month - 1) % 12 + 1, day)
    for month, day in enumerate(SECOND_TUESDAYS, start=4)
)


def _met(number: int) -> tuple[Case, ...]:
    return tuple(Case(what=f"{place}", met=True) for place in range(number))


def _clock(number: str, asks: str, sheet: str, days: int, late: dict[int, int]) -> ClauseOverPeriod:
    """A deadline so many days from each meeting, done late by days at those of ``late``."""
    return ClauseOverPeriod(
        number=number,
        asks=asks,
        sheet=sheet,
        noun="meeting",
        cases=tuple(
            Case(
                what=f"MASE/{meeting:%Y-%m}",
                due=(due := meeting + dt.timedelta(days=days)),
                done=due + dt.timedelta(days=late.get(place, 0)),
                met=place not in late,
            )
            for place, meeting in enumerate(MEETINGS)
        ),
    )


def _cases(number: str, asks: str, sheet: str, noun: str, met: int, *missed: Case) -> ClauseOverPeriod:
    return ClauseOverPeriod(number=number, asks=asks, sheet=sheet, noun=noun, cases=(*_met(met), *missed))


CLAUSES = (
    _cases("1", "Work for each purpose of the group", "Purposes", "purpose", 7),
    _cases(
        "2", "Referrals to partnerships acknowledged", "Partnerships", "briefing", 5,
        Case(
            what="MASE/2026-11 to Dover CSP", due=dt.date(2026, 11, 27), done=dt.date(2026, 12, 2), met=False
        ),
    ),
    _cases("2 and 3", "A written report to each board before it meets", "Reports", "report", 14),
    _cases(
        OWN, "Receipt and outcome of each report heard from its board", "Receipts", "answer", 26,
        Case(what="KSCB, 9 Dec: outcome heard", due=dt.date(2026, 12, 21), met=False),
    ),
    _cases(
        "3", "Lines of the action plan green or amber, or discharged with evidence",
        "Action plan", "line", 13,
        Case(what="P2.3", due=dt.date(2027, 2, 26), met=False, why="Red (R)"),
    ),
    _cases(
        "4", "A core member for each seat", "Seats", "seat", 10,
        Case(what="KCHFT", met=False, why="vacant on 229 days"),
        Case(what="CAMHS", met=False, why="vacant on 163 days"),
    ),
    _cases(
        "4", "Members at 75% of meetings, deputies at no more than 25%", "Attendance", "member", 9,
        Case(what="CRC", met=False, why="8 of 12, a deputy at 4"),
    ),
    _cases("4", "Each meeting quorate", "Quorum", "meeting", 12),
    _cases("5", "A meeting each month", "Meetings", "meeting", 12),
    _clock("6", "Agenda agreed with the Chair 14 days before", "Agenda", -14, {7: 1}),
    _clock("6", "Agenda and papers out 7 days before", "Papers", -7, {}),
    _clock("6", "Minutes and action log out within 14 days", "Minutes", 14, {4: 3, 8: 1}),
    _cases(
        "6", "Actions of part 1 done by the day first agreed", "Actions", "action", 41,
        Case(
            what="MASE/2026-09/04", due=dt.date(2026, 10, 13), done=dt.date(2026, 11, 24), met=False,
            why="date moved 2 times: waiting for the new system",
        ),
        Case(what="MASE/2027-02/01", due=dt.date(2027, 3, 9), met=False),
    ),
    _cases(
        "6", "List of members up to date: details confirmed within 6 months", "List of members", "name", 26,
        Case(what="Head of Community Safety, District Councils", met=False),
    ),
    _cases(OWN, "Confidentiality agreement signed by each reader", "Agreements", "reader", 24),
    _cases(
        "6", "Task and finish groups scoped, reporting and closed by their days", "Task groups", "step", 6,
        Case(
            what="MISSING, interim report", due=dt.date(2026, 9, 8), done=dt.date(2026, 10, 13), met=False
        ),
    ),
    _cases("6", "Research delivered by its day", "Research", "request", 4),
)  # fmt: skip

COMPLIANCE_PAGE = CompliancePage(
    **COMMON,
    reference="MASE, as at 31 March 2027",
    first=FIRST,
    last=LAST,
    lines=compliance_lines(CLAUSES, LAST),
)


_OF_A_MEETING = (
    (BundlePart.MEETINGS, "agenda", "docx"),
    (BundlePart.MEETINGS, "minutes", "docx"),
    (BundlePart.MEETINGS, "action log", "docx"),
    (BundlePart.PLAN, "action plan in the pack", "docx"),
    (BundlePart.ATTENDANCE, "attendance table", "docx"),
)
FILES = (
    BundleFile(BundlePart.TERMS, "MASE terms of reference.docx", "The terms of reference"),
    BundleFile(BundlePart.TERMS, "MASE members list.docx", f"Members as at {long_date(LAST)}"),
    *(
        BundleFile(
            section, f"MASE-{meeting:%Y-%m} {kind}.{ending}", f"{kind.capitalize()} of {long_date(meeting)}"
        )
        for meeting in MEETINGS[:-1]
        for section, kind, ending in _OF_A_MEETING
    ),
    BundleFile(
        BundlePart.REPORTS,
        "MASE-KSCB-BG-2027-03-18 report.docx",
        "Report to the KSCB Business Group, 18 March 2027",
    ),
    BundleFile(
        BundlePart.COMPLIANCE, "MASE, as at 31 March 2027 compliance page.docx", "How each clause was met"
    ),
)
MISSING = (
    Missing(BundlePart.MEETINGS, "minutes of MASE/2027-03", "not out, due on 23 March 2027"),
    Missing(
        BundlePart.REPORTS,
        "answer of the Kent Safeguarding Children Board, 9 December 2026",
        "the board has not said",
    ),
)
INSPECTION_INDEX = InspectionIndex(
    **COMMON,
    reference="MASE, as at 31 March 2027",
    first=dt.date(2025, 10, 1),
    last=LAST,
    files=tuple(sorted(FILES)),
    missing=tuple(missing.in_words for missing in MISSING),
    sealed="14 files of part 2: in “Part 2, sealed.pdf”, which opens with a password that comes separately.",
)


MEETINGS_OF_YEAR = (
    (2026, 4, 14), (2026, 5, 12), (2026, 6, 9), (2026, 7, 14), (2026, 8, 11), (2026, 9, 8),
    (2026, 10, 13), (2026, 11, 10), (2026, 12, 8), (2027, 1, 12), (2027, 2, 9), (2027, 3, 9),
)  # fmt: skip
# Items, decisions, actions, papers; the number at each meeting; silent or not.
ROWS = (
    ("1a", "Cases are well managed and coordinated", (11, 4, 9, 2), "132212222333", False),
    ("1b", "Patterns are identified and acted on", (8, 2, 6, 7), "221131222232", False),
    ("1c", "The workforce is educated and equipped", (6, 3, 5, 4), "210212122131", False),
    ("1d", "Operational staff are supported and obstacles addressed", (7, 1, 4, 0), "102011211111", False),
    ("1e", "Communities are aware and help to prevent", (3, 1, 2, 1), "110210200000", True),
    ("1f", "Risk and harm to children are reduced", (9, 2, 3, 3), "121111312121", False),
    ("1g", "Strategic oversight and collective accountability", (12, 6, 2, 4), "222222222222", False),
)

PURPOSES_REPORT = PurposesReport(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    meetings=tuple(dt.date(*day) for day in MEETINGS_OF_YEAR),
    silent_after=3,
    rows=tuple(
        PurposeRow(
            code=code,
            name=name,
            by_kind=by_kind,
            by_meeting=tuple(map(int, at_each)),
            silent=silent,
        )
        for code, name, by_kind, at_each, silent in ROWS
    ),
)
