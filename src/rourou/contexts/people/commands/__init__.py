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
from rourou.contexts.people.commands.organisations import (
    SchoolsWritten,
    take_back_schools,
    take_schools,
)
from rourou.contexts.people.commands.posts import confirm_post, end_post, give_class, give_post, open_class
from rourou.contexts.people.commands.rolls import (
    ClassesOpened,
    MembersAdded,
    Removed,
    RollChanged,
    add_whanau_members,
    change_roll,
    open_classes,
    remove_classes,
    remove_learners,
)
from rourou.contexts.people.commands.whanau import (
    add_adult,
    add_whanau_member,
    check_authority,
    confirm_authority,
    pause_family,
    pause_person,
)

__all__ = [
    "ClassesOpened",
    "Enrolled",
    "MembersAdded",
    "Removed",
    "RollChanged",
    "SchoolsWritten",
    "Touched",
    "add_adult",
    "add_whanau_member",
    "add_whanau_members",
    "bulk_load",
    "change_roll",
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
    "open_classes",
    "pause_family",
    "pause_person",
    "protect_location",
    "remove_classes",
    "remove_learners",
    "take_back_schools",
    "take_schools",
]
