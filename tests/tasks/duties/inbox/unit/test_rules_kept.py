"""What no step sees to stays on the desk until the unit says what it did; the compliance page shows it."""

from __future__ import annotations

import re
from dataclasses import replace

from forum.terms.parts.deadlines import Limit
from forum.terms.parts.duties import Reminder
from tests.tasks.duties.clause_as_at import this_year
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import UNIT

NOTICE = Reminder(what="Post the notice", before_meeting=Limit(clear_days=5, clause="9.1"), clause="9.1")
REGISTER = Reminder(what="Send the register of interests round", months=("January",), clause="9.2")


def waits(post: Post) -> dict[str, str]:
    """The reminders on the desk this morning, each with the code that it asks for."""
    found = (
        re.match(r"(.+) \(clause .+ reply KEPT ([0-9a-f]{8}): and what you did\.", it) for it in post.desk()
    )
    return {match[1]: match[2] for match in found if match}


def test_the_unit_says_what_it_did_and_the_year_shows_whether_it_was_in_time(post: Post) -> None:
    policy = post.office.policies["MASE"].model_copy(update={"reminders": (NOTICE, REGISTER)})
    post.forum.office = replace(post.office, policies={"MASE": policy})
    post.forum.on("Tue 5 Jan 2027")  # of one the day was yesterday, of the other it is tomorrow
    codes = waits(post)
    assert list(codes) == [REGISTER.what, NOTICE.what]
    post.send()

    desk = post.sent("desk", UNIT)
    post.hear(f"KEPT {codes[NOTICE.what]}: it is up at the offices", to=desk)
    assert post.told()[-1].endswith("is on record, for the compliance page: it is up at the offices.")
    post.forum.on("Fri 8 Jan 2027")
    assert list(waits(post)) == [REGISTER.what]
    seen = (
        "In part: 1 of 2 reminders. Worst: Send the register of interests round (clause 9.2), 4 days overdue."
    )
    assert this_year(post.forum, "Reminders") == seen

    post.hear(f"KEPT {codes[REGISTER.what]}: all have had it", to=desk)
    late = seen.replace("overdue", "late, all have had it")
    assert this_year(post.forum, "Reminders") == late
    post.hear(f"KEPT {codes[REGISTER.what]}: again", to=desk)
    assert "waits for you: write it as the desk letter has it" in post.told()[-1]
    post.hear("WRONG", to=desk)
    assert this_year(post.forum, "Reminders") == seen
