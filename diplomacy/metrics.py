"""Prometheus metrics of the whole site, read from the database: any web process knows them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from visits.models import Source
from visits.queries.due import PULLED
from visits.queries.tallies import BUCKETS, tallies
from visits.queries.watching import quiet_sources, stages


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_FromDatabase())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _FromDatabase(Collector):
    def collect(self) -> Iterable[Metric]:
        yield from _due()
        yield from _counted()
        yield from _sources()


def _due() -> Iterator[Metric]:
    due = GaugeMetricFamily("visitbook_due_rows", "Rows that wait for a worker.", labels=["stage"])
    oldest = GaugeMetricFamily(
        "visitbook_oldest_due_seconds", "Age of the oldest due row.", labels=["stage"]
    )
    failed = GaugeMetricFamily(
        "visitbook_failed_rows", "Rows whose last attempt failed.", labels=["stage"]
    )
    dead = GaugeMetricFamily("visitbook_dead_rows", "Rows that were given up.", labels=["stage"])
    for stage in stages():
        due.add_metric([stage.name], stage.due)
        oldest.add_metric([stage.name], stage.oldest)
        failed.add_metric([stage.name], stage.failed)
        dead.add_metric([stage.name], stage.dead)
    yield from (due, oldest, failed, dead)


def _counted() -> Iterator[Metric]:
    yield _histogram("work", "visitbook_stage_work_seconds", "Time that one task took.")
    yield _histogram(
        "latency",
        "visitbook_stage_latency_seconds",
        "Time from when a row became due until it was done.",
    )
    errors = CounterMetricFamily(
        "visitbook_fetch_errors", "Fetches that gave nothing.", labels=["source"]
    )
    for counted in tallies("fetch_errors"):
        errors.add_metric([counted.label], sum(counted.counts))
    yield errors


def _histogram(name: str, metric: str, told: str) -> Metric:
    family = HistogramMetricFamily(metric, told, labels=["stage"])
    for counted in tallies(name):
        buckets: list[tuple[str, float]] = []
        total = 0
        for bound, count in zip((*map(str, BUCKETS), "+Inf"), counted.counts, strict=True):
            total += count
            buckets.append((bound, total))
        family.add_metric([counted.label], buckets, counted.total)
    return family


def _sources() -> Iterator[Metric]:
    failures = GaugeMetricFamily(
        "visitbook_source_failures", "Failed fetches in a row.", labels=["source"]
    )
    quiet = GaugeMetricFamily(
        "visitbook_source_quiet_seconds", "Time since the last new item.", labels=["source"]
    )
    stale = GaugeMetricFamily(
        "visitbook_source_stale", "1 where a source is quiet beyond its habit.", labels=["source"]
    )
    rows = dict(Source.objects.filter(is_active=True, format__in=PULLED).values_list("pk", "slug"))
    found = quiet_sources(rows)
    for row in Source.objects.filter(pk__in=rows).only("slug", "failures"):
        failures.add_metric([row.slug], row.failures)
        silence = found[row.pk].silence
        if silence is not None:
            quiet.add_metric([row.slug], silence.total_seconds())
        stale.add_metric([row.slug], int(found[row.pk].is_stale))
    yield from (failures, quiet, stale)
