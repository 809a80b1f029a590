"""The height of a rehearsal's letters to the Chair on a phone: ``python -m benchmarks.phone FOLDER``."""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import tempfile
from pathlib import Path

WIDTH = 320  # pixels
MEASURE = """
addEventListener("load", () => {
  const heights = [...document.querySelectorAll("iframe")].map(
    frame => [frame.contentDocument.body.scrollHeight, frame.title]);
  document.body.innerHTML = "<pre id=heights></pre>";
  document.getElementById("heights").textContent = JSON.stringify(heights);
});
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of a rehearsal")
    parser.add_argument("--letter", default="chair", help="the kind of letter")
    wishes = parser.parse_args()
    letters = sorted((wishes.folder / "mail").resolve().glob(f"*-{wishes.letter}-*.html"))
    heights = sorted(_heights(letters), reverse=True)
    print(f"{len(heights)} letters, {WIDTH} pixels wide; the longest is {heights[0][0]:,} pixels high")
    for height, name in heights[:5]:
        print(f"  {height:>5,}  {name}")


def _heights(letters: list[Path]) -> list[tuple[int, str]]:
    """Open all letters in one browser, and return the height of each with its name."""
    frames = "".join(
        f'<iframe title="{letter.stem}" src="{letter.as_uri()}" width="{WIDTH}" scrolling="no"'
        ' style="border:0"></iframe>'
        for letter in letters
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "letters.html"
        page.write_text(f"<!DOCTYPE html><body>{frames}<script>{MEASURE}</script></body>", encoding="utf-8")
        browser = subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri(),
            ],
            check=True, capture_output=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
    found = re.search(r'<pre id="heights">(.*?)</pre>', browser.stdout, re.DOTALL)
    assert found, browser.stderr
    return [(height, name) for height, name in json.loads(html.unescape(found[1]))]


if __name__ == "__main__":
    main()
