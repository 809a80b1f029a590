"""The business of each month of the rehearsal: what members propose, what is noted, decided and taken on.

Nothing here is anybody's: the groups' months are played with it, and documents of it are shown to others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forum.agenda import TO_RATIFY, Purpose
from forum.terms.parts.quorum import Quorum
from forum.terms.policy import Policy
from forum.terms.reading.sections import title_of


@dataclass(frozen=True)
class ProposedTopic:
    """An item that a member proposes, and what the minutes note about it."""

    title: str
    purpose: Purpose
    note: str


@dataclass(frozen=True)
class Task:
    """An action that the meeting agrees: a short title, and the action in full."""

    title: str
    text: str


@dataclass(frozen=True)
class Business:
    """The business of one month. ``decision`` is taken on ``for_decision``, the first of its two topics.

    ``tasks`` are taken on by an owner who is slow, one who is busy and one who is prompt. ``heard`` is what
    members heard of children's needs and voice; ``measure`` is the difference made, as a board is told.
    ``proposers`` are the seats whose members propose the two
    topics, by their place in the terms. ``standing`` has notes on items of every meeting, by title, where the
    month has something to say.
    """

    for_decision: ProposedTopic
    for_discussion: ProposedTopic
    decision: str
    tasks: tuple[Task, ...]
    heard: str
    measure: str = "No measure has been taken yet."
    proposers: tuple[int, ...] = (5, 0)
    standing: Mapping[str, str] = field(default_factory=dict)
    quorum: Quorum | None = None  # of a group other than the sample's

    @property
    def is_of_sample(self) -> bool:
        return self.quorum is None

    @property
    def topics(self) -> tuple[ProposedTopic, ProposedTopic]:
        return self.for_decision, self.for_discussion

    def note_on(self, title: str, *, has_paper: bool = False, lead_is_away: bool = False) -> str:
        """Return the note on an item: its month's own, else the one that suits every meeting, or its kind."""
        if title.endswith(TO_RATIFY):
            return READ_OUT
        of_topics = {topic.title: topic.note for month in (*BUSINESS, URGENT, self) for topic in month.topics}
        of_kind = (note for begin, (note, _) in BY_THEMSELVES.items() if title.startswith(begin))
        note = {**EVERY_MEETING, **self.standing, **of_topics}.get(title) or next(of_kind, "")
        if not lead_is_away:
            return note or (ON_PAPER if has_paper else ORAL_UPDATE)
        return f"{ON_PAPER_ALONE} {note}".strip() if has_paper else DEFERRED


READ_OUT = "The Chair read out what had been decided without a quorum."
ORAL_UPDATE = "An oral update was given, and members asked questions."
ON_PAPER = "The paper was gone through, and members asked questions."
ON_PAPER_ALONE = "Taken on the paper: its lead was not there."
DEFERRED = "Deferred: its lead was not there."
COMMISSIONED = "The task and finish group is commissioned as its page says."
ACCEPTED = "The report on children who go missing is accepted: both councils use its one pathway."
BY_THEMSELVES: Mapping[str, tuple[str, str]] = {
    "Task and finish group to commission": (
        "The page was gone through: the question, who is in the group, and what the unit does for it.",
        COMMISSIONED,
    ),
    "Final report": (
        "The group found that interviews fail where nobody has met the child before. It asks for one "
        "pathway, with the same worker each time.",
        ACCEPTED,
    ),
    "How interviews are offered": (
        "Two of six counties have the child choose who comes, and more interviews are taken up.",
        "The group tries what two counties do, for half a year.",
    ),
    "Message from": ("The message was read out. The unit thanks its writer.", ""),
    "Answer of": ("The answer was read out. Nothing more is asked of the partnership.", ""),
}
"""Items that come by themselves, by the begin of their titles: the note, and the decision on their paper."""
MINUTES, NO_MINUTES = (
    "Minutes of the last meeting",
    "The unit keeps the minutes of earlier meetings.",
)
ACTION_LOG, ACTION_PLAN = "Action log", "CSE action plan: progress and actions to discharge"
OBSTACLES, WORKFORCE = "Obstacles in service provision", "Training and awareness of the workforce"
VOICE = "Children’s needs and voice: what we heard"
COMMUNITIES, BOARDS = "Community engagement and prevention", "Items to and from boards and partnerships"
FROM_BOARDS = "What had come from boards and partnerships was taken as an item of its own."
ON_ANSWER = "The Chair read out the board’s answer. What it asks for is an action."
EVERY_MEETING: Mapping[str, str] = {
    "Welcome and apologies": "The Chair welcomed everybody and noted the apologies listed above.",
    "Declarations of interest": "The Chair asked for declarations of interest in any item.",
    MINUTES: "The minutes were read for accuracy; no corrections were asked for.",
    ACTION_LOG: "The log was taken by exception: actions that are overdue, and those reported as done.",
    ACTION_PLAN: "Leads reported by exception: what is late or in trouble, and what is done.",
    OBSTACLES: "No new obstacle was brought. Waiting times for therapeutic support remain the main concern.",
    WORKFORCE: "Places on the spring courses are taken up well by health and education, less by housing.",
    COMMUNITIES: "Districts reported on visits to licensed premises, hotels and taxi firms.",
    VOICE: "Each agency said what it had heard since the last meeting.",
    BOARDS: "Nothing had come from the boards. The Chair will report today’s decisions to both.",
    "Case management and coordination across agencies": (
        "Cases were reviewed by reference. Each has a lead professional and a date for its next review."
    ),
    "Intelligence and patterns across the county": (
        "Police summarised the month’s intelligence. No pattern crosses the border of a district."
    ),
}


