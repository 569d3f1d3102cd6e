"""What may wait: done by one thread in the background, never at an answer's cost."""

from collections.abc import Callable
from threading import Condition, Thread
from typing import Final

from service.registry.errors import Unavailable
from service.storage.failures import StorageBroken

PAUSE_SECONDS: Final = 1.0


class Later:
    """Does each kind of chore at most once a second; what fails is asked for again by whoever needs it."""

    def __init__(self) -> None:
        self._chores: dict[object, Callable[[], None]] = {}
        self._changed = Condition()
        self._ended = False
        self._broken: StorageBroken | None = None
        self._thread: Thread | None = None

    def ask(self, name: object, chore: Callable[[], None]) -> None:
        """Ask for a chore; one of the same name that still waits is enough.

        Raises StorageBroken when an earlier one met a failing disk: whoever asks next must end.
        """
        if self._broken:
            raise self._broken
        if name in self._chores or self._ended:
            return
        with self._changed:
            self._chores[name] = chore
            self._changed.notify()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="storage-later", daemon=True)
                self._thread.start()

    def finish(self) -> None:
        """Do what still waits, and end."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def _work(self) -> None:
        while self._chores or not self._ended:
            with self._changed:
                self._changed.wait_for(lambda: self._chores or self._ended)
                self._changed.wait_for(lambda: self._ended, PAUSE_SECONDS)
                chores, self._chores = self._chores, {}
            for chore in chores.values():
                self._try(chore)

    def _try(self, chore: Callable[[], None]) -> None:
        try:
            chore()
        except StorageBroken as error:
            self._broken = error
        except Unavailable:
            return
