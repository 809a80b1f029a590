from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.attendance.forecast import (
    Answer,
    Expected,
    Forecast,
    deputies_named,
    forecast,
    seats_empty_for_part_two,
)
from forum.attendance.quorum import Attendee, count_quorum
from forum.members.membership import Appointment, Cover, Membership, Role
from forum.terms.parts.quorum import Quorum
from tests.english import day
from tests.forum.group import a_cover, a_membership, a_seat, an_appointment, an_id, seats
from tests.forum.policies import MASE

TWO_THIRDS = MASE.quorum
MEETING = day("Tue 9 Feb 2027")
PEOPLE = ", ".join(
    [
        *(f"holder {letter}" for letter in "ABCDEF"),
        *(f"deputy {letter}{n}" for letter in "ABCDEF" for n in "12"),
        "Ann",
    ]
)


WORDS = {"yes": Answer.ACCEPTED, "no": Answer.APOLOGIES, "maybe": Answer.TENTATIVE}


def a_group(
    letters: str = "ABCDEF", deputies: str = "", vacant: str = "", covers: tuple[Cover, ...] = ()
) -> Membership:
    """Seats by their letters, each with its holder unless vacant; "A1 A2 C1" names deputies."""
    appointments: list[Appointment] = [
        an_appointment(f"holder {letter}", Role.CORE, letter) for letter in letters if letter not in vacant
    ]
    appointments += [an_appointment(f"deputy {one}", Role.DEPUTY, one[0]) for one in deputies.split()]
    return a_membership(seats(*letters), *appointments, covers=covers, people=PEOPLE)


def said(text: str) -> list[Expected]:
    """ "A yes; B no; C deputy C1; A1 for A no" in the order in which it was said, a line a day."""
    expected = []
    for number, line in enumerate(text.split(";")):
        words = line.split()
        if not words:
            continue
        by, seat = (f"deputy {words[0]}", words[2]) if "for" in words else (f"holder {words[0]}", words[0])
        answer = WORDS.get(words[-1], Answer.DEPUTY)
        deputy = f"deputy {words[2]}" if answer is Answer.DEPUTY and len(words) > 2 else ""
        expected.append(
            Expected(
                seat_id=an_id(seat),
                answer=answer,
                said_on=day("Mon 1 Feb 2027").replace(day=1 + number),
                person_id=an_id(by),
                deputy_id=an_id(deputy) if deputy else None,
            )
        )
    return expected


def outlook(found: Forecast) -> dict[str, str]:
    return {seat.seat.short_name: seat.words for seat in found.seats}


def ring(found: Forecast) -> list[tuple[str, str]]:
    return [(call.person.name, call.why) for call in found.ring]


def test_a_seat_is_confirmed_by_its_member_or_a_named_deputy() -> None:
    group = a_group("ABCDEF", deputies="B1")
    found = forecast(TWO_THIRDS, group, said("A yes; B deputy B1; C no; D deputy"), MEETING)
    assert outlook(found) == {
        "A": "confirmed",
        "B": "confirmed, by a deputy",
        "C": "apologies",
        "D": "deputy to come, not yet named",
        "E": "not answered",
        "F": "not answered",
    }
    assert (found.now.present, found.now.quorate, found.now.short) == (2, False, "2 of the 4 needed")
    assert {seat.seat.short_name for seat in found.seats if seat.confirmed} == {"A", "B"}
    assert [(call.seat.short_name, call.person.name) for call in found.ring] == [
        ("E", "holder E"),
        ("F", "holder F"),
    ]
    unproved = [*(replace(each, is_proved=False) for each in said("A yes; C no")), *said("D no")]
    found = forecast(TWO_THIRDS, group, unproved, MEETING)
    assert outlook(found)["C"] == "apologies, not proved"
    calls = [(call.seat.short_name, call.person.name, call.why) for call in found.unproved]
    assert calls == [("C", "holder C", "apologies, not proved")], "anybody may have sent them"


def test_a_chair_without_a_seat_is_taken_to_come() -> None:
    rule = Quorum(number=1, with_chair=True, clause="7")
    group = a_membership(
        seats("A"),
        an_appointment("holder A", Role.CORE, "A"),
        an_appointment("Ann", Role.CHAIR),
        people=PEOPLE,
    )
    found = forecast(rule, group, said("A yes"), MEETING)
    assert (found.now.present, found.now.quorate) == (1, True)


def test_a_seat_is_empty_for_part_two_where_nobody_comes_who_may_see_it() -> None:
    group = a_membership(
        seats(*"ABCDEF"),
        *(an_appointment(f"holder {seat}", Role.CORE, seat, part_two=seat != "B") for seat in "ABCD"),
        an_appointment("holder E", Role.CORE, "E", last="Mon 8 Feb 2027", part_two=True),
        an_appointment("holder F", Role.CORE, "F", first="Wed 10 Feb 2027", part_two=True),
        an_appointment("deputy D1", Role.DEPUTY, "D"),
        people=PEOPLE,
    )
    empty = seats_empty_for_part_two(group, said("A yes; C no; D deputy D1"), MEETING)
    who_comes = {"B": an_id("holder B"), "C": None, "D": an_id("deputy D1"), "E": None, "F": None}
    assert {seat.short_name: comes for seat, comes in empty} == who_comes


