"""Members in the desk letter: agreements to get, leads who left, and monthly the state of the register.

The quarter's drill in the desk letter: what an inspection bundle of today would lack (own rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from forum.letters.questions import DeskAnswer, DeskGap, DeskTask
from forum.letters.taps import short_code
from forum.members.membership import Person
from forum.members.register_state import gaps
from forum.questions.kinds import KINDS, QuestionKind
from forum.questions.lifecycle import Due
from forum.questions.words import Word
from forum.text.wording import capital, counted, telephone
from forum.yearly import MONTHS_OF_DRILL
from tasks.documents.papers.take_paper import EXCEL
from tasks.duties.answers.put_questions import due_of
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import enclose
from tasks.duties.desk.data import Affairs
from tasks.duties.members.import_changes import details_in_words
from tasks.duties.members.workbook import members_sheets, members_workbook
from tasks.duties.yearly.inspection import missing_today
from tasks.mail.sending.queue import Enclosure
from tasks.register.members.people import heard_from
from tasks.register.tables import PersonRow, ProposalRow, QuestionRow


def agreements_wanted(
    forum: GroupContext, affairs: Affairs, to_unit: list[QuestionRow], asked_before: list[DeskTask]
) -> Iterator[DeskTask]:
    """Yield whose signed agreement the unit is to get: once, again some days later, and as long as letters
    wait; between these it goes to ``asked_before``."""
    waiting = affairs.unsigned.get(forum.group.id, ())
    questions: list[QuestionRow] = []
    earlier: list[QuestionRow] = []
    for question in affairs.questions.get(forum.group.id, ()):
        if question.kind is not QuestionKind.RECORD_AGREEMENT:
            continue
        due = due_of(forum, question)
        if due in (Due.ASK, Due.CHASE):
            to_unit.append(question)
        is_today = due in (Due.ASK, Due.CHASE) or question.about_id in waiting
        (questions if is_today else earlier).append(question)
    if questions:
        yield _agreements_to_get(affairs, forum.group.code, questions, len(waiting))
    elif earlier := [question for question in earlier if question.asked]:
        asked_before.append(_agreements_to_get(affairs, forum.group.code, earlier, 0))


def _agreements_to_get(
    affairs: Affairs, code: str, questions: Sequence[QuestionRow], waiting: int
) -> DeskTask:
    return DeskTask(
        group=code,
        what="Get the signed confidentiality agreement of "
        + "; ".join(_name_and_phone(affairs.of(PersonRow)[question.about_id]) for question in questions)
        + ".",
        how=_how(waiting, affairs.of(PersonRow)[questions[0].about_id]),
        by=min(question.due for question in questions),
        since=min((question.asked for question in questions if question.asked), default=None),
        answers=tuple(
            words_that_answer(question, f"{Word.SIGNED} {affairs.of(PersonRow)[question.about_id].name}")
            for question in questions
        ),
    )


def contacts_to_confirm(
    forum: GroupContext, affairs: Affairs, to_unit: list[QuestionRow], asked_before: list[DeskTask]
) -> Iterator[DeskTask]:
    """Yield the addresses and numbers that members gave, for the unit to confirm before anybody uses them.

    The unit rings the number in the register, since whoever wrote would answer the new one. What has time
    goes to ``asked_before``.
    """
    for question in affairs.questions.get(forum.group.id, ()):
        if question.kind is not QuestionKind.CHANGE_ADDRESS:
            continue
        if due_of(forum, question) is not Due.NOTHING:
            to_unit.append(question)
            yield _contact_to_confirm(forum, question)
        elif question.asked:
            asked_before.append(_contact_to_confirm(forum, question))


def _contact_to_confirm(forum: GroupContext, question: QuestionRow) -> DeskTask:
    proposal = forum.tx.session.get_one(ProposalRow, question.about_id)
    person = forum.membership.person(proposal.person_id or question.of_id)
    if proposal.shown:
        return _details_to_agree(forum, person, proposal, question)
    requests = [f"write to {proposal.address}"] if proposal.address else []
    if (number := proposal.phone) is not None:
        requests.append(f"ring them on {number}" if number else "take out their phone number")
    return DeskTask(
        group=forum.group.code,
        what=f"{person.name} asks us to {' and to '.join(requests)} from now on.",
        how=f"{_how_to_ask(person.phone)} Then reply APPLY {person.name}, or NO {person.name}.",
        by=question.due,
        since=question.asked,
        answers=_apply_or_not(question, person),
    )


def _details_to_agree(
    forum: GroupContext, person: Person, proposal: ProposalRow, question: QuestionRow
) -> DeskTask:
    """Return the details that the list of one group gives of a person of several, for each unit to agree."""
    return DeskTask(
        group=forum.group.code,
        what=f"A list of members gives details of {person.name}, who is in another group too: "
        f"{details_in_words(dict(proposal.shown))}.",
        how=f"{_how_to_ask(person.phone)} Then reply APPLY {person.name}, or NO {person.name}. The unit of "
        "each group is asked, and nothing changes before all agree.",
        by=question.due,
        since=question.asked,
        answers=_apply_or_not(question, person),
    )


def _apply_or_not(question: QuestionRow, person: Person) -> tuple[DeskAnswer, ...]:
    words = KINDS[question.kind].buttons
    return (words_that_answer(question, *(f"{word} {person.name}" for word in words)),)


def words_that_answer(question: QuestionRow, *words: str) -> DeskAnswer:
    """Return the words that answer a question of the desk letter."""
    return DeskAnswer(about=short_code(str(question.id)), words=words)


def _how_to_ask(number: str) -> str:
    if not number:
        return "The register has no number for them: ask somebody who knows them, to make sure."
    return f"Ring them on {number}, the number in the register and no other, to make sure."


def state_of_register(forum: GroupContext, affairs: Affairs) -> tuple[DeskGap, ...]:
    """Return what is missing in a group's list of members, or may be wrong in it (clause 6)."""
    since = forum.on - dt.timedelta(days=31 * forum.policy.members.unconfirmed_after)
    heard = heard_from(forum.tx.session, forum.group.id, since, forum.on)
    missing = gaps(forum.membership, affairs.bounced, forum.policy, forum.on, heard)
    return tuple(DeskGap(group=forum.group.code, what=gap.what, which=gap.which) for gap in missing)


