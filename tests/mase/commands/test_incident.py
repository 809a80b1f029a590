"""mase incident: a letter to the wrong person, from the hour it was learnt of until it is closed."""

from __future__ import annotations

import pytest

from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.register.tables import IncidentRow
from tests.mase.commands.terminal import typed
from tests.tasks.duties.desk_today import desk_today
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import FEBRUARY, Forum

WHAT = "a letter reached a former colleague of the Chair’s"


# What is typed of an incident, and what is wrong with it.
NO_WORDS = [
    (" ", "What happened: it is empty; say it in a few words"),
    ("a letter reached\nsomebody else", "What happened: there is a line break or a tab in it"),
    ("a letter\x07", r"What happened: character 9 \(U\+0007\) can’t be kept in a document"),
]


@pytest.mark.parametrize(("words", "problem"), NO_WORDS)
def test_what_no_letter_can_say_is_refused_of_an_incident(planned: Forum, words: str, problem: str) -> None:
    with pytest.raises(Problem, match=problem):
        typed("incident", "open", words, "--on", "yesterday", "--at", "9am")
    assert planned.rows(IncidentRow) == []


@pytest.mark.usefixtures("planned")
def test_why_and_what_came_of_an_incident_are_not_left_empty() -> None:
    typed("incident", "open", WHAT, "--on", "yesterday", "--at", "9am")
    with pytest.raises(Problem, match="--because: it is empty"):
        typed("incident", "assess", "I/2026/01", "--risk", "unlikely", "--because", "", "--by", "chair")
    with pytest.raises(Problem, match="--number: it is empty"):
        typed("incident", "reported", "I/2026/01", "--on", "yesterday", "--at", "9am", "--number", "")
    typed("incident", "assess", "I/2026/01", "--risk", "unlikely", "--because", "Known.", "--by", "chair")
    with pytest.raises(Problem, match="--outcome: it is empty"):
        typed("incident", "close", "I/2026/01", "--outcome", " ")
    assert "close it, once the letter is back or deleted" in typed("incident", "list")


@pytest.mark.thorough
def test_a_misdirected_letter_is_followed_until_it_is_closed(planned: Forum) -> None:
    planned.on("Thu 14 Jan 2027")
    planned.draft_agenda(FEBRUARY)
    do(put_questions, planned.office, planned.group)
    planned.settle("chair")
    (letter,) = (str(row.id)[:8] for row in planned.letters("chair"))
    planned.on("Fri 15 Jan 2027")
    opened = ("incident", "open", WHAT, "--letter", letter, "--on", "14/1/2027")
    with pytest.raises(Problem, match="is still to come"):
        typed("incident", "open", WHAT, "--at", "11pm")
    assert typed(*opened, "--at", "10.30") == (
        "I/2027/01: decide whether it puts people at risk. The 72 hours to report it, weekends included, end "
        "at 10:30am on Sunday 17 January 2027.\n"
    )
    assert "all records with one person in them: Incident I/2027/01" in typed("disposal", "holds")
    assert "I/2027/01" in typed("status")
    text = desk_today(planned)
    assert f"Incident I/2027/01, {WHAT}: decide whether it puts people at risk." in text
    assert "end at 10:30am on Sunday 17 January 2027. Speak to your data protection officer" in text

    planned.on("Mon 18 Jan 2027")
    assert "weekends included, ended at 10:30am on Sunday" in typed("incident", "list")
    with pytest.raises(Problem, match="can’t be closed yet: decide whether it puts people at risk"):
        typed("incident", "close", "I/2027/01", "--outcome", "Deleted.")
    risk = ("--risk", "high", "--because", "Addresses are in it.", "--by", "chair")
    assert "report it to the Information Commissioner. The 72 hours" in typed(
        "incident", "assess", "i/2027/01", *risk
    )
    with pytest.raises(Problem, match="so it can’t be reported at 8am on Thursday 14 January 2027"):
        typed("incident", "reported", "I/2027/01", "--on", "14/1/2027", "--at", "8am", "--number", "IC-1")
    with pytest.raises(Problem, match="11pm on Monday 18 January 2027 is still to come"):
        typed("incident", "reported", "I/2027/01", "--at", "11pm", "--number", "IC-1")
    told = typed("incident", "reported", "I/2027/01", "--at", "8.45am", "--number", "IC-1")
    assert told == "I/2027/01: tell the people whose data it is.\n"
    assert "tell the people whose data it is. Speak to your data" in desk_today(planned)
    assert "close it, once the letter is back or deleted" in typed("incident", "told", "I/2027/01")
    assert typed("incident", "close", "I/2027/01", "--outcome", "Deleted.") == "I/2027/01 is closed.\n"

    planned.on("Tue 19 Jan 2027")
    assert "Incident" not in desk_today(planned)
    assert typed("incident", "list") == "No incident is open.\n"
    assert "Incident" not in typed("disposal", "holds")
    with pytest.raises(Problem, match="There is no open incident “I/2027/01”"):
        typed("incident", "told", "I/2027/01")
    (row,) = planned.rows(IncidentRow)
    assert (row.outcome, row.report_reference) == ("Deleted.", "IC-1")
    assert "The audit trail is whole" in typed("audit", "verify")
