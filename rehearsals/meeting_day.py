"""The entries of the scripted minute-taker in the record workbook after a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook

from forum.agenda import FIXED, TO_RATIFY, Purpose
from forum.attendance.quorum import seats_needed, seats_that_count
from forum.members.membership import Membership, Person
from forum.record.prefill import PART_TWO_FROM
from forum.record.sheets import CHILDREN
from rehearsals import script
from rehearsals.business import (
    ACTION_LOG,
    ACTION_PLAN,
    ANSWER,
    BOARDS,
    BY_THEMSELVES,
    CHALLENGE,
    FROM_BOARDS,
    MINUTES,
    NO_MINUTES,
    ON_ANSWER,
    RAISED_AT,
    RISK,
    VOICE,
    Business,
    of_agenda,
)
from rehearsals.leads import RecordEntries, Typed, rows_typed, taken_on_plan
from tasks.register.tables import MeetingRow

LAST_MINUTES = "Last minutes"


def record_of(
    sheets: Workbook,
    meeting: MeetingRow,
    people: Membership,
    number: int,
    of_month: Business,
    chair: Person,
    refer_to: str = "",
) -> RecordEntries:
    """The entries for the first, second ... meeting of the rehearsal, as its scene has them. ``refer_to`` is
    the partnership to which its decision goes; empty for none."""
    scene = script.scene(number)
    if not of_month.is_of_sample:
        scene = replace(scene, walk_in=False)  # who comes unannounced is an officer of the sample's
    seats = people.seats_on(meeting.date)
    attendance = {
        seat.short_name: _attendance(people, place, seat.id, meeting.date, scene, number)
        for place, seat in enumerate(seats)
    }
    away = {
        holder.name
        for seat in seats
        if (holder := people.core_member(seat.id, meeting.date))
        and attendance[seat.short_name]["Status"] in ("Apologies", "Absent")
    }
    filled = sum(row["Status"] in ("Present", "Remote", "Deputy") for row in attendance.values())
    quorum = of_month.quorum
    is_short = scene.inquorate or (
        quorum is not None and filled < seats_needed(quorum, seats_that_count(quorum, people, meeting.date))
    )
    holders = (people.core_member(seat.id, meeting.date) for seat in seats)
    seated = {holder.id for holder in holders if holder}
    rows = [row for row in rows_typed(sheets, "Items") if row["Number"]]
    titles = [str(row["Title"]) for row in rows]
    if of_month.is_of_sample:
        of_month = of_agenda(titles, of_month)
    to_decide, last = _for_decision(rows, of_month), rows[-1]
    restricted = str(last["Number"]) if str(last["Part"]) == "2" else ""
    has_last = not any(row[1].value for row in sheets["Meeting"].iter_rows() if row[0].value == LAST_MINUTES)
    of_month = replace(of_month, standing={**of_month.standing, **_beside(rows, has_last)})
    of_plan = [str(row["Number"]) for row in rows if row["Title"] == ACTION_PLAN]
    has_plan = bool(of_plan) and "Plan" in sheets.sheetnames and not scene.inquorate
    plan = taken_on_plan(rows_typed(sheets, "Plan"), number, meeting.date) if has_plan else None
    return RecordEntries(
        meeting={
            "Start": _at(meeting, 5),
            "Finish": _at(meeting, meeting.minutes - 10),
            "Chaired by": chair.name,
            "Minute-taker": "Business Unit Officer",
            "Seats present": filled,
            **({LAST_MINUTES: "Confirmed" if MINUTES in titles else "Deferred"} if has_last else {}),
        },
        attendance=attendance,
        others=[] if chair.id in seated else [{"Name": chair.name, "Capacity": "Chair"}],
        items={str(row["Number"]): _said(of_month, row, away) for row in rows},
        earlier={} if is_short else _ratified(sheets),
        decisions=[
            *([{"Item": of_plan[0], "Text": plan.decision}] if plan else ()),
            *_by_themselves(rows),
            {"Item": to_decide, "Text": of_month.decision, **({"Refer to": refer_to} if refer_to else {})},
        ],
        actions=_actions(people, meeting, of_month, to_decide, restricted, number),
        updates=_updates(sheets) if ACTION_LOG in titles else {},
        plan=plan.rows if plan else {},
        registers=_registers(sheets, meeting, number) if of_month.is_of_sample else {},
    )


def _registers(sheets: Workbook, meeting: MeetingRow, number: int) -> dict[str, dict[str, Typed]]:
    """The risk of the first meeting, the challenge of the second, and its answer at the next; nothing where a
    group keeps no such register."""
    rows: dict[str, dict[str, Typed]] = {}
    if number == 1 and "Risks" in sheets.sheetnames:
        rows["Risks"] = {"1": RISK}
    if "Challenge" in sheets.sheetnames:
        waiting = [row for row in rows_typed(sheets, "Challenge") if row["What"] == CHALLENGE["What"]]
        if number == RAISED_AT:
            rows["Challenge"] = {f"{meeting.reference}/C1": CHALLENGE}
        elif waiting:
            rows["Challenge"] = {str(waiting[0]["Reference"]): ANSWER}
    return rows


def _at(meeting: MeetingRow, minutes: int) -> str:
    """The time so many minutes after a meeting was to begin, as the minute-taker types it."""
    return f"{dt.datetime.combine(meeting.date, meeting.start) + dt.timedelta(minutes=minutes):%H.%M}"


def _said(of_month: Business, row: Typed, away: Collection[str]) -> Typed:
    """The note on an item; under the standing item for it, what was heard of children beside."""
    heard = {CHILDREN: of_month.heard} if row["Title"] == VOICE and row["Lead"] not in away else {}
    has_paper, is_away = bool(row["How the paper came"]), row["Lead"] in away
    return {"Note": of_month.note_on(str(row["Title"]), has_paper=has_paper, lead_is_away=is_away), **heard}


def _beside(rows: Sequence[Typed], has_last: bool) -> dict[str, str]:
    """The notes that depend on what else the agenda has: minutes, and what came from boards, whose items
    follow the standing one."""
    titles = [str(row["Title"]) for row in rows if int(row["Part"]) == 1]
    answers = titles[titles.index(BOARDS) + 1 :] if BOARDS in titles else []
    came = answers or [title for title in titles if title.startswith(("Message from", "Answer of"))]
    return {
        **({} if has_last else {MINUTES: NO_MINUTES}),
        **({BOARDS: FROM_BOARDS} if came else {}),
        **dict.fromkeys(answers, ON_ANSWER),
    }


def _by_themselves(rows: Sequence[Typed]) -> list[Typed]:
    """The decisions on items that stand on the agenda by themselves, once their paper is in."""
    return [
        {"Item": str(row["Number"]), "Text": decision}
        for row in rows
        for begin, (_, decision) in BY_THEMSELVES.items()
        if decision and row["How the paper came"] and str(row["Title"]).startswith(begin)
    ]


def _for_decision(rows: Sequence[Typed], of_month: Business) -> str:
    """The number of the month's item for decision; where it is not on the agenda, of another for decision in
    part 1, else of the last item."""
    for row in rows:
        if row["Title"] == of_month.for_decision.title:
            return str(row["Number"])
    for row in rows:
        title = str(row["Title"])
        is_of_every_meeting = title in FIXED or title.endswith(TO_RATIFY)
        if row["Purpose"] == Purpose.DECISION and int(row["Part"]) == 1 and not is_of_every_meeting:
            return str(row["Number"])
    return str(rows[-1]["Number"])


def _ratified(sheets: Workbook) -> dict[str, Typed]:
    """Entries that ratify every earlier decision which waits for that."""
    rows = rows_typed(sheets, "Decisions")
    return {str(row["Reference"]): {"To ratify": "No"} for row in rows if row["To ratify"] == "Yes"}


def _attendance(
    people: Membership, place: int, seat_id: Any, day: dt.date, scene: script.Scene, number: int
) -> Typed:
    holder = people.core_member(seat_id, day)
    deputies = people.deputies(seat_id, day)
    if holder and holder == people.chair(day):
        place = script.OF_CHAIR
    if scene.inquorate and place in script.ABSENT_WHEN_INQUORATE and holder:
        return {"Status": "Apologies"}
    if scene.walk_in and place == script.WALK_IN:
        return {
            "Status": "Deputy",
            "Other deputy: name": "Housing Options Manager",
            "Other deputy: role": "Housing options manager",
            "Other deputy: email": "housing.options.manager@districts.example",
            "Accepted by the Chair": "Yes",
        }
    if holder is None:
        return {"Status": "Absent"}
    if place == script.DEPUTISED and number % 2 and deputies:
        return {"Status": "Deputy", "Deputy": deputies[0].name}
    return {"Status": "Remote" if place == script.REMOTE else "Present"}


def _actions(
    people: Membership, meeting: MeetingRow, of_month: Business, decided: str, restricted: str, number: int
) -> list[Typed]:
    seats = people.seats_on(meeting.date)
    actions: list[Typed] = []
    for (place, days), task in zip(script.OWNERS, of_month.tasks, strict=False):
        owner = people.core_member(seats[place].id, meeting.date) if place < len(seats) else None
        if owner is not None:
            actions.append(
                {
                    **(
                        {"Item": restricted, "Reference": f"{meeting.reference}/{PART_TWO_FROM}"}
                        if place == script.BUSY_OWNER and restricted
                        else {"Item": decided}
                    ),
                    "Short title (no names)": task.title,
                    "Action in full": task.text,
                    "Owner": owner.name,
                    "Due": meeting.date + dt.timedelta(days=days),
                }
            )
    if number == 1 and of_month.is_of_sample:
        name, address, title = script.OUTSIDE_OWNER
        actions.append(
            {
                "Item": decided,
                "Short title (no names)": title,
                "Action in full": "Draft it with the communications team.",
                "Owner": name,
                "Other owner’s email": address,
                "Due": meeting.date + dt.timedelta(days=21),
            }
        )
    return actions


def _updates(sheets: Workbook) -> dict[str, Typed]:
    """Entries that discharge every action reported done, on the Chair's word."""
    return {
        str(row["Reference"]): {"Status": "Discharged", "Agreed by the Chair": "Yes"}
        for row in rows_typed(sheets, "Updates")
        if row["Reference"] and "done" in str(row["Reported"] or "").lower()
    }
