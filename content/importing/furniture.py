"""What stands around an article and is none of it: counters, menus, forms, captions (pure)."""

import re

# A line that is furniture by itself, whatever stands around it.
_LINE = re.compile(
    r"""(?ix)
    ^\W*(?:
      [\d.,]+\s*[km]?\W*                                            # a bare counter
    | [\d.,]+\s*[km]?\+?\s*(?:shares?|likes?|views?|comments?|retweets?|reactions?|claps?|reads?)
    | \d+\s*-?\s*min(?:ute)?s?\.?\s*(?:read|listen).*
    | (?:leave|post|write|add)\s+(?:a|your)\s+(?:reply|comment|response).*
    | please\s+enter\s+(?:your|an?)\b.*
    | (?:save\s+my\s+name|your\s+email\s+address\s+will\s+not).*
    | (?:cancel\s+reply|post\s+comment|log\s?in\b.{0,60}|sign\s?in\b.{0,60}|sign\s+up\b.{0,120})
    | (?:share|tweet|email|print|save|copy\s+link|like|follow|pin(?:\s?it)?)
    | share\s+(?:this|on|via|the|your)\b.*
    | follow\s+(?:us|me|our)\b.*
    | (?:read|see|learn|find\s+out|discover|view|watch|listen)\s+(?:more|also|next|now|all|too)\b.*
    | (?:also\s+read|more\s+on\s+this|more\s+stories|more\s+from|see\s+also|keep\s+reading)\b.*
    | (?:continue\s+reading|click\s+here|tap\s+here|skip\s+to|jump\s+to|back\s+to\s+top)\b.*
    | (?:subscribe|newsletter|get\s+our|join\s+our|download\s+our|support\s+our)\b.{0,160}
    | (?:advertisements?|sponsored(?:\s+content)?|promoted|ad)
    | (?:story|article)\s+continues\s+below.*
    | (?:we|this\s+(?:site|website|page))\s+uses?\s+cookies?\b.*
    | (?:accept|reject|manage|allow)\s+(?:all|cookies|preferences).{0,60}
    | cookies?\s+(?:policy|settings|preferences|notice)
    | (?:privacy\s+policy|terms\s+of\s+(?:use|service)|all\s+rights\s+reserved).{0,80}
    | (?:©|\(c\)|copyright)\s.*
    | .{0,120}\ball\s+rights\s+reserved\.?
    |
    (?:photo|photograph|image|picture|pic|video|graphic|illustration|credit|file\s+photo|caption)s?
      (?:\s+(?:by|credit|courtesy|source))?\s*[:/©].*
    | (?:\(?(?:photo|image)\s+by\b.*|.{0,200}\bgetty\s+images\b.*)
    | (?:tags?|topics?|categor(?:y|ies)|filed\s+under|keywords?|source|sources|via)\s*:.*
    | (?:reporting|additional\s+reporting|writing|editing|compiled|edited)\s+by\s.*
    | our\s+standards:.*
    | (?:(?:authors?|written\s+by|reading\s+time|read\s+time|component(?:\(s\)|s)?|topic\(s\)
      |press\s+release\s+(?:number|no\.?)|release\s+(?:number|no\.?)|reference)\s*:.{0,160})
    | (?:view|read|open)\s+(?:this\s+)?(?:e-?mail|message|newsletter|it)?\s*
      (?:in|on)\s+(?:your|a|the)\s+(?:browser|web)\b.*
    | you(?:['’]re|\s+are)\s+(?:receiving|getting|subscribed)\b.{0,160}
    | unsubscribe\b.{0,80}
    | (?:manage|update)\s+(?:your\s+)?preferences\b.{0,80}
    | an?\s+official\s+(?:website|site)\s+of\b.{0,80}
    | (?:here['’]?s\s+how\s+you\s+know|official\s+websites\s+use\b.*|secure\s+\.gov\b.*)
    | (?:was|is|did\s+you\s+find)\s+this\s+(?:page|article|information|story)?\s*
      (?:helpful|useful)\b.*
    | \(?\s*(?:[A-Z]{0,3}[$€£]|[A-Z]{3}\s)\s?1\s*=\s.{0,60}\)?       # a rate of exchange
    | page\s+\d+(?:\s+of\s+\d+)?
    | (?:last\s+)?(?:updated|modified|reviewed)\s*(?:on)?:?\s+[\w\s,.:/]{6,40}
    | (?:non-?confidential|public|redacted)\s+version.{0,40}
    | (?:office|department|bureau)\s+of\s+(?:public\s+affairs|communications?|media\s+relations)
    | (?:this|the)\s+(?:alert|article|bulletin|note|page|newsletter)\s+is\s+(?:provided\s+)?
      for\s+(?:general\s+)?information(?:al)?\b.*
    | [^.!?]{2,60},\s+\d{1,4}[a-z]?\s+[^,.!?]{2,40}\s(?:street|road|avenue|lane|square|drive)\b
      [^.!?]{0,60}                                                 # an address
    | (?:home|menu|search|navigation|advert|trending|most\s+read|most\s+popular|comments?|close)
    | (?:comments?|replies|responses)\s*\(?\d*\)?
    | (?:previous|next)\s+(?:article|post|story|page).{0,120}
    | (?:for\s+immediate\s+release|press\s+release|news\s+release|media\s+release|media\s+advisory)
      .{0,40}
    | (?:breaking(?:\s+news)?|exclusive|live|news|world|national|local|politics|opinion|sport|tech
      |crime|courts)
    | (?:e-?mail|tel(?:ephone)?|phone|fax|call)\.?\s*:?\s*(?:[+(\d]|\S+@).{0,60}
    | (?:from|published\s+by|issued\s+by|organisation|organization)\s*:.{0,80}
    | is\s+there\s+anything\s+wrong\s+with\s+this\s+page.{0,10}
    | (?:press|news)\s+(?:notice|release|statement)\s+(?:no\.?\s*)?\d{1,4}\s*/\s*\d{2,4}
    | (?:this|the)\s+(?:story|article|report)\s+(?:has\s+been|was)\s+(?:corrected|updated|amended)
      \b.{0,200}
    | for\s+(?:further|more)\s+information\s*:.{0,160}
    | cite\s+this\b.{0,120}
    | (?:e-?mail|tel(?:ephone)?|phone|fax|web|contact|media\s+contact|press\s+contact)\s*:.*
    | (?:contacts?|media\s+contacts?|press\s+(?:office|contact)s?|media\s+(?:enquiries|inquiries))
    | (?:ends?|\#{2,}|-\s?30\s?-|xxx|\*{3,}|-{3,}|_{3,}|={3,})
    | (?:case|docket|ref(?:erence)?|claim|cause|file)\s*(?:no|nos|number|ref(?:erence)?)?\.?\s*:?\s*
      [\w:/.-]*\d[\w:/.-]*
    | end\s+of\s+(?:release|text|statement)
    | (?:strictly\s+|under\s+)?embargo(?:ed)?\b.{0,80}
    | not\s+for\s+(?:publication|release)\b.{0,80}
    | (?:print|bookmark|report)\s+this\s+(?:page|article|story)
    | (?:accessibility|cookie|privacy)\s+(?:statement|notice)
    | (?:https?://|www\.)\S+
    | \S+@\S+\.\w+
    | \+?[\d()][\d\s().+-]{6,}
    )\W*$
    """
)
# A run of short choices: "Facebook Twitter WhatsApp", "Home > News > World", "Save | Print".
_CHOICES = re.compile(
    r"(?i)^\W*(?:(?:facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|email|e-mail"
    r"|print|share|save|copy|link|listen|menu|home|news|world|sport|sports|business|opinion|search"
    r"|sections|login|subscribe|messenger|threads|bluesky|instagram|youtube|like|tweet)"
    r"(?:\s*\([^)]{0,20}\))?[\s|/·•>»,:&+-]*){2,}$"
)
_CRUMBS = re.compile(r"^[^.!?>»›/|]{1,40}(?:\s[>»›/|]\s[^.!?>»›/|]{1,60}){1,8}$")
# A line of links and of nothing but a word that leads to them.
_LINKS = re.compile(
    r"^[^\[\]]{0,60}?(?:[*_]{0,2}!?\[[^\[\]\n]{0,120}\]\([^()\s]{0,300}\)[*_]{0,2}[\s|·•,/>–—-]{0,8}){1,20}$"
)
_WRITER = (
    r"(?:(?i:staff|news|own|writers?|reporters?|editors?|correspondents?|desk|newsroom|agenc(?:y|ies)"
    r"|and|press|office|team)\b|@\w+|[A-ZÀ-Þ][\w.'’-]*)"
)
_BYLINE = re.compile(
    r"^\W*(?i:by|words\s+by|story\s+by|written\s+by)\s+(?!(?i:the\s+numbers))"
    rf"(?:(?i:an?|our|the)\s+)?{_WRITER}(?:[\s,/&]+{_WRITER}){{0,7}}\s*(?:[|,·–—-].*)?$"
)
_DATED = re.compile(
    r"(?i)^\W*(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|modified|issued|date|"
    r"release\s+date)\b)?\W*(?:on\b)?[\w\s.,:/·|()+–—-]{0,80}$"
)
_DATED_WORD = re.compile(
    r"(?i)\b(?:published|posted|updated|modified|issued|filed|release\s+date"
    r"|publication|embargo(?:ed)?)\b"
)
# From here on nothing of the article follows, unless long text does.
_TAIL = re.compile(
    r"(?i)^\W*(?:leave\s+a\s+(?:reply|comment)|(?:\d+\s+)?comments?(?:\s*\(\d+\))?|related(?:\s+\w+){0,2}"
    r"|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).{0,30}|recommended\b.{0,30}"
    r"|more\s+(?:stories|news|from|in|on\s+this)\b.{0,40}|most\s+(?:read|popular|viewed)|footnotes|endnotes"
    r"|references|bibliography|(?:media|press)\s+(?:enquiries|inquiries)"
    r"|about\s+the\s+author|share\s+this(?:\s+\w+)?|trending(?:\s+now)?|latest\s+news"
    r"|read\s+(?:next|also)|contacts?|(?:media|press)\s+contacts?|topics|tags)\W*$"
)
# What an American release ends with.
_STOP = re.compile(r"#(?:\s?#){2,}|-\s?30\s?-")
_COMMENTS = re.compile(
    r"(?i)^\W*(?:leave\s+a\s+(?:reply|comment)|(?:\d+\s+)?comments?(?:\s*\(\d+\))?)\W*$"
)
_TAIL_TEXT = 100


