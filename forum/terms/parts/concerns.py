"""The part of the policy on worries, complaints and rights: whom people ring, and who hears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from forum.terms.faults import Fault
from forum.terms.parts.part import AddressOrNothing, Line, LineOrNothing, Part, asked


class FrontDoor(Part):
    """Where people of an area, the ``name``, report a worry about a child: the number by day, and that at
    night and weekends, empty where it is the same. The ``designated_officer`` hears allegations against
    people who work with children."""

    name: Line
    by_day: Line
    by_night: LineOrNothing = ""
    designated_officer: LineOrNothing = ""

    @property
    def numbers(self) -> str:
        """Return the numbers as a letter has them: "03000 000001, at night and weekends 03000 000002"."""
        return f"{self.by_day}, at night and weekends {self.by_night}" if self.by_night else self.by_day


class Concerns(Part):
    """Whom people ring, and who hears, when somebody writes of what must reach a person.

    The ``lead`` for safeguarding hears of what is urgent besides the Business Unit, at night too. The others
    are names with a number or an address, in one line: whoever hears a complaint ``about_chair`` or the unit,
    the officer for ``data_protection``, and the desks for freedom of ``information`` and for the ``press``.
    """

    front_doors: tuple[FrontDoor, ...] = ()
    lead: LineOrNothing = asked(
        "Who leads on safeguarding, and hears at once when somebody writes of a child at risk?",
        "Besides the unit, at night too. Numbers to ring go into the sheet Front doors.",
        "",
        clause=True,
    )
    lead_address: AddressOrNothing = asked(
        "At which email address do they hear?", "They get no other letter.", ""
    )
    lead_phone: LineOrNothing = asked(
        "On which number are they reached, at night too?", "Letters give it to whoever writes.", ""
    )
    about_chair: LineOrNothing = asked(
        "Who hears complaints about the Chair or the unit?",
        "A name, with a number or an address. Nobody judges a complaint about themselves.",
        "",
    )
    data_protection: LineOrNothing = asked(
        "Who is the data protection officer?", "A name, with a number or an address.", ""
    )
    information: LineOrNothing = asked(
        "Who answers freedom of information requests?", "A name, with a number or an address.", ""
    )
    press: LineOrNothing = asked("Who speaks to the press?", "A name, with a number or an address.", "")
    clause: Line = "own"

    def contradictions(self) -> Iterator[Fault]:
        if bool(self.lead) != bool(self.lead_address):
            path, is_given = ("lead_address", "a lead") if self.lead else ("lead", "an address")
            yield Fault(path, "nothing", f"the name and the address of the lead, since there is {is_given}")
        for name, times in Counter(door.name for door in self.front_doors).items():
            if times > 1:
                yield Fault("front_doors", f'"{name}" {times} times', "each area once")
