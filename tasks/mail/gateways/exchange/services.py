"""The requests of EWS that we make: each sent once, and with an outcome for each item.

exchangelib's own services raise the first unexpected error of a batch, so that the outcomes of all other
items are lost; and they send a request again in other versions of EWS. These services do neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exchangelib import errors, services
from exchangelib.errors import EWSError, MalformedResponseError
from exchangelib.folders import BaseFolder
from exchangelib.items import Item, Message
from exchangelib.services.common import EWSService
from exchangelib.util import ENS, MNS, TNS, DummyResponse

from tasks.mail.gateways.exchange.errors import UnknownCode
from tasks.mail.gateways.exchange.properties import CalendarAnswer

WITH_FRACTIONS = re.compile(rb"(>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+(?=(?:Z|[+-]\d\d:\d\d)?<)")
MODELS = {**BaseFolder.ITEM_MODEL_MAP, CalendarAnswer.response_tag(): CalendarAnswer}


class _Once:
    """Mixed into a service of exchangelib: one request in one version, and an outcome for each item."""

    ERRORS_TO_CATCH_IN_RESPONSE = EWSError
    WARNINGS_TO_CATCH_IN_RESPONSE = EWSError

    def _api_versions_to_try(self) -> tuple[str, ...]:
        return (self._version_hint.api_version,)  # type: ignore[attr-defined]

    def _update_api_version(self, api_version: str, header: object) -> None:
        """Keep the version of the administrator's setting, whatever the server says of itself."""

    def _get_soap_parts(self, response: Any) -> Any:
        """Parse the whole answer at once; exchangelib would read it byte by byte.

        It makes nothing of a time with fractions of a second, so that these are left out.
        """
        content = WITH_FRACTIONS.sub(rb"\1", response.content)
        return super()._get_soap_parts(DummyResponse(content=content))  # type: ignore[misc]

    def _get_elements(self, payload: Any) -> Iterator[Any]:
        yield from self._response_generator(payload)  # type: ignore[attr-defined]

    @classmethod
    def _raise_soap_errors(cls, fault: Any) -> None:
        """Raise what the fault says, also where exchangelib does not know its code, or would guess that the
        version is a wrong one."""
        code = (fault.findtext(f"detail/{{{ENS}}}ResponseCode") or "").strip()
        if code and (code == "ErrorInvalidRequest" or code not in vars(errors)):
            raise UnknownCode(code)
        super()._raise_soap_errors(fault)  # type: ignore[misc]

    @staticmethod
    def _get_exception(code: str, text: str, *more: Any, **named: Any) -> Exception:
        """Return what the answer for an item says, also where exchangelib does not know its code."""
        if code and code not in vars(errors):
            return UnknownCode(code)
        exception: Exception = EWSService._get_exception(code, text, *more, **named)
        return exception


class CreateItem(_Once, services.CreateItem):  # type: ignore[misc]
    pass


class SendItem(_Once, services.SendItem):  # type: ignore[misc]
    pass


class CopyItem(_Once, services.CopyItem):  # type: ignore[misc]
    pass


class UpdateItem(_Once, services.UpdateItem):  # type: ignore[misc]
    pass


class DeleteItem(_Once, services.DeleteItem):  # type: ignore[misc]
    pass


class FindItem(_Once, services.FindItem):  # type: ignore[misc]
    pass


class FindKey(_Once, services.FindItem):  # type: ignore[misc]
    """Finds the keys of letters, without building a whole message of each as exchangelib would; an item of
    another kind has none."""

    def _elem_to_obj(self, elem: Any) -> str | None:
        is_letter = elem.tag == Message.response_tag()
        return elem.findtext(f"{{{TNS}}}ExtendedProperty/{{{TNS}}}Value") if is_letter else None


class GetAttachment(_Once, services.GetAttachment):  # type: ignore[misc]
    pass


@dataclass(frozen=True)
class LinkedFile:
    """A file in a cloud to which an item has a link alone (ReferenceAttachment), which exchangelib leaves
    out."""

    id: str
    name: str


def _linked_file(element: Any) -> LinkedFile:
    return LinkedFile(
        element.find(f"{{{TNS}}}AttachmentId").get("Id"), element.findtext(f"{{{TNS}}}Name") or ""
    )


class GetItem(_Once, services.GetItem):  # type: ignore[misc]
    """Reads an item of an unknown type as a plain one; an unreadable item becomes the error it caused."""

    def _elem_to_obj(self, elem: Any) -> Any:
        model = MODELS.get(elem.tag, Item)
        try:
            # Read by themselves: an item of exchangelib compares each with each, once for each of them.
            files = Item.get_field_by_fieldname("attachments").from_xml(elem, self.account)
            links = [_linked_file(each) for each in elem.iter(f"{{{TNS}}}ReferenceAttachment")]
            for element in elem.findall(f"{{{TNS}}}Attachments"):
                elem.remove(element)
            item = model.from_xml(elem=elem, account=self.account)
            item.attachments = [*(files or []), *links]
            return item
        except Exception as error:  # a value that exchangelib stumbles over concerns this item alone
            return MalformedResponseError(type(error).__name__)


@dataclass(frozen=True)
class SeenDraft:
    """A draft about to be sent: its id, its change key, and the names of its properties."""

    id: str
    change_key: str
    properties: frozenset[str]


class GetDraft(_Once, services.GetItem):  # type: ignore[misc]
    """Fetches drafts about to be sent, without building a whole message of each as exchangelib would."""

    def _elem_to_obj(self, elem: Any) -> SeenDraft:
        item_id = elem.find(f"{{{TNS}}}ItemId")
        uris = elem.iter(f"{{{TNS}}}ExtendedFieldURI")
        names = frozenset(uri.get("PropertyName") for uri in uris)
        return SeenDraft(item_id.get("Id"), item_id.get("ChangeKey"), names)


class SyncFolderItems(_Once, services.SyncFolderItems):  # type: ignore[misc]
    """Lists the items that came into a folder since a state, as elements, whatever their types."""

    def _get_element_container(self, message: Any, name: str | None = None) -> Any:
        if message.get("ResponseClass") == "Error":  # an error has no state; exchangelib would expect one
            code = message.findtext(f"{{{MNS}}}ResponseCode")
            return self._get_exception(code=code, text="")
        return super()._get_element_container(message=message, name=name)

    def _elem_to_obj(self, elem: Any) -> Any:
        return elem[0] if elem.tag == f"{{{TNS}}}Create" and len(elem) else None


def each(outcomes: Iterator[Any], expected: int) -> list[Any]:
    """Return the outcomes of a batch; MalformedResponseError for more or fewer than ``expected``."""
    listed = list(outcomes)
    if len(listed) != expected:
        raise MalformedResponseError(f"{len(listed)} answers to {expected} items")
    return listed


def only_outcome(outcomes: Iterator[Any]) -> Any:
    """Return the outcome of a request about one item; raises it where it is an error."""
    (outcome,) = each(outcomes, 1)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
