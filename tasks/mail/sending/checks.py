"""The checks at the moment of sending, a function each, made again before every send."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import bindparam, select

from forum.letters.concerns import Acknowledgement, ConcernAnswer
from forum.members.joining import last_day_to_join
from forum.outbox.states import Cause, MeetingAsWritten, Mode, State
from forum.questions.kinds import OF_THE_UNIT, TO_THE_CHAIR
from forum.text.addresses import checked_address, is_allowed
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.mail.sending.attachment_checks import (
    SendingContext,
    Stop,
    approval_still_current,
    attachments_are_those_approved,
    briefings_are_as_agreed,
    guest_is_still_invited,
    late_papers_are_for_the_reader,
    may_still_read_part_two,
    one_file_holds_only_what_the_reader_may_read,
    papers_still_meant_for_the_reader,
    questions_asked,
)
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.rows import rows_by_id
from tasks.register.meetings import PLANNED, has_begun
from tasks.register.outbox import IN_THE_HANDS_OF_DELIVERY, LIVE
from tasks.register.tables import (
    DispatchRow,
    GroupRow,
    MeetingRow,
    QuestionRow,
)

TO_WRITERS = frozenset({ConcernAnswer.NAME, Acknowledgement.NAME})
"""The letters that may go to an address that the register does not have."""
Check = Callable[[DispatchRow, SendingContext], Stop | None]
# Built once, since building a statement costs more than running it.
_LATER = select(DispatchRow).where(
    DispatchRow.person_id == bindparam("person"),
    DispatchRow.letter == bindparam("letter"),
    DispatchRow.queued_at > bindparam("queued_at"),
    DispatchRow.state.in_(IN_THE_HANDS_OF_DELIVERY),
    LIVE,
)


def first_stop(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Return the stop of the first check that fails, or None when the letter may go."""
    return next((stop for check in CHECKS if (stop := check(row, context))), None)


def why_address_is_refused(address: str, rules: DeliveryRules) -> str:
    """Return why nothing may be sent to an address, in a sentence; empty when letters may go."""
    if not address:
        return "The register has no address to write to."
    try:
        checked_address(address)
    except Problem as problem:
        return problem.sentence
    allowed = rules.allowed_domains
    if (allowed or rules.mode is Mode.LIVE) and not is_allowed(address, allowed):
        return "The address is not at a domain that letters may go to (MASE_ALLOWED_DOMAINS)."
    return ""


def delivery_address(row: DispatchRow, context: SendingContext) -> str:
    """Return the address to which the letter goes today; empty when there is none."""
    if context.rules.mode is Mode.REDIRECT:
        return context.rules.redirect_to
    return _address(row, context)


def _address(row: DispatchRow, context: SendingContext) -> str:
    """Return the address that the register has for the reader today; in answer to a writer whom it need not
    know, the one that they wrote from."""
    return row.address if row.conditions.to_writer else context.address(row.person_id)


