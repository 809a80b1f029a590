"""The Exchange stand-in: EWS at /EWS/Exchange.asmx over the post office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from tests.standins.exchange import folders, operations, schema, soap, sync
from tests.standins.exchange.folders import Caller
from tests.standins.exchange.sign_in import Door
from tests.standins.exchange.soap import Call, SoapFault, m, node
from tests.standins.post_office.faults import Fault
from tests.standins.post_office.post_office import PostOfficeError
from tests.standins.serving import SIGN_IN, Request, Response, StandIn

ENDPOINT = "/EWS/Exchange.asmx"
OPERATIONS: dict[str, Callable[[Caller, Call], list[Callable[[], _Element]]]] = {
    "CreateItem": operations.create_items,
    "SendItem": operations.send_items,
    "GetItem": operations.get_items,
    "UpdateItem": operations.update_items,
    "CopyItem": operations.copy_items,
    "MoveItem": operations.move_items,
    "DeleteItem": operations.delete_items,
    "CreateAttachment": operations.create_attachments,
    "GetAttachment": operations.get_attachments,
    "DeleteAttachment": operations.delete_attachments,
    "GetFolder": folders.get_folders,
    "FindItem": folders.find_items,
    "SyncFolderItems": sync.sync_folder_items,
}
NEED_CONTENT = {  # what an error message of these has to contain even so
    **dict.fromkeys(("CreateItem", "GetItem", "UpdateItem", "CopyItem", "MoveItem"), "Items"),
    **dict.fromkeys(("CreateAttachment", "GetAttachment"), "Attachments"),
    "GetFolder": "Folders",
}
STOPPED = "ErrorBatchProcessingStopped"
STOPPING = (  # after these no later item of a batch is tried ("ResponseCode")
    STOPPED,
    "ErrorAccessDenied",
    "ErrorADUnavailable",
    "ErrorConnectionFailed",
    "ErrorInsufficientResources",
    "ErrorMailboxMoveInProgress",
    "ErrorMailboxStoreUnavailable",
    "ErrorQuotaExceeded",
)
BUSY = "The server cannot service this request right now. Try again later."
XML = "text/xml; charset=utf-8"


@dataclass
class ExchangeStandIn(StandIn):
    """An Exchange server over the post office.

    ``checked`` says whether requests and answers are held against the schemas, where those are at hand;
    ``sign_in`` are the ways to sign in that it offers.
    """

    checked: bool = True
    sign_in: tuple[str, ...] = ("ntlm", "basic", "bearer")
    door: Door = field(init=False)
    name = "Exchange"

    def __post_init__(self) -> None:
        self.door = Door(self.office, self.sign_in)

    def operation(self, request: Request) -> str:
        return SIGN_IN if self.door.tokens.is_mine(request.path) else soap.operation_of(request.body)

    def signed_in(self, request: Request) -> Response | None:
        if self.door.tokens.is_mine(request.path):
            return None
        return self.door.signed_in(request)

    def refusal(self) -> Response:
        return self.door.refusal()

    def busy(self, code: str, seconds: float) -> Response:
        return Response(500, soap.fault(code, BUSY, ("BackOffMilliseconds", f"{seconds * 1000:.0f}")), XML)

    def settings(self, url: str) -> dict[str, str]:
        """Return the settings of a client for the first mailbox."""
        first = next(iter(self.office.mailboxes.values()), None)
        ways = {"ntlm": "ntlm", "basic": "basic", "bearer": "oauth"}
        return {
            "MASE_GATEWAY": "exchange",
            "MASE_SERVICE_ADDRESS": first.address if first else "",
            "MASE_EXCHANGE_ENDPOINT": f"{url}{ENDPOINT}",
            "MASE_EXCHANGE_VERSION": "Exchange2016",
            "MASE_EXCHANGE_AUTH": ways[self.sign_in[0]],
            "MASE_EXCHANGE_USERNAME": first.address if first else "",
            "MASE_EXCHANGE_PASSWORD": first.password if first else "",
            "MASE_AUTHSERV_ID": self.office.authserv_id,
        }

    def answer(self, request: Request, fault: Fault | None) -> Response:
        if self.door.tokens.is_mine(request.path):
            root = f"https://{request.headers.get('host', '')}"
            return Response(*self.door.tokens.answer(root, request.path, request.body))
        if request.path.lower() != ENDPOINT.lower():
            return Response(404)
        if request.method != "POST":
            return Response(405)
        try:
            call = soap.read(request.body)
            self._check(call.body, "request")
            if (word := self.office.options.faulty_word) and word.encode() in request.body:
                raise SoapFault(self.office.options.faulty_code, "The request is wrongly made.")
            content = self._carry_out(call, self._caller(request, call), fault)
        except operations.NobodyThere:
            return Response(500, b"Runtime Error", "text/plain")
        except SoapFault as error:
            return Response(500, soap.fault(error.code, str(error)), XML)
        except PostOfficeError as error:
            return Response(500, soap.fault(error.code, str(error)), XML)
        if self.checked:
            self.invalid += [f"our answer: {wrong}" for wrong in schema.faults(content)]
        return Response(200, soap.envelope(content), XML)

    def _check(self, body: _Element, source: str) -> None:
        wrong = schema.faults(body) if self.checked else []
        if wrong:
            self.invalid += [f"{source}: {each}" for each in wrong]
            raise SoapFault("ErrorSchemaValidation", f"The request failed schema validation: {wrong[0]}")

    def _caller(self, request: Request, call: Call) -> Caller:
        """Return the caller: the mailbox signed in, or the one that an application impersonates."""
        name, application = self.door.sign_in(request)
        if not call.impersonated:
            return Caller(self.office, name, application)
        if not application and call.impersonated != name:
            text = "The account does not have permission to impersonate the requested user."
            raise SoapFault("ErrorImpersonateUserDenied", text)
        if call.impersonated not in self.office.mailboxes:
            raise SoapFault("ErrorNonExistentMailbox", "The SMTP address has no mailbox associated with it.")
        return Caller(self.office, call.impersonated, False)

    def _carry_out(self, call: Call, caller: Caller, fault: Fault | None) -> _Element:
        if call.operation not in OPERATIONS:
            raise SoapFault("ErrorInvalidRequest", f"The stand-in doesn't know {call.operation}.")
        with self.office.lock:
            outcomes = OPERATIONS[call.operation](caller, call)
            messages: list[_Element] = []
            for number, outcome in enumerate(outcomes):
                if messages and messages[-1].findtext(m("ResponseCode")) in STOPPING:
                    messages.append(_failure(call.operation, STOPPED, BUSY))
                elif fault and fault.item == number:
                    if fault.accepted:
                        _message(call.operation, outcome)
                    messages.append(_failure(call.operation, fault.code, BUSY))
                else:
                    messages.append(_message(call.operation, outcome))
            return soap.answer(call.operation, messages)


def _message(operation: str, outcome: Callable[[], _Element]) -> _Element:
    try:
        return outcome()
    except PostOfficeError as error:
        return _failure(operation, error.code, str(error))
    except (ValueError, etree.LxmlError) as error:
        return _failure(operation, "ErrorInvalidPropertySet", f"A value can't be understood: {error}")


def _failure(operation: str, code: str, text: str) -> _Element:
    content: tuple[_Element, ...] = ()
    if operation in NEED_CONTENT:
        content = (node(m(NEED_CONTENT[operation])),)
    elif operation == "SyncFolderItems":
        content = (node(m("SyncState")), node(m("IncludesLastItemInRange"), "true"))
    return soap.failure(operation, code, text, *content)