def workbook_to_put_right(forum: GroupContext) -> Enclosure:
    """Store the members' workbook as it stands, for the unit to change and to send back."""
    content = render_workbook(forum)
    return enclose(forum, f"{forum.group.code} members.xlsx", content, EXCEL)


def render_workbook(forum: GroupContext) -> bytes:
    """Render the members' workbook as it stands, unless that was done before the transaction."""
    sheets = members_sheets(forum.tx.session, forum.group.id, forum.policy, forum.on)
    return forum.work.rendered.render(members_workbook, sheets)


def is_first_of_month(last: dt.date | None, on: dt.date) -> bool:
    """Say whether a desk letter of today is the first of its month, after the one of ``last``."""
    return last is None or (last.year, last.month) != (on.year, on.month)


def _name_and_phone(person: PersonRow) -> str:
    return f"{person.name}, {telephone(person.phone)}"


def _how(waiting: int, first: PersonRow) -> str:
    waits = "waits" if waiting == 1 else "wait"
    letters = f"{capital(counted(waiting, 'letter'))} with restricted papers {waits} for it. "
    return (
        f"{letters if waiting else ''}Once you hold it, reply SIGNED {first.name}; what waits is then sent "
        "automatically."
    )


MOST = 8  # things that the letter names; the index of a bundle has them all


def bundle_lacks(forum: GroupContext) -> Iterator[DeskGap]:
    """Yield what a bundle of a group would lack, in the first desk letter of a quarter."""
    missing = missing_today(forum) if forum.on.month in MONTHS_OF_DRILL else ()
    if not missing:
        return
    named = [each.in_words for each in missing[:MOST]]
    more = [f"and {counted(len(missing) - MOST, 'thing')} more"] if len(missing) > MOST else []
    yield DeskGap(
        group=forum.group.code,
        what=f"Their files would lack {counted(len(missing), 'thing')}",
        which=(*named, *more),
    )
