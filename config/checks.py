"""What ``mase check`` asks of the register and of the files of the service; nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from config.database import file_of, is_of_newest_version, place_of, register_as_it_stands, register_of
from config.rights import open_to_others
from config.settings import ROOT, Settings
from config.wiring import calendar, usable_policies
from forum.agenda import purpose_codes
from forum.boards.steps import ends_soon
from forum.calendar.meetings import last_day_to_plan, list_end
from forum.members.register_state import EmptyPlaces, empty_places
from forum.plan.cycles import outdated_lines
from forum.task_groups.commission import faults_by_the_terms, read_commission
from forum.terms.policy import Policy
from forum.text.addresses import is_allowed
from forum.text.problem import Problem
from forum.text.wording import count
from tasks.documents.templates.template_files import GROUPS, own_folders, read_templates, replacing_none
from tasks.duties.outbox.approve_files import WaitingFile, templates_in_use
from tasks.duties.terms import policies_in_use
from tasks.register.actions import plan_of
from tasks.register.backup.back_up import BackupRules, newest_backup
from tasks.register.backup.snapshot import is_empty, refuse_unable
from tasks.register.database.clock import SystemClock
from tasks.register.database.guards import refuse_contradicting_clock
from tasks.register.database.register import Register
from tasks.register.groups import groups, groups_at_work
from tasks.register.members.membership import membership
from tasks.register.migrations import newest, refuse_newer, refuse_other_schema, try_upgrade, version

if TYPE_CHECKING:
    from tasks.duties.terms import TermsCompared


def database_standing(settings: Settings) -> str:
    """The state of the database in words.

    Raises Problem as open_register does, where the clock contradicts the audit trail, and where the tables
    are not those that this program works with. An update is tried, and taken back.
    """
    with register_as_it_stands(settings) as register:
        if (file := file_of(register)) and not file.exists():
            _try_folder(file.parent)
            return f"not there yet: {file} is made on first use"
        refuse_newer(register)
        if version(register) == newest():
            refuse_other_schema(register)
            refuse_contradicting_clock(register)
            return f"{place_of(register)}, of the right version"
        try_upgrade(register)
        return f"{place_of(register)}, which is brought up to date on next use"


def backups_standing(settings: Settings, rules: BackupRules) -> tuple[str, bool]:
    """The state of the backups in words, and whether one is late.

    Raises Problem for a key that is none, and where no backup could be made here.
    """
    from tasks.register.backup.back_up import recipients_of

    recipients_of(rules.recipients)
    with register_as_it_stands(settings) as register:
        refuse_unable(register)
    now = SystemClock().now()
    newest = newest_backup(rules.folder, now)
    if newest is None:
        return "None has been made yet: mase backup makes one, and the flow back-up each night", False
    return newest.in_words(now), newest.is_late(now)


def templates_standing(settings: Settings) -> str:
    """The state of the templates and policies in words, as approved or not yet.

    Raises Problem naming those that wait, and as open_register does.
    """
    with register_as_it_stands(settings) as register:
        if not is_of_newest_version(register):
            return "not approved yet: they are taken as they are on first use"
        if waiting := files_waiting(register, settings):
            raise Problem(
                f"{count(len(waiting), 'template or policy waits', 'templates or policies wait')} for a "
                "person, and what was approved before is used meanwhile. Look with mase templates show, then "
                "mase templates approve.",
                [f"{file.path}: {file.how}" for file in waiting],
            )
    return "as they were approved"


def files_waiting(register: Register, settings: Settings) -> tuple[WaitingFile, ...]:
    """The templates and policies on disk that are not as a person approved them."""
    policies = policies_in_use(register, settings.policies, only_look=True)
    return (*policies.waiting, *templates_in_use(register, settings.templates).waiting)


def short_lists(policies: Mapping[str, Policy], today: dt.date) -> Mapping[str, dt.date]:
    """Return by code the last of a list of meeting days that does not reach as far as meetings are
    planned."""
    ends = {code: list_end(policy.meetings.rule) for code, policy in policies.items()}
    return {
        code: end
        for code, end in ends.items()
        if end and end < last_day_to_plan(today, policies[code].meetings.plan_months_ahead)
    }


def short_board_lists(policies: Mapping[str, Policy], today: dt.date) -> Mapping[str, dt.date]:
    """Return the last date of each board whose dates end soon, by the codes of group and board: "MASE,
    KSCB"."""
    return {
        f"{code}, {body.code}": body.dates[-1]
        for code, policy in policies.items()
        for body in policy.bodies
        if ends_soon(body, today)
    }


def leads_out_of_reach(policies: Iterable[Policy], settings: Settings) -> list[str]:
    """Return a sentence for each lead for safeguarding whom no letter may go to: they would never hear of a
    worry."""
    domains = settings.allowed_domains
    return [
        f"{policy.group.code}: the address of the lead in [concerns] is not at a domain that letters may go "
        "to (MASE_ALLOWED_DOMAINS), so that they never hear of a worry; add its domain, or correct it"
        for policy in policies
        if (address := policy.concerns.lead_address) and domains and not is_allowed(address, domains)
    ]


