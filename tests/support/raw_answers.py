"""A program that listens and answers just these bytes, whatever it is asked, as no server would."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


@contextmanager
def answering(content: bytes, every: float = 0.0) -> Iterator[str]:
    """Answer each call with the content, at once or a byte `every` so many seconds; gives the address."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        thread = Thread(target=_serve, args=(server, content, every, over))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


def _serve(server: socket.socket, content: bytes, every: float, over: Event) -> None:
    while not over.is_set():
        with suppress(OSError):
            line, _ = server.accept()
            with line:
                line.recv(65536)
                for part in [content] if not every else [bytes([one]) for one in content]:
                    if over.is_set():
                        return
                    line.sendall(part)
                    time.sleep(every)
