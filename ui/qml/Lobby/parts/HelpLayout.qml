import QtQuick
import Lobby

/** A sentence that sends somebody to the desk: the band above, where the desk is below. */
Item {
    id: root

    required property string tone
    required property string iconName
    required property string headline
    required property string detail
    required property string place
    required property string hint

    VerdictBand {
        id: band
        width: parent.width
        height: Math.max(implicitHeight, Theme.portrait ? 0.6 * parent.height : 56 * Theme.unit)
        tone: root.tone
        iconName: root.iconName
        headline: root.headline
        detail: root.detail
        corner: 20 * Theme.unit
    }
    Rise {
        anchors { fill: parent; topMargin: band.height }

        HelpCard {
            id: card
            x: Theme.kioskMargin
            y: Theme.kioskMargin
            width: parent.width - 2 * x
            height: hint.y - y - Theme.gap3
            place: root.place
        }
        HintLine {
            id: hint
            x: Theme.kioskMargin
            y: parent.height - height - Theme.kioskMargin
            width: parent.width - 2 * x
            iconName: "scan-line"
            hint: root.hint
            size: Theme.text2
        }
    }
}
