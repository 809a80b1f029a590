from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from forum.partnerships import (
    BriefingKind,
    BriefingWords,
    faults_of,
    is_quarter_due,
    needs_words_of_its_own,
    partnerships_in,
)
from tests.english import day
from tests.forum.partnerships.briefings import COMMUNITY, HEALTH, PANELS, words
from tests.forum.policies import MASE

NAMES_A_PERSON = "Jo Fielding told us."


@pytest.mark.parametrize(
    ("refer_to", "partnerships"),
    [
        ("Community Safety Partnerships", (COMMUNITY,)),
        ("MSCB Board; community safety  partnerships", (COMMUNITY,)),
        ("Health & Wellbeing Board, Adolescent Risk Management Panels", (PANELS, HEALTH)),
        ("MSCB Board", ()),
        ("", ()),
    ],
)
def test_a_decision_is_referred_to_the_partnerships_that_are_named(
    refer_to: str, partnerships: tuple[str, ...]
) -> None:
    assert partnerships_in(refer_to, MASE.partnerships) == partnerships


@pytest.mark.parametrize(
    ("part", "partnership", "needs"),
    [(1, COMMUNITY, False), (1, PANELS, False), (2, COMMUNITY, True), (1, HEALTH, True)],
)
def test_part_two_and_public_papers_need_words_of_their_own(part: int, partnership: str, needs: bool) -> None:
    assert needs_words_of_its_own(part, partnership, MASE.briefings) is needs


@pytest.mark.parametrize(
    ("partnership", "changes", "fault"),
    [
        (COMMUNITY, {"decided": ""}, "DECIDED: is missing."),
        (COMMUNITY, {"why": ""}, "WHY: is missing."),
        (COMMUNITY, {"pass_on": ""}, "PASS ON: is missing."),
        (COMMUNITY, {"by": None}, "ASK: and BY: are needed for action."),
        (COMMUNITY, {"kind": BriefingKind.COMMENT, "ask": ""}, "ASK: and BY: are needed for comment."),
        (
            COMMUNITY,
            {"kind": BriefingKind.INFORMATION},
            "Nothing is asked for information: leave ASK: and BY: out.",
        ),
        (
            PANELS,
            {"why": NAMES_A_PERSON},
            f"Nobody and no place is named to {PANELS}: “Jo Fielding” may be a name.",
        ),
        (
            HEALTH,
            {"ask": NAMES_A_PERSON},
            f"Nobody and no place is named to {HEALTH}: “Jo Fielding” may be a name.",
        ),
    ],
)
def test_what_keeps_a_briefing_from_the_chair_is_said(
    partnership: str, changes: dict[str, Any], fault: str
) -> None:
    assert faults_of(words(**changes), partnership, MASE.briefings, ()) == (fault,)


@pytest.mark.parametrize("partnership", [COMMUNITY, PANELS, HEALTH])
def test_a_whole_briefing_that_names_nobody_goes_to_the_chair(partnership: str) -> None:
    assert faults_of(words(), partnership, MASE.briefings, ()) == ()
    assert (
        faults_of(words(kind=BriefingKind.INFORMATION, ask="", by=None), partnership, MASE.briefings, ())
        == ()
    )


def test_a_name_is_a_persons_to_look_at_and_no_fault_elsewhere() -> None:
    assert faults_of(words(why=NAMES_A_PERSON), COMMUNITY, MASE.briefings, ()) == ()


@pytest.mark.parametrize(
    ("last", "is_due"), [("Tue 12 Jan 2027", False), ("Wed 14 Oct 2026", False), ("Tue 13 Oct 2026", True)]
)
def test_a_page_is_due_once_nothing_was_referred_for_thirteen_weeks(last: str, is_due: bool) -> None:
    assert is_quarter_due(day(last), day("Tue 12 Jan 2027")) is is_due


OTHERS: dict[str, Any] = {"kind": BriefingKind.COMMENT, "by": day("Mon 15 Mar 2027")}


@pytest.mark.parametrize("field", [field.name for field in fields(BriefingWords)])
def test_a_change_of_any_word_changes_the_mark(field: str) -> None:
    assert words(**{field: OTHERS.get(field, "Other words.")}).digest != words().digest
    assert words().digest == words().digest
