"""Mots des courriels et des textos. Rien n'y dit pourquoi, ni qui est protégé: tous lisent les mêmes."""

from service.i18n.notices import Notice

NOTICES: dict[str, Notice] = {
    "invitation": Notice(
        "Un formulaire à lire et à signer",
        (
            "{establishment} vous demande de lire un formulaire. Vous êtes libre d'accepter ou de refuser.",
            "Un code vous sera demandé. Il vous vient autrement, pas avec ce lien.",
            "Le lien fonctionne jusqu'au {day}.",
        ),
        "Lire le formulaire",
        "{establishment} : un formulaire est à lire et à signer d'ici le {day}. {link}",
    ),
    "reminder": Notice(
        "Rappel : un formulaire à lire et à signer",
        (
            "{establishment} vous a demandé de lire un formulaire. Vous n'y avez pas encore répondu.",
            "Vous êtes libre d'accepter ou de refuser. Sans réponse, c'est non.",
            "Le lien fonctionne jusqu'au {day}.",
        ),
        "Lire le formulaire",
        "{establishment} : rappel. Un formulaire est à lire et à signer d'ici le {day}. {link}",
    ),
    "invitation_ended": Notice(
        "Une demande de signature est terminée",
        (
            "Une demande envoyée il y a 14 jours n'a pas reçu de réponse. Sans réponse, c'est non.",
            "Vous pouvez envoyer une nouvelle demande.",
        ),
        "Voir la demande",
    ),
    "code": Notice(
        "Votre code",
        (
            "Votre code est {code}.",
            "Il sert une seule fois, pendant 10 minutes. Ne le donnez à personne.",
            "Vous n'avez rien demandé? Ne faites rien.",
        ),
        text="{establishment} : votre code est {code}. Il sert pendant 10 minutes. Ne le donnez à personne.",
    ),
    "receipt": Notice(
        "Votre reçu",
        (
            "Voici votre reçu : ce que vous avez répondu, et jusqu'à quand. Gardez-le.",
            "Vous pouvez changer d'idée en tout temps. Retirer est aussi simple qu'accepter.",
        ),
        "Mes autorisations",
        "{establishment} : votre formulaire a le numéro {number}. Le revoir ou le retirer : {link}",
    ),
    "withdrawn": Notice(
        "Votre retrait est noté",
        (
            "Votre retrait compte depuis le {moment}.",
            "{establishment} retire ce qui peut l'être. Ce que d'autres ont copié peut rester visible.",
            "Ce n'était pas vous? Dites-le-nous : {reach}.",
        ),
        "Mes autorisations",
        "{establishment} : votre retrait compte depuis le {moment}.",
    ),
    "ending": Notice(
        "Une de vos autorisations se termine bientôt",
        (
            "Une de vos autorisations se termine le {day}. Après cette date, elle ne vaut plus.",
            "Vous n'avez rien à faire.",
        ),
        "Mes autorisations",
        "{establishment} : une de vos autorisations se termine le {day}. Vous n'avez rien à faire.",
    ),
    "endings": Notice(
        "Autorisations qui finissent bientôt",
        (
            "Autorisations qui finissent dans les 30 prochains jours : {count}.",
            "La liste est dans le registre. Ce courriel ne nomme personne.",
        ),
        "Voir la liste",
    ),
    "takedown": Notice(
        "Publication à retirer d'ici le {day}, {hour}",
        (
            "Retirez ces publications d'ici le {day}, {hour}, copies et partages compris.",
            "{posts}",
            "Confirmez chaque retrait dans Aval. La liste y est complète.",
        ),
        "Voir la liste",
    ),
    "takedown_late": Notice(
        "En retard : publication à retirer depuis le {day}, {hour}",
        (
            "Ces publications devaient être retirées le {day}, {hour}. Retirez-les maintenant.",
            "{posts}",
            "Confirmez chaque retrait dans Aval. La liste y est complète.",
        ),
        "Voir la liste",
    ),
    "removed": Notice(
        "Vos publications sont retirées",
        (
            "Tout ce que nous pouvions retirer après votre demande est retiré.",
            "Retiré :\n{removed}",
            "Partagé par d'autres, à retirer par eux :\n{beyond}",
            "Ce qui est imprimé, ou copié par d'autres, peut rester visible.",
        ),
        "Mes autorisations",
    ),
    "deadline": Notice("Une échéance approche", ("Une échéance approche. Ouvrez Aval.",), "Ouvrir Aval"),
    "exception_asked": Notice(
        "Une demande attend une deuxième personne",
        (
            "Une demande d'accès attend votre réponse dans le registre.",
            "Ce courriel ne nomme personne.",
        ),
        "Voir la demande",
    ),
    "designations_changed": Notice(
        "La liste des personnes désignées a changé",
        ("Une personne a été désignée pour des comptes, ou ne l'est plus.", "Ce courriel ne nomme personne."),
        "Voir la liste",
    ),
    "institutional_asked": Notice(
        "Une demande attend votre réponse",
        ("Une demande sur un contenu confidentiel attend votre réponse.", "Ce courriel ne dit pas lequel."),
        "Voir les demandes",
    ),
    "institutional_news": Notice(
        "Votre demande a une réponse",
        ("Votre demande sur un contenu confidentiel a changé.", "Ce courriel ne dit pas comment."),
        "Voir mes demandes",
    ),
    "incident_declared": Notice(
        "Une situation a été déclarée",
        ("Une situation déclarée attend d'être lue.", "Ce courriel ne dit ni quoi, ni sur qui."),
        "Voir les situations",
    ),
    "incident_sorted": Notice(
        "Une situation a été triée",
        ("Une situation déclarée a été triée par un collègue.", "Ce courriel ne dit ni quoi, ni sur qui."),
        "Voir la situation",
    ),
    "access_alerts": Notice(
        "Des accès sont à relire",
        (
            "Des accès sont à relire dans le registre.",
            "Ce courriel ne nomme personne.",
        ),
        "Voir les alertes",
    ),
    "reading": Notice(
        "Une publication à lire avant qu'elle paraisse",
        (
            "{establishment} veut publier quelque chose avec vous. Vous avez demandé de le voir avant.",
            "Lisez, puis dites oui ou non. Vous êtes libre de refuser. Sans réponse, c'est non.",
            "Un code vous sera envoyé à cette adresse.",
        ),
        "Lire la publication",
    ),
    "reading_answered": Notice(
        "Une relecture a reçu sa réponse",
        (
            "Une relecture demandée a reçu sa réponse. Elle est dans le registre.",
            "Ce courriel ne nomme personne.",
        ),
        "Voir mes relectures",
    ),
    "policy": Notice(
        "Un texte à lire",
        (
            "{establishment} vous demande de lire un texte, comme responsable d'une ressource.",
            "Après la lecture, appuyez sur « J'ai lu ». Vous n'avez rien d'autre à faire.",
        ),
        "Lire le texte",
    ),
    "policy_staff": Notice(
        "Un texte à lire",
        (
            "Une nouvelle version d'un texte vous attend dans le registre.",
            "Après la lecture, appuyez sur « J'ai lu ».",
        ),
        "Lire le texte",
    ),
    "published_link": Notice(
        "Une publication avec vous est en ligne",
        (
            "{establishment} a publié quelque chose avec vous. Voyez où elle se trouve.",
            "Vous pouvez retirer votre autorisation en tout temps. C'est aussi simple que d'accepter.",
            "Un code vous sera envoyé à cette adresse.",
        ),
        "Voir la publication ou retirer",
    ),
    "post_waiting": Notice(
        "Une publication attend son adresse",
        (
            "Une publication enregistrée devait paraître. Son adresse manque dans le registre.",
            "Elle est en ligne? Donnez son adresse. Sinon, vous n'avez rien à faire.",
        ),
        "Voir mes publications",
    ),
    "webhook_stopped": Notice(
        "Un programme n'est plus averti",
        (
            "Un programme relié au registre n'est plus averti : il ne répond pas, ou il l'a demandé.",
            "Vérifiez son adresse, puis reprenez l'envoi dans le registre.",
        ),
        "Ouvrir « Intégrations »",
    ),
}
