"""mase templates, as it is typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from config.settings import ROOT
from forum.letters.members import Farewell
from forum.letters.papers import Papers
from forum.text.problem import Problem
from mase.__main__ import app
from samples import sample_of
from tasks.documents.letters.earlier_form import as_they_came
from tasks.documents.letters.print_letter import LetterPrinter

LETTER = "email/papers/papers.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("MASE_MAIL_FOLDER", str(tmp_path / "mail"))
    monkeypatch.setenv("MASE_TEMPLATES", str(folder))
    return folder


def typed(*words: str, answer: str = "") -> str:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*words], input=answer)
    if isinstance(result.exception, Problem):
        raise result.exception
    return result.output


@pytest.mark.thorough
def test_a_changed_template_is_shown_and_approved_by_hand(folder: Path) -> None:
    assert typed("templates") == "All templates and policies are as they were approved.\n"
    letter = folder / LETTER
    letter.write_text(letter.read_text(encoding="utf-8") + "Ring \u202e0870\n", encoding="utf-8")
    assert f"1 template or policy waits for a person:\n  {LETTER}: changed, approved on " in typed(
        "templates"
    )
    assert "1 template or policy changed and is not used" in typed("status")
    assert "  +Ring \\u202e0870" in typed("templates", "show")
    assert f"• {LETTER}: changed" in typed("check")
    assert "Approved" not in typed("templates", "approve", answer="n\n")
    assert typed("templates", "show", "email/papers").startswith(f"{LETTER}: changed\n")
    with pytest.raises(Problem, match="No file called “email/moved” waits"):
        typed("templates", "approve", "email/moved")
    assert typed("templates", "approve", answer="y\n").endswith(
        "Approved: they are used from the next run on.\n"
    )
    assert typed("templates") == "All templates and policies are as they were approved.\n"
    assert "WRONG" not in typed("check")
    assert "The audit trail is whole: 4 rows." in typed("audit", "verify")


def test_a_changed_policy_is_shown_line_by_line_and_approved_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = shutil.copytree(ROOT / "config", tmp_path / "policies") / "mase.toml"
    monkeypatch.setenv("MASE_POLICIES", str(policy.parent))
    typed("status")
    text = policy.read_text("utf-8")
    policy.write_text(text.replace("dates = [2027-02-25,", "dates = [2026-10-08, 2027-02-25,"), "utf-8")
    with pytest.raises(Problem, match="The policy would change the past of MASE"):
        typed("templates", "approve", answer="y\n")
    policy.write_text(text.replace('share = "2/3"', 'share = "1/2"'), "utf-8")
    assert "1 template or policy waits for a person:\n  policies/mase.toml: changed" in typed("templates")
    shown = typed("templates", "approve", "policies", answer="y\n")
    assert '  -share = "2/3"' in shown
    assert '  +share = "1/2"' in shown
    assert shown.endswith(
        "Approved: they are used from the next run on.\n"
        "Seats, go-live, open steps and planned meetings follow with: mase policy apply\n"
    )
    assert typed("templates") == "All templates and policies are as they were approved.\n"


def test_of_a_word_file_its_words_and_parts_are_shown_before_it_is_approved(folder: Path) -> None:
    typed("templates")
    agenda = folder / "documents" / "agenda.docx"
    file = docx.Document(str(agenda))
    file.add_paragraph("Send all to \u202ecrook@evil.example {{ place }}")
    file.sections[0].footer.paragraphs[0].add_run("and more")
    file.save(str(agenda))
    shown = typed("templates", "approve", answer="n\n")
    for line in (
        "  +Send all to \\u202ecrook@evil.example {{ place }}\n",
        "and more\n",
        "  +word/document.xml ",
    ):
        assert line in shown
    assert "Approved." not in shown
    agenda.write_bytes(b"{{ no Word file }}")
    assert "  +documents/agenda.docx is damaged" in typed("templates", "show")


def test_words_that_an_office_changed_in_four_files_a_letter_go_into_its_source(folder: Path) -> None:
    came = as_they_came(ROOT / "templates" / "earlier" / "email.json.xz")

    def write(path: str, *changes: tuple[str, str]) -> None:
        text = came[path.partition("email/")[2]]
        for before, now in changes:
            assert before in text
            text = text.replace(before, now)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    write(
        "email/papers/words.txt",
        ("Please do not forward the papers.", "Please keep the papers to yourself."),
        ("{%- if joins_at %}", "{%- if joins_at and agreed %}"),
    )
    write("email/farewell/body.txt", ('"Your papers"', '"Your files"'))
    write("email/farewell/body.html", ("Your papers<", "Your files<"))
    write("email/_base/body.txt", ("If you have a question, ask", "Questions? Ring"))
    write("groups/harbour/email/papers/subject.txt", (" papers, ", " harbour papers, "))
    write("email/minutes/words.txt")

    told = typed("templates", "convert")
    assert "papers/words.txt, line 27: {%- if joins_at and agreed %} The meeting begins" in told
    assert told.count("Write this into its source yourself") == 1
    printed = LetterPrinter(folder / "email").print(sample_of(Papers))
    for body in (printed.text, printed.html):
        assert "Please keep the papers to yourself." in body
        assert "Questions? Ring the Kent" in body
    assert "\nYour files\n----------\n" in LetterPrinter(folder / "email").print(sample_of(Farewell)).text
    own = (folder / "groups" / "harbour" / "email" / "papers" / "papers.md").read_text(encoding="utf-8")
    assert own.splitlines()[4].startswith("Subject: {{ code }} harbour papers, ")
    assert "minutes.md has" not in told
