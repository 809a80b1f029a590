"""What people ask or tell who are no members, or no longer: information, press, leavers."""

from __future__ import annotations

from forum.concerns.sentences import Claim, phrases

LAW = phrases(
    r"""(?:20|twenty) working days, (?:2000|information) act, under the act, information commissioner,
    internal review, what ?do ?they ?know, rate ?payer, tax ?payer, member of the public, parish councillor,
    formal(?:ly)? request, request (?:open|for information), public interest, campaigner, formally how, right
    to (?:know|information), \b20 days, twenty days, entitled to know, foi, foia, freedom of information, the
    act 2000, put in an foi, public body, have to give, obliged to (?:give|tell|disclose)"""
)
"""The words of the Act, and who uses them."""
FIGURES = phrases(
    r"""how many, how much, copies, copy, minutes, spent, spend, cost|costs, list of, attendances?, figures,
    report, wish to know, want to know, wants to know, budget, names of, number of, information, logged,
    clock, acknowledg\w*"""
)
"""What they want to know."""
INFORMATION = Claim(
    said=phrases(
        r"""(?:under|using|exercising|through|with|per) (?:the )?(?:freedom of information|foia?|environmental
        information|fo?i act), freedom of information (?:act )?(?:request|act|enquiry|2000|i|please|how|
        regarding|about), (?:a|an|my|this|our|following|official|formal) ~ (?:foia?|freedom of information) ~
        (?:request|enquiry|query|application)?, foia? (?:request|act|how|please|what|i|enquiry|query|
        application|2000|number), environmental information regulations, eir request, (?:request|requesting) ~
        (?:recorded|public|following) information, freedom of information ~ (?:copies|copy|number|list|
        minutes|how many|spend|spent|cost), (?:member of the public|taxpayer|resident) ~ (?:request|like to
        know|entitled|right to know|want to know|please provide|would like), (?:an|this as an?|my|your)
        foia?\b(?! (?:training|policy|team|officer|lead|item|slides|response|figures|procedure))"""
    ),
    unless=phrases(
        r"""refresher, training, slides, item, themes, (?:foi|freedom of information) (?:response|responses|
        requests? (?:rose|fell|are|were|as|by|in|figures|handling)|policy|team|officer|lead|procedure|
        exemptions?), how we (?:answer|handle), agenda, annual"""
    ),
    hints=((LAW, FIGURES),),
)
PAPER = phrases(
    r"""journalists?, reporters?, newspapers?, (?:courier|argus|gazette|echo|herald|chronicle|mercury|
    advertiser|observer|messenger|telegraph|guardian|local paper|daily \w+|the (?:sun|mail|mirror|papers|
    press|tv)), freelance\w*, bbc, itv, tv crew, camera\w*, a podcast\w*, documentary, blogger, film ?maker,
    radio kent, production company, programme (?:on|for|about), tv (?:company|producer), journo\w*, sunday
    (?:mirror|times|mail), press officer, media (?:outlet|company), editor, columnist, local news, youtuber,
    influencer, kmtv, newspaper, press agency, pa media, someone with a camera, photographer"""
)
"""Who writes for the public."""
CONTACT = phrases(
    r"""rung, rang, ringing, phoned, at home, doorstep, door, running (?:it|a|the|this), comment, story,
    deadline, wanting to know, wants? to (?:know|speak|talk|film|interview), (?:do|am|should|can|must|may) i ~
    (?:to )?say, asking (?:who|about|for|if|me|us), emailing, emailed, interview\w*, quote, statement,
    approached, publish\w*, broadcast, source, outside, outside the, turned up, in touch, contacted, got hold
    of, photo of, want a photo, speak to somebody, talks? to them, talk to them, called from, about the
    (?:case|hotel|girls|boys|child), piece on, article on, asked for, about it, wanted my, views? on, who
    deals with, asking (?:parents|people|staff)"""
)
"""That they write, or want something."""
PRESS = Claim(
    said=phrases(
        r"""(?:im|i am|am|name is|as|work as|were|we are|from|with|freelance|a|an|investigative|local) ~
        (?:journalist|reporter|documentary|news ?desk|producer|researcher (?:for|at) (?:the )?(?:bbc|itv|
        channel)|presenter|news editor|features? (?:writer|editor)|correspondent|podcast), (?:journalists?|
        reporters?|newspapers?|local papers?|press|media|bbc|itv|sky news|channel (?:4|5|four|five)|daily
        (?:mail|mirror|star|express|telegraph)|kent messenger|kentonline|meridian|tv crew|camera crew|film
        crew) ~ (?:on the (?:phone|line)|phoned|rang|rung|ringing|called|contacted|emailed|asking|wants?|
        wanted|wanting|outside|enquiry|inquiry|query|enquiries|interview|at my door|got hold|approached|turned
        up), (?:work|writing|write|calling|filming|working|report|reporting|piece|story|programme|article|
        rang|called|approached|contacted|emailed|email|call|phoned|asked|questions?) ~ (?:for|by|from|at|in|
        with) ~ (?:bbc|itv|itn|sky|channel (?:4|5|four|five)|newspaper|kent messenger|kentonline|kent online|
        daily \w+|the (?:sun|mail|times|guardian|mirror|telegraph|observer|independent|express)|local radio|
        radio kent|journalists?|reporters?|press|documentary|podcast|local news), (?:running|writing|
        publishing|doing|working on|covering|preparing|filing) ~ (?:story|piece|article|feature|report for|
        documentary|programme|podcast), (?:press|media) (?:enquiry|inquiry|query|enquiries|request|interview|
        deadline|officer to), (?:a|your|any|official|quote|for|right of) (?:comment|quote|statement) (?:for|
        from|by|on the record|before) ~ (?:story|publication|broadcast|forum|print|piece|chair|noon|deadline|
        article), for (?:broadcast|publication) (?:on|in|at|tomorrow|tonight|this), (?:grant|give|do) ~ (?:an
        )?interview, making a ~ documentary, (?:to|want\w*) film (?:at|in|our|your), going to print, do you
        have a comment, camera crew"""
    ),
    unless=phrases(
        r"""press release, for the courier, item, campaign, attacked by, communications (?:team|lead|plan),
        communications
        will, leaflet, journalists? award, agenda, training, minutes, expected, any media, media plan, lines
        for the (?:press|media)"""
    ),
    hints=((PAPER, CONTACT),),
)
LEAVER = Claim(
    said=phrases(
        r"""i left ~ on (?:the )?\d\d?, ~ retired on \d+, does this (?:job )?now, (?:contact|email|write to)
        \w+ \w+ (?:from now on|in future), (?:ive|i have) moved to the \w+ (?:team|department|service|unit),
        (?:inbox|mailbox) is (?:closing|closed), (?:im|i am|i will be|ill be|shes|hes|she
        is|he is|is|be|who is|i have been|about to be|ive been) ~
        (?:leaving|retiring|stepping down|standing down|moving on|moving to (?:another|a|the)|resigning|
        finishing (?:on|at|here|in|with)|made redundant|being made redundant|redeployed|seconded), i ~
        (?:retire|retired|resign|resigned|quit|finish|finished) (?:on|from|here|at|in|with|this|next|my),
        (?:wish|want|like|have|decided|need|writing) to (?:resign|step down|stand down|retire|leave (?:the
        (?:group|forum)|mase)), my (?:resignation|retirement|last (?:working )?day (?:is|was|will|at|here)|
        (?:successor|replacement) (?:is|will be)|leaving date|notice period), no longer ~ (?:works?|working|
        employed|with (?:us|the|kent|medway)|in (?:post|role|this|that|the)|here|the right|a member|involved|
        part of|sits?|represent\w*|your|responsible|cover\w*|our|on the|attached|have anything), (?:has|have|
        ive|i|sadly|had|he|she|shes|hes) ~ left (?:us|the (?:organisation|council|trust|company|force|police|
        service|authority|charity|post|role|team|agency|university|nhs|group|county)|our|this|my (?:job|post)|
        kent|medway|in|employment|his post|her post|that|to join), (?:handed|given|put|giving|handing) ~ (?:my
        |in )*notice, (?:got|have|starting|start|taken|accepted|moved to|new) ~ (?:a )?new (?:job|post|role)
        (?:and|at|in|with|from|so|elsewhere|on), (?:left|leaves|leaving) (?:us|here|the (?:organisation|
        council|trust|force|service)) (?:in|on|at|last|some), meant for (?:a |the )?(?:different|other|
        another), nobody in (?:that|this|the) post, (?:arent|isnt|not) for me (?:any ?more|now), (?:gave|
        given) up the ~ (?:job|post|role), i left ~ in (?:january|february|march|april|may|june|july|august|
        september|october|november|december), (?:got|moved to|moving to|joined|going to) another (?:job|force|
        post|authority|council|trust), (?:sadly died|passed away|is deceased|s?he died|died (?:last|on|in|
        suddenly|at)), (?:has|have|ive|shes|hes|he|she|who|i|recently|since) ~ (?:retired|resigned|moved on|
        moved to (?:another (?:job|post|role|team|force|trust|council)|a new)|stepped down|been replaced by|
        been made redundant|changed jobs), (?:have|got|youve|reached|be|am|im|probably) the wrong person, not
        the right person (?:for this|any ?more|now), not the right recipient,
        (?<!you can )(?:take|remove|delete|strike) (?:me|him|her|them|us|my name) ~ (?:off|from)
        ~ (?:lists?|mailing|group|distribution|membership|
        circulation), (?:stop|why am i|why do i|cease) ~ (?:sending|send|getting|receiving|get|emailing|
        writing to|emails?) (?:me|him|her|these|them|your|this|those)(?: \w+)*, not (?:me|who) you (?:want|
        think), isnt with us (?:any longer|any ?more), not with us (?:any longer|any ?more), (?:taken|taking)
        (?:early )?retirement, hang up my (?:hat|boots), (?:you|i think you) want the other, the other \w+ \w+
        in, never heard of (?:this|your|the) (?:group|forum), stop writing to (?:this|him|her), left us,
        (?:been|have|ive) moved to (?:adult|a new|a different) (?:\w+), took (?:on|over) my (?:role|post|job),
        (?:im|i am|have) nothing to do with (?:you|your|this group|the group|mase), keep (?:getting|receiving)
        your, (?:you|they) keep sending me, (?:her|his|their) (?:mail|emails?|post|inbox|letters|mailbox) ~
        (?:comes?|coming|goes|go|forwarded) ~ to me, been given (?:her|his|their) (?:mailbox|inbox) ~,
        (?:finished| left) here (?:at|on|in|last|just|before), last day (?:as|with) ~ (?:was|is|will),
        (?:dont|do not|no longer) do this (?:any ?more|any longer)?, left us in (?:january|february|march|
        april|may|june|july|august|september|october|november|december)"""
    ),
    unless=phrases(
        r"""leaving (?:the )?(?:office|room|meeting|at|early|care|now|home|for|work|in \d|this to|it|that|
        item|before|by \d|to)|leaving (?:lunch|drinks|do), drinks (?:at|in|after), (?:two|three|
        four|several|some) people, your website, wi ?fi, guest list, parking, car park, buffet,
        designers?, trainers?, training, printers?, researcher, analyst, pa, half, items?, (?:no longer)
        (?:need|a deputy|able|attend|come), minutes, form, clause, paragraph, item, days a week,
        (?:since|someone who|somebody who|hadnt|had|would have) ~ (?:retired|left| resigned), before leave,
        jean, nearly died,
        (?:im|i am) not (?:leaving|retiring), ours has ~ retired, seconded to, her notice, his notice,
        almost died, % (?:mother|father|mum|dad|wife|husband|partner|brother|sister|son|daughter|nan|gran\w*|
        dog) ~ (?:died|passed away), finished with (?:it|this|that|them), (?:nothing|little|it|which)
        (?:has|have) moved on, we finished, off my list, the other two"""
    ),
)