def own_template_faults(settings: Settings) -> list[str]:
    """Return a sentence for each template of a group's own that takes the place of no common one, and for
    each policy whose folder of templates has none."""
    on_disk = read_templates(settings.templates)
    folders, (policies, _) = own_folders(on_disk), usable_policies(settings.policies)
    named = {code: policy.group.templates for code, policy in policies.items() if policy.group.templates}
    faults = [
        f"{path}: no common template has that name, so nobody reads it." for path in replacing_none(on_disk)
    ]
    for code, folder in named.items():
        if folder not in folders:
            place = settings.templates / GROUPS / folder
            faults.append(f"{code}: group.templates names {folder}; no template is in {place}.")
    return faults


def faults_of_pages(settings: Settings) -> list[str]:
    """What is wrong in the pages of task groups that are kept beside the policies, in the folder
    task_groups."""
    policies, _ = usable_policies(settings.policies)
    faults = []
    for file in sorted((settings.policies / "task_groups").glob("*.toml")):
        try:
            page = read_commission(file.read_text(encoding="utf-8"), file.name)
        except Problem as problem:
            faults += [f"{file}: {fault}" for fault in problem.faults or (problem.sentence,)]
            continue
        if parent := policies.get(page.parent):
            found = faults_by_the_terms(page, parent.task_groups, purpose_codes(parent.objectives))
            faults += [f"{file}: {fault}" for fault in found]
        else:
            faults.append(f"{file}: parent: there is no policy with the code {page.parent}")
    return faults


def terms_compared(settings: Settings) -> TermsCompared | None:
    """The groups in the register beside their policies as approved; None where there is no register in use
    yet.

    Raises Problem as open_register does.
    """
    # It leads to all duties, which the watcher never needs.
    from tasks.duties.terms import compare_terms

    with register_as_it_stands(settings) as register:
        if not is_of_newest_version(register):
            return None
        policies = policies_in_use(register, settings.policies, only_look=True).policies
        with register.reading() as session:
            calendars = {code: calendar(policy) for code, policy in policies.items()}
            return compare_terms(session, policies, calendars, SystemClock().now().date())


def empty_places_of(settings: Settings) -> Mapping[str, EmptyPlaces] | None:
    """The places of each group that nobody holds today, by its code; None where there is no register in use
    yet.

    Raises Problem as open_register does.
    """
    with register_as_it_stands(settings) as register:
        if not is_of_newest_version(register):
            return None
        with register.reading() as session:
            today = SystemClock().now().date()
            return {
                group.code: empty_places(membership(session, group.id, today), today)
                for group in groups_at_work(session)
            }


def outdated_lines_of(settings: Settings) -> Mapping[str, Sequence[str]]:
    """What the open lines of each group's action plan say that is not so any more, by its code; nothing
    where there is no register in use, or no plan.

    Raises Problem as open_register does.
    """
    with register_as_it_stands(settings) as register:
        if not is_of_newest_version(register):
            return {}
        policies = policies_in_use(register, settings.policies, only_look=True).policies
        with register.reading() as session:
            today = SystemClock().now().date()
            return {
                group.code: list(
                    outdated_lines(
                        lines,
                        membership(session, group.id, today),
                        purpose_codes(policies[group.policy].objectives),
                        policies[group.policy].boards,
                        today,
                    )
                )
                for group in groups_at_work(session)
                if group.policy in policies and (lines := plan_of(session, group.id))
            }


def has_no_group(settings: Settings) -> bool:
    """Say whether neither the register nor the folder of policies has any group yet. Raises Problem as
    open_register does."""
    if any(settings.policies.glob("*.toml")):
        return False
    with register_as_it_stands(settings) as register:
        if not is_of_newest_version(register):
            return is_empty(register)
        with register.reading() as session:
            return not groups(session)


def is_in_use(settings: Settings) -> bool:
    """Say whether the register is there, and of the right version."""
    with register_as_it_stands(settings) as register:
        return is_of_newest_version(register)


def files_open_to_others(settings: Settings) -> list[str]:
    """A sentence for each file of the service that others on this machine can reach, with the remedy."""
    places = [ROOT / ".env", settings.prefect_folder]
    if file := file_of(register_of(settings, SystemClock())):
        places += [file.with_name(f"{file.name}{end}") for end in ("", "-wal", "-shm")]
    if settings.gateway == "folder":
        places.append(settings.mail_folder)
    if settings.oauth_certificate:
        places.append(settings.oauth_certificate)
    return open_to_others(places)


def _try_folder(folder: Path) -> None:
    """Make and delete a folder in ``folder``, or in the nearest one above it that is there."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    with TemporaryDirectory(dir=nearest):
        pass
