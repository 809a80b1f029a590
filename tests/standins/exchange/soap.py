"""SOAP as EWS speaks it: reading a request, and building answers, error answers and faults."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"
NAMESPACES = {"s": ENVELOPE, "m": MESSAGES, "t": TYPES}
VERSION = {
    "MajorVersion": "15",
    "MinorVersion": "1",
    "MajorBuildNumber": "2507",
    "MinorBuildNumber": "6",
    "Version": "V2017_07_11",
}
PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
OPERATION = re.compile(rb"<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)")


class SoapFault(Exception):  # noqa: N818  (SOAP's own word)
    """The whole request is refused; ``code`` is the ResponseCode that Exchange gives."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Call:
    """A request: the element of the operation, and the person whom the caller impersonates, empty where
    nobody."""

    operation: str
    body: _Element
    impersonated: str


def t(name: str) -> str:
    """The full name of something of the types namespace."""
    return f"{{{TYPES}}}{name}"


def m(name: str) -> str:
    """The full name of something of the messages namespace."""
    return f"{{{MESSAGES}}}{name}"


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def node(tag: str, text: str | None = None, *children: _Element, **attributes: str) -> _Element:
    element = etree.Element(tag, attributes, nsmap=NAMESPACES)
    element.text = UNWRITABLE.sub("", text) if text else text
    element.extend(children)
    return element


def child(parent: _Element, tag: str) -> _Element:
    """The one child of that name, which the schema asks for."""
    element = parent.find(tag)
    if element is None:
        raise SoapFault("ErrorSchemaValidation", f"The request failed schema validation: no {tag}")
    return element


def operation_of(body: bytes) -> str:
    """The operation of a request, without parsing it: it may be large."""
    match = OPERATION.search(body[:8000])
    return match[1].decode() if match else "unknown"


def read(body: bytes) -> Call:
    try:
        root = etree.fromstring(body, PARSER)
    except etree.XMLSyntaxError as error:
        raise SoapFault("ErrorSchemaValidation", f"The request failed schema validation: {error}") from error
    content = root.find(f"{{{ENVELOPE}}}Body")
    if content is None or not len(content):
        raise SoapFault("ErrorSchemaValidation", "The request failed schema validation: no Body")
    sid = root.find(f"{{{ENVELOPE}}}Header/{t('ExchangeImpersonation')}/{t('ConnectingSID')}")
    impersonated = (sid[0].text or "").strip() if sid is not None and len(sid) else ""
    return Call(local(content[0]), content[0], impersonated.lower())


def envelope(content: _Element, *headers: _Element) -> bytes:
    """An answer, with the server's version; with other ``headers``, a request."""
    header = node(f"{{{ENVELOPE}}}Header", None, *(headers or (node(t("ServerVersionInfo"), **VERSION),)))
    body = node(f"{{{ENVELOPE}}}Body", None, content)
    root = node(f"{{{ENVELOPE}}}Envelope", None, header, body)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def answer(operation: str, messages: list[_Element]) -> _Element:
    """The answer to a batch: one message for each thing that was asked for."""
    return node(m(f"{operation}Response"), None, node(m("ResponseMessages"), None, *messages))


def success(operation: str, *content: _Element) -> _Element:
    code = node(m("ResponseCode"), "NoError")
    return node(m(f"{operation}ResponseMessage"), None, code, *content, ResponseClass="Success")


def failure(operation: str, code: str, text: str, *content: _Element) -> _Element:
    """Return the error of one part of a batch; some operations want an empty list of items even then."""
    parts = (node(m("MessageText"), text), node(m("ResponseCode"), code), node(m("DescriptiveLinkKey"), "0"))
    kind = "Warning" if code == "ErrorBatchProcessingStopped" else "Error"
    return node(m(f"{operation}ResponseMessage"), None, *parts, *content, ResponseClass=kind)


def fault(code: str, message: str, more: tuple[str, str] | None = None) -> bytes:
    """A SOAP fault; ``more`` is a value with its name that goes with some codes."""
    detail = node("detail", None, node(f"{{{ERRORS}}}ResponseCode", code))
    detail.append(node(f"{{{ERRORS}}}Message", message))
    if more:
        name, value = more
        detail.append(node(t("MessageXml"), None, node(t("Value"), value, Name=name)))
    content = node(
        f"{{{ENVELOPE}}}Fault", None, node("faultcode", f"a:{code}"), node("faultstring", message), detail
    )
    root = node(f"{{{ENVELOPE}}}Envelope", None, node(f"{{{ENVELOPE}}}Body", None, content))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
