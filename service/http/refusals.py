"""What is refused at the door, before any use case: who asks, how often, in which form."""

from __future__ import annotations

from service.registry.errors import NotAllowed, RegistryError


class NotAuthenticated(RegistryError):
    """No token, or one that stands for nobody (any more)."""

    def __init__(self) -> None:
        super().__init__("NOT_AUTHENTICATED")


class Forged(NotAllowed):
    """The form was not sent from one of our pages of this session."""

    def __init__(self) -> None:
        super().__init__("FORGED")


class RateLimited(RegistryError):
    """Too many questions in a minute; `wait` is how many seconds until the next one is taken."""

    def __init__(self, wait: int) -> None:
        super().__init__("RATE_LIMITED")
        self.wait = wait


class Malformed(RegistryError):
    """The request itself cannot be read."""
