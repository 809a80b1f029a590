"""The watcher of the settings' service: what it looks at, and by which routes it tells.

It opens the register as it stands and works without Prefect, so that it lives when the service does not.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from socket import gethostname
from tempfile import gettempdir
from urllib.parse import urlsplit

from config.checks import files_waiting, short_board_lists, short_lists
from config.database import file_of, is_of_newest_version, place_of, register_as_it_stands, register_of
from config.settings import PREFECT_SIGN_IN, Settings
from config.wiring import bank_holidays, calendar, open_mailer, settings_for_mailbox
from forum.calendar.backups import NewestBackup
from forum.outbox.states import Mode
from forum.terms.policy import Policy
from forum.text.problem import Problem
from forum.watch.evidence import Evidence
from forum.watch.message import Service
from tasks.duties.terms import policies_in_use
from tasks.mail.protocol.log_silencing import silence_libraries
from tasks.mail.protocol.mailer import MailError
from tasks.mail.sending.trial_letter import letter_to_move_on, move_letter_on
from tasks.register.backup.back_up import newest_backup
from tasks.register.database.clock import Clock, SystemClock
from tasks.register.database.guards import contradiction_of_clock
from tasks.register.database.register import Register
from tasks.register.groups import groups_at_work
from tasks.watch.machine import PrefectsWord, ask_prefect, expires, expires_at, free_by_place, last_day
from tasks.watch.register_evidence import Watched, add_register
from tasks.watch.round import Watcher
from tasks.watch.routes import ByMailbox, ByMailServer, ByWebhook, DeadMansSwitch, Route

LOG = logging.getLogger(__name__)
NOT_MADE = "The register at {} is not there, or not of this program’s version: mase check says more."
NO_BACKUPS = (
    "No backups are made, and the service is live: MASE_BACKUP_RECIPIENTS names no key that could read them"
)
REACHED_WITHIN = 5.0  # seconds, for a server's certificate


def watcher_of(settings: Settings, clock: Clock | None = None) -> Watcher:
    """The watcher of this machine's service. The caller closes its register."""
    clock = clock or SystemClock()
    return Watcher(
        look=partial(look_and_move_letters, settings, clock),
        register=register_of(settings, clock),
        routes=routes_of(settings),
        switch=DeadMansSwitch(ping.get_secret_value()) if (ping := settings.watch_ping) else None,
        service=service_of(settings),
        folder=settings.watch_folder,
        clock=clock,
    )


def service_of(settings: Settings) -> Service:
    """The service that these settings are of, as messages about it name it."""
    return Service(settings.service_address, gethostname())


def routes_of(settings: Settings) -> list[Route]:
    """The routes to those who run the service; none where an alerting of their own tells them. The folder
    mailbox reaches nobody, and is none."""
    if settings.watch_only_measures:
        return []
    silence_libraries()  # the one that posts logs the address, which is a secret
    routes: list[Route] = []
    if settings.ops_address and settings.smtp_host:
        routes.append(_mail_server(settings))
    elif settings.ops_address and settings.gateway != "folder":
        routes.append(ByMailbox(partial(open_mailer, settings), settings.ops_address))
    if settings.watch_webhook:
        routes.append(ByWebhook(settings.watch_webhook.get_secret_value()))
    return routes


def _mail_server(settings: Settings) -> ByMailServer:
    return ByMailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        sender=settings.service_address,
        to=settings.ops_address,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else "",
        ca_file=settings.ca_file,
    )


def look_and_move_letters(settings: Settings, clock: Clock) -> Evidence:
    """Move the morning letters on, then look how everything stands."""
    try:
        with register_as_it_stands(settings, clock) as register:
            if is_of_newest_version(register) and not contradiction_of_clock(register):
                _move_letters_on(settings, register)
    except Problem:
        pass  # the look that follows says so
    return look(settings, clock)


def look(settings: Settings, clock: Clock | None = None) -> Evidence:
    """See how everything stands, without changing anything."""
    clock = clock or SystemClock()
    seen = _of_machine(settings, clock.now())
    try:
        with register_as_it_stands(settings, clock) as register:
            if not is_of_newest_version(register):
                raise Problem(NOT_MADE.format(place_of(register)))
            if contradiction := contradiction_of_clock(register):
                return replace(seen, clock=contradiction)
            return _of_register(settings, seen, register)
    except Problem as problem:
        return replace(seen, register=problem.sentence)


