"""Co-opting a member for a term, with what they may see (clause 4)."""

from __future__ import annotations

import datetime as dt
import re

from forum.members.membership import PapersFor, Role
from forum.text.cell_values import parse_date
from forum.text.problem import Problem
from tasks.duties.base.outsiders import person_on_register, read_outsider
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.members.appointments import appoint

MEMBER = "co-opted member"
HOW = (
    "Write CO-OPT MASE: Jo Field, Kent Hospitals, jo.field@hospitals.example, until 31 March 2028; and with "
    "part 2, or no papers, where that is meant."
)


def co_opt(work: UnitOfWork, code: str, details: str) -> None:
    """Co-opt a person from today on, as an order of the unit's words it: who they are, and until when.

    They may not see part 2 unless it says "with part 2", and see no paper where it says "no papers". Raises
    Problem where it is not plain who is meant, or until when.
    """
    last: dt.date | None = None
    papers, part_two, of_person = PapersFor.ALWAYS, False, []
    for part in (part.strip() for part in re.split(r"[,;]", details)):
        match part.lower().split():
            case ["until", *day]:
                last = parse_date(" ".join(day), work.on)
                if last is None:
                    raise Problem(f"It is not plain until when. {HOW}")
            case ["with", "part", "2"]:
                part_two = True
            case ["no", "papers"]:
                papers = PapersFor.NONE
            case _:
                of_person.append(part)
    person = person_on_register(work, read_outsider(", ".join(of_person), MEMBER, HOW), MEMBER)
    appoint(work, code, person, Role.CO_OPTED, work.on, last=last, papers=papers, part_two=part_two)
