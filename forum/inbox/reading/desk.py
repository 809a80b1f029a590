"""The unit's replies to its desk letter: what it did itself, and what it was told by phone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.orders import ORDERS, Order, begins_order, codes_in, order_in
from forum.inbox.phrases.closed_answers import closed_answers
from forum.inbox.phrases.courtesies_and_conditions import is_asking, is_denying, is_harmless
from forum.inbox.phrases.typed_words import read_line, read_lines
from forum.inbox.reading.actions.hand_overs import read_hand_over, speaks_of_hand_over
from forum.inbox.reading.chair import read_chair
from forum.inbox.reading.items import read_items
from forum.inbox.reading.questions import fitting, how_to_answer, mentioned
from forum.inbox.reading.research import asks_for_research, read_research
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    ByPhone,
    ForTheUnit,
    ItemProposed,
    NotUnderstood,
    Ordered,
    Reading,
)
from forum.partnerships.briefings import REFERENCE as OF_BRIEFING
from forum.questions.kinds import (
    DRAFTS,
    KINDS,
    TO_THE_CHAIR,
    UPDATES,
    KindOfQuestion,
    QuestionKind,
)
from forum.questions.words import CONSENTS, Reply, Word
from forum.research.requests import REFERENCE
from forum.text.cell_values import parse_time
from forum.text.dates import leading_date
from forum.text.patterns import any_of
from forum.text.wording import capital, day_month, listed, plural

HOW = (
    "Say what was answered, by whom, how and when: AGENDA AGREED BY CHAIR, phone, 21 January; or begin with "
    "the reference: MASE/2027-01/03 DONE, phone, 21 January."
)
HOW_HELPED = "Write what was done: HELPED MASE/2027-01/03 Kent Police lends an analyst."
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
_BRIEFING = re.compile(
    rf"(?<!\W)\W*+(?P<word>briefing|no)\b[\s:,]*+(?P<reference>{OF_BRIEFING.pattern})\b[\s:,.–—-]*+(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
HOW_OF_BRIEFINGS = (
    "Begin with the word and the reference: BRIEFING B/2027/01 FOR ACTION and its parts in the lines "
    "below, or NO B/2027/01 and why."
)
_SIGNED = re.compile(r"\W*signed\b", re.IGNORECASE)
_HAS_SIGNED = (
    r"(?:has |have )?(?:now )?signed(?: (?:it|the agreement|theirs|this|that))?(?: today| now|(?: on)?"
    r" (?P<when>\d[\d/.]*(?: [a-z]+)?))?"
    r"(?:\s*[,.;–-]\s*(?:i )?(?:have |['’]ve )?(?:got|have|copy|form|it|filed)\b[^\d?]{0,60})?\W*"
)
_BY_CHAIR = any_of(
    r"(?<!\s)\s*+,?\s*+\b(?:by|from) (?:the )?chair\b",
    r"^\W*(?:the )?chair(?: has)?\b[\s:,–-]*",
)
_DEPUTY_CHAIR = any_of(r"\bdeputy chair\b")
_PHONE = any_of(
    r"(?:(?<![\s,;:(–-])[\s,;:(–-]++)?\b(?:by |over the |on the |via )?(?:tele)?phone[d]?(?: call)?\b"
    r"[\s,;:–-]*(?:on )?(?P<when>[^,;)]*)\)?"
)
_MATTER = any_of(
    r"\b(?:the )?(?:late |attendance |short )?(?:paper|pack|papers|letter|action|ruling|quorum|notice)\b"
    r"(?: for| on| to)?"
)
_AFTER_NEWS = re.compile(
    r"(?P<news>[^\d]{5,160}[.!;])\s+(?P<form>signed\b[^.!?]*"
    r"|[^.!?]{3,80}\bphone\b[^.!?]*)[.!]*",
    re.IGNORECASE,
)
_CHAIR_SAID_YES = re.compile(
    r"\W*(?:(?:i|we)(?:['’]ve| have)? )?(?:just )?(?:rang|phoned|called|spoke(?:n)? (?:to|with)|got hold of)"
    r" (?:the chair|her|him|(?-i:[A-Z]\w+(?: [A-Z]\w+)?))"
    r"(?: (?:this morning|this afternoon|today|yesterday|just now|at lunch(?:time)?))?"
    r"(?:(?:,| and)? (?:s?he|they) (?:said|says) yes(?: to (?:it|them|both|the (?:agenda|minutes)))?"
    r"|(?:,| and)? (?:s?he|they) (?:agreed|agrees)(?: (?:it|them|both|the (?:agenda|minutes)))?"
    r"|(?:,| and)? (?:s?he|they)(?:['’]s| is|['’]re| are| was| were) (?:happy|fine|content)"
    r"(?: with (?:it|them|both|the (?:agenda|minutes)))?)?\W*",
    re.IGNORECASE,
)
_MORE = any_of(
    r"\b(?:but|if|unless|until|or|maybe|perhaps|might|may|probably|once|when|not sure|however)\b",
    r"\b(?:verbal|withdrawn?|signed|done|help|agreed?|released?|says no|said no|item|action)\b",
)
"""Words by which news may be more than news."""
_NEARLY_OUTCOME = any_of(
    r"^\W*(?:items? )?\d{1,2}(?:[\s,]+(?:and )?\d{1,2}){0,39}[\s:.–-]+(?:was |were )?(?:not|defer|noted)"
)
NO_OUTCOME = "An item’s outcome is NOT DISCUSSED, DEFERRED or NOTED alone; other words go into the draft."
LONGEST_AGO = 60  # days; what is longer ago is a slip, such as a day to come without its year
_DAYS_AGO = {"yesterday": 1, "last night": 1}
_RELATIVE = {"today": 0, "this morning": 0, "this afternoon": 0, "just now": 0, "yesterday": 1}


def read_desk(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read what the unit says, a line a matter (own rule: an answer by phone is put on record as such).

    ``questions`` are all questions that wait in the unit's groups. What the unit says "by Chair" is the
    Chair's answer; what it was told of an action or a paper by phone is its owner's or author's. Without
    "phone" it speaks of its own tasks.
    """
    lines = _with_their_parts([_without_news(line) for line in lines])
    readings = {
        number: _read_line(line, questions, today)
        for number, line in enumerate(lines, start=1)
        if read_line(line, today) or closed_answers([line], questions) or not is_harmless([line])
    }
    sayings = tuple(saying for reading in readings.values() for saying in reading.sayings)
    consents = any(isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in sayings)
    free = [
        str(number)
        for number, reading in readings.items()
        if any(isinstance(s, ForTheUnit) for s in reading.sayings)
    ]
    if consents and free:
        lines_in_words = (
            f"{plural(len(free), 'Line')} {listed(free)} of your reply {'is' if len(free) == 1 else 'are'}"
        )
        why = f"{lines_in_words} none of the answers, and nothing is agreed or released on a condition."
        return Reading(not_understood=(NotUnderstood(why, HOW, "\n".join(lines)),))
    return Reading(
        sayings, tuple(unclear for reading in readings.values() for unclear in reading.not_understood)
    )


