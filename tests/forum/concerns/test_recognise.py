"""What people write that a person must hear of at once, and the business that only sounds like it."""

from __future__ import annotations

import pytest

from forum.concerns.kinds import ConcernKind
from forum.concerns.recognise import concerns_in, may_be_worry
from tests.forum.hostile import took

WORRIES = (
    "A child told me today that she is being driven to a hotel by two men. What do I do?",
    "She is being driven to a hotel by two men and is only 14",
    "hi sorry to bother you but my niece shes 13 has got an older man messaging her asking for pictures",
    "I have a boy in my year 9 class who came in this morning with a black eye and says his stepdad did it.",
    "AGREE. By the way one of my girls in the unit said a man picks her up from school and buys her things.",
    "Who should I speak to about a child I am worried about?",
    "can someone call me asap about a girl I saw today",
    "my daughter has been missing since last night and the police dont seem to care",
    "A student has just told me that she wants to kill herself because of pictures going round.",
    "An elderly man I visit has bruises on both arms. He seems frightened of his carer.",
    "What do I do if a child tells me she’s being hit?",
    "There is a girl here in A and E now who says she was raped by three men at a party. She is 16.",
    "we found condoms and hotel key cards in her school bag and she’s just turned 14",
    "i am being abused",
    "I’m scared for my brother, a gang has got him selling and they’ve told him he owes them 2 grand",
    "Urgent: disclosure made at youth club this evening, need advice",
    "Her phone’s off. She was last seen with the one they call Uncle T. Her key worker says wait.",
    "Got a voicemail this morning, child’s voice, just said please and then a man laughing. I’ve saved it.",
)
ALLEGATIONS = (
    "Our scout leader keeps asking her out, she is 15.",
    "The club doctor puts his hand under her top, my granddaughter says.",
    "One of the night nurses held his hand over a child’s mouth.",
    "One of our teaching assistants has been messaging a pupil late at night. I think it’s the LADO?",
    "I want to report a social worker who slapped a child in the contact centre",
    "There’s an allegation against a youth worker of ours, who do I ring?",
    "the football coach at our club is sleeping with one of the under 16s",
    "Need LADO contact please, allegation made this morning about a teacher",
    "A residential worker is in a relationship with a 17 year old in his care",
    "I don’t want to make trouble but our minibus driver had one of the boys on his lap.",
    "One of their officers has been giving lifts to a girl from the home, on his own, after hours.",
    "The residential worker on B wing lets the boys have her vodka and gets in bed with one of them.",
    "Two students said that one of our trainers asked for their numbers and has been writing to one of them.",
    "The chaplain at the young offenders’ place has been writing love letters to one of the boys.",
)
THREATS = (
    "Her windows will go in tomorrow, tell her that.",
    "He said he’d come to the office with a hammer.",
    "If she speaks up we know where her boy goes to football.",
    "They shouted that the panel will get acid.",
    "I was told I’d be out of a job and worse if I carry on.",
    "If you send that letter I will come down there and you will be sorry",
    "I know where you live.",
    "Come near my house again and it’s your funeral.",
    "I’ll kill him if he comes near her again",
    "Someone has threatened to burn down our office",
    "A man rang reception and said tell them at MASE I’ve got petrol and all day.",
    "There was a note on my windscreen when I came out: “drop it or your dog’s next”.",
    "there will be a bomb at your next meeting",
    "You’re dead. All of you.",
    "I know what you drive and I know what time you finish.",
    "A card came through my door with a photo of my own house: “leave the taxis alone, Margaret”.",
    "He rang the unit. He said that we took his kids and one of us was going to get hurt.",
    "Pay us by Friday or every name in your files goes online.",
    "You lot had better sleep with one eye open.",
    "Our solicitor found her cat hanged on the gate the morning after the hearing.",
)
COMPLAINTS = (
    "I want to make a formal complaint",
    "I wish to complain about the way I was spoken to by the Chair at the last meeting.",
    "How do I complain about the Business Unit?",
    "Please treat this as a complaint under your complaints procedure.",
    "I shall be writing to the ombudsman about your conduct.",
    "Formal grievance: the Chair bullied me in front of members",
    "Your group let my son down and I want an apology and an explanation.",
    "I have waited nine weeks for a reply and not had so much as an acknowledgement. Who is your manager?",
    "It’s beyond me how you can publish minutes that make me out a liar. I want an apology in writing.",
)
INTERESTS = (
    "My brother owns that hotel.",
    "The provider in paper 4 is run by my husband.",
    "I do two paid days a month for the charity in item 5.",
    "I am one of the directors of the firm that bid.",
    "I must declare an interest in item 6",
    "Please note that my wife works for the provider in item 7 so I should not take part.",
    "Conflict of interest: I sit on the board of the trust that gets this grant.",
    "Should I leave the room for item 5? My husband’s firm is the contractor.",
    "For the register: I have a pecuniary interest in agenda item 4.",
    "I’d better say that the landlord named in the paper is my father-in-law, so I’ll sit that one out.",
    "Before you send me the bids, one of them is from the firm my wife runs.",
)
RIGHTS = (
    "She says she doesn’t want her file kept, she never agreed to it.",
    "Please delete all the data you hold on me",
    "Take my name and number off your system please, I don’t want you keeping it.",
    "I want to be forgotten.",
    "I do not consent to my personal data being processed any more",
    "Stop using my information until this is sorted out",
    "You’ve got my date of birth wrong in your records, I have the right to have that corrected.",
    "I’m invoking my right to object under data protection law",
    "Take me off everything please, my name, my numbers, whatever I wrote to you.",
    "There’s a note on my file that I have a conviction. I haven’t. It’s wrong, put it right.",
    "The lad who gave us the quote has changed his mind. He wants it gone from all the copies.",
    "Keep what you’ve got on my son till the hearing, but don’t use it and don’t share it.",
    "She no longer agrees to her story being used and wants it deleted everywhere.",
)
ACCESS = (
    "He is asking to see whatever the group has written down about him.",
    "Please send copies of all records in which my client is named.",
    "I would like a copy of all the information you hold about me",
    "This is a DSAR.",
    "I’m a care leaver and I want to see my file",
    "can you tell me what you keep on me and who you’ve passed it to",
    "Send me what’s on my file.",
)
INFORMATION = (
    "This is a freedom of information request",
    "I am making a request under FOIA for copies of all minutes since 2023.",
    "FOI: how many hotels have been visited, by district?",
    "Our councillor wants to know under the Act what the group has cost. You have 20 working days.",
)
PRESS = (
    "I’m a reporter at the Kent Messenger. Could someone speak to me by 4pm?",
    "A journalist has rung me about the group, what should I say?",
    "Press enquiry: can the Chair give us an interview",
    "Some bloke from the Argus is on my doorstep wanting to know about the hotel. What am I allowed to say?",
)
LEAVERS = (
    "I keep getting your papers and have nothing to do with you.",
    "Karen moved to Essex in Nov. This is DI Rudd, her mail comes to me.",
    "Mark’s last day as chair was Friday.",
    "I am leaving the council at the end of March, so please take me off the list.",
    "This is to let you know that I retire on 26 February.",
    "Colin no longer works here.",
    "I have handed in my notice, my last day is the 19th",
    "Gareth isn’t with us any longer, so you may stop writing to this address.",
)
TABLE = {
    ConcernKind.WORRY: WORRIES,
    ConcernKind.ALLEGATION: ALLEGATIONS,
    ConcernKind.THREAT: THREATS,
    ConcernKind.COMPLAINT: COMPLAINTS,
    ConcernKind.INTEREST: INTERESTS,
    ConcernKind.RIGHTS: RIGHTS,
    ConcernKind.ACCESS: ACCESS,
    ConcernKind.INFORMATION: INFORMATION,
    ConcernKind.PRESS: PRESS,
    ConcernKind.LEAVER: LEAVERS,
}
BUSINESS = (
    "Paper for 6 attached. Please take 8 off, we've not had the data.",
    "I said I'd have to take it back to the trust.",
    "No no, that's not what I said. The leaflet is nowhere near done, please take that back.",
    "I've been signed off for two weeks, so nothing has moved on any of mine.",
    "I thought we finished with obstacles in December.",
    "She needs until the end of February as the printers let her down.",
    "Can we take item 7 off? She asked for it and has since spoken to me.",
    "It's four bullet points. Let me speak for five minutes, and if the group wants it I'll write it up.",
    "He came in late, he is missing from the list of those present.",
    "Declining, sorry. I'm asking my deputy but she hasn't got back to me.",
    "Thanks, I’ll do them all in one go.",
    "Is there a form for getting a new chair? My back is killing me.",
    "The red light is flashing on the printer by my desk and nobody will come.",
    "The cleaner locked me in last night!! Who has the out of hours number?",
    "Amber from HR is leaving on Friday, drinks at the Wheatsheaf.",
    "Three people from the group have moved on, four have joined.",
    "The deputy on your website left us in 2025.",
    "Karen told me somebody had got the date of the walkabout wrong, where she couldn’t say.",
    "Is anybody driving over from Canterbury? My neighbour needs a lift to the hospital opposite.",
    "Beth had already bought her train ticket, who does she send it to?",
    "I’ve lost my phone, number’s the same, be patient if you ring.",
    "Is a copy of this going to the Commissioner?",
    "Page 3 uses the word “prostitute” of a child. Nobody ought to.",
    "03 looks all right. I’m only frightened of the dates.",
    "I can keep them in my garage if space is the problem.",
    "Can I send it to her home?",
    "Wrong number on my door for the courier, that’s why the boxes came late.",
    "Year 8 pupils made a film about consent with the football club.",
    "Take me off the wifi list.",
    "I lost my phone.",
    "Thank you, we won’t forget what you did for us.",
    "Please say that allegations against staff are handled by the LADO.",
    "My wife manages the diary, so ask her.",
    "Item: Children missing from hotels, for discussion, 20 minutes, paper to follow.",
    "DONE. The leaflet for parents who are worried about a child is printed and out in all schools.",
    "HELP please, I can’t get the figures on missing episodes out of the system.",
    "We had 14 disclosures in the quarter, up from nine. The report is attached.",
    "I will be late on the 9th, I have a strategy meeting about a child at two.",
    "Sorry, can’t come, my daughter is poorly and I need to fetch her from school.",
    "LADO annual report, for information, ten minutes, paper from me by 29 January.",
    "Under item 6, delete “the girl” and put “the young person”.",
    "RESEARCH: what do other areas do about children exploited through hotels? By April.",
    "ASK: that the group tells the Board by May how it hears from children who have been groomed",
    "People should know what to do if they are worried about a child.",
    "This mailbox is not monitored at night. If a young person is at risk call 999.",
    "04: the youth workers have been trained to spot the signs: bruises, new phones, going missing.",
    "The paper names a child, please send it to core members only.",
    "She told me she’d send it by Friday.",
    "The officer will kill me if it’s late again! On its way today.",
    "The complaints procedure is being reviewed and will come to the March meeting.",
    "I’m not happy with the wording of action 3.",
    "I object to item 7 going in part 2.",
    "No interests to declare.",
    "We have an interest in joining the pilot.",
    "Please remove Jo Field as my deputy and put Sam Carter.",
    "Please take my home number off the list of members that goes round, use the office one.",
    "The subject access procedure is on the agenda for March.",
    "The FOI training slides are attached for the next meeting.",
    "The press release about the campaign goes out on Monday.",
    "I’ll have to leave the meeting at 11.",
    "New date 5 March because the designer has left",
    "I’m at risk of missing the deadline for the paper.",
    "Job title: Head of Service, Missing and Exploited Children",
    "He is on the trafficking trial until mid February.",
    "Can the slot on trafficking of teenage girls go before the break?",
    "We run a refresher on freedom of information, shall I keep you a place?",
    "No chair since Tony retired.",
    "Please take out my comment on page 4, it reads badly.",
    "My name is spelt wrong on page 1, it’s Thornton with an h.",
    "I can’t come now, funeral. My deputy will be there for us, can you send her the papers please",
    "The attendance sheet won’t let me add a deputy, can someone help",
    "I’d kill for a coffee before the meeting, any chance?",
    "Please don’t write to Colin. I spoke to him on Friday and there is a family reason.",
    "Is there any parking at the venue, or should I take the bus like a sensible person?",
    "May I bring a student? She’s with us until March.",
    "Who should I contact about the heating? It was freezing last time.",
    "He promised to send it by 5 today.",
    "No letter to Colin please. His mother died in November.",
    "On page 3 I think a young person could be recognised by anyone. Is there still time to change that?",
    "All three are complete, please take them off my list.",
    "Thanks!",
    "",
)


