"""Ids: UUIDv7 inside (RFC 9562 §5.7), unguessable Crockford base32 outside.

A UUIDv7 tells when a record was made, so it never leaves the server. What stands in a URL is the
cluster's four characters followed by the id encrypted as one AES block: nothing is stored for it,
and an id of one cluster cannot be told from noise in another.
"""

import contextlib
import contextvars
import hashlib
import hmac
import os
import threading
import time
import uuid
from collections.abc import Iterator
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH: Final = 4
_VALUES: Final = {c: i for i, c in enumerate(ALPHABET)} | {"o": 0, "i": 1, "l": 1}
_BODY_LENGTH: Final = 26

_lock = threading.Lock()
_last: list[int] = [0]
_labelled: contextvars.ContextVar["_Label | None"] = contextvars.ContextVar("rourou_ids_label", default=None)


class _Label:
    """A source of ids for loaded data: each is a keyed hash of (seed, label, place), never a sequence."""

    def __init__(self, seed: str, label: str, milliseconds: int) -> None:
        self.seed, self.label, self.milliseconds, self.taken = seed, label, milliseconds, 0

    def take(self) -> uuid.UUID:
        self.taken += 1
        return keyed_id(self.seed, self.label, str(self.taken), milliseconds=self.milliseconds)


def _uuid7(milliseconds: int, random: int) -> uuid.UUID:
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62 & 0xFFF) << 64 | 0b10 << 62
    return uuid.UUID(int=value | random & (1 << 62) - 1)


def new_id() -> uuid.UUID:
    """A UUIDv7 of this moment; within one process later ids sort later."""
    label = _labelled.get()
    if label is not None:
        return label.take()
    with _lock:
        now = max(time.time_ns() // 1_000_000, _last[0])
        _last[0] = now
    return _uuid7(now, int.from_bytes(os.urandom(10), "big") & (1 << 74) - 1)


def keyed_id(seed: str, *parts: str, milliseconds: int = 1_790_000_000_000) -> uuid.UUID:
    """The id of loaded data: HMAC-SHA256 of the parts under `seed`, shaped as a UUIDv7 of a fixed moment."""
    digest = hmac.new(seed.encode(), "\x1f".join(parts).encode(), hashlib.sha256).digest()
    return _uuid7(milliseconds, int.from_bytes(digest[:10], "big") & (1 << 74) - 1)


@contextlib.contextmanager
def labelled(seed: str, label: str, *, milliseconds: int = 1_790_000_000_000) -> Iterator[None]:
    """Inside, `new_id` is a function of (seed, label, how many were taken under it): the same every time."""
    token = _labelled.set(_Label(seed, label, milliseconds))
    try:
        yield
    finally:
        _labelled.reset(token)


_PAIRS: Final = [first + second for first in ALPHABET for second in ALPHABET]


def _encode(value: int, length: int) -> str:
    """Two characters at a time: a page of a register has a hundred of these to write."""
    pairs = "".join([_PAIRS[value >> shift & 1023] for shift in range(10 * ((length - 1) // 2), -1, -10)])
    return pairs[-length:]


def _decode(text: str) -> int | None:
    value = 0
    for character in text.lower():
        if character not in _VALUES:
            return None
        value = value << 5 | _VALUES[character]
    return value


def code_from(seed: bytes) -> str:
    """A cluster's four characters out of random bytes (2 to the 20 of them; uniqueness is the table's)."""
    return _encode(int.from_bytes(hashlib.sha256(seed).digest()[:3], "big") >> 4, CODE_LENGTH)


class PublicIds:
    """Turns inner ids into public ones and back, under the store's own 16-byte key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 16:
            raise ValueError("the key of public ids is 16 bytes")
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())

    def public(self, code: str, inner: uuid.UUID) -> str:
        """`code` (four characters of the cluster) and 26 characters that only this store can read."""
        block = self._cipher.encryptor().update(inner.bytes)
        return code + _encode(int.from_bytes(block, "big"), _BODY_LENGTH)

    def inner(self, public: str) -> tuple[str, uuid.UUID] | None:
        """(cluster code, id), or None where the text cannot be one of ours."""
        if len(public) != CODE_LENGTH + _BODY_LENGTH:
            return None
        code, body = public[:CODE_LENGTH].lower(), _decode(public[CODE_LENGTH:])
        if body is None or body >> 128 or _decode(code) is None:
            return None
        block = self._cipher.decryptor().update(body.to_bytes(16, "big"))
        return code, uuid.UUID(bytes=block)
