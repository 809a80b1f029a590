from forum.members.faults import membership_faults
from forum.members.membership import Appointment, Cover, Role, Seat
from tests.english import day
from tests.forum.group import (
    a_cover,
    a_membership,
    a_seat,
    an_appointment,
    an_id,
    name,
    names,
    seats,
)

PEOPLE = "Ann, Ben, Cat, Dan, Eve, Fay, Gus"
FEB = day("Tue 9 Feb 2027")
MAR = day("Tue 9 Mar 2027")


def test_a_seat_counts_from_its_first_day_until_it_is_abolished() -> None:
    group = a_membership((a_seat("NPS", 2, abolished="Tue 9 Mar 2027"), a_seat("CRC", 1)), people=PEOPLE)
    assert [seat.short_name for seat in group.seats_on(day("Mon 8 Mar 2027"))] == ["CRC", "NPS"]
    assert [seat.short_name for seat in group.seats_on(MAR)] == ["CRC"]
    assert len(group.seats_on(day("Wed 1 Apr 2026"))) == 2
    assert group.seats_on(day("Tue 31 Mar 2026")) == ()


def test_a_member_holds_the_seat_on_the_first_and_on_the_last_day() -> None:
    ann = an_appointment("Ann", Role.CORE, "NPS", "Mon 4 Jan 2027", "Tue 9 Feb 2027")
    group = a_membership(seats("NPS"), ann, people=PEOPLE)
    holders = {
        "Sun 3 Jan 2027": None,
        "Mon 4 Jan 2027": "Ann",
        "Tue 9 Feb 2027": "Ann",
        "Wed 10 Feb 2027": None,
    }
    for text, holder in holders.items():
        assert name(group.core_member(an_id("NPS"), day(text))) == holder
        assert group.is_vacant(an_id("NPS"), day(text)) == (holder is None)


def test_a_seat_with_deputies_alone_is_vacant() -> None:
    group = a_membership(seats("NPS"), an_appointment("Ben", Role.DEPUTY, "NPS"), people=PEOPLE)
    assert group.is_vacant(an_id("NPS"), FEB)
    assert names(group.deputies(an_id("NPS"), FEB)) == ["Ben"]
    assert names(group.representatives(an_id("NPS"), FEB)) == ["Ben"]


def test_deputies_come_longest_serving_first() -> None:
    group = a_membership(
        seats("NPS", "CRC"),
        an_appointment("Ben", Role.DEPUTY, "NPS", "Mon 4 Jan 2027"),
        an_appointment("Cat", Role.DEPUTY, "NPS", "Mon 7 Dec 2026"),
        an_appointment("Dan", Role.DEPUTY, "CRC"),
        people=PEOPLE,
    )
    assert names(group.deputies(an_id("NPS"), FEB)) == ["Cat", "Ben"]


def test_the_covering_person_acts_for_the_member_between_the_dates() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.CORE, "NPS"),
        covers=(a_cover("Ann", "Ben", "Mon 1 Feb 2027", "Fri 26 Feb 2027"),),
        people=PEOPLE,
    )
    acting = {
        "Sun 31 Jan 2027": "Ann",
        "Mon 1 Feb 2027": "Ben",
        "Fri 26 Feb 2027": "Ben",
        "Sat 27 Feb 2027": "Ann",
    }
    for text, who in acting.items():
        assert group.acting_for(an_id("Ann"), day(text)).name == who
        assert names(group.members_on(day(text))) == [who]
        assert names(group.representatives(an_id("NPS"), day(text))) == [who]
        assert group.is_covered(an_id("Ann"), day(text)) == (who == "Ben")
        assert group.is_appointed(an_id("Ben"), day(text)) == (who == "Ben")
    assert name(group.core_member(an_id("NPS"), FEB)) == "Ann"


def test_cover_is_passed_on_and_never_goes_in_circles() -> None:
    chain = (
        a_cover("Ann", "Ben", "Mon 1 Feb 2027", "Fri 26 Feb 2027"),
        a_cover("Ben", "Cat", "Mon 1 Feb 2027", "Fri 26 Feb 2027"),
    )
    back = a_cover("Cat", "Ann", "Mon 1 Feb 2027", "Fri 26 Feb 2027")
    ann = an_appointment("Ann", Role.CORE, "NPS")
    group = a_membership(seats("NPS"), ann, covers=chain, people=PEOPLE)
    assert group.acting_for(an_id("Ann"), FEB).name == "Cat"
    circle = a_membership(seats("NPS"), ann, covers=(*chain, back), people=PEOPLE)
    assert circle.acting_for(an_id("Ann"), FEB).name == "Cat"


