"""A day's work without Prefect: what each query of the calendar finds, and the duties that it leads to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from flows.do_what_is_due import MORNING
from tasks.duties.base.batches import do_each
from tasks.duties.base.office import Office

BY = "benchmark"


def work(office: Office, as_of: dt.date, tell: Callable[[str], None] = lambda _: None) -> Counter[str]:
    """Do all that is due on a day but delivering mail; how often each duty was done.

    ``tell`` is told the name of each query and duty before it begins.
    """
    counts: Counter[str] = Counter()
    for work in (work for works in MORNING.values() for work in works):
        tell(work.due.__name__)
        ids = work.find(office, as_of)
        for duty in work.duties:
            tell(duty.__name__)
            do_each(office, duty, ids, as_of, BY, together=work.together)
            counts[duty.__name__] += len(ids)
    return counts
