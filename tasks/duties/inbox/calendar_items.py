"""An answer to an invitation, given with a button of the calendar."""

from __future__ import annotations

from forum.inbox.sayings import DeputyNamed
from forum.inbox.who_may_say import Evidence, Ruling, Standing, may_say
from forum.questions.acts import Act
from tasks.duties.coming.calendar_answers import invitation_answered
from tasks.duties.inbox.answered_letter import letter_answered, read_reply
from tasks.duties.inbox.carry_out import Outcomes, act_on
from tasks.duties.inbox.incoming_item import Case
from tasks.duties.inbox.unproved_senders import wait_for_the_unit
from tasks.mail.protocol.mailer import InvitationAnswer

NOBODYS = "Somebody answered the invitation of whom we can’t tell whose answer it is."


def answered_in_calendar(case: Case) -> Outcomes:
    """Note whether somebody comes, which is not confirmed, since their calendar shows it; and the deputy whom
    they name in the words that they decline with."""
    outcomes = Outcomes()
    finding = may_say(Act.COME, case.who, Evidence(case.item.dmarc.value))
    if finding.ruling is not Ruling.ACCEPTED:
        outcomes.quarantined = finding.ruling is Ruling.QUARANTINED
        outcomes.for_the_unit.append(finding.reason)
    elif case.person is None or case.item.invitation_answer is None or case.who is Standing.NOBODY:
        outcomes.for_the_unit.append(NOBODYS)
    elif invitation_answered(
        case.office,
        case.item.event_key,
        case.person,
        case.item.invitation_answer,
        case.item.received_at,
        str(case.person),
    ):
        outcomes.made.append(
            {"did": case.item.invitation_answer.value, "line": "", "entries": None, "letters": []}
        )
        if case.item.invitation_answer is InvitationAnswer.DECLINED:
            _name_deputy(case, outcomes)
    return outcomes


def _name_deputy(case: Case, outcomes: Outcomes) -> None:
    letter = letter_answered(case)
    finding = may_say(Act.NAME_DEPUTY, case.who, Evidence(case.item.dmarc.value))
    for saying in read_reply(case, letter).sayings:
        if not isinstance(saying, DeputyNamed):
            continue
        if finding.ruling is Ruling.ACCEPTED:
            act_on(case, letter, saying, {}, outcomes)
        else:
            wait_for_the_unit(case, letter, saying, finding, outcomes)
