"""The document of the sample's terms gives the rules that its policy has."""

from __future__ import annotations

import datetime as dt

import pytest

from config.settings import ROOT
from forum.terms.policy import read_policy
from forum.terms.reading.amounts import meeting_rule
from forum.terms.reading.answers import asked_of, read_terms, short_names
from forum.terms.reading.sections import SEATS
from tasks.documents.beginning.given_files import read_given

TODAY = dt.date(2026, 12, 2)


def test_the_sample_s_document_says_what_its_policy_says() -> None:
    policy = read_policy((ROOT / "config" / "mase.toml").read_text(encoding="utf-8"), "mase.toml")
    name = "mase-terms-of-reference.docx"
    terms = read_terms(read_given((ROOT / "config" / name).read_bytes(), name).lines)
    read = {reading.path: (reading.answer, reading.clause.cited) for reading in terms.readings}
    assert [reading for reading in terms.readings if reading.doubt] == []
    assert [r.answer for r in terms.readings if r.path == SEATS] == [seat.name for seat in policy.seats]
    assert {path: answer for path, answer in read.items() if path not in (SEATS, "objectives")} == {
        "deadlines.agenda_agreed": ("14 days", "6"),
        "deadlines.papers_out": ("7 days", "6"),
        "deadlines.minutes_out": ("14 days", "6"),
        "quorum.share": ("2/3", "4"),
        "attendance.own": ("75%", "4"),
        "attendance.deputies": ("25%", "4"),
        "meetings.often": ("monthly", "1"),
    }
    settled = {path: answer for path, (answer, _) in read.items()}
    asked = asked_of(terms, settled, (), TODAY, has_own_seats=False)
    assert len(asked) <= 20
    assert {each.path for each in asked} & set(settled) == set()


def test_short_names_are_short_and_no_two_alike() -> None:
    names = [
        "Kent Police",
        "Health Trust (HT)",
        "Kent Probation and Rehabilitation Service",
        "Parent governor 1",
    ]
    assert short_names(names) == ["Kent Police", "HT", "KPRS", "Parent governor 1"]


@pytest.mark.parametrize(
    ("answer", "setting"),
    [
        ("2nd Tuesday of every month", {"kind": "monthly", "week": "second", "weekday": "Tuesday"}),
        (
            "every 6 weeks from 12 January 2027",
            {"kind": "every", "weeks": 6, "starting": dt.date(2027, 1, 12)},
        ),
        ("4 March 2027, 14/1/2027", {"kind": "list", "dates": [dt.date(2027, 1, 14), dt.date(2027, 3, 4)]}),
        ("first Tuesday and third Friday of the month", None),
        ("quarterly", None),
    ],
)
def test_the_days_of_meetings_are_read_as_people_write_them(answer: str, setting: object) -> None:
    assert meeting_rule(answer, TODAY) == setting
