"""Senders who may say a thing by mail: the person asked and those who act for them, as far as the mail
proves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from forum.members.membership import Membership
from forum.questions.chairs import chairs_asked
from forum.questions.kinds import KINDS, OF_THE_UNIT, TO_THE_CHAIR, QuestionKind
from forum.questions.lifecycle import Channel, Question
from forum.questions.words import Act
from forum.terms.parts.members import Chairs


class Standing(StrEnum):
    """The standing of a sender to the person who was asked, the closest first."""

    ASKED = "the person asked"
    COVER = "who covers for the person asked"
    DEPUTY_CHAIR = "the deputy chair, who was asked as well"
    UNIT = "the Business Unit"
    PA = "the PA of the person asked"
    SOMEBODY_ELSE = "somebody else on the register"
    SEVERAL = "who may write for several people"
    NOBODY = "nobody on the register"


class Evidence(StrEnum):
    """The result of our mail system's check of the sender's domain (DMARC)."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


class Ruling(StrEnum):
    """The ruling on a saying of a sender."""

    ACCEPTED = "accepted"
    TO_CONFIRM = "put to the unit to confirm"
    NOT_THEIRS = "not theirs to say"
    UNKNOWN = "nobody we know"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class Finding:
    """A ruling, with its reason in a whole sentence for the unit's desk."""

    ruling: Ruling
    reason: str


@dataclass(frozen=True)
class Sender:
    """A sender: their standing to the person asked, and the person on the register, or the person whose PA
    they are."""

    standing: Standing
    person: UUID | None


PROVED = frozenset({Evidence.PASS})
ASKED, COVER, DEPUTY_CHAIR = Standing.ASKED, Standing.COVER, Standing.DEPUTY_CHAIR
UNIT, PA, SOMEBODY_ELSE = Standing.UNIT, Standing.PA, Standing.SOMEBODY_ELSE
_THEIRS = frozenset({ASKED, COVER, UNIT})
_THEIRS_OR_PA = _THEIRS | {PA}


@dataclass(frozen=True)
class RuleOfAct:
    """The rule on who may do an act.

    ``may`` are the standings that may, and ``why`` the sentence of explanation for the unit. A harmless act
    is also taken where the mail proves nothing of its sender (police, NHS): it makes us write to nobody else,
    brings no words of theirs into a document, is confirmed to the address on the register, and can be undone.
    All other acts the unit confirms with the sender, and then records as ``unit_does`` says.
    """

    may: frozenset[Standing]
    why: str
    is_harmless: bool = False
    unit_does: str = ""


_FILED = "A file came with it."
_OF_UNIT = "It is the unit’s alone to say: if it is yours, those who run the service record it."
_REPORT = RuleOfAct(
    _THEIRS, "An action is reported on by its owner, who covers for them, or the unit for them."
)
_DETAILS = RuleOfAct(
    frozenset({ASKED, UNIT}), "A person’s details are theirs alone; only the unit may correct them."
)

