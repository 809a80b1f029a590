"""Briefings both ways by mail: a decision that is referred, its words, the Chair's word, and the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.agenda import Purpose
from forum.calendar.steps import StepKind, StepVerdict
from forum.concerns.kinds import ConcernKind
from forum.letters.partnerships import Briefing
from forum.letters.questions import ChairLetter
from forum.outbox.states import State
from forum.partnerships import BriefingState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.minutes.quorum_ruling import ask_for_ruling
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.duties.partnerships.write_briefings import messages_both_ways
from tasks.register.tables import (
    AgendaItemRow,
    BriefingRow,
    ConcernRow,
    DecisionRow,
    DispatchRow,
    GroupRow,
    PartnershipContactRow,
    PartnershipMessageRow,
)
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.clause_as_at import this_year
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, SEATS, UNIT

COMMUNITY, PANELS, HEALTH = (
    "Community Safety Partnerships",
    "Adolescent Risk Management Panels",
    "Health & Wellbeing Board",
)
ASHFORD = f"{COMMUNITY}, Ashford"
WARDEN, CHILDRENS_LEAD = "Warden Manager", "Panel Manager"
OPEN, RESTRICTED = "Night staff of hotels are trained.", "The lodge on Harbour Street is watched."
DECISIONS = (
    {"Item": "5", "Text": OPEN, "Refer to": COMMUNITY},
    {"Reference": f"{JANUARY}/D51", "Item": "11", "Text": RESTRICTED, "Refer to": PANELS},
)
FOR_COMMUNITY = """BRIEFING B/2027/01 FOR ACTION
WHY: Your wardens meet them every week.
ASK: Name somebody who goes along.
BY: 12 March
PASS ON: All of it."""
GONE = "I have left the Trust, please remove me from this list"
OWN_WORDS = "DECIDED: Places to stay are looked at more closely."
FOR_PANELS = f"""BRIEFING B/2027/02 FOR INFORMATION
{OWN_WORDS}
WHY: You may be asked about it.
PASS ON: Nothing."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def order(post: Post, *lines: str) -> str:
    """What the unit hears of a reply to its desk letter."""
    post.hear("\n".join(lines), to=post.sent("desk", UNIT))
    return post.told()[-1]


def standings(post: Post) -> list[str]:
    """How all that went both ways stands."""
    with post.office.register.reading() as session:
        group = session.get_one(GroupRow, post.forum.group)
        return [message.standing for message in messages_both_ways(session, group)]


def briefings(post: Post) -> dict[str, BriefingRow]:
    return {row.reference: row for row in post.forum.rows(BriefingRow)}


@stage
def referred(post: Post) -> Post:
    """January's record refers a decision to the community safety partnerships, and one of part 2 to the
    panels; on Thursday 14 January the desk letter asks for words, and the contacts are on the register."""
    post.forum.on("Tue 29 Dec 2026")
    post.forum.draft_agenda()
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_entries(replace(ENTRIES, decisions=DECISIONS))
    post.forum.on("Thu 14 Jan 2027")
    assert post.desk()
    post.send()
    order(post, f"CONTACT {COMMUNITY}, Ashford: {WARDEN}, warden@ashford.example, 01233 000000")
    order(post, f"CONTACT {PANELS}: {CHILDRENS_LEAD}, panels@kent.example")
    return post


