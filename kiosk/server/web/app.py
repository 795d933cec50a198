"""The pages of the server: which there are, and how they say no."""

from fastapi import FastAPI, Request, Response

from kiosk.server.web import assets, me, phone_link
from kiosk.server.web.pages import PageError, language_asked_by, page

PAGES = (me.router, phone_link.router, assets.router)


def tell_page_errors(app: FastAPI) -> None:
    """Have an application tell what its pages refuse as pages."""
    app.add_exception_handler(PageError, _refused)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageError)
    return page(error.page, language_asked_by(request), error.status)
