"""A reply or a vote: each saying is carried out if its sender may say it, and else left to the unit.

The standing of an item's writer to the person whose question a saying answers. Concerns in mail that is
nobody's answer: they are looked for in whatever a person may have written. Files of mail that nothing
proves: they are fetched and taken once the unit says whose the mail is, and stay in the mailbox until then
(own rule: nobody's word, so nothing of it is kept).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.mailbox_items import FileKind
from forum.inbox.orders import ORDERS, Order
from forum.inbox.reading.concerns import raised_in
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    BringsFile,
    ConcernRaised,
    FileSent,
    ForTheUnit,
    LineReported,
    Ordered,
    PackArranged,
    PaperSent,
    Reading,
    Saying,
    Undo,
)
from forum.inbox.who_may_say import Finding, Ruling, Sender, Standing, sender_of, sender_to_unit
from forum.letters.concerns import ConcernNotice
from forum.letters.inbox import Recorded
from forum.letters.parts import Unclear
from forum.plan.lines import is_line_reference
from forum.questions.words import Act
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.concerns.follow_concern import acknowledge
from tasks.duties.inbox.answered_letter import as_received, describe_letter, read_as_reply, read_reply
from tasks.duties.inbox.carry_out.handlers import UNPROVED, act_on
from tasks.duties.inbox.carry_out.outcomes import Files, Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem, identify
from tasks.duties.inbox.orders.groups import group_of_order
from tasks.duties.inbox.undo import undo
from tasks.duties.inbox.unproved_senders import (
    act_in,
    kept_sayings,
    put_to_writer,
    record_proposal,
    wait_for_the_unit,
)
from tasks.duties.questions.ask import sender_to
from tasks.mail.protocol.mailer import Dmarc, ReceivedItem
from tasks.register.actions import action_by_reference, line_by_reference
from tasks.register.mailbox import item_on_record, waiting_item_by_id
from tasks.register.registers import concern_by_reference
from tasks.register.tables import DispatchRow, ProposedReadingRow, QuestionRow, ReceivedRow


def sender_of_saying(item: IncomingItem, saying: Saying) -> Sender:
    """Say how the writer stands to whoever is asked the question, owns the action, does the unit's work or
    had the letter."""
    match saying:
        case Answered(question=id, by_phone=None) | PaperSent(question=id):
            question = item.forum.tx.session.get_one(QuestionRow, id)
            return sender_to(
                _forum(item, question.group_id),
                [question],
                item.senders,
                item.on,
                item.pas_of,
            )
        case Answered(question=id):
            return _of_the_unit(item, _forum(item, item.forum.tx.session.get_one(QuestionRow, id).group_id))
        case ActionReported(reference=reference, by_phone=by_phone):
            action = action_by_reference(item.forum.tx.session, reference)
            forum = _forum(item, action.group_id)
            return _of_the_unit(item, forum) if by_phone else _of_owner(item, forum, action.owner_id)
        case LineReported(reference=reference) if not is_line_reference(reference):
            return _of_owner(item, item.forum, item.forum.chair().id)
        case LineReported(reference=reference):
            line = line_by_reference(item.forum.tx.session, item.forum.group.id, reference)
            return _of_owner(item, item.forum, line.lead_id)
        case Ordered(order=Order.SETTLED) if _answers_notice_of(item, saying.about):
            return Sender(item.standing, item.by)
        case Ordered(order=order) if ORDERS[order].by_chair:
            members = group_of_order(item, saying).membership
            chairs = [chair.id for chair in members.chairs(item.on)]
            return sender_of(item.senders, chairs, members, item.on, pas_of=item.pas_of)
        case Ordered():
            return _of_the_unit(item, group_of_order(item, saying))
        case PackArranged() | FileSent(kind=FileKind.RECORD | FileKind.MINUTES | FileKind.PACK):
            return _of_the_unit(item, item.forum)
        case _:
            return Sender(item.standing, item.by)


def _answers_notice_of(item: IncomingItem, reference: str) -> bool:
    """Say whether an item answers the notice of a concern, and that was of its group: the lead for
    safeguarding may settle it as well as the unit."""
    letter = item.our_letter
    if letter is None or letter.letter != ConcernNotice.NAME:
        return False
    try:
        return concern_by_reference(item.forum.tx.session, reference).group_id == letter.group_id
    except Problem:  # the handler of the order says what is wrong with it
        return True


def _of_the_unit(item: IncomingItem, forum: GroupContext) -> Sender:
    return sender_to_unit(item.senders, forum.membership, item.on, item.pas_of)


def _of_owner(item: IncomingItem, forum: GroupContext, owner: UUID) -> Sender:
    people = [] if forum.membership.has_left(owner, item.on) else [owner]
    return sender_of(item.senders, people, forum.membership, item.on, pas_of=item.pas_of)


def _forum(item: IncomingItem, group: UUID) -> GroupContext:
    """Return the group as it stands today; the letter's own where it is the same."""
    if group == item.forum.group.id:
        return item.forum
    return group_context(item.forum.work, group)


