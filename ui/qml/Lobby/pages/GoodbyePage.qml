import QtQuick
import Lobby
import Lobby.Models

/** Checked out, or the check-in taken back. Who is still here says so with one touch. */
Item {
    id: root

    required property KioskModel model

    readonly property bool isUndone: model.page.isUndone

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        headShare: Theme.portrait ? 0.55 : 0.6
        gap: Theme.kioskMargin
        onEscaped: root.model.timedOut()

        head: VerdictBand {
            tone: root.isUndone ? "accent" : "good"
            iconName: root.isUndone ? "undo-2" : "door-open"
            headline: root.isUndone ? qsTr("Check-in undone")
                : root.model.page.name === "" ? qsTr("See you soon") : qsTr("See you soon, %1").arg(root.model.page.name)
            detail: root.isUndone ? qsTr("You are not checked in.")
                : root.model.page.badge > 0 ? qsTr("You are checked out. Please leave your badge here.")
                : root.model.page.leftAt === "" ? qsTr("You are checked out.")
                : qsTr("You checked out at %1.").arg(root.model.page.leftAt)
            corner: frame.corner
        }
        middle: root.isUndone ? again : back
    }
    HelpCard {
        id: again
        visible: root.isUndone
        iconName: "scan-line"
        place: qsTr("To check in after all, hold your code up again.")
    }
    Item {
        id: back
        visible: !root.isUndone
        implicitHeight: stay.implicitHeight + Theme.gap3 + hint.implicitHeight

        Button {
            id: stay
            width: parent.width
            height: parent.height - hint.height - Theme.gap3
            edge: Theme.accent
            iconName: "undo-2"
            text: qsTr("I'm still here")
            size: Theme.text(4.2)
            onClicked: root.model.stillHereChosen()
        }
        HintLine {
            id: hint
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            iconName: "scan-line"
            size: Theme.text2
            hint: qsTr("Back again later? Just hold your code up.")
        }
    }
}
