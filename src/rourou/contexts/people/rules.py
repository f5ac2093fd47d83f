"""When a fact about people may be made. Nobody authors a fact from which they themselves gain sight (access.md)."""

import uuid
from datetime import date

from rourou.foundation.access.purposes import Hat
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.kernel.errors import Refused

# A name that begins with one of these goes on: Te Ariki, Ngā Whetū.
_GO_ON = frozenset({"te", "ngā", "nga"})


def first_of(given_names: str) -> str:
    """The first of the names as given, whole: “Te Ariki James” is Te Ariki."""
    words = given_names.split()
    return " ".join(words[: 2 if words and words[0].lower() in _GO_ON else 1])


def check_not_self(actor: uuid.UUID | None, gains: uuid.UUID | None) -> None:
    """Nobody makes a fact from which they gain."""
    if gains is not None and actor == gains:
        raise Refused("people.self", "Ask a colleague to record this: it would open something to you yourself.")


def check_can_give_post(actor: uuid.UUID | None, receives: uuid.UUID, role: Role) -> None:
    """Nobody gives a role to themselves, nor one that is not for staff: whānau come in by a checked authority."""
    check_not_self(actor, receives)
    if ROLES[role].hat is not Hat.STAFF:
        raise Refused("post.role", "Only a role of staff can be given. Choose another role.")


def check_can_end_post(until_on: date | None, last_on: date) -> None:
    """Ending brings a last day nearer. A longer time is a new role, which a second person confirms."""
    if until_on is not None and last_on > until_on:
        raise Refused("post.longer", "This role ends before that day. Give the role again to make it longer.")


def check_can_confirm_post(
    actor: uuid.UUID | None, receives: uuid.UUID, made_by: uuid.UUID | None, is_confirmed: bool
) -> None:
    """A role waits for a second person, who is not the one who receives it."""
    if is_confirmed:
        raise Refused("post.confirmed", "This role has been confirmed already.")
    if actor is None or actor in {receives, made_by}:
        raise Refused("post.second", "Somebody else confirms a role: neither who gave it nor who receives it.")


def check_can_confirm_authority(
    actor: uuid.UUID | None, checked_by: uuid.UUID, gains: uuid.UUID | None, is_confirmed: bool
) -> None:
    """A checked authority waits for a second person."""
    if is_confirmed:
        raise Refused("authority.confirmed", "This authority has been confirmed already.")
    if gains is not None and gains == checked_by:
        raise Refused(
            "authority.self", "Whoever checks an authority is somebody else. Ask a colleague to check it again."
        )
    if actor is None or actor in {checked_by, gains}:
        raise Refused("authority.second", "Somebody other than the person who checked it confirms an authority.")


def check_can_check_authority(waits: bool) -> None:
    """What somebody checked is confirmed before it is checked once more."""
    if waits:
        raise Refused(
            "authority.waits", "A colleague checked this already. It waits for a second person to confirm it."
        )


def check_own_address(taken: bool) -> None:
    """Two adults of one learner never share a sign-in: each sees their own answers (decisions.md 18)."""
    if taken:
        raise Refused(
            "authority.address",
            "Another adult of this learner has the same email. Ask for an email of their own, or leave it empty.",
        )


def check_can_end_enrolment(from_on: date, last_on: date) -> None:
    """A last day is not before the first."""
    if last_on < from_on:
        raise Refused("enrolment.order", "The last day is before the first day. Check the date.")


def check_can_pause(user_id: uuid.UUID | None, review_on: date, today: date) -> None:
    """A pause needs somebody who signs in, and a day on which people look at it again."""
    if user_id is None:
        raise Refused("pause.nobody", "This person does not sign in, so there is nothing to pause.")
    if review_on <= today:
        raise Refused("pause.review", "Choose a day after today on which you will look at this again.")