@stage
def agreed(referred: Post) -> Post:
    """The unit writes both briefings, and on Thursday 21 January the Chair agrees them."""
    post = referred
    order(post, FOR_COMMUNITY, FOR_PANELS)
    post.forum.on("Wed 20 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("AGREE BRIEFINGS", to=post.sent("chair", CHAIR))
    return post


def test_a_decision_that_is_referred_goes_word_for_word_as_the_chair_agrees_it_and_its_answer_is_an_item(
    referred: Post,
) -> None:
    post = referred
    of_open, of_restricted = (
        f"{task.what} {task.how}"
        for letter in post.letters.printed
        for task in getattr(letter, "needs", ())
        if "briefing, B/" in task.what
    )
    assert of_open.startswith(f"Write a briefing, B/2027/01, for {COMMUNITY} on {JANUARY}/D1")
    assert "The decision stands as it is, unless a line begins with DECIDED:." in of_open
    assert f"B/2027/02, for {PANELS} on {JANUARY}/D51" in of_restricted
    assert "It needs words of its own, DECIDED:" in of_restricted
    assert "Neither people nor places are named to it." in of_restricted
    assert RESTRICTED not in of_restricted
    contacts = {(row.partnership, row.body) for row in post.forum.rows(PartnershipContactRow)}
    assert contacts == {(COMMUNITY, ASHFORD), (PANELS, PANELS)}

    told = order(post, FOR_PANELS.replace("Places to stay", "Lodgings of Jo Fielding"))
    assert "B/2027/02 can’t go to the Chair as it is." in told
    assert "“Jo Fielding” may be a name" in told
    assert post.letters.printed[-1].marking  # since it repeats what may be one
    told = order(post, FOR_PANELS.replace(f"{OWN_WORDS}\n", ""))
    assert "DECIDED: is missing." in told
    assert "Briefing B/2027/01 is written." in order(post, FOR_COMMUNITY)
    assert not post.forum.questions(QuestionKind.AGREE_BRIEFINGS)  # one more is to be written
    order(post, FOR_PANELS)

    post.forum.on("Wed 20 Jan 2027")  # it waits for another letter to the Chair until the day before
    post.put_questions()
    letter = [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]
    (ask,) = (ask for ask in letter.asks if ask.kind is QuestionKind.AGREE_BRIEFINGS)
    assert ask.facts == f"B/2027/01 to {COMMUNITY} (for action) and B/2027/02 to {PANELS} (for information)."
    (enclosed,) = post.forum.letters("chair", CHAIR)[-1].attachments
    assert "your name" in enclosed["name"]
    post.send()
    post.hear("Please be clearer on what we ask", to=post.sent("chair", CHAIR))
    post.forum.on("Thu 21 Jan 2027")
    assert any("The Chair says: “Please be clearer on what we ask”." in need for need in post.desk())
    post.send()
    order(post, FOR_COMMUNITY.replace("somebody", "one warden"), FOR_PANELS)
    post.forum.on("Wed 27 Jan 2027")
    post.put_questions()
    post.send()
    assert not post.forum.letters("briefing")
    post.hear("AGREE BRIEFINGS", to=post.sent("chair", CHAIR))

    to_warden, to_panel = (
        next(
            letter
            for letter in reversed(post.letters.printed)
            if isinstance(letter, Briefing) and letter.addressee == name
        )
        for name in (WARDEN, CHILDRENS_LEAD)
    )
    assert to_warden.why == f"you carry messages between the {ASHFORD} and the MASE Group"
    (line,) = to_warden.briefings
    assert (line.reference, line.decided, line.ask) == ("B/2027/01", OPEN, "Name one warden who goes along.")
    assert (to_warden.body, to_warden.meeting, line.by) == (
        ASHFORD,
        day("Tue 12 Jan 2027"),
        day("Fri 12 Mar 2027"),
    )
    assert [line.decided for line in to_panel.briefings] == ["Places to stay are looked at more closely."]
    assert RESTRICTED not in repr(to_panel)
    post.send()
    assert post.sent("briefing", CHILDRENS_LEAD).state is State.SENT

    post.hear("Received, thank you", to=post.sent("briefing", CHILDRENS_LEAD))
    assert "has come." in post.told()[-1]
    post.hear("ANSWER: We can send the evening shift from April", to=post.sent("briefing", WARDEN))
    answers = {row.of_id: row.answer for row in post.forum.questions(QuestionKind.ACKNOWLEDGE_BRIEFING)}
    assert answers == {
        post.forum.person(CHILDRENS_LEAD): Word.RECEIVED,
        post.forum.person(WARDEN): Word.OTHER,
    }
    assert standings(post)[:2] == ["acknowledged by 1 of 1", "acknowledged by 1 of 1"]
    (message,) = post.forum.rows(PartnershipMessageRow)
    (item,) = (item for item in post.forum.rows(AgendaItemRow) if item.id == message.item_id)
    assert item.title == f"Answer of {ASHFORD} to the briefing of 12 January"
    assert item.meeting_id == post.forum.meeting("MASE/2027-02").id
    assert len(post.letters.printed) > 10
    assert RESTRICTED not in repr(post.letters.printed)  # nor does any other letter say it


@pytest.mark.parametrize("by", ["the Chair's ruling", "the next meeting"])
def test_a_decision_without_a_quorum_is_for_no_partnership_until_it_stands(post: Post, by: str) -> None:
    forum = post.forum
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    short = {**ENTRIES.attendance, **{seat: {"Status": "Absent"} for seat in SEATS[:5]}}
    forum.file_entries(replace(ENTRIES, attendance=short, decisions=DECISIONS[:1]))
    assert briefings(post) == {}
    if by == "the Chair's ruling":
        do(ask_for_ruling, post.office, forum.meeting().id)
        forum.answer(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, CHAIR)
    else:
        forum.on("Tue 26 Jan 2027")
        forum.draft_agenda(FEBRUARY)
        forum.on("Wed 10 Feb 2027")
        ratified = ({"Reference": f"{JANUARY}/D1", "To ratify": "No"},)
        forum.file_entries(replace(ENTRIES, decisions=ratified), FEBRUARY)
    (briefing,) = briefings(post).values()
    assert (briefing.decision, briefing.partnership) == (f"{JANUARY}/D1", COMMUNITY)


def test_agreed_briefings_are_out_in_time_on_the_day_on_which_the_last_has_gone(agreed: Post) -> None:
    post = agreed
    step = post.forum.step(StepKind.BRIEFINGS_OUT)
    assert (step.opens, step.deadline, step.verdict) == (day("Wed 20 Jan 2027"), day("Mon 25 Jan 2027"), None)
    post.send()
    do(finish_sent_steps, post.office, [post.forum.group], day=post.forum.today)
    step = post.forum.step(StepKind.BRIEFINGS_OUT)
    assert (step.done, step.verdict) == (day("Wed 20 Jan 2027"), StepVerdict.ON_TIME)


def test_a_contact_who_says_nothing_is_rung_after_ten_working_days(agreed: Post) -> None:
    post = agreed
    post.send()
    post.forum.on("Tue 2 Feb 2027")
    assert not [need for need in post.desk() if WARDEN in need]
    post.forum.on("Wed 3 Feb 2027")
    assert standings(post) == ["acknowledged by 0 of 1", "acknowledged by 0 of 1"]
    (ring,) = (need for need in post.desk() if WARDEN in need)
    assert ring.startswith(f"Ring {WARDEN}, 01233 000000, and ask them to acknowledge the briefing")
    post.send()
    order(post, f"{WARDEN} RECEIVED, phone, 3 February")
    assert this_year(post.forum, "Partnerships") == "Met: 1 of 1 briefing."
    late = this_year(post.forum, "Partnerships", day("Fri 5 Feb 2027"))
    assert late.startswith("In part: 1 of 2 briefings. Worst: MASE/2027-01 to ")
    assert [row.answer for row in post.forum.questions(QuestionKind.ACKNOWLEDGE_BRIEFING)].count(
        Word.RECEIVED
    ) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I have not received the letter you mention",
        "The file doesn’t open here",
        GONE,
        "Received, thank you. I am no longer the contact for the partnership",
        "Please take me off your list",
        "I’m the wrong person for this: Jo Field has taken over from me",
    ],
)
def test_a_contact_who_has_not_got_it_acknowledges_nothing(agreed: Post, text: str) -> None:
    post = agreed
    post.send()
    row = post.hear(text, to=post.sent("briefing", WARDEN))
    is_leaver = [concern.kind for concern in post.forum.rows(ConcernRow)] == [ConcernKind.LEAVER]
    assert row.outcome == ("recorded" if is_leaver else "for the unit")
    assert not any("has come" in said for said in post.told())
    answers = [question.answer for question in post.forum.questions(QuestionKind.ACKNOWLEDGE_BRIEFING)]
    assert answers == [None, None]
    assert post.forum.rows(PartnershipMessageRow) == []


