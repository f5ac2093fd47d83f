"""What may not be known cannot be told from any page: two worlds, one fact apart."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewLearner, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, NewConsent, Question
from rourou.foundation.access import public_ids
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import ids
from tests import cast
from tests.two_worlds import SEED, Deed, World, Worlds

OUTSIDE = ("sina", "grace", "tama", "ana", "fay", "pita", "stranger", "hana", "nobody")
MANAIA = ids.keyed_id(SEED, "manaia", "1")


def _draft(learner: uuid.UUID = MANAIA, **known: Any) -> NewLearner:
    return NewLearner("Manaia", "Rūpene", cast.START, year_level=3, id=learner, **known)


def _everyday(world: World) -> None:
    """What both worlds have: the protocols, and another learner with a mum who signs in."""
    with world.step("protocols"):
        world.made.protocols()
    with world.step("another learner"):
        other = world.made.learner("Kahurangi", "Pōtae", id=ids.keyed_id(SEED, "kahurangi", "1"))
        _member, world.made.extra["hana"] = world.made.whanau(other)


def _with_manaia(world: World) -> None:
    _everyday(world)
    with world.step("manaia"):
        people.enrol_learners(world.made.mere.call(), [_draft(class_id=world.made.room_4)])


def _pages(world: World) -> Mapping[str, Deed]:
    code = world.made.cluster.code
    learner, room = public_ids.public(code, MANAIA), public_ids.public(code, world.made.room_4)
    return {
        "learner": f"/learners/{learner}",
        "timeline": f"/learners/{learner}/timeline",
        "whanau page": f"/whanau/{learner}",
        "sharing": f"/learners/{learner}/sharing",
        "people": f"/learners/{learner}/people",
        "change sharing": f"/whanau/{learner}/sharing",
        "who looked": f"/whanau/{learner}/looked",
        "find": "/find?q=manaia",
        "find in another spelling": "/find?q=Ruupene",
        "class": f"/classes/{room}",
        "today": "/today",
        "our page": "/whanau",
        "cluster register": f"/clusters/{code}/register",
        "register": "/register",
        "concerns": "/concerns",
        "requests": "/requests",
        "post a note": (f"/learners/{learner}/notes/new", {"words": "Hello"}),
    }


def test_whether_a_learner_exists_is_known_to_their_own_setting_alone(worlds: Worlds) -> None:
    assert worlds.differences(_everyday, _with_manaia, OUTSIDE, _pages) == []


def test_the_harness_sees_what_the_setting_itself_sees(worlds: Worlds) -> None:
    told = worlds.differences(_everyday, _with_manaia, ("mere", "jo"), _pages)
    assert {line.split(":")[0] for line in told} >= {"mere, learner", "jo, learner", "mere, find", "jo, class"}


def _shared_at(world: World, setting: str, *, protected: bool) -> None:
    """Manaia at one of two schools; whānau said yes to the cluster's table."""
    made = world.made
    author, second, school = (
        (made.mere, made.wiremu, made.school)
        if setting == "school"
        else (made.sina, made.extra["principal_2"], made.other_school)
    )
    with world.step("protocols"):
        made.protocols()
    with world.step("a mum who signs in"):
        mum = cast._seat("Hana Rūpene", made.cluster, made.ministry, Role.WHANAU)
    with world.step("rooms"):
        rooms = {
            at: people.open_class(who.call(), "Room 9", starts_on=cast.START).id
            for at, who in (("school", made.mere), ("other_school", made.sina))
        }
    with world.step("manaia"):
        people.enrol_learners(author.call(), [_draft(class_id=rooms[setting])])
        draft = NewWhanauMember("Hana Rūpene", "Mum", user_id=mum.user.id)
        member = people.add_whanau_member(author.call(), MANAIA, draft).id
        checked = people.check_authority(
            author.call(), MANAIA, member_id=member, kind=AuthorityKind.GUARDIAN, document="Seen", from_on=cast.START
        )
        people.confirm_authority(second.call(), checked.id)
        if protected:
            people.protect_location(author.call(), MANAIA, reason="An order")
        every = (made.school.id, made.other_school.id, made.rtlb.id, made.ministry.id)
        sharing.record_consent(
            author.call(),
            NewConsent(MANAIA, Question.CLUSTER, Answer.YES, member, organisation_ids=every, until_on=UNTIL),
        )
        sharing.record_consent(
            author.call(),
            NewConsent(
                MANAIA, Question.ORGANISATION, Answer.YES, member, organisation_ids=(made.trust.id,), until_on=UNTIL
            ),
        )
    world.known["school"] = school.name


UNTIL = cast.datetime.date(2027, 12, 17)
CLUSTER = ("grace", "tama", "fay", "ana")


