pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Who is in, by name: since when, how they are today and what the wall shows of them. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Who is in")
    wanted: list.count > 0 ? list.contentHeight : nobody.implicitHeight

    StaffList {
        id: list

        model: root.model.people
        Accessible.name: root.title

        delegate: StaffPerson {
            width: list.cellWidth
        }
    }
    StaffNobody {
        id: nobody

        visible: list.count === 0
        text: qsTr("Nobody is in at the moment.")
    }
}
