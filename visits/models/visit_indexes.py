"""By what visits are found, and the conditions that the planner knows an index by."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, Q, Value

from visits.terms import EditorialState, VisitStatus

DATE_COLUMNS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
# Nearly every stay is over this many days after its first one at the latest.
USUAL_DAYS = 62
_USUAL_END = ExpressionWrapper(
    F("start_earliest") + Value(USUAL_DAYS, models.IntegerField()), output_field=models.DateField()
)
# Those of which that is not so, or not known: few, so that what asks for days by the first one
# looks through them as well.
UNUSUAL_DAYS = (
    Q(start_earliest=None)
    | Q(end_earliest__lt=F("start_earliest"))
    | Q(start_latest__gt=_USUAL_END)
    | Q(end_earliest__gt=_USUAL_END)
    | Q(end_latest__gt=_USUAL_END)
)
SHOWN = ~Q(state=EditorialState.REJECTED)
# Of these nothing is still to come.
OVER = (VisitStatus.CANCELLED, VisitStatus.COMPLETED, VisitStatus.POSTPONED)
_ON_CALENDAR = [
    "id",
    *DATE_COLUMNS,
    "rank",
    "status",
    "kind",
    "state",
    "confidence",
    "head",
    "visitor_country",
    "host",
]
# Whether claims disagree on a field of a visit. Few do, and the desk is asked of those.
DISAGREES = Func(
    F("values"),
    Value("$.*.dissent[0]"),
    function="jsonb_path_exists",
    output_field=models.BooleanField(),
)

INDEXES = [
    # A calendar reads thousands of visits of a month, and no more of each than this.
    GistIndex(name="visit_days_cover", fields=["days"], include=_ON_CALENDAR),
    models.Index(
        name="visit_pair_start",
        fields=["host", "visitor_country", "start_earliest"],
    ),
    models.Index(
        name="visit_pair_unusual",
        fields=["host", "visitor_country"],
        condition=UNUSUAL_DAYS,
    ),
    models.Index(name="visit_start", fields=["start_earliest", "end_latest"]),
    # How many visits go from where to where, by rank and year: all rows, few columns.
    models.Index(
        name="visit_flows",
        fields=["visitor_country", "host", "status"],
        include=["rank", *DATE_COLUMNS],
        condition=SHOWN,
    ),
    # What may still be to come. Most of what was planned stays so, since few tell the end.
    models.Index(
        name="visit_ahead",
        fields=["end_latest", "start_latest", "start_earliest", "id"],
        condition=SHOWN & ~Q(status__in=OVER),
    ),
    models.Index(
        name="visit_rejected",
        fields=["id"],
        condition=Q(state=EditorialState.REJECTED),
    ),
    models.Index(
        name="visit_undated",
        fields=["window_earliest", "id"],
        condition=Q(days__isnull=True),
    ),
    models.Index(
        name="visit_invited",
        fields=["start_earliest", "id"],
        condition=Q(status=VisitStatus.INVITED),
    ),
    # What the desk looks at, the latest first.
    models.Index(
        name="visit_proposed",
        fields=["changed_at"],
        condition=Q(state=EditorialState.PROPOSED),
    ),
    models.Index(name="visit_disagreeing", fields=["changed_at"], condition=Q(DISAGREES)),
    GinIndex(
        Func(F("purpose"), function="visits_words"),
        name="visit_purpose_words",
        condition=~Q(purpose=""),
    ),
]