def named(subject: str = "", *files: str) -> tuple[ConcernKind, ...]:
    """The concerns in a mail that has a subject or files, and says no more than that."""
    return concerns_in(["Please see attached."], subject=subject, files=files)


@pytest.mark.parametrize(("kind", "words"), [(kind, each) for kind, said in TABLE.items() for each in said])
def test_what_must_reach_a_person_is_recognised(kind: ConcernKind, words: str) -> None:
    assert kind in concerns_in([words])


@pytest.mark.parametrize("words", BUSINESS)
def test_the_business_of_the_forum_is_no_concern(words: str) -> None:
    assert concerns_in([words]) == ()


def test_the_most_urgent_leads() -> None:
    lines = ["I want to make a formal complaint.", "One of my girls told me last night that he hits her."]
    assert concerns_in(lines)[0] == ConcernKind.WORRY
    assert ConcernKind.COMPLAINT in concerns_in(lines)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("URGENT child at risk", ConcernKind.WORRY),
        ("Safeguarding concern about a pupil", ConcernKind.WORRY),
        ("Victim raped", ConcernKind.WORRY),
        ("Formal complaint", ConcernKind.COMPLAINT),
        ("Subject access request", ConcernKind.ACCESS),
    ],
)
def test_a_subject_says_it_too(subject: str, kind: ConcernKind) -> None:
    assert named(subject) == (kind,)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IMG bruises.jpg", ConcernKind.WORRY),
        ("disclosure made by girl 14 last night.docx", ConcernKind.WORRY),
        ("Letter of complaint.docx", ConcernKind.COMPLAINT),
    ],
)
def test_the_name_of_a_file_says_it_too(name: str, kind: ConcernKind) -> None:
    assert named("", name) == (kind,)


