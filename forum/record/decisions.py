"""Check the decisions of a record, and the quorum at each."""

from __future__ import annotations

import re
from collections import Counter
from uuid import UUID

from forum.attendance.quorum import (
    Attendee,
    Ruling,
    chair_rules,
    count_quorum,
    decision_stands,
    seats_that_count,
)
from forum.decisions import Vote, faults_of, in_words, votes_of_groups
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled
from forum.record.people import Room
from forum.record.prefill import decision_references
from forum.record.record import DecisionRecord, FormItem, InterestRecord, RecordForm
from forum.text.cells import Cell, Row
from forum.text.checks import folded


def read_decisions(
    reader: RecordReader,
    room: Room,
    rows: tuple[Row, ...],
    interests: tuple[InterestRecord, ...],
    ruling: Ruling | None,
) -> tuple[DecisionRecord, ...]:
    """Return the decisions taken, each with the seats there and whether it stands (clause 4)."""
    filled = [row for row in rows if is_filled(row, ("Reference",))]
    references = decision_references(reader.form)
    decisions = []
    for reference, row in reader.rows_by(filled, "Reference", references).items():
        item = reader.item(row["Item"], needed=True)
        text = reader.text(row["Text"], "what was decided")
        refer_to = reader.line(row["Refer to"])
        if item is not None:
            reader.check_part(row["Item"], references, references[reference], item.part)
            away = _away(room, interests, item)
            seats, quorate, to_ratify = _quorum(reader, room, row, away, ruling)
            vote = _vote(reader, room, row, away, seats)
            supersedes = _earlier_decision(reader, row["Supersedes"])
            decisions.append(
                DecisionRecord(
                    reference=reference,
                    item_id=item.id,
                    text=text,
                    seats_present=seats,
                    quorate=quorate,
                    to_ratify=to_ratify,
                    refer_to=refer_to,
                    supersedes=supersedes,
                    vote=vote,
                )
            )
    return tuple(decisions)


def _vote(reader: RecordReader, room: Room, row: Row, away: set[Attendee], present: int) -> str:
    """Return the sentence on the vote of a decision; empty where the group takes none, or agreed without.
    Of a matter with votes of its own the seats without one do not count."""
    form = reader.form
    headings = ("For", "Against", "Abstained")
    if form.votes is None or not any(row[heading].line for heading in headings):
        return ""
    counts = [reader.number(row[heading], len(form.seats)) or 0 for heading in headings]
    casting = {"For": True, "Against": False}.get(reader.choice(row["Casting vote"], sheets.CASTING))
    vote = Vote(counts[0], counts[1], counts[2], casting, reader.line(row["Votes by name"]))
    seats = seats_that_count(form.quorum, form.membership, form.date)
    rule, matters = form.votes, {each.matter: each for each in form.votes_on}
    if matters and (matter := matters.get(reader.choice(row["Vote on"], matters))):
        seats = tuple(seat for seat in seats if not {seat.name, seat.short_name} & {*matter.without})
        present = min(present, count_quorum(form.quorum, seats, room.present, away).present)
        own = {"majority": matter.majority, "of": matter.of, "clause": matter.clause}
        rule = rule.model_copy(update=own)
    voters = len(seats)
    if rule.by_group:
        voting = {seat.short_name for seat in seats}
        groups = Counter(kind for short_name, kind in form.kinds if short_name in voting)
        present = voters = len(groups)
        if votes_of_groups(vote.by_name, groups) != tuple(counts):
            reader.fault(
                row["Votes by name"],
                "the votes of each group, such as “Teachers 4–2, Churches 3–1”; For, Against and Abstained "
                "have the groups",
            )
    if fault := faults_of(vote, rule, present, voters):
        reader.fault(row["Casting vote" if fault.startswith("no casting") else "For"], fault)
    return in_words(vote, rule)


def _earlier_decision(reader: RecordReader, cell: Cell) -> str | None:
    """The reference of the decision of an earlier meeting that this one takes the place of; None for none."""
    typed = folded(reader.line(cell))
    known = {folded(reference): reference for reference in reader.form.decided_before}
    if typed and typed not in known:
        reader.fault(cell, "the reference of a decision of an earlier meeting, such as MASE/2027-01/D2")
    return known.get(typed)


def of_this_meeting(form: RecordForm, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Split the lines into this meeting's decisions and, above them, decisions of earlier meetings."""
    of_the_group = re.compile(rf"{re.escape(folded(form.group))}/.+/d\d+")
    own = folded(f"{form.reference}/")

    def is_earlier(row: Row) -> bool:
        reference = folded(row["Reference"].line)
        return of_the_group.fullmatch(reference) is not None and not reference.startswith(own)

    return tuple(row for row in rows if not is_earlier(row)), tuple(row for row in rows if is_earlier(row))


def read_ratified(
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
        decision = earlier_decisions.get(folded(row["Reference"].line))
        if decision is not None and reader.yes(row["To ratify"]) is False:
            _quorum(reader, room, row, _away(room, interests, reader.item(row["Item"])), ruling)
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
    finding = room.quorum_without(away)
    typed = reader.number(row["Seats present"], finding.present)
    seats = finding.present if typed is None else typed
    counted = finding.quorate and seats >= finding.needed
    covered = ruling is Ruling.NOT_QUORATE or seats == room.quorum.present
    ruled = reader.yes(row["Quorate"])
    if ruled is None:
        ruled = decision_stands(counted, ruling if covered else None)
    elif ruled and not counted and not form.quorum.chair_may_rule(seats):
        reader.fault(row["Quorate"], f"No or nothing: {chair_rules(form.quorum)}")
    to_ratify = reader.yes(row["To ratify"])
    if to_ratify is False and not ruled:
        reader.fault(row["To ratify"], f"Yes or nothing: there were {seats} of the {finding.needed} needed")
    return seats, ruled, not ruled if to_ratify is None else to_ratify
