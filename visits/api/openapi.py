"""What the OpenAPI document says of every operation."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from visits.api.problems import MEDIA_TYPE, ProblemSerializer


class ProblemSchema(AutoSchema):
    """Every operation may answer with a problem document, and says how its rows are shaped."""

    def get_override_parameters(self) -> Any:
        told = getattr(self.view, "told_parameters", None)
        return [*super().get_override_parameters(), *(told() if told else ())]

    def get_auth(self) -> Any:
        """The ways to sign in, and none where everybody may ask."""
        allowed = super().get_auth()
        is_open = any(getattr(one, "is_open", False) for one in self.view.get_permissions())
        return [*allowed, {}] if is_open and {} not in allowed else allowed

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        codes = {"400": "A parameter is unknown or malformed."}
        if "{" in self.path:
            codes["404"] = "There is none, or it is not shown."
        for code, words in codes.items():
            told = self._get_response_for_code(  # type: ignore[no-untyped-call]  # nor in the base
                ProblemSerializer, code, [MEDIA_TYPE], direction
            )
            bodies[code] = told | {"description": words}
        return bodies


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its base
    target_class = "visits.api.auth.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made at /tokens/, with the scopes that it was given; or one of "
            "a source, made on the source's page, to push announcements.",
        }


# Records that `fields` may thin out: of these, the key alone is told in any case.
_SPARSE = {
    "Visit": "id",
    "MeetingFull": "id",
    "Itinerary": "id",
    "OfficialFull": "slug",
    "Country": "code",
    "Gathering": "slug",
    "AnnouncementDetail": "id",
    "ClaimFull": "id",
    "SourceDetail": "slug",
}


def sparse_records(result: Any, **_: Any) -> Any:
    """The document with no more required than `fields` leaves."""
    for name, key in _SPARSE.items():
        result["components"]["schemas"][name]["required"] = [key]
    return result
