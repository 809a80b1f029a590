"""A month of the forum, by mail or straight, with Prefect writing down all that it can; then the process
crashes, with all of it in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import logging
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from config.settings import ROOT
from config.wiring import open_office
from forum.calendar.working_days import each_day
from mase.service.prefect_server import one_client, prefect_server
from rehearsals.leads import import_sample_plan
from rehearsals.people import Cast
from rehearsals.play import Play, days_to_play
from rehearsals.stage import (
    BY,
    SERVICE,
    allow_members,
    enter_past_meetings,
    import_sample_members,
    policy_of,
    stage,
)
from rehearsals.timings import Timings
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.outbox.decisions import hold_everything, resume
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tasks.register.members.membership import membership
from tasks.register.tables import AddressRow
from tests.canaries.planting import (
    CanaryStandIn,
    DirectCanaryChannel,
    MailCanaryChannel,
    canary,
    members,
    other_mail,
    plant_in_script,
    planted,
    policy,
)
from tests.mase.commands.terminal import typed
from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.post_office.items import Folder
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server
from tests.tasks.duties.do import do

START = dt.date(2026, 12, 9)
OTHER_MAIL_ON = dt.date(2026, 12, 16)


def play(out: Path, *, by_mail: bool) -> None:
    """Play a month in a folder; what the mailboxes held is left there in JSON, with what was planted."""
    out.mkdir(parents=True, exist_ok=True)
    terms, list_ = out / "terms.toml", out / "members.xlsx"
    terms.write_text(policy((ROOT / "config" / "mase.toml").read_text("utf-8")), "utf-8")
    list_.write_bytes(members((ROOT / "config" / "members-sample.xlsx").read_bytes()))
    plant_in_script()
    with ExitStack() as around:
        post = PostOffice()
        standin = around.enter_context(_standin(post)) if by_mail else None
        around.enter_context(stage(out / "played", terms, standin.settings(SERVICE) if standin else None))
        clock = SetClock(dt.datetime.combine(START, dt.time(11)))
        office = open_office(clock=clock)
        around.enter_context(closing(office.register))
        read = policy_of(terms)
        run = days_to_play(read, office.calendars[read.group.code], START, 1)
        import_sample_members(office, read.group.code, list_, read.group.go_live)
        enter_past_meetings(office, read.group.code, START)
        with unit_of_work(office, BY) as work:
            import_sample_plan(work, read.group.code, _core_members(office, read.group.code))
        allow_members(office)
        around.enter_context(prefect_server(out / "played" / "prefect", ui=True))
        channel = MailCanaryChannel(office, standin, SERVICE) if standin else DirectCanaryChannel(office)
        cast = Cast(office, read.group.code, START, channel)
        played = Play(office, clock, cast, Timings())
        with office.register.reading() as session:
            member = session.scalars(select(AddressRow.address).order_by(AddressRow.address)).first()

        async def days() -> None:
            async with one_client():
                for day in each_day(run.first, run.last):
                    if not cast.days.is_working(day):
                        continue
                    if standin and member and day == OTHER_MAIL_ON:
                        channel.turn_to(dt.datetime.combine(day, dt.time(8)))
                        other_mail(standin, SERVICE, member)
                    await played.day(day, on=True)

        asyncio.run(days())
        (out / "doctor").write_text(typed("doctor"), "utf-8")
        do(hold_everything, office, reason=f"Because of {canary('hold')}", actor="command: hold")
        do(resume, office, reason=f"No more {canary('hold')}", actor="command: resume")
    _keep_what_went(post, out)
    (out / "planted.json").write_text(json.dumps(planted), "utf-8")


def _core_members(office: Office, code: str) -> dict[str, str]:
    """Return the name of each seat's core member, to lead the lines of the plan."""
    with office.register.reading() as session:
        members = membership(session, group_by_code(session, code).id)
    holders = {seat.short_name: members.core_member(seat.id, START) for seat in members.seats_on(START)}
    return {seat: holder.name for seat, holder in holders.items() if holder}


@contextmanager
def _standin(post: PostOffice) -> Iterator[CanaryStandIn]:
    with (
        Server(ExchangeStandIn(post, checked=False)) as server,
        closing(CanaryStandIn(server.url)) as standin,
    ):
        yield standin


def _keep_what_went(post: PostOffice, out: Path) -> None:
    """Write down the headings and files of what the service sent, and the items of its calendar."""
    (out / "sent").mkdir()
    items = []
    if SERVICE in post.mailboxes:
        box = post.mailboxes[SERVICE]
        for item in box.in_folder(Folder.SENT):
            items.append(
                {"headings": "\n".join([item.subject, *(file.name for file in item.files)]), "all": ""}
            )
            for file in item.files:
                (out / "sent" / hashlib.sha256(file.content).hexdigest()).write_bytes(file.content)
        items += [{"headings": item.subject, "all": repr(item)} for item in box.in_folder(Folder.CALENDAR)]
    (out / "mailboxes.json").write_text(json.dumps(items), "utf-8")


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    logging.getLogger().setLevel(logging.DEBUG)
    play(Path(sys.argv[2]), by_mail=sys.argv[1] == "mail")
    os.abort()
