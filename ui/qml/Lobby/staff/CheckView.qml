import QtQuick
import Lobby
import Lobby.Models

/** What the camera sees now, what to do in front of it, and how large the code appears. */
Item {
    id: root

    required property ScannerModel model
    required property LatestFrame frames
    property real tallest: Infinity
    readonly property real wanted: help.y + help.height

    Preview {
        id: preview

        // Room for the words while there is no picture.
        readonly property real away: root.model.stage === "away" ? Theme.text(20) : 0

        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: Math.max(away, Math.min(width * 9 / 16, root.tallest))
        frames: root.frames
        isCameraAway: root.model.stage === "away"
        awayText: qsTr("The camera is away.")
    }
    Rectangle {
        readonly property string figure: Theme.number(root.model.modulePx, 1)

        visible: root.model.modulePx > 0
        anchors {
            left: preview.left
            leftMargin: Theme.gap2
            bottom: preview.bottom
            bottomMargin: Theme.gap2
        }
        width: size.width + 2 * Theme.gap2
        height: size.height + 2 * Theme.gap1
        radius: Math.min(height / 2, 2.5 * Theme.unit)
        color: Theme.card

        TextLine {
            id: size

            anchors.centerIn: parent
            width: Math.min(implicitWidth, preview.width - 4 * Theme.gap2)
            text: qsTr("Code squares: %1 pixels wide; 2 are needed").arg(parent.figure)
            size: Theme.text1
            wght: Theme.semibold
            lineHeight: 1
            wrapMode: Text.WordWrap
        }
    }
    TextLine {
        id: help

        anchors {
            left: parent.left
            right: parent.right
            top: preview.bottom
            topMargin: Theme.gap2
        }
        text: root.model.stage === "away" ? qsTr("Plug the camera in again; the check goes on by itself.")
            : qsTr("Hold a printed pass still, 50 cm from the camera, for some seconds. With a USB scanner, scan it too.")
        size: Theme.text(2.4)
        wght: Theme.medium
        wrapMode: Text.WordWrap
    }
}
