"""The composition root: settings become a register, printers, calendars and a mailer here alone."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from runpy import run_path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import holidays
from pydantic import SecretStr

from config.database import open_register, register_of
from config.rights import keep_to_this_account
from config.settings import Settings, load_settings
from forum.calendar.working_days import WorkingDays, working_days
from forum.outbox.states import Mode
from forum.terms.parts.calendar import Country
from forum.terms.parts.part import YEARS
from forum.terms.policy import Policy, read_policy_files
from forum.text.problem import Problem, Refusal
from forum.text.wording import long_date
from tasks.day import WorkingDay, begin
from tasks.documents.conversion import LibreOffice
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.base.office import Office
from tasks.duties.outbox.approve_files import Templates, templates_in_use
from tasks.duties.terms import policies_in_use
from tasks.limited.process import LimitedProcess
from tasks.mail.protocol.mailer import Mailer
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.lease import Mailbox
from tasks.register.audit.trail import last_written
from tasks.register.database.clock import Clock, SetClock, SystemClock
from tasks.register.database.guards import refuse_contradicting_clock
from tasks.register.database.register import Register
from tasks.register.groups import (
    groups,
    is_to_pause_or_take_up,
    pause_groups,
    pause_in_words,
    set_up_groups,
)
from tasks.register.tables import GroupRow
from tasks.unforeseen import telling_no_values

if TYPE_CHECKING:
    from tasks.documents.word.print_document import DocumentPrinter
    from tasks.mail.gateways.exchange.settings import ExchangeSettings
    from tasks.mail.gateways.graph.settings import GraphSettings

NINE = dt.time(9)
MEGABYTE = 1_000_000
OBJECTS_BETWEEN_COLLECTIONS = 50_000
UNUSABLE = "The terms of reference can’t be used as they are written (tables and lists are counted from 1):"
NO_GROUP = (
    "There is no group yet. mase policy import takes in a board’s terms of reference, from the workbook that "
    "mase policy template writes; to try the sample’s: mase policy import config/mase.toml"
)
_SUBDIVISIONS = {"England and Wales": "ENG", "Scotland": "SCT", "Northern Ireland": "NIR"}
_KEPT_OPEN: ContextVar[Office | None] = ContextVar("_KEPT_OPEN", default=None)


def collect_seldom() -> None:
    """Have Python look for garbage less often: a statement leaves hardly any, and looking takes a tenth of a
    morning."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


def open_office(
    settings: Settings | None = None,
    clock: Clock | None = None,
    in_place: Mapping[str, bytes] = MappingProxyType({}),
) -> Office:
    """Open the office: all that duties work with, over the register of the settings.

    The register is made or brought up to date, and has a group for each approved policy; a group whose policy
    is not there, or can't be used, is paused. ``in_place`` are contents of files, by path, in the place of
    the approved ones. The caller closes it with ``office.register.close()``. Raises Problem for wrong
    settings, where no policy can be used, and for a database that cannot be reached or is of a newer version.
    """
    collect_seldom()
    settings = settings or load_settings()
    clock = clock or SystemClock()
    register = open_register(settings, clock)
    in_use = policies_in_use(register, settings.policies, in_place)
    policies, faults = in_use.policies, in_use.faults
    if not policies:
        register.close()
        if not (faults or in_use.waiting or any(settings.policies.glob("*.toml"))):
            raise Problem(NO_GROUP)
        waiting = [f"{file.path}: {file.how}; to use it: mase templates approve" for file in in_use.waiting]
        raise Problem(UNUSABLE, [*faults, *waiting] or usable_policies(settings.policies)[1])
    paused = _follow_policies(register, policies)
    templates = templates_in_use(register, settings.templates)
    of_policies = {code: policy.group for code, policy in policies.items()}
    return Office(
        register=register,
        policies=policies,
        calendars={code: calendar(policy) for code, policy in policies.items()},
        letters=_letter_printer(templates, settings.service_address),
        documents=_document_printer(templates),
        own_letters={
            code: _letter_printer(templates, group.mailbox or settings.service_address, group.templates)
            for code, group in of_policies.items()
            if group.mailbox or group.templates
        },
        own_documents={
            code: _document_printer(templates, group.templates)
            for code, group in of_policies.items()
            if group.templates
        },
        clock=clock,
        whole_terms_files=in_use.documents,
        converter=converter(settings),
        ops_address=settings.ops_address,
        largest_letter=_bytes(settings.largest_letter_mb),
        limited=limited_process(),
        public=settings.public_folder,
        backups=settings.backup_folder if settings.backup_recipients else None,
        files_waiting=tuple(file.path for file in (*in_use.waiting, *templates.waiting)),
        paused=(*paused, *([f"{UNUSABLE} {'; '.join(faults)}"] if faults else [])),
    )


