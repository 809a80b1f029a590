"""An interest declared, or a question whether it is one."""

from __future__ import annotations

from forum.concerns.claim import Claim
from forum.concerns.phrases import phrases

_KIN = (
    r"(?:wife|husband|partner|brother|sister|son|daughter|mother|father|mum|dad|cousin|uncle|aunt|niece|"
    r"nephew|ex|fiancee?|best friend|(?:mother|father|brother|sister|son|daughter) in law)"
)
_BODY = (
    r"(?:company|firm|charity|provider|agency|bidder|supplier|contractor|trust|home|hotel|school|club|"
    r"centre|business|project|service|organisation)"
)

STAKE = phrases(
    r"""(?:wifes?|husbands?|(?:my|our|her|his) partners?|daughters?|sons?|brothers?|sisters?|fathers?|
    mothers?|cousins?|nieces?|nephews?|in laws?|lads|girls|fiancee?|best friend) ~ (?:firm|company|business|
    charity|runs|manages|owns|works|employ\w*|bid|put in|directs|director|trustee|shares|contract|for), is my
    ~ (?:niece|nephew|wife|husband|partner|brother|sister|cousin|son|daughter|father|mother|uncle|aunt|friend|
    lodger|tenant|landlord|ex)(?: in law)?, are my (?:sons|wifes|husbands|daughters|brothers|lads|sisters), my
    ~ (?:father|mother|brother|sister|son|daughter) in law\w*, trustee, shareholder, (?:rent|rented|renting|
    lease) ~ from, both (?:governors|trustees|members|directors), engaged ~ to, paid (?:expert|consult\w+|
    work|adviser|speaker), started ~ (?:with|at|for) the provider, consultancy, acted as ~ for, used to
    (?:work|be employed) (?:for|by|at), on (?:the|their) (?:board|payroll), shares in, invested in, donat\w+
    to, related to, own(?:s)? (?:the|a share), employed by, godfather, governor at, married to, partners ~ on,
    pension from, given them (?:money|a donation), plays for, volunteer\w* (?:for|with|at), donor, patron, my
    (?:old|former|ex) (?:firm|employer|company|school|husband|wife|partner|boss), used to (?:be|run|chair|
    sit), taught (?:for|at), i (?:chair|chaired|founded|run|ran|own|audit|advise|lend|employ)\b ~ (?:charity|
    company|firm|provider|trust|school|club|service|organisation|them), good friends? (?:with|of), close
    friends?, godparent, neighbour of, my (?:landlord|tenant|client|builder|bank|church|golf club), on their
    (?:board|committee|books|payroll), stand to gain, benefit from, financial\w*, my (?:lodger|landlord|
    builder|accountant|solicitor), (?:wife|husband|son|daughter|brother|sister|partner|cousin|niece|nephew)
    has applied, (?:a|the) (?:fee|retainer|commission|grant) from, applied for (?:that|the|this) (?:post|job|
    grant), shares with, owes me, go(?:es)? to the same (?:church|lodge|club), (?:my|our) own (?:company|
    charity|trust), line manag\w+, play golf, brother in law is, (?:is|are) (?:a )?family(?: friends?)?,
    worked together, old friends?, go back years, on first name, best man, bridesmaid, (?:in law|wife|husband|
    sister|brother|son|daughter) ~ wrote, on the (?:trust|board|committee) (?:that|which|of), related to"""
)
"""What ties somebody to a matter."""
STEPS_ASIDE = phrases(
    r"""(?:item|agenda item|no) \d+, step(?:ping)? (?:out|back|aside), hand over to, count me out,
    (?:comfortable|happy) (?:voting|ruling|deciding|taking part|being), sit (?:outside|out|it out|that one
    out), own up, be aware, put on record, on record, for the record, (?:better|best|should|ought to) ~
    (?:tell|say|mention|declare|not|rule|leave), declar\w+, in the room, rules on, bids?, bidding, tender,
    contract, grant, rather have someone else, choosing between, choose between, leave (?:the room|it to),
    minuted, vote on, written down, paper \d+, (?:the )?fund, money, panel, under discussion, is that (?:a
    problem|something|an issue), does that matter, should not (?:be|have), in the (?:paper|bid|report|chair),
    named in, under item, should i (?:still )?(?:come|speak|stay|be there), want to know before, discussing,
    that post, be the one (?:to|who) (?:decide|rule|vote)\w*, thought you should know, whos bidding, in
    question, should i step, step back, cant be (?:me|the one), (?:takes?|take) the chair, ask \w+ to
    decide, rather not (?:rule|decide|vote), let the deputy, somebody else will have to, small
    grants, step down from"""
)
"""The matter, or that they step aside from it."""
INTEREST = Claim(
    said=phrases(
        rf"""(?:i|im|must|should|need|like|wish|ought|have|want|better|id|will|probably|to|please) ~
        (?:declare|declaring|register|disclose) ~ (?:interest|conflict|that|this|it|my|it now|something),
        (?:a|an|my|potential|possible|personal|pecuniary|prejudicial|declarable|financial|the following) ~
        conflict of interests?, declaration of interest \w \w+ \d+, conflict of interest (?:for me|on my|in
        item|on item|here|item|because|as|since), (?:i|ive|me|my|that|this|which) ~ (?:have|got|has|be|is|
        represents|creates|gives me|got) ~ (?:a|an) ~ conflict, (?:is|would) (?:that|this|it) ~ a conflict,
        conflicted (?:on|over|about|in|for|out), (?:pecuniary|personal|prejudicial|disclosable|financial|
        declarable|non pecuniary) interest, (?:i|ive) ~ (?:have|got) an interest (?:in (?:item|agenda|this|
        that|the (?:contract|company|provider|charity|firm|tender))|to), declaration of interests? ~ (?:item|
        from|by|my|i|please|for me), declar\w+ ~ interest ~ (?:item|in|as|because|for me), (?:for|in) the
        register of interests, (?:i|id|ill) ~ (?:withdraw|step out|leave the room|recuse|recuse myself|take no
        part|not take part|not vote|leave) ~ (?:for|from|during|when) (?:item|that item|this item|the
        discussion|the vote|it) ~ (?:as|because|since|trustee|i am|my), recuse myself, something (?:that )?i
        (?:must|should|need to|ought to) (?:declare|disclose), (?:pays|paid|paying) me ~ (?:as|for),
        (?:should|do) i ~ (?:leave the room|withdraw|step out|declare|sit out|recuse|take part|vote), (?:wife|
        husband|partner|daughter|son|brother|sister|father|mother|spouse|cousin|in law|sons|daughters|i) ~
        (?:works? for|working for|working at|work for|employed by|is (?:a |the )?(?:director|trustee|owner|
        governor|manager)|owns|runs|shares|director of|trustee of|has shares|bid|paid by|sits? on the board|on
        the board) ~ (?:item|bidder|bidding|bid|provider|contractor|contract|supplier|tender|charity|company|
        firm|grant|commissioned|applicant|paper|organisation|trust|agenda), (?:provider|contractor|supplier|
        firm|company|charity|hotel) ~ (?:item \d+) ~ (?:brother|wife|husband|partner|sister|daughter|son), i
        (?:am|was|used to be) ~ (?:a |the |an )?(?:trustee|director|governor|shareholder|employed by|employee|
        non executive) ~ (?:organisation|charity|company|school|provider|firm|trust|body), i sit on the board
        of, related to (?:one|somebody|someone|the \w+) ~ (?:paper|item|bid|provider|case|contract), (?:dont|
        do not|cant|cannot|shouldnt|should not) ~ (?:vote|rule|decide|take part) (?:on|in) (?:it|item|this|
        that), (?:married|engaged|related) to ~ (?:author|bidder|owner|director|manager|provider|applicant|
        witness), minuted that (?:i|my), i ~ paid (?:days?|hours?|work|role|post) ~ ~ (?:for|with|at) ~
        {_BODY}, (?:im|i am|i was|ive been) ~ paid by ~ {_BODY}, (?:managed|run|owned|led|headed|chaired|
        founded|directed|set up) by my {_KIN}, my {_KIN} (?:\w+ )?(?:runs|owns|manages|chairs|directs|
        founded|set up|works (?:for|at)) (?:that|this|one of|both)\b, my {_KIN} (?:\w+ )?(?:runs|owns|manages|
        chairs|directs|founded|set up) ~ {_BODY}, (?:im|i am|i was) (?:one of the|a|the|an|also a|still a) ~
        (?:directors?|trustees?|owners?|partners|shareholders?|governors?) ~ (?:of|at|in|for) ~ {_BODY}, i ~
        (?:asked|going|offered|agreed|about) to (?:be|become|chair|join|run) ~ ~ {_BODY} ~ (?:apply\w*|
        bid\w*|fund\w*|grant\w*|contract), both sides of the table"""
    ),
    unless=phrases(
        r"""(?:no|any|nil|without|nobody|none|not have an|dont have an|nothing) ~ (?:interests?|conflicts?|to
        declare), members (?:are|must|should|to), declarations of interest (?:should|come|is|are|was|were|
        form|forms|item|to), (?:was|were|had|who|by|he|she) ~ (?:declared|withdrew|withdrawn), dates?
        conflict, (?:diary|diaries|timing|clash|date|calendar|another meeting), (?:interested|interest) in
        (?:joining|leading|taking|hearing|seeing), in the room at"""
    ),
    hints=((STAKE, STEPS_ASIDE),),
)
