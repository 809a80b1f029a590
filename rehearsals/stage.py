"""The stage of a rehearsal: a folder with a register of its own, the members, and past meetings."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import select

from config.settings import ROOT, Settings
from forum.attendance.standing import Mark
from forum.calendar.meetings import day_to_meet, meeting_dates, meeting_reference
from forum.terms.policy import Policy, read_policy
from forum.text.addresses import domain_of
from forum.text.problem import Problem
from forum.text.wording import listed
from mase.terminal import environment, make_private
from rehearsals.script import DOMAINS, HISTORY, OUTSIDE_OWNER
from samples.members import members_of
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.members.workbook import apply_import
from tasks.register.database.guards import locked
from tasks.register.groups import group_by_code
from tasks.register.meetings import HELD
from tasks.register.members.membership import membership
from tasks.register.tables import AddressRow, AttendanceRow, MeetingRow, PackFileRow

BY = "rehearsal"
SAMPLE_MEMBERS = ROOT / "config" / "members-sample.xlsx"
LIBREOFFICE = "MASE_LIBREOFFICE"
SERVICE = "mase@forum.example"  # the service's own address
AUTHSERV_ID = "test"  # what a reply put into the folder begins its Authentication-Results with
ELSEWHERE = "Give another folder with --out."
LEFTOVERS = (  # files and folders of an earlier rehearsal
    "register.db",
    "register.db-wal",
    "register.db-shm",
    "mailbox",
    "policies",
    "prefect",
    "mail",
    "documents",
    "calendar",
)


@contextmanager
def stage(out: Path, policy: Path, mailbox: Mapping[str, str] | None = None) -> Iterator[None]:
    """Empty the folder ``out``, and have everything in this process work in it while the block runs.

    ``mailbox`` are the settings of a gateway; without them the mailbox is a folder in ``out``.
    """
    with ExitStack() as held:
        try:
            _refuse_others_files(out)
            make_private(out)
            held.enter_context(locked(out / "rehearsal.lock", f"A rehearsal goes on in {out}. {ELSEWHERE}"))
            _clear(out)
            shutil.copyfile(policy, out / "policies" / policy.name)
            terms = policy.with_name(policy_of(policy).group.terms or policy.name)
            if terms.is_file():  # a new member gets it
                shutil.copyfile(terms, out / "policies" / terms.name)
        except OSError as error:
            raise Problem(f"The folder {out} can’t be written to: {error.strerror}. {ELSEWHERE}") from error
        values = {
            "MASE_DATABASE_URL": f"sqlite:///{out / 'register.db'}",
            "MASE_POLICIES": str(out / "policies"),
            "MASE_MAIL_FOLDER": str(out / "mailbox"),
            "MASE_SERVICE_ADDRESS": SERVICE,
            "MASE_MODE": "live",
            "MASE_ALLOWED_DOMAINS": "forum.example",  # until the members are known, see allow_members
            "MASE_REHEARSAL": "true",
            "MASE_AUTHSERV_ID": AUTHSERV_ID,
            LIBREOFFICE: os.environ.get(LIBREOFFICE, Settings.model_fields["libreoffice"].default),
            **(mailbox or {"MASE_GATEWAY": "folder"}),
        }
        with environment(values):
            yield


def _refuse_others_files(out: Path) -> None:
    """Raise Problem for a register or mail that is not ours: every rehearsal leaves a folder of policies."""
    leftovers = [name for name in LEFTOVERS if (out / name).exists()]
    if leftovers and "policies" not in leftovers:
        raise Problem(
            f"{out} has {listed(leftovers)} in it, left by no rehearsal, which would be lost. {ELSEWHERE}"
        )


def _clear(out: Path) -> None:
    """Delete the leftovers of an earlier rehearsal in the folder, nothing else."""
    (out / "policies").mkdir(exist_ok=True)
    for name in LEFTOVERS:
        path = out / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    (out / "policies").mkdir(mode=0o700)


def allow_members(office: Office) -> None:
    """Allow letters to the domains of everybody in the register, and of the people that the script adds."""
    with office.register.reading() as session:
        addresses = [*session.scalars(select(AddressRow.address)), OUTSIDE_OWNER[1]]
    domains = {*map(domain_of, addresses), *DOMAINS}
    os.environ["MASE_ALLOWED_DOMAINS"] = ",".join(sorted(domains))


def bind_no_more_packs(office: Office) -> None:
    """Bind no more packs once one is a PDF: LibreOffice takes seconds, and one shows how they look."""
    if not os.environ[LIBREOFFICE]:
        return
    with office.register.reading() as session:
        if session.scalar(select(PackFileRow.id).limit(1)):
            os.environ[LIBREOFFICE] = ""


def policy_of(file: Path) -> Policy:
    """The policy in a file, checked before anything is made."""
    return read_policy(_read(file, "policy file", "--policy").decode(errors="replace"), str(file))


def import_sample_members(office: Office, code: str, members: Path, start: dt.date) -> None:
    """Take the members' workbook into the register."""
    content = _read(members, "members’ workbook", "--members")
    with unit_of_work(office, BY) as work:
        apply_import(work, code, content, str(members), start)


def import_people_made_up(office: Office, policy: Policy) -> None:
    """Take people made up for a group into the register."""
    with unit_of_work(office, BY) as work:
        apply_import(work, policy.group.code, members_of(policy), "people made up", policy.group.go_live)


def _read(file: Path, what: str, option: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Problem(
            f"The {what} {file} can’t be read: {error.strerror}. Give its place with {option}."
        ) from error


def enter_past_meetings(office: Office, code: str, start: dt.date) -> None:
    """Enter the meetings held since go-live with their attendance, as a unit would at the beginning."""
    with office.register.transaction(BY) as tx:
        group = group_by_code(tx.session, code)
        policy, days = office.policy(group), office.days(group)
        people = membership(tx.session, group.id)
        taken: list[str] = []
        for number, rule_date in enumerate(meeting_dates(policy.meetings.rule, group.go_live, start)):
            date = day_to_meet(rule_date, days)
            if date >= start:
                continue
            reference = meeting_reference(code, date, taken)
            taken.append(reference)
            meeting = MeetingRow(
                group_id=group.id,
                reference=reference,
                state=HELD,
                date=date,
                start=policy.meetings.start,
                minutes=policy.meetings.minutes,
                place=policy.meetings.place,
                planned_on=group.go_live,
                rule_date=rule_date,
            )
            tx.session.add(meeting)
            tx.session.flush()
            for place, seat in enumerate(people.seats_on(date)):
                holder = people.core_member(seat.id, date)
                marks = HISTORY.get(place, "")
                mark = marks[number] if number < len(marks) else Mark.PRESENT
                deputies = people.deputies(seat.id, date)
                tx.session.add(
                    AttendanceRow(
                        meeting_id=meeting.id,
                        seat_id=seat.id,
                        holder_id=holder.id if holder else None,
                        mark=mark if holder else Mark.ABSENT,
                        deputy_id=deputies[0].id if mark == Mark.DEPUTY and deputies else None,
                    )
                )
        tx.audit("past meetings entered", group=group.id, meetings=len(taken))
