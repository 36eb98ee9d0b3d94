"""numeric/1: a number, right within a tolerance, however its digits are grouped."""
