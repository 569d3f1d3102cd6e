"""French words of the reference."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "reasons.title": "Motifs des décisions",
    "reasons.intro": "Dans l'ordre où les règles sont examinées. Un article se lit tel qu'il est depuis la "
    "date indiquée; chaque établissement fait confirmer ces renvois par ses avocats.",
    "table.title": "Table de décision",
    "table.intro": "Une ligne par motif, dans l'ordre où les règles sont examinées. Tous les motifs qui "
    "s'appliquent sont donnés, et le pire verdict l'emporte : interdit, décision juridique requise, "
    "permis sous conditions, permis. Les verdicts sont ceux des réglages par défaut, avant les décisions "
    "juridiques consignées. La personne qui publie ne lit aucun motif : oui, oui sous conditions ou non. "
    "Là où les communications lisent `LEGAL_REVIEW`, elles lisent « {legal_review} »",
    "settings.title": "Réglages des règles",
    "settings.intro": "Ce que les avocats de l'établissement peuvent changer. La valeur par défaut est en "
    "gras. Aucun réglage ne rend muette une règle de protection de la jeunesse.",
    "code": "Code",
    "text": "Motif",
    "rules": "Règles",
    "law": "Loi",
    "readers": "Qui le lit",
    "verdict": "Verdict",
    "setting": "Réglage",
    "question": "Ce qu'il règle",
    "values": "Valeurs",
    "reasons": "Motifs touchés",
    "conditions": "Conditions",
    "shown": "Les communications lisent",
    "since": "depuis le",
    "until": "jusqu'au",
    "same": "ce motif",
    "dropped": "rien",
    "communications": "communications, affaires juridiques",
    "legal": "affaires juridiques",
    "chapter.absolute": "Interdictions absolues",
    "chapter.identifiability": "La personne est-elle reconnaissable?",
    "chapter.base_facts": "Faits de base et vérification juridique",
    "chapter.other_bans": "Autres interdictions",
    "chapter.youth_protection": "Protection de la jeunesse",
    "chapter.deceased": "Personne décédée",
    "chapter.exceptions": "Exceptions",
    "chapter.rights_and_wishes": "Droits d'auteur, volonté, rien au dossier",
    "chapter.signers": "Qui devait signer",
    "chapter.papers": "L'autorisation est-elle bonne?",
    "chapter.after_that": "Et ensuite",
    "chapter.group": "Groupe",
    "setting.minor_14_17_policy": "De 14 à 17 ans, qui signe : la jeune personne et un parent sur les canaux"
    " publics, elle seule, l'un ou l'autre, ou les deux partout.",
    "setting.minor_u14_refusal": "Le refus d'un enfant de moins de 14 ans.",
    "setting.feb29_rule": "L'anniversaire de qui est né un 29 février, les années ordinaires.",
    "setting.turning_14": "À 14 ans, ce que devient l'autorisation signée avant par un parent.",
    "setting.turning_18_parent_consent": "À 18 ans, ce que devient l'autorisation signée par un parent.",
    "setting.turning_18_self_signed": "À 18 ans, ce que devient l'autorisation signée par la personne "
    "mineure.",
    "setting.court_file_check_digit": "Un chiffre de contrôle faux dans un numéro de dossier de cour.",
    "setting.staff_name": "Le nom et la fonction d'un membre du personnel, seuls.",
    "setting.second_parent_refusal": "Un parent signe, l'autre refuse.",
    "setting.known_parental_conflict": "Un désaccord entre les parents est connu.",
    "setting.former_lpj_child_adult": "Une personne majeure suivie dans sa jeunesse.",
    "setting.lpj_ended_minor": "Une personne mineure dont le suivi est terminé.",
    "setting.lpj_parent_unrelated_context": "Le parent d'un enfant suivi, dans un contexte sans lien.",
    "setting.deceased_no_consent": "Une personne décédée sans autorisation donnée de son vivant.",
    "setting.deceased_living_consent": "Une autorisation donnée de son vivant qui ne dit rien du décès.",
    "setting.staff_departure": "Une personne qui a quitté le personnel.",
    "setting.rirtf_child_resource": "Responsable d'une ressource pour enfants.",
    "setting.rirtf_kinship": "Responsable d'une ressource pour enfants, famille d'accueil de proximité.",
    "setting.later_incapacity": "Une personne devenue inapte après avoir signé.",
    "setting.lpj_order_also_needs_personal_consent": "Une ordonnance valide n'ôte pas le besoin d'une "
    "autorisation, sauf si elle le dit.",
    "setting.written_form_required": "L'autorisation doit être écrite.",
    "setting.max_consent_months": "Durée, en mois, d'une autorisation sans date de fin.",
    "setting.public_channels": "Les canaux que le public voit.",
    "setting.time_zone": "Le fuseau horaire du lieu de publication, qui donne la date locale.",
    "setting.spot_check_share": "La part des dossiers ordinaires que les affaires juridiques vérifient au "
    "hasard.",
    "silent": "règle muette",
    "forms.title": "Lisibilité des formulaires",
    "forms.intro": "Le texte suivi de chaque formulaire fourni avec Aval, sans les titres ni les étiquettes. "
    "Aucune phrase n'a plus de 20 mots : un formulaire qui en a une n'est pas servi.\n\n"
    "L'aisance est celle de Kandel et Moles (1958) en français, de Flesch (1948) en anglais. "
    "De 60 à 70, la lecture est ordinaire. Au-dessus, elle est assez facile. "
    "Les deux échelles ne se comparent pas entre elles.",
    "forms.form": "Formulaire, version",
    "forms.language": "Langue",
    "forms.sentences": "Phrases",
    "forms.mean": "Mots par phrase",
    "forms.longest": "Phrase la plus longue",
    "forms.ease": "Aisance",
    "forms.fr": "français",
    "forms.en": "anglais",
    "states.intro": "États d'une autorisation, et l'acte qui mène de l'un à l'autre. Une autorisation échoit"
    " par ses dates et est remplacée par une plus récente, sans acte.",
    "roles.title": "Qui lit quoi",
    "roles.intro": "Un ✻ : seulement sous un accès d'exception ouvert. "
    "Chaque champ de chaque route est déclaré dans `tests/api/matrix.txt`, qui est relu à la main.",
    "roles.exception": "sous accès d'exception",
    "roles.screens.title": "Écrans",
    "roles.routes.title": "Routes",
    "roles.fields.title": "Champs que lisent moins de rôles que leur route",
    "roles.screen": "Écran",
    "roles.address": "Adresse",
    "roles.route": "Route",
    "roles.fields": "Champs",
    "roles.readers": "Qui les lit",
}
