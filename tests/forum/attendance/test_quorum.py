from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forum.attendance.quorum import (
    Attendee,
    Ruling,
    count_quorum,
    decision_stands,
    ruling_in_words,
    ruling_still_counts,
    seats_needed,
    seats_that_count,
)
from forum.members.membership import Role, Seat
from forum.terms.parts.quorum import Quorum, SomeOf
from tests.english import day
from tests.forum import policies as terms
from tests.forum.group import a_membership, a_seat, an_appointment, an_id, seats

TWO_THIRDS = terms.MASE.quorum
FOUR_WITH_TWO_NAMED = Quorum(number=4, must_include=("B", "C of the terms"), clause="7")
TWELVE = seats(*"ABCDEFGHIJKL")


def sitting(pairs: str) -> dict[Attendee, set[UUID]]:
    """ "Ann: A; Ben: B C; Guest:" says that Ann may fill seat A, Ben B or C, and a guest none."""
    split = (pair.split(":") for pair in pairs.split(";") if pair.strip())
    return {name.strip(): {an_id(seat) for seat in may_fill.split()} for name, may_fill in split}


def each_their_own(letters: str) -> dict[Attendee, set[UUID]]:
    return sitting("; ".join(f"holder of {letter}: {letter}" for letter in letters))


@pytest.mark.parametrize(
    ("rule", "of", "enough"),
    [
        (TWO_THIRDS, 12, 8),
        (TWO_THIRDS, 11, 8),
        (TWO_THIRDS, 10, 7),
        (TWO_THIRDS, 9, 6),
        (TWO_THIRDS, 1, 1),
        (TWO_THIRDS, 0, 1),
        (Quorum(number=4, clause="7"), 12, 4),
        (Quorum(number=4, clause="7"), 3, 4),  # then it can't be quorate
        (Quorum(share=Fraction(1, 2), number=4, clause="7"), 12, 6),
        (Quorum(share=Fraction(1, 2), number=4, clause="7"), 6, 4),
        (Quorum(must_include=("A", "B"), clause="7"), 12, 2),
        (Quorum(must_include=("Z",), clause="7"), 12, 1),  # named, but abolished
        (Quorum(share=Fraction(1, 2), exceeds=True, clause="7"), 12, 7),  # more than half
        (Quorum(share=Fraction(1, 2), exceeds=True, clause="7"), 11, 6),
        (Quorum(share=Fraction(1, 4), some_of=(SomeOf(number=4, seats=tuple("ABCDE")),), clause="7"), 12, 4),
    ],
)
def test_the_seats_needed_are_counted_in_whole_numbers(rule: Quorum, of: int, enough: int) -> None:
    assert seats_needed(rule, TWELVE[:of]) == enough


@pytest.mark.parametrize(
    ("came", "present", "quorate"),
    [
        ("ABCDEFGH", 8, True),  # exactly two thirds pass
        ("ABCDEFG", 7, False),
        ("ABCDEFGHIJKL", 12, True),
        ("", 0, False),
    ],
)
def test_twelve_seats_need_eight(came: str, present: int, quorate: bool) -> None:
    found = count_quorum(TWO_THIRDS, TWELVE, each_their_own(came))
    assert (found.present, found.needed, found.seats, found.quorate) == (present, 8, 12, quorate)


@pytest.mark.parametrize(
    ("of", "came", "counted"),
    [
        (12, "ABCDEFGH", "8 of 12 seats were filled and 8 are needed (clause 4)."),
        (12, "A", "1 of the 8 seats needed was filled (clause 4)."),
        (1, "A", "1 of 1 seats was filled and 1 is needed (clause 4)."),
    ],
)
def test_the_count_is_said_in_words_without_a_verdict(of: int, came: str, counted: str) -> None:
    assert count_quorum(TWO_THIRDS, TWELVE[:of], each_their_own(came)).counted == counted


def test_a_vacant_seat_counts_in_the_denominator() -> None:
    found = count_quorum(TWO_THIRDS, TWELVE, each_their_own("ABCDEFG"))  # H to L vacant
    assert (found.short, found.quorate) == ("7 of the 8 needed", False)


