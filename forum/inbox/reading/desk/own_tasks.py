"""Words of the unit on its own tasks: DONE, RELEASE, HELPED, ACCEPT, BRIEFING, SIGNED, or a new owner.

Orders of the unit in a reply, each in its exact form; and the outcomes of items.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.orders import ABOUT_TASK_GROUPS, ORDERS, Order, codes_in, order_in
from forum.inbox.phrases.clauses import cut
from forum.inbox.phrases.closed_answers import closed_answers
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import Turn, turns
from forum.inbox.phrases.typed_words import read_lines
from forum.inbox.reading.actions.reports import read_hand_over, speaks_of_hand_over
from forum.inbox.reading.desk.by_phone import past_day, unclear, without_matter
from forum.inbox.reading.items import read_items
from forum.inbox.reading.questions import fitting, how_to_answer, mentioned
from forum.inbox.sayings import Answered, ForTheUnit, ItemProposed, Ordered, Reading, asked_back, joined
from forum.partnerships import REFERENCE as OF_BRIEFING
from forum.questions.kinds import KINDS, TO_THE_CHAIR, UPDATES, QuestionKind
from forum.questions.words import CONSENTS, Reply, Word
from forum.research import REFERENCE
from forum.text.cells import parse_time
from forum.text.dates import leading_date
from forum.text.patterns import any_of
from forum.text.wording import capital, listed, plural

HOW_HELPED = "Write what was done: HELPED MASE/2027-01/03 Police lends an analyst."
HOW_SIGNED = "Write the name as our letter has it: SIGNED Jo Field, 12 January."
_ACTION = re.compile(r"\W*[A-Z][A-Z0-9]{1,15}/\d{4}-\d\d[a-z]?/\d+\b", re.IGNORECASE)
_HELPED = re.compile(
    r"\W*helped\b(?:[\s:,.–—-]|\b(?:with|on|action)\b)*+(?P<reference>[A-Z0-9]+/\d{4}-\d\d[a-z]?/\d+)?(?P<done>.*)",
    re.IGNORECASE,
)
_OF_RESEARCH = re.compile(
    rf"\W*(?P<word>accept|decline|progress|used)\b[\s:,]*(?P<reference>{REFERENCE.pattern})[\s:,.–—-]*(?P<text>.*)",
    re.IGNORECASE,
)
HOW_OF_RESEARCH = (
    "Begin with the word and the reference: ACCEPT R/2027/01 M, DECLINE R/2027/01 and why, PROGRESS "
    "R/2027/01 and how it stands, or USED R/2027/01 and what the group did with it."
)
BRIEFING = re.compile(
    rf"(?<!\W)\W*+(?P<word>briefing|no)\b[\s:,]*+(?P<reference>{OF_BRIEFING.pattern})\b[\s:,.–—-]*+(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_YET = re.compile(r"no (?:yet|until|till|before|but)\b", re.IGNORECASE)
HOW_OF_BRIEFINGS = (
    "Begin with the word and the reference: BRIEFING B/2027/01 FOR ACTION and its parts in the lines "
    "below, or NO B/2027/01 and why."
)
_SIGNED = re.compile(r"\W*signed\b", re.IGNORECASE)


def read_own(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read what the unit did or releases itself: DONE once the agenda is amended, RELEASE, or a new owner."""
    if helped := _HELPED.fullmatch(line):
        return _helped(helped, questions)
    if match := _OF_RESEARCH.fullmatch(line):
        return _of_reference(match, questions, HOW_OF_RESEARCH)
    if match := BRIEFING.fullmatch(line):
        if _NOT_YET.match(f"{match['word']} {match['text']}"):
            why = "It is not plain whether no briefing goes at all, or only not yet."
            return asked_back(why, HOW_OF_BRIEFINGS, line)
        return _of_reference(match, questions, HOW_OF_BRIEFINGS)
    orphans = [question for question in questions if question.kind is QuestionKind.HAND_OVER_ACTION]
    if mentioned(line, orphans) and speaks_of_hand_over(line, orphans):
        return read_hand_over(line, orphans)
    own = [
        question
        for question in questions
        if question.kind not in TO_THE_CHAIR and question.kind not in UPDATES
    ]
    of = mentioned(line, own)
    for words in (line, without_matter(line, of or own)):
        if answers := closed_answers([words], of or own):
            return Reading(tuple(Answered(q.id, q.kind, Reply(word)) for q, word in answers.items()))
    reply = read_lines([without_matter(line, of or own)], today)
    answers_nothing = reply.word in CONSENTS or reply.word is Word.NEW_DATE
    if answers_nothing or (reply.text and not is_harmless([reply.text])):
        reply = Reply(Word.OTHER, line)  # no day and no looser words answer what the unit is asked
    fits = fitting(reply.word, of or own)
    if len(fits) == 1:
        return Reading((Answered(fits[0].id, fits[0].kind, reply),))
    if fits:
        why = f"“{reply.word}” can answer more than one of your tasks."
        return asked_back(why, how_to_answer(own, numbered=False), line)
    if _SIGNED.match(line):
        why = "No agreement is waited for of whoever that names, or its day is to come."
        return asked_back(why, HOW_SIGNED, line)
    if _ACTION.match(line):
        return unclear("It is not plain what you say of that action, or it does not wait for it.", line)
    if reply.word is Word.OTHER:
        return Reading((ForTheUnit(line),))
    return unclear("That answers nothing that waits.", line)


