"""What is found in captions as people write them: names without a number, contacts, numbers, care, capitals.

Everybody here is made up.
"""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.captions.reading import SEVERITIES, Known, read_caption

ID = "1K7F-3M9X-4T8B-2QDY"
OTHER = "1ABC-DEFG-HJKM-NPSC"
N, T, E, P = "NAME_NOT_CITED", "TELEPHONE", "EMAIL", "POSTAL_ADDRESS"
C, S, B = "CARE_WORD", "CAPITALS", "block"

Found = list[tuple[str, str]]


def found(text: str, known: Known = Known()) -> Found:  # noqa: B008 - frozen
    return [(text[each.start : each.end], each.code) for each in read_caption(text, known)]


CAPTIONS: list[tuple[str, Found]] = [
    # Names, in French
    ("Merci à Zoé Tremblay, bénévole au CLSC de Gaspé!", [("Zoé Tremblay", N)]),
    ("Zoé Tremblay a reçu le prix du public.", [("Zoé Tremblay", N)]),
    ("Hier, Zoé a soufflé ses bougies.", [("Zoé", N)]),
    ("Zoé a gagné le concours.", [("Zoé", N)]),
    ("Merci Zoé! 🎉 Jade aussi.", [("Zoé", N), ("Jade", N)]),
    ("Félicitations à Mme Gagnon et au Dr Roy.", [("Gagnon", N), ("Roy", N)]),
    ("Nous remercions madame Arsenault.", [("Arsenault", N)]),
    ("Mme Arsenault prend sa retraite.", [("Arsenault", N)]),
    ("M. Roy et Me Côté étaient là.", [("Roy", N), ("Côté", N)]),
    (
        "Bravo à Jean-François D'Amours et à Marie St-Pierre.",
        [("Jean-François D'Amours", N), ("Marie St-Pierre", N)],
    ),
    ("Photo : Jean Roy", [("Jean Roy", N)]),
    (
        "De gauche à droite : Ana Roy, Éva Côté et L.-P. Roy.",
        [("Ana Roy", N), ("Éva Côté", N), ("L.-P. Roy", N)],
    ),
    ("Le poète Charles de la Fontaine est venu.", [("Charles de la Fontaine", N)]),
    ("On a fêté les 90 ans de Germaine au Foyer Mgr-Ross.", [("Germaine", N)]),
    ("L’exposition d’Éva Côté ouvre ce soir.", [("Éva Côté", N)]),
    ("À Maria, Maria Roy nous accueille.", [("Maria Roy", N)]),
    ("Notre collègue Paul Rivière cuisine.", [("Paul Rivière", N)]),
    ("ZOÉ TREMBLAY est notre gagnante", [("ZOÉ TREMBLAY", S), ("ZOÉ TREMBLAY", N)]),
    ("Zoé TREMBLAY sourit.", [("Zoé TREMBLAY", N), ("TREMBLAY", S)]),
    ("– Sofia\n– Karim\n", [("Sofia", N), ("Karim", N)]),
    # Names, in English
    ("Thanks to John O'Neil and Mary McDonald!", [("John O'Neil", N), ("Mary McDonald", N)]),
    ("Meet Sarah, our volunteer of the week at Gaspé Hospital.", [("Sarah", N)]),
    ("Sarah's smile says it all.", [("Sarah", N)]),
    ("Dr. Paul Arsenault joins us.", [("Paul Arsenault", N)]),
    ("Our Volunteers Shine Bright This Week", [("Volunteers Shine Bright This", N)]),
    ("In the picture, J. Smith of New Richmond.", [("J. Smith", N)]),
    # Capitals that are no one's name
    ("Nos bénévoles de l'été au CHSLD de New Richmond.", []),
    ("Portes ouvertes à l'école Marie-Victorin le samedi 14 novembre.", []),
    ("L'Hôpital de Maria célèbre Noël avec la Fondation Jean Coutu.", []),
    ("Sainte-Anne-des-Monts accueille la Semaine des bénévoles.", []),
    ("Le CISSS de la Gaspésie recrute. Bienvenue à tous!", []),
    ("Suivez-nous sur Facebook et Instagram.", []),
    ("In December, I love Quebec. We all do!", []),
    ("Belle journée à Percé. Le soleil brille.", []),
    ("Plan B : on rentre.", []),
    ("De Cap-Chat à Rivière-au-Renard, la Coupe des Mères", []),
    ("Joyeux Noël et Bonne Année à tous.", []),
    ("Happy Birthday Émile!", [("Émile", N)]),
    ("Marie Petit, Élise Noël", [("Marie Petit", N), ("Élise Noël", N)]),
    ("La salle de Zoé Tremblay", [("Zoé Tremblay", N)]),
    ("La résidence de Bellefeuille", []),
    ("@zoe.tremblay #ZoéTremblay https://exemple.ca/Zoe/4185551234", []),
    ("", []),
    # Numbers to cite
    (f"Zoé Tremblay sourit. Autorisation {ID}", []),
    (f"Zoé Tremblay et Ana Roy. Autorisation {ID}", [("Zoé Tremblay", N), ("Ana Roy", N)]),
    (f"Zoé Tremblay et Ana Roy. Autorisations : {ID}, {OTHER}", []),
    (f"Zoé Tremblay sourit, et Zoé danse. {ID}", []),
    ("Autorisation 1K7F-3M9X-4T8B-2QDZ.", [("1K7F-3M9X-4T8B-2QDZ", "ID_CHECK")]),
    # Contacts
    ("Contactez-nous au 418 555-1234.", [("418 555-1234", T)]),
    ("Tél. (418) 555-1234, poste 22", [("(418) 555-1234", T)]),
    ("Call +1-418-555-1234 or 555-1234", [("+1-418-555-1234", T), ("555-1234", T)]),
    ("En France : +33 6 12 34 56 76", [("+33 6 12 34 56 76", T)]),
    ("Info : 1 800 555-0199, ou 811", []),
    ("Saison 2024-2025, 14 000 personnes, dossier 110-41-900123-259", []),
    ("Écrivez à zoe.tremblay@exemple.ca", [("zoe.tremblay@exemple.ca", E)]),
    (
        "Venez au 125, rue des Érables, Gaspé (Québec) G4X 1A9.",
        [("125, rue des Érables", P), ("G4X 1A9", P)],
    ),
    ("We moved to 45 Main Street.", [("45 Main Street", P)]),
    ("Rendez-vous au 12 boul. York Est", [("12 boul. York Est", P)]),
    ("Marche de 5 km, 3 places restantes", []),
    # Numbers nobody may write
    ("Carte TREM 8504 0212", [("TREM 8504 0212", "HEALTH_INSURANCE_NUMBER")]),
    ("NAS : 046 454 286", [("046 454 286", "SOCIAL_INSURANCE_NUMBER")]),
    # Diagnosis, care and services
    (
        "Jade vit avec un diagnostic de TDAH et des soins palliatifs.",
        [("Jade", N), ("diagnostic", C), ("TDAH", C), ("soins palliatifs", C)],
    ),
    ("La Journée mondiale du diabète est le 14 novembre.", [("diabète", C)]),
    ("Nos usagères ont peint ce mur.", [("usagères", C)]),
    ("La maladie d'Alzheimer touche tout le monde.", [("maladie", C), ("Alzheimer", C)]),
    ("Une famille d’accueil témoigne.", [("famille d’accueil", C)]),
    ("She is in intensive care after surgery.", [("intensive care", C), ("surgery", C)]),
    ("Prenez soin de vous.", []),
    # Capitals
    ("GRANDE VENTE DE GARAGE SAMEDI", [("GRANDE VENTE DE GARAGE SAMEDI", S)]),
    ("Le CISSS et le CHSLD vous disent MERCI.", []),
]


