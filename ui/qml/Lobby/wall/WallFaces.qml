pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Everybody without a large card: faces with first names, and how many more take turns. */
Item {
    id: root

    required property WallModel model
    required property WallPlan plan
    property alias still: people.still
    readonly property int others: model.visible - plan.cards - plan.faces

    WallGrid {
        id: people

        height: root.height + root.plan.faceGap
        cellWidth: root.plan.cell
        cellHeight: root.plan.faceHeight + root.plan.faceGap
        model: root.model.faces
        Accessible.name: qsTr("Also here")

        delegate: WallFace {
            width: root.plan.cell - Theme.gap1
            height: root.plan.faceHeight
            twoLines: root.plan.twoLines
        }
    }
    WallMore {
        visible: root.others > 0 && root.plan.places > 0
        x: (root.plan.faceColumns - 1) * root.plan.cell
        y: root.height - height
        width: root.plan.cell - Theme.gap1
        height: root.plan.faceHeight
        count: root.others
    }
}