def raise_concerns_of(item: IncomingItem, outcomes: Outcomes) -> bool:
    """Raise what must reach a person in an item's own words; False where there is nothing of the kind."""
    raised = item.forum.office.limited.run(raised_in, as_received(item))
    if raised is None:
        return False
    act_on(item, AnsweredLetter(Recorded.NAME), raised, {}, outcomes)
    return True


STRANGERS = (Standing.SOMEBODY_ELSE, Standing.NOBODY)
NOT_UNDERSTOOD = "It could not be understood, and did not come from the person asked."
ASKED_BACK = "It answers nothing that we asked, and we have asked them what they mean."
TO_ITSELF = Unclear(
    why="It is not plain what you want done, so nothing is recorded of it.",
    how="Reply to the last desk letter with an answer or an order, or to the letter that your file belongs "
    "to. If none fits, ring those who run the service.",
)
ANSWERS_NOTHING = "It answers no letter of ours, and says nothing that could be recorded."


def files_wanted(item: IncomingItem) -> frozenset[tuple[str, str]]:
    """Return the files that a reply is about, by the ids of their mail and their own; logos in signatures are
    never fetched."""
    sayings = item.reply.reading.sayings if item.reply else ()
    own = {(item.mail.id, saying.file) for saying in sayings if isinstance(saying, BringsFile)}
    return frozenset({*own, *_files_vouched_for(item, sayings)})


def carry_out_reply(item: IncomingItem, files: Files) -> Outcomes:
    """Do what a reply or a vote says."""
    outcomes = Outcomes()
    reply = item.reply or read_as_reply(item)
    letter, reading = reply.letter.narrowed_to(item.about), reply.reading
    outcomes.words = reading.words
    proposal = item.confirmed and item.forum.tx.session.get(ProposedReadingRow, item.confirmed.id)
    if proposal and reading.is_yes:
        record_proposal(item, letter, proposal, files, outcomes)
    else:
        _carry_out_sayings(item, letter, reading, files, outcomes)
    if item.standing is Standing.NOBODY and reading.says_something:
        _acknowledge(item, reading)
    return outcomes


def _acknowledge(item: IncomingItem, reading: Reading) -> None:
    """Tell a stranger that a person reads their message, unless they hear more of it already, or their own
    mail system disowns it."""
    is_concern = any(isinstance(saying, ConcernRaised) for saying in reading.sayings)
    received = item_on_record(item.forum.tx.session, item.mailbox, item.mail.id, "")
    if received and item.mail.dmarc is not Dmarc.FAIL and not is_concern:
        acknowledge(item.forum, received)


