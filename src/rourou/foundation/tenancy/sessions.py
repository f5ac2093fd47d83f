"""Sessions in the database with the user in a column of their own."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from rourou.foundation.tenancy.models import Session


class SessionStore(DatabaseStore):
    """Django's database sessions over `tenancy.Session`."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        data.setdefault("_begun", timezone.now().isoformat())
        instance = super().create_model_instance(data)
        assert isinstance(instance, Session)
        instance.user_id = data.get("_auth_user_id")
        instance.created_at = datetime.fromisoformat(data["_begun"])  # a later save writes the whole row again
        return instance
