"""What each refusal of Graph means."""

from __future__ import annotations

import httpx
import pytest

from tasks.mail.gateways.graph.errors import GraphAnswer, fault, unreached
from tasks.mail.protocol.mailer import (
    BatchRefusedError,
    BatchUnclearError,
    BusyError,
    MailError,
    PassingError,
    RefusedError,
    SignInError,
    UnclearError,
    UnsendableError,
)


def answer(status: int, *codes: str, message: str = "about somebody@council.example") -> GraphAnswer:
    """An error with these codes, the outermost first."""
    error: dict[str, object] = {}
    for code in reversed(codes):
        error = {"code": code, "message": message, "innerError": error}
    return GraphAnswer(status, {"error": error})


@pytest.mark.parametrize(
    ("refusal", "meaning", "when_sending"),
    [
        (answer(400, "ErrorInvalidRecipients"), UnsendableError, UnsendableError),
        (answer(400, "BadRequest", "ErrorInvalidRecipients"), UnsendableError, UnsendableError),
        (answer(400, "SomethingNew"), BatchRefusedError, BatchRefusedError),
        (answer(400), BatchRefusedError, BatchRefusedError),
        (answer(401, "InvalidAuthenticationToken"), SignInError, UnclearError),
        (answer(403, "ErrorAccessDenied"), SignInError, SignInError),
        (answer(403, "ErrorSendAsDenied"), SignInError, SignInError),
        (answer(403, "Authorization_RequestDenied"), SignInError, SignInError),
        # It may be of the copy in Sent Items.
        (answer(403, "NobodyHasHeardOfIt"), RefusedError, UnclearError),
        (answer(403), RefusedError, UnclearError),
        (answer(403, "ErrorQuotaExceeded"), BusyError, PassingError),
        (answer(404, "ErrorItemNotFound"), RefusedError, UnclearError),
        (answer(404, "MailboxNotEnabledForRESTAPI"), BusyError, BusyError),
        (answer(408), RefusedError, UnclearError),  # of a proxy: nobody can say how far it came
        (answer(412, "ErrorIrresolvableConflict"), RefusedError, UnclearError),
        (answer(413, "RequestEntityTooLarge"), UnsendableError, UnsendableError),
        (answer(429, "TooManyRequests"), BusyError, PassingError),
        (answer(429, "ErrorTooManyObjectsOpened"), BusyError, PassingError),
        (answer(429, "ErrorExceededMessageLimit"), BusyError, BusyError),
        (answer(499), RefusedError, UnclearError),
        (answer(500, "ErrorInternalServerError"), BatchUnclearError, BatchUnclearError),
        (answer(500, "ErrorMailboxMoveInProgress"), BusyError, PassingError),
        (answer(502), PassingError, PassingError),
        (answer(503, "serviceNotAvailable"), PassingError, PassingError),
        (answer(503, "ErrorMailboxMoveInProgress"), BusyError, PassingError),
        (answer(503, "ErrorQuotaExceeded"), BusyError, PassingError),
        (answer(504), PassingError, PassingError),
        (answer(507), BusyError, PassingError),
        (answer(302), UnclearError, UnclearError),
        (GraphAnswer(0), UnclearError, UnclearError),
    ],
)
def test_a_refusal_is_a_proof_only_where_it_is_one(
    refusal: GraphAnswer, meaning: type[MailError], when_sending: type[MailError]
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
        (httpx.ConnectError("[Errno 111] Connection refused"), RefusedError),
        (httpx.ConnectTimeout("timed out"), RefusedError),
        (httpx.PoolTimeout("timed out"), RefusedError),
        (httpx.ReadTimeout("timed out"), UnclearError),
        (httpx.WriteTimeout("timed out"), UnclearError),
        (httpx.ReadError("reset"), UnclearError),
        (httpx.WriteError("broken pipe"), UnclearError),
        (httpx.RemoteProtocolError("peer closed connection"), UnclearError),
    ],
)
def test_only_what_never_left_us_is_refused(error: httpx.HTTPError, meaning: type[MailError]) -> None:
    assert type(unreached(error, "graph.microsoft.com", "MASE_GRAPH_ENDPOINT")) is meaning


def test_an_unknown_refusal_is_told_with_its_code_and_one_without_as_what_is_in_between() -> None:
    assert "403 NobodyHasHeardOfIt" in str(fault(answer(403, "NobodyHasHeardOfIt")))
    assert "gateway in front of Microsoft Graph" in str(fault(answer(403)))


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_that_is_unwell_is_not_called_a_proxy_unless_it_answers_with_a_page(status: int) -> None:
    assert str(fault(GraphAnswer(status))).startswith("Microsoft Graph")
    page = GraphAnswer(status, headers={"content-type": "text/html; charset=utf-8"})
    assert "gateway in front of Microsoft Graph" in str(fault(page))
