"""Encryption for people whose public keys this machine has: it can't read what it has encrypted.

The format is that of age, whose own program reads it as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_file, encrypt_file
from pyrage.x25519 import Identity, Recipient

from forum.text.problem import Problem

SECRET = "AGE-SECRET-KEY-"  # the beginning of an identity


def encrypt(file: Path, to: Path, recipients: Iterable[Recipient]) -> None:
    """Encrypt a file for all of the recipients, each of whom can read it alone."""
    encrypt_file(str(file), str(to), list(recipients))


def decrypt(file: Path, to: Path, identities: Iterable[Identity]) -> None:
    """Decrypt a file with any of the identities. Raises Problem where none fits, or the file is damaged."""
    if not file.is_file():
        raise Problem(f"There is no {file}. Correct the name of the backup.")
    try:
        decrypt_file(str(file), str(to), list(identities))
    except DecryptError:
        raise _no_use(file) from None
    except OSError as error:
        if error.errno:  # of the disk; without a number, of what is in the file
            raise
        raise _no_use(file) from None


def _no_use(file: Path) -> Problem:
    return Problem(
        f"{file} can’t be decrypted: it was encrypted for somebody else, it is damaged, or it is no backup. "
        "Try the other keys, then another backup."
    )


def recipients_of(keys: Iterable[str]) -> list[Recipient]:
    """The recipients of public keys. Raises Problem for what is none, without repeating it."""
    try:
        return [Recipient.from_str(key) for key in keys]
    except RecipientError:
        raise Problem(
            "MASE_BACKUP_RECIPIENTS has a key that is none: age1 and 58 letters and figures, as mase backup "
            "--new-key shows it."
        ) from None


def identities_in(file: Path) -> list[Identity]:
    """The identities in a file of age's: a secret key a line. Raises Problem where there is none."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        keys = [Identity.from_str(line) for line in lines if line.startswith(SECRET)]
    except OSError as error:
        raise Problem(f"{file} can’t be read: {error.strerror}. Check the name and try again.") from None
    except (UnicodeDecodeError, IdentityError):
        keys = []
    if not keys:
        raise Problem(
            f"{file} has no secret key that can be read: a line that begins with {SECRET}, as mase backup "
            "--new-key wrote it."
        )
    return keys


def new_key() -> Identity:
    """Make a key; ``str`` gives the secret one, and that of its ``to_public`` the public one."""
    return Identity.generate()
