"""Every role, what it may attempt, and what it means in a sentence. One page to review, owned by governance.

The code states the ceiling; a cluster's signed protocol can only narrow it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.access.purposes import Hat


class Role(StrEnum):
    COORDINATOR = "coordinator"
    SENCO = "senco"
    TEACHER = "teacher"
    SCHOOL_PRINCIPAL = "school_principal"
    CLUSTER_LEAD = "cluster_lead"
    FACILITATOR = "facilitator"
    RTLB = "rtlb"
    PROVIDER = "provider"
    PRIVACY_OFFICER = "privacy_officer"
    WHANAU = "whanau"
    LEARNER = "learner"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What a role may attempt, on which side it sits, and which teams of its organisation it belongs to."""

    sentence: str
    permissions: frozenset[P]
    hat: Hat = Hat.STAFF
    in_cluster_team: bool = False
    in_organisation_team: bool = False


_EVERY_STAFF: Final = frozenset({P.LEARNER_READ, P.TODAY_READ, P.FIND, P.PROTOCOL_READ, P.COUNTS_READ, P.SUPPLY_READ})
_AT_THE_TABLE: Final = frozenset({P.CLUSTER_REGISTER_READ, P.REQUEST_READ, P.ROUND_READ, P.HUI_READ, P.HUI_DECIDE})
_IN_A_SETTING: Final = frozenset(
    {
        P.CONCERN_RAISE,
        P.CONCERN_READ,
        P.REGISTER_READ,
        P.NOTE_WRITE,
        P.PLAN_READ,
        P.PLAN_SUGGEST,
        P.PEOPLE_READ,
        P.SHARING_READ,
    }
)
_COORDINATING: Final = (
    _EVERY_STAFF
    | _AT_THE_TABLE
    | _IN_A_SETTING
    | {
        P.LEARNER_ENROL, P.LEARNER_CHANGE, P.CLASS_MANAGE, P.PEOPLE_MANAGE, P.AUTHORITY_CHECK, P.AUTHORITY_CONFIRM,
        P.ACCESS_PAUSE, P.LOCATION_PROTECT, P.KEEPER_NAME, P.CONSENT_RECORD, P.CONSENT_CONFIRM, P.CONSENT_WITHDRAW,
        P.ACCESS_EXPLAIN, P.NAMED_MANAGE, P.CONCERN_ANSWER, P.REGISTER_WRITE, P.PLAN_WRITE, P.REQUEST_WRITE,
        P.REQUEST_SEND, P.SUPPORT_RECORD, P.MOVE_READ, P.MOVE_MANAGE, P.LOOKS_READ, P.FILE_IMPORT, P.MINUTES_CONFIRM,
    }
)  # fmt: skip
_LEADING: Final = (
    _EVERY_STAFF
    | _AT_THE_TABLE
    | {
        P.REQUEST_RECEIVE, P.ROUND_MANAGE, P.HOURS_PROMISE, P.HUI_MANAGE, P.MINUTES_CONFIRM, P.SUPPLY_MANAGE,
        P.SUPPLY_IMPORT, P.FILE_IMPORT, P.PROTOCOL_DRAFT, P.PROTOCOL_SIGN, P.COUNTS_PUBLISH, P.SUPPORT_RECORD,
        P.ACCESS_EXPLAIN,
    }
)  # fmt: skip

