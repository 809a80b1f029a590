"""What each refusal of Graph means."""

from __future__ import annotations

import httpx
import pytest

from tasks.mail.gateways.graph.answers import Answer
from tasks.mail.gateways.graph.errors import fault, unreached
from tasks.mail.protocol.mailer import Ambiguous, MailError, NotNow, Refused, RefusedForGood, SignInFailed


def answer(status: int, *codes: str, message: str = "about somebody@council.example") -> Answer:
    """An error with these codes, the outermost first."""
    error: dict[str, object] = {}
    for code in reversed(codes):
        error = {"code": code, "message": message, "innerError": error}
    return Answer(status, {"error": error})


@pytest.mark.parametrize(
    ("refusal", "meaning", "when_sending"),
    [
        (answer(400, "ErrorInvalidRecipients"), RefusedForGood, RefusedForGood),
        (answer(400, "BadRequest", "ErrorInvalidRecipients"), RefusedForGood, RefusedForGood),
        (answer(400, "SomethingNew"), Refused, Refused),
        (answer(400), Refused, Refused),
        (answer(401, "InvalidAuthenticationToken"), SignInFailed, Ambiguous),
        (answer(403, "ErrorAccessDenied"), SignInFailed, SignInFailed),
        (answer(403, "Authorization_RequestDenied"), SignInFailed, SignInFailed),
        (answer(403, "ErrorQuotaExceeded"), NotNow, Ambiguous),  # it may be of the copy in Sent Items
        (answer(404, "ErrorItemNotFound"), Refused, Ambiguous),
        (answer(404, "MailboxNotEnabledForRESTAPI"), NotNow, NotNow),
        (answer(408), Refused, Ambiguous),  # of a proxy: nobody can say how far it came
        (answer(413, "RequestEntityTooLarge"), RefusedForGood, RefusedForGood),
        (answer(429, "TooManyRequests"), NotNow, Ambiguous),
        (answer(499), Refused, Ambiguous),
        (answer(500, "ErrorInternalServerError"), Ambiguous, Ambiguous),
        (answer(502), Ambiguous, Ambiguous),
        (answer(503, "serviceNotAvailable"), Ambiguous, Ambiguous),
        (answer(503, "ErrorQuotaExceeded"), Ambiguous, Ambiguous),
        (answer(504), Ambiguous, Ambiguous),
        (answer(507), NotNow, Ambiguous),
        (answer(302), Ambiguous, Ambiguous),
        (Answer(0), Ambiguous, Ambiguous),
    ],
)
def test_a_refusal_is_a_proof_only_where_it_is_one(
    refusal: Answer, meaning: type[MailError], when_sending: type[MailError]
) -> None:
    assert type(fault(refusal)) is meaning
    assert type(fault(refusal, sending=True)) is when_sending


def test_the_words_of_a_refusal_are_ours_and_name_nobody() -> None:
    assert "council" not in str(fault(answer(400, "SomethingNew")))
    assert "SomethingNew" in str(fault(answer(400, "SomethingNew")))
    assert "council" not in str(fault(answer(400, "write to somebody@council.example")))


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (httpx.ConnectError("[Errno 111] Connection refused"), Refused),
        (httpx.ConnectTimeout("timed out"), Refused),
        (httpx.PoolTimeout("timed out"), Refused),
        (httpx.ReadTimeout("timed out"), Ambiguous),
        (httpx.WriteTimeout("timed out"), Ambiguous),
        (httpx.ReadError("reset"), Ambiguous),
        (httpx.WriteError("broken pipe"), Ambiguous),
        (httpx.RemoteProtocolError("peer closed connection"), Ambiguous),
    ],
)
def test_only_what_never_left_us_is_refused(error: httpx.HTTPError, meaning: type[MailError]) -> None:
    assert type(unreached(error, "graph.microsoft.com", "MASE_GRAPH_ENDPOINT")) is meaning
