"""A connection from whoever it may be: a request has its time to come, and idle ones make room.

uvicorn bounds how long a connection rests between two requests, but not how slowly one comes.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Beyond so many the one that has rested longest is closed.
_MOST_OPEN = 32
_LEAST_A_SECOND = 50_000


class PatientConnection(H11Protocol):
    """Closed where its request is not there in time: an upload may take longer as long as it comes.

    As many seconds are given as a connection may rest between two requests.
    """

    _timer: asyncio.TimerHandle | None = None
    _taken = 0
    _since = 0.0

    @property
    def rests_since(self) -> float | None:
        """Since when it says nothing; None while something is asked or answered."""
        is_answered = self.cycle is None or self.cycle.response_complete
        return self._since if is_answered else None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._begin()
        others = (each for each in self.connections if isinstance(each, PatientConnection))
        still_open = [each for each in others if not each.transport.is_closing()]
        resting = [(each.rests_since, each) for each in still_open if each.rests_since is not None]
        if len(still_open) > _MOST_OPEN and resting:
            min(resting, key=lambda each: each[0])[1].transport.close()

    def data_received(self, data: bytes) -> None:
        """Take some of a request; once it is whole, nothing is waited for."""
        self._taken += len(data)
        try:
            super().data_received(data)
        except UnicodeDecodeError:
            # A path is bytes, and need be no text.
            self.send_400_response("Invalid HTTP request received.")
        if self.conn.their_state in (h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR):
            self._end()
        elif self._timer is None:
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._taken, self._since = 0, self.loop.time()
        self._timer = self.loop.call_later(self.timeout_keep_alive, self._look)

    def _end(self) -> None:
        self._since = self.loop.time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        """Wait on for what comes as fast as an upload does; else end it."""
        self._timer = None
        due = self._since + self.timeout_keep_alive + self._taken / _LEAST_A_SECOND
        if due > self.loop.time():
            self._timer = self.loop.call_at(due, self._look)
        else:
            self.transport.abort()
