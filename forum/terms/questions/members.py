"""What a board is asked of its members: the group, quorum, attendance, Chairs, details."""

from __future__ import annotations

from typing import get_args

from forum.terms.parts.part import Month
from forum.terms.policy_question import AnswerKind, PolicyQuestion

GROUP = (
    PolicyQuestion(
        "group.code",
        "A short code for the group",
        AnswerKind.CODE,
        why="It is used in references: HAP/2027-01.",
    ),
    PolicyQuestion("group.name", "The group’s full name"),
    PolicyQuestion("group.short_name", "The name that letters use"),
    PolicyQuestion("group.unit_name", "Who supports the group (the business unit)"),
    PolicyQuestion("group.unit_phone", "The unit’s telephone number"),
    PolicyQuestion(
        "group.go_live",
        "From which day does the service work?",
        AnswerKind.DATE,
        why="Nothing earlier is chased.",
    ),
    PolicyQuestion(
        "marking", "The protective marking of sensitive letters", default="", why="Many need none."
    ),
)
QUORUM = (
    PolicyQuestion(
        "quorum.share",
        "Quorum: the share of seats that must be filled",
        AnswerKind.SHARE,
        optional=True,
        clause="quorum.clause",
        why="Give a share, a number, seats that must be there (sheet Seats), or several of them.",
    ),
    PolicyQuestion(
        "quorum.number",
        "Quorum: the number of seats that must be filled",
        AnswerKind.NUMBER,
        "seat",
        optional=True,
    ),
    PolicyQuestion(
        "quorum.exceeds",
        "Quorum: at least that share, or more than it?",
        AnswerKind.YES,
        choices=("at least", "more than"),
        default="at least",
        why="“More than half” of twelve is seven, half is six.",
    ),
    PolicyQuestion(
        "quorum.vacant",
        "Quorum: are seats that nobody holds counted?",
        AnswerKind.CHOICE,
        choices=("counted", "left out"),
        default="counted",
        why="A group with empty places should feel it.",
    ),
    PolicyQuestion(
        "quorum.with_chair",
        "Quorum: must the Chair or the deputy chair be there?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="With a seat or without one; whoever acts for them counts.",
    ),
    PolicyQuestion(
        "quorum.more",
        "Quorum: of which seats must more be filled …",
        AnswerKind.NAMES,
        optional=True,
        why="Such as more members from outside than officers. Left empty: the terms have no such rule.",
    ),
    PolicyQuestion("quorum.than", "… than of which others?", AnswerKind.NAMES, optional=True),
    PolicyQuestion(
        "quorum.chair_rules_from",
        "From how many seats on may the Chair deem a meeting quorate that is not?",
        AnswerKind.NUMBER,
        "seat",
        default=1,
        why="The Chair is asked after each such meeting. 0: a quorum is a quorum, and nobody is asked.",
    ),
)
VOTES = (
    PolicyQuestion(
        "votes.majority",
        "Votes: the share that carries a decision",
        AnswerKind.SHARE,
        optional=True,
        clause="votes.clause",
        why="Left empty: the group decides without votes. 1/2: more than half. 2/3: at least two thirds.",
    ),
    PolicyQuestion(
        "votes.of",
        "Of what is it the share?",
        AnswerKind.CHOICE,
        choices=("votes cast", "seats present", "all seats"),
        default="votes cast",
        why="Abstentions do not count among the votes cast.",
    ),
    PolicyQuestion(
        "votes.chair_casts",
        "Has the Chair a casting vote on a tie?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="Without one a tie decides nothing.",
    ),
    PolicyQuestion(
        "votes.chair_decides",
        "Does the Chair decide where there is no majority?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="No: without a majority nothing is decided.",
    ),
    PolicyQuestion(
        "votes.by_group",
        "Have the seats of a kind one vote together?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="The sheet Seats says of which kind each is; the record has the votes of each.",
    ),
)
ATTENDANCE = (
    PolicyQuestion(
        "attendance.own",
        "The share of meetings a member comes to",
        AnswerKind.SHARE,
        clause="attendance.clause",
    ),
    PolicyQuestion(
        "attendance.deputies",
        "The share of meetings a deputy may stand in for; “none” where nobody may send a deputy",
        AnswerKind.SHARE,
    ),
    PolicyQuestion(
        "attendance.deputies_need",
        "What does a deputy need to stand in?",
        AnswerKind.CHOICE,
        choices=("nothing", "the Chair's leave"),
        default="nothing",
        why="With leave the record says of each that the Chair accepted them.",
    ),
    PolicyQuestion(
        "attendance.deputies_are",
        "Who may be a deputy?",
        default="",
        why="Such as “of like seniority, named by noon the day before”. Whoever is asked for one reads it.",
    ),
    PolicyQuestion(
        "attendance.window",
        "Which meetings count?",
        AnswerKind.CHOICE,
        choices=("last meetings", "board year"),
        default="last meetings",
        why="A bad year is over sooner.",
    ),
    PolicyQuestion(
        "attendance.meetings",
        "With last meetings: how many?",
        AnswerKind.NUMBER,
        "meeting",
        default=12,
        why="A year of monthly meetings.",
    ),
    PolicyQuestion(
        "attendance.board_year_starts",
        "In which month does the board’s year start?",
        AnswerKind.CHOICE,
        choices=get_args(Month),
        default="April",
        why="It is the financial year.",
    ),
    PolicyQuestion(
        "attendance.from_meetings",
        "From how many meetings on is attendance judged?",
        AnswerKind.NUMBER,
        "meeting",
        default=6,
        why="With fewer, one absence decides.",
    ),
    PolicyQuestion(
        "attendance.notices",
        "When is a member written to about it?",
        AnswerKind.CHOICE,
        choices=("on the Chair's word", "automatic"),
        default="on the Chair's word",
        why="The Chair may know a reason.",
    ),
    PolicyQuestion(
        "attendance.absent_in_a_row",
        "A member is written to who was absent from so many meetings in a row",
        AnswerKind.NUMBER,
        "meeting",
        default=0,
        why="0: the terms have no such rule.",
    ),
    PolicyQuestion(
        "attendance.absent_months",
        "… or from all meetings of so many months",
        AnswerKind.NUMBER,
        "month",
        default=0,
        why="0: the terms have no such rule. Councillors: 6.",
    ),
    PolicyQuestion(
        "attendance.absence",
        "What is an absence?",
        AnswerKind.CHOICE,
        choices=("nobody came", "not in person", "no apologies"),
        default="nobody came",
        why="A deputy keeps the seat represented.",
    ),
    PolicyQuestion(
        "attendance.membership_ends",
        "On whose word does a membership end for such an absence?",
        AnswerKind.CHOICE,
        choices=("by no rule", "on the Chair's word", "on the group's word"),
        default="by no rule",
        why="It never ends by itself: the Chair is asked at once.",
    ),
)
CHAIRS = (
    PolicyQuestion(
        "chairs.whose_word",
        "Where two people are Chair at once, whose word agrees?",
        AnswerKind.CHOICE,
        choices=("named", "either", "both"),
        default="either",
        why="Each is asked. “named”: of the one who comes from the organisation below.",
    ),
    PolicyQuestion("chairs.organisation", "With “named”: that Chair’s organisation", default=""),
    PolicyQuestion(
        "chairs.not_from",
        "From which organisations or seats may neither Chair nor deputy chair be?",
        AnswerKind.NAMES,
        optional=True,
        clause="chairs.clause",
        why="The unit’s desk letter says where one is.",
    ),
    PolicyQuestion(
        "chairs.deputy_from",
        "From which organisations or seats must the deputy chair be?",
        AnswerKind.NAMES,
        optional=True,
        why="From one of them. Left empty: from any.",
    ),
    PolicyQuestion(
        "chairs.order",
        "Through which organisations does the Chair pass on, in their order?",
        AnswerKind.NAMES,
        optional=True,
        why="Before a Chair’s term ends the unit reads to whom it passes. Left empty: the group chooses.",
    ),
    PolicyQuestion(
        "chairs.kinds_differ",
        "Must Chair and deputy chair be of different kinds of seats?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="The sheet Seats says of which kind each is.",
    ),
    PolicyQuestion(
        "chairs.differ",
        "Must Chair and deputy chair come from different organisations?",
        AnswerKind.YES,
        choices=("no", "yes"),
        default="no",
        why="Some terms ask for it; the unit’s desk letter says where they don’t.",
    ),
)