@cache
def limited_process() -> LimitedProcess:
    """The process in which mail and files from outside are read: one for all, started at first use."""
    return LimitedProcess()


def converter(settings: Settings) -> LibreOffice | None:
    """LibreOffice, where the machine has it and the settings want it."""
    program = shutil.which(settings.libreoffice) if settings.libreoffice else None
    return LibreOffice(Path(program)) if program else None


@contextmanager
def working_day(flow: str, as_of: dt.date | None, group: str | None) -> Iterator[WorkingDay]:
    """The office opened for one run of a flow, on a day (today without one), for a group (all without one).

    On a live register the day is never later than today. In a rehearsal the clock stands at 9am of the day,
    or at the last entry of that day in the register. Raises Problem as open_office does, and for a clock that
    contradicts the audit trail; Refusal for a day to come, and for a group that the register does not know.
    Errors leave the block without the values that libraries repeat in them.
    """
    keep_to_this_account()
    with telling_no_values():
        settings = load_settings()
        today = SystemClock().now().date()
        day = as_of or today
        if day > today and not settings.rehearsal:
            raise Refusal(
                f"{long_date(day)} is still to come. Run a flow for today or for a day that has passed."
            )
        clock = SetClock(dt.datetime.combine(day, NINE)) if settings.rehearsal else SystemClock()
        with _office_of_a_run(settings, clock) as office:
            if settings.rehearsal and isinstance(clock, SetClock):
                kept = _KEPT_OPEN.get()  # a rehearsal goes by its own time of day
                times = (_last_entry(office.register, day), kept.clock.now() if kept else None, clock.at)
                clock.at = max(at for at in times if at and at.date() == day)
            else:
                refuse_contradicting_clock(office.register)
            boxes = mailboxes(settings, office, clock)
            with closing(begin(flow, day, group, office, boxes, settings.shards)) as working:
                yield working


@contextmanager
def keep_open(office: Office) -> Iterator[None]:
    """Have the flows that run in the block work in this office, each by a clock of its own.

    What an office is made of is then read once, and not again for each run.
    """
    token = _KEPT_OPEN.set(office)
    try:
        yield
    finally:
        _KEPT_OPEN.reset(token)


@contextmanager
def _office_of_a_run(settings: Settings, clock: Clock) -> Iterator[Office]:
    if kept := _KEPT_OPEN.get():
        register = register_of(settings, clock)
        yield replace(kept, register=register, clock=clock, converter=converter(settings))
        return
    office = open_office(settings, clock)
    with closing(office.register):
        yield office


def _last_entry(register: Register, day: dt.date) -> dt.datetime | None:
    with register.reading() as session:
        last = last_written(session)
    return last if last and last.date() == day else None


def _follow_policies(register: Register, policies: Mapping[str, Policy]) -> tuple[str, ...]:
    """Set up the groups of new policies, and pause those whose policy is not there. Return in words which
    are paused; ended ones are not told of."""
    with register.reading() as session:
        known = groups(session)
        paused = _paused(known)
    has_new = not policies.keys() <= {group.code for group in known}
    if has_new or any(is_to_pause_or_take_up(group, policies) for group in known):
        with register.transaction("set up") as tx:
            set_up_groups(tx, policies.values())
            pause_groups(tx, policies)
            paused = _paused(groups(tx.session))
    return paused


def _paused(known: Iterable[GroupRow]) -> tuple[str, ...]:
    return tuple(pause_in_words(group) for group in known if group.paused and not group.ended)


@cache
def _letter_printer(templates: Templates, reply_to: str, own: str = "") -> LetterPrinter:
    return LetterPrinter(templates.folder / "email", reply_to, templates.of("email", own))


@cache
def _document_printer(templates: Templates, own: str = "") -> DocumentPrinter:
    from tasks.documents.word.print_document import DocumentPrinter

    return DocumentPrinter(templates.folder / "documents", templates.of("documents", own))


def mailboxes(settings: Settings, office: Office, clock: Clock | None = None) -> tuple[Mailbox, ...]:
    """The service's own mailbox, then those that the policies name; each carries the letters of its groups.

    A group whose policy can't be used has none where there are several: nobody knows from which its letters
    went.
    """
    own = settings.service_address.lower()
    with office.register.reading() as session:
        of_groups = [(office.mailbox_of(group) or own, group) for group in groups(session)]
    addresses = dict.fromkeys([own, *(address for address, _ in of_groups)])
    until = min(policy.working_time.send_until for policy in office.policies.values())
    return tuple(
        Mailbox(
            replace(delivery_rules(settings_for_mailbox(settings, address)), serves=serves, until=until),
            partial(open_mailer, settings_for_mailbox(settings, address), clock),
        )
        for address in addresses
        for serves in [
            frozenset(
                group.id for of, group in of_groups if of == address and group.policy in office.policies
            )
            if len(addresses) > 1
            else None
        ]
    )


