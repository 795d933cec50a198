import QtQuick
import Lobby
import Lobby.Models

/** The code was seen but not read whole. */
Item {
    id: root

    required property KioskModel model
    required property LatestFrame frames

    readonly property real margin: Theme.kioskMargin
    // Else a scanner read it.
    readonly property bool isSeen: root.model.house.hasCamera && !root.model.house.isCameraAway

    Preview {
        id: preview
        x: root.margin
        y: band.height + root.margin
        width: Theme.portrait ? root.width - 2 * root.margin : 0.56 * (root.width - 2 * root.margin)
        height: !root.isSeen ? 0
            : root.height - y - root.margin - (Theme.portrait ? tips.height + Theme.gap4 : 0)
        visible: root.isSeen
        frames: root.frames
        outline: Theme.outlineBusy
        advice: root.model.house.advice
    }
    VerdictBand {
        id: band
        width: parent.width
        height: root.isSeen ? Math.max(implicitHeight, (Theme.portrait ? 50 : 36) * Theme.unit)
            : root.height - tips.height - 2 * root.margin
        tone: "busy"
        iconName: "scan-line"
        iconSize: (Theme.portrait ? 20 : 22) * Theme.unit
        headline: qsTr("Hold it still")
        detail: root.isSeen ? qsTr("Nearly there. Keep the whole code inside the picture.")
            : qsTr("Nearly there. Hold the whole code in front of the scanner.")
    }
    Column {
        id: tips
        x: Theme.portrait || !root.isSeen ? root.margin : preview.x + preview.width + Theme.gap4
        y: !root.isSeen ? band.height + root.margin
            : Theme.portrait ? preview.y + preview.height + Theme.gap4
            : preview.y + (preview.height - height) / 2
        width: root.width - x - root.margin
        spacing: Theme.gap3
        // What helps most anybody would contradict what helps here.
        opacity: root.model.house.advice === "" ? 1 : 0
        visible: opacity > 0

        Behavior on opacity { NumberAnimation { duration: Theme.fade; easing.type: Easing.OutCubic } }

        TipLine {
            width: parent.width
            iconName: "sun"
            tip: qsTr("Turn the phone's brightness up")
        }
        TipLine {
            width: parent.width
            iconName: "move-horizontal"
            tip: qsTr("Come a little closer, or step back")
        }
    }
}
