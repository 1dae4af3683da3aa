"""Celery tasks: ids in, one service call; what that leaves due is enqueued on commit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from celery import Task, shared_task
from django.db import transaction

from visits.queries.due import due_readings, due_sources, due_timelines
from visits.services.fetching import fetch_source as pull
from visits.services.linking import link_due_timeline
from visits.services.reading import read_announcement


@shared_task
def fetch_source(source_id: int) -> None:
    pulled = pull(source_id=source_id)
    enqueue_readings(pulled.ingested.due)


@shared_task
def extract_announcement(announcement_id: int) -> None:
    read = read_announcement(announcement_id=announcement_id)
    if read is not None:
        enqueue_linking(read.timelines)


@shared_task
def link_timeline(timeline_id: int) -> None:
    link_due_timeline(timeline_id=timeline_id)


@shared_task
def sweep() -> None:
    """Enqueues what is due: a broker that forgot everything costs one sweep."""
    for source_id in due_sources():
        _on_commit(fetch_source, source_id)
    enqueue_readings(due_readings())
    enqueue_linking(due_timelines())


def enqueue_readings(announcements: Iterable[int]) -> None:
    for announcement_id in announcements:
        _on_commit(extract_announcement, announcement_id)


def enqueue_linking(timelines: Iterable[int]) -> None:
    for timeline_id in timelines:
        _on_commit(link_timeline, timeline_id)


def _on_commit(task: Task[[int], None], pk: int) -> None:
    transaction.on_commit(partial(task.delay, pk))
