"""Every word people read: no banned word, macrons in place, status words only from the enum (ux.md W3, W4, W6)."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rourou.foundation.ui import words

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rourou"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
MODULES = sorted(p for p in SOURCE.glob("**/*.py") if "migrations" not in p.parts)
WORDS_THEMSELVES = SOURCE / "foundation/ui/words.py"
_TRANSLATING = {
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "_",
}
_REFUSING = {"Refused", "Conflict", "NotAllowed"}
_SAYING = {"label", "help_text", "sentence"}
_SPOKEN = ("aria-label", "title", "alt", "placeholder")
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b.*?%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_TRANSLATE = re.compile(r"""{%\s*trans(?:late)?\s+(["'])(.*?)\1.*?%}""")
_MODE = re.compile(r"{%\s*block mode\s*%}.*?{%\s*endblock\s*%}")
_TAG = re.compile(r"{%.*?%}", re.DOTALL)
_LITERAL = re.compile(r"""(?<![\w.=])_?\(?(["'])([^"'{}/]*?[a-zāēīōū]{2,}[^"'{}/]*? [^"'{}/]*?)\1""")


class _Text(HTMLParser):
    """The text of a template and the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in _SPOKEN and value]


def texts_of(template: str) -> list[str]:
    """What a template says: its text, what it translates, and the sentences inside its tags."""
    template = _COMMENT.sub("", template)
    inside = [m[2] for tag in _TAG.finditer(template) for m in _LITERAL.finditer(tag.group())]
    plain = _TRANSLATE.sub(lambda m: m[2], _BLOCK.sub(lambda m: m[1], template))
    parser = _Text()
    parser.feed(re.sub(r"{{.*?}}", "…", _TAG.sub("", plain)))
    return [text.strip() for text in (*parser.found, *inside) if re.search(r"\w{2}", text)]


def _strings(node: ast.AST) -> Iterator[str]:
    yield from (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def said_in(module: str) -> Iterator[str]:
    """Strings given to gettext, to a refusal as its sentence, or to a field as label or hint."""
    for node in ast.walk(ast.parse(module)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in _TRANSLATING:
            yield from (text for argument in node.args for text in _strings(argument))
        elif name in _REFUSING and len(node.args) > 1:
            yield from _strings(node.args[1])
        for keyword in node.keywords:
            if keyword.arg in _SAYING and isinstance(keyword.value, ast.Constant):
                yield from (text for text in _strings(keyword.value) if text[:1].isupper())  # a label, not an id
            elif keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
                yield from (text for value in keyword.value.values for text in _strings(value))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_templates_say_it_well(path: Path) -> None:
    faults = [f for text in texts_of(path.read_text(encoding="utf-8")) for f in words.faults_in(text)]
    assert faults == []


def test_every_sentence_of_the_code_says_it_well() -> None:
    faults = [
        f"{path.relative_to(SOURCE)}: {fault} in “{text}”"
        for path in MODULES
        if path != WORDS_THEMSELVES
        for text in said_in(path.read_text(encoding="utf-8"))
        for fault in words.faults_in(text)
    ]
    assert faults == []


def test_only_the_tag_component_draws_a_tag() -> None:
    drawn = re.compile(r"""class=["'][^"']*\btag(?:-\w+)?\b""")
    allowed = SOURCE / "foundation/ui/templates/ui/components/tag.html"
    assert [str(p.relative_to(SOURCE)) for p in TEMPLATES if p != allowed and drawn.search(p.read_text())] == []


def test_only_a_status_word_becomes_a_tag() -> None:
    made = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in MODULES
        if path != WORDS_THEMSELVES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Tag"
    ]
    assert made == []


def test_the_frame_and_its_components_leave_no_english_outside_a_translation() -> None:
    """Every word of ui's own templates can be put into te reo Māori (the gallery's sample words excepted)."""
    own = [p for p in TEMPLATES if "foundation/ui" in p.as_posix() and p.name != "gallery.html"]
    left = []
    for path in own:
        bare = _MODE.sub("", _TRANSLATE.sub("", _BLOCK.sub("", _COMMENT.sub("", path.read_text(encoding="utf-8")))))
        parser = _Text()
        parser.feed(re.sub(r"{{.*?}}", "", _TAG.sub("", bare)))
        left += [f"{path.name}: {text.strip()}" for text in parser.found if re.search(r"[^\W\d]{2}", text)]
    assert [text for text in left if not re.search(r": (· )?Rourou$", text)] == []


def test_the_guard_reads_what_it_should() -> None:
    source = """{% load i18n %}{# please #}<p title="Sorry">{% translate "Please wait" %} {{ page.please }}
    {% blocktranslate with n=1 %}A valid {{ n }}{% endblocktranslate %}{% button _("Send the referral") %}</p>"""
    found = " ".join(f for text in texts_of(source) for f in words.faults_in(text))
    assert all(word in found for word in ("Sorry", "Please", "valid", "referral"))
    assert list(said_in('Refused("x.please", "Please stop.")\nf(label="Whanau")')) == ["Please stop.", "Whanau"]
