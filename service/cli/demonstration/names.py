"""Invented names: usual first names with family names that nobody bears, made of Québec's nature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.domain.names import fold_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from random import Random

GIVEN: Final = tuple(
    """
Adélie Agathe Alphée Ambroise Anaëlle Anselme Apolline Aristide Athanase Aurèle Azélie Baptiste Béatrix
Bérénice Blaise Camélia Capucine Célestin Céleste Clémence Cléophas Colombe Côme Cyprien Daphnée Delphin
Dorothée Edmée Éléonore Élisée Éloïse Émérence Eugénie Eulalie Évariste Fabien Félicité Firmin Flavie Florent
Gaëlle Gédéon Ghislain Gwenaëlle Hélène Hermine Hilaire Honoré Hyacinthe Inès Irénée Isaïe Jérémie Joël
Joséphine Justine Léandre Léonie Léopold Lucille Ludivine Maëva Magloire Marcelline Mathurin Médéric Mélodie
Naëlle Narcisse Nathanaël Noémie Octave Odile Ovide Pélagie Perpétue Philomène Prosper Raphaëlle Rémi
Romuald Roseline Sabin Salomé Séraphin Séverine Sidonie Siméon Stéphanie Sulpice Tancrède Télesphore Thaïs
Théodule Ulysse Urbain Valère Véronique Victoire Vivianne Wilfrid Xavière Yolaine Zacharie Zéphir Zoé
""".split()  # noqa: SIM905 - read as words
)

FAMILY: Final = tuple(
    """
Aubelointe Belneige Boisdoré Boréalis Brumelac Castorel Clairgivre Côtevent Cœurdepin Épinelle
Érablière-Sud Feuillegivre Flocondor Fougeraie-Nord Givrelune Grandgivre Harfanelle Huardière Lacargent
Lunelle Mélézinois Monterêve Neigeclair Noirépinet Ormelune Outardel Pierrelune Plumegivre Portenuage
Quenouillon Rivenord Roselac Sapinois Soirdété Sourcevive Tournelune Tremblevert Ventdouest Verglassin
Vertbois Saint-Rivenord Sainte-Épinelle D'Aubelointe L'Outardel St-Givrelune De-la-Brumelac
""".split()  # noqa: SIM905 - read as words
)

SINGLE: Final = ("Neige", "Uapikun", "Bourrasque", "Mélilot")
"""A single name is a name."""


def names_from(draw: Random, taken: Collection[str]) -> Iterator[str]:
    """Yield full names, each once, in an order of its own; none that is taken."""
    every = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    draw.shuffle(every)
    used = {fold_words(name) for name in taken}
    return (name for name in every if fold_words(name) not in used)


def email_of(name: str) -> str:
    """Return the courriel of a name, at a host that no message ever reaches (RFC 2606, 2)."""
    return f"{'.'.join(fold_words(name))}@exemple.invalid"
