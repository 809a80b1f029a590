"""The short letter that says what was recorded of a reply, or how to say what was not understood."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from forum.inbox.answered_letter import AnsweredLetter, FileReceived
from forum.inbox.choices import choices_of
from forum.inbox.reading.files import has_files
from forum.inbox.sayings import ForTheUnit, Ordered
from forum.letters.base import Letter, as_it_may_leave
from forum.letters.inbox import TO_THE_DESK, NotUnderstood, Recorded, Undone
from forum.letters.parts import Choice
from forum.members.membership import Person
from forum.outbox.budget import CONFIRMATIONS
from forum.outbox.states import Conditions, Topic, Validity
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import EXCEL
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import enclose, head, names_known, write
from tasks.duties.inbox.answered_letter import describe_letter, meeting_spoken_of
from tasks.duties.inbox.carry_out.outcomes import Outcomes, is_file
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import group_of_order
from tasks.duties.questions.ask import is_open
from tasks.register.groups import is_at_work
from tasks.register.members.membership import people
from tasks.register.tables import DispatchRow, QuestionRow, ReceivedRow

# Letters to one person in a day about what they wrote, so that two machines never go on for ever. A machine
# sends back no workbook that is better each time, as people do, and gives no order of the unit's; and what
# strangers write in somebody's name leaves room for what is said to that person's own mail.
MOST, MOST_UNPROVED, MOST_IN_VAIN, MOST_WITH_FILES, MOST_TO_UNIT = 10, 5, 3, 30, 30
TOO_OFTEN = "We have written to them several times today about what they wrote: ring them."
OF_USE = dt.timedelta(days=7)


def confirm(item: IncomingItem, row: ReceivedRow, outcomes: Outcomes) -> None:
    """Write to whoever wrote. A pressed button that was understood needs no letter, where they are proved to
    have pressed it: anybody can send what a button sends."""
    if item.by is None or outcomes.quarantined or not is_at_work(item.forum.group):
        return
    if item.mail.vote and item.is_proved and not (outcomes.unclear or outcomes.waiting):
        return
    (person,) = people(item.forum.tx.session, [item.by], item.forum.on)
    letter = _letter(item, person, outcomes)
    if letter is None:
        return
    if item.is_from_unit:
        letter = _with_what_it_is_to_change(item, letter)
    confirmations, most = _confirmations_today(item, person.id), _most(item, letter)
    most_of_all_names = max(most, MOST if item.is_proved else MOST_UNPROVED)
    if confirmations[letter.NAME] >= most or confirmations.total() >= most_of_all_names:
        outcomes.for_the_unit.append(TOO_OFTEN)
        return
    write(
        item.forum,
        letter,
        to=person,
        about=Topic(row.id, meeting_id=_meeting_of_letter(item, outcomes)),
        valid=Validity(
            item.forum.on + OF_USE,
            Conditions(appointed=item.forum.membership.is_appointed(person.id, item.forum.on)),
        ),
        enclosures=[
            enclose(item.forum, workbook.name, workbook.content, EXCEL) for workbook in outcomes.workbooks
        ],
    )


def _with_what_it_is_to_change(item: IncomingItem, letter: Letter) -> Letter:
    """Return a letter to the unit under the marking, where it repeats words that may name somebody: the unit
    rewords them, so that it has to see which they are."""
    is_held_back = as_it_may_leave(letter, lambda: names_known(item.forum)) != letter
    return replace(letter, marking=item.forum.policy.marking) if is_held_back else letter


def _meeting_of_letter(item: IncomingItem, outcomes: Outcomes) -> UUID | None:
    """Return the meeting that the letter is about, where no letter of ours before it says so: what is
    answered to it is about the same one."""
    if item.our_letter is not None or item.meeting_id is not None or not outcomes.lines:
        return item.meeting_id
    meeting = meeting_spoken_of(item)
    return meeting.id if meeting else None


def _most(item: IncomingItem, letter: Letter) -> int:
    """Return the most letters of that name that a writer gets in a day."""
    if isinstance(letter, Recorded) and not letter.lines:  # all of it waits, and may be a stranger's
        return MOST_IN_VAIN
    if item.is_proved and has_files([FileReceived(file.id, file.name) for file in item.mail.files]):
        return MOST_WITH_FILES
    if item.is_proved and item.is_from_unit:
        return MOST_TO_UNIT
    if isinstance(letter, NotUnderstood):
        return MOST_IN_VAIN
    return MOST if item.is_proved else MOST_UNPROVED


def _letter(item: IncomingItem, person: Person, outcomes: Outcomes) -> Letter | None:
    about = head(_group_spoken_of(item, outcomes), person, marked=bool(outcomes.workbooks))
    at = item.our_letter.sent_at or item.our_letter.queued_at if item.our_letter else None
    on = at.date() if at else None
    unclear = tuple(outcomes.unclear)
    if outcomes.lines or outcomes.waiting or (unclear and outcomes.taken_back):
        unanswered, choices = _unanswered(item, outcomes) if outcomes.lines else ((), ())
        return Recorded(
            **about,
            answered=on,
            lines=(*_taken_back(outcomes), *outcomes.lines),
            unclear=unclear,
            choices=outcomes.choices if unclear else choices,
            waiting=tuple(outcomes.waiting),
            unanswered=unanswered,
            to_unit=item.is_from_unit,
            file=any(is_file(consequence) for consequence in outcomes.consequences),
            final=bool(outcomes.lines)
            and all(consequence["entries"] is None for consequence in outcomes.consequences),
            passed_on=_is_passed_on(outcomes),
        )
    if outcomes.taken_back or outcomes.too_late or outcomes.stands:
        return Undone(
            **about,
            answered=on,
            lines=tuple(outcomes.taken_back),
            too_late=tuple(outcomes.too_late),
            stands=tuple(outcomes.stands),
        )
    if not unclear:
        return None
    choices = outcomes.choices
    if not (choices or item.answers_nothing):
        choices = choices_of(_letter_afterwards(item))
    return NotUnderstood(**about, answered=on, unclear=unclear, choices=choices)


def _group_spoken_of(item: IncomingItem, outcomes: Outcomes) -> GroupContext:
    """Return the only group for which the unit gave orders, whose name the letter has; else the item's."""
    orders = [saying for saying in outcomes.said if isinstance(saying, Ordered)]
    try:
        groups = {forum.group.id: forum for saying in orders for forum in [group_of_order(item, saying)]}
    except Problem:  # what was ordered is no more
        return item.forum
    return groups.popitem()[1] if len(groups) == 1 else item.forum


