"""The scripted people of a task and finish group: everybody comes, and each meeting gives one action."""

from __future__ import annotations

import datetime as dt

from openpyxl import Workbook

from forum.members.membership import Membership, Person
from rehearsals.business import EVERY_MEETING
from rehearsals.leads import RecordEntries, rows_typed
from rehearsals.people import Cast
from rehearsals.script import Scene
from tasks.register.tables import MeetingRow

NOTE_OF_LAST = "The action note was read for accuracy; no corrections were asked for."
TASKS = (  # what the first, second ... meeting heard, the action that it gave, and that in full
    (
        "The figures of both councils were gone through.",
        "Compare the two pathways",
        "Compare the pathways of both councils, step by step.",
    ),
    (
        "The pathways differ in who makes the first call.",
        "Draft the one pathway",
        "Draft the pathway for both, on one page.",
    ),
    (
        "The draft was read line by line. Its first call is made by somebody the child knows.",
        "Finish the report",
        "Finish the report, with the form that panels can use.",
    ),
)
TASK_TAKES = dt.timedelta(days=21)


class TaskGroupCast(Cast):
    """The people of a task group, whose months are ordinary and who propose nothing."""

    def scene(self, _number: int) -> Scene:
        return Scene()

    def propose(self, meeting: MeetingRow, today: dt.date) -> None:
        """Propose nothing: the agenda has the work."""

    def entries(
        self, sheets: Workbook, meeting: MeetingRow, people: Membership, chair: Person
    ) -> RecordEntries:
        items = {
            str(row["Number"]): str(row["Title"]) for row in rows_typed(sheets, "Items") if row["Number"]
        }
        note, title, text = TASKS[(self.numbers[meeting.id] - 1) % len(TASKS)]
        return RecordEntries(
            meeting={
                "Start": "14.00",
                "Finish": "15.20",
                "Chaired by": chair.name,
                "Minute-taker": "Business Unit Officer",
                **({"Last minutes": "Confirmed"} if self.numbers[meeting.id] > 1 else {}),
            },
            attendance={seat.short_name: {"Status": "Present"} for seat in people.seats_on(meeting.date)},
            items={
                number: {"Note": EVERY_MEETING.get(title, NOTE_OF_LAST if "last meeting" in title else note)}
                for number, title in items.items()
            },
            actions=[
                {
                    "Item": list(items)[-1],
                    "Short title (no names)": title,
                    "Action in full": text,
                    "Owner": chair.name,
                    "Due": meeting.date + TASK_TAKES,
                }
            ],
        )
