"""Why a certificate could not be shown or verified."""


class CertificationError(Exception):
    """Base of what this room refuses; the text is shown to the person."""