def test_where_a_protected_learner_is_cannot_be_told_by_the_cluster(worlds: Worlds) -> None:
    told = worlds.differences(
        lambda world: _shared_at(world, "school", protected=True),
        lambda world: _shared_at(world, "other_school", protected=True),
        CLUSTER,
        _pages,
    )
    assert told == []


def test_the_cluster_does_see_the_learner_and_where_an_unprotected_one_is(worlds: Worlds) -> None:
    with worlds.stand(lambda world: _shared_at(world, "school", protected=False)) as world:
        pages = _pages(world)
        body = world.do(world.made.grace, pages["learner"]).body.decode()
        assert "Manaia Rūpene" in body
        assert world.known["school"].replace(" ", "\u00a0") in body
    with worlds.stand(lambda world: _shared_at(world, "school", protected=True)) as world:
        body = world.do(world.made.grace, pages["learner"]).body.decode()
        assert "Manaia Rūpene" in body
        assert not re.search(r"Year.3,", body)
        found = world.do(world.made.grace, pages["find"]).body.decode()
        assert "Manaia Rūpene" in found
        assert world.known["school"] not in found


@pytest.mark.parametrize("who", ["mere", "jo", "grace", "ana", "stranger", "hana"])
def test_an_id_of_another_cluster_is_a_page_that_never_was(worlds: Worlds, who: str) -> None:
    def build(world: World) -> None:
        _everyday(world)
        world.known["theirs"] = people.enrol_learners(world.made.stranger.call(), [_draft(uuid.uuid4())]).ids[0]

    with worlds.stand(build) as world:
        reader = world.made.everybody()[who]
        own = world.made.cluster.code if who == "stranger" else world.made.other_cluster.code
        there = world.known["theirs"] if who != "stranger" else ids.keyed_id(SEED, "kahurangi", "1")
        texts = [public_ids.public(own, inner) for inner in (there, uuid.uuid4())]
        texts += [public_ids.public("zzzz", uuid.uuid4()), "0" * 30]
        for page in ("/learners/{}", "/learners/{}/sharing", "/classes/{}", "/whanau/{}"):
            answers = [world.do(reader, page.format(text)) for text in texts]
            alike = [a.body.replace(t.encode(), b"[id]") for a, t in zip(answers, texts, strict=True)]
            assert {a.status for a in answers} <= {404, 403, 303}
            assert alike[:3] == [alike[0]] * 3, page
            assert len({a.statements for a in answers[:3]}) == 1, page


def _mum(world: World) -> uuid.UUID:
    """Manaia at Matipo Valley, with a mum who signs in and said yes to the cluster."""
    made = world.made
    with world.step("protocols"):
        made.protocols()
    with world.step("manaia"):
        people.enrol_learners(made.mere.call(), [_draft(class_id=made.room_4)])
    with world.step("mum"):
        member, made.extra["hana"] = made.whanau(MANAIA)
        made.consent(MANAIA, member)
    return member


def _with_dad(world: World, answer: Answer | None) -> None:
    """And a dad, who signs in too; his answer is his own."""
    _mum(world)
    with world.step("dad"):
        his, world.made.extra["dad"] = world.made.whanau(MANAIA, "Rāwiri Rūpene", "Dad")
        if answer is not None:
            world.made.consent(MANAIA, his, answer=answer)


def _whanau_pages(world: World) -> Mapping[str, Deed]:
    learner = public_ids.public(world.made.cluster.code, MANAIA)
    return {
        "our page": "/whanau",
        "one child": f"/whanau/{learner}",
        "change sharing": f"/whanau/{learner}/sharing",
        "plan": f"/learners/{learner}/plan",
        "requests": "/requests",
        "timeline": f"/learners/{learner}/timeline",
    }


def test_one_adult_cannot_tell_that_another_adult_is_there(worlds: Worlds) -> None:
    told = worlds.differences(_mum, lambda world: _with_dad(world, None), ("hana",), _whanau_pages)
    assert told == []


def test_disagreement_and_a_lapsed_protocol_are_one_state_in_the_same_words(worlds: Worlds) -> None:
    """Mum reads “Not shared at the moment”, and never whether somebody said no (decisions.md 18)."""

    def ended(world: World) -> None:
        _with_dad(world, None)
        world.run_as_owner("update sharing_protocol set ended_on = '2026-06-30' where kind = 'share'")
        with world.step("again"):
            compiled = people.add_whanau_member(world.made.mere.call(), MANAIA, NewWhanauMember("Wini", "Nan"))
            assert compiled

    def refused(world: World) -> None:
        _with_dad(world, Answer.NO)
        with world.step("again"):
            people.add_whanau_member(world.made.mere.call(), MANAIA, NewWhanauMember("Wini", "Nan"))

    with worlds.stand(refused) as world:
        assert "Not shared at the moment" in world.do(world.made.extra["hana"], "/whanau").body.decode()
    assert worlds.differences(ended, refused, ("hana",), lambda world: {"our page": "/whanau"}) == []
