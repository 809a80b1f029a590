import datetime as dt
from uuid import UUID

import pytest

from forum.agenda import (
    Item,
    Place,
    Purpose,
    agenda_with_room,
    in_time,
    item_to_ratify,
    items_for_reader,
    items_to_propose,
    order_items,
    shortened,
    start_times,
    to_fit,
)
from tests.english import day
from tests.forum.group import an_id
from tests.forum.policies import MASE

CHAIR, UNIT, MEMBER = an_id("the Chair"), an_id("the unit"), an_id("a member")

CARRIED = Item("Carried over for decision", Purpose.DECISION, 10, proposed_on=day("Tue 12 Jan 2027"))
PROPOSED = Item("Proposed for decision", Purpose.DECISION, 10, lead=MEMBER, proposed_by=MEMBER)
RESTRICTED = Item("Proposed for part 2", Purpose.INFORMATION, 5, part=2)


def titles(items: tuple[Item, ...]) -> list[str]:
    return [f"{item.number} {item.title}" for item in items]


def test_the_draft_has_every_part_in_its_order_numbered_through() -> None:
    assert titles(items_to_propose(MASE, [CARRIED], [PROPOSED, RESTRICTED])) == [
        "1 Welcome and apologies",
        "2 Declarations of interest",
        "3 Minutes of the last meeting",
        "4 Action log",
        "5 CSE action plan: progress and actions to discharge",
        "6 Carried over for decision",
        "7 Proposed for decision",
        "8 Obstacles in service provision",
        "9 Training and awareness of the workforce",
        "10 Community engagement and prevention",
        "11 Children’s needs and voice: what we heard",
        "12 Items to and from boards and partnerships",
        "13 Case management and coordination across agencies",
        "14 Intelligence and patterns across the county",
        "15 Proposed for part 2",
    ]


def test_a_group_that_leaves_an_action_note_has_the_last_one_on_its_agenda() -> None:
    meetings = MASE.meetings.model_copy(update={"written_up_as": "action note"})
    agenda = items_to_propose(MASE.model_copy(update={"meetings": meetings}))
    assert titles(agenda)[2] == "3 Action note of the last meeting"
    assert agenda[2].place is Place.LAST_MINUTES


def test_standing_items_keep_their_purpose_of_the_terms_and_are_led_as_the_policy_says() -> None:
    items = {item.title: item for item in items_to_propose(MASE, leads={"chair": CHAIR, "unit": UNIT})}
    plan = items["CSE action plan: progress and actions to discharge"]
    assert (plan.objective, plan.standing, plan.lead) == ("oversight", True, CHAIR)
    welcome = items["Welcome and apologies"]
    assert (welcome.standing, welcome.lead) == (True, CHAIR)
    led_by_unit = MASE.model_copy(
        update={"standing_items": tuple(i.model_copy(update={"lead": "unit"}) for i in MASE.standing_items)}
    )
    again = items_to_propose(led_by_unit, leads={"chair": CHAIR, "unit": UNIT})
    assert {item.lead for item in again if item.objective} == {UNIT}


def test_a_standing_item_is_led_by_a_seat_or_by_the_chair_while_that_is_vacant() -> None:
    title, police = "Intelligence and patterns across the county", UUID(int=3)
    filled = items_to_propose(MASE, leads={"chair": CHAIR, "Kent Police": police})
    vacant = items_to_propose(MASE, leads={"chair": CHAIR})
    assert [item.lead for items in (filled, vacant) for item in items if item.title == title] == [
        police,
        CHAIR,
    ]


def test_the_standing_agenda_fits_the_meeting() -> None:
    assert sum(item.minutes for item in items_to_propose(MASE)) <= MASE.meetings.minutes


def test_an_item_proposed_later_finds_its_place_and_the_rest_is_renumbered() -> None:
    draft = items_to_propose(MASE)
    again = order_items([*draft, PROPOSED])
    assert titles(again)[4:7] == [
        "5 CSE action plan: progress and actions to discharge",
        "6 Proposed for decision",
        "7 Obstacles in service provision",
    ]
    assert [item.number for item in again] == [str(number) for number in range(1, len(again) + 1)]
    assert order_items(again) == again


def test_a_proposed_item_that_is_called_like_an_opening_one_does_not_open_the_meeting() -> None:
    assert titles(order_items([Item("Action log", Purpose.INFORMATION, 5), PROPOSED])) == [
        "1 Proposed for decision",
        "2 Action log",
    ]


def test_decisions_are_put_to_be_ratified_by_their_days_and_not_by_references() -> None:
    january, february = day("Tue 12 Jan 2027"), day("Tue 9 Feb 2027")
    assert [item_to_ratify(days).title for days in ([january], [january, january], [february, january])] == [
        "Decision of 12 January 2027 to ratify",
        "Decisions of 12 January 2027 to ratify",
        "Decisions of 12 January 2027 and 9 February 2027 to ratify",
    ]


