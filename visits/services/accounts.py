"""Accounts: the groups behind the roles, invitations, and the roles of people."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from visits.models import AccountInvitation
from visits.terms import AccountRole
from visits.validators import FieldProblem

GROUPS = {
    AccountRole.READER: "readers",
    AccountRole.EDITOR: "editors",
    AccountRole.ADMIN: "admins",
}
_EDITORS_MAY = ("add_decision", "view_decision", "add_claim", "view_claim")
LASTS = timedelta(days=7)
MOST_OPEN = 200


def role_group(role: AccountRole) -> Group:
    """The group of those who have the role, with its rights; made where it is missing."""
    group, is_new = Group.objects.get_or_create(name=GROUPS[role])
    if is_new and role != AccountRole.READER:
        ours = Permission.objects.filter(content_type__app_label="visits")
        group.permissions.set(
            ours if role == AccountRole.ADMIN else ours.filter(codename__in=_EDITORS_MAY)
        )
    return group


def give_role(*, user: User, role: AccountRole) -> None:
    """The user has this role and no other. An administrator is staff with all rights."""
    others = Group.objects.filter(name__in=GROUPS.values())
    user.groups.remove(*others)
    user.groups.add(role_group(role))
    user.is_staff = user.is_superuser = role == AccountRole.ADMIN
    user.save(update_fields=["is_staff", "is_superuser"])


@transaction.atomic
def change_account(*, user: User, by: User, role: AccountRole, is_active: bool) -> None:
    """Gives the account another role, or takes away or gives back its right to sign in.

    One's own is not changed, so that somebody can always run the site. Raises FieldProblem.
    """
    if user.pk == by.pk:
        raise FieldProblem("role", _("Your own account is changed by another administrator."))
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    give_role(user=user, role=role)


@transaction.atomic
def invite(
    *, email: str, role: AccountRole, by: User, now: datetime
) -> tuple[AccountInvitation, str]:
    """An invitation, and its secret, which is kept nowhere. An older one to the address ends."""
    email = User.objects.normalize_email(email.strip())
    try:
        validate_email(email)
    except ValidationError as problem:
        raise FieldProblem("email", problem.messages[0]) from problem
    if User.objects.filter(email__iexact=email).exists():
        raise FieldProblem("email", _("There is an account with this address already."))
    still_open = AccountInvitation.objects.filter(
        accepted_at=None, revoked_at=None, expires_at__gt=now
    )
    if still_open.count() >= MOST_OPEN:
        raise FieldProblem("email", _("Too many invitations are open: revoke some first."))
    still_open.filter(email__iexact=email).update(revoked_at=now)
    secret = secrets.token_urlsafe(32)
    row = AccountInvitation.objects.create(
        email=email,
        role=role,
        digest=_digest(secret),
        invited_by=by,
        created_at=now,
        expires_at=now + LASTS,
    )
    return row, secret


def send_invitation(*, invitation: AccountInvitation, address: str) -> bool:
    """Whether the letter with the address was sent; without one the address is handed on."""
    words = _(
        "%(who)s invites you to Visitbook. Make your account within a week:\n\n%(address)s\n"
    ) % {"who": invitation.invited_by.get_username(), "address": address}
    try:
        return bool(send_mail(_("Visitbook: your invitation"), words, None, [invitation.email]))
    except OSError:  # whatever the mail server or the way to it has
        return False


def open_invitation(*, secret: str, now: datetime) -> AccountInvitation | None:
    """The invitation of this secret; None where it opens nothing (any more)."""
    return AccountInvitation.objects.filter(
        digest=_digest(secret), accepted_at=None, revoked_at=None, expires_at__gt=now
    ).first()


def revoke_invitation(*, invitation: AccountInvitation, now: datetime) -> None:
    """Its address opens nothing any more. Twice is once."""
    AccountInvitation.objects.filter(pk=invitation.pk, revoked_at=None, accepted_at=None).update(
        revoked_at=now
    )


def accept_invitation(
    *, invitation: AccountInvitation, username: str, password: str, now: datetime
) -> User:
    """The account that is made with it, once. Raises FieldProblem for a name or password."""
    user = User(username=username, email=invitation.email)
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise FieldProblem("password", " ".join(problem.messages)) from problem
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as problem:
        told = problem.message_dict
        raise FieldProblem(
            "username", " ".join(told.get("username", problem.messages))
        ) from problem
    user.set_password(password)
    with transaction.atomic():
        row = AccountInvitation.objects.select_for_update().get(pk=invitation.pk)
        if row.accepted_at or row.revoked_at or row.expires_at <= now:
            raise FieldProblem("username", _("This invitation was used or has ended."))
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError as problem:  # two who take a name at one time
            raise FieldProblem("username", _("This name is taken.")) from problem
        # Who has the secret was sent it there, or was given it by an administrator.
        EmailAddress.objects.create(user=user, email=row.email, verified=True, primary=True)
        give_role(user=user, role=AccountRole(row.role))
        row.accepted_by, row.accepted_at = user, now
        row.save(update_fields=["accepted_by", "accepted_at"])
    return user


def _digest(secret: str) -> str:
    # A long random text needs no slow hash: there is nothing to guess at.
    return hashlib.sha256(secret.encode()).hexdigest()