ACTS: Mapping[Act, RuleOfAct] = {
    Act.THANK: RuleOfAct(frozenset(Standing), "Thanks are anybody’s to give.", is_harmless=True),
    Act.COME: RuleOfAct(
        _THEIRS_OR_PA,
        "Whether somebody comes is for them, who covers for them, their PA or the unit to say.",
        is_harmless=True,
    ),
    Act.NAME_DEPUTY: RuleOfAct(
        _THEIRS_OR_PA,
        "A deputy is named by the member, who covers for them, their PA or the unit.",
        unit_does="It names a deputy, who is not invited and gets nothing until then: reply as in DEPUTY Sam "
        "Hill for Jo Field, phone, 21 January.",
    ),
    Act.PROPOSE: RuleOfAct(
        _THEIRS,
        "Items are proposed by those asked for them; a PA speaks for nobody on business.",
        unit_does="It proposes an item: reply as in ITEM MASE/2027-02: Training of new staff.",
    ),
    Act.ASK_RESEARCH: RuleOfAct(
        _THEIRS,
        "Research is asked for by those who belong to the group; a PA speaks for nobody on business.",
        unit_does="It asks for research: reply as in RESEARCH MASE: What works to train hotel staff? FOR "
        "whether to fund it BY 13 April, asked by Jo Field.",
    ),
    Act.REPORT: replace(_REPORT, is_harmless=True),
    Act.REPORT_IN_WORDS: replace(
        _REPORT,
        unit_does="It reports on an action: reply with what they say by phone, as in MASE/2027-01/03 DONE, "
        "phone, 21 January.",
    ),
    Act.TAKE_ON: RuleOfAct(
        _THEIRS,
        "An action is taken on by whoever is offered it, who covers for them, or the unit for them.",
        unit_does="It says whose an action is from now on: reply to our desk letter with what they say by "
        "phone.",
    ),
    Act.CONFIRM_DETAILS: replace(_DETAILS, is_harmless=True),
    Act.CORRECT_DETAILS: replace(
        _DETAILS, unit_does="It corrects their details: change them in the members’ workbook."
    ),
    Act.CORRECT: RuleOfAct(
        _THEIRS,
        "The minutes are corrected by those who had them.",
        unit_does="It corrects the minutes: put it before the meeting that confirms them.",
    ),
    Act.UNDO: RuleOfAct(
        frozenset({ASKED, COVER, DEPUTY_CHAIR, UNIT}),
        "What was recorded is undone by those who could have said it.",
        unit_does="It takes back what was recorded: correct it by what they say.",
    ),
    Act.DECIDE: RuleOfAct(
        frozenset({ASKED, COVER, DEPUTY_CHAIR}),
        "Only the Chair, who covers for the Chair, or the deputy chair once asked decides; what the unit was "
        "told by phone it says with the day.",
        unit_does="It decides: reply to our desk letter with what they say by phone.",
    ),
    Act.AGREE_BY_MAIL: RuleOfAct(
        frozenset({ASKED, COVER}),
        "Whether a seat agrees is for its member, or who covers for them, to say.",
        unit_does="It says whether a seat agrees to a decision: ask them to reply from their own account.",
    ),
    Act.RELEASE: RuleOfAct(
        _THEIRS, "Only the Business Unit arranges and releases papers.", unit_does=_OF_UNIT
    ),
    Act.FILE: RuleOfAct(
        _THEIRS, "A paper comes from its author, who covers for them, or the unit for them.", unit_does=_FILED
    ),
    Act.RECORD: RuleOfAct(
        _THEIRS, "Only the Business Unit sends the record and the minutes.", unit_does=_FILED
    ),
    Act.ORDER: RuleOfAct(_THEIRS, "Only the Business Unit of the group orders that.", unit_does=_OF_UNIT),
    Act.PASS_ON: RuleOfAct(
        _THEIRS, "Only the Business Unit passes on what was said by phone.", unit_does=_OF_UNIT
    ),
    Act.ACKNOWLEDGE: RuleOfAct(
        _THEIRS_OR_PA,
        "That a report or a briefing has come is for whoever it went to, who covers for them, their PA or "
        "the unit to say.",
        is_harmless=True,
    ),
    Act.SPEAK_FOR_BOARD: RuleOfAct(
        _THEIRS,
        "What a board decided is for its secretary, who covers for them, or the unit to say.",
        unit_does="It says what a board decided: reply as in BOARD KSCB: 1 agreed.",
    ),
    Act.RAISE: RuleOfAct(
        frozenset(Standing),
        "A worry, a complaint or a request of right is anybody’s to raise, whatever proves who they are.",
        is_harmless=True,
    ),
    Act.WRITE: RuleOfAct(
        frozenset(Standing) - {Standing.SEVERAL, Standing.NOBODY},
        "Anybody on the register may write to the unit.",
        is_harmless=True,
    ),
}


def asked_now(
    question: Question,
    membership: Membership,
    on: dt.date,
    rule: Chairs,
    asked_too: Collection[UUID] = (),
    own: UUID | None = None,
) -> tuple[UUID, ...]:
    """Return the people who are asked a question on a day (own rule).

    Questions to the Chair or the Business Unit go to the office, as held on that day; all others to the
    person, until they leave the group. ``asked_too`` were asked the same, as joint Chairs. What is somebody's
    ``own`` they do not decide, for whomever they act: the deputy chair does, or nobody for the time being.
    """
    if question.kind in TO_THE_CHAIR:
        chairs = chairs_asked(question.of, question.opened, membership, on, rule, asked_too)
        deputy = membership.deputy_chair(on) if own else None
        for heads in (chairs, [deputy] if deputy else []):
            theirs = [head for head in heads if own not in (head.id, membership.acting_for(head.id, on).id)]
            if theirs:
                return tuple(head.id for head in theirs)
        return ()
    if question.kind in OF_THE_UNIT:
        return tuple(officer.id for officer in membership.officers(on))
    return () if membership.has_left(question.of, on) else (question.of,)


