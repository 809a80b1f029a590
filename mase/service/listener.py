"""The listener: it looks every few seconds whether mail has come, and starts the flow that reads it.

It reads nothing itself. The sweep every ten minutes finds whatever it misses, so that a listener that is
killed, stalls or is refused costs time alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from prefect.client.orchestration import get_client

from mase.service.beside import EndedError, Wait, beside
from mase.service.catch_up import MAILBOX
from tasks.calendar_flow import name_of_run
from tasks.mail.protocol.mailer import Mailer, SignInError, mark_of
from tasks.mail.sending.lease import Lease, LeaseLostError, take
from tasks.paused import has_paused
from tasks.register.database.clock import SystemClock
from tasks.register.database.register import WATCHED, Register
from tasks.register.mailbox import cursor_of

PAUSE = 5.0  # seconds between two looks
LONGEST_PAUSE = 600.0  # after failures; the sweep comes as often
PAUSE_AFTER_REFUSAL = 3600.0  # accounts get locked by sign-ins that are refused
LEASE = 20.0  # seconds without a look after which another listener takes over
LOG = logging.getLogger(__name__)


@dataclass
class Listener:
    """One of the listeners at a mailbox: of several machines' the one that holds the lease looks.

    ``is_time`` says whether the mailbox is read at this hour. ``wake`` starts a reading, once for each key.
    ``wait`` waits for some seconds, and raises EndedError as soon as the service ends.
    """

    register: Register
    mailbox: str
    open_mailer: Callable[[], Mailer]
    is_time: Callable[[], bool]
    wake: Callable[[str], None]
    wait: Wait
    lease: Lease | None = None
    mailer: Mailer | None = None

    def listen(self) -> None:
        """Look again and again until the service ends. The log has codes alone: errors may name people."""
        pause = PAUSE
        with suppress(EndedError):
            while True:
                try:
                    self.look()
                    pause = PAUSE
                except EndedError:
                    raise
                except Exception as error:  # whatever it is, the service goes on without the listener
                    LOG.warning("The listener could not look (%s).", type(error).__name__)
                    self._close_mailer()
                    refused = isinstance(error, SignInError)
                    pause = PAUSE_AFTER_REFUSAL if refused else min(2 * pause, LONGEST_PAUSE)
                self.wait(pause)
        self._rest()

    def look(self) -> None:
        """Start a reading if mail has come since the last one, unless another machine's listener does it.

        The key is made of the cursor and of what is new after it: a reading that has failed is left to the
        sweep until more comes.
        """
        if not self.is_time():
            self._rest()
            return
        self.lease = self.lease or take(self.register, f"listening to {self.mailbox}", LEASE, self.wait)
        if self.lease is None:
            return
        try:
            with self.register.transaction("listener", groups=WATCHED) as tx:
                self.lease.beat(tx.session)
                cursor = cursor_of(tx.session, self.mailbox)
        except LeaseLostError:
            self.lease = None
            return
        self.mailer = self.mailer or self.open_mailer()
        if news := self.mailer.news(cursor):
            self.wake(mark_of([self.mailbox, cursor, news]))

    def _rest(self) -> None:
        self._close_mailer()
        if self.lease:
            self.lease.give_back(self.register)
            self.lease = None

    def _close_mailer(self) -> None:
        if self.mailer:
            self.mailer.close()
            self.mailer = None


def wake_reader(key: str) -> None:
    """Start a run of the flow that reads the mailbox, unless a run was started for the same key, or a person
    has paused that flow."""
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(f"{MAILBOX}/{MAILBOX}")
        if not has_paused(deployment):
            client.create_flow_run_from_deployment(
                deployment.id, name=name_of_run({}, SystemClock().now().date()), idempotency_key=key
            )


@contextmanager
def listening(
    register: Register, mailbox: str, open_mailer: Callable[[], Mailer], is_time: Callable[[], bool]
) -> Iterator[None]:
    """Listen while the block runs, in a thread that can't keep the service from ending."""
    with beside(lambda wait: Listener(register, mailbox, open_mailer, is_time, wake_reader, wait).listen()):
        yield
