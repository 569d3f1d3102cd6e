"""Mots du texte d'une publication et de ses modifications ; rien ici ne vient du registre."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Ce qui est trouvé dans le texte
    "finding.title": "Dans le texte",
    "finding.lead": "Cette lecture ne consulte pas les dossiers. Elle est la même pour tous.",
    "finding.block": "À corriger",
    "finding.warn": "À vérifier",
    "finding.fix_first": "Corrigez d'abord le texte",
    "finding.fix_first.text": "Les personnes peuvent paraître. Le numéro s'affiche après la correction.",
    "finding.NAME_NOT_CITED": "Ce nom n'est pas parmi les personnes de la publication.",
    "finding.mend.NAME_NOT_CITED": "Ajoutez la personne à la liste, ou retirez son nom du texte.",
    "finding.TELEPHONE": "Ce téléphone n'est pas celui de l'établissement.",
    "finding.mend.TELEPHONE": "Retirez-le, ou donnez celui de l'établissement.",
    "finding.EMAIL": "Ce courriel n'est pas celui de l'établissement.",
    "finding.mend.EMAIL": "Retirez-le, ou donnez celui de l'établissement.",
    "finding.POSTAL_ADDRESS": "Cette adresse peut être celle d'une personne.",
    "finding.mend.POSTAL_ADDRESS": "Retirez-la, ou nommez seulement l'endroit public.",
    "finding.HEALTH_INSURANCE_NUMBER": "Cela ressemble à un numéro d'assurance maladie.",
    "finding.mend.HEALTH_INSURANCE_NUMBER": "Retirez-le du texte.",
    "finding.SOCIAL_INSURANCE_NUMBER": "Cela ressemble à un numéro d'assurance sociale.",
    "finding.mend.SOCIAL_INSURANCE_NUMBER": "Retirez-le du texte.",
    "finding.CARE_WORD": "Ces mots parlent de santé, de soins ou de services.",
    "finding.mend.CARE_WORD": "Si la publication dit que quelqu'un en reçoit, répondez oui à la question.",
    "finding.CAPITALS": "Ces mots sont tout en majuscules.",
    "finding.mend.CAPITALS": "Écrivez-les en minuscules.",
    "finding.ID_CHECK": "Ce numéro est mal recopié.",
    "finding.mend.ID_CHECK": "Recopiez-le tel qu'il est écrit.",
    "finding.ID_NOT_USABLE": "Ce numéro ne peut pas servir pour cette publication.",
    "finding.mend.ID_NOT_USABLE": "Retirez-le. Copiez plutôt la mention que le registre vous donne.",
    "finding.ID_NOT_SHOWN": "Ce numéro n'est celui d'aucune personne de la publication.",
    "finding.mend.ID_NOT_SHOWN": "Ajoutez la personne à la liste, ou retirez ce numéro.",
    "finding.CONFIDENTIAL_NOT_AUTHORIZED": "Ce contenu confidentiel n'est pas autorisé ainsi.",
    "finding.mend.CONFIDENTIAL_NOT_AUTHORIZED": (
        "Choisissez l'autorisation institutionnelle de ce contenu, ou demandez-en une."
    ),
    # Ce que la page demande de plus
    "check_post.stranger.name": "Son nom, s'il est dans le texte",
    "check_post.planned": "Heure prévue",
    "check_post.planned.hint": "Exemple : 14:30.",
    "check_post.pictures": "Images et enregistrements",
    "check_post.pictures.hint": (
        "Les fichiers restent sur votre appareil. Le registre reçoit leur nom et leur empreinte."
    ),
    "check_post.pictures.hint.sent": (
        "Le registre compte les visages des photos, sans reconnaître personne. "
        "Il ne garde que le nom et l'empreinte des fichiers."
    ),
    "check_post.pictures.kept": "Fichiers de la publication",
    "check_post.pictures.working": "Calcul de l'empreinte…",
    "check_post.pictures.done": "Fichiers ajoutés.",
    "check_post.pictures.too_large": "Un fichier est trop gros. Il n'a pas été ajouté.",
    "error.planned.BAD_VALUE": "Écrivez l'heure en chiffres. Exemple : 14:30.",
    "error.media.BAD_VALUE": "Ajoutez de nouveau les fichiers.",
    "error.text.TOO_MANY": "Le texte cite trop de numéros. Citez le numéro de la publication.",
    "error.CLEARANCE_INVALID": "Cette vérification ne vaut plus. Vérifiez la publication de nouveau.",
    # Modifier la publication
    "post.change": "Modifier la publication",
    "post.change.lead": "La publication est vérifiée de nouveau. Son numéro reste le même.",
    "post.change.people": "Si les personnes changent, nommez-les toutes de nouveau",
    "post.change.people.hint": (
        "Laissez vide si ce sont les mêmes. "
        "Sinon, une par ligne : le nom, une virgule, le deuxième renseignement."
    ),
    "post.change.button": "Vérifier et enregistrer",
    "post.change.done": "La publication est modifiée. Son numéro reste le même.",
    "error.STAYS": "Rien n'a changé. La publication ne peut pas paraître ainsi.",
    "error.text.STAYS": "Corrigez d'abord le texte. La publication reste comme elle était.",
    "error.CHANGED_MEANWHILE": "Quelqu'un a modifié la publication entre-temps. Vérifiez, puis recommencez.",
    "post.planned": "Heure prévue",
    "post.pictures": "Fichiers",
}
