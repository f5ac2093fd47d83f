"""Which phrases of a page are marked as the other language, and which places are left alone."""

import pytest

from rourou.foundation.ui import languages

SPAN = '<span lang="mi">Te Kāhui</span>'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Te Kāhui: for some</p>", f"<p>{SPAN}: for some</p>"),
        ("<p>Te Kāhui and Te Kāhui</p>", f"<p>{SPAN} and {SPAN}</p>"),
        ('<i lang="mi">Te Kāhui</i>', '<i lang="mi">Te Kāhui</i>'),
        ('<a title="Te Kāhui">x</a>', '<a title="Te Kāhui">x</a>'),
        ("<option>Te Kāhui</option>", "<option>Te Kāhui</option>"),
        ("<textarea>Te Kāhui</textarea>", "<textarea>Te Kāhui</textarea>"),
        ("<title>Te Kāhui</title><p>Te Kāhuinga</p>", "<title>Te Kāhui</title><p>Te Kāhuinga</p>"),
    ],
)  # fmt: skip
def test_te_reo_inside_english(html: str, marked: str) -> None:
    assert languages.mark_te_reo(html) == marked


def test_english_inside_te_reo() -> None:
    html = '<p>Ngā mea āwhina</p><p>Nobody has looked.</p><p lang="en-NZ">Nobody has looked.</p><title>Not yet</title>'
    assert languages.mark_missing(html) == html.replace(
        "<p>Nobody has looked.</p>", '<p><span lang="en-NZ">Nobody has looked.</span></p>'
    )


def test_a_sentence_is_english_where_a_third_of_its_words_cannot_be_te_reo() -> None:
    assert languages.is_english("Known since Rātapu 22 Noema.")
    assert not languages.is_english("Pouako rauemi (RTLB)")
    assert not languages.is_english("Ngā kōrero a Isla")
    assert not languages.is_english("22 &amp; 23")
