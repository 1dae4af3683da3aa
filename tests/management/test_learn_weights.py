"""`learn_weights`: what editors' decisions speak for, what would change, and what is stored."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests.linking.build import told, visit
from tests.stream import NOW, row_of
from visits.linking.weights import packaged_weights
from visits.models import LinkWeights, ReferenceLoad, Source, Visit
from visits.queries.link_weights import weights_in_force
from visits.services.editing import part_claims
from visits.services.linking import link_now
from visits.services.reference import load_countries
from visits.services.timelines import store_claims

pytestmark = pytest.mark.django_db
HOSTS = ["JP", "FR", "RU", "US", "DE", "IT", "ES", "KR", "IN", "BR", "MX", "EG"]


@pytest.fixture
def apart() -> None:
    """Twelve hosts of two claims of one day each, which an editor says are of two visits."""
    load_countries()
    ReferenceLoad.objects.create(version="countries alone")
    source = Source.objects.create(slug="wire", name="Wire")
    editor = User.objects.create_user("ed", password=None)
    for host in HOSTS:
        for n in range(2):
            claim = visit(f"Anna {host}", "NZ", host, "2025-03-03", by=told("", "2025-02-10"))
            link_now(store_claims([row_of(f"{host}{n}", claim, source)], NOW))
        linked = Visit.objects.get(host=host)
        part_claims(visit=linked, claims=[linked.claims.earliest("pk")], editor=editor)


def learn(*options: str) -> list[str]:
    out = StringIO()
    call_command("learn_weights", *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    def record(name: str) -> dict[str, object]:
        stay = {
            "visitors": ["Anna Low"],
            "visitor_country": "NZ",
            "destination_country": "JP",
            "start": "2025-03-01",
            "status": "planned",
            "trip": "march",
        }
        gold = {"visits": [stay], "meetings": []}
        return {"id": name, "source": "Wire", "published": "2025-02-20", "text": name, "gold": gold}

    path = tmp_path / "dev.jsonl"
    path.write_text("\n".join(json.dumps(record(name)) for name in "ab"), encoding="utf-8")
    return path


@pytest.mark.usefixtures("apart")
def test_dry_run_tells_the_change_and_stores_nothing(annotated: Path) -> None:
    lines = learn("--dev", str(annotated))

    assert lines[0].startswith("12 judgements on 12 pairs of claims, about ")
    assert any(line.startswith("  start.same_day ") for line in lines)
    assert "dev.jsonl: 2 visits of annotated trips" in lines
    assert sum("CEAFe 1.0000" in line for line in lines) == 2
    assert lines[-1] == "Nothing is stored: --write lets linking go by these weights."
    assert not LinkWeights.objects.exists()


@pytest.mark.usefixtures("apart")
def test_written_weights_are_in_force_until_they_are_taken_back() -> None:
    learn("--write")
    assert weights_in_force().bits["start.same_day"] < packaged_weights().bits["start.same_day"]

    learn("--undo")
    assert weights_in_force() == packaged_weights()
    with pytest.raises(CommandError, match="come with the program"):
        learn("--undo")


def test_nothing_decided_is_not_written() -> None:
    with pytest.raises(CommandError, match="No weight changes"):
        learn("--write")


@pytest.mark.usefixtures("apart")
def test_file_without_annotations_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(CommandError, match="holds no annotated announcements"):
        learn("--dev", str(path))
