"""The language of the screens: gettext catalogues served to every qsTr."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtQml import QQmlEngine

from kiosk.languages import catalogue_of


class GettextTranslator(QTranslator):
    """Answers Qt's questions for words from one language's compiled catalogue.

    The context that Qt names, the file's name, is left out: the same English words mean the same
    everywhere unless a disambiguation sets them apart. Qt itself puts the number in for %n.
    Where it is large, it is grouped as people of that language write it.
    """

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue_of(language)

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """Return the words, or None where the catalogue has none and Qt keeps the source."""
        if not source_text:  # gettext would answer with the catalogue's header
            return None
        words = self._look_up(source_text, disambiguation or "", n)
        if n >= 0:
            words = words.replace("%n", "%Ln")
        # An unknown text comes back unchanged; Qt's own texts are among them.
        return None if words == source_text else words

    def _look_up(self, text: str, meaning: str, n: int) -> str:
        if n < 0:
            if meaning:
                return self._catalogue.pgettext(meaning, text)
            return self._catalogue.gettext(text)
        if meaning:
            return self._catalogue.npgettext(meaning, text, text, n)
        return self._catalogue.ngettext(text, text, n)


def install(app: QCoreApplication, engine: QQmlEngine | None, language: str) -> None:
    """Show everything in this language from now on, on pages that are already open too.

    Call it after a window is opened, not before: QML's loader thread would ask the translator
    for words, which is Python's, and wait for the interpreter that whoever opens it may hold.
    """
    for previous in app.findChildren(GettextTranslator):
        app.removeTranslator(previous)
        previous.setParent(None)  # without a parent, Python's last reference frees it
    app.installTranslator(GettextTranslator(language, app))
    QLocale.setDefault(QLocale(language))
    if engine is not None:
        engine.retranslate()