def _with_their_parts(lines: Sequence[str]) -> list[str]:
    """Join each BRIEFING with the lines below it, up to the next: these are its parts."""
    joined: list[str] = []
    for line in lines:
        if joined and _BRIEFING.match(joined[-1]) and not _BRIEFING.match(line):
            joined[-1] += f"\n{line}"
        else:
            joined.append(line)
    return joined


def _without_news(line: str) -> str:
    """Return an answer in our form without the sentence before it that says whom the unit spoke to.

    Before a Chair's answer only that they were rung and said yes may stand (own rule: nothing is agreed with
    a condition).
    """
    match = _AFTER_NEWS.fullmatch(line)
    if match is None:
        return line
    if _BY_CHAIR.search(match["form"]):
        is_news = _CHAIR_SAID_YES.fullmatch(match["news"]) is not None
    else:
        is_news = not (is_asking(match["news"]) or is_denying(match["news"]) or _MORE.search(match["news"]))
    return match["form"] if is_news else line


def stop_or_go(lines: Sequence[str]) -> Ordered | None:
    """Read HOLD EVERYTHING, or RESUME alone, in the first line: the unit may write them in any mail."""
    order, parts = (order_in(lines[0]) if lines else None) or (None, {})
    if order is Order.HOLD or (order is Order.RESUME and not parts["text"]):
        return Ordered(order, text=parts["text"])
    return None


