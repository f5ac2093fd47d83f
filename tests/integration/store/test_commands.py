"""The commands that open a store, as processes: what they leave behind is asked of the machine."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rourou.foundation.store.embedded import Server

ROOT = Path(__file__).resolve().parents[3]
KEPT = ("PATH", "HOME", "XDG_CACHE_HOME", "LANG", "ROUROU_POSTGRES_BIN")


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


def rourou(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rourou.config.cli", *words]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def live(place) -> dict[str, str]:
    return {
        "ROUROU_SECRET_KEY": "".join(chr(97 + n % 26) for n in range(60)),
        "ROUROU_ALLOWED_HOSTS": "127.0.0.1",
        "ROUROU_BEHIND_TLS": "yes",
        "ROUROU_RUN_BY": "Matipo Valley School",
        "ROUROU_CONTACT_NAME": "Mere Aperahama",
        "ROUROU_CONTACT_PHONE": "03 555 0142",
        "ROUROU_SMTP_HOST": "smtp.example.org.nz",
        "ROUROU_MAIL_FROM": "rourou@example.org.nz",
        "ROUROU_DATA_DIR": str(place / "live"),
    }


@pytest.mark.slow
def test_a_live_store_is_made_checked_saved_and_restored(place, live):
    before = rourou("check", **live)
    assert before.returncode == 1
    assert "run `rourou migrate`" in before.stderr
    assert not (place / "live").exists()
    made = rourou("migrate", **live)
    assert made.returncode == 0, made.stderr
    checked = rourou("check", **live)
    assert (checked.returncode, checked.stderr) == (0, "")
    saved = rourou("backup", str(place / "whole.rourou"), **live)
    assert saved.returncode == 0, saved.stderr
    again = rourou("restore", str(place / "whole.rourou"), **{**live, "ROUROU_DATA_DIR": str(place / "again")})
    assert again.returncode == 0, again.stderr
    over = rourou("restore", str(place / "whole.rourou"), **live)
    assert over.returncode == 3
    assert "exists already" in over.stderr
    assert not Server(place / "live").is_running()


@pytest.mark.slow
def test_serve_refuses_the_owner_and_a_store_that_is_no_live_one(place, live):
    assert rourou("migrate", **{**live, "ROUROU_STAMP": "simulated"}).returncode == 0
    refused = rourou("serve", **live)
    assert refused.returncode == 1
    assert "made as a simulated store" in refused.stderr
    owned = rourou("serve", **{**live, "ROUROU_DB_ROLE": "owner"})
    assert owned.returncode == 1
    assert "ROUROU_DB_ROLE" in owned.stderr


@pytest.mark.slow
def test_a_demo_says_when_it_is_ready_and_ends_with_all_it_started(place):
    command = [sys.executable, "-m", "rourou.config.cli", "demo", "--port", "0", "--data-dir", str(place / "demo")]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as demo:
        said = []
        while not said or not (said[-1].startswith("Ready: http://127.0.0.1:") or said[-1] == ""):
            said.append(demo.stdout.readline())
        demo.send_signal(signal.SIGTERM)
        rest, errors = demo.communicate(timeout=60)
    assert said[-1] != "", errors
    assert demo.returncode == 0, errors
    assert rest.endswith("Stopped.\n")  # a worker that is still starting is killed, and says so first
    assert "Traceback" not in errors
    assert not Server(place / "demo", stamp="demo").is_running()


def test_a_command_without_a_store_says_what_to_set():
    said = rourou("migrate")
    assert said.returncode == 3
    assert "ROUROU_DATA_DIR" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_demo_takes_no_other_programs_folder(place):
    (place / "theirs").mkdir()
    (place / "theirs" / "accounts.csv").touch()
    for more in ((), ("--fresh",)):
        said = rourou("demo", "--no-serve", "--data-dir", str(place / "theirs"), *more)
        assert said.returncode == 3
        assert "another program" in said.stderr
    assert (place / "theirs" / "accounts.csv").exists()


def test_a_demo_takes_no_live_store(place):
    Server(place / "live").layout.prepare("live")
    said = rourou("demo", "--fresh", "--no-serve", "--data-dir", str(place / "live"))
    assert said.returncode == 3
    assert "holds a live store, not a demo" in said.stderr
    assert json.loads((place / "live" / "rourou.json").read_text())["stamp"] == "live"
