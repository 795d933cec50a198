import QtQuick
import Lobby

/** A small cloud for staff: how the server is doing. Touched, it says so in words for a while. */
Touchable {
    id: root

    required property string sync // a value of states.Cloud
    required property int concerned

    readonly property string words: ({
        synced: qsTr("Everything is with the server"),
        sending: qsTr("%n check-ins are on their way to the server", "", concerned),
        waiting: qsTr("The server asks for a little patience"),
        refused: qsTr("The server refused %n scans: see the staff page", "", concerned),
        offline: qsTr("No connection. Checking in works as always"),
        unpaired: qsTr("Unknown to the server: pair this kiosk again"),
        revoked: qsTr("Access was ended: pair this kiosk again")
    })[sync] ?? qsTr("This kiosk has not met its server yet")
    readonly property string glyph: ({
        synced: "cloud-check", sending: "cloud", waiting: "cloud", offline: "cloud-off"
    })[sync] ?? "cloud-alert"

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
            name: root.glyph
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
