"""Mots du rapport des publications revues chaque matin ; des nombres, jamais une raison."""

WORDS: dict[str, str | tuple[str, str]] = {
    "screen.post_review": "Publications revues",
    "review.title": "Publications revues ce matin",
    "review.lead": "Chaque matin, toutes les publications en cours sont vérifiées de nouveau.",
    "review.none": "Aucune revue n'a encore eu lieu. La première aura lieu demain matin.",
    "review.over": "La revue du {day} est terminée.",
    "review.under_way": "La revue du {day} est en cours : {share} %.",
    "review.live": "Publications en cours, vérifiées de nouveau",
    "review.listed": "Mises à retirer",
    "review.lapsed": "Numéros expirés, jamais publiés",
    "review.began": "Début",
    "review.ended": "Fin",
    "review.seconds": "Durée",
    "review.seconds.count": ("{n} seconde", "{n} secondes"),
    "review.why": "Le registre ne donne jamais de raison.",
    "review.takedowns": "Voir les publications à retirer",
}
