"""freetext/1: text in the own words of a learner, marked by a person with a rubric."""
