from __future__ import annotations

from dataclasses import replace

from forum.calendar.timetable import GroupBoard, StatusBoard, StatusTable
from tasks.reporting import in_markdown
from tests.english import day


def test_the_board_is_a_page_of_tables_with_a_word_beside_each_light() -> None:
    steps = StatusTable("MASE/2027-02, Tue 9 Feb", ("Light", "Step"), (("missed", "papers out"),), lit=True)
    questions = StatusTable("1 question open", ("Id", "Of"), (("0a1b2c3d", "A | B"),))
    board = StatusBoard(day("Mon 4 Jan 2027"), (GroupBoard("MASE", "1 question open", (steps, questions)),))
    assert in_markdown(board).splitlines() == [
        "# Monday 4 January 2027",
        "",
        "## MASE",
        "",
        "1 question open.",
        "",
        "### MASE/2027-02, Tue 9 Feb",
        "",
        "| Light | Step |",
        "| --- | --- |",
        "| 🔴 missed | papers out |",
        "",
        "### 1 question open",
        "",
        "| Id | Of |",
        "| --- | --- |",
        "| 0a1b2c3d | A / B |",
    ]


def test_the_board_says_first_that_everything_is_held_and_what_the_watcher_found() -> None:
    board = StatusBoard(
        day("Mon 4 Jan 2027"), (), "Everything has been held since 9am", faults=("Nobody had looked.",)
    )
    assert in_markdown(board).splitlines() == [
        "# Monday 4 January 2027",
        "",
        "**Everything has been held since 9am.**",
        "",
        "**Nobody had looked.**",
    ]


def test_the_board_says_how_the_newest_backup_stands_and_first_where_it_is_late() -> None:
    words = "Newest backup: 3 days old; restoring it took 4 seconds"
    board = StatusBoard(day("Mon 4 Jan 2027"), (), confirmed="Mails confirmed", backup=words)
    assert in_markdown(board).splitlines()[2:] == [f"{words}.", "", "Mails confirmed."]
    late = replace(board, is_backup_late=True)
    assert in_markdown(late).splitlines()[2:] == [f"**{words}.**", "", "Mails confirmed."]


def test_the_board_says_how_soon_mails_were_confirmed() -> None:
    board = StatusBoard(day("Mon 4 Jan 2027"), (), confirmed="Mails confirmed in the last day: 1")
    assert in_markdown(board).splitlines()[-1] == "Mails confirmed in the last day: 1."