@pytest.mark.parametrize(("text", "expected"), CAPTIONS, ids=lambda each: str(each)[:40])
def test_a_caption_is_read_as_a_colleague_would(text: str, expected: Found) -> None:
    assert found(text) == sorted(expected, key=lambda each: (text.index(each[0]), len(each[0]), each[1]))


def severities(text: str, known: Known = Known()) -> list[str]:  # noqa: B008 - frozen
    return [each.severity for each in read_caption(text, known)]


def test_a_whole_name_blocks_while_a_capital_alone_warns() -> None:
    assert severities("Merci à Zoé Tremblay") == ["block"]
    assert severities("Merci à madame Arsenault") == ["block"]
    assert severities("Merci à Zoé") == ["warn"]
    assert severities("Our Volunteers Shine Bright This Week") == ["warn"]


def test_a_name_beside_fewer_numbers_than_names_warns() -> None:
    assert severities(f"Zoé Tremblay et Ana Roy. {ID}") == ["warn", "warn"]


def test_names_and_numbers_of_the_post_count_beside_the_text() -> None:
    text = "Zoé Tremblay et Ana Roy sourient."
    assert found(text, Known(named=["roy, ana"])) == [("Zoé Tremblay", N)]
    assert found(text, Known(named=["Ana Roy", "Zoé Tremblay"])) == []
    assert found(text, Known(numbers=[ID, OTHER.lower()])) == []
    assert found(f"{text} {ID}", Known(numbers=[ID])) == [("Zoé Tremblay", N), ("Ana Roy", N)]


def test_the_house_s_own_contacts_are_anyone_s_to_publish() -> None:
    house = Known(
        public=["1 418 555-1234", "Info@exemple.ca", "125, rue des Érables, Gaspé (Québec) G4X 1A9"]
    )
    text = "Au 125 rue des Erables, G4X 1A9, 418.555.1234, info@exemple.ca"
    assert found(text, house) == []
    assert [code for _, code in found(text)] == [P, P, T, E]


def test_every_code_and_severity_is_of_the_closed_list() -> None:
    for text, _ in CAPTIONS:
        for each in read_caption(text):
            assert each.code in SEVERITIES
            assert each.severity == SEVERITIES[each.code] or (each.code, each.severity) == (N, "warn")


pieces = st.sampled_from([text for text, _ in CAPTIONS]) | st.text(max_size=12)
texts = st.lists(pieces, max_size=3).map(" ".join)


@given(texts)
def test_any_text_is_read_and_what_is_found_stands_in_it(text: str) -> None:
    read = read_caption(text)
    assert list(read) == sorted(read)
    assert all(0 <= each.start < each.end <= len(text) for each in read)


@given(texts)
def test_a_text_reads_alike_with_accents_composed_or_not(text: str) -> None:
    composed, parted = normalize("NFC", text), normalize("NFD", text)
    assert found(composed) == [(normalize("NFC", part), code) for part, code in found(parted)]


@pytest.mark.long
@pytest.mark.parametrize(
    "part", ["Zoé ", "A.", "418 555 ", "1K7F-", "de la ", "a@", "12 rue ", "SOIN À ", "e\u0301"]
)
def test_a_long_text_of_one_thing_is_read(part: str) -> None:
    assert read_caption(part * (20_000 // len(part))) is not None


def test_the_number_of_those_named_excuses_nobody_else() -> None:
    text = "Merci à Camille Roy et à Jean Tremblay! Autorisation 1K7F-3M9X-4T8B-2QDY"
    (found,) = read_caption(text, Known(named=["Camille Roy"]))
    assert (found.code, found.severity, text[found.start : found.end]) == (
        "NAME_NOT_CITED",
        "block",
        "Jean Tremblay",
    )
