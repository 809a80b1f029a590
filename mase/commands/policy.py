"""The terms of reference of a board as a workbook, out and in, and changed: mase policy template, import,
apply."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from forum.calendar.meetings import RuleChoice
from forum.text.problem import Problem
from mase.options import GroupOption, content_of, one_of, replace_file, the_office

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from config.settings import Settings
    from forum.terms.policy import Policy
    from tasks.duties.base.office import Office, UnitOfWork
    from tasks.duties.meetings.hold_instead import MeetingOffRule
    from tasks.duties.outbox.approve_files import WaitingFile

app = typer.Typer(
    help="Terms of reference: a workbook out and in, and changes taken into the register.",
    no_args_is_help=True,
)

MeetingsOption = Annotated[
    RuleChoice | None,
    one_of(
        RuleChoice,
        "--meetings",
        "What becomes of planned meetings that the meeting rule does not give; asked of each without it.",
    ),
]
UNANSWERED = (
    "Say what becomes of these meetings: --meetings move, --meetings keep or --meetings cancel. Nothing has "
    "been changed."
)


@app.command()
def policy_template(
    file: Annotated[Path, typer.Argument(help="Where to write the workbook (.xlsx).")],
    group: Annotated[
        str | None, typer.Option("--group", help="Fill it in with the terms of this group.")
    ] = None,
) -> None:
    """Write a workbook in which a board fills in its terms of reference."""
    from config.settings import load_settings
    from config.wiring import usable_policies
    from mase.options import write_new
    from tasks.documents.terms.workbook import write_policy

    policy = None
    if group is not None:
        policies, _ = usable_policies(load_settings().policies)
        if (policy := policies.get(group.strip().upper())) is None:
            raise Problem(f"There is no group “{group}”; there is {', '.join(policies)}.")
    write_new(file, write_policy(policy), ".xlsx")
    typer.echo(f"Written: {file}")


@app.command()
def policy_import(
    file: Annotated[Path, typer.Argument(help="The workbook, filled in (.xlsx), or a policy file (.toml).")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the group’s policy file if there is one.")
    ] = False,
    meetings: MeetingsOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
) -> None:
    """Check a filled-in workbook, show the first year's timetable, ask, and write the policy file.

    A policy file is taken as it stands, with the document of the whole terms that lies beside it. What
    replaces a file is shown beside it, and taken into the register too: planned meetings move, stay or are
    cancelled as you say. What you say yes to is approved.
    """
    from contextlib import closing

    from config.checks import is_in_use
    from config.database import open_register
    from config.settings import load_settings
    from forum.text.wording import capital, listed
    from tasks.documents.templates.template_files import POLICIES
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.outbox.approve_files import approve_files
    from tasks.register.database.clock import SystemClock

    clock, settings, command = SystemClock(), load_settings(), "command: mase policy import"
    policy, text = _read(file, clock.now().date())
    _refuse_past_list(policy, clock.now().date())
    target = _target(settings.policies, policy.group.code, replace=replace)
    files = {target: text, **_whole_terms_beside(file, policy, settings.policies)}
    approved = {f"{POLICIES}/{path.name}": content for path, content in files.items()}

    def write() -> None:
        for path, content in files.items():
            replace_file(path, content)

    _show(policy, clock.now().date())
    _show_leads_out_of_reach([policy], settings)
    if target.exists():
        _show_changes(target, policy)
    if target.exists() and is_in_use(settings):
        with the_office(approved) as office:
            change = _change_of(office, policy.group.code, meetings, yes=yes)
            _confirm(capital(listed([f"write {target}", *change.asked])) + "?", yes=yes)
            with unit_of_work(office, command) as work:
                approve_files(work, approved)
                change.make(work)
                write()  # within the transaction: both are kept, or neither
    else:
        _confirm(f"Write {target}?", yes=yes)
        if is_in_use(settings):
            with closing(open_register(settings, clock)) as register, register.transaction(command) as tx:
                approve_files(tx, approved)
                write()
        else:
            write()
    typer.echo(f"Written: {target}. Now run: mase check")


def _read(file: Path, today: dt.date) -> tuple[Policy, bytes]:
    """A policy and the content of its file, read from a workbook or from such a file."""
    from forum.terms.policy import read_policy_file
    from tasks.documents.terms.policy_file import policy_text
    from tasks.documents.terms.returned_workbook import read_answers

    content = content_of(file)
    if file.suffix.lower() != ".toml":
        answers = read_answers(content, file.name, today)
        name = answers["group"]["name"]
        content = policy_text(answers, f"The terms of reference of the {name} as data.").encode()
    return read_policy_file(content, file.name), content


def _whole_terms_beside(file: Path, policy: Policy, folder: Path) -> Mapping[Path, bytes]:
    """The document of the whole terms that lies beside a policy file, for a folder that has none."""
    name = policy.group.terms
    beside, target = file.with_name(name or "none"), folder / (name or "none")
    return {target: content_of(beside)} if name and beside.is_file() and not target.exists() else {}


@app.command()
def policy_apply(
    group: GroupOption = None,
    meetings: MeetingsOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Change the register without asking.")] = False,
) -> None:
    """Approve a changed policy file, and take its seats, go-live date and figures into the register.

    Planned meetings that a changed meeting rule does not give move, stay or are cancelled, as you say.
    """
    from config.settings import load_settings
    from forum.text.wording import capital, listed
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.outbox.approve_files import approve_files

    settings = load_settings()
    changed = {file.path: file.on_disk for file in _changed_policies(settings, group)}
    with the_office({path: content for path, content in changed.items() if content}) as office:
        _show_leads_out_of_reach(office.policies.values(), settings)
        change = _change_of(office, group, meetings, yes=yes)
        asked = ["approve this file"] * bool(changed) + change.asked
        if not asked:
            return
        _confirm(f"{capital(listed(asked))}?", yes=yes)
        with unit_of_work(office, "command: mase policy apply") as work:
            approve_files(work, changed)
            change.make(work)
    typer.echo("The register has the terms of the policy.")


def _changed_policies(settings: Settings, code: str | None) -> Sequence[WaitingFile]:
    """Show what changed in the policy file of a group (of all groups without its code), and return the file.

    Raises Problem for a file that can't be used, and for one with another code, whose group is to be renamed.
    Where the approved one can't be used any more, only ``mase templates approve`` takes it.
    """
    from config.checks import files_waiting
    from config.database import register_as_it_stands
    from forum.terms.policy import changed_settings, read_policy_file, read_policy_files
    from tasks.duties.outbox.approve_files import FileDifference, is_policy, refuse_waiting_codes

    with register_as_it_stands(settings) as register:
        files = files_waiting(register, settings)
        if files:
            with register.reading() as session:
                refuse_waiting_codes(session, files)
        waiting = {file.path: file for file in files if file.how is FileDifference.CHANGED}
    approved = read_policy_files(
        {path: file.approved or b"" for path, file in waiting.items() if is_policy(path)}
    )
    changed = []
    for path, was in approved.by_name.items():
        file = waiting[path]
        if code is not None and code.strip().upper() != was.group.code:
            continue
        now = read_policy_file(file.on_disk or b"", path)
        if now.group.code == was.group.code:
            changed.append(file)
            typer.echo(f"{file.path} changed:")
            for line in changed_settings(was, now) or ["comments and order alone"]:
                typer.echo(f"  {line}")
    return changed


@dataclass(frozen=True)
class _Change:
    """What a policy changes of a group in the register: whether its terms, and what becomes of meetings."""

    group_id: UUID
    has_other_terms: bool
    choices: Mapping[UUID, RuleChoice]

    @property
    def asked(self) -> list[str]:
        """What is done, each as the words of a question."""
        from forum.text.wording import count

        said = list(self.choices.values())
        return ["change the register"] * self.has_other_terms + [
            f"{choice} {count(number, 'meeting')}" for choice in RuleChoice if (number := said.count(choice))
        ]

    def make(self, work: UnitOfWork) -> None:
        from tasks.duties.meetings.hold_instead import follow_rule
        from tasks.duties.terms import take_terms

        if self.has_other_terms:
            take_terms(work, self.group_id)
        follow_rule(work, self.group_id, self.choices)


def _change_of(office: Office, code: str | None, said: RuleChoice | None, *, yes: bool) -> _Change:
    """Show what the policy of a group changes in the register from today, and ask what becomes of meetings.
    Problem where it would change what has passed, and for a meeting of which nothing is said."""
    from tasks.duties.meetings.hold_instead import meetings_off_rule
    from tasks.duties.terms import differences, refuse_changes_of_the_past
    from tasks.register.groups import chosen_group

    with office.register.reading() as session:
        group, today = chosen_group(session, code), office.clock.now().date()
        policy = office.policy(group)
        refuse_changes_of_the_past(session, group, policy, today)
        lines = differences(session, group, policy)
        off = meetings_off_rule(session, group.id, policy, office.days(group), today)
    heading = "in the register, from today:" if lines else "the register has these terms."
    typer.echo("\n".join([f"{group.code}: {heading}", *(f"  {line}" for line in lines)]))
    return _Change(group.id, bool(lines), _choices(off, said, yes=yes))


def _choices(
    meetings: Sequence[MeetingOffRule], said: RuleChoice | None, *, yes: bool
) -> Mapping[UUID, RuleChoice]:
    """Show the planned meetings off the rule, and ask what becomes of each where that is not said for all."""
    from forum.text.wording import count

    if not meetings:
        return {}
    number = count(len(meetings), "planned meeting is", "planned meetings are")
    typer.echo("\n".join([f"{number} not by the meeting rule:", *(f"  {meeting}" for meeting in meetings)]))
    if said is None and yes:
        raise Problem(UNANSWERED)
    if fixed := [str(meeting) for meeting in meetings if said and said not in meeting.choices]:
        raise Problem(
            "The meeting rule has no day to move these to. Cancel them first (mase meeting cancel), or leave "
            "--meetings out and say keep. Nothing has been changed.",
            fixed,
        )
    return {meeting.id: said or _ask(meeting) for meeting in meetings}


def _ask(meeting: MeetingOffRule) -> RuleChoice:
    """Ask what becomes of a meeting. Problem where there is nobody to ask."""
    from forum.text.wording import capital, listed

    question = capital(listed(meeting.choices, "or"))

    def read(text: str) -> RuleChoice:
        said = next((choice for choice in meeting.choices if choice == text.strip().lower()), None)
        if said is None:
            raise typer.BadParameter(f"“{text}” is not one of these.")
        return said

    try:
        said: RuleChoice = typer.prompt(
            f"{meeting.reference}: {question}?", value_proc=read, prompt_suffix=" "
        )
    except typer.Abort:
        raise Problem(UNANSWERED) from None
    return said


def _show_changes(target: Path, policy: Policy) -> None:
    """Show what a policy changes in the file that it replaces."""
    from forum.terms.policy import changed_settings, read_policy_file

    try:
        lines = changed_settings(read_policy_file(content_of(target), str(target)), policy)
    except Problem as problem:
        typer.echo(f"What it changes can’t be told: {problem.sentence}")
        return
    typer.echo(f"{target} would change:" if lines else f"{target} has these terms already.")
    for line in lines:
        typer.echo(f"  {line}")


def _show_leads_out_of_reach(policies: Iterable[Policy], settings: Settings) -> None:
    """Show which leads for safeguarding would never hear of a worry: it is no fault of the policy alone."""
    from config.checks import leads_out_of_reach

    for fault in leads_out_of_reach(policies, settings):
        typer.echo(f"{fault}.")


def _confirm(question: str, *, yes: bool) -> None:
    if not yes:
        typer.confirm(question, abort=True)


def _target(folder: Path, code: str, *, replace: bool) -> Path:
    """The file of the group; a new one where it has none."""
    from forum.terms.policy import read_policy_file

    target = folder / f"{code.lower()}.toml"
    for other in sorted(folder.glob("*.toml")):
        try:
            if read_policy_file(content_of(other), str(other)).group.code == code:
                target = other
        except Problem:
            continue  # mase check tells of it
    if replace and not target.exists():
        raise Problem(
            f"There is no file with terms of {code} to replace. If a group has the code {code} from now on, "
            "rename it first (mase group rename); for another group leave --replace out. Nothing has been "
            "written."
        )
    if target.exists() and not replace:
        raise Problem(
            f"{target} has terms of {code} already, and was left as it is. Give the group another code, or "
            "replace the file with --replace."
        )
    return target


def _refuse_past_list(policy: Policy, today: dt.date) -> None:
    from forum.calendar.meetings import list_end
    from forum.text.wording import long_date

    end = list_end(policy.meetings.rule)
    if end and end < max(today, policy.group.go_live):
        raise Problem(
            f"The last meeting on the sheet Dates was on {long_date(end)}, so none would be planned. Add the "
            "coming ones and try again. Nothing has been written."
        )


def _show(policy: Policy, today: dt.date) -> None:
    """The meetings of the first year, with their steps."""
    from config.wiring import calendar
    from forum.calendar.timetable import foresee_meetings
    from forum.text.wording import count, long_date
    from mase.terminal import terminal
    from mase.timetable_table import timetable_table

    first = max(today, policy.group.go_live)
    last = first.replace(year=first.year + 1, day=min(first.day, 28))
    meetings = foresee_meetings(policy, calendar(policy), first, last, today)
    console = terminal()
    for meeting in meetings:
        console.print(timetable_table(meeting))
    days = f"from {long_date(first)} to {long_date(last)}"
    console.print(f"{policy.group.name}: {count(len(meetings), 'meeting')} {days}.")
