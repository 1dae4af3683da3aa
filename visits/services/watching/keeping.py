"""What a person follows: begun, changed, ended."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visits.choices import Rhythm, WatchKind
from visits.models import SavedFilter, Watch, WatchEntry
from visits.queries.watches.letters import address_of
from visits.queries.watches.lists import is_there
from visits.services.changes import number_changes
from visits.terms import ChangeNoun
from visits.validators import FieldProblem

MOST = 200
_SIGNER = Signer(salt="visits.watching")
_ABOUT = "watch-"


def follow(
    *, user: User, kind: WatchKind, target: str, rhythm: Rhythm = Rhythm.NEVER, note: str = ""
) -> Watch:
    """The person is told of what happens from now on. Twice is once. Raises FieldProblem.

    The target of a saved filter is its id.
    """
    saved = _saved(user, target) if kind is WatchKind.FILTER else None
    if saved is None and not is_there(kind, target):
        raise FieldProblem("target", _("There is nothing of that name to be followed."))
    _check_address(user, rhythm)
    now = number_changes(nouns=[ChangeNoun.VISIT])
    with transaction.atomic():
        # The owner's row is what two requests at one time wait for.
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if Watch.objects.filter(user=user).count() >= MOST:
            told = _("You follow %(most)d things: stop following one first.") % {"most": MOST}
            raise FieldProblem("target", told)
        watch, _made = Watch.objects.get_or_create(
            user=user,
            kind=kind,
            target="" if saved else target,
            saved=saved,
            defaults={
                "rhythm": rhythm,
                "note": note.strip(),
                "language": get_language() or "",
                "position": now.number,
            },
        )
    return watch


def change_watch(*, watch: Watch, rhythm: Rhythm, note: str) -> None:
    """What waits for a letter waits for the new rhythm's; letters are in the language that the
    person reads now. Raises FieldProblem."""
    _check_address(watch.user, rhythm)
    with transaction.atomic():
        Watch.objects.filter(pk=watch.pk).update(
            rhythm=rhythm, note=note.strip(), language=get_language() or ""
        )
        if rhythm is Rhythm.NEVER:
            _wait_for_nothing([watch.pk])


def unfollow(*, watch: Watch) -> None:
    """What was told of it goes from the person's list as well."""
    watch.delete()


@transaction.atomic
def stop_letters(*, user: User, rhythm: Rhythm) -> int:
    """Nothing more of that rhythm is written to the person; what they follow stays listed."""
    watches = Watch.objects.filter(user=user, rhythm=rhythm)
    _wait_for_nothing(list(watches.values_list("pk", flat=True)))
    return watches.update(rhythm=Rhythm.NEVER)


@transaction.atomic
def stop_letters_about(*, watch: Watch) -> None:
    """Nothing more of this one thing is written to the person; it stays listed."""
    _wait_for_nothing([watch.pk])
    Watch.objects.filter(pk=watch.pk).update(rhythm=Rhythm.NEVER)


def stopping_token(user: User, rhythm: Rhythm) -> str:
    """What a letter carries, so that all of its rhythm can be stopped without signing in."""
    return _SIGNER.sign(f"{user.pk}-{rhythm}")


def stopping_token_about(watch: Watch) -> str:
    """The same for what is written of one thing that is followed."""
    return _SIGNER.sign(f"{watch.user_id}-{_ABOUT}{watch.pk}")


def stopped_by(token: str) -> tuple[User, Rhythm | Watch] | None:
    """Whose letters the token stops, all of a rhythm or all about one thing.

    None where it is not ours, or where what it is about is not followed any more.
    """
    try:
        pk, _, what = _SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    user = User.objects.filter(pk=int(pk)).first()
    if user is None:
        return None
    if not what.startswith(_ABOUT):
        return user, Rhythm(what)
    watch = Watch.objects.filter(user=user, pk=int(what.removeprefix(_ABOUT))).first()
    return (user, watch) if watch else None


def _wait_for_nothing(watches: list[int]) -> None:
    waiting = WatchEntry.objects.filter(watch__in=watches, is_mailed=True, letter=None)
    waiting.update(is_mailed=False)


def _saved(user: User, target: str) -> SavedFilter:
    is_number = target.isascii() and target.isdigit() and len(target) < 19
    found = SavedFilter.objects.filter(user=user, pk=target).first() if is_number else None
    if found is None:
        raise FieldProblem("target", _("You have kept no such filter."))
    return found


def _check_address(user: User, rhythm: Rhythm) -> None:
    if rhythm is not Rhythm.NEVER and not address_of(user):
        raise FieldProblem("rhythm", _("Confirm an e-mail address of yours first."))