def deputies_asked(question: Question, membership: Membership, on: dt.date) -> tuple[UUID, ...]:
    """Return the people who answer as the deputy chair, once the deputy chair was asked as well: the holder
    of that office on the day, and the person acting in it (clause 3).
    """
    then = membership.deputy_chair(question.escalated) if question.escalated else None
    now = membership.deputy_chair(on)
    if question.escalated is None or then is None or now is None:
        return ()
    if question.escalated_to not in (then.id, membership.acting_for(then.id, question.escalated).id):
        return ()
    return (now.id, membership.acting_for(now.id, on).id)


def sender_of(
    senders: Collection[UUID],
    asked: Collection[UUID],
    membership: Membership,
    on: dt.date,
    *,
    deputies: Collection[UUID] = (),
    pas_of: Collection[UUID] = (),
) -> Sender:
    """Return the sender with their closest standing to the people asked that day.

    ``senders`` are the people on the register who may write from the address, none if it is nobody's;
    ``deputies`` the people who answer as the deputy chair; ``pas_of`` the people whose PA has the address.
    """
    circles: Mapping[Standing, Collection[UUID]] = {
        ASKED: asked,
        COVER: [
            membership.acting_for(person, on).id for person in asked if membership.is_covered(person, on)
        ],
        DEPUTY_CHAIR: deputies,
        UNIT: [sender for sender in senders if membership.is_unit(sender, on)],
    }
    for standing, people in circles.items():
        for sender in senders:
            if sender in people:
                return Sender(standing, sender)
    for person in asked:
        if person in pas_of:
            return Sender(PA, person)
    return Sender(SOMEBODY_ELSE if senders or pas_of else Standing.NOBODY, next(iter(senders), None))


def sender_to_unit(
    senders: Collection[UUID], membership: Membership, on: dt.date, pas_of: Collection[UUID] = ()
) -> Sender:
    """Return the sender with their standing to the Business Unit, where any officer may answer."""
    return sender_of(
        senders, [officer.id for officer in membership.officers(on)], membership, on, pas_of=pas_of
    )


def may_answer(kind: QuestionKind, standing: Standing) -> bool:
    """Say whether an answer is put on record; the unit may pass on any (own rule)."""
    return standing is UNIT or standing in ACTS[KINDS[kind].act].may


def is_hearsay(kind: QuestionKind, standing: Standing, channel: Channel) -> bool:
    """Say whether the unit gives an answer that is the Chair's without having been told it (own rule)."""
    return kind in TO_THE_CHAIR and standing is UNIT and channel is not Channel.PHONE


def may_say(act: Act, standing: Standing, evidence: Evidence) -> Finding:
    """Return the ruling on an act of a sender, on that evidence (own rule).

    Mail that fails the check of its sender's domain is nobody's word, whatever it says. Where there was no
    check, as often with police and NHS mail, only what is harmless is taken; the unit is asked of the rest.
    """
    if evidence is Evidence.FAIL:
        return Finding(Ruling.QUARANTINED, "The sender’s mail system says that this is not from them.")
    rule = ACTS[act]
    if standing not in rule.may:
        if standing is Standing.NOBODY:
            return Finding(Ruling.UNKNOWN, "The address is nobody’s on the register.")
        if standing is Standing.SEVERAL:
            return Finding(Ruling.NOT_THEIRS, "It may be from or for several people: ask who is meant.")
        return Finding(Ruling.NOT_THEIRS, rule.why)
    if evidence not in PROVED and not rule.is_harmless:
        return Finding(
            Ruling.TO_CONFIRM,
            "Nothing proves that it is from them: ring them on the number in the register, and record "
            "what they say.",
        )
    return Finding(Ruling.ACCEPTED, rule.why)
