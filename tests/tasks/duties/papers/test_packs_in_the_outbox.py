"""What waits in the outbox with papers is written anew when one of these changes, and nobody goes without."""

from __future__ import annotations

from sqlalchemy import update

from forum.outbox.states import State
from forum.papers.pack import Allow
from forum.papers.papers import Readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.outbox.decisions import send_again
from tasks.duties.papers.file_paper import arrange_pack, no_paper
from tasks.duties.papers.send_packs import send_packs
from tasks.register.tables import DispatchRow
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.pack_ahead import (
    LICENSING,
    PATTERNS,
    TRAINING,
    complete,
    everything_goes,
    file_late,
    file_name,
    is_to_complete,
)
from tests.tasks.duties.secretariat import Forum

AGENDA = "MASE-2027-02 agenda.docx"


def correct(ahead: MonthAhead, title: str) -> None:
    ahead.file_paper(title, PDF + b", put right")


def allow(ahead: MonthAhead) -> None:
    ahead.answer(QuestionKind.ALLOW_LATE_PAPER, "ALLOW", by="chair")


def hold(ahead: MonthAhead, name: str) -> None:
    """The pack for somebody is held for what is not of its papers; everybody else gets theirs."""
    with ahead.office.register.transaction("test") as tx:
        theirs = DispatchRow.person_id == ahead.called(name)
        tx.session.execute(update(DispatchRow).where(theirs).values(state=State.HELD))
    everything_goes(ahead)


def word_on(letter: DispatchRow, title: str) -> str:
    """What a letter says of the paper of an item."""
    (line,) = (line for line in letter.text.splitlines() if title in line)
    return line.rpartition(": ")[2]


def went(ahead: MonthAhead, letter: str) -> list[set[str]]:
    """The files that the CCGs have, once all that waits has gone, with letters of a kind, in their order."""
    everything_goes(ahead)
    sent = [one for one in ahead.letters_to(letter, "CCGs") if one.state is State.SENT]
    return sorted(({file["name"] for file in one.attachments} for one in sent), key=sorted)


def test_a_pack_goes_without_a_paper_that_was_corrected_before_it_went(released: MonthAhead) -> None:
    readers = released.readers("papers")
    correct(released, TRAINING)
    complete(released)
    assert released.readers("papers") == readers
    assert {word_on(letter, TRAINING) for letter in released.letters("papers")} == {"to follow"}
    assert went(released, "papers") == [{AGENDA, file_name(released, PATTERNS)}]
    allow(released)
    complete(released)
    assert word_on(released.letters_to("supplement", "CCGs")[0], TRAINING) == "new"
    assert went(released, "supplement") == [{file_name(released, TRAINING)}]
    assert not is_to_complete(released)


def test_a_correction_that_the_chair_allows_before_the_pack_went_goes_in_it(released: MonthAhead) -> None:
    correct(released, TRAINING)
    allow(released)
    complete(released)
    assert released.letters("supplement") == []
    assert went(released, "papers") == [
        {AGENDA, file_name(released, TRAINING), file_name(released, PATTERNS)}
    ]
    file_late(released)
    complete(released)
    assert "supplement 1," in released.letters_to("supplement", "CCGs")[0].subject


def test_a_pack_goes_without_a_paper_that_was_withdrawn_before_it_went(released: MonthAhead) -> None:
    do(no_paper, released.office, FEBRUARY, released.number(TRAINING), Word.WITHDRAW)
    complete(released)
    assert {word_on(letter, TRAINING) for letter in released.letters("papers")} == {"withdrawn"}
    assert went(released, "papers") == [{AGENDA, file_name(released, PATTERNS)}]


def test_a_pack_that_was_held_for_a_changed_paper_is_written_anew_too(released: MonthAhead) -> None:
    correct(released, TRAINING)
    try_to_send(Forum(released.office, released.clock))
    assert State.HELD in {letter.state for letter in released.letters("papers")}
    complete(released)
    assert went(released, "papers") == [{AGENDA, file_name(released, PATTERNS)}]
    assert {letter.state for letter in released.letters("papers")} == {State.SENT}


def test_a_pack_goes_without_a_paper_that_is_no_longer_for_its_reader(released: MonthAhead) -> None:
    hold(released, "CCGs")
    released.file_paper(LICENSING, PDF + b" on licensing")
    allow(released)
    correct(released, TRAINING)
    do(send_packs, released.office, released.meeting().id, day=released.today)
    assert file_name(released, LICENSING) in released.enclosed("papers", "CCGs")
    for_the_police = Allow(released.number(LICENSING), Readers.SEATS, "Kent Police")
    do(arrange_pack, released.office, FEBRUARY, [for_the_police])
    assert is_to_complete(released)
    do(send_packs, released.office, released.meeting().id, day=released.today)
    assert went(released, "papers") == [{AGENDA, file_name(released, PATTERNS)}]


def test_a_pack_that_has_gone_is_not_written_anew_with_one_that_waits(released: MonthAhead) -> None:
    hold(released, "Kent Police")
    correct(released, TRAINING)
    complete(released)
    (waits,) = (letter for letter in released.letters("papers") if letter.state is not State.SENT)
    assert waits.person_id == released.called("Kent Police")
    assert (waits.state, word_on(waits, TRAINING)) == (State.QUEUED, "to follow")


def test_whoever_waits_for_a_pack_that_is_written_anew_gets_late_papers_in_it(released: MonthAhead) -> None:
    hold(released, "CCGs")
    file_late(released)
    complete(released)
    correct(released, TRAINING)
    complete(released)
    assert went(released, "papers") == [
        {AGENDA, file_name(released, LICENSING), file_name(released, PATTERNS)}
    ]
    assert went(released, "supplement") == []


def test_the_other_papers_of_a_supplement_go_when_one_is_corrected_before_it_went(
    released: MonthAhead,
) -> None:
    file_late(released)
    correct(released, TRAINING)
    allow(released)
    complete(released)
    correct(released, LICENSING)
    assert is_to_complete(released)
    do(send_packs, released.office, released.meeting().id, day=released.today)
    assert went(released, "supplement") == [{file_name(released, TRAINING)}]
    allow(released)
    complete(released)
    assert went(released, "supplement") == [
        {file_name(released, TRAINING)},
        {file_name(released, LICENSING)},
    ]
    assert not is_to_complete(released)


def test_a_pack_that_a_person_sent_again_is_theirs_to_look_at_when_a_paper_changes(
    released: MonthAhead,
) -> None:
    everything_goes(released)
    (gone,) = released.letters_to("papers", "CCGs")
    again = do(send_again, released.office, gone.id, reason="They lost it.")
    correct(released, TRAINING)
    assert not is_to_complete(released)
    do(send_packs, released.office, released.meeting().id, day=released.today)
    try_to_send(Forum(released.office, released.clock))
    states = {one.id: one.state for one in released.letters_to("papers", "CCGs")}
    assert states == {gone.id: State.SENT, again: State.HELD}
