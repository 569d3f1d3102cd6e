"""Every code of the closed lists that a screen may show has its words."""

from typing import get_args

import pytest

from service.domain import vocabulary
from service.i18n.words import words_for
from service.registry.account_records import ROLES
from service.registry.acts import ACT_KINDS
from service.registry.consent_checks import METHODS
from service.registry.consent_records import ConsentState
from service.registry.post_records import PostState
from service.registry.relations import KINDS
from service.registry.withdrawing import BY, HOW
from service.web.consent_lines import LOOKS as CONSENT_LOOKS
from service.web.navigation import MENUS
from service.web.posts import LOOKS as POST_LOOKS
from service.web.questions import PLACES

OF_NOBODY = {"registry_opened", "policy_set", "user_added", "user_changed", "accesses_sealed", "legal_file"}
OF_NO_FILE = (
    "post_",
    "reading_",
    "published_link_",
    "takedown_",
    "authorization",
    "request",
    "form_",
    "scan_",
    "picture_",
    "token_",
    "account_user_",
    "institutional_",
    "policy_drafted",
    "policy_dropped",
    "policy_approved",
    "policy_replaced",
    "policy_sent",
    "policy_acknowledged",
    "policy_reminders_asked",
    "work_",
    "calendar_",
    "break_glass_",
    "access_alert_",
    "event_",
    "incident_",
    "measure_",
    "control_",
    "webhook_",
)
OF_A_FILE = [kind for kind in ACT_KINDS if not kind.startswith(OF_NO_FILE)]
LISTS = {
    "publisher": {
        "medium.": vocabulary.MEDIA,
        "channel.": vocabulary.CHANNELS,
        "purpose.": vocabulary.PURPOSES,
        "condition.": vocabulary.CONDITIONS,
        "person_role.": vocabulary.ROLES,
        "place.": tuple(PLACES),
        "post.state.": (*get_args(PostState), "takedown"),
        "role.": ROLES,
    },
    "communications": {
        "signer.": vocabulary.SIGNERS,
        "evidence.": vocabulary.EVIDENCE,
        "capacity.": vocabulary.CAPACITY_STATUSES,
        "wish.": vocabulary.WISHES,
        "minor_wish.": vocabulary.MINOR_WISHES,
        "other_parent.": vocabulary.OTHER_PARENT,
        "emancipated.": vocabulary.EMANCIPATIONS,
        "method.": METHODS,
        "relation.": KINDS,
        "state.": (*get_args(ConsentState), "expired", "refusal"),
        "withdraw.by.": BY,
        "withdraw.how.": HOW,
        "act.": tuple(kind for kind in OF_A_FILE if kind not in OF_NOBODY),
    },
    "legal": {
        "order.court.": vocabulary.COURTS,
        "protection.": vocabulary.LPJ_STATUSES,
        "check.": vocabulary.LEGAL_CHECK_STATUSES,
        "review.outcome.": vocabulary.REVIEW_OUTCOMES,
        "verdict.": vocabulary.VERDICTS,
        "protection.other_ban.": vocabulary.OTHER_BANS,
        "placement.clientele.": vocabulary.RESOURCE_CLIENTELES,
    },
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", LISTS)
def test_every_code_has_its_words(role: str, language: str) -> None:
    words = words_for(role, language)
    keys = [prefix + code for prefix, codes in LISTS[role].items() for code in codes]
    assert [key for key in keys if not words.knows(key)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", MENUS)
def test_every_menu_can_be_read_by_its_role(role: str, language: str) -> None:
    words = words_for(role, language)
    assert [key for _, key in MENUS[role] if not words.knows(key)] == []


def test_every_state_has_its_colour() -> None:
    assert set(CONSENT_LOOKS) == {*get_args(ConsentState), "expired", "refusal"}
    assert set(POST_LOOKS) == {*get_args(PostState), "takedown"}


def test_every_place_of_the_rules_is_reached_by_its_own_name_or_a_neutral_one() -> None:
    assert set(PLACES.values()) <= set(vocabulary.CAPTURE_PLACES)
