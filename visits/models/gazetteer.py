from __future__ import annotations

from django.db import models


class GazetteerVersion(models.Model):
    """The version of what the gazetteer holds; one row, which triggers of the database write.

    Whatever changes a published official, their names or tenures, an office or a country gives it
    another random version: so it is read in one look, and no two databases share one.
    """

    version = models.UUIDField()

    def __str__(self) -> str:
        return str(self.version)
