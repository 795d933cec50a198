import QtQuick
import Lobby
import Lobby.Models

/** Something went wrong here; codes are read as before. */
Item {
    id: root

    required property KioskModel model

    HelpLayout {
        anchors.fill: parent
        model: root.model
        tone: "busy"
        iconName: "circle-help"
        headline: qsTr("Please ask at the desk")
        detail: qsTr("Something went wrong on our side, not with your code.")
        hint: qsTr("You can also hold your code up once more.")
    }
}
