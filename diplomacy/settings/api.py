"""Django REST framework and its OpenAPI document."""

from __future__ import annotations

from corsheaders.defaults import default_headers

from diplomacy import environment

# Requests a minute of one address, and of one token or account; 0: as many as they like.
API_ANONYMOUS_RATE = environment.whole("API_ANONYMOUS_RATE", 300)
API_TOKEN_RATE = environment.whole("API_TOKEN_RATE", 1200)

# A client that holds an answer is told within this time that it is no more what it was.
API_STATE_SECONDS = environment.whole("API_STATE_MILLISECONDS", 200) / 1000

# Pages of other origins that may read the API; never with the reader's cookies.
CORS_ALLOWED_ORIGINS, CORS_ALLOW_ALL_ORIGINS = environment.origins("API_CORS_ORIGINS")
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = (*default_headers, "idempotency-key", "if-match", "if-none-match")
CORS_EXPOSE_HEADERS = (
    "ETag", "Idempotent-Replayed", "Link", "Location", "RateLimit", "RateLimit-Policy",
    "Retry-After",
)  # fmt: skip

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "visits.api.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["visits.api.auth.MayRead"],
    "DEFAULT_THROTTLE_CLASSES": ["visits.api.throttles.ClientThrottle"],
    "DEFAULT_FILTER_BACKENDS": ["visits.api.parameters.CriteriaBackend"],
    "DEFAULT_PAGINATION_CLASS": "visits.api.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "visits.api.openapi.ProblemSchema",
    "EXCEPTION_HANDLER": "visits.api.problems.problem_handler",
    # The browsable pages need inline scripts, which the content policy forbids: docs/ is the page.
    "DEFAULT_RENDERER_CLASSES": ["visits.api.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    # The one way to choose a form is the Accept header, so `format` is a parameter like others.
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Visitbook",
    "DESCRIPTION": "Bilateral diplomatic visits, meetings and itineraries, with their evidence.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "Apache-2.0"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "defaultModelsExpandDepth": 0},
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "ClaimSubject": "visits.choices.CLAIM_SUBJECTS",
        "CountryKind": "visits.choices.COUNTRY_KINDS",
        "DecisionKind": "visits.choices.DECISION_KINDS",
        "EditorialState": "visits.choices.EDITORIAL_STATES",
        "MeetingForm": "visits.choices.MEETING_FORMS",
        "Role": "visits.choices.ROLES",
        "SourceSide": "visits.choices.SOURCE_SIDES",
        "VisitKind": "visits.choices.VISIT_KINDS",
        "VisitStatus": "visits.choices.VISIT_STATUSES",
    },
    "COMPONENT_SPLIT_REQUEST": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "visits.api.openapi.sparse_records",
    ],
}
