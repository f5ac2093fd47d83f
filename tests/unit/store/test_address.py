"""Addresses: what they say, and what they never say."""

import pytest

from rourou.foundation.store import address
from rourou.foundation.store.address import Address, parse
from rourou.foundation.store.faults import StoreError
from rourou.foundation.store.layout import Layout

APP = "postgresql://app:s3cret@db.example.org.nz:6432/learning?sslmode=verify-full"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("DATABASE_URL", "ROUROU_DATA_DIR", "ROUROU_DATABASE", "DATABASE_URL_OWNER", "DATABASE_URL_ADMIN"):
        monkeypatch.delenv(name, raising=False)


def test_a_url_becomes_an_entry_of_django():
    entry = parse(APP).django()
    assert entry["ENGINE"] == "django.db.backends.postgresql"
    assert (entry["HOST"], entry["PORT"], entry["USER"], entry["NAME"]) == (
        "db.example.org.nz",
        "6432",
        "app",
        "learning",
    )
    assert entry["CONN_MAX_AGE"] is None
    assert entry["OPTIONS"]["sslmode"] == "verify-full"
    assert entry["OPTIONS"]["server_side_binding"] is False


def test_a_password_is_never_shown():
    assert "s3cret" not in repr(parse(APP))
    assert "s3cret" in parse(APP).dsn()
    assert parse(APP).environment()["PGPASSWORD"] == "s3cret"
    assert parse(APP).environment()["PGSSLMODE"] == "verify-full"


def test_awkward_letters_survive_a_connection_string():
    made = Address("/var/lib/a place", 5432, "app", "it's", "p w'\\d")
    assert parse(made.dsn()) == made


def test_nothing_named_is_a_sentence():
    with pytest.raises(StoreError, match="ROUROU_DATA_DIR"):
        address.from_environment("app")


def test_a_url_that_cannot_be_read_is_not_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:s3cret@[bad")
    with pytest.raises(StoreError) as raised:
        address.from_environment("app")
    assert "s3cret" not in raised.value.sentence


def test_each_role_elsewhere_has_a_url_of_its_own(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", APP)
    assert address.from_environment("app").user == "app"
    with pytest.raises(StoreError, match="DATABASE_URL_OWNER"):
        address.from_environment("owner")
    monkeypatch.setenv("DATABASE_URL_OWNER", APP.replace("app:s3cret", "owner:other"))
    assert address.from_environment("owner").password == "other"


def test_or_a_password_kept_in_the_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(Layout, "passwords", lambda _self: {"app": "a", "owner": "o"})
    monkeypatch.setenv("DATABASE_URL", APP.replace("app:s3cret", "manager:m"))
    monkeypatch.setenv("ROUROU_DATA_DIR", str(tmp_path))
    found = address.from_environment("owner")
    assert (found.user, found.password, found.options["sslmode"]) == ("owner", "o", "verify-full")


def test_the_database_may_be_named_apart(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", APP)
    assert address.database_name() == "learning"
    monkeypatch.setenv("ROUROU_DATABASE", "scratch")
    assert address.from_environment("app").database == "scratch"


def test_an_administrator_is_never_one_of_the_roles(monkeypatch):
    assert address.administrator() is None
    monkeypatch.setenv("DATABASE_URL", APP)
    with pytest.raises(StoreError, match="DATABASE_URL_ADMIN"):
        address.administrator()
    monkeypatch.setenv("DATABASE_URL_ADMIN", APP.replace("app:s3cret", "manager:m"))
    assert address.administrator().user == "manager"
