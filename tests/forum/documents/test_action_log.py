"""The order of the action log."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.documents.actions import ActionEntry, ActionLog, ActionStanding
from samples import sample_of
from tests.english import day

TODAY = day("Mon 25 Jan 2027")


def entry(reference: str, due: str, reported_done: dt.date | None = None) -> ActionEntry:
    return ActionEntry(
        reference=reference,
        title="Agree one referral form",
        text="Agree one referral form.",
        owner="Head of Safeguarding",
        organisation="KCHFT",
        raised=day("Tue 13 Oct 2026"),
        due=day(due),
        days_overdue=max(0, (TODAY - day(due)).days),
        reported_done=reported_done,
    )


def log(*actions: ActionEntry) -> ActionLog:
    return replace(sample_of(ActionLog), as_of=TODAY, actions=actions)


def test_the_longest_overdue_comes_first_and_what_waits_for_discharge_last() -> None:
    rows = log(
        entry("later", "Tue 9 Mar 2027"),
        entry("reported", "Mon 4 Jan 2027", reported_done=day("Fri 22 Jan 2027")),
        entry("soon", "Mon 1 Feb 2027"),
        entry("a day late", "Sun 24 Jan 2027"),
        entry("months late", "Tue 3 Nov 2026"),
    ).rows
    assert [(row.action.reference, row.standing) for row in rows] == [
        ("months late", ActionStanding.OVERDUE),
        ("a day late", ActionStanding.OVERDUE),
        ("soon", ActionStanding.DUE_SOON),
        ("later", ActionStanding.ON_TRACK),
        ("reported", ActionStanding.REPORTED_DONE),
    ]


def test_an_action_due_within_a_week_is_due_soon() -> None:
    rows = log(
        entry("today", "Mon 25 Jan 2027"), entry("a week", "Mon 1 Feb 2027"), entry("more", "Tue 2 Feb 2027")
    ).rows
    assert [row.standing for row in rows] == [
        ActionStanding.DUE_SOON,
        ActionStanding.DUE_SOON,
        ActionStanding.ON_TRACK,
    ]


def test_the_log_counts_only_what_occurs() -> None:
    counts = log(
        entry("a", "Tue 5 Jan 2027"), entry("b", "Wed 6 Jan 2027"), entry("c", "Tue 9 Mar 2027")
    ).counts
    assert counts == ((ActionStanding.OVERDUE, 2), (ActionStanding.ON_TRACK, 1))
