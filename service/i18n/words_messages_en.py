"""Words on how courriels and texts stand."""

WORDS: dict[str, str | tuple[str, str]] = {
    "screen.messages": "Messages",
    "messages.lead": "Messages leave a few seconds after the act that asks for them.",
    "messages.courriels": "Emails",
    "messages.texts": "Text messages",
    "messages.open": "Sent",
    "messages.closed": "Not sent",
    "messages.closed.title": "Emails do not leave",
    "messages.closed.text": "No email server is set. The messages are kept.",
    "messages.closed.mend": "Set AVAL_SMTP_URL, then restart. The messages that are kept leave then.",
    "messages.closed.who": "Speak to the person who manages the registry.",
    "messages.texts.none": "Text messages are not offered. To offer them, set AVAL_TEXT_URL.",
    "messages.waiting": "Waiting",
    "messages.stuck": "To unblock",
    "messages.stuck.text": (
        "{n} task has been failing for several hours. See the server's log.",
        "{n} tasks have been failing for several hours. See the server's log.",
    ),
    "messages.retry": "Try again now",
    "messages.retried": "Noted. All that waits is taken up again now.",
    "messages.give_up": "Give up",
    "messages.give_up.text": "What you give up is neither sent nor taken up again.",
    "messages.given_up": "Noted. What kept failing is given up.",
}
