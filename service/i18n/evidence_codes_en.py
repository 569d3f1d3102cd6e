"""What `aval verify` says of a code, or of a number that nobody signed."""

CODES: dict[str, str] = {
    "verify.code.authentic": "Genuine code",
    "verify.code.authentic.text": "This code was made by the registry and was not changed. "
    "It does not say whether the person may appear today: only the registry answers.",
    "verify.code.modified": "Altered code",
    "verify.code.modified.text": "The registry did not make this code, or somebody changed it. "
    "Do not rely on it.",
    "verify.code.media": "Media written in this code: {media}",
    "verify.code.channels": "Channels written in this code: {channels}",
    "verify.code.until": "Last day written in this code: {day}",
    "verify.use.USABLE": "Its number could be used on {listed}. Before you publish, always ask the registry.",
    "verify.use.NOT_USABLE": "Its number can no longer be used. The registry never gives a reason.",
    "verify.use.TOKEN_EXPIRED": "Its number can no longer be used: this code has ended.",
    "verify.use.TOKEN_NOT_YET": "Its number cannot be used yet: this code has not begun.",
    "verify.use.STATUS_MISSING": "Whether it can be used cannot be checked. "
    "Give the establishment's status list: --status list.cwt",
    "verify.use.STATUS_STALE": "Whether it can be used cannot be checked. "
    "The status list is too old: load it again.",
    "verify.use.STATUS_NOT_YET": "Whether it can be used cannot be checked. "
    "The status list was signed after this moment.",
    "verify.use.STATUS_OF_ANOTHER_LIST": "Whether it can be used cannot be checked. "
    "This status list is that of other codes.",
    "verify.use.STATUS_NOT_AUTHENTIC": "Whether it can be used cannot be checked. "
    "The status list is not genuine.",
    "verify.cannot.KEY_UNKNOWN": "None of your keys is that of this code. "
    "It comes from elsewhere, or your keys are too old.",
    "verify.cannot.KEY_NOT_IN_FORCE": "The key of this code is not valid on that day.",
    "verify.cannot.TEXT_MALFORMED": "This is no code of the registry, or it is not complete. "
    "A number alone is checked with the registry.",
    "verify.cannot.NO_CODE": "This file bears no code and no number of the registry.",
    "verify.number.text": "Anybody can write a number. Only the registry answers.",
    "verify.receipt.authentic": "Genuine receipt",
    "verify.receipt.authentic.text": "This receipt was made by the registry and was not changed. "
    "It proves that the question was asked. "
    "It does not say whether the person may appear today: only the registry answers.",
    "verify.receipt.by": "Question put to {issuer} on {moment}",
    "verify.receipt.answer": "Answer at that moment: {answer}",
    "verify.answer.yes": "Authorized",
    "verify.answer.yes_with_conditions": "Authorized with conditions",
    "verify.answer.no": "Do not publish",
    "verify.answer.cannot_tell": "The registry could not tell",
    "verify.receipt.modified": "Altered receipt",
    "verify.receipt.modified.text": "The registry did not make this receipt, or somebody changed it. "
    "Do not rely on it.",
    "verify.use.RECEIPT_VALID": "This receipt is still valid. Before you publish, ask again.",
    "verify.use.RECEIPT_EXPIRED": "This receipt is no longer valid: it was good for 24 hours.",
    "verify.use.RECEIPT_NOT_YET": "This receipt bears a moment that is still to come.",
}
