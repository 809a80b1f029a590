"""How long a record is kept, and what a hold covers."""

from __future__ import annotations

from uuid import uuid4

import pytest

from forum.retention import ClosedRecord, Hold, RecordKind, holds_by_default
from forum.terms.parts.retention import HoldByDefault, Retention
from tests.english import day


@pytest.mark.parametrize(
    ("kind", "closed", "kept_until"),
    [
        (RecordKind.MEETINGS, "Tue 12 Jan 2027", "Mon 12 Jan 2037"),
        (RecordKind.LETTERS, "Sun 31 Jan 2027", "Wed 31 Jan 2029"),
        (RecordKind.CONTACT_DETAILS, "Tue 29 Feb 2028", "Thu 28 Feb 2030"),
    ],
)
def test_a_record_is_kept_for_the_years_of_its_kind(kind: RecordKind, closed: str, kept_until: str) -> None:
    assert ClosedRecord(kind, "", "", day(closed)).kept_until(Retention()) == day(kept_until)


def test_every_kind_has_its_years_in_the_policy() -> None:
    assert {kind.value for kind in RecordKind} <= {*Retention.model_fields}


def test_all_records_are_held_until_an_authority_has_lifted_that() -> None:
    (hold,) = holds_by_default(Retention())
    assert hold.in_words == "Nobody has said yet that records of the group may be destroyed (Own rule)"
    assert hold.scope == "all records"
    assert holds_by_default(Retention(hold=HoldByDefault(lifted_by="The Board, D3"))) == []


def test_a_hold_covers_its_kind_and_whatever_names_its_person() -> None:
    person, letters, minutes = uuid4(), {RecordKind.LETTERS}, {RecordKind.MEETINGS}
    on_letters = Hold("An inquiry", "Its letter", kind=RecordKind.LETTERS)
    on_person = Hold("Subject access", "Article 15", person=person, since=day("Mon 18 Jan 2027"))
    assert (on_letters.covers(letters, ()), on_letters.covers(minutes, ())) == (True, False)
    assert (on_person.covers(minutes, {person}), on_person.covers(minutes, {uuid4()})) == (True, False)
    assert on_person.scope == "all records with one person in them"
    assert on_person.in_words == "Subject access (Article 15, since 18 January 2027)"
