"""An adult who came with a file is checked by one, confirmed by another, and signs in with their own address."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing import queries
from rourou.contexts.sharing.types import Answer, NewConsent, Question
from rourou.foundation.access import call as calls
from rourou.foundation.access.call import Call
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import Refused
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.tenancy.models import Post, User
from tests import cast
from tests.probes import sight
from tests.signing_in import client


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


@pytest.fixture
def learner(made: cast.Cast) -> object:
    return made.learner()


def _address() -> str:
    return f"moana.{new_id()}@whanau.example"


def _adult(made: cast.Cast, learner: object, email: str = "", name: str = "Moana Waaka") -> object:
    return people.add_whanau_member(made.mere.call(), learner, NewWhanauMember(name, "Mum", email=email)).id


def _checked(made: cast.Cast, learner: object, member: object, email: str = "") -> object:
    kind = AuthorityKind.GUARDIAN
    return people.check_authority(
        made.mere.call(), learner, member_id=member, kind=kind, document="Birth certificate", email=email
    ).id


def _send(browser: Client, url: str, **typed: str) -> object:
    stamp = re.search(r'name="stamp" value="([^"]+)"', browser.get(url).content.decode())
    assert stamp
    return browser.post(url, {"stamp": stamp.group(1), **typed})


def _signed_in_as(email: str) -> list[Call]:
    return calls.for_user(User.objects.get(email=email).pk)


def test_somebody_who_came_with_a_file_is_checked_where_they_stand(made: cast.Cast, learner: object) -> None:
    public, email = made.mere.call().public, _address()
    member = _adult(made, learner, email)
    circle = reverse("people_of", args=[public(learner)])
    url = reverse("authority_check", args=[public(learner), public(member)])
    browser = client(made.mere)
    assert url in browser.get(circle).content.decode()
    assert email in browser.get(url).content.decode()
    half = _send(browser, url, kind="guardian", document="", email=email)
    assert (half.status_code, "Enter what you saw" in half.content.decode()) == (422, True)
    assert _send(browser, url, kind="guardian", document="Birth certificate", email=email).status_code == 303
    page = browser.get(circle).content.decode()
    assert "waits for a second person" in page
    assert url not in page
    assert "Look and confirm" not in page
    again = _send(browser, url, kind="guardian", document="Once more", email=email)
    assert "waits for a second person" in again.content.decode()


def test_who_may_not_write_in_the_circle_finds_no_page(made: cast.Cast, learner: object) -> None:
    public = made.mere.call().public
    url = reverse("authority_check", args=[public(learner), public(_adult(made, learner))])
    for who in (made.sina, made.grace, made.stranger):
        assert client(who).get(url).status_code in {403, 404}
    other = reverse("authority_check", args=[public(learner), public(new_id())])
    assert client(made.mere).get(other).status_code == 404


def test_nobody_signs_in_until_a_second_person_has_confirmed(made: cast.Cast, learner: object) -> None:
    email = _address()
    checked = _checked(made, learner, _adult(made, learner), email.upper())
    assert not User.objects.filter(email=email).exists()
    people.confirm_authority(made.wiremu.call(), checked)
    (hat,) = _signed_in_as(email)
    assert (hat.role, hat.organisation_id, hat.post.person_name) == (Role.WHANAU, made.school.id, "Moana Waaka")
    assert sight(hat, learner)


def test_one_sign_in_is_enough_for_two_children(made: cast.Cast, learner: object) -> None:
    email, sibling = _address(), made.learner("Rere", "Waaka")
    for child in (learner, sibling):
        people.confirm_authority(made.wiremu.call(), _checked(made, child, _adult(made, child, email)))
    (hat,) = _signed_in_as(email)
    assert sight(hat, learner)
    assert sight(hat, sibling)


def test_without_an_address_the_authority_counts_and_nobody_signs_in(made: cast.Cast, learner: object) -> None:
    posts = Post.objects.filter(cluster_id=made.cluster.id).count()
    people.confirm_authority(made.wiremu.call(), _checked(made, learner, _adult(made, learner)))
    assert Post.objects.filter(cluster_id=made.cluster.id).count() == posts
    page = client(made.mere).get(reverse("people_of", args=[made.mere.call().public(learner)])).content.decode()
    assert "Checked and confirmed." in page


def test_two_adults_never_share_one_sign_in(made: cast.Cast, learner: object) -> None:
    email = _address()
    people.confirm_authority(made.wiremu.call(), _checked(made, learner, _adult(made, learner, email)))
    other = _checked(made, learner, _adult(made, learner, email, "Pita Waaka"))
    with pytest.raises(Refused, match=r"authority\.address"):
        people.confirm_authority(made.wiremu.call(), other)


def test_neither_who_checks_nor_who_confirms_is_the_adult(made: cast.Cast, learner: object) -> None:
    for who, refusal in ((made.mere, "authority.self"), (made.wiremu, "authority.second")):
        checked = _checked(made, learner, _adult(made, learner, who.user.email, who.user.name))
        with pytest.raises(Refused, match=refusal):
            people.confirm_authority(made.wiremu.call(), checked)


def test_a_colleague_who_is_whanau_keeps_one_account_and_loses_the_record_as_staff(
    made: cast.Cast, learner: object
) -> None:
    assert sight(made.jo.call(), learner)
    people.confirm_authority(made.wiremu.call(), _checked(made, learner, _adult(made, learner, made.jo.user.email)))
    staff, family = sorted(_signed_in_as(made.jo.user.email), key=lambda hat: hat.role)
    assert (staff.role, family.role) == (Role.TEACHER, Role.WHANAU)
    assert not sight(staff, learner)
    assert sight(family, learner)


def test_what_an_adult_answered_before_they_could_sign_in_is_theirs(made: cast.Cast, learner: object) -> None:
    made.protocols()
    member, email = _adult(made, learner), _address()
    people.confirm_authority(made.wiremu.call(), _checked(made, learner, member))
    sharing.record_consent(made.mere.call(), NewConsent(learner, Question.REGISTER, Answer.YES, member))
    people.confirm_authority(made.wiremu.call(), _checked(made, learner, member, email))
    (hat,) = _signed_in_as(email)
    answers = queries.sharing_page(hat, learner).answers[Question.REGISTER]
    assert [(a.given_by, a.answer) for a in answers] == [("Moana Waaka", Answer.YES)]
