"""A complaint, whatever it is called.

An interest declared, or a question whether it is one.
"""

from __future__ import annotations

from forum.concerns.sentences import Claim, phrases

_WANT = (
    r"(?:i|we|id|ill|im|like|want|wish|going|need|have|must|writing|intend|mean|about|decided|how do i|"
    r"how can i|can i|may i|to)"
)
_NOT = r"(?:no|not|nothing|never|without|dont|isnt|wont|cant)"

GRIEVED = phrases(
    r"""rude\w*, unfair\w*, unlawful, disgrace\w*, shame\w*, discriminat\w*, insult\w*, patroni\w*, spoken to,
    way ~ (?:spoke|was treated|treated|was handled|handled), dismiss\w*, ignored, (?:no|not one|not a|never ~
    a|without a) (?:reply|word|answer|acknowledgement|response|thank you), so much as an?, courtesy, badly
    (?:served|treated|handled|let down), had enough, fed up, exception to, displeas\w*, (?:second|third|
    fourth|fifth|umpteenth) time, extraordinary, beyond me, appall\w*, disgust\w*, liar, lied, made me out,
    humiliat\w*, bull(?:y|ied|ying), upset (?:by|at|with), angry, furious, offen\w+, blam\w+, not having,
    unacceptable, late again, waited ~ (?:weeks|months|an hour), never answered, treatment, mistreat\w*, lost
    (?:my|all) (?:patience|confidence|trust), nobody (?:has )?(?:rung|answered|replied|apologi\w*), contempt,
    unprofessional, silence, no faith, no confidence, never been treated, treated as, published my, gave out
    my, shared my, got my name wrong, misrepresented, misquoted, put words in, chased, unanswered, shut out,
    talked over, cut off, made to feel, excluded, not been (?:heard|listened to|answered|told), failed,
    failing, failings, mishandled, botched, incompeten\w*, negligen\w*, a joke, farce, kept waiting, wasted,
    humiliated, belittled, aggressive, hostile, condescending, racist, sexist, homophobic, ageist, lack of,
    refus(?:ed|es|ing) to, broke (?:your|the) (?:own )?rules, breach\w*, leaked, hurtful, upset, distress\w*,
    untrue, sarcas\w*, put up with, not ~ seriously, people like (?:you|me|us), who is in charge, accus\w+
    (?:me|us|my) of, spoken over, nobody (?:asks|says), left ~ messages, passed from, not (?:been
    )?acceptable, lump it, very unhappy, raised (?:this|it) in, a breach, how i was treated, across my drive,
    told to, blamed me, laid into, dressing down, tore into, snapped at, made fun, mocked, jumped down, lost ~
    (?:my|our) \w+, let down, broken promise\w*, promised (?:me|us|to), breach of (?:my|our|privacy|
    confidence|data), called (?:me|my|us|our) ~ (?:lazy|stupid|a liar|liars|difficult|hysterical|
    unprofessional|useless), cut @ off, do not accept, dont accept, couldnt get in, not accessible,
    wheelchair, hearing loop ~ (?:again|never), inaccessible, opened by, sent to the wrong"""
)
"""What somebody suffered from the forum or from its people."""
REDRESS = phrases(
    r"""apolog(?:y|ise|ies in), say sorry, (?:full|proper|written) explanation, explanation (?:of|in|from|
    and), formal (?:answer|response|objection|footing|reply|apology|footing|investigation), grievance,
    investigat\w*, answer for (?:it|this), (?:your|the|that persons|her|his) manager, (?:name|names) of ~
    (?:manager|superior|boss), who (?:handles|deals with) (?:it|this|these|such|complaints), (?:whoever|who)
    deals with, put ~ right, withdrawn and, (?:it|that) withdrawn, (?:would|id) like this (?:recorded|looked|
    dealt|answered|raised), responded to, tak(?:e|en|ing) ~ up with, let it (?:rest|go|drop), my (?:union|
    solicitor|mp), head of service, what will be done, be done about, someone outside, independent\w*, whom i
    (?:address|write|take), whatever policy, i (?:want|expect|demand) (?:an?|to know|some\w*|it) ~ (?:answer|
    answers|explanation|apology|manager|done|response|somebody|to answer), answer for it, said sorry, held to
    account, dealt with as, escalate, someone above, above you, logged (?:as|formally), what you are going to
    do, who did it, where do i go, where i go, fairly, go further, take ~ further, next step, raise this,
    raise ~ (?:concern|complaint|formally), complain\w*, hold ~ to account, accountab\w*, compensation, legal
    advice, in writing, head of, chief executive, councillor, ombudsman, put this right, own up to,
    acknowledge\w*, retraction, treat this as formal, who is in charge, correct\w* in public, public apology,
    how to take, make it right, written to, formally, to be told why, know why, want to know how, your
    superiors?, over your head, lodge, registered, on file as, (?:do|doing|done) about it, apology from
    (?:nobody|no one|you|somebody), reviewed, review ~ (?:by|of) ~ (?:independent|senior|outside), taking this
    up, take this up, shall be, the council, an answer from, know ~ take it up, (?:somebody|someone|anyone)
    who (?:had no|wasnt|was not|isnt), whoever appoints, over your heads?, as formal, who above you, procedure
    for complaints, written reply, deal with how, who i take it to"""
)
"""What they want done."""
COMPLAINT = Claim(
    said=phrases(
        rf"""{_WANT} ~ complain, (?:make|makes|making|made|raise|raising|raised|lodge|lodging|submit|
        submitting|file|filing|register|put in|bring|start|enter) ~ (?:complaint|grievance), how (?:do|can|
        could|would|should|may) (?:i|we|one|you) ~ complain, (?:who|whom|where) ~ (?:complain|complaint|
        complaints), (?:formal|official|serious|following|this|my|our|a|the attached) ~ (?:complaint|
        grievance) (?:to|about|against|is|regarding|concerning|that|has|of|and|under|over|into), formal
        (?:complaint|grievance), official complaint, letter of complaint, (?:as|is|consider this|this is) a ~
        complaint, my ~ (?:complaint|grievance), (?:i am|im|we are) ~ complaining, complaint (?:about|against)
        (?:the|your|a|an|you|my|how|this|one), (?:i|im|ill|we|well|me|shall|will) ~ (?:ombudsman|solicitor
        about|my mp|take legal action|legal action|sue you), (?:to|with) the ombudsman, ombudsman if,
        (?:absolutely|totally|utterly|truly|so|really|am|im|is|was|are|were|quite|frankly) (?:disgusted|
        appalled|disgraceful|outrageous|disgusting|outraged|ashamed of you|shameful|incensed|scandalous|
        unacceptable|shocked), (?:take|taking|took) (?:this|it|the matter) ~ (?:further|higher), (?:want|like|
        asking|need|ask for) ~ looked into, (?:want|expect|demand|need|deserve|owed|owe) ~ (?:apology|
        explanation|answers), (?:you|your|they|the|council|police|services|group|chair|all) ~ let (?:me|my|
        our|her|him) ~ down, failed (?:me|my|us|our|her|him), (?:bullied|bullying|humiliat\w+|belittl\w+|
        harass\w+|discriminat\w+|victimi\w+|racist|sexist|insult\w+|shouted down|shouted at|patroni[sz]\w+) ~
        (?:me|us|by|in|at|against|towards|my|remark|remarks|comment|comments), (?:rude|spoken to|talked to|
        treated|treatment|dismissive|rudely) ~ (?:me|by|i|us|badly|disrespect\w*|unfair\w*|like), treated
        (?:me|us|my) ~ (?:like|badly|unfairly|with), (?:poor|bad|terrible|appalling|shabby|unprofessional)
        (?:conduct|treatment|service|behaviour), (?:not|un) ?(?:happy|satisfied|acceptable) (?:with|about|at)
        (?:how|the way) ~ (?:was|were|has|have|is|i), unhappy (?:with|about|at) (?:how|the way) ~ (?:was|were|
        has|have|i|my|we|been), dissatisf\w+ with ~ (?:how|way|conduct|service|handling), (?:complaint|
        complained) ~ (?:not|never|hasnt|nobody|no one|ignored|unanswered|weeks|months), no faith ~ dealt
        with, (?:most|more) unprofessional, treated with such, never been (?:so badly|treated), treat(?:ing)?
        ~ as (?:disability |race |sex )?discrimination, formal (?:objection|footing|answer), i take exception,
        (?:it|this) ~ is a disgrace, treat this as formal, require an? (?:retraction|apology|explanation|
        correction), (?:remarks?|comments?) ~ (?:were|was) ~ (?:untrue|false|offensive|defamatory|uncalled
        for|out of order), how to take (?:it|this) up, (?:defam\w+|slander\w*|libel\w*), do not accept the
        (?:answer|explanation|response|outcome|decision), (?:reviewed|looked at|investigated) by ~
        (?:independent|impartial|outside|senior)"""
    ),
    unless=phrases(
        rf"""(?:{_NOT}|few|fewer) ~ (?:an? )?(?:formal )?complain\w*, complaints? (?:polic\w+|process is|
        handling|figures|data|fell|rose|report|and compliments|training), complaints procedures? (?:is|are|
        for|item|will|has), complain about nothing, (?:mild|small|minor|only) complaint, learning from
        complaints, cannot complain, (?:item|training|session|report|paper|slides) (?:on|about) (?:how|
        complaints?), interests?, would i sign, theres a complaint,
        (?:has|have) since spoken, (?:printers?|designers?|suppliers?|trains?|builders) ~ let"""
    ),
    hints=((GRIEVED, REDRESS),),
)


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