def test_what_is_to_be_ratified_stands_before_the_action_log_unless_a_member_called_theirs_so() -> None:
    item = item_to_ratify([day("Tue 12 Jan 2027")], CHAIR)
    assert (item.purpose, item.minutes, item.standing, item.lead) == (Purpose.DECISION, 5, True, CHAIR)
    proposed = Item(item.title, Purpose.DECISION, 5)
    assert titles(items_to_propose(MASE, [item], [proposed]))[3:7] == [
        "4 Decision of 12 January 2027 to ratify",
        "5 Action log",
        "6 CSE action plan: progress and actions to discharge",
        "7 Decision of 12 January 2027 to ratify",
    ]


def test_an_item_keeps_its_row_and_its_proposer_when_it_is_put_in_order() -> None:
    row = UUID(int=7)
    kept = order_items([Item("An item", Purpose.DISCUSSION, 5, id=row, proposed_by=MEMBER)])[0]
    assert (kept.id, kept.proposed_by) == (row, MEMBER)


def test_each_item_begins_when_the_one_before_it_ends() -> None:
    items = order_items(
        [Item("An item", Purpose.DECISION, 20), Item("Another", Purpose.DISCUSSION, 45), RESTRICTED]
    )
    assert start_times(items, dt.time(10)) == (dt.time(10), dt.time(10, 20), dt.time(11, 5))


def test_part_two_can_come_first() -> None:
    items = order_items([PROPOSED, RESTRICTED], "first")
    assert titles(items) == [f"1 {RESTRICTED.title}", "2 Proposed for decision"]
    assert start_times(items, dt.time(10))[1] > dt.time(10)


def test_part_two_can_come_in_the_middle() -> None:
    log = Item("Action log", Purpose.DECISION, 10, standing=True, place=Place.ACTION_LOG)
    items = order_items([PROPOSED, RESTRICTED, log], "middle")
    assert titles(items) == ["1 Action log", f"2 {RESTRICTED.title}", "3 Proposed for decision"]


def test_a_reader_without_part_two_sees_none_of_it_and_the_same_numbers() -> None:
    items = order_items([RESTRICTED, PROPOSED])
    assert titles(items_for_reader(items, part_two=False)) == ["1 Proposed for decision"]
    assert items_for_reader(items, part_two=True) == items


def test_an_item_of_a_cancelled_meeting_goes_to_the_first_agenda_with_time_for_it() -> None:
    assert agenda_with_room(10, [5, 10, 60], presses=False) == 1
    assert agenda_with_room(10, [5, 10, 60], presses=True) == 0
    assert agenda_with_room(90, [5, 10, 60], presses=False) == 2, "none has time: the last"


def test_as_many_items_are_proposed_as_there_is_time_for() -> None:
    items = [CARRIED, PROPOSED, RESTRICTED]
    assert in_time(items, 24) == (CARRIED, PROPOSED)
    assert in_time(items, 25) == (CARRIED, PROPOSED, RESTRICTED)
    assert in_time(items, -5) == ()
    assert in_time([], 25) == ()


def an_item(title: str, minutes: int, proposed: str = "", on: str = "Mon 4 Jan 2027") -> Item:
    return Item(
        title, Purpose.DISCUSSION, minutes, proposed_by=MEMBER if proposed else None, proposed_on=day(on)
    )


EVERY = an_item("Every meeting’s", 90)
SILENT, IN_DEPTH = an_item("Silent", 10), an_item("In depth", 15)
EARLY = an_item("Early", 10, "by a member", "Tue 5 Jan 2027")
LATE = an_item("Late", 10, "by a member", "Thu 7 Jan 2027")
LONG = an_item("Long", 30, "by a member", "Wed 6 Jan 2027")


@pytest.mark.parametrize(
    ("items", "waiting"),
    [
        ((EVERY, IN_DEPTH, EARLY), ""),  # 115 minutes
        ((EVERY, IN_DEPTH, EARLY, LATE), "Late"),
        ((EVERY, SILENT, IN_DEPTH, LATE), "Silent"),
        ((EVERY, IN_DEPTH, LATE, SILENT), "Silent"),
        ((EVERY, LATE, EARLY, SILENT, IN_DEPTH), "Late, Silent"),
        ((EVERY, EARLY, LONG), "Long"),
        ((EVERY, LATE, LONG, IN_DEPTH), "Long"),  # without which the late one has room
        ((EVERY, EVERY), ""),
    ],
)
def test_what_each_draft_has_anew_waits_first_and_then_the_latest_so_that_the_rest_fits(
    items: tuple[Item, ...], waiting: str
) -> None:
    may_wait = [item for item in items if item is not EVERY]
    assert ", ".join(item.title for item in to_fit(items, may_wait, 120, {"Silent"})) == waiting


@pytest.mark.parametrize(
    ("minutes", "less_time"),
    [
        (105, {}),
        (100, {"Every meeting’s": 85}),
        (75, {"Every meeting’s": 60}),
        (20, {"Every meeting’s": 10, "In depth": 5}),  # the restricted part keeps its time
        (10, {"Every meeting’s": 5, "In depth": 5}),  # which is as short as an item gets
    ],
)
def test_the_longest_items_have_less_time_where_the_meeting_has_too_little(
    minutes: int, less_time: dict[str, int]
) -> None:
    items = [an_item("Every meeting’s", 90), an_item("In depth", 10), RESTRICTED]
    assert {item.title: left for item, left in shortened(items, minutes).items()} == less_time
