import QtQuick
import Lobby
import Lobby.Models

/** The wall's page while somebody is visible: rail, large cards, faces. They change places in turn. */
Item {
    id: root

    required property WallModel model
    property real railWidth: 0
    property alias turnMs: places.interval
    // Very large text leaves no room for both: what is featured and the people take turns.
    readonly property bool alternating: Theme.textScale > 1.5
    readonly property bool telling: alternating && model.isTelling
    readonly property bool stacked: Theme.portrait || alternating

    WallRail {
        id: rail

        visible: root.telling || !root.alternating
        width: root.stacked ? parent.width : root.railWidth * (0.4 + 0.6 * Theme.textScale)
        height: root.alternating || !Theme.portrait ? parent.height : (12 + 25 * Theme.textScale) * Theme.unit
        model: root.model
        invited: plan.invites
    }
    WallPlan {
        id: plan

        x: root.stacked ? 0 : rail.width + Theme.gap2
        y: Theme.portrait && !root.alternating ? rail.height + Theme.gap2 : 0
        width: parent.width - x
        height: parent.height - y
        model: root.model
    }
    Item {
        id: people

        visible: !root.telling
        x: plan.x
        y: plan.y
        width: plan.width
        height: plan.height

        WallCards {
            height: plan.height - plan.facesHeight + plan.gap
            plan: plan
            model: root.model.cards
            still: turning.running
        }
        WallInvitation {
            visible: plan.invites
            width: parent.width
            height: plan.rowHeight
            y: parent.height - height
        }
        WallFaces {
            visible: plan.faceRows > 0
            width: parent.width
            height: plan.facesHeight - plan.gap
            y: parent.height - height
            plan: plan
            model: root.model
            still: turning.running
        }
    }

    SequentialAnimation {
        id: turning

        NumberAnimation { target: people; property: "opacity"; to: 0; duration: Theme.fade / 2 }
        ScriptAction { script: root.model.turn() }
        NumberAnimation { target: people; property: "opacity"; to: 1; duration: Theme.fade / 2 }
    }
    Timer {
        id: places

        interval: Theme.stripStep * (root.alternating ? 2 : 1)
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
