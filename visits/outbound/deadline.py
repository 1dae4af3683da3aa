"""One deadline over a whole exchange: connecting, TLS, headers and body, however they drip."""

from __future__ import annotations

import socket
import threading
from types import TracebackType

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """Ends the connections that were opened under it when its time is over.

    Timeouts of sockets count from byte to byte, so a server that sends a byte a second would be
    waited for for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.expired = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for copy in self._sockets:
                copy.close()
            self._sockets.clear()

    def watch(self, session: requests.Session) -> None:
        """Puts every connection that the session opens from now on under the deadline."""
        deadline = self

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return deadline._kept(super()._new_conn())

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return deadline._kept(super()._new_conn())

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        for adapter in session.adapters.values():
            assert isinstance(adapter, HTTPAdapter)
            adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    def _kept(self, opened: socket.socket) -> socket.socket:
        """The socket itself; a second handle on it is kept, which TLS does not take over."""
        with self._lock:
            self._sockets.append(opened.dup())
        return opened

    def _expire(self) -> None:
        self.expired = True
        with self._lock:
            for copy in self._sockets:
                try:
                    copy.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
