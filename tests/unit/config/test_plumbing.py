"""What conftest.py promises of every unit test: no network, no database."""

import socket

import pytest

from tests.sockets import Guard, Shut


@pytest.mark.parametrize("address", [("127.0.0.1", 80), ("192.0.2.1", 443)])
def test_no_socket_opens(address):
    with socket.socket() as made, pytest.raises(Shut):
        made.connect(address)


def test_no_name_is_looked_up():
    with pytest.raises(Shut):
        socket.getaddrinfo("example.org", 80)


def test_a_journey_reaches_this_machine_alone():
    guard = Guard()
    guard.loopback = True
    guard.check(socket.AF_INET, ("127.0.0.1", 80))
    guard.check(socket.AF_INET6, ("::1", 80, 0, 0))
    guard.check(socket.AF_UNIX, "/tmp/x")
    for host in ("192.0.2.1", "example.org", "localhost.example.org"):
        with pytest.raises(Shut):
            guard.check(socket.AF_INET, (host, 80))


def test_no_database_opens():
    from django.db import connection

    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()
