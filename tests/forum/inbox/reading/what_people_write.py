"""Replies as people write them."""

from __future__ import annotations

from forum.inbox.sayings import ConcernRaised

AGENDA_AGREED = "The agenda for 9 February is agreed."


MINUTES_AGREED = "The minutes of 12 January are agreed."


AGENDA_TO_CHANGE = "The agenda for 9 February is not agreed yet: what to change is with the Business Unit."


MINUTES_TO_CHANGE = "The minutes of 12 January are not agreed yet: what to change is with the Business Unit."


ALLOWED = "The late paper for item 7 goes out as a supplement."


NOT_ALLOWED = "The late paper for item 7 is not circulated."


LETTER_SENT = "The private letter to Designated Nurse about attendance goes out in the Chair’s name."
LETTER_NOT_SENT = "The private letter to Designated Nurse about attendance is not sent."
DISCHARGED = "Action MASE/2026-11/02 is discharged."


RETURNED = "Action MASE/2026-11/02 stays open and goes back to its owner."


MORE_THAN_THE_WORD = "? Your reply has more in it than the word, and nothing is agreed with a condition."


NO_WORD = "? Sorry, we could not tell what you decided."


OLDER_DONE = "Action MASE/2026-11/02 is reported done."


DONE = "Action MASE/2027-01/03 is reported done."


WHETHER_DONE = "? It is not plain whether action MASE/2027-01/03 is done, or by which day it will be."


ABOUT_AN_ACTION = (
    "Your message about action MASE/2027-01/03 is with the Business Unit, which answers you; until then the "
    "action stays with you."
)


TAKEN_BACK = "What was recorded last is undone."


NEW_DATE = "Action MASE/2027-01/03 is now due on Friday 12 February 2027."


HELP = "Action MASE/2027-01/03 needs help: the Business Unit takes it up."


WHICH_ACTION = "? It is not plain of which action you speak."


APOLOGIES = "You send apologies for the meeting on 9 February."
NOBODY_COMES = "You send apologies for the meeting on 9 February, and nobody comes in your place."


COMING = "You come to the meeting on 9 February."


FOR_THE_UNIT = "Your message is with the Business Unit."


PROPOSED = "You propose an item for 9 February: "

NO_ITEM = "You have no item to propose."


NO_CORRECTIONS = "You have no corrections to the minutes."


CORRECTION = "Your corrections to the minutes are with the Business Unit, for a meeting to confirm."


VERBAL_6 = "The paper for item 6 will not come: the item is spoken to."
VERBAL_OF_MARCH = "The paper for 9 March will not come: the item is spoken to."


WITHDRAWN_9 = "The paper for item 9 is withdrawn."


RELEASED = "The papers for 9 February are released."
UNAGREED_RELEASED = "The minutes of 12 January are released as a draft not yet agreed."
NOTHING_ANSWERED = "? Nothing that waits is answered by that."


WHETHER = "? It is not plain whether you come."
WHETHER_OR_WHO = "? It is not plain whether you come, or who comes in your place."


A_COURTESY = ()


OUTLOOK_REPLY = """[EXTERNAL]
CAUTION: This email originated from outside of the organisation. Do not click links or open attachments
unless you recognise the sender and know the content is safe.

Hi,

Agree both, thank you.

Kind regards

Independent Chair
Safeguarding Children Board
T: 03000 000000

This email and any files transmitted with it are confidential. If you are not the intended recipient you
must not copy, distribute or take any action. AGREE AGENDA.
________________________________
From: MASE secretariat <mase@council.example>
Sent: 18 January 2027 09:00
To: Independent Chair <chair@council.example>
Subject: OFFICIAL-SENSITIVE: MASE, two things to agree by Mon 25 Jan

Please reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to change.
"""


GMAIL_REPLY = """AGREE MINUTES

On Mon, 18 Jan 2027 at 09:00, MASE secretariat <mase@council.example> wrote:

> Please reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to
> change.
"""


APPLE_REPLY = """Agenda agreed

Sent from my iPhone

On 18 Jan 2027, at 09:00, MASE secretariat <mase@council.example> wrote:

﻿
AGREE BOTH
"""


