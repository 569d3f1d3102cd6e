"""Mots des ordonnances et des échéances, pour les affaires juridiques seulement."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Saisie
    "order.step.check": "Vérifiez vos réponses",
    "order.step.lead": "Relisez chaque ligne avec le jugement sous les yeux.",
    "order.step.enter": "Saisir l'ordonnance",
    "order.step.change": "Modifier",
    "order.new.button": "Continuer",
    "order.renew": "Renouveler",
    "order.again": "Saisir de nouveau",
    "order.renew.title": "Renouveler une ordonnance",
    "order.renew.lead": "Tout est repris de l'ordonnance {number}. Changez ce que la nouvelle change.",
    "order.renews": "Renouvelle",
    "order.until_further": "L'ordonnance vaut jusqu'à nouvel ordre",
    "order.to.open": "Jusqu'à nouvel ordre",
    "order.other_conditions": "Condition qui n'est pas dans la liste",
    "order.other_conditions.hint": "Écrivez-la telle quelle. L'ordonnance ne permettra alors rien.",
    "order.dispenses.hint": (
        "Le tribunal remplace alors la permission de l'enfant et de ses parents. "
        "Cochez seulement si l'ordonnance le dit en toutes lettres."
    ),
    "order.statute.LPJ, art. 9.3": "LPJ, art. 9.3 (ancien art. 11.2.1)",
    "order.statute.LPJ, art. 11.2.1": "LPJ, art. 11.2.1 (aujourd'hui art. 9.3)",
    "order.statute.LPJ, art. 9.2": "LPJ, art. 9.2 (ancien art. 11.2)",
    "order.statute.LPJ, art. 11.2": "LPJ, art. 11.2 (aujourd'hui art. 9.2)",
    "order.statute.other": "Un autre article",
    "order.statute_other": "Autre article cité",
    "order.warnings": "À regarder deux fois",
    "order.warning.COURT_OFFICE_UNKNOWN": (
        "Nous ne connaissons pas ce greffe. Vérifiez les trois premiers chiffres. Rien n'est bloqué."
    ),
    "order.warning.COURT_CHECK_DIGIT": (
        "Le dernier chiffre du numéro ne convient pas. Relisez le numéro sur le jugement."
    ),
    "order.warning.ORDER_CONDITIONS_OUTSIDE": (
        "Une condition n'est pas dans la liste : l'ordonnance ne pourra pas être vérifiée. "
        "Elle ne permet rien. Saisissez-la de nouveau avec les conditions de la liste, ou refusez-la."
    ),
    "order.warning.ORDER_CLOSES_EARLIER": (
        "Une ordonnance plus ancienne est en vigueur. La plus récente décide seule. "
        "Dès la saisie, plus rien n'est permis tant que la nouvelle n'est pas vérifiée et commencée."
    ),
    "order.warning.ORDER_LEAVES_A_GAP": (
        "Du {first} au {last}, rien ne sera permis : la nouvelle ordonnance remplace l'ancienne dès sa date."
    ),
    "order.warning.ORDER_NUMBER_KNOWN": (
        "Ce numéro est déjà saisi pour cette personne. Date de l'ordonnance : {days}."
    ),
    "order.warning.ORDER_CONDITIONS_OUTSIDE.entering": (
        "Une condition n'est pas dans la liste : l'ordonnance ne pourra pas être vérifiée. "
        "Elle ne permettra rien. Pour choisir dans la liste, utilisez « Modifier »."
    ),
    "order.entered.outside": (
        "L'ordonnance est saisie. Elle ne peut pas être vérifiée : une condition n'est pas dans la liste."
    ),
    "order.reject.done": "L'ordonnance est refusée.",
    "order.counts": "Elle compte à partir du {moment}.",
    "order.warning.ORDER_BEHIND_LATER": (
        "Une ordonnance plus récente est déjà vérifiée. Elle décide seule : celle-ci ne permettra rien."
    ),
    # Vérification
    "order.foresee.title": "Ce que chacun verra",
    "order.foresee.lead": "Voici la réponse si l'ordonnance est vérifiée. Rien n'est encore enregistré.",
    "order.verify.yes": "Elle est conforme : vérifier",
    "order.verify.no": "Elle n'est pas conforme : refuser",
    "error.ORDER_CONDITIONS_OUTSIDE": (
        "Une condition n'est pas dans la liste. Refusez l'ordonnance ou saisissez-la de nouveau."
    ),
    # Appel et sursis
    "order.stay.title": "Appel ou sursis",
    "order.stay.lead": "Un appel ou un sursis ferme tout dès maintenant.",
    "order.stay.ground": "Motif",
    "order.stay.ground.appeal": "Appel",
    "order.stay.ground.stay": "Sursis",
    "order.stay.on": "Depuis le",
    "order.stay.button": "Noter et fermer",
    "order.resume.title": "Fin de l'appel ou du sursis",
    "order.resume.lead": "Notée maintenant, la fin compte à partir du {moment}.",
    "order.resume.on": "Terminé le",
    "order.resume.done": "La fin de l'appel ou du sursis est notée.",
    "order.resume.button": "Noter la fin",
    "order.stayed.appeal": "Appel",
    "order.stayed.stay": "Sursis",
    "order.stayed.none": "Appel ou sursis",
    "order.stayed.end": "Fin de l'appel ou du sursis",
    "order.since": "depuis le {day}",
    "order.ended": "le {day}",
    "error.since.MISSING": "Écrivez le jour où cela a commencé ou fini.",
    "error.since.BEFORE_ORDER": "Ce jour vient avant la date de l'ordonnance. Corrigez-le.",
    "error.since.BEFORE_START": "La fin vient avant le début. Corrigez le jour de la fin.",
    "error.ground.MISSING_CHOICE": "Choisissez l'appel ou le sursis.",
    # Copie
    "order.copy.title": "Copie de l'ordonnance",
    "order.copy.lead": (
        "Facultative. La loi limite qui peut garder une copie (LPJ, art. 96). Chaque lecture est notée."
    ),
    "order.copy.see": "Ouvrir la copie",
    "order.copy.file": "Copie à garder scellée",
    "order.copy.button": "Garder la copie",
    "order.copy.done": "La copie est gardée, scellée. Seules les affaires juridiques peuvent l'ouvrir.",
    "order.copy.replace": "Une copie est gardée depuis le {day}. Une nouvelle prend sa place.",
    "error.copy.EMPTY": "Choisissez un fichier.",
    "error.copy.NOT_IN_LIST": "Choisissez un PDF ou une image (JPEG, PNG, TIFF).",
    "error.valid_from.MISSING": "Écrivez le jour où l'ordonnance commence.",
    "error.valid_to.MISSING": "Écrivez le dernier jour, ou cochez « jusqu'à nouvel ordre ».",
    "error.statute_cited.MISSING_CHOICE": "Choisissez l'article que l'ordonnance cite.",
    "error.statute_other.MISSING": "Écrivez l'article que l'ordonnance cite.",
    "act.legal.order_copied": "Copie gardée",
    # Échéances juridiques
    "screen.deadlines": "Échéances juridiques",
    "deadlines.title": "Échéances juridiques",
    "deadlines.lead": "Ce qui finit ou change d'ici 90 jours, et ce qui a fini depuis 90 jours.",
    "deadlines.empty": "Aucune échéance d'ici 90 jours. Elles arrivent ici d'elles-mêmes.",
    "deadlines.group.late": "En retard",
    "deadlines.group.week": "D'ici 7 jours",
    "deadlines.group.month": "D'ici 30 jours",
    "deadlines.group.quarter": "D'ici 90 jours",
    "deadlines.day": "Jour",
    "deadlines.what": "Échéance",
    "deadlines.who": "Personne",
    "deadlines.order": "Dernier jour de l'ordonnance",
    "deadlines.check": "Dernier jour de la vérification",
    "deadlines.review": "Dernier jour de la décision",
    "deadlines.turning_14": "14 ans : l'enfant décide aussi",
    "deadlines.turning_18": "18 ans : majorité",
    "calendar.title": "Dans votre agenda",
    "calendar.lead": (
        "Le titre est le même chaque jour : « Échéance à voir dans Aval ». Ni nom, ni nombre, ni raison."
    ),
    "calendar.once": "Télécharger le calendrier (.ics)",
    "calendar.give": "Créer un lien d'abonnement",
    "calendar.renew": "Créer un nouveau lien",
    "calendar.end": "Mettre fin au lien",
    "calendar.none": (
        "Un lien d'abonnement garde votre agenda à jour. Il est secret : ne le donnez à personne."
    ),
    "calendar.until": "Votre lien est bon jusqu'au {day}. Un nouveau lien met fin à l'ancien.",
    "calendar.given": "Voici votre lien. Copiez-le maintenant : il ne sera plus affiché.",
    "calendar.ended": "Le lien est fini. Votre agenda ne sera plus mis à jour.",
    "calendar.event": "Échéance à voir dans Aval",
}
