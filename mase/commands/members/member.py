"""Change the list of members, an entry at a time: mase member appoint, leave, cover, address, signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypedDict
from uuid import UUID

import typer

from mase.options import date_gone_by, date_typed, the_office

if TYPE_CHECKING:
    from forum.members import membership
    from forum.members.membership import Appointment, Membership, PapersFor
    from tasks.duties.base.office import Office

app = typer.Typer(help="One member at a time: appoint, leave, cover, address, signed.", no_args_is_help=True)


class _MaySee(TypedDict):
    last: dt.date | None
    papers: PapersFor | None
    part_two: bool | None


Person = Annotated[str, typer.Argument(help="The person’s name, as in the register.")]
RoleName = Annotated[str, typer.Argument(help="core member, deputy, co-opted member, chair, deputy chair, …")]
Seat = Annotated[
    str | None, typer.Option(help="For core members and deputies: the seat’s name or short name.")
]
Group = Annotated[str | None, typer.Option(help="The group’s code; needed only when there are several.")]
BY = "mase member"


@app.command()
def member_appoint(
    person: Person,
    role: RoleName,
    since: Annotated[str, typer.Option("--from", help="The first day, such as 12/1/2027.")],
    seat: Seat = None,
    email: Annotated[str | None, typer.Option(help="For somebody new: the address to write to.")] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="The last day, of an appointment for a term.")
    ] = None,
    papers: Annotated[
        str | None, typer.Option(help="always, when standing in or none; else as usual.")
    ] = None,
    part_two: Annotated[
        bool | None, typer.Option("--part-2/--no-part-2", help="Whether they may see part 2; else as usual.")
    ] = None,
    decision: Annotated[
        str | None, typer.Option(help="For a co-opted member: the decision, such as MASE/2027-02/D1.")
    ] = None,
    chair_said: Annotated[
        str | None, typer.Option(help="Or the day on which the Chair said so by phone, such as 21/1/2027.")
    ] = None,
    group: Group = None,
) -> None:
    """Appoint somebody to a role; with --email somebody who is not in the register yet.

    Somebody who is to see part 2 does so once the Chair allows it, who is asked.
    """
    from forum.members.membership import Role
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.members import appointments

    with _office(group) as (office, code, members):
        day, of_role = date_typed(since, office), _role(role)
        last = date_typed(until, office) if until else None
        seat_id = _seat(members, seat) if seat else None
        if email:
            _refuse_namesake(members, person)
        appointed = appointments.Newcomer(person, email) if email else _person(members, person)
        may_see = _MaySee(last=last, papers=_papers(papers), part_two=part_two)
        with unit_of_work(office, BY) as work:
            if of_role is Role.CO_OPTED:
                said_on = date_gone_by(chair_said, office, "--chair-said") if chair_said else None
                mandate = appointments.Mandate(decision or "", said_on)
                appointments.co_opt_person(work, code, appointed, mandate, day, **may_see)
            else:
                appointments.appoint(work, code, appointed, of_role, day, seat_id, **may_see)
        term = f" to {_long(last)}" if last else ""
        typer.echo(f"{code}: {person} is {of_role}{_of(members, seat_id)} from {_long(day)}{term}.")


@app.command()
def member_leave(
    person: Person,
    role: RoleName,
    last: Annotated[str, typer.Option("--last", help="The last day, such as 31/1/2027.")],
    seat: Seat = None,
    group: Group = None,
) -> None:
    """End somebody's appointment to a role."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.members import appointments

    with _office(group) as (office, code, members):
        day = date_typed(last, office)
        appointment = _appointment(members, _person(members, person), role, seat, day)
        with unit_of_work(office, BY) as work:
            appointments.end_appointment(work, appointment.id, day)
        typer.echo(
            f"{code}: {person} is {appointment.role}{_of(members, appointment.seat_id)} until {_long(day)}."
        )


@app.command()
def member_cover(
    person: Person,
    by: Annotated[str, typer.Argument(help="Who acts for them.")],
    since: Annotated[str, typer.Option("--from", help="The first day.")],
    last: Annotated[str, typer.Option("--to", help="The last day.")],
    group: Group = None,
) -> None:
    """Record that one person acts for another for a while; never why."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.members import appointments

    with _office(group) as (office, code, members):
        first_day, last_day = date_typed(since, office), date_typed(last, office)
        with unit_of_work(office, BY) as work:
            appointments.agree_cover(
                work, code, _person(members, person), _person(members, by), first_day, last_day
            )
        typer.echo(f"{code}: {by} acts for {person} from {_long(first_day)} to {_long(last_day)}.")


@app.command()
def member_address(
    person: Person,
    email: Annotated[str, typer.Argument(help="The new address to write to.")],
    since: Annotated[str, typer.Option("--from", help="The first day, such as 12/1/2027.")],
    group: Group = None,
) -> None:
    """Write to somebody at another address from a day on."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.members import appointments

    with _office(group) as (office, code, members):
        day = date_typed(since, office)
        with unit_of_work(office, BY) as work:
            appointments.change_address(work, _person(members, person), email, day)
        typer.echo(f"{code}: {person} is written to at the new address from {_long(day)}.")


