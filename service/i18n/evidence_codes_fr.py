"""Ce que `aval verify` dit d'un code, ou d'un numéro que personne n'a signé."""

CODES: dict[str, str] = {
    "verify.code.authentic": "Code authentique",
    "verify.code.authentic.text": "Ce code a été produit par le registre et n'a pas été modifié. "
    "Il ne dit pas si la personne peut paraître aujourd'hui : seul le registre répond.",
    "verify.code.modified": "Code modifié",
    "verify.code.modified.text": "Le registre n'a pas produit ce code, ou quelqu'un l'a changé. "
    "Ne vous y fiez pas.",
    "verify.code.media": "Médias écrits dans ce code : {media}",
    "verify.code.channels": "Canaux écrits dans ce code : {channels}",
    "verify.code.until": "Dernier jour écrit dans ce code : {day}",
    "verify.use.USABLE": "Son numéro pouvait servir le {listed}. "
    "Avant de publier, posez toujours la question au registre.",
    "verify.use.NOT_USABLE": "Son numéro ne peut plus servir. Le registre ne donne jamais de raison.",
    "verify.use.TOKEN_EXPIRED": "Son numéro ne peut plus servir : ce code a pris fin.",
    "verify.use.TOKEN_NOT_YET": "Son numéro ne peut pas encore servir : ce code n'est pas commencé.",
    "verify.use.STATUS_MISSING": "Impossible à vérifier s'il peut servir. "
    "Donnez la liste d'état de l'établissement : --status liste.cwt",
    "verify.use.STATUS_STALE": "Impossible à vérifier s'il peut servir. "
    "La liste d'état est trop vieille : chargez-la de nouveau.",
    "verify.use.STATUS_NOT_YET": "Impossible à vérifier s'il peut servir. "
    "La liste d'état est signée après ce moment.",
    "verify.use.STATUS_OF_ANOTHER_LIST": "Impossible à vérifier s'il peut servir. "
    "Cette liste d'état est celle d'autres codes.",
    "verify.use.STATUS_NOT_AUTHENTIC": "Impossible à vérifier s'il peut servir. "
    "La liste d'état n'est pas authentique.",
    "verify.cannot.KEY_UNKNOWN": "Aucune de vos clés n'est celle de ce code. "
    "Il vient d'ailleurs, ou vos clés sont trop vieilles.",
    "verify.cannot.KEY_NOT_IN_FORCE": "La clé de ce code n'est pas valide à cette date.",
    "verify.cannot.TEXT_MALFORMED": "Ceci n'est pas un code du registre, ou il n'est pas complet. "
    "Un numéro seul se vérifie auprès du registre.",
    "verify.cannot.NO_CODE": "Ce fichier ne porte ni code ni numéro du registre.",
    "verify.number.text": "N'importe qui peut écrire un numéro. Seul le registre répond.",
    "verify.receipt.authentic": "Reçu authentique",
    "verify.receipt.authentic.text": "Ce reçu a été produit par le registre et n'a pas été modifié. "
    "Il prouve que la question a été posée. "
    "Il ne dit pas si la personne peut paraître aujourd'hui : seul le registre répond.",
    "verify.receipt.by": "Question posée à {issuer} le {moment}",
    "verify.receipt.answer": "Réponse à ce moment : {answer}",
    "verify.answer.yes": "Autorisé",
    "verify.answer.yes_with_conditions": "Autorisé sous conditions",
    "verify.answer.no": "Ne publiez pas",
    "verify.answer.cannot_tell": "Le registre ne pouvait pas répondre",
    "verify.receipt.modified": "Reçu modifié",
    "verify.receipt.modified.text": "Le registre n'a pas produit ce reçu, ou quelqu'un l'a changé. "
    "Ne vous y fiez pas.",
    "verify.use.RECEIPT_VALID": "Ce reçu est encore valable. Avant de publier, posez de nouveau la question.",
    "verify.use.RECEIPT_EXPIRED": "Ce reçu n'est plus valable : il durait 24 heures.",
    "verify.use.RECEIPT_NOT_YET": "Ce reçu est daté d'un moment à venir.",
}