ROLES: Final[dict[Role, RoleCard]] = {
    Role.COORDINATOR: RoleCard(
        "Learning Support Coordinator: knows their setting’s register and runs consent, plans and requests.",
        _COORDINATING,
        in_cluster_team=True,
    ),
    Role.SENCO: RoleCard(
        "Special education needs coordinator: does the coordinator’s work where there is none.",
        _COORDINATING,
        in_cluster_team=True,
    ),
    Role.TEACHER: RoleCard(
        "Teaches a class: raises concerns, sees what helps for the learners of that class.",
        _EVERY_STAFF | _IN_A_SETTING,
    ),
    Role.SCHOOL_PRINCIPAL: RoleCard(
        "Head of a setting: answers for it, signs protocols, confirms what needs a second person.",
        _EVERY_STAFF
        | _IN_A_SETTING
        | {
            P.POST_GIVE, P.POST_CONFIRM, P.PROTOCOL_SIGN, P.AUTHORITY_CONFIRM, P.CONSENT_CONFIRM, P.ACCESS_PAUSE,
            P.ACCESS_EXPLAIN, P.KEEPER_NAME, P.KEEPER_CONFIRM, P.LOOKS_READ, P.REQUEST_READ, P.HUI_READ, P.HUI_DECIDE,
            P.LOCATION_PROTECT, P.MOVE_READ, P.MINUTES_CONFIRM, P.CONCERN_ANSWER, P.CLASS_MANAGE,
        },
        in_cluster_team=True,
    ),
    Role.CLUSTER_LEAD: RoleCard(
        "Leads the cluster: opens rounds, chairs hui, keeps the protocol.", _LEADING, in_cluster_team=True
    ),
    Role.FACILITATOR: RoleCard(
        "Ministry facilitator: brings the right people together and brokers supports.", _LEADING, in_cluster_team=True
    ),
    Role.RTLB: RoleCard(
        "Resource teacher: learning and behaviour; works with schools on requests.",
        _EVERY_STAFF | _AT_THE_TABLE | {P.REQUEST_RECEIVE, P.HOURS_PROMISE, P.SUPPORT_RECORD, P.NOTE_WRITE,
        P.PLAN_READ, P.PROTOCOL_SIGN, P.ACCESS_EXPLAIN},
        in_cluster_team=True,
        in_organisation_team=True,
    ),
    Role.PROVIDER: RoleCard(
        "Gives a support: a speech-language therapist, a navigator, a social worker in schools.",
        _EVERY_STAFF | {P.REQUEST_READ, P.REQUEST_RECEIVE, P.HOURS_PROMISE, P.SUPPORT_RECORD, P.NOTE_WRITE, P.PLAN_READ,
        P.HUI_READ, P.PROTOCOL_SIGN},
        in_organisation_team=True,
    ),
    Role.PRIVACY_OFFICER: RoleCard(
        "Answers privacy requests and checks the ledger; reaches a learner only inside an open, numbered request.",
        frozenset(
            {P.TODAY_READ, P.PROTOCOL_READ, P.COUNTS_READ, P.PRIVACY_DESK, P.POST_CONFIRM, P.KEEPER_CONFIRM}
        ),
    ),
    Role.WHANAU: RoleCard(
        "A parent, guardian or caregiver whose authority was checked: sees their own child’s page.",
        frozenset(
            {
                P.OUR_PAGE_READ, P.LEARNER_READ, P.PLAN_READ, P.PLAN_SUGGEST, P.REQUEST_READ, P.SHARING_READ,
                P.LOOKS_READ, P.LOOK_ASK,
                P.ACCESS_EXPLAIN, P.CONSENT_WITHDRAW, P.PROTOCOL_READ, P.REGISTER_READ, P.HUI_READ,
            }
        ),
        hat=Hat.FAMILY,
    ),
    Role.LEARNER: RoleCard(
        "The young person themselves, where they sign in.",
        frozenset(
            {
                P.OUR_PAGE_READ, P.LEARNER_READ, P.PLAN_READ, P.PLAN_SUGGEST, P.REQUEST_READ, P.SHARING_READ,
                P.LOOKS_READ, P.LOOK_ASK,
                P.ACCESS_EXPLAIN, P.CONSENT_WITHDRAW, P.PROTOCOL_READ, P.REGISTER_READ, P.HUI_READ,
            }
        ),
        hat=Hat.FAMILY,
    ),
    Role.SYSTEM: RoleCard(
        "The system’s own upkeep: reactions and jobs, each declared, none shown to anybody.",
        frozenset(),
        hat=Hat.SYSTEM,
    ),
}  # fmt: skip
