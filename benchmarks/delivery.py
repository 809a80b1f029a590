"""The cost of delivering letters and reading the inbox at Exchange: ``python -m benchmarks.delivery``."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from exchangelib import (
    DELEGATE,
    Account,
    Build,
    Configuration,
    Credentials,
    FileAttachment,
    HTMLBody,
    Version,
)
from exchangelib import Message as ExchangeMessage
from sqlalchemy import select

from benchmarks.mail_server import PASSWORD, StandIn, Traffic, exchange_standin
from forum.members.membership import PapersFor, Role
from forum.outbox.states import Mode, State, Topic, Validity
from tasks.documents.letters.print_letter import Printed
from tasks.mail.gateways.exchange.gateway import ExchangeMailer
from tasks.mail.gateways.exchange.settings import ExchangeSettings, SignIn
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.queue import Enclosure, LetterToQueue, queue
from tasks.register.database.clock import SystemClock
from tasks.register.database.register import Register, Transaction
from tasks.register.documents import fetch, store
from tasks.register.migrations import upgrade
from tasks.register.tables import AddressRow, AppointmentRow, DispatchRow, GroupRow, PersonRow, SeatRow

DOMAIN = "members.example"
WORDS = "Please read items 5 and 7, which need a decision; tell us today if you can't come.\n" * 20
LONG_AGO = dt.datetime(2000, 1, 1)
TIMES = 3


@dataclass(frozen=True)
class Cost:
    traffic: Traffic
    seconds: float


def main() -> None:
    with exchange_standin() as standin, tempfile.TemporaryDirectory() as folder:
        letters(standin, Path(folder), "1,000 letters to 40 groups of 25, 200 KB attached", 40, 200_000)
        letters(standin, Path(folder), "a pack of 10 MB to 25 members", 1, 10_000_000)
        reading(standin)


def letters(standin: StandIn, folder: Path, title: str, groups: int, attached: int) -> None:
    """Deliver the same letters with our delivery and in a plain loop; print the medians and their ratio."""
    ours: list[Cost] = []
    plain: list[Cost] = []
    for number in range(TIMES):
        address = f"mase-{groups}-{number}@{DOMAIN}"
        standin.open_mailbox(address)
        register = _register(folder / f"{groups}-{number}.db", groups, attached)
        with closing(register):
            ours.append(_cost(standin, lambda: _deliver(register, standin, address)))  # noqa: B023
            plain.append(_cost(standin, lambda: _loop(register, standin, address)))  # noqa: B023
        if standin.accepted() != 2 * groups * 25 * len(ours) + _accepted_before(groups):
            raise SystemExit("The stand-in accepted another number of letters than were sent.")
    print(f"{title} (delivery beside a plain loop of send_and_save, median of {TIMES})")
    for name, of in (
        ("requests", lambda cost: cost.traffic.requests),
        ("bytes", lambda cost: cost.traffic.bytes),
        ("seconds", lambda cost: cost.seconds),
    ):
        mine, theirs = median(map(of, ours)), median(map(of, plain))
        print(f"  {name:9} {mine:>14,.2f} beside {theirs:>14,.2f}: {mine / theirs:.3f}")


def reading(standin: StandIn) -> None:
    """Read twenty new items in a small and in a large mailbox."""
    seconds: dict[int, float] = {}
    for size in (500, 50_000):
        address = f"inbox-{size}@{DOMAIN}"
        standin.open_mailbox(address)
        standin.seed(address, size)
        with closing(_mailer(standin, address)) as mailer:
            cursor = _read_all(mailer, "")[1]
            times: list[float] = []
            for _ in range(5):
                standin.seed(address, 20)
                begun = time.perf_counter()
                items, cursor = _read_all(mailer, cursor)
                times.append(time.perf_counter() - begun)
                if items != 20:
                    raise SystemExit(f"{items} new items were read where there are twenty.")
        seconds[size] = median(times)
    small, large = seconds[500], seconds[50_000]
    print("20 new items in a mailbox of 50,000 beside one of 500 (median of 5)")
    print(f"  seconds   {large:>14,.3f} beside {small:>14,.3f}: {large / small:.3f}")


def _accepted_before(groups: int) -> int:
    return 0 if groups == 40 else 2 * 40 * 25 * TIMES


def _read_all(mailer: ExchangeMailer, cursor: str) -> tuple[int, str]:
    items, more = 0, True
    while more:
        page = mailer.read(cursor, LONG_AGO)
        items, cursor, more = items + len(page.items), page.cursor, page.more
    return items, cursor


def _cost(standin: StandIn, work: Callable[[], None]) -> Cost:
    standin.forget_traffic()
    begun = time.perf_counter()
    work()
    return Cost(seconds=time.perf_counter() - begun, traffic=standin.traffic())


def _deliver(register: Register, standin: StandIn, address: str) -> None:
    rules = DeliveryRules(mode=Mode.LIVE, mailbox=address, allowed_domains=frozenset({DOMAIN}))
    with closing(_mailer(standin, address)) as mailer:
        result = deliver(register, mailer, rules, as_of=register.clock.now().date())
    if result.stopped or len(result.sent) % 25:
        raise SystemExit(f"The delivery did not come to its end: {result.stopped}")


def _loop(register: Register, standin: StandIn, address: str) -> None:
    """The same letters, each by a ``send_and_save`` of its own, with nothing put on record."""
    config = Configuration(
        service_endpoint=standin.endpoint,
        credentials=Credentials(address, PASSWORD),
        auth_type="basic",
        version=Version(Build(15, 1)),
    )
    account = Account(address, config=config, autodiscover=False, access_type=DELEGATE)
    documents: dict[str, bytes] = {}
    with register.reading() as session:
        for row in session.scalars(select(DispatchRow).where(DispatchRow.state == State.SENT)):
            for attachment in row.attachments:
                documents.setdefault(attachment["sha256"], fetch(session, attachment["sha256"]))
            ExchangeMessage(
                account=account,
                folder=account.sent,
                subject=row.subject,
                body=HTMLBody(row.html),
                to_recipients=[row.address],
                attachments=[
                    FileAttachment(name=attachment["name"], content=documents[attachment["sha256"]])
                    for attachment in row.attachments
                ],
            ).send_and_save()
    account.protocol.close()


def _mailer(standin: StandIn, address: str) -> ExchangeMailer:
    return ExchangeMailer(
        ExchangeSettings(
            address=address,
            endpoint=standin.endpoint,
            sign_in=SignIn.BASIC,
            username=address,
            password=PASSWORD,
            timeout=120,
        )
    )


def _register(file: Path, groups: int, attached: int) -> Register:
    """A register with 25 letters waiting in each group, and one document that goes with all of a group's."""
    register = Register(f"sqlite:///{file}", SystemClock())
    upgrade(register)
    with register.transaction("benchmark") as tx:
        for number in range(groups):
            _group(tx, number, attached)
    return register


