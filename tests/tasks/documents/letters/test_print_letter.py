"""Letters in print: what their readers see."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import ROOT
from forum.letters import ALL_LETTERS
from forum.letters.attendance import AttendanceNotice
from forum.letters.base import Letter
from forum.letters.boards import BoardReportLetter
from forum.letters.inbox import NotUnderstood, Recorded
from forum.letters.meetings import Moved
from forum.letters.members import Details, Induction
from forum.letters.papers import Papers
from forum.letters.questions import ChairLetter, Desk
from forum.text.problem import Problem
from samples import LETTERS, sample_of
from tasks.documents.letters.print_letter import LetterPrinter, letter_faults, template_of
from tests.letter_pages import Page, changed, contains, forms, numbers, shortened, values, visible

TEMPLATES = ROOT / "templates" / "email"
MARK = "OFFICIAL-SENSITIVE"
each_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda made: made.NAME)


@pytest.fixture(scope="module")
def printer() -> LetterPrinter:
    return LetterPrinter(TEMPLATES)


# What steers a template rather than being shown as it is; on the desk, what is due today says "Today".
STEERING = (
    "purpose", "paper", "kind", "minutes", "window", "marking", "code", "reply_code", "about",
    "written_up_as", "waits_for",
)  # fmt: skip
STEERING_OF: dict[type[Letter], tuple[str, ...]] = {
    AttendanceNotice: ("standing",),
    ChairLetter: ("heading",),  # the Chair knows their boards, and has a phone
    Desk: ("day", "by"),
    NotUnderstood: ("matter",),
}


@each_letter
def test_no_placeholder_is_left_over(printer: LetterPrinter, letter: Letter) -> None:
    printed = printer.print(letter)
    for part in (printed.subject, printed.text, visible(printed.html)):
        assert part.strip()
        for left_over in ("{{", "}}", "{%", "%}", "{#", "None", "True", "False", "datetime", "Undefined"):
            assert left_over not in part


@each_letter
def test_the_subject_is_one_line_that_names_the_group(printer: LetterPrinter, letter: Letter) -> None:
    subject = printer.print(letter).subject
    assert "\n" not in subject
    assert "  " not in subject
    assert "MASE" in subject
    assert len(subject.removeprefix(f"{MARK}: ")) <= 70


@each_letter
def test_a_marking_is_first_in_the_subject_and_first_and_last_in_the_body(
    printer: LetterPrinter, letter: Letter
) -> None:
    printed = printer.print(replace(letter, marking=MARK))
    assert printed.subject.startswith(f"{MARK}: ")
    for lines in (printed.text.strip().split("\n"), Page(printed.html).lines):
        assert (lines[0], lines[-1]) == (MARK, MARK)
        assert "\n".join(lines).count(MARK) == 2


@each_letter
def test_a_letter_without_a_marking_shows_none(printer: LetterPrinter, letter: Letter) -> None:
    printed = printer.print(replace(letter, marking=""))
    assert "OFFICIAL" not in printed.subject + printed.text + printed.html
    greeting = "Dear " if letter.addressee else "Hello,"
    assert printed.text.startswith(greeting)
    assert Page(printed.html).lines[0].startswith(greeting)


@each_letter
def test_a_chase_says_reminder_after_the_marking(printer: LetterPrinter, letter: Letter) -> None:
    subject = printer.print(replace(letter, marking="")).subject
    assert printer.print(replace(letter, marking="", reminder=True)).subject == f"Reminder: {subject}"
    assert (
        printer.print(replace(letter, marking=MARK, reminder=True)).subject == f"{MARK}: Reminder: {subject}"
    )


@each_letter
def test_the_last_lines_say_why_and_whom_to_ask_or_ring(printer: LetterPrinter, letter: Letter) -> None:
    printed = printer.print(replace(letter, marking=""))
    for lines in (printed.text.strip().split("\n"), Page(printed.html).lines):
        assert lines[-3:] == [
            f"You receive this because {letter.why}.",
            f"If you have a question, ask {letter.contact}.",
            letter.whom_to_ring,
        ]


@each_letter
def test_the_unit_is_not_told_to_ask_itself(printer: LetterPrinter, letter: Letter) -> None:
    text = printer.print(letter).text
    is_to_unit = "because the Business Unit supports the MASE Group." in text
    assert ("ask those who run the service" in text) == is_to_unit
    assert ("ask the Kent Safeguarding Children Board Business Unit, 03000 000000." in text) != is_to_unit


@pytest.mark.parametrize("letter", [sample_of(Details), sample_of(Induction)], ids=lambda made: made.NAME)
def test_a_sample_holds_its_reader_s_own_details(printer: LetterPrinter, letter: Letter) -> None:
    assert f"\nName: {letter.addressee}\n" in printer.print(letter).text


@each_letter
def test_text_and_html_begin_with_the_same_sentence(printer: LetterPrinter, letter: Letter) -> None:
    printed = printer.print(replace(letter, marking=""))
    text = [line for line in printed.text.split("\n") if line]
    assert text[:2] == Page(printed.html).lines[:2]


def shown(letter: Letter) -> Letter:
    """Leave out what a letter has in plain text and in its file alone."""
    if isinstance(letter, Desk):  # what has no room is counted
        return replace(letter, waiting=letter.waiting[: letter.room], coming=letter.coming[: letter.room])
    return replace(letter, sections=letter.to_read) if isinstance(letter, BoardReportLetter) else letter


@each_letter
def test_text_and_html_say_the_same_facts(printer: LetterPrinter, letter: Letter) -> None:
    letter = shown(letter)
    printed = printer.print(letter)
    text, html = printed.text, visible(printed.html)
    for field, value in values(letter):
        if isinstance(value, bool) or value in ("", None) or field in STEERING:
            continue
        for form in forms(value):
            assert contains(text, form) == contains(html, form), f"{field}: {form}"
        if isinstance(value, dt.date | str) and field not in STEERING_OF.get(type(letter), ()):
            assert any(contains(text, form) for form in forms(value)), f"{field}: {value}"
    assert numbers(text) == numbers(html)


HTML_AND_JINJA = "O’Neill & <b>Söns</b> \"Ltd\" 'x' 👩‍⚕️ فاطمة الزهراء {{ x }} =1+1 "
MARKDOWN = "*b* **c** _d_ # [x](http://x.example) ![y](z) ~~~ | > "
NASTY = HTML_AND_JINJA + MARKDOWN + "long " * 60 + "end"


@each_letter
def test_any_name_goes_through_whole(printer: LetterPrinter, letter: Letter) -> None:
    steering = STEERING + STEERING_OF.get(type(letter), ())
    nasty = changed(shown(letter), lambda field, text: NASTY if text and field not in steering else text)
    printed = printer.print(replace(nasty, reply_code=""))  # a link repeats a name, in HTML alone
    assert printed.text.count(NASTY) >= 3
    assert printed.text.count(NASTY) == visible(printed.html).count(NASTY)
    assert "<b>" not in printed.html


@each_letter
def test_a_screen_reader_finds_language_title_and_one_main_heading(
    printer: LetterPrinter, letter: Letter
) -> None:
    printed = printer.print(letter)
    assert '<html lang="en-GB">' in printed.html
    assert f"<title>{printed.subject}</title>" in printed.html.replace("&amp;", "&")
    assert printed.html.count("<h1") == 1
    for table in re.findall(r"<table(?:(?!<table).)*?</table>", printed.html, re.DOTALL):
        assert ('role="presentation"' in table) != ("<th scope=" in table)


@each_letter
def test_one_of_a_kind_is_not_counted_as_several(printer: LetterPrinter, letter: Letter) -> None:
    printed = printer.print(shortened(letter))
    for part in (printed.subject, printed.text, visible(printed.html)):
        assert not re.search(
            r"(?i)\b(1|one) (more )?(actions|papers|seats|things|meetings|items|questions)\b", part
        )


def test_each_kind_has_one_template_in_the_folder_of_its_subject() -> None:
    templates = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert {path for path in templates if not path.startswith("_base/")} == set(map(template_of, ALL_LETTERS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Templates of its own, to be spoilt."""
    return shutil.copytree(TEMPLATES, tmp_path / "email")