def test_chair_and_deputy_chair_change_from_one_day_to_the_next() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.CHAIR, last="Tue 9 Feb 2027"),
        an_appointment("Ben", Role.CHAIR, first="Wed 10 Feb 2027"),
        an_appointment("Cat", Role.DEPUTY_CHAIR, first="Wed 10 Feb 2027"),
        people=PEOPLE,
    )
    assert (name(group.chair(FEB)), name(group.deputy_chair(FEB))) == ("Ann", None)
    assert (name(group.chair(MAR)), name(group.deputy_chair(MAR))) == ("Ben", "Cat")


def test_the_group_is_led_by_its_chairs_and_deputy_chair_or_whoever_acts_for_them() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.CHAIR),
        an_appointment("Ben", Role.CHAIR, first="Mon 4 Jan 2027"),
        an_appointment("Cat", Role.DEPUTY_CHAIR, last="Tue 9 Feb 2027"),
        covers=(a_cover("Ann", "Dan", "Mon 1 Feb 2027", "Fri 26 Feb 2027"),),
        people=PEOPLE,
    )
    assert names(group.leaders_on(FEB)) == ["Dan", "Ben", "Cat"]
    assert names(group.leaders_on(MAR)) == ["Ann", "Ben"]


def test_the_unit_is_every_officer_and_whoever_acts_for_one_of_them() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.UNIT, first="Mon 4 Jan 2027"),
        an_appointment("Ben", Role.UNIT, first="Mon 11 Jan 2027"),
        an_appointment("Cat", Role.CORE, "NPS"),
        covers=(a_cover("Ben", "Dan", "Mon 8 Feb 2027", "Fri 12 Feb 2027"),),
        people=PEOPLE,
    )
    in_february = [one for one in PEOPLE.split(", ") if group.is_unit(an_id(one), FEB)]
    in_march = [one for one in PEOPLE.split(", ") if group.is_unit(an_id(one), MAR)]
    assert in_february == ["Ann", "Ben", "Dan"]
    assert in_march == ["Ann", "Ben"]
    assert not group.is_unit(an_id("a stranger"), FEB)


def test_the_unit_is_written_to_through_its_longest_serving_person() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.UNIT, first="Mon 4 Jan 2027"),
        an_appointment("Ben", Role.UNIT),
        people=PEOPLE,
    )
    assert name(group.unit(FEB)) == "Ben"


def test_members_get_letters_in_the_order_of_seats_then_co_opted_each_once() -> None:
    group = a_membership(
        seats("NPS", "CRC", "KCHFT"),
        an_appointment("Ann", Role.CO_OPTED),
        an_appointment("Ben", Role.CORE, "CRC"),
        an_appointment("Cat", Role.CORE, "NPS"),
        an_appointment("Cat", Role.CO_OPTED),
        an_appointment("Dan", Role.DEPUTY, "NPS"),
        an_appointment("Eve", Role.CHAIR),
        an_appointment("Fay", Role.UNIT),
        people=PEOPLE,
    )
    assert names(group.members_on(FEB)) == ["Cat", "Ben", "Ann"]


def test_roles_and_appointment_are_those_of_the_day_and_strangers_have_none() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.CHAIR),
        an_appointment("Ann", Role.CORE, "NPS", last="Tue 9 Feb 2027"),
        people=PEOPLE,
    )
    assert group.roles_on(an_id("Ann"), FEB) == (Role.CORE, Role.CHAIR)
    assert group.roles_on(an_id("Ann"), MAR) == (Role.CHAIR,)
    assert group.roles_on(an_id("a stranger"), FEB) == ()
    assert group.is_appointed(an_id("Ann"), MAR)
    assert not group.is_appointed(an_id("a stranger"), FEB)
    assert not group.is_covered(an_id("a stranger"), FEB)
    assert group.seats_of(an_id("a stranger"), FEB) == ()


def test_whoever_was_appointed_before_and_belongs_to_the_group_no_more_has_left() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.CORE, "NPS", last="Mon 8 Feb 2027"),
        an_appointment("Ben", Role.CORE, "NPS", first="Tue 9 Feb 2027"),
        an_appointment("Cat", Role.CO_OPTED, first="Wed 10 Feb 2027"),
        people=PEOPLE,
    )
    assert [name for name in PEOPLE.split(", ") if group.has_left(an_id(name), FEB)] == ["Ann"]
    assert not group.has_left(an_id("Ann"), day("Mon 8 Feb 2027"))


