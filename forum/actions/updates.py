"""Updates of an action from its owner, the Chair, a meeting or the unit, a row for each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from forum.actions.action_log import (
    Action,
    ActionState,
    discharge,
    give_new_date,
    report_done,
    send_back,
)
from forum.questions.kinds import ABOUT_AN_ACTION, ABOUT_HELP, OFFERS, QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem


class UpdateKind(StrEnum):
    """The kinds of update."""

    UPDATE = "update"
    DONE = "done"
    NEW_DATE = "new date"
    HELP = "help"
    HELPED = "helped"
    DISCHARGED = "discharged"
    RETURNED = "returned"
    HANDED_OVER = "handed over"


@dataclass(frozen=True, kw_only=True)
class KindOfUpdate:
    """The facts of a kind of update.

    ``settles`` are the questions about the action that need no answer any more. ``word`` is the owner's word
    for the update, and ``status`` the record workbook's. A workbook takes the update of an action in one of
    ``states``; ``of_the_chair`` is true where the update needs the Chair's agreement.
    """

    settles: Collection[QuestionKind]
    word: Word | None = None
    status: str = ""
    states: Collection[ActionState] = tuple(ActionState)
    of_the_chair: bool = False


UPDATES: Mapping[UpdateKind, KindOfUpdate] = {
    UpdateKind.UPDATE: KindOfUpdate(
        settles=(QuestionKind.UPDATE_ACTION,),
        word=Word.OTHER,
        status="Update",
    ),
    UpdateKind.DONE: KindOfUpdate(
        settles=(QuestionKind.UPDATE_ACTION, QuestionKind.ESCALATE_ACTION, *ABOUT_HELP, *OFFERS),
        word=Word.DONE,
        status="Done",
        states=(ActionState.OPEN,),
    ),
    UpdateKind.NEW_DATE: KindOfUpdate(
        settles=(QuestionKind.UPDATE_ACTION, QuestionKind.ESCALATE_ACTION),
        word=Word.NEW_DATE,
        status="New date",
        states=(ActionState.OPEN,),
    ),
    UpdateKind.HELP: KindOfUpdate(
        settles=(QuestionKind.UPDATE_ACTION,),
        word=Word.HELP,
        status="Help needed",
        states=(ActionState.OPEN,),
    ),
    UpdateKind.HELPED: KindOfUpdate(settles=ABOUT_HELP),
    UpdateKind.DISCHARGED: KindOfUpdate(settles=ABOUT_AN_ACTION, status="Discharged", of_the_chair=True),
    UpdateKind.RETURNED: KindOfUpdate(
        settles=(QuestionKind.DISCHARGE_ACTION,),
        status="Returned",
        states=(ActionState.REPORTED_DONE,),
        of_the_chair=True,
    ),
    UpdateKind.HANDED_OVER: KindOfUpdate(settles=(QuestionKind.UPDATE_ACTION,)),
}
BY_WORD: Mapping[Word, UpdateKind] = {row.word: kind for kind, row in UPDATES.items() if row.word}
BY_STATUS: Mapping[str, UpdateKind] = {row.status: kind for kind, row in UPDATES.items() if row.status}


def apply_update(
    action: Action, kind: UpdateKind, on: dt.date, text: str = "", new_due: dt.date | None = None
) -> Action:
    """Return the action after an update (own rule); Problem where the action takes none of that kind as it
    stands.

    ``new_due`` is the day of a new date.
    """
    match kind:
        case UpdateKind.DONE:
            return report_done(action, on, text)
        case UpdateKind.NEW_DATE:
            if new_due is None:
                raise Problem(f"{action.reference}: a new date needs a day; write it as 12 January 2027.")
            return give_new_date(action, new_due, on, text)
        case UpdateKind.DISCHARGED:
            return discharge(replace(action, last_update=text or action.last_update), on)
        case UpdateKind.RETURNED:
            return send_back(action, text)
        case _:
            return replace(action, last_update=text or "Asked for help.")
