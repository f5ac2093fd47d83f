"""How an adult whose authority was checked by one and confirmed by another comes to sign in: by their own address."""

import uuid

from django.db.models import Q

from rourou.contexts.people import rules
from rourou.contexts.people.models import Authority, WhanauMember
from rourou.foundation.access import posts
from rourou.foundation.access.call import Call
from rourou.foundation.access.roles import Role
from rourou.foundation.tenancy.models import Post, User


def let_sign_in(call: Call, authority: Authority) -> uuid.UUID | None:
    """The person who signs in with the adult's address, with a post as whānau; None where there is no address."""
    member = WhanauMember.objects.reachable(call).filter(id=authority.member_id).first()
    if member is None or member.user_id is not None or not member.email:
        return member.user_id if member else None
    others = WhanauMember.objects.reachable(call).filter(learner_id=member.learner_id).exclude(id=member.id)
    user = _person(member)
    rules.check_own_address(others.filter(Q(email=member.email) | Q(user_id=user.id)).exists())
    rules.check_can_confirm_authority(call.person_id, authority.checked_by, user.id, is_confirmed=False)
    _seat(call, user, authority)
    member.user_id = user.id
    member.save(update_fields=["user_id"])
    return user.id


def _person(member: WhanauMember) -> User:
    """Whoever has this address already, else somebody new; the setting learns nothing about which."""
    known = User.objects.filter(email__iexact=member.email).first()
    language = "mi" if member.language.startswith("mi") else "en-nz"
    return known or User.objects.create(email=member.email, name=member.name, phone=member.phone, language=language)


def _seat(call: Call, user: User, authority: Authority) -> None:
    """One post as whānau at this setting is enough for all the children somebody has there."""
    has = Post.objects.filter(
        user=user, cluster_id=call.cluster_id, organisation_id=call.organisation_id, role=Role.WHANAU, valid_until=None
    )
    if not has.exists():
        post = Post.objects.create(
            user=user, cluster_id=call.cluster_id, organisation_id=call.organisation_id, role=Role.WHANAU,
            valid_from=call.today, made_by=authority.checked_by, confirmed_by=call.person_id, confirmed_at=call.at,
        )  # fmt: skip
        posts.bear_holders(post)
