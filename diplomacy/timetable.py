"""A timetable that a clock set back does not hold up."""

from __future__ import annotations

from datetime import datetime

from celery.schedules import schedstate, schedule


class Steady(schedule):
    """Every so many seconds; a last run that lies in the future counts as long ago."""

    def is_due(self, last_run_at: datetime) -> schedstate:
        ahead = (self.maybe_make_aware(last_run_at) - self.now()).total_seconds()
        if ahead > self.seconds:
            return schedstate(is_due=True, next=self.seconds)
        due: schedstate = super().is_due(last_run_at)
        return due
