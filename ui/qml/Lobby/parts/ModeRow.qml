pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** How somebody is here today: one of three. */
ButtonRow {
    id: root

    required property KioskModel model

    component Mode: ModeChip {
        required property string mode

        width: root.cellWidth
        height: root.cellHeight
        checked: root.model.page.mode === mode
        onClicked: root.model.modeChosen(mode)
    }

    Mode {
        mode: "hello"
        iconName: "message-circle"
        text: qsTr("Come and talk")
        explanation: qsTr("People may say hello")
    }
    Mode {
        mode: "heads_down"
        iconName: "headphones"
        text: qsTr("Heads down")
        explanation: qsTr("Shown dimmed, not suggested")
    }
    Mode {
        mode: "invisible"
        iconName: "eye-off"
        text: qsTr("Invisible today")
        explanation: qsTr("Only counted")
    }
}
