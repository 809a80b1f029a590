"""``mase check``: every part of the service on one screen, each well, or wrong with what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from forum.text.problem import Problem

if TYPE_CHECKING:
    from config.settings import Settings

UNPROVED = (
    "nothing proves who wrote a mail, so nobody can decide by mail: MASE_AUTHSERV_ID isn’t set; "
    "mase check --send-test finds out what to set"
)
LATELY = dt.timedelta(days=3)  # of the mails that are looked at for how they came in
SHORTEST_PASSWORD = 16  # characters; nobody counts how often one is tried
NO_TEST_LETTER = "Not sent, since the mailbox is not right."


class Caution(Exception):  # noqa: N818  (the word says it)
    """A part of the service works in part; the message says what to do."""


class CheckMark(Enum):
    WELL = ("ok", "green")
    NOTE = ("note", "bold yellow")
    WRONG = ("WRONG", "bold red")


def check(
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Also send one letter from the mailbox to itself.")
    ] = False,
) -> None:
    """Say whether settings, policies, templates, database and mailbox are right, and what to do if not."""
    from rich.table import Table
    from rich.text import Text

    from config.settings import load_settings
    from mase.terminal import terminal

    screen = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    screen.add_column(no_wrap=True)
    try:
        settings = load_settings()
        findings = [(name, *_finding(look, settings)) for name, look in CHECKS]
        if send_test:
            is_right = findings[-1][1] is not CheckMark.WRONG
            test_letter = _finding(_test_letter, settings) if is_right else (CheckMark.WRONG, NO_TEST_LETTER)
            findings.append(("Test letter", *test_letter))
    except Problem as problem:
        findings = [("Settings", CheckMark.WRONG, _with_faults(problem))]
    for name, standing, words in findings:
        screen.add_row(Text(*standing.value), name, words)
    standings = {standing for _, standing, _ in findings}
    console = terminal()
    console.print(screen)
    console.print(f"\n{_in_all(standings)}")
    if CheckMark.WRONG in standings:
        raise typer.Exit(1)


def _in_all(standings: set[CheckMark]) -> str:
    if CheckMark.WRONG in standings:
        return "Correct what is wrong, then check again."
    return (
        "Nothing is wrong. See to what is marked “note”." if CheckMark.NOTE in standings else "All is well."
    )


def _finding(look: Callable[[Settings], str], settings: Settings) -> tuple[CheckMark, str]:
    try:
        return CheckMark.WELL, look(settings)
    except Caution as caution:
        return CheckMark.NOTE, str(caution)
    except Problem as problem:
        return CheckMark.WRONG, _with_faults(problem)


def _with_faults(problem: Problem) -> str:
    """A problem and its faults, each with a sign before it, since a narrow screen breaks their lines."""
    return "\n".join([problem.sentence, *(f"• {fault.strip()}" for fault in problem.faults)])


def _settings(settings: Settings) -> str:
    return {
        "hold": "Letters are held: they wait in the outbox until MASE_MODE says redirect or live.",
        "redirect": f"Every letter is redirected to {settings.redirect_to}.",
        "live": f"Letters go to the people, at {', '.join(sorted(settings.allowed_domains))}.",
    }[settings.mode]


def _policies(settings: Settings) -> str:
    from config.checks import (
        faults_of_pages,
        has_no_group,
        leads_out_of_reach,
        short_board_lists,
        short_lists,
    )
    from config.wiring import NO_GROUP, load_policies
    from forum.text.wording import long_date
    from tasks.register.database.clock import SystemClock

    if has_no_group(settings):
        raise Caution(NO_GROUP)
    policies = load_policies(settings.policies)
    _none_of([*faults_of_pages(settings), *leads_out_of_reach(policies.values(), settings)])
    today = SystemClock().now().date()
    short = [
        f"{code}: the list of meeting days ends on {long_date(end)}; add the coming ones"
        for code, end in short_lists(policies, today).items()
    ]
    short += [
        f"{codes}: the dates of the board end on {long_date(end)}; add the coming ones"
        for codes, end in short_board_lists(policies, today).items()
    ]
    missing = [
        f"{code}: new members get no terms of reference, since there is no {settings.policies / file}"
        for code, policy in policies.items()
        if (file := policy.group.terms) and not (settings.policies / file).is_file()
    ]
    if notes := [*short, *missing]:
        raise Caution("\n".join(notes))
    return ", ".join(f"{code} ({policy.group.short_name})" for code, policy in policies.items())


def _terms(settings: Settings) -> str:
    from config.checks import terms_compared

    compared = terms_compared(settings)
    if compared is None:
        return "taken into the register on first use"
    _none_of(compared.faults)
    lines = [*compared.paused, *compared.notes]
    if compared.notes:
        lines.append("The register rules. To take the policy’s: mase policy apply")
    if lines:
        raise Caution("\n".join(lines))
    return "the register and the policies agree"


def _members(settings: Settings) -> str:
    from config.checks import empty_places_of

    empty = empty_places_of(settings)
    if not empty:
        return "taken into the register by mase register import"
    lacking = [f"{code}: {places.in_words}" for code, places in empty.items() if places.in_words]
    if lacking:
        raise Caution("\n".join(lacking) + "\nTo appoint somebody: mase register import, mase member appoint")
    return "each group has a Chair, a Business Unit, and a core member in every seat"


def _plans(settings: Settings) -> str:
    from config.checks import outdated_lines_of

    outdated = outdated_lines_of(settings)
    if notes := [f"{code}: {note}" for code, of_group in outdated.items() for note in of_group]:
        raise Caution("\n".join(notes) + "\nTo correct lines: mase plan export, then mase plan import")
    return "what the lines say is so" if outdated else "no group has an action plan"


def _letters(settings: Settings) -> str:
    from forum.text.wording import count
    from samples import LETTERS
    from tasks.documents.letters.print_letter import LetterPrinter, letter_faults

    for own, contents in _templates_by_folder(settings, "email"):
        printer = LetterPrinter(settings.templates / "email", contents=contents)
        _none_of([f"{own}{fault}" for fault in letter_faults(printer, LETTERS)])
    return f"{count(len(LETTERS), 'letter')} can be printed"


def _documents(settings: Settings) -> str:
    from forum.text.wording import count
    from samples import DOCUMENTS
    from tasks.documents.word.print_document import DocumentPrinter, placeholder_faults

    for own, contents in _templates_by_folder(settings, "documents"):
        printer = DocumentPrinter(settings.templates / "documents", contents)
        _none_of([f"{own}{fault}" for fault in placeholder_faults(printer, DOCUMENTS)])
    return f"{count(len(DOCUMENTS), 'document')} can be printed"


def _templates_by_folder(settings: Settings, kind: str) -> Iterator[tuple[str, dict[str, bytes] | None]]:
    """Yield None for the common templates of a kind, then the contents with the templates of each folder that
    groups have of their own, named before."""
    from tasks.documents.templates.template_files import own_folders, read_templates, templates_of

    on_disk = read_templates(settings.templates)
    yield "", None
    for own in own_folders(on_disk):
        yield f"{own}: ", templates_of(on_disk, kind, own)


def _templates(settings: Settings) -> str:
    from config.checks import own_template_faults, templates_standing

    _none_of(own_template_faults(settings))
    return templates_standing(settings)


def _pdf(settings: Settings) -> str:
    from config.settings import Settings as Defaults
    from config.wiring import converter
    from tasks.documents.conversion import missing_limits

    libreoffice, setting = converter(settings), settings.libreoffice
    if libreoffice:
        lacking = "".join(f"; {limit}" for limit in missing_limits())
        return f"packs go as separate files, and as one PDF by {libreoffice.program}{lacking}"
    if setting and setting != Defaults.model_fields["libreoffice"].default:
        raise Problem("There is no such program. Correct MASE_LIBREOFFICE, or leave it empty.")
    return "packs go as separate files only: for one PDF as well, install LibreOffice (MASE_LIBREOFFICE)"


def _database(settings: Settings) -> str:
    from config.checks import database_standing

    return database_standing(settings)


def _backups(settings: Settings) -> str:
    from config.backups import NOT_SET_UP, backup_rules
    from config.checks import backups_standing

    rules = backup_rules(settings)
    if rules is None:
        if settings.mode == "live":
            raise Caution(NOT_SET_UP)
        return NOT_SET_UP
    words, is_late = backups_standing(settings, rules)
    if is_late:
        raise Caution(words)
    return words


def _senders(settings: Settings) -> str:
    from tasks.mail.incoming.authentication import EXCHANGE_ONLINE, INSIDE_ONLY

    match settings.authserv_id:
        case "" if settings.mode == "live":
            raise Caution(UNPROVED)
        case "":
            return UNPROVED
        case authserv_id if authserv_id == INSIDE_ONLY:
            return "proved are colleagues in the same Exchange organisation alone"
        case authserv_id if authserv_id == EXCHANGE_ONLINE:
            return "proved by what Exchange Online writes into Authentication-Results"
        case authserv_id:
            return f"proved by Authentication-Results of '{authserv_id}'"


def _prefect(settings: Settings) -> str:
    import os

    from config.settings import is_this_machine
    from mase.service.prefect_client import FILE, KEY_FILE, encryption_key_of, sign_in_of
    from mase.service.runners import ask, is_one_of_several, lacking

    if is_one_of_several(os.environ):
        _none_of(lacking(os.environ))
        ask(os.environ)
        return "one of several machines; Redis answers, and an API server is ready"
    folder, own = settings.prefect_folder, settings.prefect_auth_string
    if (folder / FILE).exists() and not own:
        sign_in_of(folder)
    if (folder / KEY_FILE).exists() and not settings.prefect_encryption_key:
        encryption_key_of(folder)
    notes = []
    if own and len(own.get_secret_value().partition(":")[2]) < SHORTEST_PASSWORD:
        notes.append(
            f"the password in MASE_PREFECT_AUTH_STRING is shorter than {SHORTEST_PASSWORD} characters, and "
            "can be guessed: take a longer one, or leave the setting empty"
        )
    if not is_this_machine(settings.prefect_host):
        notes.append(
            "MASE_PREFECT_HOST lets other machines in without TLS, so that whoever listens in gets the "
            "sign-in: leave it empty and reach the pages through a tunnel"
        )
    if notes:
        raise Caution("\n".join(notes))
    return f"asks for the sign-in in {'MASE_PREFECT_AUTH_STRING' if own else folder / FILE}"


def _watch(settings: Settings) -> str:
    from config.watching import routes_of
    from mase.commands.service.doctor import how_told

    routes = routes_of(settings)
    if settings.mode == "live" and not routes and not settings.watch_only_measures:
        raise Caution(how_told(settings, routes))
    return how_told(settings, routes)


def _files(settings: Settings) -> str:
    from config.checks import files_open_to_others

    _none_of(files_open_to_others(settings))
    return "for this account only"


def _mailbox(settings: Settings) -> str:
    return "; ".join(_standing_of_mailbox(each) for each in _of_each_mailbox(settings))


def _of_each_mailbox(settings: Settings) -> Sequence[Settings]:
    """The settings as they are for the service's own mailbox, and for each that a policy names."""
    from config.wiring import settings_for_mailbox, usable_policies

    policies, _ = usable_policies(settings.policies)
    named = dict.fromkeys(policy.group.mailbox for policy in policies.values() if policy.group.mailbox)
    return [settings, *(settings_for_mailbox(settings, address) for address in named)]


