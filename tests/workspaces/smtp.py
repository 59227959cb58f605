"""A mail server of forty lines: it takes what it is given, or refuses when it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Mailbox:
    """What came in, and how the server behaves; `refusals` are answers to the next RCPTs."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.refusals: list[str] = []
        self.url = ""


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 hello")
        for line in iter(self.line, ""):
            verb = line[:4].upper()
            if verb == "DATA":
                self.take_letter()
            elif verb == "RCPT" and self.box.refusals:
                self.say(self.box.refusals.pop(0))
            else:
                self.say("221 bye" if verb == "QUIT" else "250 fine")

    @property
    def box(self) -> Mailbox:
        box = self.server.box  # type: ignore[attr-defined]
        assert isinstance(box, Mailbox)
        return box

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def line(self) -> str:
        return self.rfile.readline().decode().rstrip("\r\n")

    def take_letter(self) -> None:
        self.say("354 go on")
        self.box.letters.append("\n".join(iter(self.line, ".")))
        self.say("250 taken")


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A server on loopback for as long as the block lasts."""
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        box = Mailbox()
        server.daemon_threads, server.box = True, box  # type: ignore[attr-defined]
        box.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()
