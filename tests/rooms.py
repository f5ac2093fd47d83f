"""A call that sees what a room sees, for tests of the mechanism itself."""

import uuid

from rourou.foundation.access.call import Call, in_room
from rourou.foundation.access.purposes import HolderKind
from tests import ledgers


def call_of(call: Call, room_id: uuid.UUID) -> Call:
    """The room's holder alone."""
    with ledgers.owner() as connection:
        row = connection.execute(
            "select id from access_holder where cluster_id = %s and kind = %s and place_id = %s",
            [call.cluster_id, int(HolderKind.ROOM), room_id],
        ).fetchone()
    return in_room(call, room_id, row[0] if row else -1)