def _carry_out_sayings(
    item: IncomingItem, letter: AnsweredLetter, reading: Reading, files: Files, outcomes: Outcomes
) -> None:
    outcomes.said = reading.sayings
    for saying in reading.sayings:
        if isinstance(saying, ConcernRaised):
            act_on(item, letter, saying, files, outcomes)
            continue
        sender = sender_of_saying(item, saying)
        of_sender = replace(item, standing=sender.standing, by=sender.person)
        finding = of_sender.finding(act_in(of_sender, saying))
        if finding.ruling is Ruling.TO_CONFIRM:
            wait_for_the_unit(of_sender, letter, saying, finding, outcomes)
        elif finding.ruling is not Ruling.ACCEPTED:
            _pass_on(finding, outcomes)
        elif isinstance(saying, ForTheUnit) and item.is_from_unit:
            outcomes.unclear.append(TO_ITSELF)
            outcomes.choices = reading.choices
            _put_to_other_officers(item, outcomes)
        elif isinstance(saying, Undo):
            undo(item, outcomes)
            if saying.instead:
                letter = describe_letter(item).narrowed_to(item.about)
                _carry_out_sayings(item, letter, read_reply(item, letter, saying.instead), files, outcomes)
        elif _takes_files_vouched_for(of_sender, saying, files, outcomes):
            act_on(of_sender, letter, saying, files, outcomes)
    if not reading.sayings:
        courtesy = item.finding(Act.THANK if reading.is_courtesy else Act.WRITE)
        if courtesy.ruling is not Ruling.ACCEPTED:
            _pass_on(courtesy, outcomes)
            return
    if not reading.not_understood:
        return
    if item.standing in STRANGERS:
        outcomes.for_the_unit.append(NOT_UNDERSTOOD)
    elif item.answers_nothing:
        outcomes.for_the_unit.append(ANSWERS_NOTHING)
    else:
        outcomes.choices = reading.choices
        if not put_to_writer(item, letter, reading, outcomes):
            outcomes.unclear += [Unclear(why=each.why, how=each.how) for each in reading.not_understood]
        if reading.says_something:
            _put_to_a_person(item, outcomes)


def _put_to_a_person(item: IncomingItem, outcomes: Outcomes) -> None:
    """Leave to a person what says something and answers nothing, besides asking it back (own rule: no reply
    is a dead end)."""
    if item.is_from_unit:
        _put_to_other_officers(item, outcomes)
        return
    outcomes.for_the_unit.append(ASKED_BACK)
    outcomes.may_answer = outcomes.proposed is not None
    if not item.is_proved:
        outcomes.for_the_unit.append(UNPROVED)


def _put_to_other_officers(item: IncomingItem, outcomes: Outcomes) -> None:
    """Put what an officer of the unit wrote to the others, if any; their own next word settles it."""
    if any(officer.id not in item.senders for officer in item.forum.membership.officers(item.on)):
        outcomes.for_the_unit.append(ASKED_BACK)
        outcomes.may_answer = True


def _takes_files_vouched_for(item: IncomingItem, saying: Saying, files: Files, outcomes: Outcomes) -> bool:
    """Take the files of a mail that the unit says is its sender's; return False where any was not taken."""
    if vouched := _mail_vouched_for(item, saying):
        mail, reading = vouched
        before = (len(outcomes.unclear), len(outcomes.for_the_unit))
        _carry_out_sayings(mail, describe_letter(mail), reading, files, outcomes)
        return before == (len(outcomes.unclear), len(outcomes.for_the_unit))
    return True


def _files_vouched_for(item: IncomingItem, sayings: Sequence[Saying]) -> Iterator[tuple[str, str]]:
    """Yield the files to be fetched for a reply that says whose a mail is: the ids of mail and file."""
    for saying in sayings:
        if row := _waiting(item, saying):
            yield from ((row.item, kept.file) for kept in _files_of(row))


def _mail_vouched_for(item: IncomingItem, saying: Saying) -> tuple[IncomingItem, Reading] | None:
    """Return the mail that an order vouches for, as if its sender were proved, with the files that it brings;
    None where nothing waits by that code."""
    row = _waiting(item, saying)
    if row is None:
        return None
    mail = ReceivedItem(row.item, row.kind, row.sender, row.received_at, subject="", dmarc=Dmarc.PASS)
    letter = item.forum.tx.session.get_one(DispatchRow, row.dispatch_id).key if row.dispatch_id else ""
    return identify(item.work, mail, letter, row.mailbox), Reading(_files_of(row))


def _waiting(item: IncomingItem, saying: Saying) -> ReceivedRow | None:
    """Return the mail of which the unit says whose it is; None where it says so of none that waits."""
    if not (isinstance(saying, Ordered) and saying.order is Order.THEIRS):
        return None
    try:
        return waiting_item_by_id(item.forum.tx.session, saying.about)
    except Problem:  # the handler of the order says what is wrong with it
        return None


def _files_of(row: ReceivedRow) -> tuple[BringsFile, ...]:
    return tuple(saying for saying in kept_sayings(row.to_vouch_for or ()) if isinstance(saying, BringsFile))


def _pass_on(finding: Finding, outcomes: Outcomes) -> None:
    if finding.ruling is Ruling.QUARANTINED:
        outcomes.quarantined = True
    outcomes.for_the_unit.append(finding.reason)
