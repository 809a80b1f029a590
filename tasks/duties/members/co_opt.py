"""Co-opting a member for a term, with what they may see (clause 4)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from uuid import UUID

from forum.members.membership import PapersFor, Role
from forum.questions.chair_notes import NoteKind
from forum.text.cell_values import parse_date
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.base.group_context import group_context
from tasks.duties.base.outsiders import person_on_register, read_outsider
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.questions.chair_notes import note_for_chair
from tasks.register.groups import group_by_code
from tasks.register.tables import AppointmentRow, PersonRow
from tasks.register.task_groups import decision_of

MEMBER = "co-opted member"
HOW = (
    "Write CO-OPT MASE: Jo Field, Hospitals Trust, jo.field@hospitals.example, until 31 March 2028, by "
    "MASE/2027-02/D1; or by Chair, phone, 21 January; and with part 2, or no papers, where that is meant."
)
WHOSE_WORD = (
    "It is the group that co-opts, or the Chair for it (clause 4): name the decision, such as by "
    "MASE/2027-02/D1, or the Chair’s word, such as by Chair, phone, 21 January. "
)
_BY_CHAIR = re.compile(
    r"[\s,;]*\bby (?:the )?chair\b[\s,]*(?:by |on the )?phone\b[\s,]*(?:on )?(?P<on>[^,;]*)", re.IGNORECASE
)
_BY_DECISION = re.compile(r"by (?:decision )?(?P<reference>[A-Z][A-Z0-9]{1,15}/\S+/D\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Mandate:
    """What a co-option rests on: the reference of a ``decision`` of the group, empty for none, or the day
    ``said_on`` on which the Chair said so by phone."""

    decision: str = ""
    said_on: dt.date | None = None


def co_opt(work: UnitOfWork, code: str, details: str) -> None:
    """Co-opt a person from today on, as an order of the unit's words it: who they are, until when, and by
    whose word.

    They may not see part 2 before the Chair allows it, which is asked where it says "with part 2", and see no
    paper where it says "no papers". Raises Problem where it is not plain who is meant, until when, or by
    whose word.
    """
    last: dt.date | None = None
    papers, part_two, of_person = PapersFor.ALWAYS, False, []
    mandate = Mandate()
    if by_chair := _BY_CHAIR.search(details):
        mandate = Mandate(said_on=parse_date(by_chair["on"], work.on, gone_by=True))
        details = details[: by_chair.start()] + details[by_chair.end() :]
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
            case ["by", *_] if by_decision := _BY_DECISION.fullmatch(part):
                mandate = Mandate(decision=by_decision["reference"].upper())
            case _:
                of_person.append(part)
    outsider = read_outsider(", ".join(of_person), MEMBER, HOW)
    checked_mandate(work, code, mandate)
    person = person_on_register(work, outsider, MEMBER)
    co_opt_person(work, code, person, mandate, work.on, last=last, papers=papers, part_two=part_two)


def co_opt_person(
    work: UnitOfWork,
    code: str,
    person: UUID | Newcomer,
    mandate: Mandate,
    first: dt.date,
    *,
    last: dt.date | None = None,
    papers: PapersFor | None = None,
    part_two: bool | None = None,
) -> UUID:
    """Co-opt a person from ``first`` on by a decision of the group or the Chair's word, and return the
    appointment's id. Problem without either."""
    checked_mandate(work, code, mandate)
    appointment = appoint(
        work, code, person, Role.CO_OPTED, first, last=last, papers=papers, part_two=part_two
    )
    forum = group_context(work, group_by_code(work.session, code).id)
    row = work.session.get_one(PersonRow, work.session.get_one(AppointmentRow, appointment).person_id)
    by = f"decision {mandate.decision}" if mandate.decision else ""
    if mandate.said_on:
        by = f"your word by phone on {long_date(mandate.said_on)}"
    until = f" until {long_date(last)}" if last else ""
    who = f"{row.name}{f' ({row.organisation})' if row.organisation else ''}"
    sentence = f"{who} is a co-opted member{until}, on {by}."
    note_for_chair(forum, NoteKind.CO_OPTED, appointment, sentence)
    work.audit("co-opted", appointment=appointment, decision=mandate.decision, chair_said_on=mandate.said_on)
    return appointment


def checked_mandate(work: UnitOfWork, code: str, mandate: Mandate) -> None:
    """Raise Problem unless a decision is one of the group's that stands, or the Chair's word is of a day that
    has come."""
    group = group_by_code(work.session, code)
    if mandate.decision:
        decision_of(work.session, group.id, mandate.decision)
    elif mandate.said_on is None:
        raise Problem(f"{WHOSE_WORD}{HOW}")
    elif mandate.said_on > work.at.date():
        raise Problem("That day is still to come; give the day on which the Chair said it.")
