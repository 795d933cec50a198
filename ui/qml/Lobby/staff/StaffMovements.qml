pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Who came and went, newest first. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Came and went")
    wanted: list.count > 0 ? list.contentHeight : nobody.implicitHeight

    StaffList {
        id: list

        model: root.model.movements
        Accessible.name: root.title

        delegate: StaffRow {
            id: row

            required property string at
            required property bool came

            label: name || qsTr("Somebody who joined today")
            detail: at
            iconName: came ? "log-in" : "log-out"
            iconColor: came ? Theme.good : Theme.soft
            width: list.cellWidth
            Accessible.name: (came ? qsTr("%1 came at %2") : qsTr("%1 left at %2")).arg(label).arg(at)
        }
    }
    StaffNobody {
        id: nobody

        visible: list.count === 0
        text: qsTr("Nobody yet today.")
    }
}
