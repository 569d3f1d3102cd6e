"""Les mots de « Marquer une image » et du compte des visages."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "picture.title": "Marquer une image",
    "picture.lead": "Le numéro de la publication est écrit dans le fichier. Il voyage avec l'image.",
    "picture.pixels": "L'image elle-même ne change pas, sauf si vous y ajoutez un code.",
    "picture.taken_out": "Le lieu de la prise de vue et les noms de personnes sont enlevés du fichier.",
    "picture.kept": "Le registre ne garde pas l'image, seulement son empreinte avant et après.",
    "picture.file": "Image ou vidéo",
    "picture.file.hint": "JPEG, PNG, WebP, TIFF ou MP4, 25 Mo au plus.",
    "picture.corner": "Ajouter un code à lire avec un téléphone",
    "picture.corner.hint": "Le code couvre un coin de l'image. Il mène à la page qui vérifie le numéro.",
    "picture.corner.none": "Aucun code",
    "picture.corner.bottom_right": "En bas à droite",
    "picture.corner.bottom_left": "En bas à gauche",
    "picture.corner.top_right": "En haut à droite",
    "picture.corner.top_left": "En haut à gauche",
    "picture.button": "Télécharger l'image marquée",
    "picture.link": "Marquer une image",
    "faces.more": "Plus de visages que de personnes nommées",
    "faces.found": ("{n} visage détecté", "{n} visages détectés"),
    "faces.named": ("{n} personne nommée", "{n} personnes nommées"),
    "faces.hint": "C'est un indice : des visages échappent au compte. Nommez toute personne reconnaissable.",
    "error.picture.EMPTY": "Choisissez une image ou une vidéo.",
    "error.picture.NOT_A_PICTURE": "Ce fichier n'est pas lu ici. Choisissez une image JPEG, PNG ou WebP.",
    "error.picture.DAMAGED": "Le fichier est coupé ou endommagé. Exportez l'image de nouveau.",
    "error.picture.UNSUPPORTED": "Cette sorte d'image n'est pas lue ici. Exportez-la en JPEG.",
    "error.picture.TRACK_OF_DATA": "La vidéo contient une piste de données. Exportez-la sans elle.",
    "error.picture.TOO_MANY_PIXELS": "L'image a plus de 50 millions de pixels. Réduisez-la.",
    "error.picture.TOO_SMALL": "L'image est trop petite pour un code. Marquez-la sans code.",
    "error.picture.TOO_LARGE": "L'image prend trop de mémoire. Réduisez-la.",
    "error.picture.TOO_SLOW": "La lecture de l'image prend trop de temps. Exportez-la de nouveau en JPEG.",
    "error.picture.MOVING": "Cette image bouge. Choisissez une image fixe.",
    "error.picture.TOO_MANY": "Trop d'images sont déjà marquées pour cette publication.",
}
