"""Certificates, expiry and currency by clause."""
