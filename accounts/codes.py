"""Codes of invitations and one-time links: made from the row and the secret key, kept as hashes.

A code is 20 letters of base32 (100 bits), shown in groups of five; the same letters work in a
link and typed by hand. It can be made again from the row's public id (a mail that was not sent
yet needs no stored secret), and who has the database alone cannot make it.
"""

import base64
import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

LENGTH = 20
_GROUP = 5
# Letters that people write for one another, and what they stand for.
_MEANT = str.maketrans({"0": "O", "1": "I", "8": "B", "9": "G"})


def code_for(kind: str, public_id: UUID) -> str:
    """The code of one row; `kind` keeps the codes of two tables apart."""
    mac = salted_hmac(f"accounts.code.{kind}", str(public_id), algorithm="sha256").digest()
    return base64.b32encode(mac).decode()[:LENGTH]


def hash_of(code: str) -> str:
    """What is stored of a code, however it was typed."""
    return hashlib.sha256(normal(code).encode()).hexdigest()


def normal(code: str) -> str:
    """The code as it is hashed: upper case, without the spaces and dashes of its groups."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters.translate(_MEANT)[: LENGTH + 1]


def grouped(code: str) -> str:
    """The code as a person reads it aloud: five letters at a time."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
