"""Tokens as text, written a second time: what the corpus and the second verifier are made with."""

from typing import Final

CHARACTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def address_of(token: bytes) -> str:
    return "https://registre.example.qc.ca/v#" + str(int.from_bytes(b"\x01" + token))


def code_of(token: bytes) -> str:
    text = "CAC1:"
    for start in range(0, len(token) - 1, 2):
        number = token[start] << 8 | token[start + 1]
        text += CHARACTERS[number % 45] + CHARACTERS[number // 45 % 45] + CHARACTERS[number // 2025]
    if len(token) % 2:
        text += CHARACTERS[token[-1] % 45] + CHARACTERS[token[-1] // 45]
    return text


def token_in(text: str) -> bytes | None:
    """The token of an address or a code; None for anything else."""
    text = text.strip()
    if text.startswith("CAC1:"):
        return _from_base45(text[5:])
    page, _, digits = text.partition("#")
    is_page = page.startswith(("https://", "http://")) and page.endswith("/v") and "?" not in page
    if not is_page or not digits.isascii() or not digits.isdigit() or digits[0] == "0" or len(digits) > 340:
        return None
    content = int(digits).to_bytes(200).lstrip(b"\x00")
    return content[1:] if content[0] == 1 and len(content) <= 136 else None


def _from_base45(text: str) -> bytes | None:
    if not set(text) <= set(CHARACTERS) or len(text) % 3 == 1 or not text:
        return None
    content = b""
    for start in range(0, len(text), 3):
        number = sum(CHARACTERS.index(each) * 45**n for n, each in enumerate(text[start : start + 3]))
        size = len(text[start : start + 3]) - 1
        if number >= 256**size:
            return None
        content += number.to_bytes(size)
    return content