def test_a_person_may_fill_the_seats_they_hold_deputise_for_or_cover() -> None:
    group = a_membership(
        seats("NPS", "CRC", "KCHFT", "CAMHS"),
        an_appointment("Ann", Role.CORE, "NPS"),
        an_appointment("Ann", Role.DEPUTY, "CRC"),
        an_appointment("Ben", Role.CORE, "KCHFT"),
        covers=(a_cover("Ben", "Ann", "Mon 1 Feb 2027", "Fri 26 Feb 2027"),),
        people=PEOPLE,
    )
    assert [seat.short_name for seat in group.seats_of(an_id("Ann"), FEB)] == ["NPS", "CRC", "KCHFT"]
    assert [seat.short_name for seat in group.seats_of(an_id("Ann"), MAR)] == ["NPS", "CRC"]
    assert group.seats_of(an_id("Ben"), FEB) == ()


def test_part_two_is_read_by_ones_own_appointment_and_not_by_cover() -> None:
    group = a_membership(
        seats("NPS"),
        an_appointment("Ann", Role.CORE, "NPS", part_two=True),
        covers=(a_cover("Ann", "Ben", "Mon 1 Feb 2027", "Fri 26 Feb 2027"),),
        people=PEOPLE,
    )
    assert group.may_read_part_two(an_id("Ann"), FEB)
    assert not group.may_read_part_two(an_id("Ben"), FEB)


def faults_of(
    *appointments: Appointment, seat: Seat | None = None, covers: tuple[Cover, ...] = ()
) -> list[str]:
    the_seats = (seat or a_seat("NPS"), a_seat("CRC", 2))
    return list(membership_faults(a_membership(the_seats, *appointments, covers=covers, people=PEOPLE)))


def test_a_membership_without_faults_has_none() -> None:
    assert (
        faults_of(
            an_appointment("Ann", Role.CORE, "NPS", last="Tue 9 Feb 2027"),
            an_appointment("Ben", Role.CORE, "NPS", first="Wed 10 Feb 2027"),
            an_appointment("Ann", Role.CORE, "CRC", first="Wed 10 Feb 2027"),
            an_appointment("Cat", Role.DEPUTY, "NPS"),
            an_appointment("Dan", Role.DEPUTY, "NPS"),
            an_appointment("Gus", Role.DEPUTY, "NPS", "Mon 1 Feb 2027", "Mon 1 Feb 2027"),
            an_appointment("Eve", Role.CHAIR),
            an_appointment("Ann", Role.DEPUTY_CHAIR),
            an_appointment("Fay", Role.UNIT),
            an_appointment("Gus", Role.UNIT),
            covers=(
                a_cover("Eve", "Ann", "Mon 1 Feb 2027", "Fri 5 Feb 2027"),
                a_cover("Eve", "Ben", "Mon 8 Feb 2027", "Fri 12 Feb 2027"),
            ),
        )
        == []
    )


def test_two_people_at_once_in_a_place_for_one_are_refused_in_words() -> None:
    assert faults_of(
        an_appointment("Ann", Role.CORE, "NPS", last="Wed 10 Feb 2027"),
        an_appointment("Ben", Role.CORE, "NPS", first="Wed 10 Feb 2027"),
        an_appointment("Cat", Role.CHAIR),
        an_appointment("Dan", Role.CHAIR),
        an_appointment("Eve", Role.CHAIR, first="Mon 4 Jan 2027"),
        an_appointment("Fay", Role.DEPUTY_CHAIR),
        an_appointment("Gus", Role.DEPUTY_CHAIR, first="Mon 4 Jan 2027"),
    ) == [
        "Core member, NPS of the terms: Ann and Ben from 10 February 2027; there can be only one, "
        "so end one the day before.",
        "Deputy chair: Fay and Gus from 4 January 2027; there can be only one, so end one the day before.",
        "Chair: Cat, Dan and Eve from 4 January 2027; there can be two at most, as joint Chairs, so end one "
        "the day before.",
    ]


def test_a_person_entered_twice_in_one_place_is_refused() -> None:
    assert faults_of(
        an_appointment("Ann", Role.DEPUTY, "NPS"),
        an_appointment("Ann", Role.DEPUTY, "NPS", first="Mon 4 Jan 2027"),
    ) == ["Deputy, NPS of the terms: Ann is entered twice from 4 January 2027; end one."]


def test_nobody_deputises_for_themselves() -> None:
    core = an_appointment("Ann", Role.CORE, "NPS", first="Mon 4 Jan 2027")
    assert faults_of(an_appointment("Ann", Role.DEPUTY, "NPS"), core) == [
        "NPS of the terms: Ann is both its core member and its deputy from 4 January 2027; nobody deputises "
        "for themselves, so end one the day before."
    ]
    assert faults_of(an_appointment("Ann", Role.DEPUTY, "NPS", last="Sun 3 Jan 2027"), core) == []


