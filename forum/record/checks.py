"""Check the record of a meeting: all cells are right, or nothing is recorded (where the terms are silent)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from uuid import UUID

from forum.actions.action_log import ActionState
from forum.actions.updates import BY_STATUS, UPDATES, UpdateKind
from forum.attendance.quorum import Attendee, Ruling, count_quorum, decision_stands, ruling_still_counts
from forum.minutes.states import Confirmation
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled
from forum.record.people import Room, find_owner, read_room
from forum.record.plan import read_plan
from forum.record.prefill import action_references, decision_references, meeting_lines
from forum.record.record import (
    ActionRecord,
    DecisionRecord,
    FormItem,
    InterestRecord,
    ItemRecord,
    Record,
    RecordForm,
    Sheets,
    UpdateRecord,
)
from forum.record.registers import read_challenges, read_risks
from forum.text.cell_reader import Cell, Row, cell_text
from forum.text.cell_values import parse_date
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import count

MOST_FAULTS = 200  # in a letter


def check_record(form: RecordForm, after: Sheets, before: Sheets | None = None) -> Record:
    """Return the record that the sheets hold; ``before`` are the sheets of its last filing, if it has any.

    Raises Problem with every faulty cell in one list: sheet, cell, its value and what is allowed.
    """
    reader = RecordReader(form, after.faults)
    _check_meeting(form, after.rows.get("Meeting", ()))
    rows = {sheet.name: after.rows.get(sheet.name, ()) for sheet in (*sheets.SHEETS, *sheets.OF_SOME_GROUPS)}
    room = read_room(reader, rows["Attendance"], rows["Others"])
    interests = _interests(reader, room, rows["Interests"])
    meeting = _Meeting(reader, room, rows["Meeting"])
    ruling = meeting.ruling or _ruled_since(form, room, before)
    items = _items(reader, rows["Items"], before.rows.get("Items", ()) if before else ())
    of_this_meeting, earlier = _of_this_meeting(form, rows["Decisions"])
    decisions = _decisions(reader, room, of_this_meeting, interests, ruling)
    ratified = _ratified(reader, room, earlier, interests, ruling)
    actions = _actions(reader, room, rows["Actions"])
    updates = _updates(reader, rows["Updates"], before)
    plan = read_plan(reader, rows[sheets.PLAN.name], decisions, before)
    risks = read_risks(reader, rows[sheets.RISKS.name], before)
    challenges = read_challenges(reader, rows[sheets.CHALLENGE.name], before)
    if reader.faults or meeting.started is None or meeting.finished is None or meeting.chaired_by is None:
        raise Problem(
            f"The record of {form.reference} can’t be taken as it is: {count(len(reader.faults), 'thing')} "
            "to correct. Nothing has been recorded.",
            _first_faults(reader.faults),
        )
    return Record(
        started=meeting.started,
        finished=meeting.finished,
        chaired_by=meeting.chaired_by,
        minute_taker=meeting.minute_taker,
        minute_taker_stayed=meeting.minute_taker_stayed,
        quorum_ruling=ruling,
        last_minutes=meeting.last_minutes,
        seats=room.seats,
        quorum=room.quorum,
        others=room.others,
        interests=interests,
        items=items,
        decisions=decisions,
        ratified=ratified,
        actions=actions,
        updates=updates,
        plan=plan,
        risks=risks,
        challenges=challenges,
    )


def _first_faults(faults: list[str]) -> list[str]:
    """The first faults, and how many more there are: a sheet wrong all over would fill the letter."""
    if len(faults) <= MOST_FAULTS:
        return faults
    return [*faults[:MOST_FAULTS], f"And {len(faults) - MOST_FAULTS:,} more; correct these first."]


def same_row(row: Row, other_row: Row) -> bool:
    """Say whether two rows have the same text in each column."""
    return {heading: cell_text(cell) for heading, cell in row.items()} == {
        heading: cell_text(cell) for heading, cell in other_row.items()
    }


class _Meeting:
    """The first sheet: times, chair, minute-taker, the Chair's ruling and the last minutes."""

    def __init__(self, reader: RecordReader, room: Room, rows: tuple[Row, ...]) -> None:
        self.started: dt.time | None = None
        self.finished: dt.time | None = None
        self.chaired_by: UUID | None = None
        self.ruling: Ruling | None = None
        self.minute_taker = ""
        self.minute_taker_stayed: bool | None = None
        self.last_minutes: Confirmation | None = None
        for line in rows:  # one, or none when the sheet is lost
            self._read(reader, room, line)

    def _read(self, reader: RecordReader, room: Room, line: Row) -> None:
        if parse_date(line["Date"].value, reader.form.date) != reader.form.date:
            reader.fault(line["Date"], str(meeting_lines(reader.form)["Date"]))
        self.started = reader.time(line["Start"], needed=True)
        self.finished = reader.time(line["Finish"], needed=True)
        if self.started and self.finished and self.finished <= self.started:
            reader.fault(line["Finish"], "a time after the start")
        people = {person.label: person.id for person in reader.form.people}
        self.chaired_by = people.get(reader.choice(line["Chaired by"], people, needed=True))
        if self.chaired_by in room.away:
            reader.fault(
                line["Chaired by"], "somebody who was there; the sheet Attendance says they were not"
            )
        self.minute_taker = reader.name(line["Minute-taker"], "a name")
        if reader.form.has_part_two:
            self.minute_taker_stayed = reader.form.may_stay(people.get(self.minute_taker))
        counted = room.quorum.present
        typed = reader.number(line["Seats present"], len(reader.form.seats))
        if typed is not None and typed != counted:
            reader.fault(line["Seats present"], f"{counted}, as counted on the sheet Attendance, or nothing")
        ruling = reader.choice(line["Chair’s ruling on quorum"], sheets.RULINGS)
        self.ruling = Ruling(ruling.lower()) if ruling else None
        if not reader.form.has_last_minutes:
            reader.choice(line["Last minutes"], (sheets.NONE_TO_CONFIRM,))
        elif cell_text(line["Last minutes"]) == sheets.NONE_TO_CONFIRM:  # when the workbook went out
            self.last_minutes = Confirmation.DEFERRED
        else:
            last_minutes = reader.choice(line["Last minutes"], sheets.LAST_MINUTES, needed=True)
            self.last_minutes = Confirmation(last_minutes.lower()) if last_minutes else None