BETWEEN_THE_LINES = """On 18/01/2027 09:00, MASE secretariat wrote:
> Under each, reply DONE, a new date and why, or HELP.
>
> * MASE/2026-11/02: Agree one referral form across agencies
>   Due 4 January 2027, 14 days overdue
Done, signed off on Friday
>
> * MASE/2027-01/03: Circulate the training calendar for spring
>   Due 29 January 2027
12 February, waiting for two venues
>
> Secretariat of the MASE Group
"""


NHS_REPLY = """This message originated from outside of NHSmail. Please do not click links or open attachments
unless you recognise the sender.
I can't come on 9 February, sorry. Head of Safeguarding will attend in my place.
****************************************************************************************************
This message may contain confidential information. If you are not the intended recipient please inform the
sender that you have received the message in error before deleting it.
"""


CHAIR = [
    ("chair: agenda, minutes", "AGREE BOTH", (AGENDA_AGREED, MINUTES_AGREED)),
    ("chair: agenda, minutes", "Agreed both, many thanks", (AGENDA_AGREED, MINUTES_AGREED)),
    ("chair: agenda, minutes", "Both agreed. Good set of papers.", (AGENDA_AGREED, MINUTES_AGREED)),
    ("chair: agenda, minutes", "I agree both. See you on Tuesday.", (AGENDA_AGREED, MINUTES_AGREED)),
    ("chair: agenda, minutes", OUTLOOK_REPLY, (AGENDA_AGREED, MINUTES_AGREED)),
    ("chair: agenda, minutes", GMAIL_REPLY, (MINUTES_AGREED,)),
    ("chair: agenda, minutes", APPLE_REPLY, (AGENDA_AGREED,)),
    ("chair: agenda, minutes", "AGREE", ("? It is not plain which of the questions your answer is for.",)),
    ("chair: agenda, minutes", "AGREE AGENDA\nMinutes: the date of the next meeting is wrong",
     (MINUTES_TO_CHANGE, AGENDA_AGREED)),
    ("chair: agenda, minutes", "AGREE MINUTES. Please move item 5 to the top of the agenda.",
     (MORE_THAN_THE_WORD,)),
    ("chair: agenda, minutes", "AGREE BOTH subject to the spelling in item 3", (MORE_THAN_THE_WORD,)),
    ("chair: agenda, minutes", "AGREE BOTH\n\nThanks\nbut item 5 should come first", (MORE_THAN_THE_WORD,)),
    ("chair: agenda, minutes", "AGREE BOTH\n\nKind regards\nIndependent Chair\n\nPS can item 5 go first?",
     (MORE_THAN_THE_WORD,)),
    ("chair: agenda, minutes", "Please take out item 3.",
     ("? It is not plain whether the change is wanted in the agenda or in the minutes.",)),
    ("chair: agenda, minutes", "The minutes should say that Medway was there.", (MINUTES_TO_CHANGE,)),
    ("chair: agenda, minutes", "OK", (NO_WORD,)),
    ("chair: agenda, minutes", "Fine by me", (NO_WORD,)),
    ("chair: agenda, minutes", "👍", (NO_WORD,)),
    ("chair: agenda, minutes", "Will read these tonight", (NO_WORD,)),
    ("chair: agenda, minutes", "Thank you", A_COURTESY),
    ("chair: agenda, minutes", "", A_COURTESY),
    ("chair: agenda, minutes", "Noted, thanks.", A_COURTESY),
    ("chair: agenda", "Agreed", (AGENDA_AGREED,)),
    ("chair: agenda", "Yes, agreed.", (AGENDA_AGREED,)),
    ("chair: agenda", "AGREE AGENDA, but move item 5 to the end", (AGENDA_TO_CHANGE,)),
    ("chair: agenda", "Please take the discussion of the awareness week first.", (AGENDA_TO_CHANGE,)),
    ("chair: agenda", "Can we discuss?", (NO_WORD,)),
    ("chair: agenda", "I agree in principle", (MORE_THAN_THE_WORD,)),
    ("chair: minutes", "Page 2, second paragraph: it was the CCGs, not Medway", (MINUTES_TO_CHANGE,)),
    ("chair: late paper", "ALLOW", (ALLOWED,)),
    ("chair: late paper", "Yes please", (ALLOWED,)),
    ("chair: late paper", "No, they knew the date.", (NOT_ALLOWED,)),
    ("chair: late paper", "No problem", (NO_WORD,)),
    ("chair: late paper", "No, unless it comes today", (NO_WORD,)),
    ("chair: late paper", "ALLOW if it comes by Thursday", (MORE_THAN_THE_WORD,)),
    ("chair: late paper", "Don't allow", (NOT_ALLOWED,)),
    ("chair: discharge", "RETURN I have not seen the form", (RETURNED,)),
    ("chair: discharge", "Discharged - well done all", (DISCHARGED,)),
    ("chair: notice", "Send it", (LETTER_SENT,)),
    ("chair: notice", "NO: I shall ring them first", (LETTER_NOT_SENT,)),
    ("chair: notice", "Send it next week", (MORE_THAN_THE_WORD,)),
    ("chair: quorum", "Not quorate", ("The quorum of 12 January is ruled not to have been there.",)),
    ("chair: late paper, discharge, agenda", "1 ALLOW\n2. DISCHARGE\n3 - AGREE",
     (ALLOWED, DISCHARGED, AGENDA_AGREED)),
    ("chair: late paper, discharge, agenda", "1) no\n2) return, where is the form\n3) agreed",
     (NOT_ALLOWED, RETURNED, AGENDA_AGREED)),
    ("chair: late paper, discharge, agenda", "1 yes, 2 discharge, 3 agree",
     (ALLOWED, DISCHARGED, AGENDA_AGREED)),
    ("chair: late paper, discharge, agenda", "DISCHARGE", (DISCHARGED,)),
    ("chair: late paper, discharge, agenda", "1, 2-3 no",
     (NOT_ALLOWED, "? Your answer on action MASE/2026-11/02 was not clear to us, sorry.",
      "? Your answer on the agenda for 9 February was not clear to us, sorry.")),
    ("chair: late paper, discharge, agenda", "2 NO",
     ("? Your answer on action MASE/2026-11/02 was not clear to us, sorry.",)),
    ("chair: late paper, discharge, agenda", "4 AGREE", (NO_WORD,)),
    ("chair: late paper, discharge, agenda", "1 ALLOW\n\nOn reflection hold item 7 back",
     ("? Your answer on the late paper for item 7 has more in it than the word; nothing is agreed with a "
      "condition.",)),
]  # fmt: skip


