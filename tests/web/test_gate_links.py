"""From a gate's no to « Vérifier une publication », filled with what was sent, for whoever signs in.

Seen to fail: with the ticket kept for the session of whoever asked, which no person has.
"""

from urllib.parse import urlsplit

from service.registry.gated_content import Content
from service.registry.gating import answer_gate
from service.registry.moments import today
from service.registry.questions import Question
from tests.web.establishment import Establishment, establishment, made_folder

__all__ = ["establishment", "made_folder"]


def test_the_link_opens_the_page_filled_with_what_was_sent(establishment: Establishment) -> None:
    ports, day = establishment.ports, today(establishment.ports)
    question = Question("photo", ("facebook", "web_site"), "promotion", day)
    content = Content(question, "Merci à Zoé!", ("1K7F-3M9X-4T8B-2QDY",), visible_count=1)
    answer = answer_gate(ports, establishment.users["publisher"], content)
    assert answer.mend is not None
    address = urlsplit(answer.mend)
    page = establishment.signed_in("publisher").get(f"{address.path}?{address.query}").text
    for shown in ("Merci à Zoé!", "1K7F-3M9X-4T8B-2QDY", f'value="{day.isoformat()}"'):
        assert shown in page
    for word in ("Zo", "1K7F", "photo", "facebook"):
        assert word not in answer.mend
    assert establishment.signed_in("publisher").get(f"{address.path}?de={'0' * 32}").status_code == 404
