"""Reading the plan's workbook into lines: all cells are right, or nothing is taken (clause 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from forum.members.membership import Membership
from forum.plan.lines import LONGEST_PROGRESS, Colour, LineState, PlanLine, line_reference
from forum.plan.rag import floor, hear, rate
from forum.plan.sheet import COLOURS, STATES
from forum.terms.parts.duties import Plan
from forum.text.cells import A_DATE, Cell, CellReader, Row
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed, long_date

_AS = re.compile(r"as (P\s?\d{1,2}\.\d{1,2})", re.IGNORECASE)
A_DAY = f"{A_DATE}; “ongoing” is no day: give that of the next review"
A_DECISION = "the reference of a decision of the group that stands, such as MASE/2027-02/D1"
_IN_OWN_WORDS = ("evidence", "measure", "baseline", "target", "latest", "source")
NEW = UUID(int=0)  # the id of a line that the register does not have yet


@dataclass(frozen=True)
class PlanContext:
    """What the register says on the day of an import: the ``lines`` of the plan by reference with their
    ``silences``, the members, the codes of the purposes, the boards, and the references of the ``decisions``
    that stand."""

    today: dt.date
    rules: Plan
    members: Membership
    purposes: Collection[str]
    boards: Collection[str]
    lines: Mapping[str, PlanLine] = field(default_factory=dict)
    silences: Mapping[str, Sequence[dt.date]] = field(default_factory=dict)
    decisions: Collection[str] = ()


def read_plan_lines(
    context: PlanContext, rows: Sequence[Row], where: str, faults: Sequence[str] = ()
) -> tuple[PlanLine, ...]:
    """Return the lines of a workbook as they would stand in the plan. A line that has ended stays as it is.

    Raises Problem with every faulty cell in one list. ``faults`` are those of cells that couldn't be read.
    """
    reader = _LineReader(context, rows, faults)
    lines = reader.lines()
    if not rows and not reader.faults:
        reader.faults.append("Plan: there is no line; it needs at least one.")
    reader.refuse_faults(where, "changed")
    return lines


class _LineReader(CellReader):
    def __init__(self, context: PlanContext, rows: Sequence[Row], faults: Sequence[str]) -> None:
        super().__init__(faults, context.today)
        self.context = context
        self.rows = self._by_reference(rows)
        self.seats = {
            folded(name): seat.id
            for seat in context.members.seats_on(self.today)
            for name in (seat.name, seat.present_name, seat.short_name)
        }
        self.people = {folded(person.name): person.id for person in context.members.people}

    def lines(self) -> tuple[PlanLine, ...]:
        """The lines of all rows but those of lines that have ended."""
        lines = []
        for reference, row in self.rows.items():
            known = self.context.lines.get(reference)
            if known is None or known.state is LineState.OPEN:
                before = len(self.faults)
                line = self._line(reference, row, known)
                if line is not None and len(self.faults) == before:
                    line = self._coloured(row, line, known)
                    lines.append(self._ended(row, line, is_new=known is None))
        self._check_strands()
        return tuple(lines)

    def _by_reference(self, rows: Sequence[Row]) -> dict[str, Row]:
        by_reference: dict[str, Row] = {}
        for row in rows:
            cell = row["Reference"]
            try:
                reference = line_reference(cell.line)
            except Problem:
                self.fault(cell, "P, the strand and the number, such as P2.3")
                continue
            if reference in by_reference:
                first = by_reference[reference]["Reference"].place
                self.fault(cell, f"each line once; it is also in {first}")
            else:
                by_reference[reference] = row
        return by_reference

    def _line(self, reference: str, row: Row, known: PlanLine | None) -> PlanLine | None:
        """Read what a line is; its colour and its end are read after that."""
        lead_seat, lead = self._seat(row["Lead seat"], row["Lead seat"]), self._lead(reference, row)
        start, first_due, due = self._dates(row, known)
        typed: dict[str, Any] = {
            "strand": self.line(row["Strand"], "the name of the strand"),
            "outcome": self.text(row["Outcome sought"], "what the line is for: so that …"),
            "action": self.text(row["Action"], "what is done"),
            "supporting": self._supporting(row, lead_seat),
            "purposes": self._purposes(row["Purposes"]),
            "board": self.choice(row["Board"], self.context.boards),
            "progress": self._progress(row["Progress"]),
        }
        if lead_seat is None or lead is None or start is None or first_due is None or due is None:
            return None
        typed |= {"lead_seat_id": lead_seat, "lead_id": lead, "start": start}
        typed |= {name: self.text(row[name.capitalize()]) for name in _IN_OWN_WORDS}
        before = known or PlanLine(
            id=NEW, reference=reference, first_due=first_due, due=first_due, added_on=self.today, **typed
        )
        line = replace(before, **typed)
        if due != before.due:
            line = replace(
                line, due=due, due_by=self.line(row["Agreed by"]), moved=(*before.moved, self.today)
            )
        return line

    def _dates(self, row: Row, known: PlanLine | None) -> tuple[dt.date | None, ...]:
        """Read the start, the day first agreed, and the day agreed now, which only a decision moves."""
        start, first_due = (
            self.date(row[heading], A_DAY, needed=True) for heading in ("Start", "Due as first agreed")
        )
        agreed = known.due if known else first_due
        due = self.date(row["Due now"], A_DAY) if row["Due now"].line else agreed
        if start and first_due and first_due < start:
            self.fault(row["Due as first agreed"], "a day after the start")
        if known and first_due and first_due != known.first_due:
            self.fault(
                row["Due as first agreed"],
                f"{long_date(known.first_due)}, as first agreed; a new day goes under Due now",
            )
        elif due and due != agreed:
            self._decision(row["Agreed by"], is_new=known is None)
        return start, first_due, due

    def _decision(self, cell: Cell, *, is_new: bool) -> str:
        """Read a decision; of a line that is new to the register it may be older than the register."""
        decision = self.line(cell)
        if not decision or not (is_new or decision in self.context.decisions):
            self.fault(cell, A_DECISION)
        return decision

    def _seat(self, cell: Cell, named: Cell) -> UUID | None:
        seat = self.seats.get(folded(cell.line))
        if seat is None:
            self.fault(named, "a seat of the group by its name or short name, not abolished")
        return seat

    def _supporting(self, row: Row, lead_seat: UUID | None) -> tuple[UUID, ...]:
        cell = row["Supporting seats"]
        names = [part for part in cell.line.split(";") if part.strip()]
        seats = [self._seat(Cell(cell.place, name.strip()), cell) for name in names]
        if lead_seat is not None and lead_seat in seats:
            self.fault(cell, "other seats than the one that leads")
        return tuple(dict.fromkeys(seat for seat in seats if seat is not None))

    def _lead(self, reference: str, row: Row) -> UUID | None:
        """Read the lead officer, who may be that of another line ("as P1.2"), and so on."""
        cell, way, at = row["Lead officer"], [reference], row
        while match := _AS.fullmatch(at["Lead officer"].line):
            named = line_reference(match[1])
            if named in way:
                circle = " as ".join([*way, named])
                self.fault(cell, f"a person; {circle} goes round in a circle")
                return None
            known = self.context.lines.get(named)
            if named not in self.rows:
                if known is None:
                    self.fault(cell, f"a person; there is no line {named}")
                    return None
                return self._person(cell, known.lead_id)
            way.append(named)
            at = self.rows[named]
        return self._person(cell, self.people.get(folded(at["Lead officer"].line)))

    def _person(self, cell: Cell, person: UUID | None) -> UUID | None:
        if person is None:
            self.fault(cell, "the name of one person of the group, as the list of members has it")
        elif not self.context.members.is_appointed(person, self.today):
            self.fault(cell, "a person who belongs to the group today; that one has left")
            return None
        return person

    def _purposes(self, cell: Cell) -> tuple[str, ...]:
        codes = [part.strip().lower() for part in re.split(r"[;,\s]+", cell.line) if part.strip()]
        if not codes or any(code not in self.context.purposes for code in codes):
            self.fault(cell, f"purposes of the terms: {listed(self.context.purposes, 'or')}, with ; between")
        return tuple(dict.fromkeys(codes))

    def _progress(self, cell: Cell) -> str:
        progress = self.text(cell)
        if len(progress.split()) > LONGEST_PROGRESS:
            self.fault(cell, f"at most {LONGEST_PROGRESS} words")
        return progress

    def _coloured(self, row: Row, line: PlanLine, known: PlanLine | None) -> PlanLine:
        """Take the colour and the reason that the workbook has. It may be worse than the floor, and not
        better."""
        word = self.choice(row["RAG"], COLOURS)
        why = self.text(row["Why"])
        is_news = known is not None and (why, line.progress) != (known.why, known.progress)
        silences = () if is_news else self.context.silences.get(line.reference, ())
        line = replace(line, why=why, heard_on=self.today if is_news else line.heard_on)
        now, lowest = (
            judge(line, self.today, silences, self.context.rules).colour for judge in (rate, floor)
        )
        colour = Colour(word.lower()) if word else now
        if colour is now or colour is None or lowest is None or _state_of(row) is not LineState.OPEN:
            return line
        if not colour.is_a_leads:
            allowed = "red, amber or green; blue follows from the discharge, grey from the start"
            self.fault(row["RAG"], allowed)
        elif (order := list(Colour)).index(colour) < order.index(lowest):
            found = floor(line, self.today, silences, self.context.rules)
            allowed = f"no better than {found.in_words}: {found.reason}; the group alone agrees better"
            self.fault(row["RAG"], allowed)
        else:
            heard = hear(line, self.today, colour, why, silences, self.context.rules)
            line = replace(heard, progress=line.progress, why=why, put_forward_on=line.put_forward_on)
        return line

    def _ended(self, row: Row, line: PlanLine, *, is_new: bool) -> PlanLine:
        """End a line as its status says: with the decision, and discharged with evidence and impact."""
        word, impact = self.choice(row["Status"], STATES), self.text(row["Impact"])
        state = LineState(word.lower()) if word else LineState.OPEN
        if state is LineState.OPEN:
            return line
        if state is LineState.DISCHARGED and not line.evidence:
            self.fault(row["Evidence"], "what shows that it is done; no line is discharged without")
        if state is LineState.DISCHARGED and not impact:
            self.fault(row["Impact"], "one sentence on what it changed for children")
        decision = self._decision(row["Decision"], is_new=is_new)
        on = self.date(row["Ended"], A_DAY) if row["Ended"].line else self.today
        return replace(line, state=state, ended_on=on, ended_by=decision, impact=impact)

    def _check_strands(self) -> None:
        """Add a fault where one number of strand has two names."""
        names: dict[str, Cell] = {}
        for reference, row in self.rows.items():
            first = names.setdefault(reference.partition(".")[0], row["Strand"])
            if folded(first.line) != folded(row["Strand"].line):
                self.fault(row["Strand"], f"“{first.line}”, as in {first.place}")


def _state_of(row: Row) -> LineState:
    word = folded(row["Status"].line)
    return next((state for state in LineState if folded(state) == word), LineState.OPEN)