def _of_register(settings: Settings, seen: Evidence, register: Register) -> Evidence:
    in_use = policies_in_use(register, settings.policies, only_look=True)
    watched = Watched(
        Mode(settings.mode),
        in_use.policies,
        {code: calendar(policy) for code, policy in in_use.policies.items()},
        _addresses(settings, in_use.policies),
    )
    with register.reading() as session:
        seen = add_register(seen, session, watched)
        codes = {group.policy for group in groups_at_work(session)}
    at_work = {code: policy for code, policy in in_use.policies.items() if code in codes}
    return replace(
        seen,
        policy_faults=len(in_use.faults),
        files_waiting=len(files_waiting(register, settings)),
        meeting_days=short_lists(at_work, seen.now.date()),
        board_dates=short_board_lists(at_work, seen.now.date()),
    )


def _addresses(settings: Settings, policies: Mapping[str, Policy]) -> list[str]:
    """The address of the service's own mailbox, then those that policies name for their groups."""
    own = settings.service_address
    named = dict.fromkeys(policy.group.mailbox for policy in policies.values())
    return [own, *(address for address in named if address and address != own.lower())]


def _move_letters_on(settings: Settings, register: Register) -> None:
    if settings.gateway == "folder":
        return  # it brings nothing back
    policies = policies_in_use(register, settings.policies, only_look=True).policies
    for address in _addresses(settings, policies):
        if letter := letter_to_move_on(register, address):
            with closing(open_mailer(settings_for_mailbox(settings, address))) as mailer:
                try:
                    move_letter_on(register, mailer, letter)
                except MailError as error:
                    LOG.warning("The morning letter could not be moved on (%s).", type(error).__name__)


def _of_machine(settings: Settings, now: dt.datetime) -> Evidence:
    certificates, untrusted = {}, {}
    for name, find_expiry in _certificates(settings).items():
        try:
            if day := find_expiry():
                certificates[name] = day
        except Problem as problem:
            untrusted[name] = problem.sentence
    newest = newest_backup(settings.backup_folder, now) if settings.backup_recipients else None
    word = ask(settings, now)
    return Evidence(
        now=now,
        backup=_late_backup(settings, newest, now),
        backed_up=newest.taken_at if newest else None,
        disks=free_by_place(_places(settings)),
        certificates=certificates,
        untrusted=untrusted,
        secret=settings.oauth_secret_expires,
        bank_holidays=max(bank_holidays()),
        paused_flows=word.paused,
        run_seconds=word.took,
    )


def ask(settings: Settings, now: dt.datetime) -> PrefectsWord:
    """Ask Prefect's server: that of the environment where there are several machines, or ``mase serve``'s."""
    host = settings.prefect_host.replace("0.0.0.0", "127.0.0.1")
    address = os.environ.get("PREFECT_API_URL", f"http://{host}:{settings.prefect_port}/api")
    return ask_prefect(address, _sign_in(settings), now)


def _sign_in(settings: Settings) -> str:
    if of_environment := os.environ.get("PREFECT_API_AUTH_STRING"):
        return of_environment
    if settings.prefect_auth_string:
        return settings.prefect_auth_string.get_secret_value()
    try:
        return (settings.prefect_folder / PREFECT_SIGN_IN).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""  # no service has been started here


def _certificates(settings: Settings) -> Mapping[str, Callable[[], dt.date | None]]:
    """Return what finds the day on which each certificate expires, by its name."""
    files = {"MASE_OAUTH_CERTIFICATE": settings.oauth_certificate, "MASE_CA_FILE": settings.ca_file}
    found: dict[str, Callable[[], dt.date | None]] = {
        name: partial(expires, file) for name, file in files.items() if file
    }
    if settings.gateway == "exchange":
        server = urlsplit(settings.exchange_endpoint).hostname or ""
        found[server] = partial(expires_at, settings.exchange_endpoint, settings.ca_file, REACHED_WITHIN)
    if settings.smtp_host and settings.smtp_security != "none":
        mail_server = replace(_mail_server(settings), timeout=REACHED_WITHIN)
        found[settings.smtp_host] = partial(last_day, mail_server.encrypted)
    return found


def _places(settings: Settings) -> list[Path]:
    """The folders in which the service writes."""
    file = file_of(register_of(settings, SystemClock()))
    places = [file.parent if file else None, settings.prefect_folder, Path(gettempdir())]
    places.append(settings.backup_folder if settings.backup_recipients else None)
    places.append(settings.mail_folder if settings.gateway == "folder" else None)
    return [place for place in places if place]


def _late_backup(settings: Settings, newest: NewestBackup | None, now: dt.datetime) -> str:
    """Say how the newest backup stands where one is late, or that none are made of a service that is live;
    empty where all is well."""
    if not settings.backup_recipients:
        return NO_BACKUPS if settings.mode == "live" else ""
    if newest is None:
        return "No backup has been made yet"
    return newest.in_words(now) if newest.is_late(now) else ""
