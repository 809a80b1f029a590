"""A reply or a vote: each saying is carried out if its sender may say it, and else left to the unit."""

from __future__ import annotations

from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import BringsFile, ConcernRaised, ForTheUnit, Reading, Saying, Undo
from forum.inbox.who_may_say import Finding, Ruling, Standing
from forum.letters.parts import Unclear
from forum.questions.acts import Act
from tasks.duties.concerns.answer_writer import acknowledge
from tasks.duties.inbox.answered_letter import describe_letter, read_as_reply, read_reply
from tasks.duties.inbox.carry_out.act_on import UNPROVED, act_on
from tasks.duties.inbox.carry_out.outcomes import Files, Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.proposed_readings import proposal_answered, put_to_writer, record_proposal
from tasks.duties.inbox.sender_standing import sender_of_saying
from tasks.duties.inbox.undo import undo
from tasks.duties.inbox.unproved_senders import act_in, wait_for_the_unit
from tasks.duties.inbox.vouched_mail import files_vouched_for, mail_vouched_for, vouches
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.mailbox import item_on_record

STRANGERS = (Standing.SOMEBODY_ELSE, Standing.NOBODY)
NOT_UNDERSTOOD = "It could not be understood, and did not come from the person asked."
NO_SENDER = (
    "Its From is not one plain address, so nobody can tell who wrote it. If it seems to be a member’s, ring "
    "them on the number in the register."
)
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
    return frozenset({*own, *files_vouched_for(item, sayings)})


def carry_out_reply(item: IncomingItem, files: Files) -> Outcomes:
    """Do what a reply or a vote says."""
    outcomes = Outcomes()
    reply = item.reply or read_as_reply(item)
    letter, reading = reply.letter.narrowed_to(item.about), reply.reading
    outcomes.words = reading.words
    if proposal := proposal_answered(item, reading):
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
    received = item_on_record(item.session, item.mailbox, item.mail.id, "")
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
        finding = _finding(of_sender, act_in(of_sender, saying))
        if finding.ruling is Ruling.TO_CONFIRM:
            wait_for_the_unit(of_sender, letter, saying, finding, outcomes)
        elif finding.ruling is not Ruling.ACCEPTED:
            _pass_on(finding, outcomes)
        elif isinstance(saying, ForTheUnit) and item.is_from_unit:
            outcomes.unclear.append(TO_ITSELF)
            _put_to_other_officers(item, outcomes)
        elif isinstance(saying, Undo):
            undo(item, outcomes)
            if saying.instead:
                letter = describe_letter(item).narrowed_to(item.about)
                _carry_out_sayings(item, letter, read_reply(item, letter, saying.instead), files, outcomes)
        elif not vouches(saying) or _takes_files_vouched_for(of_sender, saying, files, outcomes):
            act_on(of_sender, letter, saying, files, outcomes)
    if not reading.sayings:
        courtesy = _finding(item, Act.THANK if reading.is_courtesy else Act.WRITE)
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
    if item.mail.dmarc is not Dmarc.PASS:
        outcomes.for_the_unit.append(UNPROVED)


def _put_to_other_officers(item: IncomingItem, outcomes: Outcomes) -> None:
    """Put what an officer of the unit wrote to the others, if any; their own next word settles it."""
    if any(officer.id not in item.senders for officer in item.forum.membership.officers(item.on)):
        outcomes.for_the_unit.append(ASKED_BACK)
        outcomes.may_answer = True


def _takes_files_vouched_for(item: IncomingItem, saying: Saying, files: Files, outcomes: Outcomes) -> bool:
    """Take the files of a mail that the unit says is its sender's; return False where any was not taken."""
    if vouched := mail_vouched_for(item, saying):
        mail, reading = vouched
        before = (len(outcomes.unclear), len(outcomes.for_the_unit))
        _carry_out_sayings(mail, describe_letter(mail), reading, files, outcomes)
        return before == (len(outcomes.unclear), len(outcomes.for_the_unit))
    return True


def _finding(item: IncomingItem, act: Act) -> Finding:
    finding = item.finding(act)
    if finding.ruling is Ruling.UNKNOWN and not item.mail.sender:
        return replace(finding, reason=NO_SENDER)
    return finding


def _pass_on(finding: Finding, outcomes: Outcomes) -> None:
    if finding.ruling is Ruling.QUARANTINED:
        outcomes.quarantined = True
    outcomes.for_the_unit.append(finding.reason)
