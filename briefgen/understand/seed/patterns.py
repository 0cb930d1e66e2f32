"""The forms of words by which a newsroom's lines are known. In: nothing. Out: patterns and sets of words for `signs`.

Most are matched against a line in lower case, at a third of what a search without regard to case costs; those with the flag, against it as it is.

Every pattern is bounded: no repetition within a repetition that could be cut in two ways.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\.?")
_DAYS: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
_DATE: Final = (

    rf"(?:{MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:de\s+)?{MONTHS},?\s+(?:de\s+)?\d{{4}}"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})")
FULL_DATE: Final = re.compile(rf"\b{_DATE}", re.IGNORECASE)
DATE_ONLY: Final = re.compile(
    rf"\W*(?:(?:first\s+)?(?:published|updated|posted|last\s+(?:updated|modified)|date|on)\b[:\s]*)?(?:on\s+)?(?:{_DAYS}\s+)?{_DATE}"
    r"(?:[\s,|•·/@at-]+\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?)?)?\W*\Z", re.IGNORECASE)
CLOCK: Final = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\b\.?|(?:GMT|UTC|EST|EDT|CET|CST|PST|PT|ET|BST|IST)\b)|\b\d+\s*(?:min(?:ute)?s?)\s+read\b"
    r"|\b(?:hours?|minutes?|days?) ago\b",
                         re.IGNORECASE)
STAMP: Final = _set("published updated posted modified veröffentlicht aktualisiert publié publicado опубликовано оновлено")
# Possessive, so that capitals without spaces cannot be cut into names in a thousand ways.
_NAME: Final = r"[^\W\d_a-zà-ÿа-яё][\w.’'-]*+"
BYLINE: Final = re.compile(
    rf"\W*(?:(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Rr]eviewed|[Ee]dited|[Pp]hotographs?|[Ss]tory|[Ww]ords|[Ii]llustrat\w+)?\s*(?:[Bb][yY]"
    rf"|von|Von|par|Par|por|Por|di|Di|від|Від|автор|Автор)\b:?\s+)"
    rf"(?:{_NAME}[\s,&|/•·–-]*+(?:(?:and|und|et|y|with|for|of|the|de|van|von|і|и)\s+)*+){{1,12}}+[^.!?]{{0,40}}\Z")
NAMES_ONLY: Final = re.compile(rf"{_NAME}(?:\s+(?:(?:de|van|von|der|al|bin|el|la|and|of)\s+)?{_NAME}){{1,3}}(?:,\s*[\w .&-]{{2,40}})?\Z")
AGENCY: Final = (
    r"(?:getty(?:\s+images)?|reuters|afp|epa(?:-efe)?|ap(?:\s+photo)?|associated press|alamy|shutterstock|istock\w*|unsplash|pexels|tass"
    r"|anadolu|ukrinform|pa(?:\s+(?:wire|media|images))?|bloomberg"
    r"|xinhua|imago|dpa|sipa|nurphoto|zuma\w*|usa today(?:\s+sports)?|wireimage|filmmagic|instagram|youtube|facebook|netflix|nasa"
    r"|screengrab|screenshot|handout|via\s+(?:ap|x|twitter)"
    r"|(?:the )?new york times|chicago tribune|los angeles times|pool|courtesy(?: of [\w .'’&-]{2,40})?)")
CREDIT_ONLY: Final = re.compile(
    rf"\W*(?:(?:photo(?:s|graph|graphs|graphy)?|picture|image|credit|foto|photograph)s?(?:\s+(?:source|credit|courtesy|by))?\s*(?::|\bby\b"
    rf"|\bof\b|©)?\s*)?(?:©\s*)?(?:[\w.'’&© -]{{0,50}}[/,|–-]\s*|[\w.'’ -]{{0,40}}\b(?:via|for|/)\s*)?{AGENCY}"
    r"(?:\s*[/,|]\s*[\w .'’-]{2,30}){0,2}\W*\Z", re.IGNORECASE)
CREDIT_OPEN: Final = re.compile(
    r"\W*(?:(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|credits?|foto)\s*(?:source|credits?|courtesy)?\s*(?::|\bby\b|©|/)"
    r"|(?:photos? |images? )?courtesy\b|©\s*[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?\W*\Z|image copyright\b)", re.IGNORECASE)
CREDITED: Final = re.compile(
    rf"[(\[]\s*(?:(?:pictures?|photos?|photographs?|images?|credits?|foto|illustration|graphic)\b\s*(?:[:/©]|by\b|credits?\b|source\b"
    rf"|courtesy\b|from\b|(?=[)\]]))[^()\[\]]{{0,80}}"
    rf"|(?:file photo|courtesy|handout|desk archive|archive)\b[^()\[\]]{{0,60}}|[^()\[\]]{{0,60}}\b{AGENCY}\b[^()\[\]]{{0,60}}|[\w.’' "
    rf"-]{{3,40}}/[\w.’' -]{{3,40}})[)\]]\W*\Z", re.IGNORECASE)
CREDIT_END: Final = re.compile(
    rf"(?:(?:\b|(?<=[a-z.]))(?:pictures?|photos?|photograph|images?|credits?|foto)\s*(?::|\.\.\.|by\b|/|©)[^.]{{0,60}}"
    rf"|(?:/|\bvia\b|©|\|)\s*{AGENCY}(?:/[\w .-]{{2,40}})?"
    rf"|\b{AGENCY}/[\w.'’ -]{{2,40}}|[—–-]\s*file (?:photo|picture|image)"
    rf"|[.”’)]\s*(?:[\w.'’ -]{{0,40}},\s*)?{AGENCY})\W*\Z")
CAPTION_START: Final = re.compile(
    r"\W*(?:file(?:\s+(?:photo|image|picture))?:|file photo|pictured|caption|photo(?:graph)?:|image:|picture:|screenshot|in this (?:\w+ "
    r")?(?:photo|image|picture|frame)|this (?:photo|image|picture|handout)"
    r"|an? (?:(?:aerial|satellite|undated|file) )?(?:photo|picture|image|view|video grab|screen grab|screenshot) (?:shows|taken|released|of|from)"
    r"|a general view|\(l(?:eft)?\s*(?:-|to)\s*r(?:ight)?\)|from left|clockwise|above|left:|right:|below:|watch video)\b")
SHOWING: Final = _set(
    "pose poses walk walks stand stands speaks looks loads attends gesture gestures arrives shakes waves sit sits smiles gather gathers "
    "confers seen pictured shown holds carry "
    "carries displays performs celebrate celebrates reacts watch watches passes ride rides boards leaves inspects listens queue work wait beside")
SHOWN: Final = ("at anchor", "from the air", "in a picture dated", "day, ")
CALL: Final = re.compile(
    r"\W*(?:get in touch|contact us|follow (?:us|the|our|me|@|on|live|\w+ on)|sign[ -]?up|subscri|share (?:this|on|to|with|via|your)"
    r"|share\Z|sharing is|read (?:more|also|next|the full|our|full|my)|related\b|see (?:also|below|more|our|all|where|what)|more (?:from"
    r"|on|stories|about|in|news|top)"
    r"|most (?:read|popular|viewed)|watch\b|listen\b|click|tap |download|join |advert|sponsored|promoted|comments?\b|leave a|log ?in"
    r"|register|copyright|©|\(c\)|all rights|this (?:article|story|note|report|post|piece|content) (?:was|is|has|originally|first|may"
    r"|contains)"
    r"|reporting by|editing by|additional reporting|our standards|sources?:|for more|to (?:receive|republish|subscribe|comment|read|learn"
    r"|see|show)|if you (?:have|want|would|enjoy|like|liked|need|buy|found|’re|'re)|do you (?:have|want)"
    r"|got a (?:story|tip)|have (?:you|a)|what do you think|support |donate|print\b|e-?mail\b|tags?\b|topics?\b|labels?\b|filed|categor"
    r"|updated\b|last (?:updated|modified)|posted|published|the (?:views|opinions) expressed"
    r"|corrections?\b|editor[’']?s?[’']? note|disclaimer|disclosure|note:|also (?:read|available|on)|also:|you (?:may|might) (?:also|be)"
    r"|next (?:article|post|up)|previous|prev\b|back to|view (?:all|this|more|comments?|gallery|the)|jump to|skip to|shop |buy |check "
    r"(?:out|also|our)"
    r"|explore|discover|learn more|find (?:out|your|us|more)|browse|book (?:a|now|free)|request|start (?:your|free|now)|try |order |be "
    r"the first|enter your|your (?:email|subscription|account)|thank(?:s| you) for|install|enable|allow|play\b|loading|like ?loading"
    r"|popular|trending|recommended|latest|top (?:stories|articles|posts)"
    r"|recent|newsletter|stay (?:up|in|tuned|connected|informed)|don[’']t miss|table of contents|in this (?:article|story|guide)"
    r"|contents\b|about (?:the author|us|me)|why you can trust|breaking news|live\b|home\b|menu\b|search\b|close\b|a post shared|a "
    r"version of|the post .* appeared|please (?:use|enable|note|read|visit|try)|we (?:may|independently|use|earn)"
    r"|written by|get (?:the|our|your|breaking|free|more|news)|let our|want (?:to|more)|make sure|pre-?order|hide|show (?:more|all)"
    r"|continue reading|story continues|article continues|keep reading|image source|exclusive:|opinion:|column:|video:|podcast:|gallery:"
    r"|photos:|analysis:"
    r"|weiterlesen|mehr zum|lesen sie|abonnieren|lire aussi|à lire|partager|abonnez|leer más|lee también|suscr|comparte|lascia|leggi"
    r"|condividi|leia (?:também|mais)|compartilh|читайте|подпис|поділ|подел|комментар|コメント|関連|分享|相关|相關)")
NOTICE: Final = re.compile(
    r"\b(?:all rights reserved|terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice)|cookie|newsletters?|our "
    r"news team|check our news page|follow (?:us|him|her|them|me) (?:on|at)|inbox|sign up|subscri\w+|unsubscribe|mailing list"
    r"|on (?:twitter|facebook|telegram|whatsapp|instagram)|e-?mail(?:ing)? us|alerts?|free to reuse|affiliate|commission|your browser"
    r"|javascript|opens in new window|free trial|credit card|editorial (?:guidelines|standards|process)|contributed (?:reporting|to this)"
    r"|edited by|fact[- ]check|no spam|registered (?:in|company)|leave a comment|log in|download the app|podcasts?|spotify|minute read"
    r"|min read|views? expressed|necessarily (?:reflect|represent)|be published|required fields)\b")
BIOGRAPHY: Final = re.compile(
    r"\A\W*(?:[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3}(?:,[^,]{2,40},)?\s+(?:is|has been|was|covers|writes|joined|works|reports)\b|[Tt]he "
    r"author|I am an?\b|I[’']m an?\b|He is an?\b|She is an?\b)"
    r".{0,160}?\b(?:reporter|writer|editor|editor-in-chief|journalist|correspondent|columnist|author|freelance\w*|contribut\w+|blogger"
    r"|producer|covers?|covering|writ(?:es|ing|ten)|based in|professor|founder|strategist|specialist|manager|curator|host|hosts)\b")
CALLINGS: Final = _set(
    "reporter writer editor journalist correspondent columnist author freelance freelancer contributing contributor contributes "
    "contributed blogger producer cover "
    "covers covering writes writing written based professor founder strategist specialist manager curator host hosts")
COMPANY: Final = re.compile(
    r"\A(?:About\s+[A-Z]|[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,3} is (?:a|an|the) (?:\w+[ -]){0,3}(?:global|leading|world|solutions?"
    r"|provider|company|platform|firm|purpose-built))")
HANDLE: Final = re.compile(r"(?:^|[\s(])@\w{2,}|\bpic\.twitter|^\s*[—–-]\s.{2,60}\(@")
LINK: Final = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b\w+\.(?:com|org|net|co\.uk)\b", re.IGNORECASE)
PRICE: Final = re.compile(r"(?:[$€£¥]\s?\d|\d\s?(?:USD|EUR|GBP)\b)")
SAYS: Final = _set("said says told according added asked announced reported explained wrote was were had would could did")
SOURCE_LINE: Final = re.compile(r"\W*(?:sources?|quelle|fuente|fonte|data(?: as of)?|chart|graphic|map|illustration|table)\b\s*:")
IMAGE_WORD: Final = re.compile(
    r"\b(?:image (?:caption|copyright|credit|source)|media caption|via (?:wikimedia|flickr|library|pixabay|unsplash|twitter|instagram"
    r"|facebook|getty|ap|reuters|afp|zuma|imagn)\b|\(?source: |pixabay|wikimedia)")
BRACKETED: Final = re.compile(r"\((?=[A-Z])[^()]{3,80}\)\W*\Z")
FIGURE: Final = re.compile(r"\W*(?:fig(?:ure|\.)?|table|chart|image|abbildung|exhibit)\s*\d")
ACTING: Final = re.compile(r"\A\W*(?:[\w.’'-]+,?\s+){1,7}\w{2,}ing\b")
POINTING: Final = re.compile(r"(?:,|\()\s*(?:left|right|center|centre|top|bottom|pictured|far left|far right|above|second from)\b")
WORD: Final = re.compile(r"\w+")
# Letters whose lower case is no letter of ASCII, or one and a mark, where a search without regard to case takes them for i and s.
FOLDED: Final = MappingProxyType({0x130: "i", 0x131: "i", 0x17f: "s"})
# ASCII with a space for all that is in no word: cut so, a text in ASCII falls into the words that `WORD` finds, three times as fast.
SPACED: Final = "".join(letter if WORD.match(letter) else " " for letter in map(chr, range(128)))
# A text without any of these words bears no credit, and none of those notices: a look into a set spares the search.
CREDITING_WORDS: Final = _set(
    "getty reuters afp epa efe ap associated alamy shutterstock istock istockphoto unsplash pexels tass anadolu ukrinform pa bloomberg "
    "xinhua imago dpa sipa nurphoto zuma zumapress usa wireimage "
    "filmmagic instagram youtube facebook netflix nasa screengrab screenshot handout via york tribune angeles pool courtesy photo photos "
    "photograph photographs photography picture pictures image images "
    "credit credits foto archive")
NOTICING_WORDS: Final = _set(
    "rights terms privacy cookie cookies newsletter newsletters news follow inbox sign unsubscribe mailing twitter facebook telegram "
    "whatsapp instagram mail email mailing emailing alert alerts reuse affiliate commission browser "
    "javascript window free credit editorial contributed edited fact spam registered comment log download podcast podcasts spotify read "
    "views view published fields")
LINE_MARK: Final = re.compile(r"[»›→←▶•·]| – \d")
CURRENCIES: Final = frozenset(("usd", "eur", "gbp"))
SENTENCE_END: Final = re.compile(r"[.!?。！？…।][\"'”’»)\]]*\s*\Z")
STOP: Final = _set(
    "a an the of to in on at for and or but by with from as is are vs via your our its it this that if how what why when who you i we "
    "not be der die das und le la les de du des el los y en")

NUMBER: Final = re.compile(r"\d")
# What no full date and no time of day is without, each cheap to see; the patterns above cost ten times as much.
FIGURES: Final = re.compile(r"[-./]\d{1,2}[-./]\d")
MONTH_WORDS: Final = frozenset(re.findall(r"\w+", MONTHS.replace("sept?", "sep|sept")))
MONTH_BESIDE: Final = re.compile(rf"\d(?:st|nd|rd|th)?[.,]?\s+(?:\d{{4}}|(?:de\s+)?{MONTHS})")
TIMED: Final = re.compile(r"\d(?:[:.]\d\d|\s*m)", re.IGNORECASE)
POINTING_WORDS: Final = _set("left right center centre top bottom pictured above second")
IMAGING_WORDS: Final = _set("image media via source pixabay wikimedia")
HOSTS: Final = frozenset(("com", "org", "net", "co"))
# All that any of these sets is asked for: of a line's words only these are kept.
TELLING: Final = SAYS.union(STAMP, SHOWING, CALLINGS, CREDITING_WORDS, NOTICING_WORDS, CURRENCIES, POINTING_WORDS, IMAGING_WORDS, HOSTS, MONTH_WORDS)
