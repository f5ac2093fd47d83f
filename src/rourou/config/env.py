"""Every environment variable the program reads, what each is for, and all that is wrong with them at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

DEMO_SECRET: Final = "demo-only-not-secret"
_SHORTEST_SECRET: Final = 50
_YES: Final = ("yes", "no")
_DAYS: Final = ("transliterated", "maramataka")
_AWAY: Final = "https://www.metservice.com/"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what it is for, an example for `.env.example`, and what makes a value wrong."""

    name: str
    purpose: str
    example: str = ""
    default: str | None = None  # None: `serve` needs it
    wrong: Callable[[str], str | None] = lambda _value: None
    internal: bool = False  # set by the program's own commands, never by a person

    def fault(self, environ: Mapping[str, str]) -> str | None:
        value = environ.get(self.name, "").strip()
        if not value:
            return f"{self.name} is missing: {self.purpose}" if self.default is None else None
        said = self.wrong(value)
        return f"{self.name} {said}: {self.purpose}" if said else None

    def value(self, environ: Mapping[str, str]) -> str:
        return environ.get(self.name, "").strip() or self.default or ""


def _secret(value: str) -> str | None:
    if value == DEMO_SECRET:
        return "is the demo's"
    if len(value) < _SHORTEST_SECRET or len(set(value)) < 12:
        return f"can be guessed (make one of {_SHORTEST_SECRET} or more random letters)"
    return None


def _hosts(value: str) -> str | None:
    hosts = value.split(",")
    if any(not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\]", host.strip()) for host in hosts):
        return "is not a list of host names parted by commas (and * would accept any)"
    return None


def _one_of(*allowed: str) -> Callable[[str], str | None]:
    return lambda value: None if value in allowed else f"is none of {', '.join(allowed)}"


def _number(low: int, high: int) -> Callable[[str], str | None]:
    def wrong(value: str) -> str | None:
        return None if value.isdecimal() and low <= int(value) <= high else f"is no number from {low} to {high}"

    return wrong


def _tls(value: str) -> str | None:
    return None if value == "yes" else "does not say yes"


def _url(value: str) -> str | None:
    return None if re.match(r"postgres(ql)?://", value) else "does not begin with postgresql://"


def _web(value: str) -> str | None:
    return None if value.startswith("https://") else "does not begin with https://"


def _phone(value: str) -> str | None:
    return None if len(re.findall(r"\d", value)) >= 6 else "is no telephone number"


