"""Re-estimates the weights of linking from what editors decided of its links."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits.linking.annotated import LinkScores, score_links
from visits.linking.learning import JudgedPair, learn, surprise
from visits.linking.weights import Weights
from visits.queries.learning.judged import judged
from visits.queries.learning.links import LinkJudged, judgements, links_judged
from visits.queries.link_weights import weights_in_force
from visits.services.link_weights import store_weights, withdraw_weights

# The weights are few: so many decisions say something of them.
FEWEST = 10


class Command(BaseCommand):
    help = (
        "Tells which weights of linking the editors' decisions speak for, and what would change by "
        "them. Nothing is stored without --write."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dev", type=Path, metavar="FILE", help="annotated announcements")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help="let linking go by the new weights")
        what.add_argument("--undo", action="store_true", help="take the weights in force back")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["undo"]:
            row = withdraw_weights()
            if row is None:
                raise CommandError("The weights in force are those that come with the program.")
            self.stdout.write(f"Weights of {row} are taken back.")
            return
        before = weights_in_force()
        told = judgements(judged())
        sources = {pair.judgement.source for pair in told.pairs}
        after = learn(before, told.pairs)
        self._tell_weights(before, after, told.pairs, len(sources))
        self._tell_links("before", links_judged(told, before), surprise(before, told.pairs))
        self._tell_links("after", links_judged(told, after), surprise(after, told.pairs))
        if options["dev"]:
            self._tell_dev(options["dev"], before, after)
        self._finish(before, after, len(sources), write=options["write"])

    def _tell_weights(
        self, before: Weights, after: Weights, pairs: Sequence[JudgedPair], sources: int
    ) -> None:
        found = {name for pair in pairs for name in pair.found}
        self.stdout.write(
            f"{sources} judgements on {len(pairs)} pairs of claims, about {len(found)} findings"
        )
        for name, was in before.bits.items():
            if after.bits[name] != was:
                seen = sum(name in pair.found for pair in pairs)
                self.stdout.write(f"  {name:24} {was:+.1f} → {after.bits[name]:+.1f}  ({seen})")

    def _tell_links(self, when: str, links: Sequence[LinkJudged], lost: float) -> None:
        right = sum(one.together == one.same for one in links)
        self.stdout.write(
            f"{when:6}  agrees with {right} of {len(links)} judgements, "
            f"surprised by {lost:.3f} bits each"
        )

    def _tell_dev(self, path: Path, before: Weights, after: Weights) -> None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            records = [json.loads(line) for line in lines if line.strip()]
            scores = [score_links(records, weights) for weights in (before, after)]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError(f"{path} holds no annotated announcements: {problem}") from problem
        self.stdout.write(f"{path.name}: {scores[0].mentions} visits of annotated trips")
        for when, score in zip(("before", "after"), scores, strict=True):
            self.stdout.write(f"{when:6}  {_scored(score)}")

    def _finish(self, before: Weights, after: Weights, sources: int, *, write: bool) -> None:
        if not write:
            self.stdout.write("Nothing is stored: --write lets linking go by these weights.")
        elif after == before:
            raise CommandError("No weight changes: nothing was stored.")
        elif sources < FEWEST:
            raise CommandError(f"{sources} judgements are too few: wait for {FEWEST}.")
        else:
            store_weights(weights=after, judged=sources)
            self.stdout.write(
                "Stored: what is linked from now on goes by these weights; what stands is linked "
                "again with its next news, or all of it by relink --all. --undo takes them back."
            )


def _scored(score: LinkScores) -> str:
    return (
        f"CEAFe {score.ceaf.f1:.4f} (precision {score.ceaf.precision:.4f}, "
        f"recall {score.ceaf.recall:.4f})  B-cubed {score.b_cubed.f1:.4f}  "
        f"tours that mix trips {score.mixed}"
    )
