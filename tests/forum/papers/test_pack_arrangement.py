"""The unit arranges the pack: in words, and all that it says or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.members.membership import Seat
from forum.papers.pack import (
    Allow,
    Change,
    Drop,
    Keep,
    PackOrder,
    arrange,
    arrangement_digest,
    describe_arrangement,
    readers_in_words,
    seats_in_text,
)
from forum.papers.papers import Paper, PaperState, Readers
from forum.text.problem import Problem
from tests.english import day
from tests.forum.group import an_id

SEATS = tuple(
    Seat(an_id(short), number, name, name, short, day("Wed 1 Apr 2026"))
    for number, (short, name) in enumerate(
        (
            ("Kent Police", "Kent Police"),
            ("KCC Education", "KCC, Education and Young People’s Services"),
            ("CAMHS", "Kent and Medway CAMHS"),
        ),
        start=1,
    )
)
PAPERS = (
    Paper(an_id("4"), "4", "The action log", PaperState.FILED, document="a"),
    Paper(an_id("5"), "5", "Licensing", PaperState.WANTED),
    Paper(an_id("6"), "6", "Training", PaperState.FILED, document="b"),
    Paper(an_id("10"), "10", "Patterns", PaperState.FILED, Readers.PART_TWO, part=2, document="c"),
)


def after(*changes: Change, papers: tuple[Paper, ...] = PAPERS, pack_out: bool = False) -> dict[str, Paper]:
    return {paper.item_number: paper for paper in arrange(papers, changes, SEATS, pack_out=pack_out)}


def test_those_ordered_come_first_and_the_others_follow_as_they_were() -> None:
    assert [*after(PackOrder(("6", "4")))] == ["6", "4", "5", "10"]


def test_a_paper_left_out_comes_back_as_it_was() -> None:
    dropped = after(Drop("5"), Drop("6"))
    assert {dropped["5"].state, dropped["6"].state} == {PaperState.DROPPED}
    kept = after(Keep("5"), Keep("6"), papers=tuple(dropped.values()))
    assert [paper.state for paper in kept.values()] == [paper.state for paper in PAPERS]


def test_readers_are_set_for_a_paper_and_said_in_words() -> None:
    now = after(Allow("4", Readers.CORE), Allow("6", Readers.SEATS, "kent police, CAMHS"))
    assert readers_in_words(now["4"], SEATS) == "core members"
    assert readers_in_words(now["6"], SEATS) == "Kent Police and CAMHS"
    assert describe_arrangement(PAPERS, [*now.values()], SEATS) == (
        "Item 4: for core members.",
        "Item 6: for Kent Police and CAMHS.",
    )
    assert describe_arrangement(PAPERS, [*after(PackOrder(("6",))).values()], SEATS) == (
        "The order: 6, 4, 5 and 10.",
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("KENT POLICE", ["Kent Police"]),
        ("Kent Police and Kent and Medway CAMHS", ["Kent Police", "CAMHS"]),
        ("KCC, Education and Young People's Services; camhs", ["KCC Education", "CAMHS"]),
        ("KCC Education & Kent Police", ["KCC Education", "Kent Police"]),
    ],
)
def test_a_seat_is_known_by_any_of_its_names(written: str, meant: list[str]) -> None:
    assert [seat.short_name for seat in seats_in_text(written, SEATS)] == meant


def test_of_two_names_the_longer_is_meant() -> None:
    kent = replace(SEATS[0], id=an_id("Kent"), name="Kent", present_name="Kent", short_name="Kent")
    assert [seat.short_name for seat in seats_in_text("Kent Police", (kent, *SEATS))] == ["Kent Police"]
    assert [seat.short_name for seat in seats_in_text("Kent, CAMHS", (kent, *SEATS))] == ["Kent", "CAMHS"]


SEATS_ARE = "The seats are Kent Police, KCC Education and CAMHS."


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (PackOrder(("4", "99")), "Item 99 has no paper; items with a paper: 4, 5, 6 and 10."),
        (Drop("7"), "Item 7 has no paper; items with a paper: 4, 5, 6 and 10."),
        (Allow("6", Readers.SEATS, "Kent Police, Surrey"), f"Item 6: “surrey” is no seat. {SEATS_ARE}"),
        (Allow("6", Readers.SEATS, "Kent Policeman"), f"Item 6: “kent policeman” is no seat. {SEATS_ARE}"),
        (Allow("6", Readers.SEATS, ""), f"Item 6: no seat is named. {SEATS_ARE}"),
        (
            Allow("10", Readers.ALL),
            "Item 10: it is in part 2, and its paper is for readers of part 2 alone.",
        ),
    ],
)
def test_what_can_t_be_done_is_named_and_nothing_is(change: Change, fault: str) -> None:
    with pytest.raises(Problem) as problem:
        after(Drop("4"), change, Drop("98"))
    assert problem.value.sentence == "The pack can’t be arranged like that; nothing has been changed."
    assert problem.value.faults == (
        fault,
        "Item 98 has no paper; items with a paper: 4, 5, 6 and 10.",
    )


def test_a_pack_without_papers_says_so() -> None:
    with pytest.raises(Problem) as problem:
        after(Drop("4"), papers=())
    assert problem.value.faults == ("Item 4 has no paper; items with a paper: none.",)


def test_what_was_left_out_and_for_whom_the_rest_is_are_told() -> None:
    dropped = after(
        Drop("5"), Allow("10", Readers.CORE), Allow("6", Readers.PART_TWO), Allow("4", Readers.SEATS, "CAMHS")
    )
    assert describe_arrangement(PAPERS, [*dropped.values()], SEATS) == (
        "Item 4: for CAMHS.",
        "Item 5: left out of the pack.",
        "Item 6: for part 2.",
        "Item 10: for core members, part 2.",
    )
    assert describe_arrangement([*dropped.values()], PAPERS, SEATS) == (
        "Item 4: for all.",
        "Item 5: in the pack again.",
        "Item 6: for all.",
        "Item 10: for part 2.",
    )
    named = after(Allow("10", Readers.SEATS, "Kent Police"))
    assert readers_in_words(named["10"], SEATS) == "Kent Police, part 2"


def test_once_the_pack_is_out_only_the_readers_of_what_is_to_come_are_changed() -> None:
    assert after(Allow("5", Readers.CORE), pack_out=True)["5"].readers is Readers.CORE
    late = (replace(PAPERS[0], state=PaperState.LATE_WANTED),)
    assert after(Allow("4", Readers.CORE), papers=late, pack_out=True)["4"].readers is Readers.CORE
    for change in (PackOrder(("6",)), Drop("4"), Keep("4"), Allow("4", Readers.CORE)):
        with pytest.raises(Problem) as problem:
            after(change, pack_out=True)
        numbers = " ".join(change.numbers) if isinstance(change, PackOrder) else change.number
        why = (
            "its paper has gone out, and can’t be taken back from its readers."
            if isinstance(change, Allow)
            else "the pack has gone out: its papers and their order are settled."
        )
        assert problem.value.faults == (f"Item {numbers}: {why}",)


def test_a_paper_that_was_withdrawn_is_in_no_pack() -> None:
    with pytest.raises(Problem) as problem:
        after(Keep("4"), papers=(replace(PAPERS[0], state=PaperState.WITHDRAWN),))
    assert problem.value.faults == ("Item 4: its paper is withdrawn, and in no pack.",)


def test_every_difference_in_a_pack_makes_another_digest() -> None:
    packs = [
        PAPERS,
        PAPERS[::-1],
        PAPERS[1:],
        (replace(PAPERS[0], document="newer"), *PAPERS[1:]),
        (replace(PAPERS[0], readers=Readers.CORE), *PAPERS[1:]),
        (replace(PAPERS[0], readers=Readers.SEATS, seats=frozenset({SEATS[0].id})), *PAPERS[1:]),
        (replace(PAPERS[0], state=PaperState.DROPPED), *PAPERS[1:]),
    ]
    assert len({arrangement_digest(papers) for papers in packs}) == len(packs)
