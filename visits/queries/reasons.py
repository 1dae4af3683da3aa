"""What linking says of its choices, in the reader's language; it speaks English itself."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

# Everything that `visits.linking` puts together its reasons and its flags from.
SAID = (
    gettext_noop("both ministries say so"),
    gettext_noop("decided by an editor"),
    gettext_noop("the last word"),
    gettext_noop("nobody told its status"),
    gettext_noop("a meeting during it was held"),
    gettext_noop("entered by an editor"),
    gettext_noop("a ministry's word"),
    gettext_noop("a state agency's word"),
    gettext_noop("a wire's word"),
    gettext_noop("told as held"),
    gettext_noop("on its own side's fact"),
    gettext_noop("narrowed by a more exact one"),
    gettext_noop("two places at once"),
)


def reason_words(reason: str) -> str:
    """The reason part by part; a part that is not known stays as it is."""
    return gettext(", ").join(gettext(part) for part in reason.split(", ") if part)
