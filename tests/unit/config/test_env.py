"""The environment of a live site: everything wrong at once, and an example that leaves nothing out."""

import re
from pathlib import Path

import pytest

from rourou.config import env

ROOT = Path(__file__).resolve().parents[3]
GOOD = {
    "ROUROU_SECRET_KEY": "".join(chr(33 + n % 90) for n in range(60)),
    "ROUROU_ALLOWED_HOSTS": "support.example.org.nz, hui.example.org.nz",
    "ROUROU_BEHIND_TLS": "yes",
    "ROUROU_RUN_BY": "Matipo Valley School",
    "ROUROU_CONTACT_NAME": "Mere Aperahama",
    "ROUROU_CONTACT_PHONE": "03 555 0142",
    "ROUROU_SMTP_HOST": "smtp.example.org.nz",
    "ROUROU_MAIL_FROM": "Rourou <rourou@example.org.nz>",
    "ROUROU_DATA_DIR": "/var/lib/rourou/live",
}


def test_a_good_environment_is_read_with_its_types():
    read = env.read(GOOD)
    assert (read.data_dir, read.bind, read.port, read.workers) == ("/var/lib/rourou/live", "127.0.0.1", 8000, 2)
    settings = env.django_settings(GOOD)
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (587, True, False)
    assert settings["DEFAULT_FROM_EMAIL"] == "Rourou <rourou@example.org.nz>"
    assert settings["ROUROU_CONTACT_PHONE"] == "03 555 0142"


def test_a_demo_needs_none_of_it():
    assert env.django_settings({})["EMAIL_PORT"] == 587


def test_all_that_is_missing_is_named_at_once_with_what_it_is_for():
    found = env.faults({})
    for name in (name for name in GOOD if name != "ROUROU_DATA_DIR"):
        assert [fault for fault in found if fault.startswith(f"{name} is missing: ")], name
    assert any("ROUROU_DATA_DIR or DATABASE_URL is missing" in fault for fault in found)
    assert len(found) == len(GOOD)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ROUROU_SECRET_KEY", env.DEMO_SECRET, "is the demo's"),
        ("ROUROU_SECRET_KEY", "short", "can be guessed"),
        ("ROUROU_SECRET_KEY", "a" * 80, "can be guessed"),
        ("ROUROU_ALLOWED_HOSTS", "*", "not a list of host names"),
        ("ROUROU_ALLOWED_HOSTS", "https://support.example.org.nz", "not a list of host names"),
        ("ROUROU_BEHIND_TLS", "no", "does not say yes"),
        ("ROUROU_BEHIND_TLS", "true", "does not say yes"),
        ("ROUROU_SMTP_PORT", "mail", "is no number"),
        ("ROUROU_SMTP_SECURITY", "ssl", "is none of"),
        ("ROUROU_MAIL_FROM", "Rourou", "holds no e-mail address"),
        ("ROUROU_WORKERS", "0", "is no number"),
        ("ROUROU_CONTACT_PHONE", "Mere", "is no telephone number"),
        ("ROUROU_EXIT_URL", "javascript:1", "does not begin with https://"),
        ("DATABASE_URL", "mysql://x", "does not begin with postgresql://"),
        ("ROUROU_STAMP", "demo", "never a demo"),
        ("ROUROU_DB_ROLE", "owner", "signs in as app"),
    ],
)
def test_a_faulty_value_is_named_and_a_secret_never_shown(name, value, says):
    found = env.faults({**GOOD, name: value})
    assert len(found) == 1
    assert name in found[0]
    assert says in found[0]
    assert value not in found[0] or name != "ROUROU_SECRET_KEY"
    with pytest.raises(env.Faulty):
        env.read({**GOOD, name: value})


def test_a_server_elsewhere_does_instead_of_a_folder():
    given = {name: value for name, value in GOOD.items() if name != "ROUROU_DATA_DIR"}
    assert env.faults({**given, "DATABASE_URL": "postgresql://app:x@db.example.org.nz/rourou"}) == []


def test_the_example_file_is_complete():
    assert (ROOT / ".env.example").read_text() == env.example()
    named = set(re.findall(r"^(\w+)=", env.example(), re.MULTILINE))
    assert named == {variable.name for variable in env.VARIABLES if not variable.internal}


def test_every_variable_the_source_reads_is_listed():
    read = set()
    for path in (ROOT / "src").rglob("*.py"):
        read |= set(re.findall(r"[\"'](ROUROU_[A-Z_]+|DATABASE_URL(?:_[A-Z]+)?)[\"']", path.read_text()))
    settings_of_django = {"ROUROU_DEMO", "ROUROU_TRACEBACK"}
    assert read - settings_of_django <= set(env.BY_NAME), "list it in config/env.py, with what it is for"


def test_the_example_passes_once_the_secret_is_made():
    example = dict(re.findall(r"^(\w+)=(.*)$", env.example(), re.MULTILINE))
    assert env.faults({**example, "ROUROU_SECRET_KEY": GOOD["ROUROU_SECRET_KEY"]}) == []
