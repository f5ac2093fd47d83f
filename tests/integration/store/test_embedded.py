"""The launcher, each rule as a real run against a real server."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from rourou.foundation.store import processes
from rourou.foundation.store.address import SUPERUSER
from rourou.foundation.store.embedded import Server
from rourou.foundation.store.faults import StoreError

ROOT = Path(__file__).resolve().parents[3]

WRITER = """
import sys, pathlib, psycopg
from rourou.foundation.store.embedded import Server
server = Server(pathlib.Path(sys.argv[1]), stamp="test", shared_buffers="16MB")
with psycopg.connect(server.address("postgres", "postgres").dsn(), autocommit=True) as connection:
    for number in range(1_000_000):
        connection.execute("insert into kept values (%s)", [number])
        print(number, flush=True)
"""
STARTER = """
import sys, pathlib, psycopg
from rourou.foundation.store.embedded import Server
server = Server(pathlib.Path(sys.argv[1]), durable=False, shared_buffers="16MB")
server.start()
with psycopg.connect(server.address("postgres", "postgres").dsn()) as connection:
    print(connection.execute("select pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.read()
server.stop()
"""
SLEEPER = "import sys, psycopg; psycopg.connect(sys.argv[1]).execute('select pg_sleep(60)')"


def run(text: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", text, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def ask(server: Server, query: str) -> object:
    with psycopg.connect(server.address(SUPERUSER, "postgres").dsn(), autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def postmaster(server: Server) -> int:
    pid = processes.kept_pid(server.layout.cluster / "postmaster.pid")
    assert pid is not None
    return pid


def test_a_new_store_starts_stops_and_keeps_what_it_was_given(make):
    server = make(durable=True)
    server.start()
    ask(server, "create table kept (n int)")
    ask(server, "insert into kept values (7)")
    server.stop()
    assert not server.is_running()
    server.start()
    assert ask(server, "select n from kept") == 7


def test_starting_twice_is_starting_once(make):
    server = make()
    server.start()
    before = postmaster(server)
    server.start()
    assert postmaster(server) == before


def test_the_last_to_stop_ends_the_server(make):
    first, second = make(), make()
    first.start()
    second.start()
    first.stop()
    assert second.is_running()
    second.stop()
    assert not second.is_running()


def test_every_acknowledged_commit_survives_kill_9(make):
    server = make(durable=True)
    server.start()
    ask(server, "create table kept (n int)")
    with run(WRITER, server.layout.folder) as writer:
        lines = [writer.stdout.readline() for _ in range(200)]
        os.kill(postmaster(server), signal.SIGKILL)
        lines += writer.stdout.readlines()
        writer.stderr.read()
    acknowledged = {int(line) for line in lines if line.endswith("\n")}
    server.start()
    kept = ask(server, "select array_agg(n) from kept")
    assert acknowledged <= set(kept)
    assert len(acknowledged) >= 200


def test_a_strangers_live_pid_in_the_pid_file_keeps_nobody_out(make):
    server = make()
    server.start()
    file = server.layout.cluster / "postmaster.pid"
    text = file.read_text().split("\n")
    os.kill(postmaster(server), signal.SIGKILL)
    time.sleep(0.1)
    with subprocess.Popen(["sleep", "60"], **server.layout.account().popen()) as stranger:
        file.write_text("\n".join([str(stranger.pid), *text[1:]]))
        server.start()
        assert stranger.poll() is None
        stranger.kill()
    assert server.is_running()


def test_a_session_at_work_when_the_server_is_killed_does_not_keep_the_next_one_out(make):
    server = make()
    server.start()
    with subprocess.Popen(
        [sys.executable, "-c", SLEEPER, server.address(SUPERUSER, "postgres").dsn()],
        stderr=subprocess.DEVNULL,
    ) as busy:
        until = time.monotonic() + 20
        while ask(server, "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%'") < 2:
            assert time.monotonic() < until
        os.kill(postmaster(server), signal.SIGKILL)
        server.start()
        assert ask(server, "select 1") == 1
        busy.kill()


def test_three_processes_at_once_give_one_server(make):
    server = make()
    starters = [run(STARTER, server.layout.folder) for _ in range(3)]
    begun = {starter.stdout.readline() for starter in starters}
    said = [starter.communicate("")[1] for starter in starters]
    assert len(begun) == 1, said
    assert begun != {""}, said
    assert not server.is_running()


def test_a_killed_user_of_the_server_does_not_keep_it_running(make):
    server = make()
    with run(STARTER, server.layout.folder) as starter:
        starter.stdout.readline()
        starter.kill()
        starter.wait()
        starter.stderr.read()
    assert server.is_running()
    server.start()
    server.stop()
    assert not server.is_running()


def test_there_is_no_network_listener_and_the_socket_is_the_owners(make):
    server = make()
    server.start()
    assert ask(server, "show listen_addresses") == ""
    inodes = {link for link in _links(postmaster(server)) if link.startswith("socket:[")}
    for table in ("tcp", "tcp6"):
        rows = Path(f"/proc/net/{table}").read_text().splitlines()[1:] if Path(f"/proc/net/{table}").exists() else []
        assert not {f"socket:[{row.split()[9]}]" for row in rows} & inodes
    assert server.layout.sockets().stat().st_mode & 0o777 == 0o700
    assert server.layout.folder.stat().st_mode & 0o777 == 0o700


def _links(pid: int) -> list[str]:
    folder = Path(f"/proc/{pid}/fd")
    return [os.readlink(link) for link in folder.iterdir()] if folder.exists() else []


def test_a_path_too_long_for_a_socket_is_no_hindrance(make):
    server = make("/".join(["deep" * 10] * 4))
    server.start()
    assert ask(server, "select 1") == 1
    assert server.layout.sockets().parent == Path("/tmp")
    server.stop()
    server.start()
    assert ask(server, "select 1") == 1


def test_a_path_with_awkward_letters_is_no_hindrance(make):
    server = make("Ngā mahi, 'a' \"b\"")
    server.start()
    assert ask(server, "select 1") == 1


def test_the_log_holds_no_statement_no_value_and_no_detail(make):
    server = make()
    server.start()
    ask(server, "create table people (name text unique)")
    ask(server, "insert into people values ('Aroha-in-a-row')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "insert into people values ('Aroha-in-a-row')")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        ask(server, "select 'Aroha-in-a-message'::uuid")
    assert "Aroha" not in server.layout.log.read_text()


def test_another_programs_folder_is_refused(make, place):
    (place / "store").mkdir()
    (place / "store" / "accounts.csv").write_text("theirs")
    with pytest.raises(StoreError, match="another program"):
        make().start()
    assert sorted(path.name for path in (place / "store").iterdir()) == ["accounts.csv"]


def test_a_store_of_one_kind_is_refused_as_another(make):
    make(stamp="test").layout.prepare("test")
    with pytest.raises(StoreError, match="holds a test store, not a demo one"):
        make(durable=True, stamp="demo").start()


def test_only_a_test_store_may_lose_writes(place):
    with pytest.raises(StoreError, match="durable"):
        Server(place / "store", durable=False, stamp="live")


def test_passwords_are_kept_for_the_owner_alone(make):
    server = make()
    server.layout.prepare("test")
    file = server.layout.folder / "passwords.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(set(server.layout.passwords().values())) == 3


def test_a_half_made_cluster_is_made_anew(make):
    server = make()
    server.layout.prepare("test")
    (server.layout.folder / "pg.partial").mkdir()
    (server.layout.folder / "pg.partial" / "PG_VERSION").write_text("18\n")
    server.start()
    assert ask(server, "select 1") == 1
