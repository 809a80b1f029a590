"""Faults on demand: a test orders what goes wrong, with which operation, before or after it is accepted."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Trouble(StrEnum):
    """The kinds of trouble. All but SLOW and ITEM_BUSY leave the caller without a proper answer."""

    RESET = "reset"  # the connection is reset
    TIME_OUT = "time-out"  # nothing is answered for ``seconds``, then the connection is closed
    UNAVAILABLE = "503"  # with Retry-After when ``seconds`` is given
    ERROR_CLOSE = "500"  # with Connection: close
    UNAUTHORISED = "401"
    THROTTLED = "429"  # with Retry-After: ``seconds``
    BUSY = "busy"  # as this kind of server says that it is (``code``), asking for ``seconds`` of patience
    ITEM_BUSY = "item-busy"  # item number ``item`` of the batch answers ``code``
    SLOW = "slow"  # the right answer comes ``seconds`` later
    MALFORMED = "malformed"  # status 200, and an answer that can't be understood
    HALF = "half"  # half of the right answer, then the connection is closed


@dataclass(frozen=True)
class Fault:
    """An order of trouble. ``operation`` is a name such as "SendItem" or "*"; it strikes ``times`` times
    after the first ``skip`` requests of that operation. With ``accepted`` the request is carried out first;
    for ITEM_BUSY, the item.
    """

    operation: str
    trouble: Trouble
    accepted: bool = False
    skip: int = 0
    times: int = 1
    item: int = 0
    seconds: float = 0
    code: str = "ErrorServerBusy"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "trouble": self.trouble.value}

    @classmethod
    def from_json(cls, order: dict[str, Any]) -> Fault:
        return cls(**{**order, "trouble": Trouble(order["trouble"])})


class Faults:
    """The orders that are left, each taken by the requests it is meant for. Safe between threads."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []
        self._lock = threading.Lock()

    def order(self, fault: Fault) -> None:
        with self._lock:
            self._orders.append(fault)

    def take(self, operation: str) -> Fault | None:
        """The fault that strikes this request, used up by one time; None where all goes well."""
        with self._lock:
            for place, fault in enumerate(self._orders):
                if fault.operation not in (operation, "*"):
                    continue
                if fault.skip:
                    self._orders[place] = replace(fault, skip=fault.skip - 1)
                    continue
                self._orders[place] = replace(fault, times=fault.times - 1)
                if fault.times <= 1:
                    del self._orders[place]
                return fault
            return None

    def waiting(self) -> list[Fault]:
        """Orders that have not struck as often as they should."""
        with self._lock:
            return list(self._orders)

    def forget(self) -> None:
        with self._lock:
            self._orders.clear()
