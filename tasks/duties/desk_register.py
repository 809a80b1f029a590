"""What the desk letter says of the register of members: agreements to get, and once a month its state."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from forum.letters.desk import DeskTask
from forum.questions import Due, QuestionKind
from forum.wording import count
from tasks.duties.desk_affairs import Affairs
from tasks.duties.forum_on_day import ForumOnDay
from tasks.duties.questions import due_of
from tasks.register.tables import ProposalRow, QuestionRow


def agreements_wanted(forum: ForumOnDay, affairs: Affairs, asked: list[QuestionRow]) -> Iterator[DeskTask]:
    """For whose signed agreement the unit asks: once, again some days later, and as long as letters wait."""
    waiting = affairs.unsigned.get(forum.group.id, ())
    wanted: list[QuestionRow] = []
    for question in affairs.questions.get(forum.group.id, ()):
        if question.kind is not QuestionKind.RECORD_AGREEMENT:
            continue
        due = due_of(forum, question)
        if due in (Due.ASK, Due.CHASE):
            asked.append(question)
        if due in (Due.ASK, Due.CHASE) or question.about_id in waiting:
            wanted.append(question)
    if wanted:
        yield DeskTask(
            group=forum.group.code,
            what="Get the signed confidentiality agreement of "
            + "; ".join(_whom(forum, one.about_id) for one in wanted)
            + ".",
            how=_how(forum, len(waiting), wanted[0].about_id),
            by=min(one.due for one in wanted),
        )


def addresses_to_confirm(forum: ForumOnDay, affairs: Affairs, asked: list[QuestionRow]) -> Iterator[DeskTask]:
    """The addresses that members gave, which nobody is written to before the unit has asked them."""
    for question in affairs.questions.get(forum.group.id, ()):
        if question.kind is not QuestionKind.CHANGE_ADDRESS or due_of(forum, question) is Due.NOTHING:
            continue
        asked.append(question)
        proposal = forum.tx.session.get_one(ProposalRow, question.about_id)
        person = forum.membership.person(proposal.person_id or question.of_id)
        yield DeskTask(
            group=forum.group.code,
            what=f"{person.name} asks us to write to {proposal.address} from now on.",
            how=f"Ring them, {person.phone or 'no number on the register'}, to make sure. Then reply APPLY "
            f"{person.name}, or NO {person.name}.",
            by=question.due,
        )


def _whom(forum: ForumOnDay, person_id: UUID) -> str:
    person = forum.membership.person(person_id)
    return f"{person.name}, {person.phone or 'no number on the register'}"


def _how(forum: ForumOnDay, waiting: int, first: UUID) -> str:
    held = f"{count(waiting, 'letter')} with restricted papers {'waits' if waiting == 1 else 'wait'} for it. "
    name = forum.membership.person(first).name
    return f"{held if waiting else ''}Once you hold it, reply SIGNED {name}; what waits then goes by itself."
