"""Every environment variable the program reads, what each is for, and all that is wrong with them at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

DEMO_SECRET: Final = "demo-only-not-secret"
_SHORTEST_SECRET: Final = 50
_YES: Final = ("yes", "no")


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
    Variable(
        "ROUROU_ORGANISATION_CONTACT",
        "whom people ring or write to when something is wrong: shown on error pages",
        "Mere Aperahama, 03 555 0142",
        None,
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
    """The environment of a live site, read."""

    secret_key: str
    allowed_hosts: tuple[str, ...]
    behind_tls: bool
    organisation_contact: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_security: str
    mail_from: str
    data_dir: str
    bind: str
    port: int
    workers: int

    def email(self) -> dict[str, Any]:
        """Django's names for the e-mail settings."""
        return {
            "EMAIL_HOST": self.smtp_host,
            "EMAIL_PORT": self.smtp_port,
            "EMAIL_HOST_USER": self.smtp_user,
            "EMAIL_HOST_PASSWORD": self.smtp_password,
            "EMAIL_USE_TLS": self.smtp_security == "starttls",
            "EMAIL_USE_SSL": self.smtp_security == "tls",
            "DEFAULT_FROM_EMAIL": self.mail_from,
            "SERVER_EMAIL": self.mail_from,
        }


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

    def of(name: str) -> str:
        return BY_NAME[name].value(given)

    return Environment(
        secret_key=of("ROUROU_SECRET_KEY"),
        allowed_hosts=tuple(host.strip() for host in of("ROUROU_ALLOWED_HOSTS").split(",")),
        behind_tls=of("ROUROU_BEHIND_TLS") == "yes",
        organisation_contact=of("ROUROU_ORGANISATION_CONTACT"),
        smtp_host=of("ROUROU_SMTP_HOST"),
        smtp_port=int(of("ROUROU_SMTP_PORT")),
        smtp_user=of("ROUROU_SMTP_USER"),
        smtp_password=of("ROUROU_SMTP_PASSWORD"),
        smtp_security=of("ROUROU_SMTP_SECURITY"),
        mail_from=of("ROUROU_MAIL_FROM"),
        data_dir=of("ROUROU_DATA_DIR"),
        bind=of("ROUROU_BIND"),
        port=int(of("ROUROU_PORT")),
        workers=int(of("ROUROU_WORKERS")),
    )


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