ACTIONS = [
    ("actions: one", "DONE", (DONE,)),
    ("actions: one", "Done - calendar went to all agencies on Friday", (DONE,)),
    ("actions: one", "This has now been completed.", (DONE,)),
    ("actions: one", "Completed on 15 January, see the note of that day", (DONE,)),
    ("actions: one", "Done except for Medway", (WHETHER_DONE,)),
    ("actions: one", "Nearly done", (WHETHER_DONE,)),
    ("actions: one", "4 junior staff trained", (ABOUT_AN_ACTION,)),
    ("actions: one", "In progress", (WHETHER_DONE,)),
    ("actions: one", "On track, thanks", (WHETHER_DONE,)),
    ("actions: one", "ok will do", (WHETHER_DONE,)),
    ("actions: one", "Yes", (WHETHER_DONE,)),
    ("actions: one", "mid February, procurement", (WHETHER_DONE,)),
    ("actions: one", "Done in draft", (WHETHER_DONE,)),
    ("actions: one", "This isn't mine, it's the Designated Nurse's", (ABOUT_AN_ACTION,)),
    ("actions: one", "Please reassign to the Training Lead", (ABOUT_AN_ACTION,)),
    ("actions: one", "Can the Training Lead take this on?", (ABOUT_AN_ACTION,)),
    ("actions: one", "Which calendar do you mean?", (ABOUT_AN_ACTION,)),
    ("actions: one", "I don't think this is my action", (ABOUT_AN_ACTION,)),
    ("actions: one", "I'm not the right person", (ABOUT_AN_ACTION,)),
    ("actions: one", "I have moved to a new role", (ConcernRaised.WORDS,)),
    ("actions: one", "Please ring me about this", (ABOUT_AN_ACTION,)),
    ("actions: one", "Superseded", (WHETHER_DONE,)),
    ("actions: one", "Unable to progress, no answer from health", (WHETHER_DONE,)),
    ("minutes, an action", "Action 03 should be owned by the Training Lead", (ABOUT_AN_ACTION,)),
    ("actions: two", "02 done, 03 is not my action", (OLDER_DONE, ABOUT_AN_ACTION)),
    ("minutes, an action", "Done. Item 4 should say calendar.", (DONE, CORRECTION)),
    ("minutes, an action", "Item 4 should say calendar. Action is done.", (DONE, CORRECTION)),
    ("minutes, an action", "Action done, no corrections", (DONE, NO_CORRECTIONS)),
    ("minutes, an action", "9 February: the room is wrong", (CORRECTION,)),
    ("minutes, an action", "03 HELP, no budget", (HELP,)),
    ("minutes, an action", "Action ongoing", (FOR_THE_UNIT,)),
    ("minutes, an action", "Will be done by 12 February, venues late", (NEW_DATE,)),
    ("after the meeting", "03 done. Item: County lines, for information, 10 minutes, no paper",
     ("You propose an item for 9 February: “County lines”, for information, 10 minutes, without a paper.",
      DONE)),
    ("actions: one", "WRONG", (TAKEN_BACK,)),
    ("actions: one", "Wrong, please undo", (TAKEN_BACK,)),
    ("actions: one", "That's the wrong date - 12 February", (TAKEN_BACK,)),
    ("actions: one", "Sorry, that’s wrong, I meant 12 February not done", (TAKEN_BACK,)),
    ("actions: one", "Wrong. The leaflet is nowhere near done, please take that back.", (TAKEN_BACK,)),
    ("actions: one", "Draft calendar with the training lead", (ABOUT_AN_ACTION,)),
    ("actions: one", "12 February - waiting for two venues", (NEW_DATE,)),
    ("actions: one", "Please can we extend to 12 February? The lead is off sick.", (NEW_DATE,)),
    ("actions: one", "New date 12/2/27, venues late", (NEW_DATE,)),
    ("actions: one", "15 January",
     ("? The new date for action MASE/2027-01/03 has gone by, or is not in the calendar.",)),
    ("actions: one", "19 November",
     ("? The new date for action MASE/2027-01/03 has gone by, or is not in the calendar.",)),
    ("actions: one", "18 November", ("Action MASE/2027-01/03 is now due on Thursday 18 November 2027.",)),
    ("actions: one", "31/2/27",
     ("? The new date for action MASE/2027-01/03 has gone by, or is not in the calendar.",)),
    ("actions: one", "HELP - no agency will host it", (HELP,)),
    ("actions: one", "Thanks for the reminder", A_COURTESY),
    ("actions: one", "DONE\nHELP", ("? What you say of action MASE/2027-01/03 can be read in two ways.",)),
    ("actions: two", "02 DONE\n03 HELP no venue", (OLDER_DONE, HELP)),
    ("actions: two", "02 is done. I need some help with 03 please, nobody answers me", (OLDER_DONE, HELP)),
    ("actions: two", "MASE/2027-01/03: done, went out today\nthe other is in hand",
     (DONE, "? It is not plain of which action you speak, or what you say of it.")),
    ("actions: two", "Action 3 - 12 Feb, venues late", (NEW_DATE,)),
    ("actions: two", BETWEEN_THE_LINES, (OLDER_DONE, NEW_DATE)),
    ("actions: two", "Both done", (OLDER_DONE, DONE)),
    ("actions: two", "DONE", (WHICH_ACTION,)),
    ("actions: one to do", "DONE", (DONE,)),
    ("actions: one to do", "HELP - no agency will host it", (HELP,)),
    ("actions: one to do", "12 February - waiting for two venues", (NEW_DATE,)),
    ("actions: one to do", "02 DONE", (OLDER_DONE,)),
    ("actions: one to do", "We are still working on it",
     ("? It is not plain of which action you speak, or what you say of it.",)),
    ("actions: two", "I'll look at these next week",
     ("? It is not plain of which action you speak, or what you say of it.",)),
    ("welcome", "04 accept", (FOR_THE_UNIT,)),
    ("escalation", "The Chief Nurse will ring the unit about this", (FOR_THE_UNIT,)),
]  # fmt: skip


