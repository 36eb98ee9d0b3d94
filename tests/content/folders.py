"""Small folders that are right, to be made wrong one thing at a time."""

from pathlib import Path

CASE = {
    "case.yaml": """\
format: casebook-case/1
slug: harbour
languages: [en, es]
title: {en: The harbour, es: El puerto}
standfirst: {en: What happened, es: Lo que pasó}
topic: {en: A police operation, es: Una operación policial}
harm_areas: [synthetic-media]
taxonomy: dsa-2
jurisdictions: [eu]
intensity: 1
checked_on: 2026-11-22
glance: [arrests]
timeline:
  - {uid: raid, on: 2025-02, known: then, text: {en: The raid, es: La redada}}
open_questions:
  - {uid: law, text: {en: "Which law?", es: "¿Qué ley?"}}
decision: {en: Escalate., es: Escale.}
""",
    "sources.yaml": """\
- {key: s1, publisher: Gazette, title: A report, published_on: 2025-03, grade: B}
- {key: s2, publisher: Herald, title: Another, published_on: not given, grade: A}
""",
    "facts.yaml": """\
facts:
  - key: arrests
    versions:
      - number: 1
        statement: 12 people were arrested.
        figures: ["12"]
        status: arrested
        as_of: 2025-02-26
        citations:
          - {source: s1, quote: twelve people were arrested}
  - key: led-by
    versions:
      - number: 1
        statement: Danish police led it.
        citations:
          - {source: s2, locator: page 2}
conflicts:
  - uid: how-many
    facts: [arrests]
    question: {en: "How many?", es: "¿Cuántas?"}
    positions:
      - {value: {en: "12", es: "12"}, citations: [{source: s1, quote: twelve}]}
      - {value: {en: "13", es: "13"}, citations: [{source: s2, locator: page 1}]}
    taught: {en: We teach 12., es: Enseñamos 12.}
    why: {en: The police said so., es: Lo dijo la policía.}
    shown: true
""",
    "facts.es.yaml": """\
arrests:
  - {number: 1, statement: Se detuvo a 12 personas.}
led-by:
  - {number: 1, statement: La dirigió la policía danesa.}
""",
    "sections.en.md": """\
## What happened {#what}

Police arrested 12 people [fact:arrests]. It was led by Danes [fact:led-by].

## Afterwards {#after}

Nothing yet.
""",
    "sections.es.md": """\
## Qué pasó {#what}

La policía detuvo a 12 personas [fact:arrests].

## Después {#after}

Nada todavía.
""",
}

POLICY = {
    "policy.yaml": """\
format: casebook-policy/1
slug: house
kind: policy
example: true
languages: [en, es]
title: {en: House rules, es: Normas}
summary: {en: A summary., es: Un resumen.}
harm_areas: [synthetic-media]
taxonomy: dsa-2
chapters:
  - {uid: all, title: {en: Everything, es: Todo}, clauses: [AB-1, AB-2]}
editions:
  - uid: first
    label: {en: First, es: Primera}
    effective_on: 2026-03-01
    clauses: {AB-1: 1, AB-2: 1}
  - uid: second
    label: {en: Second, es: Segunda}
    effective_on: 2026-09-01
    clauses: {AB-1: 1, AB-2: 2}
""",
    "clauses.yaml": """\
- code: AB-1
  title: Stop
  versions:
    - {number: 1, text: "Stop, then see [clause:AB-2]."}
  explanation: Because.
  examples:
    - {uid: one, text: A post., verdict: Stop.}
- code: AB-2
  title: Escalate
  versions:
    - {number: 1, text: Escalate.}
    - {number: 2, change: clarification, text: Escalate at once.}
""",
    "clauses.es.yaml": """\
AB-1:
  title: Deténgase
  versions:
    - {number: 1, text: "Deténgase y vea [clause:AB-2]."}
  explanation: Porque sí.
  examples:
    one: {text: Una publicación., verdict: Deténgase.}
AB-2:
  title: Escale
  versions:
    - {number: 1, text: Escale.}
    - {number: 2, text: Escale enseguida.}
""",
    "forms.yaml": """\
- slug: reasons
  title: Reasons
  seats:
    - {key: front-line, label: Front line}
    - {key: specialist, label: Specialist}
  fields:
    - key: ground
      label: What is it?
      kind: one
      role: ground
      required: true
      options:
        - {key: policy, label: Policy}
        - {key: neither, label: Neither}
    - key: clause
      label: Which rule?
      help: The closest.
      kind: clause
      role: clause
      required: true
      seats: [specialist]
      depends_on: {field: ground, any_of: [policy]}
    - key: why
      label: Why?
      kind: text
""",
    "forms.es.yaml": """\
reasons:
  title: Motivos
  seats: {front-line: Primera línea, specialist: Especialista}
  fields:
    ground: {label: "¿Qué es?", options: {policy: Política, neither: Nada}}
    clause: {label: "¿Qué norma?", help: La más cercana.}
    why: {label: "¿Por qué?"}
""",
}

LAW = {
    "policy.yaml": """\
format: casebook-policy/1
slug: law-eu
kind: law
languages: [en]
title: {en: EU law}
summary: {en: A summary.}
jurisdiction: eu
taxonomy: dsa-2
chapters:
  - {uid: all, title: {en: Everything}, clauses: [EU-1]}
editions:
  - {uid: first, label: {en: First}, effective_on: 2026-03-01, clauses: {EU-1: 1}}
""",
    "clauses.yaml": """\
- code: EU-1
  title: Notice
  versions:
    - {number: 1, text: A notice needs reasons.}
  status:
    - {status: in-force, on: 2024-02-17, source: s1, checked_on: 2026-11-22, note: Seen.}
""",
    "sources.yaml": """\
- {key: s1, publisher: Official Journal, title: The act, grade: A}
""",
}

BACKGROUND = {
    "background.yaml": """\
format: casebook-background/1
slug: practice
languages: [en]
title: {en: Practice}
""",
    "sources.yaml": """\
- {key: s1, publisher: Journal, title: A study, grade: A}
""",
    "facts.yaml": """\
facts:
  - key: hours
    versions:
      - number: 1
        statement: 80 hours of training.
        figures: ["80"]
        citations: [{source: s1, quote: at least 80 hours}]
""",
}


def write(root: Path, files: dict[str, str], name: str) -> Path:
    """Put the files into a new folder under root."""
    folder = root / name
    folder.mkdir()
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def replaced(files: dict[str, str], file: str, old: str, new: str) -> dict[str, str]:
    """The same files with one passage of one of them replaced; the passage must be there once."""
    assert files[file].count(old) == 1, (file, old, files[file].count(old))
    return {**files, file: files[file].replace(old, new)}
