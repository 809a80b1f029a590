"""The business of each month of the rehearsal: what members propose, what is noted, decided and taken on.

Nothing here is anybody's: the groups' months are played with it, and documents of it are shown to others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from forum.agenda import TO_RATIFY, Purpose
from forum.terms.parts.members import Quorum
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
    members heard of children's needs and voice. ``standing`` has notes on items of every meeting, by title,
    where the month has something to say.
    """

    for_decision: ProposedTopic
    for_discussion: ProposedTopic
    decision: str
    tasks: tuple[Task, Task, Task]
    heard: str
    standing: Mapping[str, str] = field(default_factory=dict)
    quorum: Quorum | None = None  # of a group other than the sample's

    @property
    def is_of_sample(self) -> bool:
        return self.quorum is None

    @property
    def topics(self) -> tuple[ProposedTopic, ProposedTopic]:
        return self.for_decision, self.for_discussion

    def note_on(self, title: str) -> str:
        """Return the note on an item: the month's own, else the one that suits every meeting."""
        if title.endswith(TO_RATIFY):
            return READ_OUT
        of_topics = {topic.title: topic.note for topic in self.topics}
        return {**EVERY_MEETING, **self.standing, **of_topics}.get(title, ORAL_UPDATE)


READ_OUT = "The Chair read out what had been decided without a quorum."
ORAL_UPDATE = "The lead gave an oral update, and members asked questions."
ACTION_LOG, ACTION_PLAN = "Action log", "CSE action plan: progress and actions to discharge"
OBSTACLES, WORKFORCE = "Obstacles in service provision", "Training and awareness of the workforce"
VOICE = "Children’s needs and voice: what we heard"
COMMUNITIES, BOARDS = "Community engagement and prevention", "Items to and from boards and partnerships"
EVERY_MEETING: Mapping[str, str] = {
    "Welcome and apologies": "The Chair welcomed everybody and noted the apologies listed above.",
    "Declarations of interest": "The Chair asked for declarations of interest in any item.",
    "Minutes of the last meeting": "The minutes were read for accuracy; no corrections were asked for.",
    ACTION_LOG: "The log was taken by exception: actions that are overdue, and those reported as done.",
    ACTION_PLAN: "Leads reported by exception. No strand is without a lead.",
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

BUSINESS: tuple[Business, ...] = (
    Business(
        ProposedTopic(
            "Return interviews: how quickly they are offered",
            Purpose.DECISION,
            "Two thirds of interviews are offered within the 72 hours that guidance asks for. Delay arises "
            "where a child is placed by another authority and nobody is told.",
        ),
        ProposedTopic(
            "Awareness week: what each agency contributes",
            Purpose.DISCUSSION,
            "Each agency named its contribution. Schools will have the lesson plan a month before.",
        ),
        "Return interviews of children placed by other authorities are offered by the local team, "
        "which tells the home authority within one working day.",
        (
            Task("Map return interview capacity", "Say which teams can offer interviews, and how quickly."),
            Task("Update the referral pathway", "Bring the pathway up to date and send it to all agencies."),
            Task("Share the training calendar", "Send the calendar of courses to all agencies."),
        ),
        "Young people say that an interview in the week they come home is the one that helps.",
    ),
    Business(
        ProposedTopic(
            "Hotels and licensed premises: one approach",
            Purpose.DECISION,
            "Districts train staff of licensed premises in different ways, and some not at all. Few of the "
            "premises know the police’s telephone line for concerns.",
        ),
        ProposedTopic(
            "Health assessments of children at risk",
            Purpose.DISCUSSION,
            "Assessments are done in time for children in care. For others nobody keeps count; health and "
            "social care will compare their figures.",
        ),
        "All districts use the one training pack for hotels and licensed premises from April.",
        (
            Task("List premises not yet trained", "Say which premises have had no training in two years."),
            Task("Put the police line on all material", "Have the line printed on the pack and on posters."),
            Task("Send the training pack round", "Send the current pack to the licensing teams."),
        ),
        "Girls in two schools asked for a room at lunchtime where they are not overlooked.",
        {COMMUNITIES: "Taken with the item on hotels and licensed premises."},
    ),
    Business(
        ProposedTopic(
            "Screening tool: the first six months",
            Purpose.DECISION,
            "The tool is used by all teams but two. Its scores agree with the later assessment in most "
            "cases; emotional abuse is scored too low.",
        ),
        ProposedTopic(
            "What young people tell us about our letters",
            Purpose.DISCUSSION,
            "The youth forum found letters long and frightening. Its own draft was read out and welcomed.",
        ),
        "The screening tool is kept, with the question on emotional abuse as reworded in the paper.",
        (
            Task(
                "Bring the two teams into line", "Agree a date with the two teams that do not use the tool."
            ),
            Task("Reword the question in all systems", "Have the new wording put into each agency’s system."),
            Task("Brief the practice leads", "Brief practice leads on the new wording."),
        ),
        "The youth forum asks to be told what came of what it says.",
        {OBSTACLES: "Interpreters are hard to find in the evening. The commissioners will be asked."},
    ),
    Business(
        ProposedTopic(
            "Transfer of cases when a child turns 18",
            Purpose.DECISION,
            "Adult services hear of a young person four weeks before, on average. The paper asks for six "
            "months.",
        ),
        ProposedTopic(
            "Online grooming: what schools see",
            Purpose.DISCUSSION,
            "Schools see more contact through games than through social media. Materials are to follow that.",
        ),
        "Transfer is planned jointly from six months before the eighteenth birthday.",
        (
            Task("Count transfers of the last year", "Say how many transfers were planned, and how early."),
            Task("Draft the joint protocol", "Draft the protocol with adult services."),
            Task("Pass on the material on games", "Send the material to the designated leads in schools."),
        ),
        "Young people who turn 18 want to meet their new worker before the old one leaves.",
    ),
    Business(
        ProposedTopic(
            "Missing from school: who is told",
            Purpose.DECISION,
            "Absence of part of a day is seen late. Two districts share it daily, and found children sooner.",
        ),
        ProposedTopic(
            "Support for parents and carers",
            Purpose.DISCUSSION,
            "The parents’ group meets in one place only. Health visitors can hold it in two more.",
        ),
        "Absence of part of a day is shared daily by all schools that agree to it, for one year.",
        (
            Task("Say which schools take part", "List the schools that have agreed to share absence daily."),
            Task("Set up the daily report", "Set up the report with the two districts that have it."),
            Task("Find rooms for the parents’ group", "Name two rooms and their costs."),
        ),
        "Carers say that children stay away from school where they have been recognised.",
    ),
    Business(
        ProposedTopic(
            "Disruption: use of orders and warnings",
            Purpose.DECISION,
            "Warnings are used well in the west and rarely in the east. Where they were, few were breached.",
        ),
        ProposedTopic(
            "Learning from the audit of ten cases",
            Purpose.DISCUSSION,
            "Plans are clear; the child’s own view is missing from four. Supervisors will look for it.",
        ),
        "A warning is considered, and the reason noted, at every strategy meeting.",
        (
            Task("Compare the use of warnings", "Compare their use by district over two years."),
            Task("Add the question to the form", "Add the question to the form of the strategy meeting."),
            Task("Share the audit’s one page", "Send the page of learning to all supervisors."),
        ),
        "Children ask that one person goes with them to the police and to health.",
        {WORKFORCE: "The course on disruption is full; a second date is sought."},
    ),
)


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
        {ACTION_LOG: EVERY_MEETING[ACTION_LOG], BOARDS: "Nothing had come from elsewhere."},
        policy.quorum,
    )