def test_the_latest_word_counts() -> None:
    group = a_group("ABC")
    assert forecast(TWO_THIRDS, group, said("A yes; A no"), MEETING).now.present == 0
    assert forecast(TWO_THIRDS, group, said("A no; A yes"), MEETING).now.present == 1
    assert forecast(TWO_THIRDS, group, said("A no; A yes")[::-1], MEETING).now.present == 1


def test_the_deputy_stays_named_when_the_member_then_declines_the_calendar_item() -> None:
    group = a_group("ABC", deputies="A1 A2")
    assert forecast(TWO_THIRDS, group, said("A deputy A1; A no"), MEETING).now.present == 1
    assert forecast(TWO_THIRDS, group, said("A deputy A1; A1 for A no"), MEETING).now.present == 0


def test_somebody_who_may_come_is_not_counted_and_is_rung_first() -> None:
    group = a_group("ABC")
    found = forecast(TWO_THIRDS, group, said("A yes; A maybe; B no; C no"), MEETING)
    assert (found.now.present, outlook(found)["A"]) == (0, "may come")
    assert ring(found)[0] == ("holder A", "may come")
    assert forecast(TWO_THIRDS, group, said("A no; A maybe; A yes"), MEETING).now.present == 1
    assert outlook(forecast(TWO_THIRDS, group, said("A maybe; A no"), MEETING))["A"] == "apologies"


def test_who_takes_back_that_they_can_not_come_is_rung_again() -> None:
    group = a_group("ABC", deputies="A1")
    member = forecast(TWO_THIRDS, group, said("A no; A maybe; B no; C no"), MEETING)
    assert ring(member)[0] == ("holder A", "may come")
    deputy = forecast(TWO_THIRDS, group, said("A1 for A no; A1 for A yes; A yes; A no; B no; C no"), MEETING)
    assert ring(deputy)[0] == ("deputy A1", "apologies; deputy on the register")


def test_seats_that_must_be_there_are_named_as_long_as_they_are_missing() -> None:
    rule = Quorum(number=2, must_include=("A", "B"), clause="7")
    found = forecast(rule, a_group("ABCD"), said("B yes; C yes"), MEETING)
    assert (found.now.missing, found.now.clause, found.now.quorate) == (("A",), "7", False)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("A deputy A1", "A1"),
        ("A deputy A1; A no", "A1"),
        ("A deputy A1; A maybe", "A1"),
        ("A deputy A1; A1 for A yes", "A1"),
        ("A deputy A1; A2 for A yes", "A1"),
        ("A deputy A1; A deputy A2", "A2"),
        ("A deputy A1; A1 for A no", ""),
        ("A deputy A1; A yes", ""),
        ("A deputy A1; A deputy", ""),
        ("A1 for A yes", ""),
    ],
)
def test_a_deputy_stays_named_until_somebody_says_otherwise(words: str, named: str) -> None:
    assert deputies_named(said(words)) == ({an_id("A"): an_id(f"deputy {named}")} if named else {})


def test_a_deputy_who_cannot_come_takes_nothing_from_a_member_who_can() -> None:
    group = a_group("ABC", deputies="A1")
    assert forecast(TWO_THIRDS, group, said("A yes; A1 for A no"), MEETING).now.present == 1


def test_the_word_of_a_member_who_has_left_or_is_covered_no_longer_counts() -> None:
    left = a_membership(
        seats("A"),
        an_appointment("holder A", Role.CORE, "A", last="Mon 8 Feb 2027"),
        an_appointment("holder B", Role.CORE, "A", first="Tue 9 Feb 2027"),
        people=PEOPLE,
    )
    assert outlook(forecast(TWO_THIRDS, left, said("A yes"), MEETING)) == {"A": "not answered"}
    cover = a_cover("holder A", "Ann", "Mon 1 Feb 2027", "Fri 26 Feb 2027")
    covered = forecast(TWO_THIRDS, a_group("A", covers=(cover,)), said("A yes"), MEETING)
    assert ring(covered) == [("Ann", "not answered")]


def test_nobody_is_rung_when_enough_are_coming() -> None:
    found = forecast(TWO_THIRDS, a_group("ABC"), said("A yes; B yes"), MEETING)
    assert found.now.quorate
    assert found.ring == ()
    assert found.words == "Seats confirmed: 2, 2 needed (clause 4)."


def test_only_as_many_are_rung_as_are_wanted_the_likeliest_first() -> None:
    group = a_group("ABCDEF", deputies="B1 D1 D2 E1")
    found = forecast(TWO_THIRDS, group, said("A yes; B no; C no"), MEETING)
    assert ring(found) == [
        ("holder D", "not answered"),
        ("holder E", "not answered"),
        ("holder F", "not answered"),
    ]
    assert found.words == "Seats confirmed: 1 of the 4 needed (clause 4); please ring three."