def _ruled_since(form: RecordForm, room: Room, before: Sheets | None) -> Ruling | None:
    """The Chair's ruling on the quorum of the record as filed ``before``, where it still counts; else
    None."""
    if before is None or not form.ruling:
        return None
    attendance, others = (before.rows.get(name, ()) for name in ("Attendance", "Others"))
    earlier_count = read_room(RecordReader(form, ()), attendance, others).quorum
    return form.ruling if ruling_still_counts(form.ruling, earlier_count, room.quorum) else None


def _check_meeting(form: RecordForm, rows: tuple[Row, ...]) -> None:
    """Raise Problem for the record of another group or meeting, before any other cell is read (own rule)."""
    reader = RecordReader(form, ())
    for line in rows:
        if folded(cell_text(line["Group"])) not in (folded(form.group), folded(form.group_name)):
            reader.fault(line["Group"], form.group_name)
        if folded(cell_text(line["Reference"])) != folded(form.reference):
            reader.fault(line["Reference"], f"{form.reference}, the meeting it is filed for")
    if reader.faults:
        raise Problem(
            f"This is not the record of {form.reference}: fill in the workbook that was sent for that "
            "meeting. Nothing has been recorded.",
            reader.faults,
        )


def _interests(reader: RecordReader, room: Room, rows: tuple[Row, ...]) -> tuple[InterestRecord, ...]:
    interests = []
    for row in rows:
        item = _item(reader, row["Item"], needed=True)
        name = reader.name(row["Person"], "who declared it")
        person = room.find(name)
        if name and person is None:
            reader.fault(row["Person"], "somebody who is on the sheet Attendance or Others as there")
        withdrew = reader.yes(row["Withdrew"], needed=True)
        if item is not None:
            filled = room.present.get(person, ()) if person is not None else ()
            interests.append(InterestRecord(item.id, name, next(iter(filled), None), bool(withdrew)))
    return tuple(interests)


def _items(reader: RecordReader, rows: tuple[Row, ...], before: tuple[Row, ...]) -> tuple[ItemRecord, ...]:
    items = {item.number: item for item in reader.form.items}
    had_outcome = {cell_text(row["Number"]) for row in before if cell_text(row["Outcome"])}
    return tuple(
        ItemRecord(
            item_id=items[number].id,
            note=reader.text(row["Note"]),
            outcome=reader.text(row["Outcome"]) or ("" if number in had_outcome else None),
            came=reader.choice(row["How the paper came"], sheets.CAME),
        )
        for number, row in reader.rows_by(rows, "Number", items).items()
    )


