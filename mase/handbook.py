"""The unit's handbook: pictures of the letters as they are, and the page with them as a Word file."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from config.settings import ROOT
from forum.text.problem import Problem
from forum.text.wording import listed
from mase.pages import page_in_print
from mase.terminal import write_private
from samples import LETTERS
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.from_markdown import write_word

HANDBOOK = ROOT / "docs" / "handbook.md"
PICTURES = HANDBOOK.parent / "handbook"
DIGESTS = PICTURES / "drawn-from.json"
REDRAW = "mase handbook --draw"
_WIDTH = 700
_PICTURE = re.compile(r"!\[[^\]]*\]\(handbook/(\w+)\.png\)")
_CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def letters_shown() -> tuple[str, ...]:
    """The names of the letters that the handbook shows a picture of, in its order."""
    return tuple(dict.fromkeys(_PICTURE.findall(HANDBOOK.read_text(encoding="utf-8"))))


def stale_pictures(templates: Path) -> list[str]:
    """The names of the letters whose picture is of other templates than those of today, or is missing."""
    drawn = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}
    return [
        name
        for name, page in _pages(templates)
        if drawn.get(name) != _digest(page) or not (PICTURES / f"{name}.png").exists()
    ]


def write_handbook(file: Path, templates: Path) -> None:
    """Write the handbook as a Word file. Problem where a picture is stale, or the file can't be written."""
    if stale := stale_pictures(templates):
        raise Problem(f"The pictures of {listed(stale)} are not of today’s letters. Run: {REDRAW}")
    content = write_word(HANDBOOK.read_text(encoding="utf-8"), HANDBOOK.parent)
    try:
        write_private(file, content)
    except OSError as error:
        raise Problem(f"{file} can’t be written: {error.strerror}. Give another place.") from error


def draw_pictures(templates: Path) -> int:
    """Draw every picture that is stale with Chromium; return how many. Problem where it is not installed."""
    stale = stale_pictures(templates)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if stale and not chromium:
        raise Problem("The pictures are drawn by Chromium, which is not installed here. Install it first.")
    pages = dict(_pages(templates))
    PICTURES.mkdir(exist_ok=True)
    for name in stale:
        _draw(str(chromium), pages[name], PICTURES / f"{name}.png")
    for picture in PICTURES.glob("*.png"):
        if picture.stem not in pages:
            picture.unlink()
    digests = {name: _digest(page) for name, page in sorted(pages.items())}
    DIGESTS.write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")
    return len(stale)


def _pages(templates: Path) -> Iterator[tuple[str, str]]:
    """The name of each letter that the handbook shows, and its sample as HTML, as in a reading pane."""
    printer = LetterPrinter(templates / "email")
    letters = {letter.NAME: letter for letter in LETTERS}
    for name in letters_shown():
        if name not in letters:
            raise Problem(f"{HANDBOOK} shows a picture of “{name}”, which is no letter of ours.")
        letter = printer.print(letters[name])
        yield name, page_in_print(templates, "letter_picture.html", {}, letter=letter)


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()


def _draw(chromium: str, html: str, picture: Path) -> None:
    """Draw a page as a picture, as tall as the page is."""
    with TemporaryDirectory(prefix="mase-") as folder:
        file = Path(folder) / "letter.html"
        file.write_text(html, encoding="utf-8")
        start = (chromium, *_CHROMIUM, f"--user-data-dir={folder}/profile")
        dumped = _run(*start, f"--window-size={_WIDTH},400", "--dump-dom", file.as_uri())
        height = re.search(r"<title>(\d+)</title>", dumped)
        if height is None:
            raise Problem(f"Chromium did not show the letter for {picture.name}. Try again.")
        _run(*start, f"--window-size={_WIDTH},{height[1]}", f"--screenshot={picture}", file.as_uri())


def _run(*command: str) -> str:
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ
    }  # no secrets
    process = subprocess.run(
        command, check=True, capture_output=True, encoding="utf-8", timeout=120, env=environment
    )
    return process.stdout
