"""A round of the watcher: look, judge, and tell those who run the service what they have not heard yet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from forum.text.problem import Problem
from forum.watch.evidence import Evidence
from forum.watch.faults import Fault, FaultKind, judge
from forum.watch.hours import is_to_try_again
from forum.watch.message import Message, Past, message_about
from tasks.register.database.clock import Clock
from tasks.register.database.register import WATCHED, Register
from tasks.register.watch.faults import ToTell, note_faults, note_told, open_faults
from tasks.watch.routes import FAILURES, DeadMansSwitch, Route

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What a round has seen and judged, and the routes that failed."""

    seen: Evidence
    faults: Sequence[Fault]
    failed: Sequence[str]


@dataclass(frozen=True)
class Watcher:
    """The watcher of a service. ``look`` sees how everything stands, also where the register can't be read.

    The file ``told`` says that those who run the service have heard that it can't, and a file beside it when
    telling them was tried in vain, first and last. The register keeps all else that they have heard.
    """

    look: Callable[[], Evidence]
    register: Register
    routes: Sequence[Route]
    switch: DeadMansSwitch | None
    told: Path
    clock: Clock

    def make_round(self) -> Round:
        """Look, judge and tell."""
        failed = [*self._ping(lambda switch: switch.begin())]
        seen = self.look()
        faults: Sequence[Fault] = judge(seen)
        try:
            failed += self._tell_once(faults)
        except Problem as problem:
            seen, faults = _unreadable(seen, problem)
            failed += self._tell_of_register(faults[0])
        failed += self._ping(lambda switch: switch.end(faults))
        return Round(seen, faults, failed)

    def _tell_once(self, faults: Sequence[Fault]) -> Sequence[str]:
        """Tell what is new and what is over, and note it in the register."""
        if faults and faults[0].kind is FaultKind.REGISTER:
            return self._tell_of_register(faults[0])
        to_tell = self._note(faults)
        failed = [*self._tell_that_register_is_back()]
        if to_tell.message:
            was_told, routes_failed = self._tell(to_tell.message)
            failed += routes_failed
            if was_told:
                with self.register.transaction("watch", groups=WATCHED) as tx:
                    note_told(tx, to_tell)
        return failed

    def _note(self, faults: Sequence[Fault]) -> ToTell:
        with self.register.reading() as session:
            is_well = not faults and not open_faults(session)
        if is_well:
            return ToTell([], [], None)  # most rounds write nothing
        with self.register.transaction("watch", groups=WATCHED) as tx:
            return note_faults(tx, faults)

    def _tell_of_register(self, fault: Fault) -> Sequence[str]:
        if self.told.exists():
            return ()
        was_told, failed = self._tell_unless_just_tried(message_about([fault], []))
        if was_told:
            _keep(self.told, self.clock.now().isoformat(), fault.sentence)
        return failed

    def _tell_that_register_is_back(self) -> Sequence[str]:
        if not self.told.exists():
            self._tried.unlink(missing_ok=True)
            return ()
        since, _, sentence = self.told.read_text(encoding="utf-8").strip().partition("\n")
        now = self.clock.now()
        past = Past(Fault(FaultKind.REGISTER, "", sentence), now.fromisoformat(since), now)
        was_told, failed = self._tell_unless_just_tried(message_about([], [past]))
        if was_told:
            self.told.unlink()
        return failed

    @property
    def _tried(self) -> Path:
        return self.told.with_name(f"{self.told.name}.tried")

    def _tell_unless_just_tried(self, message: Message) -> tuple[bool, Sequence[str]]:
        """Tell of the register, unless that was tried in vain just now; return what ``_tell`` does."""
        now = self.clock.now()
        first = now
        if self._tried.exists():
            first, last = map(now.fromisoformat, self._tried.read_text(encoding="utf-8").split())
            if not is_to_try_again(first, last, now):
                return False, ()
        was_told, failed = self._tell(message)
        if not was_told:
            _keep(self._tried, first.isoformat(), now.isoformat())
        return was_told, failed

    def _tell(self, message: Message) -> tuple[bool, Sequence[str]]:
        """Tell by every route; return whether one of them worked, and the names of those that failed.

        Once one works, what waits on the register is put off no more. The log has the message too, which is
        all there is where there is no route.
        """
        LOG.warning("%s", message.subject)
        failed = []
        for route in self.routes:
            try:
                route.tell(message)
            except FAILURES as error:
                LOG.error("Nobody could be told by %s (%s).", route.name, type(error).__name__)
                failed.append(route.name)
        was_told = len(failed) < max(len(self.routes), 1)
        if was_told:
            self._tried.unlink(missing_ok=True)
        return was_told, failed

    def _ping(self, ping: Callable[[DeadMansSwitch], None]) -> Sequence[str]:
        if self.switch is None:
            return ()
        try:
            ping(self.switch)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            LOG.error("The dead man’s switch could not be reached (%s).", type(error).__name__)
            return ["the dead man’s switch"]
        return ()


def _keep(path: Path, *lines: str) -> None:
    """Write lines into a file, which is there whole or not at all; not at all where the disk is full, so that
    people hear again."""
    part = path.with_name(f"{path.name}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        part.replace(path)


def _unreadable(seen: Evidence, problem: Problem) -> tuple[Evidence, Sequence[Fault]]:
    """Return what was seen where the register failed while it was written."""
    seen = Evidence(now=seen.now, register=problem.sentence, disks=seen.disks)
    return seen, judge(seen)
