import QtQuick
import Lobby
import Lobby.Models

/** Today in three numbers. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Today so far")
    wanted: rows.implicitHeight

    Column {
        id: rows

        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        spacing: Theme.gap2

        StaffFact {
            width: parent.width
            figure: Theme.whole(root.model.visitsToday)
            words: qsTr("visits", "after the number", root.model.visitsToday)
        }
        StaffFact {
            width: parent.width
            figure: Theme.whole(root.model.peak)
            words: qsTr("at most, at %1").arg(root.model.peakAt)
            visible: root.model.peak > 0
        }
        StaffFact {
            width: parent.width
            figure: root.model.closesAt
            words: qsTr("closing time, opening at %1").arg(root.model.opensAt)
            visible: !root.model.isClosedToday
        }
        TextLine {
            width: parent.width
            text: qsTr("Closed today")
            size: Theme.text3
            wght: Theme.bold
            wrapMode: Text.WordWrap
            visible: root.model.isClosedToday
        }
    }
}
