"""Reads and writes folders of cases, policies and fact sets."""
