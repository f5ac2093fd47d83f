"""A browser that is already signed in as somebody of the cast, for tests of pages."""

from typing import Any

from django.conf import settings
from django.test import Client

from rourou.foundation.tenancy.sessions import SessionStore
from tests.cast import Member


def client(member: Member, **defaults: Any) -> Client:
    """A client whose session is this person's, under this post."""
    session = SessionStore()
    session["_auth_user_id"] = str(member.user.id)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = member.user.get_session_auth_hash()
    session["post_id"] = str(member.post.id)
    session.create()
    made = Client(**defaults)
    made.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return made
