"""A small load generator: loopback only, bounded in number and in time, and every answer is looked at."""

import http.client
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked for, by whom, and a text that the right answer holds."""

    name: str
    viewer: str
    path: str
    cookie: str
    holds: str


@dataclass(frozen=True, slots=True)
class Timing:
    """One connection, one request after another."""

    requests: int
    p50: float
    p95: float
    kilobytes: float


class Client:
    """One kept-alive connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname != "127.0.0.1":
            raise ValueError("the load generator asks this machine only")
        self._connection = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=60)

    def get(self, page: Page) -> bytes:
        """The page, or a fault: an error page is fast and measures nothing."""
        self._connection.request("GET", page.path, headers={"Cookie": page.cookie})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200 or page.holds.encode() not in body:
            raise RuntimeError(f"{page.path} as {page.viewer}: {answer.status}, without “{page.holds}”")
        return body

    def close(self) -> None:
        self._connection.close()


def one_at_a_time(url: str, page: Page, *, requests: int, seconds: float) -> Timing:
    """So many requests, or as many as fit into the time, after ten that warm up."""
    client, spent, size = Client(url), [], 0
    for _ in range(10):
        size = len(client.get(page))
    until = time.perf_counter() + seconds
    while len(spent) < requests and time.perf_counter() < until:
        began = time.perf_counter()
        client.get(page)
        spent.append((time.perf_counter() - began) * 1000)
    client.close()
    ordered = sorted(spent)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Timing(len(spent), statistics.median(spent), p95, size / 1024)


def together(url: str, page: Page, *, connections: int, seconds: float) -> tuple[int, float]:
    """(requests, seconds): several connections, each asking again as soon as it is answered."""
    counts, faults = [0] * connections, []
    until = time.perf_counter() + seconds

    def ask(place: int) -> None:
        client = Client(url)
        try:
            while time.perf_counter() < until:
                client.get(page)
                counts[place] += 1
        except Exception as fault:  # said by the one who started the threads
            faults.append(fault)
        finally:
            client.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return sum(counts), time.perf_counter() - began
