"""Mail where there is no mail server: printed, and kept in the data folder."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class KeptMail(BaseEmailBackend):
    """Prints each message and keeps it as a file that only the owner may read.

    It is printed to standard output, not logged: a message may hold a link that signs in.
    """

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(file_path)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            source = message.message().as_bytes()
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:8]}.eml"
            path = self.folder / name
            path.touch(mode=0o600)
            path.write_bytes(source)
            sys.stdout.write(f"\n{source.decode(errors='replace')}\n(kept as {name})\n")
            sys.stdout.flush()
        return len(email_messages)
