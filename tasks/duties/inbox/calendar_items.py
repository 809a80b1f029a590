"""An answer to an invitation, given with a button of the calendar."""

from __future__ import annotations

from uuid import UUID

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import Apologies, DeputyNamed, Saying
from forum.inbox.who_may_say import Ruling, Standing
from forum.questions.acts import Act
from tasks.duties.coming.calendar_answers import invitation_answered
from tasks.duties.inbox.answered_letter import describe_letter, read_reply
from tasks.duties.inbox.carry_out.act_on import act_on
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.concerns import raise_concerns_of
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.unproved_senders import wait_for_the_unit
from tasks.mail.protocol.mailer import InvitationAnswer

NOT_INVITED = (
    "Somebody answered an invitation who has no place in that meeting: somebody may have forwarded it."
)
NO_MEETING = "Somebody answered an invitation, and nothing says to which meeting."
NOBODYS = "Somebody answered the invitation of whom we can’t tell whose answer it is."


def record_calendar_answer(item: IncomingItem) -> Outcomes:
    """Record whether somebody comes, and the deputy whom they name in the words that they decline with; words
    that must reach a person do, whatever the button.

    Their calendar shows the answer, so that no letter confirms it.
    """
    outcomes = Outcomes()
    is_concern = bool(item.mail.text.strip()) and raise_concerns_of(item, outcomes)
    finding = item.finding(Act.COME)
    if finding.ruling is not Ruling.ACCEPTED:
        outcomes.quarantined = finding.ruling is Ruling.QUARANTINED
        outcomes.for_the_unit.append(finding.reason)
    elif item.person is None or item.mail.invitation_answer is None or item.standing is Standing.NOBODY:
        outcomes.for_the_unit.append(NOBODYS)
    elif not item.mail.event_key:
        outcomes.for_the_unit.append(NO_MEETING)
    elif _is_a_bystander(item, item.person):
        outcomes.for_the_unit.append(NOT_INVITED)
    elif invitation_answered(
        item.work,
        item.mail.event_key,
        item.person,
        item.mail.invitation_answer,
        item.mail.received_at,
        is_proved=item.is_proved,
    ):
        outcomes.consequences.append(
            {"did": item.mail.invitation_answer.value, "line": "", "entries": None, "letters": []}
        )
        if item.mail.invitation_answer is InvitationAnswer.DECLINED and not is_concern:
            _name_deputy(item, outcomes)
    return outcomes


def _is_a_bystander(item: IncomingItem, person: UUID) -> bool:
    """Say whether somebody belongs to the group, and has no place in its meetings."""
    members = item.forum.membership
    return members.is_appointed(person, item.on) and not members.has_a_place(person, item.on)


def _name_deputy(item: IncomingItem, outcomes: Outcomes) -> None:
    letter = describe_letter(item).narrowed_to(item.about)
    finding = item.finding(Act.NAME_DEPUTY)
    reading = read_reply(item, letter)
    new_to_us = [saying for saying in reading.proposed if not _is_registered(saying, letter)]
    for saying in (*reading.sayings, *new_to_us):
        if isinstance(saying, Apologies) and saying.nobody:
            act_on(item, letter, saying, {}, outcomes)
        if not isinstance(saying, DeputyNamed):
            continue
        if finding.ruling is Ruling.ACCEPTED:
            act_on(item, letter, saying, {}, outcomes)
        else:
            wait_for_the_unit(item, letter, saying, finding, outcomes)


def _is_registered(saying: Saying, letter: AnsweredLetter) -> bool:
    """Say whether a saying names a deputy on the register; the unit enters another one before anything goes
    to them."""
    return isinstance(saying, DeputyNamed) and saying.name in letter.deputies
