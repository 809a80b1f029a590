from __future__ import annotations

from fractions import Fraction

import pytest

from forum.decisions import Vote, faults_of, in_words, votes_of_groups
from forum.terms.parts.quorum import Votes

SIMPLE = Votes(majority=Fraction(1, 2), clause="8")
WITH_CASTING = Votes(majority=Fraction(1, 2), chair_casts=True, clause="8")
TWO_THIRDS_OF_PRESENT = Votes(majority=Fraction(2, 3), of="seats present", clause="8")
CHAIR_DECIDES = Votes(majority=Fraction(1, 2), chair_decides=True, clause="8")
OF_ALL = Votes(majority=Fraction(1, 2), of="all seats", clause="8")


@pytest.mark.parametrize(
    ("rule", "vote", "fault"),
    [
        (SIMPLE, Vote(5, 4), ""),
        (SIMPLE, Vote(2, 1, 6), ""),  # abstentions are no votes cast
        (SIMPLE, Vote(4, 4, 1), "more than half of the votes cast (clause 8); without it nothing is decided"),
        (SIMPLE, Vote(4, 4, casting=True), "no casting vote: the Chair has none (clause 8)"),
        (
            WITH_CASTING,
            Vote(4, 4),
            "more than half of the votes cast (clause 8), or the Chair’s casting vote",
        ),
        (WITH_CASTING, Vote(4, 4, casting=True), ""),
        (WITH_CASTING, Vote(4, 4, casting=False), "more than half of the votes cast (clause 8); without"),
        (WITH_CASTING, Vote(5, 4, casting=True), "no casting vote: only of a tie"),
        (TWO_THIRDS_OF_PRESENT, Vote(6, 0, 3), ""),
        (TWO_THIRDS_OF_PRESENT, Vote(5, 0, 4), "at least 2/3 of the seats present (clause 8)"),
        (OF_ALL, Vote(6, 0), "more than half of all seats (clause 8)"),
        (OF_ALL, Vote(7, 2), ""),
        (CHAIR_DECIDES, Vote(2, 5), "more than half of the votes cast (clause 8), or the Chair’s casting"),
        (CHAIR_DECIDES, Vote(2, 5, casting=True), ""),
        (CHAIR_DECIDES, Vote(5, 2, casting=True), "no casting vote: only without a majority"),
        (SIMPLE, Vote(8, 2), "at most 9 votes and abstentions together"),
    ],
)
def test_a_vote_carries_a_decision_or_is_refused_in_a_sentence(rule: Votes, vote: Vote, fault: str) -> None:
    refused = faults_of(vote, rule, present=9, seats=12)
    assert refused.startswith(fault)
    assert bool(refused) == bool(fault)


def test_the_minutes_say_how_the_votes_were() -> None:
    vote = Vote(4, 4, 1, casting=True, by_name="Police for, Probation against.")
    assert in_words(vote, WITH_CASTING) == (
        "Vote: 4 for, 4 against and 1 abstained, carried by the Chair’s casting vote (clause 8). "
        "By name: Police for, Probation against."
    )


@pytest.mark.parametrize(
    ("by_name", "groups"),
    [
        ("Non-teachers 4–2, the churches 1-3; Council: 2 – 2.", (1, 1, 1)),
        ("Teachers 4–2", (1, 0, 0)),  # no other group was there
        ("Teachers 4–2, teachers 1–0", None),
        ("Teachers 5–2", None),  # of six
        ("Unions 1–0", None),
        ("Teachers for", None),
        ("", None),
    ],
)
def test_each_group_has_one_vote_by_its_own_majority(
    by_name: str, groups: tuple[int, int, int] | None
) -> None:
    assert (
        votes_of_groups(by_name, {"teachers": 6, "the churches": 4, "council": 5, "non-teachers": 6})
        == groups
    )
