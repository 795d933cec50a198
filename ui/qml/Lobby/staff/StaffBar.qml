import QtQuick
import Lobby
import Lobby.Models

/** Whose house and day this is, and until when the numbers are complete. */
Item {
    id: root

    required property StaffModel model
    signal scannerAsked()
    readonly property bool wasInTouch: model.completeUntil !== ""

    // Side by side where the house's name keeps some of the room, else the name above the rest.
    readonly property real rest: check.implicitWidth + (model.hasNews ? date.implicitWidth + news.wide : 0) + 2 * Theme.gap3
    readonly property bool isOneRow: rest + Theme.gap3 + Math.min(house.implicitWidth, 0.3 * width) <= width

    implicitHeight: isOneRow ? Math.max(Theme.touch, house.height) : house.height + Theme.gap1 + below.height

    TextLine {
        id: house

        y: root.isOneRow ? (root.implicitHeight - height) / 2 : 0
        width: Math.min(implicitWidth, root.isOneRow ? root.width - root.rest - Theme.gap3 : root.width)
        text: root.model.spaceName
        size: Theme.text4
        wght: Theme.heading
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.Heading
    }
    Flow {
        id: below

        x: root.isOneRow ? root.width - width : 0
        y: root.isOneRow ? (root.implicitHeight - height) / 2 : house.height + Theme.gap1
        width: root.isOneRow ? root.rest : root.width
        spacing: Theme.gap3

        TextLine {
            id: date

            visible: root.model.hasNews
            width: Math.min(implicitWidth, root.width)
            height: Math.max(Theme.touch, implicitHeight)
            text: Theme.day(root.model.weekday, root.model.day, root.model.month, Locale.LongFormat)
            size: Theme.text2
            color: Theme.soft
            wrapMode: Text.WordWrap
        }
        Row {
            id: news

            readonly property real wide: sign.width + spacing + said.implicitWidth

            visible: root.model.hasNews
            spacing: Theme.gap1

            Icon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                name: root.wasInTouch ? "cloud-check" : "cloud-off"
                size: 3 * Theme.unit
                color: Theme.soft
            }
            TextLine {
                id: said

                width: Math.min(implicitWidth, root.width - sign.width - news.spacing)
                height: Math.max(Theme.touch, implicitHeight)
                text: root.model.isInTouch ? qsTr("In touch with the server")
                    : root.wasInTouch ? qsTr("Up to date until %1").arg(root.model.completeUntil)
                    : qsTr("Counts the scans of this device")
                size: Theme.text(2.4)
                color: Theme.soft
                wrapMode: Text.WordWrap
            }
        }
        Button {
            id: check

            width: Math.min(implicitWidth, root.width)
            text: qsTr("Scanner check")
            iconName: "scan-line"
            size: Theme.text(2.4)
            onClicked: root.scannerAsked()
        }
    }
}
