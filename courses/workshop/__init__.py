"""The trainer's and policy owner's pages. Owns no table."""
