"""What people ask about data on themselves: erasure, rectification, objection, restriction, a copy."""

from __future__ import annotations

from forum.concerns.claim import Claim
from forum.concerns.phrases import phrases

_HELD = (
    r"(?:hold|holds|held|have|has|got|keep|keeps|kept|store|stored|process|processed|collected|written|"
    r"wrote|write|recorded|said|shared|know|on file|on record|down)"
)
_MINE = r"(?:me|my \w+|myself|my|our client|my client)"
_DATA = (
    r"(?:data|information|info|details|records?|files?|everything|anything|personal data|"
    r"personal information|history|particulars|stuff)"
)

OWN_DATA = phrases(
    r"""% ~ (?:details|data|address|number|name|mobile|email|photo|picture|record|records|file|health|medical|
    leave|information|entry|date of birth|history|words|attendance), (?:about|on|against) @, (?:put|got|
    have|had) me (?:in|down|as), what i said, private, it belongs, judged by, scored, file on, your
    (?:book|list|file|records|system|database), holds?, (?:keep|hold|held|kept) ~ (?:it|them|any longer|
    half of it), of mine, her story, his story, their story, my story, when im (?:ill|off), tally,
    previous roles, the entry, my attendance, my sickness, a computer, an algorithm, a program, nonsense,
    list of members, website, directory, minutes say, it says (?:i|that i), call me a, calls me a, the
    minutes, whatever records, photo of me, pictures? of me, against my name"""
)
"""What is kept on somebody."""
UNDONE = phrases(
    r"""(?:got|get|getting|be) rid, delete (?:both|it|them|all|that|these|mine), forgotten, tak(?:en|e) (?:it
    |that |them )?(?:out|off|down) (?:everywhere|and|of everything|completely|two years|at once), gone
    from, struck out, strike ~ out, no business (?:to|keep\w*|of)\b, none of (?:anybodys|anyones|your)
    business, pass (?:them|it) (?:on )?to (?:any\w*|nobody|others), no longer (?:consent|agree), never
    (?:agreed|consented|gave|said that you could|asked), did not (?:consent|agree), didnt (?:consent|
    agree|say you could), shared (?:with|round|without), old copy, every (?:old )?copy, wants?
    (?:correcting|deleting|removing|taking out|erasing), (?:corrected|put right|removed|deleted|erased|
    withdrawn) (?:today|at once|everywhere|now|immediately|and), wants? ~ (?:removed|deleted|erased|taken
    out|gone|back), who has (?:been sent|read|it|seen|had), use my, using my, by a (?:program|computer|
    machine), nothing (?:of mine|about me), every trace, no longer wish\w*, taken away, like it to stop,
    want it (?:to stop|stopped|gone|out|down|off), want ~ (?:gone|out|down|off|stopped|removed|deleted),
    put right, stayed on, (?:get|got|be|been) (?:erased|deleted|removed|wiped), without (?:my|asking|her|
    his) ~ (?:consent|permission|me|leave|say so), nobody asked @, stop (?:it|this|that|doing), opt out,
    human (?:being )?(?:to )?(?:look|decide), handing it out, remove it and, dont pass it, not pass it,
    pass it on to any\w*, take my ~ (?:off|out)~, like it corrected, want it corrected, have it corrected,
    isnt true, is not true, not accurate, stop giving, off your website, destroy the, stop telling, stop
    sharing, stop passing, tell me who put, who put it, who told you, off the (?:website|internet|system)"""
)
"""What is to be done with it."""
RIGHTS = Claim(
    said=phrases(
        r"""(?:delete|deleted|deleting|erase|erased|remove|removed|removing|wipe|wiped|destroy|destroyed|get
        rid of|shred|scrub|purge|forget) ~ (?:all|everything|any|whatever|every) ~ (?:about me|on me|of
        me|of mine|my|hold|held|have|got), (?:delete|erase|wipe|destroy|shred|purge|remove) ~ (?:my|our) ~
        (?:data|information|info|records?|files?|personal \w+|account), (?:delete|erase|wipe) ~ ~
        (?:whatever|what|anything) you (?:hold|keep|have), (?:delete|erase|wipe|remove|take|get) ~ (?:me|
        my|mine|details|name|number|address) ~ (?:off|from|out of) ~ (?:systems?|databases?|records|files|
        computers?|servers?|whatever \w+ you (?:keep|hold)), (?:delete|erase|erased|remove|wipe) (?:them|
        it|me|my details|these|this)(?: all)? (?:and confirm|from your|completely|permanently|please and|
        under|altogether), (?:want|like|ask|asking|request|wish|demand|insist) ~ (?:to be forgotten|
        erasure|erased|deleted|deletion|rectification|restriction), right (?:to|of) (?:be forgotten|
        erasure|erase|deletion|rectification|object|restrict|restriction|have ~ (?:corrected|deleted|
        removed|erased|put right)), my (?:data protection )?rights ~ (?:data|gdpr|information|erasure|
        object), (?:do not|dont|didnt|never|no longer|withdraw\w*|not) ~ (?:my )?(?:consent|consented|
        permission|agree) ~ (?:to|for|you|my) ~ (?:data|details|information|process\w*|hold\w*|keep\w*|
        shar\w*|stor\w*|using|used|number|address|name), withdraw ~ my (?:consent|permission), stop ~
        (?:using|processing|sharing|passing|holding|storing|keeping|sending|giving|circulating|publishing)
        ~ (?:my|me|our|about me) ~ (?:data|details|information|address|number|name|email|photo\w*|to|
        round|around|out), (?:object|objecting|objection) ~ to (?:you|your|the|being|my|any|how) ~
        (?:hold\w*|process\w*|us\w+|shar\w*|send\w*|pass\w*|keep\w*|data|details|stor\w*|circulat\w*|
        giv\w*) ~ (?:my|me|of my|data|about me), (?:article|art) (?:1[6-9]|2[012]), erasure (?:request|of
        my), request for erasure, rectification of, (?:rectify|rectified|restrict|restricting) ~ (?:my|
        data|information|processing|record), restriction of processing, (?:hold|holding|have|has|got|keep|
        put|recorded|written|records?|files?|system|says?|show|shows|down) ~ (?:about|on|for|as) me ~
        (?:wrong|incorrect|inaccurate|untrue|false|out of date|not true|lie|lies), (?:wrong|incorrect|
        inaccurate|untrue|false|not true|lies?) ~ (?:about me|on me|in my (?:file|record|records)|your
        (?:records|files|system|database)), (?:correct|corrected|amend|amended|put right|fix|change|
        changed) ~ (?:my (?:file|records?|data|personal data|information)|about me|on me|hold on), my
        (?:data|record|records|file) ~ (?:corrected|put right|amended|deleted|removed|erased|wrong|is
        wrong|are wrong|is incorrect), (?:who|how|why|what) ~ (?:permission|gave|right|got|get|have) ~
        (?:hold|keep|have|my|share|give) ~ (?:number|address|details|data|name|information|mobile|email),
        (?:dont|do not|didnt|not|never) ~ (?:want|like) ~ (?:you|your \w+|anyone|them|the \w+|my) ~
        (?:keeping|holding|having|storing|sharing|passing|kept|held|stored|shared|to have|to keep|to hold|
        to share|on file|on record|knowing) ~ (?:my|it|me|them|details|data|name|information|anything),
        gdpr ~ (?:request|deletion|erasure|removal), unsubscribe me, (?:delete|erase|wipe) ~ ~ from
        (?:whatever|what|anything) you ~ (?:hold|keep|have), nothing (?:of mine|about me) ~ (?:stay\w*|
        kept|held|remain\w*|left), every trace of (?:me|it|her|him|them)"""
    ),
    unless=phrases(
        r"""item, agenda, training, policy, action \d+, (?:from|off|in) (?:the|that|this|item|action)
        (?:action|minutes?|paper|item|agenda|log|draft|report|sentence)s?, deputy, privacy notice"""
    ),
    hints=((OWN_DATA, UNDONE),),
)
ACCESS = Claim(
    said=phrases(
        rf"""subject access, d?sars?, data access request, (?:article|art|section) (?:15|7|45) ~ (?:gdpr|data
        protection|request|access), {_DATA} ~ (?:about|on|concerning|relating to|regarding) {_MINE},
        (?:copy|copies) of (?:everything|all|anything) ~ ~ (?:hold|holds|have|has|keep|kept) ~ (?:about|
        on) @, (?:what|everything|anything|all|whatever|copy|copies|see|know|which|emails?|notes?|list|
        minutes) ~ {_HELD} ~ (?:about|on|concerning|relating to|regarding) (?:me|my \w+|us), (?:what|
        everything|anything|all|whatever|copy|copies|notes?|emails?|papers?) ~ (?:about|on|mentions?|
        concerning|relating to|mentioning|naming|name|names) (?:me|my (?:son|daughter|client|child|case)),
        personal data you ~ (?:hold|process|have), right of access, (?:data|information) you ~ (?:hold|
        process|have|keep|store) ~ (?:about|on|concerning) (?:me|my|our client), whats (?:on|in) my
        (?:file|record), what (?:is|was|has been) ~ (?:on|in) my (?:file|record), (?:copy|copies|see|read)
        ~ whatever ~ (?:about|on) me, (?:see|view|access|inspect|copy|copies|send|have|give|get|read|
        obtain|provide|request|release) ~ (?:to |of |me )?my ~ (?:files?|records|data|case file|personal
        data|personal information), (?:emails?|letters?|notes?|messages?|minutes) ~ ~ (?:which|that)?
        ?mention(?:s|ing)? (?:me|my \w+|us), (?:keep|have|hold|got) a file on (?:me|my \w+|us), what you
        (?:hold|have|keep|kept|held) on (?:him|her|them|my \w+), (?:sight of|see|read|copy of) ~ anything
        (?:written|said|held|recorded) about (?:me|my \w+)"""
    ),
    unless=phrases(
        r"""subject access (?:procedure|policy|training|process|figures|requests (?:rose|fell|are|were|in))|
        item|training|delet\w*|eras\w*|remov\w*|wipe|forget|wrong|inaccurate|object|stop|consent|
        correct\w*, (?:need|want|require) from me, out to me"""
    ),
)
