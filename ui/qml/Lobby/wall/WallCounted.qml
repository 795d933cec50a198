import QtQuick
import Lobby
import Lobby.Models

/** How many people are in the house without a name on the wall; the warm line where there are none. */
Card {
    id: root

    required property WallModel model
    readonly property int uncovered: model.present - model.visible
    readonly property real inset: 3.4 * Theme.unit

    Column {
        anchors { left: parent.left; right: parent.right; margins: root.inset; verticalCenter: parent.verticalCenter }
        visible: root.uncovered > 0
        spacing: Theme.gap2

        WallCircles {
            count: root.uncovered
            diameter: Math.min((Theme.textScale > 1 ? 5 : 8.6) * Theme.unit, parent.width / (0.83 * shown + 0.17))
            rim: Theme.card
        }
        TextLine {
            width: parent.width
            text: qsTr("and %n more in the house", "people who are only counted", root.uncovered)
            size: Theme.text3
            wght: Theme.medium
            wrapMode: Text.WordWrap
        }
    }
    WallWarmth {
        anchors.fill: parent
        visible: root.uncovered === 0
        model: root.model
    }
}
