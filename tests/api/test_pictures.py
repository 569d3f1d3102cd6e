"""A post's picture is marked while the post is clear, and its faces are counted; no picture is kept.

Seen to fail: with the post not decided again, and with the hashes not noted.
"""

import io
from hashlib import sha256
from typing import Any

import httpx2
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from service.documents.pictures.tagging import read_release
from service.registry.accounts import token_caller
from service.registry.errors import Conflict
from service.registry.pictures import label_with_number
from tests.api.office import Office, named
from tests.api.worlds import withdraw
from tests.documents import album
from tests.documents.faces import group_of
from tests.documents.test_picture_releases import pixels


def sent(office: Office, path: str, content: bytes, role: str = "publisher") -> httpx2.Response:
    headers = {"Authorization": f"Bearer {office.token(role)}"}
    return office.client.post(f"/api/v1/{path}", files={"file": ("a.jpg", content)}, headers=headers)


def cleared(office: Office) -> tuple[str, dict[str, Any]]:
    number = office.consent(office.person())
    return number, office.post("posts", "publisher", office.post_of(named()))


def test_a_picture_carries_the_posts_number_and_every_pixel(office: Office) -> None:
    _, post = cleared(office)
    content = album.jpeg()
    answer = sent(office, f"posts/{post['id']}/pictures", content)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    release = read_release(answer.content)
    assert release is not None
    number = post["citation"]["number"]
    assert release.numbers == (number,)
    assert release.web_statement == f"https://aval.example/v/{number.replace('-', '')}"
    assert pixels(answer.content) == pixels(content)


def test_the_hashes_before_and_after_are_noted_and_find_the_post(office: Office) -> None:
    _, post = cleared(office)
    content = album.jpeg()
    marked = [sent(office, f"posts/{post['id']}/pictures", content).content for _ in range(2)]
    assert marked[0] == marked[1]
    why = {"why": "Plainte 118 : vérifier sur quelle base."}
    for each in (content, marked[0]):
        body = {"sha256": sha256(each).hexdigest(), **why}
        (found,) = office.post("reconstructions", "auditor", body)["posts"]
        assert len(found["media"]) == 2
        assert {one["sha256"] for one in found["media"]} == {
            sha256(one).hexdigest() for one in (content, *marked)
        }


def test_a_code_is_drawn_where_it_is_asked_for(office: Office) -> None:
    _, post = cleared(office)
    answer = sent(office, f"posts/{post['id']}/pictures?corner=top_left", group_of(18))
    assert answer.status_code == 200
    (code,) = zxingcpp.read_barcodes(np.asarray(Image.open(io.BytesIO(answer.content))))
    assert code.text == f"https://aval.example/v/{post['citation']['number'].replace('-', '')}"
    wrong = sent(office, f"posts/{post['id']}/pictures?corner=middle", group_of(2))
    assert wrong.status_code == 422


def test_a_post_that_is_no_longer_clear_marks_nothing(office: Office) -> None:
    number, post = cleared(office)
    withdraw(office, number)
    answer = sent(office, f"posts/{post['id']}/pictures", album.jpeg())
    assert (answer.status_code, answer.json()["code"]) == (409, "NOT_CLEARED")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff" + bytes(40)])
def test_a_file_that_is_no_picture_is_refused_at_its_place(office: Office, content: bytes) -> None:
    _, post = cleared(office)
    answer = sent(office, f"posts/{post['id']}/pictures", content)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/file"


def test_faces_are_counted_and_more_than_named_are_a_warning(office: Office) -> None:
    warned = sent(office, "pictures/faces?named=4", group_of(5)).json()
    assert warned == {"faces": 5, "findings": [{"code": "FACES_NOT_NAMED", "severity": "warn"}]}
    assert sent(office, "pictures/faces?named=5", group_of(5)).json() == {"faces": 5, "findings": []}


def test_a_number_marks_a_picture_only_while_it_may_be_used_for_one(office: Office) -> None:
    number, post = cleared(office)
    asker = token_caller(office.ports, office.token("publisher"), "command")
    assert asker is not None
    caller = office.ports, asker
    for one in (number, post["citation"]["number"]):
        release = read_release(label_with_number(*caller, one, album.jpeg()).content)
        assert release is not None
        assert release.numbers == (one,)
    withdraw(office, number)
    for one in (number, post["citation"]["number"], "1K7F-3M9X-4T8B-2QDY"):
        with pytest.raises(Conflict) as refused:
            label_with_number(*caller, one, album.jpeg())
        assert refused.value.code == "NOT_CLEARED"
