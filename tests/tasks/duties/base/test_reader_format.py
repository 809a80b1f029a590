"""Who needs large print or plain text gets letters and our own documents in it, beside what all get."""

from __future__ import annotations

from sqlalchemy import update

from forum.outbox.states import State
from tasks.duties.papers.send_packs import release_pack
from tasks.register.tables import PersonRow
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.duties.secretariat import Forum

NURSE = "Designated Nurse"


def release_to(ahead: MonthAhead, format_needed: str) -> None:
    with ahead.office.register.transaction("test") as tx:
        row = update(PersonRow).where(PersonRow.name == NURSE)
        tx.session.execute(row.values(format_needed=format_needed))
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    release_pack(ahead.office, FEBRUARY, "test")


def test_large_print_comes_beside_the_agenda_and_passes_the_checks(ahead: MonthAhead) -> None:
    release_to(ahead, "large print")
    files = ahead.enclosed("papers", NURSE)
    assert "MASE-2027-02 agenda.docx" in files
    assert "MASE-2027-02 agenda, large print.docx" in files
    assert not [one for one in ahead.enclosed("papers", "Kent Police") if "large" in one]
    (letter,) = ahead.letters_to("papers", NURSE)
    assert "font-size:24px" in letter.html
    try_to_send(Forum(ahead.office, ahead.clock))
    assert ahead.letters_to("papers", NURSE)[0].state is State.SENT


def test_plain_text_goes_without_html(ahead: MonthAhead) -> None:
    release_to(ahead, "plain text")
    (letter,) = ahead.letters_to("papers", NURSE)
    assert letter.html == ""
    assert "MASE-2027-02 agenda.txt" in ahead.enclosed("papers", NURSE)


def test_what_nobody_can_make_here_changes_nothing(ahead: MonthAhead) -> None:
    release_to(ahead, "Braille")
    assert not [one for one in ahead.enclosed("papers", NURSE) if "Braille" in one or ".txt" in one]
