"""Pages and files travel compressed: on a phone with little data a page weighs a fifth (ux.md §7, P1).

A page gets a random length with it (django.utils.text.compress_string), so that a length tells nothing about what
stands in it; the session's cookie does not come along from other sites either.
"""

import gzip
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

_TEXT: Final = ("text/", "image/svg+xml", "application/javascript", "application/json")


class CompressionMiddleware(GZipMiddleware):
    """Compresses text for whoever takes it; files of the program once for each process."""

    _packed: Final[dict[tuple[str, str], bytes]] = {}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 304 or not response.get("Content-Type", "").startswith(_TEXT):
            return response
        if request.path.startswith(settings.STATIC_URL) and response.status_code == 200:
            return self._file(request, response)
        return super().process_response(request, response)

    def _file(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """A file of ours says nothing of anybody, so it is packed once and kept."""
        patch_vary_headers(response, ("Accept-Encoding",))
        if request.method != "GET" or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        key = request.path, response.get("Last-Modified", "")
        if key not in self._packed:
            self._packed[key] = gzip.compress(b"".join(response.streaming_content), 9)  # type: ignore[attr-defined]
        packed = HttpResponse(self._packed[key], headers={**response.headers, "Content-Encoding": "gzip"})
        packed.headers["Content-Length"] = str(len(packed.content))
        response.close()
        return packed