def test_a_briefing_that_was_read_has_come_and_is_no_item(agreed: Post) -> None:
    post = agreed
    post.send()
    post.hear("Read, thanks.", to=post.sent("briefing", WARDEN))
    assert "has come." in post.told()[-1]
    assert post.forum.rows(PartnershipMessageRow) == []


def test_a_briefing_that_is_only_not_ready_yet_is_not_dropped(referred: Post) -> None:
    told = order(referred, "No B/2027/01 yet, waiting for the Chair")
    assert "It is not plain whether no briefing goes at all, or only not yet." in told
    assert {row.state for row in briefings(referred).values()} == {BriefingState.TO_WRITE}


def test_what_a_contact_writes_of_themselves_comes_before_the_group(agreed: Post) -> None:
    post = agreed
    post.hear("For action: cars are seen at the lodge every night", sender="warden@ashford.example")
    assert "It comes before the group on 9 February." in post.told()[-1]
    (message,) = post.forum.rows(PartnershipMessageRow)
    (item,) = (item for item in post.forum.rows(AgendaItemRow) if item.id == message.item_id)
    assert item.title == f"Message from {ASHFORD}, for action"
    assert item.purpose is Purpose.DISCUSSION
    post.hear(GONE, sender="warden@ashford.example")
    assert [concern.kind for concern in post.forum.rows(ConcernRow)] == [ConcernKind.LEAVER]
    post.hear("CONTACT ENDS Warden Manager", to=post.sent("desk", UNIT))
    post.forum.on("Thu 21 Jan 2027")
    post.hear("And another thing", sender="warden@ashford.example")
    assert len(post.forum.rows(PartnershipMessageRow)) == 1


