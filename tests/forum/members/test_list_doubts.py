"""Words of offices' lists that say that somebody left, is away, or that a place is vacant."""

from __future__ import annotations

import pytest

from forum.members.list_doubts import (
    Doubt,
    UnclearList,
    heads_leavers,
    is_name_alone,
    is_vacant,
    may_be_vacant,
    names_several,
    says_away,
    says_left,
    says_no_end,
)

LEFT = (
    "LEFT 30/09/2026",
    "left",
    "Leaver",
    "leaves in March",
    "leaving on 3 May",
    "Leaving date 1/2/27",
    "resigned",
    "resigns soon",
    "resigning",
    "RETIRED",
    "retiring in June",
    "stood down",
    "stepping down",
    "no longer a member",
    "former member",
    "formerly of Kent",
    "departed",
    "moved on",
    "inactive",
    "deceased",
)
AWAY = (
    "maternity leave, cover: B Jones",
    "on mat leave",
    "maternity cover",
    "long-term leave",
    "sick leave",
    "on leave until May",
    "seconded",
    "on secondment to NHS",
    "sabbatical",
    "career break",
    "covered by B Jones",
    "cover for A Smith",
    "Cover: B Jones",
    "carer’s leave",
    "annual leave",
)
NEITHER = (
    "Nurse for Looked After Children and Care Leavers",
    "Leaving Care Team Manager",
    "Head of Maternity Services",
    "Adoption Manager",
    "Discovery Lead",
    "Uplifted Lead",
    "Performer",
    "Recovery",
    "A Smith",
    "Coverdale Ward",
)


@pytest.mark.parametrize("text", LEFT)
def test_words_that_somebody_left_are_known(text: str) -> None:
    assert says_left(text)
    assert not is_name_alone(f"A Smith {text}")


@pytest.mark.parametrize("text", AWAY)
def test_words_that_somebody_is_away_are_known(text: str) -> None:
    assert says_away(text)
    assert not is_name_alone(f"A Smith {text}")


@pytest.mark.parametrize("text", NEITHER)
def test_words_of_the_field_say_neither(text: str) -> None:
    assert not says_left(text)
    assert not says_away(text)


@pytest.mark.parametrize(
    "name", ["", " ", "Vacant", "VACANCY", "tbc", "TBA", "to be confirmed", "-", "n/a", "None"]
)
def test_an_empty_cell_and_a_word_for_it_are_vacant(name: str) -> None:
    assert is_vacant(name)
    assert not may_be_vacant(name)
    assert not names_several(name)


@pytest.mark.parametrize(
    "name",
    [
        "?",
        "A Smith?",
        "–",
        "Vacant (from Jan: A Smith)",
        "(vacant) KCC",
        "TBC - A Smith",
        "Unknown",
        "nobody yet",
        "No one",
    ],
)
def test_more_than_a_word_for_it_may_be_vacant(name: str) -> None:
    assert may_be_vacant(name)
    assert not is_name_alone(name)


@pytest.mark.parametrize(
    "name", ["A Smith", "Jo Field (Police)", "O’Neill-Hall", "Smith, Ann", "Nonette Ward", "M. Tban", "Nora"]
)
def test_a_name_alone_is_one_person(name: str) -> None:
    assert is_name_alone(name)
    assert not is_vacant(name)
    assert not names_several(name)


@pytest.mark.parametrize(
    "name", ["A Smith from 1/2/27", "A Smith until Easter", "since May A Smith", "A Smith 30.9.2026"]
)
def test_a_date_beside_a_name_is_more_than_a_name(name: str) -> None:
    assert not is_name_alone(name)
    assert not names_several(name)


@pytest.mark.parametrize(
    "name", ["A Smith / B Jones", "A/B", "A & B", "A + B", "A and B", "A or B", "A; B", "A\nB"]
)
def test_two_people_are_several(name: str) -> None:
    assert names_several(name)


@pytest.mark.parametrize(
    "text", ["Former members", "Past members:", "Previous", "Ex-members", "Old", "Leavers"]
)
def test_a_heading_may_stand_over_leavers(text: str) -> None:
    assert heads_leavers(text)


@pytest.mark.parametrize("text", ["Members", "Co-opted members", "Exeter Council", "Oldham", "Pastoral team"])
def test_other_headings_do_not(text: str) -> None:
    assert not heads_leavers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(text, True) for text in ("", "Ongoing", "–", "-", "N", "no", "n/a", "none", "Present", "current")],
        ("to date", True),
        ("soon", False),
    ],
)
def test_a_last_day_that_is_none_is_known(text: str, expected: bool) -> None:
    assert says_no_end(text) is expected


def test_an_unclear_list_says_every_doubt_or_the_sheets_to_choose_from() -> None:
    doubt = Doubt(
        "Members, cell B2", "“?” may be a vacant place", "Take the place as vacant?", "Write “vacant”."
    )
    unclear = UnclearList("list.xlsx", (), (doubt,))
    assert str(unclear) == (
        "list.xlsx is not clear yet; nothing has been changed.\n"
        "  Members, cell B2: “?” may be a vacant place. Write “vacant”."
    )
    assert UnclearList("list.xlsx", ("Old", "New"), ()).faults == (
        "The sheets “Old” and “New” each look like the list of members. Hide or take out all but one.",
    )
