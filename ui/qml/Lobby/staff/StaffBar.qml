import QtQuick
import Lobby
import Lobby.Models

/** Whose house and day this is, and until when the numbers are complete. */
Item {
    id: root

    required property StaffModel model
    signal scannerAsked()
    readonly property bool wasInTouch: model.completeUntil !== ""

    implicitHeight: 7 * Theme.unit

    TextLine {
        id: house

        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - news.width - check.width - Theme.gap3 - (date.visible ? date.implicitWidth : 0)
                        - 2 * Theme.gap3)
        text: root.model.spaceName
        size: Theme.text4
        wght: Theme.heading
        elide: Text.ElideRight
        Accessible.role: Accessible.Heading
    }
    TextLine {
        id: date

        visible: !Theme.portrait && root.model.hasNews
        anchors { left: house.right; leftMargin: Theme.gap3; baseline: house.baseline }
        text: Theme.day(root.model.weekday, root.model.day, root.model.month, Locale.LongFormat)
        size: Theme.text2
        color: Theme.soft
    }
    Row {
        id: news

        visible: root.model.hasNews
        anchors { right: check.left; rightMargin: Theme.gap3; verticalCenter: parent.verticalCenter }
        spacing: Theme.gap1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.wasInTouch ? "cloud-check" : "cloud-off"
            size: 3 * Theme.unit
            color: Theme.soft
        }
        TextLine {
            text: root.model.isInTouch ? qsTr("In touch with the server")
                : root.wasInTouch ? qsTr("Up to date until %1").arg(root.model.completeUntil)
                : qsTr("Counts the scans of this device")
            size: Theme.text(2.4)
            color: Theme.soft
        }
    }
    Button {
        id: check

        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        text: Theme.portrait ? "" : Accessible.name // the house's name needs the room
        iconName: "scan-line"
        Accessible.name: qsTr("Scanner check")
        size: Theme.text(2.4)
        onClicked: root.scannerAsked()
    }
}