ITEMS = [
    ("after the meeting", "03 DONE", (DONE,)),
    ("after the meeting", "MASE/2027-01/03 DONE: finished, with our apologies.", (DONE,)),
    ("after the meeting", "Nothing from me", (NO_ITEM,)),
    ("after the meeting", "No items this month, thank you", (NO_ITEM,)),
    ("after the meeting", "ITEM: County lines data, for information, 10 minutes\n03 DONE",
     (PROPOSED + "“County lines data”, for information, 10 minutes, without a paper.", DONE)),
    ("after the meeting", "Done", (WHICH_ACTION,)),
    ("after the meeting", "03 DONE\nI can't come on 9 February, sorry", (APOLOGIES, DONE)),
    ("after the meeting, no actions", "ITEM: Obstacles in provision\nFor decision, 15 mins, paper to follow",
     (PROPOSED + "“Obstacles in provision”, for decision, 15 minutes, with a paper.",)),
    ("after the meeting, no actions",
     "Please could we have ten minutes on the form at the next meeting? For discussion, no paper.",
     (PROPOSED + "“The form”, for discussion, 10 minutes, without a paper.",)),
    ("after the meeting, no actions", "Training of the workforce - for decision",
     (PROPOSED + "“Training of the workforce”, for decision, without a paper.",)),
    ("after the meeting, no actions", "ITEM: Referral form\nITEM: Training calendar, for information",
     (PROPOSED + "“Referral form”, with no purpose given, without a paper.",
      PROPOSED + "“Training calendar”, for information, without a paper.")),
    ("after the meeting, no actions", "Could somebody ring me about the next agenda?",
     ("? It is not plain whether you propose an item.",)),
    ("after the meeting, no actions", "Thanks all, a useful meeting",
     ("? It is not plain whether you propose an item.",)),
    ("after the meeting, no actions", "None from us.", (NO_ITEM,)),
    ("after the meeting, no actions", "Nothing from us this time, ta", (NO_ITEM,)),
    ("after the meeting, no actions", "I've no items this month", (NO_ITEM,)),
    ("after the meeting, no actions", "ITEM: Outreach, information, twenty minutes, short paper to come",
     (PROPOSED + "“Outreach”, for information, 20 minutes, with a paper.",)),
    ("after the meeting, no actions", "ITEM: Chat rooms\nPURPOSE: Decision\nMINUTES: 15\nPAPER: yes",
     (PROPOSED + "“Chat rooms”, for decision, 15 minutes, with a paper.",)),
    ("after the meeting, no actions", "ITEM: Chat rooms\nPurpose: information\nTime: 5 minutes\nPaper: no",
     (PROPOSED + "“Chat rooms”, for information, 5 minutes, without a paper.",)),
    ("after the meeting, no actions", "ITEM: Chat rooms. Decision. 15 mins, paper",
     (PROPOSED + "“Chat rooms”, for decision, 15 minutes, with a paper.",)),
    # What names a child or a family is for the unit: no draft agenda repeats it.
    ("after the meeting, no actions", "ITEM: Case of J. (DOB 4/5/2012), discussion", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: Family Ashdown, next steps. Decision, 10 min.", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: The Ashdown children, for information", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: A 14-year-old in Dover, for information", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: The two girls from Dover, decision", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: Siblings K and L, decision", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: Child B, for decision", (FOR_THE_UNIT,)),
    ("after the meeting, no actions", "ITEM: What children say, for information",
     (PROPOSED + "“What children say”, for information, without a paper.",)),
    ("after the meeting, no actions", "ITEM: Family Hubs, for information",
     (PROPOSED + "“Family Hubs”, for information, without a paper.",)),
    ("after the meeting, no actions", "ITEM: I am away until the 25th",
     ("? The item has no title, or a very long one.",)),
    ("after the meeting, no actions", "ITEM: Housing, for decision, half an hour",
     (PROPOSED + "“Housing”, for decision, 30 minutes, without a paper.",)),
    ("after the meeting, no actions", "ITEM: Housing, for noting, an hour",
     (PROPOSED + "“Housing”, for information, 60 minutes, without a paper.",)),
    ("after the meeting, no actions", "ITEM: Housing, for decision, 120 minutes",
     (PROPOSED + "“Housing”, for decision, 120 minutes, without a paper.",)),
]  # fmt: skip


