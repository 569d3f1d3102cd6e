"""Every body that the API takes is described by an example that it would read.

Seen to fail: with an example left out, with a word of no list in one, and with two bodies of one name.
"""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from pydantic import BaseModel

from scripts.reference_pages.cells import routes_of, whole_description
from service.api.fields import Given
from service.api.openapi import COMPONENTS, Document
from service.api.routes import JSON


@pytest.fixture(scope="module")
def whole() -> Document:
    return whole_description()


def bodies(whole: Document) -> dict[str, str]:
    """Each route that takes a JSON body, and the name of its schema."""
    found = {}
    for route, operation in routes_of(whole):
        schema = operation.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema")
        if schema is not None:
            (name,) = [one["$ref"] for one in schema.get("anyOf", [schema]) if "$ref" in one]
            found[route] = name.removeprefix(COMPONENTS)
    return found


def shapes(start: type[BaseModel] = Given) -> Iterator[type[BaseModel]]:
    for one in start.__subclasses__():
        yield one
        yield from shapes(one)


def outside(schemas: Document, schema: Document, example: Any, at: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    """Where an example holds a word of no list; of several ways the one that fits counts."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].removeprefix(COMPONENTS)]
    if "anyOf" in schema:
        ways = [list(outside(schemas, one, example, at)) for one in schema["anyOf"]]
        yield from min(ways, key=len)
    if example is not None and example not in schema.get("enum", [example]):
        yield at
    if isinstance(example, dict):
        for name, one in example.items():
            yield from outside(schemas, schema.get("properties", {}).get(name, {}), one, f"{at}/{name}")
    if isinstance(example, list):
        for place, one in enumerate(example):
            yield from outside(schemas, schema.get("items", {}), one, f"{at}/{place}")


def test_every_body_has_an_example_that_is_read(whole: Document) -> None:
    schemas, found = whole["components"]["schemas"], bodies(whole)
    assert len(found) > 50
    for route, name in found.items():
        schema = schemas[name]
        (shape,) = {one for one in shapes() if one.__name__ == name}
        own = shape.model_json_schema()
        assert schema.get("properties", {}).keys() == own.get("properties", {}).keys(), route
        assert schema["examples"], route
        for example in schema["examples"]:
            shape.model_validate_json(orjson.dumps(example))
            assert list(outside(schemas, schema, example)) == [], route


def test_no_body_is_named_by_the_file_it_is_written_in(whole: Document) -> None:
    assert [name for name in whole["components"]["schemas"] if "__" in name] == []