def read_outcomes(lines: Sequence[str], today: dt.date) -> tuple[Reading, list[str]]:
    """Read the outcomes of items in a reply to the draft minutes; the other lines are returned beside them.

    A line that nearly says one is asked back.
    """
    orders: list[Reading] = []
    rest: list[str] = []
    for line in lines:
        found = order_in(line)
        if found and found[0] is Order.OUTCOME:
            orders.append(_ordered(*found, line, today))
        elif _NEARLY_OUTCOME.match(line):
            orders.append(_not_in_form(Order.OUTCOME, NO_OUTCOME, line))
        else:
            rest.append(line)
    sayings = tuple(saying for order in orders for saying in order.sayings)
    return Reading(sayings, tuple(unclear for order in orders for unclear in order.not_understood)), rest


def said_by_phone(kind: QuestionKind, reference: str, on: dt.date, chair: str = "CHAIR") -> str:
    """Return an example of what the unit replies once it has rung somebody: "AGENDA AGREED BY CHAIR, phone,
    21 January"; empty for a question that no word answers.

    ``reference`` is the action's, empty where the kind has none; ``chair`` is the name of one of joint
    Chairs.
    """
    example = KINDS[kind].by_phone
    by = f" BY {chair}" if kind in TO_THE_CHAIR else ""
    return f"{reference} {example}{by}, phone, {day_month(on)}".strip() if example else ""


