import QtQuick
import Lobby
import Lobby.Models

/** Something went wrong here. The scanner goes on. */
Item {
    id: root

    required property KioskModel model

    HelpLayout {
        anchors.fill: parent
        tone: "busy"
        iconName: "circle-help"
        headline: qsTr("Please ask at the desk")
        detail: qsTr("Something went wrong on our side, not with your code.")
        place: root.model.page.placeOfHelp
        hint: qsTr("The scanner goes on: you can also hold your code up again.")
    }
    PageRing { countdown: root.model.countdown }
}
