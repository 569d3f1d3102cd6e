"""Pages as bytes: nothing inline, everything escaped, the same headers whatever is said."""

import re
from pathlib import Path

import pytest

from service.i18n.words import words_for
from service.web.assets import FOLDER, SHEETS, assets_root, assets_version, load_assets
from service.web.rendering import HEADERS, TEMPLATES, hyphenated, in_one_sentence
from service.web.typed import NOTHING_TYPED, Slip, Typed
from tests.web.pictures import gallery_page

WRITTEN = sorted(TEMPLATES.rglob("*.html"))
NEVER = re.compile(
    r"ordonnance|tribuna|\blpj\b|\bdpj\b|protection de la jeunesse|\bcourt\b|youth.?protection", re.IGNORECASE
)


def test_what_people_type_is_escaped() -> None:
    typed = Typed({"who": ('"><script>alert(1)</script>',)})
    page = gallery_page("gallery.html", "fr", typed=typed).decode()
    assert "<script>alert" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


def test_a_page_with_something_to_mend_says_so_first_in_its_title() -> None:
    typed = Typed({}, (Slip("who", "MISSING"),))
    french, english = (gallery_page("gallery.html", lang, typed=typed).decode() for lang in ("fr", "en"))
    assert "<title>Erreur\N{NO-BREAK SPACE}: Qui peut paraître? — Aval</title>" in french
    assert "<title>Error: Who may appear? — Aval</title>" in english


def test_the_same_values_give_the_same_bytes() -> None:
    assert len({gallery_page("answers.html", "fr", shown="no", typed=NOTHING_TYPED) for _ in range(3)}) == 1


def test_headers_forbid_everything_that_is_not_ours() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert HEADERS["Cache-Control"] == "no-store"
    assert HEADERS["Referrer-Policy"] == "same-origin"
    assert not {"ETag", "Content-Encoding", "Last-Modified"} & set(HEADERS)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_style_or_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|(?:href|src|action)=\"https?:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=\"\{\{ static \}\})", text)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_words_of_its_own(path: Path) -> None:
    written = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    bare = re.sub(r"<[^>]*>|&\w+;|[\w-]+=\"[^\"]*\"", " ", written)
    assert re.findall(r"[^\W\d_]{2,}", bare) == []


def test_nothing_a_publisher_can_load_names_youth_protection() -> None:
    loaded = [path for path in WRITTEN if path.parent.name in {"parts", "public", "publisher"}]
    loaded += [path for path in FOLDER.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    assert loaded
    assert [path.name for path in loaded if NEVER.search(path.read_text(encoding="utf-8"))] == []


def test_assets_are_named_after_their_content() -> None:
    assets = load_assets()
    assert re.fullmatch(r"/static/[0-9a-f]{16}", assets_root())
    assert assets_root().endswith(assets_version())
    assert len(SHEETS) == len(list(FOLDER.glob("css/*.css")))
    assert {"aval.css", "favicon.svg", "js/copy.js", "fonts/roboto-LICENSE.txt"} < set(assets)


def test_the_style_sheet_names_only_files_that_are_served() -> None:
    sheet = load_assets()["aval.css"].content.decode()
    named = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert named
    assert named < set(load_assets())


def test_numbers_are_shown_by_fours() -> None:
    assert hyphenated("1K7F3M9X4T8B2QDY") == hyphenated("1K7F-3M9X-4T8B-2QDY") == "1K7F-3M9X-4T8B-2QDY"


def test_lists_are_written_as_one_sentence() -> None:
    assert in_one_sentence(["photo", "vidéo", "voix"], words_for("public", "fr")) == "photo, vidéo et voix"
    assert in_one_sentence(["photo"], words_for("public", "fr")) == "photo"
