"""One welcome and one refusal for each page of requests; the same number of statements for one row and for five."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rourou.contexts.referrals import commands, queries
from rourou.contexts.referrals.types import State
from tests import cast
from tests.factories import asking
from tests.signing_in import client


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    asking.in_force(made)
    asking.terms(made)
    return made


def _url(made, name, asked, *more):
    return reverse(name, args=[made.mere.call().public(asked.id), *more])


def _fields(page, **said):
    """The form as the browser would send it back: its stamp, and what was typed."""
    stamp = re.search(r'name="stamp" value="([^"]+)"', page.content.decode())
    return {"stamp": stamp.group(1)} | said


def _state(made, asked):
    return queries.request_page(made.mere.call(), asked.id).state


def test_the_list_shows_what_waits_on_whom(made):
    asked = asking.sent(made)
    page = client(made.grace).get("/requests")
    assert page.status_code == 200
    text = page.content.decode()
    assert "1 request waits on you" in text
    assert "Pick it up" in text
    assert "Speech-language support for Manaia" in text
    assert "waits on you" not in re.sub(
        "No request waits on you", "", client(made.mere).get("/requests").content.decode()
    )
    assert asked


@pytest.mark.parametrize("who", ["grace", "tama", "fay", "mere"])
def test_whoever_sits_at_the_table_finds_the_cluster_s_register(made, who):
    page = client(made.everybody()[who]).get("/requests").content.decode()
    url = reverse("cluster_register", args=[made.cluster.code])
    assert f'href="{url}"' in page
    assert client(made.everybody()[who]).get(url).status_code == 200


def test_a_provider_is_not_led_to_it(made):
    assert "cluster’s register" not in client(made.ana).get("/requests").content.decode()


def test_the_menu_of_the_rtlb_leads_to_the_learners_of_the_cluster(made):
    page = client(made.tama).get(reverse("cluster_register", args=[made.cluster.code])).content.decode()
    assert '<a href="/clusters" aria-current="page">Learners</a>' in page


def test_the_list_is_not_for_a_teacher(made):
    assert client(made.jo).get("/requests").status_code in {403, 404}


def test_a_request_that_is_being_written_is_seen_by_its_setting_alone(made):
    asked = asking.begun(made)
    assert client(made.mere).get(_url(made, "request", asked)).status_code == 200
    assert client(made.grace).get(_url(made, "request", asked)).status_code == 404
    assert client(made.sina).get(_url(made, "request", asked)).status_code == 404


def test_a_request_that_was_sent_is_seen_by_the_cluster_and_by_whanau_and_by_no_stranger(made):
    asked = asking.sent(made)
    for who in (made.mere, made.grace, made.sina, asked.adult):
        assert client(who).get(_url(made, "request", asked)).status_code == 200
    for who in (made.stranger, made.ana):
        assert client(who).get(_url(made, "request", asked)).status_code == 404


def test_the_page_says_both_clocks_and_that_a_call_stops_neither(made):
    asked = asking.sent(made, days_ago=39)
    text = client(made.mere).get(_url(made, "request", asked)).content.decode()
    assert "39 <small>days so far</small>" in text
    assert "A phone call does not stop it" in text
    assert "To the first real conversation" in text


def test_whanau_read_their_words_and_no_button(made):
    asked = asking.sent(made)
    text = client(asked.adult).get(_url(made, "request", asked)).content.decode()
    assert "Asked" in text
    assert "Add to the request" not in text
    assert "/requests/" not in text.replace(_url(made, "request", asked), "")


def test_a_new_request_begins_with_what_is_known_and_is_kept(made):
    learner = made.learner("Manaia", languages=("te reo Māori", "English"))
    who = client(made.mere)
    url = f"/requests/new?learner={made.mere.call().public(learner)}"
    page = who.get(url)
    assert page.status_code == 200
    text = page.content.decode()
    assert '<span lang="mi">te reo Māori</span>, English' in text
    assert "Whānau have not said yes to talking about this learner by name" in text
    assert "/sharing" in text
    fields = _fields(
        page, support_type="speech_language", ask="Talking in a group", still_true="languages", then="keep"
    )
    assert who.post(url, fields).status_code == 303
    line = queries.requests_of(made.mere.call(), learner).lines[0]
    assert (line.state, line.ask) == (State.DRAFT, "Talking in a group")


@pytest.mark.parametrize("who", ["jo", "grace", "sina", "stranger"])
def test_a_new_request_is_not_for_others(made, who):
    learner = made.learner()
    url = f"/requests/new?learner={made.mere.call().public(learner)}"
    assert client(getattr(made, who)).get(url).status_code in {403, 404}


def test_what_was_typed_is_kept_when_something_is_to_be_put_right(made):
    asked = asking.begun(made)
    who, url = client(made.mere), _url(made, "request_write", asked)
    page = who.get(url)
    answer = who.post(url, _fields(page, support_type="", ask="Kept words", then="keep"))
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert "Choose the support you ask for" in answer.content.decode()


def test_sending_goes_by_way_of_checking(made):
    asked = asking.begun(made)
    who, url = client(made.mere), _url(made, "request_check", asked)
    page = who.get(url)
    assert "Send the request" in page.content.decode()
    assert who.post(url, _fields(page)).status_code == 303
    assert _state(made, asked) is State.SUBMITTED


def test_without_a_yes_nothing_is_sent_and_the_page_leads_to_the_talk(made):
    asked = asking.begun(made, agreed=False)
    who, url = client(made.mere), _url(made, "request_check", asked)
    answer = who.post(url, _fields(who.get(url)))
    assert answer.status_code == 422
    assert "Talk about sharing" in answer.content.decode()
    assert _state(made, asked) is State.DRAFT


def test_a_step_is_taken_from_its_own_page_and_only_by_who_may(made):
    asked = asking.sent(made)
    url = _url(made, "request_step", asked, "acknowledge")
    who = client(made.grace)
    assert client(made.mere).get(url).status_code == 404
    assert who.post(url, _fields(who.get(url), words="Kia ora")).status_code == 303
    assert _state(made, asked) is State.ACKNOWLEDGED


def test_of_two_who_answer_the_same_page_the_second_is_told_and_keeps_their_words(made):
    asked = asking.sent(made)
    url = _url(made, "request_step", asked, "acknowledge")
    one, two = client(made.grace), client(made.fay)
    first, second = one.get(url), two.get(url)
    assert one.post(url, _fields(first, words="Mine")).status_code == 303
    late = two.post(url, _fields(second, words="My careful words"))
    assert late.status_code == 409
    assert "My careful words" in late.content.decode()


def test_a_step_that_does_not_exist_is_no_page(made):
    asked = asking.sent(made)
    assert client(made.grace).get(_url(made, "request_step", asked, "nonsense")).status_code == 404


def test_the_task_after_a_stop_is_its_person_s_own(made):
    from rourou.contexts.allocation import commands as allocation
    from rourou.contexts.allocation.types import NewPromise
    from rourou.contexts.sharing import commands as sharing

    learner = made.learner("Manaia")
    giver, _adult = made.whanau(learner)
    consent = made.consent(learner, giver)
    made_one = commands.start_request(made.mere.call(), learner, asking.draft())
    commands.send_request(made.mere.call(), made_one.id)
    commands.take_to_hui(made.grace.call(), made_one.id)
    service = asking.supply(made)
    allocation.promise_hours(made.grace.call(), NewPromise(service, asking.TERM, Decimal(4), (made_one.id,)))
    sharing.withdraw_consent(made.mere.call(), consent)
    task = queries.tasks_due(made.mere.call()).lines[0]
    url = reverse("request_task", args=[task.request_public_id, task.public_id])
    who = client(made.mere)
    assert client(made.wiremu).get(url).status_code == 404
    assert who.post(url, _fields(who.get(url), goes_on="yes", words="Hana wants Ana to go on.")).status_code == 303
    assert queries.tasks_due(made.mere.call()).lines == ()


@pytest.mark.parametrize("who", ["mere", "grace"])
def test_the_list_makes_no_more_statements_for_five_than_for_one(made, who):
    def count():
        signed_in = client(getattr(made, who))
        with CaptureQueriesContext(connection) as seen:
            assert signed_in.get("/requests").status_code == 200
        return len(seen)

    asking.sent(made, "Manaia")
    client(getattr(made, who)).get("/requests")
    one = count()
    for name in ("Tāne", "Mele", "Harry", "Losa"):
        asking.sent(made, name)
    assert count() == one


def test_the_page_makes_no_more_statements_for_five_steps_than_for_one(made):
    asked = asking.sent(made)

    def count():
        who = client(made.mere)
        with CaptureQueriesContext(connection) as seen:
            assert who.get(_url(made, "request", asked)).status_code == 200
        return len(seen)

    one = count()
    for words in ("a", "b", "c", "d"):
        commands.add_note(made.mere.call(), asked.id, words=words)
    assert count() == one
