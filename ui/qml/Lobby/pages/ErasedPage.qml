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
        headline: qsTr("You are forgotten here")
        detail: qsTr("Your name, your words and your photo are gone. Thank you for having been here.")
        corner: root.corner
    }
}
