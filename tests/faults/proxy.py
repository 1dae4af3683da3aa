"""A TCP proxy that can stop carrying: neither answers nor refusals come through."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Proxy:
    """Carries connections on a port of loopback to a Unix socket or to a port."""

    def __init__(self, target: str | tuple[str, int]) -> None:
        self._target = target
        self._carries = threading.Event()
        self._carries.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.bytes = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def part(self) -> None:
        self._carries.clear()

    def heal(self) -> None:
        self._carries.set()

    def close(self) -> None:
        self._carries.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=[near], daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self._carries.wait()
        try:
            if isinstance(self._target, str):
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._target)
            else:
                far = socket.create_connection(self._target)
        except OSError:
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._carry, args=[one, other], daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self._carries.wait()
                other.sendall(data)
                self.bytes += len(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
