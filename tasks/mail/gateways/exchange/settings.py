"""The settings of the Exchange gateway: the server, the sign-in, and limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tasks.mail.gateways.graph.settings import MEGABYTE, MailboxSettings


class SignIn(StrEnum):
    """The way in which the service signs in; the values are those of MASE_EXCHANGE_AUTH."""

    NTLM = "ntlm"
    BASIC = "basic"
    KERBEROS = "kerberos"
    OAUTH = "oauth"


@dataclass(frozen=True, kw_only=True)
class ExchangeSettings(MailboxSettings):
    """The settings of a mailbox on Exchange Server.

    ``name`` is the name letters are from. ``endpoint`` ends in /EWS/Exchange.asmx, and ``version`` is the one
    the server is asked to speak. NTLM and Basic take ``username`` and ``password``; Kerberos takes the ticket
    of this machine; OAuth signs in as Graph does, and acts as the mailbox. Identical attachments of
    ``copy_from`` bytes or more are uploaded once and copied.
    """

    endpoint: str
    name: str = ""
    version: str = "Exchange2016"
    sign_in: SignIn = SignIn.NTLM
    username: str = ""
    password: str = field(default="", repr=False)
    copy_from: int = 1 * MEGABYTE
