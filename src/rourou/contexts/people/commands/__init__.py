"""The writes of people: posts, classes, enrolments, whānau and authority. Each is declared at the gate."""

from rourou.contexts.people.commands._rows import Enrolled, Touched
from rourou.contexts.people.commands.learners import (
    end_enrolment,
    enrol_learners,
    hand_over_enrolment,
    keep_identity,
    names_of,
    protect_location,
)
from rourou.contexts.people.commands.loading import bulk_load
from rourou.contexts.people.commands.posts import confirm_post, end_post, give_class, give_post, open_class
from rourou.contexts.people.commands.whanau import (
    add_adult,
    add_whanau_member,
    check_authority,
    confirm_authority,
    pause_family,
    pause_person,
)

__all__ = [
    "Enrolled",
    "Touched",
    "add_adult",
    "add_whanau_member",
    "bulk_load",
    "check_authority",
    "confirm_authority",
    "confirm_post",
    "end_enrolment",
    "end_post",
    "enrol_learners",
    "give_class",
    "give_post",
    "hand_over_enrolment",
    "keep_identity",
    "names_of",
    "open_class",
    "pause_family",
    "pause_person",
    "protect_location",
]
