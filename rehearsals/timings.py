"""The times of a rehearsal's parts, measured inside the process, for ``--timings``."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter

DUTIES, PREFECT, STALLS = "flows: duties", "flows: Prefect and the office", "flows: stalls"
AGAIN = "letters and documents again, in a plain loop"
STALL = 1.5  # seconds that a flow run waits for the server: it said busy, and the client sleeps


@dataclass
class Timings:
    """Seconds by part, and how often each was gone through."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: Counter[str] = field(default_factory=Counter)
    printed: list[Callable[[], object]] = field(default_factory=list)  # to print each piece once more

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - begun
            self.counts[name] += 1

    @contextmanager
    def flow(self) -> Iterator[None]:
        """Time a flow run. The time beside its duties is Prefect's and the office's; if very long, a
        stall."""
        begun, duties = time.perf_counter(), self.seconds[DUTIES]
        with self.part("flows"):
            yield
        beside = time.perf_counter() - begun - (self.seconds[DUTIES] - duties)
        self.seconds[PREFECT] += beside
        self.counts[PREFECT] += 1
        if beside >= STALL:
            self.seconds[STALLS] += beside
            self.counts[STALLS] += 1

    def print_again(self) -> None:
        """Print the same letters and documents in a plain loop, to stand beside what they cost on the way."""
        pieces = list(self.printed)
        with self.part(AGAIN):
            for piece in pieces:
                piece()
        self.counts[AGAIN] = len(pieces)

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Measure rendering and the register while the block runs."""
        with self._printing(LetterPrinter, "letters"), self._printing(DocumentPrinter, "documents"):
            begun: list[float] = []

            def before(*_: object) -> None:
                begun.append(time.perf_counter())

            def after(*_: object) -> None:
                self.seconds["register"] += time.perf_counter() - begun.pop()
                self.counts["register"] += 1

            event.listen(Engine, "before_cursor_execute", before)
            event.listen(Engine, "after_cursor_execute", after)
            try:
                yield
            finally:
                event.remove(Engine, "before_cursor_execute", before)
                event.remove(Engine, "after_cursor_execute", after)

    @contextmanager
    def measuring_duties(self) -> Iterator[None]:
        """Measure what the flows' tasks do themselves, without what Prefect does around them."""
        from flows.do_what_is_due import CALENDAR  # only now: Prefect is imported while the server starts
        from tasks import mailbox
        from tasks.secretary import all_tasks

        tasks = [*all_tasks(CALENDAR), mailbox.read_mailbox, mailbox.deliver_confirmations]
        plain = {task: task.fn for task in tasks}
        for task in tasks:
            task.fn = self._duty(task.fn)
        try:
            yield
        finally:
            for task in tasks:
                task.fn = plain[task]

    def _duty(self, plain: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        @wraps(plain)
        async def measured(*args: object, **kwargs: object) -> object:
            with self.part(DUTIES):
                return await plain(*args, **kwargs)

        return measured

    @contextmanager
    def _printing(self, printer: type[LetterPrinter] | type[DocumentPrinter], name: str) -> Iterator[None]:
        plain = printer.print

        def measured(made: object, piece: object) -> object:
            self.printed.append(lambda: plain(made, piece))  # type: ignore[arg-type]
            with self.part(name):
                return plain(made, piece)  # type: ignore[arg-type]

        printer.print = measured  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            printer.print = plain  # type: ignore[method-assign]
