"""Words of a post's text and of its changes; nothing here comes from the registry."""

WORDS: dict[str, str | tuple[str, str]] = {
    # What is found in the text
    "finding.title": "In the text",
    "finding.lead": "This reading looks at no file. It is the same for everyone.",
    "finding.block": "To correct",
    "finding.warn": "To check",
    "finding.fix_first": "Correct the text first",
    "finding.fix_first.text": "These people may appear. The number is shown once the text is corrected.",
    "finding.NAME_NOT_CITED": "This name is not among the people of the post.",
    "finding.mend.NAME_NOT_CITED": "Add the person to the list, or take the name out of the text.",
    "finding.TELEPHONE": "This telephone number is not the establishment's.",
    "finding.mend.TELEPHONE": "Take it out, or give the establishment's.",
    "finding.EMAIL": "This email address is not the establishment's.",
    "finding.mend.EMAIL": "Take it out, or give the establishment's.",
    "finding.POSTAL_ADDRESS": "This address may be where someone lives.",
    "finding.mend.POSTAL_ADDRESS": "Take it out, or name only the public place.",
    "finding.HEALTH_INSURANCE_NUMBER": "This looks like a health insurance number.",
    "finding.mend.HEALTH_INSURANCE_NUMBER": "Take it out of the text.",
    "finding.SOCIAL_INSURANCE_NUMBER": "This looks like a social insurance number.",
    "finding.mend.SOCIAL_INSURANCE_NUMBER": "Take it out of the text.",
    "finding.CARE_WORD": "These words are about health, care or services.",
    "finding.mend.CARE_WORD": "If the post says that someone receives any, answer yes to that question.",
    "finding.CAPITALS": "These words are all in capitals.",
    "finding.mend.CAPITALS": "Write them in small letters.",
    "finding.ID_CHECK": "This number was not copied correctly.",
    "finding.mend.ID_CHECK": "Copy it as it is written.",
    "finding.ID_NOT_USABLE": "This number cannot be used for this post.",
    "finding.mend.ID_NOT_USABLE": "Take it out. Copy the line that the registry gives you instead.",
    "finding.ID_NOT_SHOWN": "This number belongs to nobody in the post.",
    "finding.mend.ID_NOT_SHOWN": "Add the person to the list, or take this number out.",
    "finding.CONFIDENTIAL_NOT_AUTHORIZED": "This confidential content is not authorized like this.",
    "finding.mend.CONFIDENTIAL_NOT_AUTHORIZED": (
        "Choose the institutional authorization of this content, or ask for one."
    ),
    # What the page asks besides
    "check_post.stranger.name": "Their name, if it is in the text",
    "check_post.planned": "Planned time",
    "check_post.planned.hint": "Example: 14:30.",
    "check_post.pictures": "Pictures and recordings",
    "check_post.pictures.hint": (
        "The files stay on your device. The registry receives their names and fingerprints."
    ),
    "check_post.pictures.hint.sent": (
        "The registry counts the faces on photos and recognizes nobody. "
        "It keeps only the name and fingerprint of files."
    ),
    "check_post.pictures.kept": "Files of the post",
    "check_post.pictures.working": "Working out the fingerprint…",
    "check_post.pictures.done": "Files added.",
    "check_post.pictures.too_large": "A file is too large. It was not added.",
    "error.planned.BAD_VALUE": "Write the time in digits. Example: 14:30.",
    "error.media.BAD_VALUE": "Add the files again.",
    "error.text.TOO_MANY": "The text cites too many numbers. Cite the post's own number.",
    "error.CLEARANCE_INVALID": "This check no longer counts. Check the post again.",
    # Change the post
    "post.change": "Change the post",
    "post.change.lead": "The post is checked again. Its number stays the same.",
    "post.change.people": "If the people change, name all of them again",
    "post.change.people.hint": (
        "Leave it empty if they are the same. Otherwise one a line: the name, a comma, the second detail."
    ),
    "post.change.button": "Check and save",
    "post.change.done": "The post is changed. Its number stays the same.",
    "error.STAYS": "Nothing has changed. The post cannot appear like this.",
    "error.text.STAYS": "Correct the text first. The post stays as it was.",
    "error.CHANGED_MEANWHILE": "Someone changed the post in the meantime. Check it, then try again.",
    "post.planned": "Planned time",
    "post.pictures": "Files",
}
