"""A tiny CMS: one form, its own publish button, and the server that asks Aval for it."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from service.web.gate_files import widget_script, widget_style

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'"
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>CMS</title><link rel="stylesheet" href="/aval-gate.css"><script src="/aval-gate.js" defer></script>
</head><body><main><h1>CMS</h1>
<form method="post" action="/publish" data-aval-gate="/aval-gate" data-aval-medium="photo"
 data-aval-channel="facebook" data-aval-purpose="information" data-aval-seconds="{seconds}">
<p><label for="text">Texte</label><br>
<textarea id="text" name="text" rows="6" cols="34" data-aval-field="text"></textarea></p>
<p><label><input type="checkbox" name="nobody" value="none" data-aval-field="people"> Personne</label></p>
<button type="submit" name="do" value="draft">Brouillon</button>
<button type="submit" name="do" value="publish" data-aval-publish>Publier</button>
</form></main></body></html>"""


def ask_aval(url: str, token: str, content: bytes) -> bytes:
    """Forward what the widget asks; the token stays here. Raises OSError when there is no answer."""
    request = urllib.request.Request(f"{url}/api/v1/gate", content, method="POST")  # noqa: S310 - our own setting
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - likewise
        return bytes(answer.read())


@dataclass
class Cms:
    """What it asks and with which token; what it published, and how it answers its own page."""

    aval: str
    token: str
    port: int = 0
    seconds: str = "15"
    answer: tuple[int, bytes] | None = None
    """What the forwarder answers by itself; None: what Aval says."""
    published: list[dict[str, list[str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def forward(self, content: bytes) -> tuple[int, bytes]:
        if self.answer is not None:
            return self.answer
        try:
            return 200, ask_aval(self.aval, self.token, content)
        except OSError:
            return 502, b"{}"

    def publish(self, sent: dict[str, list[str]]) -> tuple[int, bytes]:
        if sent.get("do") != ["draft"]:
            self.published.append(sent)
        return 200, b"<!doctype html><html lang=fr><title>CMS</title><main><h1>Fait</h1></main></html>"


@contextmanager
def running_cms(aval: str, token: str) -> Iterator[Cms]:
    """Serve the CMS while the block lasts."""
    cms = Cms(aval, token)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            lang = parse_qs(parts.query).get("lang", ["fr"])[0]
            files = {
                "/": ("text/html; charset=utf-8", PAGE.format(lang=lang, seconds=cms.seconds).encode()),
                "/aval-gate.js": ("text/javascript; charset=utf-8", widget_script()),
                "/aval-gate.css": ("text/css", widget_style()),
            }
            kind, content = files.get(parts.path, ("", b""))
            self.send(200 if kind else 404, kind or "text/plain", content)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/aval-gate":
                status, content = cms.forward(body)
                self.send(status, "application/json", content)
            else:
                status, content = cms.publish(parse_qs(body.decode()))
                self.send(status, "text/html; charset=utf-8", content)

        def send(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    cms.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield cms
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def as_json(**fields: object) -> bytes:
    """Write an answer as the gate does."""
    return json.dumps(fields).encode()
