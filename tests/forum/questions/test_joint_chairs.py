from __future__ import annotations

import pytest

from forum.members.membership import Person, Role
from forum.questions.chairs import JointStanding, chairs_asked, chairs_by_policy, settled
from forum.questions.words import Word
from forum.terms.parts.members import Chairs
from tests.english import day
from tests.forum.group import a_cover, a_membership, an_appointment, an_id, names

NAMED = Chairs(whose_word="named", organisation="MSCB")
EITHER, BOTH = Chairs(), Chairs(whose_word="both")
ANN, BEN = (
    Person(an_id(name), name, "", organisation, "", "")
    for name, organisation in (("Ann", "KSCB"), ("Ben", "MSCB"))
)


@pytest.mark.parametrize(("rule", "asked"), [(EITHER, (ANN, BEN)), (BOTH, (ANN, BEN)), (NAMED, (BEN,))])
def test_the_policy_says_whose_word_is_asked(rule: Chairs, asked: tuple[Person, ...]) -> None:
    assert chairs_by_policy((ANN, BEN), rule) == asked


def test_where_neither_comes_from_the_organisation_named_the_longest_serving_is_asked() -> None:
    assert chairs_by_policy((ANN,), NAMED) == (ANN,)
    assert chairs_by_policy((), NAMED) == ()


@pytest.mark.parametrize(
    ("rule", "said", "other", "outcome"),
    [
        (EITHER, Word.ALLOW, None, JointStanding.STANDS),
        (NAMED, Word.ALLOW, None, JointStanding.STANDS),
        (BOTH, Word.ALLOW, None, JointStanding.WAITS),
        (BOTH, Word.ALLOW, Word.AGREE, JointStanding.STANDS),
        (BOTH, Word.AGREE_BOTH, Word.AGREE_AGENDA, JointStanding.STANDS),
        (BOTH, Word.NO, Word.NO, JointStanding.STANDS),
        (BOTH, Word.NO, Word.ALLOW, JointStanding.DIFFERS),
        (BOTH, Word.RETURN, Word.DISCHARGE, JointStanding.DIFFERS),
        (BOTH, Word.NOT_QUORATE, Word.QUORATE, JointStanding.DIFFERS),
        (BOTH, Word.OTHER, None, JointStanding.STANDS),  # what to change
        (BOTH, Word.OTHER, Word.AGREE_AGENDA, JointStanding.STANDS),
    ],
)
def test_an_answer_stands_waits_for_the_other_or_differs_from_it(
    rule: Chairs, said: Word, other: Word | None, outcome: JointStanding
) -> None:
    assert settled(rule, said, [other]) is outcome


def test_the_answer_of_the_only_chair_stands() -> None:
    assert settled(BOTH, Word.NO, []) is JointStanding.STANDS


JOINTLY = a_membership(
    (),
    an_appointment("Ann", Role.CHAIR, last="Fri 15 Jan 2027"),
    an_appointment("Ben", Role.CHAIR),
    an_appointment("Cy", Role.CHAIR, first="Wed 20 Jan 2027"),
    covers=(a_cover("Ben", "Cy", "Mon 25 Jan 2027", "Fri 29 Jan 2027"),),
    people="Ann, Ben, Cy",
)


@pytest.mark.parametrize(
    ("of", "other", "on", "asked"),
    [
        ("Ann", "Ben", "Thu 14 Jan 2027", ["Ann"]),
        ("Ben", "Ann", "Thu 14 Jan 2027", ["Ben"]),
        ("Ann", "Ben", "Mon 18 Jan 2027", ["Ben"]),  # who is Chair alone
        ("Ann", "", "Mon 18 Jan 2027", ["Ben"]),
        ("Ann", "Ben", "Wed 20 Jan 2027", ["Cy"]),
        ("Ben", "Ann", "Wed 20 Jan 2027", ["Ben"]),
        ("Cy", "Ben", "Mon 25 Jan 2027", ["Cy"]),  # who covers for the other answers for themselves
    ],
)
def test_each_of_joint_chairs_keeps_what_they_were_asked_and_a_new_one_has_the_rest(
    of: str, other: str, on: str, asked: list[str]
) -> None:
    others = [an_id(other)] if other else []
    found = chairs_asked(an_id(of), day("Tue 12 Jan 2027"), JOINTLY, day(on), BOTH, others)
    assert names(found) == asked
