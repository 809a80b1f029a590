"""What a rehearsal leaves behind, as its reader opens it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from rich.console import Console
from sqlalchemy import select

from forum.text.problem import Problem
from rehearsals.output import read_facts, show_end, write_output
from tasks.duties.base.office import Office
from tasks.register.tables import AddressRow, PersonRow
from tests.rehearsals.output.conftest import FIRST, LAST, MEETING


@pytest.fixture
def out(played: Office, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, written once for all tests: each only reads it."""
    folder = tmp_path_factory.getbasetemp() / "rehearsal"
    if not folder.exists():
        write_output(played, read_facts(played, FIRST, LAST), folder, tmp_path / "mailbox")
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_the_steps_stand_in_a_table_with_deadline_and_verdict(out: Path) -> None:
    steps = {row["step"]: row for row in rows(out / "steps.csv") if row["meeting"] == MEETING}
    assert len(steps) == 10
    assert steps["agenda agreed"] == {
        "group": "MASE", "meeting": MEETING, "step": "agenda agreed", "opens": "2027-01-20",
        "deadline": "2027-01-26", "done": "2027-01-22", "verdict": "on time", "clause": "6",
    }  # fmt: skip
    assert steps["papers out"]["verdict"] == "2 days late"
    assert steps["minutes and action log out"]["verdict"] == "missed"
    assert steps["follow up"]["opens"] == ""


def test_the_outbox_stands_in_a_table_without_names_or_addresses(played: Office, out: Path) -> None:
    letters = rows(out / "dispatches.csv")
    assert list(letters[0]) == [
        "key", "group", "meeting", "letter", "recipient", "queued", "sent", "state", "reason",
    ]  # fmt: skip
    assert Counter(row["state"] for row in letters) == {"sent": len(letters) - 1, "lapsed": 1}
    assert {"Kent Police", "KCHFT", "CAMHS"} <= {row["recipient"] for row in letters}
    police = next(row for row in letters if row["recipient"] == "Kent Police")
    assert (police["letter"], police["queued"]) == ("cancelled", "2027-01-04 09:00")
    text = (out / "dispatches.csv").read_text(encoding="utf-8")
    with played.register.reading() as session:
        for address in session.scalars(select(AddressRow.address)):
            assert address not in text
        for name in session.scalars(select(PersonRow.name)):
            assert f",{name}," not in text


def test_each_letter_sent_is_there_as_mail_and_as_a_page(out: Path) -> None:
    letters = rows(out / "dispatches.csv")
    sent = [row for row in letters if row["state"] == "sent"]
    files = {file.name.split("-")[4] for file in (out / "mail").glob("*.eml")}
    assert files == {"cancelled", "invitation"}
    assert len(list((out / "mail").glob("*-cancelled-*.eml"))) == len(sent)
    pages = list((out / "mail").glob("*.html"))
    assert len(pages) == len(letters)
    assert all("will not take place" in page.read_text(encoding="utf-8") for page in pages)


def test_documents_of_one_name_are_told_apart(out: Path) -> None:
    documents = out / "documents"
    assert (documents / "MASE-2027-02 agenda.docx").read_bytes() != (
        documents / "MASE-2027-02 agenda (2).docx"
    ).read_bytes()
    assert sorted(file.suffix for file in documents.iterdir() if file.is_file()) == [".docx", ".docx"]


def test_each_meeting_is_there_as_it_stands_in_the_calendar(out: Path) -> None:
    days = [file.name[:10] for file in sorted((out / "calendar").iterdir())]
    assert days == ["2027-01-12", "2027-02-09", "2027-03-09"]
    page = " ".join((out / "index.html").read_text(encoding="utf-8").split())
    assert "In everybody’s calendar:" in page
    assert len(list((out / "mail").glob("*-invitation-*.eml"))) == len(days)


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name in ("href", "src"):
            if name in values:
                self.found.append((tag, values[name] or ""))
        if "id" in values:
            self.inside.append(f"#{values['id']}")


def test_everything_the_page_links_to_is_there_and_nothing_is_from_elsewhere(out: Path) -> None:
    page = (out / "index.html").read_text(encoding="utf-8")
    links = Links(page)
    for _, link in links.found:
        if link.startswith("#"):
            assert link in links.inside
        else:
            assert (out / unquote(link)).is_file(), link
    frames = [link for tag, link in links.found if tag == "iframe"]
    assert len(frames) == len(rows(out / "dispatches.csv"))
    assert sum(link.endswith(".eml") for _, link in links.found) == len(frames) - 1
    assert "url(" not in page.replace("url(#missed)", "")


def test_the_page_says_first_what_was_missed_and_late(out: Path) -> None:
    page = " ".join(re.sub(r"<[^>]+>", " ", (out / "index.html").read_text(encoding="utf-8")).split())
    look = page[page.index("What to look at") : page.index("Each bar is one step")]
    assert "missed Minutes and action log out, MASE/2027-02: due Tue 23 Feb" in look
    assert "2 days late Papers out, MASE/2027-02: due Tue 2 Feb, done Thu 4 Feb (one paper to follow)" in look
    assert look.index("missed") < look.index("2 days late")
    assert "MASE/2027-02, Tuesday 9 February 2027: planned" in page


def test_the_end_shows_the_steps_and_the_letters_against_the_budget(played: Office) -> None:
    console = Console(width=100, color_system=None)
    with console.capture() as shown:
        show_end(read_facts(played, FIRST, LAST), console)
    lines = [" ".join(line.split()) for line in shown.get().splitlines()]
    assert "Papers out Tue 2 Feb Thu 4 Feb 6 2 days late" in lines
    assert "Minutes and action log out Tue 23 Feb – 6 missed" in lines


def test_a_folder_that_cannot_be_written_is_named(played: Office, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    facts = read_facts(played, FIRST, LAST)
    with pytest.raises(Problem, match=r"taken.* cannot be written .*--out"):
        write_output(played, facts, tmp_path / "taken", tmp_path / "mailbox")
