"""What PostgreSQL is told: a socket and no network, settings that were measured, and logs that hold nobody's words."""

from pathlib import Path
from typing import Final

# access.md, Logs: no statement, no parameter, no detail. Messages of level ERROR quote values, so they are left out.
_LOGS: Final = {
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_timezone": "UTC",
}
# Measured (mechanism.md §7): compiled queries cost 0.8 ms on a count; pages are read as cheaply as in order.
PLANNING: Final = {"jit": "off", "random_page_cost": "1.1", "work_mem": "16MB", "timezone": "UTC"}
_CAREFREE: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_senders": "0"}
_NO_WAL: Final = {"wal_level": "minimal", "autovacuum_naptime": "5min"}


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def settings(sockets: Path, port: int, *, durable: bool, shared_buffers: str) -> str:
    """The text of postgresql.conf. An operator's own lines go in local.conf beside it, and win."""
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "unix_socket_permissions": "0700",
        "port": str(port),
        "max_connections": "100",
        "shared_buffers": shared_buffers,
        "maintenance_work_mem": "128MB",
        "max_wal_size": "2GB",
        "password_encryption": "scram-sha-256",
        "dynamic_shared_memory_type": "posix",
        **PLANNING,
        **_LOGS,
        **({} if durable else _CAREFREE | _NO_WAL),
    }
    lines = [f"{name} = {_quoted(value)}" for name, value in chosen.items()]
    return "\n".join(["# Written at every start. Your own settings go in local.conf beside this file.", *lines, ""])


LOCAL: Final = "include_if_exists = 'local.conf'\n"

# Nobody is trusted: the superuser and `backup` are known by their account on this machine, the rest by password.
HBA: Final = """\
# Written at every start. TYPE DATABASE USER METHOD
local all postgres peer map=rourou
local all backup peer map=rourou
local all all scram-sha-256
"""


def ident(accounts: set[str]) -> str:
    """Which accounts of this machine may be the superuser and `backup`: root, and who runs the server."""
    rows = [f'rourou "{name}" {role}' for name in sorted(accounts) for role in ("postgres", "backup")]
    return "\n".join(["# Written at every start. MAP ACCOUNT ROLE", *rows, ""])
