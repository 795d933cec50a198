pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** The large cards: one below the other for up to three people or upright, else in two columns. */
WallGrid {
    id: root

    required property WallPlan plan

    cellWidth: plan.cardWidth + Theme.gap2
    cellHeight: plan.rowHeight + plan.gap
    Accessible.name: qsTr("People here")

    delegate: WallCard {
        required property int index

        readonly property bool alone: index === root.plan.carded - 1 && index % root.plan.columns === 0

        width: alone ? root.plan.width : root.plan.cardWidth
        height: root.plan.rowHeight
    }
}
