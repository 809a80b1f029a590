from itertools import product
from uuid import UUID

import pytest

from forum.outbox.states import (
    FINAL,
    MOVES,
    Occasion,
    OccasionKind,
    State,
    Topic,
    dispatch_key,
    may_move,
    settles_step,
)

TABLE = """
    queued      drafting, held, lapsed, cancelled, sent, rehearsed
    drafting    drafted, queued, unknown
    drafted     submitting, queued, held, lapsed
    submitting  sent, rehearsed, drafted, unknown, failed
    unknown     sent, rehearsed, drafted, asked
    asked       sent, rehearsed, queued
    held        queued, cancelled, sent, rehearsed
    lapsed      sent, rehearsed
    cancelled   sent, rehearsed
    failed      sent, rehearsed
"""

ALLOWED = {
    (State(start), State(to.strip()))
    for line in TABLE.strip().splitlines()
    for start, onward in [line.split(maxsplit=1)]
    for to in onward.split(",")
}

GROUP, MEETING, PERSON = (UUID(int=number) for number in (1, 2, 3))


def test_a_dispatch_moves_as_the_table_says_and_no_other_way() -> None:
    assert {move for move in product(State, State) if may_move(*move)} == ALLOWED


def test_what_is_sent_rehearsed_lapsed_cancelled_or_failed_never_leaves_again() -> None:
    """What a restore forgot may turn out to have gone."""
    final = set(FINAL)
    assert final == {State.SENT, State.REHEARSED, State.LAPSED, State.CANCELLED, State.FAILED}
    assert {to for state in final for to in MOVES[state]} == {State.SENT, State.REHEARSED}
    assert not MOVES[State.SENT] | MOVES[State.REHEARSED]


def test_every_state_can_be_reached_and_left_for_a_final_one() -> None:
    reached = {State.QUEUED}
    for _ in State:
        reached |= {to for state in reached for to in MOVES[state]}
    assert reached == set(State)
    ending = set(FINAL)
    for _ in State:
        ending |= {state for state in State if MOVES[state] & ending}
    assert ending == set(State)


def test_a_rehearsed_or_failed_letter_settles_no_step() -> None:
    assert {state for state in State if settles_step(state)} == {State.SENT, State.LAPSED, State.CANCELLED}


def test_the_key_is_the_same_for_the_same_letter_and_differs_by_each_of_its_parts() -> None:
    key = dispatch_key(GROUP, "papers", Topic(MEETING), PERSON)
    assert key == f"{GROUP}/{MEETING}/papers/once/{PERSON}"
    others = {
        dispatch_key(PERSON, "papers", Topic(MEETING), PERSON),
        dispatch_key(GROUP, "papers", Topic(PERSON), PERSON),
        dispatch_key(GROUP, "minutes", Topic(MEETING), PERSON),
        dispatch_key(GROUP, "papers", Topic(MEETING, Occasion(OccasionKind.MINUTES)), PERSON),
        dispatch_key(GROUP, "papers", Topic(MEETING), GROUP),
    }
    assert len(others) == 5
    assert key not in others


@pytest.mark.parametrize("letter", ["", "a/b"])
def test_a_key_whose_parts_could_run_together_is_refused(letter: str) -> None:
    with pytest.raises(ValueError, match="slash"):
        dispatch_key(GROUP, letter, Topic(MEETING), PERSON)


def test_a_key_longer_than_the_register_holds_is_refused() -> None:
    assert len(dispatch_key(GROUP, "x" * 84, Topic(MEETING), PERSON)) == 200
    with pytest.raises(ValueError, match="longer than 200"):
        dispatch_key(GROUP, "x" * 85, Topic(MEETING), PERSON)
