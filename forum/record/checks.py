"""Check the record of a meeting: all cells are right, or nothing is recorded (where the terms are silent)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from uuid import UUID

from forum.attendance.quorum import Ruling, chair_rules, ruling_still_counts
from forum.minutes import Confirmation
from forum.record import registers, sheets
from forum.record.actions import read_action_updates, read_actions_taken, read_plan
from forum.record.cells import RecordReader
from forum.record.decisions import of_this_meeting, read_decisions, read_ratified
from forum.record.people import Room, read_room
from forum.record.prefill import meeting_lines
from forum.record.record import InterestRecord, ItemRecord, Record, RecordForm, Sheets
from forum.record.registers import CORRECTIONS, check_corrections
from forum.text.cells import Row, parse_date
from forum.text.checks import folded
from forum.text.problem import Problem


def check_record(form: RecordForm, after: Sheets, before: Sheets | None = None) -> Record:
    """Return the record that the sheets hold; ``before`` are the sheets of its last filing, if it has any.

    Raises Problem with every faulty cell in one list: sheet, cell, its value and what is allowed.
    """
    reader = RecordReader(form, after.faults)
    _check_meeting(form, after.rows.get("Meeting", ()))
    rows: defaultdict[str, tuple[Row, ...]] = defaultdict(tuple, after.rows)
    room = read_room(reader, rows["Attendance"], rows["Others"])
    interests = _interests(reader, room, rows["Interests"])
    meeting = _Meeting(reader, room, rows["Meeting"])
    ruling = meeting.ruling or _ruled_since(form, room, before)
    items = _items(reader, rows["Items"], before.rows.get("Items", ()) if before else ())
    own, earlier = of_this_meeting(form, rows["Decisions"])
    decisions = read_decisions(reader, room, own, interests, ruling)
    ratified = read_ratified(reader, room, earlier, interests, ruling)
    actions = read_actions_taken(reader, room, rows["Actions"])
    updates = read_action_updates(reader, rows["Updates"], before)
    plan = read_plan(reader, rows[sheets.PLAN.name], decisions, before)
    told = {ledger.name: ledger.read(reader, rows[ledger.name], before) for ledger in registers.LEDGERS}
    last = next((line["Last minutes"] for line in rows["Meeting"]), None)
    check_corrections(reader, CORRECTIONS.of(told), meeting.last_minutes, last)
    if not rows["Meeting"] and not reader.faults:
        reader.faults.append("Meeting: the sheet is missing; put it back as it was.")
    reader.refuse_faults(f"The record of {form.reference}", "recorded")
    assert meeting.started is not None
    assert meeting.finished is not None
    assert meeting.chaired_by is not None
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
        registers=told,
    )


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
        finding = room.quorum
        if self.ruling is Ruling.QUORATE and not finding.quorate and not finding.chair_may_rule:
            cell, rule = line["Chair’s ruling on quorum"], reader.form.quorum
            reader.fault(cell, f"nothing: {finding.short}, where {chair_rules(rule)}")
        if not reader.form.has_last_minutes:
            reader.choice(line["Last minutes"], (sheets.NONE_TO_CONFIRM,))
        elif line["Last minutes"].line == sheets.NONE_TO_CONFIRM:  # when the workbook went out
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
        if folded(line["Group"].line) not in (folded(form.group), folded(form.group_name)):
            reader.fault(line["Group"], form.group_name)
        if folded(line["Reference"].line) != folded(form.reference):
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
        item = reader.item(row["Item"], needed=True)
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
    had_outcome = {row["Number"].line for row in before if row["Outcome"].line}
    return tuple(
        ItemRecord(
            item_id=items[number].id,
            note=reader.text(row["Note"]),
            children=reader.text(row[sheets.CHILDREN]),
            outcome=reader.text(row["Outcome"]) or ("" if number in had_outcome else None),
            came=reader.choice(row["How the paper came"], sheets.CAME),
        )
        for number, row in reader.rows_by(rows, "Number", items).items()
    )
