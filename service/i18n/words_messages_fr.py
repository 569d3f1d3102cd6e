"""Mots de l'état des courriels et des textos."""

WORDS: dict[str, str | tuple[str, str]] = {
    "screen.messages": "Messages",
    "messages.lead": "Les messages partent quelques secondes après le geste qui les demande.",
    "messages.courriels": "Courriels",
    "messages.texts": "Textos",
    "messages.open": "Envoyés",
    "messages.closed": "Pas envoyés",
    "messages.closed.title": "Les courriels ne partent pas",
    "messages.closed.text": "Aucun serveur de courriel n'est réglé. Les messages sont gardés.",
    "messages.closed.mend": "Réglez AVAL_SMTP_URL, puis redémarrez. Les messages gardés partent alors.",
    "messages.closed.who": "Parlez à la personne qui gère le registre.",
    "messages.texts.none": "Les textos ne sont pas offerts. Pour les offrir, réglez AVAL_TEXT_URL.",
    "messages.waiting": "En attente",
    "messages.stuck": "À débloquer",
    "messages.stuck.text": (
        "{n} tâche échoue depuis plusieurs heures. Voyez le journal du serveur.",
        "{n} tâches échouent depuis plusieurs heures. Voyez le journal du serveur.",
    ),
    "messages.retry": "Réessayer maintenant",
    "messages.retried": "C'est noté. Tout ce qui attend est repris maintenant.",
    "messages.give_up": "Abandonner",
    "messages.give_up.text": "Ce que vous abandonnez n'est ni envoyé ni repris.",
    "messages.given_up": "C'est noté. Ce qui échouait est abandonné.",
}