def test_after_those_who_have_not_answered_free_deputies_are_rung_then_members_again() -> None:
    group = a_group("ABCDEF", deputies="C1 D1 D2", vacant="DE")
    found = forecast(TWO_THIRDS, group, said("A no; B no; C no; D1 for D no"), MEETING)
    assert ring(found) == [
        ("holder F", "not answered"),
        ("deputy C1", "apologies; deputy on the register"),
        ("deputy D2", "vacant; deputy on the register"),
        ("holder A", "apologies, no deputy named"),
    ]
    assert found.words.endswith("please ring four.")


def test_seats_that_must_be_there_are_rung_first() -> None:
    rule = Quorum(number=2, must_include=("C",), clause="7")
    found = forecast(rule, a_group("ABC", deputies="B1"), said("A yes; B yes; C no"), MEETING)
    assert (found.now.quorate, found.now.short) == (False, "2, 2 needed, but not C")
    assert ring(found) == [("holder C", "apologies, no deputy named")]


def test_a_person_for_two_seats_is_counted_once_and_a_deputy_is_rung_for_the_other() -> None:
    group = a_membership(
        seats("A", "B"),
        an_appointment("Ann", Role.CORE, "A"),
        an_appointment("Ann", Role.CORE, "B"),
        an_appointment("deputy B1", Role.DEPUTY, "B"),
        people=PEOPLE,
    )
    both = [
        Expected(an_id(seat), Answer.ACCEPTED, day("Mon 1 Feb 2027"), an_id("Ann")) for seat in ("A", "B")
    ]
    found = forecast(TWO_THIRDS, group, both, MEETING)
    assert outlook(found) == {"A": "confirmed", "B": "the same person fills another seat"}
    assert [name for name, _ in ring(found)] == ["deputy B1"]


def test_it_is_said_when_calls_alone_would_not_do() -> None:
    found = forecast(TWO_THIRDS, a_group("ABC", vacant="BC"), said("A yes"), MEETING)
    assert found.ring == ()
    assert found.words == (
        "Seats confirmed: 1 of the 2 needed (clause 4); calls alone can’t make it quorate, "
        "so the Chair may want to move the meeting."
    )


def test_an_abolished_seat_is_neither_counted_nor_rung() -> None:
    group = a_membership(
        (*seats("A"), a_seat("B", 2, abolished="Tue 9 Feb 2027")),
        an_appointment("holder A", Role.CORE, "A"),
        an_appointment("deputy B1", Role.DEPUTY, "B"),
        people=PEOPLE,
    )
    found = forecast(TWO_THIRDS, group, [], MEETING)
    assert (found.now.needed, ring(found)) == (1, [("holder A", "not answered")])


@pytest.mark.parametrize("sooner", [True, False])
def test_a_named_deputy_nobody_knows_is_believed(sooner: bool) -> None:
    expected = [
        Expected(an_id("A"), Answer.DEPUTY, MEETING, an_id("holder A"), an_id("a stranger")),
        Expected(an_id("B"), Answer.APOLOGIES, MEETING, an_id("holder B")),
    ]
    found = forecast(TWO_THIRDS, a_group("AB"), expected if sooner else expected[::-1], MEETING)
    assert outlook(found) == {"A": "confirmed, by a deputy", "B": "apologies"}


@given(
    answers=st.lists(st.sampled_from(["yes", "no", "silent"]), min_size=4, max_size=4),
    deputies=st.sets(st.sampled_from(["A1", "B1", "C1", "D1"])),
    vacant=st.sets(st.sampled_from("ABCD")),
    named=st.sets(st.sampled_from("ABCD"), max_size=2),
    number=st.integers(1, 4),
)
def test_no_smaller_set_of_calls_would_do(
    answers: list[str], deputies: set[str], vacant: set[str], named: set[str], number: int
) -> None:
    rule = Quorum(number=number, must_include=tuple(sorted(named)), clause="4")
    group = a_group("ABCD", deputies=" ".join(sorted(deputies)), vacant="".join(vacant))
    lines = [f"{letter} {word}" for letter, word in zip("ABCD", answers, strict=True) if word != "silent"]
    found = forecast(rule, group, said(";".join(lines)), MEETING)

    come = {
        letter for letter, word in zip("ABCD", answers, strict=True) if word == "yes" and letter not in vacant
    }
    can_be_rung = [
        letter
        for letter in "ABCD"
        if letter not in come and (letter not in vacant or f"{letter}1" in deputies)
    ]
    would_do = []
    for chosen in product([False, True], repeat=len(can_be_rung)):
        more = {letter for letter, rung in zip(can_be_rung, chosen, strict=True) if rung}
        there: dict[Attendee, set[UUID]] = {letter: {an_id(letter)} for letter in come | more}
        if count_quorum(rule, group.seats_on(MEETING), there).quorate:
            would_do.append(len(more))
    assert ("calls alone can’t make it quorate" in found.words) == (not would_do)
    if would_do:
        assert len(found.ring) == min(would_do)
    assert len({call.seat for call in found.ring}) == len(found.ring)
