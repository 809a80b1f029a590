from __future__ import annotations

import datetime as dt

import pytest

from forum.calendar.working_days import working_days
from forum.concerns.kinds import CONCERNS, ConcernKind, advice, concern_answer_by, unit_does, whom_to_ring
from forum.terms.parts.concerns import Concerns
from tests.forum.policies import MASE

BANK_HOLIDAYS = frozenset({dt.date(2026, 12, 25), dt.date(2026, 12, 28), dt.date(2027, 1, 1)})
DAYS = working_days(MASE.working_time, BANK_HOLIDAYS)


def test_each_kind_has_its_row_in_the_same_order() -> None:
    assert [*CONCERNS] == [*ConcernKind]


@pytest.mark.parametrize(
    ("kind", "received", "by"),
    [
        (ConcernKind.ALLEGATION, dt.date(2027, 1, 15), dt.date(2027, 1, 18)),  # a Friday
        (ConcernKind.RIGHTS, dt.date(2027, 1, 31), dt.date(2027, 2, 28)),
        (ConcernKind.ACCESS, dt.date(2027, 1, 15), dt.date(2027, 2, 15)),
        (ConcernKind.INFORMATION, dt.date(2027, 1, 12), dt.date(2027, 2, 9)),
        (ConcernKind.INFORMATION, dt.date(2026, 12, 18), dt.date(2027, 1, 25)),  # over the closure
        (ConcernKind.WORRY, dt.date(2027, 1, 15), None),
        (ConcernKind.COMPLAINT, dt.date(2027, 1, 15), None),
    ],
)
def test_the_law_says_by_when(kind: ConcernKind, received: dt.date, by: dt.date | None) -> None:
    assert concern_answer_by(kind, received, DAYS) == by


def test_a_frightened_writer_reads_whom_to_ring_first() -> None:
    told = advice(ConcernKind.WORRY, MASE.concerns, None)
    assert told.first == "If anybody is in danger now, ring 999."
    assert told.numbers == (
        "Kent: 03000 000001, at night and weekends 03000 000002",
        "Medway: 03000 000011, at night and weekends 03000 000012",
        "The police, where it is no emergency: 101",
    )

    assert told.more == CONCERNS[ConcernKind.WORRY].more


def test_an_allegation_goes_to_the_designated_officer() -> None:
    told = advice(ConcernKind.ALLEGATION, MASE.concerns, dt.date(2027, 1, 18))
    police = "The police, where it is no emergency: 101"
    assert told.numbers == ("Kent: 03000 000003", "Medway: 03000 000013", police)
    unnumbered = MASE.concerns.front_doors[0].model_copy(update={"designated_officer": "", "by_night": ""})
    concerns = Concerns(front_doors=(unnumbered,))
    assert advice(ConcernKind.ALLEGATION, concerns, None).numbers == ("Kent: 03000 000001", police)
    assert advice(ConcernKind.ALLEGATION, Concerns(), None).numbers == (
        "The designated officer (LADO) of the council where they work",
        police,
    )
    assert advice(ConcernKind.THREAT, Concerns(), None).numbers == (police,)
    assert whom_to_ring(concerns, ()) == (
        "Worried about a child? Ring Kent 03000 000001, or 999 in danger. This mailbox is not watched."
    )


HELD = "Until then nothing that names you is destroyed. Our letters to you about the group go on meanwhile."


def test_what_is_kept_for_somebody_is_promised_only_where_it_is_sure_who_wrote() -> None:
    month = "That is one month after you asked."
    by = dt.date(2027, 1, 18)
    assert advice(ConcernKind.RIGHTS, MASE.concerns, by).more == (month,)
    assert advice(ConcernKind.RIGHTS, MASE.concerns, by, is_known=True).more == (month, HELD)
    assert advice(ConcernKind.COMPLAINT, MASE.concerns, None, is_known=True).more[1:] == ()
    does = unit_does(ConcernKind.RIGHTS, Concerns(), by, is_known=False)
    assert does.startswith(
        "Read it with the data protection officer, and answer them by Monday 18 January 2027. "
    )
    assert unit_does(ConcernKind.RIGHTS, Concerns(), by, is_known=True) == (
        f"{does} What names them is held against disposal meanwhile; letters to them about the group go on."
    )


@pytest.mark.parametrize(
    ("kind", "words", "unnamed", "named"),
    [
        (
            ConcernKind.COMPLAINT,
            "it is heard by",
            "the independent chair or the manager of the boards",
            "Ann",
        ),
        (ConcernKind.INFORMATION, "It comes from", "whoever answers such requests for the council", "Ben"),
        (ConcernKind.PRESS, "Please speak to", "the council’s press office", "Cat"),
    ],
)
def test_where_the_policy_names_nobody_it_is_said_who_it_is(
    kind: ConcernKind, words: str, unnamed: str, named: str
) -> None:
    policy = Concerns(about_chair="Ann", information="Ben", press="Cat")
    for concerns, somebody in ((Concerns(), unnamed), (policy, named)):
        told = advice(kind, concerns, dt.date(2027, 1, 18))
        assert f"{words} {somebody}." in " ".join((told.first, *told.more))


def test_a_policy_without_numbers_still_says_whom_to_ring() -> None:
    told = advice(ConcernKind.WORRY, Concerns(), None)
    assert told.numbers == (
        "The children’s services of the council where the child lives",
        "The police, where it is no emergency: 101",
    )
    assert whom_to_ring(Concerns(), ["Paths are kept", "Children are safe"]) == (
        "Worried about a child? Ring the children’s services of your council, or 999 in danger. This mailbox "
        "is not watched."
    )
    assert whom_to_ring(Concerns(), ["Paths are kept"]) == "In danger? Ring 999. This mailbox is not watched."


@pytest.mark.parametrize("concerns", [MASE.concerns, Concerns()], ids=["mase", "silent policy"])
@pytest.mark.parametrize("kind", ConcernKind)
def test_every_sentence_names_somebody(kind: ConcernKind, concerns: Concerns) -> None:
    day = dt.date(2027, 1, 18)
    told = advice(kind, concerns, day, is_known=True)
    for sentence in (told.first, *told.more, unit_does(kind, concerns, day, is_known=True)):
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_the_foot_of_each_letter_is_one_line() -> None:
    assert whom_to_ring(MASE.concerns, ()) == (
        "Worried about a child? Ring Kent 03000 000001 or Medway 03000 000011 (at night Kent 03000 000002 or "
        "Medway 03000 000012), or 999 in danger. This mailbox is not watched."
    )
