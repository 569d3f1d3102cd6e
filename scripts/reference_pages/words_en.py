"""English words of the reference."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "reasons.title": "Reasons of decisions",
    "reasons.intro": "In the order in which the rules are judged. An article reads as it stands since the "
    "date given; each establishment has its lawyers confirm these references.",
    "table.title": "Decision table",
    "table.intro": "One row a reason, in the order in which the rules are judged. Every reason that applies "
    "is given, and the worst verdict wins: denied, legal decision required, allowed with conditions, "
    "allowed. Verdicts are those of the default settings, before legal's recorded decisions. A publisher "
    "reads no reason: yes, yes with conditions or no. Where communications reads `LEGAL_REVIEW`, it reads"
    " “{legal_review}”",
    "settings.title": "Settings of the rules",
    "settings.intro": "What the establishment's lawyers may change. The default value is in bold. No setting"
    " silences a rule of youth protection.",
    "code": "Code",
    "text": "Reason",
    "rules": "Rules",
    "law": "Law",
    "readers": "Who reads it",
    "verdict": "Verdict",
    "setting": "Setting",
    "question": "What it settles",
    "values": "Values",
    "reasons": "Reasons it touches",
    "conditions": "Conditions",
    "shown": "Communications reads",
    "since": "since",
    "until": "until",
    "same": "this reason",
    "dropped": "nothing",
    "communications": "communications, legal",
    "legal": "legal",
    "chapter.absolute": "Absolute bans",
    "chapter.identifiability": "Can the person be recognised?",
    "chapter.base_facts": "Base facts and legal check",
    "chapter.other_bans": "Other bans",
    "chapter.youth_protection": "Youth protection",
    "chapter.deceased": "Deceased person",
    "chapter.exceptions": "Exceptions",
    "chapter.rights_and_wishes": "Copyright, wishes, nothing on file",
    "chapter.signers": "Who had to sign",
    "chapter.papers": "Is the authorization good?",
    "chapter.after_that": "After that",
    "chapter.group": "Group",
    "setting.minor_14_17_policy": "From 14 to 17, who signs: the young person, and a parent on public "
    "channels; the young person alone; either of them; or both everywhere.",
    "setting.minor_u14_refusal": "The refusal of a child under 14.",
    "setting.feb29_rule": "The birthday of those born on February 29, in common years.",
    "setting.turning_14": "At 14, what becomes of what a parent signed before.",
    "setting.turning_18_parent_consent": "At 18, what becomes of what a parent signed.",
    "setting.turning_18_self_signed": "At 18, what becomes of what the person signed as a minor.",
    "setting.court_file_check_digit": "A wrong check digit in a court file number.",
    "setting.staff_name": "The name and function of a member of staff, alone.",
    "setting.second_parent_refusal": "One parent signs, the other refuses.",
    "setting.known_parental_conflict": "A conflict between the parents is known.",
    "setting.former_lpj_child_adult": "An adult who was followed as a child.",
    "setting.lpj_ended_minor": "A minor who is no longer followed.",
    "setting.lpj_parent_unrelated_context": "The parent of a child who is followed, in an unrelated context.",
    "setting.deceased_no_consent": "A deceased person who gave no authorization while living.",
    "setting.deceased_living_consent": "An authorization given while living that says nothing of death.",
    "setting.staff_departure": "Someone who has left the staff.",
    "setting.rirtf_child_resource": "Responsible for a children's resource.",
    "setting.rirtf_kinship": "Responsible for a children's resource, kinship foster family.",
    "setting.later_incapacity": "Someone who became incapable after signing.",
    "setting.lpj_order_also_needs_personal_consent": "A valid order does not do away with an authorization, "
    "unless it says so.",
    "setting.written_form_required": "The authorization must be written.",
    "setting.max_consent_months": "Months that an authorization without an end date is good for.",
    "setting.public_channels": "The channels that the public sees.",
    "setting.time_zone": "The time zone of the place of publication, which gives the local date.",
    "setting.spot_check_share": "The share of ordinary files that legal checks at random.",
    "silent": "rule silent",
    "forms.title": "Readability of the forms",
    "forms.intro": "The running text of each form that comes with Aval, without titles and labels. "
    "No sentence has more than 20 words: a form that has one is not served.\n\n"
    "The ease is that of Flesch (1948) in English, of Kandel and Moles (1958) in French. "
    "From 60 to 70 reading is standard. Above, it is fairly easy. "
    "The two scales cannot be compared with each other.",
    "forms.form": "Form, version",
    "forms.language": "Language",
    "forms.sentences": "Sentences",
    "forms.mean": "Words a sentence",
    "forms.longest": "Longest sentence",
    "forms.ease": "Ease",
    "forms.fr": "French",
    "forms.en": "English",
    "states.intro": "States of an authorization, and the act that leads from one to another. An "
    "authorization expires by its dates and is replaced by a later one, in no act.",
    "roles.title": "Who reads what",
    "roles.intro": "A ✻: under an open exceptional access alone. "
    "Every field of every route is declared in `tests/api/matrix.txt`, which is reviewed by hand.",
    "roles.exception": "under exceptional access",
    "roles.screens.title": "Screens",
    "roles.routes.title": "Routes",
    "roles.fields.title": "Fields that fewer roles read than their route",
    "roles.screen": "Screen",
    "roles.address": "Address",
    "roles.route": "Route",
    "roles.fields": "Fields",
    "roles.readers": "Who reads them",
}
