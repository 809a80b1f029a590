"""Requests about many letters in batches, as a server takes them, with an outcome for each letter."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from tasks.mail.protocol.mailer import (
    BatchRefusedError,
    BatchUnclearError,
    BusyError,
    MailError,
    RefusedError,
    SignInError,
    UnsendableError,
)

Asked = TypeVar("Asked")
Outcome = TypeVar("Outcome")

OF_ONE = (BatchRefusedError, UnsendableError)  # refusals that one letter may bring upon its whole batch
NOT_TRIED = "It was not tried, since the letters before it had no clear outcome."


def in_batches(
    batches: Iterable[Sequence[Asked]],
    ask: Callable[[Sequence[Asked]], Sequence[Outcome | MailError]],
    *,
    undo: Callable[[Sequence[Asked]], None] | None = None,
) -> list[Outcome | MailError]:
    """Ask for one batch after the other, and return the outcome of each letter.

    A request that is refused as a whole, perhaps owing to one of its letters, is made again in halves, down
    to that letter alone. So is one over which the server failed, once ``undo`` has removed what it may have
    left; a sending can't be undone. Any other request that fails as a whole ends the round: the letters of
    its batch share the error, and later batches are not tried. The error is raised where it concerns all
    letters. A server that could not be reached is counted against no letter.
    """
    outcomes: list[Outcome | MailError] = []
    waiting = deque(batches)
    while waiting:
        batch = waiting.popleft()
        try:
            outcomes += _ask_or_undo(batch, ask, undo)
        except MailError as error:
            if isinstance(error, OF_ONE):
                if len(batch) == 1:
                    outcomes.append(error)
                else:
                    middle = len(batch) // 2
                    waiting.extendleft((batch[middle:], batch[:middle]))
                continue
            not_tried = sum(map(len, waiting))
            if not outcomes and (isinstance(error, (RefusedError, SignInError)) or not not_tried):
                raise
            shared = BusyError(str(error)) if type(error) is RefusedError else error
            return [*outcomes, *[shared] * len(batch), *[BusyError(NOT_TRIED)] * not_tried]
    return outcomes


def _ask_or_undo(
    batch: Sequence[Asked],
    ask: Callable[[Sequence[Asked]], Sequence[Outcome | MailError]],
    undo: Callable[[Sequence[Asked]], None] | None,
) -> Sequence[Outcome | MailError]:
    try:
        return ask(batch)
    except BatchUnclearError as error:
        if undo is None:
            raise
        undo(batch)
        raise BatchRefusedError(str(error)) from error


def split_by_number(items: Sequence[Asked], most: int) -> list[Sequence[Asked]]:
    """Split items, in their order, into batches of at most ``most`` items."""
    return [items[start : start + most] for start in range(0, len(items), most)]


def split_by_size(
    items: Iterable[Asked], size_of: Callable[[Asked], int], largest: int, most: int
) -> Iterator[list[Asked]]:
    """Split items, in their order, into batches of at most ``most`` items and ``largest`` bytes.

    An item larger than that has a batch of its own.
    """
    batch: list[Asked] = []
    total = 0
    for item in items:
        size = size_of(item)
        if batch and (total + size > largest or len(batch) == most):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size
    if batch:
        yield batch
