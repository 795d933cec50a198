"""Replies as their messages write themselves, and how the OpenAPI document tells of them."""

from typing import Any

from fastapi import Response

from kiosk.server.api.document import component
from kiosk.server.api.problems import PROBLEMS
from kiosk.wire.model import Message

JSON = "application/json"


def reply(message: Message) -> Response:
    """Return a message as a reply."""
    return Response(message.to_bytes(), media_type=JSON)


def replies_with(message: type[Message]) -> dict[int | str, dict[str, Any]]:
    """Describe an endpoint's replies for the OpenAPI document."""
    return {200: {"model": message}, **PROBLEMS}


def takes(message: type[Message]) -> dict[str, Any]:
    """Describe the body of an endpoint that reads it by itself, for the OpenAPI document."""
    content = {JSON: {"schema": component(message)}}
    return {"requestBody": {"required": True, "content": content}}
