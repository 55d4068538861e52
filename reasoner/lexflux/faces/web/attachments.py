"""Files that a browser keeps instead of showing them."""

from __future__ import annotations

from starlette.responses import Response

SUFFIXES = {"markdown": "md", "turtle": "ttl", "latex": "tex", "dossier": "zip", "ical": "ics"}
"""How the name of a file ends, where it is not its form."""


def attachment(content: str | bytes, form: str, media_type: str, name: str = "lexflux") -> Response:
    """Return a file of a form, under a name that ends with it."""
    named = {"Content-Disposition": f'attachment; filename="{name}.{SUFFIXES.get(form, form)}"'}
    return Response(content, media_type=media_type, headers=named)
