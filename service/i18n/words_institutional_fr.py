"""Mots des autorisations institutionnelles : un contenu confidentiel que la DCAI ou la DG laisse paraître."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.institutional": "Contenu confidentiel",
    "institutional.lead": (
        "Un contenu confidentiel paraît seulement avec l'autorisation de la DCAI ou de la DG."
    ),
    "institutional.lead.people": "Elle ne remplace l'autorisation d'aucune personne.",
    "institutional.none": "Aucune demande. Décrivez un contenu ci-dessous pour en faire une.",
    "institutional.list": "Demandes",
    "institutional.title": "Demande sur un contenu confidentiel",
    "institutional.ask": "Demander une autorisation institutionnelle",
    "institutional.content": "Contenu",
    "institutional.content.hint": "Dites lequel, sans nommer de personne. Exemple : plan du nouveau centre.",
    "institutional.channels": "Canaux",
    "institutional.period": "Dates de publication",
    "institutional.days": "Du {first} au {last}",
    "institutional.since": "Premier jour de publication",
    "institutional.until": "Dernier jour de publication",
    "institutional.conditions": "Conditions à respecter",
    "institutional.conditions.none": "Aucune",
    "institutional.asked": "Demandée le",
    "institutional.asked_by": "Demandée par",
    "institutional.answered": "Réponse le",
    "institutional.office": "Au nom de",
    "institutional.withdrawn": "Retirée le",
    "institutional.posts": "Publications qui la citent",
    "institutional.button": "Envoyer la demande",
    "institutional.status.asked": "En attente",
    "institutional.status.granted": "Accordée",
    "institutional.status.refused": "Refusée",
    "institutional.status.withdrawn": "Retirée",
    "institutional.status.ended": "Terminée",
    "institutional.answer": "Répondre",
    "institutional.answer.text": "Vous pouvez accorder moins que la demande, jamais plus.",
    "institutional.own": "Vous avez fait cette demande. Une autre personne doit y répondre.",
    "institutional.outcome": "Réponse",
    "institutional.outcome.granted": "Accorder",
    "institutional.outcome.refused": "Refuser",
    "institutional.outcome.button": "Répondre",
    "institutional.withdraw": "Retirer l'autorisation",
    "institutional.withdraw.text": (
        "Le retrait compte tout de suite. Les publications qui la citent sont à retirer."
    ),
    "institutional.withdraw.button": "Retirer l'autorisation",
    "institutional.cite": "Citez-la dans « Vérifier une publication », au champ « Contenu confidentiel ».",
    "institutional.said.demandee": "La demande est envoyée. La DCAI ou la DG répondra.",
    "institutional.said.repondue": "La réponse est enregistrée.",
    "institutional.said.retiree": "L'autorisation est retirée. Les publications sont à retirer.",
    "todo.institutional": "Répondre à une demande sur un contenu confidentiel",
    "office.dcai": "DCAI",
    "office.dg": "DG",
    "confidential.label": "Contenu confidentiel",
    "confidential.hint": (
        "Un projet, un document ou une décision que l'établissement n'a pas rendus publics. "
        "Laissez vide s'il n'y en a pas."
    ),
    "confidential.without": "Oui, sans autorisation institutionnelle",
    "confidential.under": "Oui, autorisé : {content}",
    "confidential.cited": "Oui, avec une autorisation institutionnelle",
    "removal.title": "Retraits",
    "removal.where": "Où",
    "removal.when": "Retirée le",
    "removal.proof": "Preuve",
    "removal.open": "Ouvrir la preuve",
    "error.described.MISSING": "Décrivez le contenu.",
    "error.WIDER_THAN_ASKED": "C'est plus que la demande. Restez dans ses dates.",
    "error.reply.FOUR_EYES": "Vous avez fait cette demande. Une autre personne doit y répondre.",
}
