"""The names of months and weekdays in the languages that reports come in (pure)."""

_MONTHS = {
    1: "january jan enero januar jänner janvier gennaio januari janeiro styczeń",
    2: "february feb febr febrero februar février febbraio februari fevereiro",
    3: "march mar marzo märz mars maart marts março",
    4: "april apr abril avril aprile",
    5: "may mayo mai maggio mei maj maio",
    6: "june jun junio juni juin giugno junho",
    7: "july jul julio juli juillet luglio julho",
    8: "august aug agosto août augustus",
    9: "september sep sept septiembre setiembre septembre settembre setembro",
    10: "october oct octubre oktober octobre ottobre outubro okt",
    11: "november nov noviembre novembre novembro",
    12: "december dec diciembre dezember décembre dicembre dezembro desember dez",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ["monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu",
         "friday fri", "saturday sat", "sunday sun"]
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
# "May" and "mar" are everyday words too: without a day or a year only with a capital.
FULL_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
