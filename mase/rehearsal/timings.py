"""Where the time of a rehearsal goes: measured inside the process, for ``--timings``."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tasks.documents.letters import LetterPrinter
from tasks.documents.word import DocumentPrinter


@dataclass
class Timings:
    """Seconds by part, and how often each was gone through."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - begun
            self.counts[name] += 1

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
    def _printing(self, printer: type[LetterPrinter] | type[DocumentPrinter], name: str) -> Iterator[None]:
        plain = printer.print

        def measured(made: object, piece: object) -> object:
            with self.part(name):
                return plain(made, piece)  # type: ignore[arg-type]

        printer.print = measured  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            printer.print = plain  # type: ignore[method-assign]
