"""Log lines as JSON, each with what it belongs to: the request, the task, the announcements."""

from __future__ import annotations

import inspect
import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse

#: Names of what every line of this request or task carries.
context: ContextVar[Mapping[str, Any]] = ContextVar("log_context", default=MappingProxyType({}))
HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_USUAL = {*vars(logging.makeLogRecord({})), "message", "asctime", "request", "server", "taskName"}

logger = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, then context, extras and traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **context.get(),
            **{name: value for name, value in vars(record).items() if name not in _USUAL},
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """The same for people: the context in brackets behind the message."""

    def format(self, record: logging.LogRecord) -> str:
        told = " ".join(f"{name}={value}" for name, value in context.get().items())
        return super().format(record) + (f" [{told}]" if told else "")


class RequestIds:
    """Gives each request an id (its proxy's, where that is a plain one) and logs its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        token = context.set({"request_id": request_id})
        began = time.perf_counter()
        try:
            response = self._get_response(request)
            response[HEADER] = request_id
            logger.info(
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={"milliseconds": round(1000 * (time.perf_counter() - began), 1)},
            )
            return response
        finally:
            context.reset(token)


def carry_request_id(headers: dict[str, Any], **_: Any) -> None:
    """A task's message takes along the id of the request (or the task) that sent it."""
    if "request_id" in context.get():
        headers["request_id"] = context.get()["request_id"]


def enter_task(task_id: str, task: Any, args: Any, kwargs: Any, **_: Any) -> None:
    """Lines of a task carry its name, its id, that of its request, and its arguments by name."""
    given = inspect.signature(task.run).bind(*args, **kwargs).arguments
    # As the worker spreads a message's headers over the task's request.
    request_id = getattr(task.request, "request_id", None) or task_id
    context.set({"task": task.name, "task_id": task_id, "request_id": request_id, **given})


def leave_task(**_: Any) -> None:
    context.set({})
