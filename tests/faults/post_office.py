"""A mail server on loopback that keeps what it took, and may kill the process that sends to it."""

from __future__ import annotations

import os
import signal
import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class PostOffice:
    """`kill` names the process to be killed while message `at` comes in: before the server takes
    it, or after, when the sender has not yet heard so."""

    messages: list[Message] = field(default_factory=list)
    at: int = 0
    before_taking: bool = False
    kill: int = 0
    begun: int = 0

    def __post_init__(self) -> None:
        office = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 post office\r\n")
                while line := self.rfile.readline().upper():
                    if line.startswith(b"DATA"):
                        self._take()
                    elif line.startswith(b"QUIT"):
                        self.wfile.write(b"221 bye\r\n")
                        return
                    else:
                        self.wfile.write(b"250 ok\r\n")

            def _take(self) -> None:
                self.wfile.write(b"354 go on\r\n")
                office.begun += 1
                lines: list[bytes] = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                is_last = office.kill and office.begun == office.at
                if is_last and office.before_taking:
                    os.kill(office.kill, signal.SIGKILL)
                    return
                office.messages.append(message_from_bytes(b"".join(lines)))
                if is_last:
                    os.kill(office.kill, signal.SIGKILL)
                    return
                self.wfile.write(b"250 taken\r\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
