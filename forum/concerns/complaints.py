"""A complaint, whatever it is called."""

from __future__ import annotations

from forum.concerns.claim import Claim
from forum.concerns.phrases import phrases

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
        complaints?), interests?, would i sign, theres a complaint"""
    ),
    hints=((GRIEVED, REDRESS),),
)