_BRIEFING = update(BriefingRow).where(BriefingRow.reference == "B/2027/01")
_LETTERS = update(DispatchRow).where(DispatchRow.letter == "briefing")
_DECISION = update(DecisionRow).where(DecisionRow.text == OPEN)
_CONTACT = update(PartnershipContactRow).where(PartnershipContactRow.body == ASHFORD)
# What is changed in the register once the Chair has agreed, and whether the letter to the panels is held too.
TAMPERED = {
    "the words": (_BRIEFING.values(why="Other words."), False),
    "an ask": (_BRIEFING.values(ask=""), False),
    "words and mark": (_BRIEFING.values(why="Other words.", agreed_digest="0" * 64), False),
    "the Chair's word": (_BRIEFING.values(state=BriefingState.WRITTEN, agreed_digest=None), False),
    "the letters": (_LETTERS.values(text=RESTRICTED), True),
    "their looks": (_LETTERS.values(html=RESTRICTED), True),
    "their subjects": (_LETTERS.values(subject=RESTRICTED), True),
    "an attachment": (_LETTERS.values(attachments=[{"sha256": "0" * 64, "name": "a.pdf"}]), True),
    "the decision": (_DECISION.values(text="Nobody is trained."), False),
    "where it is referred": (_DECISION.values(refer_to=HEALTH), False),
    "the contact": (_CONTACT.values(last=day("Tue 19 Jan 2027")), False),
    "the contact's partnership": (_CONTACT.values(partnership=HEALTH), False),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_nothing_leaves_that_was_not_agreed_word_for_word(agreed: Post, what: str) -> None:
    post, (change, is_of_both) = agreed, TAMPERED[what]
    with post.office.register.transaction("test") as tx:
        tx.session.execute(change)
    post.send()
    states = {name: post.forum.letters("briefing", name)[-1].state for name in (WARDEN, CHILDRENS_LEAD)}
    assert states == {WARDEN: State.HELD, CHILDRENS_LEAD: State.HELD if is_of_both else State.SENT}


def test_the_chair_agrees_briefings_or_says_what_to_change_and_anything_else_is_asked_back(
    referred: Post,
) -> None:
    post = referred
    order(post, FOR_COMMUNITY, FOR_PANELS)
    post.forum.on("Wed 20 Jan 2027")
    post.put_questions()
    post.send()
    (answer,) = (
        ask.how
        for letter in post.letters.printed
        for ask in getattr(letter, "asks", ())
        if "BRIEFINGS" in ask.how
    )
    assert answer == "AGREE BRIEFINGS"
    to_chair = post.sent("chair", CHAIR)
    for words in ("Do they go out today?", "Agree breifings", "I will look on Friday."):
        post.hear(words, to=to_chair)
        assert post.told()[-1].startswith("not understood"), words
        assert post.forum.question(QuestionKind.AGREE_BRIEFINGS).answer is None
    post.hear("Please change the briefing for the panels: say “lodgings”.", to=to_chair)
    assert "not agreed: what to change is with the Business Unit" in post.told()[-1]


def test_untouched_briefings_leave(agreed: Post) -> None:
    agreed.send()
    states = [agreed.forum.letters("briefing", name)[-1].state for name in (WARDEN, CHILDRENS_LEAD)]
    assert states == [State.SENT, State.SENT]
    assert {row.state for row in agreed.forum.rows(BriefingRow)} == {BriefingState.AGREED}


def test_a_record_filed_again_opens_drops_and_asks_again_what_it_changed(referred: Post) -> None:
    post = referred
    order(post, FOR_COMMUNITY)
    assert briefings(post)["B/2027/01"].state is BriefingState.WRITTEN
    changed = (
        {**DECISIONS[0], "Text": "Night staff of all hotels are trained."},
        {**DECISIONS[1], "Refer to": ""},
        {"Item": "6", "Text": "Calls are counted.", "Refer to": HEALTH},
    )
    post.forum.file_entries(replace(ENTRIES, decisions=changed))
    states = {reference: row.state for reference, row in briefings(post).items()}
    assert states == {
        "B/2027/01": BriefingState.TO_WRITE,
        "B/2027/02": BriefingState.DROPPED,
        "B/2027/03": BriefingState.TO_WRITE,
    }


def test_the_chairs_agreement_is_undone_with_wrong_while_nothing_has_left(agreed: Post) -> None:
    post = agreed
    assert {row.state for row in post.forum.letters("briefing")} == {State.QUEUED}
    post.hear("WRONG", to=post.sent("chair", CHAIR))
    assert {row.state for row in briefings(post).values()} == {BriefingState.WRITTEN}
    post.send()
    assert State.SENT not in {row.state for row in post.forum.letters("briefing")}


def test_public_papers_get_words_of_their_own_in_a_letter_without_marking(referred: Post) -> None:
    post = referred
    post.forum.file_entries(replace(ENTRIES, decisions=({**DECISIONS[0], "Refer to": HEALTH},)))
    post.forum.on("Fri 15 Jan 2027")
    assert any("Its papers are public. It needs words of its own" in need for need in post.desk())
    post.send()
    order(post, f"CONTACT {HEALTH}: Democratic Services Officer, democracy@kent.example")
    written = FOR_PANELS.replace("B/2027/02", "B/2027/03")
    assert "DECIDED: is missing." in order(post, written.replace(f"{OWN_WORDS}\n", ""))
    order(post, written)
    post.forum.on("Thu 21 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("AGREE BRIEFINGS", to=post.sent("chair", CHAIR))
    (letter,) = (each for each in post.letters.printed if isinstance(each, Briefing) and each.reply_code)
    assert (letter.addressee, letter.marking) == ("Democratic Services Officer", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("CONTACT Parish Councils: Jo Field, jo.field@parish.example", "is no partnership of the group"),
        (f"CONTACT {COMMUNITY}: jo.field@ashford.example", "It is not plain who the contact is"),
        (f"CONTACT {COMMUNITY}: Jo Field", "It is not plain who the contact is"),
        (f"CONTACT {COMMUNITY}: Jo Field, jo@ashford.example, sam@ashford.example", "It is not plain who"),
        (f"CONTACT {COMMUNITY}: Jo Field, jo@field@ashford.example", "The address "),
        (f"CONTACT {COMMUNITY}, Ashford: {WARDEN}, warden@ashford.example", "is a contact of"),
        (f"CONTACT {COMMUNITY}, Dover: Jo Field, warden@ashford.example", "That address is somebody else’s"),
        ("CONTACT ENDS Jo Field", "is no contact of a partnership"),
    ],
)
def test_what_is_wrong_with_a_contact_is_said_and_nothing_is_registered(
    referred: Post, text: str, why: str
) -> None:
    before = len(referred.forum.rows(PartnershipContactRow))
    assert why in order(referred, text)
    assert len(referred.forum.rows(PartnershipContactRow)) == before


def test_a_partnership_to_which_nothing_is_referred_gets_a_page_a_quarter(referred: Post) -> None:
    post = referred
    order(post, f"CONTACT {HEALTH}: Democratic Services Officer, democracy@kent.example")
    post.forum.file_entries(replace(ENTRIES, decisions=DECISIONS))
    assert len(briefings(post)) == 2  # its contact is new
    with post.office.register.transaction("test") as tx:
        tx.session.execute(update(PartnershipContactRow).values(first=day("Thu 15 Oct 2026")))
    post.forum.file_entries(replace(ENTRIES, decisions=DECISIONS))
    post.forum.file_entries(replace(ENTRIES, decisions=DECISIONS))
    row = briefings(post)["B/2027/03"]
    assert (row.partnership, row.decision, len(briefings(post))) == (HEALTH, "", 3)
    post.forum.on("Fri 15 Jan 2027")
    (task,) = (need for need in post.desk() if "B/2027/03" in need)
    assert task.startswith(f"Write a briefing, B/2027/03, for {HEALTH} on the last quarter.")
    assert "say in DECIDED: what the group did." in task
    post.send()
    page = FOR_PANELS.replace("B/2027/02", "B/2027/03")
    order(post, "NO B/2027/01 they know", "NO B/2027/02 they know", page)
    post.forum.on("Thu 21 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("AGREE BRIEFINGS", to=post.sent("chair", CHAIR))
    post.send()
    assert post.sent("briefing", "Democratic Services Officer").state is State.SENT


def test_what_is_agreed_later_goes_beside_what_waits_and_takes_nothing_from_it(agreed: Post) -> None:
    post = agreed

    def let_first_letters(state: State) -> None:
        with post.office.register.transaction("test") as tx:
            first = _LETTERS.where(DispatchRow.queued_at < dt.datetime(2027, 1, 21))
            tx.session.execute(first.values(state=state))

    let_first_letters(State.HELD)
    more = {"Item": "6", "Text": "Calls are counted.", "Refer to": COMMUNITY}
    post.forum.file_entries(replace(ENTRIES, decisions=(*DECISIONS, more)))
    post.forum.on("Thu 21 Jan 2027")
    assert post.desk()
    post.send()
    order(post, FOR_COMMUNITY.replace("B/2027/01", "B/2027/03"))
    post.forum.on("Wed 27 Jan 2027")
    post.put_questions()
    post.send()
    post.hear("AGREE BRIEFINGS", to=post.sent("chair", CHAIR))
    let_first_letters(State.QUEUED)
    post.send()
    letters = post.forum.letters("briefing", WARDEN)
    assert [letter.state for letter in letters] == [State.SENT, State.SENT]


def test_what_nobody_is_left_to_get_is_not_agreed_unseen_and_goes_back_to_the_unit(referred: Post) -> None:
    post = referred
    order(post, FOR_COMMUNITY, FOR_PANELS)
    order(post, f"CONTACT ENDS {WARDEN}")
    post.forum.on("Wed 20 Jan 2027")
    post.put_questions()
    letter = [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]
    (ask,) = (ask for ask in letter.asks if ask.kind is QuestionKind.AGREE_BRIEFINGS)
    assert ask.facts == f"B/2027/02 to {PANELS} (for information)."
    post.send()
    post.hear("AGREE BRIEFINGS", to=post.sent("chair", CHAIR))
    states = {reference: row.state for reference, row in briefings(post).items()}
    assert states == {"B/2027/01": BriefingState.TO_WRITE, "B/2027/02": BriefingState.AGREED}
    post.forum.on("Thu 21 Jan 2027")
    assert any("It has no contact yet" in need for need in post.desk())
