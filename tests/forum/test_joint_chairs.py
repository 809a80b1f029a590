from __future__ import annotations

import pytest

from forum.joint_chairs import Settled, settled, whose_word_is_asked
from forum.membership import Person
from forum.policy import Chairs
from forum.replies import Word
from tests.forum.group import an_id

NAMED = Chairs(whose_word="named", organisation="MSCB")
EITHER, BOTH = Chairs(), Chairs(whose_word="both")
ANN, BEN = (
    Person(an_id(name), name, "", organisation, "", "")
    for name, organisation in (("Ann", "KSCB"), ("Ben", "MSCB"))
)


@pytest.mark.parametrize(("rule", "asked"), [(EITHER, (ANN, BEN)), (BOTH, (ANN, BEN)), (NAMED, (BEN,))])
def test_the_policy_says_whose_word_is_asked(rule: Chairs, asked: tuple[Person, ...]) -> None:
    assert whose_word_is_asked((ANN, BEN), rule) == asked


def test_where_neither_comes_from_the_organisation_named_the_longest_serving_is_asked() -> None:
    assert whose_word_is_asked((ANN,), NAMED) == (ANN,)
    assert whose_word_is_asked((), NAMED) == ()


@pytest.mark.parametrize(
    ("rule", "said", "other", "outcome"),
    [
        (EITHER, Word.ALLOW, None, Settled.STANDS),
        (NAMED, Word.ALLOW, None, Settled.STANDS),
        (BOTH, Word.ALLOW, None, Settled.WAITS),
        (BOTH, Word.ALLOW, Word.AGREE, Settled.STANDS),
        (BOTH, Word.AGREE_BOTH, Word.AGREE_AGENDA, Settled.STANDS),
        (BOTH, Word.NO, Word.NO, Settled.STANDS),
        (BOTH, Word.NO, Word.ALLOW, Settled.DIFFERS),
        (BOTH, Word.RETURN, Word.DISCHARGE, Settled.DIFFERS),
        (BOTH, Word.NOT_QUORATE, Word.QUORATE, Settled.DIFFERS),
        (BOTH, Word.OTHER, None, Settled.STANDS),  # what to change
        (BOTH, Word.OTHER, Word.AGREE_AGENDA, Settled.STANDS),
    ],
)
def test_an_answer_stands_waits_for_the_other_or_differs_from_it(
    rule: Chairs, said: Word, other: Word | None, outcome: Settled
) -> None:
    assert settled(rule, said, [other]) is outcome


def test_the_answer_of_the_only_chair_stands() -> None:
    assert settled(BOTH, Word.NO, []) is Settled.STANDS
