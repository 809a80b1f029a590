"""What goes back to the Chair of a report that they agreed: that alone which is another since."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from forum.boards.facts import DeadlineMet, DecisionReported, MeetingNotHeld, SubjectFacts, SubjectHeading
from forum.boards.report import changes
from forum.text.charts import Standing
from samples.task_group import BODY, FACTS

(PLAN, CHILDREN) = FACTS.of_subjects
NEW = DecisionReported(dt.date(2027, 3, 9), "Panels meet weekly.")
APRIL, MAY, JUNE = FACTS.coming
(BOARDS, GPS) = FACTS.decisions


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        ({}, ()),
        ({"discharged": 7, "open_actions": 2, "overdue": 0, "unrecorded": (dt.date(2027, 3, 25),)}, ()),
        ({"decisions": (BOARDS, GPS, NEW)},
         ("What the group did, new: Decided on 9 March: Panels meet weekly.",)),
        ({"decisions": (BOARDS,)},
         (f"What the group did, no longer: Decided on 9 March: {GPS.text}",)),
        ({"decisions": (BOARDS, NEW)},
         (f"What the group did, no longer: Decided on 9 March: {GPS.text}",
          "What the group did, new: Decided on 9 March: Panels meet weekly.")),
        ({"decisions": (BOARDS, replace(GPS, text=f"{GPS.text} It is to be seen by June."))},
         (f"What the group did: “Decided on 9 March: {GPS.text}” is now “Decided on 9 March: {GPS.text} It "
          "is to be seen by June.”",)),
        ({"quorate": 1},
         ("What the group did: “2 meetings held (9 February and 9 March), 2 of 2 quorate.” is now “2 "
          "meetings held (9 February and 9 March), 1 of 2 quorate.”",)),
        ({"not_held": (MeetingNotHeld(dt.date(2027, 1, 12), "the venue was flooded"),
                       MeetingNotHeld(dt.date(2027, 3, 23)))},
         ("What the group did: “Meeting not held: 12 January (the venue was flooded).” is now “Meetings not "
          "held: 12 January (the venue was flooded); 23 March.”",)),
        ({"seats": FACTS.seats[:5]},
         ("Membership and compliance: “Seats were filled 10 of 12 times (83%).” is now “Seats were filled "
          "8 of 10 times (80%).”", "Attendance by organisation: “The other 5 organisations were represented "
          "at each meeting.” is now “The other 4 organisations were represented at each meeting.”")),
        # deadlines met are counts of the day; one missed is told
        ({"clocks": (*FACTS.clocks[:2], DeadlineMet("minutes and action log out", "6", 2, 3))}, ()),
        ({"clocks": (*FACTS.clocks[:2], DeadlineMet("minutes and action log out", "6", 1, 3))},
         ("Deadlines that were missed: “Minutes and action log out, clause 6: 1 time” is now “Minutes and "
          "action log out, clause 6: 2 times”",)),
        ({"clocks": (DeadlineMet("agenda agreed", "6", 1, 2), *FACTS.clocks[1:])},
         ("Deadlines that were missed, new: Agenda agreed, clause 6: 1 time",)),
        # the meetings that both can name
        ({"coming": (APRIL, MAY)}, ()),
        ({"coming": (APRIL, MAY, JUNE, dt.date(2027, 7, 13))}, ()),
        ({"coming": (MAY, JUNE), "last": APRIL}, ()),
        ({"coming": (APRIL, JUNE)},
         ("Next three months: “The group meets on 13 April 2027, 11 May 2027 and 8 June 2027.” is now “The "
          "group meets on 13 April 2027 and 8 June 2027.”",)),
        # the colours of the plan's lines are counts of the day; its sentences are not
        ({"of_subjects": (replace(PLAN, standings=(Standing("Prepare", (("red", 9),)),), standings_before=()),
                          CHILDREN)}, ()),
        ({"of_subjects": (replace(PLAN, lines=()), CHILDREN)},
         (f"Action plan, no longer: {PLAN.lines[0]}",)),
        ({"of_subjects": (*FACTS.of_subjects, SubjectFacts(SubjectHeading.RISKS, ("Staff leave.",)))},
         ("Risks, obstacles and challenge, new: Staff leave.",)),
    ],
)  # fmt: skip
def test_only_what_is_another_than_was_agreed_is_told(now: dict[str, Any], lines: tuple[str, ...]) -> None:
    assert changes(FACTS, replace(FACTS, **now), BODY) == lines
