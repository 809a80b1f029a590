"""The action log: promises with their owners and dates, until each is discharged (clauses 3 and 6).

Updates of an action from its owner, the Chair, a meeting or the unit, a row for each kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.questions.kinds import ABOUT_AN_ACTION, ABOUT_HELP, OFFERS, QuestionKind
from forum.questions.words import Word
from forum.terms.parts.duties import Actions
from forum.terms.parts.part import Weekday
from forum.text.problem import Problem
from forum.text.wording import WEEKDAYS, count, listed, long_date

WARNED_BEFORE = 2  # working days between warning an owner and writing to their organisation
SAID_DONE = "Reported done."  # the last update where its owner said no more than that


class ActionState(StrEnum):
    """The state of an action."""

    OPEN = "open"
    REPORTED_DONE = "reported done"
    DISCHARGED = "discharged"


@dataclass(frozen=True, kw_only=True)
class NamedAction:
    """An action by its neutral ``title``. ``owner`` is a name, empty where the reader is the owner."""

    reference: str
    title: str
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class OpenAction(NamedAction):
    """An action that is not discharged. ``days_overdue`` is 0 while it is not overdue; ``last_update`` is the
    last report, empty for none."""

    due: dt.date
    days_overdue: int = 0
    last_update: str = ""


@dataclass(frozen=True)
class Action:
    """An action. ``reference`` is "MASE/2027-01/03", ``title`` is neutral, and its owner may be no member."""

    id: UUID
    reference: str
    title: str
    owner_id: UUID
    due: dt.date
    state: ActionState
    opened_on: dt.date
    reported_on: dt.date | None = None
    discharged_on: dt.date | None = None
    last_update: str = ""
    chair_told_on: dt.date | None = None
    owner_warned_on: dt.date | None = None
    organisation_told_on: dt.date | None = None

    @property
    def number(self) -> str:
        """Return the last part of the reference, as people say it: "03"."""
        return self.reference.rpartition("/")[2]

    @property
    def in_words(self) -> str:
        """Return the action with its state: "MASE/2027-01/03, Training: open, due 26 February 2027"."""
        until = "" if self.discharged_on else f", due {long_date(self.due)}"
        return f"{self.reference}, {self.title}: {self.state}{until}"


def action_reference(meeting_reference: str, number: int) -> str:
    """Return the reference of a meeting's first, second ... action: "MASE/2027-01/01" (own rule)."""
    return f"{meeting_reference}/{number:02}"


def days_overdue(action: Action, as_of: dt.date) -> int:
    """Return how many days an open action is past its date; 0 when it is not, or waits for the Chair."""
    return max((as_of - action.due).days, 0) if action.state is ActionState.OPEN else 0


def standing(action: Action, as_of: dt.date) -> str:
    """Say how an action stands: "5 days overdue", "due today", "due in 3 days", "reported done, with the
    Chair", "discharged on 12 January 2027".
    """
    if action.state is ActionState.REPORTED_DONE:
        return "reported done, with the Chair"
    if action.state is ActionState.DISCHARGED:
        return f"discharged on {long_date(action.discharged_on)}" if action.discharged_on else "discharged"
    days = (action.due - as_of).days
    if days == 0:
        return "due today"
    return f"due in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} overdue"


def in_order(actions: Iterable[Action], as_of: dt.date) -> tuple[Action, ...]:
    """Return actions as the log lists them: longest overdue first, then open ones by date, then those
    reported done, then those discharged.
    """
    states = tuple(ActionState)
    return tuple(
        sorted(actions, key=lambda a: (states.index(a.state), -days_overdue(a, as_of), a.due, a.reference))
    )


def chair_must_hear(action: Action, rules: Actions, as_of: dt.date) -> bool:
    """Say whether the Chair is to hear of an action now: 14 days overdue, and not told since its date passed
    (own lead time, for clause 3: own, monitor and discharge).
    """
    return days_overdue(action, as_of) >= rules.chair_at_days_overdue and not _was_told_since_due(
        action.chair_told_on, action
    )


def owner_must_be_warned(action: Action, rules: Actions, days: WorkingDays, as_of: dt.date) -> bool:
    """Say whether the owner is to hear now that the organisation will be written to: two working days before
    it can be (own lead time)."""
    return _organisation_hears_by(action, rules, days.add(as_of, WARNED_BEFORE)) and not _was_told_since_due(
        action.owner_warned_on, action
    )


def organisation_may_hear(action: Action, rules: Actions, days: WorkingDays, as_of: dt.date) -> bool:
    """Say whether the organisation may be written to: the action is 28 days overdue, the organisation was not
    told since the date passed, and the owner was warned two working days ago (own lead time)."""
    is_warned = _was_told_since_due(action.owner_warned_on, action)
    return (
        is_warned
        and action.owner_warned_on is not None
        and days.add(action.owner_warned_on, WARNED_BEFORE) <= as_of
        and _organisation_hears_by(action, rules, as_of)
    )