def _is_passed_on(outcomes: Outcomes) -> bool:
    """Say whether all that was done is to put the writer's own words before the unit."""
    did = {consequence["did"] for consequence in outcomes.consequences}
    return did == {ForTheUnit.CODE} and not (
        _taken_back(outcomes)
        or outcomes.unclear
        or outcomes.waiting
        or any(isinstance(each, ForTheUnit) and each.about for each in outcomes.said)
    )


def _unanswered(item: IncomingItem, outcomes: Outcomes) -> tuple[tuple[str, ...], tuple[Choice, ...]]:
    """Return what the answered letter asked and nobody has answered, and the words that would; the desk
    letter says so itself."""
    if item.our_letter is None or item.our_letter.letter in TO_THE_DESK:
        return (), ()
    letter = _letter_afterwards(item)
    choices = choices_of(letter, outcomes.said, outcomes.words, item.on, is_plain=True)
    still_open = letter.still_open(with_titles=not item.our_letter.marking)
    return still_open or tuple(choice.matter for choice in choices), choices


def _letter_afterwards(item: IncomingItem) -> AnsweredLetter:
    """Return the letter that the item answers with the questions that are still open after what it led to."""
    if item.reply is None:
        return describe_letter(item)
    letter, session = item.reply.letter, item.forum.tx.session
    rows = [(each, session.get_one(QuestionRow, each.id)) for each in letter.questions]
    return replace(letter, questions=tuple(replace(each, is_open=is_open(row)) for each, row in rows))


def _taken_back(outcomes: Outcomes) -> tuple[str, ...]:
    """Return the lines on WRONG, where something else was recorded instead."""
    return (
        *(f"Undone: {line}" for line in outcomes.taken_back),
        *(f"Too late to undo: {line}" for line in outcomes.too_late),
        *(f"On record until you send the file again: {line}" for line in outcomes.stands),
    )


def _confirmations_today(item: IncomingItem, person: UUID) -> Counter[str]:
    """Return the number of letters of each name that went to a writer today about their replies."""
    midnight = dt.datetime.combine(item.forum.tx.at.date(), dt.time())
    confirmations = select(DispatchRow.letter).where(
        DispatchRow.person_id == person,
        DispatchRow.queued_at >= midnight,
        DispatchRow.letter.in_(CONFIRMATIONS),
    )
    return Counter(item.forum.tx.session.scalars(confirmations))