@pytest.mark.parametrize(
    ("came", "short", "quorate"),
    [
        ("B C D", "3, 3 needed, but not two of A, D or F", False),
        ("A E F", "3, 3 needed, but not one of B or C", False),
        ("A B E", "3, 3 needed, but not two of A, D or F", False),
        ("B A E D", "4, 3 needed", True),
        ("B L A", "2 of the 3 needed, without two of A, D or F", False),  # L is there, and does not count
    ],
)
def test_one_of_these_and_two_of_those_must_be_among_them(came: str, short: str, quorate: bool) -> None:
    some_of = (SomeOf(seats=("B", "C")), SomeOf(number=2, seats=("A", "D", "F")))
    rule = Quorum(number=3, some_of=some_of, not_counted=("L",), clause="7")
    group = a_membership(TWELVE, people="Ann")
    finding = count_quorum(
        rule, seats_that_count(rule, group, day("Tue 9 Mar 2027")), each_their_own("".join(came.split()))
    )
    assert (finding.short, finding.quorate, finding.seats) == (short, quorate, 11)


@pytest.mark.parametrize(
    ("came", "short"),
    [
        ("Ann: ; Ben: A; Cat: B; Dan: C", ""),
        ("Ben: A; Cat: B; Dan: C", "3, 3 needed, but not the Chair or the deputy chair"),
        ("Dan: ; Ann: A; Ben: C; Cat: D", "3, 3 needed, but not more of A and B than of C and D"),
    ],
)
def test_the_chair_is_there_with_or_without_a_seat_and_more_of_these_than_of_those(
    came: str, short: str
) -> None:
    rule = Quorum(number=3, with_chair=True, more=("A", "B"), than=("C", "D"), clause="7")
    chair = an_id("chair")
    present = {chair if name == "Ann" else name: theirs for name, theirs in sitting(came).items()}
    finding = count_quorum(rule, TWELVE, present, chairs=[chair])
    assert (finding.quorate, "" if finding.quorate else finding.short) == (not short, short)


def test_vacant_seats_are_left_out_where_the_terms_say_so() -> None:
    rule = Quorum(share=Fraction(1, 2), vacant="left out", clause="7")
    group = a_membership(TWELVE, *(an_appointment("Ann", Role.CORE, seat) for seat in "ABC"), people="Ann")
    left = seats_that_count(rule, group, day("Tue 9 Mar 2027"))
    assert ([seat.short_name for seat in left], seats_needed(rule, left)) == ([*"ABC"], 2)


@pytest.mark.parametrize(
    ("chair_rules_from", "came", "words"),
    [
        (1, "A", "not quorate unless the Chair rules otherwise (clause 7)."),
        (2, "A", "not quorate (clause 7)."),
        (2, "AB", "not quorate unless the Chair rules otherwise (clause 7)."),
        (0, "ABC", "not quorate (clause 7)."),
    ],
)  # fmt: skip
def test_the_chair_rules_only_from_so_many_seats_on(chair_rules_from: int, came: str, words: str) -> None:
    rule = Quorum(number=4, chair_rules_from=chair_rules_from, clause="7")
    assert count_quorum(rule, TWELVE, each_their_own(came)).words.split(": ")[1] == words


def test_an_abolished_seat_does_not_count_from_its_date() -> None:
    twelfth = a_seat("L", 12, abolished="Tue 9 Mar 2027")
    eleventh = a_seat("K", 11, abolished="Tue 9 Mar 2027")
    tenth = a_seat("J", 10, abolished="Tue 9 Mar 2027")
    group = a_membership((*TWELVE[:9], tenth, eleventh, twelfth), people="Ann")
    came = each_their_own("ABCDEF")
    before = count_quorum(TWO_THIRDS, group.seats_on(day("Mon 8 Mar 2027")), came)
    after = count_quorum(TWO_THIRDS, group.seats_on(day("Tue 9 Mar 2027")), came)
    assert (before.short, before.quorate) == ("6 of the 8 needed", False)
    assert (after.needed, after.seats, after.quorate) == (6, 9, True)


def test_a_member_and_their_deputy_fill_one_seat() -> None:
    assert count_quorum(TWO_THIRDS, TWELVE, sitting("Ann: A; her deputy: A")).present == 1


def test_one_person_for_two_seats_counts_once() -> None:
    assert count_quorum(TWO_THIRDS, TWELVE, sitting("Ann: A B")).present == 1


def test_people_are_put_on_seats_so_that_most_are_filled() -> None:
    came = sitting("Ann: A B; Ben: A; Cat: B C; Dan: C D; Eve: D")
    assert count_quorum(TWO_THIRDS, TWELVE, came).present == 4


def test_guests_and_co_opted_members_never_count() -> None:
    assert count_quorum(TWO_THIRDS, TWELVE, sitting("Guest:; Co-opted:; Chair without a seat:")).present == 0


