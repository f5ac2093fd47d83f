"""Backup and restore, as the roles that do them."""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from rourou.foundation.store import backup, databases, roles
from rourou.foundation.store.address import SUPERUSER
from rourou.foundation.store.embedded import Server
from rourou.foundation.store.faults import StoreError


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="rourou-test-", dir="/tmp"))
    with Server(folder, durable=False, shared_buffers="16MB") as started:
        roles.provision(started)
        with psycopg.connect(started.address("owner").dsn(), autocommit=True) as owner:
            owner.execute("create table learner (id int primary key, name text not null)")
            owner.execute("insert into learner select n, 'Ākonga ' || n from generate_series(1, 500) n")
            owner.execute("alter table learner enable row level security")
            owner.execute("alter table learner force row level security")
            owner.execute("create policy none_of_it on learner to app using (id < 0)")
            owner.execute("grant select on learner to app")
            owner.execute("create function f() returns text language sql security definer as 'select user::text'")
            owner.execute(roles.owned_by_compiler("f()"))
        yield started
    shutil.rmtree(folder)


@pytest.fixture
def restored(server):
    yield "rourou_again"
    server.drop("rourou_again")


def restore(server: Server, file: Path, name: str) -> backup.Manifest:
    admin = server.address(SUPERUSER, "postgres")
    return backup.restore(admin, file, name, partial(roles.provision, server))


def test_a_restore_brings_back_rows_owners_and_row_security(server, tmp_path, restored):
    file = tmp_path / "whole.rourou"
    made = backup.dump(server.address("backup"), file)
    assert made.tables == {"learner": 500}
    assert file.stat().st_mode & 0o777 == 0o600
    assert restore(server, file, restored).rows == 500
    with psycopg.connect(server.address("app", restored).dsn()) as app:
        assert app.execute("select count(*) from learner").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("select f()")
    with databases.connect(server.address(SUPERUSER, restored)) as admin:
        assert admin.execute("select proowner::regrole::text from pg_proc where proname = 'f'").fetchone() == (
            "compiler",
        )
        assert admin.execute("select name from learner where id = 7").fetchone() == ("Ākonga 7",)


def test_a_store_that_is_there_is_not_overwritten(server, tmp_path):
    file = tmp_path / "whole.rourou"
    backup.dump(server.address("backup"), file)
    with pytest.raises(StoreError, match="exists already"):
        restore(server, file, "rourou")
    with pytest.raises(StoreError, match="exists already"):
        backup.dump(server.address("backup"), file)


def test_a_changed_backup_is_refused_and_leaves_nothing(server, tmp_path, restored):
    file = tmp_path / "whole.rourou"
    backup.dump(server.address("backup"), file)
    with tarfile.open(file) as tar:
        offset = tar.getmember("store.dump").offset_data + 3000
    with file.open("r+b") as handle:
        handle.seek(offset)
        byte = handle.read(1)
        handle.seek(offset)
        handle.write(bytes([byte[0] ^ 1]))
    with pytest.raises(StoreError, match="has changed"):
        restore(server, file, restored)
    with databases.connect(server.address(SUPERUSER, "postgres")) as connection:
        assert not databases.exists(connection, restored)
        assert not databases.exists(connection, f"{restored}_restoring")


@pytest.mark.parametrize("text", [b"", b"not a backup"])
def test_another_file_is_refused(server, tmp_path, text):
    file = tmp_path / "other"
    file.write_bytes(text)
    with pytest.raises(StoreError, match="not a whole backup"):
        restore(server, file, "rourou_again")


def test_app_cannot_make_a_backup(server, tmp_path):
    with pytest.raises(StoreError):
        backup.dump(server.address("app"), tmp_path / "partial.rourou")
    assert list(tmp_path.iterdir()) == []