def _read_line(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read an order in its exact form, or what answers a question; a line that is neither and begins like an
    order is asked back with its form."""
    if order := order_in(line):
        return _ordered(*order, line, today)
    if asks_for_research(line):
        return read_research(line, today)
    reading = _read_answer(line, questions, today)
    begun = begins_order(line)
    if begun and all(isinstance(saying, ForTheUnit) for saying in reading.sayings):
        return _not_in_form(begun, "That is not in the form that is carried out.", line)
    return reading


def _ordered(order: Order, parts: Mapping[str, str], line: str, today: dt.date) -> Reading:
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
    if order is Order.OUTCOME:
        numbers = re.findall(r"\d+", saying.text)
        items_named = f"{plural(len(numbers), 'item')} {listed(numbers)}"
        return Reading((replace(saying, text=items_named, outcome=f"{parts['outcome'].capitalize()}."),))
    if order is Order.ITEM:
        items, _ = read_items([f"ITEM: {saying.text}"])
        if len(items) != 1 or not isinstance(items[0], ItemProposed):
            return _not_in_form(order, "It is not plain what the item is, or it may name a child.", line)
        saying = replace(saying, item=items[0])
    if order is Order.MOVE:
        day, _, time = parts["when"].partition(",")
        moved_to, at = leading_date(day.strip(), today), parse_time(time.strip()) if time.strip() else None
        if moved_to is None or moved_to[1].strip() or (time.strip() and at is None):
            return _not_in_form(order, "It is not plain to which day or time.", line)
        return Reading((replace(saying, on=moved_to[0], at=at),))
    if "when" in parts:
        if (called := _day(parts["when"], today)) is None:
            return _not_in_form(
                order, "It is not plain on which day that was said, or it is a day to come.", line
            )
        saying = replace(saying, on=called)
    return Reading(tuple(replace(saying, about=code) for code in codes_in(saying.about)) or (saying,))


def _not_in_form(order: Order, why: str, line: str) -> Reading:
    how = f"Write it as in {ORDERS[order].example}."
    return Reading(not_understood=(NotUnderstood(why, how, line),))


def _read_answer(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    line, questions = _of_named_chair(_signed_first(line, questions), questions)
    phone, chair = _PHONE.search(line), _BY_CHAIR.search(line)
    if _DEPUTY_CHAIR.search(line):
        why = "The deputy chair’s word by phone counts only where they were asked as well."
        return Reading(
            not_understood=(NotUnderstood(why, "Ask the deputy chair to reply to our letter.", line),)
        )
    if chair and not phone:
        return _unclear("It is not plain how and when the Chair said so.", line)
    if not phone:
        return _own(line, questions, today)
    on = _day(phone["when"] or "", today)
    if on is None:
        return _unclear("It is not plain on which day that was said, or it is a day to come.", line)
    words = _BY_CHAIR.sub("", _PHONE.sub("", line)).strip(" ,;:.–-")
    by = ByPhone(on, chair=chair is not None)
    if chair:
        return _of_chair(
            words, [question for question in questions if question.kind in TO_THE_CHAIR], by, line, today
        )
    return _of_others(
        words, [question for question in questions if question.kind not in TO_THE_CHAIR], by, line, today
    )


def _signed_first(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line that begins with the name of who signed, "Jo Field signed it today", as our letter"
    " asks."""
    for question in questions:
        if question.kind is QuestionKind.RECORD_AGREEMENT:
            match = re.fullmatch(rf"{re.escape(question.reference)} {_HAS_SIGNED}", line, re.IGNORECASE)
            if match:
                return f"SIGNED {question.reference} {match['when'] or ''}".strip()
    return line


def _of_named_chair(line: str, questions: Sequence[AskedQuestion]) -> tuple[str, Sequence[AskedQuestion]]:
    """Return a line that names one of joint Chairs as one that says "the Chair", with that Chair's questions
    alone."""
    for name in {question.of for question in questions if question.kind in TO_THE_CHAIR and question.of}:
        by_name = re.compile(rf"\b(by|from) {re.escape(name)}(?!\w)", re.IGNORECASE)
        if by_name.search(line):
            return by_name.sub(r"\1 Chair", line), [question for question in questions if question.of == name]
    return line, questions


def _of_chair(
    answer: str, questions: Sequence[AskedQuestion], by: ByPhone, line: str, today: dt.date
) -> Reading:
    """Read what the Chair answered: to the one question it fits, or to the one that the line names."""
    of = mentioned(answer, questions)
    plain = _without_matter(answer, questions)
    for candidates, words in ((questions, answer), (questions, plain), (of, plain)):
        reading = read_chair([words], candidates, today) if candidates and words else Reading()
        if reading.sayings and not reading.not_understood:
            return Reading(
                tuple(
                    replace(saying, by_phone=by) for saying in reading.sayings if isinstance(saying, Answered)
                )
            )
    return _unclear("It is not plain which question of the Chair’s that answers.", line)


def _of_others(
    words: str, questions: Sequence[AskedQuestion], by: ByPhone, line: str, today: dt.date
) -> Reading:
    """Read what an owner said of an action, or an author of a paper."""
    if speaks_of_hand_over(words, questions):
        reading = read_hand_over(words, questions)
        answers = [replace(answer, by_phone=by) for answer in reading.sayings if isinstance(answer, Answered)]
        return Reading(tuple(answers), reading.not_understood)
    of = mentioned(words, questions)
    reply = read_lines([_without_matter(words, of)], today)
    fits = fitting(reply.word, of or questions)
    if len(fits) != 1:
        return _unclear("It is not plain which question that answers.", line)
    if fits[0].kind is QuestionKind.UPDATE_ACTION:
        return Reading((ActionReported(fits[0].reference, reply, by),))
    return Reading((Answered(fits[0].id, fits[0].kind, reply, by),))


def _own(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read what the unit did or releases itself: DONE once the agenda is amended, RELEASE, or a new owner."""
    if helped := _HELPED.fullmatch(line):
        return _helped(helped, questions)
    if match := _OF_RESEARCH.fullmatch(line):
        return _of_reference(match, questions, HOW_OF_RESEARCH)
    if match := _BRIEFING.fullmatch(line):
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
    for words in (line, _without_matter(line, of or own)):
        if answers := closed_answers([words], of or own):
            return Reading(tuple(Answered(q.id, q.kind, Reply(word)) for q, word in answers.items()))
    reply = read_line(line, today) or read_lines([_without_matter(line, of or own)], today)
    answers_nothing = reply.word in CONSENTS or reply.word is Word.NEW_DATE
    if answers_nothing or (reply.text and not is_harmless([reply.text])):
        reply = Reply(Word.OTHER, line)  # no day and no looser words answer what the unit is asked
    fits = fitting(reply.word, of or own)
    if len(fits) == 1:
        return Reading((Answered(fits[0].id, fits[0].kind, reply),))
    if fits:
        why = f"“{reply.word}” can answer more than one of your tasks."
        return Reading(not_understood=(NotUnderstood(why, how_to_answer(own, numbered=False), line),))
    if _SIGNED.match(line):
        why = "No agreement is waited for of whoever that names, or its day is to come."
        return Reading(not_understood=(NotUnderstood(why, HOW_SIGNED, line),))
    if _ACTION.match(line):
        return _unclear("It is not plain what you say of that action, or it does not wait for it.", line)
    if reply.word is Word.OTHER:
        return Reading((ForTheUnit(line),))
    return _unclear("That answers nothing that waits.", line)


def _helped(helped: re.Match[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read what was done for an owner who wants help; of several, the one whose action is named."""
    waiting = [q for q in questions if q.kind is QuestionKind.HELP_WITH_ACTION and q.is_open]
    reference = (helped["reference"] or "").upper()
    of = [q for q in waiting if not reference or q.reference == reference]
    done = helped["done"].strip(" :,.–—-")
    if len(of) != 1:
        why = "It is not plain with which action you helped, or no help waits there."
        return Reading(not_understood=(NotUnderstood(why, HOW_HELPED, helped[0]),))
    if not done:
        why = "You say that you helped, and not how."
        return Reading(not_understood=(NotUnderstood(why, HOW_HELPED, helped[0]),))
    return Reading((Answered(of[0].id, of[0].kind, Reply(Word.HELPED, capital(done))),))


def _of_reference(match: re.Match[str], questions: Sequence[AskedQuestion], how: str) -> Reading:
    """Read what the unit says of a request for research or a briefing, where that is what it is asked."""
    word, reference = Word(match["word"].upper()), match["reference"].upper()
    of = [q for q in questions if q.reference == reference and q.is_open and word in KINDS[q.kind].answers]
    if len(of) != 1:
        why = f"{reference} is not waiting for this word, or there is none of that reference."
        return Reading(not_understood=(NotUnderstood(why, how, match[0]),))
    return Reading((Answered(of[0].id, of[0].kind, Reply(word, match["text"].strip())),))


def _without_matter(words: str, questions: Sequence[AskedQuestion]) -> str:
    """Return the words without the matter: "late paper for item 7 ALLOWED" is "ALLOWED"."""
    for question in questions:
        if question.reference:
            reference = rf"\b(?:(?:for|on|action|to) ){{0,3}}(?:item )?{re.escape(question.reference)}(?!\w)"
            words = re.sub(reference, " ", words, flags=re.IGNORECASE)
    if not any(question.kind in DRAFTS for question in questions):
        words = re.sub(r"\b(?:the )?(?:agenda|minutes)\b", " ", words, flags=re.IGNORECASE)
    words = _MATTER.sub(" ", words)
    for question in questions:
        words = _without_name(words, KINDS[question.kind])
    return " ".join(words.split()).strip(" ,;:.–-")


def _without_name(words: str, kind: KindOfQuestion) -> str:
    """Return the words without the name of the matter, unless that is part of an answer: QUORATE."""
    if not kind.matter_pattern or any(
        re.search(kind.matter_pattern, word, re.IGNORECASE) for word in kind.words
    ):
        return words
    return re.sub(kind.matter_pattern, " ", words, flags=re.IGNORECASE)


def _day(when: str, today: dt.date) -> dt.date | None:
    """Return the day of a call: "21 January", "today", "yesterday"; None for none, or one to come."""
    when = when.strip(" .,;")
    if when.casefold() in _RELATIVE:
        return today - dt.timedelta(days=_RELATIVE[when.casefold()])
    day = None if "?" in when else leading_date(when, today, gone_by=True)
    return day[0] if day and 0 <= (today - day[0]).days <= LONGEST_AGO else None


def day_of_call(text: str, today: dt.date) -> dt.date:
    """Return the day of a call that a text names, or else the day on which it came."""
    for day_before, days in _DAYS_AGO.items():
        if day_before in text.casefold():
            return today - dt.timedelta(days=days)
    dated = (leading_date(text[at:], today, gone_by=True) for at in range(len(text)) if text[at].isdigit())
    return next((day[0] for day in dated if day and day[0] <= today), today)


def _unclear(why: str, line: str) -> Reading:
    return Reading(not_understood=(NotUnderstood(why, HOW, line),))
