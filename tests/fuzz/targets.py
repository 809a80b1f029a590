"""The targets: what is fuzzed, what it begins with, how it is changed, and how much an input may cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from tests.fuzz import files, inbox, mail, seeds, words
from tests.fuzz.mutations import Mutate, mutated_office, mutated_pdf, mutated_text


@dataclass(frozen=True)
class Target:
    """``take`` reads an input: it returns, or raises Problem; all else is a find.

    ``largest`` is in bytes; ``seconds`` are the processor's, for one input.
    """

    take: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    mutate: Mutate
    largest: int
    seconds: float


MEGABYTES = 512  # for one input
TARGETS: Mapping[str, Target] = {
    "mail": Target(mail.mail, seeds.mails, mutated_text, 60_000, 5),
    "reply": Target(words.reply, seeds.replies, mutated_text, 20_000, 1),
    "inbox": Target(inbox.inbox, seeds.inbox_items, mutated_text, 20_000, 5),
    "address": Target(words.address, partial(seeds.texts, seeds.ADDRESSES), mutated_text, 20_000, 1),
    "dates": Target(words.dates, partial(seeds.texts, seeds.DATES), mutated_text, 20_000, 1),
    "html": Target(words.html, partial(seeds.texts, seeds.HTML), mutated_text, 60_000, 5),
    "members": Target(files.members, seeds.members, mutated_office, 400_000, 5),
    "record": Target(files.record, seeds.records, mutated_office, 400_000, 5),
    "policy": Target(files.policy, seeds.policies, mutated_office, 400_000, 5),
    "pack": Target(files.pack, seeds.packs, mutated_office, 400_000, 5),
    "minutes": Target(files.minutes, seeds.minutes, mutated_office, 400_000, 5),
    "office": Target(files.paper, seeds.office_papers, mutated_office, 400_000, 5),
    "pdf": Target(files.paper, seeds.pdfs, mutated_pdf, 100_000, 5),
}
