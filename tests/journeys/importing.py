"""Bringing in a file as somebody does it in a browser: for journeys that begin with a roster or the supply."""

from pathlib import Path
from typing import Any

from django.conf import settings

from tests import signing_in
from tests.cast import Member


def signed_in(browsing: Any, who: Member, *, width: int = 1280, scripts: bool = True) -> Any:
    """A page of a browser in which this person is signed in."""
    context = browsing.browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    key = signing_in.client(who).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": browsing.url}])
    return context.new_page()


def check(page: Any, site: str, kind: str, file: Path) -> None:
    """Choose the file and check it: nothing has changed by that."""
    page.goto(f"{site}/imports")
    page.get_by_role("link", name="Bring in").first.click()
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Check the file").click()
    page.wait_for_url("**/imports/*")


def load(page: Any) -> None:
    """Press the button in the audience line."""
    page.get_by_role("button", name="Load the file").click()
    page.get_by_role("heading", name="Loaded, all of it").wait_for()


def undo(page: Any, why: str) -> None:
    """Take the load back, with a reason."""
    page.get_by_role("link", name="Undo this load").click()
    page.get_by_label("Why is it undone?").fill(why)
    page.get_by_role("button", name="Undo this load").click()
    page.get_by_role("heading", name="Undone").wait_for()
