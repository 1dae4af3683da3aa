"""What the OpenAPI document says of every operation."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema

from visits.api.problems import MEDIA_TYPE, ProblemSerializer


class ProblemSchema(AutoSchema):
    """Every operation may answer with a problem document."""

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
