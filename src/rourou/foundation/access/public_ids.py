"""Public ids at the door: the path converter, and turning inner ids into what may stand in a URL."""

import functools
import uuid
from dataclasses import dataclass

from django.db import connection

from rourou.foundation.kernel.ids import PublicIds


@dataclass(frozen=True, slots=True)
class PublicId:
    """An id out of a URL: which cluster's characters it begins with, and the id inside."""

    code: str
    inner: uuid.UUID
    text: str


@functools.lru_cache(maxsize=1)
def _ids() -> PublicIds:
    with connection.cursor() as cursor:
        cursor.execute("select ids_key from tenancy_store where id = 1")
        return PublicIds(bytes(cursor.fetchone()[0]))


def public(code: str, inner: uuid.UUID) -> str:
    """The public id of a record of the cluster with these four characters."""
    return _ids().public(code, inner)


class PublicIdConverter:
    """`<public:learner>` in a URL pattern; a text that cannot be an id of ours is no match."""

    regex = "[0-9a-z]{30}"

    def to_python(self, value: str) -> PublicId:
        found = _ids().inner(value)
        if found is None:
            raise ValueError("not one of ours")
        return PublicId(found[0], found[1], value)

    def to_url(self, value: "PublicId | str") -> str:
        return value.text if isinstance(value, PublicId) else str(value)
