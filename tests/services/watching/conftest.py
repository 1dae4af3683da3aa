from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from tests.services.conftest import countries

__all__ = ["countries"]


@pytest.fixture
def reader(db: None) -> User:
    """One who has confirmed an address."""
    user = User.objects.create_user("reader", "reader@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