def settings_for_mailbox(settings: Settings, address: str) -> Settings:
    """The settings as they are for a mailbox: one that is not the service's own has a folder of its own, and
    the check number does not go from it."""
    if address == settings.service_address.lower():
        return settings
    folder = settings.mail_folder / address
    return settings.model_copy(update={"service_address": address, "mail_folder": folder, "ops_address": ""})


def open_mailer(settings: Settings, clock: Clock | None = None) -> Mailer:
    """The mail gateway of the settings. Only the one chosen is imported, and none asks the network yet.

    The caller closes it. Raises Problem where the sign-in asked for can't be done on this machine.
    """
    if settings.gateway == "exchange":
        from tasks.mail.gateways.exchange.gateway import ExchangeMailer

        return ExchangeMailer(exchange_settings(settings), limited_process())
    if settings.gateway == "graph":
        from tasks.mail.gateways.graph.gateway import GraphMailer

        return GraphMailer(graph_settings(settings), limited=limited_process())
    clock = clock or SystemClock()
    from tasks.mail.gateways.folder.mailer import FolderMailer

    return FolderMailer(
        settings.mail_folder,
        settings.service_address,
        clock,
        authserv_id=settings.authserv_id,
        limited=limited_process(),
    )


def exchange_settings(settings: Settings) -> ExchangeSettings:
    """The settings of the gateway to Exchange Server."""
    from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn

    return ExchangeSettings(
        **_mailbox(settings),
        endpoint=settings.exchange_endpoint,
        version=settings.exchange_version,
        sign_in=SignIn(settings.exchange_auth),
        username=settings.exchange_username,
        password=_secret(settings.exchange_password),
        copy_from=_bytes(settings.copy_from_mb),
    )


def graph_settings(settings: Settings) -> GraphSettings:
    """The settings of the gateway to Exchange Online."""
    from tasks.mail.gateways.graph.settings import GraphSettings

    return GraphSettings(**_mailbox(settings), endpoint=settings.graph_endpoint)


def _mailbox(settings: Settings) -> dict[str, Any]:
    """The settings of a mailbox, whichever of the two gateways speaks to it."""
    return {
        "address": settings.service_address,
        "tenant": settings.oauth_tenant,
        "client_id": settings.oauth_client_id,
        "client_secret": _secret(settings.oauth_client_secret),
        "certificate": settings.oauth_certificate,
        "authority": settings.oauth_authority,
        "ca_file": settings.ca_file,
        "timeout": settings.mail_timeout,
        "largest_letter": _bytes(settings.largest_letter_mb),
        "authserv_id": settings.authserv_id,
    }


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


def _bytes(megabytes: float) -> int:
    return int(megabytes * MEGABYTE)


def delivery_rules(settings: Settings) -> DeliveryRules:
    """The rules of delivery on this machine."""
    return DeliveryRules(
        mode=Mode(settings.mode),
        mailbox=settings.service_address,
        allowed_domains=settings.allowed_domains,
        redirect_to=settings.redirect_to,
        ops_address=settings.ops_address,
    )


def load_policies(folder: Path) -> dict[str, Policy]:
    """Every ``*.toml`` of the folder as a policy, approved or not, by its group's code.

    Raises Problem with the faults of all files at once; also for two files of one code, and for none at all.
    """
    policies, faults = usable_policies(folder)
    if faults:
        raise Problem(UNUSABLE, faults)
    return policies


def usable_policies(folder: Path) -> tuple[dict[str, Policy], list[str]]:
    """The policies that can be used, as load_policies has them, and the faults of all others in words.

    Of two files of one code neither is used.
    """
    contents, faults = {}, []
    for file in sorted(folder.glob("*.toml")):
        try:
            contents[str(file)] = file.read_bytes()
        except OSError as error:
            faults.append(f"{file} can’t be read: {error.strerror}. Correct that, or move it elsewhere.")
    read = read_policy_files(contents)
    if not contents and not faults:
        faults.append(f"{folder}: no policy file (*.toml) there; MASE_POLICIES says which folder")
    return read.policies, [*faults, *read.faults]


def calendar(policy: Policy) -> WorkingDays:
    """The policy's working days: its closures, own holidays and the bank holidays of its country."""
    return working_days(policy.working_time, bank_holidays(policy.working_time.country))


@cache
def bank_holidays(country: Country = "England and Wales") -> frozenset[dt.date]:
    """The bank holidays of a country of the United Kingdom in all years that a register reaches."""
    # By its file: the package of countries imports 250 of them, which takes longer than all else here.
    kingdom = run_path(str(Path(holidays.__file__).parent / "countries" / "united_kingdom.py"))
    return frozenset(kingdom["UnitedKingdom"](subdiv=_SUBDIVISIONS[country], years=YEARS))