COMINGS = [
    ("papers", "Apologies from me", (APOLOGIES,)),
    ("papers", "Sorry I can't make it on Tuesday, I am in court.", (APOLOGIES,)),
    ("papers", "Unfortunately I am unable to attend", (APOLOGIES,)),
    ("papers", "Apologies for the late reply. I will be there.", (COMING,)),
    ("papers", "I'll be there", (COMING,)),
    ("papers", "I might not be able to come", (WHETHER,)),
    ("papers", "I can come if the train runs", (WHETHER,)),
    ("papers", "I'll be there but have to leave at 11", (COMING, FOR_THE_UNIT)),
    ("papers", "My manager can't attend", (WHETHER,)),
    ("papers", "Team Manager will come in my place", (WHETHER_OR_WHO,)),
    ("papers", "Deputy: Service Manager, CAMHS, service.manager@camhs.example",
     ("Service Manager comes in your place on 9 February.",)),
    ("papers", "I can't come; Head of Safeguarding will attend instead of me.",
     ("Head of Safeguarding comes in your place on 9 February.",)),
    ("papers", "My deputy will attend", ("? It is not plain who comes in your place.",)),
    ("papers", "Either Team Manager or Service Manager will come in my place",
     (WHETHER,)),
    ("papers", "I can't come and have no deputy available", (NOBODY_COMES,)),
    ("papers", "I can't come, and nobody can go in my place", (NOBODY_COMES,)),
    ("papers", "I can't come. Head of Safeguarding is on leave, so I have no deputy", (NOBODY_COMES,)),
    ("papers", "I'll be there with the figures of Head of Safeguarding", (WHETHER,)),
    ("papers", "Somebody will come in my place", (WHETHER,)),
    ("papers, one deputy", "Apologies from me", (APOLOGIES,)),
    ("papers, one deputy", "My deputy will attend",
     ("Head of Safeguarding comes in your place on 9 February.",)),
    ("papers", NHS_REPLY, ("Head of Safeguarding comes in your place on 9 February.",)),
    ("papers", "Which room is it in?", (FOR_THE_UNIT,)),
    ("papers", "Received with thanks, see you then", ("You come to the meeting on 9 February.",)),
    ("papers", "Thanks for these. See you soon", A_COURTESY),
    ("papers", "Thanks for these. See you in March", A_COURTESY),
    ("minutes", "Thanks, see you on the 9th", A_COURTESY),
    ("papers, an action", "Done, and I will be there", (WHETHER_OR_WHO,)),
    ("papers, an action", "03 done", (DONE,)),
    ("moved", "The new date doesn't work for me, I can't attend", (APOLOGIES,)),
    ("deputy wanted", "NONE", ("Nobody comes in your place on 9 February.",)),
    ("deputy wanted", "Nobody can come, sorry", ("Nobody comes in your place on 9 February.",)),
    ("deputy wanted", "Head of Safeguarding", ("Head of Safeguarding comes in your place on 9 February.",)),
    ("deputy wanted", "Practice Lead\nChildren's Services\npractice.lead@council.example",
     ("Practice Lead comes in your place on 9 February.",)),
    ("deputy wanted", "I'll ask around", ("? It is not plain who comes in your place.",)),
    ("deputy wanted", "I can come after all", (COMING,)),
    ("deputy wanted", "Chief Nurse, unable to attend", (WHETHER_OR_WHO,)),
    ("deputy wanted", "Chief Nurse, no deputy available", (WHETHER_OR_WHO,)),
    ("deputy wanted", "(Practice Lead); Children's Services",
     ("Practice Lead comes in your place on 9 February.",)),
    ("deputy wanted", "Somebody", ("? It is not plain who comes in your place.",)),
]  # fmt: skip


