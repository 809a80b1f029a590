from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from forum.members.membership import Membership, PapersFor, Role
from forum.papers.papers import (
    Paper,
    PaperState,
    Readers,
    is_circulated,
    is_collected,
    may_read,
    next_supplement,
    pack_readers,
    packs,
    paper_may_move,
    state_when_carried,
    state_when_filed,
)
from forum.text.problem import Problem
from tests.english import day
from tests.forum.group import a_cover, a_membership, an_appointment, an_id, names, seats

DAY = day("Tue 2 Feb 2027")

TABLE = """
    wanted        filed, verbal, withdrawn, late wanted, tabled, dropped
    filed         filed, verbal, withdrawn, late wanted, dropped
    late wanted   late wanted, late allowed, verbal, withdrawn, tabled
    late allowed  late wanted, withdrawn
    verbal        filed, withdrawn, late wanted, tabled
    dropped       wanted, filed, verbal, withdrawn, late wanted, tabled
"""

ALLOWED = {
    (PaperState(start.strip()), PaperState(to.strip()))
    for line in TABLE.strip("\n").splitlines()
    for start, onward in [(line[:18], line[18:])]
    for to in onward.split(",")
}

GROUP: Membership = a_membership(
    seats("Police", "KCHFT", "CAMHS"),
    an_appointment("Chair", Role.CHAIR, part_two=True),
    an_appointment("Deputy Chair", Role.DEPUTY_CHAIR, part_two=True),
    an_appointment("Unit", Role.UNIT, part_two=True),
    an_appointment("Police", Role.CORE, "Police", part_two=True),
    an_appointment("Nurse", Role.CORE, "KCHFT"),
    an_appointment("Nurse's deputy", Role.DEPUTY, "KCHFT", papers=PapersFor.STANDING_IN),
    an_appointment("Police deputy", Role.DEPUTY, "Police", papers=PapersFor.ALWAYS, part_two=True),
    an_appointment("Quiet deputy", Role.DEPUTY, "CAMHS", papers=PapersFor.NONE),
    an_appointment("Co-opted", Role.CO_OPTED, part_two=True),
    an_appointment("Speaker", Role.CO_OPTED, papers=PapersFor.NONE),
    an_appointment("Leaver", Role.CORE, "CAMHS", last="Mon 1 Feb 2027", part_two=True),
    covers=(a_cover("Nurse", "Stand-in", "Mon 8 Mar 2027", "Fri 12 Mar 2027"),),
    people="Chair, Deputy Chair, Unit, Police, Nurse, Nurse's deputy, Police deputy, Quiet deputy, Co-opted, "
    "Speaker, "
    "Leaver, Stand-in",
)


def a_paper(
    state: PaperState = PaperState.FILED,
    readers: Readers = Readers.ALL,
    part: int = 1,
    document: str | None = "a digest",
    supplement: int | None = None,
    title: str = "A paper",
    seats: frozenset[UUID] = frozenset(),
) -> Paper:
    return Paper(an_id(title), "5", title, state, readers, part, document, supplement, seats)


def test_a_paper_moves_as_the_table_says_and_no_other_way() -> None:
    assert {move for move in product(PaperState, PaperState) if paper_may_move(*move)} == ALLOWED


@pytest.mark.parametrize(
    ("state", "pack_out", "to"),
    [
        (PaperState.WANTED, False, PaperState.FILED),
        (PaperState.VERBAL, False, PaperState.FILED),
        (PaperState.FILED, False, PaperState.FILED),
        (PaperState.WANTED, True, PaperState.LATE_WANTED),
        (PaperState.FILED, True, PaperState.LATE_WANTED),
        (PaperState.LATE_ALLOWED, True, PaperState.LATE_WANTED),
    ],
)
def test_a_paper_after_the_pack_waits_for_the_chairs_leave(
    state: PaperState, pack_out: bool, to: PaperState
) -> None:
    assert state_when_filed(state, pack_out) is to


@pytest.mark.parametrize("state", [PaperState.WITHDRAWN, PaperState.TABLED])
def test_a_paper_withdrawn_or_tabled_is_not_filed_any_more(state: PaperState) -> None:
    with pytest.raises(Problem, match=f"is {state} already"):
        state_when_filed(state, pack_out=False)


def test_only_a_paper_that_has_not_come_at_all_is_waited_for() -> None:
    assert {state for state in PaperState if not is_collected(state)} == {PaperState.WANTED}


def test_what_circulates_was_filed_in_time_or_late_with_leave() -> None:
    circulated = {state for state in PaperState if is_circulated(a_paper(state))}
    assert circulated == {PaperState.FILED, PaperState.LATE_ALLOWED}
    assert not is_circulated(a_paper(document=None))


def test_supplements_are_numbered_by_meeting() -> None:
    assert next_supplement([]) == 1
    assert next_supplement({1, 2}) == 3