def not_sent_before_a_restore(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Stop a letter that was in Sent Items when the database was restored: it never goes again."""
    if row.key in context.explained:
        reason = "It had gone already before the database was restored."
        return Stop(State.LAPSED, reason, cause=Cause.ALREADY_GONE)
    return None


def group_goes_on(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the group has not ended: nothing is sent for it any more."""
    group = context.row(GroupRow, row.group_id)
    return Stop(State.LAPSED, "The group has ended.") if group is not None and group.ended else None


def still_valid(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the letter is still of use; the questions of one that is too late are asked anew."""
    if row.valid_until < context.as_of:
        reason = f"It was of use until {long_date(row.valid_until)}."
        return Stop(State.LAPSED, reason, ask_again=questions_asked(row))
    return None


def still_appointed(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient still belongs to the group.

    Questions to an office, or to a member for whom the recipient covered, are asked anew of the present
    holder.
    """
    if not row.conditions.appointed:
        return None
    members = context.membership(row.group_id)
    if members.is_appointed(row.person_id, context.as_of):
        return None
    ask_again = tuple(
        question.id
        for question in _questions(row, context)
        if question.kind in TO_THE_CHAIR | OF_THE_UNIT or members.is_appointed(question.of_id, context.as_of)
    )
    return Stop(State.LAPSED, "The recipient no longer belongs to the group.", ask_again)


def has_just_left(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient of a farewell left on the day that it names, and that nothing is attached.

    The farewell is the one kind of letter to people outside the group that names such a day.
    """
    day = row.conditions.left
    if day is None:
        return None
    if row.attachments:
        return Stop(State.HELD, "Nothing is ever attached to a letter to somebody who has left.")
    members = context.membership(row.group_id)
    if members.is_appointed(row.person_id, context.as_of):
        return Stop(State.LAPSED, "The recipient belongs to the group again.")
    if last_day_to_join(members, row.person_id) != day:
        return Stop(State.LAPSED, "The recipient left on another day.")
    return None


def still_unanswered(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that all questions of the letter are open; the next morning's letter asks those that are."""
    ids = questions_asked(row)
    if not ids:
        return None
    still_open = [
        question.id
        for question in _questions(row, context)
        if question.answered is None and question.withdrawn is None
    ]
    if len(still_open) == len(ids):
        return None
    if still_open:
        return Stop(
            State.LAPSED,
            "Some of what it asks has been answered; the rest is asked again.",
            tuple(still_open),
        )
    return Stop(State.LAPSED, "What it asks has been answered or is no longer needed.")


def not_asked_again_since(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that no later letter asks the same: one may have been written while nothing could be sent."""
    ids = {*questions_asked(row)}
    if not ids:
        return None
    of_row = {"person": row.person_id, "letter": row.letter, "queued_at": row.queued_at}
    if any(ids <= {*questions_asked(later)} for later in context.session.scalars(_LATER, of_row)):
        return Stop(State.LAPSED, "A later letter asks the same.")
    return None


def agreement_signed(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient of restricted documents has signed the confidentiality agreement."""
    if not row.conditions.agreement:
        return None
    if row.person_id in context.signed:
        return None
    reason = (
        "The recipient has not signed the confidentiality agreement; once they have, it goes automatically."
    )
    return Stop(State.HELD, reason, cause=Cause.UNSIGNED)


def meeting_still_stands(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that each meeting has the time and state that the letter gives, and that one to come has not
    begun; else its questions are asked anew."""
    meetings = [(expected, context.row(MeetingRow, expected.id)) for expected in row.conditions.meetings]
    reasons = (difference(*each) or _has_begun(*each, context.at) for each in meetings)
    reason = next(filter(None, reasons), "")
    return Stop(State.LAPSED, reason, ask_again=questions_asked(row)) if reason else None


def _has_begun(expected: MeetingAsWritten, meeting: MeetingRow | None, at: dt.datetime) -> str:
    is_to_come = expected.state == (PLANNED,)
    return "The meeting has begun." if meeting and is_to_come and has_begun(meeting, at) else ""


def difference(expected: MeetingAsWritten, meeting: MeetingRow | None) -> str:
    """Return how a meeting differs from the letter's words, in a sentence; empty when it doesn't."""
    if meeting is None:
        return "The meeting is no longer in the register."
    if meeting.date != expected.date:
        return "The meeting has another date now."
    if meeting.start != expected.start:
        return "The meeting starts at another time now."
    if expected.state and meeting.state not in expected.state:
        return f"The meeting is now: {meeting.state}."
    return ""


def address_allowed(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the register has one plain address for the recipient, at an allowed domain; that an answer
    to a writer, who may be at any, has the same fixed words for everybody and no file."""
    if row.conditions.to_writer:
        reason = _why_writer_is_refused(row)
    else:
        reason = why_address_is_refused(context.address(row.person_id), context.rules)
    return Stop(State.HELD, reason) if reason else None


def _why_writer_is_refused(row: DispatchRow) -> str:
    if row.letter not in TO_WRITERS or row.attachments:
        return "Only the answer on whom to ring goes to whoever wrote, and nothing is ever attached to it."
    try:
        checked_address(row.address)
    except Problem as problem:
        return problem.sentence
    return ""


def address_has_not_bounced(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that no letters have come back from the address: nothing goes until the register has another."""
    if context.rules.mode is not Mode.REDIRECT and row.person_id in context.bounced:
        reason = "Letters to this address come back; when the register has another, it goes automatically."
        return Stop(State.HELD, reason, cause=Cause.BOUNCED)
    return None


def draft_goes_to_the_right_address(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that a draft goes to the address of today's register and mode; else it is drafted anew."""
    if row.state is State.DRAFTED and row.drafted_to != delivery_address(row, context):
        return Stop(State.QUEUED, "The address or the mode changed: drafted again.")
    return None


CHECKS: tuple[Check, ...] = (
    not_sent_before_a_restore,
    group_goes_on,
    still_valid,
    still_appointed,
    has_just_left,
    still_unanswered,
    not_asked_again_since,
    meeting_still_stands,
    guest_is_still_invited,
    approval_still_current,
    may_still_read_part_two,
    late_papers_are_for_the_reader,
    papers_still_meant_for_the_reader,
    one_file_holds_only_what_the_reader_may_read,
    briefings_are_as_agreed,
    agreement_signed,
    attachments_are_those_approved,
    address_allowed,
    address_has_not_bounced,
    draft_goes_to_the_right_address,
)


def _questions(row: DispatchRow, context: SendingContext) -> Sequence[QuestionRow]:
    return [*rows_by_id(context.session, QuestionRow, questions_asked(row)).values()]
