"""Words that no printed number may happen to spell, in French, in English, or as a hint at protection."""

from typing import Final

_READ_AS: Final = str.maketrans("01345678LV", "OIEASGTBIU")
"""What an eye makes of a digit; L reads like I, V like U, as in the numbers themselves."""

_WORDS: Final = """
    anus bastard batard bite caca calisse chier cochon con conne connard criss cul debile fesse fif folle fou
    garce gouine hostie imbecile merde mongol mort nazi negre ostie pede pedo pet pipi pisse porc pute putain
    salaud salope sein sexe singe sot suicide tabarnak tapette tare tuer vache viol zizi
    arse ass bitch boob butt cock coon crap cunt damn dead dick dyke fag fart fat fuck hate hell hitler homo
    jerk kike kill kkk murder nigg penis perv piss poop porn pussy queer rape retard sex shit slut spic tits
    turd twat ugly whore
    dpj lpj cps foster orphan abus abuse
"""

UNFIT: Final = frozenset(word.upper().translate(_READ_AS) for word in _WORDS.split())


def reads_badly(text: str) -> bool:
    """Tell whether a number's characters spell an unfit word anywhere."""
    read = text.upper().translate(_READ_AS)
    return any(word in read for word in UNFIT)
