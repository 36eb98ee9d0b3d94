"""How often the public may try to verify, in the shared cache."""

from hashlib import sha256

from django.core.cache import cache

from courses.certification import codes

# Per code, so that nobody guesses names; per address, generously, since a whole site shares one.
TRIES_PER_CODE = 10
TRIES_PER_ADDRESS = 300
PERIOD = 3600


def may_try_verification(code: str, address: str) -> bool:
    """Count one try; return whether code and address are within the limit of the hour.

    A code counts as what it means, so that another way of writing it gives no further tries.
    """
    meant = codes.canonical(code) or code
    by_code = _count(f"verify:code:{sha256(meant.encode()).hexdigest()}")
    by_address = _count(f"verify:address:{sha256(address.encode()).hexdigest()}")
    return by_code <= TRIES_PER_CODE and by_address <= TRIES_PER_ADDRESS


def _count(key: str) -> int:
    cache.add(key, 0, PERIOD)
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.set(key, 1, PERIOD)
        return 1
