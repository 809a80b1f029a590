"""One PDF of the pack for each set of readers: only what is for them is in it, and never part 2."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from sqlalchemy import select

from forum.outbox.states import Mode, State
from forum.papers.pack import Allow
from forum.papers.papers import Readers
from forum.questions.kinds import QuestionKind
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.duties.papers.file_paper import arrange_pack
from tasks.duties.papers.send_packs import release_pack, send_packs
from tasks.mail.sending.attachment_checks import SendingContext
from tasks.mail.sending.checks import first_stop
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.documents import fetch
from tasks.register.tables import DispatchRow, PackFileRow, PaperRow
from tests.english import day
from tests.stages import Stages
from tests.tasks.documents.papers.blank_pages import PrintedBlank
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING, is_to_complete

ONE_FILE = "MASE-2027-02 agenda and papers.pdf"
GUEST = "Voluntary Sector Lead"
POLICE = "Kent Police"
IN_OFFICE = (POLICE, "chair", "deputy chair")  # who may read what is for the police


def a_page(words: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.metadata = {"/Title": words}
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class Watched(PrintedBlank):
    """Also sees whether anybody else could write to the register meanwhile."""

    ahead: MonthAhead

    def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        with self.ahead.office.register.transaction("somebody else") as tx:
            tx.audit("something else")
        return super().to_pdf(files)


@pytest.fixture
def ready(agreed: MonthAhead, stages: Stages) -> MonthAhead:
    """LibreOffice is there, and all papers are in; that on licensing is for the police alone."""
    watched = Watched()
    watched.ahead = agreed
    agreed.office = replace(agreed.office, converter=watched)
    stages.reach(send_in_all_papers, agreed)
    return agreed


def send_in_all_papers(agreed: MonthAhead) -> None:
    agreed.on("Mon 1 Feb 2027")
    for title in (TRAINING, LICENSING, PATTERNS):
        agreed.file_paper(title, a_page(title))
    do(arrange_pack, agreed.office, FEBRUARY, [Allow(agreed.number(LICENSING), Readers.SEATS, "Kent Police")])


def bound(ahead: MonthAhead, name: str) -> list[str]:
    """The bookmarks of the one file that a person got."""
    (letter,) = ahead.letters_to("papers", name)
    (sha256,) = (attachment["sha256"] for attachment in letter.attachments if attachment["name"] == ONE_FILE)
    with ahead.office.register.reading() as session:
        outline = PdfReader(io.BytesIO(fetch(session, sha256))).outline
    return [str(mark.title) for mark in outline if not isinstance(mark, list)]


def stop(ahead: MonthAhead, letter: DispatchRow) -> str:
    """Why a letter does not go as it stands."""
    rules = DeliveryRules(
        mode=Mode.LIVE,
        mailbox="mase@forum.example",
        allowed_domains=frozenset({letter.address.partition("@")[2]}),
    )
    with ahead.office.register.reading() as session:
        row = session.get_one(DispatchRow, letter.id)
        found = first_stop(row, SendingContext(session, ahead.today, ahead.clock.at, rules))
        return found.reason if found and found.to is State.HELD else ""


def test_everybody_gets_one_file_with_what_is_for_them_and_never_part_two(ready: MonthAhead) -> None:
    release_pack(ready.office, FEBRUARY, "test")
    training, licensing = (f"{ready.number(one)}. {one}" for one in (TRAINING, LICENSING))
    for name in ready.readers("papers"):
        restricted = name in {ready.members().person(ready.called(who)).name for who in IN_OFFICE}
        papers = sorted(
            [training, *([licensing] if restricted else [])], key=lambda one: int(one.split(".")[0])
        )
        assert bound(ready, name) == ["Contents", "Agenda", *papers]
        assert stop(ready, ready.letters_to("papers", name)[0]) == ""
    (letter,) = ready.letters_to("papers", GUEST)
    assert "as one PDF with a table of contents" in letter.text
    with ready.office.register.reading() as session:
        assert len(session.scalars(select(PackFileRow)).all()) == 2  # for all its readers
    assert isinstance(ready.office.converter, Watched)
    files = [io.BytesIO(content) for content in ready.office.converter.asked if content.startswith(b"PK")]
    texts = ["\n".join(paragraph.text for paragraph in Document(file).paragraphs) for file in files]
    covers = [text for text in texts if "Contents" in text]
    assert len(covers) == 2
    assert all(ready.office.policies["MASE"].group.name in cover for cover in covers)


def test_a_release_by_reply_waits_for_its_files_and_the_next_delivery_makes_them(ready: MonthAhead) -> None:
    from tasks.duties.papers.ask_for_release import ask_for_release

    do(ask_for_release, ready.office, ready.meeting().id, day=ready.today)
    ready.answer(QuestionKind.RELEASE_PACK, "RELEASE", by="unit")
    assert ready.letters("papers") == []
    assert is_to_complete(ready)
    do(send_packs, ready.office, ready.meeting().id, day=ready.today)
    assert ONE_FILE in ready.enclosed("papers", GUEST)
    assert not is_to_complete(ready)


def test_files_are_made_once(ready: MonthAhead) -> None:
    release_pack(ready.office, FEBRUARY, "test")
    converter = ready.office.converter
    assert isinstance(converter, Watched)
    asked = len(converter.asked)
    do(send_packs, ready.office, ready.meeting().id, day=ready.today)
    assert len(converter.asked) == asked


def test_a_pack_that_waits_while_its_meeting_moves_is_bound_anew_and_one_that_went_stands(
    ready: MonthAhead,
) -> None:
    release_pack(ready.office, FEBRUARY, "test")
    (gone,) = ready.letters_to("papers", GUEST)
    with ready.office.register.transaction("test") as tx:
        tx.session.get_one(DispatchRow, gone.id).state = State.SENT
    do(move_meeting, ready.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert is_to_complete(ready)
    do(send_packs, ready.office, ready.meeting().id, day=ready.today)
    before, anew = (letter.conditions.one_file for letter in ready.letters_to("papers", POLICE))
    assert anew != before
    assert len(ready.letters_to("papers", GUEST)) == 1
    assert not is_to_complete(ready)


def test_a_pack_with_a_paper_corrected_before_it_went_waits_for_its_new_file(ready: MonthAhead) -> None:
    release_pack(ready.office, FEBRUARY, "test")
    ready.file_paper(TRAINING, a_page("another"))
    assert is_to_complete(ready)
    do(send_packs, ready.office, ready.meeting().id, day=ready.today)
    assert bound(ready, POLICE) == ["Contents", "Agenda", f"{ready.number(LICENSING)}. {LICENSING}"]
    assert not is_to_complete(ready)


def test_a_pack_that_can_t_be_bound_goes_as_separate_files(ready: MonthAhead) -> None:
    class Nothing:
        def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
            return [None for _ in files]

    ready.office = replace(ready.office, converter=Nothing())
    release_pack(ready.office, FEBRUARY, "test")
    assert ready.readers("papers") != []
    assert ONE_FILE not in ready.enclosed("papers", GUEST)
    assert "one PDF" not in ready.letters_to("papers", GUEST)[0].text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"readers": Readers.PART_TWO}, "may not read"),
        ({"readers": Readers.SEATS, "seats": []}, "may not read"),
        ({"state": "withdrawn"}, "withdrawn"),
    ],
)
def test_at_the_moment_of_sending_the_one_file_is_for_its_reader_or_held(
    ready: MonthAhead, changed: dict[str, object], why: str
) -> None:
    release_pack(ready.office, FEBRUARY, "test")
    (letter,) = ready.letters_to("papers", GUEST)
    with ready.office.register.transaction("test") as tx:
        row = tx.session.get_one(PaperRow, ready.papers()[TRAINING].id)
        for name, value in changed.items():
            setattr(row, name, value)
        kept = tx.session.get_one(DispatchRow, letter.id)
        kept.conditions = replace(kept.conditions, papers=())  # the one file alone is looked at
    assert why in stop(ready, letter) or "not the current one" in stop(ready, letter)


def test_another_s_file_is_held(ready: MonthAhead) -> None:
    release_pack(ready.office, FEBRUARY, "test")
    (mine,), (theirs,) = (ready.letters_to("papers", name) for name in (GUEST, POLICE))
    with ready.office.register.transaction("test") as tx:
        row = tx.session.get_one(DispatchRow, mine.id)
        agenda = next(attachment for attachment in row.attachments if "agenda.docx" in attachment["name"])
        row.attachments = [
            *(attachment for attachment in theirs.attachments if attachment["name"] == ONE_FILE),
            agenda,
        ]
        row.conditions = replace(row.conditions, papers=())
        assert row.conditions.one_file
    assert "not the pack’s one file" in stop(ready, mine)