def _decisions(
    reader: RecordReader,
    room: Room,
    rows: tuple[Row, ...],
    interests: tuple[InterestRecord, ...],
    ruling: Ruling | None,
) -> tuple[DecisionRecord, ...]:
    filled = [row for row in rows if is_filled(row, ("Reference",))]
    references = decision_references(reader.form)
    decisions = []
    for reference, row in reader.rows_by(filled, "Reference", references).items():
        item = _item(reader, row["Item"], needed=True)
        text = reader.text(row["Text"], "what was decided")
        refer_to = reader.line(row["Refer to"])
        if item is not None:
            _check_line(reader, row["Item"], references, references[reference], item.part)
            away = _away(room, interests, item)
            seats, quorate, to_ratify = _quorum(reader, room, row, away, ruling)
            supersedes = _earlier_decision(reader, row["Supersedes"])
            decisions.append(
                DecisionRecord(reference, item.id, text, seats, quorate, to_ratify, refer_to, supersedes)
            )
    return tuple(decisions)


def _earlier_decision(reader: RecordReader, cell: Cell) -> str | None:
    """The reference of the decision of an earlier meeting that this one takes the place of; None for none."""
    typed = folded(reader.line(cell))
    known = {folded(reference): reference for reference in reader.form.decided_before}
    if typed and typed not in known:
        reader.fault(cell, "the reference of a decision of an earlier meeting, such as MASE/2027-01/D2")
    return known.get(typed)


def _check_line(
    reader: RecordReader, cell: Cell, references: Mapping[str, int], of_line: int, part: int
) -> None:
    """Add a fault for what stands on a line of the other part: its number would betray part 2 (own rule)."""
    if part != of_line:
        first = next(reference for reference, of_part in references.items() if of_part == part)
        reader.fault(cell, f"what belongs to part {of_line}; part {part} has the lines from {first} on")


