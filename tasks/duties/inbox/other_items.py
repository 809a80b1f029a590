"""An answer to an invitation, given with a button of the calendar.

A letter came back. What follows depends on the report's status code (``forum.outbox.non_delivery``).
Automatic replies: never an answer, but when the Chair is away, the question goes on at once.

Where it is about the address, the address is marked, what waits for it is held, and the unit rings. Where it
is about our own sending, nobody's address is at fault: all is held, and the watcher tells those who run the
service. Any other letter is the unit's to send again, and its address goes on getting letters.

A report is a machine's mail, and anybody can write one. It marks an address only if it names a letter of ours
by its Message-ID, which its reader alone knows, and the very address that the letter went to, and if the
verdict on its sender is a pass: on the postmaster where the letter went, or on our own. Our own alone can say
that we may not send, and not where it passes on the word of another's server. Any other report of a letter of
ours has the unit ring, and holds nothing. The unit itself is never held: it could not be told.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import Apologies, DeputyNamed, Saying
from forum.inbox.who_may_say import Ruling, Standing
from forum.outbox.non_delivery import Returned, is_refused_elsewhere, returned, why_it_came_back
from forum.questions.words import Act
from forum.text.addresses import domain_of
from tasks.duties.answers.put_questions import put_to_chair_alone, put_to_stand_in
from tasks.duties.base.group_context import group_context
from tasks.duties.coming.apologies import invitation_answered
from tasks.duties.inbox.answered_letter import describe_letter, read_reply
from tasks.duties.inbox.carry_out.handlers import act_on
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.replies import raise_concerns_of
from tasks.duties.inbox.unproved_senders import wait_for_the_unit
from tasks.duties.outbox.decisions import hold_everything
from tasks.mail.incoming.authentication import of_one_organisation
from tasks.mail.protocol.mailer import Dmarc, InvitationAnswer
from tasks.register.mailbox import is_item_waiting, mailboxes_read
from tasks.register.members.membership import groups_of, membership
from tasks.register.members.people import mark_bounced
from tasks.register.outbox import GONE, SENDING_REFUSED, dispatch_by_key, standing_hold
from tasks.register.tables import DispatchRow

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


AS_LONG_AS = dt.timedelta(days=14)  # no mail system tries longer to deliver a letter
NOT_OURS = "A report that a letter came back, and of no letter of ours that we know: look whom it was to."
DISOWNED = "A report that a letter came back, and its sender’s mail system says that it is not from them."
UNPROVED_BOUNCE = (
    "Nothing proves the report, so nothing is held. If they do not get our letters, ask for the address that "
    "works and enter it in the members’ workbook."
)
BLOCKED = "our mail system lets us send nothing (status {status} of a letter that came back)"
WE_ARE_BLOCKED = (
    "Our own mail system lets us send nothing, so all letters wait. Those who run the service are told, and "
    "see to it. This letter has to be sent again by hand."
)
OF_THE_UNIT = (
    "It is an address of the unit, whose letters are never held. If they do not arrive there, enter the "
    "one that works in the members’ workbook."
)


def record_bounce(item: IncomingItem) -> Outcomes:
    """Mark the address to which a letter of ours could not be delivered, or have the unit ring."""
    outcomes = Outcomes()
    letter = dispatch_by_key(item.forum.tx.session, item.mail.failed_key) if item.mail.failed_key else None
    if item.mail.dmarc is Dmarc.FAIL:
        outcomes.quarantined = True
        outcomes.for_the_unit.append(DISOWNED)
    elif letter is None or letter.state not in GONE:
        outcomes.for_the_unit.append(NOT_OURS)
    elif (about := returned(item.mail.failed_status)) is Returned.LETTER or (
        about is Returned.SENDING and _is_refused_elsewhere(item)
    ):
        _have_rung(item, letter, why_it_came_back(item.mail.failed_status), outcomes)
    elif about is Returned.SENDING and _is_about(item, letter) and _is_from_ours(item):
        _stop_delivery(item, outcomes)
    elif _is_of_a_unit(item, letter):
        _have_rung(item, letter, OF_THE_UNIT, outcomes)
    elif about is Returned.SENDING or not _is_about(item, letter) or not _is_vouched_for(item, letter):
        _have_rung(item, letter, UNPROVED_BOUNCE, outcomes)
    else:
        for person in mark_bounced(item.forum.tx.session, _went_to(letter), item.on):
            item.forum.tx.audit("address bounced", person=person)
            outcomes.consequences.append({"did": "bounced", "line": "", "entries": None, "letters": []})
    return outcomes


def _stop_delivery(item: IncomingItem, outcomes: Outcomes) -> None:
    """Hold everything, once, until a person has had the block lifted."""
    if standing_hold(item.forum.tx.session):
        return
    item.forum.tx.audit(SENDING_REFUSED)
    hold_everything(item.work, reason=BLOCKED.format(status=item.mail.failed_status))
    outcomes.for_the_unit.append(WE_ARE_BLOCKED)


def _have_rung(item: IncomingItem, letter: DispatchRow, reason: str, outcomes: Outcomes) -> None:
    """Have the unit ring, unless a report of a letter to the same person waits there already."""
    if not is_item_waiting(item.forum.tx.session, item.mail.kind, letter.person_id, but=item.mail.id):
        outcomes.for_the_unit.append(reason)


def _is_about(item: IncomingItem, letter: DispatchRow) -> bool:
    """Say whether a report names the address to which the letter went, and the letter went of late."""
    is_late = item.mail.received_at - (letter.sent_at or letter.queued_at) > AS_LONG_AS
    return not is_late and item.mail.failed_address == _went_to(letter)


def _went_to(letter: DispatchRow) -> str:
    return (letter.drafted_to or letter.address).strip().lower()


def _is_vouched_for(item: IncomingItem, letter: DispatchRow) -> bool:
    """Say whether the report comes, proved, from the postmaster where the letter went or from our own."""
    is_theirs = f".{domain_of(item.mail.sender)}".endswith(f".{domain_of(_went_to(letter))}")
    return _is_from_ours(item) or (is_theirs and _is_from_postmaster(item))


def _is_from_ours(item: IncomingItem) -> bool:
    """Say whether the report comes, proved, from our own postmaster."""
    ours = {domain_of(mailbox) for mailbox in mailboxes_read(item.forum.tx.session)}
    return domain_of(item.mail.sender) in ours and _is_from_postmaster(item)


def _is_refused_elsewhere(item: IncomingItem) -> bool:
    """Say whether the report passes on what a server of another organisation said."""
    reporter, refuser = item.mail.failed_by
    ours = [reporter, *(domain_of(mailbox) for mailbox in mailboxes_read(item.forum.tx.session))]
    is_ours = any(of_one_organisation(refuser, each) for each in ours)
    return is_refused_elsewhere(item.mail.failed_status, refuser, is_ours=is_ours)


def _is_from_postmaster(item: IncomingItem) -> bool:
    return item.mail.dmarc is Dmarc.PASS and is_postmaster(item.mail.sender)


def is_postmaster(address: str) -> bool:
    """Say whether an address is one of those in whose name mail systems write."""
    name = address.partition("@")[0].lower()
    return name in ("postmaster", "mailer-daemon") or name.startswith("microsoftexchange")


def _is_of_a_unit(item: IncomingItem, letter: DispatchRow) -> bool:
    """Say whether a letter's reader is an officer, or acts for one, of any group."""
    person, on = letter.person_id, item.forum.on
    groups = groups_of(item.forum.tx.session, person, on)
    return any(membership(item.forum.tx.session, group, on).is_unit(person, on) for group in groups)