def spoil(file: Path, words: str, by: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert words in before
    file.write_text(before.replace(words, by, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "words", "by", "names"),
    [
        ("papers/papers.md", "meeting.date", "meting.date", "papers/papers.md, line 5 asks for “meting”"),
        ("papers/papers.md", "item.title", "item.titel", "papers/papers.md, line 28 asks for “titel”"),
        (
            "papers/papers.md",
            "to_read | listed",
            "to_reed | listed",
            "papers/papers.md, line 8 asks for “to_reed”",
        ),
        ("_base/letter.md", "{{ contact }}", "{{ contakt }}", "_base/letter.md, line 17 asks for “contakt”"),
        ("_base/parts.md", "macro tap(", "macro tab(", "papers/papers.md, line 15 asks for “tap”"),
        (
            "papers/papers.md",
            "{% if actions %}",
            "{% if actions }",
            "papers/papers.md, line 55: unexpected '}'",
        ),
        (
            "papers/papers.md",
            "short_date",
            "short_dat",
            "papers/papers.md, line 5: No filter named 'short_dat'",
        ),
        ("papers/papers.md", "Subject: ", "", "papers/papers.md does not begin with “Subject:”"),
        ("papers/papers.md", "\nSubject: ", "\n\n", "papers/papers.md does not begin with “Subject:”"),
    ],
)
def test_a_misspelt_placeholder_is_a_problem_that_names_template_and_placeholder(
    folder: Path, file: str, words: str, by: str, names: str
) -> None:
    spoil(folder / file, words, by)
    with pytest.raises(Problem) as raised:
        LetterPrinter(folder).print(sample_of(Papers))
    assert names in raised.value.sentence
    assert any(names in fault for fault in letter_faults(LetterPrinter(folder), [sample_of(Papers)]))


def test_a_missing_template_is_a_problem_that_names_it(folder: Path) -> None:
    (folder / "meetings" / "moved.md").unlink()
    with pytest.raises(Problem, match=r"meetings/moved\.md is missing"):
        LetterPrinter(folder).print(sample_of(Moved))


@pytest.mark.parametrize("name", ["meetings/moved.md", "_base/parts.md"])
def test_a_template_that_is_not_saved_as_utf8_is_named(folder: Path, name: str) -> None:
    spoilt = (folder / name).read_text(encoding="utf-8") + "{# £ #}"
    (folder / name).write_bytes(spoilt.encode("cp1252", errors="replace"))
    assert letter_faults(LetterPrinter(folder), [sample_of(Moved)]) == [
        f"The letter template {name} is not saved as UTF-8; save it again as UTF-8."
    ]


def test_a_fault_in_a_template_that_many_letters_use_is_said_once(folder: Path) -> None:
    (folder / "_base" / "parts.md").write_bytes(b"\xa3")
    assert letter_faults(LetterPrinter(folder), [sample_of(Papers), sample_of(Moved)]) == [
        "The letter template _base/parts.md is not saved as UTF-8; save it again as UTF-8."
    ]


def test_a_misspelt_placeholder_is_found_where_the_sample_does_not_lead(folder: Path) -> None:
    spoil(folder / "inbox" / "recorded.md", "bullets(waiting)", "bullets(waitting)")
    assert letter_faults(LetterPrinter(folder), [sample_of(Recorded)]) == [
        "The letter template inbox/recorded.md asks for “waitting”, which is not there."
    ]


def test_our_own_templates_have_no_faults() -> None:
    assert letter_faults(LetterPrinter(TEMPLATES), LETTERS) == []
