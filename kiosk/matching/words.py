"""The content words of a short text in English or Spanish."""

import re
import unicodedata
from functools import lru_cache

_COMMON = """
a about all also am an and any anybody anyone are as at be been best better but by can could do
does done each every everything few find finding first for from get getting give giving good
great had has have help helping here how i idea if in into is it its just know learn learning
like little look looking lot make making many me more most much my need needed needing needs
new nice not of on one only open or other our out over own people person please question
really right small some somebody someone something start started starting still talk talking
tell than that the their them then there they thing this time to together try two up us use
using very want wants was way we week well what when where which who why will with without
work working would you your yours
al algo alguien algun alguna ante antes aprender asi aun ayuda ayudar ayudarte bien buen buena
bueno busca buscar busco cada como con contra cosa cual cuando de del dentro desde donde dos
el ella ellos en encontrar entre era es esa ese eso esta estar este esto estoy fue gente gran
ha hablar hacer hago hasta hay he idea la las le les lo los mas me mejor mejorar mi mis mucho
muy nada necesita necesito ni no nos nosotros nueva nuevo o otra otro para pequena pequeno
pero persona poco por porque primer primera primero pueda puede puedo que quien quiero
saber se semana ser si sin sobre solo son soy su sus tambien te tener tengo ti tiempo toda
todo trabajar trabajo tu tus un una unas uno unos usar varios ver y ya yo
"""
_STOP = frozenset(_COMMON.split())
_WORD = re.compile(r"[^\W_]+")
_PHRASES_REMEMBERED = 1 << 14
"""Enough for a full house; they are asked for again with everybody who comes in."""


@lru_cache(maxsize=_PHRASES_REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, folded and without plural endings."""
    words = (word for word in _WORD.findall(plain(text)) if word not in _STOP and len(word) > 1)
    return frozenset(_singular(word) for word in words)


def plain(text: str) -> str:
    """Return a text without capitals and accents."""
    folded = text.casefold()
    if folded.isascii():  # as most are, and spelling a text out is slow
        return folded
    spelt = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in spelt if not unicodedata.combining(letter))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("es") and word[-3] not in "aeiou":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
