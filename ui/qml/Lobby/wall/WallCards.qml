pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** The large cards: one below the other for up to three people or upright, else in two columns. */
Item {
    id: root

    required property WallModel model
    readonly property int columns: Theme.portrait || people.count <= 3 ? 1 : 2
    readonly property int rowsTaken: Math.ceil(people.count / columns)
    property real gap: Theme.gap2
    // One or two people leave room for the invitation, which stands below them.
    readonly property int rows: rowsTaken < 3 && columns === 1 ? rowsTaken + 1 : rowsTaken
    readonly property real rowHeight: (height - (rows - 1) * gap) / rows
    readonly property real cardWidth: (width - (columns - 1) * Theme.gap2) / columns

    Accessible.role: Accessible.List
    Accessible.name: qsTr("People here")

    Repeater {
        id: people

        model: root.model.cards

        WallCard {
            required property int index

            readonly property bool alone: index === people.count - 1 && index % root.columns === 0

            x: index % root.columns * (root.cardWidth + Theme.gap2)
            y: Math.floor(index / root.columns) * (root.rowHeight + root.gap)
            width: alone ? root.width : root.cardWidth
            height: root.rowHeight

            NumberAnimation on opacity {
                from: 0
                to: 1
                duration: Theme.fade
            }
        }
    }

    WallInvitation {
        visible: root.rows > root.rowsTaken
        width: root.width
        height: root.rowHeight
        y: root.height - height
    }
}
