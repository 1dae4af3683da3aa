"""Signatures of texts, and which announcements speak with one voice."""

from __future__ import annotations

import subprocess
import sys

from tests.linking.build import told
from visits.linking import signature
from visits.linking.copies import KEEP, alike, voices

NEWS = (
    "The foreign minister will travel to the neighbouring capital on Monday for three days of "
    "talks with his counterpart, the spokesman of the ministry told a press conference today."
)


def test_signature_is_the_same_in_every_process() -> None:
    code = f"from visits.linking import signature; print(sum(signature({NEWS!r})))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(out.stdout) == sum(signature(NEWS))


def test_case_spacing_and_punctuation_are_immaterial() -> None:
    assert signature(NEWS.upper().replace(",", " , ")) == signature(NEWS)


def test_signature_is_bounded_and_may_be_empty() -> None:
    assert len(signature(" ".join(map(str, range(5000))))) == KEEP
    assert signature("...") == frozenset()
    assert len(signature("talks")) == 1


def test_text_without_spaces_is_cut_into_characters() -> None:
    one, other = (
        signature("外交部长王毅将于三月访问俄罗斯"),
        signature("外交部长王毅将于四月访问俄罗斯"),
    )

    assert 0.3 < alike(one, other) < 1.0


def test_alike_is_a_share_of_both() -> None:
    assert alike(signature(NEWS), signature(NEWS)) == 1.0
    assert alike(signature(NEWS), signature("Quite another text about something else.")) == 0.0
    assert alike(signature(NEWS), frozenset()) == 0.0


def test_near_duplicates_have_the_least_announcements_voice() -> None:
    tellings = [
        told("a3", text=NEWS),
        told("a1", text=NEWS + " He did not say more."),
        told("a2", text="Quite another text about something else."),
        told("a4"),
        told("a5"),
    ]

    assert voices(tellings) == {"a1": "a1", "a2": "a2", "a3": "a1", "a4": "a4", "a5": "a5"}
