"""The action note of a task group comes back from the unit as minutes do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.documents.minutes import MinutesStanding
from forum.text.problem import Problem
from samples.documents.actions import ACTION_NOTE
from tasks.documents.minutes import check_minutes
from tasks.documents.word.print_document import DocumentPrinter
from tests.forum.policies import ROOT

DRAFT = replace(ACTION_NOTE, standing=MinutesStanding.DRAFT)


def test_a_note_is_taken_as_it_was_drafted_and_one_that_lost_an_action_is_not() -> None:
    printer = DocumentPrinter(ROOT / "templates" / "documents")
    assert check_minutes(printer.print(DRAFT), DRAFT)
    (*others, work) = DRAFT.items
    without = replace(DRAFT, items=(*others, replace(work, actions=work.actions[:1])))
    with pytest.raises(Problem) as refused:
        check_minutes(printer.print(without), DRAFT)
    assert refused.value.faults == (
        "Action MISSING/2027-03/02, under item 3, is missing: put it back as it was in the draft.",
    )
