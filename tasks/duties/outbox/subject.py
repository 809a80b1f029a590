"""What letters that do not leave hand the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forum.letters.questions import DeskTask
from forum.outbox.states import Cause, State
from forum.text.wording import capital, counted, day_month, listed, short_date
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.outbox.finish_sent_steps import with_failed_letters
from tasks.register.outbox import in_state, recipients_in_words
from tasks.register.tables import DispatchRow, MeetingRow, StepRow

STUCK = {State.HELD: "held", State.ASKED: "unaccounted for"}
MOST_STUCK = 10  # letters that a desk letter tells of one by one
_DECIDE = {
    State.HELD: "Once that is corrected, reply RELEASE {codes}; or CANCEL {codes}, and it never goes.",
    State.ASKED: "Nobody can say whether it went: ask its reader, then reply ARRIVED {codes} or NOT ARRIVED "
    "{codes}.",
}
_DECIDE_ON_SEVERAL = {
    State.HELD: "Once that is corrected, reply RELEASE {codes}, or those of them that may go; or CANCEL and "
    "their codes, and they never go.",
    State.ASKED: "Nobody can say whether they went: ask their readers, then reply ARRIVED or NOT ARRIVED and "
    "their codes: {codes}.",
}


def _letters_to_decide_on(forum: GroupContext, letters: Sequence[DispatchRow]) -> Iterator[DeskTask]:
    """Yield the letters that do not leave, those of one kind and reason together, and how the unit decides on
    them."""
    rows = [row for row in letters if row.cause is not Cause.UNSIGNED]  # it waits for its agreement
    to_whom = recipients_in_words(forum.tx.session, rows[:MOST_STUCK])
    alike: dict[tuple[State, str, str], list[DispatchRow]] = {}
    for row in rows[:MOST_STUCK]:
        alike.setdefault((row.state, row.letter.replace("_", " "), row.reason), []).append(row)
    for (state, letter, reason), same in alike.items():
        readers = listed(to_whom[row.id] for row in same)
        codes = " ".join(str(row.id)[:8] for row in same)
        since = short_date(min(row.queued_at for row in same).date())
        one = len(same) == 1
        subject = (
            f"A letter ({letter}) to {readers} is"
            if one
            else f"{capital(counted(len(same), 'letter'))} ({letter}), to {readers}, are"
        )
        decide = (_DECIDE if one else _DECIDE_ON_SEVERAL)[state].format(codes=codes)
        yield DeskTask(
            group=forum.group.code,
            what=f"{subject} {STUCK[state]} since {since}.",
            how=f"{reason} {decide}".strip(),
            by=forum.on,
        )
    if more := len(rows[MOST_STUCK:]):
        yield DeskTask(
            group=forum.group.code,
            what=f"{capital(counted(more, 'more letter'))} held or unaccounted for.",
            how="They follow here once those above are decided.",
            by=forum.on,
        )


def _letters_refused(forum: GroupContext, failed: Sequence[tuple[StepRow, MeetingRow]]) -> Iterator[DeskTask]:
    """Yield the steps that stay open since letters were refused for good."""
    for kind, date in dict.fromkeys((step.kind, meeting.date) for step, meeting in failed):
        number = sum((step.kind, meeting.date) == (kind, date) for step, meeting in failed)
        yield DeskTask(
            group=forum.group.code,
            what=f"{capital(kind)} for {day_month(date)}: {counted(number, 'letter')} "
            f"{'was' if number == 1 else 'were'} refused for good, so it is not done.",
            how="Give those people by hand what they should have had, and correct their addresses in the "
            "members’ workbook.",
            by=forum.on,
        )


OUTBOX = Subject(
    desk=[
        OnDesk(lambda _, session, __, only: in_state(session, *STUCK, groups=only), _letters_to_decide_on),
        OnDesk(lambda _, session, on, only: with_failed_letters(session, on, only), _letters_refused),
    ]
)