PAPERS = [
    ("paper: 6", "VERBAL", (VERBAL_6,)),
    ("paper: 6", "Verbal update please", (VERBAL_6,)),
    ("paper: 6", "I'll just speak to it on the day", (VERBAL_6,)),
    ("paper: 6", "Verbal from me, no paper", (VERBAL_6,)),
    ("paper: 6", "Verbal, ten minutes", (VERBAL_6,)),
    ("paper: 6", "I'm speaking to it, no paper", (VERBAL_6,)),
    ("paper: 6", "It'll be a verbal item", (VERBAL_6,)),
    ("paper: 6, 9", "6 verbal, 9 withdraw", (VERBAL_6, WITHDRAWN_9)),
    ("paper: 6, 9", "VERBAL 6\nWITHDRAW 9", (VERBAL_6, WITHDRAWN_9)),
    ("paper: 6, 9", "Can you withdraw 9 please. I'll get 6 to you by Friday", (WITHDRAWN_9, FOR_THE_UNIT)),
    ("paper: 6, 9", "6 verbal and 9 withdrawn", (VERBAL_6, WITHDRAWN_9)),
    ("paper: 6", "Verbal?", ("? Your reply has neither a paper nor one of the words.",)),
    ("paper: 6", "Please withdraw it", ("The paper for item 6 is withdrawn.",)),
    ("paper: 6", "Please pull this item, we're not ready", ("The paper for item 6 is withdrawn.",)),
    ("paper: 6", "Sorry, take mine off the agenda", ("The paper for item 6 is withdrawn.",)),
    ("paper: 6", "I'll take this", ("? Your reply has neither a paper nor one of the words.",)),
    ("paper: 6", "Pull it if Helen agrees", ("? Your reply has neither a paper nor one of the words.",)),
    ("paper: 6", "WITHDRAW, the figures are not ready", ("The paper for item 6 is withdrawn.",)),
    ("paper: 6", "Verbal, or a paper if I get to it",
     ("? Your reply has neither a paper nor one of the words.",)),
    ("paper: 6", "It will follow tomorrow", (FOR_THE_UNIT,)),
    ("paper: 6", "Please see attached", ("? There was no file with your reply, and a link can’t be filed.",)),
    ("paper: 6, 9", "6 VERBAL\n9 WITHDRAW", (VERBAL_6, WITHDRAWN_9)),
    ("paper: 6, 9", "Item 9: withdrawn", (WITHDRAWN_9,)),
    ("paper: March, April", "In depth: staff and what stands in their way VERBAL", (VERBAL_OF_MARCH,)),
    ("paper: 9, March", "9 WITHDRAW\nIn depth – staff, and what stands in their way: verbal",
     (WITHDRAWN_9, VERBAL_OF_MARCH)),
    ("paper: 9, March", "9 March VERBAL", ("? Your reply has neither a paper nor one of the words.",)),
    ("paper: 6, 9", "VERBAL",
     ("? You were asked for 2 papers, and it is not plain of which you say VERBAL.",)),
]  # fmt: skip


