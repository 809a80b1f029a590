"""Six groups that share nothing with the sample's are played from their terms alone."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from config.settings import ROOT
from tests.mase.command import mase

pytestmark = pytest.mark.long
SECOND = ROOT / "tests" / "fixtures" / "second_forum.toml"
OF_THE_SAMPLE = ("Kent", "Medway", "MASE", "KSCB", "child", "Worried about")
PURPOSE = {"own": "{} is looked after"}
ONE_OF_TWO = {"number": 2, "clause": "3"}


def _seats(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "short_name": name, "clause": "4"} for name in names]


POLICIES: Mapping[str, Mapping[str, Any]] = {
    # A parish: no deputies, a Chair with a seat, statutory clear days, no item of its own.
    "Footpaths Committee": {
        "meetings": {
            "rule": {"kind": "monthly", "week": "third", "weekday": "Monday", "no_meeting_in": ["August"]},
            "start": dt.time(19),
        },
        "attendance": {"deputies": "0%"},
        "quorum": ONE_OF_TWO,
        "seats": _seats("First councillor", "Second councillor", "Third councillor"),
        "deadlines": {"papers_out": {"statutory_clear_days": 3, "clause": "4"}},
        "standing_items": [],
        "boards": [],
    },
    # Two Chairs who both agree, in Scotland.
    "Water Safety Board": {
        "chairs": {"whose_word": "both"},
        "working_time": {"country": "Scotland"},
        "quorum": {"share": "1/2", "clause": "3"},
        "seats": _seats("Coastguard", "Lifeboats", "Harbourmaster", "Fire"),
    },
    # Twice a month, an action note in place of minutes.
    "Flood Panel": {
        "meetings": {
            "rule": {"kind": "every", "weeks": 2, "starting": dt.date(2027, 1, 14)},
            "written_up_as": "action note",
            "minutes": 45,
        },
        "deadlines": {
            "agenda_agreed": {"days": 4, "clause": "4"},
            "papers_out": {"days": 2, "clause": "4"},
            "minutes_out": {"days": 10, "clause": "4"},
        },
        "lead_times": {"minutes_draft_back_within": 2},
        "quorum": ONE_OF_TWO,
        "seats": _seats("Rivers", "Roads", "Rescue"),
    },
    # Fourteen seats, and the word of one named Chair.
    "Archives Council": {
        "chairs": {"whose_word": "named", "organisation": "County Record Office"},
        "quorum": {"share": "1/3", "clause": "3"},
        "seats": _seats(*(f"Museum {number}" for number in range(1, 15))),
    },
    # Three fixed days a year.
    "Harvest Forum": {
        "meetings": {
            "rule": {
                "kind": "list",
                "dates": [dt.date(2027, 2, 16), dt.date(2027, 6, 15), dt.date(2027, 10, 12)],
            },
        },
        "quorum": ONE_OF_TWO,
        "seats": _seats("Growers", "Sellers", "Eaters", "Bakers", "Millers"),
    },
    # A single seat beside the Chair; restricted items in the middle.
    "Signals Group": {
        "meetings": {"part_two": "middle"},
        "quorum": {"number": 1, "clause": "3"},
        "seats": _seats("Signallers"),
        "standing_items": [
            {"title": "Faults", "purpose": "discussion", "part": 2, "minutes": 20, "objective": "own"}
        ],
    },
}


def _policy(name: str) -> str:
    """The terms of a group: the second forum's, with what is different in them."""
    terms = tomllib.loads(SECOND.read_text(encoding="utf-8"))
    of_group = POLICIES[name]
    code = "".join(word[0] for word in name.split()) + "X"
    terms["group"] |= {"code": code, "name": name, "short_name": name, "unit_name": "Clerks"}
    terms["objectives"] = {"own": PURPOSE["own"].format(name)}
    terms["standing_items"] = [{"title": "News", "purpose": "information", "minutes": 10, "objective": "own"}]
    for part, values in of_group.items():
        is_part = part in ("meetings", "attendance", "deadlines", "lead_times", "working_time")
        terms[part] = {**terms[part], **values} if is_part else values
    return tomlkit.dumps(terms)


@pytest.mark.parametrize("name", POLICIES)
def test_a_group_of_any_terms_is_played(tmp_path: Path, name: str) -> None:
    policy, out = tmp_path / "policy.toml", tmp_path / "rehearsal"
    policy.write_text(_policy(name), encoding="utf-8")
    told = mase("rehearse", "--policy", str(policy), "--months", "2", "--out", str(out))
    assert told.returncode == 0, told.stderr
    assert "held" in told.stdout
    letters = [page.read_text(encoding="utf-8") for page in (out / "mail").rglob("*.html")]
    assert letters
    assert {word for word in OF_THE_SAMPLE for letter in letters if word in letter} == set()
