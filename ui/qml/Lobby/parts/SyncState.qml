import QtQuick
import Lobby

/** A small cloud for staff: how the server is doing. Touched, it says so in words for a while. */
Touchable {
    id: root

    required property string sync // synced | waiting | offline | never
    required property int waiting

    readonly property string words: sync === "synced" ? qsTr("Everything is with the server")
        : sync === "waiting" ? qsTr("%n check-ins are on their way to the server", "", waiting)
        : sync === "offline" ? qsTr("No connection. Checking in works as always")
        : qsTr("This kiosk has not met its server yet")

    ground: "transparent"
    edge: "transparent"
    padding: Theme.gap1
    text: words
    onClicked: open.running ? open.stop() : open.restart()

    Timer { id: open; interval: Theme.reading }

    contentItem: Row {
        spacing: Theme.gap1
        layoutDirection: Qt.RightToLeft

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.sync === "synced" ? "cloud-check" : root.sync === "waiting" ? "cloud"
                : root.sync === "offline" ? "cloud-off" : "cloud-alert"
            size: 3 * Theme.unit
            color: Theme.soft
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            visible: open.running
            text: root.words
            size: Theme.text1
            color: Theme.soft
            Accessible.ignored: true
        }
    }
}
