"""Zip files without tricks: every program that opens one finds the same parts in it, none hidden."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence

_ENCRYPTED = 0x0001 | 0x0040 | 0x2000  # plainly, strongly, and the list of parts itself
_LATER = 0x0008  # sizes and checksum stand behind the part
_IN_EXTRA = 0xFFFFFFFF  # the size stands in a field of its own, as in large files
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that Office reads
_LOCAL, _SIGNATURE = struct.Struct("<4s5H3L2H"), b"PK\x03\x04"
_LIST, _END, _END_64 = b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"
_SIZES = 24  # bytes at most, in which sizes and checksum stand behind a part


class TrickedZipError(ValueError):
    """A zip file is made as no program of Office makes one."""


def check_zip(content: bytes, infos: Sequence[zipfile.ZipInfo]) -> None:
    """Raise TrickedZipError for a file of which two programs may read different things.

    Such are two parts of one name, since some programs read the first and others the last; a part that its
    own head describes otherwise than the list at the end; parts that share bytes, of which a small file can
    unpack to any size; whatever stands before, between or behind the parts; a password; other packing.
    """
    if not content.startswith((_SIGNATURE, _END)):
        raise TrickedZipError
    names = [_plain_name(info.orig_filename) for info in infos]
    if len({*names}) != len(names) or any(not _is_safe(name) for name in names):
        raise TrickedZipError
    ends = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.filename != info.orig_filename:  # it has a second name, which not every program reads
            raise TrickedZipError
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise TrickedZipError
        if not ends <= info.header_offset <= ends + _SIZES:
            raise TrickedZipError
        ends = _end_of(content, info)
    _check_end(content, ends)


def _plain_name(name: str) -> str:
    """Return a name in the form in which Office and Windows compare it."""
    return name.replace("\\", "/").casefold()


def _is_safe(name: str) -> bool:
    steps = {*name.removesuffix("/").split("/")}
    return name.isprintable() and ":" not in name and not steps & {"", ".", ".."}


def _end_of(content: bytes, info: zipfile.ZipInfo) -> int:
    """Return the place where a part ends; TrickedZipError where its head and the list at the end differ."""
    head = content[info.header_offset : info.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        raise TrickedZipError
    signature, _, flags, method, _, _, _, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    begins = info.header_offset + _LOCAL.size
    name = content[begins : begins + name_length]
    sizes_agree = packed in (info.compress_size, _IN_EXTRA) and size in (info.file_size, _IN_EXTRA)
    if (
        signature != _SIGNATURE
        or method != info.compress_type
        or flags & _ENCRYPTED
        or name != info.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
        or not (sizes_agree or flags & _LATER)
    ):
        raise TrickedZipError
    return begins + int(name_length + extra_length) + info.compress_size


def _check_end(content: bytes, ends: int) -> None:
    """Check that the list of parts follows the last part (its sizes may stand between), and ends the file."""
    starts = [at for mark in (_LIST, _END) if (at := content.find(mark, ends)) >= 0]
    last = content.rfind(_END)
    if not starts or min(starts) > ends + _SIZES or last < 0:
        raise TrickedZipError
    comment = int.from_bytes(content[last + 20 : last + 22], "little")
    if last + 22 + comment != len(content):
        raise TrickedZipError
