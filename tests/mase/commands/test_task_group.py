"""Task and finish groups on the screen, and on the status board."""

from __future__ import annotations

from pathlib import Path

from samples.task_group import CODE, commission_page, filled_page
from tasks.documents.workbooks.reading import code_in_title
from tasks.duties.desk.status_board import status_board
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import Forum


def test_a_task_group_is_proposed_listed_shown_and_on_the_status_board(
    planned: Forum, tmp_path: Path
) -> None:
    assert "No task and finish group has been proposed." in typed("task-group", "list")
    page = tmp_path / "page.toml"
    page.write_text(commission_page(), encoding="utf-8")
    told = typed("task-group", "commission", str(page))
    assert f"{CODE} is proposed, and comes before the next meeting whose agenda is open." in told
    listed = " ".join(typed("task-group", "list", "--group", "MASE").split())
    assert CODE in listed
    assert "proposed" in listed
    shown = " ".join(typed("task-group", "show", CODE.lower()).split())
    assert "Why do return interviews not reach half of the children who go missing from care?" in shown
    assert "Not decided yet" in shown
    empty, filled = tmp_path / "empty.xlsx", tmp_path / "page.xlsx"
    assert f"Written: {empty}" in typed("task-group", "page", str(empty), "--decision", "MASE/2027-01/D1")
    assert code_in_title(empty.read_bytes(), "Task group") == ""
    filled.write_bytes(filled_page(commission_page(code="SECOND")))
    assert "SECOND is proposed" in typed("task-group", "commission", str(filled))
    (group,) = status_board(planned.office, "MASE").groups
    assert f"Task group {CODE}, proposed, ends Tue 22 Jun" in [section.title for section in group.sections]