def _month(given: dict[str, Any]) -> Business:
    """Return the business of a month as its file has it."""
    return Business(
        ProposedTopic(given.pop("for_decision"), Purpose.DECISION, given.pop("noted_before")),
        ProposedTopic(given.pop("for_discussion"), Purpose.DISCUSSION, given.pop("noted")),
        tasks=tuple(Task(**task) for task in given.pop("tasks")),
        **given,
    )


_GIVEN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
BUSINESS, URGENT = tuple(map(_month, _GIVEN["months"])), _month(_GIVEN["urgent"])


RISK = {
    "Cause": "Posts for return interviews are vacant in two districts",
    "Event": "Interviews come late, and patterns are missed",
    "Effect on children": "they go missing again before anybody has asked why",
    "Purpose": "intelligence",
    "Owner": "KCC SCS",
    "Likelihood": 3,
    "Impact": 4,
    "Controls": "The two districts share one interviewer until the posts are filled",
}
"""The risk that the first meeting puts on the register."""
CHALLENGE = {
    "From": "CCGs",
    "To": "Kent Police",
    "What": "Health is not told in time when a strategy meeting is called.",
}
ANSWER = {
    "Answer": "The duty nurse has been on the list of those who are called since then.",
    "What changed for children": "Their health is spoken of at the first meeting.",
}
"""The challenge that the second meeting raises, and what the third hears of it."""
RAISED_AT = 2


def of_agenda(titles: Iterable[str], otherwise: Business) -> Business:
    """Return the business whose item for decision is on an agenda, as one may have waited for it."""
    there = set(titles)
    return next((each for each in (*BUSINESS, URGENT) if each.for_decision.title in there), otherwise)


def business(number: int, policy: Policy) -> Business:
    """Return the business of the first, second ... meeting; after the last it begins again. That of a group
    other than the sample's is of its own purposes."""
    if any(item.title == ACTION_PLAN for item in policy.standing_items):
        return BUSINESS[(number - 1) % len(BUSINESS)]
    purposes = [title_of(text)[:80] for text in policy.objectives.values()] or [policy.group.short_name]
    decided, discussed = (purposes[(number - place) % len(purposes)] for place in (1, 0))
    return Business(
        ProposedTopic(
            f"Next steps: {decided}",
            Purpose.DECISION,
            "The paper was introduced, and its proposals were weighed.",
        ),
        ProposedTopic(
            f"What we hear: {discussed}",
            Purpose.DISCUSSION,
            "Members said what they had seen since the last meeting.",
        ),
        "The next steps are agreed as the paper has them.",
        (
            Task("Say what stands in the way", "Say what stands in the way, and who could help."),
            Task("Bring the figures up to date", "Bring the figures up to date for the next meeting."),
            Task("Send the paper round", "Send the paper to those who work on it."),
        ),
        "Members said what they had heard since the last meeting.",
        standing={ACTION_LOG: EVERY_MEETING[ACTION_LOG], BOARDS: "Nothing had come from elsewhere."},
        quorum=policy.quorum,
    )