def _of_this_meeting(form: RecordForm, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Split the lines into this meeting's decisions and, above them, decisions of earlier meetings."""
    of_the_group = re.compile(rf"{re.escape(folded(form.group))}/.+/d\d+")
    own = folded(f"{form.reference}/")

    def is_earlier(row: Row) -> bool:
        reference = folded(cell_text(row["Reference"]))
        return of_the_group.fullmatch(reference) is not None and not reference.startswith(own)

    return tuple(row for row in rows if not is_earlier(row)), tuple(row for row in rows if is_earlier(row))


def _ratified(
    reader: RecordReader,
    room: Room,
    rows: tuple[Row, ...],
    interests: tuple[InterestRecord, ...],
    ruling: Ruling | None,
) -> tuple[UUID, ...]:
    """Return the ids of the earlier decisions that this meeting has ratified, for which it needs a quorum
    (clause 4). A decision that the Chair has ruled on since the workbook went out is passed over."""
    earlier_decisions = {folded(decision.reference): decision.id for decision in reader.form.to_ratify}
    ratified = []
    for row in rows:
        decision = earlier_decisions.get(folded(cell_text(row["Reference"])))
        if decision is not None and reader.yes(row["To ratify"]) is False:
            _quorum(reader, room, row, _away(room, interests, _item(reader, row["Item"])), ruling)
            ratified.append(decision)
    return tuple(ratified)


def _away(room: Room, interests: tuple[InterestRecord, ...], item: FormItem | None) -> set[Attendee]:
    """The people who withdrew for an item, and for one of part 2 those who had left (clause 4)."""
    if item is None:
        return set()
    names = {each.person_name for each in interests if each.withdrew and each.item_id == item.id}
    withdrew = {person for name in names if (person := room.find(name)) is not None}
    return withdrew | room.left if item.part > 1 else withdrew


def _quorum(
    reader: RecordReader, room: Room, row: Row, away: set[Attendee], ruling: Ruling | None
) -> tuple[int, bool, bool]:
    """Return the seats there at a decision, whether it stands, and whether it is to be ratified (clause 4).

    Whoever is ``away`` does not count; fewer seats may be given where people had left. The Chair's ruling at
    the decision goes first; a ruling that the meeting is quorate does not cover a decision with fewer seats.
    """
    form = reader.form
    finding = count_quorum(form.quorum, form.membership.seats_on(form.date), room.present, away)
    typed = reader.number(row["Seats present"], finding.present)
    seats = finding.present if typed is None else typed
    counted = finding.quorate and seats >= finding.needed
    covered = ruling is Ruling.NOT_QUORATE or seats == room.quorum.present
    ruled = reader.yes(row["Quorate"])
    if ruled is None:
        ruled = decision_stands(counted, ruling if covered else None)
    to_ratify = reader.yes(row["To ratify"])
    if to_ratify is False and not ruled:
        reader.fault(row["To ratify"], f"Yes or nothing: there were {seats} of the {finding.needed} needed")
    return seats, ruled, not ruled if to_ratify is None else to_ratify


def _actions(reader: RecordReader, room: Room, rows: tuple[Row, ...]) -> tuple[ActionRecord, ...]:
    form = reader.form
    seats = {seat.short_name: seat.id for seat in form.seats}
    references = action_references(form)
    filled = [row for row in rows if is_filled(row, ("Reference", "Part"))]
    actions = []
    for reference, row in reader.rows_by(filled, "Reference", references).items():
        item = _item(reader, row["Item"])
        title = reader.line(row["Short title (no names)"], "a few words that anybody may read")
        text = reader.text(row["Action in full"]) or title
        owner = find_owner(reader, room, row)
        due = reader.later_date(row["Due"])
        seat = reader.choice(row["Seat"], seats)
        objective = reader.choice(row["Objective"], form.objectives)
        typed_part = reader.choice(row["Part"], sheets.PARTS)
        part = int(typed_part) if typed_part else (item.part if item else 1)
        _check_line(reader, row["Part" if typed_part else "Item"], references, references[reference], part)
        if owner is not None and due is not None:
            actions.append(
                ActionRecord(
                    reference=reference,
                    item_id=item.id if item else None,
                    title=title,
                    text=text,
                    owner=owner,
                    seat_id=seats.get(seat) or _seat_of(form, owner.id),
                    due=due,
                    objective=objective or (item.objective if item else ""),
                    part=part,
                    plan_line=_plan_line(reader, row["Plan line"]),
                )
            )
    return tuple(actions)


def _plan_line(reader: RecordReader, cell: Cell) -> str | None:
    """The line of the action plan that an action serves; None for none."""
    lines = {folded(line.reference): line.reference for line in reader.form.plan}
    typed = folded(reader.line(cell)).replace(" ", "")
    if typed and typed not in lines:
        reader.fault(cell, "the reference of an open line of the action plan, such as P1.2")
    return lines.get(typed)


def _seat_of(form: RecordForm, person: UUID | None) -> UUID | None:
    seats = form.membership.seats_of(person, form.date) if person is not None else ()
    return seats[0].id if seats else None


def _updates(reader: RecordReader, rows: tuple[Row, ...], before: Sheets | None) -> tuple[UpdateRecord, ...]:
    """Return the new reports on earlier actions, without those of the last filing."""
    actions = {action.reference: action for action in reader.form.actions}
    given_headings = [column.heading for column in sheets.UPDATES.columns if column.given]
    done = {
        folded(cell_text(row["Reference"])): row for row in (before.rows.get("Updates", ()) if before else ())
    }
    updates = []
    for reference, row in reader.rows_by(rows, "Reference", actions).items():
        last = done.get(folded(reference))
        if last is not None and same_row(last, row):
            continue
        if is_filled(row, given_headings):
            updates.append(_update(reader, row, actions[reference].id, actions[reference].state))
        elif last is not None and is_filled(last, given_headings):
            reader.fault(row["Status"], "what was recorded before; to undo it write Returned, or an update")
    return tuple(update for update in updates if update is not None)


def _update(reader: RecordReader, row: Row, action_id: UUID, state: str) -> UpdateRecord | None:
    status = reader.choice(row["Status"], BY_STATUS, needed=True)
    lines = (reader.text(row["Reported"]), reader.text(row["Evidence"]))
    agreed = reader.yes(row["Agreed by the Chair"])
    kind = BY_STATUS.get(status)
    if kind and state not in UPDATES[kind].states:
        reader.fault(row["Status"], f"what fits an action that is {state}")
    if kind is UpdateKind.UPDATE and not any(lines):
        reader.fault(row["Reported"], "what was said")
    if kind and UPDATES[kind].of_the_chair and not agreed:
        reader.fault(row["Agreed by the Chair"], f"Yes, for {status} (clause 3)")
    new_due = None
    if kind is UpdateKind.NEW_DATE:
        new_due = reader.later_date(row["New due"])
    elif cell_text(row["New due"]):
        reader.fault(row["New due"], "nothing, unless the status is New date")
    if kind is UpdateKind.DISCHARGED and state == ActionState.DISCHARGED:
        return None  # discharged since the workbook was sent: nothing is left to do
    text = "\n".join(line for line in lines if line)
    return UpdateRecord(action_id, kind, text, new_due) if kind else None


def _item(reader: RecordReader, cell: Cell, *, needed: bool = False) -> FormItem | None:
    """The item with this number; None for an empty cell, which is a fault where ``needed``."""
    items = {item.number: item for item in reader.form.items}
    return items.get(reader.choice(cell, items, needed=needed))
