"""Write docs/reference out of the code; with --check, compare and fail on a difference."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "docs" / "reference"
MADE = "<!-- Made by docs/generate.py from the code. Change the code, then run it. -->\n\n"


def _django() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("ROUROU_STAMP", "test")
    os.environ.setdefault("DATABASE_URL", "postgresql://app:none@localhost/none")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rourou.config.settings_test")
    os.environ.setdefault("ROUROU_DATA_DIR", tempfile.gettempdir())
    import django

    django.setup()


def permissions() -> str:
    """Roles, their sentences and what each may attempt."""
    from rourou.foundation.access.permissions import Permission
    from rourou.foundation.access.roles import ROLES

    lines = ["# Roles and permissions", "", "What a role may attempt. What it may see stands in grants.", ""]
    for role, card in ROLES.items():
        lines += [f"**{role}**: {card.sentence}", ""]
    roles = list(ROLES)
    lines += ["| permission | " + " | ".join(roles) + " |", "|---|" + "---|" * len(roles)]
    for permission in Permission:
        marks = ["●" if permission in ROLES[role].permissions else "" for role in roles]
        lines.append(f"| {permission} | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def events() -> str:
    """The audit catalogue."""
    from rourou.foundation.audit.events import Event

    lines = ["# What stands in the ledger", "", "| event | in words | grants | counts |", "|---|---|---|---|"]
    for event in Event:
        marks = ["●" if on else "" for on in (event.changes_grants, event.changes_counts)]
        lines.append(f"| {event.label} | {event.sentence} | {marks[0]} | {marks[1]} |")
    return "\n".join(lines) + "\n"


def reactions() -> str:
    """What follows what."""
    from rourou.foundation.access.reactions import all_registered

    lines = ["# Reactions", "", "What follows an event upward, in the same transaction, lowest floor first.", ""]
    lines += ["| event | then |", "|---|---|"]
    for event, commands in sorted(all_registered().items(), key=lambda pair: pair[0].label):
        for command in commands:
            lines.append(f"| {event.label} | `{command.__module__.removeprefix('rourou.')}.{command.__name__}` |")
    return "\n".join(lines) + "\n"


def privacy() -> str:
    """Every field of every table about people, with its category."""
    from django.apps import apps

    lines = ["# Privacy manifest", "", "Every field of every table that has one, by category.", ""]
    for model in sorted(apps.get_models(), key=lambda m: m._meta.label):
        manifest = getattr(model, "Privacy", None)
        if manifest is None:
            continue
        lines += [f"## {model._meta.label}", "", (model.__doc__ or "").strip().split("\n")[0], ""]
        for category, names in vars(manifest).items():
            if not category.startswith("_"):
                lines.append(f"- {category.replace('_', ' ')}: {', '.join(sorted(names))}")
        lines.append("")
    return "\n".join(lines)


def te_reo() -> str:
    """How much te reo Māori there is, part by part: the public figure (ux.md W5)."""
    from rourou.foundation.ui import catalogue

    entries = catalogue.read_po(catalogue.PO.read_text(encoding="utf-8"))
    lines = ["# Te reo Māori", "", "Strings of the program, how many of them are written in te reo Māori, and how many"]
    lines += ["a named reviewer has passed. A string that is missing shows in English and says so to a screen reader."]
    lines += [
        "Nothing is made up: what stands comes from the table of terms, and waits for its reviewer. The catalogue"
    ]
    lines += ["is brought up to the source by `python -m rourou.foundation.ui.catalogue`."]
    lines += ["", "| part | strings | in te reo Māori | reviewed |", "|---|---|---|---|"]
    for part, files in {**catalogue.PARTS, "all of it": ""}.items():
        found = catalogue.coverage(entries, files)
        lines.append(f"| {part} | {found.total:,} | {found.translated} | {found.reviewed} |")
    return "\n".join(lines) + "\n"


PAGES = {
    "permissions.md": permissions,
    "events.md": events,
    "reactions.md": reactions,
    "privacy.md": privacy,
    "te-reo.md": te_reo,
}


def main() -> int:
    """Exit 1 where --check finds a difference."""
    _django()
    HERE.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        text = MADE + make()
        file = HERE / name
        if "--check" in sys.argv and (not file.exists() or file.read_text() != text):
            stale.append(name)
        elif "--check" not in sys.argv:
            file.write_text(text)
    if stale:
        print(f"docs/reference is behind the code: {', '.join(stale)}. Run python docs/generate.py.")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
