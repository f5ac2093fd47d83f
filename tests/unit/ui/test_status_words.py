from django.utils import translation

from rourou.foundation.ui import words
from rourou.foundation.ui.words import StatusWord, Tint


def test_slots_are_filled_for_staff_and_whanau() -> None:
    assert StatusWord.SHARING_YES.tag(date="17 Dec 2027").text == "Yes until 17 Dec 2027"
    assert StatusWord.CONCERN_WITH.tag(name="Mere", for_whanau=True).text == "Mere is looking"
    assert StatusWord.CONCERN_NEW.words(for_whanau=True) == "We’ve heard you"


def test_red_is_for_clocks_and_overdue_papers_alone() -> None:
    assert {w for w in StatusWord if w.tint is Tint.RED} == {StatusWord.PLAN_REVIEW_OVERDUE, StatusWord.BREACH_KNOWN}


def test_no_status_is_a_word_that_does_not_exist() -> None:
    for word in StatusWord:
        for text in (word.staff, word.whanau):
            assert words.faults_in(text) == [], text


def test_two_words_of_one_thing_never_read_the_same() -> None:
    same = {StatusWord.ITEM_CARRIED, StatusWord.ITEM_CARRIED_AGAIN}
    seen = [(w.thing, w.staff) for w in StatusWord if w not in same]
    assert len(seen) == len(set(seen))


def test_te_reo_where_there_is_some() -> None:
    with translation.override("mi"):
        assert StatusWord.SHARING_NO.tag().text == "Kāo"


def test_the_lint_finds_what_it_must_and_lets_good_words_be() -> None:
    for bad in (
        "Please enter a valid date",
        "Special needs",
        "Refer to te reo Maori",
        "Well done!",
        "Submit",
        "whanau",
    ):
        assert words.faults_in(bad), bad
    for good in ("Ring Mere", "What gets in the way", "Te reo Māori", "Ngā whānau", "Whakawhanaungatanga", "Needs"[:4]):
        assert words.faults_in(good) == [], good
