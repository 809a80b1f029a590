"""The sign-in of Prefect's API and UI where the settings have none. It is made once, for the operator."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from forum.text.problem import Problem

NAME = "mase"
FILE = "sign-in"
_WRITTEN = re.compile(r"[!-~]+:[!-~]+")


def sign_in_of(folder: Path) -> str:
    """The sign-in kept in a Prefect folder, as NAME:PASSWORD; the first call makes it.

    Raises Problem when others on this machine can read the file, since whoever reads it can sign in.
    """
    file = folder / FILE
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return _make(file)
    except OSError as error:
        raise Problem(f"The sign-in {file} can’t be read: {error.strerror}. {_HOW_TO_RENEW}") from None
    with os.fdopen(opened, encoding="ascii", errors="replace") as kept:
        if os.fstat(opened).st_mode & 0o077:
            raise Problem(f"The sign-in {file} can be read by others on this machine. {_HOW_TO_RENEW}")
        sign_in = kept.read(1000).strip()
    if not _WRITTEN.fullmatch(sign_in):
        raise Problem(f"The sign-in {file} is not one line NAME:PASSWORD. {_HOW_TO_RENEW}")
    return sign_in


_HOW_TO_RENEW = "Delete it: the next start makes another one."


def _make(file: Path) -> str:
    sign_in = f"{NAME}:{secrets.token_urlsafe(32)}"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
        new.write(sign_in + "\n")
    return sign_in