def test_whoever_withdrew_does_not_count_for_the_item() -> None:
    came = each_their_own("ABCDEFGH")
    found = count_quorum(TWO_THIRDS, TWELVE, came, withdrawn=["holder of C"])
    assert (found.short, found.quorate) == ("7 of the 8 needed", False)
    assert an_id("C") not in found.filled


def test_a_deputy_fills_the_seat_of_a_member_who_withdrew() -> None:
    came = sitting("Ann: A; her deputy: A")
    assert count_quorum(TWO_THIRDS, TWELVE, came, withdrawn=["Ann"]).present == 1


@pytest.mark.parametrize(
    ("came", "quorate", "short"),
    [
        ("ABCD", True, "4, 4 needed"),
        ("BC", False, "2 of the 4 needed"),
        ("ADEF", False, "4, 4 needed, but not B and C"),
        ("ABDE", False, "4, 4 needed, but not C"),
        ("ABD", False, "3 of the 4 needed, without C"),
    ],
)
def test_seats_that_must_be_there_are_asked_for_beside_the_number(
    came: str, quorate: bool, short: str
) -> None:
    found = count_quorum(FOUR_WITH_TWO_NAMED, TWELVE[:8], each_their_own(came))
    assert (found.quorate, found.short) == (quorate, short)


def test_a_person_who_could_fill_either_seat_fills_the_one_that_must_be_there() -> None:
    found = count_quorum(FOUR_WITH_TWO_NAMED, TWELVE[:8], sitting("Ann: A B; Cat: C; Dan: D; Eve: E"))
    assert (found.missing, found.quorate) == ((), True)


def test_a_named_seat_that_was_abolished_need_not_be_there() -> None:
    left = tuple(seat for seat in TWELVE[:8] if seat.short_name != "B")
    assert count_quorum(FOUR_WITH_TWO_NAMED, left, each_their_own("ACDE")).quorate


@pytest.mark.parametrize(
    ("came", "quorate", "missing"),
    [
        (("Council", "Police", "Port", "NHS"), True, ()),
        (("Council", "Police", "Port"), False, ()),
        (("Council", "Port", "NHS", "Fire"), False, ("Police",)),
        (("Port", "NHS", "Fire", "Voluntary Sector"), False, ("Council", "Police")),
    ],
)
def test_another_forum_needs_four_with_the_two_its_terms_name(
    came: tuple[str, ...], quorate: bool, missing: tuple[str, ...]
) -> None:
    theirs = tuple(
        replace(a_seat(seat.short_name, number), name=seat.name)
        for number, seat in enumerate(terms.SECOND.seats, start=1)
    )
    present: dict[Attendee, set[UUID]] = {f"holder of {seat}": {an_id(seat)} for seat in came}
    found = count_quorum(terms.SECOND.quorum, theirs, present)
    assert (found.needed, found.quorate, found.missing) == (4, quorate, missing)


@pytest.mark.parametrize(
    ("rule", "came", "words"),
    [
        (
            TWO_THIRDS,
            "ABCDEFG",
            "7 of the 8 seats needed were filled: not quorate unless the Chair rules otherwise (clause 4).",
        ),
        (TWO_THIRDS, "ABCDEFGHIJ", "10 of 12 seats were filled and 8 are needed: quorate (clause 4)."),
        (
            TWO_THIRDS,
            "A",
            "1 of the 8 seats needed was filled: not quorate unless the Chair rules otherwise (clause 4).",
        ),
        (
            FOUR_WITH_TWO_NAMED,
            "ADEFG",
            "5 of 12 seats were filled and 4 are needed, and B and C must be among them: "
            "not quorate unless the Chair rules otherwise (clause 7).",
        ),
        (
            FOUR_WITH_TWO_NAMED,
            "AB",
            "2 of the 4 seats needed were filled, and C must be among them: "
            "not quorate unless the Chair rules otherwise (clause 7).",
        ),
    ],
)
def test_the_finding_is_said_in_a_sentence_with_its_clause(rule: Quorum, came: str, words: str) -> None:
    assert count_quorum(rule, TWELVE, each_their_own(came)).words == words