def _helped(helped: re.Match[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read what was done for an owner who wants help; of several, the one whose action is named."""
    waiting = [q for q in questions if q.kind is QuestionKind.HELP_WITH_ACTION and q.is_open]
    reference = (helped["reference"] or "").upper()
    of = [q for q in waiting if not reference or q.reference == reference]
    done = helped["done"].strip(" :,.–—-")
    if len(of) != 1:
        why = "It is not plain with which action you helped, or no help waits there."
        return asked_back(why, HOW_HELPED, helped[0])
    if not done:
        why = "You say that you helped, and not how."
        return asked_back(why, HOW_HELPED, helped[0])
    return Reading((Answered(of[0].id, of[0].kind, Reply(Word.HELPED, capital(done))),))


def _of_reference(match: re.Match[str], questions: Sequence[AskedQuestion], how: str) -> Reading:
    """Read what the unit says of a request for research or a briefing, where that is what it is asked."""
    word, reference = Word(match["word"].upper()), match["reference"].upper()
    of = [q for q in questions if q.reference == reference and q.is_open and word in KINDS[q.kind].answers]
    if len(of) != 1:
        why = f"{reference} is not waiting for this word, or there is none of that reference."
        return asked_back(why, how, match[0])
    return Reading((Answered(of[0].id, of[0].kind, Reply(word, match["text"].strip())),))


_NEARLY_OUTCOME = any_of(
    r"^\W*(?:items? )?\d{1,2}(?:[\s,]+(?:and )?\d{1,2}){0,39}[\s:.–-]+(?:was |were )?(?:not|defer|noted)"
)
_HOLD_AND_WHY = re.compile(r"\W*hold everything\W*(?:$|[:,.–—-])", re.IGNORECASE)
_I_AM = re.compile(
    r"^\W*i(?:['’]m| am| shall be| will be|['’]ll be) (?:away|on (?:annual )?leave|out of (?:the )?office)\b",
    re.IGNORECASE,
)
_IN_A_REASON = (Turn.DENIAL, Turn.OTHERS, Turn.LATER, Turn.DAY, Turn.WISH)
NO_OUTCOME = "An item’s outcome is NOT DISCUSSED, DEFERRED or NOTED alone; other words go into the draft."

MORE_THAN_HOLD = "More stands beside HOLD EVERYTHING, so that it is not plain what is to be held."


def _stop_or_go(lines: Sequence[str]) -> Reading | None:
    """Read HOLD EVERYTHING or RESUME, alone in the first line: the unit may write them in any mail.

    A reason may stand behind a mark or below; HOLD EVERYTHING with other words is asked back.
    """
    order, parts = (order_in(lines[0]) if lines else None) or (None, {})
    if order not in (Order.HOLD, Order.RESUME):
        return None
    if order is Order.RESUME:
        return None if parts["text"] else Reading((Ordered(order),))
    is_reason = _HOLD_AND_WHY.match(lines[0]) or cut([parts["text"]], {}) is not None
    if not is_reason or turns("\n".join((parts["text"], *lines[1:])), _IN_A_REASON):
        return not_in_form(order, MORE_THAN_HOLD, "\n".join(lines))
    return Reading((Ordered(order, text=parts["text"]),))


def read_orders(
    lines: Sequence[str], today: dt.date, *, is_asked: bool, is_fresh: bool = False, is_desk: bool = False
) -> tuple[Reading, list[str]] | None:
    """Read HOLD EVERYTHING or RESUME, and orders that the Chair may give as well as the unit, which has a
    reader of its own in an answer to its desk; the other lines are returned beside them. None where no
    line is one.

    In a letter that asks the Chair, "I am away from 25 January until 20 February" is one; in a mail that
    ``is_fresh`` so is that somebody has left, which the unit tells as it hears of it.
    """
    if stop := _stop_or_go(lines):
        return stop, []
    orders: list[Reading] = []
    rest: list[str] = []
    for line in () if is_desk else lines:
        order, parts = order_in(_I_AM.sub("away", line) if is_asked else line) or (None, {})
        may_be = order and (ORDERS[order].by_chair or (is_fresh and order is Order.LEFT))
        if order is None or not may_be or (order is Order.AWAY and not is_asked):
            rest.append(line)
        else:
            orders.append(read_order(order, parts, line, today))
    return (joined(*orders), rest) if orders else None


def read_outcomes(lines: Sequence[str], today: dt.date) -> tuple[Reading, list[str]]:
    """Read the outcomes of items in a reply to the draft minutes; the other lines are returned beside them.

    A line that nearly says one is asked back.
    """
    orders: list[Reading] = []
    rest: list[str] = []
    for line in lines:
        found = order_in(line)
        if found and found[0] is Order.OUTCOME:
            orders.append(read_order(*found, line, today))
        elif _NEARLY_OUTCOME.match(line):
            orders.append(not_in_form(Order.OUTCOME, NO_OUTCOME, line))
        else:
            rest.append(line)
    return joined(*orders), rest


def read_order(order: Order, parts: Mapping[str, str], line: str, today: dt.date) -> Reading:
    """Read the day, the time and the item of an order."""
    saying = Ordered(
        order,
        about=parts.get("about", ""),
        text=parts.get("text", ""),
        meeting=parts.get("meeting", "").upper(),
        part=2 if parts.get("part") else 1,
    )
    if re.fullmatch(r"\S+/\d{4}-\d\d\S?", saying.about):
        saying = replace(saying, about=saying.about.upper())
    if order in ABOUT_TASK_GROUPS:
        saying = replace(saying, about=saying.about.upper(), text=saying.text.upper())
    if order is Order.EXTEND:
        end = leading_date(parts["when"].strip(), today)
        if end is None or end[1].strip():
            return not_in_form(order, "It is not plain to which day.", line)
        return Reading((replace(saying, on=end[0]),))
    if order is Order.OUTCOME:
        numbers = re.findall(r"\d+", saying.text)
        items_named = f"{plural(len(numbers), 'item')} {listed(numbers)}"
        return Reading((replace(saying, text=items_named, outcome=f"{parts['outcome'].capitalize()}."),))
    if order is Order.ITEM:
        items = read_items([f"ITEM: {saying.text}"]).sayings
        if len(items) != 1 or not isinstance(items[0], ItemProposed):
            return not_in_form(order, "It is not plain what the item is, or it may name a child.", line)
        saying = replace(saying, item=items[0])
    if order is Order.AWAY:
        first, last = _whole_day(parts["when"] or f"{today:%d/%m/%Y}", today), _whole_day(saying.text, today)
        if first is None or last is None or last < first:
            return not_in_form(order, "It is not plain from which day to which.", line)
        return Reading((replace(saying, text="", since=first, on=last),))
    if order is Order.CALL:
        day, _, time = parts["when"].partition(",")
        called_for, at = _whole_day(day, today), parse_time(time.strip()) if time.strip() else None
        title, _, reason = saying.text.partition(";")
        items = read_items([f"ITEM: {title}"]).sayings
        if called_for is None or (time.strip() and at is None):
            return not_in_form(order, "It is not plain for which day or time.", line)
        if len(items) != 1 or not isinstance(items[0], ItemProposed) or not reason.strip():
            return not_in_form(
                order, "It is not plain what it is about, and why, or it may name a child.", line
            )
        return Reading((replace(saying, on=called_for, at=at, item=items[0], text=reason.strip()),))
    if order is Order.DECIDE:
        until = _whole_day(parts["until"], today)
        told = past_day(parts["when"], today) if parts["when"] else None
        decision, _, reason = (part.strip() for part in saying.text.partition(";"))
        if until is None or (parts["when"] and told is None):
            return not_in_form(
                order, "It is not plain by which day, or on which day the Chair said so.", line
            )
        if not decision or not reason:
            return not_in_form(order, "It is not plain what is to be decided, and why it can’t wait.", line)
        return Reading((replace(saying, on=until, since=told),))
    if order in (Order.CANCEL, Order.SKIP, Order.LEFT) and not parts["when"]:
        return Reading((saying,))
    if order is Order.MOVE:
        day, _, time = parts["when"].partition(",")
        moved_to, at = leading_date(day.strip(), today), parse_time(time.strip()) if time.strip() else None
        if moved_to is None or moved_to[1].strip() or (time.strip() and at is None):
            return not_in_form(order, "It is not plain to which day or time.", line)
        return Reading((replace(saying, on=moved_to[0], at=at),))
    if "when" in parts:
        if (called := past_day(parts["when"], today)) is None:
            return not_in_form(
                order, "It is not plain on which day that was said, or it is a day to come.", line
            )
        saying = replace(saying, on=called)
    return Reading(tuple(replace(saying, about=code) for code in codes_in(saying.about)) or (saying,))


def _whole_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that a text is, and nothing else."""
    read = leading_date(text.strip(" ."), today)
    return read[0] if read and not read[1].strip() else None


def not_in_form(order: Order, why: str, line: str) -> Reading:
    how = f"Write it as in {ORDERS[order].example}."
    return asked_back(why, how, line)
