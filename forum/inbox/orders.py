"""The unit's orders in reply to its desk letter: a row for each, with its exact form and what confirms it.

The outcome of an item is said in reply to the draft minutes too.

An order does what a command does, and goes by the same duty. What is not in its exact form is asked back (own
rule: an order changes what others get).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from forum.minutes import OUTCOMES


class Order(StrEnum):
    """The orders, by the words that begin them."""

    ITEM = "ITEM"
    DROP = "DROP"
    ORDER = "ORDER"
    COMING = "COMING"
    APOLOGIES = "APOLOGIES"
    DEPUTY = "DEPUTY"
    MOVE = "MOVE"
    CANCEL = "CANCEL"
    JOINING = "JOINING"
    HOLD = "HOLD EVERYTHING"
    RESUME = "RESUME"
    RELEASE_LETTER = "RELEASE"
    CANCEL_LETTER = "CANCEL letter"
    ARRIVED = "ARRIVED"
    NOT_ARRIVED = "NOT ARRIVED"
    ASIDE = "ASIDE"
    THEIRS = "THEIRS"
    RUNG = "RUNG"
    SETTLED = "SETTLED"
    KEPT = "KEPT"
    BOARD = "BOARD"
    OUTCOME = "OUTCOME of items"
    REWORD = "REWORD"
    CHALLENGE = "CHALLENGE"
    CONTACT_ENDS = "CONTACT ENDS"
    CONTACT = "CONTACT"
    CO_OPT = "CO-OPT"
    GUEST_ENDS = "GUEST ENDS"
    GUEST = "GUEST"
    AWAY = "AWAY"
    CALL = "CALL"
    SKIP = "SKIP"
    DECIDE = "DECIDE"
    LEFT = "has left"
    LEAD = "TO, of a line"
    TASK_GROUP = "TASK GROUP"
    COMMISSION = "COMMISSION task group"
    EXTEND = "EXTEND task group"
    STOP = "STOP task group"
    CLOSE = "CLOSE task group"


@dataclass(frozen=True, kw_only=True)
class FormOfOrder:
    """The facts of an order.

    ``form`` matches the whole line: ``about`` is the reference of a meeting, the code of a letter, a mail or
    a task group, a person, or the item of a guest; ``meeting`` the meeting that a person is spoken of for;
    ``outcome`` what the record says of items; ``text`` the rest. Letters show the ``example``, and ``words``
    confirm the order. ``is_final`` is true where WRONG does not take it back, and another order does.
    ``by_chair`` is true where the Chair may give it as well, in reply to any letter or in a mail of its own.
    """

    form: re.Pattern[str]
    example: str
    words: str
    is_final: bool = False
    by_chair: bool = False


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:please )?{pattern}", re.IGNORECASE)


_MEETING = r"[A-Z][A-Z0-9]{1,15}/\d{4}-\d\d[a-z]?"
_OF_MEETING = rf"[\s:]+(?P<about>{_MEETING})"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
_WHEN = r"(?P<when>[^:]+?(?::\d\d[^:]*?)?)\s*:\s*"
_THEN = r"[\s:,;–-]+"
_WHY = rf"(?:{_THEN}(?P<text>\S.*))?"
_CODE = r"[\s:]+(?:letters? |items? )?(?P<about>[0-9a-f]{8}(?:[\s,]+(?:and )?[0-9a-f]{8})*)\b"
_PHONE = (
    rf"(?: (?:for|to|at) (?P<meeting>{_MEETING}))?\s*,\s*(?:by |on the )?phone\b[\s,:]*(?:on )?(?P<when>.+)"
)
_BY_CHAIR = r"(?:[\s,]+by (?:the )?chair[\s,]+(?:by |on the )?phone[\s,]+(?:on )?(?P<when>[^:;]{1,40}))?"
_BY_DECISION = rf"[\s,]+by[\s:]+(?:decision )?(?P<text>{_MEETING}/D\d{{1,2}})"
_TASK_GROUP = r"[\s:]+(?P<about>[A-Z][A-Z0-9]{1,15})"
_NAME = r"(?P<about>[^;:/]{2,80}?)"

_final = partial(FormOfOrder, is_final=True)
ORDERS: Mapping[Order, FormOfOrder] = {
    Order.ITEM: FormOfOrder(
        form=_form(rf"item{_OF_MEETING}(?P<part> part 2)?{_THEN}(?P<text>\S.*)"),
        example="ITEM MASE/2027-02: Training of new staff, for discussion, 10 minutes",
        words="“{text}” is on the agenda of {about}.",
    ),
    Order.DROP: FormOfOrder(
        form=_form(rf"drop{_OF_MEETING}{_THEN}(?:item )?(?P<text>\d{{1,2}})"),
        example="DROP MASE/2027-02 item 7",
        words="Item {text} is off the agenda of {about}; the items after it move up.",
    ),
    Order.ORDER: FormOfOrder(
        form=_form(rf"order{_OF_MEETING}{_THEN}(?:items? )?(?P<text>\d{{1,2}}(?:[\s,]+\d{{1,2}}){{0,39}})"),
        example="ORDER MASE/2027-02 items 7 5",
        words="The agenda of {about} has these in this order: {text}. All items are numbered again.",
    ),
    Order.COMING: FormOfOrder(
        form=_form(rf"coming[\s:]+{_NAME}{_PHONE}"),
        example="COMING Jo Field, phone, 21 January",
        words="{about} comes{to_meeting}.",
    ),
    Order.APOLOGIES: FormOfOrder(
        form=_form(rf"apologies[\s:]+(?:of |from )?{_NAME}{_PHONE}"),
        example="APOLOGIES Jo Field, phone, 21 January",
        words="{about} sends apologies{to_meeting}.",
    ),
    Order.DEPUTY: FormOfOrder(
        form=_form(rf"deputy[\s:]+(?P<text>[^;:/]{{2,80}}?) for {_NAME}{_PHONE}"),
        example="DEPUTY Sam Hill for Jo Field, phone, 21 January",
        words="{text} comes for {about}{to_meeting}.",
    ),
    Order.MOVE: _final(
        form=_form(rf"move{_OF_MEETING} to {_WHEN}(?P<text>\S.*)"),
        example="MOVE MASE/2027-02 to 11 February, 9.30am: the room is needed",
        words="{about} is now on {day}{at}; the members are told why.",
        by_chair=True,
    ),
    Order.CANCEL: FormOfOrder(
        form=_form(rf"cancel{_OF_MEETING}{_BY_CHAIR}{_THEN}(?P<text>\S.*)"),
        example="CANCEL MASE/2027-02: too few can come",
        words="{about} is cancelled. The members hear why in an hour at the earliest; until that has "
        "left WRONG takes it back.",
        by_chair=True,
    ),
    Order.JOINING: FormOfOrder(
        form=_form(rf"joining{_OF_MEETING}{_THEN}(?P<text>\S.*)"),
        example="JOINING MASE/2027-02: https://meet.example/mase",
        words="How to join {about} is noted; everybody’s calendar item has it then.",
    ),
    Order.HOLD: _final(
        form=_form(rf"hold everything{_WHY}"),
        example="HOLD EVERYTHING",
        words="Everything is held from now on: no letter and no invitation leaves, in no group, but answers "
        "to you such as this one. Reply RESUME to let them leave again.",
    ),
    Order.RESUME: _final(
        form=_form(rf"resume(?: everything)?{_WHY}"),
        example="RESUME",
        words="The hold is lifted: what waits is checked once more and leaves.",
    ),
    Order.RELEASE_LETTER: _final(
        form=_form(rf"release{_CODE}{_WHY}"),
        example="RELEASE 0a1b2c3d",
        words="Letter {about} is released: it is checked once more and leaves.",
    ),
    Order.CANCEL_LETTER: _final(
        form=_form(rf"cancel{_CODE}{_WHY}"),
        example="CANCEL 0a1b2c3d",
        words="Letter {about} is cancelled, and never goes.",
    ),
    Order.ARRIVED: _final(
        form=_form(rf"arrived{_CODE}{_WHY}"),
        example="ARRIVED 0a1b2c3d",
        words="Letter {about} is on record as gone.",
    ),
    Order.NOT_ARRIVED: _final(
        form=_form(rf"not arrived{_CODE}{_WHY}"),
        example="NOT ARRIVED 0a1b2c3d",
        words="Letter {about} is tried once more.",
    ),
    Order.ASIDE: FormOfOrder(
        form=_form(rf"aside{_CODE}{_WHY}"),
        example="ASIDE 0a1b2c3d, rang her",
        words="The mail {about} is put aside.",
    ),
    Order.THEIRS: FormOfOrder(
        form=_form(rf"theirs{_CODE}{_WHY}"),
        example="THEIRS 0a1b2c3d, rang her",
        words="The mail {about} is put aside.",
    ),
    Order.RUNG: FormOfOrder(
        form=_form(rf"rung(?:[\s:]+{_NAME})?[\s,]+no (?:answer|reply)"),
        example="RUNG Jo Field, NO ANSWER",
        words="You rang {about} in vain: the desk letter asks you again in two working days.",
    ),
    Order.SETTLED: FormOfOrder(
        form=_form(rf"settled[\s:]+(?P<about>W/\d{{4}}/\d{{2,4}}){_THEN}(?P<text>\S.*)"),
        example="SETTLED W/2027/01: rang the front door at 10am",
        words="What was done about {about} is on record.",
    ),
    Order.KEPT: FormOfOrder(
        form=_form(rf"kept[\s:]+(?P<about>[0-9a-f]{{8}}){_THEN}(?P<text>\S.*)"),
        example="KEPT 0a1b2c3d: the notice is up since Monday",
        words="What you did about {about} is on record, for the compliance page: {text}.",
    ),
    Order.BOARD: FormOfOrder(
        form=_form(rf"board[\s:]+(?P<about>[A-Z][A-Z0-9]{{1,11}}(?:-[A-Z0-9]{{1,4}})?){_THEN}(?P<text>\S.*)"),
        example="BOARD KSCB-BG: 1 agreed",
        words="What {about} says of its report is on record, and goes to the group: {text}.",
    ),
    Order.OUTCOME: FormOfOrder(
        form=_form(
            rf"(?:(?P<about>{_MEETING}){_THEN})?(?:items? )?"
            r"(?P<text>\d{1,2}(?:[\s,]+(?:and )?\d{1,2}){0,39})"
            rf"[\s:.–-]+(?P<outcome>{'|'.join(OUTCOMES)})"
        ),
        example="MASE/2027-01: 9, 10 NOT DISCUSSED",
        words="“{outcome}” stands under {text} in the minutes{of_meeting}, unless the draft that you send "
        "says more there.",
    ),
    Order.REWORD: FormOfOrder(
        form=_form(
            r"reword[\s:]+(?P<about>R/\d{4}/\d{2,4}|[A-Z][A-Z0-9-]{1,15}/\d{4}-\d\d(?:-?\d\d)?[a-z]?/C?\d{1,3})"
            rf"{_THEN}(?P<text>\S.*)"
        ),
        example="REWORD R/2027/01: What helps children who go missing?",
        words="{about} has your words in place of what was written.",
    ),
    Order.CHALLENGE: FormOfOrder(
        form=_form(rf"challenge[\s:]+(?P<about>{_MEETING}/C\d{{1,3}}){_THEN}(?P<text>\S.*)"),
        example="CHALLENGE MASE/2027-01/C21: they name a deputy",
        words="The answer to challenge {about} is on record: {text}.",
    ),
    Order.CONTACT_ENDS: FormOfOrder(
        form=_form(rf"contact ends[\s:,]+{_NAME}"),
        example="CONTACT ENDS Jo Field",
        words="{about} is no contact of a partnership from tomorrow on.",
    ),
    Order.CONTACT: FormOfOrder(
        form=_form(r"contact[\s:]+(?P<about>[^:@]{3,160}?)\s*:\s*(?P<text>\S.*)"),
        example="CONTACT Community Safety Partnerships, Ashford: Jo Field, jo.field@ashford.example",
        words="{about}: the contact is on the register.",
    ),
    Order.CO_OPT: _final(
        form=_form(r"co-?opt[\s:]+(?P<about>[A-Z][A-Z0-9]{1,15})\s*:\s*(?P<text>\S.*)"),
        example="CO-OPT MASE: Jo Field, Hospitals Trust, jo.field@hospitals.example, until 31 March 2028, by "
        "MASE/2027-02/D1",
        words="{about} has a co-opted member: {text}. They are written to like all who join. Whether they "
        "see part 2 the Chair is asked first.",
    ),
    Order.GUEST_ENDS: _final(
        form=_form(rf"guest ends[\s:]+(?P<meeting>{_MEETING}){_THEN}{_NAME}"),
        example="GUEST ENDS MASE/2027-02: Jo Field",
        words="{about} is no guest of {meeting} any more, and hears of it.",
    ),
    Order.GUEST: FormOfOrder(
        form=_form(
            rf"guest[\s:]+(?P<meeting>{_MEETING}){_THEN}item (?P<about>\d{{1,2}}){_THEN}(?P<text>\S.*)"
        ),
        example="GUEST MASE/2027-02 item 7: Jo Field, Hospitals Trust, jo.field@hospitals.example",
        words="Item {about} of {meeting} has a guest, who is told the time: {text}.",
    ),
    Order.AWAY: FormOfOrder(
        form=_form(
            rf"away(?:[\s:]+(?!from\b|on\b|until\b|till\b|to\b|\d|{_WEEKDAY}){_NAME})?"
            rf"(?:[\s:,]+(?:from |on )?(?P<when>(?:{_WEEKDAY} )?\d[^:;]{{0,30}}?))?"
            r"[\s,]+(?:until|till|to) (?P<text>[^:;]{1,40})"
        ),
        example="AWAY 25 January until 20 February",
        words="What is asked of the Chair goes to the deputy chair{since} until {day}.",
        by_chair=True,
    ),
    Order.CALL: _final(
        form=_form(
            rf"call(?:[\s:]+(?P<about>(?!on\b|for\b|{_WEEKDAY})[A-Z][A-Z0-9]{{1,15}}))?[\s:]+(?:(?:on|for) )?"
            rf"{_WHEN}(?P<text>\S.*)"
        ),
        example="CALL MASE 28 January, 10am: Closure of a hotel, 30 minutes; the police need a decision",
        words="A meeting is called for {day}{at}, on one item, “{text}”. Everybody’s calendar has it, and "
        "why: {why}.",
        by_chair=True,
    ),
    Order.SKIP: _final(
        form=_form(rf"skip{_OF_MEETING}{_BY_CHAIR}{_THEN}(?P<text>\S.*)"),
        example="SKIP MASE/2027-02 by Chair, phone, 21 January: too little to decide",
        words="{about} is not held, as the Chair ruled; the members are told why.",
        by_chair=True,
    ),
    Order.DECIDE: _final(
        form=_form(
            r"decide(?:[\s:]+(?P<about>(?!by\b)[A-Z][A-Z0-9]{1,15}))?[\s:]+by (?P<until>[^:;]{1,40}?)"
            rf"{_BY_CHAIR}\s*:\s*(?P<text>\S.*)"
        ),
        example="DECIDE MASE by 28 January, by Chair, phone, 21 January: Fund the course; its places go",
        words="The decision is put to the members by mail, who answer by {day}. You hear what came of "
        "it; it is ratified at the next meeting.",
        by_chair=True,
    ),
    Order.LEFT: FormOfOrder(
        form=_form(rf"{_NAME} has left(?: us)?(?:[\s,]+(?:on )?(?P<when>\d[^:;]{{1,30}}))?"),
        example="Jo Field has left, 21 January",
        words="{about} has left: nothing goes to them but one letter of thanks.",
    ),
    Order.LEAD: FormOfOrder(
        form=_form(r"(?P<about>P\s?\d{1,2}\.\d{1,2})[\s:,]+to[\s:]+(?P<text>[^\W\d][^:;]{1,80})"),
        example="P2.3 TO Police",
        words="{about} of the action plan is led by {text} from now on.",
        by_chair=True,
    ),
    Order.TASK_GROUP: _final(
        form=_form(rf"task group{_BY_DECISION}"),
        example="TASK GROUP by MASE/2027-01/D2",
        words="The page of a task and finish group is attached as a workbook, with decision {text} in it: "
        "fill it in and reply with it.",
    ),
    Order.COMMISSION: _final(
        form=_form(rf"commission{_TASK_GROUP}{_BY_DECISION}"),
        example="COMMISSION MISSING by MASE/2027-01/D2",
        words="The task and finish group {about} is commissioned by decision {text}. If more are at work "
        "than the terms allow at once, the Chair is asked first.",
    ),
    Order.EXTEND: _final(
        form=_form(rf"extend{_TASK_GROUP} to (?P<when>[^:]+?){_BY_DECISION}"),
        example="EXTEND MISSING to 30 September by MASE/2027-06/D1",
        words="The task and finish group {about} now ends on {day}, by decision {text}.",
    ),
    Order.STOP: _final(
        form=_form(rf"stop{_TASK_GROUP}{_BY_DECISION}"),
        example="STOP MISSING by MASE/2027-06/D1",
        words="The task and finish group {about} does not go on, by decision {text}. If it was at work, its "
        "open actions are in your action log, and its members are thanked.",
    ),
    Order.CLOSE: _final(
        form=_form(rf"close{_TASK_GROUP}{_BY_DECISION}"),
        example="CLOSE MISSING by MASE/2027-06/D1",
        words="The report of the task and finish group {about} is accepted by decision {text}. Its open "
        "actions are in your action log, and its members are thanked.",
    ),
}


ABOUT_TASK_GROUPS = (Order.COMMISSION, Order.EXTEND, Order.STOP, Order.CLOSE)
"""The orders that carry out what a meeting decided of a task and finish group."""


def codes_in(about: str) -> list[str]:
    """Return the codes of letters or mails that an order names; none for one about something else."""
    return re.findall(r"\b[0-9a-f]{8}\b", about.lower())


def order_in(line: str) -> tuple[Order, Mapping[str, str]] | None:
    """Return the order that a whole line is in the exact form of, with its parts; None for any other line."""
    for order, row in ORDERS.items():
        if match := row.form.fullmatch(line.strip(" \t.")):
            return order, {name: (part or "").strip() for name, part in match.groupdict().items()}
    return None


_ALSO_ANSWERS = frozenset({Order.RELEASE_LETTER, Order.NOT_ARRIVED})  # "RELEASE" the pack, "not signed"


def begins_order(line: str) -> Order | None:
    """Return the order that a line begins with the word of, and may mean; None for any other line."""
    words = re.sub(r"^\W*(?:please )?", "", line, flags=re.IGNORECASE).upper()
    begun = (order for order in ORDERS if re.match(rf"{order.split()[0]}\b(?! \d)", words))
    return next((order for order in begun if order not in _ALSO_ANSWERS), None)
