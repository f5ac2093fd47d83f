"""The two doors for those who watch the process."""

from django.test import Client


def test_the_process_is_up_and_the_store_is_ready() -> None:
    client = Client()
    for door, said in (("/healthz", b"ok\n"), ("/readyz", b"ready\n")):
        answer = client.get(door)
        assert (answer.status_code, answer.content, answer.headers["Cache-Control"]) == (200, said, "no-store")
