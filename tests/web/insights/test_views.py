"""The page of counts: whom it welcomes, what it shows, and as many queries for five as for one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rourou.contexts.insights import jobs
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import NewEntry, NewNeed
from rourou.foundation.kernel import clock
from tests import cast, running, signing_in


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _publish(made: cast.Cast) -> None:
    today = clock.today(datetime.datetime.now(datetime.UTC))
    assert jobs.publish(made.cluster.id, on=today, address=running.server().address("counts", running.DATABASE))


def _helped(made: cast.Cast, count: int) -> None:
    for n in range(count):
        entry = NewEntry(helps_first="Time", needs=(NewNeed("COM.social", "Fast talk.", "Time."),))
        register.open_entry(made.mere.call(), made.learner(f"Learner {n}", year_level=3), entry)


@pytest.mark.parametrize("page", ["/insights", "/insights/areas"])
def test_before_anything_is_published_the_page_says_so(made: cast.Cast, page: str) -> None:
    answer = signing_in.client(made.mere).get(page)
    assert answer.status_code == 200
    assert "Nothing has been published here yet." in answer.content.decode()


def test_the_page_says_as_at_and_hides_small_counts(made: cast.Cast) -> None:
    _helped(made, 2)
    _publish(made)
    text = signing_in.client(made.grace).get("/insights").content.decode()
    assert "as at" in text
    assert "under 6" in text
    assert "What this does not tell you" in text
    assert "In our setting, exact" not in text


def test_staff_of_a_setting_see_their_own_exact_counts(made: cast.Cast) -> None:
    _helped(made, 2)
    client = signing_in.client(made.mere)
    assert "/insights/areas" in client.get("/insights").content.decode()
    text = client.get("/insights/areas").content.decode()
    assert "2 learners on the register" in text
    assert '">2</td>' in text


def test_whanau_have_no_page_of_counts(made: cast.Cast) -> None:
    adult = made.whanau(made.learner())[1]
    assert signing_in.client(adult).get("/insights").status_code in (403, 404)
    assert signing_in.client(adult).get("/insights/areas").status_code in (403, 404)


@pytest.mark.parametrize("page", ["/insights", "/insights/areas"])
def test_as_many_queries_for_five_learners_as_for_one(made: cast.Cast, page: str) -> None:
    client, counts = signing_in.client(made.mere), []
    _helped(made, 1)
    _publish(made)
    for more in (0, 5):
        _helped(made, more)
        client.get(page)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(page).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
