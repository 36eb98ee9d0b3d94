"""Published documents that facts cite, and the text of one as it was received.

Owns sources and redactions; does not own citations (facts). Entry points:
``services.receive_text``, ``services.redact``, ``services.store_sources``.
"""
