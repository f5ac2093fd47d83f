"""Somebody’s way through the site by its links: one page of each kind, as plain requests; a browser looks later."""

import gzip
import http.client
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve

from tests import signing_in

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def kind_of(path: str) -> str:
    """The name of the URL; nothing for an address that leads nowhere."""
    try:
        return str(resolve(path.split("?")[0]).url_name)
    except Resolver404:
        return ""


@dataclass(frozen=True)
class Page:
    """What came back: where it ended, with which answer, how much of it travelled."""

    path: str
    status: int
    html: str
    sent: int

    @property
    def kind(self) -> str:
        return kind_of(self.path)

    @property
    def title(self) -> str:
        found = _TITLE.search(self.html)
        return unescape(found[1]) if found else ""

    @property
    def links(self) -> Iterator[str]:
        """Addresses on this site that a person can press."""
        for href in _HREF.findall(self.html):
            path = unescape(href).split("#")[0]
            if path.startswith("/") and not path.startswith(("/static", "//")):
                yield path


class Visitor:
    """Plain requests of one person, with their cookies."""

    def __init__(self, site: str) -> None:
        self.host = urllib.parse.urlsplit(site).netloc
        self.site = site
        self.cookies: dict[str, str] = {}

    def comes_in(self, email: str) -> "Visitor":
        """As one of the invented people."""
        token = _TOKEN.search(self.get("/sign-in").html)
        assert token is not None
        answer = self._ask("POST", "/demo/sign-in", {"email": email, "csrfmiddlewaretoken": token[1]})
        assert answer[0] in {302, 303}, (email, answer[0])
        return self

    def is_already(self, member: Any) -> "Visitor":
        """As somebody of a test’s own cast."""
        key = settings.SESSION_COOKIE_NAME
        self.cookies[key] = signing_in.client(member).cookies[key].value
        return self

    def get(self, path: str) -> Page:
        """The page, and where redirects led."""
        for _ in range(5):
            status, headers, body = self._ask("GET", path)
            if status not in {301, 302, 303}:
                break
            path = headers["Location"]
        html = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
        return Page(path, status, html.decode(), len(body))

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, Any, bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Accept-Encoding": "gzip", "Referer": f"{self.site}/sign-in"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urllib.parse.urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer.status, answer.headers, body


@dataclass
class Walk:
    """One person’s way: a page of each kind they meet, and links that led nowhere."""

    email: str
    pages: dict[str, Page]
    lost: list[str]
    names: set[str]


def walk(visitor: Visitor, email: str) -> Walk:
    """Follow links from the first page on; of each kind of address, the first that is met."""
    done, waiting, asked = Walk(email, {}, [], set()), [("/", "")], set()
    while waiting:
        path, source = waiting.pop(0)
        kind = kind_of(path)
        if not kind:
            done.lost.append(f"{email}: {path} on {source} leads nowhere")
        if not kind or kind in asked:
            continue
        asked.add(kind)
        page = visitor.get(path)
        done.names |= {kind, page.kind}
        if page.status >= 400:
            done.lost.append(f"{email}: {page.status} at {path} on {source}")
            continue
        done.pages.setdefault(page.kind, page)
        waiting += [(link, page.path) for link in page.links]
    return done
