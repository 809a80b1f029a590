from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer

from config.settings import PREFIX, ROOT, Settings
from forum.terms.parts.retention import Retention
from mase.__main__ import app
from mase.command_list import COMMANDS, whole_command
from tests.docs.pages import DECISIONS, PAGES, anchors, code, links, text
from tests.tone import NOT_SO

ROOMS = {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists()}
ROOMS |= {"docs", "templates", "deployments", ".ci"}
A_FILE = re.compile(r"[\w.-]+\.(?:py|toml|yaml|md|lock|example)|Makefile")
OPERATIONS = ROOT / "docs" / "operations.md"


@cache
def tree() -> Any:
    command: Any = typer.main.get_command(app)
    command.commands = {name: whole_command(name) for name in COMMANDS}
    return command


def below(command: Any) -> dict[str, Any]:
    return getattr(command, "commands", {})


def every_command(command: Any, words: str = "mase") -> Iterator[tuple[str, Any]]:
    for name, one in below(command).items():
        yield f"{words} {name}", one
        yield from every_command(one, f"{words} {name}")


def test_every_setting_is_explained_to_whoever_runs_the_service() -> None:
    explained = set(re.findall(rf"{PREFIX}[A-Z_]+", text(OPERATIONS)))
    assert {PREFIX + name.upper() for name in Settings.model_fields} - explained == set()


def test_no_page_names_a_setting_that_is_not_there() -> None:
    settings = {PREFIX + name.upper() for name in Settings.model_fields} | {"MASE_TEST_POSTGRES"}
    named = {(page.name, name) for page in PAGES for name in re.findall(rf"\b{PREFIX}[A-Z_]+", text(page))}
    assert {(page, name) for page, name in named if name not in settings} == set()


def test_every_command_is_named_in_a_page() -> None:
    said = "\n".join(one for page in PAGES for one in code(page))
    commands = {name for name, _ in every_command(tree())}
    assert len(commands) > 20
    assert {command for command in commands if not re.search(rf"(?<![\w-]){command}\b", said)} == set()


def test_the_help_of_no_command_has_words_that_a_board_s_office_would_not_write() -> None:
    helps = {
        name: " ".join(
            [command.help or "", *(getattr(param, "help", None) or "" for param in command.params)]
        )
        for name, command in every_command(tree())
    }
    assert len(helps["mase item propose"].split()) > 40
    assert {name: words for name, said in helps.items() if (words := NOT_SO.findall(said))} == {}


def test_every_command_that_a_page_names_is_there_with_its_options() -> None:
    unknown = []
    for page in PAGES:
        for said in code(page):
            if not said.startswith("mase "):
                continue
            command, words = tree(), said.split()[1:]
            while words and below(command):
                if words[0] not in below(command):
                    break
                command = below(command)[words.pop(0)]
            options = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
            options.add("--help")
            wrong = [word for word in words if word.startswith("--") and word not in options]
            if wrong or (below(command) and words and not words[0].startswith("--")):
                unknown.append((page.name, said))
    assert unknown == []


def test_every_file_that_a_page_names_is_there() -> None:
    missing = []
    for page in PAGES:
        for word in {word.strip(",;:()") for said in code(page) for word in said.split()}:
            is_ours = "/" in word and word.partition("/")[0] in ROOMS and "{" not in word
            if (is_ours or A_FILE.fullmatch(word)) and not list(ROOT.glob(word.rstrip("/"))):
                missing.append((page.name, word))
    assert missing == []


def test_every_test_that_a_page_names_is_in_a_file_that_it_names() -> None:
    missing = []
    for page in PAGES:
        said = list(code(page))
        there = "".join(text(ROOT / one) for one in {*said} if re.fullmatch(r"tests/[\w/]+\.py", one))
        named = {one for one in said if re.fullmatch(r"test_\w+", one)}
        missing += [(page.name, one) for one in sorted(named) if f"def {one}(" not in there]
    assert missing == []


@pytest.mark.parametrize(
    ("page", "heading", "enough"),
    [("security.md", "## Threats, guards and tests", 70), ("data-protection.md", "## Risks to people", 10)],
)
def test_each_threat_and_risk_names_what_shows_its_guard(page: str, heading: str, enough: int) -> None:
    section = text(ROOT / "docs" / page).partition(f"\n{heading}")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    rows = [line for line in lines if not line.startswith(("| ---", "| threat |", "| risk |"))]
    assert len(rows) >= enough
    shown = re.compile(r"`(tests/|make |python -m )")
    assert [row for row in rows if not shown.search(row.rpartition(" | ")[2])] == []


def test_each_kind_of_record_has_its_years_in_the_facts_on_data_protection() -> None:
    kinds = set(Retention.model_fields) - {"kept_again", "hold", "clause"}
    said = set(code(ROOT / "docs" / "data-protection.md"))
    assert len(kinds) > 8
    assert kinds - said == set()


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in PAGES:
        for link in links(page):
            if link.startswith("https://"):
                continue
            file, _, anchor = link.partition("#")
            target = page.parent / file if file else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append((page.name, link))
    assert broken == []


def test_each_picture_of_prefect_is_shown_to_operators_with_words_for_who_can_not_see_it() -> None:
    shown = dict(re.findall(r"!\[([^]]*)\]\(prefect/([\w-]+\.png)\)", text(OPERATIONS)))
    drawn = {file.name: file.stat().st_size for file in (ROOT / "docs" / "prefect").iterdir()}
    assert sorted(shown.values()) == sorted(drawn)
    assert [words for words in shown if len(words.split()) < 6] == []
    assert {name: size for name, size in drawn.items() if size > 60_000} == {}


def test_every_make_target_that_a_page_names_is_there() -> None:
    makefile = text(ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        target
        for page in PAGES
        for said in code(page)
        for target in re.findall(r"(?:^|# or: )make ([a-z-]+)", said)
    }
    assert {"rehearse", "test"} <= named <= targets


def test_every_subject_of_the_duties_serves_a_clause_or_has_a_user_beyond_them() -> None:
    pages = "".join(text(ROOT / "docs" / name) for name in ("terms-of-reference.md", "beyond-the-terms.md"))
    subjects = [file.parent.name for file in (ROOT / "tasks" / "duties").glob("*/__init__.py")]
    assert subjects
    assert [name for name in subjects if f"`{name}/`" not in pages] == []


def test_every_decision_says_context_decision_and_consequences() -> None:
    assert DECISIONS
    for number, page in enumerate(DECISIONS, start=1):
        headings = re.findall(r"^#+ .+$", text(page), re.MULTILINE)
        assert page.name.startswith(f"{number:04d}-")
        assert headings[0].startswith(f"# {number}. ")
        assert headings[1:] == ["## Context", "## Decision", "## Consequences"], page.name


def test_a_decision_is_a_page_at_most() -> None:
    assert {page.name for page in DECISIONS if len(text(page).split()) > 400} == set()
