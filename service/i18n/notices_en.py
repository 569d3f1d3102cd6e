"""Words of courriels and texts. Nothing in them says why, nor who is protected: everyone reads the same."""

from service.i18n.notices import Notice

NOTICES: dict[str, Notice] = {
    "invitation": Notice(
        "A form to read and sign",
        (
            "{establishment} asks you to read a form. You are free to accept or to refuse.",
            "You will be asked for a code. It comes to you another way, not with this link.",
            "The link works until {day}.",
        ),
        "Read the form",
        "{establishment}: a form is waiting for you to read and sign by {day}. {link}",
    ),
    "reminder": Notice(
        "Reminder: a form to read and sign",
        (
            "{establishment} asked you to read a form. You have not answered yet.",
            "You are free to accept or to refuse. No answer means no.",
            "The link works until {day}.",
        ),
        "Read the form",
        "{establishment}: reminder. A form is waiting for you to read and sign by {day}. {link}",
    ),
    "invitation_ended": Notice(
        "A request for a signature has ended",
        (
            "A request sent 14 days ago was not answered. No answer means no.",
            "You can send a new request.",
        ),
        "See the request",
    ),
    "code": Notice(
        "Your code",
        (
            "Your code is {code}.",
            "It works once, for 10 minutes. Give it to nobody.",
            "You asked for nothing? Do nothing.",
        ),
        text="{establishment}: your code is {code}. It works for 10 minutes. Give it to nobody.",
    ),
    "receipt": Notice(
        "Your receipt",
        (
            "Here is your receipt: what you answered, and until when. Keep it.",
            "You can change your mind at any time. Withdrawing is as simple as accepting.",
        ),
        "My authorizations",
        "{establishment}: your form has number {number}. See it again or withdraw: {link}",
    ),
    "withdrawn": Notice(
        "Your withdrawal is recorded",
        (
            "Your withdrawal counts since {moment}.",
            "{establishment} takes down what it still can. What others have copied may stay visible.",
            "Was it not you? Tell us: {reach}.",
        ),
        "My authorizations",
        "{establishment}: your withdrawal counts since {moment}.",
    ),
    "ending": Notice(
        "One of your authorizations ends soon",
        (
            "One of your authorizations ends on {day}. After that date it no longer holds.",
            "You have nothing to do.",
        ),
        "My authorizations",
        "{establishment}: one of your authorizations ends on {day}. You have nothing to do.",
    ),
    "endings": Notice(
        "Authorizations that end soon",
        (
            "Authorizations that end within the next 30 days: {count}.",
            "The list is in the registry. This email names nobody.",
        ),
        "See the list",
    ),
    "takedown": Notice(
        "Post to remove by {day}, {hour}",
        (
            "Remove these posts by {day}, {hour}, with their copies and shares.",
            "{posts}",
            "Confirm each removal in Aval. The whole list is there.",
        ),
        "See the list",
    ),
    "takedown_late": Notice(
        "Late: post to remove since {day}, {hour}",
        (
            "These posts had to be removed by {day}, {hour}. Remove them now.",
            "{posts}",
            "Confirm each removal in Aval. The whole list is there.",
        ),
        "See the list",
    ),
    "removed": Notice(
        "Your posts have been removed",
        (
            "Everything we could remove after your request is removed.",
            "Removed:\n{removed}",
            "Shared by others, for them to remove:\n{beyond}",
            "What is printed, or copied by others, may stay visible.",
        ),
        "My authorizations",
    ),
    "deadline": Notice("A deadline is coming up", ("A deadline is coming up. Open Aval.",), "Open Aval"),
    "exception_asked": Notice(
        "A request waits for a second person",
        (
            "A request for access waits for your answer in the registry.",
            "This email names nobody.",
        ),
        "See the request",
    ),
    "designations_changed": Notice(
        "The list of people designated has changed",
        ("Somebody was designated for accounts, or no longer is.", "This email names nobody."),
        "See the list",
    ),
    "institutional_asked": Notice(
        "A request waits for your answer",
        ("A request about confidential content waits for your answer.", "This email does not say which."),
        "See the requests",
    ),
    "institutional_news": Notice(
        "Your request has an answer",
        ("Your request about confidential content has changed.", "This email does not say how."),
        "See my requests",
    ),
    "incident_declared": Notice(
        "A situation was reported",
        ("A situation that was reported waits to be read.", "This email says neither what nor of whom."),
        "See the situations",
    ),
    "incident_sorted": Notice(
        "A situation was sorted",
        ("A reported situation was sorted by a colleague.", "This email says neither what nor of whom."),
        "See the situation",
    ),
    "access_alerts": Notice(
        "Some accesses are to be reviewed",
        (
            "Some accesses are to be reviewed in the registry.",
            "This email names nobody.",
        ),
        "See the alerts",
    ),
    "reading": Notice(
        "A post to read before it goes out",
        (
            "{establishment} wishes to publish something with you. You asked to see it first.",
            "Read it, then say yes or no. You are free to refuse. No answer means no.",
            "A code will be sent to this address.",
        ),
        "Read the post",
    ),
    "reading_answered": Notice(
        "A post shown first has its answer",
        (
            "Someone you showed a post to has answered. The answer is in the registry.",
            "This email names nobody.",
        ),
        "See posts shown first",
    ),
    "policy": Notice(
        "A text to read",
        (
            "{establishment} asks you to read a text, as the person responsible for a resource.",
            "When you have read it, press “I have read it”. There is nothing else to do.",
        ),
        "Read the text",
    ),
    "policy_staff": Notice(
        "A text to read",
        (
            "A new version of a text is waiting for you in the registry.",
            "When you have read it, press “I have read it”.",
        ),
        "Read the text",
    ),
    "published_link": Notice(
        "A post with you is online",
        (
            "{establishment} published something with you. See where it is.",
            "You can withdraw your authorization at any time. It is as simple as accepting.",
            "A code will be sent to this address.",
        ),
        "See the post or withdraw",
    ),
    "post_waiting": Notice(
        "A post still needs its address",
        (
            "A registered post was due. Its address is missing from the registry.",
            "Is it online? Give its address. If not, there is nothing to do.",
        ),
        "See my posts",
    ),
    "webhook_stopped": Notice(
        "A program is no longer told",
        (
            "A program linked to the registry is no longer told: it does not answer, or it asked for this.",
            "Check its address, then resume in the registry.",
        ),
        "Open “Integrations”",
    ),
}
