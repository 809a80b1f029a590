"""The sample of an action plan: fifteen lines in four strands, some of them late.

``python -m samples.plan FILE.xlsx`` writes its workbook.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from forum.plan import sheet
from tasks.documents.workbooks.layout import write_workbook

TITLE, MARKING = "Kent and Medway CSE Action Plan", "OFFICIAL-SENSITIVE"
STRANDS = {"P1": "Prepare", "P2": "Prevent", "P3": "Protect", "P4": "Pursue"}
START = dt.date(2026, 4, 1)
# reference | outcome sought | action | lead seat | lead officer | supporting | due | purposes | board
_LINES = """
P1.1 | So that staff know the signs | Train all front-line staff | KCC Education | Head of Inclusion | KCHFT; CCGs | 2027-03-31 | 1c | KSCB Business Group
P1.2 | So that risk is judged alike everywhere | Agree one risk assessment tool | KSCB | KSCB Programme Manager | MSCB | 2026-11-30 | 1c; 1d | KSCB Business Group
P1.3 | So that both boards know what works | Publish a problem profile each year | Kent Police | Detective Superintendent, Public Protection | Medway Social Care | 2027-06-30 | 1b; 1g | MSCB Board
P1.4 | So that information is shared lawfully | Review the sharing agreement | MSCB | MSCB Board Manager | Kent Police | 2027-01-29 | 1c; 1d | MSCB Board
P2.1 | So that pupils recognise grooming | Bring the lessons to every secondary school | KCC Education | as P1.1 | District Councils | 2027-07-30 | 1e | KSCB Business Group
P2.2 | So that hotels and taxis report concerns | Brief all licensed premises | District Councils | Community Safety Manager | Kent Police | 2026-12-18 | 1e | KSCB Business Group
P2.3 | So that parents know whom to ring | Run a campaign in both areas | MSCB | as P1.4 | KSCB | 2027-05-28 | 1e; 1f | MSCB Board
P2.4 | So that young people shape the work | Hear young people twice a year | CAMHS | Service Director, CAMHS | KCC SCS | 2027-09-30 | 1f | KSCB Business Group
P3.1 | So that no child at risk is missed | Hold a panel in each district | KCC SCS | Assistant Director, Safeguarding | District Councils; CCGs | 2027-04-30 | 1a; 1f | KSCB Business Group
P3.2 | So that children who go missing are heard | Offer a return interview within 72 hours | Medway Social Care | Head of Children’s Social Care | KCC SCS | 2027-02-26 | 1a; 1f | MSCB Board
P3.3 | So that health staff refer early | Put a screening tool into sexual health clinics | KCHFT | Head of Safeguarding, Community Health | CCGs | 2027-03-31 | 1a; 1c | KSCB Business Group
P3.4 | So that victims get help that lasts | Commission therapy for victims | CCGs | Designated Nurse | CAMHS | 2027-08-31 | 1a; 1f | KSCB Business Group
P4.1 | So that offenders are disrupted | Use every civil order that fits | Kent Police | as P1.3 | NPS; CRC | 2027-03-31 | 1a; 1b | KSCB Business Group
P4.2 | So that offenders are managed | Agree a plan for each offender on licence | NPS | Head of Probation, Kent | CRC; Kent Police | 2027-06-30 | 1a; 1b | MSCB Board
P4.3 | So that intelligence reaches those who act | Send one return on intelligence a month | CRC | Director of Rehabilitation | Kent Police | 2027-10-29 | 1b | MSCB Board
"""  # noqa: E501  (a line is a row)


def plan_rows() -> list[dict[str, object]]:
    """The fifteen lines, by the headings of the workbook."""
    rows = []
    for text in _LINES.strip().splitlines():
        reference, outcome, action, seat, officer, supporting, due, purposes, board = text.split(" | ")
        rows.append(
            {
                "Reference": reference,
                "Strand": STRANDS[reference.partition(".")[0]],
                "Outcome sought": outcome,
                "Action": action,
                "Lead seat": seat,
                "Lead officer": officer,
                "Supporting seats": supporting,
                "Start": START,
                "Due as first agreed": dt.date.fromisoformat(due),
                "Purposes": purposes,
                "Board": board,
                "Source": "problem profile 2026",
                "Status": "Open",
            }
        )
    return rows


def plan_workbook(rows: Iterable[Mapping[str, object]], code: str = "MASE") -> bytes:
    """The workbook of a plan with these rows, each by its headings."""
    cells = [[row.get(heading) for heading in sheet.SHEET.headings] for row in rows]
    return write_workbook(TITLE, (sheet.SHEET.of_group(code), cells), marking=MARKING, help=sheet.HELP)


def filled_lines() -> bytes:
    """The workbook of the lead of P1.1 and P2.1, who is asked how they stand."""
    cells = [
        (
            row["Reference"],
            row["Action"],
            row["Due as first agreed"],
            "Green (G): as its lead reports",
            "",
            "",
        )
        for row in plan_rows()
        if row["Lead officer"] in ("Head of Inclusion", "as P1.1")
    ]
    table = (sheet.UPDATE_SHEET.of_group("MASE"), cells)
    return write_workbook(TITLE, table, marking=MARKING, help=sheet.UPDATE_HELP)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(plan_workbook(plan_rows()))
