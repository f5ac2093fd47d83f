"""A cluster's calendar as a value: its terms and its closed days, which are data."""

import uuid

from rourou.foundation.kernel.calendar import Calendar, ClosedDay, Period
from rourou.foundation.tenancy.models import CalendarPeriod
from rourou.foundation.tenancy.models import ClosedDay as ClosedDayRow


def calendar_of(cluster_id: uuid.UUID) -> Calendar:
    """Terms and closed days of a cluster, in order; about nobody."""
    periods = CalendarPeriod.objects.filter(cluster_id=cluster_id).order_by("starts_on")
    closed = ClosedDayRow.objects.filter(cluster_id=cluster_id).order_by("day")
    return Calendar(
        tuple(Period(p.starts_on, p.ends_on, p.name) for p in periods),
        tuple(ClosedDay(c.day, c.name) for c in closed),
    )
