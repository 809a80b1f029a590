"""A round of the watcher: look, judge, and tell those who run the service what they are to hear."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from forum.text.problem import Problem
from forum.watch.evidence import Evidence, is_to_tell_again, is_to_try_again
from forum.watch.faults import FAULTS, Fault, FaultKind, judge
from forum.watch.message import Message, Past, Service, StandingFault, message_about
from tasks.register.database.clock import Clock
from tasks.register.database.register import WATCHED, Register
from tasks.register.watch import ToTell, note_faults, note_told, open_faults
from tasks.watch.routes import FAILURES, DeadMansSwitch, Route

UNNOTED = (FaultKind.REGISTER, FaultKind.CLOCK)
"""The faults with which nothing may be noted in the register, or can be."""
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class WatchRound:
    """What a round has seen and judged, and the routes that failed."""

    seen: Evidence
    faults: Sequence[Fault]
    failed: Sequence[str]


@dataclass(frozen=True)
class _Told:
    since: dt.datetime
    told: dt.datetime  # the last time
    sentence: str


@dataclass(frozen=True)
class Watcher:
    """The watcher of a service. ``look`` sees how everything stands, also where the register can't be read.

    Files in ``folder`` say that those who run the service have heard that it can't, or that the clock
    contradicts it, and when telling them was tried in vain, first and last. The register keeps all else that
    they have heard.
    """

    service: Service

    look: Callable[[], Evidence]
    register: Register
    routes: Sequence[Route]
    switch: DeadMansSwitch | None
    folder: Path
    clock: Clock

    def make_round(self) -> WatchRound:
        """Look, judge and tell."""
        failed = [*self._ping(lambda switch: switch.begin())]
        seen = self.look()
        faults: Sequence[Fault] = judge(seen)
        try:
            failed += self._tell_once(faults)
        except Problem as problem:
            seen, faults = _unreadable(seen, problem)
            failed += self._tell_unnoted(faults[0])
        failed += self._ping(lambda switch: switch.end(faults))
        return WatchRound(seen, faults, failed)

    def _tell_once(self, faults: Sequence[Fault]) -> Sequence[str]:
        """Tell what is new and what is over, and note it in the register."""
        if faults and faults[0].kind in UNNOTED:
            return self._tell_unnoted(faults[0])
        to_tell = self._note(faults)
        failed = [failure for kind in UNNOTED for failure in self._tell_end_of_unnoted(kind)]
        if to_tell.standing or to_tell.over:
            was_told, routes_failed = self._tell(message_about(self.service, to_tell.standing, to_tell.over))
            failed += routes_failed
            if was_told:
                with self.register.transaction("watch", groups=WATCHED) as tx:
                    note_told(tx, to_tell)
        return failed

    def _note(self, faults: Sequence[Fault]) -> ToTell:
        with self.register.reading() as session:
            is_well = not faults and not open_faults(session)
        if is_well:
            return ToTell()  # most rounds write nothing
        with self.register.transaction("watch", groups=WATCHED) as tx:
            return note_faults(tx, faults)

    def _tell_unnoted(self, fault: Fault) -> Sequence[str]:
        """Tell of a fault that the register can't note, once and again, as a file of its kind says."""
        now, before = self.clock.now(), self._told_of(fault.kind)
        every = FAULTS[fault.kind].gravity.told_every
        if before and not is_to_tell_again(before.told, now, every, covers_more=False):
            return ()
        since = before.since if before else now
        message = message_about(self.service, [StandingFault(fault, since, before is None)], [])
        was_told, failed = self._tell_unless_just_tried(fault.kind, message)
        if was_told:
            _keep(self._file(fault.kind), since.isoformat(), now.isoformat(), fault.sentence)
        return failed

    def _tell_end_of_unnoted(self, kind: FaultKind) -> Sequence[str]:
        before = self._told_of(kind)
        if before is None:
            self._tried(kind).unlink(missing_ok=True)
            return ()
        past = Past(Fault(kind, "", before.sentence), before.since, self.clock.now())
        was_told, failed = self._tell_unless_just_tried(kind, message_about(self.service, [], [past]))
        if was_told:
            self._file(kind).unlink()
        return failed

    def _told_of(self, kind: FaultKind) -> _Told | None:
        """Return what people have heard of a fault that the register can't note; None for nothing."""
        if not self._file(kind).exists():
            return None
        since, *told, sentence = self._file(kind).read_text(encoding="utf-8").splitlines()
        at = dt.datetime.fromisoformat(since)
        return _Told(at, dt.datetime.fromisoformat(told[0]) if told else at, sentence)

    def _file(self, kind: FaultKind) -> Path:
        return self.folder / kind.value.replace(" ", "-")

    def _tried(self, kind: FaultKind) -> Path:
        return self.folder / f"{self._file(kind).name}.tried"

    def _tell_unless_just_tried(self, kind: FaultKind, message: Message) -> tuple[bool, Sequence[str]]:
        """Tell of what is not noted, unless that was tried in vain just now; return what ``_tell`` does."""
        now, tried = self.clock.now(), self._tried(kind)
        first = now
        if tried.exists():
            first, last = map(dt.datetime.fromisoformat, tried.read_text(encoding="utf-8").split())
            if not is_to_try_again(first, last, now):
                return False, ()
        was_told, failed = self._tell(message)
        if not was_told:
            _keep(tried, first.isoformat(), now.isoformat())
        return was_told, failed

    def _tell(self, message: Message) -> tuple[bool, Sequence[str]]:
        """Tell by every route; return whether one of them worked, and the names of those that failed.

        Once one works, what the register can't note is put off no more. The log has the message too, which is
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
            for kind in UNNOTED:
                self._tried(kind).unlink(missing_ok=True)
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
