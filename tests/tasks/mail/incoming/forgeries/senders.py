"""Mails that are from nobody, below a good verdict: what stands under From is not one plain address."""

from __future__ import annotations

from collections.abc import Iterator

from tests.tasks.mail.incoming.forgeries.case import BORDER, CHAIR, EVIL, PASS, RESULTS, Case

OTHER = f"mallory@{EVIL}"
ODD = {
    "two addresses": (
        f"{CHAIR}, {OTHER}",
        f"{OTHER}, {CHAIR}",
        f"{CHAIR}; {OTHER}",
        f"The Chair <{CHAIR}>, Mallory <{OTHER}>",
        f"<{CHAIR}> <{OTHER}>",
        f"<{CHAIR}><{OTHER}>",
        f"{CHAIR} {OTHER}",
        f"{CHAIR} <{OTHER}>, ",
        f"{CHAIR},",
        f",{CHAIR}",
        f"{CHAIR},,{CHAIR}",
        f"{CHAIR}\t{CHAIR}",
    ),
    "a group": (
        f"Forum: {CHAIR};",
        f"Forum: {CHAIR}, {OTHER};",
        f"undisclosed-recipients:; {CHAIR}",
        f"Forum:;,{CHAIR}",
        f"Forum: The Chair <{CHAIR}>;",
        "undisclosed-recipients:;",
    ),
    "a route": (
        f"<@{EVIL}:{CHAIR}>",
        f"<@a.example,@{EVIL}:{CHAIR}>",
        f"<{CHAIR}:{OTHER}>",
        f"<@council.example:{OTHER}>",
        f"{EVIL}!{CHAIR}",
        f"chair%council.example@{EVIL}",
        f"chair%{EVIL}@council.example",
    ),
    "a comment in the address": (
        "chair(x)@council.example",
        "chair@(x)council.example",
        f"chair(@{EVIL})@council.example",
        "(x)chair@council.example",
        "<(x)chair@council.example>",
        "<chair@council.example(x)>",
        "<chair @council.example>",
        "<chair@ council.example>",
        "chair@council(x).example",
        f"{CHAIR} ({OTHER})",
        f"{CHAIR}(",
    ),
    "something behind it": (
        f"<{CHAIR}>{OTHER}",
        f"<{CHAIR}> {OTHER}",
        f"<{CHAIR}> ({OTHER})",
        f"<{CHAIR}>,",
        f"<{CHAIR}>;",
        f'<{CHAIR}>"{OTHER}"',
        f"{CHAIR}>{OTHER}",
        f"{CHAIR})<{OTHER}",
        f"{CHAIR}<{CHAIR}>",
        f"{CHAIR}]<{OTHER}>",
        f'"{CHAIR}" {CHAIR} <{OTHER}',
        f"<{CHAIR}>>",
        f"<<{CHAIR}>",
        f"The Chair <{CHAIR}",
        f"The Chair {CHAIR}>",
    ),
    "an odd name": (
        f"{OTHER} <{CHAIR}>",
        f"Smith, The Chair <{CHAIR}>",
        f'"not closed <{CHAIR}>',
        f"(not closed <{CHAIR}>",
        f"closed) <{CHAIR}>",
        f"[EXTERNAL] <{CHAIR}>",
        f"\\ <{CHAIR}>",
        f"a:b <{CHAIR}>",
        f"a;b <{CHAIR}>",
    ),
    "in disguise": (
        f"=?utf-8?Q?{CHAIR}?=",
        "=?utf-8?Q?chair=40council=2Eexample?=",
        "=?utf-8?B?Y2hhaXJAY291bmNpbC5leGFtcGxl?=",
        "<=?utf-8?Q?chair?=@council.example>",
        "=?utf-8?Q?chair?=@council.example",
        f"=?utf-8?Q?<{CHAIR}>,?= <{CHAIR}>",
    ),
    "no address": (
        "",
        "The Chair",
        "<>",
        "The Chair <>",
        "chair",
        "chair@",
        "@council.example",
        "<chair>",
        "chair@@council.example",
        "chair@x@council.example",
        "chair@council",
        "chair@[192.0.2.1]",
        '"chair"@council.example',
        '"chair x"@council.example',
        "chаir@council.example",  # a Cyrillic letter
        "chair@cоuncil.example",  # another
        "chair@xn--cuncil-jqf.example",
        "chair.@council.example",
        ".chair@council.example",
        "chair@council.example.",
        "chair@.council.example",
        "chair​@council.example",
    ),
}
RAW = {
    "a NUL": f"{CHAIR}\0",
    "a NUL in the address": "chair\0@council.example",
    "a bell": f"\x07{CHAIR}",
    "a line of white space": f"The Chair\r\n \r\n <{CHAIR}>",
    "a fold, and only white space after it": f"{CHAIR}\r\n ",
    "a fold within the address": "chair@\r\n council.example",
    "a fold, and a second address": f"{CHAIR}\r\n ,{OTHER}",
    "a line that is no fold": f"The Chair\r\n<{CHAIR}>\r\nFrom: {OTHER}",
    "a bare carriage return": f"{CHAIR}\rFrom: {OTHER}",
    "a bare line feed": f"{CHAIR}\nFrom: {OTHER}",
}


def forged_senders() -> Iterator[Case]:
    seen = ((RESULTS, f"{BORDER}; {PASS}"),)
    for what, values in ODD.items():
        for value in values:
            yield Case(f"From with {what}", value, (*seen, ("From", value)))
    for what, value in RAW.items():
        yield Case("From with an odd line", what, (*seen, ("From", value)), is_raw=True)
    yield Case("From with an odd line", "endless", (*seen, ("From", f"{'x' * 30_000} <{CHAIR}>")))
    for first, second in ((CHAIR, OTHER), (OTHER, CHAIR), (CHAIR, CHAIR), (CHAIR, "")):
        headers = (*seen, ("From", first), ("Subject", "x"), ("From", second))
        yield Case("two From headers", f"{first}, then {second}", headers)
    yield Case("two From headers", "in capitals", (*seen, ("From", CHAIR), ("FROM", OTHER)))
    odd = (*seen, ("From ", OTHER), ("From", CHAIR))
    yield Case("two From headers", "one with a blank behind its name", odd, is_raw=True)
    broken = (*seen, ("From", CHAIR), ("X", "y\r\nno header at all"), ("From", OTHER))
    yield Case("two From headers", "behind a line that is no header", broken, is_raw=True)
    yield Case("no From header", "a Sender", (*seen, ("Sender", CHAIR)), is_raw=True)
    resent = (*seen, ("Reply-To", CHAIR), ("Resent-From", CHAIR))
    yield Case("no From header", "a Reply-To", resent, is_raw=True)
    for what, header in {"another": OTHER, "a colleague": "clerk@council.example"}.items():
        yield Case("other than the server says", what, (*seen, ("From", header)), server_says=CHAIR)
