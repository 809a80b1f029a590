"""A body in HTML says in plain text what a reader sees, and what is quoted stands behind ">"."""

from __future__ import annotations

import pytest

from tasks.mail.incoming.plain_text import text_of_html


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>AGREE <b>BOTH</b></p><p>Jo</p>", "AGREE BOTH\nJo"),
        ("AGREE&nbsp;BOTH<br>Jo", "AGREE BOTH\nJo"),
        ("<div>03 DONE</div>\n   <div>04 HELP</div>", "03 DONE\n04 HELP"),
        ("<table><tr><td>one</td><td>two</td></tr></table>", "one\ntwo"),
        ("<head><title>no</title><style>p{}</style></head><script>no()</script>yes", "yes"),
        ("yes<!-- no -->", "yes"),
        ("DONE<blockquote>said<br>before</blockquote>", "DONE\n> said\n> before"),
        ("<p>Smith &amp; Jones</p>", "Smith & Jones"),
        ("<p>AGREE \ud83d</p>", "AGREE ?"),
        ("<p>caf\u00e9 \u2013 \U0001f642", "caf\u00e9 \u2013 \U0001f642"),
        ("", ""),
        ("<p>", ""),
    ],
)
def test_a_reader_sees_the_same(content: str, text: str) -> None:
    assert text_of_html(content) == text


def test_the_header_of_the_mail_that_is_answered_stands_line_by_line() -> None:
    answered = "<hr><div><b>From:</b> MASE<br><b>Sent:</b> Monday<br><b>To:</b> Chair</div>"
    assert list(filter(None, text_of_html(f"<p>AGREE</p>{answered}").splitlines())) == [
        "AGREE",
        "____________________",
        "From: MASE",
        "Sent: Monday",
        "To: Chair",
    ]
