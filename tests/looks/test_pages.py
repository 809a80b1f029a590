"""Letters, pages of previews and of a rehearsal in a browser, as wide as a phone and as a reading pane."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from config.settings import ROOT
from forum.calendar.steps import StepKind
from forum.letters import ALL_LETTERS
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter, that_fit_a_phone
from forum.members.register_state import Format
from forum.outbox import shadow
from forum.outbox.budget import Kind, Reader, Tally
from forum.outbox.states import Mode, State
from forum.questions.kinds import QuestionKind
from mase.pages import write_coming_letters, write_shadow
from mase.preview import write_preview
from rehearsals.output.facts import PlayFacts
from rehearsals.output.page import page
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter, Printed
from tasks.documents.letters.reader_format import letter_in_format
from tasks.duties.calendar.foretell import ComingLetter
from tasks.duties.outbox.shadow_month import Shadow, ShadowLine, Side
from tasks.mail.incoming.sent_folder import SentFolder
from tests.letter_pages import changed
from tests.played_once import played_once
from tests.rehearsals.output.samples import (
    CHAIR,
    FIRST,
    LAST,
    NURSE,
    POLICE,
    a_letter,
    a_meeting,
    a_step,
)  # fmt: skip

pytestmark = pytest.mark.long

WIDTHS = (320, 700)
GALLERY, REHEARSAL = "gallery/index.html", "rehearsal/index.html"
COMING, SHADOW = "coming/coming-letters.html", "shadow.html"
LETTERS = [f"letters/{kind.NAME}.html" for kind in ALL_LETTERS]
LONG_CONTACTS = [f"long contacts/{kind.NAME}.html" for kind in ALL_LETTERS]
LARGE_PRINT = [f"large print/{kind.NAME}.html" for kind in ALL_LETTERS]
TO_CHAIR = [f"to the chair/{number}.html" for number in range(4)]
PAGES = [*LETTERS, *TO_CHAIR, *LONG_CONTACTS, *LARGE_PRINT, GALLERY, COMING, SHADOW, REHEARSAL]
LONG = "assistant.director.of.specialist.childrens.services@children.kent.example"

# Frames rather than windows: a window of the browser is never narrower than 500 pixels. What is folded is
# opened; a frame of its own width has no border and no scroll bar that would take some of it.
MEASURE = """
addEventListener("load", () => {
  const found = [...document.querySelectorAll("iframe")].map(frame => {
    const inside = frame.contentDocument;
    inside.querySelectorAll("details").forEach(one => one.open = true);
    return {
      page: frame.title, width: frame.width, needs: inside.documentElement.scrollWidth,
      height: inside.body.scrollHeight, words: inside.body.innerText.trim().split(/\\s+/).length,
      loaded: frame.contentWindow.performance.getEntriesByType("resource").map(one => one.name),
    };
  });
  document.body.innerHTML = "<pre id=found></pre>";
  document.getElementById("found").textContent = JSON.stringify(found);
});
"""


@dataclass(frozen=True)
class Seen:
    """What the browser tells of a page in a frame of some width; ``loaded`` is what it fetched besides."""

    page: str
    width: int
    needs: int
    height: int
    words: int
    loaded: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """All pages at all widths, and what the browser complained of."""

    seen: tuple[Seen, ...]
    complaints: tuple[str, ...]


@pytest.fixture
def look(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Look:
    return played_once("look", lambda: _look(tmp_path_factory.mktemp("pages")), tmp_path_factory, request)


def _look(folder: Path) -> Look:
    """Write all pages into a folder, and look at them."""
    printer = LetterPrinter(ROOT / "templates" / "email")
    for kind, name, long_name, large in zip(ALL_LETTERS, LETTERS, LONG_CONTACTS, LARGE_PRINT, strict=True):
        letter = sample_of(kind)
        _write(folder / name, printer.print(letter).html)
        _write(folder / large, letter_in_format(Format.LARGE_PRINT, printer.print(letter)).html)
        _write(folder / long_name, printer.print(changed(letter, _with_long_contact)).html)
    for name, fullest in zip(TO_CHAIR, _fullest_to_chair(), strict=True):
        _write(folder / name, printer.print(fullest).html)
    write_preview(folder / "gallery", ROOT / "templates")
    coming = [_coming(kind.NAME, printer.print(sample_of(kind))) for kind in ALL_LETTERS]
    write_coming_letters(folder / "coming", ROOT / "templates", coming, FIRST, LAST, Mode.HOLD)
    write_shadow(folder / SHADOW, ROOT / "templates", _shadow(), UNREAD, FIRST, LAST)
    facts = _rehearsed()
    _write(folder / REHEARSAL, page(facts, {}, {}, []))
    for sent in facts.letters:
        _write(folder / "rehearsal" / "mail" / f"{sent.stem}.html", "<!DOCTYPE html><p>Dear member,</p>")
    frames = "".join(
        f'<iframe title="{name}" src="{name}" width="{width}" scrolling="no" style="border:0"></iframe>'
        for name in PAGES
        for width in WIDTHS
    )
    _write(folder / "all.html", f"<!DOCTYPE html><body>{frames}<script>{MEASURE}</script></body>")
    return _opened(folder / "all.html", folder / "profile")


def test_no_page_is_wider_than_its_window_and_each_says_something(look: Look) -> None:
    assert [(one.page, one.width) for one in look.seen] == [
        (page, width) for page in PAGES for width in WIDTHS
    ]
    assert [one for one in look.seen if one.needs != one.width or one.words <= 20] == []


def test_the_fullest_letters_to_the_chair_are_short_on_a_phone(look: Look) -> None:
    heights = [one.height for one in look.seen if one.page in TO_CHAIR and one.width == min(WIDTHS)]
    assert len(heights) == len(TO_CHAIR)
    # Pixels, with the papers of later meetings that the agenda agrees, and discharges beside agenda and
    # minutes, which would need a letter of their own; 113 say whom to ring about a child.
    assert max(heights) <= 1_600


def test_the_browser_has_nothing_to_complain_of(look: Look) -> None:
    assert look.complaints == ()


def test_no_page_fetches_anything_from_elsewhere(look: Look) -> None:
    assert [
        name for one in look.seen for name in one.loaded if not name.startswith(("file:", "about:"))
    ] == []


def _with_long_contact(field: str, text: str) -> str:
    """The letter's contact is an address, and a meeting's place as long a word."""
    return LONG if field == "contact" or text == "Room 2 and online" else text


def _fullest_to_chair() -> list[ChairLetter]:
    """The Chair's letter with as many questions as one letter puts, of the longest kinds, and no notes."""
    sample = replace(sample_of(ChairLetter), notes=())
    agenda, minutes = sample.asks
    quorum = replace(
        minutes,
        kind=QuestionKind.RULE_ON_QUORUM,
        facts="7 of the 8 seats needed were filled: not quorate unless the Chair rules otherwise (clause 4).",
    )
    letters = [
        replace(minutes, kind=QuestionKind.SEND_ATTENDANCE_NOTICE, to=to, facts=facts)
        for to, facts in (
            ("Community Safety Manager", "Attended 4 of the last 6 (67%), 5 asked for."),
            ("Director of Rehabilitation", "Attended 3 of the last 6 (50%), 5 asked for."),
        )
    ]
    discharges = [
        replace(
            minutes,
            kind=QuestionKind.DISCHARGE_ACTION,
            title=title,
            reference="MASE/2027-01/02",
            person="Assistant Director, Safeguarding",
            facts=facts,
        )
        for title, facts in (
            ("Update the referral pathway", "Done 20 Jan: “Finished and shared.”"),
            ("Share the training calendar", "Done 21 Jan, no evidence given."),
            ("Circulate the leaflet", "Done 21 Jan: “Sent to all schools.”"),
        )
    ]
    asks = (
        (agenda, quorum, *letters),
        (agenda, minutes, *discharges),
        (quorum, minutes, *discharges, *letters),
        _cut_for_a_phone(
            replace(sample, waiting=(QuestionKind.DISCHARGE_ACTION, QuestionKind.SEND_ATTENDANCE_NOTICE)),
            (minutes, *discharges * 4, *letters * 4),
        ),
    )
    return [replace(sample, asks=each, attendance_table=True) for each in asks]


