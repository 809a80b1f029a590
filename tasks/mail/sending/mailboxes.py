"""The mailboxes of the service: its own, and those that policies name for their groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from tasks.mail.protocol.mailer import Mailer
from tasks.mail.sending.delivery_settings import DeliveryRules


@dataclass(frozen=True)
class Mailbox:
    """A mailbox with the rules of its delivery, opened when it is first asked for: most runs have no need of
    it."""

    rules: DeliveryRules
    open: Callable[[], Mailer]

    @property
    def address(self) -> str:
        """The address of the mailbox."""
        return self.rules.mailbox

    @cached_property
    def mailer(self) -> Mailer:
        """The gateway to the mailbox."""
        return self.open()

    def carried(self, groups: Iterable[UUID]) -> Sequence[UUID]:
        """Return those of the groups whose letters go from this mailbox."""
        return [group for group in groups if self.rules.serves is None or group in self.rules.serves]

    def close(self) -> None:
        """Give the connections back, if it was opened."""
        if "mailer" in vars(self):
            self.mailer.close()
