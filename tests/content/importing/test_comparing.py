from decimal import Decimal

import pytest

from content.importing.comparing import Claim, Known, Match, compare

KNOWN = [
    Known("arrests", "25 people had been arrested on 28 February 2025.", ("25",)),
    Known("suspects", "Europol counts 273 suspects.", ("273",)),
    Known("devices", "173 electronic devices were seized.", ("173",)),
    Known("action-day", "The raids were on 26 February 2025.", ("26", "2025")),
    Known("operation", "It was called Operation Cumberland.", ()),
]


@pytest.mark.parametrize(
    ("claim", "match"),
    [
        (Claim("arrests", "people", Decimal(25)), Match("agrees", "arrests")),
        (Claim("arrests-2", "people", Decimal(24)), Match("differs", "arrests")),
        (Claim("suspects", "suspects", Decimal(272)), Match("differs", "suspects")),
        (Claim("devices-seized", "devices", Decimal(173)), Match("agrees", "devices")),
        (Claim("videos", "videos", Decimal(25)), Match("new")),
        (Claim("raid-date", date="2025-02-26"), Match("agrees", "action-day")),
        (Claim("raid-date", date="2025-02"), Match("agrees", "arrests")),
        (Claim("raid-date", date="2025-03-26"), Match("new")),
        (Claim("operation", name="Operation Cumberland"), Match("agrees", "operation")),
        (Claim("operation", name="Operation Stream"), Match("new")),
    ],
)
def test_a_claim_agrees_differs_or_is_new(claim: Claim, match: Match) -> None:
    assert compare(claim, KNOWN) == match
