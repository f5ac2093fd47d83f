"""What the browser is given: vendored by exact version and hash, nothing from outside, nothing inline, light."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "rourou"
STATIC = SOURCE / "foundation/ui/static"
VENDOR = STATIC / "vendor"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
ASSETS = json.loads((VENDOR / "VENDOR.json").read_text(encoding="utf-8"))["assets"]


def _integrity(path: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


@pytest.mark.parametrize("asset", ASSETS, ids=lambda a: a["file"])
def test_a_vendored_file_is_the_one_that_was_taken(asset: dict[str, str]) -> None:
    assert _integrity(VENDOR / asset["file"]) == asset["integrity"]
    assert _integrity(VENDOR / asset["licence_file"]) == asset["licence_integrity"]
    assert asset["version"] in asset["file"]


def test_nothing_is_vendored_without_its_line() -> None:
    named = {a[key] for a in ASSETS for key in ("file", "licence_file")} | {"VENDOR.json"}
    assert {p.name for p in VENDOR.iterdir()} == named


def test_every_file_a_template_names_is_there() -> None:
    for path in TEMPLATES:
        for name in re.findall(r"""{%\s*static\s+["'](.*?)["']\s*%}""", path.read_text(encoding="utf-8")):
            assert any((app / "static" / name).exists() for app in (STATIC.parent, *SOURCE.glob("contexts/*"))), name


_INLINE = re.compile(
    r"""\sstyle=["']|<style|\son[a-z]+=["']|<script(?![^>]*\bsrc=)|javascript:|hx-on|hx-vals=["']js:"""
)
_OUTSIDE = re.compile(r"""(?:src|href|action|hx-\w+)=["'](?:https?:)?//""")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_templates_hold_nothing_the_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _INLINE.findall(text) == []
    assert _OUTSIDE.findall(text) == []


def test_the_style_sheet_is_light_and_fetches_nothing() -> None:
    sheet = (STATIC / "rourou/rourou.css").read_bytes()
    assert len(gzip.compress(sheet, 9)) < 7_000
    assert not re.search(rb"@import|url\(|@font-face", sheet)
    assert b"text-transform" not in sheet  # never upper case in CSS: it loses macrons and names
    assert b"font-style" not in sheet


def test_scripts_are_small_and_optional() -> None:
    own = (STATIC / "rourou/rourou.js").read_bytes()
    assert len(own) < 3_000
    assert not re.search(rb"localStorage|sessionStorage|fetch\(|eval\(|innerHTML", own)


def test_a_first_visit_fits_its_budget() -> None:
    """P1: staff 100 kB, whānau 60 kB, of which the page itself may take 30 and 14."""
    files = [p for p in STATIC.rglob("*") if p.suffix in {".css", ".js", ".svg"}]
    weight = {p.name: len(gzip.compress(p.read_bytes(), 9)) for p in files}
    assert sum(weight.values()) + 30_000 < 100_000
    assert weight["rourou.css"] + weight["favicon.svg"] + 14_000 < 60_000