def _email(value: str) -> str | None:
    return None if re.search(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", value) else "holds no e-mail address"


VARIABLES: Final = (
    Variable("ROUROU_SECRET_KEY", "signs cookies and forms; keep it secret and the same", "", None, _secret),
    Variable("ROUROU_ALLOWED_HOSTS", "the names people reach this site by", "support.example.org.nz", None, _hosts),
    Variable(
        "ROUROU_BEHIND_TLS",
        "say yes once a proxy in front ends TLS, replaces X-Forwarded-Proto, and nobody reaches this port past it",
        "yes",
        None,
        _tls,
    ),
    Variable("ROUROU_RUN_BY", "the organisation that runs this site, as people know it", "Matipo Valley School", None),
    Variable("ROUROU_CONTACT_NAME", "whom people ask when something is wrong", "Mere Aperahama", None),
    Variable("ROUROU_CONTACT_PHONE", "that person's number, shown on every page", "03 555 0142", None, _phone),
    Variable("ROUROU_EXIT_URL", "where the quick way out leads", "https://www.metservice.com/", _AWAY, _web),
    Variable(
        "ROUROU_TE_REO_DAYS",
        "names of days: transliterated (Mane) or maramataka (Rāhina)",
        _DAYS[0],
        _DAYS[0],
        _one_of(*_DAYS),
    ),
    Variable("ROUROU_SMTP_HOST", "the server that sends e-mail", "smtp.example.org.nz", None),
    Variable("ROUROU_SMTP_PORT", "its port", "587", "587", _number(1, 65535)),
    Variable("ROUROU_SMTP_USER", "the name that signs in there, if it asks", "rourou", ""),
    Variable("ROUROU_SMTP_PASSWORD", "that name's password", "", ""),
    Variable(
        "ROUROU_SMTP_SECURITY", "starttls, tls or none", "starttls", "starttls", _one_of("starttls", "tls", "none")
    ),
    Variable("ROUROU_MAIL_FROM", "the sender of e-mail", "Rourou <rourou@example.org.nz>", None, _email),
    Variable("ROUROU_DATA_DIR", "the folder of the embedded database and its passwords", "/var/lib/rourou/live", ""),
    Variable("DATABASE_URL", "a PostgreSQL server of your own, signing in as app", "", "", _url),
    Variable("DATABASE_URL_OWNER", "the same as owner, for `rourou migrate`", "", "", _url),
    Variable("DATABASE_URL_COUNTS", "the same as counts, for the job that publishes counts", "", "", _url),
    Variable("DATABASE_URL_BACKUP", "the same as backup, for `rourou backup`", "", "", _url),
    Variable("DATABASE_URL_ADMIN", "a user who may make roles, for the first migrate and for restore", "", "", _url),
    Variable("ROUROU_DATABASE", "the name of the database", "rourou", "rourou"),
    Variable("ROUROU_POSTGRES_BIN", "the folder of PostgreSQL's programs, to use others than those found", "", ""),
    Variable("ROUROU_BIND", "the address `serve` listens on", "127.0.0.1", "127.0.0.1"),
    Variable("ROUROU_PORT", "the port `serve` listens on", "8000", "8000", _number(1, 65535)),
    Variable("ROUROU_WORKERS", "processes that answer requests", "2", "2", _number(1, 64)),
    Variable(
        "ROUROU_STATIC_ROOT", "where collected style sheets and scripts lie; empty serves the package's own", "", ""
    ),
    Variable(
        "ROUROU_SHOW_UNREVIEWED", "yes shows te reo Māori that nobody has reviewed, marked", "no", "no", _one_of(*_YES)
    ),
    Variable("ROUROU_STAMP", "what the store is for", internal=True, default="live"),
    Variable("ROUROU_DB_ROLE", "the role this process signs in as", internal=True, default="app"),
    Variable("ROUROU_SEED", "the seed of invented people", internal=True, default=""),
    Variable("ROUROU_DEMO_FIRST", "whom the demo's door shows as buttons", internal=True, default=""),
    Variable("ROUROU_CHROMIUM", "the browser of the tests", internal=True, default=""),
)
BY_NAME: Final = {variable.name: variable for variable in VARIABLES}


class Faulty(Exception):
    """The environment does not do for a live site; every reason is here."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Environment:
    """What `serve` itself needs of a faultless environment; Django's part is `django_settings`."""

    data_dir: str
    bind: str
    port: int
    workers: int


def faults(environ: Mapping[str, str] | None = None) -> list[str]:
    """Everything that keeps `rourou serve` from starting, each with what the variable is for."""
    given = os.environ if environ is None else environ
    found = [fault for variable in VARIABLES if (fault := variable.fault(given))]
    if not given.get("DATABASE_URL", "").strip() and not given.get("ROUROU_DATA_DIR", "").strip():
        folder, url = BY_NAME["ROUROU_DATA_DIR"], BY_NAME["DATABASE_URL"]
        found.append(f"{folder.name} or {url.name} is missing: {folder.purpose}, or {url.purpose}")
    if given.get("ROUROU_STAMP", "live") != "live":
        found.append("ROUROU_STAMP is set: a live site is never a demo or a test; unset it")
    if given.get("ROUROU_DB_ROLE", "app") != "app":
        found.append("ROUROU_DB_ROLE is set: a live site signs in as app and as nobody else; unset it")
    return found


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """The environment of a live site, or all of its faults."""
    given = os.environ if environ is None else environ
    if found := faults(given):
        raise Faulty(found)
    return Environment(
        data_dir=of(given, "ROUROU_DATA_DIR"),
        bind=of(given, "ROUROU_BIND"),
        port=int(of(given, "ROUROU_PORT")),
        workers=int(of(given, "ROUROU_WORKERS")),
    )


def of(environ: Mapping[str, str], name: str) -> str:
    """The value of one variable, or what it is without one."""
    return BY_NAME[name].value(environ)


def django_settings(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The settings that are the environment's words and nothing else; without them, what does for a demo."""
    given = os.environ if environ is None else environ
    security = of(given, "ROUROU_SMTP_SECURITY")
    sender = of(given, "ROUROU_MAIL_FROM") or "rourou@localhost"
    return {
        "ROUROU_RUN_BY": of(given, "ROUROU_RUN_BY"),
        "ROUROU_CONTACT_NAME": of(given, "ROUROU_CONTACT_NAME"),
        "ROUROU_CONTACT_PHONE": of(given, "ROUROU_CONTACT_PHONE"),
        "ROUROU_EXIT_URL": of(given, "ROUROU_EXIT_URL"),
        "ROUROU_TE_REO_DAYS": of(given, "ROUROU_TE_REO_DAYS"),
        "EMAIL_HOST": of(given, "ROUROU_SMTP_HOST"),
        "EMAIL_PORT": int(of(given, "ROUROU_SMTP_PORT")),
        "EMAIL_HOST_USER": of(given, "ROUROU_SMTP_USER"),
        "EMAIL_HOST_PASSWORD": of(given, "ROUROU_SMTP_PASSWORD"),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }


def example() -> str:
    """The text of `.env.example`."""
    lines = ["# What `rourou serve` reads. `rourou check` names everything missing or wrong at once.", ""]
    for variable in VARIABLES:
        if not variable.internal:
            needed = "" if variable.default is not None else " (needed)"
            lines += [
                f"# {variable.purpose[0].upper()}{variable.purpose[1:]}{needed}.",
                f"{variable.name}={variable.example}",
                "",
            ]
    return "\n".join(lines)
