"""The decisions of sharing: what facts open and close (`deriving`), and when a fact may be made (`making`)."""

from rourou.contexts.sharing.rules.deriving import derive
from rourou.contexts.sharing.rules.making import (
    check_can_accept_handover,
    check_can_confirm_consent,
    check_can_confirm_keeper,
    check_can_confirm_named,
    check_can_offer_handover,
    check_can_put_in_force,
    check_can_record_consent,
    check_can_sign,
    check_works_there,
)

__all__ = [
    "check_can_accept_handover",
    "check_can_confirm_consent",
    "check_can_confirm_keeper",
    "check_can_confirm_named",
    "check_can_offer_handover",
    "check_can_put_in_force",
    "check_can_record_consent",
    "check_can_sign",
    "check_works_there",
    "derive",
]
