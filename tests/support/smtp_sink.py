"""A real SMTP server that keeps what it is handed, and can be down, or refuse."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

WITHIN = 15.0


@dataclass
class Sink:
    """What came, in order; `answer` is what is said to the next messages."""

    port: int
    answer: str = "250 OK"
    came: list[EmailMessage] = field(default_factory=list)
    handed: list[tuple[str, ...]] = field(default_factory=list)
    """To whom the envelope said it goes."""

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.came.append(message_from_bytes(envelope.content, policy=default))
            self.handed.append(tuple(envelope.rcpt_tos))
        return self.answer

    def wait_for(self, count: int) -> list[EmailMessage]:
        """Wait until so many have come; return them all."""
        deadline = time.monotonic() + WITHIN
        while len(self.came) < count:
            assert time.monotonic() < deadline, f"{len(self.came)} of {count} came"
            time.sleep(0.02)
        return self.came


@contextmanager
def smtp_sink(port: int | None = None) -> Iterator[Sink]:
    """Listen while the block lasts."""
    sink = Sink(port or free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def words_of(message: EmailMessage) -> str:
    """What the message says, as plain text."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
