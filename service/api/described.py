"""What is described by hand: the places off the framework's path, the public ones, and problems."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from service.api.channels import ChannelsGiven
from service.api.gates import GateGiven
from service.api.openapi import COMPONENTS, PREFIX, ROLES, Document
from service.api.posts_given import PostChecked
from service.api.questions import CheckGiven
from service.api.routes import ACTION, JSON, REFUSALS, refusal
from service.domain.vocabulary import CHANNELS, CONDITIONS, MEDIA
from service.registry.permissions import FILES, LEGAL, MAY

_TEXT: Final = {"type": "string"}
_FLAG: Final = {"type": "boolean"}
_ID: Final = {"type": "string", "description": "Opaque; 26 characters."}
_DAY: Final = {"type": "string", "format": "date"}
_SEVEN: Final = ["id", "answer", "cite", "conditions", "valid_until", "as_of", "receipt"]

PROBLEM: Final[Document] = {
    "type": "object",
    "description": "What was refused (RFC 9457): a code, and what to mend where.",
    "required": ["type", "title", "status", "code", "errors"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON Pointer into the body (RFC 6901)."},
                    "code": _TEXT,
                    "detail": _TEXT,
                },
            },
        },
    },
}


def _words(words: tuple[str, ...]) -> Document:
    return {"type": "array", "items": {"type": "string", "enum": list(words)}}


def _nullable(schema: Document) -> Document:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(required: list[str], properties: Document, text: str = "") -> Document:
    described = {"description": text} if text else {}
    return {"type": "object", **described, "required": required, "properties": properties}


_ANSWER: Final = {"type": "string", "enum": ["yes", "yes_with_conditions", "no", "cannot_tell"]}
_CITE: Final = {"type": "array", "items": {"type": "string", "examples": ["1K7F-3M9X-4T8B-2QDY"]}}
_OF_ONE: Final = {"answer": _ANSWER, "cite": _CITE, "conditions": _words(CONDITIONS)}
_OF_A_CHANNEL: Final = {
    "channel": {"type": "string", "enum": list(CHANNELS)},
    "cite": _CITE,
    "conditions": _words(CONDITIONS),
}
_FIELDS: Final[Document] = {
    "id": _ID,
    **_OF_ONE,
    "valid_until": _DAY,
    "as_of": _object(["tree_size", "time"], {"tree_size": _TEXT, "time": _nullable(_TEXT)}),
    "receipt": _ID,
    "reasons": {"type": "array", "items": _TEXT, ROLES: sorted(FILES)},
    "verdict": _TEXT | {ROLES: sorted(LEGAL)},
    "persons": {"type": "array", "items": {"type": "object"}, ROLES: sorted(LEGAL)},
}
_FINDING: Final = _object(
    ["code", "severity"],
    {
        "code": _TEXT,
        "severity": {"type": "string", "enum": ["block", "warn"]},
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "consent": {"type": "integer"},
    },
)

SCHEMAS: Final[Document] = {
    "Problem": PROBLEM,
    "CheckAnswer": _object(_SEVEN, _FIELDS, "Always of this shape. A no is an answer, never an error."),
    "ChannelsAnswer": _object(
        [*_SEVEN, "channels"],
        _FIELDS | {"channels": {"type": "array", "items": _object(list(_OF_A_CHANNEL), _OF_A_CHANNEL)}},
        "The check of the channels permitted, and each of them; what is not permitted is not named.",
    ),
    "PostAnswer": _object(
        [*_SEVEN, "people", "citation", "findings", "clearance"],
        _FIELDS
        | {
            "people": {"type": "array", "items": _object(list(_OF_ONE), _OF_ONE)},
            "citation": _object(["number", "line"], {"number": _nullable(_TEXT), "line": _nullable(_TEXT)}),
            "findings": {"type": "array", "items": _FINDING},
            "clearance": _nullable(_TEXT),
        },
        "One answer for the post, and one for each person in the order given.",
    ),
    "GateAnswer": _object(
        ["answer", "findings", "citation", "clearance", "conditions", "valid_until", "mend"],
        {
            "answer": _ANSWER,
            "findings": {"type": "array", "items": _FINDING},
            "citation": _object(["number", "line"], {"number": _nullable(_TEXT), "line": _nullable(_TEXT)}),
            "clearance": _nullable(_TEXT),
            "conditions": _words(CONDITIONS),
            "valid_until": _DAY,
            "mend": _nullable(_TEXT | {"description": "Page where a person mends it; for a day."}),
        },
        "Publish when the answer is yes or yes_with_conditions; otherwise do not.",
    ),
    "Standing": _object(
        ["id", "usable", "until", "scope"],
        {
            "id": _TEXT,
            "usable": _FLAG,
            "until": _nullable(_DAY),
            "scope": _nullable(
                _object(["media", "channels"], {"media": _words(MEDIA), "channels": _words(CHANNELS)})
            ),
        },
    ),
    "Health": _object(["status"], {"status": _TEXT}),
}


def hand_written() -> tuple[Document, Document]:
    """Return paths and schemas that the framework does not know."""
    schemas = dict(SCHEMAS)
    paths = {
        f"{PREFIX}/checks": _question("checks", "check", CheckGiven, "CheckAnswer", schemas),
        f"{PREFIX}/channels": _question("channels", "check", ChannelsGiven, "ChannelsAnswer", schemas),
        f"{PREFIX}/posts/check": _question("posts", "publish", PostChecked, "PostAnswer", schemas),
        f"{PREFIX}/gate": _question("gate", "publish", GateGiven, "GateAnswer", schemas),
        "/v/{id}": {"get": _public("standing", "May this number be used today, and for what?", "Standing")},
        "/healthz": {"get": _public("health", "Is the service up?", "Health")},
        "/readyz": {"get": _public("readiness", "Can the registry be read?", "Health")},
    }
    return paths, schemas


def _question(subject: str, action: str, shape: type[BaseModel], answer: str, schemas: Document) -> Document:
    schema = shape.model_json_schema(ref_template=COMPONENTS + "{model}")
    schemas |= schema.pop("$defs", {})
    schemas[shape.__name__] = schema
    statuses = {status: text for status, text in REFUSALS.items() if status not in (404, 409)}
    refusals = {str(status): refusal(text) for status, text in statuses.items()}
    return {
        "post": {
            "tags": [subject],
            "summary": (shape.__doc__ or "").split("\n")[0],
            "operationId": f"ask_{subject}",
            ACTION: action,
            ROLES: sorted(MAY[action]),
            "requestBody": {"required": True, "content": {JSON: {"schema": _ref(shape.__name__)}}},
            "responses": {"200": _ok(answer), **refusals, "429": refusal("Too many questions in a minute.")},
        }
    }


def _public(name: str, text: str, answer: str) -> Document:
    number = {"name": "id", "in": "path", "required": True, "schema": _TEXT}
    refusals = {"400": refusal("This cannot be a number to cite.")} if answer == "Standing" else {}
    return {
        "tags": ["public"],
        "summary": text,
        "operationId": f"read_{name}",
        "parameters": [number] if answer == "Standing" else [],
        "security": [],
        "responses": {"200": _ok(answer), **refusals, "503": refusal(REFUSALS[503])},
    }


def _ok(answer: str) -> dict[str, Any]:
    return {"description": "The answer.", "content": {JSON: {"schema": _ref(answer)}}}


def _ref(name: str) -> Document:
    return {"$ref": COMPONENTS + name}
