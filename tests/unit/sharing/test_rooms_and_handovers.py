"""What a room hears and what a handover opens, straight from facts: no database, no clock."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from rourou.contexts.sharing.rules import derive
from rourou.foundation.access.grants import GrantRow
from rourou.foundation.access.purposes import Category, HolderKind, Purpose, Reason
from rourou.foundation.access.roles import Role

LEARNER, SCHOOL, OTHER, RTLB, TRUST, GIVER = (uuid.UUID(int=n) for n in range(1, 7))
ROOM = uuid.UUID(int=99)
WHO = int(Category.IDENTITY | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS)


def _fact(what: str, subject: uuid.UUID | None = LEARNER, **known: Any) -> dict[str, Any]:
    return {"subject": subject, "what": what, "id": str(uuid.uuid4()), "from": "2026-02-02", "until": None} | known


def _cluster() -> list[dict[str, Any]]:
    signers = [str(o) for o in (SCHOOL, OTHER, RTLB, TRUST)]
    return [
        _fact("protocol", None, categories=WHO, ceiling=2, signers=signers),
        *(_fact("member", None, organisation=o) for o in signers),
        _fact("enrolment", custodian=str(SCHOOL), **{"class": None}),
        _fact(
            "authority", custodian=str(SCHOOL), member=str(GIVER), user=str(uuid.UUID(int=50)), kind="guardian",
            confirmed=True, paused=False, three=False,
        ),
    ]  # fmt: skip


def _yes(question: int, *organisations: uuid.UUID, categories: int = WHO) -> dict[str, Any]:
    return _fact(
        "consent", custodian=str(SCHOOL), question=question, answer="yes",
        organisations=[str(o) for o in organisations],
        categories=categories, ceiling=2, giver=str(GIVER), by_learner=False, confirmed=True, recorded_at="2026-03-01",
    )  # fmt: skip


def _person(number: int, organisation: uuid.UUID | None, role: Role) -> dict[str, Any]:
    user = uuid.UUID(int=number)
    held = [{"kind": int(HolderKind.PERSON), "role": "", "place": str(user)}]
    if organisation:
        held.append({"kind": int(HolderKind.ROLE), "role": str(role), "place": str(organisation)})
        team = HolderKind.ORGANISATION_TEAM if role is Role.PROVIDER else HolderKind.CLUSTER_TEAM
        held.append({"kind": int(team), "role": "", "place": str(organisation)})
    return {"user": str(user), "holders": held}


GRACE = _person(30, RTLB, Role.CLUSTER_LEAD)
ANA = _person(31, TRUST, Role.PROVIDER)
HANA = _person(50, None, Role.WHANAU)


def _grants(*facts: dict[str, Any]) -> list[GrantRow]:
    return list(derive([*_cluster(), *facts])[LEARNER].grants)


def _heard(present: list[dict[str, Any]], *facts: dict[str, Any]) -> Category:
    room = {"subject": LEARNER, "what": "room", "id": str(ROOM), "present": present}
    heard = Category(0)
    for g in _grants(room, *facts):
        if g.holder.kind is HolderKind.ROOM:
            assert g.purpose is Purpose.PLANNING
            heard |= g.categories
    return heard


def test_a_room_hears_what_everybody_present_may() -> None:
    yes = _yes(2, RTLB)
    assert Category.NEEDS in _heard([GRACE], yes)
    assert not _heard([GRACE, ANA], yes)
    assert not _heard([], yes)
    assert not _heard([GRACE])


def test_who_sits_at_the_table_sits_there_for_their_organisation() -> None:
    assert Category.NEEDS in _heard([GRACE, ANA], _yes(2, RTLB, TRUST))


def test_a_yes_to_one_organisation_lets_it_hear_what_was_ticked_and_no_more() -> None:
    narrow = _yes(3, TRUST, categories=int(Category.IDENTITY | Category.SUPPORTS))
    heard = _heard([GRACE, ANA], _yes(2, RTLB), narrow)
    assert Category.SUPPORTS in heard
    assert not heard & (Category.NEEDS | Category.STRENGTHS)


def test_whanau_are_in_the_room_as_whanau_and_not_as_somebody_barred_from_work() -> None:
    circle = _fact("whanau", user=str(uuid.UUID(int=50)))
    assert Category.NEEDS in _heard([GRACE, HANA], _yes(2, RTLB), circle)
    as_staff = _person(50, OTHER, Role.SENCO)
    assert not _heard([GRACE, as_staff], _yes(2, RTLB, OTHER), circle)


def test_somebody_barred_by_an_order_closes_the_room_whatever_the_hat() -> None:
    order = _fact("restriction", person=str(uuid.UUID(int=50)), kind="order")
    assert not _heard([GRACE, HANA], _yes(2, RTLB), order)


def _handover(*, accepted: str | None = None, ended: str | None = None) -> dict[str, Any]:
    return _fact(
        "handover", custodian=str(SCHOOL), to=str(OTHER), categories=int(Category.STRENGTHS | Category.CARE),
        until="2026-08-28", moves="2026-08-03", accepted=accepted, ended=ended,
    )  # fmt: skip


def _of(grants: list[GrantRow], place: uuid.UUID, reason: Reason) -> list[GrantRow]:
    return [g for g in grants if g.holder.place_id == place and g.reason is reason]


def test_until_it_is_accepted_a_handover_opens_a_name_and_a_place_to_coordinators_for_transition() -> None:
    found = _of(_grants(_handover()), OTHER, Reason.CONSENT)
    assert {g.holder.role for g in found} == {str(Role.COORDINATOR), str(Role.SENCO)}
    assert {(g.purpose, g.categories, g.ceiling) for g in found} == {
        (Purpose.TRANSITION, Category.IDENTITY | Category.LOCATION, 1)
    }


def test_accepted_it_opens_what_travels_never_care_and_only_from_that_moment() -> None:
    found = _of(_grants(_handover(accepted="2026-07-20T00:00:00+00:00")), OTHER, Reason.CONSENT)
    pack = [g for g in found if g.categories & Category.STRENGTHS]
    assert {g.valid_from for g in pack} == {datetime(2026, 7, 20, tzinfo=UTC)}
    assert not any(g.categories & Category.CARE for g in found)


def test_the_old_setting_sees_its_own_rows_from_the_move_to_the_closing_day() -> None:
    kept = _of(_grants(_handover(accepted="2026-07-20T00:00:00+00:00")), SCHOOL, Reason.RECORDS)
    assert {g.custodian_id for g in kept} == {SCHOOL}
    assert {g.valid_until for g in kept} == {datetime(2026, 8, 28, 12, tzinfo=UTC)}
    assert not _of(_grants(_handover()), SCHOOL, Reason.RECORDS)


def test_while_they_are_there_the_new_setting_keeps_what_travelled() -> None:
    there = _fact("enrolment", custodian=str(OTHER), **{"class": None, "from": str(date(2026, 8, 3))})
    found = _of(_grants(_handover(accepted="2026-07-20T00:00:00+00:00"), there), OTHER, Reason.CONSENT)
    support = [g for g in found if g.purpose is Purpose.SUPPORT and g.categories & Category.STRENGTHS]
    assert {g.custodian_id for g in support} == {SCHOOL}
    assert all(g.valid_until.year == 9999 for g in support)


def test_a_handover_that_ended_opens_nothing_after() -> None:
    found = _of(_grants(_handover(ended="2026-03-01T00:00:00+00:00")), OTHER, Reason.CONSENT)
    assert all(g.valid_until == datetime(2026, 3, 1, tzinfo=UTC) for g in found)
