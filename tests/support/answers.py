"""What somebody answers on the adults' form: a photo, on the site and on social media, for two purposes."""

ANSWERS = {
    "media_photo": "yes",
    "information_site": "yes",
    "information_social": "no",
    "information_press": "no",
    "promotion_site": "no",
    "promotion_social": "yes",
    "training": "no",
    "covers_health": "no",
}
