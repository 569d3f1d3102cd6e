"""Mots du tableau de bord : pour tous, puis ceux des autorisations, pour les communications."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.dashboard": "Tableau de bord",
    "dashboard.title": "Tableau de bord",
    "dashboard.lead": "Nombres du {day}, sur douze mois.",
    "dashboard.hidden": "Un nombre plus petit que 10 n'est pas montré.",
    "dashboard.few": "moins de 10",
    "dashboard.what": "Détail",
    "dashboard.month": "Mois",
    "dashboard.empty": "Rien à compter pour l'instant.",
    "dashboard.posts": "Publications par mois",
    "dashboard.posts.of": "Publications",
    "dashboard.takedowns": "Publications à retirer",
    "dashboard.takedowns.of": "Retraits",
    "dashboard.takedowns.done": "Retirées",
    "dashboard.takedowns.done_late": "Retirées en retard",
    "dashboard.takedowns.open": "À retirer",
    "dashboard.takedowns.late": "En retard aujourd'hui",
    "dashboard.median": "La moitié des retraits est faite en {time} ou moins.",
    "dashboard.minutes": ("{n} minute", "{n} minutes"),
    "dashboard.hours": ("{n} heure", "{n} heures"),
    "dashboard.days": ("{n} jour", "{n} jours"),
}

PAPERS: Final[dict[str, str | tuple[str, str]]] = {
    "dashboard.papers": "Autorisations",
    "dashboard.states": "Autorisations par état",
    "dashboard.signed": "Autorisations signées par mois",
    "dashboard.ending": "Autorisations qui se terminent",
    "dashboard.ending.0-30": "D'ici 30 jours",
    "dashboard.ending.31-60": "Dans 31 à 60 jours",
    "dashboard.ending.61-90": "Dans 61 à 90 jours",
    "dashboard.controls": "Publications sans mention",
    "dashboard.controls.lead": "Selon les contrôles mensuels.",
    "dashboard.looked": "Regardées",
    "dashboard.without": "Sans mention",
}