UNPROVED_ABSENCE = (
    "It says that the Chair is away, and nothing proves that it is theirs: ring them. If they are away, "
    "enter who acts for them on the sheet Cover of the members’ workbook."
)


def pass_on_questions(item: IncomingItem) -> Outcomes:
    """Put what the Chair was asked to whoever covers for them, or to the deputy chair (own rule).

    This takes an automatic reply to a letter of ours to that Chair, proved to be theirs. The unit is told
    once of a reply without a verdict.
    """
    outcomes = Outcomes()
    if item.by is None or item.our_letter is None or item.our_letter.person_id != item.by:
        return outcomes
    forums = [
        group_context(item.forum.work, group)
        for group in groups_of(item.forum.tx.session, item.by, item.forum.on)
    ]
    if item.mail.dmarc is Dmarc.PASS:
        for question in (question for forum in forums for question in put_to_stand_in(forum, item.by)):
            outcomes.consequences.append(
                {"did": "put on", "line": "", "entries": None, "letters": [str(question)]}
            )
    elif item.mail.dmarc is Dmarc.NONE:
        is_told = is_item_waiting(item.forum.tx.session, item.mail.kind, item.by, but=item.mail.id)
        if not is_told and any(put_to_chair_alone(forum, item.by) for forum in forums):
            outcomes.for_the_unit.append(UNPROVED_ABSENCE)
    return outcomes