def _cut_for_a_phone(letter: ChairLetter, asks: Sequence[Ask]) -> tuple[Ask, ...]:
    printer = LetterPrinter(ROOT / "templates" / "email")
    places = that_fit_a_phone(asks, lambda these: printer.print(replace(letter, asks=tuple(these))).text)
    assert 3 < len(places) < len(asks)
    return tuple(asks[at] for at in places)


def _coming(name: str, printed: Printed) -> ComingLetter:
    """A letter to come with everything that can be said of one."""
    return ComingLetter(
        day=FIRST,
        group="MASE",
        letter=name,
        about="MASE/2027-02",
        to="KCC SCS, deputy chair, for the Chair",
        why=("It asks: agree the agenda, MASE/2027-02 9 Feb, by Tuesday 26 January 2027.",),
        printed=printed,
        files=("MASE-2027-02 agenda.docx", "MASE-2027-02 attendance at the last twelve meetings.docx"),
        held="The address is not at a domain that letters may go to (MASE_ALLOWED_DOMAINS).",
    )


UNREAD = SentFolder((), ((f"{LONG}.msg", "It is damaged."),), twice=1, calendar=2)


def _shadow() -> Shadow:
    """A shadow month with a letter in each of its lists, to many readers and with long names."""
    ours = Side(FIRST, "OFFICIAL-SENSITIVE: MASE papers, Tue 9 Feb, 10am", (f"{LONG}.docx",))
    theirs = Side(LAST, f"MASE papers {LONG}", ("papers.pdf",))
    readers = ("CCGs", "KCHFT", "Kent Police", "KCC SCS, deputy chair")
    return Shadow(
        both=(ShadowLine("papers", readers, ours, theirs),),
        only_ours=(ShadowLine("attendance_notice", readers[:1], ours, None),),
        only_theirs=(ShadowLine("other mail", readers[:1], None, theirs),),
        tallies=(shadow.ShadowTally("attendance_notice", 1, 20, 300, 4_000, 50_000),),
        to_unit=1,
        unknown=0,
    )


