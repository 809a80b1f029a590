"""The dates of the boards' meetings: their reports' references, and changes that come too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from forum.terms.faults import Fault
from forum.terms.parts.duties import Body
from forum.terms.policy import Policy

DATES_REACH = dt.timedelta(days=90)  # boards meet about every three months


def report_reference(group: str, body: str, date: dt.date) -> str:
    """Return the reference of a report: "MASE/KSCB-BG/2027-04-29"."""
    return f"{group}/{body}/{date}"


def board_action_reference(body: str, date: dt.date, number: int) -> str:
    """Return the reference of what a board asks of the group at a meeting: "KSCB-BG/2027-04/01"."""
    return f"{body}/{date:%Y-%m}/{number:02}"


def ends_soon(body: Body, today: dt.date) -> bool:
    """Say whether a board's last date is less than ninety days away, or has been (own rule): for a date that
    nobody has entered no report is planned (clause 3). A board without any date gets no reports."""
    return bool(body.dates) and body.dates[-1] - today < DATES_REACH


@dataclass(frozen=True)
class DatesMoved:
    """What the policy's dates change in the register: each report to its new date, and those without one."""

    moved: Mapping[dt.date, dt.date]
    dropped: tuple[dt.date, ...]


def dates_moved(body: Body, open_dates: Collection[dt.date], today: dt.date) -> DatesMoved:
    """Match reports under way whose date a board has no more with dates that have none, the earliest
    first."""
    gone = [date for date in sorted(open_dates) if date >= today and date not in body.dates]
    new = [date for date in body.dates if date >= today and date not in open_dates]
    moved = dict(zip(gone, new, strict=False))
    return DatesMoved(moved, tuple(date for date in gone if date not in moved))


def changes_of_the_past(
    policy: Policy, known: Mapping[str, Collection[dt.date]], today: dt.date
) -> Iterator[Fault]:
    """Yield the board dates by which a policy would change the past of a group that is running.

    ``known`` are the dates of the reports in the register, by the code of the board. A date that has passed
    stays as it was: what a board was told, or not told, for it is on record.
    """
    for number, body in enumerate(policy.bodies, start=1):
        dates = known.get(body.code, ())
        for at, date in enumerate(body.dates, start=1):
            if policy.group.go_live <= date < today and date not in dates:
                found = f"{date}, which has passed and had no report"
                yield Fault(
                    f"bodies[{number}].dates[{at}]", found, f"dates from {today} on, and those on record"
                )
        for date in sorted(dates):
            if date < today and date not in body.dates:
                found = f"dates without {date}, for which a report is on record"
                yield Fault(f"bodies[{number}].dates", found, f"{date} among them, as it was")
