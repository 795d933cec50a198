import QtQuick
import Lobby
import Lobby.Models

/** Checked out, or the check-in taken back. Who is still here says so with one touch. */
Item {
    id: root

    required property KioskModel model

    readonly property real margin: Theme.kioskMargin

    VerdictBand {
        id: band
        width: parent.width
        height: Math.max(implicitHeight, Theme.portrait ? 0.5 * parent.height : 52 * Theme.unit)
        tone: root.model.page.isUndone ? "accent" : "good"
        iconName: root.model.page.isUndone ? "undo-2" : "door-open"
        headline: root.model.page.isUndone ? qsTr("Taken back")
            : root.model.page.name === "" ? qsTr("See you soon") : qsTr("See you soon, %1").arg(root.model.page.name)
        detail: root.model.page.isUndone ? qsTr("You are not checked in.")
            : root.model.page.leftAt === "" ? qsTr("You are checked out.")
            : qsTr("You are checked out, %1.").arg(root.model.page.leftAt)
        corner: Theme.gap4
    }
    PageRing { countdown: root.model.countdown }

    Rise {
        anchors { fill: parent; topMargin: band.height }

        Button {
            id: back
            x: root.margin
            y: root.margin
            width: parent.width - 2 * root.margin
            height: root.model.page.isUndone ? 0 : 0.55 * parent.height
            visible: !root.model.page.isUndone
            edge: Theme.accent
            iconName: "undo-2"
            text: qsTr("I'm still here")
            size: Theme.text(4.2)
            onClicked: root.model.stillHereChosen()
        }
        HintLine {
            x: root.margin
            y: back.y + back.height + (root.model.page.isUndone ? 0 : Theme.gap3)
            width: parent.width - 2 * root.margin
            iconName: "scan-line"
            size: root.model.page.isUndone ? Theme.text3 : Theme.text(2.5)
            hint: root.model.page.isUndone ? qsTr("To check in after all, hold your code up again.")
                : qsTr("Back again later? Just hold your code up.")
        }
    }
}
