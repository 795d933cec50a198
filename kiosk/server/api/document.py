"""The OpenAPI document: FastAPI's, made true where the endpoints do more than FastAPI can see."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from kiosk.wire import PROTOCOL, PROTOCOL_HEADER
from kiosk.wire.facts import WireFact
from kiosk.wire.model import Message
from kiosk.wire.problems import PROBLEM_TYPE

Plain = dict[str, Any]

_REFERENCE = "#/components/schemas/{model}"
_TOKEN = "device-token"
_PROTOCOL_HEADER = {
    "description": "Says that this server answered, and nothing in between.",
    "required": True,
    "schema": {"const": str(PROTOCOL), "type": "string"},
}


def component(message: type[Message]) -> Plain:
    """Return a message's schema, with the schemas of its parts inside until they are gathered."""
    return message.model_json_schema(ref_template=_REFERENCE)


def document_of(app: FastAPI) -> Plain:
    """Return the OpenAPI document of an application."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        for operation in _operations(document):
            _tell_of_token(operation)
            _tell_of_replies(operation["responses"])
        _gather(document)
        app.openapi_schema = document
    return app.openapi_schema


def _operations(document: Plain) -> Iterator[Plain]:
    for path in document["paths"].values():
        yield from path.values()


def _tell_of_token(operation: Plain) -> None:
    """Say that the Authorization header is a credential and not one parameter among others."""
    parameters = operation.get("parameters", [])
    others = [one for one in parameters if one["name"] != "authorization"]
    if len(others) < len(parameters):
        operation |= {"parameters": others, "security": [{_TOKEN: []}]}


def _tell_of_replies(responses: Plain) -> None:
    for response in responses.values():
        response["headers"] = {PROTOCOL_HEADER: _PROTOCOL_HEADER, **response.get("headers", {})}
    problem = responses.get("default")
    if problem is not None:
        problem["content"] = {PROBLEM_TYPE: problem["content"]["application/json"]}


def _gather(document: Plain) -> None:
    """Put the schemas of parts where their references look for them."""
    schemas = document["components"]["schemas"]
    schemas["WireFact"] = component(WireFact)
    # A page's facts pass through as they are stored; they were read when they came.
    schemas["ChangesPage"]["properties"]["facts"]["items"] = {
        "$ref": _REFERENCE.format(model="WireFact")
    }
    document["components"]["securitySchemes"] = {_TOKEN: {"type": "http", "scheme": "bearer"}}
    for operation in _operations(document):
        for media in operation.get("requestBody", {}).get("content", {}).values():
            schemas |= media["schema"].pop("$defs", {})
