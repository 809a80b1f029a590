"""The kinds of concern: what people write to whoever wrote last, and what a person has to hear of at once.

What follows from each kind of concern: how soon, by when, who does what, and what its writer is told.

Own rules, but for the clocks of the law. None of these words repeats what somebody wrote.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.working_days import WorkingDays
from forum.subject_access import answer_by as a_month_later
from forum.terms.parts.concerns import Concerns
from forum.text.wording import full_date


class ConcernKind(StrEnum):
    """The kinds of concern, the most urgent first."""

    WORRY = "worry about a child or adult"
    ALLEGATION = "allegation against a professional"
    THREAT = "threat"
    COMPLAINT = "complaint"
    INTEREST = "interest declared"
    RIGHTS = "request about their own data"
    ACCESS = "request for what is kept on them"
    INFORMATION = "freedom of information request"
    PRESS = "press"
    LEAVER = "leaver"


WORRIED, IN_DANGER = "Worried about a child? Ring", "In danger? Ring 999."
FEET = WORRIED, IN_DANGER
_OF_CHILDREN = re.compile(r"\b(?:child|young|youth|juvenile|pupil|school|famil)", re.IGNORECASE)
DANGER = "If anybody is in danger now, ring 999."
POLICE = "The police, where it is no emergency: 101"
FRONT_DOOR = "The children’s services of the council where the child lives"
Clock = Callable[[dt.date, WorkingDays], dt.date]
Numbers = Callable[[Concerns], tuple[str, ...]]


@dataclass(frozen=True)
class Advice:
    """What a writer is told: the first sentence, whom to ring, a line each, and what else helps."""

    first: str
    numbers: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What follows from a kind of concern.

    ``words`` name it in a sentence. One that ``is_urgent`` is told at once to the lead for safeguarding as
    well as to the unit, and to whoever runs the service while nobody has settled it. ``clock`` gives the last
    day for it, ``law`` the clause of that. ``first``, ``numbers`` and ``more`` are for its writer, and
    ``unit_does`` for the unit; each may name the policy's people, and the day. ``pauses`` says what waits
    until the answer, where something proves who wrote: what names them is kept against disposal.
    Of that the writer hears ``if_known``.
    """

    words: str
    unit_does: str
    first: str
    more: tuple[str, ...] = ()
    numbers: Numbers = lambda _: ()
    is_urgent: bool = False
    clock: Clock | None = None
    law: str = ""
    pauses: str = ""
    if_known: str = ""


def front_doors(concerns: Concerns) -> tuple[str, ...]:
    """Return whom to ring about a child or adult at risk, by area, and the police."""
    doors = tuple(f"{door.name}: {door.numbers}" for door in concerns.front_doors)
    return (*(doors or (FRONT_DOOR,)), POLICE)


def designated_officers(concerns: Concerns) -> tuple[str, ...]:
    """Return the designated officers by area; of an area without a number, its front door."""
    doors = tuple(f"{door.name}: {door.designated_officer or door.numbers}" for door in concerns.front_doors)
    return (*(doors or ("The designated officer (LADO) of the council where they work",)), POLICE)


def _police(_concerns: Concerns) -> tuple[str, ...]:
    return (POLICE,)


def a_month(received: dt.date, _days: WorkingDays) -> dt.date:
    """A request of a person about their own data is answered within one month (UK GDPR, article 12(3))."""
    return a_month_later(received)


def twenty_working_days(received: dt.date, days: WorkingDays) -> dt.date:
    """A freedom of information request is answered within twenty working days; the group's closures count as
    days off (Freedom of Information Act 2000, section 10)."""
    return days.add(received, 20)


def a_working_day(received: dt.date, days: WorkingDays) -> dt.date:
    """The designated officer hears of an allegation within one working day (Working Together, chapter 4)."""
    return days.add(received, 1)


_HELD = "Until then nothing that names you is destroyed. Our letters to you about the group go on meanwhile."

