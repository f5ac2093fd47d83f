"""Today: who has which lists, and the same number of statements however long they are."""

import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Method, NewConsent, Question
from rourou.foundation.access.roles import Role
from tests import cast, signing_in
from tests.counting import queries_of
from tests.factories import asking, gathering, home
from tests.web.register.test_concern_pages import stamp_in

STAFF = ("mere", "jo", "wiremu", "sina", "grace", "tama", "ana", "fay", "pita", "stranger")


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    made.protocols()
    return made


def _today(made: cast.Cast, who: str, query: str = "") -> str:
    answer = signing_in.client(made.everybody()[who]).get(f"/today{query}")
    assert answer.status_code == 200, who
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_every_member_of_staff_lands_on_today_and_whanau_do_not(made: cast.Cast) -> None:
    for who in STAFF:
        assert "Nothing is due today" in _today(made, who)
    _member, hana = made.whanau(made.learner())
    assert signing_in.client(hana).get("/today").status_code == 404


def test_a_promise_is_a_sentence_with_done_and_move(made: cast.Cast) -> None:
    learner = home.told(made, made.learner())
    home.worried(made, learner)
    mere = signing_in.client(made.mere)
    answer = mere.get("/today")
    page = answer.content.decode()
    assert "One promise is due, and one concern came in." in page
    assert home.PROMISE in page
    assert "A concern about Manaia, from Jo Whaanga" in page
    assert "Look at Manaia’s plan again, together" in page
    url = page[page.index('action="/promises/') :].split('"')[1]
    done = mere.post(url, {"stamp": stamp_in(answer)})
    assert (done.status_code, done["Location"]) == (303, "/today")
    assert home.PROMISE not in mere.get("/today").content.decode()
    assert home.PROMISE not in _today(made, "jo")


def test_the_cluster_sees_requests_that_are_new_and_the_asker_what_it_waits_on(made: cast.Cast) -> None:
    asking.in_force(made)
    asked = asking.sent(made)
    assert "Pick it up: Manaia’s request" in _today(made, "grace")
    assert "about Manaia’s request" in _today(made, "mere")
    assert "Manaia" not in _today(made, "sina")
    assert asked


def test_a_second_person_is_asked_on_their_own_today(made: cast.Cast) -> None:
    learner = made.learner()
    draft = NewWhanauMember(name="Rāwiri Rūpene", relationship="Koro")
    member = people.add_whanau_member(made.mere.call(), learner, draft).id
    people.check_authority(
        made.mere.call(), learner, member_id=member, kind=AuthorityKind.CAREGIVER, document="Seen", from_on=cast.START
    )
    people.give_post(made.wiremu.call(), made.sina.user.id, Role.SENCO, title="SENCO two days")
    confirmed, _hana = made.whanau(learner)
    spoken = NewConsent(
        learner, Question.CLUSTER, Answer.YES, confirmed, Method.SPOKEN, home.today(made).replace(year=2027),
        (made.rtlb.id,),
    )  # fmt: skip
    sharing.record_consent(made.mere.call(), spoken)
    wiremu, mere, pita = (_today(made, who) for who in ("wiremu", "mere", "pita"))
    assert "Confirm Rāwiri Rūpene’s authority for Manaia" in wiremu
    assert "Confirm a spoken yes for Manaia" in wiremu
    assert "Confirm a role for Sina Leota" in pita
    assert "SENCO two days. It waits for a second person." in pita
    browser = signing_in.client(made.pita)
    page = browser.get(pita[pita.index("/posts/") :].split('"')[0])
    assert "SENCO two days at Matipo Valley School" in page.content.decode()
    done = browser.post(page.request["PATH_INFO"], {"stamp": stamp_in(page)})
    assert (done.status_code, done["Location"]) == (303, "/today")
    assert "Confirm a role" not in _today(made, "pita")
    assert browser.get(page.request["PATH_INFO"]).status_code == 404
    for words in ("Confirm Rāwiri", "Confirm a spoken yes", "Confirm a role"):
        assert words not in mere
    assert "Confirm a role" not in wiremu  # he gave it


def test_seven_rows_and_then_a_link_to_the_rest(made: cast.Cast) -> None:
    learner = made.learner()
    for n in range(9):
        promise = home.NewPromise(f"Promise number {n}", home.today(made))
        home.register.add_note(made.mere.call(), learner, home.NewNote("", promise=promise))
    page = _today(made, "mere")
    assert "Nine promises are due." in page
    assert page.count("Promise number") // 2 >= 7
    assert page.count("<h3>Promise number") == 7
    assert "Show 2 more" in page
    assert _today(made, "mere", "?all=due").count("<h3>Promise number") == 9


def test_hui_in_the_next_ten_days_are_named(made: cast.Cast) -> None:
    gathered = gathering.hui(made)
    for who in ("grace", "mere", "ana"):
        assert "Hui in the next ten days" in _today(made, who)
    assert gathered


def test_statements_do_not_grow_with_the_lists(made: cast.Cast) -> None:
    mere = signing_in.client(made.mere)
    home.worried(made, home.told(made, made.learner()))
    mere.get("/today")
    one = queries_of(lambda: mere.get("/today"))
    for n in range(4):
        home.worried(made, home.told(made, made.learner(f"Child{n}", "Pōtae")))
    assert queries_of(lambda: mere.get("/today")) == one


def test_a_concern_that_came_in_is_not_shown_to_others(made: cast.Cast) -> None:
    home.worried(made, made.learner())
    assert "A concern about" in _today(made, "mere")
    for who in ("jo", "sina", "grace", "pita", "stranger"):
        assert "A concern about" not in _today(made, who)
