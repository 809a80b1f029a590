"""The time from a mail's arrival to its confirmation: ``python -m benchmarks.arrival exchange``, or graph.

A hundred mails come within ten minutes. The service reads its mailbox when the listener wakes it, and never
by the clock. With ``--kill`` the listener is a process of its own, which is killed every minute.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from benchmarks.mail_server import StandIn, standin
from config.settings import ROOT
from config.wiring import open_office
from forum.members.membership import Role
from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import free_port
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.register.database.clock import SystemClock
from tasks.register.groups import group_by_code
from tasks.register.mailbox import waits_for_confirmations
from tasks.register.tables import AddressRow, AppointmentRow, ReceivedRow

OURS = "mase@forum.example"
WORDS = ("Apologies", "I will be there")
PATIENCE = 300  # seconds after the last mail


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.arrival", description=__doc__)
    parser.add_argument("gateway", choices=("exchange", "graph"))
    parser.add_argument("--kill", action="store_true", help="kill the listener every minute")
    parser.add_argument("--mails", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    arguments = ("--domain", "forum.example", "--mailbox", OURS)
    with (
        tempfile.TemporaryDirectory() as folder,
        standin(options.gateway, *arguments) as server,
    ):
        _use(Path(folder), server)
        with closing(_office().register):
            writers = _writers()
            for writer in writers:
                server.open_mailbox(writer)
            with _service(Path(folder), "never" if options.kill else "all day"):
                _write(server, writers, options)
                _wait_for(options.mails)
            _report(server, options.mails)


def _use(folder: Path, server: StandIn) -> None:
    """Point the settings at the stand-in and at a register and a Prefect server of their own."""
    os.environ |= {
        **server.settings(),
        "MASE_SERVICE_ADDRESS": OURS,
        "MASE_POLICIES": "config",
        "MASE_DATABASE_URL": f"sqlite:///{folder}/register.db",
        "MASE_PREFECT_FOLDER": str(folder / "prefect"),
        "MASE_PREFECT_PORT": str(free_port()),
        "MASE_LIBREOFFICE": "",
    }
    members = [sys.executable, "-m", "mase", "register", "import", "config/members-sample.xlsx", "--yes"]
    subprocess.run(members, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    office = _office()
    with closing(office.register), unit_of_work(office, "benchmark") as work:
        plan_meetings(work, group_by_code(work.session, "MASE").id)
        domains = {row.address.partition("@")[2] for row in work.session.scalars(select(AddressRow))}
    os.environ |= {"MASE_MODE": "live", "MASE_ALLOWED_DOMAINS": ",".join(domains)}


def _office() -> Office:
    return open_office(clock=SystemClock())


def _writers() -> Sequence[str]:
    """The addresses of the members: each is confirmed ten mails a day."""
    office = _office()
    members = select(AppointmentRow.person_id).where(AppointmentRow.role == Role.CORE)
    with closing(office.register), office.register.reading() as session:
        addresses = select(AddressRow.address).where(AddressRow.person_id.in_(members), AddressRow.send_to)
        return session.scalars(addresses.order_by(AddressRow.address)).all()


@contextmanager
def _service(folder: Path, hours: str) -> Iterator[None]:
    """Serve all flows, and end the service afterwards."""
    with _process("serve", hours) as service:
        try:
            assert service.stdout
            for line in service.stdout:
                if "Ctrl-C ends the service" in line:
                    break
            os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{os.environ['MASE_PREFECT_PORT']}/api"
            os.environ["PREFECT_API_AUTH_STRING"] = sign_in_of(folder / "prefect")
            yield
        finally:
            service.terminate()


def _process(command: str, hours: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "benchmarks.listened_to", command, hours]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _write(server: StandIn, writers: Sequence[str], options: argparse.Namespace) -> None:
    """Have the mails come, evenly; where the listener is to be killed, kill it every minute."""
    begun = time.monotonic()
    with ExitStack() as ended:
        listener: subprocess.Popen[str] | None = None
        minutes = 0
        for number in range(options.mails):
            _wait_until(begun + number * options.seconds / options.mails)
            if options.kill and time.monotonic() - begun >= 60 * minutes:
                if listener:
                    listener.kill()
                    listener.wait()
                listener = ended.enter_context(_process("listen", "all day"))
                ended.callback(listener.kill)
                minutes += 1
            words = WORDS[number // len(writers) % len(WORDS)]
            server.send(writers[number % len(writers)], OURS, "February", words)
        if options.kill:
            _wait_for(options.mails)  # while it still listens


def _wait_until(moment: float) -> None:
    while (left := moment - time.monotonic()) > 0:
        time.sleep(min(left, 1))


def _wait_for(mails: int) -> None:
    ends = time.monotonic() + PATIENCE
    while len(_waits()) < mails and time.monotonic() < ends:
        time.sleep(2)


def _waits() -> list[float]:
    office = _office()
    with closing(office.register), office.register.reading() as session:
        since = office.clock.now().replace(hour=0, minute=0)
        return sorted(wait.total_seconds() for wait in waits_for_confirmations(session, since))


def _report(server: StandIn, mails: int) -> None:
    waits = _waits()
    office = _office()
    with closing(office.register), office.register.reading() as session:
        items = Counter(session.scalars(select(ReceivedRow.message)))
    confirmations = Counter(server.keys_sent_by(OURS))
    twice = sum(times > 1 for times in (*items.values(), *confirmations.values()))
    print(
        f"{len(waits)} of {mails} mails confirmed; half within {waits[len(waits) // 2]:.0f} s, 95% within "
        f"{waits[len(waits) * 95 // 100 - 1]:.0f} s, the last within {waits[-1]:.0f} s of arrival; "
        f"{twice} handled or confirmed twice. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    )


if __name__ == "__main__":
    main()
