"""What becomes of a courriel or text that was asked for: written in its language, and handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.i18n.notice_words import notice_words
from service.registry.letters import Letter
from service.registry.loading import consent_of
from service.registry.messages import COURRIEL, TEXT, WORD
from service.registry.sealed_forms import write_receipt

if TYPE_CHECKING:
    from service.i18n.notices import Notice
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports

ATTACHED: Final = {"fr": "autorisation.pdf", "en": "authorization.pdf"}
"""One name for all in each language: it tells nothing of anyone."""
UNTIL_SET: Final = timedelta(minutes=5)
"""How often a message that nothing carries is looked at again: it leaves soon after a way is set."""


def do_courriel(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Send a courriel; kept while no SMTP server is set, dropped once it is of no use any more."""
    if _is_over(ports, job):
        return None
    if COURRIEL not in ports.messenger.ways:
        return _wait(ports, job)
    ports.messenger.send_courriel(letter_of(ports, job))
    return None


def do_text(ports: Ports, job: JobRecord) -> JobRecord | None:
    """Send a text message, likewise."""
    if _is_over(ports, job):
        return None
    if TEXT not in ports.messenger.ways:
        return _wait(ports, job)
    ports.messenger.send_text(job.details["to"], _notice(ports, job).text)
    return None


def letter_of(ports: Ports, job: JobRecord) -> Letter:
    """Write the letter of a job."""
    notice, details = _notice(ports, job), job.details
    return Letter(
        mark=details["mark"],
        to=details["to"],
        language=details["language"],
        subject=notice.subject,
        paragraphs=notice.paragraphs,
        button=notice.button,
        path=details.get(f"{WORD}path", ""),
        attachment=_receipt(ports, details.get(f"{WORD}receipt", ""), details["language"]),
    )


def _receipt(ports: Ports, consent_id: str, language: str) -> tuple[str, bytes] | None:
    """Write the receipt that goes along: made now, so that no copy of it waits in the queue."""
    if not consent_id:
        return None
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
    return ATTACHED[language], write_receipt(ports, file, consent, language)


def _notice(ports: Ports, job: JobRecord) -> Notice:
    words = {name.removeprefix(WORD): text for name, text in job.details.items() if name.startswith(WORD)}
    link = ports.messenger.address_of(words.get("path", ""))
    house = ports.establishment.get("establishment", "Aval")
    return notice_words(
        job.details["language"], job.details["template"], {"establishment": house, "link": link, **words}
    )


def _is_over(ports: Ports, job: JobRecord) -> bool:
    """Tell whether it is too late to send it."""
    until = job.details.get(f"{WORD}until")
    return until is not None and datetime.fromisoformat(until) <= ports.clock()


def _wait(ports: Ports, job: JobRecord) -> JobRecord:
    return replace(job, due_at=ports.clock() + UNTIL_SET)
