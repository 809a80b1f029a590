"""By what our letters and events are known again at Exchange, the same whether EWS or Graph wrote them.

A mailbox may change from one gateway to the other with letters in flight, so both write these properties.
"""

from __future__ import annotations

import hashlib
from typing import Final
from uuid import UUID

OURS: Final = UUID("6f1d6f5e-3a0b-4d6c-9f57-2c1b8e40a9d3")  # the property set of this service, of no other
KEY: Final = "MaseDispatch"  # String: the dispatch key of a letter, or the key of an event
UNREADY: Final = "MaseUnready"  # String: says that a draft stands to be copied or completed, and is no letter
EDITION: Final = "MaseEdition"  # Integer: the edition of an event

COMMON: Final = UUID("00062008-0000-0000-c000-000000000046")  # PSETID_Common of [MS-OXPROPS]
VERB_STREAM: Final = 0x8520  # PidLidVerbStream, Binary: the answers offered as buttons
VERB_RESPONSE: Final = 0x8524  # PidLidVerbResponse, String: the button pressed

ITEM_CLASS: Final = 0x001A  # PidTagMessageClass, String
SENSITIVITY: Final = 0x0036  # PidTagSensitivity, Integer
COMPANY_CONFIDENTIAL: Final = 3


def message_id(key: str, address: str) -> str:
    """The Message-ID of the letter with that key, sent from that address; a server may set one of its own."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return f"<{digest}@{address.rpartition('@')[2]}>"
