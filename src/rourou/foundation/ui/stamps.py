"""The signed stamp of a form: who opened it, under which hat, who was said to see it, which version, the way back.

A form that no longer fits is not saved. Nothing in a stamp can be read back but the page to return to.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext

from rourou.foundation.ui.frame import person_of
from rourou.foundation.ui.pages import inside
from rourou.foundation.ui.parts import Audience

FIELD: Final = "stamp"
_SALT: Final = "rourou.foundation.ui.stamps"


class StampFault(StrEnum):
    """What changed between showing the form and sending it."""

    MISSING = "missing"
    PERSON = "person"
    POST = "post"
    AUDIENCE = "audience"
    VERSION = "version"

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do."""
        return {
            StampFault.MISSING: gettext(
                "This page was open for a long while, or was changed on the way. Nothing was saved. "
                "Everything you wrote is below. Read it and send it again."
            ),
            StampFault.PERSON: gettext(
                "Another person has signed in on this device since this page was opened. Nothing was saved. "
                "Everything that was written is below. Send it only if it is yours."
            ),
            StampFault.POST: gettext(
                "You changed to another role since you opened this page. Nothing was saved. "
                "Everything you wrote is below. Check who sees it now, then send it again."
            ),
            StampFault.AUDIENCE: gettext(
                "Who can see this has changed since you opened the page. Nothing was saved. "
                "Everything you wrote is below. Check who sees it now, then send it again."
            ),
            StampFault.VERSION: gettext(
                "Somebody changed this since you opened the page. Nothing was saved. "
                "Everything you wrote is below. Check it against what stands there now, then send it again."
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form was shown under. `version` is the record's, as text; empty where nothing is being changed."""

    person: str
    post: str
    audience: str
    version: str = ""
    back: str = ""


def stamp_for(request: HttpRequest, audience: Audience | str, *, version: object = "", back: str = "") -> Stamp:
    """The stamp of a form shown to this person now."""
    who = person_of(request)
    text = audience.text if isinstance(audience, Audience) else audience
    return Stamp(who.person, who.post, text, str(version), back or request.path)


def _short(part: str, value: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{part}\x1f{value}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:9]).decode()


def _facts(stamp: Stamp) -> tuple[str, str, str, str]:
    return (
        _short("person", stamp.person),
        _short("post", stamp.post),
        _short("audience", stamp.audience),
        _short("version", stamp.version),
    )


def seal(stamp: Stamp) -> str:
    """The stamp as the value of a hidden field."""
    return signing.Signer(salt=_SALT).sign_object([*_facts(stamp), stamp.back])


def _opened(sealed: str) -> list[str] | None:
    try:
        found = signing.Signer(salt=_SALT).unsign_object(sealed)
    except (signing.BadSignature, ValueError):
        return None
    return found if isinstance(found, list) and len(found) == 5 else None


def check(sealed: str, now: Stamp) -> StampFault | None:
    """What no longer fits, the weightiest first; None when the form may be saved."""
    was = _opened(sealed)
    if was is None:
        return StampFault.MISSING
    order = (StampFault.PERSON, StampFault.POST, StampFault.AUDIENCE, StampFault.VERSION)
    return next((fault for fault, a, b in zip(order, was, _facts(now), strict=False) if a != b), None)


def back_of(request: HttpRequest, sealed: str, otherwise: str) -> str:
    """The page named in the stamp, or `otherwise` where there is none."""
    was = _opened(sealed)
    return was[4] if was and inside(request, was[4]) else otherwise
