import QtQuick
import Lobby
import Lobby.Models

/** Stands where no suggestion is: how many are here, who can be seen, and how suggestions come about. */
Card {
    id: root

    required property KioskModel model
    readonly property string note: model.page.isUnknown
        ? qsTr("You are new on this screen. The desk adds your name today.")
        : model.page.offer === "" && model.page.ask === ""
          ? qsTr("Tell the desk what you are looking for. Then you read here who can help.")
          : qsTr("As soon as somebody comes who fits what you offer or look for, you read it here.")

    Column {
        anchors { left: parent.left; right: parent.right; margins: Theme.gap4; verticalCenter: parent.verticalCenter }
        spacing: Theme.gap2

        Row {
            spacing: Theme.gap4

            CountPill {
                anchors.verticalCenter: parent.verticalCenter
                count: root.model.page.present
                words: qsTr("%n people here now", "the words beside the number", root.model.page.present)
                numberSize: Theme.text5
            }
            FaceStack {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.width > 100 * Theme.unit
                faces: root.model.house.faces
                ground: root.color
            }
        }
        TextLine {
            width: parent.width
            text: root.note
            size: Theme.text(2.8)
            color: Theme.soft
            wrapMode: Text.WordWrap
        }
    }
}
