pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** What is odd and wants somebody: refused codes, facts that did not travel, too many people. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Needs a hand")
    badge: rows.count
    wanted: column.height

    StaffView {
        anchors.fill: parent
        contentHeight: column.height
        Accessible.role: Accessible.List
        Accessible.name: root.title

        Column {
            id: column

            width: parent.width - Theme.gap2 // beside the bar
            spacing: Theme.gap1

            Repeater {
                id: rows

                model: root.model.hands

                StaffHand { width: column.width }
            }
        }
    }
}
