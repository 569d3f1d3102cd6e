"""How easy the forms are to read: words a sentence, and the reading ease of their running text.

English: Flesch (1948), 206.835 - 1.015 x words a sentence - 84.6 x syllables a word.
French: Kandel and Moles (1958), 207 - 1.015 x words a sentence - 73.6 x syllables a word.
Between 60 and 70 is standard, above 70 fairly easy. Syllables are counted by groups of vowels: in French as
written, mute endings among them, so that the figure flatters no text; in English without silent endings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.forms.plain_language import count_words, sentences
from service.registry.forms import FormText

_BLANK: Final = re.compile(r"\{[^{}]*\}")
_STANDS_FOR_A_BLANK: Final = "service " * 4
"""An establishment's name or a service's is four words long in the count of words as well."""
_WORD: Final = re.compile(r"[^\W_]+")
_VOWELS: Final = {
    "fr": re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+"),
    "en": re.compile(r"[aeiouyé]+"),
}
_SILENT: Final = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgl])es$|(?<=[aeiouy]l)e$")
"""English endings that are not heard."""
_EASE: Final = {"fr": (207.0, 1.015, 73.6), "en": (206.835, 1.015, 84.6)}


@dataclass(frozen=True, slots=True)
class Readability:
    """Figures of one text; `ease` is out of about 100, the more the easier."""

    sentences: int
    words: int
    longest: int
    ease: float

    @property
    def mean(self) -> float:
        """Return the mean number of words in a sentence."""
        return self.words / self.sentences


def measure(text: FormText) -> Readability:
    """Measure the running text: paragraphs, without titles and labels, which are no sentences."""
    counted = [count_words(sentence) for sentence in _running(text)]
    spoken = [word for sentence in _running(text) for word in _spoken(sentence)]
    syllables = sum(count_syllables(word, text.language) for word in spoken)
    constant, by_sentence, by_word = _EASE[text.language]
    ease = constant - by_sentence * sum(counted) / len(counted) - by_word * syllables / len(spoken)
    return Readability(len(counted), sum(counted), max(counted), ease)


def count_syllables(word: str, language: str) -> int:
    """Count the vowels one hears apart, about; every word has one."""
    heard = _SILENT.sub("", word.lower()) if language == "en" else word.lower()
    return max(1, len(_VOWELS[language].findall(heard)))


def _running(text: FormText) -> Iterator[str]:
    for block in text.blocks:
        for line in block.lines:
            if line.kind == "paragraph":
                yield from sentences(line.text)


def _spoken(sentence: str) -> list[str]:
    """Part into words; an article before an apostrophe is spoken with what follows."""
    bare = _BLANK.sub(_STANDS_FOR_A_BLANK, sentence).replace("'", "").replace("’", "")
    return _WORD.findall(bare)
