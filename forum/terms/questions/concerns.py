"""What a board is asked of worries, complaints and rights: whom people ring, and who hears."""

from __future__ import annotations

from forum.terms.policy_question import PolicyQuestion


def _who(setting: str, ask: str, why: str, clause: str = "") -> PolicyQuestion:
    return PolicyQuestion(f"concerns.{setting}", ask, default="", why=why, clause=clause)


CONCERNS = (
    _who(
        "lead",
        "Who leads on safeguarding, and hears at once when somebody writes of a child at risk?",
        "Besides the unit, at night too. Numbers to ring go into the sheet Front doors.",
        clause="concerns.clause",
    ),
    _who("lead_address", "At which email address do they hear?", "They get no other letter."),
    _who(
        "lead_phone", "On which number are they reached, at night too?", "Letters give it to whoever writes."
    ),
    _who(
        "about_chair",
        "Who hears complaints about the Chair or the unit?",
        "A name, with a number or an address. Nobody judges a complaint about themselves.",
    ),
    _who("data_protection", "Who is the data protection officer?", "A name, with a number or an address."),
    _who(
        "information", "Who answers freedom of information requests?", "A name, with a number or an address."
    ),
    _who("press", "Who speaks to the press?", "A name, with a number or an address."),
)
