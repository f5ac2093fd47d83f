"""The frame is drawn without a database: a call is three names and a role, handed to the request."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation


@dataclass(frozen=True)
class Hat:
    """Stands in for access.call.PostCard."""

    role: str = "coordinator"
    post_id: str = "post-1"
    title: str = "Learning Support Coordinator"
    person_name: str = "Mere Aperahama"
    organisation_name: str = "Matipo Valley School"
    cluster_name: str = "the Matipo Valley learning support cluster"
    cluster_contact: str = "Mere Aperahama, Learning Support Coordinator (LSC)"
    cluster_phone: str = "03 555 0142"


@dataclass(frozen=True)
class FakeCall:
    """Stands in for access.call.Call."""

    post: Hat = field(default_factory=Hat)
    person_id: str = "person-1"


@pytest.fixture
def ask() -> Any:
    """ask("/today", role="teacher") gives a request as the call middleware leaves it."""

    def make(
        path: str = "/gallery", *, role: str = "coordinator", data: dict[str, Any] | None = None, **headers: str
    ) -> HttpRequest:
        factory = RequestFactory(headers=headers)
        request = factory.get(path) if data is None else factory.post(path, data)
        if role:
            request.call = FakeCall(Hat(role=role))
        return request

    return make


@pytest.fixture
def with_two_hats() -> Any:
    """The request of a person who also works at Rimu Street."""

    def dress(request: Any) -> Any:
        other = Hat(post_id="post-2", organisation_name="Rimu Street School")
        request.calls, request.session = [request.call, FakeCall(other)], {}
        return request

    return dress


@pytest.fixture(params=["en-nz", "mi"])
def either_language(request: pytest.FixtureRequest) -> Any:
    with translation.override(request.param):
        yield request.param
