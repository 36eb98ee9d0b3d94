"""Who is not signed in reaches exactly these addresses; everything else asks for a sign-in."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# The door itself, what a person without an account needs, and checking a certificate.
PUBLIC = {
    "account/code/",
    "account/inactive/",
    "account/join/<str:code>/",
    "account/language/",
    "account/link/<str:code>/",
    "account/login/",
    "account/login/code/confirm/",
    "account/logout/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "account/password/reset/key/done/",
    "account/signup/",
    "account/support/",
    "account/confirm-email/",
    "account/^confirm-email/(?P<key>[-:\\w]+)/$",
    "account/2fa/authenticate/",
    "account/2fa/webauthn/login/",
    "admin/login/",
    "verify/",
}


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        else:
            yield path, pattern


def test_the_public_addresses_are_these_and_no_others() -> None:
    public = {
        path
        for path, pattern in addresses(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert sorted(public) == sorted(PUBLIC)
