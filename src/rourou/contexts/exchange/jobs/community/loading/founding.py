"""How the communities begin: clusters, settings, calendar, people, first seats. Set-up acts: no gate is open yet."""

import uuid
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from rourou.contexts.exchange.jobs.community.loading.book import Book, Seat
from rourou.contexts.exchange.jobs.community.shapes import Community, Person, Post, Setting
from rourou.foundation.access import posts
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import ids
from rourou.foundation.kernel.calendar import Calendar
from rourou.foundation.tenancy.models import CalendarPeriod, ClosedDay, Cluster, Organisation, User

NO_PASSWORD = "!"  # nobody signs in with one


def cluster_id(seed: str, community: Community) -> uuid.UUID:
    """The id a community's cluster has, whether or not it has been founded."""
    return ids.keyed_id(seed, community.label, "cluster")


def is_founded(seed: str, community: Community) -> bool:
    return Cluster.objects.filter(id=cluster_id(seed, community)).exists()


def found(seed: str, community: Community, calendar: Calendar) -> Book:
    """A cluster with its settings, its year and its people, each in their first seats."""
    cluster = posts.found_cluster(
        community.name, valid_from=community.begins_on, contact=community.contact, phone=community.phone,
        cluster_id=cluster_id(seed, community),
    )  # fmt: skip
    book = Book(seed, community, cluster)
    with transaction.atomic():
        _keep_calendar(book, calendar)
        for setting in community.settings:
            book.settings[setting.label] = _organisation(seed, setting)
            with book.labelled("member", setting.label):
                posts.join(
                    book.settings[setting.label], cluster, valid_from=community.begins_on, is_home=setting.is_home
                )
        for person in _everybody(community):
            with book.labelled("person", person.label):
                book.people[person.label] = _user(person)
    for post in community.posts:
        if post.starts_on <= community.begins_on.replace(month=2, day=28):
            _seat_staff(book, post)
    return book


def _organisation(seed: str, setting: Setting) -> Organisation:
    """A partner who works in two communities is one organisation: ours, not another that has its name."""
    inner = ids.keyed_id(seed, "setting", setting.label)
    if known := Organisation.objects.filter(id=inner).first():
        return known
    return Organisation.objects.create(
        id=inner, kind=setting.kind, name=setting.name, ministry_number=setting.number, phone=setting.phone,
        type=setting.type, authority=setting.authority, roll=setting.roll,
    )  # fmt: skip


def _everybody(community: Community) -> Iterator[Person]:
    yield from (p for p in (*community.staff, *community.whanau) if p.email)
    yield from (x.sign_in for x in community.learners if x.sign_in)


def _user(person: Person) -> User:
    return User.objects.create(
        email=person.email or "", name=person.name, called=person.called, phone=person.phone, language=person.language,
        password=NO_PASSWORD,
    )  # fmt: skip


def _seat_staff(book: Book, post: Post) -> None:
    seat(book, post.person, post.setting, Role(post.role), title=post.title, from_on=post.starts_on)


def seat(book: Book, person: str, setting: str, role: Role, *, from_on: date, title: str = "") -> None:
    """A seat at set-up, and in the book."""
    with book.one_at_a_time:  # the same adult may come with two children at one moment
        if any(s.setting == setting and s.role is role for s in book.seats[person]):
            return
        with book.labelled("post", person, setting, str(role)):
            made = posts.seat(
                book.people[person], book.cluster, book.settings[setting], role, valid_from=from_on, title=title
            )
        book.seats[person].append(Seat(setting, role, made.id))


def _keep_calendar(book: Book, calendar: Calendar) -> None:
    for period in calendar.periods:
        with book.labelled("period", period.name):
            CalendarPeriod.objects.create(
                cluster=book.cluster, name=period.name, starts_on=period.starts_on, ends_on=period.ends_on
            )
    for closed in calendar.closed_days:
        with book.labelled("closed", str(closed.on)):
            ClosedDay.objects.create(cluster=book.cluster, day=closed.on, name=closed.name)
