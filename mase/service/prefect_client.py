"""A client of a Prefect server within the process, which nobody else asks.

The secrets of Prefect where the settings have none: the sign-in of its API and UI, and the key with which
it encrypts what it stores. Each is made once, for the operator, in a file of its own.
"""

from __future__ import annotations

import os
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect.client.orchestration import PrefectClient

from config.settings import FERNET_KEY, PREFECT_SIGN_IN
from forum.text.problem import Problem

if TYPE_CHECKING:
    from uuid import UUID

    from httpx import Response
    from prefect.client.base import ASGIApp
    from prefect.client.orchestration.base import HTTP_METHODS
    from prefect.client.orchestration.routes import ServerRoutes
    from prefect.client.schemas.objects import FlowRun


class ClientOfOneProcess(PrefectClient):
    """A client that enters each flow once, and reads no run: Prefect's own does both with every run."""

    def __init__(self, server: ASGIApp) -> None:
        super().__init__(server)
        self._flows: dict[str, Response] = {}
        self._run: FlowRun | None = None

    async def create_flow_run(self, *given: Any, **named: Any) -> FlowRun:
        self._run = await super().create_flow_run(*given, **named)
        return self._run

    async def read_flow_run(self, flow_run_id: UUID) -> FlowRun:
        """Return the run under way as its engine keeps it: in this process nobody else changes it."""
        if self._run is not None and self._run.id == flow_run_id:
            return self._run
        return await super().read_flow_run(flow_run_id)

    async def request(
        self,
        method: HTTP_METHODS,
        path: ServerRoutes,
        params: dict[str, Any] | None = None,
        path_params: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Response:
        if (method, path) != ("POST", "/flows/"):
            return await super().request(method, path, params, path_params, **kwargs)
        name = kwargs["json"]["name"]
        if name not in self._flows:
            self._flows[name] = await super().request(method, path, **kwargs)
        return self._flows[name]


NAME = "mase"
FILE = PREFECT_SIGN_IN
KEY_FILE = "encryption-key"
_WRITTEN = re.compile(r"[!-~]+:[!-~]+")


def sign_in_of(folder: Path) -> str:
    """The sign-in kept in a Prefect folder, as NAME:PASSWORD; the first call makes it.

    Raises Problem when others on this machine can read the file, since whoever reads it can sign in.
    """
    return _kept(
        folder / FILE,
        "sign-in",
        _WRITTEN,
        "one line NAME:PASSWORD",
        lambda: f"{NAME}:{secrets.token_urlsafe(32)}",
    )


def encryption_key_of(folder: Path) -> str:
    """The encryption key kept in a Prefect folder; the first call makes it.

    By itself Prefect keeps its key in the database that the key is for. Raises Problem as ``sign_in_of``.
    """
    return _kept(
        folder / KEY_FILE,
        "encryption key",
        FERNET_KEY,
        "32 bytes in URL-safe base64",
        lambda: urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    )


def _kept(file: Path, name: str, form: re.Pattern[str], form_in_words: str, make: Callable[[], str]) -> str:
    """The line in a file that only its owner can read; it is made where there is no file."""
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return _make(file, make())
    except OSError as error:
        raise Problem(f"The {name} {file} can’t be read: {error.strerror}. {_HOW_TO_RENEW}") from None
    with os.fdopen(opened, encoding="ascii", errors="replace") as kept:
        if os.fstat(opened).st_mode & 0o077:
            raise Problem(f"The {name} {file} can be read by others on this machine. {_HOW_TO_RENEW}")
        line = kept.read(1000).strip()
    if not form.fullmatch(line):
        raise Problem(f"The {name} {file} is not {form_in_words}. {_HOW_TO_RENEW}")
    return line


_HOW_TO_RENEW = "Delete it: the next start makes another one."


def _make(file: Path, line: str) -> str:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
        new.write(line + "\n")
    return line
