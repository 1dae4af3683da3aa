"""Celery tasks: ids in, one service call; what that leaves due is enqueued on commit.

The database knows what is due; a message only wakes a worker for it. So a message too many does
nothing, and a lost one costs a sweep.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import Any

from celery import Task, current_app, shared_task
from django.db import transaction
from kombu.exceptions import ChannelError, OperationalError

from visits.queries.due import due_readings, due_sources, due_timelines
from visits.queries.imports.batches import batches_under_way
from visits.queries.leases import Work
from visits.queries.watches.letters import due_letters
from visits.queries.webhooks import due_messages
from visits.services.fetching import fetch_source as pull
from visits.services.leases import lease
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcements
from visits.services.tallies import count_seconds
from visits.services.trips_import.running import carry_on
from visits.services.watching.gathering import gather_entries
from visits.services.watching.sending import send_letter
from visits.services.watching.writing import write_letters
from visits.services.webhooks.collecting import collect_messages
from visits.services.webhooks.sending import send_message

# Announcements of one message: read one after another, stored in one transaction.
TOGETHER = 50
logger = logging.getLogger(__name__)


@shared_task
def fetch_source(source_id: int) -> None:
    with _measured("fetch"):
        pulled = pull(source_id=source_id)
    enqueue_readings(pulled.readings)
    enqueue_linking(pulled.timelines)


@shared_task
def extract_announcements(announcement_ids: list[int]) -> None:
    with _measured("extract"):
        read = read_announcements(announcements=announcement_ids)
    count_seconds(name="latency", label="extract", seconds=read.waited)
    enqueue_readings(read.left)
    enqueue_linking(read.timelines)


@shared_task
def link_timeline(timeline_id: int) -> None:
    with _measured("link"):
        link_due_timeline(timeline_id=timeline_id)


@shared_task
def send_webhook(message_id: int) -> None:
    with _measured("webhook"):
        send_message(message_id=message_id)


@shared_task
def write_to_watchers() -> None:
    """Finds what changed of what people follow, and writes the letters that are due."""
    with lease(Work.GATHERING, [0]) as alone:
        if not alone:
            return
        with _measured("watch"):
            gather_entries()
            letters = write_letters()
    _on_commit(send_watch_letter, letters)


@shared_task
def send_watch_letter(letter_id: int) -> None:
    with _measured("letter"):
        send_letter(letter_id=letter_id)


@shared_task
def carry_on_import(batch_id: int) -> None:
    """A slice of an import; what is left of it is enqueued behind whatever else waits."""
    with _measured("import"):
        is_left = carry_on(batch_id=batch_id)
    if is_left:
        enqueue_import(batch_id)


@shared_task
def sweep() -> None:
    """Enqueues what is due where its queue does not hold that already; one sweep at a time.

    A queue that holds half of what is due has not forgotten much, and is looked at again when its
    workers have come to the end of it. So a heap of sweeps makes no heap of messages.
    """
    with lease(Work.SWEEPING, [0]) as alone:
        if not alone:
            return
        _refill(fetch_source, due_sources())
        tried = [[pk] for pk in due_readings(tried=True)]
        _refill(extract_announcements, [*_together(due_readings(tried=False)), *tried])
        _refill(link_timeline, due_timelines())
        collect_messages()
        _refill(send_webhook, due_messages())
        _refill(send_watch_letter, due_letters())
        _refill(carry_on_import, batches_under_way())


def enqueue_readings(announcements: Iterable[int]) -> None:
    _on_commit(extract_announcements, _together(announcements))


def enqueue_import(batch: int) -> None:
    _on_commit(carry_on_import, [batch])


def enqueue_webhooks(messages: Iterable[int]) -> None:
    _on_commit(send_webhook, list(messages))


def enqueue_linking(timelines: Iterable[int]) -> None:
    _on_commit(link_timeline, list(timelines))


def _together(announcements: Iterable[int]) -> list[list[int]]:
    rows = list(announcements)
    return [rows[first : first + TOGETHER] for first in range(0, len(rows), TOGETHER)]


def _refill(task: Task[[Any], None], arguments: Sequence[Any]) -> None:
    if arguments and _length(task) * 2 < len(arguments):
        _on_commit(task, arguments)


def _length(task: Task[[Any], None]) -> int:
    """How many messages wait in the task's queue."""
    queue = current_app.amqp.router.route({}, task.name)["queue"].name
    with current_app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        try:
            return int(channel.queue_declare(queue, passive=True).message_count)
        except ChannelError:  # nothing was ever put into it
            return 0


def _on_commit(task: Task[[Any], None], arguments: Sequence[Any]) -> None:
    """As `delay_on_commit`, for many at once."""
    if arguments:
        transaction.on_commit(partial(_send, task, arguments))


def _send(task: Task[[Any], None], arguments: Sequence[Any]) -> None:
    for argument in arguments:
        try:
            task.delay(argument)
        except OperationalError as problem:
            # What is due stays due: whoever waits for an answer need not wait for the broker.
            logger.warning("the broker is out of reach, so the next sweep enqueues: %s", problem)
            return


@contextmanager
def _measured(stage: str) -> Iterator[None]:
    began = perf_counter()
    yield
    count_seconds(name="work", label=stage, seconds=[perf_counter() - began])