THE_REST = [
    ("minutes", "No corrections", (NO_CORRECTIONS,)),
    ("minutes", "No corrections from me, thanks", (NO_CORRECTIONS,)),
    ("minutes", "An accurate record", (NO_CORRECTIONS,)),
    ("minutes", "Page 3: Medway Social Care was there, please correct.", (CORRECTION,)),
    ("minutes", "I sent apologies but am listed as absent", (CORRECTION,)),
    ("minutes", "Wrong date on page 2", (CORRECTION,)),
    ("minutes", "Happy to confirm these as an accurate record", (NO_CORRECTIONS,)),
    ("minutes", "Read and noted", (NO_CORRECTIONS,)),
    ("minutes", "Good clear minutes, well done", (NO_CORRECTIONS,)),
    ("minutes", "A fair record of a long afternoon", (FOR_THE_UNIT,)),
    ("minutes", "Good minutes, but the date is wrong", (CORRECTION,)),
    ("minutes", "03 DONE", (DONE,)),
    ("minutes", "I can't open the attachment, could you resend it?", (FOR_THE_UNIT,)),
    ("minutes", "Many thanks", A_COURTESY),
    ("attendance", "Happy to talk, I am free on Friday morning.", (FOR_THE_UNIT,)),
    ("pack", "RELEASE", (RELEASED,)),
    ("pack", "Release please.\n\nRegards\nBusiness Unit", (RELEASED,)),
    ("pack", "please release the pack", (RELEASED,)),
    *(
        ("pack", text, ("? There is more beside RELEASE, and nothing leaves on a condition.",))
        for text in (
            *("is this released", "can we release these", "released", "Relase and release", "release?"),
            *("Release tomorrow", "don't release", "ok to release", "I have not released it"),
            "RELEASE\nDROP 7",
        )
    ),
    *(
        ("pack", text, ("? Nothing leaves until you reply RELEASE.",))
        for text in ("Looks right, send them", "Approved for circulation", "yes", "go ahead")
    ),
    *(
        ("pack", text, ("The pack is as you want it.",))
        for text in (
            *("Please drop item 8", "Drop 8 please, keep 6", "Paper 6: restrict to core members"),
            *("Restrict item 6 to core members please", "drop 8 and keep 6", "item 6 should go to core only"),
        )
    ),
    *(
        ("pack", text, (FOR_THE_UNIT,))
        for text in ("drop 8?", "can we drop 8", "don't drop 8", "drop 8 if it is late", "to core members?")
    ),
    ("pack", "RELEASE when the police paper is in",
     ("? There is more beside RELEASE, and nothing leaves on a condition.",)),
    ("pack", "The voluntary sector lead must not get item 10", (FOR_THE_UNIT,)),
    ("pack", "ok", ("? Nothing leaves until you reply RELEASE.",)),
    ("record", "Will do it tomorrow", (FOR_THE_UNIT,)),
    ("details", "RIGHT", ("Your details on the register are right.",)),
    ("details", "Yes", ("Your details on the register are right.",)),
    ("papers", "Yes", A_COURTESY),
    ("minutes", "Yes", A_COURTESY),
    ("details", "Job title: Head of Service\nMy team has moved to another office",
     ("Your job title is changed. What else is to change in your details is with the Business Unit.",)),
    ("welcome", "• 02 ACCEPT", ("Action MASE/2026-11/02 is yours from today.",)),
    ("details", "All correct", ("Your details on the register are right.",)),
    ("papers", "My mobile number has changed to 07700 900001",
     ("What is to change in your details is with the Business Unit.",)),
    ("papers", "WRONG", ("What was recorded last is undone.",)),
    ("actions: two", "That's wrong: 02 DONE", ("What was recorded last is undone.",)),
]  # fmt: skip


