pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Everybody without a large card: faces with first names. */
Item {
    id: root

    required property WallModel model
    readonly property real faceHeight: 13 * Theme.unit
    readonly property real rowGap: 1.6 * Theme.unit
    readonly property real cell: width / columns
    // As wide as the longest word under a face, within reason.
    readonly property int columns: Math.max(1, Math.floor(width / Math.max(14 * Theme.unit,
        Math.min(20.5 * Theme.unit, Math.max(longest.advanceWidth, earlier.advanceWidth) + 1.6 * Theme.unit))))
    readonly property int rows: Math.max(1, Math.floor((height + rowGap + 1) / (faceHeight + rowGap)))
    readonly property int places: columns * rows

    // Later: the answer changes what is being laid out right now.
    onPlacesChanged: Qt.callLater(root.model.facesFit, places)
    Component.onCompleted: Qt.callLater(root.model.facesFit, places)

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Also here")

    TextMetrics {
        id: longest

        text: root.model.longestName
        font.family: Theme.family
        font.pixelSize: Math.round(Theme.text3)
        font.variableAxes: ({ "wght": Theme.medium })
    }

    TextMetrics {
        id: earlier

        text: root.model.hasEarlier ? qsTr("earlier", "here earlier today, under a face") : ""
        font: longest.font
    }

    Repeater {
        id: people

        model: root.model.faces

        WallFace {
            required property int index

            x: index % root.columns * root.cell
            y: Math.floor(index / root.columns) * (root.faceHeight + root.rowGap)
            width: root.cell - Theme.gap1
            height: root.faceHeight

            NumberAnimation on opacity {
                from: 0
                to: 1
                duration: Theme.fade
            }
        }
    }
}
