"""How each kind of work that changes leave behind is done, and the walks of each morning."""

from __future__ import annotations

from typing import Final

from service.registry import deadline_letters, endings, policy_links, reading_alerts, status_publishing
from service.registry.corner import JOB as CORNER
from service.registry.corner import do_corner_code
from service.registry.deadline_letters import do_deadline_letters
from service.registry.delivering import do_courriel, do_text
from service.registry.endings import do_endings
from service.registry.intake import JOB as READ
from service.registry.intake_confirming import FORGET, do_forget_pictures
from service.registry.intake_reading import do_read_scan
from service.registry.jobs import Doing, Doings
from service.registry.messages import COURRIEL, TEXT
from service.registry.policies import SENDING as POLICY_SENDING
from service.registry.policy_links import do_policies, do_policy_sending
from service.registry.post_review import WALK as POSTS_REVIEW
from service.registry.post_review import do_posts_review
from service.registry.reading_alerts import do_alert_letters
from service.registry.sealed_forms import do_seal
from service.registry.sealing import SEAL
from service.registry.signing_links import DUE
from service.registry.signing_reminders import remind_or_end
from service.registry.status_publishing import do_publish
from service.registry.takedown_letters import do_takedown_letters
from service.registry.takedown_receipts import JOB as TAKEDOWN_RECEIPT
from service.registry.takedown_receipts import do_takedown_receipt
from service.registry.takedowns import LETTERS as TAKEDOWN_LETTERS
from service.registry.telling import TELL
from service.registry.webhook_sending import SEND, do_send, do_tell

WALKS: Final = (
    endings.WALK,
    deadline_letters.WALK,
    reading_alerts.WALK,
    POSTS_REVIEW,
    policy_links.WALK,
    status_publishing.WALK,
)
"""Kept on the list of work from the start of the first worker on."""


def doings() -> Doings:
    """Tell how each kind of work that changes leave behind is done."""
    return {
        SEAL: Doing(do_seal),
        READ: Doing(do_read_scan, long=True),
        FORGET: Doing(do_forget_pictures),
        COURRIEL: Doing(do_courriel),
        TEXT: Doing(do_text),
        CORNER: Doing(do_corner_code),
        endings.WALK.kind: Doing(do_endings, long=True),
        deadline_letters.WALK.kind: Doing(do_deadline_letters, long=True),
        reading_alerts.WALK.kind: Doing(do_alert_letters, long=True),
        POSTS_REVIEW.kind: Doing(do_posts_review, long=True),
        policy_links.WALK.kind: Doing(do_policies, long=True),
        POLICY_SENDING: Doing(do_policy_sending, long=True),
        status_publishing.WALK.kind: Doing(do_publish, long=True),
        DUE: Doing(remind_or_end),
        TAKEDOWN_LETTERS: Doing(do_takedown_letters),
        TAKEDOWN_RECEIPT: Doing(do_takedown_receipt),
        TELL: Doing(do_tell),
        SEND: Doing(do_send, long=True),
    }