@pytest.mark.parametrize(
    "name",
    [
        "Paper 6 missing children and hotels.docx",
        "LADO annual report 2026.docx",
        "IMG_2031.jpg",
        "Girls photos.jpg",
    ],
)
def test_a_paper_has_a_name_that_is_no_concern(name: str) -> None:
    assert named("", name) == ()


@pytest.mark.parametrize(
    "words",
    [
        "The lad in the example: is anyone actually seeing him?",
        "She’s been quiet since Friday and her mum is in my class.",
        *WORRIES[:6],
    ],
)
def test_what_may_be_a_worry_is_known_though_nothing_is_plain(words: str) -> None:
    assert may_be_worry([words])


@pytest.mark.parametrize(
    "words", ["AGREE AGENDA", "The figures come on Friday, sorry.", "Job title: Nurse", ""]
)
def test_what_tells_of_nobody_is_no_worry(words: str) -> None:
    assert not may_be_worry([words])


def test_words_on_wrapped_lines_are_read_together() -> None:
    lines = ["I am writing because a girl whom I teach in year nine has told me that she", "is being groomed"]
    assert concerns_in(lines) == (ConcernKind.WORRY,)


@pytest.mark.thorough
def test_a_long_mail_is_read_in_seconds() -> None:
    for words in ("she told me that he hits her and ", "one of my girls ", "a ", "my my my "):
        text = words * (50_000 // len(words))
        assert took(lambda text: concerns_in([text]), text) < 5
