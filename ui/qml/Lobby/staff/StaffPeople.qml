pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Who is in, by name: since when, how they are today and what the wall shows of them. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Who is in")

    StaffList {
        id: list

        model: root.model.people
        columns: width > 64 * Theme.unit ? 2 : 1
        Accessible.name: root.title

        delegate: StaffPerson {
            width: list.cellWidth - (list.columns > 1 ? Theme.gap2 : 0)
            height: list.cellHeight
        }
    }
    TextLine {
        anchors.centerIn: parent
        visible: list.count === 0
        text: qsTr("Nobody is in at the moment.")
        size: Theme.text(2.5)
        color: Theme.soft
    }
}