def _group(tx: Transaction, number: int, attached: int) -> None:
    start = dt.date(2026, 1, 1)
    group = GroupRow(code=f"G{number}", policy="MASE", go_live=start)
    tx.session.add(group)
    tx.session.flush()
    content = random.Random(number).randbytes(attached)
    sha256 = store(tx.session, "papers.pdf", "application/pdf", content, start)
    for place in range(25):
        person_id = _member(tx, group.id, number, place)
        queue(
            tx,
            LetterToQueue(
                group_id=group.id,
                name="papers",
                topic=Topic(group.id),
                person_id=person_id,
                address=f"m{number}.{place}@{DOMAIN}",
                printed=Printed("MASE papers, Tue 9 Feb, 10am", WORDS, f"<p>{WORDS}</p>"),
                validity=Validity(tx.at.date() + dt.timedelta(days=30)),
                attachments=[Enclosure(sha256, "papers.pdf")],
            ),
        )


def _member(tx: Transaction, group_id: UUID, number: int, place: int) -> UUID:
    start = dt.date(2026, 1, 1)
    name = f"Member {place} of group {number}"
    rows: dict[str, Any] = {"name": name, "job_title": name, "organisation": name, "phone": "03000 000000"}
    seat = SeatRow(
        group_id=group_id, number=place, name=name, present_name=name, short_name=name, created=start
    )
    person = PersonRow(**rows)
    tx.session.add_all([seat, person])
    tx.session.flush()
    tx.session.add_all(
        [
            AppointmentRow(
                group_id=group_id,
                person_id=person.id,
                role=Role.CORE,
                seat_id=seat.id,
                first=start,
                papers=PapersFor.ALWAYS,
                part_two=False,
            ),
            AddressRow(person_id=person.id, address=f"m{number}.{place}@{DOMAIN}", send_to=True, first=start),
        ]
    )
    tx.session.flush()
    return person.id


if __name__ == "__main__":
    main()
