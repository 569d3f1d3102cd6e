"""Courriels as they leave: readable in both languages, recognisable when sent twice, and never forged."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email.headerregistry import Address

import pytest

from service.i18n.notice_words import NOTICES, notice_words
from service.notices.courriel import encode_courriel
from service.notices.post import Post
from service.notices.smtp import (
    ClearPassword,
    SmtpAddress,
    SmtpAddressMalformed,
    read_smtp_address,
    send_message,
)
from service.registry.letters import Letter
from tests.support.smtp_sink import Sink, free_port, smtp_sink, words_of

NOW = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)
SENDER = Address("CISSS de la Côte-des-Brumes", addr_spec="autorisations@exemple.ca")
HOUSE = {"establishment": "CISSS de la Côte-des-Brumes", "email": "autorisations@exemple.ca"}
LETTER = Letter("0f" * 16, "zoe@exemple.ca", "fr", "À lire", ("Ça va? <b>Oui</b>.",), "Ouvrir", "/lien/x")
EVERY_WORD = {
    "establishment": "CISSS",
    "link": "https://aval.test/x",
    "day": "13 octobre 2026",
    "code": "123456",
    "moment": "13 octobre 2026 à 14 h 05",
    "reach": "418 555-0100",
    "count": "12",
    "number": "1K7F-3M9X-4T8B-2QDY",
    "hour": "16 h",
    "posts": "1K7F-3M9X-4T8B-2QDZ, Facebook",
    "removed": "Facebook",
    "beyond": "X",
}


@pytest.fixture
def sink() -> Iterator[Sink]:
    """An SMTP server."""
    with smtp_sink() as listening:
        yield listening


def post_to(sink: Sink) -> Post:
    return Post("https://aval.test", HOUSE, lambda: NOW, read_smtp_address(sink.url))


def test_a_letter_arrives_as_it_was_written(sink: Sink) -> None:
    post_to(sink).send_courriel(LETTER)
    (came,) = sink.came
    assert sink.handed == [("zoe@exemple.ca",)]
    assert came["From"] == '"CISSS de la Côte-des-Brumes" <autorisations@exemple.ca>'.replace('"', "")
    assert (came["Subject"], came["To"]) == ("À lire", "zoe@exemple.ca")
    assert came["Auto-Submitted"] == "auto-generated"
    assert came["Message-ID"] == f"<{'0f' * 16}@exemple.ca>"
    assert words_of(came).splitlines() == ["Ça va? <b>Oui</b>.", "", "Ouvrir", "https://aval.test/lien/x"]
    html = came.get_body(("html",))
    assert html is not None
    assert "<p>Ça va? &lt;b&gt;Oui&lt;/b&gt;.</p>" in html.get_content()
    assert 'href="https://aval.test/lien/x"' in html.get_content()


def test_a_copy_goes_along_as_a_pdf() -> None:
    letter = Letter(
        "0f" * 16, "z@exemple.ca", "en", "Your copy", ("Here.",), attachment=("copy.pdf", b"%PDF-")
    )
    (attached,) = encode_courriel(letter, SENDER, "https://aval.test", NOW).iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", "copy.pdf")


@pytest.mark.parametrize("hostile", ["z@exemple.ca\r\nBcc: all@exemple.ca", "z@exemple.ca\nX: y"])
def test_no_address_name_or_subject_adds_a_header(hostile: str) -> None:
    for letter in (
        Letter("0f", hostile, "fr", "À lire", ()),
        Letter("0f", "z@exemple.ca", "fr", f"À lire {hostile}", ()),
    ):
        with pytest.raises(ValueError, match=r"CR|LF|linefeed|newline"):
            encode_courriel(letter, SENDER, "https://aval.test", NOW)
    with pytest.raises(ValueError, match="CR or LF"):
        Post("https://aval.test", {"establishment": hostile}, lambda: NOW).sender  # noqa: B018 - made when read


def test_an_address_that_is_none_gives_way_to_one_of_our_host() -> None:
    post = Post("https://aval.test", {"email": "écrivez-nous"}, lambda: NOW)
    assert str(post.sender) == "Aval <aval@aval.test>"


def test_a_server_that_refuses_is_told(sink: Sink) -> None:
    sink.answer = "451 Try again later"
    with pytest.raises(OSError, match="451"):
        post_to(sink).send_courriel(LETTER)


def test_a_server_that_is_not_there_is_told() -> None:
    address = SmtpAddress("smtp", "127.0.0.1", free_port())
    with pytest.raises(ConnectionRefusedError):
        send_message(address, encode_courriel(LETTER, SENDER, "", NOW))


def test_tls_is_demanded_where_it_was_asked_for(sink: Sink) -> None:
    address = SmtpAddress("smtp+starttls", "127.0.0.1", sink.port)
    with pytest.raises(OSError, match="STARTTLS"):
        send_message(address, encode_courriel(LETTER, SENDER, "", NOW))
    assert sink.came == []


def test_no_password_leaves_this_machine_in_clear(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    here = ("127.0.0.1", sink.port)
    monkeypatch.setattr("smtplib.SMTP._get_socket", lambda *_: socket.create_connection(here))
    address = read_smtp_address("smtp://aval@mail.exemple.ca:2525", "secret")
    with pytest.raises(ClearPassword):
        send_message(address, encode_courriel(LETTER, SENDER, "", NOW))


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp://mail.exemple.ca", SmtpAddress("smtp", "mail.exemple.ca", 25)),
        ("smtps://a%40b@mail.exemple.ca", SmtpAddress("smtps", "mail.exemple.ca", 465, "a@b", "secret")),
        ("smtp+starttls://a:p@m.ca:26", SmtpAddress("smtp+starttls", "m.ca", 26, "a", "secret")),
    ],
)
def test_the_address_of_a_server_is_read(url: str, read: SmtpAddress) -> None:
    found = read_smtp_address(url, "secret" if read.user else "")
    assert found == read
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "url", ["", "mail.exemple.ca", "http://mail.ca", "smtp://mail:port", "smtp://", "smtp://a/b"]
)
def test_what_is_no_address_of_a_server_is_refused(url: str) -> None:
    with pytest.raises(SmtpAddressMalformed):
        read_smtp_address(url)


def test_both_languages_have_the_same_notices_with_the_same_blanks() -> None:
    assert NOTICES["fr"].keys() == NOTICES["en"].keys()
    for template, french in NOTICES["fr"].items():
        english = NOTICES["en"][template]
        assert (bool(french.button), bool(french.text)) == (bool(english.button), bool(english.text))
        assert len(french.paragraphs) == len(english.paragraphs)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("template", NOTICES["fr"])
def test_no_notice_tells_a_reason_and_no_subject_tells_anything_of_anyone(
    language: str, template: str
) -> None:
    notice = notice_words(language, template, EVERY_WORD)
    whole = " ".join((notice.subject, *notice.paragraphs, notice.button, notice.text)).casefold()
    for word in (
        "tribunal",
        "court",
        "ordonnance",
        "lpj",
        "dpj",
        "protection",
        "juridique",
        "legal",
        "refus",
    ):
        assert word not in whole.replace("refuser", "").replace("to refuse", "")
    of_somebody = [word for blank, word in EVERY_WORD.items() if blank not in {"day", "hour"}]
    assert not any(word in notice.subject for word in of_somebody), "a deadline is the same for all"
    assert all(len(sentence.split()) <= 20 for sentence in ". ".join(notice.paragraphs).split(". "))


def test_a_word_forgotten_is_told_before_anything_is_kept() -> None:
    with pytest.raises(KeyError):
        notice_words("fr", "code", {"establishment": "CISSS"})
