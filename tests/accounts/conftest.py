"""People for every test of this folder."""
