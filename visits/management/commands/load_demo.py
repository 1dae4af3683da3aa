from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from visits.services.demo import load_demo


class Command(BaseCommand):
    help = "Add the bundled sample feed as a source and a demo editor account; idempotent."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.VISITBOOK_DEMO:
            raise CommandError(
                "The demo account's password is public: set VISITBOOK_DEMO=1 on a demonstration "
                "site to load it, never on a real one."
            )
        demo = load_demo(feed_url=f"{settings.SITE_URL.rstrip('/')}/sample/feed.atom")
        self.stdout.write(f"Demo editor: {demo.username} / {demo.password}")
