"""What is said of a guarded word, with and without the organisation's advice."""

from content.linting import Finding, sentence_of


def test_the_advice_is_the_organisations_and_is_told_as_such() -> None:
    told = {
        (code, advice): sentence_of(Finding(0, 4, 1, code, "some words", advice))
        for code in ("explicit", "victim")
        for advice in ("", "Write “material”.")
    }
    assert told == {
        ("explicit", ""): "“some words” is more explicit than needed",
        ("explicit", "Write “material”."): (
            "“some words” is more explicit than needed; your organisation advises: "
            "Write “material”."
        ),
        ("victim", ""): "“some words” may name a victim",
        ("victim", "Write “material”."): (
            "“some words” may name a victim; your organisation advises: Write “material”."
        ),
    }
