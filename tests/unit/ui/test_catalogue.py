"""What is compiled is what is written; what waits for review stays apart."""

import gettext
import io

import pytest

from rourou.foundation.ui import catalogue, languages
from rourou.foundation.ui.gathering import Message

TEXT = catalogue.PO.read_text(encoding="utf-8")
ENTRIES = catalogue.read_po(TEXT)


@pytest.mark.parametrize("path", list(catalogue.compiled(TEXT)), ids=lambda p: str(p.relative_to(languages.LOCALE)))
def test_the_compiled_catalogue_is_that_of_the_source(path: object) -> None:
    """Run `python -m rourou.foundation.ui.catalogue` when this fails."""
    assert path.read_bytes() == catalogue.compiled(TEXT)[path]  # type: ignore[attr-defined, index]


def test_python_reads_what_we_write() -> None:
    written = gettext.GNUTranslations(io.BytesIO(catalogue.write_mo(ENTRIES)))
    assert written.gettext("Search") == "Rapu"
    assert written.gettext("Exit this page") == "Puta i tēnei whārangi"


def test_plurals_and_contexts_survive() -> None:
    text = (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgctxt "promise"\nmsgid "Move"\nmsgstr "Nuku"\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "tahi"\nmsgstr[1] "maha"\n'
    )
    made = gettext.GNUTranslations(io.BytesIO(catalogue.write_mo(catalogue.read_po(text))))
    assert made.pgettext("promise", "Move") == "Nuku"
    assert [made.ngettext("one", "many", n) for n in (1, 2)] == ["tahi", "maha"]


def test_every_entry_says_how_far_its_review_is() -> None:
    for entry in ENTRIES[1:]:
        assert any(c.startswith("#. Review: ") for c in entry.comments), entry.msgid
        assert "\u0304" not in "".join(entry.forms), entry.msgid


def test_bringing_it_up_keeps_what_was_translated_and_adds_what_is_new() -> None:
    head = 'msgid ""\nmsgstr "Language: mi\\n"'
    before = (
        f'{head}\n\n#. Review: awaiting (V)\n#. Term 2.\nmsgid "Search"\nmsgstr "Rapu"\n\nmsgid "Gone"\nmsgstr ""\n'
    )
    said = {f"\x04{m.msgid}": m for m in (Message("Search", files={"b", "a"}), Message("%(n)s day", "%(n)s days"))}
    after = catalogue.brought_up(before, said)
    assert after == (
        f"{head}\n\n#. Review: to be translated\n#, python-format\n"
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        '#. Review: awaiting (V)\n#. Term 2.\n#: a\n#: b\nmsgid "Search"\nmsgstr "Rapu"\n'
    )
    assert catalogue.brought_up(after, said) == after


def test_coverage_counts_what_is_in_use_part_by_part() -> None:
    entries = catalogue.read_po(
        '#: sharing/a\nmsgid "Yes"\nmsgstr "Āe"\n\n#: home/b\nmsgid "New"\nmsgstr ""\n\nmsgid "Old"\nmsgstr "Tawhito"'
    )
    assert catalogue.coverage(entries) == catalogue.Coverage(2, 1, 0)
    assert catalogue.coverage(entries, "^sharing/") == catalogue.Coverage(1, 1, 0)


def test_nothing_has_been_passed_yet_so_nothing_ships() -> None:
    whole = catalogue.coverage(ENTRIES)
    assert whole.reviewed == 0
    assert 130 < whole.translated < whole.total
    shipped = gettext.GNUTranslations(io.BytesIO((languages.LOCALE / "mi/LC_MESSAGES/django.mo").read_bytes()))
    assert shipped.gettext("Search") == "Search"


def test_reviewed_words_go_to_the_catalogue_that_ships() -> None:
    entry = catalogue.read_po('#. Review: passed by A Kaiako, 2027-02-11\nmsgid "Yes"\nmsgstr "Āe"')[0]
    assert entry.reviewed


def test_unreviewed_words_are_read_only_where_asked_for() -> None:
    assert languages.UNREVIEWED in languages.locale_paths(True)
    assert languages.UNREVIEWED not in languages.locale_paths(False)
