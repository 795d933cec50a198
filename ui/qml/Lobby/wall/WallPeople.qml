import QtQuick
import Lobby
import Lobby.Models

/** The wall's page while somebody is visible: rail, large cards, faces. They change places in turn. */
Item {
    id: root

    required property WallModel model
    property real railWidth: 0
    property alias turnMs: places.interval
    readonly property bool crowded: model.others > 0
    // A second row of faces once the first is full.
    readonly property bool deep: !Theme.portrait && model.others > faces.columns
    readonly property real faceRows: crowded ? (deep ? 27.6 : 13) * Theme.unit : 0

    WallRail {
        id: rail

        width: Theme.portrait ? parent.width : root.railWidth
        height: Theme.portrait ? 37 * Theme.unit : parent.height
        model: root.model
        invited: !Theme.portrait && root.model.visible < 3
    }

    Item {
        id: people

        anchors {
            fill: parent
            leftMargin: Theme.portrait ? 0 : root.railWidth + Theme.gap2
            topMargin: Theme.portrait ? rail.height + Theme.gap2 : 0
        }

        WallCards {
            width: parent.width
            height: parent.height - (root.crowded ? faces.height + gap : 0)
            gap: (root.deep || root.crowded && Theme.portrait ? 1.4 : 2) * Theme.unit
            model: root.model
        }
        WallFaces {
            id: faces

            visible: root.crowded
            width: parent.width
            height: root.faceRows
            y: parent.height - height
            model: root.model
        }
    }

    SequentialAnimation {
        id: turning

        NumberAnimation { target: people; property: "opacity"; to: 0; duration: Theme.fade / 2 }
        ScriptAction { script: root.model.turn() }
        PropertyAction { target: people; property: "opacity"; value: 1 }
    }
    Timer {
        id: places

        interval: Theme.stripStep
        running: root.visible
        repeat: true
        onTriggered: turning.start()
    }
    // The panel changes between two turns of the cards.
    Timer {
        interval: places.interval / 2
        running: places.running
        repeat: true
        property bool between: false
        onTriggered: {
            between = !between;
            if (between)
                root.model.turnFeatured();
        }
    }
}
