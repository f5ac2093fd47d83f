"""When the directory may be changed, and what its lines must say."""

import re
import uuid
from decimal import Decimal

from rourou.contexts.directory.types import NewService
from rourou.foundation.kernel.errors import Conflict, Refused

MOST_HOURS = Decimal(9999)
_TERM = re.compile(r"^20\d\d-[1-4]$")


def check_can_change_service(actor_organisation: uuid.UUID, owner: uuid.UUID, *, leads_cluster: bool) -> None:
    """An organisation describes its own services; whoever leads the cluster may describe anybody's."""
    if actor_organisation != owner and not leads_cluster:
        raise Refused("service.other", "Another organisation keeps this service up to date. Ask them to change it.")


def check_service(draft: NewService) -> None:
    """A service has a name; its years and group size make sense."""
    if not draft.name.strip():
        raise Refused("service.name", "Enter the name of the service.", details={"field": "name"})
    if draft.year_from is not None and draft.year_to is not None and draft.year_to < draft.year_from:
        raise Refused("service.years", "The last year is before the first. Check both.", details={"field": "year_to"})
    if draft.group_size_max is not None and draft.group_size_max < 1:
        raise Refused("service.group", "A group is one learner or more.", details={"field": "group_size_max"})


def check_hours(term: str, hours: Decimal) -> None:
    """Hours are for one term, nought or more, in hundredths at the finest."""
    if not _TERM.match(term):
        raise Refused("hours.term", "Write the term as year and number, like 2027-1.", details={"field": "term"})
    if hours < 0 or hours > MOST_HOURS or hours != round(hours, 2):
        raise Refused(
            "hours.number", "Enter hours as a number of nought or more, like 14 or 1.5.", details={"field": "hours"}
        )


def check_version(shown: int | None, stands: int) -> None:
    """What was shown is what is changed."""
    if shown is not None and shown != stands:
        raise Conflict(
            "changed", "Somebody else changed this service after you opened it. Check what stands there now."
        )
