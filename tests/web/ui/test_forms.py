"""Errors say what to do; what was typed is kept; a refusal is shown on the form."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import engines

from rourou.foundation.kernel.errors import Conflict, NotFound, Refused
from rourou.foundation.ui import words
from rourou.foundation.ui.forms import Choice, Choices, Day, DayBoxes, PlainForm, Tick, Words, form_for, keep
from rourou.foundation.ui.parts import Audience
from rourou.foundation.ui.stamps import StampFault, seal, stamp_for

SEEN = Audience("Mere, and you", "the cluster")


class NoteForm(PlainForm):
    called = forms.CharField(label="Name we call them", max_length=8)
    saw = Words(label="What did you see?", help_text="You can speak it.")
    by = Day(label="By when?", required=False)
    starts = DayBoxes(label="Starts on", required=False)
    hours = forms.DecimalField(label="Hours", min_value=0, required=False)
    lead = forms.ChoiceField(label="Lead", choices=[("a", "Ana")], widget=Choice(keyed=True))
    tried = forms.MultipleChoiceField(label="Tried", choices=[("x", "X")], widget=Choices(), required=False)
    mail = forms.EmailField(label="Email", required=False)
    nsn = forms.CharField(label="NSN", required=False)
    told = forms.BooleanField(label="Whānau know", widget=Tick(), required=False)


def draw(form: PlainForm, source: str = '{% load rourou %}{% plainform form "Save note" %}') -> str:
    return str(engines["django"].from_string(source).render({"form": form, "csrf_token": "t"}))


GOOD = {"called": "Nia", "saw": "She told them.", "lead": "a"}


def test_every_field_left_empty_names_what_to_do() -> None:
    form = NoteForm({})
    assert not form.is_valid()
    assert form.errors["called"] == ["Enter name we call them"]
    assert form.errors["saw"] == ["Answer “What did you see?”"]
    assert form.errors["lead"] == ["Choose lead"]
    assert form.status == 422


def test_no_message_of_any_field_uses_a_banned_word() -> None:
    wrong = {"called": "Manaia Rūpene", "by": "someday", "starts_day": "4", "hours": "-1", "lead": "z", "mail": "x"}
    form = NoteForm(wrong)
    said = [str(m) for messages in form.errors.values() for m in messages]
    assert said
    assert [fault for message in said for fault in words.faults_in(message)] == []
    assert NoteForm({"hours": "many"}).errors["hours"] == ["Enter a number, like 3"]


@pytest.mark.parametrize("typed", ["2026-12-04", "4/12/2026", "4.12.26", "4 dec 2026", "Fri 4 Dec", "4 Hakihea 2026"])
def test_days_are_read_in_any_sensible_form(typed: str) -> None:
    form = NoteForm({**GOOD, "by": typed}, today=date(2026, 11, 24))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["by"] == date(2026, 12, 4)


@pytest.mark.parametrize("month", ["12", "Dec", "december"])
def test_three_boxes_make_a_day(month: str) -> None:
    form = NoteForm({**GOOD, "starts_day": "4", "starts_month": month, "starts_year": "2026"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts"] == date(2026, 12, 4)


def test_a_day_that_is_none_is_kept_as_typed() -> None:
    form = NoteForm({**GOOD, "by": "31 Feb 2026", "starts_day": "31", "starts_month": "2", "starts_year": "2026"})
    assert form.errors["by"] == ["Enter a date like 4 Dec 2026"]
    html = draw(form)
    assert 'value="31 Feb 2026"' in html
    assert 'name="starts_day" id="f-starts_day" value="31"' in html
    assert '<a href="#f-starts_day">' in html


def test_words_are_composed_trimmed_and_of_one_line_end() -> None:
    form = NoteForm({**GOOD, "called": " Ru\u0304 ", "saw": "One\r\ntwo"})
    assert form.is_valid()
    assert form.cleaned_data["called"] == "Rū"
    assert form.cleaned_data["saw"] == "One\ntwo"


def test_a_field_is_told_by_its_label_its_hint_and_its_error() -> None:
    form = NoteForm({})
    form.is_valid()
    html = draw(form)
    assert '<label for="f-saw">What did you see?</label>' in html
    assert 'aria-describedby="f-saw_hint f-saw_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<span class="hide">Error: </span>Answer' in html
    assert '<a href="#f-saw">Answer “What did you see?”</a>' in html
    assert '<a href="#f-lead_0">Choose lead</a>' in html
    assert 'id="f-lead_0"' in html
    assert " required" not in html
    assert "data-keys" in html


def test_the_audience_line_holds_the_button_and_the_stamp_stands_before_it(ask: Any) -> None:
    html = draw(form_for(ask(), NoteForm, audience=SEEN))
    line = html[html.index('class="aud"') :]
    assert "Mere, and you" in line
    assert "Save note" in line
    assert 'name="stamp"' in html


def _sent(ask: Any, audience: Audience = SEEN, **data: str) -> Any:
    sealed = seal(stamp_for(ask("/notes"), audience, version="1", back="/today"))
    return ask("/notes", data={**GOOD, "stamp": sealed, **data})


def test_a_form_sent_as_it_was_shown_may_be_saved_and_leads_back(ask: Any) -> None:
    form = form_for(_sent(ask), NoteForm, audience=SEEN, version="1", back="/learners/1")
    assert form.is_valid()
    assert form.back == "/today"


def test_a_form_shown_to_other_readers_is_not_saved_and_keeps_everything(ask: Any) -> None:
    form = form_for(_sent(ask), NoteForm, audience=Audience("everybody"), version="1")
    assert not form.is_valid()
    assert form.stamp_fault is StampFault.AUDIENCE
    assert form.status == 409
    html = draw(form)
    assert "Who can see this has changed" in html
    assert "She told them." in html
    assert "everybody" in html


def test_a_form_without_its_stamp_is_not_saved(ask: Any) -> None:
    form = form_for(_sent(ask, stamp=""), NoteForm, audience=SEEN, version="1")
    assert not form.is_valid()
    assert form.stamp_fault is StampFault.MISSING


def test_a_refusal_stands_beside_its_field_or_above_the_form(ask: Any) -> None:
    form = form_for(_sent(ask), NoteForm, audience=SEEN, version="1")
    assert form.is_valid()
    with form.attempt():
        raise Refused("x", "Name a day after today.", details={"field": "by"})
    assert form.errors["by"] == ["Name a day after today."]
    assert form.notice == ""
    form = form_for(_sent(ask), NoteForm, audience=SEEN, version="1")
    form.is_valid()
    with form.attempt():
        raise Refused("x", "Tell the whānau the outcome, then close.")
    assert form.notice == "Tell the whānau the outcome, then close."
    assert form.status == 422


def test_a_conflict_shows_both_and_keeps_what_was_typed(ask: Any) -> None:
    form = form_for(_sent(ask), NoteForm, audience=SEEN, version="1")
    form.is_valid()
    with form.attempt():
        raise Conflict("x", "Ana changed this at 2:14 pm.", details={"What did you see?": "He stood at the window."})
    assert form.status == 409
    html = draw(form)
    assert "He stood at the window." in html
    assert "She told them." in html


def test_anything_else_passes_through_an_attempt(ask: Any) -> None:
    form = NoteForm(GOOD)
    with pytest.raises(NotFound), form.attempt():
        raise NotFound


def test_keep_leaves_out_what_must_not_be_shown_again(ask: Any) -> None:
    request = ask("/x", data={"saw": "One\nthing", "stamp": "s", "code": "123456", "csrfmiddlewaretoken": "t", "e": ""})
    assert [(k.name, k.label, k.values) for k in keep(request.POST)] == [("saw", "Saw", ("One\nthing",))]
    assert keep(NoteForm(GOOD))[1].label == "What did you see?"


def test_text_is_escaped_wherever_it_is_drawn() -> None:
    form = NoteForm({**GOOD, "called": "<script>x</script>", "saw": "</textarea><b>"})
    html = draw(form)
    assert "<script>x" not in html
    assert "</textarea><b>" not in html
