import QtQuick
import Lobby

/** Somebody is forgotten. Quiet, and about nobody. */
PageFrame {
    id: root

    headShare: 1
    bottomMargin: 0
    onEscaped: model.backAsked()
    head: VerdictBand {
        tone: "accent"
        iconName: "check"
        headline: qsTr("Nothing of yours is left here")
        detail: qsTr("Your name, your words and your photo are erased. Thank you for your time with us.")
        corner: root.corner
    }
}
