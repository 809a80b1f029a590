"""A record filed again: what stands of the last filing, and what is new in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.actions.action_log import UpdateKind
from forum.attendance.quorum import Ruling
from forum.record.checks import check_record
from forum.record.record import FormDecision, Record, RecordForm
from forum.text.problem import Problem
from tests.record_form import number_id, record_form, typed

Changes = dict[str, dict[str, dict[str, object]]]
FORM = record_form()
OLDER, NEWER = "MASE/2026-11/02", "MASE/2026-12/01"
DONE: dict[str, object] = {"Status": "Done", "Evidence": "Seen."}
A_DECISION: dict[str, object] = {"Item": "5", "Text": "The plan is agreed."}


def filed_again(now: Changes, before: Changes, form: RecordForm = FORM) -> Record:
    return check_record(form, typed(now), typed(before))


def reports(now: dict[str, dict[str, object]], before: dict[str, dict[str, object]]) -> list[UpdateKind]:
    record = filed_again({"Updates": now}, {"Updates": before})
    return [update.kind for update in record.updates]


def test_a_report_that_stands_as_it_did_is_not_made_again_and_others_are() -> None:
    both: dict[str, dict[str, object]] = {OLDER: DONE, NEWER: {"Status": "Update", "Reported": "Nearly."}}
    assert reports(both, {OLDER: DONE}) == [UpdateKind.UPDATE]
    assert reports(both, both) == []
    assert reports({OLDER: DONE}, {}) == [UpdateKind.DONE]


def test_a_report_that_says_something_else_is_made() -> None:
    assert reports({OLDER: DONE | {"Evidence": "Seen again."}}, {OLDER: DONE}) == [UpdateKind.DONE]


def test_a_report_cannot_be_taken_back_by_emptying_its_line() -> None:
    with pytest.raises(Problem) as refused:
        reports({}, {OLDER: DONE})
    assert refused.value.faults == (
        f"Updates, {OLDER}, Status: nothing found; allowed: what was recorded before; to undo it write "
        "Returned, or an update.",
    )
    assert reports({}, {}) == []


@pytest.mark.parametrize(("absent", "ruling"), [((), Ruling.QUORATE), (("CRC", "MSCB", "KSCB"), None)])
def test_a_ruling_on_the_quorum_stands_while_no_fewer_seats_are_there(
    absent: tuple[str, ...], ruling: Ruling | None
) -> None:
    ruled = replace(FORM, ruling=Ruling.QUORATE)
    fewer: Changes = {"Attendance": {seat: {"Status": "Absent"} for seat in ("CRC", "MSCB")}}
    now: Changes = {"Attendance": {seat: {"Status": "Absent"} for seat in absent}}
    assert filed_again(now, fewer, ruled).quorum_ruling is ruling
    assert check_record(ruled, typed(now)).quorum_ruling is None
    typed_now: Changes = now | {"Meeting": {"": {"Chair’s ruling on quorum": "Not quorate"}}}
    assert filed_again(typed_now, fewer, ruled).quorum_ruling is Ruling.NOT_QUORATE


EARLIER = FormDecision(number_id(601), "MASE/2026-12/D1", "The calendar is agreed.", "5")
ANOTHER = FormDecision(number_id(602), "MASE/2026-12/D2", "The form is agreed.", "6")


def check_ratified(decisions: dict[str, dict[str, object]], absent: tuple[str, ...] = ()) -> Record:
    """Check a record with decisions of December above its own."""
    form = replace(FORM, to_ratify=(EARLIER, ANOTHER))
    attendance: dict[str, dict[str, object]] = {seat: {"Status": "Absent"} for seat in absent}
    return check_record(form, typed({"Decisions": decisions, "Attendance": attendance}, form))


def test_an_earlier_decision_is_ratified_by_no_and_is_none_of_this_meeting_s() -> None:
    assert check_ratified({}).ratified == ()
    record = check_ratified({"MASE/2026-12/D2": {"To ratify": "No"}, "MASE/2027-01/D1": A_DECISION})
    assert record.ratified == (ANOTHER.id,)
    assert [decision.reference for decision in record.decisions] == ["MASE/2027-01/D1"]


def test_it_takes_a_quorum_to_ratify() -> None:
    with pytest.raises(Problem) as refused:
        check_ratified({"MASE/2026-12/D1": {"To ratify": "No"}}, absent=("CRC", "MSCB", "KSCB"))
    assert refused.value.faults == (
        "Decisions, MASE/2026-12/D1, To ratify: found “No”; allowed: Yes or nothing: there were 7 of the 8 "
        "needed.",
    )


def test_an_earlier_decision_on_which_the_chair_has_ruled_since_is_passed_over() -> None:
    form = replace(FORM, to_ratify=(EARLIER,))
    sheets = typed({"Decisions": {"MASE/2026-12/D1": {"To ratify": "No"}}}, form)
    assert check_record(FORM, sheets).ratified == ()
