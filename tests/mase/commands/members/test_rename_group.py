"""A group of another code is renamed: it keeps its people and meetings, and is set up no second time."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from config.wiring import open_office
from forum.text.problem import Problem
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.register.audit.row_check import verify_register
from tasks.register.groups import groups
from tasks.register.tables import AppointmentRow, AuditRow, GroupRow, MeetingRow
from tests.forum.policies import SECOND_FILE
from tests.mase.commands.conftest import Edit
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum

OLD, NEW = 'code = "MASE"', 'code = "KMSE"'


def codes() -> dict[str, bool]:
    """By the code of each group, whether it is paused."""
    with closing(open_office().register) as register, register.reading() as session:
        verify_register(session)
        return {group.code: group.paused is not None for group in groups(session)}


@pytest.mark.parametrize("command", [("policy", "apply"), ("templates", "approve")])
def test_another_code_in_the_file_is_taken_by_a_rename_alone(
    planned: Forum, edit: Edit, command: tuple[str, str]
) -> None:
    edit(OLD, NEW)
    with pytest.raises(Problem, match="MASE would have no policy any more") as refused:
        typed(*command, "--yes")
    assert "mase group rename MASE KMSE" in str(refused.value)
    assert codes() == {"MASE": False}
    group, people = planned.group, len(planned.rows(AppointmentRow))
    assert typed("group", "rename", "mase", "kmse", "--yes").endswith(
        "MASE is KMSE now. Now run: mase check\n"
    )
    assert codes() == {"KMSE": False}
    assert [(row.id, row.policy) for row in planned.rows(GroupRow)] == [(group, "KMSE")]
    assert len(planned.rows(AppointmentRow)) == people
    assert typed("policy", "apply") == "KMSE: the register has these terms.\n"
    renamed = next(row for row in planned.rows(AuditRow) if row.event == "group renamed")
    assert (renamed.about["was"], renamed.about["to"]) == ("MASE", "KMSE")


def test_references_stay_as_they_were_printed_and_new_ones_have_the_new_code(
    planned: Forum, edit: Edit
) -> None:
    edit('weekday = "Tuesday"', 'weekday = "Thursday"')
    typed("group", "rename", "MASE", "KMSE", "--yes")
    text = edit.file.read_text(encoding="utf-8")
    assert (NEW in text, OLD in text, 'weekday = "Thursday"' in text) == (True, False, True)
    office = open_office()
    assert office.policies["KMSE"].meetings.rule.weekdays == {1}  # Thursdays wait for a person still
    assert office.files_waiting == ("policies/mase.toml",)
    planned.on("Mon 8 Feb 2027")
    do(plan_meetings, office, planned.rows(GroupRow)[0].id, day=planned.today)
    office.register.close()
    assert sorted(row.reference for row in planned.rows(MeetingRow)) == [
        "KMSE/2027-04", "KMSE/2027-05", "KMSE/2027-06", "MASE/2027-01", "MASE/2027-02", "MASE/2027-03",
    ]  # fmt: skip
    edit.file.with_name("mase2.toml").write_text(text.replace(NEW, OLD), encoding="utf-8")
    with pytest.raises(Problem, match="References of KMSE have the code MASE"):
        typed("templates", "approve", "policies/mase2.toml", "--yes")


def test_a_file_of_another_name_with_the_new_code_is_the_same_group(edit: Edit) -> None:
    shutil.copy(SECOND_FILE, edit.file.with_name("hap.toml"))
    typed("templates", "approve", "--yes")
    assert codes() == {"HAP": False, "MASE": False}
    edit(OLD, NEW)
    edit.file.rename(edit.file.with_name("kmse.toml"))
    with pytest.raises(Problem, match="mase group rename MASE KMSE"):
        typed("policy", "apply", "--group", "HAP", "--yes")
    with pytest.raises(Problem, match="mase group rename MASE KMSE"):
        typed("templates", "approve", "--yes")
    typed("templates", "approve", "policies/mase.toml", "--yes")  # that it is no more
    assert codes() == {"HAP": False, "MASE": True}
    with pytest.raises(Problem, match="mase group rename MASE KMSE"):
        typed("templates", "approve", "--yes")
    typed("group", "rename", "MASE", "KMSE", "--yes")
    assert codes() == {"HAP": False, "KMSE": False}
    assert open_office().files_waiting == ()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("KMSE", "NEW"), "There is no group “KMSE” in the register."),
        (("MASE", "MASE"), "There is a group MASE already. Give another code."),
        (("MASE", "K"), "Policies that can’t be used are not approved."),
    ],
)
@pytest.mark.usefixtures("edit")
def test_what_is_wrong_with_a_code_is_said(words: tuple[str, str], problem: str) -> None:
    with pytest.raises(Problem) as refused:
        typed("group", "rename", *words, "--yes")
    assert str(refused.value).startswith(problem)
    assert codes() == {"MASE": False}