CONCERNS: Mapping[ConcernKind, FollowUp] = {
    ConcernKind.WORRY: FollowUp(
        words="a worry about a child or adult",
        is_urgent=True,
        first=DANGER,
        numbers=front_doors,
        more=(
            "You need not be sure, and you need nobody’s leave. Say what you saw or were told, and when.",
            "If a child has told you something: listen, do not question them, and do not promise to keep it "
            "to yourself.",
        ),
        unit_does="Read it now, ring whoever wrote, and see that the front door or the police have it.",
    ),
    ConcernKind.ALLEGATION: FollowUp(
        words="an allegation against somebody who works with children",
        is_urgent=True,
        clock=a_working_day,
        law="the designated officer hears within one working day",
        first=DANGER,
        numbers=designated_officers,
        more=("Please say nothing to the person it is about, and ring today.",),
        unit_does="Read it now, and see that the designated officer has it by {day}.",
    ),
    ConcernKind.THREAT: FollowUp(
        words="a threat",
        is_urgent=True,
        first=DANGER,
        numbers=_police,
        more=("Keep what you were sent or told, with its time.",),
        unit_does="Read it now, and see that the police and whoever is threatened know of it.",
    ),
    ConcernKind.COMPLAINT: FollowUp(
        words="a complaint",
        first="Your complaint is with a person, who will answer you.",
        more=("If it is about the Chair, or about the unit itself, it is heard by {about_chair}.",),
        unit_does="Read it, and tell them who answers and by when. One about the Chair or about you goes to "
        "{about_chair}, today.",
    ),
    ConcernKind.INTEREST: FollowUp(
        words="an interest declared",
        first="The Chair hears of your interest before the meeting.",
        more=("It goes into the minutes. At the meeting the Chair says whether you stay for that item.",),
        unit_does="Tell the Chair before the meeting, and enter it in the record’s sheet Interests.",
    ),
    ConcernKind.RIGHTS: FollowUp(
        words="a request about their own data",
        clock=a_month,
        law="UK GDPR, article 12",
        first="You have an answer by {day}.",
        more=("That is one month after you asked.",),
        if_known=_HELD,
        unit_does="Read it with {data_protection}, and answer them by {day}. What they want erased or put "
        "right, or object to, waits until then (UK GDPR, article 18): pass it on to nobody, and put it in no "
        "report.",
        pauses="What names them is held against disposal meanwhile; letters to them about the group go on.",
    ),
    ConcernKind.ACCESS: FollowUp(
        words="a request for what is kept on them",
        clock=a_month,
        law="UK GDPR, article 15",
        first="You have an answer by {day}.",
        more=("That is one month after you asked.",),
        if_known=_HELD,
        unit_does="Have all that is kept on them collected by those who run the service, read it with "
        "{data_protection}, and answer them by {day}.",
        pauses="Their request is on record with its month, and what names them is held against disposal "
        "meanwhile; nothing else pauses.",
    ),
    ConcernKind.INFORMATION: FollowUp(
        words="a freedom of information request",
        clock=twenty_working_days,
        law="Freedom of Information Act 2000, section 10",
        first="You have an answer by {day}.",
        more=("That is twenty working days after you asked. It comes from {information}.",),
        unit_does="Pass it to {information} today: the answer is due by {day}.",
    ),
    ConcernKind.PRESS: FollowUp(
        words="a question of the press",
        first="Please speak to {press}.",
        more=("Nobody else speaks for the group to the press.",),
        unit_does="Pass it to {press}, and answer nothing of it yourself.",
    ),
    ConcernKind.LEAVER: FollowUp(
        words="somebody who leaves",
        first="Thank you for telling us that somebody leaves.",
        more=(
            "The unit asks who takes their place. Until it has entered that, letters go to them as before.",
        ),
        unit_does="Thank them, ask who takes their place and from when, and change the members’ workbook. A "
        "partnership’s contact ends with CONTACT ENDS and their name.",
    ),
}
"""What follows from each kind of concern, the most urgent first."""


def concern_answer_by(kind: ConcernKind, received: dt.date, days: WorkingDays) -> dt.date | None:
    """Return the last day for a concern; None for a kind without a clock."""
    clock = CONCERNS[kind].clock
    return clock(received, days) if clock else None


def advice(kind: ConcernKind, concerns: Concerns, by: dt.date | None, *, is_known: bool = False) -> Advice:
    """Return what the writer of a concern is told, where it is to be answered ``by`` a day; what is held for
    them where something proves who they are."""
    follow_up = CONCERNS[kind]
    said = [_filled(sentence, concerns, by) for sentence in (follow_up.first, *follow_up.more)]
    if is_known and follow_up.if_known:
        said.append(follow_up.if_known)
    return Advice(said[0], follow_up.numbers(concerns), tuple(said[1:]))


def unit_does(kind: ConcernKind, concerns: Concerns, by: dt.date | None, *, is_known: bool) -> str:
    """Return what the unit does about a concern, in sentences; what pauses where its writer ``is_known``."""
    follow_up = CONCERNS[kind]
    pauses = f" {follow_up.pauses}" if follow_up.pauses and is_known else ""
    return _filled(follow_up.unit_does, concerns, by) + pauses


def _filled(sentence: str, concerns: Concerns, by: dt.date | None) -> str:
    """Return a sentence with the policy's people in it, or who they are where it names nobody."""
    return sentence.format(
        day=full_date(by) if by else "",
        about_chair=concerns.about_chair or "the independent chair or the manager of the boards",
        data_protection=concerns.data_protection or "the data protection officer",
        information=concerns.information or "whoever answers such requests for the council",
        press=concerns.press or "the council’s press office",
    )


def whom_to_ring(concerns: Concerns, purposes: Iterable[str]) -> str:
    """Return the line at the foot of every letter: "Worried about a child? Ring …"; of a group whose policy
    names nobody to ring, and none of whose purposes is of children, "In danger? Ring 999." (own rule)"""
    numbers = [f"{door.name} {door.by_day}" for door in concerns.front_doors]
    if not numbers and not any(map(_OF_CHILDREN.search, purposes)):
        return f"{IN_DANGER} This mailbox is not watched."
    nights = [f"{door.name} {door.by_night}" for door in concerns.front_doors if door.by_night]
    day = " or ".join(numbers) or "the children’s services of your council"
    night = f" (at night {' or '.join(nights)})" if nights else ""
    return f"{WORRIED} {day}{night}, or 999 in danger. This mailbox is not watched."
