"""The scripted people of a task and finish group: everybody comes, and each meeting gives one action."""

from __future__ import annotations

import datetime as dt

from openpyxl import Workbook

from forum.members.membership import Membership, Person
from rehearsals.leads import RecordEntries, rows_typed
from rehearsals.people import Cast
from rehearsals.script import Scene
from tasks.register.tables import MeetingRow

NOTES = "The figures of both councils were gone through, and the next steps agreed."
TASK = "Compare the two pathways", "Compare the pathways of both councils, step by step."
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
        items = [str(row["Number"]) for row in rows_typed(sheets, "Items") if row["Number"]]
        title, text = TASK
        return RecordEntries(
            meeting={
                "Start": "14.00",
                "Finish": "15.20",
                "Chaired by": chair.name,
                "Minute-taker": chair.name,
                **({"Last minutes": "Confirmed"} if self.numbers[meeting.id] > 1 else {}),
            },
            attendance={seat.short_name: {"Status": "Present"} for seat in people.seats_on(meeting.date)},
            items={number: {"Note": NOTES} for number in items},
            actions=[
                {
                    "Item": items[-1],
                    "Short title (no names)": title,
                    "Action in full": text,
                    "Owner": chair.name,
                    "Due": meeting.date + TASK_TAKES,
                }
            ],
        )
