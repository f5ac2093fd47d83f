"""Every string that people read, found in the source: what the catalogue must hold.

Templates are read by Django's own reader of them, Python by its syntax tree. Where no Django may be imported (types,
rules, the kernel) a text stands bare, in one of a few known places: the label of a closed list, the sentence of a
refusal, of a role or of an event, the values of a dictionary called …_WORDS.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.utils.translation.template import templatize

SOURCE: Final = Path(__file__).resolve().parents[2]
# Sample words of the kit, invented communities and what only a terminal shows: nobody reads them in another language.
NOT_READ: Final = ("foundation/ui/gallery.py", "ui/gallery.html", "exchange/jobs/community", "config/commands")

# The calls that translate, each with the places of its context, its one and its many.
_CALLS: Final[dict[str, tuple[int | None, int, int | None]]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
}
# Calls of ours whose argument is read by people, and translated where it is shown.
_SAID: Final = {
    "Refused": 1,
    "Conflict": 1,
    "NotAllowed": 1,
    "RoleCard": 0,
    "SupportNeed": 2,
    "check_has_words": 1,
    "_need": 2,
}
_CLOSED_LISTS: Final = {"Word", "Number"}
_LITERAL: Final = r"""\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_IN_TEMPLATE: Final = re.compile(rf"(?<![\w.])(_|n?p?gettext)\({_LITERAL}(?:,{_LITERAL})?(?:,{_LITERAL})?")


@dataclass(slots=True)
class Message:
    """One string to translate, and the files that say it."""

    msgid: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def parts(self) -> dict[str, str]:
        """As the parts of a catalogue's entry, still empty."""
        named = {"msgctxt": self.context} if self.context else {}
        if self.plural:
            return {**named, "msgid": self.msgid, "msgid_plural": self.plural, "msgstr[0]": "", "msgstr[1]": ""}
        return {**named, "msgid": self.msgid, "msgstr": ""}


def in_template(text: str) -> Iterator[Message]:
    """The messages of one template."""
    for found in _IN_TEMPLATE.finditer(templatize(text)):
        arguments = [ast.literal_eval(literal) for literal in found.groups()[1:] if literal]
        yield _message(found[1], arguments)


def _message(name: str, arguments: list[str]) -> Message:
    context, one, many = _CALLS[name]
    return Message(
        arguments[one],
        arguments[many] if many is not None else "",
        arguments[context] if context is not None else "",
    )


def in_module(text: str) -> Iterator[Message]:
    """The messages of one module."""
    tree = ast.parse(text)
    names = _translating(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, names)
        elif isinstance(node, ast.ClassDef):
            yield from _of_closed_list(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            yield from _of_words(node, node.value)


def _translating(tree: ast.AST) -> dict[str, str]:
    """What this module calls each of Django's functions."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in _CALLS
    }


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _of_call(node: ast.Call, names: dict[str, str]) -> Iterator[Message]:
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    texts = [_text(argument) for argument in node.args]
    if called in names:
        wanted = [place for place in _CALLS[names[called]] if place is not None]
        if len(texts) > max(wanted) and all(texts[place] is not None for place in wanted):
            yield _message(names[called], [text or "" for text in texts])
    elif called in _SAID and len(texts) > _SAID[called]:
        yield from _worded(texts[_SAID[called]])


def _of_closed_list(node: ast.ClassDef) -> Iterator[Message]:
    """The labels of `class Answer(Word)`, and the sentences of the events."""
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    if not bases & _CLOSED_LISTS and node.name != "Event":
        return
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple) and len(line.value.elts) > 1:
            yield from _worded(_text(line.value.elts[1]))


def _of_words(node: ast.Assign | ast.AnnAssign, values: ast.Dict) -> Iterator[Message]:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if isinstance(target, ast.Name) and re.search(r"[^_].*_WORDS$", target.id) and not target.id.startswith("_"):
        for value in values.values:
            yield from _worded(_text(value))


def _worded(text: str | None) -> Iterator[Message]:
    if text and re.search(r"[^\W\d]{2}", text):
        yield Message(text)


def gathered(source: Path = SOURCE) -> dict[str, Message]:
    """Every message by its key, with the files that say it. Said as one and as many, it is one message."""
    found: dict[str, Message] = {}
    for file in sorted((*source.glob("**/templates/**/*.*"), *source.glob("**/*.py"))):
        where = file.relative_to(source).as_posix()
        if "/migrations/" in where or any(part in where for part in NOT_READ):
            continue
        text = file.read_text(encoding="utf-8")
        for message in in_module(text) if file.suffix == ".py" else in_template(text):
            _keep(found, message, where)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].casefold(), pair[0])))


def _keep(found: dict[str, Message], message: Message, where: str) -> None:
    key = f"{message.context}\x04{message.msgid}"
    kept = found.setdefault(key, message)
    kept.plural = kept.plural or message.plural
    kept.files.add(where)