@pytest.mark.parametrize(
    ("paper", "readers"),
    [
        (
            a_paper(),
            "Chair, Deputy Chair, Unit, Police, Nurse, Nurse's deputy, Police deputy, Quiet deputy, Co-opted",
        ),
        (
            a_paper(readers=Readers.CORE),
            "Chair, Deputy Chair, Unit, Police, Nurse, Nurse's deputy, Police deputy, Quiet deputy",
        ),
        (
            a_paper(readers=Readers.PART_TWO),
            "Chair, Deputy Chair, Unit, Police, Police deputy, Co-opted",
        ),
        (a_paper(part=2), "Chair, Deputy Chair, Unit, Police, Police deputy, Co-opted"),
        (a_paper(readers=Readers.CORE, part=2), "Chair, Deputy Chair, Unit, Police, Police deputy"),
        (
            a_paper(readers=Readers.SEATS, seats=frozenset({GROUP.seats[1].id})),
            "Chair, Deputy Chair, Unit, Nurse, Nurse's deputy",
        ),
        (
            a_paper(readers=Readers.SEATS, seats=frozenset({GROUP.seats[1].id}), part=2),
            "Chair, Deputy Chair, Unit",
        ),
    ],
)
def test_who_may_read_a_paper(paper: Paper, readers: str) -> None:
    allowed = [person.name for person in GROUP.people if may_read(paper, GROUP, person.id, DAY)]
    assert ", ".join(allowed) == readers


def test_a_stranger_reads_nothing() -> None:
    assert not may_read(a_paper(), GROUP, an_id("a stranger"), DAY)


def test_a_person_covering_reads_papers_for_all_and_core_but_not_part_two() -> None:
    covering = day("Tue 9 Mar 2027")
    stand_in = an_id("Stand-in")
    assert may_read(a_paper(readers=Readers.CORE), GROUP, stand_in, covering)
    assert not may_read(a_paper(part=2), GROUP, stand_in, covering)
    assert not may_read(a_paper(), GROUP, stand_in, DAY)


def test_the_pack_goes_to_chair_members_and_deputies_as_their_appointment_says() -> None:
    always = ["Chair", "Deputy Chair", "Police", "Nurse", "Co-opted", "Police deputy"]
    assert names(pack_readers(GROUP, DAY)) == always
    everybody_stands_in = [an_id(who) for who in ("Nurse's deputy", "Quiet deputy", "a stranger")]
    assert names(pack_readers(GROUP, DAY, everybody_stands_in)) == [
        "Chair", "Deputy Chair", "Police", "Nurse", "Co-opted", "Police deputy", "Nurse's deputy"
    ]  # fmt: skip


def test_a_co_opted_member_without_papers_reads_none_and_one_who_is_a_deputy_too_does() -> None:
    assert not may_read(a_paper(), GROUP, an_id("Speaker"), DAY)
    deputy = an_appointment("Speaker", Role.DEPUTY, "KCHFT", papers=PapersFor.ALWAYS)
    both = replace(GROUP, appointments=(*GROUP.appointments, deputy))
    assert may_read(a_paper(), both, an_id("Speaker"), DAY)


def test_each_reader_gets_the_papers_they_may_read_in_order() -> None:
    papers = [
        a_paper(title="Plan"),
        a_paper(title="Missing", state=PaperState.WANTED, document=None),
        a_paper(title="Talk", state=PaperState.VERBAL, document=None),
        a_paper(title="Late, not yet allowed", state=PaperState.LATE_WANTED),
        a_paper(title="Late", state=PaperState.LATE_ALLOWED, supplement=1),
        a_paper(title="Members' matter", readers=Readers.CORE),
        a_paper(title="Cases", part=2),
    ]
    got = {
        pack.person.name: (pack.part_two, [paper.title for paper in pack.papers])
        for pack in packs(papers, GROUP, DAY)
    }
    assert got["Police"] == (True, ["Plan", "Late", "Members' matter", "Cases"])
    assert got["Nurse"] == (False, ["Plan", "Late", "Members' matter"])
    assert got["Co-opted"] == (True, ["Plan", "Late", "Cases"])
    assert "Leaver" not in got


@pytest.mark.parametrize(
    ("state", "is_in", "carried"),
    [
        (PaperState.WANTED, False, PaperState.WANTED),
        (PaperState.FILED, True, PaperState.FILED),
        (PaperState.LATE_WANTED, True, PaperState.FILED),
        (PaperState.LATE_ALLOWED, True, PaperState.FILED),
        (PaperState.TABLED, True, PaperState.FILED),
        (PaperState.VERBAL, False, PaperState.VERBAL),
        (PaperState.WITHDRAWN, True, PaperState.WITHDRAWN),
    ],
)
def test_a_paper_that_goes_on_to_another_meeting_is_in_time_there_or_wanted_again(
    state: PaperState, is_in: bool, carried: PaperState
) -> None:
    assert state_when_carried(state, is_in=is_in) is carried
