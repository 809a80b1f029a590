"""Orders of the unit in a reply, each in its exact form; and the outcomes of items."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forum.inbox.orders import ABOUT_TASK_GROUPS, ORDERS, Order, codes_in, order_in
from forum.inbox.phrases.clauses import cut
from forum.inbox.phrases.lexicon import Turn, turns
from forum.inbox.reading.desk.days_of_calls import past_day
from forum.inbox.reading.items import read_items
from forum.inbox.sayings import ItemProposed, Ordered, Reading, asked_back, joined
from forum.text.cell_values import parse_time
from forum.text.dates import leading_date
from forum.text.patterns import any_of
from forum.text.wording import listed, plural

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


def stop_or_go(lines: Sequence[str]) -> Reading | None:
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


def of_chair(
    lines: Sequence[str], today: dt.date, *, is_asked: bool, is_fresh: bool = False
) -> tuple[Reading, list[str]] | None:
    """Read orders that the Chair may give as well as the unit; the other lines are returned beside them. None
    where no line is one.

    In a letter that asks the Chair, "I am away from 25 January until 20 February" is one; in a mail that
    ``is_fresh`` so is that somebody has left, which the unit tells as it hears of it.
    """
    orders: list[Reading] = []
    rest: list[str] = []
    for line in lines:
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
