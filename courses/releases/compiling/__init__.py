"""From a draft to a candidate: everything is read, checked and rendered here, and nothing written.

`compiler.compile_draft` goes through the draft once and collects every problem with its place.
`outline` checks what needs no text, `library` answers what references mean on a day, `prose`
renders, `pieces` skips what was rendered before, the other modules make one kind of part each.
"""
