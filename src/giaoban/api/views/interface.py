"""The interface as a whole: its operations under one version, described by OpenAPI 3.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninja import NinjaAPI

from giaoban.api.views import problems
from giaoban.api.views.operations import bodies, directives, indicators, periods, reports, tasks

if TYPE_CHECKING:
    from ninja.openapi.schema import OpenAPISchema


class Interface(NinjaAPI):
    """Tell of every operation that what goes wrong is answered as a problem."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """Return the description, with the one form of all problems."""
        schema = super().get_openapi_schema(*args, **kwargs)
        schema["components"].setdefault("schemas", {})["Problem"] = problems.SCHEMA
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"]["default"] = problems.RESPONSE
        return schema


api = Interface(
    title="Giao ban",
    version="1",
    description=(
        "The acts of the site for programs. Every request carries a token of a body "
        "(`Authorization: Bearer …`); every write carries an `Idempotency-Key`, every change the "
        "`ETag` that was read as `If-Match`. Lists go on by `next`. What goes wrong is answered as "
        "problem details (RFC 9457) in the language of `Accept-Language`."
    ),
    urls_namespace="api-1",
    openapi_url="openapi.json",
    docs_url=None,
)
problems.install(api)
api.add_router("bodies", bodies.router)
api.add_router("directives", directives.router)
api.add_router("tasks", tasks.router)
api.add_router("reports", reports.router)
api.add_router("periods", periods.router)
api.add_router("indicators", indicators.router)
