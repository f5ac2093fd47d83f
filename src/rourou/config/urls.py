"""Every URL: each context brings its own, in the order of the floors."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from rourou.config import health
from rourou.foundation.access.public_ids import PublicIdConverter

register_converter(PublicIdConverter, "public")


def _of(package: str) -> list[URLPattern | URLResolver]:
    return [path("", include(f"{package}.urls"))] if find_spec(f"{package}.urls") else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *_of("rourou.foundation.ui"),
    *_of("rourou.foundation.access"),
    *(pattern for context in settings.CONTEXTS for pattern in _of(f"rourou.contexts.{context}")),
]

handler400 = "rourou.foundation.ui.errors.bad_request"
handler403 = "rourou.foundation.ui.errors.not_allowed"
handler404 = "rourou.foundation.ui.errors.not_found"
handler500 = "rourou.foundation.ui.errors.server_fault"
