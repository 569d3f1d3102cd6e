"""Posts cleared and published, takedowns done and to do, readings and authorizations asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.judging import Asked
from service.registry.publishing import NewPost, list_posts, publish_post, register_post
from service.registry.questions import Question, Who
from service.registry.readings import ask_readings
from service.registry.requests import close_request, list_requests, request_authorization
from service.registry.takedowns import Removed, finish_takedown, list_takedowns

if TYPE_CHECKING:
    from service.cli.demonstration.cast import Paper
    from service.cli.demonstration.stage import Stage
    from service.registry.post_records import PostRecord

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its text, whom it shows, where. `out` days ago, None when it is not out yet."""

    text: str
    people: tuple[str, ...]
    out: int | None
    channel: str = "facebook"
    medium: str = "photo"
    purpose: str = "promotion"
    strangers: tuple[Who, ...] = ()
    taken_down: bool = False


READ_FIRST: Final = "Portrait fictif du mois, à relire avant de paraître."
MINISTER: Final = Who(unregistered=True, role="public_figure", adult=True)
POSTS: Final = (
    Post(
        "Clinique fictive\N{NO-BREAK SPACE}: une journée avec l'équipe.",
        ("Maëlle Vertbois", "Hermine Roselac"),
        12,
    ),
    Post("Le jardin communautaire fictif.", ("Maëlle Vertbois", "Thaïs Plumegivre"), 9, "instagram"),
    Post("Fête fictive du quartier.", ("Zoé Lunelle",), 6),
    Post("Merci à nos bénévoles fictifs!", ("Thaïs Plumegivre",), 4, "web_site"),
    Post("Retraite fictive bien méritée.", ("Firmin Monterêve",), 15),
    Post("Atelier fictif de poterie.", ("Firmin Monterêve", "Odile Quenouillon"), 20, "instagram"),
    Post("Marche fictive d'automne.", ("Odile Quenouillon",), 8, taken_down=True),
    Post("Kiosque fictif du printemps.", ("Ulysse Ventdouest",), None),
    Post("Équipe fictive de nuit, en vidéo.", ("Hermine Roselac", "Ovide Castorel"), None, medium="video"),
    Post("Concert fictif du midi.", ("Élodie Clairgivre, 1990",), 2, "newsletter"),
    Post(
        "Annonce fictive avec une personnalité publique.",
        ("Hermine Roselac",),
        1,
        "web_site",
        purpose="information",
        strangers=(MINISTER,),
    ),
    Post("Recettes fictives de la cafétéria.", ("Côme Saint-Rivenord",), None),
)
REQUESTS: Final = (
    ("Bérénice Fougeraie-Nord", "Photo fictive prise au kiosque d'accueil.", False),
    ("Médéric Boisdoré", "Témoignage fictif pour l'infolettre.", False),
    ("Une bénévole fictive du jardin", "Je n'ai que son prénom.", False),
    ("Tancrède Sapinois", "Vidéo fictive du personnel.", True),
)


def load_posts(stage: Stage) -> None:
    """Clear each post, and publish those that are out."""
    publisher = stage.callers["publisher"]
    known = {post.text: post for post in list_posts(stage.ports, publisher, limit=MOST)}
    for place, post in enumerate(stage.progress.over(POSTS, "Publications")):
        kept = known.get(post.text) or register_post(stage.ports, publisher, _new(stage, post))
        if post.out is not None and kept.state == "cleared":
            _publish(stage, kept, place, post.out)


def load_readings(stage: Stage) -> None:
    """Have a post read first by someone who asked to see theirs before they go out."""
    reader = next(one for one in stage.cast if one.born and any(map(_is_read_first, one.papers)))
    ask_readings(
        stage.ports, stage.callers["publisher"], _new(stage, Post(READ_FIRST, (reader.known_as,), None))
    )


def load_requests(stage: Stage) -> None:
    """Ask for authorizations; one was dealt with."""
    communications = stage.callers["communications"]
    known = {one.person_name: one for one in list_requests(stage.ports, communications, None, MOST)}
    for name, note, done in REQUESTS:
        request = known.get(name) or request_authorization(
            stage.ports, stage.callers["publisher"], name, note
        )
        if done and request.state == "open":
            close_request(stage.ports, communications, request.number)


def load_takedowns(stage: Stage) -> None:
    """Record those that were done; the others stay to do."""
    publisher = stage.callers["publisher"]
    done = {post.text for post in POSTS if post.taken_down}
    for takedown, post in list_takedowns(stage.ports, publisher, "open", limit=MOST):
        if post.text in done:
            removed = Removed(stage.ports.clock(), "Capture fictive.")
            finish_takedown(stage.ports, publisher, takedown.number, removed)


def _is_read_first(paper: Paper) -> bool:
    return paper.end == "confirmed" and paper.limits == ("review_first",)


def _new(stage: Stage, post: Post) -> NewPost:
    people = (*(stage.who(key) for key in post.people), *post.strangers)
    question = Question(post.medium, (post.channel,), post.purpose, stage.today)
    return NewPost(Asked(people, question), post.text, account="Compte fictif")


def _publish(stage: Stage, post: PostRecord, place: int, out: int) -> None:
    url = f"https://exemple.qc.ca/publications/{place + 1}"
    at = stage.ports.clock() - timedelta(days=out)
    publish_post(stage.ports, stage.callers["publisher"], post.number, url, at)
