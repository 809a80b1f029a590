"""The chart of letters against the budget."""

from __future__ import annotations

from uuid import UUID

from forum.outbox.budget import Kind, Reader, Tally
from rehearsals.output.budget import budget_months, budget_rows, months_between, people_in_words
from tests.english import day
from tests.rehearsals.output.samples import CHAIR, LAST, NURSE, POLICE, UNIT, a_letter


def a_tally(person: UUID, reader: Reader, month: str, sent: int, kind: Kind = Kind.LETTER) -> Tally:
    allowed = 6 if reader is Reader.CHAIR else 3
    return Tally("MASE", person, reader, day(month), kind, sent, allowed)


def test_the_chart_has_a_row_a_person_and_a_number_a_month() -> None:
    months = months_between(day("Wed 9 Dec 2026"), LAST)
    assert months == (day("Tue 1 Dec 2026"), day("Fri 1 Jan 2027"), day("Mon 1 Feb 2027"))
    rows = budget_rows(
        [
            a_tally(NURSE, Reader.MEMBER, "Mon 1 Feb 2027", 4),
            a_tally(NURSE, Reader.MEMBER, "Tue 1 Dec 2026", 1),
            a_tally(NURSE, Reader.MEMBER, "Mon 1 Feb 2027", 2, Kind.DIGEST),
            a_tally(CHAIR, Reader.CHAIR, "Fri 1 Jan 2027", 6),
        ],
        {NURSE: "CCGs", CHAIR: "Chair"},
        months,
    )
    assert [(row.person, row.kind, row.months, row.over) for row in rows] == [
        ("Chair", Kind.LETTER, (0, 6, 0), False),
        ("CCGs", Kind.LETTER, (1, 0, 4), True),
        ("CCGs", Kind.DIGEST, (0, 0, 2), False),
    ]


def test_letters_about_a_meeting_after_the_last_day_are_counted_too() -> None:
    tallies = [a_tally(NURSE, Reader.MEMBER, "Mon 1 Mar 2027", 4, Kind.PAPER_ASKED)]
    months = budget_months(tallies, day("Mon 1 Feb 2027"), day("Fri 26 Feb 2027"))
    (row,) = budget_rows(tallies, {NURSE: "CCGs"}, months)
    assert (row.months, row.over) == ((0, 4), True)


def test_who_stands_in_for_the_chair_has_a_row_for_that() -> None:
    rows = budget_rows(
        [
            a_tally(POLICE, Reader.MEMBER, "Mon 1 Feb 2027", 3),
            a_tally(POLICE, Reader.CHAIR, "Mon 1 Feb 2027", 1),
        ],
        {POLICE: "Kent Police, deputy chair"},
        (day("Mon 1 Feb 2027"),),
    )
    assert [row.person for row in rows] == [
        "Kent Police, deputy chair, for the Chair",
        "Kent Police, deputy chair",
    ]


def test_two_holders_of_a_seat_are_told_apart_and_who_left_keeps_the_seat() -> None:
    words = people_in_words(
        [
            a_letter(NURSE, "KCHFT"),
            a_letter(POLICE, "KCHFT"),
            a_letter(NURSE, "Outside the group"),
            a_letter(UNIT, "Outside the group"),
        ]
    )
    assert words == {NURSE: "KCHFT (1 of 2)", POLICE: "KCHFT (2 of 2)", UNIT: "Outside the group"}
