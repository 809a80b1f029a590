"""Requests about many letters in batches, as a server takes them, with an outcome for each letter."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from tasks.mail.protocol.mailer import (
    BatchRefusedError,
    BusyError,
    MailError,
    NotTriedError,
    PassingError,
    RefusedError,
    SignInError,
    UnsendableError,
)

Asked = TypeVar("Asked")
Outcome = TypeVar("Outcome")

OF_ONE = (BatchRefusedError, UnsendableError)  # refusals that one letter may bring upon its whole batch
THROTTLED = "HTTP 429"  # of how much we ask, and never of one letter
NOT_TRIED = "It was not tried, since the letters before it had no clear outcome."
OF_THIS_LETTER = (
    "An empty draft is taken and this letter is not: its size, its words or its files may be in the way. Ask "
    "whoever runs the mail system, and any gateway in front of it. The answer was: {answer}"
)


def ask_in_batches(
    batches: Iterable[Sequence[Asked]],
    ask: Callable[[Sequence[Asked]], Sequence[Outcome | MailError]],
    *,
    judge: Callable[[Sequence[Asked], MailError], MailError] = lambda _, error: error,
) -> list[Outcome | MailError]:
    """Ask for one batch after the other, and return the outcome of each letter.

    A request that is refused as a whole, perhaps owing to one of its letters, is made again in halves, down
    to that letter alone. ``judge`` says of a request that failed as a whole what its error proves. Any other
    failure of a whole request ends the round: the letters of its batch share the error, and later batches
    are not tried. The error is raised where it is that of all letters. A server that could not be reached is
    counted against no letter.
    """
    outcomes: list[Outcome | MailError] = []
    waiting = deque(batches)
    while waiting:
        batch = waiting.popleft()
        try:
            outcomes += ask(batch)
        except MailError as failure:
            error = judge(batch, failure)
            if isinstance(error, OF_ONE):
                if len(batch) == 1:
                    outcomes.append(error)
                else:
                    middle = len(batch) // 2
                    waiting.extendleft((batch[middle:], batch[:middle]))
                continue
            not_tried = sum(map(len, waiting))
            if not outcomes and not not_tried:
                raise error from failure
            shared = BusyError(str(error)) if type(error) is RefusedError else error
            return [*outcomes, *[shared] * len(batch), *[NotTriedError(NOT_TRIED)] * not_tried]
    return outcomes


def draft_in_batches(
    batches: Iterable[Sequence[Asked]],
    ask: Callable[[Sequence[Asked]], Sequence[Outcome | MailError]],
    *,
    undo: Callable[[Sequence[Asked]], None],
    draft_empty: Callable[[], None],
) -> list[Outcome | MailError]:
    """Draft one batch after the other, so that a letter the server chokes on holds no other.

    Where a request failed, and an empty draft is taken, the failure is owing to a letter of the request: once
    ``undo`` has removed what it may have left, it is made again in halves. Where the empty draft fails as
    well, the server or the mailbox is at fault: the round ends, and nothing is counted against a letter. So
    it does where we are throttled, and then nothing more is asked.
    """

    def judge(batch: Sequence[Asked], error: MailError) -> MailError:
        if isinstance(error, (SignInError, UnsendableError)) or error.answer.startswith(THROTTLED):
            return error
        try:
            draft_empty()
            if not isinstance(error, BatchRefusedError):
                undo(batch)
        except MailError as failure:
            if not isinstance(error, RefusedError):  # there may be drafts of it
                return PassingError(str(failure))
            return failure if isinstance(failure, SignInError) else BusyError(str(failure))
        return BatchRefusedError(OF_THIS_LETTER.format(answer=error.answer))

    return ask_in_batches(batches, ask, judge=judge)


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