def _rehearsed() -> PlayFacts:
    """A rehearsal of a meeting that had everything: steps on time, late and missed, letters sent and not."""
    meeting = a_meeting(
        a_step(StepKind.AGENDA_AGREED, "Thu 14 Jan 2027", "Tue 26 Jan 2027", "Fri 22 Jan 2027"),
        replace(
            a_step(StepKind.PAPERS_OUT, "Thu 28 Jan 2027", "Tue 2 Feb 2027", "Thu 4 Feb 2027"),
            note="one paper to follow; the Chair agreed on the telephone that the pack should go without it",
        ),
        a_step(StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027"),
    )
    letters = (
        a_letter(NURSE, "CCGs (Designated Nurses)"),
        a_letter(POLICE, "Kent Police", state=State.LAPSED),
        a_letter(CHAIR, "Chair", letter="chair", subject="OFFICIAL-SENSITIVE: MASE, two things to agree"),
    )
    months = [FIRST.replace(day=1), LAST.replace(day=1)]
    tallies = tuple(
        Tally("MASE", NURSE, Reader.MEMBER, month, Kind.LETTER, sent=4, allowed=3) for month in months
    )
    return PlayFacts(FIRST, LAST, ("Multi-Agency Sexual Exploitation Group",), (meeting,), letters, tallies)


def _opened(file: Path, profile: Path) -> Look:
    """The pages in one browser, since starting takes longest. Whatever it asks of another host fails."""
    result = subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files",
            "--enable-logging=stderr", f"--user-data-dir={profile}", "--dump-dom", file.as_uri(),
        ],
        check=True, capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    found = re.search(r'<pre id="found">(.*?)</pre>', result.stdout, re.DOTALL)
    assert found, result.stderr
    seen = [
        Seen(
            load["page"],
            int(load["width"]),
            load["needs"],
            load["height"],
            load["words"],
            tuple(load["loaded"]),
        )
        for load in json.loads(html.unescape(found[1]))
    ]
    return Look(tuple(seen), tuple(re.findall(r":CONSOLE.*", result.stderr)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
