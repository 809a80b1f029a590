"""The unit's handbook has every letter, as it is today, and teaches words that are read."""

from __future__ import annotations

import re

from config.settings import ROOT
from forum.inbox.reading.papers import pack_changes
from forum.letters import ALL_LETTERS
from forum.letters.papers import PackCheck
from forum.questions.kinds import KINDS, TO_THE_CHAIR
from mase.handbook import HANDBOOK, REDRAW, letters_shown, stale_pictures
from samples import LETTERS, sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tests.docs.pages import text


def section(heading: str) -> str:
    """What stands under a heading of the second level."""
    return text(HANDBOOK).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_every_letter_to_the_unit_or_the_chair_has_its_picture_and_every_other_its_line() -> None:
    to_desk = {letter.NAME for letter in LETTERS if re.search("Unit|Chair", letter.addressee)}
    assert to_desk - set(letters_shown()) == set(), (
        "show it with ![…](handbook/<letter>.png) and say what to do"
    )
    lines = set(re.findall(r"^\| ([A-Z][a-z ]+?) +\|", section("Letters to members"), re.MULTILINE))
    others = {kind.NAME.replace("_", " ").capitalize() for kind in ALL_LETTERS} - {
        name.replace("_", " ").capitalize() for name in letters_shown()
    }
    assert others - lines == set(), "give it a line in “Letters to members”"
    assert lines - others == {"Letter"}


def test_the_pictures_are_of_the_letters_as_they_are() -> None:
    assert stale_pictures(ROOT / "templates") == [], f"run: {REDRAW}"


def test_the_chair_is_taught_all_the_words_that_answer() -> None:
    page = section("Letters to the Chair")
    assert page.count("\n| ") == len(TO_THE_CHAIR) + len(("heading", "rule", "both drafts"))
    taught = set(re.findall(r"\b[A-Z]{2,}(?: [A-Z]{2,})*\b", page))
    read = {word.value for kind in TO_THE_CHAIR for word in KINDS[kind].words if word.isupper()}
    assert read <= taught


def test_the_examples_of_changing_a_pack_are_those_of_its_picture() -> None:
    page = section("Letters to you")
    taught = re.findall(r"`((?:ORDER|DROP|KEEP|PAPER) \d.*?)`", page)
    letter = " ".join(LetterPrinter(ROOT / "templates" / "email").print(sample_of(PackCheck)).text.split())
    assert [one for one in taught if one not in letter] == []
    assert all(pack_changes(one) for one in taught)
    assert len(taught) == len(("ORDER", "DROP", "KEEP", "PAPER CORE", "PAPER SEATS"))


def test_there_is_a_picture_of_nothing_else() -> None:
    assert {file.stem for file in HANDBOOK.with_suffix("").glob("*.png")} == set(letters_shown())