PHONE = " (Said by the Chair by phone on 15 January 2027.)"


DESK = [
    ("desk", "AGENDA AGREED BY CHAIR, phone, 15 January", (AGENDA_AGREED + PHONE,)),
    ("desk", "Allowed by the Chair by phone on Friday 15 January", (ALLOWED + PHONE,)),
    ("desk", "MASE/2026-11/02 DISCHARGED BY CHAIR, telephone, 15/1/27", (DISCHARGED + PHONE,)),
    ("desk", "AGENDA AGREED BY CHAIR", ("? It is not plain how and when the Chair said so.",)),
    ("desk", "AGREED BY CHAIR, phone, 19 January",
     ("? It is not plain on which day that was said, or it is a day to come.",)),
    ("desk", "MASE/2027-01/03 DONE, phone, 15 January",
     (DONE + " (Said by whoever was asked by phone on 15 January 2027.)",)),
    ("desk", "Item 6 VERBAL, phone, yesterday",
     (VERBAL_6 + " (Said by whoever was asked by phone on 17 January 2027.)",)),
    ("desk", "DONE", ("The agenda for 9 February is changed and goes to the Chair again.",)),
    ("desk", "RELEASE", (UNAGREED_RELEASED,)),
    ("desk: minutes", "RELEASE the minutes", (UNAGREED_RELEASED,)),
    ("desk: minutes", "RELEASE the action note", (UNAGREED_RELEASED,)),
    ("desk: minutes", "RELEASE the papers", (NOTHING_ANSWERED,)),
    ("desk: pack", "RELEASE the papers", (RELEASED,)),
    ("desk: pack", "RELEASE the minutes", (NOTHING_ANSWERED,)),
    ("desk: pack", "RELEASE the action note", (NOTHING_ANSWERED,)),
    ("desk: a day off", "ALLOW", ("The meeting of 9 February stays on its day.",)),
    ("desk: a day off", "Meeting allowed", ("The meeting of 9 February stays on its day.",)),
    ("desk: a day off", "Move it to the 10th please", ("? That is not in the form that is carried out.",)),
    ("desk", "The room is booked", (NOTHING_ANSWERED,)),
    ("desk: a day off", "Can we allow it", (NOTHING_ANSWERED,)),
    ("desk", "Is it released", (NOTHING_ANSWERED,)),
    ("desk", "Can you release these", (NOTHING_ANSWERED,)),
]  # fmt: skip


EVERYTHING = [*CHAIR, *ACTIONS, *ITEMS, *COMINGS, *PAPERS, *THE_REST, *DESK]
