"""A letter as an Internet message (RFC 5322): plain text and simple HTML that say the same."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.letters import Letter

_PAGE: Final = (
    '<!doctype html>\n<html lang="{language}-CA"><head><meta charset="utf-8">'
    "<title>{subject}</title></head>\n"
    '<body style="font: 16px/24px sans-serif; color: #223654; max-width: 560px">\n{body}\n</body></html>\n'
)
_BREAK: Final = "<br>\n"
_BUTTON: Final = '<p><a href="{link}" style="color: #095797; font-weight: 600">{button}</a></p>'


def encode_courriel(letter: Letter, sender: Address, base: str, at: datetime) -> EmailMessage:
    """Write a letter as a message. `base` is our public address, without a last `/`.

    The message's id comes of the letter's mark, so that a second sending has the same (RFC 5322, 3.6.4).
    Raises `ValueError` when a header holds a line break.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{letter.mark}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    link = f"{base}{letter.path}" if letter.path else ""
    message.set_content(_plain(letter, link), cte="quoted-printable")
    message.add_alternative(_html(letter, link), subtype="html", cte="quoted-printable")
    if letter.attachment:
        name, content = letter.attachment
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message


def _plain(letter: Letter, link: str) -> str:
    parts = [*letter.paragraphs, f"{letter.button}\n{link}" if link else ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(letter: Letter, link: str) -> str:
    parts = [f"<p>{_BREAK.join(map(escape, part.splitlines()))}</p>" for part in letter.paragraphs]
    if link:
        parts.append(_BUTTON.format(link=escape(link), button=escape(letter.button)))
    return _PAGE.format(
        language=escape(letter.language), subject=escape(letter.subject), body="\n".join(parts)
    )
