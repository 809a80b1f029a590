"""What letters share offers a word where one answers, and none where nothing is asked."""

from __future__ import annotations

from dataclasses import replace

from forum.letters.parts import ActionLine, Unclear, reports_on, yes_to_proposal
from tests.english import day

UNCLEAR = Unclear(why="It is not plain whether you come.", how="Reply APOLOGIES or COMING.")


def test_yes_is_offered_where_it_confirms_what_a_reply_probably_means() -> None:
    assert yes_to_proposal([UNCLEAR, replace(UNCLEAR, is_proposal=True)]) == ("YES",)
    assert yes_to_proposal([UNCLEAR]) == ()


def test_words_that_report_are_offered_for_actions_that_are_still_to_be_done() -> None:
    open_one = ActionLine(reference="MASE/2027-01/03", title="Share it", due=day("Fri 29 Jan 2027"))
    done = replace(open_one, reference="MASE/2027-01/04", reported_done=day("Mon 18 Jan 2027"))
    (offered,) = reports_on([open_one, done]).items()
    assert (offered[0], "DONE" in offered[1]) == ("2027-01/03", True)
