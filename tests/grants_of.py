"""What a call's grants open in one custodian's rows, for tests."""

import uuid

from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category
from tests import ledgers


def opened(call: Call, learner: uuid.UUID, custodian: uuid.UUID) -> Category:
    """The categories that live grants of this call's holders open, whatever the purpose, at the clock of the store."""
    with ledgers.owner() as connection:
        rows = connection.execute(
            "select categories from access_grant where cluster_id = %s and subject_id = %s and custodian_id = %s"
            " and holder_id = any(%s) and valid_from <= tenancy_now() and valid_until > tenancy_now()",
            [call.cluster_id, learner, custodian, list(call.holders)],
        ).fetchall()
    found = Category(0)
    for (categories,) in rows:
        found |= Category(categories)
    return found