@pytest.mark.parametrize(
    ("came", "ruling", "it_stands"),
    [
        ("ABCDEFGH", None, True),
        ("ABCDEFG", None, False),
        ("ABCDEFG", Ruling.QUORATE, True),
        ("ABCDEFGH", Ruling.NOT_QUORATE, False),
        ("ABCDEFGH", Ruling.QUORATE, True),
    ],
)
def test_the_chair_rules_on_the_quorum(came: str, ruling: Ruling | None, it_stands: bool) -> None:
    assert (
        decision_stands(count_quorum(TWO_THIRDS, TWELVE, each_their_own(came)).quorate, ruling) is it_stands
    )


@pytest.mark.parametrize(
    ("rule", "ruling", "told", "now", "counts"),
    [
        (TWO_THIRDS, Ruling.QUORATE, "ABCDEFG", "ABCD", False),
        (TWO_THIRDS, Ruling.QUORATE, "ABCDEFG", "FGHIJKL", True),
        (TWO_THIRDS, Ruling.QUORATE, "ABCDEF", "ABCDEFG", True),
        (TWO_THIRDS, Ruling.NOT_QUORATE, "ABCDEF", "ABCDEFG", False),
        (TWO_THIRDS, Ruling.NOT_QUORATE, "ABCDEF", "ABCD", True),
        (TWO_THIRDS, Ruling.NOT_QUORATE, "ABCDEF", "GHIJKL", True),
        (TWO_THIRDS, Ruling.NOT_QUORATE, "ABCDEF", "ABCDEFGH", True),  # people see to it
        (FOUR_WITH_TWO_NAMED, Ruling.QUORATE, "ABDE", "ADEF", False),  # B must be there
        (FOUR_WITH_TWO_NAMED, Ruling.NOT_QUORATE, "ADEF", "ABDE", False),
    ],
)
def test_a_ruling_counts_for_a_corrected_record_that_speaks_for_it_all_the_more(
    rule: Quorum, ruling: Ruling, told: str, now: str, counts: bool
) -> None:
    found = [count_quorum(rule, TWELVE, each_their_own(came)) for came in (told, now)]
    assert ruling_still_counts(ruling, *found) is counts


def slow_count(
    the_seats: Sequence[Seat], present: Mapping[Attendee, Collection[UUID]], must: set[UUID]
) -> tuple[int, bool]:
    """Try every way of seating people: the most seats filled, and whether all of ``must`` can be."""
    most, all_named = 0, not must
    ids: list[UUID | None] = [seat.id for seat in the_seats]
    for order in permutations([*ids, *[None] * len(present)], len(present)):
        filled = {
            seat
            for (_, may_fill), seat in zip(present.items(), order, strict=True)
            if seat is not None and seat in may_fill
        }
        most = max(most, len(filled))
        all_named = all_named or must <= filled
    return most, all_named


@given(
    number=st.integers(1, 4),
    rooms=st.lists(st.sets(st.integers(0, 4)), max_size=4),
    gone=st.sets(st.integers(0, 3)),
    named=st.sets(st.sampled_from("ABCD"), max_size=2),
    share=st.sampled_from([None, Fraction(1, 2), Fraction(2, 3)]),
    fewest=st.sampled_from([None, 1, 2]),
)
def test_quorum_agrees_with_a_slow_obvious_count(
    number: int,
    rooms: list[set[int]],
    gone: set[int],
    named: set[str],
    share: Fraction | None,
    fewest: int | None,
) -> None:
    assume(share or fewest or named)
    rule = Quorum(share=share, number=fewest, must_include=tuple(sorted(named)), clause="4")
    the_seats = TWELVE[:number]  # a seat of the fifth letter was abolished, as was any above the number
    present: dict[Attendee, set[UUID]] = {
        f"person {one}": {an_id("ABCDE"[seat]) for seat in may_fill} for one, may_fill in enumerate(rooms)
    }
    withdrawn = [f"person {one}" for one in gone]
    staying = {person: may_fill for person, may_fill in present.items() if person not in withdrawn}
    must = {seat.id for seat in the_seats if seat.short_name in named}
    most, all_named = slow_count(the_seats, staying, must)

    found = count_quorum(rule, the_seats, present, withdrawn)

    enough = max(1, fewest or 0, len(must))
    assert found.present == most
    assert (not found.missing) == all_named
    assert found.quorate == (most >= enough and (share is None or most >= share * number) and all_named)


def test_a_ruling_is_said_in_a_sentence() -> None:
    assert ruling_in_words(Ruling.QUORATE) == "The Chair ruled the meeting quorate."
    assert ruling_in_words(Ruling.NOT_QUORATE) == "The Chair ruled the meeting not quorate."
