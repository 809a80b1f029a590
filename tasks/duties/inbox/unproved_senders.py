"""Unproved mail: nothing beyond the harmless is recorded before the unit has asked the writer, who is told
so.

Sayings as the register keeps them until somebody confirms them. The likely reading of a reply: put to its
writer, and recorded once they reply YES and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.likely.propose import VERSION
from forum.inbox.sayings import (
    Answered,
    Apologies,
    BringsFile,
    Coming,
    DeputyNamed,
    ItemProposed,
    Reading,
    Saying,
)
from forum.inbox.who_may_say import ACTS, Finding, Ruling, Standing
from forum.letters.parts import Unclear
from forum.questions.words import Act, Reply, Word
from forum.text.wording import weekday_day_month
from tasks.duties.inbox.carry_out.about import seats_asked_about
from tasks.duties.inbox.carry_out.files import LARGEST_FILE
from tasks.duties.inbox.carry_out.handlers import HANDLERS, act_on
from tasks.duties.inbox.carry_out.outcomes import Files, Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.questions.ask import is_open
from tasks.register.mailbox import last_recorded_item
from tasks.register.tables import ProposedReadingRow, QuestionRow, ReceivedRow

_KINDS: Mapping[str, TypeAdapter[Saying]] = {kind.CODE: TypeAdapter(kind) for kind in HANDLERS}


def keep_sayings(sayings: Iterable[Saying]) -> list[dict[str, Any]]:
    """Return sayings as JSON."""
    return [
        {"code": saying.CODE, "facts": _KINDS[saying.CODE].dump_python(saying, mode="json")}
        for saying in sayings
    ]


def kept_sayings(kept: Iterable[dict[str, Any]]) -> tuple[Saying, ...]:
    """Return the sayings that JSON keeps."""
    return tuple(_KINDS[saying["code"]].validate_python(saying["facts"]) for saying in kept)


OF_THE_UNIT = "Nothing proves that it is from you; if it is, have it recorded."
A_DEPUTY, SOMEBODY_ELSE = "A deputy", "somebody else"


def act_in(item: IncomingItem, saying: Saying) -> Act:
    """Return the act of a saying: whoever covers for a member and comes in their place names a deputy."""
    if isinstance(saying, Coming) and item.standing is Standing.COVER and seats_asked_about(item):
        return Act.NAME_DEPUTY
    return saying.act


def wait_for_the_unit(
    item: IncomingItem, letter: AnsweredLetter, saying: Saying, finding: Finding, outcomes: Outcomes
) -> None:
    """Put to the unit what nothing proves, with how to record it, and tell the writer.

    An apology beside a deputy's name is harmless, and taken. No name and no title is repeated: they may be a
    stranger's words.
    """
    reason = OF_THE_UNIT if item.is_from_unit else finding.reason
    outcomes.for_the_unit.append(f"{reason} {ACTS[act_in(item, saying)].unit_does}".strip())
    without_names = saying
    if isinstance(saying, BringsFile) and _is_small_enough(item, saying.file):
        outcomes.to_vouch_for.append(saying)
    if isinstance(saying, DeputyNamed):
        without_names = replace(saying, name=A_DEPUTY, job_title="", address="")
        if not seats_asked_about(item) and item.mail.invitation_answer is None:
            act_on(item, letter, Apologies(), {}, outcomes)
    elif isinstance(saying, ItemProposed):
        without_names = replace(saying, title="")
    elif isinstance(saying, Answered) and saying.reply.word is Word.HAND_TO:
        without_names = replace(saying, reply=Reply(Word.HAND_TO, SOMEBODY_ELSE))
    outcomes.waiting.append(without_names.in_words(letter))


def _is_small_enough(item: IncomingItem, file_id: str) -> bool:
    return any(file.id == file_id and file.size <= LARGEST_FILE for file in item.mail.files)


CONFIRMED_WITHIN = dt.timedelta(days=7)
SOMEBODY_ELSES = "A YES came to what we had put to somebody else, so nothing is recorded: ask whoever wrote."
TOO_LATE = Unclear(
    why="Nothing is recorded of your YES: it came too late, or something else has been answered since.",
    how="Reply to our first letter in the words that it asks for.",
)


def put_to_writer(item: IncomingItem, letter: AnsweredLetter, reading: Reading, outcomes: Outcomes) -> bool:
    """Ask the writer whether a reply means what it probably does; False where there is no such reading, or
    nothing proves that the writer may say it."""
    if not reading.proposed or not all(_may_say(item, saying) for saying in reading.proposed):
        return False
    outcomes.proposed = reading
    until = weekday_day_month(_until(item))
    outcomes.unclear.append(
        Unclear(
            why="We take this as:",
            points=tuple(saying.in_words(letter) for saying in reading.proposed),
            how=f"Reply YES by {until} and it is recorded; nothing is until then.",
            is_proposal=True,
        )
    )
    hows = dict.fromkeys(part.how for part in reading.not_understood if part.likely)
    outcomes.unclear += [Unclear(why="Did you mean something else?", how=how) for how in hows]
    others = (part for part in reading.not_understood if not part.likely)
    outcomes.unclear += [Unclear(why=part.why, how=part.how) for part in others]
    return True


def keep_proposal(item: IncomingItem, row: ReceivedRow, reading: Reading) -> None:
    """Keep what was put to the writer of an item, with the words that led to it."""
    item.forum.tx.session.add(
        ProposedReadingRow(
            received_id=row.id,
            version=VERSION,
            sayings=keep_sayings(reading.proposed),
            words="\n".join(unclear.text for unclear in reading.not_understood),
            until=_until(item),
        )
    )
    item.forum.tx.audit("reading put to its writer", received=row.id, version=VERSION)


def record_proposal(
    item: IncomingItem, letter: AnsweredLetter, proposal: ProposedReadingRow, files: Files, outcomes: Outcomes
) -> None:
    """Record what was put to the writer, where it is they who confirm it, in time (own rule: nothing is
    understood that was not meant). A second YES changes nothing."""
    if item.confirmed is None or item.by != item.confirmed.person_id:
        outcomes.for_the_unit.append(SOMEBODY_ELSES)
        return
    if proposal.confirmed_by_id is not None:
        return
    sayings = kept_sayings(proposal.sayings)
    if item.on > proposal.until or _is_overtaken(item, sayings):
        outcomes.unclear.append(TOO_LATE)
        return
    if not all(_may_say(item, saying) for saying in sayings):
        outcomes.for_the_unit.append(SOMEBODY_ELSES)
        return
    for saying in sayings:
        act_on(item, letter, saying, files, outcomes)
    outcomes.confirmed = proposal


def _may_say(item: IncomingItem, saying: Saying) -> bool:
    return item.finding(act_in(item, saying)).ruling is Ruling.ACCEPTED


def _is_overtaken(item: IncomingItem, sayings: Iterable[Saying]) -> bool:
    """Say whether a question of the proposal is closed, or the writer has answered the letter again since."""
    ids = (saying.question for saying in sayings if isinstance(saying, Answered))
    questions = [item.forum.tx.session.get_one(QuestionRow, id) for id in ids]
    if item.by is None or item.confirmed is None or not all(is_open(question) for question in questions):
        return True
    since = last_recorded_item(item.forum.tx.session, item.by, item.confirmed.dispatch_id)
    return since is not None and since.read_at > item.confirmed.read_at


def _until(item: IncomingItem) -> dt.date:
    return item.forum.on + CONFIRMED_WITHIN