def is_furniture(line: str) -> bool:
    """Say whether a line is no part of an article, from its own words alone."""
    if len(line) > 400:
        return False
    plain = " ".join(line.split())
    return bool(
        not plain
        or not any(letter.isalnum() for letter in plain)
        or _LINE.match(plain)
        or _CHOICES.match(plain)
        or (plain.endswith((")", "*")) and _LINKS.match(plain) and _has_little_else(plain))
        or (len(plain) < 160 and _CRUMBS.match(plain) and not plain.endswith((".", "?", "!")))
    )


def _has_little_else(line: str) -> bool:
    lead = line.split("[", 1)[0].strip(" *_!")
    return not lead or lead.endswith((":", "?", "·", "|", "•")) or len(lead) < 4


def is_byline(line: str) -> bool:
    """Say whether a line names who wrote it: "By A. Reporter | 6 April 2025"."""
    plain = " ".join(line.split())
    return len(plain) < 120 and not plain.endswith(".") and bool(_BYLINE.match(plain))


def is_dateline_only(line: str, *, has_date: bool, words: int) -> bool:
    """Say whether a short line only tells when the report was published."""
    plain = " ".join(line.split())
    if not has_date or len(plain) > 120 or plain.endswith((".", "?", "!")):
        return False
    return words <= 2 or bool(_DATED_WORD.search(plain) and _DATED.match(plain))


def begins_tail(line: str) -> bool:
    """Say whether what follows a line is comments, related stories or contacts."""
    plain = " ".join(line.split()) if len(line) < 100 else ""
    return bool(_TAIL.match(plain) or _STOP.fullmatch(plain))


def begins_comments(line: str) -> bool:
    """Say whether a line is the heading of the comments."""
    return bool(_COMMENTS.match(" ".join(line.split())[:80]))


def is_long_text(line: str) -> bool:
    """Say whether a paragraph is whole enough to be of the article even in its tail."""
    return len(line) >= _TAIL_TEXT and line.rstrip("\"'”’»)").endswith((".", "!", "?"))
