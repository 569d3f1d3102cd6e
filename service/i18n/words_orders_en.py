"""Words of court orders and deadlines, for legal alone."""

WORDS: dict[str, str | tuple[str, str]] = {
    # Entry
    "order.step.check": "Check your answers",
    "order.step.lead": "Read each line again with the judgment before you.",
    "order.step.enter": "Enter the order",
    "order.step.change": "Change",
    "order.new.button": "Continue",
    "order.renew": "Renew",
    "order.again": "Enter again",
    "order.renew.title": "Renew an order",
    "order.renew.lead": "All is taken from order {number}. Change what the new one changes.",
    "order.renews": "Renews",
    "order.until_further": "The order holds until further notice",
    "order.to.open": "Until further notice",
    "order.other_conditions": "Condition that is not in the list",
    "order.other_conditions.hint": "Write it as it stands. The order will then allow nothing.",
    "order.dispenses.hint": (
        "The court then takes the place of the child's and the parents' permission. "
        "Tick only if the order says so in full."
    ),
    "order.statute.LPJ, art. 9.3": "YPA, s. 9.3 (formerly s. 11.2.1)",
    "order.statute.LPJ, art. 11.2.1": "YPA, s. 11.2.1 (now s. 9.3)",
    "order.statute.LPJ, art. 9.2": "YPA, s. 9.2 (formerly s. 11.2)",
    "order.statute.LPJ, art. 11.2": "YPA, s. 11.2 (now s. 9.2)",
    "order.statute.other": "Another section",
    "order.statute_other": "Other section cited",
    "order.warnings": "Look at this twice",
    "order.warning.COURT_OFFICE_UNKNOWN": (
        "We do not know this court office. Check the first three digits. Nothing is blocked."
    ),
    "order.warning.COURT_CHECK_DIGIT": (
        "The last digit of the number does not fit. Read the number on the judgment again."
    ),
    "order.warning.ORDER_CONDITIONS_OUTSIDE": (
        "A condition is not in the list: the order cannot be verified. "
        "It allows nothing. Enter it again with conditions of the list, or refuse it."
    ),
    "order.warning.ORDER_CLOSES_EARLIER": (
        "An earlier order is in force. The latest one alone decides. "
        "Once entered, nothing is allowed until the new one is verified and has begun."
    ),
    "order.warning.ORDER_LEAVES_A_GAP": (
        "From {first} to {last}, nothing will be allowed: the new order replaces the old one from its date."
    ),
    "order.warning.ORDER_NUMBER_KNOWN": (
        "This number is already entered for this person. Date of the order: {days}."
    ),
    "order.warning.ORDER_CONDITIONS_OUTSIDE.entering": (
        "A condition is not in the list: the order cannot be verified. "
        "It will allow nothing. To choose from the list, use “Change”."
    ),
    "order.entered.outside": ("The order is entered. It cannot be verified: a condition is not in the list."),
    "order.reject.done": "The order is refused.",
    "order.counts": "It counts from {moment}.",
    "order.warning.ORDER_BEHIND_LATER": (
        "A later order is already verified. It alone decides: this one will allow nothing."
    ),
    # Verification
    "order.foresee.title": "What each will see",
    "order.foresee.lead": "This is the answer if the order is verified. Nothing has been saved yet.",
    "order.verify.yes": "It matches: verify",
    "order.verify.no": "It does not match: refuse",
    "error.ORDER_CONDITIONS_OUTSIDE": "A condition is not in the list. Refuse the order or enter it again.",
    # Appeal and stay
    "order.stay.title": "Appeal or stay",
    "order.stay.lead": "An appeal or a stay closes everything at once.",
    "order.stay.ground": "Ground",
    "order.stay.ground.appeal": "Appeal",
    "order.stay.ground.stay": "Stay",
    "order.stay.on": "Since",
    "order.stay.button": "Record and close",
    "order.resume.title": "End of the appeal or stay",
    "order.resume.lead": "Recorded now, the end counts from {moment}.",
    "order.resume.on": "Ended on",
    "order.resume.done": "The end of the appeal or stay is recorded.",
    "order.resume.button": "Record the end",
    "order.stayed.appeal": "Appeal",
    "order.stayed.stay": "Stay",
    "order.stayed.none": "Appeal or stay",
    "order.stayed.end": "End of the appeal or stay",
    "order.since": "since {day}",
    "order.ended": "on {day}",
    "error.since.MISSING": "Write the day it began or ended.",
    "error.since.BEFORE_ORDER": "This day is before the date of the order. Correct it.",
    "error.since.BEFORE_START": "The end comes before the start. Correct the day of the end.",
    "error.ground.MISSING_CHOICE": "Choose the appeal or the stay.",
    # Copy
    "order.copy.title": "Copy of the order",
    "order.copy.lead": "Optional. The law limits who may hold a copy (YPA, s. 96). Each reading is recorded.",
    "order.copy.see": "Open the copy",
    "order.copy.file": "Copy to keep sealed",
    "order.copy.button": "Keep the copy",
    "order.copy.done": "The copy is kept, sealed. Only legal affairs can open it.",
    "order.copy.replace": "A copy has been kept since {day}. A new one takes its place.",
    "error.copy.EMPTY": "Choose a file.",
    "error.copy.NOT_IN_LIST": "Choose a PDF or a picture (JPEG, PNG, TIFF).",
    "error.valid_from.MISSING": "Write the day the order begins.",
    "error.valid_to.MISSING": "Write the last day, or tick “until further notice”.",
    "error.statute_cited.MISSING_CHOICE": "Choose the section that the order cites.",
    "error.statute_other.MISSING": "Write the section that the order cites.",
    "act.legal.order_copied": "Copy kept",
    # Legal deadlines
    "screen.deadlines": "Legal deadlines",
    "deadlines.title": "Legal deadlines",
    "deadlines.lead": "What ends or changes within 90 days, and what ended in the last 90.",
    "deadlines.empty": "No deadline within 90 days. They come here by themselves.",
    "deadlines.group.late": "Late",
    "deadlines.group.week": "Within 7 days",
    "deadlines.group.month": "Within 30 days",
    "deadlines.group.quarter": "Within 90 days",
    "deadlines.day": "Day",
    "deadlines.what": "Deadline",
    "deadlines.who": "Person",
    "deadlines.order": "Last day of the order",
    "deadlines.check": "Last day of the check",
    "deadlines.review": "Last day of the decision",
    "deadlines.turning_14": "14: the child decides too",
    "deadlines.turning_18": "18: of age",
    "calendar.title": "In your calendar",
    "calendar.lead": (
        "The title is the same every day: “Deadline to see in Aval”. No name, no number, no reason."
    ),
    "calendar.once": "Download the calendar (.ics)",
    "calendar.give": "Make a subscription link",
    "calendar.renew": "Make a new link",
    "calendar.end": "End the link",
    "calendar.none": "A subscription link keeps your calendar up to date. It is secret: give it to nobody.",
    "calendar.until": "Your link is good until {day}. A new link ends the one before.",
    "calendar.given": "This is your link. Copy it now: it will not be shown again.",
    "calendar.ended": "The link has ended. Your calendar will no longer be updated.",
    "calendar.event": "Deadline to see in Aval",
}
