"""The sheets of the record workbook: their columns, and the words to choose from in each.

A register that meetings write: its lines on a sheet of the record, a column a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from forum.actions.action_log import BY_STATUS
from forum.minutes import OUTCOMES
from forum.plan.cycles import Decided
from forum.record.cells import RecordReader, is_filled, typed_in
from forum.record.record import Beforehand, RecordForm, Sheets
from forum.text.cells import Row
from forum.text.checks import folded
from forum.text.columns import Column, Kind, Sheet, columns_of

# The status of a seat → its mark in the attendance table.
MARKS = {
    "Present": "P",
    "Remote": "R",
    "Deputy": "D",
    "Apologies": "A",
    "Absent": "X",
    "Not expected": "–",
}
LAST_MINUTES = ("Confirmed", "Amended", "Deferred")
NONE_TO_CONFIRM = "none to confirm"
RULINGS = ("Quorate", "Not quorate")
CAME = ("Circulated", "Late", "Tabled", "Verbal")
YES_NO = ("Yes", "No")
BY_LEAVE = "By leave"  # the Chair let somebody stay who may not see part 2
CASTING = ("For", "Against")
STAYED = (*YES_NO, BY_LEAVE)
PARTS = ("1", "2")
ENDINGS = tuple(f"{outcome}." for outcome in OUTCOMES)
CAPACITIES = ("Chair", "Co-opted member", "Guest", "Business unit", "Minute-taker")


CHILDREN = "Children’s needs and voice"
RAGS = ("Green", "Amber", "Red")


MEETING = Sheet(
    "Meeting",
    "Fill in the white cells; grey cells are given. The Help sheet says how.",
    (
        Column("Group", 34, given=True),
        Column("Reference", 34, given=True),
        Column("Date", 34, given=True),
        Column("Kind", 34, given=True),
        Column("Format", 34, given=True),
        Column("Start", 34, "When it began, for example 10:05am"),
        Column("Finish", 34, "When it ended, for example 11:50am"),
        Column("Chaired by", 34, "Choose a name", choices="People", open_list=True),
        Column("Minute-taker", 34, "Name"),
        Column("Seats present", 34, "Count the seats, not the people; checked against the Attendance sheet"),
        Column("Chair’s ruling on quorum", 34, "Only if the Chair ruled at the meeting", choices=RULINGS),
        Column("Last minutes", 34, "Confirmed, Amended or Deferred", choices=LAST_MINUTES),
        Column("Next date", 34, given=True),
    ),
)
ATTENDANCE = Sheet(
    "Attendance",
    "One line a seat. Sign in on paper in the last column, then choose a status for every seat.",
    (
        Column("Seat", 13, given=True),
        Column("Organisation", 22, given=True),
        Column("Holder", 18, given=True),
        Column("Expected", 11, given=True),
        Column("Status", 12, "How the seat was filled", choices=tuple(MARKS)),
        Column(
            "Deputy", 18, "Who stood in; or, if not in the list, fill in the next columns", choices="Deputies"
        ),
        Column("Other deputy: name", 15, "A deputy nobody had named"),
        Column("Other deputy: role", 13, "Their job title"),
        Column("Other deputy: email", 16, "So that they get what they need"),
        Column("Accepted by the Chair", 10, "Needed for a deputy nobody had named", choices=YES_NO),
        Column("Arrived", 9, "If late, for example 10:20am"),
        Column("Left", 9, "If early, for example 11:15am"),
        Column(
            "Stayed for part 2",
            9,
            "As those who came may; By leave: the Chair let them stay",
            choices=STAYED,
            added=True,
        ),
        Column("Signature", 19, "On paper only"),
    ),
)
OTHERS = Sheet(
    "Others",
    "Everybody else who was there: Chair without a seat, co-opted members, guests, minute-taker. Guests who "
    "were invited are filled in: give the capacity of whoever came, and clear the row of whoever did not.",
    (
        Column("Name", 32, "Who", choices="People", open_list=True),
        Column("Organisation", 34, "Left empty for people of the group"),
        Column("Capacity", 30, "For example co-opted member or guest", choices=CAPACITIES, open_list=True),
        Column("Items", 24, "Empty if there throughout, else for example 5, 6"),
        Column("Stayed for part 2", 14, "Empty: as they may", choices=STAYED, added=True),
    ),
    free=12,
)
INTERESTS = Sheet(
    "Interests",
    "Interests declared. Somebody who withdrew doesn’t count for the quorum of that item.",
    (
        Column("Item", 12, "Its number", choices="Items"),
        Column("Person", 40, "Who declared it", choices="People", open_list=True),
        Column("Withdrew", 14, "Did they leave for the item?", choices=YES_NO),
    ),
    free=10,
)
ITEMS = Sheet(
    "Items",
    "What was said under each item, in a few lines, and what came of it. Keep names and cases out of part 1.",
    (
        Column("Number", 8, given=True),
        Column("Title", 34, given=True),
        Column("Part", 6, given=True),
        Column("Lead", 20, given=True),
        Column("Paper", 22, given=True),
        Column("How the paper came", 13, "Circulated, late, tabled or verbal", choices=CAME),
        Column("Note", 64, "What was said"),
        Column(
            "Outcome",
            30,
            "What came of it",
            choices=ENDINGS,
            open_list=True,
        ),
        Column("Purpose", 13, given=True),
        Column(CHILDREN, 34, "What was said of what children need, or said themselves", added=True),
    ),
)
DECISIONS = Sheet(
    "Decisions",
    "One line a decision, from the first free one; those of part 2 from D51. Above, if any, those to ratify.",
    (
        Column("Reference", 18, given=True),
        Column("Item", 8, "Its number", choices="Items"),
        Column("Text", 62, "What was decided"),
        Column("Seats present", 10, "Only if fewer than the Attendance sheet says"),
        Column("Quorate", 10, "Only to say No where the Chair ruled so", choices=YES_NO),
        Column("To ratify", 10, "Follows from Quorate when left empty", choices=YES_NO),
        Column("Refer to", 28, "A board or partnership", choices="Refer to", open_list=True),
        Column("Supersedes", 18, "An earlier decision, such as MASE/2027-01/D2", added=True),
        Column(
            "Vote on",
            18,
            "Only where other votes are needed",
            choices="Votes on",
            added=True,
            only_with="votes_on",
        ),
        Column("For", 7, "Votes; all three empty: agreed without", added=True, only_with="votes"),
        Column("Against", 8, "Votes", added=True, only_with="votes"),
        Column("Abstained", 10, "Seats", added=True, only_with="votes"),
        Column("Casting vote", 10, "The Chair’s, on a tie", choices=CASTING, added=True, only_with="votes"),
        Column("Votes by name", 26, "Only where asked for", added=True, only_with="votes"),
    ),
    free=15,
    free_part_two=10,
)
ACTIONS = Sheet(
    "Actions",
    "One line an action; those of part 2 from line 51. Titles go into letters: no names, cases or places.",
    (
        Column("Reference", 18, given=True),
        Column("Item", 8, "Its number", choices="Items"),
        Column("Short title (no names)", 30, "A few words that anybody may read"),
        Column("Action in full", 44, "What is to be done"),
        Column("Owner", 24, "Who; one person", choices="People", open_list=True),
        Column("Other owner’s email", 24, "For an owner outside the group"),
        Column("Seat", 14, "Empty: the owner’s own seat", choices="Seats"),
        Column("Due", 17, "A date, for example 9/2/27", kind=Kind.DATE),
        Column("Objective", 15, "Empty: the item’s", choices="Objectives"),
        Column("Part", 6, "Empty: the item’s", choices=PARTS),
        Column("Plan line", 9, "The line that it serves, such as P1.2", added=True, only_with="plan"),
    ),
    free=20,
    free_part_two=10,
)
UPDATES = Sheet(
    "Updates",
    "What was said of earlier actions. Leave the line empty where nothing was.",
    (
        Column("Reference", 18, given=True),
        Column("Title", 32, given=True),
        Column("Owner", 22, given=True),
        Column("Due", 17, given=True, kind=Kind.DATE),
        Column("Reported", 40, "What was said"),
        Column("Status", 14, "What is true now", choices=tuple(BY_STATUS)),
        Column("New due", 17, "With the status New date", kind=Kind.DATE),
        Column("Evidence", 24, "What shows that it is done"),
        Column("Agreed by the Chair", 12, "Needed for Discharged and Returned", choices=YES_NO),
    ),
)
PLAN = Sheet(  # only in the workbook of a group with an action plan
    "Plan",
    "What the meeting decided of lines of the action plan. Leave the line empty where nothing was.",
    (
        Column("Reference", 11, given=True),
        Column("Action", 34, given=True),
        Column("Lead", 22, given=True),
        Column("Due", 17, given=True, kind=Kind.DATE),
        Column("Evidence so far", 26, given=True),
        Column("Decided", 16, "One decision may be of several lines", choices=tuple(Decided)),
        Column("Decision", 12, "Its number on the sheet Decisions: D1"),
        Column("Evidence or reason", 30, "Discharged: what shows that it is done"),
        Column("Impact", 34, "Discharged: one sentence on what it changed for children"),
        Column("New due", 17, "With New date", kind=Kind.DATE),
        Column("New RAG", 11, "Where the group agrees another colour", choices=RAGS),
    ),
)
SHEETS = (MEETING, ATTENDANCE, OTHERS, INTERESTS, ITEMS, DECISIONS, ACTIONS, UPDATES)
HELP = (
    (
        "Sending it back",
        "Fill in the white cells and send the workbook as an answer to the letter that brought it.",
    ),
    (
        "All or nothing",
        "If a cell is wrong nothing is recorded, and you get a list of the cells. Nothing is lost.",
    ),
    ("Found a mistake later?", "Correct this workbook and send it again; what changes is kept on record."),
    ("Dates and times", "As you write them: 12/1/27 or 12 January 2027; 9:30am or 2:15pm."),
    ("Quorum", "Seats count, not people: each once, by its member or a deputy, in the room or remote."),
    (
        "Decisions to ratify",
        "Decisions taken without a quorum are at the top of the sheet Decisions. Once the meeting has "
        "ratified one, change Yes to No under To ratify.",
    ),
    (
        "A deputy nobody had named",
        "Choose Deputy, write their name, role and email, and Yes if the Chair accepted them.",
    ),
    (
        "Part 2",
        "The sheet Attendance says who stayed for it: those who may see it. Its decisions and actions have "
        "lines of their own, from 51 on, so that the numbers of part 1 have no gaps.",
    ),
    (
        "An owner outside the group",
        "Write the name and, beside it, the email. They get this action and no other.",
    ),
    ("Names and cases", "No children, suspects, schools, addresses or operations in titles and outcomes."),
    (
        "What to leave as it is",
        "No formulas, no macros, no new sheets or columns. When pasting, paste values only.",
    ),
)
PLAN_HELP = (
    "The action plan",
    "For “discharge P1.2 and P3.4” write one decision, then choose Discharged on the sheet Plan beside "
    "each line, with the decision’s number, the evidence and one sentence on what it changed.",
)


Line = TypeVar("Line")
Values = dict[str, Any]
Check = Callable[[RecordReader, Row, Values], None]


@dataclass(frozen=True)
class Ledger(Generic[Line]):
    """A register whose lines are of a class with columns, the first of which has their references.

    ``help`` is its paragraph on the sheet Help, ``free`` its lines to type in. ``check`` notes what is wrong
    with a row as a whole; ``make`` makes a line of what was read, where the class does not. A row is read
    where it says something else than beforehand and than at the last filing; where a ledger is ``said_anew``,
    each time. One that was filed may not change where ``once`` says what is allowed in its place.
    """

    line: type[Line]
    name: str
    intro: str
    help: str
    free: int = 0
    check: Check | None = None
    make: Callable[[RecordForm, Values], Line] | None = None
    said_anew: bool = False
    once: str = ""

    @cached_property
    def sheet(self) -> Sheet:
        """Its sheet."""
        return Sheet(self.name, self.intro, columns_of(self.line), self.free)

    def of(self, lines: Mapping[str, tuple[Any, ...]]) -> tuple[Line, ...]:
        """Return its lines among those of all registers."""
        return lines.get(self.name, ())

    def beforehand(self, lines: Sequence[Line], stem: str, ended: Sequence[Line] = ()) -> Beforehand:
        """Return what a form has of it: its lines, the free ones by their references, and those ended."""
        known = {str(getattr(line, self.sheet.columns[0].name)) for line in lines}
        numbered = (f"{stem}{number}" for number in range(1, self.free + 1))
        free = tuple(reference for reference in numbered if reference not in known)
        return Beforehand(self.name, tuple(lines), free, tuple(ended))

    def rows(self, form: RecordForm) -> tuple[Mapping[str, object], ...]:
        """Return its rows as they are filled in beforehand; none where the group has no such register."""
        there, key = form.register(self.name) or Beforehand(self.name), self.sheet.columns[0].heading
        return (*self._shown(form, there.lines), *({key: reference} for reference in there.free))

    def _shown(self, form: RecordForm, lines: Sequence[Line]) -> Iterator[Mapping[str, object]]:
        for line in lines:
            yield {each.heading: form.shown(each, getattr(line, each.name)) for each in self.sheet.columns}

    def read(self, reader: RecordReader, rows: Sequence[Row], before: Sheets | None) -> tuple[Line, ...]:
        """Return the lines that a record tells of; faults are noted by the reader."""
        key, *columns = self.sheet.columns
        wanted = {column.name for column in columns if column.wanted}
        lines = []
        for reference, row in self._news(reader, rows, before):
            faults = len(reader.faults)
            values = {key.name: reference} | reader.values(columns, row)
            if self.check is not None:
                self.check(reader, row, values)
            if len(reader.faults) == faults and wanted <= values.keys():
                lines.append(self.make(reader.form, values) if self.make else self.line(**values))
        return tuple(lines)

    def _news(
        self, reader: RecordReader, rows: Sequence[Row], before: Sheets | None
    ) -> Iterator[tuple[str, Row]]:
        """Yield the rows that say something new, by their references. Since the last filing the register may
        have changed by the record of a later meeting. The row of a line that ended once the workbook was out,
        with nothing that the line does not say, is passed over."""
        key, given = self.sheet.columns[0].heading, self.sheet.given
        known = {str(row[key]): self._white(row) for row in self.rows(reader.form)}
        filed = before.rows.get(self.name, ()) if before and not self.said_anew else ()
        earlier = {folded(row[key].line): typed_in(row, given) for row in filed if is_filled(row, given)}
        kept = earlier if self.once else {}
        there = reader.form.register(self.name) or Beforehand(self.name)
        ended = {folded(str(row[key])): self._white(row) for row in self._shown(reader.form, there.ended)}
        filled = [
            row
            for row in rows
            if (is_filled(row, given) or folded(row[key].line) in kept)
            and not self._adds_nothing(row, ended.get(folded(row[key].line)))
        ]
        for reference, row in reader.rows_by(filled, key, known).items():
            now, last = typed_in(row, given), earlier.get(folded(reference))
            if self.once and last not in (None, now):
                reader.fault(row[self.sheet.white[0]], self.once)
            elif now not in (known[reference], last):
                yield reference, row

    def _white(self, row: Mapping[str, object]) -> dict[str, str]:
        """The text of the white cells of a row as it is filled in beforehand."""
        return {heading: " ".join(str(row.get(heading, "")).split()) for heading in self.sheet.white}

    def _adds_nothing(self, row: Row, ended: Mapping[str, str] | None) -> bool:
        """Say whether the words of a row are those of a line that has ended, or fewer. What was chosen
        beforehand, as the stage of a challenge, may have moved on until the end."""
        words = [each.heading for each in self.sheet.columns if not (each.given or each.choices)]
        return ended is not None and all(row[each].line in ("", ended[each]) for each in words)
