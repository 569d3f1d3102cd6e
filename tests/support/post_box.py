"""The port `Messenger` in tests: what is handed over lies in a box, to be read."""

from dataclasses import dataclass, field

from service.registry.letters import Letter


@dataclass(slots=True)
class PostBox:
    """Takes everything, on the ways that are open."""

    ways: frozenset[str] = frozenset({"courriel", "text"})
    letters: list[Letter] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def address_of(self, path: str) -> str:
        return f"https://aval.test{path}"

    def send_courriel(self, letter: Letter) -> None:
        self.letters.append(letter)

    def send_text(self, to: str, text: str) -> None:
        self.texts.append((to, text))