def _standing_of_mailbox(settings: Settings) -> str:
    from config.wiring import open_mailer
    from tasks.mail.incoming.authentication import doubts
    from tasks.mail.sending.trial_letter import new_items
    from tasks.register.database.clock import SystemClock

    with closing(open_mailer(settings)) as mailer:
        _none_of(list(dict.fromkeys(mailer.check())))
        items, _ = new_items(mailer, "", SystemClock().now() - LATELY)
    if words := doubts(items, settings.authserv_id):
        raise Caution(words)
    return {
        "folder": f"the folder {settings.mail_folder}",
        "exchange": f"{settings.service_address} at {settings.exchange_endpoint}; "
        "whether it may send, --send-test shows",
        "graph": f"{settings.service_address} at {settings.graph_endpoint}; it may send",
    }[settings.gateway]


def _test_letter(settings: Settings) -> str:
    return " ".join(map(_trial_of_mailbox, _of_each_mailbox(settings)))


def _trial_of_mailbox(settings: Settings) -> str:
    import time

    from config.wiring import open_mailer
    from tasks.mail.incoming.authentication import advice_on_setting, is_settled
    from tasks.mail.sending.trial_letter import send_trial, wait_for_return
    from tasks.register.database.clock import SystemClock

    now = SystemClock().now()
    with closing(open_mailer(settings)) as mailer:
        key = send_trial(mailer, settings.service_address, now, time.sleep)
        test_letter = f"sent to {settings.service_address}, and found in Sent Items"
        if settings.gateway == "folder":  # which brings nothing back
            return test_letter
        item = wait_for_return(mailer, key, now, time.sleep)
    words = f"{test_letter}. {advice_on_setting(item, settings.authserv_id)}"
    if not is_settled(item, settings.authserv_id):
        raise Caution(words)
    return words


def _none_of(faults: list[str]) -> None:
    if faults:
        raise Problem("\n".join(faults))


CHECKS: tuple[tuple[str, Callable[[Settings], str]], ...] = (
    ("Settings", _settings),
    ("Policies", _policies),
    ("Terms", _terms),
    ("Members", _members),
    ("Plans", _plans),
    ("Letters", _letters),
    ("Documents", _documents),
    ("Templates", _templates),
    ("Packs", _pdf),
    ("Database", _database),
    ("Backups", _backups),
    ("Senders", _senders),
    ("Prefect", _prefect),
    ("Watch", _watch),
    ("Files", _files),
    ("Mailbox", _mailbox),
)
