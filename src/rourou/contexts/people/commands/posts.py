"""Posts, and the classes of a setting with their teachers."""

import uuid
from datetime import date, datetime

from rourou.contexts.people import rules
from rourou.contexts.people.commands._rows import Touched
from rourou.contexts.people.models import ClassTeacher, SchoolClass
from rourou.foundation.access import compiling, posts
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.grants import FOREVER
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import HolderKind
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.kernel.text import nfc
from rourou.foundation.tenancy.models import Post


@command(Permission.POST_GIVE, audits=Event.POST_GIVEN, nobody=True)
def give_post(
    call: Call,
    user_id: uuid.UUID,
    role: Role,
    *,
    title: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Touched:
    """Give a person a role in the caller's own organisation; it waits until somebody else has confirmed it."""
    rules.check_can_give_post(call.person_id, user_id, role)
    post = Post.objects.create(
        user_id=user_id, cluster_id=call.cluster_id, organisation_id=call.organisation_id, role=role, title=title,
        valid_from=from_on or call.today, valid_until=until_on, made_by=call.person_id,
    )  # fmt: skip
    return Touched(post.id)


@command(Permission.POST_CONFIRM, audits=Event.POST_CONFIRMED, nobody=True)
def confirm_post(call: Call, post_id: uuid.UUID) -> Touched:
    """The second person: from now on the post bears its holders. The cluster's privacy officer is one for everybody."""
    waiting = Post.objects.select_for_update().filter(id=post_id, cluster_id=call.cluster_id)
    if call.role is not Role.PRIVACY_OFFICER:
        waiting = waiting.filter(organisation_id=call.organisation_id)
    post = waiting.first()
    if post is None:
        raise NotFound
    rules.check_can_confirm_post(call.person_id, post.user_id, post.made_by, post.confirmed_at is not None)
    post.confirmed_by, post.confirmed_at = call.person_id, call.at
    post.save(update_fields=["confirmed_by", "confirmed_at"])
    posts.bear_holders(post)
    return Touched(post.id)


@command(Permission.POST_GIVE, audits=Event.POST_ENDED, nobody=True)
def end_post(call: Call, post_id: uuid.UUID, *, last_on: date | None = None) -> Touched:
    """End a post of the caller's organisation, with its classes; without a day, what it bears ends now."""
    post = (
        Post.objects.select_for_update()
        .filter(id=post_id, cluster_id=call.cluster_id, organisation_id=call.organisation_id).first()
    )  # fmt: skip
    if post is None:
        raise NotFound
    last, ends_at = last_on or call.today, clock.end_of_day(last_on) if last_on else call.at
    rules.check_can_end_post(post.valid_until, last)
    post.valid_until = last
    post.save(update_fields=["valid_until"])
    posts.bear_holders(post, ends_at=ends_at)
    _leave_classes(post.id, last, ends_at)
    return Touched(post.id)


def _leave_classes(post_id: uuid.UUID, last: date, ends_at: datetime) -> None:
    """What a post bears through a class ends with the post."""
    for taught in ClassTeacher.objects.filter(post_id=post_id, from_on__lte=last):
        if taught.until_on is None or taught.until_on >= last:
            taught.until_on = last
            taught.save(update_fields=["until_on"])
            start = clock.start_of_day(taught.from_on)
            compiling.bear(post_id, HolderKind.CLASS, "", taught.class_id, start=start, end=ends_at)


# Classes


@command(Permission.CLASS_MANAGE, audits=Event.CLASS_CHANGED, nobody=True)
def open_class(call: Call, name: str, *, starts_on: date | None = None) -> Touched:
    """Make a class or room of the caller's setting."""
    made = SchoolClass.objects.create(
        organisation_id=call.organisation_id, name=nfc(name), starts_on=starts_on or call.today, created_at=call.at
    )
    return Touched(made.id)


@command(Permission.CLASS_MANAGE, audits=Event.CLASS_CHANGED, nobody=True)
def give_class(
    call: Call, class_id: uuid.UUID, post_id: uuid.UUID, *, from_on: date | None = None, until_on: date | None = None
) -> Touched:
    """A teacher takes a class of this setting; their post bears it meanwhile."""
    school_class = SchoolClass.objects.filter(organisation_id=call.organisation_id).get_or_refuse(class_id)
    post = Post.objects.filter(
        id=post_id, cluster_id=call.cluster_id, organisation_id=call.organisation_id, confirmed_at__isnull=False
    ).first()
    if post is None:
        raise NotFound
    rules.check_not_self(call.person_id, post.user_id)
    start, last = from_on or call.today, until_on
    made = ClassTeacher.objects.create(
        class_id=school_class.id, post_id=post.id, from_on=start, until_on=last, created_at=call.at
    )
    compiling.bear(
        post.id, HolderKind.CLASS, "", school_class.id,
        start=clock.start_of_day(start), end=clock.end_of_day(last) if last else FOREVER,
    )  # fmt: skip
    return Touched(made.id)
