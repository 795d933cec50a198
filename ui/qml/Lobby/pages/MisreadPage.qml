import QtQuick
import Lobby
import Lobby.Models

/** The code was seen but not read whole. */
Item {
    id: root

    required property KioskModel model
    required property LatestFrame frames

    // Else a scanner read it.
    readonly property bool isSeen: root.model.house.hasCamera && !root.model.house.isCameraAway

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        hasRing: false
        headShare: root.isSeen ? 0 : 1
        gap: Theme.gap4
        onEscaped: root.model.timedOut()

        head: VerdictBand {
            tone: "busy"
            iconName: "scan-line"
            iconSize: (root.isSeen ? 20 : 24) * Theme.unit
            headline: qsTr("Hold it still")
            detail: root.isSeen ? qsTr("Nearly there. Keep the whole code inside the picture.")
                : qsTr("Nearly there. Hold the whole code in front of the scanner.")
        }
        middle: Item {
            id: help

            readonly property bool isOver: Theme.portrait || Theme.crowded
            readonly property real least: root.isSeen ? 42 * Theme.unit : 0 // of the picture

            implicitHeight: isOver ? tips.implicitHeight + (root.isSeen ? least + Theme.gap4 : 0)
                : Math.max(least, tips.implicitHeight)

            Preview {
                id: preview
                width: help.isOver ? parent.width : 0.56 * parent.width
                height: help.isOver ? parent.height - tips.height - Theme.gap4 : parent.height
                visible: root.isSeen
                frames: root.frames
                outline: Theme.outlineBusy
                advice: root.model.house.advice
            }
            Column {
                id: tips
                x: help.isOver || !root.isSeen ? 0 : preview.width + Theme.gap4
                y: help.isOver ? parent.height - height : (parent.height - height) / 2
                width: parent.width - x
                spacing: Theme.gap3
                // What helps most anybody would contradict what helps here.
                opacity: root.model.house.advice === "" ? 1 : 0
                visible: opacity > 0

                Behavior on opacity { NumberAnimation { duration: Theme.fade; easing.type: Easing.OutCubic } }

                TipLine {
                    width: parent.width
                    iconName: "sun"
                    tip: qsTr("On a phone, turn the brightness up")
                }
                TipLine {
                    width: parent.width
                    iconName: "move-horizontal"
                    tip: qsTr("Come a little closer, or step back")
                }
            }
        }
        actions: ButtonRow {
            id: row
            visible: root.model.rooms.byName.isOffered

            Button {
                width: row.cellWidth
                height: row.cellHeight
                iconName: "keyboard"
                text: qsTr("No code with me")
                onClicked: root.model.pageAsked("by_name")
            }
        }
    }
}