def day_organisation_hears(action: Action, rules: Actions, days: WorkingDays, as_of: dt.date) -> dt.date:
    """Return the day on which the organisation would be written to, if the Chair said so on ``as_of``."""
    overdue = action.due + dt.timedelta(days=rules.organisation_at_days_overdue)
    return max(days.on_or_after(overdue), days.add(as_of, WARNED_BEFORE))


def _organisation_hears_by(action: Action, rules: Actions, day: dt.date) -> bool:
    overdue = days_overdue(action, day) >= rules.organisation_at_days_overdue
    return overdue and not _was_told_since_due(action.organisation_told_on, action)


def _was_told_since_due(on: dt.date | None, action: Action) -> bool:
    return on is not None and on > action.due


def report_done(action: Action, on: dt.date, remark: str = "") -> Action:
    """Report an action done; it stays on the log until the Chair discharges it (clause 3). Problem unless
    open.
    """
    _refuse_unless(action, ActionState.OPEN)
    return replace(action, state=ActionState.REPORTED_DONE, reported_on=on, last_update=remark or SAID_DONE)


def give_new_date(action: Action, due: dt.date, on: dt.date, why: str) -> Action:
    """Move an open action's date, with the owner's reason. Problem unless open and the date is after
    ``on``.
    """
    _refuse_unless(action, ActionState.OPEN)
    if due <= on:
        late = f"{long_date(due)} is not a new date for action {action.reference}"
        raise Problem(f"{late}: give a day after {long_date(on)}.")
    return replace(action, due=due, last_update=why or f"New date {long_date(due)}.")


def discharge(action: Action, on: dt.date) -> Action:
    """Discharge an action on the Chair's word (clause 3). Problem when it is discharged already."""
    _refuse_unless(action, ActionState.OPEN, ActionState.REPORTED_DONE)
    return replace(action, state=ActionState.DISCHARGED, discharged_on=on)


def hand_over(action: Action, to: UUID) -> Action:
    """Give an open action to another owner (own rule: an action outlives its owner's time in the group).

    Problem unless open, and where it is theirs already.
    """
    _refuse_unless(action, ActionState.OPEN)
    if action.owner_id == to:
        raise Problem(f"Action {action.reference} is theirs already; name somebody else.")
    return replace(action, owner_id=to)


def send_back(action: Action, why: str = "") -> Action:
    """Return an action that was reported done to its owner on the Chair's word; Problem unless reported."""
    _refuse_unless(action, ActionState.REPORTED_DONE)
    return replace(
        action, state=ActionState.OPEN, reported_on=None, last_update=why or "Sent back by the Chair."
    )


def _refuse_unless(action: Action, *states: ActionState) -> None:
    if action.state not in states:
        raise Problem(
            f"Action {action.reference} is {action.state}; this can only be done to one that is "
            f"{listed(states, 'or')}."
        )


def latest_digest_day(weekday: Weekday, days: WorkingDays, as_of: dt.date) -> dt.date:
    """Return the latest digest day up to ``as_of``: the policy's day of the week, or the next working day.

    It is the digest's occasion, so that after a gap only the latest digest goes (own lead time).
    """
    digest_day = as_of - (as_of.weekday() - WEEKDAYS.index(weekday)) % 7 * ONE_DAY
    while (day := days.on_or_after(digest_day)) > as_of:
        digest_day -= 7 * ONE_DAY
    return day


def digest_goes(
    rules: Actions,
    days: WorkingDays,
    as_of: dt.date,
    *,
    digests_sent: Collection[dt.date],
    other_letters: Collection[dt.date],
    most_a_month: int,
) -> bool:
    """Say whether an owner with something to update gets the weekly digest on ``as_of`` (own lead time).

    Not when the digest of the latest digest day has gone; when another letter with their actions went from
    ``other_letter_within`` working days before that day, or goes within as many (``other_letters``: such
    letters' days, past and planned); or when the month's budget of digests is used.
    """
    if not days.is_working(as_of):
        return False
    digest_day = latest_digest_day(rules.digest_day, days, as_of)
    this_month = [day for day in digests_sent if (day.year, day.month) == (as_of.year, as_of.month)]
    if any(day >= digest_day for day in digests_sent) or len(this_month) >= most_a_month:
        return False
    first = days.add(digest_day, -rules.other_letter_within)
    last = days.add(as_of, rules.other_letter_within)
    return not any(first <= day <= last for day in other_letters)


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
