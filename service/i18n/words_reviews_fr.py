"""Mots du rapport des publications revues chaque matin ; des nombres, jamais une raison."""

WORDS: dict[str, str | tuple[str, str]] = {
    "screen.post_review": "Publications revues",
    "post_review.title": "Publications revues ce matin",
    "post_review.lead": "Chaque matin, toutes les publications en cours sont vérifiées de nouveau.",
    "post_review.none": "Aucune revue n'a encore eu lieu. La première aura lieu demain matin.",
    "post_review.over": "La revue du {day} est terminée.",
    "post_review.under_way": "La revue du {day} est en cours : {share} %.",
    "post_review.live": "Publications en cours, vérifiées de nouveau",
    "post_review.listed": "Mises à retirer",
    "post_review.lapsed": "Numéros expirés, jamais publiés",
    "post_review.began": "Début",
    "post_review.ended": "Fin",
    "post_review.seconds": "Durée",
    "post_review.seconds.count": ("{n} seconde", "{n} secondes"),
    "post_review.why": "Le registre ne donne jamais de raison.",
    "post_review.takedowns": "Voir les publications à retirer",
}
