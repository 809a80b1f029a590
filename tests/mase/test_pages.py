"""A page that somebody changed runs nothing on this machine, whichever command prints it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import ROOT
from forum.outbox.states import Mode
from forum.text.problem import Problem
from mase.handbook import stale_pictures
from mase.pages import page_in_print, write_coming_letters, write_shadow
from mase.preview import write_preview
from tasks.duties.outbox.shadow_month import Shadow
from tasks.mail.incoming.sent_folder import SentFolder

DAY = dt.date(2027, 1, 4)
PAGES: dict[str, Callable[[Path, Path], object]] = {
    "preview.html": lambda out, templates: write_preview(out, templates),
    "coming_letters.html": lambda out, templates: write_coming_letters(
        out, templates, [], DAY, DAY, Mode.LIVE
    ),
    "shadow.html": lambda out, templates: write_shadow(
        out, templates, Shadow((), (), (), (), 0, 0), SentFolder((), (), 0, 0), DAY, DAY
    ),
    "letter_picture.html": lambda _out, templates: stale_pictures(templates),
}
HOSTILE = (
    "{{ cycler.__init__.__globals__.os.system('touch SIGN') }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ range.__class__ }}",
    "{{ first.__class__ }}{{ letters.__class__ }}{{ letter.__class__ }}",
    "{% set f = '{0.__class__}'.format %}{{ f(1) }}{{ lipsum.__globals__ }}",
    "{{ [1].append(2) }}",
    "{{ self._TemplateReference__context.eval_ctx }}",
    "{{ joiner.__init__['__globals__'] }}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{% if %}",
)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "templates", tmp_path / "templates")


@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.thorough] * (page == "preview.html")) for page in PAGES]
)
def test_a_command_stops_at_a_changed_page_and_names_it(tmp_path: Path, templates: Path, page: str) -> None:
    sign = tmp_path / "sign"
    (templates / "pages" / page).write_text(HOSTILE[0].replace("SIGN", str(sign)), encoding="utf-8")
    with pytest.raises(Problem, match=page):
        PAGES[page](tmp_path / "out", templates)
    assert not sign.exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("page", PAGES)
def test_a_changed_page_runs_nothing_and_is_named(tmp_path: Path, page: str, hostile: str) -> None:
    sign = tmp_path / "sign"
    pages = shutil.copytree(ROOT / "templates" / "pages", tmp_path / "templates" / "pages")
    (pages / page).write_text(hostile.replace("SIGN", str(sign)), encoding="utf-8")
    with pytest.raises(Problem, match=page):
        page_in_print(tmp_path / "templates", page, {}, first=DAY, letters=(), letter=DAY)
    assert not sign.exists()