def _term(path: str, ask: str, unit: str, why: str, clause: str = "") -> PolicyQuestion:
    return PolicyQuestion(
        f"terms_of_office.{path}", ask, AnswerKind.NUMBER, unit, default=0, why=why, clause=clause
    )


TERMS_OF_OFFICE = (
    _term(
        "chair_months",
        "For how long is a Chair appointed?",
        "month",
        "0: until somebody else is. You are told two meetings before it ends.",
        "terms_of_office.clause",
    ),
    _term("chair_most", "How many terms in a row may a Chair have?", "term", "0: the terms do not say."),
    _term("member_months", "For how long is a member appointed?", "month", "0: until somebody else is."),
    _term("member_most", "How many terms in a row may a member have?", "term", "0: the terms do not say."),
)
MEMBERS = (
    PolicyQuestion(
        "members.agreement",
        "When is the confidentiality agreement signed?",
        AnswerKind.CHOICE,
        choices=("before the first papers", "none"),
        default="before the first papers",
        why="Restricted papers wait for it. “none”: there is no agreement.",
    ),
    PolicyQuestion(
        "members.details_months",
        "In which months is everybody asked whether their details are right?",
        AnswerKind.MONTHS,
        default="February, May, August, November",
        why="Once a quarter.",
    ),
    PolicyQuestion(
        "members.unconfirmed_after",
        "The unit hears of details that nobody has confirmed for",
        AnswerKind.NUMBER,
        "month",
        default=6,
        why="Two letters have gone by then.",
    ),
    PolicyQuestion(
        "members.sharing_agreement",
        "The information sharing agreement that the confidentiality agreement names",
        default="",
        why="Many areas have one between all agencies.",
    ),
    PolicyQuestion(
        "group.heading",
        "The name in headings and feet, with its boards",
        default="",
        why="Empty: the group’s full name.",
    ),
    PolicyQuestion(
        "members.list_months",
        "With the minutes of which months do members get the list of members?",
        AnswerKind.MONTHS,
        default="February, August",
        why="Twice a year.",
    ),
    PolicyQuestion(
        "group.terms",
        "The file of the whole terms of reference (.docx or .pdf), beside the policy",
        default="",
        why="A new member gets it with the welcome.",
    ),
    PolicyQuestion(
        "group.mailbox",
        "The address of the mailbox from which the group’s letters come",
        default="",
        why="Empty: the service’s own.",
    ),
    PolicyQuestion(
        "group.templates",
        "The folder with templates of the group’s own",
        default="",
        why="Empty: it has the common ones.",
    ),
)
