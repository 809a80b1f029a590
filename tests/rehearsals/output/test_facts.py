"""What is shown of the register, and whose letters count as what."""

from __future__ import annotations

from uuid import UUID

import pytest

from forum.calendar.steps import StepKind
from forum.members.membership import Appointment, Cover, Membership, PapersFor, Person, Role
from forum.outbox.budget import Reader
from rehearsals.output.facts import PlayFacts, budget_reader
from tests.english import day
from tests.rehearsals.output.samples import (
    CHAIR,
    FIRST,
    LAST,
    NURSE,
    PLANNED,
    POLICE,
    UNIT,
    a_meeting,
    a_step,
)


def test_meetings_that_were_not_dealt_with_are_not_shown() -> None:
    coming = a_meeting(
        a_step(StepKind.INVITE, "Mon 4 Jan 2027", None, "Mon 4 Jan 2027"),
        a_step(StepKind.AGENDA_AGREED, "Thu 11 Mar 2027", "Tue 30 Mar 2027"),
        date=day("Tue 13 Apr 2027"),
    )
    begun = a_meeting(
        a_step(StepKind.AGENDA_AGREED, "Thu 11 Feb 2027", "Tue 23 Feb 2027"), date=day("Tue 9 Mar 2027")
    )
    facts = PlayFacts(FIRST, LAST, ("MASE",), (a_meeting(), begun, coming), (), ())
    assert facts.shown == (a_meeting(), begun)


@pytest.mark.parametrize(
    ("person", "letter", "on", "reader"),
    [
        (CHAIR, "papers", "Mon 1 Feb 2027", Reader.CHAIR),
        (POLICE, "papers", "Mon 1 Feb 2027", Reader.MEMBER),
        (POLICE, "chair", "Mon 1 Feb 2027", Reader.CHAIR),
        (NURSE, "papers", "Mon 1 Feb 2027", Reader.MEMBER),
        (NURSE, "papers", "Wed 3 Mar 2027", Reader.CHAIR),  # covers for the Chair in March
        (CHAIR, "papers", "Wed 3 Mar 2027", Reader.MEMBER),
        (UNIT, "minutes_draft", "Mon 1 Feb 2027", Reader.UNIT),
    ],
)
def test_letters_count_by_what_the_person_is_that_day(
    person: UUID, letter: str, on: str, reader: Reader
) -> None:
    people = Membership(
        seats=(),
        people=tuple(Person(one, "", "", "", "", "") for one in (NURSE, POLICE, CHAIR, UNIT)),
        appointments=tuple(
            Appointment(UUID(int=9), one, role, None, PLANNED, None, PapersFor.ALWAYS, True)
            for one, role in (
                (NURSE, Role.CO_OPTED),
                (POLICE, Role.DEPUTY_CHAIR),
                (CHAIR, Role.CHAIR),
                (UNIT, Role.UNIT),
            )
        ),
        covers=(Cover(CHAIR, NURSE, day("Mon 1 Mar 2027"), day("Wed 31 Mar 2027")),),
    )
    assert budget_reader(people, person, letter, day(on)) is reader