@app.command()
def member_signed(
    person: Person,
    on: Annotated[str | None, typer.Option("--on", help="The day of signing; today when not given.")] = None,
    group: Group = None,
) -> None:
    """Record that somebody signed the confidentiality agreement: what waits for it goes out."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.members.agreements import note_signed

    with _office(group) as (office, code, members):
        day = date_gone_by(on, office, "--on")
        with unit_of_work(office, BY) as work:
            note_signed(work, _person(members, person), day)
        typer.echo(f"{code}: {person} signed on {_long(day)}.")


@contextmanager
def _office(group: str | None) -> Iterator[tuple[Office, str, Membership]]:
    from tasks.register.groups import chosen_group
    from tasks.register.members.membership import membership

    with the_office() as office:
        with office.register.reading() as session:
            row = chosen_group(session, group)
            code, members = row.code, membership(session, row.id)
        yield office, code, members


def _refuse_namesake(members: Membership, name: str) -> None:
    """Problem for a second person of the same name: commands call people by their names."""
    from forum.text.checks import folded
    from forum.text.problem import Problem

    if any(folded(person.name) == folded(name) for person in members.people):
        raise Problem(
            f"The group’s list has somebody called “{name}” already. To appoint them, leave --email out; "
            "somebody else gets a name that tells the two apart."
        )


def _person(members: Membership, name: str) -> UUID:
    from forum.text.checks import folded
    from forum.text.problem import Problem

    people = [person.id for person in members.people if folded(person.name) == folded(name)]
    if len(people) != 1:
        how_many = "nobody" if not people else "more than one person"
        raise Problem(f"The group’s list has {how_many} called “{name}”. See: mase register export.")
    return people[0]


def _seat(members: Membership, name: str) -> UUID:
    from forum.members.members_list import seat_by_name
    from forum.text.problem import Problem

    seat = seat_by_name(members.seats, name)
    if seat is None:
        names = "; ".join(each.short_name for each in members.seats)
        raise Problem(f"“{name}” is none of the seats. They are: {names}.")
    return seat.id


def _appointment(
    members: Membership, person_id: UUID, role: str, seat: str | None, day: dt.date
) -> Appointment:
    from forum.text.problem import Problem

    of_role, seat_id = _role(role), _seat(members, seat) if seat else None
    appointments = [
        appointment
        for appointment in members.appointments_on(person_id, day)
        if appointment.role is of_role and seat_id in (None, appointment.seat_id)
    ]
    name = members.person(person_id).name
    if len(appointments) > 1:
        seats = "; ".join(
            members.seat(appointment.seat_id).short_name
            for appointment in appointments
            if appointment.seat_id
        )
        raise Problem(f"On {_long(day)} {name} is {of_role} in several seats. Name one with --seat: {seats}.")
    if not appointments:
        own = "; ".join(
            _in_words(members, appointment)
            for appointment in members.appointments
            if appointment.person_id == person_id
        )
        raise Problem(
            f"On {_long(day)} {name} is not {of_role}{_of(members, seat_id)}, so nothing was ended. "
            f"Give one of their roles, and a last day within its time: {own or 'they have none here'}."
        )
    return appointments[0]


def _of(members: Membership, seat_id: UUID | None) -> str:
    """The seat as it follows the role in a sentence (" for Kent Police"); empty for a role without a seat."""
    return f" for {members.seat(seat_id).present_name}" if seat_id else ""


def _in_words(members: Membership, appointment: Appointment) -> str:
    until = f" to {_long(appointment.last)}" if appointment.last else ""
    return f"{appointment.role}{_of(members, appointment.seat_id)} from {_long(appointment.first)}{until}"


def _role(text: str) -> membership.Role:
    from forum.members.membership import Role
    from forum.text.problem import Problem

    roles = [role.value for role in Role]
    if text.lower() not in roles:
        raise Problem(f"“{text}” is not a role. Roles: {', '.join(roles)}.")
    return Role(text.lower())


def _papers(text: str | None) -> membership.PapersFor | None:
    from forum.members.membership import PapersFor
    from forum.text.problem import Problem

    allowed = [papers.value for papers in PapersFor]
    if text is not None and text.lower() not in allowed:
        raise Problem(f"--papers: “{text}” is not one of: {', '.join(allowed)}.")
    return PapersFor(text.lower()) if text else None


def _long(day: dt.date) -> str:
    from forum.text.wording import long_date

    return long_date(day)