def test_dates_and_seats_that_do_not_fit_are_refused() -> None:
    assert faults_of(
        an_appointment("Ann", Role.CORE, "NPS", "Tue 9 Feb 2027", "Mon 8 Feb 2027"),
        an_appointment("Ben", Role.CORE),
        an_appointment("Cat", Role.DEPUTY, "a seat of another group"),
        an_appointment("Dan", Role.CHAIR, "NPS", last="Fri 26 Feb 2027"),
    ) == [
        "Ann, core member: ends on 8 February 2027, before it begins on 9 February 2027.",
        "Ben, core member: names no seat; a core member belongs to one.",
        "Cat, deputy: names no seat; a deputy belongs to one.",
        "Dan, chair: names a seat; only core members and deputies belong to one.",
    ]


def test_an_appointment_lasts_no_longer_than_its_seat() -> None:
    seat = a_seat("NPS", created="Mon 4 Jan 2027", abolished="Tue 9 Mar 2027")
    within = an_appointment("Ben", Role.CORE, "NPS", "Mon 4 Jan 2027", "Mon 8 Mar 2027")
    assert faults_of(within, seat=seat) == []
    assert faults_of(an_appointment("Ann", Role.DEPUTY, "NPS", "Sun 3 Jan 2027"), seat=seat) == [
        "Ann, deputy: begins on 3 January 2027, before NPS of the terms became a seat on 4 January 2027.",
        "Ann, deputy: goes on after NPS of the terms was abolished on 9 March 2027; give a last day.",
    ]
    too_long = an_appointment("Ben", Role.CORE, "NPS", "Mon 4 Jan 2027", "Tue 9 Mar 2027")
    assert faults_of(too_long, seat=seat) == [
        "Ben, core member: goes on after NPS of the terms was abolished on 9 March 2027; give a last day."
    ]


def test_cover_that_cannot_be_is_refused() -> None:
    assert faults_of(
        covers=(
            a_cover("Ann", "Ann", "Mon 1 Feb 2027", "Fri 5 Feb 2027"),
            a_cover("Ann", "Ben", "Fri 5 Feb 2027", "Fri 12 Feb 2027"),
            a_cover("Cat", "Ben", "Fri 12 Feb 2027", "Mon 8 Feb 2027"),
            a_cover("Dan", "Ben", "Mon 1 Feb 2027", "Fri 5 Feb 2027"),
            a_cover("Dan", "Ben", "Mon 1 Feb 2027", "Fri 5 Feb 2027"),
        )
    ) == [
        "Cover for Ann: nobody covers for themselves; name somebody else.",
        "Cover for Cat: ends on 8 February 2027, before it begins on 12 February 2027.",
        "Cover for Ann: two people from 5 February 2027; name one.",
        "Cover for Dan: Ben is entered twice from 1 February 2027; take one out.",
    ]


def test_the_record_is_kept_by_the_officer_at_work_who_may_read_part_two() -> None:
    def keeper(*appointments: Appointment, covers: tuple[Cover, ...] = ()) -> tuple[str | None, str | None]:
        membership = a_membership(seats("Police"), *appointments, covers=covers, people="Al,Bo,Cy")
        on = day("Mon 18 Jan 2027")
        return name(membership.unit_for_record(on)), name(membership.unit_for_part_two(on))

    first = an_appointment("Al", Role.UNIT, part_two=True)
    second = an_appointment("Bo", Role.UNIT, first="Fri 1 May 2026", part_two=True)
    leave = a_cover("Al", "Cy", "Mon 4 Jan 2027", "Fri 29 Jan 2027")
    assert keeper(first, second) == ("Al", "Al")
    assert keeper(first, second, covers=(leave,)) == ("Bo", "Bo")
    assert keeper(first, covers=(leave,)) == ("Cy", "Al")
    assert keeper(an_appointment("Al", Role.UNIT), second) == ("Bo", "Bo")
    assert keeper(an_appointment("Al", Role.UNIT)) == ("Al", None)
    assert keeper(an_appointment("Al", Role.UNIT), covers=(leave,)) == ("Cy", None)
    assert keeper() == (None, None)
    reader = an_appointment("Cy", Role.CO_OPTED, part_two=True)
    assert keeper(an_appointment("Al", Role.UNIT), reader, covers=(leave,)) == ("Cy", "Cy")
