"""Which answers are marked by two people. Pure: the same answer is always in or always out."""

import hashlib
import uuid


def is_sampled(attempt: uuid.UUID, question_uid: str, *, percent: int) -> bool:
    """Return whether an answer belongs to the sample of so many percent.

    Chosen by the id, not by the person, the unit or what was answered: nobody can steer it, and
    a larger percentage keeps what a smaller one had chosen.
    """
    digest = hashlib.sha256(f"{attempt}/{question_uid}".encode()).digest()
    return int.from_bytes(digest[:8]) % 100 < percent
