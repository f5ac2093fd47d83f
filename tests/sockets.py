"""No test reaches the network. A journey may speak to this machine, and to nothing else."""

import ipaddress
import socket
from typing import Any, Final

import pytest

_INTERNET: Final = {socket.AF_INET, socket.AF_INET6}


class Shut(RuntimeError):
    """A test tried to open a connection."""


class Guard:
    """Stands before `connect`, `bind` and name look-ups for the whole run."""

    def __init__(self) -> None:
        self.loopback = False

    def check(self, family: int, address: Any) -> None:
        if family not in _INTERNET:
            return
        if not self.loopback or not _is_loopback(str(address[0])):
            raise Shut("tests have no network: give the code what it needs, or drive the site in tests/journeys")

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("connect", "connect_ex", "bind"):
            patch.setattr(socket.socket, name, self._watched(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", self._looked_up(socket.getaddrinfo))

    def _watched(self, real: Any) -> Any:
        def watched(this: socket.socket, address: Any) -> Any:
            self.check(this.family, address)
            return real(this, address)

        return watched

    def _looked_up(self, real: Any) -> Any:
        def looked_up(host: Any, *rest: Any, **named: Any) -> Any:
            self.check(socket.AF_INET, (host or "127.0.0.1",))
            return real(host, *rest, **named)

        return looked_up


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
