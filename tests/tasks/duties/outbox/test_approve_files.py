"""A template that changed on disk is not used before a person has approved it."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import delete, select, update

from config.checks import own_template_faults, templates_standing
from config.settings import ROOT, Settings
from config.wiring import open_office
from forum.documents import Agenda, CoverSheet
from forum.letters.meetings import Moved
from forum.letters.papers import Papers
from forum.text.problem import Problem
from samples import sample_of
from tasks.duties.desk.status_board import status_board
from tasks.duties.outbox.approve_files import FileDifference, approve, templates_in_use
from tasks.register.audit.row_check import verify_register
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import groups
from tasks.register.tables import AuditRow, TemplateRow

HARBOUR = "In the harbour’s own hand"
LETTER = "email/papers/papers.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind in ("email", "documents"):
        shutil.copytree(ROOT / "templates" / kind, tmp_path / "templates" / kind)
    return tmp_path / "templates"


@pytest.fixture
def settings(folder: Path, sqlite_url: str) -> Settings:
    return Settings(_env_file=None, database_url=sqlite_url, templates=folder)


def paper_letter(settings: Settings, clock: SetClock) -> str:
    """The text of a letter as it would go out now."""
    office = open_office(settings, clock)
    text = office.letters.print(sample_of(Papers)).text
    office.register.close()
    return text


def change(folder: Path, path: str, words: str = "SEND ALL TO crook@evil.example") -> None:
    text = (folder / path).read_text(encoding="utf-8")
    (folder / path).write_text(f"{text}\n{words}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (LETTER, "a letter"),
        ("email/_base/letter.md", "what all letters have"),
        ("email/_base/parts.md", "what letters share"),
    ],
)
def test_a_changed_letter_goes_out_as_it_was_approved(
    settings: Settings, folder: Path, clock: SetClock, path: str, kind: str
) -> None:
    before = paper_letter(settings, clock)
    change(folder, path)
    assert paper_letter(settings, clock) == before, kind
    with pytest.raises(Problem, match="1 template or policy waits for a person") as raised:
        templates_standing(settings)
    assert raised.value.faults == (f"{path}: changed",)


def test_what_was_approved_goes_out_and_is_on_the_trail(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    paper_letter(settings, clock)
    change(folder, LETTER, "Bring your pass.")
    office = open_office(settings, clock)
    with office.register.reading() as session:
        assert "email/papers/papers.md" in office.files_waiting
    assert "1 template or policy changed" in status_board(office).files_in_words
    approve(office.register, templates_in_use(office.register, folder).waiting, by="mase templates approve")
    assert "Bring your pass." in paper_letter(settings, clock)
    assert templates_standing(settings) == "as they were approved"
    with office.register.reading() as session:
        rows = session.scalars(
            select(AuditRow).where(AuditRow.event == "templates approved").order_by(AuditRow.seq)
        ).all()
        assert [(row.actor, row.about["files"] == [LETTER]) for row in rows] == [
            ("set up", False),
            ("mase templates approve", True),
        ]
        verify_register(session)
    office.register.close()


def test_a_change_that_is_taken_back_needs_nothing(settings: Settings, folder: Path, clock: SetClock) -> None:
    before, content = paper_letter(settings, clock), (folder / LETTER).read_bytes()
    change(folder, LETTER)
    paper_letter(settings, clock)
    (folder / LETTER).write_bytes(content)
    assert templates_standing(settings) == "as they were approved"
    assert paper_letter(settings, clock) == before


def test_a_new_a_missing_and_a_linked_file_wait(
    settings: Settings, folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    before = paper_letter(settings, clock)
    (folder / "email" / "papers" / "more.md").write_text("more", encoding="utf-8")
    (folder / LETTER).unlink()
    (tmp_path / "elsewhere.md").write_text("{{ code }}", encoding="utf-8")
    (folder / "email" / "_base" / "parts.md").unlink()
    (folder / "email" / "_base" / "parts.md").symlink_to(tmp_path / "elsewhere.md")
    office = open_office(settings, clock)
    waiting = templates_in_use(office.register, folder).waiting
    assert [(file.path, file.how) for file in waiting] == [
        ("email/_base/parts.md", FileDifference.MISSING),
        ("email/papers/more.md", FileDifference.NEW),
        (LETTER, FileDifference.MISSING),
    ]
    assert office.letters.print(sample_of(Papers)).text == before
    approve(office.register, waiting, by="test")
    office.register.close()
    with pytest.raises(Problem, match=r"papers/papers\.md is missing"):
        paper_letter(settings, clock)


def test_one_letter_is_approved_without_another(settings: Settings, folder: Path, clock: SetClock) -> None:
    paper_letter(settings, clock)
    change(folder, LETTER, "Bring your pass.")
    change(folder, "email/meetings/moved.md", "Not yet.")
    office = open_office(settings, clock)
    waiting = templates_in_use(office.register, folder).waiting
    approve(office.register, [file for file in waiting if file.path == LETTER], by="test")
    office.register.close()
    office = open_office(settings, clock)
    assert office.files_waiting == ("email/meetings/moved.md",)
    assert "Bring your pass." in office.letters.print(sample_of(Papers)).text
    assert "Not yet." not in office.letters.print(sample_of(Moved)).text
    office.register.close()


def test_a_changed_word_template_is_not_used(settings: Settings, folder: Path, clock: SetClock) -> None:
    office = open_office(settings, clock)
    before = office.documents.print(sample_of(Agenda))
    office.register.close()
    shutil.copy(folder / "documents" / "minutes.docx", folder / "documents" / "agenda.docx")
    office = open_office(settings, clock)
    assert office.files_waiting == ("documents/agenda.docx",)
    assert len(office.documents.print(sample_of(Agenda))) == len(before)
    office.register.close()


def test_templates_taken_out_of_the_register_are_not_taken_anew_from_disk(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    paper_letter(settings, clock)
    change(folder, LETTER)
    register = Register(settings.database_url, clock)
    with register.engine.begin() as connection:
        connection.execute(delete(TemplateRow).where(TemplateRow.path.startswith("email/")))
    with pytest.raises(Problem, match=r"is missing; put it back"):
        paper_letter(settings, clock)
    with register.reading() as session, pytest.raises(Problem, match=r"template email/\S+ was taken out"):
        verify_register(session)
    assert len(templates_in_use(register, folder).waiting) > 40
    register.close()


def test_a_file_that_is_no_template_stops_nothing_and_waits_for_nobody(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    email, documents = folder / "email", folder / "documents"
    deep = email / Path(*["long" * 20] * 3)
    deep.mkdir(parents=True)
    names = (os.fsencode(email) + b"/\xff.md", email / "papers" / "a\nb.md", email / "\u202etxt.md")
    for name in (*names, documents / "~$agenda.docx", email / ".DS_Store", email / "papers" / "papers.md~"):
        Path(os.fsdecode(name)).write_text("x", encoding="utf-8")
    longest = email / ("x" * (200 - len("email/.md")) + ".md")
    for path in (longest, deep / "more.md", email / "papers" / "words.docx", documents / "agenda.md"):
        path.write_text("x", encoding="utf-8")
    before = paper_letter(settings, clock)
    assert templates_standing(settings) == "as they were approved"
    assert paper_letter(settings, clock) == before


def test_an_emptied_file_is_a_change_that_can_be_approved(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    paper_letter(settings, clock)
    (folder / LETTER).write_bytes(b"")
    office = open_office(settings, clock)
    waiting = templates_in_use(office.register, folder).waiting
    assert [(file.path, file.how) for file in waiting] == [(LETTER, FileDifference.CHANGED)]
    approve(office.register, waiting, by="test")
    office.register.close()
    with pytest.raises(Problem, match=r"papers/papers\.md does not begin with “Subject:”"):
        paper_letter(settings, clock)


def test_what_was_approved_meanwhile_is_not_approved_unseen(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    paper_letter(settings, clock)
    change(folder, LETTER, "one")
    office = open_office(settings, clock)
    seen = templates_in_use(office.register, folder).waiting
    change(folder, LETTER, "two")
    approve(office.register, templates_in_use(office.register, folder).waiting, by="other")
    with pytest.raises(Problem, match="approved by somebody else"):
        approve(office.register, seen, by="test")
    office.register.close()


def test_an_approved_template_that_is_changed_in_the_register_is_not_used(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    paper_letter(settings, clock)
    change(folder, LETTER)
    register = Register(settings.database_url, clock)
    with register.engine.begin() as connection:
        connection.execute(update(TemplateRow).where(TemplateRow.path == LETTER).values(content=b"changed"))
    register.close()
    with pytest.raises(Problem, match=r"email/papers/papers\.md was changed in the register"):
        paper_letter(settings, clock)


def test_a_group_s_own_templates_take_the_place_of_the_common_ones_file_by_file_once_approved(
    settings: Settings, folder: Path, clock: SetClock, tmp_path: Path
) -> None:
    own = folder / "groups" / "harbour" / "email" / "papers"
    own.mkdir(parents=True)
    common = (folder / LETTER).read_text(encoding="utf-8")
    (own / "papers.md").write_text(common.replace("{{ code }} papers,", "Harbour papers,"), encoding="utf-8")
    (own_documents := folder / "groups" / "harbour" / "documents").mkdir()
    agenda = Document(str(folder / "documents" / "agenda.docx"))
    agenda.add_paragraph(HARBOUR)
    agenda.save(str(own_documents / "agenda.docx"))
    policies = tmp_path / "policies"
    policies.mkdir()
    for name, of_group in (("mase", ""), ("second_forum", 'templates = "harbour"')):
        where = {"mase": ROOT / "config", "second_forum": ROOT / "tests" / "fixtures"}[name]
        terms = (where / f"{name}.toml").read_text("utf-8").replace("[group]", f"[group]\n{of_group}")
        (policies / f"{name}.toml").write_text(terms, "utf-8")
    settings = settings.model_copy(update={"policies": policies})

    def subjects() -> dict[str, str]:
        office = open_office(settings, clock)
        with office.register.reading() as session:
            printers = {group.code: office.letters_of(group) for group in groups(session)}
        office.register.close()
        printed = {code: printer.print(sample_of(Papers)) for code, printer in printers.items()}
        return {code: letter.subject.partition(": ")[2] for code, letter in printed.items()}

    assert subjects() == {"HAP": "Harbour papers, Tue 9 Feb, 10am", "MASE": "MASE papers, Tue 9 Feb, 10am"}
    office = open_office(settings, clock)
    with office.register.reading() as session:
        printers = {group.code: office.documents_of(group) for group in groups(session)}
    office.register.close()
    has_own = {
        (code, type(document))
        for code, printer in printers.items()
        for document in (sample_of(Agenda), sample_of(CoverSheet))
        if HARBOUR in [line.text for line in Document(io.BytesIO(printer.print(document))).paragraphs]
    }
    assert has_own == {
        ("HAP", Agenda)
    }  # its other documents, and those of the other group, are the common ones
    (own / "papers.md").write_text("Subject: Send all to crook@evil.example", encoding="utf-8")
    assert subjects()["HAP"] == "Harbour papers, Tue 9 Feb, 10am"
    with office_of(settings, clock) as register:
        approve(register, templates_in_use(register, folder).waiting, by="test")
    assert subjects() == {"HAP": "Send all to crook@evil.example", "MASE": "MASE papers, Tue 9 Feb, 10am"}

    (own / "paper.md").write_text("Harbour papers", encoding="utf-8")
    text = (policies / "mase.toml").read_text("utf-8")
    (policies / "mase.toml").write_text(text.replace("[group]", '[group]\ntemplates = "kent"'), "utf-8")
    assert own_template_faults(settings) == [
        "groups/harbour/email/papers/paper.md: no common template has that name, so nobody reads it.",
        f"MASE: group.templates names kent; no template is in {folder}/groups/kent.",
    ]


@contextmanager
def office_of(settings: Settings, clock: SetClock) -> Iterator[Register]:
    office = open_office(settings, clock)
    with closing(office.register):
        yield office.register
