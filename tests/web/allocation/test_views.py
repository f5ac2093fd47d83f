"""Rounds: a welcome and a refusal for each route, and what a page may never say."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rourou.contexts.allocation import queries
from rourou.contexts.allocation.types import RoundState
from tests import cast
from tests.factories import asking
from tests.signing_in import client


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    asking.in_force(made)
    asking.terms(made)
    return made


def _stamp(page):
    return re.search(r'name="stamp" value="([^"]+)"', page.content.decode()).group(1)


def _round(made):
    return reverse("round", args=[made.cluster.code, 1])


def _open(made, hours="6"):
    """A round over six hours, opened by its own form."""
    asking.supply(made, hours)
    who, url = client(made.grace), reverse("rounds", args=[made.cluster.code])
    answer = who.post(
        url, {"stamp": _stamp(who.get(url)), "support_type": "speech_language", "term": asking.TERM}
    )  # fmt: skip
    assert answer.status_code == 303
    return who


def _suggest(made, who):
    url = reverse("round_suggest", args=[made.cluster.code, 1])
    answer = who.post(url, {"stamp": _stamp(who.get(_round(made)))})
    assert answer.status_code == 303, answer.content.decode()[:2000]
    return who.get(_round(made))


def _why(made, asked):
    return reverse("round_why", args=[made.cluster.code, 1, made.grace.call().public(asked.id)])


def _two(made):
    """One whose whānau asked and who tried in class, one whose whānau asked."""
    first = asking.sent(made, "Manaia", "4", met=("tried_in_class", "whanau_asked"), days_ago=39)
    second = asking.sent(made, "Losa", "4", met=("whanau_asked",), days_ago=77)
    return first, second


def test_a_round_is_opened_suggested_explained_and_taken_to_the_hui(made):
    first, second = _two(made)
    who = _open(made)
    text = who.get(_round(made)).content.decode()
    assert "2 requests ask for 8 hours." in text
    page = _suggest(made, who).content.decode()
    assert "Round 1: 6 hours of speech-language support" in page
    assert "Here is one way to share 4 hours. The hui decides." in page
    assert page.index("Manaia") < page.index("Who misses out") < page.index("Losa")
    assert "It would take 2 hours more with Ana." in page
    why = who.get(_why(made, first)).content.decode()
    assert "Class strategies tried for six weeks" in why
    assert "Seven weeks, Jo" in why
    assert "Only for Manaia: Class strategies tried for six weeks." in why
    assert "Manaia has waited 39 days, Losa 77." in why
    assert "Same in" in why
    assert "misses out" in who.get(_why(made, second)).content.decode()
    answer = who.post(reverse("round_to_hui", args=[made.cluster.code, 1]), {"stamp": _stamp(who.get(_round(made)))})
    assert answer.status_code == 303
    assert queries.round_page(made.grace.call(), 1).state is RoundState.AT_HUI


def test_no_weight_score_or_tally_stands_on_any_page(made):
    first, _second = _two(made)
    who = _open(made)
    pages = _suggest(made, who).content.decode() + who.get(_why(made, first)).content.decode()
    words = re.sub(r"<[^>]+>", " ", pages).lower()
    for never in ("score", "weight", "points", "rank ", "ranked", "priority", "rules apply", "2 of 3", "rules met"):
        assert never not in words


def test_rounds_are_for_the_cluster_s_table(made):
    _two(made)
    _open(made)
    for path in (reverse("rounds", args=[made.cluster.code]), _round(made)):
        assert client(made.sina).get(path).status_code == 200
        assert client(made.jo).get(path).status_code in {403, 404}
        assert client(made.ana).get(path).status_code in {403, 404}
        assert client(made.stranger).get(path).status_code == 404


def test_who_reads_a_round_but_does_not_lead_it_finds_no_button(made):
    _two(made)
    who = _open(made)
    _suggest(made, who)
    text = client(made.sina).get(_round(made)).content.decode()
    assert "Take to hui" not in text
    answer = client(made.sina).post(
        reverse("round_suggest", args=[made.cluster.code, 1]), {"stamp": _stamp(who.get(_round(made)))}
    )
    assert answer.status_code in {403, 404, 409}


def test_a_reader_who_reaches_part_of_a_round_reads_of_nobody_else(made):
    learner = made.learner("Manaia")
    giver, _adult = made.whanau(learner)
    made.consent(learner, giver, organisations=(made.school.id, made.rtlb.id))
    from rourou.contexts.referrals import commands as referrals

    hidden = referrals.start_request(made.mere.call(), learner, asking.draft("4")).id
    referrals.send_request(made.mere.call(), hidden)
    shown = asking.sent(made, "Losa", "1")
    who = _open(made)
    _suggest(made, who)
    text = client(made.sina).get(_round(made)).content.decode()
    assert "Losa" in text
    assert "Manaia" not in text
    assert "Some requests in this round are not shared with you" in text
    assert "Manaia" not in client(made.sina).get(_why(made, shown)).content.decode()
    path = reverse("round_why", args=[made.cluster.code, 1, made.grace.call().public(hidden)])
    assert client(made.sina).get(path).status_code == 404


def test_an_offer_and_a_note_are_kept_beside_the_request(made):
    _first, second = _two(made)
    who = _open(made)
    _suggest(made, who)
    url = reverse("round_offer", args=[made.cluster.code, 1, made.grace.call().public(second.id)])
    assert client(made.sina).get(url).status_code == 404
    assert who.post(url, {"stamp": _stamp(who.get(url)), "offer": "Grace models talk frames"}).status_code == 303
    assert "Now: Grace models talk frames" in who.get(_round(made)).content.decode()
    why = _why(made, second)
    assert who.post(why, {"stamp": _stamp(who.get(why)), "note": "Losa’s koro speaks"}).status_code == 303
    assert "Losa’s koro speaks" in who.get(why).content.decode()


def test_our_own_split_needs_one_reason_and_keeps_to_the_hours(made):
    _first, _second = _two(made)
    who = _open(made)
    _suggest(made, who)
    url = reverse("round_ours", args=[made.cluster.code, 1])
    assert client(made.sina).get(url).status_code == 404
    typed = {"hours_0": "3", "hours_1": "3"}
    answer = who.post(url, {"stamp": _stamp(who.get(url))} | typed)
    assert answer.status_code == 422
    assert "Enter one reason" in answer.content.decode()
    over = who.post(url, {"stamp": _stamp(who.get(url)), "hours_0": "4", "hours_1": "3", "reason": "Fair"})
    assert over.status_code == 422
    assert "more than Ana has left" in over.content.decode()
    assert who.post(url, {"stamp": _stamp(who.get(url)), "reason": "Both begin"} | typed).status_code == 303
    text = who.get(_round(made) + "?way=ours").content.decode()
    assert "Both begin" in text
    assert "2 placed, 6 h" in text


def test_without_rules_there_is_no_suggestion_and_the_page_says_why():
    made = cast.make()
    asking.in_force(made, ())
    asking.terms(made)
    asking.sent(made)
    who = _open(made)
    answer = who.post(reverse("round_suggest", args=[made.cluster.code, 1]), {"stamp": _stamp(who.get(_round(made)))})
    assert answer.status_code == 422
    assert "names no rules yet" in answer.content.decode()


def test_a_round_changed_meanwhile_is_not_changed_again_unseen(made):
    _two(made)
    who = _open(made)
    old = _stamp(who.get(_round(made)))
    _suggest(made, who)
    answer = who.post(reverse("round_to_hui", args=[made.cluster.code, 1]), {"stamp": old})
    assert answer.status_code == 409
    assert "Somebody changed this" in answer.content.decode()


def test_the_why_page_comes_as_a_fragment_to_htmx(made):
    first, _second = _two(made)
    who = _open(made)
    _suggest(made, who)
    part = who.get(_why(made, first), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="head">')
    assert "<html" not in part


def test_pages_make_no_more_statements_for_five_requests_than_for_one(made):
    first = asking.sent(made, "Manaia", "2")
    who = _open(made, "9")

    def count():
        found = []
        for path in (_round(made), _why(made, first)):
            who.get(path)
            with CaptureQueriesContext(connection) as seen:
                assert who.get(path).status_code == 200
            found.append(len(seen))
        return found

    second = asking.sent(made, "Losa", "2")
    _suggest(made, who)
    two = count()
    for name in ("Tāne", "Mele", "Harry"):
        asking.sent(made, name, "2")
    _suggest(made, who)
    assert count() == two
    assert second
