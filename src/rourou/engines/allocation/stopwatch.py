"""How much of the time given is left. It measures how long, never when: engines have no clock."""

import time
from collections.abc import Callable


class Stopwatch:
    """Runs from when it is made; `seconds` is all there is."""

    def __init__(self, seconds: float, *, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick, self._began, self._seconds = tick, tick(), seconds

    def spent(self) -> float:
        return self._tick() - self._began

    def left(self) -> float:
        return max(0.0, self._seconds - self.spent())

    def part(self, *, later: int) -> "Stopwatch":
        """The time for one step when `later` more follow: two fifths of what is left, or all but a tenth for each."""
        left = self.left()
        return Stopwatch(max(left * 0.4, left - self._seconds * 0.1 * later) if later else left, tick=self._tick)
