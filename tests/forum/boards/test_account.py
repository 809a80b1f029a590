from __future__ import annotations

import datetime as dt

from forum.boards.facts import Account, InReport, Reported, in_short, overlap

JANUARY, FEBRUARY = Reported(InReport.HELD, "MASE/2027-01"), Reported(InReport.HELD, "MASE/2027-02")
ACCOUNT = Account(dt.date(2026, 9, 1), dt.date(2027, 2, 10), dt.date(2027, 5, 12), frozenset({JANUARY}))


def owes(reference: str, on: dt.date | None, matter: InReport = InReport.HELD) -> bool:
    return ACCOUNT.owes(matter, reference, on)


def test_a_report_owes_what_no_report_to_its_board_has_told_however_long_ago_it_was() -> None:
    assert owes("MASE/2027-02", dt.date(2027, 2, 9)), "on record after its day's report"
    assert not owes("MASE/2027-01", dt.date(2027, 1, 12)), "in an earlier report"
    assert owes("MASE/2027-01", dt.date(2027, 1, 12), InReport.NOT_HELD), "another matter"
    assert not owes("MASE/2026-08", dt.date(2026, 8, 31)), "before the first report on record"
    assert owes("MASE/2026-09", dt.date(2026, 9, 1))
    assert not owes("P1.2", None, InReport.LINE), "not ended"


def test_what_a_report_tells_is_counted_by_kind() -> None:
    decision = Reported(InReport.DECISION, "MASE/2027-01/D1")
    assert in_short([decision, JANUARY, FEBRUARY]) == "2 meetings held and 1 decision"
    assert in_short([]) == ""
    other = [
        Reported(matter, "twice") for matter in (InReport.DECISION, InReport.NOT_HELD, InReport.USED)
    ] * 2
    assert in_short(other) == "2 meetings not held, 2 decisions and 2 pieces of research used"


def test_two_reports_overlap_where_they_tell_the_same() -> None:
    assert overlap([JANUARY, FEBRUARY], [FEBRUARY])
    assert not overlap([JANUARY], [FEBRUARY])
