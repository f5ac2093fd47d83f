"""A store that simulate made, opened for a benchmark: who looks, at what, and the site that serves it."""

import contextlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from bench.load import Page
from rourou.config.commands import serving
from rourou.foundation.store.embedded import Server

SECRET: Final = "only for the length of a benchmark, in an invented store"
SIZES: Final = {"small": (1, 1_000), "large": (1, 20_000), "country": (220, 200_000)}

# Of the largest cluster: the coordinator of its largest setting, a teacher of 25 there, whoever leads the cluster.
_POSTS: Final = """
with large as (select cluster_id from people_learner group by 1 order by count(*) desc, 1 limit 1),
place as (select e.custodian_id as id from people_enrolment e join large using (cluster_id)
    group by 1 order by count(*) desc, 1 limit 1)
select p.role, p.id, p.user_id, c.id, c.code from tenancy_post p join large on large.cluster_id = p.cluster_id
join tenancy_cluster c on c.id = p.cluster_id
where p.role = 'cluster_lead' or p.organisation_id = (select id from place) and (p.role = 'coordinator'
    or p.id = (select t.post_id from people_classteacher t join people_enrolment e on e.class_id = t.class_id
        where e.custodian_id = (select id from place) group by 1 order by count(*) desc, 1 limit 1))
"""
_LEARNER: Final = """
select l.id, l.called, l.name from people_enrolment e join people_learner l on l.id = e.learner_id
join people_classteacher t on t.class_id = e.class_id
where t.post_id = %s and exists (select 1 from sharing_consent c where c.learner_id = l.id and c.question = 2
    and c.answer = 'yes' and c.ended_at is null) order by l.sort_key limit 1
"""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, with a session."""

    role: str
    cookie: str


def make(folder: Path, size: str, directory: str | None) -> None:
    """A store of this size, by the command that anybody would use."""
    clusters, learners = SIZES[size]
    command = [sys.executable, "-m", "rourou.config.cli", "simulate", "--clusters", str(clusters)]
    command += ["--learners", str(learners), "--seed", "1"]
    command += ["--schools-directory", directory] if directory else []
    subprocess.run(command, check=True, env={**os.environ, "ROUROU_DATA_DIR": str(folder), "ROUROU_SEED": "bench"})


@contextlib.contextmanager
def opened(folder: Path, shared_buffers: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The store's server with durable writes, Django as role app, and a connection of the owner to look around."""
    os.environ.update(
        ROUROU_DATA_DIR=str(folder), ROUROU_STAMP="simulated", ROUROU_DB_ROLE="app", ROUROU_SECRET_KEY=SECRET,
        DJANGO_SETTINGS_MODULE="rourou.config.settings",
    )  # fmt: skip
    with Server(folder, stamp="simulated", shared_buffers=shared_buffers) as server:
        import django
        from django.db import connections

        django.setup()
        try:
            with psycopg.connect(server.address("owner").dsn(), autocommit=True) as connection:
                yield connection
        finally:
            connections.close_all()


@contextlib.contextmanager
def served(*, module: str = "rourou.config.wsgi") -> Iterator[tuple[int, str]]:
    """(process id, address) of the real server: two workers with one thread each."""
    with serving.site("127.0.0.1", 0, workers=2, module=module) as (child, url):
        yield child.pid, url.rstrip("/")


def _session(user_id: uuid.UUID, post_id: uuid.UUID) -> str:
    from django.conf import settings

    from rourou.foundation.tenancy.models import User
    from rourou.foundation.tenancy.sessions import SessionStore

    session = SessionStore()
    session["_auth_user_id"] = str(user_id)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = User.objects.get(id=user_id).get_session_auth_hash()
    session["post_id"] = str(post_id)
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def pages(connection: psycopg.Connection[tuple[Any, ...]]) -> list[Page]:
    """The four pages, for the widest viewer that the rules allow and for a teacher of 25."""
    from rourou.contexts.insights import jobs
    from rourou.foundation.access.public_ids import public

    found = {role: rest for role, *rest in connection.execute(_POSTS).fetchall()}
    cookies = {role: _session(user, post) for role, (post, user, _cluster, _code) in found.items()}
    teacher, _user, cluster, code = found["teacher"]
    jobs.publish(cluster, on=connection.execute("select tenancy_today()").fetchone()[0])  # type: ignore[index]
    learner, called, name = connection.execute(_LEARNER, [teacher]).fetchone() or (None, "", "")
    who, shared = f"/learners/{public(code, learner)}", f"/clusters/{code}/register"
    word = name.split(" ")[-1][:3].lower()
    coordinator, lead, classroom = (cookies[r] for r in ("coordinator", "cluster_lead", "teacher"))
    short = called or name.split(" ")[0]
    return [
        Page("setting register", "coordinator", "/register", coordinator, "/learners/"),
        Page("setting register", "teacher (25)", "/register", classroom, "/learners/"),
        Page("cluster register", "lead", shared, lead, "/learners/"),
        Page("cluster register, area", "lead", f"{shared}?area=COM", lead, "/learners/"),
        Page("cluster register, search", "lead", f"{shared}?q={word}", lead, "/learners/"),
        Page("learner", "coordinator", who, coordinator, short),
        Page("learner", "lead", who, lead, short),
        Page("learner", "teacher (25)", who, classroom, short),
        Page("counts", "lead", "/insights", lead, "</table>"),
        Page("counts", "teacher (25)", "/insights", classroom, "</table>"),
    ]
