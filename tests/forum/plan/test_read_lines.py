"""The plan's workbook as people fill it in: its lines, or each wrong cell named (clause 3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forum.members.membership import Role
from forum.plan.cycles import outdated_lines
from forum.plan.lines import Colour, LineState, PlanLine
from forum.plan.rag import rate
from forum.plan.read_lines import NEW, PlanContext, read_plan_lines
from forum.plan.sheet import SHEET, cells_of, plan_changes
from forum.terms.parts.duties import Plan
from forum.text.cells import Cell, Row
from forum.text.problem import Problem
from tests.english import day
from tests.forum.group import a_membership, a_seat, an_appointment, an_id, seats

TODAY = day("Mon 4 Jan 2027")
MEMBERS = a_membership(
    (*seats("Kent Police", "Kent Council", "Medway"), a_seat("Border Force", 4, abolished="Mon 4 Jan 2027")),
    an_appointment("Ann", Role.CORE, "Kent Police"),
    an_appointment("Ben", Role.CORE, "Kent Council"),
    an_appointment("Cat", Role.CORE, "Medway", last="Sun 3 Jan 2027"),
    people="Ann, Ben, Cat",
)
KNOWN = PlanLine(
    id=an_id("P1.1"),
    reference="P1.1",
    strand="Prepare",
    outcome="So that staff know the signs",
    action="Train all staff",
    lead_seat_id=an_id("Kent Police"),
    lead_id=an_id("Ann"),
    supporting=(an_id("Kent Council"), an_id("Medway")),
    start=day("Wed 1 Apr 2026"),
    first_due=day("Wed 31 Mar 2027"),
    due=day("Wed 31 Mar 2027"),
    purposes=("1a", "1c"),
    board="KSCB",
    measure="Staff trained",
    baseline="40%",
    target="90%",
    latest="62%",
    source="audit",
    evidence="Register",
    progress="Half are trained.",
    why="No venue.",
    added_on=day("Wed 1 Apr 2026"),
    heard_on=day("Mon 7 Dec 2026"),
)
LATE = replace(
    KNOWN,
    id=an_id("P1.2"),
    reference="P1.2",
    lead_id=an_id("Ben"),
    lead_seat_id=an_id("Kent Council"),
    supporting=(),
    first_due=day("Mon 30 Nov 2026"),
    due=day("Mon 30 Nov 2026"),
    why="",
)
ENDED = replace(
    KNOWN,
    id=an_id("P1.9"),
    reference="P1.9",
    state=LineState.CLOSED,
    ended_on=day("Tue 8 Sep 2026"),
    ended_by="MASE/2026-09/D1",
)
CONTEXT = PlanContext(
    today=TODAY,
    rules=Plan(),
    members=MEMBERS,
    purposes=("1a", "1b", "1c"),
    boards=("KSCB", "MSCB"),
    lines={line.reference: line for line in (KNOWN, LATE, ENDED)},
    silences={"P1.1": [day("Tue 8 Dec 2026")]},
    decisions=("MASE/2026-11/D1",),
)
WITHOUT_PLAN = replace(CONTEXT, lines={}, silences={})
DISCHARGED = {"Status": "Discharged", "Impact": "Staff refer more.", "Decision": "MASE/2026-11/D1"}


def row(number: int, line: PlanLine, context: PlanContext, changes: dict[str, Any]) -> Row:
    """A line as it is given out, with some cells changed; its cells have the places of a sheet."""
    rating = rate(line, TODAY, context.silences.get(line.reference, ()), context.rules)
    cells: dict[str, Any] = dict(zip(SHEET.headings, cells_of(line, rating, MEMBERS), strict=True))
    return {
        heading: Cell(f"{column}{number}", value)
        for column, (heading, value) in zip(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ", (cells | changes).items(), strict=True
        )
    }


def read(
    of_first: dict[str, Any] | None = None,
    of_second: dict[str, Any] | None = None,
    context: PlanContext = CONTEXT,
) -> tuple[PlanLine, ...]:
    """P1.1 and P1.2 with some cells changed, in rows 2 and 3."""
    rows = [row(2, KNOWN, context, of_first or {}), row(3, LATE, context, of_second or {})]
    return read_plan_lines(context, rows, "plan.xlsx")


def changed(cells: dict[str, Any]) -> tuple[str, ...]:
    """What the import of P1.1 with these cells would change, in words."""
    return plan_changes(CONTEXT.lines, read(cells), MEMBERS)


def test_lines_given_out_come_back_as_they_are_and_an_ended_one_stays() -> None:
    rows = [row(number, line, CONTEXT, {}) for number, line in enumerate((KNOWN, LATE, ENDED), start=2)]
    rows[2]["Action"] = Cell("D4", "Something else")
    assert read_plan_lines(CONTEXT, rows, "plan.xlsx") == (KNOWN, LATE)


def test_a_new_line_is_read_whole_and_begins_today() -> None:
    (new, _) = read({"Due now": None, "Status": None, "RAG": None}, context=WITHOUT_PLAN)
    assert new == replace(KNOWN, id=NEW, added_on=TODAY, heard_on=None)
    assert plan_changes({}, [new], MEMBERS) == ("P1.1: new: Train all staff; Ann, by 31 March 2027",)


def test_a_new_line_was_moved_and_ended_before_the_register_was_there() -> None:
    ended = DISCHARGED | {"Decision": "MASE/2020-01/D1", "Ended": "14 July 2026"}
    later = {"Due now": "30 April 2027", "Agreed by": "MASE/2020-02/D1"}
    (first, second) = read(ended, later, WITHOUT_PLAN)
    assert (first.state, first.ended_on, first.ended_by) == (
        LineState.DISCHARGED,
        day("Tue 14 Jul 2026"),
        "MASE/2020-01/D1",
    )
    assert (first.impact, first.evidence) == ("Staff refer more.", "Register")
    assert (second.first_due, second.due) == (LATE.first_due, day("Fri 30 Apr 2027"))
    assert (second.due_by, second.moved) == ("MASE/2020-02/D1", (TODAY,))


@pytest.mark.parametrize(
    ("cells", "changes"),
    [
        ({"Strand": "Prepare  ", "Lead seat": "kent police of the terms"}, ()),
        ({"Lead seat": "Medway", "Supporting seats": "Kent Council; kent council;"},
         ("lead seat Medway, was Kent Police",
          "supporting seats Kent Council, was Kent Council and Medway")),
        ({"Supporting seats": None, "Board": "mscb"},
         ("supporting seats none, was Kent Council and Medway", "board MSCB, was KSCB")),
        ({"Lead officer": "ben", "Start": "1/5/26"},
         ("lead officer Ben, was Ann", "start 1 May 2026, was 1 April 2026")),
        ({"Lead officer": "as P1.2"}, ("lead officer Ben, was Ann",)),
        ({"Purposes": "1B, 1c 1b"}, ("purposes 1b and 1c, was 1a and 1c",)),
        ({"Due now": "30 April 2027", "Agreed by": "MASE/2026-11/D1"},
         ("due 30 April 2027, was 31 March 2027",)),
        ({"RAG": "Red"}, ("RAG Red, was none",)),
        ({"Start": "31 March 2027", "RAG": None}, ("start 31 March 2027, was 1 April 2026",)),
        ({"Progress": " ".join(["word"] * 50), "RAG": None},
         (f"progress {' '.join(['word'] * 50)}, was Half are trained.",)),
        ({"Outcome sought": "So that all do", "Measure": "Courses", "Baseline": "1", "Target": "3",
          "Latest": "2", "Source": "review", "Evidence": "List"},
         ("outcome sought So that all do, was So that staff know the signs", "evidence List, was Register",
          "measure Courses, was Staff trained", "baseline 1, was 40%", "target 3, was 90%",
          "latest 2, was 62%", "source review, was audit")),
        (DISCHARGED, ("status discharged, was open", "decision MASE/2026-11/D1, was none",
                      "impact Staff refer more., was none")),
    ],
)  # fmt: skip
def test_what_an_import_changes_is_said_before_it_is_taken(
    cells: dict[str, Any], changes: tuple[str, ...]
) -> None:
    assert changed(cells) == tuple(f"P1.1: {change}" for change in changes)


def test_a_date_moves_by_its_decision_and_an_end_without_a_day_is_today_s() -> None:
    (moved, _) = read({"Due now": "30 April 2027", "Agreed by": "MASE/2026-11/D1"})
    assert (moved.due_by, moved.moved) == ("MASE/2026-11/D1", (TODAY,))
    (ended, _) = read({"Status": "Superseded", "Decision": "MASE/2026-11/D1"})
    assert (ended.state, ended.ended_on, ended.ended_by) == (
        LineState.SUPERSEDED,
        TODAY,
        "MASE/2026-11/D1",
    )


def test_each_number_of_a_strand_has_a_name_of_its_own() -> None:
    lines = read({}, {"Reference": "P2.1", "Strand": "Prevent"})
    assert [line.strand for line in lines] == ["Prepare", "Prevent"]


def test_what_the_workbook_says_anew_is_an_update_and_ends_the_silence() -> None:
    silent = read()[0]
    assert silent.heard_on == KNOWN.heard_on
    heard = read({"Why": "A venue is booked.", "RAG": "Green"})[0]
    assert (heard.heard_on, heard.said, heard.said_on) == (TODAY, None, None), "it is green by its dates"
    assert (heard.why, heard.progress) == ("A venue is booked.", "Half are trained.")
    worse = read({"Progress": "A third.", "RAG": "Amber"})[0]
    assert (worse.said, worse.said_on, worse.heard_on) == (Colour.AMBER, TODAY, TODAY)
    assert (worse.why, worse.progress) == ("No venue.", "A third.")
    waits = replace(KNOWN, put_forward_on=day("Mon 7 Dec 2026"))
    context = replace(CONTEXT, lines={"P1.1": waits, "P1.2": LATE}, silences={})
    assert read({"RAG": "Red"}, context=context)[0].put_forward_on == waits.put_forward_on


A_DAY = "a date such as 12/1/27 or 12 January 2027; “ongoing” is no day: give that of the next review"
A_DECISION = "the reference of a decision of the group that stands, such as MASE/2027-02/D1"
A_PERSON = "the name of one person of the group, as the list of members has it"
A_SEAT = "a seat of the group by its name or short name, not abolished"
NO_BETTER = "no better than Red (R): 35 days past its date; the group alone agrees better"


@pytest.mark.parametrize(
    ("of_first", "of_second", "fault"),
    [
        ({"Reference": "1.1"}, {}, "A2: found “1.1”; allowed: P, the strand and the number, such as P2.3"),
        ({}, {"Reference": "p 1.1"}, "A3: found “p 1.1”; allowed: each line once; it is also in A2"),
        ({"Strand": ""}, {"Strand": ""}, "B2: nothing found; allowed: the name of the strand"),
        ({}, {"Strand": "Pursue"}, "B3: found “Pursue”; allowed: “Prepare”, as in B2"),
        ({"Outcome sought": ""}, {}, "C2: nothing found; allowed: what the line is for: so that …"),
        ({"Action": ""}, {}, "D2: nothing found; allowed: what is done"),
        ({"Lead seat": "Border Force"}, {}, f"E2: found “Border Force”; allowed: {A_SEAT}"),
        ({}, {"Lead officer": ""}, f"F3: nothing found; allowed: {A_PERSON}"),
        ({}, {"Lead officer": "Dan"}, f"F3: found “Dan”; allowed: {A_PERSON}"),
        ({}, {"Lead officer": "as P9.1"},
         "F3: found “as P9.1”; allowed: a person; there is no line P9.1"),
        ({}, {"Lead officer": "Cat"},
         "F3: found “Cat”; allowed: a person who belongs to the group today; that one has left"),
        ({"Lead officer": "as P1.2"}, {"Lead officer": "As P1.1"},
         "F2: found “as P1.2”; allowed: a person; P1.1 as P1.2 as P1.1 goes round in a circle"),
        ({"Supporting seats": "Medway; Kent Police"}, {},
         "G2: found “Medway; Kent Police”; allowed: other seats than the one that leads"),
        ({"Supporting seats": "Medway; Nobody"}, {}, f"G2: found “Medway; Nobody”; allowed: {A_SEAT}"),
        ({"Start": ""}, {}, f"H2: nothing found; allowed: {A_DAY}"),
        ({"Due as first agreed": "ongoing"}, {}, f"I2: found “ongoing”; allowed: {A_DAY}"),
        ({"Due as first agreed": "30 April 2027"}, {},
         "I2: found “30 April 2027”; allowed: 31 March 2027, as first agreed; a new day goes under Due now"),
        ({"Start": "1 April 2027"}, {}, "I2: found “31 March 2027”; allowed: a day after the start"),
        ({"Due now": "30 April 2027"}, {}, f"K2: nothing found; allowed: {A_DECISION}"),
        ({"Due now": "30 April 2027", "Agreed by": "MASE/2026-11/D9"}, {},
         f"K2: found “MASE/2026-11/D9”; allowed: {A_DECISION}"),
        ({"RAG": "Pink"}, {}, "L2: found “Pink”; allowed: Grey, Blue, Green, Amber or Red, or nothing"),
        ({"RAG": "Blue"}, {},
         "L2: found “Blue”; allowed: red, amber or green; blue follows from the discharge, grey from the "
         "start"),
        ({}, {"RAG": "Amber", "Why": "Nearly there."}, f"L3: found “Amber”; allowed: {NO_BETTER}"),
        ({"Progress": "w " * 51}, {}, f"N2: found “{'w ' * 40}…”; allowed: at most 50 words"),
        ({"Purposes": "1c; 2a"}, {},
         "T2: found “1c; 2a”; allowed: purposes of the terms: 1a, 1b or 1c, with ; between"),
        ({"Purposes": None}, {},
         "T2: nothing found; allowed: purposes of the terms: 1a, 1b or 1c, with ; between"),
        ({"Board": "Ofsted"}, {}, "U2: found “Ofsted”; allowed: KSCB or MSCB, or nothing"),
        ({"Status": "Done"}, {}, "W2: found “Done”; allowed: Open; Discharged; Closed, not achieved; or "
         "Superseded, or nothing"),
        (DISCHARGED | {"Evidence": ""}, {},
         "O2: nothing found; allowed: what shows that it is done; no line is discharged without"),
        (DISCHARGED | {"Impact": ""}, {},
         "Z2: nothing found; allowed: one sentence on what it changed for children"),
        (DISCHARGED | {"Decision": ""}, {}, f"X2: nothing found; allowed: {A_DECISION}"),
        (DISCHARGED | {"Ended": "soon"}, {}, f"Y2: found “soon”; allowed: {A_DAY}"),
        ({"Status": "Superseded"}, {}, f"X2: nothing found; allowed: {A_DECISION}"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_what_is_allowed(
    of_first: dict[str, Any], of_second: dict[str, Any], fault: str
) -> None:
    with pytest.raises(Problem) as refused:
        read(of_first, of_second)
    assert refused.value.faults[0] == f"{fault}."


def test_all_wrong_cells_are_counted_beside_those_that_can_not_be_read() -> None:
    rows = [row(2, KNOWN, CONTEXT, {"Start": "", "Action": ""})]
    with pytest.raises(Problem) as refused:
        read_plan_lines(CONTEXT, rows, "plan.xlsx", ["H2: a formula; type its value."])
    assert refused.value.sentence == (
        "plan.xlsx can’t be taken as it is: 2 things to correct. Nothing has been changed."
    )
    assert refused.value.faults[0] == "H2: a formula; type its value."
    with pytest.raises(Problem) as refused:
        read_plan_lines(CONTEXT, [], "plan.xlsx")
    assert refused.value.faults == ("Plan: there is no line; it needs at least one.",)


def test_what_lines_say_that_is_not_so_any_more_is_listed() -> None:
    lines = (
        KNOWN,
        replace(LATE, lead_id=an_id("Cat")),
        replace(LATE, reference="P1.3", lead_seat_id=an_id("Border Force"), purposes=("1a", "1h")),
        replace(LATE, reference="P1.4", board=""),
        replace(ENDED, lead_id=an_id("Cat")),
        replace(LATE, reference="P1.5", board="Ofsted"),
    )
    assert list(outdated_lines(lines, MEMBERS, ("1a", "1c"), ("KSCB",), TODAY)) == [
        "P1.2: its lead has left; nobody is asked how it stands",
        "P1.3: the seat that leads it is abolished",
        "P1.3: the terms have no purpose 1h",
        "P1.5: the policy has no board “Ofsted”",
    ]
